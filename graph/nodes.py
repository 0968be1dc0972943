"""Derived nodes: a stake, an event, a fact, told by its properties and by the claims that it follows from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from reechain.graph.terms import HISTORY_GRAPH, RDF_TYPE, relation_node
from reechain.ontology.namespaces import REC, minted

Term = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Node:
    """A derived node of a class of the ontology. `values` are properties, by local name, with their terms."""

    iri: str
    kind: str
    values: tuple[tuple[str, Term], ...]
    stated_by: frozenset[str] = field(default_factory=frozenset)
    contradicted_by: frozenset[str] = field(default_factory=frozenset)

    def quads(self) -> Iterator[Quad]:
        """Yield the node as quads of the history graph."""
        node = NamedNode(self.iri)
        yield Quad(node, RDF_TYPE, NamedNode(REC + self.kind), HISTORY_GRAPH)
        for name, value in self.values:
            yield Quad(node, relation_node(name), value, HISTORY_GRAPH)
        for name, claims in (("statedBy", self.stated_by), ("contradictedBy", self.contradicted_by)):
            for claim in claims:
                yield Quad(node, relation_node(name), NamedNode(claim), HISTORY_GRAPH)


def node_iri(kind: str, *parts: str) -> str:
    """Return the IRI of a derived node, from what identifies it."""
    return minted(kind, *parts)


def given(values: Iterable[tuple[str, Term | None]]) -> tuple[tuple[str, Term], ...]:
    """Return the properties that have a value."""
    return tuple((name, value) for name, value in values if value is not None)
