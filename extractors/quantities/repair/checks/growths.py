"""Checks of growth: a rate on a level and that of the year before, over several years, an increase in amounts."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from math import exp, log
from typing import Final

from reechain.extractors.quantities.about.numbers import Number, Period, is_one_basis, is_one_kind, levels
from reechain.extractors.quantities.repair.arithmetic import HUNDRED, Span, root
from reechain.extractors.quantities.repair.checks.shares import part_of
from reechain.extractors.quantities.repair.checks.words import (
    beside,
    falls,
    is_base,
    is_compound,
    show,
    years_of,
)
from reechain.extractors.quantities.repair.readings import Reading
from reechain.extractors.quantities.repair.ties import Tie, exact

_NEAR: Final = 4
_REACH: Final = 170
"""How far, in characters, the levels of a growth stand from it that its words do not name."""
_OTHER_RATIOS: Final = frozenset({"stake", "grade"})
_MAY_GROW: Final = frozenset({"change", "other", ""})
_MAY_BE_PART: Final = frozenset({"share", "margin", "other", ""})
_WITHIN: Final = 1.1
"""How much more than the whole of a year the same year's part may be, by rounding and restating."""


def growth_ties(numbers: Sequence[Number]) -> Iterator[Tie]:
    """Yield the checks of growth rates and of increases."""
    for maker in (_growths, _compounds, _nearby, _in_series, _implied, _increases):
        yield from maker(numbers)


def _growths(numbers: Sequence[Number]) -> Iterator[Tie]:
    """A growth is the level over that of the year before."""
    amounts = levels(numbers)
    for level, change in _changes(numbers):
        if level.period is None:
            continue
        earlier = [
            n
            for n in amounts
            if n.is_like(level) and n.scope == level.scope and n.period == level.period.before
        ]
        for prior in earlier:
            yield _growth(prior, level, change, 0.85 / len(earlier) ** 0.5)


def _changes(numbers: Sequence[Number]) -> Iterator[tuple[Number, Number]]:
    yield from ((level, change) for level, change in beside(numbers, "change") if not is_compound(change))


def _growth(prior: Number, level: Number, change: Number, applies: float) -> Tie:
    """Return the check that a change leads from one level to another."""
    is_fall = falls(change)

    def expected(spans: Sequence[Span]) -> Span | None:
        ratio = spans[1].over(spans[0])
        if ratio is None:
            return None
        rise = ratio.shifted(-1).times(HUNDRED)
        return Span(-rise.high, -rise.low) if is_fall else rise

    def words(r: Sequence[Reading]) -> str:
        rise = (r[1].value / r[0].value - 1) * 100
        return f"{show(r[0])} to {show(r[1])} is {rise:+.2f} %; read {'-' if is_fall else '+'}{show(r[2])} %"

    return exact("growth", (prior, level, change), expected, words, applies)


def _compounds(numbers: Sequence[Number]) -> Iterator[Tie]:
    """A compound growth rate leads from the level of one year to that of another."""
    amounts = levels(numbers)
    for rate in numbers:
        if not rate.is_ratio or not rate.printed.readings or not is_compound(rate):
            continue
        years = years_of(rate)
        if years is None:
            yield from _between(rate, amounts)
            continue
        last = next(
            (
                n
                for n in reversed(amounts)
                if n.paragraph == rate.paragraph and n.start < rate.start and _ends(n, years)
            ),
            None,
        )
        if last is None:
            continue
        firsts = [n for n in amounts if n.is_like(last) and n.scope == last.scope and _begins(n, years)]
        for first in firsts:
            yield _compound(first, last, rate, years.last - years.first, 0.8 / len(firsts) ** 0.5)


def _between(rate: Number, amounts: Sequence[Number]) -> Iterator[Tie]:
    """Yield the check of a compound rate that names no years on the two levels beside it, which do."""
    reach = [
        n
        for n in amounts
        if n.paragraph == rate.paragraph and abs(n.start - rate.start) <= _REACH and n.period is not None
    ]
    for one, other in pairwise(reach):
        assert one.period is not None and other.period is not None
        years = other.period.last - one.period.last
        if one.is_like(other) and one.sentence == other.sentence and years > 1:
            yield _compound(one, other, rate, years, 0.6)


def _ends(number: Number, years: Period) -> bool:
    return number.period is not None and number.period.last == years.last and number.period.is_year


def _begins(number: Number, years: Period) -> bool:
    return number.period is not None and number.period.first == years.first and number.period.is_year


def _compound(first: Number, last: Number, rate: Number, years: int, applies: float) -> Tie:
    def expected(spans: Sequence[Span]) -> Span | None:
        ratio = spans[1].over(spans[0])
        return root(ratio, years).shifted(-1).times(HUNDRED) if ratio is not None and ratio.low > 0 else None

    def words(r: Sequence[Reading]) -> str:
        yearly = (float(r[1].value / r[0].value) ** (1 / years) - 1) * 100
        return f"{show(r[0])} to {show(r[1])} in {years} years is {yearly:.2f} % a year; read {show(r[2])} %"

    return exact("cagr", (first, last, rate), expected, words, applies)


def _nearby(numbers: Sequence[Number]) -> Iterator[Tie]:
    """Two amounts of one unit beside a percentage may be what it is the growth of, or the part of one in the other."""
    amounts = [n for n in numbers if not n.is_ratio and n.printed.readings and not n.is_series]
    for ratio in numbers:
        if (
            not ratio.is_ratio
            or not ratio.printed.readings
            or ratio.is_series
            or ratio.about.metric in _OTHER_RATIOS
        ):
            continue
        if is_compound(ratio):
            continue
        reach = [
            n for n in amounts if n.paragraph == ratio.paragraph and abs(n.start - ratio.start) <= _REACH
        ]
        near_by = sorted(reach, key=lambda n: (abs(n.start - ratio.start), n.start))[:_NEAR]
        for one, other in combinations(sorted(near_by, key=lambda n: n.start), 2):
            if one.unit == other.unit and is_one_basis(one, other):
                yield from _of_two(one, other, ratio)


def _of_two(one: Number, other: Number, ratio: Number) -> Iterator[Tie]:
    """Yield what a percentage may be of two amounts; words such as "than the" and "a year earlier" tell what it starts from."""
    bases = [n for n in (one, other) if is_base(n)] or _earlier(one, other)
    is_local = one.sentence == other.sentence == ratio.sentence
    if ratio.about.metric in _MAY_GROW:
        if len(bases) == 1:
            last = other if bases[0] is one else one
            yield _growth(bases[0], last, ratio, 0.6 if is_local else 0.4)
        elif is_local:
            yield _growth(one, other, ratio, 0.3)
            yield _growth(other, one, ratio, 0.3)
    if ratio.about.metric in _MAY_BE_PART and is_local and is_one_kind(one, other):
        yield part_of(one, other, ratio, 0.35)
        yield part_of(other, one, ratio, 0.35)


def _earlier(one: Number, other: Number) -> list[Number]:
    """Return the one of two amounts that is of an earlier year, if their years are told."""
    if one.period is None or other.period is None or one.period.last == other.period.last:
        return []
    return [one if one.period.last < other.period.last else other]


def _in_series(numbers: Sequence[Number]) -> Iterator[Tie]:
    """The growth rates of a series lead from each of its levels to the next."""
    rows: dict[tuple[int, int], list[Number]] = {}
    for number in numbers:
        if number.is_series and number.printed.readings:
            rows.setdefault((number.paragraph, number.start), []).append(number)
    ordered = [row for _, row in sorted(rows.items())]
    for rates in (row for row in ordered if row[0].is_ratio):
        before = [
            row
            for row in ordered
            if not row[0].is_ratio
            and row[0].paragraph == rates[0].paragraph
            and row[0].start < rates[0].start
        ]
        if not before:
            continue
        levels_ = before[-1]
        skipped = len(rates) - len(levels_) + 1
        if skipped in {0, 1}:
            for prior, level, rate in zip(levels_, levels_[1:], rates[skipped:], strict=False):
                yield _growth(prior, level, rate, 0.7)


def _implied(numbers: Sequence[Number]) -> Iterator[Tie]:
    """What a change says of the same part of the year before is within the whole of that year."""
    amounts = levels(numbers)
    for level, change in _changes(numbers):
        period = level.period
        if period is None or not period.part or not period.is_year:
            continue
        before = Period(period.first - 1, period.last - 1)
        for year in (
            n for n in amounts if n.is_like(level) and n.scope == level.scope and n.period == before
        ):
            yield _within_year(year, level, change)


def _within_year(year: Number, level: Number, change: Number) -> Tie:
    sign = -1 if falls(change) else 1

    def before(readings: Sequence[Reading]) -> float:
        factor = 1 + sign * float(readings[2].value) / 100
        return float(readings[1].value) / factor if factor > 0 else 0.0

    def comes_out(readings: Sequence[Reading]) -> bool:
        whole = float(readings[0].value)
        return 0.15 * whole <= before(readings) <= _WITHIN * whole

    def weight(readings: Sequence[Reading]) -> float:
        part, whole = before(readings), float(readings[0].value)
        if part <= 0 or whole <= 0:
            return 0.02
        return 0.02 + exp(-max(abs(log(part / whole / 0.6)) - 0.7, 0.0) / 0.15)

    def words(r: Sequence[Reading]) -> str:
        return f"{show(r[1])} after {'-' if sign < 0 else '+'}{show(r[2])} % leads back to {before(r):,.0f}, a part of {show(r[0])}"

    return Tie("growth", (year.index, level.index, change.index), weight, comes_out, words, is_exact=False)


def _increases(numbers: Sequence[Number]) -> Iterator[Tie]:
    """An increase of a quota is the quota less what it was, as its growth tells."""
    changes = list(_changes(numbers))
    for increase in (n for n in levels(numbers) if n.about.metric == "quota increase"):
        for level, change in changes:
            fits = (
                level.about.metric == "quota"
                and level.unit == increase.unit
                and level.period == increase.period
            )
            same_stage = not increase.about.stage or increase.about.stage == level.about.stage
            if (
                fits
                and same_stage
                and level.scope.firm == increase.scope.firm
                and level.scope.place == increase.scope.place
            ):
                yield exact("growth", (level, change, increase), _rise, _show_rise, 0.6)


def _rise(spans: Sequence[Span]) -> Span | None:
    level, change = spans
    factor = Span(1 + change.low / HUNDRED, 1 + change.high / HUNDRED)
    before = level.over(factor)
    return Span(level.low - before.high, level.high - before.low) if before is not None else None


def _show_rise(readings: Sequence[Reading]) -> str:
    before = readings[0].value / (1 + readings[1].value / Decimal(100))
    return f"{show(readings[0])} after +{show(readings[1])} % is {readings[0].value - before:,.0f} more; read {show(readings[2])}"
