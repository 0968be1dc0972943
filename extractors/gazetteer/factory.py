"""The spaCy component that finds known names."""

import re
from collections.abc import Iterable
from typing import Final

from spacy.tokens import Doc, Span

from reechain.extractors.candidates import CANDIDATES, add_spans, candidate
from reechain.extractors.gazetteer.trie import Form, Match, build_trie, matches
from reechain.ontology.gazetteer import COMMON_NOUNS, Gazetteer
from reechain.ontology.records import EntityType
from reechain.ontology.tables import load_tables

EXTRACTOR: Final = "gazetteer"
SOURCE: Final = "source"
"""The extractor of names that are no part of the chain: data houses, exchanges, brokers. They hold their
words, so that nothing else is read into them, and are dropped with that reason."""
_SOURCE_KINDS: Final = frozenset({"broker", "exchange", "price reporter", "research firm"})
_TYPE_ORDER: Final = tuple(EntityType)
_SITE: Final = frozenset("mine mines deposit deposits project projects orebody ore pit concession".split())
_TOWN: Final = frozenset("county city district province prefecture region town village".split())
_FIRM: Final = re.compile(
    r"(?:said|announced|reported|plans|signed|acquired|bought|sold|owns|operates|produces|shares?|Inc|Corp|Ltd|Co|Limited|plc|company)\b"
)


class GazetteerMatcher:
    """Adds a candidate for each known name, with all the things that it may mean."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.root = build_trie(gazetteer)
        agencies = load_tables().rows["agencies"]
        self.sources = {row_id for row_id, row in agencies.items() if row["kind"] in _SOURCE_KINDS}

    def __call__(self, doc: Doc) -> Doc:
        """Return the doc with the candidates."""
        found = matches(doc, self.root)
        sure = {form.id for match in found for form in match.forms if not form.row.needs_context}
        topical = _topical_sentences(doc, found)
        spans = [span for match in found if (span := self._candidate(doc, match, sure, topical)) is not None]
        add_spans(doc, CANDIDATES, spans)
        return doc

    def _candidate(self, doc: Doc, match: Match, sure: set[str], topical: set[int]) -> Span | None:
        forms = [form for form in match.forms if _has_context(doc, match, form, sure, topical)]
        if not forms:
            return None
        entity_type = _choose_type(doc, match, {form.type for form in forms})
        ids = dict.fromkeys(form.id for form in forms if form.type is entity_type)
        extractor = SOURCE if all(row_id in self.sources for row_id in ids) else EXTRACTOR
        return candidate(doc, match.start, match.end, entity_type, extractor, ids)


def _topical_sentences(doc: Doc, found: Iterable[Match]) -> set[int]:
    """Return the sentences, by their first token, that name a rare earth, a mineral or a product of theirs."""
    starts = set()
    for match in found:
        if any(
            form.type in COMMON_NOUNS - {EntityType.APPLICATION} and not form.row.needs_context
            for form in match.forms
        ):
            starts.add(doc[match.start].sent.start)
    return starts


def _has_context(doc: Doc, match: Match, form: Form, sure: set[str], topical: set[int]) -> bool:
    """Whether an ordinary word or short code may be read as a name here."""
    if not form.row.needs_context or form.id in sure:
        return True
    if form.type in COMMON_NOUNS:
        return doc[match.start].sent.start in topical
    after = doc[match.end : match.end + 2].text
    if form.type in {EntityType.COMPANY, EntityType.AGENCY}:
        return bool(_FIRM.match(after)) and doc[match.start].text[:1].isupper()
    if form.type is EntityType.MINE:
        return after.split(" ")[0].casefold() in _SITE
    return form.type is EntityType.PLACE


def _choose_type(doc: Doc, match: Match, types: set[EntityType]) -> EntityType:
    """Return the type that the words around speak for, where a name is shared by things of several types."""
    if len(types) > 1:
        following = doc[match.end].text.casefold() if match.end < len(doc) else ""
        previous = doc[match.start - 1].text.casefold() if match.start else ""
        if EntityType.MINE in types and following in _SITE:
            return EntityType.MINE
        if EntityType.PLACE in types and (following in _TOWN or previous in {"in", "near", "from"}):
            return EntityType.PLACE
        if EntityType.COMPANY in types and _FIRM.match(following):
            return EntityType.COMPANY
        if EntityType.MINE in types and EntityType.COMPANY in types:
            return EntityType.MINE
    return min(types, key=_TYPE_ORDER.index)
