"""The graphs that no document changes: ontology, vocabulary and the facts of the store itself."""

from functools import cache
from typing import Final

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from reechain.graph.terms import (
    FORMAT_VERSION,
    ONTOLOGY_GRAPH,
    STORE,
    STORE_GRAPH,
    VOCABULARY_GRAPH,
    integer,
)
from reechain.ontology.schema import MODULES, module_turtle
from reechain.ontology.vocabulary import vocabulary_turtle

FORMAT: Final = 2
"""The version of the layout of docs/data-model.md that this package writes and reads."""


@cache
def fixed_quads() -> frozenset[Quad]:
    """Return the quads of ontology, vocabulary and store graph."""
    version = Quad(STORE, FORMAT_VERSION, integer(FORMAT), STORE_GRAPH)
    ontology = (_parsed(module_turtle(name), ONTOLOGY_GRAPH) for name in MODULES)
    return frozenset({version}).union(_parsed(vocabulary_turtle(), VOCABULARY_GRAPH), *ontology)


def _parsed(turtle: str, graph: NamedNode) -> frozenset[Quad]:
    quads = parse(turtle, RdfFormat.TURTLE)
    return frozenset(Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads)
