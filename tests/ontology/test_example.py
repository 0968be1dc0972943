"""The worked example: it holds to the shapes, to the layout of a store, and to itself."""

import hashlib
from decimal import Decimal

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Triple, parse
from tests.ontology.example import example_store, example_turtle

from reechain.graph.store import Store
from reechain.graph.validate import validate
from reechain.ontology.names import name_key
from reechain.ontology.namespaces import REC, REI, REV
from reechain.ontology.schema import ontology_graph, relations
from reechain.ontology.tables import load_tables


@pytest.fixture(scope="module")
def store() -> Store:
    return example_store()


@pytest.fixture(scope="module")
def triples() -> list[Triple]:
    return [Triple(t.subject, t.predicate, t.object) for t in parse(example_turtle(), RdfFormat.TURTLE)]


def rows(store: Store, sparql: str) -> list[list[str]]:
    found = store.query(sparql)
    assert isinstance(found, QuerySolutions)
    return [["" if term is None else term.value for term in row] for row in found]


def test_it_holds_to_the_shapes(store: Store) -> None:
    assert validate(store).render() == "all rules hold\n"


def test_it_has_no_blank_nodes(triples: list[Triple]) -> None:
    assert all(isinstance(t.subject, NamedNode) for t in triples)
    assert all(isinstance(t.object, NamedNode | Literal) for t in triples)


def test_it_uses_no_term_that_is_not_defined(triples: list[Triple], store: Store) -> None:
    terms = {str(node) for node in ontology_graph().subjects()}
    concepts = {found for (found,) in rows(store, "SELECT ?c { GRAPH rei:graph-vocabulary { ?c a ?type } }")}
    described = {t.subject.value for t in triples}
    used = {node.value for t in triples for node in (t.predicate, t.object) if isinstance(node, NamedNode)}
    assert {iri for iri in used if iri.startswith(REC)} <= terms
    assert {iri for iri in used if iri.startswith(REV)} <= concepts
    assert {iri for iri in used if iri.startswith(REI)} <= described


def test_what_is_no_row_of_the_tables_says_whether_it_is_invented(store: Store) -> None:
    sparql = """SELECT ?thing ?note { GRAPH rei:graph-example { ?thing skos:prefLabel ?label
        OPTIONAL { ?thing dcterms:source ?note } } }"""
    for thing, note in rows(store, sparql):
        known = thing.removeprefix(REI)
        is_listed = any(known in table for table in load_tables().rows.values())
        assert not (is_listed and note)
        assert is_listed or note or known in {"x-cotec-holdings", "x-narva-works"}


def test_texts_spans_and_versions_fit(store: Store) -> None:
    texts = dict(rows(store, "SELECT ?d ?text { ?d rec:text ?text }"))
    for document, version in rows(store, "SELECT ?d ?version { ?d rec:version ?version }"):
        assert hashlib.sha256(texts[document].encode()).hexdigest() == version
    spans = rows(
        store,
        "SELECT ?d ?start ?end ?exact { ?s rec:inDocument ?d ; rec:start ?start ; rec:end ?end ; rec:exact ?exact }",
    )
    assert spans
    assert all(texts[document][int(start) : int(end)] == exact for document, start, end, exact in spans)


def test_the_ends_of_a_claim_stand_in_its_words(store: Store) -> None:
    sparql = """SELECT ?claim { ?claim (rec:subjectMention|rec:objectMention) ?mention ; rec:evidence ?span ; rec:inDocument ?d .
        ?mention rec:inDocument ?in ; rec:start ?start ; rec:end ?end . ?span rec:start ?from ; rec:end ?to .
        FILTER(?in != ?d || ?start < ?from || ?end > ?to) }"""
    assert rows(store, sparql) == []


def test_the_things_of_a_claim_are_those_of_its_mentions(store: Store) -> None:
    sparql = """SELECT ?claim { ?claim rdf:subject ?s ; rdf:object ?o ;
        rec:subjectMention/rec:denotes ?one ; rec:objectMention/rec:denotes ?other . FILTER(?s != ?one || ?o != ?other) }"""
    assert rows(store, sparql) == []


def test_name_keys_are_those_of_the_forms(store: Store) -> None:
    for form, key in rows(store, "SELECT ?form ?key { ?n rec:canonicalForm ?form ; rec:nameKey ?key }"):
        assert name_key(form) == key or rows(store, f"SELECT ?n {{ ?n rec:form ?f ; rec:nameKey {key!r} }}")


def test_facts_that_are_not_over_stand_as_plain_triples_and_no_others(store: Store) -> None:
    facts = """SELECT ?s ?p ?o { ?fact rec:factSubject ?s ; rec:factRelation ?p ; rec:factObject ?o ; rec:standing ?now
        FILTER(?now != rev:over) }"""
    plain = "SELECT ?s ?p ?o { ?p a rec:Relation . ?s ?p ?o }"
    told = {tuple(row) for row in rows(store, facts)}
    broader = {REC + r.name: REC + r.broader for r in relations().values() if r.broader}
    told |= {(s, broader[p], o) for s, p, o in told if p in broader}
    assert {tuple(row) for row in rows(store, plain)} == told


def test_a_fact_counts_its_documents_and_their_dates(store: Store) -> None:
    sparql = """SELECT ?fact ?n ?first ?last (COUNT(DISTINCT ?d) AS ?documents) (MIN(?day) AS ?from) (MAX(?day) AS ?to) {
        ?fact a rec:Fact ; rec:documents ?n ; rec:firstSaid ?a ; rec:lastSaid ?z ; rec:statedBy/rec:inDocument ?d .
        ?d rec:documentDate ?date BIND(STR(?date) AS ?day) BIND(STR(?a) AS ?first) BIND(STR(?z) AS ?last) }
        GROUP BY ?fact ?n ?first ?last"""
    found = rows(store, sparql)
    assert found
    assert [row for row in found if (row[1], row[2], row[3]) != (row[4], row[5], row[6])] == []


def test_subsidiaries_are_what_the_rule_writes(store: Store) -> None:
    typed = {company for (company,) in rows(store, "SELECT ?c { ?c a rec:Subsidiary }")}
    assert typed == {company for (company,) in rows(store, "SELECT ?c { ?c rec:subsidiaryOf ?parent }")}


def test_a_look_through_share_is_the_product_of_its_chain(store: Store) -> None:
    sparql = """SELECT ?stake ?percent ?one ?other { ?stake rec:percent ?percent ; rec:through ?a , ?b .
        ?a rec:percent ?one ; rec:stakeIn ?middle . ?b rec:percent ?other ; rec:stakeHolder ?middle }"""
    found = rows(store, sparql)
    assert len(found) == 4
    assert all(Decimal(one) * Decimal(other) / 100 == Decimal(percent) for _, percent, one, other in found)
