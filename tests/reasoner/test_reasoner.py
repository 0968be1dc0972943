"""The reasoner over the domain: it finds nothing wrong, and finds what is planted. Needs Java."""

import pytest
from bench.reasoner import verdict
from rdflib import Graph

from reechain.ontology.profile import domain

PREFIXES = """
@prefix rec: <https://w3id.org/reechain/ontology#> .
@prefix rev: <https://w3id.org/reechain/vocab/> .
@prefix rei: <https://w3id.org/reechain/id/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
CONTRADICTIONS = {
    "a company that is a place": "rei:a a rec:Company , rec:Place .",
    "a mine that is a company, since a mine is a facility": "rei:a a rec:Mine , rec:Company .",
    "a product that is a stage": "rev:ndpr-oxide a rec:Stage .",
    "a document that is a company": "rei:a a rec:Document , rec:Company .",
    "a mention that is a name, since a mention is a text span": "rei:a a rec:Mention , rec:Name .",
    "a stage that is a scheme": "rev:mining a skos:ConceptScheme .",
    "a company that is its own subsidiary": "rei:a rec:subsidiaryOf rei:a .",
    "two companies that are subsidiaries of each other": "rei:a rec:subsidiaryOf rei:b . rei:b rec:subsidiaryOf rei:a .",
    "a stake of two holders": "rei:s rec:stakeHolder rei:a , rei:b . rei:a owl:differentFrom rei:b .",
    "a stage whose position is a word": 'rev:mining rec:stagePosition "first" .',
    "a company with a parent that is no subsidiary": (
        "rei:a a rec:Company , [ a owl:Class ; owl:complementOf rec:Subsidiary ] ; rec:subsidiaryOf rei:b . "
        "rei:b a rec:Company ."
    ),
    "a clause that is of nothing but a company": (
        "rei:c a rec:PolicyClause , [ a owl:Restriction ; owl:onProperty rec:clauseOf ; owl:allValuesFrom rec:Company ] ."
    ),
}


def test_the_domain_is_owl_2_dl_and_consistent_and_every_class_can_have_things() -> None:
    found = verdict(domain())
    assert found.violations == ()
    assert found.is_consistent
    assert found.unsatisfiable == ()
    assert found.axioms > 4_000, "the vocabulary is read with the modules"


@pytest.mark.parametrize("planted", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_a_contradiction_is_found(planted: str) -> None:
    found = verdict(_with(planted))
    assert found.violations == ()
    assert not found.is_consistent
    assert not found.is_sound


@pytest.mark.parametrize(
    "planted",
    [
        "rei:b a rec:Agency ; rec:shareholderOf rei:a .",
        "rei:a rec:subsidiaryOf rei:b . rei:b rec:subsidiaryOf rei:c .",
    ],
)
def test_what_is_no_contradiction_is_none(planted: str) -> None:
    assert verdict(_with(planted)).is_sound


def test_a_class_that_can_have_nothing_is_found() -> None:
    found = verdict(_with("rec:Odd a owl:Class ; rdfs:subClassOf rec:Company , rec:Place ."))
    assert found.is_consistent
    assert found.unsatisfiable == ("rec:Odd",)
    assert not found.is_sound


def test_what_lies_outside_the_profile_is_found() -> None:
    found = verdict(
        _with("rec:subsidiaryOf a owl:TransitiveProperty . rec:near rdfs:subPropertyOf rec:locatedIn .")
    )
    assert any("subsidiaryOf" in line for line in found.violations)
    assert not found.is_sound


def _with(planted: str) -> Graph:
    return domain().parse(data=PREFIXES + planted, format="turtle")
