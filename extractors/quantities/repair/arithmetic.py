"""Sums over printed numbers, each of which stands for all that rounds to it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from reechain.extractors.quantities.repair.readings import Reading

HUNDRED: Final = Decimal(100)
_SLACK: Final = Decimal("0.0002")
"""How far a sum may miss, relatively, beyond rounding: reports reckon with numbers that they print shorter."""


@dataclass(frozen=True, slots=True)
class Span:
    """All numbers from `low` to `high`."""

    low: Decimal
    high: Decimal

    def over(self, other: "Span") -> "Span | None":
        """Return the quotients; None where the divisor may be nought."""
        if other.low <= 0 <= other.high:
            return None
        ends = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Span(min(ends), max(ends))

    def times(self, factor: Decimal) -> "Span":
        """Return the numbers multiplied by one that is positive."""
        return Span(self.low * factor, self.high * factor)

    def by(self, other: "Span") -> "Span":
        """Return the products."""
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Span(min(ends), max(ends))

    def plus(self, other: "Span") -> "Span":
        """Return the sums."""
        return Span(self.low + other.low, self.high + other.high)

    def minus(self, other: "Span") -> "Span":
        """Return the differences."""
        return Span(self.low - other.high, self.high - other.low)

    def shifted(self, by: int) -> "Span":
        """Return the numbers with a whole number added."""
        return Span(self.low + by, self.high + by)

    def meets(self, other: "Span") -> bool:
        """Whether a number may lie in both, with the slack of reckonings."""
        slack = _SLACK * max(abs(self.low), abs(self.high), abs(other.low), abs(other.high))
        return self.low - slack <= other.high and other.low - slack <= self.high

    def agrees(self, other: "Span") -> bool:
        """Whether both may print one number: one is the other, or that rounded."""
        return abs(self.middle - other.middle) < max(self.high - self.low, other.high - other.low) * Decimal(
            "0.51"
        )

    @property
    def middle(self) -> Decimal:
        """The number in the middle."""
        return (self.low + self.high) / 2

    @property
    def width(self) -> float:
        """How wide it is, relative to its middle."""
        return float((self.high - self.low) / abs(self.middle)) if self.middle else 1.0


def span_of(reading: Reading) -> Span:
    """Return all numbers that round to a reading."""
    half = reading.step / 2
    return Span(reading.value - half, reading.value + half)


def root(span: Span, years: int) -> Span:
    """Return the yearly factors that make a positive factor over some years."""
    low, high = (Decimal(str(max(float(end), 0.0) ** (1 / years))) for end in (span.low, span.high))
    return Span(low, high)
