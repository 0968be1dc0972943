"""The asserted facts as a networkx graph."""

from collections import Counter

import networkx as nx

from reechain.graph.entities import entities_of
from reechain.graph.store import Store
from reechain.graph.terms import ASSERTED_GRAPH, iri_of
from reechain.ontology.namespaces import REC


def networkx_graph(store: Store) -> "nx.MultiDiGraph[str]":
    """Return the entities as nodes by IRI (label, type), each asserted fact once as an edge.

    The key of an edge is the local name of its predicate; `claims` counts the claims behind it.
    Nodes and edges are sorted, so that algorithms that follow their order give the same result.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for entity in entities_of(store).values():
        graph.add_node(entity.iri, label=entity.label, type=entity.type.value)
    support = claim_counts(store)
    for subject, predicate, object_ in sorted(asserted(store)):
        graph.add_edge(subject, object_, key=predicate, claims=support[subject, predicate, object_])
    return graph


def asserted(store: Store) -> set[tuple[str, str, str]]:
    """Return the asserted facts: subject, local name of the predicate, object."""
    quads = store.inner.quads_for_pattern(None, None, None, ASSERTED_GRAPH)
    return {(iri_of(q.subject), q.predicate.value.removeprefix(REC), iri_of(q.object)) for q in quads}


def claim_counts(store: Store) -> Counter[tuple[str, str, str]]:
    """Return how many claims stand behind each asserted fact."""
    judged = store.derived().judged.values()
    return Counter((item.subject, predicate, item.object) for item in judged for predicate in item.asserts)
