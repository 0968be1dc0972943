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

from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef

from reechain.ontology.hygiene import Finding
from reechain.ontology.namespaces import REC, compact
from reechain.ontology.owl2 import (
    COUNTS,
    DATATYPES,
    OF_OBJECTS,
    OF_SIMPLE,
    PROPERTIES,
    classes,
    composite,
    fillers,
    is_foreign,
    is_reserved,
    kinds,
)
from reechain.ontology.schema import DOMAIN, ontology_graph
from reechain.ontology.vocabulary import vocabulary_turtle


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
    headers = sorted(str(node) for node in graph.subjects(RDF.type, OWL.Ontology))
    if len(headers) != 1:
        yield Finding(
            "header", headers[-1] if headers else REC, f"is one of {len(headers)} ontologies, not 1"
        )


def _reserved(graph: Graph) -> Iterator[Finding]:
    for s, p, o in graph:
        if is_reserved(s):
            yield Finding("reserved", str(s), "is reserved, and a statement is made of it")
        if is_foreign(p):
            yield Finding("reserved", str(p), "is reserved, and no part of OWL 2")
        if p == RDF.type and is_foreign(o):
            yield Finding("reserved", str(o), "is reserved, and no class of OWL 2")


def _undeclared_properties(graph: Graph) -> Iterator[Finding]:
    for p in set(graph.predicates()) | set(graph.objects(None, OWL.onProperty)):
        if isinstance(p, URIRef) and not is_reserved(p) and not kinds(graph, p):
            yield Finding("undeclared", str(p), "is a property in use that is not declared")


def _undeclared_classes(graph: Graph) -> Iterator[Finding]:
    for node in set(classes(graph)):
        if isinstance(node, URIRef) and node not in {OWL.Thing, OWL.Nothing}:
            if is_reserved(node):
                yield Finding("reserved", str(node), "is reserved, and stands for a class")
            elif (node, RDF.type, OWL.Class) not in graph:
                yield Finding("undeclared", str(node), "is a class in use that is not declared")


def _puns(graph: Graph) -> Iterator[Finding]:
    for one, other in (*combinations(PROPERTIES, 2), (OWL.Class, RDFS.Datatype)):
        for node in set(graph.subjects(RDF.type, one)) & set(graph.subjects(RDF.type, other)):
            yield Finding("pun", str(node), f"is {compact(str(one))} and {compact(str(other))}")


def _characteristics(graph: Graph) -> Iterator[Finding]:
    for kind in OF_OBJECTS:
        for node in graph.subjects(RDF.type, kind):
            if OWL.ObjectProperty not in kinds(graph, node):
                yield Finding("characteristic", str(node), f"is {compact(str(kind))} and no object property")
    for node in (*graph.objects(None, OWL.onProperty), *graph.subjects(RDF.type, OWL.FunctionalProperty)):
        if OWL.AnnotationProperty in kinds(graph, node):
            yield Finding("characteristic", str(node), "is an annotation property, and stands in an axiom")


def _datatypes(graph: Graph) -> Iterator[Finding]:
    used = {x.datatype for x in graph.objects() if isinstance(x, Literal) and x.datatype}
    for node in used | set(fillers(graph, OWL.DatatypeProperty)):
        is_declared = not is_reserved(node) and (node, RDF.type, RDFS.Datatype) in graph
        if isinstance(node, URIRef) and node not in DATATYPES and not is_declared:
            yield Finding("datatype", str(node), "is no datatype of the OWL 2 map")


def _values(graph: Graph) -> Iterator[Finding]:
    for s, p, o in graph:
        is_of = kinds(graph, p)
        if OWL.ObjectProperty in is_of and isinstance(o, Literal):
            yield Finding("value", str(p), f"leads from {compact(str(s))} to a literal")
        if OWL.DatatypeProperty in is_of and not isinstance(o, Literal):
            yield Finding("value", str(p), f"leads from {compact(str(s))} to a thing")


def _simple_roles(graph: Graph) -> Iterator[Finding]:
    counted = {graph.value(node, OWL.onProperty) for count in COUNTS for node in graph.subjects(count)}
    marked = {node for kind in OF_SIMPLE for node in graph.subjects(RDF.type, kind)}
    disjoint = {x for s, o in graph.subject_objects(OWL.propertyDisjointWith) for x in (s, o)}
    for node in composite(graph) & (counted | marked | disjoint):
        yield Finding(
            "simple-role", str(node), "is transitive or a chain, and stands where a simple role must"
        )


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
