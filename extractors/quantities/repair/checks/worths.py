"""Checks against what is known of the trade: what a tonne of goods is worth, how much oxide there is in the world."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import exp, log
from typing import Final

from reechain.extractors.quantities.about.numbers import Number, levels
from reechain.extractors.quantities.repair.checks.words import show
from reechain.extractors.quantities.repair.readings import Reading
from reechain.extractors.quantities.repair.ties import Tie, at_most
from reechain.extractors.wordlists import load_toml

_KNOWN: Final = load_toml("reechain.extractors.quantities.repair", "unit_values.toml")
_SPREAD: Final = 0.25
"""Over how much, of the natural logarithm, a price may lie outside what is known."""


def worth_ties(numbers: Sequence[Number]) -> Iterator[Tie]:
    """Yield the checks against what is known of the trade."""
    for maker in (_unit_values, _prices, _reserves):
        yield from maker(numbers)


def is_raw(name: str) -> bool:
    """Whether goods are oxides, salts or metals, by their name in small letters."""
    return any(word in name for word in _KNOWN["raw"])


def _unit_values(numbers: Sequence[Number]) -> Iterator[Tie]:
    """What a tonne brings in is what such goods are worth."""
    amounts = [n for n in levels(numbers) if n.period is not None and n.scope.product is not None]
    for taken in (n for n in amounts if n.about.metric == "revenue" and n.unit == "CNY"):
        for sold in (n for n in amounts if n.about.metric in {"sales", "production"} and n.unit == "t"):
            assert taken.period is not None and sold.period is not None
            if sold.scope == taken.scope and abs(sold.period.last - taken.period.last) <= 1:
                low, high = _worth(sold)
                yield _unit_value(sold, taken, low, high)


def _worth(number: Number) -> tuple[float, float]:
    """Return between which prices, in yuan a tonne, goods of a name lie."""
    product = number.about.product or number.about.subject
    name = product.name.canonical.casefold() if product is not None else ""
    for row in _KNOWN["worth"]:
        if any(word in name for word in row["words"]):
            return row["low"], row["high"]
    return _KNOWN["low"], _KNOWN["high"]


def _unit_value(sold: Number, taken: Number, low: float, high: float) -> Tie:
    def worth(readings: Sequence[Reading]) -> float:
        return float(readings[1].value / readings[0].value) if readings[0].value > 0 else 0.0

    def comes_out(readings: Sequence[Reading]) -> bool:
        return low <= worth(readings) <= high

    def weight(readings: Sequence[Reading]) -> float:
        found = worth(readings)
        if found <= 0:
            return 0.01
        away = max(log(low / found), log(found / high), 0.0)
        return max(exp(-away / _SPREAD), 0.01)

    def words(r: Sequence[Reading]) -> str:
        return (
            f"{show(r[1])} yuan for {show(r[0])} t is {worth(r):,.0f} yuan a tonne, as such goods are worth"
        )

    return Tie("unit-value", (sold.index, taken.index), weight, comes_out, words, is_exact=False)


def _prices(numbers: Sequence[Number]) -> Iterator[Tie]:
    """A price of a tonne is what such goods are worth."""
    for price in levels(numbers):
        if price.about.metric == "price" and price.unit in {"CNY", "CNY/t"}:
            low, high = _worth(price)
            if (low, high) != (_KNOWN["low"], _KNOWN["high"]):
                yield _within_prices(price, low, high)


def _within_prices(price: Number, low: float, high: float) -> Tie:
    def comes_out(readings: Sequence[Reading]) -> bool:
        return low <= readings[0].value <= high

    def weight(readings: Sequence[Reading]) -> float:
        value = float(readings[0].value)
        away = max(log(low / value), log(value / high), 0.0) if value > 0 else 9.0
        return max(exp(-away / _SPREAD), 0.01)

    def words(r: Sequence[Reading]) -> str:
        return f"{show(r[0])} yuan a tonne lies between {low:,.0f} and {high:,.0f}, as such goods are worth"

    return Tie("unit-value", (price.index,), weight, comes_out, words, is_exact=False)


def _reserves(numbers: Sequence[Number]) -> Iterator[Tie]:
    """No deposit holds more oxide than the world's reserves."""
    world = Decimal(_KNOWN["world_reserves_t"])
    for reserve in levels(numbers):
        product = reserve.about.product
        is_oxide = "reo-basis" in reserve.about.bases or (
            product is not None and "oxide" in product.name.canonical.casefold()
        )
        if reserve.about.metric in {"reserve", "resource"} and reserve.unit == "t" and is_oxide:
            yield at_most(
                "bound",
                [reserve],
                None,
                world,
                lambda r: f"{show(r[0])} t within the world's {world:,f} t of oxide",
                0.02,
            )
