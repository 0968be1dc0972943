"""The wordings of stages: those shared by all stages, filled with the words of each (stages.toml)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from reechain.extractors.wordlists import load_toml

FILE: Final = "stages.toml"
_VERB: Final = re.compile(r"%([a-z-]+(?: [a-z]+)?(?=\||\)|>)|[a-z-]+)")
"""A verb of a `work` wording, written bare: "%separate", "(%press|%jet mill)"."""
_PAST: Final[Mapping[str, str]] = {
    "dig": "dug", "make": "made", "build": "built", "buy": "bought", "sell": "sold", "wind": "wound", "grind": "ground",
    "win": "won", "cast": "cast", "cut": "cut", "spin": "spun", "take": "took", "split": "split", "set": "set", "burn": "burned",
}  # fmt: skip
_DOUBLED: Final = frozenset("dig win cut spin split mill strip trap set ship".split()) - {"mill"}
_CONFIDENCE: Final[Mapping[str, float]] = {
    "acts": 0.85,
    "work": 0.85,
    "aims": 0.85,
    "did": 0.8,
    "doing": 0.8,
    "doers": 0.8,
    "plants": 0.75,
    "patterns": 0.8,
}
"""How far each kind of wording is trusted: what is done more than where."""
_WORDS: Final = ("does", "do", "did", "doing", "doers", "plants")


def stage_entries() -> Iterator[tuple[Mapping[str, Any], Mapping[str, Sequence[str]]]]:
    """Yield, for each stage, its families as parsed TOML and the sets that their patterns name."""
    data = load_toml("reechain.extractors.relations", FILE)
    for stage in data["stage"]:
        words = {kind: stage[kind] for kind in _WORDS if kind in stage}
        entries = [_entry(stage, kind, *found) for kind, found in _patterns(stage, data).items() if found[0]]
        yield {"family": entries}, {**data["sets"], **_worked(data["work"]), **words, **stage.get("sets", {})}


def _worked(verbs: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Return the verbs of work as sets of words, one for each form."""
    return {form: [inflected(verb, form) for verb in verbs] for form in ("act", "acting", "acted", "do_act")}


def worked_words(form: str | None = None) -> frozenset[str]:
    """Return the verbs of work in a form, or in all their forms."""
    found = _worked(load_toml("reechain.extractors.relations", FILE)["work"])
    return frozenset(word for key, words in found.items() if form in {None, key} for word in words)


def inflected(verb: str, form: str) -> str:
    """Return a verb, its last word where it has two, in a form.

    >>> [inflected("strip cast", form) for form in ("act", "acting", "acted")]
    ['strip casts', 'strip casting', 'strip cast']
    >>> [inflected("dig", form) for form in ("act", "acting", "acted", "do_act")]
    ['digs', 'digging', 'dug', 'dig']
    """
    first, _, last = verb.rpartition(" ")
    before = f"{first} " if first else ""
    if form == "act":
        ending = "es" if last.endswith(("s", "sh", "ch", "x", "z")) else "s"
        return before + (
            f"{last[:-1]}ies" if last.endswith("y") and last[-2] not in "aeou" else last + ending
        )
    if form == "acted" and last in _PAST:
        return before + _PAST[last]
    stem = last + last[-1] if last in _DOUBLED else last.removesuffix("e")
    if form == "acting":
        return f"{before}{stem}ing"
    if form == "acted":
        return before + (f"{last[:-1]}ied" if last.endswith("y") and last[-2] not in "aeou" else f"{stem}ed")
    return verb


def _with_verbs(wordings: Sequence[str], form: str) -> list[str]:
    return [_VERB.sub(lambda verb: inflected(verb[1], form), wording) for wording in wordings]


def _patterns(
    stage: Mapping[str, Any], data: Mapping[str, Any]
) -> Mapping[str, tuple[Sequence[str], Sequence[str]]]:
    """Return the patterns of a stage by kind, the plain and the loose ones."""
    begin = data["begin"]
    acts = [*stage.get("acts", ()), *(["<@does>"] if "does" in stage else ())]
    aims = [*stage.get("aims", ()), *(["<@do>"] if "do" in stage else ())]
    work = stage.get("work", ())
    worked = [
        pattern
        for key, form in (
            ("acts", "act"),
            ("aims", "do_act"),
            ("acted", "acted"),
            ("acting", "acting"),
            ("done", "do_act"),
        )
        for pattern in _joined(begin[key], _with_verbs(work, form))
    ]
    far = [
        pattern
        for key, form in (("acts_far", "act"), ("acted_far", "acted"), ("aims_far", "do_act"))
        for pattern in _joined(begin[key], _with_verbs(work, form))
    ]
    found = {kind: (patterns, ()) for kind, patterns in data["frames"].items() if kind in stage}
    return {
        "work": (worked, far),
        "acts": (_joined(begin["acts"], acts), _joined(begin["acts_far"], acts)),
        "aims": (_joined(begin["aims"], aims), ()),
        **found,
        "patterns": (stage.get("patterns", ()), ()),
    }


def _joined(beginnings: Sequence[str], acts: Sequence[str]) -> list[str]:
    return [f"{beginning} {act}" for act in acts for beginning in beginnings]


def _entry(
    stage: Mapping[str, Any], kind: str, plain: Sequence[str], loose: Sequence[str]
) -> Mapping[str, Any]:
    return {
        "name": f"{stage['id']}: {kind}",
        "relation": "operatesInStage",
        "object": stage["id"],
        "confidence": _CONFIDENCE[kind],
        "patterns": list(plain),
        "loose": list(loose),
    }
