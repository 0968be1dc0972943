"""Policies by quoted title, and the years and numbers that belong to a title."""

import re
from typing import Final

from spacy.tokens import Doc, Span

from reechain.extractors.candidates import CANDIDATES, add_spans, candidate, put_spans, type_of
from reechain.extractors.wordlists import load_toml, wordset
from reechain.ontology.names import words
from reechain.ontology.records import EntityType

EXTRACTOR: Final = "title"
NUMBERED: Final = "numbered policy"
_HEADS: Final = wordset(load_toml("reechain.extractors.shapes", "patterns.toml")["policy"]["heads"])
_QUOTED: Final = re.compile(r"\"([^\"\n]{8,220})\"")
_NUMBERED: Final = re.compile(
    r"\b(?:(?:Announcement|Notice|Order|Circular|Decree|Document|Directive|Proclamation) No\. ?\d+(?: of \d{4})?|Executive Order \d{4,5})"
)
_CONTROL: Final = re.compile(
    r"\btotal(?:[- ]amount)? control (?:quotas?|targets?|indicators?|indexes|index)\b", re.IGNORECASE
)
_BATCH: Final = re.compile(
    r"\b(?:first|second|third)(?: and (?:final|last))? batch of (?:the )?(?:\d{4} )?(?:rare earth )?"
    r"(?:mining, )?(?:(?:smelting and )?separation )?(?:total[- ](?:amount )?control )?(?:mining )?"
    r"(?:quotas?|indicators?|targets?)(?: for \d{4})?",
    re.IGNORECASE,
)
_BY_YEAR: Final = re.compile(
    r"\b(?:(?!The |This |Under )[A-Z][a-z]+ ){0,2}(?:Order|Regulation|Directive|Decree|Decision|Rule|Ordinance|Notice|Law)"
    r" (?:\((?:EU|EC)\) )?(?:No\. ?)?\d{1,4}/\d{1,4}(?:/E[CU])?"
)
_NO_POLICY: Final = frozenset("contract agreement base bases report announcement".split())
_TAIL: Final = re.compile(
    r"\s?\((?:\d{4}(?:\s?[-–]\s?\d{2,4})?(?: edition)?|draft[^()]{0,30}|interim|trial)\)", re.IGNORECASE
)


def find_titles(doc: Doc) -> Doc:
    """Return the doc with candidates for policies by quoted title or number; years in brackets join a title."""
    spans, text = [], doc.text
    for match in _QUOTED.finditer(text):
        span = doc.char_span(match.start(1), match.end(1), alignment_mode="contract")
        if span is not None and _is_title(span):
            spans.append(candidate(doc, span.start, span.end, EntityType.POLICY, EXTRACTOR))
    for pattern in (_NUMBERED, _CONTROL, _BATCH, _BY_YEAR):
        for match in pattern.finditer(text):
            span = doc.char_span(match.start(), match.end())
            if span is not None:
                spans.append(candidate(doc, span.start, span.end, EntityType.POLICY, NUMBERED))
    put_spans(doc, CANDIDATES, [_with_tail(doc, text, span) for span in doc.spans.get(CANDIDATES, [])])
    add_spans(doc, CANDIDATES, spans)
    return doc


def _is_title(span: Span) -> bool:
    if any(token.is_sent_start for token in span[1:]) or span.text.count("(") != span.text.count(")"):
        return False
    letters = [token.text for token in span if token.text[:1].isalpha() and len(token.text) > 3]
    folded = {word for token in span for word in words(token.text)}
    capitalised = sum(text[:1].isupper() for text in letters) >= 0.7 * len(letters)
    return len(letters) > 1 and capitalised and bool(folded & _HEADS) and not folded & _NO_POLICY


def _with_tail(doc: Doc, text: str, span: Span) -> Span:
    if type_of(span) is not EntityType.POLICY:
        return span
    match = _TAIL.match(text, span.end_char)
    longer = doc.char_span(span.start_char, match.end()) if match else None
    if longer is None:
        return span
    ids = span.kb_id_.split(";") if span.kb_id_ else ()
    return candidate(doc, longer.start, longer.end, EntityType.POLICY, span.id_, ids)
