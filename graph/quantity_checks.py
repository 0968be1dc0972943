"""What must hold of the quantities of an extraction before they become quads."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from reechain.graph.dates import is_date
from reechain.graph.observations import READ, rule_id
from reechain.ontology.records import Extraction, Mention, Quantity, Value, ValueStatus
from reechain.ontology.tables import load_tables

BOUNDS: Final = ("", "about", "at least", "at most")
RATES: Final = ("", "year", "month", "day")
# An xsd:decimal of Oxigraph has 18 places behind the point and 20 before it.
_LARGEST: Final = Decimal("1e20")
_SMALLEST_EXPONENT: Final = -18


def quantity_problems(extraction: Extraction) -> Iterator[str]:
    """Yield what contradicts itself in the quantities of a document."""
    known = extraction.name_of()
    places = {quantity.place for quantity in extraction.quantities}
    if len(places) < len(extraction.quantities):
        yield "two quantities have one place"
    for quantity in extraction.quantities:
        where = f"the quantity {quantity.literal!r} at {quantity.place.start}"
        yield from (f"{where}: {what}" for what in _mentions(quantity, known))
        yield from (f"{where}: {what}" for what in _concepts(quantity))
        yield from (f"{where}: {what}" for what in _words(quantity))
        yield from (f"{where}: {what}" for what in _reading(quantity))
        against = (place for check in quantity.checks for place in check.against)
        yield from (f"{where}: it is checked against {p}, where none is" for p in against if p not in places)


def _mentions(quantity: Quantity, known: Mapping[Mention, object]) -> Iterator[str]:
    for mention in (quantity.subject, quantity.product, quantity.where, quantity.holder):
        if mention is not None and mention not in known:
            yield f"it speaks of {mention.text!r} at {mention.start}, which is of no name"


def _concepts(quantity: Quantity) -> Iterator[str]:
    rows = load_tables().rows
    named = (
        ("metrics", quantity.metric),
        ("kinds", quantity.kind),
        ("kinds", quantity.kind_detail),
        ("stages", quantity.stage),
        ("units", quantity.unit),
        *(("bases", basis) for basis in quantity.bases),
        *(
            ("number_rules", rule_id(rule))
            for rule in (quantity.rule, *(c.name for c in quantity.checks))
            if rule
        ),
    )
    for table, row_id in named:
        if row_id and row_id not in rows[table]:
            yield f"{row_id!r} is none of {table}.csv"


def _words(quantity: Quantity) -> Iterator[str]:
    if quantity.bound not in BOUNDS:
        yield f"{quantity.bound!r} is no bound"
    if quantity.per not in RATES:
        yield f"{quantity.per!r} is no time of a rate"
    for day in (quantity.first_day, quantity.last_day):
        if day and not (len(day) == 10 and is_date(day)):
            yield f"{day!r} is no day"
    if quantity.first_day and quantity.last_day and quantity.first_day > quantity.last_day:
        yield f"it ends on {quantity.last_day}, before it begins"
    if not 0 <= quantity.confidence <= 1:
        yield f"its confidence {quantity.confidence} is not in 0..1"


def _reading(quantity: Quantity) -> Iterator[str]:
    has_value = quantity.reading is not None
    if has_value != (quantity.status in READ):
        yield f"it is {quantity.status} and has {'a' if has_value else 'no'} reading"
    if quantity.status is ValueStatus.REPAIRED and not quantity.rule:
        yield "it is repaired by no rule"
    if quantity.status is ValueStatus.CLEAN and quantity.rule:
        yield "it is clean, and read by a rule"
    for value in (*quantity.readings, *((quantity.reading,) if quantity.reading else ())):
        yield from _value(value)


def _value(value: Value) -> Iterator[str]:
    for number in (value.low, value.high):
        exponent = number.as_tuple().exponent
        if not isinstance(exponent, int):
            yield f"{number} is no number"
            return
        if abs(number) >= _LARGEST or exponent < _SMALLEST_EXPONENT:
            yield f"{number} is too long to be kept"
    if value.low > value.high:
        yield f"{value.low} is above {value.high}"
