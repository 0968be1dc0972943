"""Quantities of a document as quads: what is printed, how it is read, what proves it. Nothing here is derived."""

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode

from reechain.graph.terms import (
    ABOUT_STAGE,
    BASIS,
    BY_RULE,
    CHECK,
    CHECK_TEXT,
    CHECKED_AGAINST,
    CONFIDENCE,
    EVIDENCE,
    HOLDER_MENTION,
    IN_DOCUMENT,
    IS_PASSED,
    METRIC,
    METRIC_TEXT,
    OBSERVATION_KIND,
    PERIOD_END,
    PERIOD_START,
    PERIOD_TEXT,
    PLACE_MENTION,
    POSSIBLE_VALUE,
    PRODUCT_MENTION,
    RANK,
    RATE_PER,
    RDF_TYPE,
    REASON,
    SAID_BY,
    SERIES_ITEM,
    SUBJECT_MENTION,
    UNIT,
    VALUE,
    VALUE_BOUND,
    VALUE_HIGH,
    VALUE_LOW,
    VALUE_STATUS,
    VALUE_TEXT,
    WHOLE_TEXT,
    boolean,
    concept,
    date_literal,
    decimal,
    integer,
    number,
    term,
)
from reechain.ontology.namespaces import minted
from reechain.ontology.records import (
    Check,
    Document,
    Evidence,
    Extraction,
    Quantity,
    Value,
    ValueStatus,
)

Part = tuple[NamedNode, NamedNode, NamedNode | Literal]
READ: Final = (ValueStatus.CLEAN, ValueStatus.REPAIRED)
"""The statuses of numbers that have a value."""


def rule_id(rule: str) -> str:
    """Return the id of the concept of a rule of numbers; "share" and "margin" alone are ids of metrics.

    >>> rule_id("share")
    'share-rule'
    """
    return f"{rule}-rule"


def printed(quantity: Quantity) -> Evidence:
    """Return the characters in which a quantity is printed."""
    return Evidence(quantity.place.start, quantity.place.end, quantity.literal)


def open_readings(quantity: Quantity) -> tuple[Value, ...]:
    """Return what a number may come to, the likeliest first; nothing for one that is read."""
    return () if quantity.status in READ else quantity.readings


def observations(extraction: Extraction) -> Iterator[Part]:
    """Yield all quantities of a document, but for the nodes of the spans in which they stand."""
    document = extraction.document
    iris = {quantity.place: NamedNode(quantity.iri(document.key)) for quantity in extraction.quantities}
    for quantity in extraction.quantities:
        node = iris[quantity.place]
        yield node, RDF_TYPE, term("rec:Observation")
        yield node, IN_DOCUMENT, NamedNode(document.iri)
        yield from ((node, predicate, value) for predicate, value in _about(quantity, document))
        yield from ((node, predicate, value) for predicate, value in _read(quantity))
        for rank, reading in enumerate(open_readings(quantity), 1):
            yield from _possible(node, rank, reading, document)
        for place, check in enumerate(quantity.checks):
            others = [iris[other] for other in check.against if other != quantity.place]
            yield from _check(node, place, check, document, others)


def _about(quantity: Quantity, document: Document) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    """Yield what a quantity is of, in the words of its document."""
    yield EVIDENCE, NamedNode(quantity.evidence.iri(document.key))
    mentions = (
        (SUBJECT_MENTION, quantity.subject),
        (PRODUCT_MENTION, quantity.product),
        (PLACE_MENTION, quantity.where),
        (HOLDER_MENTION, quantity.holder),
    )
    yield from ((name, NamedNode(mention.iri(document.key))) for name, mention in mentions if mention)
    concepts = (
        (METRIC, quantity.metric),
        (OBSERVATION_KIND, quantity.kind_detail or quantity.kind),
        (ABOUT_STAGE, quantity.stage),
        *((BASIS, basis) for basis in quantity.bases),
    )
    yield from ((name, concept(row_id)) for name, row_id in concepts if row_id)
    words = (
        (METRIC_TEXT, quantity.metric_detail),
        (WHOLE_TEXT, quantity.of),
        (PERIOD_TEXT, quantity.period),
        (RATE_PER, quantity.per),
        (SAID_BY, quantity.said_by),
    )
    yield from ((name, Literal(text)) for name, text in words if text)
    days = ((PERIOD_START, quantity.first_day), (PERIOD_END, quantity.last_day))
    yield from ((name, date_literal(day)) for name, day in days if day)
    yield CONFIDENCE, decimal(quantity.confidence)


def _read(quantity: Quantity) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    """Yield what is printed and what it comes to; a number that is not read has bounds at most."""
    yield VALUE_TEXT, Literal(quantity.literal)
    yield SERIES_ITEM, integer(quantity.place.item)
    yield VALUE_STATUS, concept(quantity.status)
    if quantity.unit:
        yield UNIT, concept(quantity.unit)
    if quantity.status in READ and quantity.reading is not None:
        yield from _value(quantity.reading)
    elif found := open_readings(quantity):
        yield VALUE_LOW, number(min(reading.low for reading in found))
        yield VALUE_HIGH, number(max(reading.high for reading in found))
    if quantity.bound:
        yield VALUE_BOUND, Literal(quantity.bound)
    if quantity.rule:
        yield BY_RULE, concept(rule_id(quantity.rule))
    if quantity.reason:
        yield REASON, Literal(quantity.reason)


def _value(reading: Value) -> Iterator[tuple[NamedNode, Literal]]:
    if reading.low == reading.high:
        yield VALUE, number(reading.low)
    else:
        yield VALUE_LOW, number(reading.low)
        yield VALUE_HIGH, number(reading.high)


def _possible(node: NamedNode, rank: int, reading: Value, document: Document) -> Iterator[Part]:
    own = NamedNode(minted("reading", node.value, rank))
    yield node, POSSIBLE_VALUE, own
    yield own, RDF_TYPE, term("rec:Reading")
    yield own, IN_DOCUMENT, NamedNode(document.iri)
    yield own, RANK, integer(rank)
    yield from ((own, predicate, value) for predicate, value in _value(reading))


def _check(
    node: NamedNode, place: int, check: Check, document: Document, others: Iterable[NamedNode]
) -> Iterator[Part]:
    own = NamedNode(minted("check", node.value, place))
    yield node, CHECK, own
    yield own, RDF_TYPE, term("rec:Check")
    yield own, IN_DOCUMENT, NamedNode(document.iri)
    yield own, BY_RULE, concept(rule_id(check.name))
    yield own, CHECK_TEXT, Literal(check.words)
    yield own, IS_PASSED, boolean(check.is_passed)
    yield from ((own, CHECKED_AGAINST, other) for other in others)
