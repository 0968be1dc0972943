"""Amounts as a Chinese report prints them: 17.87万吨, 59.84亿元, 46.10%."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

TEN_THOUSAND: Final = Decimal(10**4)
HUNDRED_MILLION: Final = Decimal(10**8)
_MONEY: Final = re.compile(r"[A-Z]{3}(?:/(?:t|a))?")
_PLAIN: Final = re.compile(r"\d+(?:\.\d+)?")
_COUNTED: Final = frozenset({"t", "t/a", "pieces", "pieces/a", "persons", ""})
_MOST_DECIMALS: Final = 2
_ROUNDED: Final = Decimal("0.001")
"""The greatest relative error that a report takes for a short figure."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as printed in Chinese: digits before and after the point, in steps of 1, 万 or 亿.

    `whole` keeps the commas that a number in steps of 1 was printed with.
    """

    whole: str
    fraction: str
    step: Decimal

    @property
    def value(self) -> Decimal:
        """The number in the base unit."""
        point = f".{self.fraction}" if self.fraction else ""
        return Decimal(self.whole.replace(",", "") + point) * self.step

    @property
    def digits(self) -> str:
        """All digits, the point lost."""
        return self.whole.replace(",", "") + self.fraction

    @property
    def precision(self) -> Decimal:
        """Half of the last printed place in the base unit, nought for a number without a point."""
        return self.step.scaleb(-len(self.fraction)) / 2 if self.fraction else Decimal(0)


def number_of(printed: str) -> Decimal | None:
    """Return what printed digits say, with or without commas; None for a number in words."""
    plain = printed.replace(",", "").replace(" ", "")
    return Decimal(plain) if _PLAIN.fullmatch(plain) else None


def is_money(unit: str) -> bool:
    """Whether a base unit is a currency, a currency by the tonne or a currency by the year."""
    return _MONEY.fullmatch(unit) is not None


def step_of(value: Decimal, unit: str) -> Decimal:
    """Return what a Chinese report counts a value in: 1, 万 or 亿 of the base unit."""
    if not (is_money(unit) or unit in _COUNTED) or abs(value) < TEN_THOUSAND:
        return Decimal(1)
    return HUNDRED_MILLION if abs(value) >= HUNDRED_MILLION else TEN_THOUSAND


def figure_of(value: Decimal, printed: str, unit: str, decimals: int, is_padded: bool) -> Figure | None:
    """Return a value of a base unit as a Chinese report prints it.

    `decimals` are those that the report prints where it pads with noughts, and never more than two are printed in steps
    of 万 and 亿. None where such a report would print the value in full, or the printed digits are of another scale.
    """
    step = step_of(value, unit)
    number = number_of(printed)
    if number is None:
        return None
    if step == 1:
        whole, _, fraction = printed.replace(" ", "").partition(".")
        return Figure(whole, fraction, step) if number == value else None
    return in_steps(value, step, decimals if is_padded else 0)


def in_steps(value: Decimal, step: Decimal, decimals: int) -> Figure | None:
    """Return a value in steps of 万 or 亿 with as few decimals as it takes; one with a point has at least `decimals`.

    A value that two decimals do not hold is rounded where a report would, else there is none.
    """
    counted = value / step
    short = round(counted, _MOST_DECIMALS)
    if value <= 0 or abs(short * step - value) > value * _ROUNDED:
        return None
    places = next(n for n in range(_MOST_DECIMALS + 1) if round(short, n) == short)
    if places:
        places = max(places, decimals)
    whole, _, fraction = f"{short:.{places}f}".partition(".")
    return Figure(whole, fraction, step)


def in_row(
    values: Sequence[Decimal], printed: Sequence[str], unit: str, decimals: int
) -> list[Figure] | None:
    """Return the items of a series or the ends of a range, all in the steps of the greatest and with as many decimals."""
    step = step_of(max(values), unit)
    if any(number_of(digits) is None for digits in printed):
        return None
    if step == 1:
        figures = [
            figure_of(value, digits, unit, 0, False) for value, digits in zip(values, printed, strict=True)
        ]
    else:
        figures = [in_steps(value, step, 0) for value in values]
    found = [figure for figure in figures if figure is not None]
    if len(found) < len(values):
        return None
    places = max(len(figure.fraction) for figure in found)
    if step != 1 and places:
        places = max(places, decimals)
        found = [replace(figure, fraction=figure.fraction.ljust(places, "0")) for figure in found]
    return found
