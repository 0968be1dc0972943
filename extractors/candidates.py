"""Candidates for mentions: spaCy spans that say what they may be, and who thinks so.

`label_` is the entity type, `kb_id_` the gazetteer ids joined by `;`, `id_` the extractor.
"""

from collections.abc import Iterable
from typing import Final

from spacy.tokens import Doc, Span

from reechain.ontology.records import EntityType

CANDIDATES: Final = "candidates"
MENTIONS: Final = "mentions"
REFERENCES: Final = "references"


def candidate(
    doc: Doc, start: int, end: int, entity_type: EntityType, extractor: str, ids: Iterable[str] = ()
) -> Span:
    """Return a span of tokens `[start, end)` as a candidate."""
    return Span(doc, start, end, label=entity_type.value, kb_id=";".join(ids), span_id=extractor)


def add_spans(doc: Doc, group: str, spans: Iterable[Span]) -> None:
    """Put spans into a group of the doc, after those that are there."""
    doc.spans[group] = [*doc.spans.get(group, []), *spans]


def type_of(span: Span) -> EntityType:
    """Return the entity type of a candidate."""
    return EntityType(span.label_)


def ids_of(span: Span) -> tuple[str, ...]:
    """Return the gazetteer ids that a candidate may mean."""
    return tuple(span.kb_id_.split(";")) if span.kb_id_ else ()
