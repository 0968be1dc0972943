"""What OWL 2 says of names and graphs: what is reserved, which datatypes there are, what stands where."""

from collections.abc import Container, Iterator
from typing import Final, cast

from rdflib import OWL, RDF, RDFS, XSD, Graph, URIRef
from rdflib.collection import Collection
from rdflib.paths import ZeroOrMore
from rdflib.term import Node

from reechain.ontology.namespaces import PREFIXES

_RESERVED: Final = tuple(PREFIXES[name] for name in ("rdf", "rdfs", "xsd", "owl"))
_SYNTAX: Final = frozenset({
    RDF.type, RDF.first, RDF.rest, RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range,
    RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, RDF.List, RDF.nil, RDFS.Datatype, RDFS.Literal,
})  # fmt: skip
"""What OWL 2 takes from RDF and RDF Schema."""
_OWN: Final = cast(Container[Node], OWL)
"""What OWL 2 has in its own namespace."""
_XSD_MAP: Final = (
    "decimal integer nonNegativeInteger nonPositiveInteger positiveInteger negativeInteger long int short byte "
    "unsignedLong unsignedInt unsignedShort unsignedByte double float string normalizedString token language "
    "Name NCName NMTOKEN boolean hexBinary base64Binary anyURI dateTime dateTimeStamp"
)
DATATYPES: Final = frozenset(
    {OWL.real, OWL.rational, RDF.PlainLiteral, RDF.XMLLiteral, RDFS.Literal}
    | {XSD[x] for x in _XSD_MAP.split()}
)
"""The OWL 2 datatype map (Structural Specification, 4): neither xsd:date nor xsd:gYear is in it."""
PROPERTIES: Final = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
OF_OBJECTS: Final = (
    OWL.InverseFunctionalProperty,
    OWL.TransitiveProperty,
    OWL.SymmetricProperty,
    OWL.AsymmetricProperty,
    OWL.ReflexiveProperty,
    OWL.IrreflexiveProperty,
)
OF_SIMPLE: Final = (
    OWL.FunctionalProperty,
    OWL.InverseFunctionalProperty,
    OWL.AsymmetricProperty,
    OWL.IrreflexiveProperty,
)
COUNTS: Final = (
    OWL.cardinality,
    OWL.minCardinality,
    OWL.maxCardinality,
    OWL.qualifiedCardinality,
    OWL.minQualifiedCardinality,
    OWL.maxQualifiedCardinality,
    OWL.hasSelf,
)


def composite(graph: Graph) -> set[Node]:
    """Return the transitive properties, those of chains, all above them, and the inverses of these."""
    found = {*graph.subjects(RDF.type, OWL.TransitiveProperty), *graph.subjects(OWL.propertyChainAxiom)}
    upward = RDFS.subPropertyOf | OWL.equivalentProperty | ~OWL.equivalentProperty
    steps = (upward | OWL.inverseOf | ~OWL.inverseOf) * ZeroOrMore
    return {node for start in found for node in graph.objects(start, steps)}


def classes(graph: Graph) -> Iterator[Node]:
    """Yield what stands where a class must."""
    for s, o in graph.subject_objects(RDF.type):
        if not is_reserved(o):
            yield o
        if o == OWL.AllDisjointClasses:
            yield from (x for parts in graph.objects(s, OWL.members) for x in Collection(graph, parts))
    for predicate in (RDFS.subClassOf, OWL.equivalentClass, OWL.disjointWith):
        yield from (x for pair in graph.subject_objects(predicate) for x in pair)
    for predicate in (RDFS.domain, OWL.complementOf, OWL.onClass):
        yield from graph.objects(None, predicate)
    for predicate in (OWL.intersectionOf, OWL.unionOf):
        yield from (x for parts in graph.objects(None, predicate) for x in Collection(graph, parts))
    yield from fillers(graph, OWL.ObjectProperty)


def fillers(graph: Graph, kind: URIRef) -> Iterator[Node]:
    """Yield the ranges of the properties of a kind, and what restrictions on them are filled with."""
    for node in graph.subjects(RDF.type, kind):
        yield from graph.objects(node, RDFS.range)
        for restriction in graph.subjects(OWL.onProperty, node):
            for predicate in (OWL.someValuesFrom, OWL.allValuesFrom, OWL.onDataRange):
                yield from graph.objects(restriction, predicate)


def kinds(graph: Graph, node: Node) -> set[Node]:
    """Return the kinds of property that a node is declared to be."""
    return {kind for kind in PROPERTIES if (node, RDF.type, kind) in graph}


def is_reserved(node: Node | None) -> bool:
    """Return whether a name is of the vocabulary of RDF, RDF Schema, XML Schema or OWL."""
    return isinstance(node, URIRef) and str(node).startswith(_RESERVED)


def is_foreign(node: Node) -> bool:
    """Return whether a name is reserved, and yet no part of OWL 2."""
    return is_reserved(node) and node not in _SYNTAX and node not in _OWN
