"""The review graph: what a user decided and on what, and which things may be one. Decisions are read back from it."""

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from reechain.graph.decision_file import decisions_of, row_text, with_head
from reechain.graph.decisions import Decision
from reechain.graph.doubts import Doubt
from reechain.graph.facts import Facts
from reechain.graph.terms import (
    DECIDES,
    DECISION,
    DECISION_ROW,
    IS_ACCEPTED,
    POSSIBLY_SAME,
    RDF_TYPE,
    REVIEW_GRAPH,
    boolean,
    text_of,
)
from reechain.ontology.namespaces import minted


def review_quads(
    found: Mapping[Decision, tuple[tuple[str, ...], tuple[str, ...]]], facts: Facts, doubts: Iterable[Doubt]
) -> Iterator[Quad]:
    """Yield the review graph; `found` are the claims or names that each decision is about (see `reviewed`)."""
    for decision, sides in found.items():
        node = NamedNode(minted("decision", *decision.about.key))
        yield Quad(node, RDF_TYPE, DECISION, REVIEW_GRAPH)
        yield Quad(node, IS_ACCEPTED, boolean(decision.is_accepted), REVIEW_GRAPH)
        yield Quad(node, DECISION_ROW, Literal(row_text(decision)), REVIEW_GRAPH)
        for iri in {_known(iri, facts) for side in sides for iri in side}:
            yield Quad(node, DECIDES, NamedNode(iri), REVIEW_GRAPH)
    for doubt in doubts:
        yield Quad(NamedNode(doubt.one), POSSIBLY_SAME, NamedNode(doubt.other), REVIEW_GRAPH)


def decisions_in(quads: Iterable[Quad], where: str) -> tuple[Decision, ...]:
    """Return the decisions that a review graph holds, in order; ConfigError, with `where`, for what is damaged."""
    rows = (text_of(quad.object) for quad in quads if quad.predicate == DECISION_ROW)
    return decisions_of(with_head(rows), f"{where}, its decisions")


def _known(iri: str, facts: Facts) -> str:
    """Return the name that a document has: what was split off a name stands in it."""
    name = facts.names.get(iri)
    return name.part_of if name is not None and name.part_of is not None else iri
