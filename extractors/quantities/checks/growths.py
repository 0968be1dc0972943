"""Checks of growth: a rate on a level and that of the year before, over several years, an increase in amounts."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from math import exp, log
from typing import Final

from reechain.extractors.quantities.arithmetic import HUNDRED, Span, root
from reechain.extractors.quantities.checks.shares import part_of
from reechain.extractors.quantities.checks.words import (
    beside,
    by_sentence,
    falls,
    is_compound,
    show,
    years_of,
)
from reechain.extractors.quantities.numbers import Number, Period, levels
from reechain.extractors.quantities.readings import Reading
from reechain.extractors.quantities.ties import Tie, exact

_NEAR: Final = 3
_WITHIN: Final = 1.1
"""How much more than the whole of a year the same year's part may be, by rounding and restating."""


def growth_ties(numbers: Sequence[Number]) -> Iterator[Tie]:
    """Yield the checks of growth rates and of increases."""
    for maker in (_growths, _compounds, _in_sentences, _implied, _increases):
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
            if n.is_of(level) and n.scope == level.scope and n.period == level.period.before
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
        firsts = [n for n in amounts if n.is_of(last) and n.scope == last.scope and _begins(n, years)]
        for first in firsts:
            yield _compound(first, last, rate, years.last - years.first, 0.8 / len(firsts) ** 0.5)


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


def _in_sentences(numbers: Sequence[Number]) -> Iterator[Tie]:
    """In a sentence with two amounts of one unit and a percentage, that may be their growth, or the part of one in the other."""
    for group in by_sentence([n for n in numbers if n.printed.readings and not n.is_series]).values():
        for ratio in (
            n for n in group if n.is_ratio and n.about.metric in {"share", "change"} and not is_compound(n)
        ):
            amounts = [
                n
                for n in group
                if not n.is_ratio and (not ratio.about.of or n.about.metric == ratio.about.of)
            ]
            near_by = sorted(amounts, key=lambda n: (abs(n.start - ratio.start), n.start))[:_NEAR]
            for one, other in combinations(sorted(near_by, key=lambda n: n.start), 2):
                metrics = {one.about.metric, other.about.metric} - {""}
                if one.unit != other.unit or len(metrics) > 1:
                    continue
                if ratio.about.metric == "share":
                    yield part_of(one, other, ratio, 0.4)
                    yield part_of(other, one, ratio, 0.4)
                else:
                    yield _growth(one, other, ratio, 0.4)
                    yield _growth(other, one, ratio, 0.4)


def _implied(numbers: Sequence[Number]) -> Iterator[Tie]:
    """What a change says of the same part of the year before is within the whole of that year."""
    amounts = levels(numbers)
    for level, change in _changes(numbers):
        period = level.period
        if period is None or not period.part or not period.is_year:
            continue
        before = Period(period.first - 1, period.last - 1)
        for year in (n for n in amounts if n.is_of(level) and n.scope == level.scope and n.period == before):
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
