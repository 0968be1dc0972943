"""What the reader of numbers makes of damaged texts: `python -m corpus.damage.score DIR`."""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Final

from corpus.damage.document import Item, damage
from corpus.damage.files import Sample, read_all
from corpus.damage.operators import Operator
from reechain.extractors.pipeline import Extractor, bundled_models
from reechain.extractors.quantities.printed.amounts import amounts_in
from reechain.ontology.records import Document, Quantity, Value, ValueStatus

_TOLERANCE: Final = Decimal("0.005")
_ASSERTED: Final = frozenset({ValueStatus.CLEAN, ValueStatus.REPAIRED})
_MARK: Final = re.compile(r"\d{4,},000|\d{5,} million|(?<![\d.,])0\d|\d\$\d")
"""Characters that no sound number has."""
_NEAR: Final = 40
"""How many characters around a number an example shows."""


class Outcome(StrEnum):
    """What a reader made of a number: `right` and `wrong` are asserted values, `flagged` is none, `unread` no record."""

    RIGHT = "right"
    FLAGGED = "flagged"
    WRONG = "wrong"
    UNREAD = "unread"


@dataclass
class Tally:
    """Counts of outcomes under labels, and an example of each number that came out under one."""

    counts: Counter[tuple[str, Outcome]] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def add(self, label: str, outcome: Outcome) -> None:
        """Count an outcome."""
        self.counts[label, outcome] += 1

    def show(self, heading: str, words: str) -> None:
        """Keep an example."""
        self.examples.setdefault(heading, []).append(words)

    def row(self, label: str) -> str:
        """Return the counts of a label as a line."""
        numbers = [self.counts[label, outcome] for outcome in Outcome]
        return f"{label:36} {sum(numbers):6} " + " ".join(f"{number:8}" for number in numbers)


def outcome_of(item: Item, quantities: Iterable[Quantity], is_row: bool) -> tuple[Outcome, Quantity | None]:
    """Return what came of a number, and the record that it was told by; the worst where several speak of it.

    A number in a row is told by the records with its place in the row.
    """
    own = [
        quantity
        for quantity in quantities
        if quantity.place.start < item.end
        and item.start < quantity.place.end
        and (not is_row or quantity.place.item == item.item)
    ]
    if not own:
        return Outcome.UNREAD, None
    judged = [(_judged(item, quantity), quantity) for quantity in own]
    worst = [Outcome.WRONG, Outcome.RIGHT, Outcome.FLAGGED]
    return min(judged, key=lambda pair: (worst.index(pair[0]), pair[1].place))


def _judged(item: Item, quantity: Quantity) -> Outcome:
    if quantity.status not in _ASSERTED or quantity.reading is None:
        return Outcome.FLAGGED
    return Outcome.RIGHT if _is_near(item.values, quantity.reading) else Outcome.WRONG


def _is_near(values: Sequence[Decimal], reading: Value) -> bool:
    """Whether a reading says the true values, whatever the sign by which a fall is told; an end of a range may stand alone."""
    true = sorted(abs(value) for value in (values[0], values[-1]))
    read = sorted(abs(value) for value in (reading.low, reading.high))
    pairs = [tuple(true)] if read[0] != read[1] else [(each, each) for each in true]
    return any(
        all(abs(one - other) <= one * _TOLERANCE for one, other in zip(pair, read, strict=True))
        for pair in pairs
    )


def judge(sample: Sample, extractor: Extractor, tally: Tally) -> None:
    """Add what a reader makes of a damaged text and of the sound one that it was made from."""
    text = sample.damaged.text
    quantities = extractor.extract(Document(sample.name, text)).quantities
    has_mark = any(is_marked(item) for item in sample.damaged.items)
    for item, outcome, told in _outcomes(sample.damaged.items, quantities):
        is_hit = item.operator is not Operator.NONE
        for label in _labels(item, told):
            tally.add(label, outcome)
        if is_hit and not has_mark:
            tally.add("damaged, no mark in the document", outcome)
        example = f"{sample.name}: {_shown(text, item.start, item.end)} is {_values(item)}{_told(told)}"
        if outcome is Outcome.WRONG:
            hit = "damaged" if is_hit else "sound in a damaged text"
            tally.show(f"{hit}, {told.status if told else ''} and wrong", example)
        elif is_hit and item.determined and outcome is Outcome.FLAGGED:
            tally.show("determined and not repaired", f"{example} by {', '.join(item.determined)}")
        elif not is_hit and outcome is Outcome.FLAGGED:
            tally.show("sound in a damaged text and flagged", example)
    _judge_sound(sample, extractor, tally)


def is_marked(item: Item) -> bool:
    """Whether a number shows by its own characters, or as a share above 100 %, that it is damaged."""
    shows = item.operator in {Operator.CLAUSE, Operator.SIGN, Operator.LOST} or "bound" in item.determined
    return shows or (item.operator is not Operator.NONE and _MARK.search(item.literal) is not None)


def _judge_sound(sample: Sample, extractor: Extractor, tally: Tally) -> None:
    quantities = extractor.extract(Document(sample.name, sample.sound)).quantities
    items = damage(sample.sound, amounts_in(sample.sound), 0, "none").items
    for quantity in quantities:
        if quantity.status is not ValueStatus.CLEAN:
            shown = _shown(sample.sound, quantity.place.start, quantity.place.end)
            tally.show("sound text, changed", f"{sample.name}: {shown}{_told(quantity)}")
    for item, outcome, told in _outcomes(items, quantities):
        tally.add("sound texts", outcome)
        if outcome is Outcome.WRONG:
            shown = _shown(sample.sound, item.start, item.end)
            tally.show(
                "sound text, read otherwise", f"{sample.name}: {shown} is {_values(item)}{_told(told)}"
            )


def _outcomes(
    items: Sequence[Item], quantities: Sequence[Quantity]
) -> Iterator[tuple[Item, Outcome, Quantity | None]]:
    spans = Counter((item.start, item.end) for item in items)
    for item in items:
        yield item, *outcome_of(item, quantities, spans[item.start, item.end] > 1)


def _labels(item: Item, told: Quantity | None) -> Iterator[str]:
    hit = "sound in damaged texts" if item.operator is Operator.NONE else "damaged"
    yield hit
    if told is not None:
        yield f"{hit}, {told.status}"
    if item.operator is Operator.NONE:
        return
    yield f"damaged by {item.operator}"
    yield "determined" if item.determined else "not determined"
    for name in item.determined:
        yield f"determined by {name}"


def _shown(text: str, start: int, end: int) -> str:
    around = f"{text[max(0, start - _NEAR) : start]}[{text[start:end]}]{text[end : end + _NEAR]}"
    return '"' + " ".join(around.split()) + '"'


def _values(item: Item) -> str:
    return " to ".join(f"{value.normalize():f}" for value in item.values) + f" {item.unit}"


def _told(quantity: Quantity | None) -> str:
    if quantity is None:
        return ""
    reading = quantity.reading
    value = "" if reading is None else f" {reading.low.normalize():f} to {reading.high.normalize():f}"
    checks = "; ".join(check.words for check in quantity.checks)
    return f" -> {quantity.status}{value} {quantity.unit} {quantity.rule} {checks}".rstrip()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table of outcomes and the examples."""
    parser = argparse.ArgumentParser(prog="python -m corpus.damage.score", description=__doc__)
    parser.add_argument("folder", type=Path, help="what python -m corpus.damage wrote")
    parser.add_argument(
        "--models", action="store_true", help="read with the bundled models, not by rules alone"
    )
    parser.add_argument("--examples", type=int, default=1000, help="how many of a sort are listed")
    options = parser.parse_args(arguments)
    extractor = Extractor(models=bundled_models() if options.models else None)
    tally = Tally()
    for sample in read_all(options.folder):
        judge(sample, extractor, tally)
    print(" " * 37 + " total " + " ".join(f"{outcome:>8}" for outcome in Outcome))
    for label in sorted({label for label, _ in tally.counts}):
        print(tally.row(label))
    print(f"changed in sound texts (must be 0): {len(tally.examples.get('sound text, changed', ()))}")
    for heading, examples in sorted(tally.examples.items()):
        print(f"\n{heading}: {len(examples)}")
        for example in examples[: options.examples]:
            print(f"  {example}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
