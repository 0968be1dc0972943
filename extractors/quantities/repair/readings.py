"""What the digits of a printed number may have said before they were translated, and how likely each is by itself."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

from reechain.extractors.quantities.printed.amounts import Amount, Form
from reechain.extractors.quantities.repair.broken import WAN, YI, Break, Broken, Item

MOST_DECIMALS: Final = 2
"""How many digits reports print behind the point of a percentage, of 万 and of 亿, at most."""


class Family(StrEnum):
    """Numbers whose points are printed, and lost, alike within a document."""

    PERCENT = "percent"
    WAN = "万"
    YI = "亿"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a number, in its base unit. `decimals` are the digits behind the point in the unit that it was counted in.

    `step` is what the last digit counts: the number lies within half of it. `is_printed` tells that it is what the printed
    characters say as they are.
    """

    value: Decimal
    decimals: int
    step: Decimal
    is_printed: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """One number as printed: an item of an amount, with all that it may say.

    `broken` tells by which form it is seen to be broken, if it is; `is_open` that its point may have been lost without a
    trace. `readings` are never empty but where nothing is left of the number.
    """

    amount: Amount
    item: int
    family: Family
    readings: tuple[Reading, ...]
    broken: Break | None = None
    has_point: bool = False

    @property
    def is_open(self) -> bool:
        """Whether there is more than one reading."""
        return len(self.readings) > 1


def printed_in(amounts: Sequence[Amount], broken: Sequence[Broken], text: str) -> list[Printed]:
    """Return all numbers of a text in order: the broken amounts, and the sound ones beside which none is broken."""
    found: list[tuple[int, int, Printed]] = []
    for item in broken:
        amount = amount_of(item, text)
        found += [(item.start, k, one) for k, one in enumerate(_of_broken(item, amount))]
    for amount in amounts:
        if not any(item.start < amount.end and amount.start < item.end for item in broken):
            found += [(amount.start, k, one) for k, one in enumerate(_of_amount(amount))]
    return [one for *_, one in sorted(found, key=lambda each: each[:2])]


def amount_of(item: Broken, text: str) -> Amount:
    """Return a broken amount in the form of a sound one, for those who ask what it is about; its values say nothing."""
    form = Form.RANGE if item.kind is Break.RANGE else Form.SERIES if len(item.items) > 1 else Form.SINGLE
    digits = tuple(each.whole for each in item.items)
    values = tuple(_whole(each) for each in item.items)
    literal = text[item.start : item.end]
    return Amount(
        item.start, item.end, literal, form, digits, values, item.items[0].scale, item.unit, None, item.clause
    )


def _whole(item: Item) -> Decimal:
    return Decimal(f"{item.whole or 0}.{item.fraction or 0}") * item.scale * item.sign


def _of_broken(broken: Broken, amount: Amount) -> Iterator[Printed]:
    for number, item in enumerate(broken.items):
        known = [
            len(other.fraction) for other in broken.items if other.fraction and other.scale == item.scale
        ]
        family = _family(amount.unit, item.scale)
        if not item.whole:
            yield Printed(amount, number, family, (), broken.kind)
        elif item.fraction is not None:
            readings = [_reading(item.whole, item.fraction, item)]
            if item.fraction.startswith("0") and len(item.fraction) == MOST_DECIMALS and item.scale == YI:
                readings.append(_reading(item.whole, item.fraction.lstrip("0"), item))
            yield Printed(amount, number, family, tuple(readings), broken.kind, True)
        elif broken.kind is Break.SERIES and known:
            yield Printed(amount, number, family, tuple(_in_series(item, known)), broken.kind)
        else:
            yield Printed(amount, number, family, tuple(_pointed(item.whole, item)), broken.kind)


def _reading(whole: str, fraction: str, item: Item, *, is_printed: bool = False) -> Reading:
    value = Decimal(f"{whole or 0}.{fraction or 0}") * item.scale * item.sign
    return Reading(value, len(fraction), item.scale.scaleb(-len(fraction)), is_printed)


def _in_series(item: Item, known: Sequence[int]) -> Iterator[Reading]:
    """Yield the readings of an item of a series that lost its point: with as many decimals as the others, or none."""
    decimals = max(set(known), key=lambda n: (known.count(n), n))
    whole = item.whole.rjust(decimals + 1, "0")
    yield _reading(whole[:-decimals], whole[-decimals:], item)
    if not item.whole.startswith("0"):
        yield _reading(item.whole, "", item, is_printed=True)


def _pointed(digits: str, item: Item) -> Iterator[Reading]:
    """Yield the readings of digits whose point may stand anywhere, that without one first."""
    if digits.startswith("0") and len(digits) > 1:
        yield _reading("0", digits[1:], item)
        return
    yield _reading(digits, "", item, is_printed=True)
    for decimals in range(1, min(MOST_DECIMALS, len(digits) - 1) + 1):
        yield _reading(digits[:-decimals], digits[-decimals:], item)


def _of_amount(amount: Amount) -> Iterator[Printed]:
    for number, (digits, value) in enumerate(zip(amount.digits, amount.values, strict=True)):
        family, readings, has_point = _family_readings(amount, digits, value)
        yield Printed(amount, number, family, tuple(readings), None, has_point)


def _family_readings(amount: Amount, digits: str, value: Decimal) -> tuple[Family, list[Reading], bool]:
    """Return how a sound amount may have been printed before, if its point was lost without a trace."""
    plain = re.sub(r"[^\d.]", "", digits)
    point = plain.partition(".")[2]
    printed = Reading(value, len(point), _step(digits, value), True)
    if not plain or value == 0:
        return Family.PLAIN, [printed], bool(point)
    sign = -1 if value < 0 else 1
    if amount.unit in {"%", "percentage points"}:
        if point:
            return Family.PERCENT, [printed], True
        return Family.PERCENT, list(_pointed(plain, Item(plain, None, Decimal(1), sign))), False
    scale = _chinese_scale(amount, abs(value))
    if scale is None:
        return Family.PLAIN, _plain_readings(digits, value, printed), bool(point)
    count = abs(value) / scale
    if count != count.to_integral_value():
        return _family(amount.unit, scale), [printed], True
    found = list(_pointed(str(int(count)), Item("", None, scale, sign)))
    return _family(amount.unit, scale), found, False


def _chinese_scale(amount: Amount, value: Decimal) -> Decimal | None:
    """Return the unit in which a Chinese text would count an amount, if its printed form leaves that open: 亿, 万 or neither."""
    if amount.unit in {"ppm", "g/t", "kg", "g"}:
        return None
    for scale in (YI, WAN):
        if value >= scale:
            whole = value / scale
            if whole == whole.to_integral_value():
                return scale
    return None


def _plain_readings(digits: str, value: Decimal, printed: Reading) -> list[Reading]:
    """Return the readings of a number that no 万 stands behind: where it has no comma, a point may have stood in it."""
    if not digits.isdigit() or len(digits) < 2:
        return [printed]
    scale = abs(value) / Decimal(digits) if Decimal(digits) else Decimal(1)
    return list(_pointed(digits, Item(digits, None, scale, -1 if value < 0 else 1)))


def _step(digits: str, value: Decimal) -> Decimal:
    plain = Decimal(re.sub(r"[^\d.]", "", digits) or "0")
    if plain == 0:
        return Decimal(1)
    factor = abs(value) / plain
    exponent = plain.as_tuple().exponent
    assert isinstance(exponent, int)
    zeros = len(str(int(plain))) - len(str(int(plain)).rstrip("0")) if exponent >= 0 and plain >= 1000 else 0
    return factor * (Decimal(1).scaleb(exponent) if exponent < 0 else Decimal(10) ** zeros)


def _family(unit: str, scale: Decimal) -> Family:
    if unit in {"%", "percentage points"}:
        return Family.PERCENT
    return Family.YI if scale == YI else Family.WAN if scale == WAN else Family.PLAIN


@dataclass(slots=True)
class Style:
    """How a document prints points: how often a number has so many decimals, how often a point is lost, by family."""

    decimals: Mapping[Family, Sequence[float]]
    lost: float
    counts: dict[Family, list[float]] = field(default_factory=dict)
