"""The relations that the ontology defines, and what they admit."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from reechain.ontology.namespaces import REC
from reechain.ontology.records import EntityType

_SCHEMA: Final = Namespace("https://schema.org/")
_REC: Final = Namespace(REC)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of the ontology, by local name, with the entity types that it admits."""

    name: str
    label: str
    definition: str
    subjects: frozenset[EntityType]
    objects: frozenset[EntityType]
    is_symmetric: bool
    broader: str | None

    @property
    def iri(self) -> str:
        """The IRI of the property."""
        return REC + self.name


def ontology_turtle() -> str:
    """Return the ontology as Turtle text."""
    return (files("reechain.ontology") / "core.ttl").read_text(encoding="utf-8")


@cache
def relations() -> Mapping[str, Relation]:
    """Return the relations by local name, sorted."""
    graph = Graph().parse(data=ontology_turtle(), format="turtle")
    found = [
        _relation(graph, node) for node in graph.subjects(RDF.type, _REC.Relation) if isinstance(node, URIRef)
    ]
    return {relation.name: relation for relation in sorted(found, key=lambda r: r.name)}


def _relation(graph: Graph, node: URIRef) -> Relation:
    broader = [
        str(o).removeprefix(REC) for o in graph.objects(node, RDFS.subPropertyOf) if str(o).startswith(REC)
    ]
    return Relation(
        name=str(node).removeprefix(REC),
        label=_english(graph, node, RDFS.label),
        definition=_english(graph, node, SKOS.definition),
        subjects=_types(graph, node, _SCHEMA.domainIncludes),
        objects=_types(graph, node, _SCHEMA.rangeIncludes),
        is_symmetric=(node, RDF.type, OWL.SymmetricProperty) in graph,
        broader=broader[0] if broader else None,
    )


def _english(graph: Graph, node: URIRef, predicate: URIRef) -> str:
    for text in graph.objects(node, predicate):
        if isinstance(text, Literal) and text.language == "en":
            return str(text)
    return ""


def _types(graph: Graph, node: URIRef, predicate: URIRef) -> frozenset[EntityType]:
    return frozenset(EntityType(str(o).removeprefix(REC)) for o in graph.objects(node, predicate))
