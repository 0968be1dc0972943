"""The description of ontology and vocabularies as a dataset, in DCAT and VoID, built from their Turtle."""

from collections.abc import Iterable
from typing import Final

from rdflib import DCAT, DCTERMS, OWL, RDF, VOID, XSD, Graph, Literal, URIRef

from reechain.ontology.namespaces import PREFIXES, REC, REV
from reechain.ontology.schema import MODULES, ontology_graph

FILE: Final = "dataset.ttl"
ONTOLOGY: Final = URIRef(REC.removesuffix("#"))
DATASET: Final = URIRef("https://w3id.org/reechain/dataset/ontology")
REUSED: Final = ("skos", "dcterms", "rdf", "rdfs", "owl")
"""The prefixes of the vocabularies that the data use beside our own."""


def dataset_turtle(vocabulary: str) -> str:
    """Return the description of the ontology and of a vocabulary as Turtle text."""
    data = ontology_graph().parse(data=vocabulary, format="turtle")
    graph = Graph()
    for prefix in ("dcat", "dcterms", "void", "xsd", "owl"):
        graph.bind(prefix, PREFIXES[prefix])
    _describe(graph, data)
    _count(graph, data)
    for name in (*MODULES, "axioms", "vocabulary", "shapes"):
        _distribution(graph, f"{name}.ttl", "text/turtle")
    _distribution(graph, "context.jsonld", "application/ld+json")
    header = "# Built from the tables by `python -m reechain.ontology.vocabulary`: do not edit.\n\n"
    return header + graph.serialize(format="turtle").strip() + "\n"


def _describe(graph: Graph, data: Graph) -> None:
    graph.add((DATASET, RDF.type, DCAT.Dataset))
    graph.add((DATASET, RDF.type, VOID.Dataset))
    for predicate in (DCTERMS.title, DCTERMS.description, DCTERMS.creator):
        _add_all(graph, predicate, data.objects(ONTOLOGY, predicate))
    # The ontology has its days as text, since OWL 2 DL knows no xsd:date; DCAT asks for the type.
    for predicate in (DCTERMS.created, DCTERMS.modified):
        days = (Literal(str(day), datatype=XSD.date) for day in data.objects(ONTOLOGY, predicate))
        _add_all(graph, predicate, days)
    _add_all(graph, DCTERMS.license, data.objects(ONTOLOGY, DCTERMS.license))
    _add_all(graph, OWL.versionInfo, data.objects(ONTOLOGY, OWL.versionInfo))
    _add_all(graph, DCTERMS.language, (Literal("en"), Literal("zh")))
    _add_all(graph, DCAT.keyword, (Literal("rare earths", lang="en"), Literal("稀土", lang="zh")))
    _add_all(graph, VOID.vocabulary, (URIRef(PREFIXES[name]) for name in REUSED))
    _add_all(graph, VOID.uriSpace, (Literal(REC), Literal(REV)))


def _count(graph: Graph, data: Graph) -> None:
    classes = set(data.objects(None, RDF.type))
    counts = (
        (VOID.triples, len(data)),
        (VOID.entities, len(set(data.subjects()))),
        (VOID.classes, len(classes)),
        (VOID.properties, len(set(data.predicates()))),
    )
    for predicate, count in counts:
        graph.add((DATASET, predicate, Literal(count, datatype=XSD.integer)))


def _add_all(graph: Graph, predicate: URIRef, values: Iterable[object]) -> None:
    for value in values:
        graph.add((DATASET, predicate, value))  # type: ignore[arg-type]


def _distribution(graph: Graph, name: str, media_type: str) -> None:
    node = URIRef(f"https://w3id.org/reechain/{name}")
    graph.add((DATASET, DCAT.distribution, node))
    graph.add((node, RDF.type, DCAT.Distribution))
    graph.add((node, DCTERMS.title, Literal(name)))
    graph.add((node, DCAT.downloadURL, node))
    media = URIRef(f"https://www.iana.org/assignments/media-types/{media_type}")
    graph.add((node, DCAT.mediaType, media))
