"""The wordings of stages: those shared by all stages, filled with the words of each (stages.toml)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from reechain.extractors.wordlists import load_toml

FILE: Final = "stages.toml"
_CONFIDENCE: Final[Mapping[str, float]] = {
    "acts": 0.85,
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
        yield {"family": entries}, {**data["sets"], **words, **stage.get("sets", {})}


def _patterns(
    stage: Mapping[str, Any], data: Mapping[str, Any]
) -> Mapping[str, tuple[Sequence[str], Sequence[str]]]:
    """Return the patterns of a stage by kind, the plain and the loose ones."""
    begin = data["begin"]
    acts = [*stage.get("acts", ()), *(["<@does>"] if "does" in stage else ())]
    aims = [*stage.get("aims", ()), *(["<@do>"] if "do" in stage else ())]
    found = {kind: (patterns, ()) for kind, patterns in data["frames"].items() if kind in stage}
    return {
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
