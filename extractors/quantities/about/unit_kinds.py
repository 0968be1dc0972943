"""Of which kind a unit is: mass, money, price, percent and so on."""

import re
from typing import Final

_SMALL: Final = frozenset({"kg", "g", "lb", "mg"})
_GRADES: Final = frozenset({"ppm", "g/t", "kg/t", "ppb"})
_PERSONS: Final = frozenset({"persons", "people", "employees"})
_WEIGHTS: Final = frozenset({"t", "kg", "lb", "g", "MTU"})
_CURRENCY: Final = re.compile(r"[A-Z]{3}")


def unit_kind(unit: str) -> str:
    """Return the kind of a unit: mass, small, money, price, percent, points, grade, persons, pieces, bare or other.

    >>> [unit_kind(unit) for unit in ("t/a", "CNY/t", "EUR", "%", "")]
    ['mass', 'price', 'money', 'percent', 'bare']
    """
    base, _, per = unit.partition("/")
    if unit in _GRADES:
        return "grade"
    if base == "%":
        return "percent"
    if base in {"bp", "pp"} or "point" in base:
        return "points"
    if _CURRENCY.fullmatch(base):
        return "price" if per in _WEIGHTS else "money"
    if base == "t":
        return "mass"
    if base in _SMALL:
        return "small"
    if base in _PERSONS:
        return "persons"
    return base if base == "pieces" else "other" if base else "bare"
