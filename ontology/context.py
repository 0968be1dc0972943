"""The JSON-LD context of the ontology, built from its Turtle: short names for all its terms."""

import json
from collections.abc import Iterator
from typing import Any, Final

from rdflib import OWL, RDF, RDFS, SDO, XSD, URIRef
from rdflib.namespace import SKOS

from reechain.ontology.namespaces import PREFIXES, REC
from reechain.ontology.schema import ontology_graph

FILE: Final = "context.jsonld"
_OTHERS: Final = {
    "type": "@type",
    "id": "@id",
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    "altLabel": {"@id": "skos:altLabel", "@container": ["@language", "@set"]},
    "broader": {"@id": "skos:broader", "@type": "@id"},
    "inScheme": {"@id": "skos:inScheme", "@type": "@id"},
    "title": "dcterms:title",
    "isReplacedBy": {"@id": "dcterms:isReplacedBy", "@type": "@id"},
}
"""Terms of other vocabularies that the data use."""


def context_json() -> str:
    """Return the context as JSON text: classes, properties with the type of their values, prefixes."""
    terms: dict[str, Any] = {**_OTHERS, **dict(_terms())}
    context = {**dict(sorted(PREFIXES.items())), **dict(sorted(terms.items()))}
    return json.dumps({"@context": context}, ensure_ascii=False, indent=1) + "\n"


def _terms() -> Iterator[tuple[str, Any]]:
    graph = ontology_graph()
    for node in graph.subjects(RDF.type, OWL.Class):
        yield _local(node), f"rec:{_local(node)}"
    for node in graph.subjects(RDF.type, OWL.ObjectProperty):
        yield _local(node), {"@id": f"rec:{_local(node)}", "@type": "@id"}
    for node in graph.subjects(RDF.type, OWL.DatatypeProperty):
        ranges = [*graph.objects(node, RDFS.range), *graph.objects(node, SDO.rangeIncludes)]
        yield _local(node), _datatype(_local(node), ranges)


def _datatype(local: str, ranges: list[Any]) -> dict[str, Any]:
    """Return the entry of a property of literals; a value that may be of several types carries its own."""
    entry: dict[str, Any] = {"@id": f"rec:{local}"}
    if ranges == [RDF.langString]:
        return entry | {"@container": "@language"}
    if len(ranges) == 1 and ranges[0] != XSD.string:
        entry["@type"] = f"xsd:{str(ranges[0]).removeprefix(str(XSD))}"
    return entry


def _local(node: object) -> str:
    assert isinstance(node, URIRef)
    assert node.startswith(REC) or node.startswith(str(SKOS)), node
    return str(node).removeprefix(REC)
