"""Policies by quoted title, and the years and numbers that belong to a title."""

import re
from typing import Final

from spacy.tokens import Doc, Span

from reechain.extractors.candidates import CANDIDATES, add_spans, candidate, put_spans, spans_of, type_of
from reechain.extractors.tokens import text_of
from reechain.extractors.wordlists import load_toml, wordset
from reechain.ontology.names import words
from reechain.ontology.records import EntityType

EXTRACTOR: Final = "title"
NUMBERED: Final = "numbered policy"
_HEADS: Final = wordset(load_toml("reechain.extractors.shapes", "patterns.toml")["policy"]["heads"])
_QUOTED: Final = re.compile(r"\"([^\"\n]{8,220})\"")
_RANKS: Final = (
    "Presidential|Ministerial|Executive|Royal|Supreme|Government|Cabinet|Administrative|Council|Commission|Customs|Joint|"
    "Public|General|Department|Departmental|Legislative|Federal|State|Emergency|Special|Federal Register|Implementing|Delegated|"
    "Trade|Tariff|Export|Import|Export Control|Statutory|Gazette|Legal|Ministry|Board|Joint Ministerial"
)
"""What may stand before "Order" and the like in a numbered title."""
_KINDS: Final = (
    "Announcement|Notice|Order|Circular|Decree|Directive|Proclamation|Resolution|Ordinance|Regulation|Determination|Ruling|"
    "Instruction|Act|Law|Decree-Law|Measure|Edict|Gazette|Instrument|Communiqué|Decision|Bulletin|Bill|Public Notice"
)
_SIGN: Final = r"(?:N[oO]\.? ?|Nos\.? ?|Nr\.? ?|№ ?|Number )"
_SERIAL: Final = (
    rf"(?:{_SIGN}(?:[A-Z]{{1,4}}[-/. ]?)?\d+(?:[-/]\w{{1,6}})*(?: of \d{{4}}\b|/\d{{4}}\b)?"
    r"|(?:19|20)\d\d[-/]\d{1,4}\b(?!-\d)"
    r"|\(?(?:19|20)\d\d\)? No\. ?\d+"
    r"|\d{1,5}[-/][A-Z]{1,4}(?:[-/]\d{1,4})?\b"
    r"|[A-Z]{1,4}-\d{1,5}(?:[-/]\d{1,4})?\b"
    r"|\d{1,4}/(?:19|20)?\d\d\b"
    r"|(?!(?:19|20)\d\d\b)\d{1,5}(?: of \d{4})?\b)"
)
"""The numbers that rules go by: No. 7 of 2024, 2024-17, 88-R, R-88, 12/2024, 118."""
_WEAK: Final = ("Circular", "Notice", "Announcement", "Bulletin")
"""What firms number too: "Circular 2 to shareholders"."""
_NUMBERED: Final = re.compile(
    rf"\b(?:(?:(?:{_RANKS}) ){{0,2}}(?:{_KINDS})|(?:(?:{_RANKS.upper()}) ){{0,2}}(?:{_KINDS.upper()})|Document|Rule(?= No)) (?!(?<={_WEAK[0]} )\d\d?\b(?![-/]))(?!(?<={_WEAK[1]} )\d\d?\b(?![-/]))(?!(?<={_WEAK[2]} )\d\d?\b(?![-/]))(?!(?<={_WEAK[3]} )\d\d?\b(?![-/])){_SERIAL}"
    r"(?![.,]?\d|-\d)(?! ?(?:%|per ?cent|tonnes|tons|t\b|kg\b|pieces|units|of the\b))"
    r"(?! (?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\b)"
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
_CAPITALISED: Final = r"[A-Z][\w'&-]*"
_BY_WHOM: Final = r" (?:of|and|by|from|in) (?:the )?(?:[A-Z]\w+ )?(?:Ministry|Department|Bureau|Office|Commission|Administration|Council|Authority|Committee|Parliament|Government|President)\b"
_BY_SUBJECT: Final = re.compile(
    rf"\b(?:(?:Interim|Trial|Provisional|Administrative|Implementing|Implementation|Temporary|Detailed|Technical|Special|Emergency|Transitional) ){{0,2}}"
    r"(?:(?:Measures|Rules|Regulations?|Provisions|Opinions|Guidelines|Directive|Act|Law|Ordinance|Decree|Circular)"
    r" (?:on|for|of|concerning|governing|regarding|relating to|respecting)"
    r"|(?:Notice|Order|Announcement|Decision|Proclamation|Resolution|Statute|Code) (?:on|concerning|regarding|governing))"
    rf" (?:the )?{_CAPITALISED}(?:(?!{_BY_WHOM})(?: (?:and|of|the|for|in|on|to|from|or|of the|for the|and the|to the))? {_CAPITALISED})*"
)
"""Rules by what they are on: "Interim Measures for Tracing Rare Earth Products"."""
_OFFICE: Final = re.compile(
    r"\b(?:(?:(?<=the )|(?<=The ))(?:President|Prime Minister|King|Governor|Emir|Sultan|Chancellor|Presidency|Premier|Council of Ministers)"
    r" of (?:the )?(?:Republic|Kingdom|Union|Federation|State|Commonwealth|Province|Emirate|Sultanate|People's Republic) of (?:the )?[A-Z][\w-]+"
    r"|Minister (?:of|for) (?:the )?(?:(?:Foreign|External|Internal|International|Natural|Economic|Industrial|Mineral|Critical|Public) )?[A-Z][\w-]+"
    r"(?:(?:,? and|,| of(?: the)?)(?: (?:Foreign|External|Internal|International|Natural|Economic|Industrial|Mineral|Critical|Public))? [A-Z][\w-]+)*"
    r"|(?:[Pp]residential|[Rr]oyal|[Pp]rime [Mm]inister's|[Pp]resident's|[Gg]overnor's) (?:palace|office|administration|Palace|Office|Administration|cabinet|Cabinet|secretariat))\b"
)
"""Who signs rules by office: "the President of the Republic of X", "the presidential palace"."""
_OFFICES: Final = "office"
_NO_POLICY: Final = frozenset("contract agreement base bases report announcement".split())
_TAIL: Final = re.compile(
    r"\s?\((?:\d{4}(?:\s?[-–]\s?\d{2,4})?(?: edition)?|draft[^()]{0,30}|interim|trial)\)", re.IGNORECASE
)


def find_titles(doc: Doc) -> Doc:
    """Return the doc with candidates for policies by quoted title, number or subject, and for the offices that sign
    them; years in brackets join a title."""
    spans, text = [], text_of(doc)
    for match in _QUOTED.finditer(text):
        span = doc.char_span(match.start(1), match.end(1), alignment_mode="contract")
        if span is not None and _is_title(span):
            spans.append(candidate(doc, span.start, span.end, EntityType.POLICY, EXTRACTOR))
    for pattern in (_NUMBERED, _CONTROL, _BATCH, _BY_YEAR, _BY_SUBJECT):
        for match in pattern.finditer(text):
            span = doc.char_span(match.start(), match.end())
            if span is not None:
                spans.append(candidate(doc, span.start, span.end, EntityType.POLICY, NUMBERED))
    for match in _OFFICE.finditer(text):
        span = doc.char_span(match.start(), match.end())
        if span is not None:
            spans.append(candidate(doc, span.start, span.end, EntityType.AGENCY, _OFFICES))
    put_spans(doc, CANDIDATES, [_with_tail(doc, text, span) for span in spans_of(doc, CANDIDATES)])
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
