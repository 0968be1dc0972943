"""What the ontology defines, as plain records: its header, and each class and property with its meaning."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from reechain.ontology.axioms import disjoint_with, expressions
from reechain.ontology.namespaces import PREFIXES, REC
from reechain.ontology.schema import AXIOMS, MODULES, module_turtle, ontology_graph

_REC: Final = Namespace(REC)
_SCHEMA: Final = Namespace(PREFIXES["schema"])
_ONTOLOGY: Final = URIRef(REC.removesuffix("#"))


class Kind(StrEnum):
    """What a term of the ontology is, in the order in which pages list them."""

    CLASS = "class"
    RELATION = "relation"
    QUALIFIER = "qualifier"
    PROPERTY = "property"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a term or concept is called and means. A language that is missing is an empty text."""

    iri: str
    name: str
    label: str
    label_zh: str
    definition: str
    examples: tuple[str, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    is_deprecated: bool
    replaced_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property of the ontology. All that it is tied to is given by IRI, sorted."""

    about: Meaning
    kind: Kind
    module: str
    parents: tuple[str, ...]
    domains: tuple[str, ...]
    ranges: tuple[str, ...]
    traits: tuple[str, ...]
    axioms: tuple[str, ...]
    disjoint: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Module:
    """A file of the ontology, with its title and the terms that it defines, in its order."""

    name: str
    title: str
    title_zh: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """What the ontology says of itself."""

    iri: str
    title: str
    title_zh: str
    abstract: str
    version: str
    version_iri: str
    prior_iri: str
    creator: str
    created: str
    modified: str
    license: str


_TRAITS: Final = {
    OWL.SymmetricProperty: "symmetric",
    OWL.AsymmetricProperty: "asymmetric",
    OWL.IrreflexiveProperty: "irreflexive",
    OWL.TransitiveProperty: "transitive",
    OWL.FunctionalProperty: "functional",
}
_PROPERTIES: Final = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


def header() -> Header:
    """Return what the ontology says of itself."""
    graph = ontology_graph(("core",))
    one = {name: next(iter(texts(graph, _ONTOLOGY, node)), "") for name, node in _HEADER.items()}
    return Header(
        iri=str(_ONTOLOGY),
        title=text(graph, _ONTOLOGY, DCTERMS.title, "en"),
        title_zh=text(graph, _ONTOLOGY, DCTERMS.title, "zh"),
        **one,
    )


_HEADER: Final = {
    "abstract": DCTERMS.description,
    "version": OWL.versionInfo,
    "version_iri": OWL.versionIRI,
    "prior_iri": OWL.priorVersion,
    "creator": DCTERMS.creator,
    "created": DCTERMS.created,
    "modified": DCTERMS.modified,
    "license": DCTERMS.license,
}


def modules() -> tuple[Module, ...]:
    """Return the modules that define terms, each with its terms in the order of the file."""
    graph = ontology_graph((*MODULES, AXIOMS))
    return tuple(_module(graph, name) for name in MODULES)


def _module(graph: Graph, name: str) -> Module:
    own = URIRef(_ONTOLOGY if name == "core" else f"{_ONTOLOGY}/{name}")
    written = re.findall(r"^:([\w-]+)\s", module_turtle(name), re.MULTILINE)
    defined = [node for local in dict.fromkeys(written) if _is_defined(graph, node := _REC[local])]
    return Module(
        name=name,
        title=text(graph, own, DCTERMS.title, "en"),
        title_zh=text(graph, own, DCTERMS.title, "zh"),
        terms=tuple(_term(graph, node, name) for node in defined),
    )


def _is_defined(graph: Graph, node: URIRef) -> bool:
    return bool({OWL.Class, *_PROPERTIES} & set(graph.objects(node, RDF.type)))


def _term(graph: Graph, node: URIRef, module: str) -> Term:
    ranges = {*graph.objects(node, _SCHEMA.rangeIncludes), *graph.objects(node, RDFS.range)}
    types = set(graph.objects(node, RDF.type))
    return Term(
        about=meaning(graph, node, RDFS.label),
        kind=_kind(types),
        module=module,
        parents=iris((*graph.objects(node, RDFS.subClassOf), *graph.objects(node, RDFS.subPropertyOf))),
        domains=iris((*graph.objects(node, _SCHEMA.domainIncludes), *graph.objects(node, RDFS.domain))),
        ranges=iris(ranges),
        traits=tuple(trait for type_, trait in _TRAITS.items() if type_ in types),
        axioms=expressions(graph, node),
        disjoint=disjoint_with(graph, node),
    )


def _kind(types: set[Node]) -> Kind:
    if OWL.Class in types:
        return Kind.CLASS
    if _REC.Relation in types:
        return Kind.RELATION
    return Kind.QUALIFIER if _REC.Qualifier in types else Kind.PROPERTY


def meaning(graph: Graph, node: URIRef, label: URIRef) -> Meaning:
    """Return what a node is called, by a predicate of labels, and what it means."""
    return Meaning(
        iri=str(node),
        name=re.split("[#/]", str(node))[-1],
        label=text(graph, node, label, "en"),
        label_zh=text(graph, node, label, "zh"),
        definition=text(graph, node, SKOS.definition, "en"),
        examples=texts(graph, node, SKOS.example),
        notes=texts(graph, node, SKOS.scopeNote),
        sources=texts(graph, node, DCTERMS.source),
        is_deprecated=(node, OWL.deprecated, Literal(True)) in graph,
        replaced_by=iris(graph.objects(node, DCTERMS.isReplacedBy)),
    )


def text(graph: Graph, node: URIRef, predicate: URIRef, language: str) -> str:
    """Return the text of a node in a language; empty where there is none."""
    found = sorted(str(o) for o in _literals(graph, node, predicate) if o.language == language)
    return found[0] if found else ""


def texts(graph: Graph, node: URIRef, predicate: URIRef) -> tuple[str, ...]:
    """Return all values of a node as texts, sorted."""
    return tuple(sorted(str(value) for value in graph.objects(node, predicate)))


def iris(nodes: Iterable[Node]) -> tuple[str, ...]:
    """Return the IRIs among nodes, sorted, each once."""
    return tuple(sorted({str(node) for node in nodes if isinstance(node, URIRef)}))


def _literals(graph: Graph, node: URIRef, predicate: URIRef) -> Iterator[Literal]:
    return (value for value in graph.objects(node, predicate) if isinstance(value, Literal))
