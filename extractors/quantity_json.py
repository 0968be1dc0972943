"""Quantities in the exchange format: plain words instead of ids of concepts, JSON numbers instead of decimals."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from reechain.ontology.records import Mention, Place, Quantity, Value, ValueStatus
from reechain.ontology.tables import load_tables

READ: Final = (ValueStatus.CLEAN, ValueStatus.REPAIRED)
"""The statuses of numbers that have a value."""
_SUFFIXES: Final = ("-kind", "-basis")
"""What ids have so that no two tables share one."""
_KINDS: Final = {
    "building-capacity": "building",
    "increment": "actual",
    "running-capacity": "actual",
    "slipped-capacity": "planned",
}
"""The words of kinds that are finer than those of the exchange format."""


def quantity_word(row_id: str) -> str:
    """Return the word of the exchange format for a metric, kind or basis, from its id.

    >>> quantity_word("gross-profit"), quantity_word("planned-kind"), quantity_word("reo-basis")
    ('gross profit', 'planned', 'reo')
    """
    for suffix in _SUFFIXES:
        row_id = row_id.removesuffix(suffix)
    return row_id.replace("-", " ")


def kind_word(row_id: str) -> str:
    """Return the word of the exchange format for a kind.

    >>> kind_word("planned-kind"), kind_word("building-capacity"), kind_word("running-capacity")
    ('planned', 'building', 'actual')
    """
    return _KINDS.get(row_id) or quantity_word(row_id)


def unit_symbol(unit_id: str) -> str:
    """Return the short symbol of a unit, the plural of its name where it has none; empty for no unit.

    >>> unit_symbol("unit-tonne"), unit_symbol("unit-cny-per-tonne"), unit_symbol("unit-piece"), unit_symbol("")
    ('t', 'CNY/t', 'pieces', '')
    """
    if not unit_id:
        return ""
    row = load_tables().rows["units"][unit_id]
    return row["symbol"] or f"{row['label_en']}s"


def quantity_ids(quantities: Sequence[Quantity]) -> dict[Place, str]:
    """Return the id of each quantity of a document, by where it is printed."""
    return {quantity.place: f"q{number}" for number, quantity in enumerate(quantities, 1)}


def quantities_json(quantities: Sequence[Quantity], names: Mapping[Mention, str]) -> list[dict[str, Any]]:
    """Return the quantities of a document; `names` gives the id of the entity of each mention."""
    ids = quantity_ids(quantities)
    return [_quantity(quantity, ids, names) for quantity in quantities]


def _quantity(quantity: Quantity, ids: Mapping[Place, str], names: Mapping[Mention, str]) -> dict[str, Any]:
    reading = quantity.reading if quantity.status in READ else None
    return {
        "id": ids[quantity.place],
        "subject": _entity(quantity.subject, names),
        "product": _entity(quantity.product, names),
        "where": _entity(quantity.where, names),
        "holder": _entity(quantity.holder, names),
        "stage": quantity.stage,
        "metric": quantity_word(quantity.metric),
        "metric_detail": quantity.metric_detail,
        "kind": kind_word(quantity.kind),
        "kind_detail": quantity.kind_detail,
        **_range(reading),
        "unit": unit_symbol(quantity.unit),
        "per": quantity.per,
        "period": quantity.period,
        "basis": [quantity_word(basis) for basis in quantity.bases],
        "of": quantity.of,
        "bound": quantity.bound,
        "literal": quantity.literal,
        "item": quantity.place.item,
        "start": quantity.place.start,
        "end": quantity.place.end,
        "status": quantity.status.value,
        "rule": quantity.rule,
        "reason": quantity.reason,
        "readings": [_range(value) for value in quantity.readings if reading is None],
        "checks": [
            {
                "rule": check.name,
                "words": check.words,
                "passed": check.is_passed,
                "against": [ids[place] for place in check.against if place != quantity.place],
            }
            for check in quantity.checks
        ],
        "said_by": quantity.said_by,
        "evidence": quantity.evidence.quote,
        "confidence": quantity.confidence,
    }


def _entity(mention: Mention | None, names: Mapping[Mention, str]) -> str | None:
    return None if mention is None else names[mention]


def _range(value: Value | None) -> dict[str, int | float | None]:
    """Return value and value_max: the upper end of a range, None for one number."""
    if value is None:
        return {"value": None, "value_max": None}
    upper = None if value.low == value.high else json_number(value.high)
    return {"value": json_number(value.low), "value_max": upper}


def json_number(value: Decimal) -> int | float:
    """Return a decimal as JSON writes it: without a point where it is whole.

    >>> json_number(Decimal("2.55E+5")), json_number(Decimal("36.710"))
    (255000, 36.71)
    """
    return int(value) if value == value.to_integral_value() else float(value)
