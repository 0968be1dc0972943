"""The rules of numbers: their table, their concepts, and the shapes that name some of them."""

import re

import pytest

from reechain.graph.observations import rule_id
from reechain.graph.shapes import shapes_turtle
from reechain.ontology.schema import ontology_graph
from reechain.ontology.schemes import schemes
from reechain.ontology.tables import load_tables

RULES = load_tables().rows["number_rules"]
KNOWN = (
    "bound cagr content difference grouping growth known-quota leading-zero margin parts-to-hundred sales series share "
    "sibling split sum"
).split()


@pytest.mark.parametrize("rule", KNOWN)
def test_a_rule_is_a_concept(rule: str) -> None:
    assert rule_id(rule) in RULES


def test_all_rules_are_known_and_end_alike() -> None:
    assert sorted(map(rule_id, KNOWN)) == sorted(RULES)


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
