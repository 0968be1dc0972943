"""The head of an official text: the rule that the text itself is, and the bodies that issue it.

    MINISTRY OF EXTERNAL TRADE
    Notice No. 7 of 2024 on the Export of Magnets

"This Notice" is that rule wherever it is said, and the bodies above it or in its title issued it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile, zip_longest
from typing import Final

from spacy.tokens import Doc, Span

from reechain.extractors.candidates import CANDIDATES, add_spans, candidate, spans_of, type_of
from reechain.extractors.dates.reading import dates_in
from reechain.extractors.tokens import span_text, tokens_of
from reechain.extractors.wordlists import load_toml, wordset
from reechain.ontology.names import words
from reechain.ontology.records import EntityType

EXTRACTOR: Final = "letterhead"
_AGENCY: Final = load_toml("reechain.extractors.shapes", "patterns.toml")["agency"]
_FIRST: Final = wordset(_AGENCY["first"]) | {"general"}
_HEADS: Final = wordset(_AGENCY["heads"])
_RULES: Final = wordset(load_toml("reechain.extractors.shapes", "patterns.toml")["policy"]["heads"]) - {
    "policy",
    "standards",
}
_QUOTAS: Final = re.compile(
    r"\b(?:quotas?|ceilings?|allocat(?:ed|ions?)|allotments?|allotted|indicators?|targets?|caps|entitlements?)\b",
    re.IGNORECASE,
)
_ROW: Final = re.compile(
    r"\s*(?:[-•*–]\s*|\(?\w{1,2}[.)]\s+|\|\s*)?(?P<name>[A-Z][\w.'&()-]*(?: (?:[A-Z][\w.'&()-]*|of|and|&|de))*?)\s*(?::|\||–|—| - |\t|,)\s*(?P<rest>[^\n]*\d[^\n]*)$"
)
_NO_HOLDER: Final = frozenset(
    "total totals national sum reserve unallocated other others year tonnes order notice article".split()
)
_LINES: Final = 5
"""How many lines may stand above the title of a rule, and it with them."""
_LONGEST: Final = 12
_TOLD: Final = frozenset(EntityType) - {EntityType.COMPANY, EntityType.ELEMENT, EntityType.PRODUCT}
"""What the first words of a row may be that make it no firm's: a province, a body, a rule."""
_FIRMS: Final = wordset(load_toml("reechain.extractors.shapes", "patterns.toml")["company"]["heads"])
_CAPITAL_NAME: Final = re.compile(r"(?P<name>[A-Z][A-Z&'-]+(?: (?:[A-Z&][A-Z&'-]*)){1,5})(?= [-–—|] | \(|: )")
_SMALL: Final = frozenset("of the and for".split())


def find_letterheads(doc: Doc) -> Doc:
    """Return the doc with a candidate for each agency that has one of the first lines to itself, or that
    a title names: "Notice of the Industry Ministry and the Resources Ministry"."""
    parts = [part for line in head_lines(doc) for part in (line, *_issuers(line)) if _is_agency(part)]
    found = [candidate(doc, part.start, part.end, EntityType.AGENCY, EXTRACTOR) for part in parts]
    known = {
        i for span in spans_of(doc, CANDIDATES) if type_of(span) in _TOLD for i in range(span.start, span.end)
    }
    for row in quota_rows(doc):
        match = _ROW.match(span_text(row))
        name = match and doc.char_span(
            row.start_char + match.start("name"), row.start_char + match.end("name")
        )
        if name and len(name) > 1 and not known & set(range(name.start, name.end)):
            found.append(candidate(doc, name.start, name.end, EntityType.COMPANY, EXTRACTOR))
    if (heading := _capital_name(doc)) is not None:
        found.append(heading)
    add_spans(doc, CANDIDATES, found)
    return doc


def _capital_name(doc: Doc) -> Span | None:
    """Return the firm that a first line in capitals begins with: "FOO MAGNETIC MATERIALS - CIRCULAR TO SHAREHOLDERS"."""
    line = next(lines(doc), None)
    match = _CAPITAL_NAME.match(span_text(line)) if line is not None else None
    name = match and line and doc.char_span(line.start_char, line.start_char + match.end("name"))
    if not name or words(name[-1].text)[-1:] == [] or words(name[-1].text)[-1] not in _FIRMS:
        return None
    return candidate(doc, name.start, name.end, EntityType.COMPANY, EXTRACTOR)


def _issuers(line: Span) -> Iterator[Span]:
    """Yield the parts of a title after "Notice of the" and "and the"."""
    folded = [token.lower_ for token in line]
    if len(folded) < 4 or folded[0] not in _RULES or folded[1:3] != ["of", "the"]:
        return
    starts = [i + 1 for i in range(2, len(folded)) if folded[i] == "the"]
    for start, following in zip_longest(starts, starts[1:], fillvalue=len(folded) + 2):
        yield line[start : min(following - 2, len(folded))]


def head_lines(doc: Doc) -> list[Span]:
    """Return the first lines of a text, up to one that is prose."""
    first = list(islice(lines(doc), _LINES))
    return list(takewhile(lambda line: not span_text(line).rstrip().endswith((".", ";")), first))


def lines(doc: Doc) -> Iterator[Span]:
    """Yield the lines of a text that are not empty, without the line breaks."""
    tokens = tokens_of(doc)
    start = 0
    for i, word in enumerate(tokens.words):
        is_break = "\n" in word
        if is_break or i + 1 == len(tokens):
            end = i if is_break else i + 1
            if tokens.said(start, end).strip():
                yield doc[start:end]
            start = i + 1


def quota_rows(doc: Doc) -> list[Span]:
    """Return the lines that give a holder and its figures, two or more in a row after words of quotas."""
    found: list[Span] = []
    block: list[Span] = []
    is_told = False
    for line in lines(doc):
        match = _ROW.match(span_text(line))
        if match and is_told and not set(words(match["name"])) & _NO_HOLDER and not dates_in(match["rest"]):
            block.append(line)
            continue
        if match is None:
            found += block if len(block) > 1 else []
            block = []
        is_told = is_told or bool(_QUOTAS.search(span_text(line)))
    return found + (block if len(block) > 1 else [])


def title_policy(doc: Doc, mentions: Sequence[Span]) -> Span | None:
    """Return the rule that a text itself is: the first that the heading names, where it does not only tell of it."""
    for line in head_lines(doc):
        if any(token.lower_ in _TELLING for token in line):
            return None
        for span in mentions:
            if type_of(span) is EntityType.POLICY and line.start <= span.start < line.end:
                return span
    return None


_TELLING: Final = frozenset(
    "issues issued releases released says said publishes published hits hit alert statement memo".split()
)
"""Words of a headline about a rule, which is no title of one."""


def _is_agency(line: Span) -> bool:
    if (
        not len(line)
        or len(line) > _LONGEST
        or line[-1].text in ".:;,!?"
        or any(token.like_num for token in line)
    ):
        return False
    said = [word for token in line for word in words(token.text)]
    capital = [token for token in line if token.is_alpha and token.lower_ not in _SMALL]
    if len(said) < 2 or not all(token.text[:1].isupper() for token in capital):
        return False
    return (said[0] in _FIRST or said[-1] in _HEADS) and not _RULES & set(said)
