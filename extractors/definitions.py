"""Short names that a text defines: (MIIT), ("Lynas"), (hereinafter referred to as "North"), (the "Company")."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Span

from reechain.extractors.candidates import CANDIDATES, add_spans, candidate, ids_of, spans_of, type_of
from reechain.extractors.tokens import span_text, text_of
from reechain.ontology.names import surface_key
from reechain.ontology.records import EntityType

EXTRACTOR: Final = "definition"
_DEFINED: Final = re.compile(
    r"\(\s*(?:hereinafter|hereafter|herein)?[\s,]*(?:(?:collectively\s+)?(?:referred to as|known as|called)|abbreviated as|short for)?\s*"
    r"(?:or\s+)?(?:the\s+)?\"(?P<quoted>[^\"()]{2,60})\"[^()]{0,80}\)"
)
_ABBREVIATED: Final = re.compile(
    r"\(\s*(?:the\s+|or\s+)?(?P<short>[A-Z][A-Za-z&-]*[A-Z][A-Za-z&]*|[A-Z]{2,8})\s*\)"
)
_BRACKET: Final = re.compile(r"\([^()]{1,160}\)\s*,?\s*")
_WORD: Final = re.compile(r"\w+")
_GENERIC: Final = frozenset(
    "company group corporation firm parent issuer purchaser seller vendor buyer registrant corporation partnership".split()
)


@dataclass(frozen=True, slots=True)
class Definition:
    """A short name for what the span names. `is_topic` if the short name is "the Company" or the like."""

    full: Span
    short: str
    is_topic: bool


def definitions(doc: Doc) -> Iterator[Definition]:
    """Yield the definitions that stand in brackets right after a candidate, left to right."""
    ends: dict[int, Span] = {}
    for span in spans_of(doc, CANDIDATES):
        if span.end not in ends or len(span) > len(ends[span.end]):
            ends[span.end] = span
    text = text_of(doc)
    for end in sorted(ends):
        if end < len(doc) and doc[end].text == "(":
            tail = text[doc[end].idx : doc[end].idx + 240]
            while bracket := _BRACKET.match(tail):
                yield from _in_brackets(ends[end], tail)
                tail = tail[bracket.end() :]


def _in_brackets(full: Span, tail: str) -> Iterator[Definition]:
    if match := _DEFINED.match(tail):
        short = match["quoted"].strip(" ,.\n")
        if surface_key(short):
            yield Definition(full, short, surface_key(short) in _GENERIC)
    elif (match := _ABBREVIATED.match(tail)) and type_of(full) is not EntityType.PLACE:
        yield Definition(full, match["short"], False)


def find_defined_names(doc: Doc) -> Doc:
    """Return the doc with a candidate for each use of a short name that it defines."""
    found = list(definitions(doc))
    doc.user_data["definitions"] = [(d.short, span_text(d.full), d.full.label_, d.is_topic) for d in found]
    add_spans(doc, CANDIDATES, list(_uses(doc, [item for item in found if not item.is_topic])))
    return doc


def _uses(doc: Doc, found: Iterable[Definition]) -> Iterator[Span]:
    """Yield the uses of the short names, in one pass over the text."""
    by_word: dict[str, dict[tuple[str, str, str], Definition]] = {}
    for definition in found:
        if first := _WORD.search(definition.short):
            key = (definition.short, definition.full.label_, definition.full.kb_id_)
            by_word.setdefault(first[0], {}).setdefault(key, definition)
    text = text_of(doc)
    for word in _WORD.finditer(text):
        for definition in by_word.get(word[0], {}).values():
            start = max(0, word.start() - definition.short.index(word[0]))
            match = re.compile(rf"(?<!\w){re.escape(definition.short)}(?!\w)").match(text, start)
            span = doc.char_span(match.start(), match.end()) if match else None
            if span is not None:
                full = definition.full
                yield candidate(doc, span.start, span.end, type_of(full), EXTRACTOR, ids_of(full))
