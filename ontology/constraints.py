"""The shapes written by hand, as plain records: what they look at and what they say when it is wrong."""

from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

FILE: Final = "shapes.ttl"
_TARGETS: Final = {
    SH.targetClass: "every",
    SH.targetSubjectsOf: "whatever is a subject of",
    SH.targetObjectsOf: "whatever is an object of",
    SH.targetNode: "the node",
}


@dataclass(frozen=True, slots=True, order=True)
class Demand:
    """One demand of a shape: the property that it looks at, by IRI (empty for a query), and its message."""

    name: str
    path: str
    message: str
    severity: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape: which things it looks at (words and IRIs), and what it demands of them."""

    name: str
    targets: tuple[tuple[str, str], ...]
    demands: tuple[Demand, ...]


def hand_written_shapes() -> tuple[Shape, ...]:
    """Return the shapes of the file, sorted by name."""
    turtle = (files("reechain.ontology") / FILE).read_text(encoding="utf-8")
    graph = Graph().parse(data=turtle, format="turtle")
    nodes = sorted(n for n in graph.subjects(RDF.type, SH.NodeShape) if isinstance(n, URIRef))
    return tuple(_shape(graph, node) for node in nodes)


def _shape(graph: Graph, node: URIRef) -> Shape:
    targets = [(words, str(o)) for p, words in _TARGETS.items() for o in graph.objects(node, p)]
    parts = [*graph.objects(node, SH.property), *graph.objects(node, SH.sparql)]
    own = [node] if (node, SH.message, None) in graph else []
    return Shape(
        name=_local(node),
        targets=tuple(sorted(targets)),
        demands=tuple(sorted(_demand(graph, part) for part in (*own, *parts))),
    )


def _demand(graph: Graph, node: Node) -> Demand:
    severity = next(graph.objects(node, SH.severity), SH.Violation)
    paths = sorted(str(o) for o in graph.objects(node, SH.path) if isinstance(o, URIRef))
    return Demand(
        name=_local(node),
        path=paths[0] if paths else "",
        message=" ".join(sorted(str(o) for o in graph.objects(node, SH.message))),
        severity=_local(severity).lower(),
    )


def _local(node: Node) -> str:
    return str(node).rpartition("#")[2]
