"""The vocabulary is what the tables say."""

from collections import Counter

import pyoxigraph
from pyoxigraph import RdfFormat

from reechain.graph.fixed import fixed_quads
from reechain.graph.store import Store
from reechain.ontology.tables import CONCEPT_TABLES, load_tables
from reechain.ontology.vocabulary import built, vocabulary_turtle

AGAIN = "run `python -m reechain.ontology.vocabulary`"


def test_the_committed_file_is_what_the_tables_give() -> None:
    assert vocabulary_turtle() == built(load_tables()), AGAIN


def test_every_concept_is_there_with_one_label_a_language() -> None:
    store = Store.memory()
    ids = {row_id for table in CONCEPT_TABLES for row_id in load_tables().rows[table]}
    found = Counter(
        (row[0].value.rpartition("/")[2], row[1].language)
        for row in store.query(
            "SELECT ?c ?l { ?c skos:inScheme ?s ; a ?t ; skos:prefLabel ?l . ?t rdfs:subClassOf skos:Concept FILTER(?t != rec:Metric) }"
        )
    )
    assert {concept for concept, _ in found} == ids
    assert set(found.values()) == {1}
    assert {concept for concept, language in found if language == "en"} == ids


def test_all_that_the_taxonomy_names_is_there() -> None:
    sparql = "SELECT ?o { ?s skos:broader|rec:outputOf|rec:precedes|skos:inScheme ?o FILTER NOT EXISTS { ?o a ?t } }"
    assert list(Store.memory().query(sparql)) == []


def test_no_triple_stands_in_two_graphs_and_no_node_is_blank() -> None:
    triples = Counter(quad.triple for quad in fixed_quads())
    assert set(triples.values()) == {1}
    assert not [quad for quad in fixed_quads() if "_:" in f"{quad.subject} {quad.object}"[:3]]


def test_the_vocabulary_is_turtle() -> None:
    assert len(list(pyoxigraph.parse(vocabulary_turtle(), RdfFormat.TURTLE))) > 1_000
