"""The structure of OWL 2 DL: the domain has it, and each breach of it is found."""

import pytest
from rdflib import OWL, RDF, Graph, URIRef
from tests.ontology.sample import PREFIXES

from reechain.ontology.namespaces import REC, compact
from reechain.ontology.profile import domain, main, violations
from reechain.ontology.schema import DOMAIN, ontology_graph

SOUND = (
    PREFIXES
    + """
<https://w3id.org/reechain/ontology> a owl:Ontology .
dcterms:source a owl:AnnotationProperty .
rec:Site a owl:Class . rec:Mine a owl:Class ; rdfs:subClassOf rec:Site .
rec:within a owl:ObjectProperty , rec:Relation ; dcterms:source "land law"@en .
rec:inside a owl:ObjectProperty ; rdfs:subPropertyOf rec:within .
rec:area a owl:DatatypeProperty , owl:FunctionalProperty ; rdfs:range xsd:decimal .
rec:Relation a owl:Class .
rec:pit a rec:Mine ; rec:within rec:land ; rec:area 1.5 .
rec:land a rec:Site .
"""
)
BREACHES = [
    ("header", "rec:more", "rec:more a owl:Ontology ."),
    ("reserved", "rdf:subject", "rec:pit rdf:subject rec:land ."),
    ("reserved", "rdf:Statement", "rec:pit a rdf:Statement ."),
    ("reserved", "rdf:Statement", "rec:Mine rdfs:subClassOf rdf:Statement ."),
    ("reserved", "owl:Thing", "owl:Thing rdfs:subClassOf rec:Site ."),
    ("reserved", "owl:sameas", "rec:pit owl:sameas rec:land ."),
    ("undeclared", "rec:depth", "rec:pit rec:depth 3 ."),
    ("undeclared", "skos:definition", 'rec:Mine skos:definition "place of ore"@en .'),
    ("undeclared", "rec:Well", "rec:hole a rec:Well ."),
    ("undeclared", "rec:Well", "rec:Mine rdfs:subClassOf rec:Well ."),
    ("undeclared", "rec:Well", "rec:within rdfs:domain rec:Well ."),
    ("undeclared", "rec:Well", "rec:within rdfs:range rec:Well ."),
    ("undeclared", "rec:Well", "[] a owl:AllDisjointClasses ; owl:members ( rec:Site rec:Well ) ."),
    (
        "undeclared",
        "rec:Well",
        "rec:Mine rdfs:subClassOf [ a owl:Restriction ; owl:onProperty rec:within ; owl:someValuesFrom rec:Well ] .",
    ),
    (
        "undeclared",
        "rec:near",
        "rec:Mine rdfs:subClassOf [ a owl:Restriction ; owl:onProperty rec:near ; owl:minCardinality 1 ] .",
    ),
    ("pun", "rec:within", "rec:within a owl:AnnotationProperty ."),
    ("pun", "rec:note", "rec:note a owl:ObjectProperty , owl:DatatypeProperty ."),
    ("pun", "rec:Site", "rec:Site a rdfs:Datatype ."),
    ("characteristic", "rec:area", "rec:area a owl:SymmetricProperty ."),
    ("characteristic", "dcterms:source", "dcterms:source a owl:FunctionalProperty ."),
    (
        "characteristic",
        "dcterms:source",
        "rec:Mine rdfs:subClassOf [ a owl:Restriction ; owl:onProperty dcterms:source ; owl:minCardinality 1 ] .",
    ),
    ("datatype", "xsd:date", "rec:area rdfs:range xsd:date ."),
    ("datatype", "xsd:gYear", 'rec:pit dcterms:source "2024"^^xsd:gYear .'),
    ("datatype", "rec:tonnes", 'rec:pit rec:area "5"^^rec:tonnes .'),
    (
        "datatype",
        "xsd:date",
        "rec:Mine rdfs:subClassOf [ a owl:Restriction ; owl:onProperty rec:area ; owl:someValuesFrom xsd:date ] .",
    ),
    ("value", "rec:within", 'rec:pit rec:within "here" .'),
    ("value", "rec:area", "rec:pit rec:area rec:land ."),
    ("simple-role", "rec:within", "rec:within a owl:TransitiveProperty , owl:AsymmetricProperty ."),
    (
        "simple-role",
        "rec:within",
        "rec:inside a owl:TransitiveProperty . rec:within a owl:IrreflexiveProperty .",
    ),
    (
        "simple-role",
        "rec:within",
        "rec:within owl:propertyChainAxiom ( rec:inside rec:inside ) . "
        "rec:Mine rdfs:subClassOf [ a owl:Restriction ; owl:onProperty rec:within ; owl:maxCardinality 1 ] .",
    ),
    (
        "simple-role",
        "rec:holds",
        "rec:within a owl:TransitiveProperty ; owl:inverseOf rec:holds . "
        "rec:holds a owl:ObjectProperty , owl:FunctionalProperty .",
    ),
]


def test_the_domain_is_within_owl_2_dl() -> None:
    assert [str(found) for found in violations(domain())] == []


def test_the_modules_of_the_domain_stand_alone() -> None:
    graph = ontology_graph(DOMAIN)
    for header in set(graph.subjects(RDF.type, OWL.Ontology)) - {URIRef(REC.removesuffix("#"))}:
        graph.remove((header, None, None))
    assert [str(found) for found in violations(graph)] == []


def test_the_claims_are_outside_as_their_header_says() -> None:
    found = violations(domain() + ontology_graph(["claims"]))
    assert ("reserved", "rdf:Statement") in {(item.rule, compact(item.term)) for item in found}


def test_a_property_may_be_an_individual_too() -> None:
    assert violations(_graph("")) == []


@pytest.mark.parametrize(("rule", "term", "added"), BREACHES)
def test_a_breach_is_found(rule: str, term: str, added: str) -> None:
    found = violations(_graph(added))
    assert (rule, term) in {(item.rule, compact(item.term)) for item in found}
    assert {item.rule for item in found} == {rule}, found


def test_the_command_tells_what_it_found(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("reechain.ontology.profile.domain", lambda: _graph("rec:pit rec:depth 3 ."))
    assert main() == 1
    assert capsys.readouterr().out.endswith("structure of OWL 2 DL: 1 violations\n")


def _graph(added: str) -> Graph:
    return Graph().parse(data=SOUND + added, format="turtle")
