"""The SHACL shapes: those written in shapes.ttl, and those that follow from the ontology."""

from importlib.resources import files
from typing import Final

from rdflib import RDF, RDFS, SH, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

from reechain.ontology.namespaces import REC
from reechain.ontology.records import EntityType
from reechain.ontology.schema import Relation, relations

SHAPES: Final = Namespace("https://w3id.org/reechain/shapes#")
_REC: Final = Namespace(REC)


def shapes() -> Graph:
    """Return all shapes: a relation of the ontology has its shapes without any work by hand."""
    graph = Graph().parse(data=shapes_turtle(), format="turtle")
    for relation in relations().values():
        _add_end(graph, relation, "subject", SH.targetSubjectsOf, relation.subjects)
        _add_end(graph, relation, "object", SH.targetObjectsOf, relation.objects)
        _add_loop(graph, relation)
    return graph


def shapes_turtle() -> str:
    """Return the shapes written by hand as Turtle text."""
    return (files("reechain.ontology") / "shapes.ttl").read_text(encoding="utf-8")


def _add_end(
    graph: Graph, relation: Relation, end: str, target: URIRef, types: frozenset[EntityType]
) -> None:
    """Add the shape that an end of a relation is of one of the types."""
    shape = SHAPES[f"{relation.name}-{end}"]
    admitted = sorted(types)
    choices = BNode()
    graph.add((shape, RDF.type, SH.NodeShape))
    graph.add((shape, target, _REC[relation.name]))
    graph.add((shape, RDFS.seeAlso, _REC[relation.name]))
    graph.add((shape, SH["or"], choices))
    Collection(graph, choices, [_of_class(graph, entity_type) for entity_type in admitted])
    words = ", ".join(entity_type.value.lower() for entity_type in admitted)
    graph.add((shape, SH.message, Literal(f"the {end} of “{relation.label}” must be one of: {words}")))


def _of_class(graph: Graph, entity_type: EntityType) -> BNode:
    node = BNode()
    graph.add((node, SH["class"], URIRef(entity_type.iri)))
    return node


def _add_loop(graph: Graph, relation: Relation) -> None:
    """Add the shape that nothing stands in a relation to itself."""
    shape, constraint = SHAPES[f"{relation.name}-loop"], SHAPES[f"{relation.name}-loop-path"]
    graph.add((shape, RDF.type, SH.NodeShape))
    graph.add((shape, SH.targetSubjectsOf, _REC[relation.name]))
    graph.add((shape, RDFS.seeAlso, _REC[relation.name]))
    graph.add((shape, SH.sparql, constraint))
    graph.add((constraint, SH.message, Literal(f"nothing can be “{relation.label}” itself")))
    graph.add((constraint, SH.select, Literal(f"SELECT $this WHERE {{ $this <{relation.iri}> $this }}")))
