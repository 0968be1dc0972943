"""The JSON Schema of a quantity, from the tables of metrics, kinds, bases, stages, statuses and rules of numbers."""

from typing import Final

from reechain.extractors.quantity_json import kind_word, quantity_word
from reechain.extractors.schema_parts import Schema, list_of, object_of, offset, one_of, text
from reechain.ontology.records import ValueStatus
from reechain.ontology.tables import load_tables

_NUMBER: Final[Schema] = {"type": ["number", "null"]}
_UNTOLD: Final = ""


def quantity_schema() -> Schema:
    """Return the schema of one quantity."""
    tables = load_tables().rows
    rules = sorted(row_id.removesuffix("-rule") for row_id in tables["number_rules"])
    metrics = sorted(quantity_word(row_id) for row_id in tables["metrics"])
    kinds = sorted({kind_word(row_id) for row_id in tables["kinds"]})
    bases = sorted(quantity_word(row_id) for row_id in tables["bases"])
    return object_of(
        id=text("An id within this document."),
        subject=_entity("The id of the entity that it is a number of; null where none is named."),
        product=_entity("The id of the product, element, mineral or application that it is narrowed to."),
        where=_entity("The id of the place that it is narrowed to."),
        holder=_entity("The id of who holds, for a stake."),
        stage=one_of(
            [_UNTOLD, *sorted(tables["stages"])], "The stage of the chain, where the words tell it."
        ),
        metric=one_of([_UNTOLD, *metrics], "What it measures; empty where the text does not tell."),
        metric_detail=text("The printed words for that, where they say more."),
        kind=one_of([_UNTOLD, *kinds], "How it is put forward."),
        kind_detail=one_of([_UNTOLD, *sorted(tables["kinds"])], "A finer kind, where the words tell it."),
        value=_value("The value, or the lower end of a range; null unless clean or repaired."),
        value_max=_value("The upper end of a range; null for one number."),
        unit=text(
            "The short symbol of what it is counted in: t, %, CNY, CNY/t, pieces. The value is in this unit."
        ),
        per=one_of([_UNTOLD, "day", "month", "year"], "The time of a rate."),
        period=text("The time that it covers: 2023, 2023-Q1..Q3, FY2022, 2024..2028; empty where untold."),
        basis=list_of({"enum": bases}, "How it is reckoned: as oxide, gross, with tax."),
        of=text("What a share is a share of, or a change a change in, in printed words."),
        bound=one_of([_UNTOLD, "about", "at least", "at most"], "What the words before it make of it."),
        literal=text(
            "The printed characters, exactly as the source has them; a reading never replaces them."
        ),
        item=offset("Which item of a printed series it is, from nought."),
        start=offset("The first code point of the printed characters."),
        end=offset("The code point after the last."),
        status=one_of([status.value for status in ValueStatus], "What has come of reading it."),
        rule=one_of([_UNTOLD, *rules], "The rule by which a damaged number was read."),
        reason=text("Why it has its status, in words."),
        readings=list_of(_range(), "All that it may say, the likeliest first, where it has no value."),
        checks=list_of(_check(rules), "The checks that the reading passed or failed."),
        said_by=text("The words that name who says so, where another than the document does."),
        evidence=text("The words in which it stands, exactly as the source has them."),
        confidence={
            "type": "number",
            "minimum": 0,
            "maximum": 1,
            "description": "How far what it is about is trusted.",
        },
    )


def _check(rules: list[str]) -> Schema:
    return object_of(
        rule=one_of(rules, "The rule of numbers that was tried."),
        words=text("The sum, with the numbers in it."),
        passed={"type": "boolean", "description": "Whether the reading agrees with it."},
        against=list_of({"type": "string"}, "The ids of the quantities that it was made with."),
    )


def _range() -> Schema:
    return object_of(
        value=_value("The value, or the lower end."), value_max=_value("The upper end of a range.")
    )


def _value(description: str) -> Schema:
    return {**_NUMBER, "description": description}


def _entity(description: str) -> Schema:
    return {"type": ["string", "null"], "description": description}
