"""Parts of a company as texts give them: a percentage, bounds, or nothing; which of them are one."""

from dataclasses import dataclass
from decimal import Decimal

from reechain.graph.facts import ClaimFact


@dataclass(frozen=True, slots=True)
class Part:
    """A part out of one hundred: `percent` where it is known, else what bounds it."""

    percent: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def is_known(self) -> bool:
        """Whether anything is said of it."""
        return not (self.percent is None and self.low is None and self.high is None)

    def agrees(self, other: "Part") -> bool:
        """Return whether both may be one part: one is the other rounded, or lies within its bounds."""
        if self.percent is not None and other.percent is not None:
            return _is_rounded(self.percent, other.percent) or _is_rounded(other.percent, self.percent)
        return self._floor() <= other._ceiling() and other._floor() <= self._ceiling()

    def joined(self, other: "Part") -> "Part":
        """Return what both say together, of parts that agree: the more precise percentage, the closer bounds."""
        exact = [part for part in (self, other) if part.percent is not None]
        if exact:
            return max(
                exact, key=lambda part: (-_exponent(part.percent or Decimal()), part.percent or Decimal())
            )
        low = max((part.low for part in (self, other) if part.low is not None), default=None)
        high = min((part.high for part in (self, other) if part.high is not None), default=None)
        return Part(None, low, high)

    def _floor(self) -> Decimal:
        return self.percent if self.percent is not None else self.low or Decimal(0)

    def _ceiling(self) -> Decimal:
        bound = self.percent if self.percent is not None else self.high
        return bound if bound is not None else Decimal(100)


def part_of(claim: ClaimFact) -> Part:
    """Return the part that a claim gives."""
    found = (claim.qualifiers.get(name) for name in ("percent", "percentLow", "percentHigh"))
    return Part(*(Decimal(value) if value is not None else None for value in found))


def _is_rounded(rough: Decimal, fine: Decimal) -> bool:
    return rough == fine or rough == round(fine, -_exponent(rough))


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
