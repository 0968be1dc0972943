"""The vocabularies as plain records: each scheme with its concepts, their names and their taxonomy."""

from dataclasses import dataclass
from typing import Final

from rdflib import DCTERMS, RDF, RDFS, SKOS, Graph, Literal, URIRef

from reechain.ontology.namespaces import REC, REV
from reechain.ontology.terms import Meaning, iris, meaning, text
from reechain.ontology.vocabulary import SCHEMES, vocabulary_turtle


@dataclass(frozen=True, slots=True)
class Named:
    """A further name, with its language; `is_hidden` where it is known to be misspelt."""

    text: str
    language: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a vocabulary. `links` are its statements of the ontology: property and values, by IRI or text."""

    about: Meaning
    scheme: str
    type: str
    names: tuple[Named, ...]
    broader: tuple[str, ...]
    links: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """A vocabulary with its concepts, sorted by English label."""

    iri: str
    name: str
    label: str
    label_zh: str
    concepts: tuple[Concept, ...]


_OTHER_NAMES: Final = ((SKOS.altLabel, False), (SKOS.hiddenLabel, True))


def schemes() -> tuple[Scheme, ...]:
    """Return the vocabularies in the order of their tables."""
    graph = Graph().parse(data=vocabulary_turtle(), format="turtle")
    return tuple(_scheme(graph, URIRef(REV + name)) for name in SCHEMES)


def _scheme(graph: Graph, node: URIRef) -> Scheme:
    members = [c for c in graph.subjects(SKOS.inScheme, node) if isinstance(c, URIRef)]
    concepts = sorted(
        (_concept(graph, c, str(node)) for c in members),
        key=lambda c: (c.about.label.casefold(), c.about.iri),
    )
    return Scheme(
        iri=str(node),
        name=str(node).removeprefix(REV),
        label=text(graph, node, SKOS.prefLabel, "en"),
        label_zh=text(graph, node, SKOS.prefLabel, "zh"),
        concepts=tuple(concepts),
    )


def _concept(graph: Graph, node: URIRef, scheme: str) -> Concept:
    return Concept(
        about=meaning(graph, node, SKOS.prefLabel),
        scheme=scheme,
        type=next(iter(iris(graph.objects(node, RDF.type))), str(SKOS.Concept)),
        names=_names(graph, node),
        broader=iris(graph.objects(node, SKOS.broader)),
        links=_links(graph, node),
    )


def _names(graph: Graph, node: URIRef) -> tuple[Named, ...]:
    found = [
        Named(str(name), name.language or "", is_hidden)
        for predicate, is_hidden in _OTHER_NAMES
        for name in graph.objects(node, predicate)
        if isinstance(name, Literal)
    ]
    return tuple(sorted(found, key=lambda n: (n.is_hidden, n.language, n.text.casefold(), n.text)))


def _links(graph: Graph, node: URIRef) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the statements of a concept by properties of the ontology; seeAlso and exactMatch too."""
    found: dict[str, list[str]] = {}
    for predicate, value in graph.predicate_objects(node):
        is_ours = str(predicate).startswith(REC)
        if is_ours or predicate in {RDFS.seeAlso, SKOS.exactMatch, SKOS.closeMatch, DCTERMS.references}:
            found.setdefault(str(predicate), []).append(str(value))
    return tuple((predicate, tuple(sorted(values))) for predicate, values in sorted(found.items()))
