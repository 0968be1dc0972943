"""Quantities in the exchange format: the words of gold, JSON numbers, ids of entities and of the numbers that prove."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.graph.numbers import report, value, with_numbers

from reechain.extractors.quantity_json import json_number, kind_word, quantity_word, unit_symbol
from reechain.extractors.schema import extraction_schema
from reechain.ontology.records import ValueStatus
from reechain.ontology.tables import load_tables
from reechain.pipeline import extraction_json

GOLD_METRICS = (
    "production sales imports exports capacity revenue profit grade reserve resource quota price stake demand investment share "
    "supply content change margin headcount other"
).split()
GOLD_KINDS = {"actual", "quota", "planned", "building", "forecast", "estimate", "assumption", "target"}


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    return extraction_json(report())


def of(found: dict[str, Any], literal: str, item: int = 0) -> dict[str, Any]:
    [quantity] = [q for q in found["quantities"] if q["literal"] == literal and q["item"] == item]
    return quantity


def test_it_keeps_to_the_schema(found: dict[str, Any]) -> None:
    Draft202012Validator(extraction_schema()).validate(found)
    Draft202012Validator(extraction_schema()).validate(json.loads(json.dumps(found)))


def test_a_repaired_number_has_its_value_rule_and_proof(found: dict[str, Any]) -> None:
    names = {entity["id"]: entity["name"] for entity in found["entities"]}
    quota = of(found, "2550,000 tons")
    assert quota == {
        "id": "q1",
        "subject": quota["subject"],
        "product": None,
        "where": None,
        "holder": None,
        "stage": "mining",
        "metric": "quota",
        "metric_detail": "",
        "kind": "quota",
        "kind_detail": "",
        "value": 255000,
        "value_max": None,
        "unit": "t",
        "per": "",
        "period": "2023",
        "basis": ["reo"],
        "of": "",
        "bound": "",
        "literal": "2550,000 tons",
        "item": 0,
        "start": 38,
        "end": 51,
        "status": "repaired",
        "rule": "growth",
        "reason": "",
        "readings": [],
        "checks": [
            {
                "rule": "growth",
                "words": "210,000 x (1 + 21.4 %) = 254,940",
                "passed": True,
                "against": ["q3", "q2"],
            }
        ],
        "said_by": "",
        "evidence": "In 2023 the mining quota of China was 2550,000 tons, a rise of 214% on 210,000 tons.",
        "confidence": 1.0,
    }
    assert names[quota["subject"]] == "China"
    assert [of(found, literal)["id"] for literal in ("210,000 tons", "214%")] == ["q3", "q2"]


def test_the_printed_characters_stand_where_they_are_said_to(found: dict[str, Any]) -> None:
    text = report().document.text
    assert all(text[q["start"] : q["end"]] == q["literal"] for q in found["quantities"])


def test_an_ambiguous_number_has_readings_and_no_value(found: dict[str, Any]) -> None:
    rise = of(found, "265%")
    assert (rise["value"], rise["value_max"], rise["status"]) == (None, None, "ambiguous")
    assert [reading["value"] for reading in rise["readings"]] == [26.5, 2.65]
    assert rise["reason"]


def test_a_value_is_given_for_no_other_status_than_clean_and_repaired() -> None:
    made = report()
    for status in (ValueStatus.LOST, ValueStatus.AMBIGUOUS, ValueStatus.CONFLICTING):
        guessed = [replace(q, status=status, reading=None, rule="", checks=()) for q in made.quantities]
        told = extraction_json(with_numbers(made, guessed))["quantities"]
        assert {q["value"] for q in told} == {None}


def test_ranges_and_series(found: dict[str, Any]) -> None:
    span = of(found, "35-55 tonnes")
    assert (span["value"], span["value_max"], span["per"], span["bound"]) == (35, 55, "year", "about")
    first, second = (of(found, "29.0/33.1 kt", item) for item in (0, 1))
    assert (first["value"], second["value"]) == (29000, None)
    assert second["readings"][1] == {"value": 31000, "value_max": 32000}
    assert second["checks"][0]["passed"] is False


def test_a_number_that_its_words_tell_nothing_of_is_still_printed(found: dict[str, Any]) -> None:
    lost = of(found, "9,*00 t")
    assert (lost["metric"], lost["kind"], lost["unit"], lost["subject"]) == ("", "", "", None)


def test_readings_of_a_number_that_is_read_are_not_printed() -> None:
    made = report()
    ranked = [replace(q, readings=(value("7"),)) if q.reading else q for q in made.quantities]
    assert extraction_json(with_numbers(made, ranked)) == extraction_json(made)


def test_the_words_are_those_of_gold() -> None:
    rows = load_tables().rows
    metrics = {quantity_word(row_id) for row_id in rows["metrics"]}
    assert {*GOLD_METRICS, "gross profit", "quota increase"} == metrics
    assert {kind_word(row_id) for row_id in rows["kinds"]} == GOLD_KINDS


@pytest.mark.parametrize("unit", load_tables().rows["units"])
def test_every_unit_has_a_symbol(unit: str) -> None:
    assert unit_symbol(unit)


@pytest.mark.parametrize(
    ("written", "number"),
    [("255000", 255000), ("2.55E+5", 255000), ("36.710", 36.71), ("0.045", 0.045), ("-3", -3)],
)
def test_a_decimal_becomes_the_same_number(written: str, number: float) -> None:
    made = json_number(Decimal(written))
    assert made == number
    assert isinstance(made, int) == (Decimal(written) == int(Decimal(written)))
