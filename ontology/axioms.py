"""Definitions and restrictions of the ontology, told in the words of its labels."""

from collections.abc import Iterator
from typing import Final

from rdflib import OWL, RDF, RDFS, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

_COUNTS: Final = {
    OWL.cardinality: "exactly",
    OWL.minCardinality: "at least",
    OWL.maxCardinality: "at most",
}
_FILLERS: Final = {OWL.someValuesFrom: "some", OWL.allValuesFrom: "only", OWL.hasValue: "the value"}


def expressions(graph: Graph, node: URIRef) -> tuple[str, ...]:
    """Return what the axioms on a term say, sorted: definitions first.

    >>> from reechain.ontology.namespaces import REC
    >>> from reechain.ontology.schema import ontology_graph
    >>> expressions(ontology_graph(("core", "axioms")), URIRef(REC + "Subsidiary"))
    ('is the same as: company and (subsidiary of some company)',)
    """
    same = sorted(_told(graph, node, OWL.equivalentClass))
    kinds = sorted(_told(graph, node, RDFS.subClassOf))
    return (*(f"is the same as: {told}" for told in same), *(f"has: {told}" for told in kinds))


def disjoint_with(graph: Graph, node: URIRef) -> tuple[str, ...]:
    """Return the IRIs of the classes that share no member with a class, sorted."""
    found = {str(other) for other in graph.objects(node, OWL.disjointWith)}
    for axiom in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        members = {
            str(member) for listed in graph.objects(axiom, OWL.members) for member in _list(graph, listed)
        }
        found |= members - {str(node)} if str(node) in members else set()
    return tuple(sorted(found))


def _told(graph: Graph, node: URIRef, predicate: URIRef) -> Iterator[str]:
    return (_expression(graph, o) for o in graph.objects(node, predicate) if isinstance(o, BNode))


def _expression(graph: Graph, node: Node) -> str:
    if isinstance(node, URIRef):
        return _label(graph, node)
    for predicate, word in ((OWL.intersectionOf, " and "), (OWL.unionOf, " or ")):
        for listed in graph.objects(node, predicate):
            return word.join(_enclosed(graph, part) for part in _list(graph, listed))
    return _restriction(graph, node)


def _enclosed(graph: Graph, node: Node) -> str:
    told = _expression(graph, node)
    return told if isinstance(node, URIRef) else f"({told})"


def _restriction(graph: Graph, node: Node) -> str:
    on = " ".join(_label(graph, o) for o in graph.objects(node, OWL.onProperty))
    for predicate, word in _COUNTS.items():
        for count in graph.objects(node, predicate):
            return f"{on} {word} {count}"
    for predicate, word in _FILLERS.items():
        for filler in graph.objects(node, predicate):
            return f"{on} {word} {_expression(graph, filler)}"
    return on


def _list(graph: Graph, node: Node) -> Iterator[Node]:
    return iter(Collection(graph, node))


def _label(graph: Graph, node: Node) -> str:
    for label in graph.objects(node, RDFS.label):
        if isinstance(label, Literal) and label.language == "en":
            return str(label)
    return str(node)
