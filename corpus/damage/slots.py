"""The numbers of a document as a repairer meets them: each with all that its printed digits may say."""

from dataclasses import dataclass
from decimal import Decimal

from corpus.damage.chinese import Figure, number_of
from corpus.damage.operators import Operator
from reechain.extractors.quantities.printed.amounts import Amount, Form


@dataclass(frozen=True, slots=True)
class Slot:
    """A number at characters `[start, end)` of the sound text, the `item`-th of its series if it is in one.

    `value` is the true one in the base unit `unit`, `precision` half of its last printed place. `readings` are the values
    that the damaged digits may stand for, the true one among them: one for a sound number, none where nothing is left to
    read. `named` says by which mark in its own characters a damaged number can be read.
    """

    start: int
    end: int
    unit: str
    value: Decimal
    precision: Decimal
    readings: tuple[Decimal, ...]
    is_damaged: bool
    has_point: bool
    item: int | None
    digits: str
    named: tuple[str, ...] = ()


def slot_of(amount: Amount, k: int, figure: Figure | None, operator: Operator) -> Slot:
    """Return the slot of a number of an amount; `figure` is the Chinese one where the number is damaged."""
    unit, item = amount.unit.removesuffix("/a"), k if amount.form is Form.SERIES else None
    value = figure.value if figure else abs(amount.values[k])
    printed = amount.digits[k]
    precision = figure.precision if figure else _precision(printed, abs(amount.values[k]), amount.scale)
    has_point = bool(figure.fraction) if figure else "." in printed
    readings, named = _readings(amount, k, figure, operator)
    digits = figure.digits if figure else printed.replace(",", "").replace(" ", "")
    is_damaged = operator is not Operator.NONE
    return Slot(
        amount.start, amount.end, unit, value, precision, readings, is_damaged, has_point, item, digits, named
    )


def _readings(
    amount: Amount, k: int, figure: Figure | None, operator: Operator
) -> tuple[tuple[Decimal, ...], tuple[str, ...]]:
    if amount.form is Form.RANGE or operator is Operator.LOST:
        return (), ()
    if figure is None:
        return (abs(amount.values[k]),), ()
    if operator in {Operator.CLAUSE, Operator.SIGN}:
        return (figure.value,), ("form",)
    if operator is Operator.SERIES and k:
        return (figure.value,), ("form",)
    if figure.fraction and figure.digits.startswith("0"):
        return (figure.value,), ("nought",)
    number = Decimal(figure.digits) * figure.step
    return tuple(number.scaleb(-places) for places in range(len(figure.digits))), ()


def _precision(printed: str, value: Decimal, scale: Decimal) -> Decimal:
    number = number_of(printed)
    if number is None:
        return Decimal(0)
    factor = value / number if number else scale
    return factor.scaleb(-len(printed.partition(".")[2])) / 2
