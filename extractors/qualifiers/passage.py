"""A relation in its sentence, as the readers of qualifiers see it."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from spacy.tokens import Doc

from reechain.extractors.candidates import MENTIONS, REFERENCES, spans_of
from reechain.extractors.relations.matcher import Found
from reechain.extractors.tokens import span_text
from reechain.ontology.records import EntityType

Stretch = tuple[int, int]
"""Characters `[start, end)` of a passage."""
DATE: Final = "date of the document"
"""Under which key of `Doc.user_data` the date of the document stands."""
_PARTIES: Final = frozenset(
    {
        *(t.value for t in (EntityType.COMPANY, EntityType.AGENCY, EntityType.MINE, EntityType.FACILITY)),
        "Firms",
        "Pronoun",
        "Site",
    }
)
_POSSESSIVE: Final = frozenset({"its", "their", "our"})
_INDEX: Final = "firms and sites by character"
_REACH: Final = 150
_ASIDE: Final = re.compile(
    r"[,(] (?:a|an|the|its|itself|one of|part of|formerly|which|whose|in which)\b[^,;()]*[,)]|\((?:a|an|the|its)\b[^,;()]*\)"
)
_GLUE: Final = re.compile(r"\s*(?:,|and|or|,\s*and)\s*(?:the\s+)?", re.IGNORECASE)
_CLAUSE: Final = re.compile(r"[;\n]|\b(?:while|whereas|but)\b")
_HELD_AT_FRONT: Final = frozenset({"subsidiaryOf", "jointVentureOf", "spunOffFrom"})


@dataclass(frozen=True)
class Passage:
    """The sentence of a relation; stretches count its characters.

    `subject` and `object` may lie outside the text, where the company that a document is about fills
    a role. `lead` is the heading of the list of which it is an item. `parties` are all firms and sites of the sentence, words that stand for one included.
    """

    text: str
    subject: Stretch
    object: Stretch
    parties: tuple[Stretch, ...]
    relation: str
    lead: str = ""

    @property
    def holder(self) -> Stretch:
        """The end that holds, buys, sells."""
        return self.object if self.relation in _HELD_AT_FRONT else self.subject

    @property
    def held(self) -> Stretch:
        """The end that is held, bought, sold."""
        return self.subject if self.relation in _HELD_AT_FRONT else self.object

    @cached_property
    def ends(self) -> tuple[Stretch, ...]:
        """The ends that lie in the text, in order."""
        inside = [end for end in (self.subject, self.object) if end[0] >= 0 and end[1] <= len(self.text)]
        return tuple(sorted(inside))

    @cached_property
    def around(self) -> str:
        """The words from end to end, and those beside them up to another party or clause."""
        if not self.ends:
            return f"{self.lead} {self.text}"
        first, last = self.ends[0][0], max(end for _, end in self.ends)
        left = max([0, first - _REACH, *(end for _, end in self.parties if end <= first)])
        before = _CLAUSE.split(self.text[left:first])[-1]
        right = min([len(self.text), last + _REACH, *self._next_after(last)])
        after = _CLAUSE.split(self.text[last:right], maxsplit=1)[0]
        return f"{self.lead} {before}{self._without_asides(first, last)}{after}"

    def _without_asides(self, first: int, last: int) -> str:
        """Return the words of a stretch without what they say, between commas, of another party."""
        kept, position = "", first
        for aside in _ASIDE.finditer(self.text, first, last):
            inside = [p for p in self.parties if aside.start() <= p[0] and p[1] <= aside.end()]
            if inside and not set(inside) & set(self.ends):
                kept += self.text[position : aside.start()]
                position = aside.end()
        return kept + self.text[position:last]

    def _next_after(self, position: int) -> list[int]:
        """Return where the next party begins that is more than a pronoun, and in no list with the last end."""
        for start, end in self.parties:
            if start < position or end - start <= len("their"):
                continue
            if not _GLUE.fullmatch(self.text, position, start):
                return [start]
            position = end
        return []


def passage_of(found: Found) -> Passage:
    """Return the passage of a relation."""
    doc = found.subject.doc
    span = doc[found.start : found.end]
    first, last = span.start_char, span.end_char
    index = _indexed(doc)
    inside = index[bisect_left(index, (first, 0)) : bisect_left(index, (last, 0))]
    ends = [(end.start_char, end.end_char) for end in (found.subject, found.object)]
    parties = sorted({*inside, *(end for end in ends if first <= end[0] < last)})
    subject, obj, *parties = [(start - first, end - first) for start, end in (*ends, *parties)]
    return Passage(span_text(span), subject, obj, tuple(parties), found.relation.name, found.lead)


def _indexed(doc: Doc) -> list[Stretch]:
    """Return where the firms and sites of a doc stand, sorted; worked out once for a doc."""
    index: list[Stretch] | None = doc.user_data.get(_INDEX)
    if index is None:
        index = sorted(
            (span.start_char, span.end_char)
            for group in (MENTIONS, REFERENCES)
            for span in spans_of(doc, group)
            if span.label_ in _PARTIES and span_text(span).casefold() not in _POSSESSIVE
        )
        doc.user_data[_INDEX] = index
    return index
