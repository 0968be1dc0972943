"""Checks of sums: parts and their total, differences of series, tonnes and what they hold."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from reechain.extractors.quantities.about.numbers import Number, is_one_basis, is_one_kind, levels
from reechain.extractors.quantities.repair.arithmetic import Span
from reechain.extractors.quantities.repair.checks.words import show
from reechain.extractors.quantities.repair.readings import Reading
from reechain.extractors.quantities.repair.ties import Tie, exact

_SUMMED: Final = re.compile(
    r"\b(?:total|combined|together|in all|altogether|sum|respectively|of which|including|comprising|made up)\b"
)
_MOST_PARTS: Final = 5
_SURE: Final = 2
"""How many items of three series must show the difference by themselves."""


def total_ties(numbers: Sequence[Number]) -> Iterator[Tie]:
    """Yield the checks of sums and differences."""
    for maker in (_sums, _differences, _contents):
        yield from maker(numbers)


def _sums(numbers: Sequence[Number]) -> Iterator[Tie]:
    """Parts that are listed with their total, before or after them, come to it."""
    amounts = [n for n in numbers if not n.is_ratio and not n.is_series and n.printed.readings]
    by_unit: dict[tuple[int, str], list[Number]] = defaultdict(list)
    for number in amounts:
        by_unit[number.paragraph, number.unit].append(number)
    for row in by_unit.values():
        for size in range(3, _MOST_PARTS):
            for start in range(len(row) - size + 1):
                yield from _sums_of(row[start : start + size])


def _sums_of(group: Sequence[Number]) -> Iterator[Tie]:
    metrics = {n.about.metric for n in group} - {""}
    if (
        len(metrics) > 1
        or group[-1].sentence - group[0].sentence > 1
        or not (is_one_basis(*group) and is_one_kind(*group))
    ):
        return
    applies = 0.5 if any(_SUMMED.search(n.before) for n in group) else 0.2
    for whole, *parts in ([group[0], *group[1:]], [group[-1], *group[:-1]]):
        if _may_add(whole, parts):
            yield exact("sum", (*parts, whole), _sum, _show_sum, applies)


def _may_add(whole: Number, parts: Sequence[Number]) -> bool:
    """Whether parts may make a whole: a firm's own number is no part beside that of another firm, which may be its subsidiary."""
    firms = {part.scope.firm for part in parts}
    return len(firms) == 1 or whole.scope.firm not in firms or whole.scope.firm is None


def _sum(spans: Sequence[Span]) -> Span:
    return Span(sum((s.low for s in spans), Decimal(0)), sum((s.high for s in spans), Decimal(0)))


def _show_sum(readings: Sequence[Reading]) -> str:
    return f"{' + '.join(show(each) for each in readings[:-1])} = {show(readings[-1])}"


def _differences(numbers: Sequence[Number]) -> Iterator[Tie]:
    """Of three series of one paragraph, one may be the difference of the others: supply less demand is the gap."""
    series: dict[tuple[int, int], list[Number]] = defaultdict(list)
    for number in numbers:
        if number.is_series and number.printed.readings:
            series[number.paragraph, number.start].append(number)
    rows = sorted(series.items())
    for (one, a), (two, b), (three, c) in combinations(rows, 3):
        alike = len({len(a), len(b), len(c)}) == 1 and len({n.unit for n in (*a, *b, *c)}) == 1
        if not alike or len({one[0], two[0], three[0]}) > 1:
            continue
        for whole, less, gap in ((b, a, c), (a, b, c), (a, c, b)):
            triples = list(zip(whole, less, gap, strict=True))
            sure = [
                _is_difference(triple) for triple in triples if not any(n.printed.is_open for n in triple)
            ]
            if len(sure) >= _SURE and all(sure):
                yield from (exact("difference", triple, _less, _show_less, 0.9) for triple in triples)
                break


def _is_difference(triple: Sequence[Number]) -> bool:
    whole, part, gap = (n.printed.readings[0] for n in triple)
    return abs(whole.value - part.value - gap.value) <= whole.step + part.step + gap.step


def _less(spans: Sequence[Span]) -> Span:
    return Span(spans[0].low - spans[1].high, spans[0].high - spans[1].low)


def _show_less(readings: Sequence[Reading]) -> str:
    return f"{show(readings[0])} - {show(readings[1])} = {show(readings[2])}"


def _contents(numbers: Sequence[Number]) -> Iterator[Tie]:
    """Tonnes of ore times their grade are tonnes of oxide."""
    for grade in (n for n in numbers if n.about.metric == "grade" and n.is_ratio and n.printed.readings):
        beside = [
            n for n in levels(numbers) if n.sentence == grade.sentence and n.unit == "t" and not n.is_series
        ]
        for one, other in combinations(beside[: _MOST_PARTS - 1], 2):
            for ore, oxide in ((one, other), (other, one)):
                yield exact("content", (ore, grade, oxide), _content, _show_content, 0.45)


def _content(spans: Sequence[Span]) -> Span:
    ore, grade = spans
    ends = [a * b / 100 for a in (ore.low, ore.high) for b in (grade.low, grade.high)]
    return Span(min(ends), max(ends))


def _show_content(readings: Sequence[Reading]) -> str:
    return f"{show(readings[0])} at {show(readings[1])} % hold {show(readings[2])}"
