"""Parts of a company as texts give them: a percentage, bounds, or nothing; which of them are one."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reechain.graph.facts import ClaimFact
from reechain.graph.timeline import STALE_DAYS, Said, days_between


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
        return self.floor <= other.ceiling and other.floor <= self.ceiling

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

    @property
    def floor(self) -> Decimal:
        """The least that it can be."""
        return self.percent if self.percent is not None else self.low or Decimal(0)

    @property
    def ceiling(self) -> Decimal:
        """The most that it can be."""
        bound = self.percent if self.percent is not None else self.high
        return bound if bound is not None else Decimal(100)


@dataclass(slots=True)
class Run:
    """A part of a holding over one time, and who tells of it."""

    part: Part
    stated: list[Said]

    @property
    def first(self) -> str:
        """The first day of which it is told, empty where one tells of it without a day."""
        return min(s.point or "" for s in self.stated)

    @property
    def last(self) -> str:
        """The last day of which it is told."""
        return max(s.point or "" for s in self.stated)


def part_of(claim: ClaimFact) -> Part:
    """Return the part that a claim gives; what is wholly owned is all of it."""
    found = [claim.qualifiers.get(name) for name in ("percent", "percentLow", "percentHigh")]
    if not any(found) and claim.qualifiers.get("strength") == "wholly-owned":
        return Part(Decimal(100))
    return Part(*(Decimal(value) if value is not None else None for value in found))


def runs(statements: Sequence[Said]) -> list[Run]:
    """Return what is told of one holding as parts over time, the first first.

    A statement joins the last part told before it if it agrees with that one, or a part told of the same
    day; else it begins another. Those that give no part belong to the part of their time.
    """
    made: list[Run] = []
    ordered = sorted(statements, key=lambda s: (s.point or "", part_of(s.claim).percent is None, s.claim.iri))
    for statement in (s for s in ordered if part_of(s.claim).is_known):
        part = part_of(statement.claim)
        if run := next((run for run in reversed(made) if _may_join(run, part, statement, made)), None):
            run.part = run.part.joined(part)
            run.stated.append(statement)
        else:
            made.append(Run(part, [statement]))
    silent = [s for s in ordered if not part_of(s.claim).is_known]
    if not made:
        return [Run(Part(), silent)]
    spans = [(run, run.first, run.last) for run in made]
    for statement in silent:
        _of_its_time(statement, spans).stated.append(statement)
    return made


def _may_join(run: Run, part: Part, statement: Said, made: Sequence[Run]) -> bool:
    day = statement.point or ""
    is_near = run is made[-1] or run.last == day
    if not is_near or not run.part.agrees(part):
        return False
    is_rounded = run.part.percent != part.percent and None not in (run.part.percent, part.percent)
    return not is_rounded or not (run.last and day) or days_between(run.last, day) <= STALE_DAYS


def _of_its_time(statement: Said, spans: Sequence[tuple[Run, str, str]]) -> Run:
    """Return the part that was last told when a statement without a part speaks, else the first."""
    before = [
        (last, number)
        for number, (_, first, last) in enumerate(spans)
        if statement.point is None or first <= statement.point
    ]
    return spans[max(before)[1] if before else 0][0]


def _is_rounded(rough: Decimal, fine: Decimal) -> bool:
    return rough == fine or rough == round(fine, -_exponent(rough))


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
