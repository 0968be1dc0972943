"""What follows of the numbers of all documents: the things that they are of, and which contradict each other."""

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad

from reechain.graph.dates import settled
from reechain.graph.facts import Facts, facts_of
from reechain.graph.grouping import THRESHOLD, Grouping, grouping_of
from reechain.graph.observed import conflicts
from reechain.graph.quads import document_quads
from reechain.graph.terms import (
    ABOUT_PLACE,
    ABOUT_PRODUCT,
    CONFLICTS_WITH,
    HISTORY_GRAPH,
    HOLDER,
    HOLDER_MENTION,
    IDENTITY_GRAPH,
    OBSERVED,
    PLACE_MENTION,
    PRODUCT_MENTION,
    SUBJECT_MENTION,
)
from reechain.ontology.records import Extraction

_THING_OF: Final = {
    SUBJECT_MENTION: OBSERVED,
    PRODUCT_MENTION: ABOUT_PRODUCT,
    PLACE_MENTION: ABOUT_PLACE,
    HOLDER_MENTION: HOLDER,
}


def number_quads(facts: Facts, grouping: Grouping, as_of: str | None) -> Iterator[Quad]:
    """Yield the quads; with `as_of` (a day), of the documents that had been written by then."""
    told = {
        iri: fact
        for iri, fact in facts.observations.items()
        if as_of is None or _day(facts, fact.document) <= as_of
    }
    entity_of = _entity_of(facts, grouping)
    for iri, fact in told.items():
        for name, mention in fact.mentions.items():
            yield Quad(NamedNode(iri), _THING_OF[name], NamedNode(entity_of[mention]), IDENTITY_GRAPH)
    for one, other in conflicts(told, entity_of, THRESHOLD):
        yield Quad(NamedNode(one), CONFLICTS_WITH, NamedNode(other), HISTORY_GRAPH)
        yield Quad(NamedNode(other), CONFLICTS_WITH, NamedNode(one), HISTORY_GRAPH)


def contradictions(extractions: Iterable[Extraction]) -> list[tuple[str, str]]:
    """Return the pairs of numbers of some documents that conflict, in both orders, by IRI; names are tied as in a store."""
    facts = facts_of(quad for extraction in extractions for quad in document_quads(extraction))
    grouping = grouping_of(facts)
    found = conflicts(facts.observations, _entity_of(facts, grouping), THRESHOLD)
    return sorted(pair for one, other in found for pair in ((one, other), (other, one)))


def _entity_of(facts: Facts, grouping: Grouping) -> dict[str, str]:
    """Return the thing that each mention speaks of."""
    return {mention: grouping.entity_of[name] for mention, name in facts.mentions.items()}


def _day(facts: Facts, document: str) -> str:
    """Return the last day of the date of a document; one without a date has always been there."""
    found = facts.documents.get(document)
    return settled(found.date) if found and found.date else ""
