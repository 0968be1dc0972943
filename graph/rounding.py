"""How exact a printed number is: the interval of all values that would be printed like it."""

import re
from decimal import Decimal
from typing import Final

Interval = tuple[Decimal, Decimal]
"""The least and the greatest value, in the unit of the number."""
_PRINTED: Final = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_KEPT: Final = 3
"""Digits of a whole number that are taken as exact: 178,700 may be rounded to hundreds, 40,000 not to ten thousands."""
_HALF: Final = Decimal("0.5")
_LOOSE: Final = Decimal("0.05")
"""What "about" leaves open, as a part of the number."""


def interval_of(low: Decimal, high: Decimal, text: str, bound: str) -> Interval:
    """Return the interval of a number or range that is printed as `text`, with a bound such as "at least".

    >>> [float(end) for end in interval_of(Decimal("37.2"), Decimal("37.2"), "37.2%", "")]
    [37.15, 37.25]
    >>> [float(end) for end in interval_of(Decimal(5000), Decimal(5000), "5,000 t", "at least")]
    [4995.0, inf]
    """
    least, most = low - _slack(low, text, bound), high + _slack(high, text, bound)
    if bound == "at least":
        return least, Decimal("Infinity")
    if bound == "at most":
        return Decimal("-Infinity"), most
    return least, most


def overlap(one: Interval, other: Interval) -> bool:
    """Return whether two intervals have a value in common."""
    return one[0] <= other[1] and other[0] <= one[1]


def _slack(value: Decimal, text: str, bound: str) -> Decimal:
    half = _HALF * step_of(value, text)
    return max(half, abs(value) * _LOOSE) if bound == "about" else half


def step_of(value: Decimal, text: str) -> Decimal:
    """Return the worth of the last digit of a value that is exact, by the printed characters.

    Where none of the printed numbers has the digits of the value, as in damaged text, the value alone tells.

    >>> [float(step_of(Decimal(v), t)) for v, t in (("36", "36.0%"), ("37260000000", "37.26 billion yuan"))]
    [0.1, 10000000.0]
    >>> [float(step_of(Decimal(v), t)) for v, t in (("178700", "17870,000 tons"), ("40000", "40,000 t"))]
    [100.0, 100.0]
    """
    wanted = _digits(value)
    for found in _PRINTED.findall(text):
        shown = Decimal(found.replace(",", ""))
        if shown and _digits(shown) == wanted:
            scale = value / shown
            return abs(scale) * _step(shown, found)
    return _step(value.normalize(), f"{value.normalize():f}")


def _digits(value: Decimal) -> tuple[int, ...]:
    return value.normalize().as_tuple().digits


def _step(shown: Decimal, text: str) -> Decimal:
    places = len(text.partition(".")[2])
    if places:
        return Decimal(1).scaleb(-places)
    whole = f"{abs(shown):.0f}"
    zeros = len(whole) - len(whole.rstrip("0"))
    return Decimal(10 ** max(0, min(zeros, len(whole) - _KEPT)))
