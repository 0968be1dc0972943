"""Measures what numbers are said to be about: `python -m corpus.quantities.evaluate [--half dev|other|all] [--things gold|found]`.

The annotated quantities of corpus/quantities are compared field by field with what is read at the same characters. With
`--things gold` the names of the gold stand for what the extractor would find, which is fast; with `--things found` the
text is read as `reechain extract` does. `--errors FIELD` lists where a field differs.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from spacy.tokens import Span

from corpus.texts import WRITERS
from reechain.extractors.dates.document import document_date
from reechain.extractors.normalise import normalise
from reechain.extractors.pipeline import Extractor, bundled_models
from reechain.extractors.qualifiers.passage import DATE
from reechain.extractors.quantities.about import About, describe
from reechain.extractors.quantities.amounts import Amount, amounts_in
from reechain.extractors.quantities.unit_kinds import unit_kind
from reechain.extractors.quantities.scene import Scene, Thing, scene_of
from reechain.extractors.reading import linked, read
from reechain.ontology.records import EntityType, Name

FOLDER: Final = Path(__file__).parent
LAST_DEVELOPED: Final = 20
"""The last writer whose documents were looked at; those of the rest are measured on."""
FIELDS: Final = ("metric", "kind", "subject", "holder", "product", "period", "unit", "value", "whole")
_LEGAL: Final = frozenset(
    "co ltd limited inc incorporated corp corporation company llc plc gmbh kg ag sa spa pty nv bv lp".split()
)
_BY_GOODS: Final = frozenset({"demand", "price", "share", "content", "production", "sales", "grade"})
"""Metrics of which gold names the goods now as subject, now as product."""


@dataclass(frozen=True, slots=True)
class Case:
    """An annotated quantity of a document and what was read at its characters, if anything."""

    document: str
    gold: Mapping[str, Any]
    names: Mapping[str, Mapping[str, Any]]
    amount: Amount | None
    about: About | None
    words: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how many annotated quantities are read right, field by field."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--half", choices=("dev", "other", "all"), default="dev")
    parser.add_argument("--things", choices=("gold", "found"), default="gold")
    parser.add_argument("--errors", choices=FIELDS)
    options = parser.parse_args(arguments)
    cases = list(_cases(options.half, options.things == "found"))
    for title, chosen in (("all", cases), ("certain", [case for case in cases if case.gold["certain"]])):
        print(
            f"\n{title}: {len(chosen)} quantities, {sum(case.amount is not None for case in chosen)} with an amount"
        )
        for name in FIELDS:
            answers = [answer for case in chosen if (answer := _is_right(case, name)) is not None]
            print(
                f"  {name:<8} {sum(answers):>5} of {len(answers):>5}  {sum(answers) / max(1, len(answers)):.3f}"
            )
    if options.errors:
        _print_errors(cases, options.errors)
    return 0


def _print_errors(cases: Sequence[Case], name: str) -> None:
    pairs = Counter[tuple[str, str]]()
    for case in cases:
        if _is_right(case, name) is False and case.about is not None:
            shown = _shown(case, name)
            pairs[shown] += 1
            print(f"{case.document} {case.gold['metric']}: {shown[0]} | {shown[1]} | {case.words}")
    print(pairs.most_common(30))


def _shown(case: Case, name: str) -> tuple[str, str]:
    gold, about = case.gold, case.about
    assert about is not None
    if name in ("subject", "holder", "product"):
        key = (
            "of"
            if name == "subject" and gold["metric"] == "stake"
            else "subject"
            if name == "holder"
            else name
        )
        thing = cast("Thing | None", getattr(about, name))
        told = case.names.get(gold[key], {}).get("name", gold[key])
        return str(told), thing.name.canonical if thing else "-"
    if name in ("unit", "value"):
        return str(gold[name]), str(getattr(case.amount, "unit" if name == "unit" else "values"))
    return str(gold.get(name, gold["metric"])), str(getattr(about, name, about.metric))


def _cases(half: str, found: bool) -> Iterator[Case]:
    extractor = Extractor(models=bundled_models()) if found else None
    for path in sorted(FOLDER.glob("w*.jsonl")):
        writer, _, name = path.stem.partition("-")
        is_developed = int(writer[1:]) <= LAST_DEVELOPED
        if half != "all" and is_developed != (half == "dev"):
            continue
        text = (WRITERS / writer / f"{name}.txt").read_text(encoding="utf-8")
        gold = json.loads((WRITERS / writer / f"{name}.json").read_text(encoding="utf-8"))
        told = document_date(text, name)
        date = told[0] if told else None
        scene = found_scene(text, date, extractor) if extractor else gold_scene(text, date, gold["entities"])
        amounts = amounts_in(text)
        abouts = describe(scene, amounts)
        names = {each["id"]: each for each in gold["entities"]}
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield _case(path.stem, json.loads(line), names, text, amounts, abouts)


def _case(
    document: str,
    gold: Mapping[str, Any],
    names: Mapping[str, Mapping[str, Any]],
    text: str,
    amounts: Sequence[Amount],
    abouts: Sequence[Sequence[About]],
) -> Case:
    start, end = _place(text, gold["context"], gold["literal"])
    hits = [k for k, amount in enumerate(amounts) if amount.start < end and start < amount.end]
    words = " ".join(
        f"{text[max(0, start - 110) : start]}[[{text[start:end]}]]{text[end : end + 50]}".split()
    )
    if not hits:
        return Case(document, gold, names, None, None, words)
    k = max(hits, key=lambda k: (_has_value(amounts[k], gold), -amounts[k].start))
    return Case(document, gold, names, amounts[k], abouts[k][0], words)


def _place(text: str, context: str, literal: str) -> tuple[int, int]:
    """Return where a literal stands in a text that has other line breaks than its annotation."""
    around = re.search(r"\s+".join(re.escape(word) for word in context.split()), text)
    begin, stop = around.span() if around else (0, len(text))
    match = re.compile(r"\s+".join(re.escape(word) for word in literal.split())).search(text, begin, stop)
    return match.span() if match else (0, 0)


def _is_right(case: Case, name: str) -> bool | None:
    """Whether a field is read as gold has it; None where gold has none, or no amount is read there."""
    if name == "whole":
        parts = [
            _is_right(case, each) for each in ("value", "metric", "subject", "holder", "product", "period")
        ]
        return case.about is not None and all(part is not False for part in parts)
    if case.about is None or case.amount is None:
        return None
    if name == "value":
        return _has_value(case.amount, case.gold)
    if name == "unit":
        return _base(case.amount.unit) == _base(case.gold["unit"])
    if name == "metric":
        return _same_metric(case.gold, case.about)
    if name == "kind":
        return bool(case.about.kind == case.gold["kind"])
    if name == "period":
        told = set(re.findall(r"(?:19|20)\d\d", case.gold["period"]))
        return bool(told & set(re.findall(r"(?:19|20)\d\d", case.about.period))) if told else None
    return _same_thing(case, case.about, name)


def _same_metric(gold: Mapping[str, Any], about: About) -> bool:
    if gold["metric"] == "other":
        return about.metric in ("other", "margin")
    if gold["metric"] == "quota increase" and gold["unit"] == "%":
        return about.metric in ("quota increase", "change")
    return bool(about.metric == gold["metric"])


def _same_thing(case: Case, about: About, name: str) -> bool | None:
    gold, is_stake = case.gold, case.gold["metric"] == "stake"
    if name == "holder":
        return _is(about.holder, case.names.get(gold["subject"])) if is_stake else None
    if name == "subject" and is_stake:
        return _is(about.subject, case.names.get(gold["of"]))
    told = case.names.get(gold[name])
    if told is None:
        return None
    if _is(getattr(about, name), told):
        return True
    if gold["metric"] in _BY_GOODS:
        others = (gold["product"], gold["subject"]) if name == "subject" else (gold["product"],)
        if any(_is(about.subject, case.names.get(other)) for other in others):
            return True
    return bool(_is(about.where, told)) if name == "subject" else False


def _is(thing: Thing | None, gold: Mapping[str, Any] | None) -> bool | None:
    if gold is None:
        return None
    if thing is None:
        return False
    forms = {_norm(form) for form in (thing.name.canonical, *thing.name.aliases)}
    return bool(forms & {_norm(form) for form in (gold["name"], *gold["aliases"])})


def _norm(name: str) -> str:
    words = re.sub(r"[^\w]+", " ", re.sub(r"[’']s\b", "", name.casefold())).split()
    while len(words) > 1 and words[-1] in _LEGAL:
        words.pop()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def _has_value(amount: Amount, gold: Mapping[str, Any]) -> bool:
    wanted = abs(float(gold["value"]))
    return any(abs(float(abs(value)) - wanted) <= 0.01 * max(wanted, 1e-9) for value in amount.values)


def _base(unit: str) -> str:
    base = unit.partition("/")[0] if unit_kind(unit) != "price" else unit
    return {"lb": "g", "kg": "g"}.get(base, base)


_REFERENCE: Final = re.compile(r"\b[Tt]he (?:[Cc]ompany|[Gg]roup)\b(?!['’]?s? (?:of|\())")
_ENDS: Final = re.compile(r"(?<=[.;!?。；])\s+(?=[\"'(A-Z])|\n\s*\n|\n(?=\s*[-•*–]|[^\n]{0,60}\n)")


def gold_scene(text: str, date: str | None, entities: Sequence[Mapping[str, Any]]) -> Scene:
    """Return the scene of a text whose things are those of its gold, found by their names."""
    forms = sorted(
        ((form, k) for k, each in enumerate(entities) for form in (each["name"], *each["aliases"])),
        key=lambda pair: (-len(pair[0]), pair),
    )
    names = [Name(EntityType(e["type"]), e["name"], tuple(e["aliases"]), (), ()) for e in entities]
    taken, things = bytearray(len(text)), list[Thing]()
    nothing = cast(Span, None)
    for form, k in forms:
        words = r"\s+".join(re.escape(word) for word in form.split())
        for match in re.finditer(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE if len(form) > 4 else 0):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = b"\1" * len(match[0])
                things.append(Thing(*match.span(), names[k].type, k, names[k], nothing, nothing))
    things.sort(key=lambda thing: thing.start)
    topic = _topic(things)
    if topic is not None:
        for match in _REFERENCE.finditer(text):
            things.append(Thing(*match.span(), topic.type, topic.key, topic.name, nothing, nothing))
    things.sort(key=lambda thing: thing.start)
    stops = [0, *(match.end() for match in _ENDS.finditer(text)), len(text)]
    sentences = tuple((a, b) for a, b in zip(stops, stops[1:], strict=False) if b > a)
    return Scene(text, date, sentences, tuple(things), topic)


def _topic(things: Sequence[Thing]) -> Thing | None:
    """Return the first use of the company that is named most often, if it is named early."""
    counts = Counter(thing.key for thing in things if thing.type is EntityType.COMPANY)
    first = {thing.key: thing for thing in reversed(things) if thing.type is EntityType.COMPANY}
    best = max(counts, key=lambda key: (counts[key], -first[key].start), default=None)
    return first[best] if best is not None else None


def found_scene(text: str, date: str | None, extractor: Extractor) -> Scene:
    """Return the scene of a text as the extractor reads it."""
    normal = normalise(text)
    doc = extractor.annotated(normal)
    doc.user_data[DATE] = date
    if extractor.models is not None:
        doc = extractor.models.tagger(doc, extractor.sure)
    reading = read(doc, normal, text, date, extractor.find_relations)
    _, names = linked(reading, reading.ruled, extractor.linker)
    return scene_of(reading, names, date)


if __name__ == "__main__":
    raise SystemExit(main())
