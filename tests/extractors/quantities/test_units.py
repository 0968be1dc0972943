"""Units: concepts, symbols, exact conversion."""

import subprocess
import sys
from decimal import Decimal

import pytest

from reechain.extractors.quantities.printed.units import converted, plain, symbol_of, unit_id


@pytest.mark.parametrize(
    ("value", "unit", "into", "result"),
    [
        ("12", "kg", "t", "0.012"),
        ("1.5", "Mt", "t", "1500000"),
        ("900", "lb", "g", "408233.133"),
        ("1", "short_ton", "t", "0.90718474"),
        ("0.31", "kg/t", "ppm", "310"),
        ("0.42", "g/t", "ppm", "0.42"),
        ("2140", "ppm", "%", "0.214"),
        ("2.10", "t", "t", "2.1"),
    ],
)
def test_conversion_is_exact(value: str, unit: str, into: str, result: str) -> None:
    assert str(converted(Decimal(value), unit, into)) == result


@pytest.mark.parametrize(("unit", "into"), [("t", "%"), ("CNY", "USD"), ("pieces", "t")])
def test_no_way_between_unlike_units(unit: str, into: str) -> None:
    with pytest.raises(ValueError, match="cannot be told"):
        converted(Decimal(1), unit, into)


@pytest.mark.parametrize(
    ("symbol", "concept"),
    [
        ("t", "unit-tonne"),
        ("%", "unit-percent"),
        ("CNY", "unit-cny"),
        ("CNY/t", "unit-cny-per-tonne"),
        ("USD/kg", "unit-usd-per-kilogram"),
        ("pieces", "unit-piece"),
        ("persons", "unit-person"),
        ("percentage points", "unit-percentage-point"),
    ],
)
def test_concepts_and_symbols(symbol: str, concept: str) -> None:
    assert (unit_id(symbol), symbol_of(concept)) == (concept, symbol)


def test_unknown_units_have_neither() -> None:
    assert (unit_id(""), unit_id("bushels"), symbol_of("unit-bushel")) == ("", "", "")


def test_plain_numbers_have_no_exponent() -> None:
    assert [str(plain(Decimal(each))) for each in ("1.50E+6", "2.10", "0.0")] == ["1500000", "2.1", "0"]


def test_pint_is_loaded_late() -> None:
    code = "import sys, reechain.extractors.quantities.printed.amounts; print('pint' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
