"""Which damaged numbers the others of the text determine, found out from the sound values alone.

A constraint is taken as one where the sound values satisfy it and the words and places fit; it determines a number where
all combinations of readings that satisfy it agree on that number. What is determined then counts as known for the others.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise, product
from math import prod
from typing import Final

from corpus.damage.slots import Slot

Values = tuple[Decimal, ...]

_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|\n+")
_SHARE: Final = re.compile(
    r"\bshares?\b|\baccount|\bof (?:the|all|total|its|our|their|that|which|global|world|national|group|revenue|output"
    r"|sales|production)\b|\brepresent|\bproportion|\bstakes?\b|\bequal to|\bmakes? up|\bmade up|\bhold(?:s|ing)?\b"
    r"|\bcontribut|\boccup|\bratio\b|\brate\b|\bowns?\b|\bequity\b",
    re.IGNORECASE,
)
_MARGIN: Final = re.compile(r"\bmargins?\b", re.IGNORECASE)
_GROWTH: Final = re.compile(
    r"\bup\b|\bdown\b|\bincreas|\bris(?:e|es|ing|en)\b|\brose\b|\bgr[eo]w|\bfall|\bfell\b|\bdeclin|\bhigher\b|\blower\b"
    r"|\bmore\b|\bless\b|\bchange|\bgain|\bdrop|\byear[- ]on[- ]year|\by/y\b|\byoy\b|\babove\b|\bbelow\b|\breduc|[+−-]\d",
    re.IGNORECASE,
)
_COMPOUND: Final = re.compile(r"\bCAGR\b|\bcompound|\ba year\b|\bper year\b|\bannually\b", re.IGNORECASE)
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_QUOTA: Final = re.compile(r"\bquotas?\b|\bindicators?\b|\bcontrol\b|\bindex\b", re.IGNORECASE)
_HUNDRED: Final = Decimal(100)
_MOST_PARTS: Final = 5
_MOST_TRIED: Final = 20_000
_NEAR: Final = 90
"""How many characters around a percentage say what it is of."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """A sum that the sound values of some slots satisfy; `fits` tells whether other values do, within what was printed."""

    name: str
    members: tuple[int, ...]
    fits: Callable[[Values], bool]


@dataclass(frozen=True)
class _Page:
    """The slots of a text, and the sentence in which each of them stands."""

    text: str
    slots: Sequence[Slot]
    sentence: Sequence[int]
    bounds: Sequence[tuple[int, int]]

    def around(self, k: int) -> str:
        """Return the words near a slot in its sentence."""
        begin, end = self.bounds[self.sentence[k]]
        slot = self.slots[k]
        return self.text[max(begin, slot.start - _NEAR) : min(end, slot.end + _NEAR)]

    def levels(self, k: int, back: int, on: int) -> list[int]:
        """Return the slots, no percentages, in the sentence of one and in some before and after it."""
        own = self.sentence[k]
        return [
            i
            for i, slot in enumerate(self.slots)
            if own - back <= self.sentence[i] <= own + on and slot.unit not in {"%", "points"} and slot.readings and slot.value > 0
        ]  # fmt: skip


def determined(text: str, slots: Sequence[Slot], quotas: Collection[Decimal] = ()) -> list[tuple[str, ...]]:
    """Return by which constraints each slot is determined, in alphabetical order; empty for sound ones."""
    page = _page(text, slots)
    readings = [slot.readings for slot in slots]
    names = [set(slot.named) for slot in slots]
    first = list(readings)
    for k, name in _alone(page, quotas):
        names[k].add(name)
        readings[k] = (slots[k].value,)
    constraints = list(_constraints(page))
    while True:
        settled = [len(each) for each in readings]
        for constraint in constraints:
            _settle(constraint, first, readings, names)
        if settled == [len(each) for each in readings]:
            break
    is_read = [slot.is_damaged and len(each) == 1 for slot, each in zip(slots, readings, strict=True)]
    return [tuple(sorted(name)) if read else () for read, name in zip(is_read, names, strict=True)]


def _settle(
    constraint: Constraint, first: Sequence[Values], readings: list[Values], names: list[set[str]]
) -> None:
    """Keep of the readings of each member those with which a constraint can hold; one that rules some out is named."""
    for place, k in enumerate(constraint.members):
        if len(first[k]) < 2:
            continue
        choices = [first[k] if i == k else readings[i] for i in constraint.members]
        if prod(len(choice) for choice in choices) > _MOST_TRIED:
            continue
        left = {each[place] for each in product(*choices) if constraint.fits(each)}
        if len(left) < len(first[k]):
            names[k].add(constraint.name)
            readings[k] = tuple(value for value in readings[k] if value in left)


def _page(text: str, slots: Sequence[Slot]) -> _Page:
    cuts = [0, *(match.end() for match in _SENTENCE.finditer(text)), len(text)]
    bounds = list(pairwise(cuts))
    sentence = [
        next(i for i, (begin, end) in enumerate(bounds) if begin <= slot.start < end) for slot in slots
    ]
    return _Page(text, slots, sentence, bounds)


def _alone(page: _Page, quotas: Collection[Decimal]) -> Iterator[tuple[int, str]]:
    """Yield what a slot is determined by without another one, or by the items beside it in a series."""
    for k, slot in enumerate(page.slots):
        if len(slot.readings) < 2:
            continue
        if slot.unit == "%" and _is_below_whole(page, k):
            yield k, "bound"
        if slot.unit == "t" and slot.value in quotas and _QUOTA.search(page.around(k)):
            yield k, "quota"
        if slot.item == 0 and k + 1 < len(page.slots):
            near = page.slots[k + 1].value
            like = [each for each in slot.readings if near / 3 <= each <= near * 3]
            if like == [slot.value]:
                yield k, "series"


def _is_below_whole(page: _Page, k: int) -> bool:
    """Whether a percentage of four digits is of a whole, so that no more than two of them stand before the point."""
    slot = page.slots[k]
    words = page.around(k)
    is_share = _SHARE.search(words) or _MARGIN.search(words)
    return bool(is_share and not _GROWTH.search(words) and len(slot.digits) == 4 and 10 <= slot.value < 100)


def _constraints(page: _Page) -> Iterator[Constraint]:
    for k, slot in enumerate(page.slots):
        if slot.unit == "%" and slot.readings and slot.has_point:
            yield from _ratios(page, k)
    yield from _sums(page)


def _ratios(page: _Page, k: int) -> Iterator[Constraint]:
    words = page.around(k)
    years = sorted({int(year) for year in _YEAR.findall(page.text[slice(*page.bounds[page.sentence[k]])])})
    spans = sorted({late - early for early, late in combinations(years, 2) if late - early > 1})
    near, far = page.levels(k, 1, 0), page.levels(k, 3, 1)
    for one in near:
        for other in far:
            if one == other or page.slots[one].unit != page.slots[other].unit:
                continue
            for name, fits in _rules(words, spans, [_closeness(page.slots[i]) for i in (k, one, other)]):
                if fits((page.slots[k].value, page.slots[one].value, page.slots[other].value)):
                    yield Constraint(name, (k, one, other), fits)


def _closeness(slot: Slot) -> Decimal:
    """Return the relative precision of a printed number, which a lost point does not change."""
    return slot.precision / slot.value if slot.value else Decimal(0)


def _rules(
    words: str, spans: Sequence[int], close: Sequence[Decimal]
) -> Iterator[tuple[str, Callable[[Values], bool]]]:
    """Yield the sums that words allow of a percentage, a level and another level, each as precise as `close` says."""

    def is_near(ratio: Decimal, told: Decimal, slack: Decimal, times: int = 1) -> bool:
        return abs(ratio - told) <= slack * close[0] + ratio * (close[1] + close[2]) / times

    def share(v: Values) -> bool:
        return v[1] < v[2] and is_near(v[1] / v[2], v[0] / _HUNDRED, v[0] / _HUNDRED)

    def growth(v: Values) -> bool:
        part = v[0] / _HUNDRED
        return is_near(v[1] / v[2], 1 + part, part) or is_near(v[1] / v[2], 1 - part, part)

    def compound(years: int) -> Callable[[Values], bool]:
        def fits(v: Values) -> bool:
            part = v[0] / _HUNDRED
            return is_near((v[1] / v[2]) ** (Decimal(1) / years), 1 + part, part, years)

        return fits

    if _MARGIN.search(words):
        yield "margin", share
    elif _SHARE.search(words):
        yield "share", share
    if _GROWTH.search(words):
        yield "growth", growth
    if _COMPOUND.search(words):
        for years in spans:
            yield "compound growth", compound(years)


def _sums(page: _Page) -> Iterator[Constraint]:
    """Yield totals with their parts: numbers of one unit that follow each other, within three sentences."""
    for k, slot in enumerate(page.slots):
        if not slot.readings or slot.unit == "%" or len(slot.digits.strip("0")) < 3:
            continue
        others = [
            i
            for i in page.levels(k, 2, 2)
            if i != k and page.slots[i].unit == slot.unit and page.slots[i].value < slot.value
        ]
        for first in range(len(others)):
            for count in range(2, _MOST_PARTS + 1):
                run = tuple(others[first : first + count])
                if len(run) < count:
                    break
                members = (k, *run)
                fits = _adds_up([page.slots[i] for i in members])
                if fits(tuple(page.slots[i].value for i in members)):
                    yield Constraint("sum", members, fits)


def _adds_up(slots: Sequence[Slot]) -> Callable[[Values], bool]:
    close = [_closeness(slot) for slot in slots]

    def fits(v: Values) -> bool:
        # Each part may be off by half of its last place; a total of rounded parts rarely is by all of them at once.
        slack = sum((value * each for value, each in zip(v, close, strict=True)), Decimal(0))
        return abs(v[0] - sum(v[1:], Decimal(0))) <= slack / 2

    return fits
