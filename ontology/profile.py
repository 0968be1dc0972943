"""Whether a graph is an ontology of OWL 2 DL in its structure: `python -m reechain.ontology.profile`.

Checked are the conditions that RDF triples can break unseen: declarations, punning, reserved vocabulary,
datatypes, simple roles (OWL 2 Structural Specification, 3, 5 and 11). A property may be an individual too, as
those of class rec:Relation are: names may be punned, only not between classes and datatypes, nor between
kinds of properties (5.9.1). Whether the axioms hold together is for a reasoner: bench/reasoner.py.
"""

import sys
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from reechain.ontology.hygiene import Finding
from reechain.ontology.namespaces import PREFIXES, REC, compact
from reechain.ontology.schema import DOMAIN, ontology_graph
from reechain.ontology.vocabulary import vocabulary_turtle

_RESERVED: Final = tuple(PREFIXES[name] for name in ("rdf", "rdfs", "xsd", "owl"))
_SYNTAX: Final = frozenset({
    RDF.type, RDF.first, RDF.rest, RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range,
    RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, RDF.List, RDF.nil, RDFS.Datatype, RDFS.Literal,
})  # fmt: skip
"""What OWL 2 takes from RDF and RDF Schema; it takes all of its own namespace."""
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
_PROPERTIES: Final = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
_OF_OBJECTS: Final = (
    OWL.InverseFunctionalProperty,
    OWL.TransitiveProperty,
    OWL.SymmetricProperty,
    OWL.AsymmetricProperty,
    OWL.ReflexiveProperty,
    OWL.IrreflexiveProperty,
)
_OF_SIMPLE: Final = (
    OWL.FunctionalProperty,
    OWL.InverseFunctionalProperty,
    OWL.AsymmetricProperty,
    OWL.IrreflexiveProperty,
)
_COUNTS: Final = (
    OWL.cardinality,
    OWL.minCardinality,
    OWL.maxCardinality,
    OWL.qualifiedCardinality,
    OWL.minQualifiedCardinality,
    OWL.maxQualifiedCardinality,
    OWL.hasSelf,
)


def domain() -> Graph:
    """Return the modules of the domain with the vocabulary as one ontology, under one header."""
    graph = ontology_graph(DOMAIN).parse(data=vocabulary_turtle(), format="turtle")
    for header in set(graph.subjects(RDF.type, OWL.Ontology)) - {URIRef(REC.removesuffix("#"))}:
        graph.remove((header, None, None))
    return graph


def violations(graph: Graph) -> list[Finding]:
    """Return what keeps a graph from being an ontology of OWL 2 DL, sorted."""
    return sorted({finding for check in _CHECKS for finding in check(graph)})


def _header(graph: Graph) -> Iterator[Finding]:
    headers = sorted(graph.subjects(RDF.type, OWL.Ontology))
    if len(headers) != 1:
        yield Finding(
            "header", str(headers[-1]) if headers else "", f"is one of {len(headers)} ontologies, not 1"
        )


def _reserved(graph: Graph) -> Iterator[Finding]:
    for s, p, o in graph:
        if _is_reserved(s):
            yield Finding("reserved", str(s), "is reserved, and a statement is made of it")
        if _is_reserved(p) and p not in _SYNTAX and p not in OWL:
            yield Finding("reserved", str(p), "is reserved, and no part of OWL 2")
        if p == RDF.type and _is_reserved(o) and o not in _SYNTAX and o not in OWL:
            yield Finding("reserved", str(o), "is reserved, and no class of OWL 2")


def _undeclared_properties(graph: Graph) -> Iterator[Finding]:
    for p in set(graph.predicates()) | set(graph.objects(None, OWL.onProperty)):
        if isinstance(p, URIRef) and not _is_reserved(p) and not _kinds(graph, p):
            yield Finding("undeclared", str(p), "is a property in use that is not declared")


def _undeclared_classes(graph: Graph) -> Iterator[Finding]:
    for node in set(_classes(graph)):
        if isinstance(node, URIRef) and node not in {OWL.Thing, OWL.Nothing}:
            if _is_reserved(node):
                yield Finding("reserved", str(node), "is reserved, and stands for a class")
            elif (node, RDF.type, OWL.Class) not in graph:
                yield Finding("undeclared", str(node), "is a class in use that is not declared")


def _puns(graph: Graph) -> Iterator[Finding]:
    for one, other in (*combinations(_PROPERTIES, 2), (OWL.Class, RDFS.Datatype)):
        for node in set(graph.subjects(RDF.type, one)) & set(graph.subjects(RDF.type, other)):
            yield Finding("pun", str(node), f"is {compact(str(one))} and {compact(str(other))}")


def _characteristics(graph: Graph) -> Iterator[Finding]:
    for kind in _OF_OBJECTS:
        for node in graph.subjects(RDF.type, kind):
            if OWL.ObjectProperty not in _kinds(graph, node):
                yield Finding("characteristic", str(node), f"is {compact(str(kind))} and no object property")
    for node in (*graph.objects(None, OWL.onProperty), *graph.subjects(RDF.type, OWL.FunctionalProperty)):
        if OWL.AnnotationProperty in _kinds(graph, node):
            yield Finding("characteristic", str(node), "is an annotation property, and stands in an axiom")


def _datatypes(graph: Graph) -> Iterator[Finding]:
    used = {x.datatype for x in graph.objects() if isinstance(x, Literal) and x.datatype}
    for node in used | set(_fillers(graph, OWL.DatatypeProperty)):
        is_declared = not _is_reserved(node) and (node, RDF.type, RDFS.Datatype) in graph
        if isinstance(node, URIRef) and node not in DATATYPES and not is_declared:
            yield Finding("datatype", str(node), "is no datatype of the OWL 2 map")


def _values(graph: Graph) -> Iterator[Finding]:
    for s, p, o in graph:
        kinds = _kinds(graph, p)
        if OWL.ObjectProperty in kinds and isinstance(o, Literal):
            yield Finding("value", str(p), f"leads from {compact(str(s))} to a literal")
        if OWL.DatatypeProperty in kinds and not isinstance(o, Literal):
            yield Finding("value", str(p), f"leads from {compact(str(s))} to a thing")


def _simple_roles(graph: Graph) -> Iterator[Finding]:
    composite = _composite(graph)
    counted = {graph.value(node, OWL.onProperty) for count in _COUNTS for node in graph.subjects(count)}
    marked = {node for kind in _OF_SIMPLE for node in graph.subjects(RDF.type, kind)}
    disjoint = {x for s, o in graph.subject_objects(OWL.propertyDisjointWith) for x in (s, o)}
    for node in composite & (counted | marked | disjoint):
        yield Finding(
            "simple-role", str(node), "is transitive or a chain, and stands where a simple role must"
        )


def _composite(graph: Graph) -> set[Node]:
    """Return the transitive properties, those of chains, all above them, and the inverses of these."""
    found = {*graph.subjects(RDF.type, OWL.TransitiveProperty), *graph.subjects(OWL.propertyChainAxiom)}
    upward = RDFS.subPropertyOf | OWL.equivalentProperty | ~OWL.equivalentProperty
    steps = upward | OWL.inverseOf | ~OWL.inverseOf
    return {node for start in found for node in graph.transitive_objects(start, steps)}


def _classes(graph: Graph) -> Iterator[Node]:
    """Yield what stands where a class must."""
    for s, o in graph.subject_objects(RDF.type):
        if not _is_reserved(o):
            yield o
        if o == OWL.AllDisjointClasses:
            yield from (x for parts in graph.objects(s, OWL.members) for x in Collection(graph, parts))
    for predicate in (RDFS.subClassOf, OWL.equivalentClass, OWL.disjointWith):
        yield from (x for pair in graph.subject_objects(predicate) for x in pair)
    for predicate in (RDFS.domain, OWL.complementOf, OWL.onClass):
        yield from graph.objects(None, predicate)
    for predicate in (OWL.intersectionOf, OWL.unionOf):
        yield from (x for parts in graph.objects(None, predicate) for x in Collection(graph, parts))
    yield from _fillers(graph, OWL.ObjectProperty)


def _fillers(graph: Graph, kind: URIRef) -> Iterator[Node]:
    """Yield the ranges of the properties of a kind, and what restrictions on them are filled with."""
    for node in graph.subjects(RDF.type, kind):
        yield from graph.objects(node, RDFS.range)
        for restriction in graph.subjects(OWL.onProperty, node):
            for predicate in (OWL.someValuesFrom, OWL.allValuesFrom, OWL.onDataRange):
                yield from graph.objects(restriction, predicate)


def _kinds(graph: Graph, node: Node) -> set[Node]:
    return {kind for kind in _PROPERTIES if (node, RDF.type, kind) in graph}


def _is_reserved(node: Node | None) -> bool:
    return isinstance(node, URIRef) and str(node).startswith(_RESERVED)


_CHECKS: Final = (
    _header,
    _reserved,
    _undeclared_properties,
    _undeclared_classes,
    _puns,
    _characteristics,
    _datatypes,
    _values,
    _simple_roles,
)


def main() -> int:
    """Print what keeps the domain from being OWL 2 DL; return 1 if anything does."""
    found = violations(domain())
    sys.stdout.writelines(f"{finding}\n" for finding in found)
    sys.stdout.write(f"structure of OWL 2 DL: {len(found)} violations\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
