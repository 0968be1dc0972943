"""Candidates for mentions: spaCy spans that say what they may be, and who thinks so.

`label_` is the entity type, `kb_id_` the gazetteer ids joined by `;`, `id_` the extractor.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final

from spacy.tokens import Doc, Span

from reechain.ontology.records import EntityType

CANDIDATES: Final = "candidates"
MENTIONS: Final = "mentions"
REFERENCES: Final = "references"
_TYPES: Final = {kind.value: kind for kind in EntityType}
_SPANS: Final = "spans"
_AT: Final = "candidates by start"
LINKED: Final = "mentions as they are linked"
_MENTIONED: Final = "mentions by start"


def spans_of(doc: Doc, group: str) -> list[Span]:
    """Return the spans of a group of a doc, which is not to be changed: spaCy makes new ones for each look at it."""
    held = doc.spans.get(group)
    known: tuple[object, list[Span]] | None = doc.user_data.get(f"{_SPANS} {group}")
    if known is None or known[0] is not held:
        known = doc.user_data[f"{_SPANS} {group}"] = held, list(held or ())
    return known[1]


def candidate(
    doc: Doc, start: int, end: int, entity_type: EntityType, extractor: str, ids: Iterable[str] = ()
) -> Span:
    """Return a span of tokens `[start, end)` as a candidate."""
    return Span(doc, start, end, label=entity_type.value, kb_id=";".join(ids), span_id=extractor)


def add_spans(doc: Doc, group: str, spans: Iterable[Span]) -> None:
    """Put spans into a group of the doc, after those that are there."""
    put_spans(doc, group, [*spans_of(doc, group), *spans])


def put_spans(doc: Doc, group: str, spans: Sequence[Span]) -> None:
    """Put spans into a group of the doc in place of those that are there."""
    doc.spans[group] = spans
    doc.user_data[f"{_SPANS} {group}"] = doc.spans[group], list(spans)
    for derived in (_AT, _MENTIONED, LINKED):
        doc.user_data.pop(derived, None)


def candidates_at(doc: Doc, start: int) -> Sequence[Span]:
    """Return the candidates that begin at a token."""
    index: dict[int, list[Span]] | None = doc.user_data.get(_AT)
    if index is None:
        index = doc.user_data[_AT] = {}
        for span in spans_of(doc, CANDIDATES):
            index.setdefault(span.start, []).append(span)
    return index.get(start, [])


def mentions_between(doc: Doc, start: int, end: int) -> Sequence[Span]:
    """Return the mentions that begin in tokens `[start, end)`, of a doc whose mentions are settled."""
    index: tuple[list[int], list[Span]] | None = doc.user_data.get(_MENTIONED)
    if index is None:
        spans = sorted(spans_of(doc, MENTIONS), key=lambda span: span.start)
        index = doc.user_data[_MENTIONED] = ([span.start for span in spans], spans)
    starts, spans = index
    return spans[bisect_left(starts, start) : bisect_left(starts, end)]


def type_of(span: Span) -> EntityType:
    """Return the entity type of a candidate."""
    return _TYPES[span.label_]


def ids_of(span: Span) -> tuple[str, ...]:
    """Return the gazetteer ids that a candidate may mean."""
    return tuple(span.kb_id_.split(";")) if span.kb_id_ else ()
