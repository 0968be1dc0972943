"""The spaCy component that finds words standing for a thing named elsewhere, and what they mean."""

import re
from typing import Final

from spacy.tokens import Doc, Span

from reechain.extractors.candidates import MENTIONS, REFERENCES, spans_of
from reechain.extractors.tokens import text_of
from reechain.ontology.records import EntityType

EXTRACTOR: Final = "reference"
_PATTERNS: Final = {
    "Company": r"(?:the|this|our|said)\s+(?:listed\s+|parent\s+|combined\s+)?(?:company|group|firm|corporation|miner|producer|manufacturer|developer|explorer|start-?up|refiner|recycler|enterprise|magnet maker|automaker|conglomerate)",
    "Mine": r"(?:the|this|its flagship)\s+(?:mine|deposit|ore body|orebody|mining area)",
    "Facility": r"(?:the|this|the new)\s+(?:plant|facility|refinery|smelter|concentrator|factory|works|complex|tailings pond)",
    "Site": r"(?:the|this|its|the flagship|its flagship)\s+(?:project|site|operation|asset)",
    "Policy": r"(?:the|this|these|the new)\s+(?:policy|regulations?|measures|plan|law|act|rules?|notice|opinions|strategy|announcement|catalogue|order|proclamation|decree|directive|circular|ordinance|statute|resolution|bill)",
    "Agency": r"(?:the|said|this)\s+(?-i:Ministry|Commission|Agency|Board|Bureau|Council|Authority|Department|Administration|Committee|Directorate|Secretariat|Office|Service|Government|Minister|President)",
    "Goods": r"(?:these|those|such)\s+(?:materials|minerals|metals|elements|products|magnets|oxides|alloys|compounds|powders)",
    "Firms": r"(?:all (?:two|three|four|five|of (?:them|these))|both(?: companies| firms)?|(?:the|these) (?:two|three|four) (?:companies|firms|units|enterprises)|these (?:companies|firms|units|subsidiaries|enterprises))",
    "Pronoun": r"(?:it|its|they|their|we|ours|our)",
}
_EXPLETIVE: Final = re.compile(
    r"it (?:(?:is|was|will be|has been|would be|remains|became|seems|appears|follows|turned out)(?: (?:also|not|now|hereby|still|further|only|once|therefore|generally|widely)){0,2}"
    r" (?:(?:noted|announced|said|reported|believed|understood|known|clear|unclear|likely|unlikely|true|agreed|resolved|stated|disclosed|hoped|recalled|rumoured|thought|expected|planned|decided) that"
    r"|(?:possible|impossible|difficult|hard|easy|necessary|important|too early|unclear|clear|hereby|open)\b|hereby|that\b)"
    r"|come to|comes to|came to|takes (?:time|years)|rained|snowed)",
    re.IGNORECASE,
)
"""An "it" that stands for nothing: "it is noted that"."""
_ANY: Final = "|".join(rf"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS.items())
_REGEX: Final = re.compile(rf"\b(?=[abiostw])(?:{_ANY})\b", re.IGNORECASE)
"""All patterns; at most words the first letter tells that none begins there."""


def find_references(doc: Doc) -> Doc:
    """Return the doc with `references`, labelled by the kind of thing that they stand for."""
    taken = {i for span in spans_of(doc, MENTIONS) for i in range(span.start, span.end)}
    named = {span.start for span in spans_of(doc, MENTIONS) if span.label_ == EntityType.COMPANY}
    text = text_of(doc)
    found = []
    for match in _REGEX.finditer(text):
        span = doc.char_span(match.start(), match.end())
        if span is None or match.lastgroup is None or taken & set(range(span.start, span.end)):
            continue
        if match.lastgroup != "Pronoun" and (_is_modifier(doc, span) or span.end in named):
            continue
        if _EXPLETIVE.match(text, match.start()):
            continue
        found.append(Span(doc, span.start, span.end, label=match.lastgroup, span_id=EXTRACTOR))
    doc.spans[REFERENCES] = found
    return doc


def _is_modifier(doc: Doc, span: Span) -> bool:
    """Whether the head only modifies another noun: "the project manager", "the plan period"."""
    following = doc[span.end].text.casefold() if span.end < len(doc) else ""
    return following in {
        "manager",
        "team",
        "area",
        "partners",
        "owner",
        "period",
        "construction",
        "development",
        "profile",
        "name",
        "announcement",
    }
