"""The relations that the ontology defines, and what they admit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final, TypeVar

from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from reechain.ontology.errors import ConfigError
from reechain.ontology.namespaces import REC
from reechain.ontology.records import EntityType
from reechain.ontology.tables import Row, relation_rows

_SCHEMA: Final = Namespace("https://schema.org/")
_REC: Final = Namespace(REC)
T = TypeVar("T", bound=StrEnum)


class ValueKind(StrEnum):
    """What the value of a qualifier is."""

    CONCEPT = "concept"
    DATE = "date"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    TEXT = "text"
    THING = "thing"


class OneWay(StrEnum):
    """Where only the surer is kept of two statements that turn one relation both ways."""

    NOWHERE = ""
    DECIDED = "decided"
    TOLD = "told"
    """Among what is decided, and already among what the rules find in one sentence."""


class Holds(StrEnum):
    """When a relation holds."""

    STATE = "state"
    """From a start until an end."""
    ONCE = "once"
    """It was done at a point of time, and no end undoes it."""
    ALWAYS = "always"
    """At all times: the day of a document says nothing of when it began."""


class _YesNo(StrEnum):
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of the ontology, by local name, with the entity types that it admits.

    How it behaves is told by its row in tables/relations.csv; `needs_ends` where only what exists can stand in it.
    """

    name: str
    label: str
    definition: str
    subjects: frozenset[EntityType]
    objects: frozenset[EntityType]
    is_symmetric: bool
    broader: str | None
    one_way: OneWay = OneWay.NOWHERE
    holds: Holds = Holds.STATE
    needs_ends: bool = False

    @property
    def iri(self) -> str:
        """The IRI of the property."""
        return REC + self.name

    @property
    def base(self) -> str:
        """The name of the relation that this one refines, its own where it refines none."""
        return self.broader or self.name


MODULES: Final = ("core", "evidence", "claims", "observation")
"""The modules of the ontology that a store holds, by the stem of their files: no blank nodes."""
AXIOMS: Final = "axioms"
"""The module for reasoners, which no store holds."""
DOMAIN: Final = ("core", "evidence", "observation", AXIOMS)
"""The modules that stay within OWL 2 DL: all but the claims, which use RDF's own words for statements."""


def module_turtle(name: str) -> str:
    """Return a module of the ontology as Turtle text."""
    return (files("reechain.ontology") / f"{name}.ttl").read_text(encoding="utf-8")


def ontology_graph(modules: Iterable[str] = MODULES) -> Graph:
    """Return modules of the ontology as one rdflib graph."""
    graph = Graph()
    for name in modules:
        graph.parse(data=module_turtle(name), format="turtle")
    return graph


@cache
def version_iri() -> str:
    """Return the IRI of this version of the ontology."""
    return str(ontology_graph(("core",)).value(URIRef(REC.removesuffix("#")), OWL.versionIRI))


@cache
def relations() -> Mapping[str, Relation]:
    """Return the relations by local name, sorted; ConfigError where the table of them is wrong."""
    graph = ontology_graph()
    rows = relation_rows()
    found = [
        _relation(graph, node, rows)
        for node in graph.subjects(RDF.type, _REC.Relation)
        if isinstance(node, URIRef)
    ]
    if unknown := sorted(rows.keys() - {relation.name for relation in found}):
        raise ConfigError(f"{unknown[0]!r} is no relation of the ontology", where="relations.csv")
    return {relation.name: relation for relation in sorted(found, key=lambda r: r.name)}


def written_as(qualifier: str) -> str:
    """Return the property by which a document says a qualifier: one that leads to a thing, by its mention."""
    return f"{qualifier}Mention" if qualifiers()[qualifier] is ValueKind.THING else qualifier


@cache
def qualifiers() -> Mapping[str, ValueKind]:
    """Return the properties by which a claim says more than its two ends, with the kind of their value.

    They are the properties of class rec:Qualifier.
    """
    graph = ontology_graph()
    found = {
        str(node).removeprefix(REC): _kind(graph, node) for node in graph.subjects(RDF.type, _REC.Qualifier)
    }
    return dict(sorted(found.items()))


def _kind(graph: Graph, node: Node) -> ValueKind:
    ranges = {*graph.objects(node, RDFS.range), *graph.objects(node, _SCHEMA.rangeIncludes)}
    for wanted, kind in _KINDS.items():
        if wanted in ranges:
            return kind
    return ValueKind.THING


_KINDS: Final = {
    SKOS.Concept: ValueKind.CONCEPT,
    XSD.date: ValueKind.DATE,
    XSD.decimal: ValueKind.DECIMAL,
    XSD.boolean: ValueKind.BOOLEAN,
    XSD.string: ValueKind.TEXT,
}


def _relation(graph: Graph, node: URIRef, rows: Mapping[str, Row]) -> Relation:
    name = str(node).removeprefix(REC)
    broader = [
        str(o).removeprefix(REC) for o in graph.objects(node, RDFS.subPropertyOf) if str(o).startswith(REC)
    ]
    row = rows.get(name)
    if row is None:
        raise ConfigError(f"relation {name!r} has no row", where="relations.csv")
    return Relation(
        name=name,
        label=_english(graph, node, RDFS.label),
        definition=_english(graph, node, SKOS.definition),
        subjects=_types(graph, node, _SCHEMA.domainIncludes),
        objects=_types(graph, node, _SCHEMA.rangeIncludes),
        is_symmetric=(node, RDF.type, OWL.SymmetricProperty) in graph,
        broader=broader[0] if broader else None,
        one_way=_told(OneWay, row, "one_way"),
        holds=_told(Holds, row, "holds"),
        needs_ends=_told(_YesNo, row, "needs_ends") is _YesNo.YES,
    )


def _told(kind: type[T], row: Row, column: str) -> T:
    try:
        return kind(row[column])
    except ValueError:
        raise ConfigError(f"{row['id']}: {column} is no {row[column]!r}", where="relations.csv") from None


def _english(graph: Graph, node: URIRef, predicate: URIRef) -> str:
    for text in graph.objects(node, predicate):
        if isinstance(text, Literal) and text.language == "en":
            return str(text)
    return ""


def _types(graph: Graph, node: URIRef, predicate: URIRef) -> frozenset[EntityType]:
    return frozenset(EntityType(str(o).removeprefix(REC)) for o in graph.objects(node, predicate))
