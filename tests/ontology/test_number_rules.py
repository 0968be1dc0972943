"""The rules of numbers: their table, their concepts, and the shapes that name some of them."""

import ast
import re
from importlib.resources import files
from pathlib import Path

import pytest

from reechain.graph.observations import rule_id
from reechain.graph.shapes import shapes_turtle
from reechain.ontology.schema import ontology_graph
from reechain.ontology.schemes import schemes
from reechain.ontology.tables import load_tables

RULES = load_tables().rows["number_rules"]
KNOWN = (
    "bound cagr capacity content difference grouping growth known-quota leading-zero margin parts-to-hundred sales series "
    "share sibling split style sum unit-value"
).split()

MAKERS = {"Check", "Tie", "at_least", "at_most", "exact", "near"}
"""What makes checks in the reader of numbers."""


@pytest.mark.parametrize("rule", KNOWN)
def test_a_rule_is_a_concept(rule: str) -> None:
    assert rule_id(rule) in RULES


def test_all_rules_are_known_and_end_alike() -> None:
    assert sorted(map(rule_id, KNOWN)) == sorted(RULES)


def test_every_check_that_is_made_of_numbers_is_a_rule() -> None:
    """The names are the first arguments where checks are made: an unknown one would end a build."""
    folder = Path(str(files("reechain.extractors"))) / "quantities"
    calls = (
        node for path in sorted(folder.rglob("*.py")) for node in ast.walk(ast.parse(path.read_text("utf-8")))
    )
    made = {
        call.args[0].value
        for call in calls
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in MAKERS
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }
    assert {"growth", "share"} <= made
    assert {name for name in made if rule_id(str(name)) not in RULES} == set()


def test_rules_are_a_vocabulary_of_their_own() -> None:
    [found] = [scheme for scheme in schemes() if scheme.name == "number_rules"]
    assert len(found.concepts) == len(RULES)
    assert all(concept.about.label_zh and concept.about.examples for concept in found.concepts)


def test_shapes_name_no_rule_that_there_is_not() -> None:
    named = set(re.findall(r"rev:([a-z-]+-rule)\b", shapes_turtle()))
    assert named
    assert named <= RULES.keys()


def test_shapes_admit_the_kinds_of_the_table() -> None:
    listed = re.search(r"rec:observationKind.*?sh:in \((.*?)\)", shapes_turtle(), re.DOTALL)
    assert listed
    assert set(re.findall(r"rev:([a-z-]+)", listed[1])) == load_tables().rows["kinds"].keys()


def test_a_document_says_no_more_of_a_number_than_the_ontology_defines() -> None:
    terms = {str(node).rpartition("#")[2] for node in ontology_graph().subjects()}
    assert {"printedAt", "checkedAgainst", "possibleValue", "byRule", "holderMention"} <= terms
