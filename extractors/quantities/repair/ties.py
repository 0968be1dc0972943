"""How the numbers of a document hang together: each tie is a sum that should come out, if the text means what it seems to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from math import exp, log
from typing import Final

from reechain.extractors.quantities.about.numbers import Number
from reechain.extractors.quantities.repair.arithmetic import Span, span_of
from reechain.extractors.quantities.repair.belief import Table
from reechain.extractors.quantities.repair.readings import Reading

_RAREST: Final = 0.004
"""How rarely, at the least, a sum comes out by chance."""
_DECADES: Final = 3.0
"""Over how many units of the natural logarithm numbers spread that chance would put beside each other."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A check of some numbers. `name` is the id of its rule (number_rules.csv).

    `weight` says how well readings go together, in the order of `numbers`; `comes_out` whether the sum is right; `words`
    shows it. A tie that `is_exact` proves a reading, another only bounds it.
    """

    name: str
    numbers: tuple[int, ...]
    weight: Callable[[Sequence[Reading]], float]
    comes_out: Callable[[Sequence[Reading]], bool]
    words: Callable[[Sequence[Reading]], str]
    is_exact: bool = True
    applies: float = 1.0
    """How likely it is that the text means it, as far as its words tell."""
    proves: bool = True
    """Whether a reading may rest on it alone."""

    def table(self, numbers: Sequence[Number]) -> Table:
        """Return the weights of all combinations of readings."""
        readings = [numbers[i].printed.readings for i in self.numbers]
        states = product(*(range(len(each)) for each in readings))
        weights = {at: self.weight([readings[k][state] for k, state in enumerate(at)]) for at in states}
        return Table(self.numbers, weights)


def exact(
    name: str,
    numbers: Sequence[Number],
    expected: Callable[[Sequence[Span]], Span | None],
    words: Callable[[Sequence[Reading]], str],
    applies: float,
) -> Tie:
    """Return the tie that the last number is what a sum over the others gives; `applies` is how likely it is meant."""

    def comes_out(readings: Sequence[Reading]) -> bool:
        *given, last = [span_of(reading) for reading in readings]
        found = expected(given)
        return found is not None and found.meets(last)

    def weight(readings: Sequence[Reading]) -> float:
        *given, last = [span_of(reading) for reading in readings]
        found = expected(given)
        if found is None or not found.meets(last):
            return 1 - applies
        chance = max((found.width + last.width) / _DECADES, _RAREST)
        return 1 - applies + applies / min(chance, 1.0)

    places = tuple(number.index for number in numbers)
    return Tie(name, places, weight, comes_out, words, applies=applies)


def same(
    name: str, one: Number, other: Number, words: Callable[[Sequence[Reading]], str], applies: float
) -> Tie:
    """Return the tie that two numbers print one value, the one perhaps shorter than the other."""

    def comes_out(readings: Sequence[Reading]) -> bool:
        first, second = (span_of(reading) for reading in readings)
        return first.agrees(second)

    def weight(readings: Sequence[Reading]) -> float:
        if not comes_out(readings):
            return 1 - applies
        width = max(span_of(reading).width for reading in readings)
        return 1 - applies + applies / min(max(width / _DECADES, _RAREST), 1.0)

    return Tie(name, (one.index, other.index), weight, comes_out, words, applies=applies)


def near(
    name: str, one: Number, other: Number, spread: float, words: Callable[[Sequence[Reading]], str]
) -> Tie:
    """Return the tie that two positive numbers are of about one size; `spread` is of the natural logarithm of their ratio."""

    def away(readings: Sequence[Reading]) -> float:
        a, b = readings
        if a.value <= 0 or b.value <= 0:
            return 0.0
        return abs(log(float(a.value / b.value)))

    return Tie(
        name,
        (one.index, other.index),
        lambda readings: 0.02 + exp(-away(readings) / spread),
        lambda readings: away(readings) < 2.5 * spread,
        words,
        is_exact=False,
    )


def at_most(
    name: str,
    part: Sequence[Number],
    whole: Number | None,
    limit: Decimal,
    words: Callable[[Sequence[Reading]], str],
    broken: float = 0.03,
    *,
    proves: bool = True,
) -> Tie:
    """Return the tie that the sum of parts is no more than `limit` times a whole, or than `limit` itself.

    `broken` is how likely it is that the tie does not hold though the text seems to mean it.
    """

    def comes_out(readings: Sequence[Reading]) -> bool:
        spans = [span_of(reading) for reading in readings]
        parts = spans[: len(part)]
        low = sum((span.low for span in parts), Decimal(0))
        bound = spans[-1].high * limit if whole is not None else limit
        return low <= bound

    numbers = tuple(number.index for number in (*part, *([whole] if whole is not None else [])))
    return Tie(
        name,
        numbers,
        lambda readings: 1.0 if comes_out(readings) else broken,
        comes_out,
        words,
        is_exact=False,
        proves=proves,
    )
