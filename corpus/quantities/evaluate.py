"""Measures what numbers are said to be about: `python -m corpus.quantities.evaluate [--half dev|other|all] [--things gold|found]`.

The annotated quantities are compared field by field with what is read at the same characters. With `--things gold` the names
of the gold stand for what the extractor would find; with `found` the text is read as `reechain extract` does. `--errors
FIELD` lists where a field differs.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from corpus.quantities.cases import Annotated, Gold, annotated, has_value, place_of

from reechain.extractors.quantities.about.describe import About, describe
from reechain.extractors.quantities.about.unit_kinds import unit_kind
from reechain.extractors.quantities.printed.amounts import Amount

FIELDS: Final = ("metric", "kind", "subject", "holder", "product", "period", "unit", "value", "whole")
_WHOLE: Final = ("value", "metric", "subject", "holder", "product", "period")
_BY_GOODS: Final = frozenset(
    {"demand", "price", "share", "content", "production", "sales", "grade", "change"}
)
"""Metrics of which gold names the goods now as subject, now as product."""


@dataclass(frozen=True, slots=True)
class Case:
    """An annotated quantity of a document and what was read at its characters, if anything."""

    document: Annotated
    gold: Gold
    amount: Amount | None
    about: About | None


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how many annotated quantities are read right, field by field."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--half", choices=("dev", "other", "all"), default="dev")
    parser.add_argument("--things", choices=("gold", "found"), default="gold")
    parser.add_argument("--errors", choices=FIELDS)
    options = parser.parse_args(arguments)
    report(annotated(options.half, options.things), options.errors)
    return 0


def report(documents: Iterable[Annotated], errors: str | None = None) -> None:
    """Print the figures of documents with gold names and of those without, and where a field differs."""
    cases = [case for document in documents for case in cases_of(document)]
    for title, has_names in (("documents of the corpus", True), ("sound texts", False)):
        chosen = [case for case in cases if bool(case.document.names) is has_names]
        if chosen:
            print(
                f"{title}: {len(chosen)} quantities, {sum(case.amount is not None for case in chosen)} with an amount"
            )
        for name in FIELDS if chosen else ():
            answers = [answer for case in chosen if (answer := is_right(case, name)) is not None]
            print(
                f"  {name:<8} {sum(answers):>5} of {len(answers):>5}  {sum(answers) / max(1, len(answers)):.3f}"
            )
    if errors:
        _print_errors(cases, errors)


def cases_of(document: Annotated) -> Iterator[Case]:
    """Yield the annotated quantities of a document with what is read; of a series the item that has gold's value."""
    abouts = describe(document.scene, document.amounts)
    for gold, place in zip(document.golds, document.places, strict=True):
        if place is None:
            yield Case(document, gold, None, None)
            continue
        amount, items = document.amounts[place], abouts[place]
        item = gold.get("item")
        k = item if item is not None and item < len(items) else _item(amount, gold, len(items))
        yield Case(document, gold, amount, items[k])


def _item(amount: Amount, gold: Gold, items: int) -> int:
    wanted = abs(float(gold["value"]))
    near = [abs(float(abs(value)) - wanted) for value in amount.values[:items]]
    return near.index(min(near)) if near else 0


def is_right(case: Case, name: str) -> bool | None:
    """Whether a field is read as gold has it; None where gold has none, or no amount is read there."""
    gold, about, amount = case.gold, case.about, case.amount
    if name == "whole":
        return about is not None and all(is_right(case, each) is not False for each in _WHOLE)
    if about is None or amount is None:
        return None
    if name == "value":
        return has_value(amount, gold)
    if name == "unit":
        return _base(amount.unit) == _base(gold["unit"])
    if name == "metric":
        return _same_metric(gold, about)
    if name == "kind":
        return bool(about.kind == gold["kind"])
    if name == "period":
        told = _years(gold["period"])
        return bool(told & _years(about.period)) if told else None
    return _same_thing(case.document, gold, about, name)


def _years(period: str) -> set[str]:
    return set(re.findall(r"(?:19|20)\d\d", period))


def _same_metric(gold: Gold, about: About) -> bool:
    if gold["metric"] in ("other", "margin"):
        return about.metric in ("other", "margin")
    if gold["metric"] == "quota increase" and gold["unit"] == "%":
        return about.metric in ("quota increase", "change")
    return bool(about.metric == gold["metric"])


def _same_thing(document: Annotated, gold: Gold, about: About, name: str) -> bool | None:
    is_stake = gold["metric"] == "stake"
    if name == "holder":
        return document.is_thing(about.holder, gold["subject"]) if is_stake else None
    if name == "subject" and is_stake:
        return document.is_thing(about.subject, gold["of"])
    answer = document.is_thing(getattr(about, name), gold[name])
    if answer is not False:
        return answer
    if gold["metric"] in _BY_GOODS:
        others = (gold["product"], gold["subject"]) if name == "subject" else (gold["product"],)
        if any(document.is_thing(about.subject, other) for other in others):
            return True
    return bool(document.is_thing(about.where, gold["subject"])) if name == "subject" else False


def _base(unit: str) -> str:
    base = unit.partition("/")[0] if unit_kind(unit) != "price" else unit
    return {"lb": "g", "kg": "g", "percentage points": "points", "pct": "points"}.get(base, base)


def _print_errors(cases: Sequence[Case], name: str) -> None:
    pairs = Counter[tuple[str, str]]()
    for case in cases:
        if is_right(case, name) is False and case.about is not None:
            text = case.document.scene.text
            start, end = place_of(text, case.gold)
            words = f"{text[max(0, start - 110) : start]}[[{text[start:end]}]]{text[end : end + 50]}"
            shown = _shown(case, name)
            pairs[shown] += 1
            print(
                case.document.name,
                f"{case.gold['metric']}: {shown[0]} | {shown[1]} |",
                " ".join(words.split()),
            )
    print(pairs.most_common(30))


def _shown(case: Case, name: str) -> tuple[str, str]:
    gold, about = case.gold, case.about
    if name in ("subject", "holder", "product"):
        key = (
            "of"
            if name == "subject" and gold["metric"] == "stake"
            else "subject"
            if name == "holder"
            else name
        )
        thing = getattr(about, name)
        return "/".join(sorted(case.document.forms(gold[key]))), thing.name.canonical if thing else "-"
    if name in ("unit", "value"):
        return str(gold[name]), str(getattr(case.amount, "unit" if name == "unit" else "values"))
    return str(gold.get(name, gold["metric"])), str(getattr(about, name, about.metric if about else ""))


if __name__ == "__main__":
    raise SystemExit(main())
