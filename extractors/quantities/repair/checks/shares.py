"""Checks of percentages that are parts of a whole: shares, stakes, margins."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from math import exp, log
from typing import Final

from reechain.extractors.quantities.about.numbers import Number, is_wider, levels
from reechain.extractors.quantities.repair.arithmetic import HUNDRED, Span
from reechain.extractors.quantities.repair.checks.words import beside, by_sentence, percent, show
from reechain.extractors.quantities.repair.readings import Reading
from reechain.extractors.quantities.repair.ties import Tie, at_most, exact

_OF_A_WHOLE: Final = frozenset({"share", "stake"})
_MOST_PARTS: Final = 5
_ROUNDED_HUNDRED: Final = Decimal("100.6")
_MOST_PROFIT: Final = Decimal("0.7")
_REACH: Final = 170
_WHOLE_SPREAD: Final = 0.25


def share_ties(numbers: Sequence[Number]) -> Iterator[Tie]:
    """Yield the checks of shares, stakes and margins."""
    for maker in (_shares, _pairs, _profits, _hundreds, _in_sentences, _margins, _points):
        yield from maker(numbers)


def _shares(numbers: Sequence[Number]) -> Iterator[Tie]:
    """A share is the part over the whole, where both are printed."""
    amounts = levels(numbers)
    pairs = list(beside(numbers, "share"))
    taken = {share.index for _, share in pairs}
    for share in numbers:
        if (
            share.about.metric == "share"
            and share.index not in taken
            and share.about.of
            and share.printed.readings
        ):
            pairs += [
                (level, share)
                for level in amounts
                if level.about.metric == share.about.of
                and level.scope == share.scope
                and level.period == share.period
            ]
    for level, share in pairs:
        wholes = [
            whole
            for whole in amounts
            if whole.is_of(level) and whole.period == level.period and is_wider(whole.scope, level.scope)
        ]
        for whole in wholes:
            yield part_of(level, whole, share, 0.7 / len(wholes) ** 0.5)
            yield _about_part(level, whole, share)


def part_of(level: Number, whole: Number, share: Number, applies: float) -> Tie:
    """Return the check that a share is a part over a whole."""
    return exact(
        "share",
        (level, whole, share),
        lambda spans: percent(spans[0].over(spans[1])),
        lambda r: f"{show(r[0])} / {show(r[1])} = {r[0].value / r[1].value * 100:.2f} %; read {show(r[2])} %",
        applies,
    )


def _about_part(level: Number, whole: Number, share: Number) -> Tie:
    """Return the check that a share is about the part over a whole, which may be reckoned without what a firm sells itself."""

    def away(readings: Sequence[Reading]) -> float:
        part, all_, hundredths = (float(reading.value) for reading in readings)
        return abs(log(part / all_ * 100 / hundredths)) if min(part, all_, hundredths) > 0 else 9.0

    return Tie(
        "share",
        (level.index, whole.index, share.index),
        lambda readings: 0.02 + exp(-away(readings) / _WHOLE_SPREAD),
        lambda readings: away(readings) < 2.4 * _WHOLE_SPREAD,
        lambda r: f"{show(r[0])} is about {show(r[2])} % of {show(r[1])}",
        is_exact=False,
    )


def _pairs(numbers: Sequence[Number]) -> Iterator[Tie]:
    """Two parts with their shares of one whole, which need not be printed, give the same whole."""
    for (level, share), (other, its_share) in combinations(beside(numbers, "share"), 2):
        if other.paragraph - level.paragraph > 1:
            continue
        alike = level.is_of(other) and level.period == other.period and level.period is not None
        one, two = level.scope, other.scope
        if not alike or one == two or (one.firm, one.place) != (two.firm, two.place):
            continue
        yield exact(
            "share",
            (level, share, other, its_share),
            lambda spans: _fourth(spans[0], spans[1], spans[2]),
            lambda r: (
                f"{show(r[0])} is {show(r[1])} % and {show(r[2])} is {show(r[3])} % of one whole, "
                f"{r[0].value / r[1].value * 100:,.0f}"
            ),
            0.75,
        )


def _fourth(level: Span, share: Span, other: Span) -> Span | None:
    """Return the share that another level must have: level : share = other : x."""
    whole = level.over(share)
    return other.over(whole) if whole is not None else None


def _profits(numbers: Sequence[Number]) -> Iterator[Tie]:
    """What a part of the profit and its share make the whole profit is within the revenue."""
    revenues = [
        n
        for n in levels(numbers)
        if n.about.metric == "revenue" and n.scope.product is None and n.period is not None
    ]
    for level, share in beside(numbers, "share"):
        if level.about.metric not in {"profit", "gross profit"}:
            continue
        for revenue in revenues:
            same = (revenue.scope.firm, revenue.period, revenue.unit) == (
                level.scope.firm,
                level.period,
                level.unit,
            )
            if same:
                yield _whole_within(level, share, revenue)


def _whole_within(level: Number, share: Number, revenue: Number) -> Tie:
    def comes_out(readings: Sequence[Reading]) -> bool:
        part, hundredths, all_ = (reading.value for reading in readings)
        return hundredths > 0 and part / hundredths * HUNDRED <= _MOST_PROFIT * all_

    def words(r: Sequence[Reading]) -> str:
        return f"{show(r[0])} is {show(r[1])} % of {r[0].value / r[1].value * HUNDRED:,.0f}, within revenue {show(r[2])}"

    numbers = (level.index, share.index, revenue.index)
    return Tie("bound", numbers, lambda r: 1.0 if comes_out(r) else 0.02, comes_out, words, is_exact=False)


def _hundreds(numbers: Sequence[Number]) -> Iterator[Tie]:
    """Shares of one whole come to no more than a hundred."""
    groups: dict[object, list[Number]] = defaultdict(list)
    for number in numbers:
        about, scope = number.about, number.scope
        if about.metric in _OF_A_WHOLE and number.printed.readings and (about.metric == "stake" or about.of):
            groups[about.metric, about.of, scope.firm, scope.place, number.period, number.paragraph].append(
                number
            )
    for group in groups.values():
        parts = list({number.scope: number for number in group}.values())[: _MOST_PARTS + 1]
        for count in (2, 3):
            for some in combinations(parts, count):
                yield at_most("parts-to-hundred", some, None, _ROUNDED_HUNDRED, _show_within)


def _show_within(readings: Sequence[Reading]) -> str:
    return f"{' + '.join(show(each) for each in readings)} is no more than 100 %"


def _in_sentences(numbers: Sequence[Number]) -> Iterator[Tie]:
    """The shares that a sentence lists may be all, and come to a hundred."""
    shares = [n for n in numbers if n.about.metric == "share" and n.printed.readings and not n.is_series]
    for group in by_sentence(shares).values():
        if 3 <= len(group) <= _MOST_PARTS and len({n.scope for n in group}) == len(group):
            yield exact("parts-to-hundred", group, _rest, _show_hundred, 0.3)


def _rest(spans: Sequence[Span]) -> Span:
    low, high = sum((s.low for s in spans), Decimal(0)), sum((s.high for s in spans), Decimal(0))
    return Span(HUNDRED - high, HUNDRED - low)


def _show_hundred(readings: Sequence[Reading]) -> str:
    return f"{' + '.join(show(each) for each in readings)} = 100 %"


def _margins(numbers: Sequence[Number]) -> Iterator[Tie]:
    """A gross margin is the gross profit over the revenue."""
    amounts = levels(numbers)
    for margin in numbers:
        if margin.about.metric != "margin" or not margin.printed.readings or margin.period is None:
            continue
        alike = [n for n in amounts if n.scope == margin.scope and n.period == margin.period]
        for profit in (n for n in alike if n.about.metric == "gross profit"):
            for revenue in (n for n in alike if n.about.metric == "revenue" and n.unit == profit.unit):
                yield exact(
                    "margin",
                    (profit, revenue, margin),
                    lambda spans: percent(spans[0].over(spans[1])),
                    lambda r: (
                        f"{show(r[0])} / {show(r[1])} = {r[0].value / r[1].value * 100:.2f} %; read {show(r[2])} %"
                    ),
                    0.6,
                )


def _points(numbers: Sequence[Number]) -> Iterator[Tie]:
    """A change in percentage points is the difference of the two percentages beside it."""
    ratios = [n for n in numbers if n.unit == "%" and n.printed.readings and not n.is_series]
    for points in (
        n for n in numbers if n.unit == "percentage points" and n.printed.readings and not n.is_series
    ):
        reach = [
            n for n in ratios if n.paragraph == points.paragraph and abs(n.start - points.start) <= _REACH
        ]
        near_by = sorted(reach, key=lambda n: (abs(n.start - points.start), n.start))[:3]
        for one, other in combinations(sorted(near_by, key=lambda n: n.start), 2):
            yield exact("difference", (one, other, points), _apart, _show_apart, 0.5)


def _apart(spans: Sequence[Span]) -> Span:
    low, high = spans[0].low - spans[1].high, spans[0].high - spans[1].low
    return Span(low, high) if low + high >= 0 else Span(-high, -low)


def _show_apart(readings: Sequence[Reading]) -> str:
    return f"{show(readings[0])} % and {show(readings[1])} % are {abs(readings[0].value - readings[1].value)} points apart; read {show(readings[2])}"
