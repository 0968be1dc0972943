"""How one document prints its numbers: whether translation has broken them, how many decimals they have, what that makes likely."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reechain.extractors.quantities.about.numbers import Number
from reechain.extractors.quantities.repair.broken import WAN, YI, Break, Broken
from reechain.extractors.quantities.repair.checks import ties_of
from reechain.extractors.quantities.repair.checks.words import falls
from reechain.extractors.quantities.repair.readings import Family, Printed, Reading
from reechain.ontology.records import EntityType

LOST: Final = 0.9
"""How often a point is lost in a document that has lost any, before its own numbers are looked at."""
_FIRST_DECIMALS: Final[Mapping[Family, tuple[float, float, float]]] = {
    Family.PERCENT: (0.25, 0.3, 0.45),
    Family.WAN: (0.3, 0.35, 0.35),
    Family.YI: (0.2, 0.35, 0.45),
    Family.PLAIN: (0.9, 0.04, 0.06),
}
_WEIGHT: Final = 4.0
"""How many numbers the first guess counts as."""
_SIGNS: Final[Mapping[Break, float]] = {
    Break.SPLIT: 1.0, Break.SERIES: 1.0, Break.GROUPED: 1.0, Break.ZERO: 0.5, Break.GONE: 0.5, Break.RANGE: 0.0, Break.SLASH: 0.0,
}  # fmt: skip
_ENOUGH: Final = 1.0
_ENOUGH_OF_ALL: Final = 0.02
"""How many signs a long document must have, for each of its numbers: chance gives some."""
_HUGE: Final = 1000
_IMPOSSIBLE: Final = 0.5
_IMPOSSIBLE_STAKE: Final = 0.7
_MENDED: Final = 0.34
_SOUND: Final = re.compile(r"\d{1,3}(?:,\d{3})+|(?:19|20)\d\d")
"""Thousands with a comma, which are meant, and years, whose unit is that of a column."""
_COMPARED: Final = re.compile(
    r"\s(?:more|higher|above|greater|larger|faster|dearer|growth|increase|up|over)\b"
)
_PARTS: Final = frozenset({"share", "stake", "grade"})
_MARGIN_REACH: Final = 40
"""Percentages that are of a whole, and so no more than a hundred."""
_ROUNDED: Final = re.compile(
    r"\b(?:about|around|some|approximately|nearly|almost|over|more than|less than|at least|up to|no more than|exceed\w*|above|below|roughly)\s$"
)
_WHOLE_GROUPED: Final = 0.25
"""How much less likely digits that are grouped as no number is are to have had no point."""
_RICHEST: Final = 20
"""Above how many percent of oxide there is hardly any ore."""
_MEANT: Final = frozenset({"target", "assumption", "planned"})


@dataclass(frozen=True, slots=True)
class Style:
    """How likely a number of a family has none, one or two decimals, and how likely its point was lost."""

    decimals: Mapping[Family, Sequence[float]]
    lost: float


def is_damaged(broken: Sequence[Broken], numbers: Sequence[Number]) -> bool:
    """Whether translation has broken numbers of a document, by forms and values that no sound one has."""
    most = max(_ENOUGH, len(numbers) * _ENOUGH_OF_ALL)
    signs = sum(_SIGNS[item.kind] for item in broken)
    signs += sum(
        _IMPOSSIBLE_STAKE if n.about.metric == "stake" else _IMPOSSIBLE for n in numbers if is_impossible(n)
    )
    if signs < most:
        signs += _MENDED * _mended(numbers)
    return signs >= most


def _mended(numbers: Sequence[Number]) -> int:
    """Return how many numbers fail a check as printed, and pass it with a point in one of them."""
    readable = [number for number in numbers if number.printed.readings]
    place = {number.index: number for number in readable}
    found: set[int] = set()
    for tie in ties_of(readable):
        if not tie.is_exact or tie.name == "sum":
            continue
        printed = [place[i].printed.readings[0] for i in tie.numbers]
        if tie.comes_out(printed):
            continue
        for position, i in enumerate(tie.numbers):
            others = place[i].printed.readings[1:]
            if any(tie.comes_out([*printed[:position], other, *printed[position + 1 :]]) for other in others):
                found.add(i)
                break
    return len(found)


def is_impossible(number: Number) -> bool:
    """Whether a percentage is more than it can be: a part above its whole, a fall by more than all, four digits and no comma."""
    printed = number.printed
    if printed.family is not Family.PERCENT or printed.has_point or not printed.readings or printed.broken:
        return False
    if _COMPARED.match(number.after) or _SOUND.fullmatch(printed.amount.digits[printed.item]):
        return False
    value = abs(printed.readings[0].value)
    return value >= _HUGE or (value > 100 and is_limited(number))


def is_limited(number: Number) -> bool:
    """Whether a percentage is no more than a hundred by what it is: a part of a whole, or a fall."""
    metric = number.about.metric
    is_fall = metric == "change" and (number.printed.readings[0].value < 0 or falls(number))
    is_margin = metric == "margin" and "margin" in number.before[-_MARGIN_REACH:]
    return (metric in _PARTS and number.unit == "%") or is_fall or is_margin


def first_style() -> Style:
    """Return what is guessed of a document that has lost points."""
    return Style(_FIRST_DECIMALS, LOST)


def learned_style(numbers: Sequence[Number], beliefs: Sequence[Sequence[float]]) -> Style:
    """Return the style of a document by what is believed of its numbers."""
    counts = {family: [weight * _WEIGHT for weight in first] for family, first in _FIRST_DECIMALS.items()}
    kept, gone = 1.0 - LOST, LOST
    for number, belief in zip(numbers, beliefs, strict=True):
        printed = number.printed
        for reading, weight in zip(printed.readings, belief, strict=True):
            place = min(reading.decimals, 2)
            counts[printed.family][place] += weight
            if place and printed.family is not Family.PLAIN:
                kept += weight if printed.has_point and printed.broken is None else 0
                gone += weight if not printed.has_point else 0
    decimals = {family: [c / sum(found) for c in found] for family, found in counts.items()}
    return Style(decimals, gone / (gone + kept))


def priors(number: Number, style: Style, beside: Sequence[Number]) -> list[float]:
    """Return how likely each reading of a number is by itself; `beside` are the other percentages of its sentence."""
    printed = number.printed
    weights = [_prior(reading, number, style) for reading in printed.readings]
    if printed.family is Family.PERCENT and printed.is_open:
        weights[0] *= _roundness(number, beside)
    whole = sum(weights)
    return [weight / whole for weight in weights]


def _prior(reading: Reading, number: Number, style: Style) -> float:
    printed = number.printed
    if not printed.is_open:
        return 1.0
    if printed.broken is Break.SERIES:
        return 0.97 if reading.decimals else 0.03
    if printed.broken is Break.SPLIT:
        return 0.7 if reading is printed.readings[0] else 0.3
    chance = style.decimals[Family.PLAIN][min(reading.decimals, 2)] if printed.family is Family.PLAIN else 1.0
    if reading.decimals:
        chance *= style.lost * _zeros_behind(reading)
    elif printed.broken is Break.GROUPED:
        chance *= _WHOLE_GROUPED
    return chance * _plausible(reading, number) * _as_counted(reading, printed.family)


def _zeros_behind(reading: Reading) -> float:
    """Return how much less likely decimals are that end in zeros."""
    digits = str(abs(int(reading.value / reading.step)))
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros > reading.decimals or zeros == 2:
        return 0.05
    return 0.4 if zeros else 1.0


def _as_counted(reading: Reading, family: Family) -> float:
    """Return how likely a Chinese text counts a value in 万, or in 亿: it takes 亿 from a hundred million on."""
    value = abs(reading.value)
    if family is Family.WAN:
        return 0.05 if value >= YI and reading.decimals else 0.15 if value < WAN else 1.0
    return 0.25 if family is Family.YI and value < YI else 1.0


def _plausible(reading: Reading, number: Number) -> float:
    """Return how plausible a value is for what it is one of."""
    if number.printed.family is not Family.PERCENT:
        return 1.0
    value, metric = abs(float(reading.value)), number.about.metric
    if metric == "grade" and _is_ore(number):
        return 1.0 if value <= _RICHEST else 0.05 if value <= 100 else 1e-4
    if is_limited(number):
        return 1e-4 if value > 100 else 1.0
    if value >= _HUGE:
        return 0.002
    if value > 200:
        return 0.03
    return 0.25 if value > 100 else 0.6 if value < 2 else 1.0


def _is_ore(number: Number) -> bool:
    """Whether a grade is of a mine, a deposit or a heap, and not of concentrate."""
    subject, product = number.about.subject, number.about.product
    is_site = subject is not None and subject.type in {EntityType.MINE, EntityType.FACILITY}
    return is_site and not (product is not None and "concentrate" in product.name.canonical.casefold())


def _roundness(number: Number, beside: Sequence[Number]) -> float:
    """Return by how much more likely a percentage has no decimals, by its words, its digits and those beside it."""
    factor = 1.0
    if _ROUNDED.search(number.before[-20:]):
        factor *= 3
    if number.about.kind in _MEANT:
        factor *= 2
    if number.printed.readings[0].value % 5 == 0:
        factor *= 2
    for other in beside:
        if _is_whole(other.printed):
            factor *= 2.5
        elif _has_decimals(other.printed):
            factor *= 0.4
    return min(max(factor, 0.05), 60.0)


def _is_whole(printed: Printed) -> bool:
    """Whether a percentage can have had no point: it has one digit."""
    return not printed.is_open and not printed.has_point


def _has_decimals(printed: Printed) -> bool:
    return printed.has_point or bool(printed.readings and printed.readings[0].value > 100)
