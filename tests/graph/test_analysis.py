"""The facts in networkx and rdflib, and counts."""

import time

from tests.graph.samples import ALL, OLD

from reechain.graph.api import Graph
from reechain.graph.stats import DocumentStats, stats_of
from reechain.graph.store import Store

REI = "https://w3id.org/reechain/id/"


def test_networkx_has_entities_and_facts(store: Store) -> None:
    graph = Graph(store).networkx()
    assert graph.nodes[f"{REI}x-hollow-hill-mine"] == {"label": "Hollow Hill Mine", "type": "Mine"}
    assert set(graph.edges(keys=True)) == {
        (f"{REI}x-bar-alloys", f"{REI}x-foo-mining", "subsidiaryOf"),
        (f"{REI}x-foo-mining", f"{REI}x-magnets", "produces"),
        (f"{REI}x-foo-mining-group", f"{REI}x-hollow-hill-mine", "operates"),
        (f"{REI}x-foo-mining-group", f"{REI}x-hollow-hill-mine", "owns"),
    }
    assert {data["claims"] for _, _, data in graph.edges(data=True)} == {1}


QUERIES = [
    "SELECT ?s ?p ?o WHERE { ?s ?p ?o . ?s a rec:Company }",
    "SELECT ?c ?words WHERE { ?c a rec:Claim ; rec:evidence/rec:exact ?words }",
    "SELECT (COUNT(*) AS ?n) WHERE { GRAPH rei:graph-asserted { ?s ?p ?o } }",
    "SELECT ?a ?b WHERE { ?a rec:subsidiaryOf+ ?b }",
]


def test_rdflib_gives_the_same_rows(store: Store) -> None:
    graph = Graph(store)
    dataset = graph.rdflib()
    for sparql in QUERIES:
        wanted = sorted([str(row[name]) for name in row] for row in graph.query(sparql).rows)
        assert sorted([str(cell) for cell in row] for row in dataset.query(sparql)) == wanted
        assert wanted


def test_rdflib_hands_text_to_oxigraph(store: Store) -> None:
    """rdflib's own evaluator takes minutes for this cross product; Oxigraph a fraction of a second."""
    start = time.perf_counter()
    rows = Graph(store).rdflib().query("SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d }")
    assert len(list(rows)) == 1
    assert time.perf_counter() - start < 60


def test_a_graph_closes_its_store(store: Store) -> None:
    with Graph(store) as graph:
        assert graph.query("ASK {}").boolean
    assert store._open is None


def test_counts(store: Store) -> None:
    stats = stats_of(store)
    assert [item.key for item in stats.documents] == [
        found.document.key for found in sorted(ALL, key=lambda e: e.document.key)
    ]
    assert stats.documents[0] == DocumentStats(OLD.document.key, names=3, mentions=4, claims=2, facts=2)
    assert stats.entities == {"Company": 4, "Mine": 1, "Product": 1}
    assert stats.asserted == {"operates": 1, "owns": 1, "produces": 1, "subsidiaryOf": 1}
    assert stats.standings == {"current": 4}
    assert stats.history == {"Event": 1, "Stake": 1}
    assert stats.stances == {"asserted": 5, "hedged": 1, "planned": 1}
    assert stats.not_asserted == {
        ("acquired", "its stance is hedged"): 1,
        ("partnerOf", "its confidence is below 0.5"): 1,
        ("suppliesTo", "its stance is planned"): 1,
    }
    assert stats.refused_merges == 0
