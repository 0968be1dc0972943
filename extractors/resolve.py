"""Which candidates stay: the longest, then the surest, and no two that overlap."""

from collections.abc import Iterable
from typing import Final

from spacy.tokens import Doc, Span

from reechain.extractors.candidates import CANDIDATES, MENTIONS, candidate, ids_of, spans_of, type_of
from reechain.extractors.gazetteer.factory import SOURCE
from reechain.ontology.records import EntityType

DROPPED: Final = "dropped"
_DATELINE: Final = 22
_TRUST: Final = {"given": 0, "title": 1, "gazetteer": 2, "definition": 3, "shape": 4, "head noun": 5}


def keep_longest(doc: Doc) -> Doc:
    """Return the doc with `mentions`: candidates that no longer or surer one overlaps; the rest are `dropped`."""
    candidates = _given_as_known(spans_of(doc, CANDIDATES))
    taken = [False] * len(doc)
    kept: list[Span] = []
    dropped: list[Span] = []
    places: set[tuple[int, int, int]] = set()
    for span in sorted(candidates, key=_rank):
        if any(taken[span.start : span.end]):
            if _place(span) not in places:
                dropped.append(span)
            continue
        taken[span.start : span.end] = [True] * len(span)
        if span.id_ == SOURCE or _in_dateline(doc, span):
            dropped.append(span)
        else:
            kept.append(span)
            places.add(_place(span))
    doc.spans[MENTIONS] = sorted(kept, key=lambda span: span.start)
    doc.spans[DROPPED] = sorted(dropped, key=lambda span: span.start)
    return doc


def _given_as_known(candidates: Iterable[Span]) -> list[Span]:
    """Return the candidates, those that the caller gave with the type and ids that others see in their words."""
    spans = sorted(candidates, key=_rank)
    known: dict[tuple[int, int], Span] = {}
    for span in spans:
        if span.id_ != "given":
            known.setdefault((span.start, span.end), span)
    return [
        candidate(span.doc, span.start, span.end, type_of(like), "given", ids_of(like))
        if span.id_ == "given" and (like := known.get((span.start, span.end)))
        else span
        for span in spans
    ]


def _place(span: Span) -> tuple[int, int, int]:
    return span.start, span.end, span.label


def _rank(span: Span) -> tuple[int, int, int, int]:
    """Given names and titles first, then the longest, then what is found in the more trusted way."""
    first = 0 if span.id_ in {"given", "title"} else 1
    return first, -len(span), _TRUST.get(span.id_, 9), span.start


def _in_dateline(doc: Doc, span: Span) -> bool:
    """Whether a place only says where a report was filed: "PERTH, Australia, 3 March - The"."""
    if type_of(span) is not EntityType.PLACE:
        return False
    start = span.start
    while start > 0 and "\n" not in doc[start - 1].text and span.end - start <= _DATELINE:
        start -= 1
    line = doc[start : min(start + _DATELINE, len(doc))]
    dash = next(
        (
            token.i
            for token in line
            if token.text in {"-", "--", "–", "—"} and token.whitespace_ and doc[token.i - 1].whitespace_
        ),
        None,
    )
    if dash is None or span.end > dash:
        return False
    before = [token for token in doc[start:dash] if token.is_alpha and token.is_lower]
    return not before and any(token.is_digit for token in doc[start:dash])
