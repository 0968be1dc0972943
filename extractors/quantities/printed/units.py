"""Units of amounts: their concepts in the ontology, their short symbols, and exact conversion by pint."""

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from reechain.extractors.wordlists import load_toml
from reechain.ontology.tables import load_tables

if TYPE_CHECKING:
    import pint

_NAMES: Final = {"%": "percent", "t": "tonne", "g/t": "ppm", "kg/t": "permille"}
"""What pint calls units that it cannot read as they are written here."""


@cache
def _registry() -> "pint.UnitRegistry[Any]":
    # Loaded at the first conversion only, and with a dozen definitions of our own: pint's hundreds take 0.1 s.
    import pint  # noqa: PLC0415

    registry: pint.UnitRegistry[Any] = pint.UnitRegistry(None, non_int_type=Decimal)
    for line in load_toml("reechain.extractors.quantities.printed", "units.toml")["definitions"]:
        registry.define(line)
    return registry


def converted(value: Decimal, unit: str, into: str) -> Decimal:
    """Return a value in another unit of the same dimension, exactly; ValueError where there is no way.

    >>> converted(Decimal("1.1"), "short_ton", "t")
    Decimal('0.997903214')
    """
    import pint  # noqa: PLC0415

    if unit == into:
        return plain(value)
    registry = _registry()
    try:
        quantity = registry.Quantity(value, _NAMES.get(unit, unit))
        return plain(Decimal(quantity.to(_NAMES.get(into, into)).magnitude))
    except pint.PintError as error:
        raise ValueError(f"{unit} cannot be told in {into}") from error


def plain(value: Decimal) -> Decimal:
    """Return a value without idle zeros and without an exponent.

    >>> plain(Decimal("1.50E+6"))
    Decimal('1500000')
    """
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


@cache
def _ids() -> dict[str, str]:
    return {row["symbol"]: row_id for row_id, row in load_tables().rows["units"].items() if row["symbol"]}


def unit_id(unit: str) -> str:
    """Return the id of the concept of a unit as amounts call it ("t": unit-tonne); empty where there is none."""
    return _ids().get(unit, "")


def symbol_of(concept: str) -> str:
    """Return the short symbol of the concept of a unit ("unit-tonne": t); empty where there is none."""
    row = load_tables().rows["units"].get(concept)
    return row["symbol"] if row else ""
