"""One document in, all that was found in it out. Pure: same text, same result."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from reechain.extractors import sentences
from reechain.extractors.candidates import CANDIDATES, MENTIONS, add_spans, candidate
from reechain.extractors.definitions import find_defined_names
from reechain.extractors.gazetteer.factory import GazetteerMatcher
from reechain.extractors.goods.factory import find_goods
from reechain.extractors.linker import Linker, mention_of
from reechain.extractors.normalise import NormalisedText, normalise
from reechain.extractors.references.discourse import resolve
from reechain.extractors.references.factory import find_references
from reechain.extractors.relations.families import Family, bundled_families
from reechain.extractors.relations.inference import with_inferences
from reechain.extractors.relations.matcher import Found, RelationMatcher
from reechain.extractors.relations.stance import document_year
from reechain.extractors.resolve import DROPPED, keep_longest
from reechain.extractors.shapes.factory import find_unknown_names
from reechain.extractors.titles import find_titles
from reechain.ontology.gazetteer import Gazetteer, load_gazetteer
from reechain.ontology.records import Claim, Document, Dropped, EntityType, Evidence, Extraction, Mention, Name

MAX_QUOTE: Final = 900
"""Longest evidence, in characters: a longer passage is cut to the sentence that names both ends."""


class Extractor:
    """Extracts mentions, names and claims. Build once, use for many documents."""

    def __init__(self, gazetteer: Gazetteer | None = None, families: Sequence[Family] | None = None) -> None:
        self.gazetteer = gazetteer if gazetteer is not None else load_gazetteer()
        self.nlp = blank_pipeline()
        self.find_known = GazetteerMatcher(self.gazetteer)
        self.linker = Linker(self.gazetteer)
        self.find_relations = RelationMatcher(families if families is not None else bundled_families())

    def extract(self, document: Document, *, names: Iterable[str] = ()) -> Extraction:
        """Return what a document says. `names` are names that the caller knows to be in it."""
        text = normalise(document.text)
        if not text.text.strip():
            return Extraction(document, (), ())
        doc = self.annotated(text, names)
        discourse = resolve(doc)
        year = document_year(text.text, document.date)
        found = with_inferences(self.find_relations(doc, discourse, year))
        related = [(item.subject_means, item.object_means) for item in found]
        renamed = [pair for item, pair in zip(found, related, strict=True) if item.relation.name == "renamedTo"]
        linked, of_span = self.linker.link(doc, text, document.text, renamed=renamed, related=related)
        return _assembled(document, text, doc, found, linked, of_span)

    def annotated(self, text: NormalisedText, names: Iterable[str] = ()) -> Doc:
        """Return the spaCy doc of a text with its mentions and references."""
        doc = self.nlp(text.text)
        _add_given(doc, names)
        components: Sequence[Callable[[Doc], Doc]] = (
            self.find_known, find_unknown_names, find_goods, find_titles, find_defined_names, keep_longest, find_references,
        )  # fmt: skip
        for component in components:
            doc = component(doc)
        return doc


@cache
def blank_pipeline() -> Language:
    """Return a blank English pipeline that marks sentences; texts of any length are taken."""
    nlp = spacy.blank("en")
    nlp.max_length = 2**31
    nlp.add_pipe(sentences.NAME)
    return nlp


def _add_given(doc: Doc, names: Iterable[str]) -> None:
    """Add a candidate for every use of a name that the caller knows, a company unless shape says otherwise."""
    spans = []
    for name in sorted(set(names), key=len, reverse=True):
        start = doc.text.find(name)
        while name and start >= 0:
            span = doc.char_span(start, start + len(name))
            if span is not None:
                spans.append(candidate(doc, span.start, span.end, EntityType.COMPANY, "given"))
            start = doc.text.find(name, start + len(name))
    add_spans(doc, CANDIDATES, spans)


def _assembled(document: Document, text: NormalisedText, doc: Doc, found: Sequence[Found], linked: Sequence[Name], of_span: dict[Span, Name]) -> Extraction:
    extra: dict[Name, set[Mention]] = {}
    claims: dict[str, Claim] = {}
    dropped = [_dropped(document, text, span, "overlapped by a longer name") for span in doc.spans.get(DROPPED, [])]
    for item in found:
        subject_name, object_name = of_span[item.subject_means], of_span[item.object_means]
        evidence = _evidence(document, text, doc, item)
        if subject_name is object_name:
            dropped.append(Dropped(evidence.start, evidence.end, evidence.quote, f"{item.relation.name} of a thing to itself"))
            continue
        subject = _end(document, text, item.subject, item.subject_means, subject_name, extra)
        obj = _end(document, text, item.object, item.object_means, object_name, extra)
        claim = Claim(subject, item.relation.name, obj, evidence, item.family, item.confidence, item.stance, item.literal)
        known = claims.get(claim.iri(document.key))
        if known is None or known.confidence < claim.confidence:
            claims[claim.iri(document.key)] = claim
    names = tuple(sorted((_with_mentions(name, extra.get(name, set())) for name in linked), key=lambda n: (n.mentions[0], n.type)))
    ordered = sorted(claims.values(), key=lambda c: (c.evidence.start, c.predicate, c.subject, c.object, c.extractor))
    return Extraction(document, names, tuple(ordered), tuple(sorted(set(dropped), key=lambda d: (d.start, d.end, d.reason))))


def _end(document: Document, text: NormalisedText, span: Span, means: Span, name: Name, extra: dict[Name, set[Mention]]) -> Mention:
    """Return the mention at an end of a claim; one by reference joins the mentions of its name."""
    if span is means:
        return mention_of(span, text, document.text)
    start, end = text.to_source(span.start_char, span.end_char)
    mention = Mention(start, end, document.text[start:end], name.type, span.id_)
    extra.setdefault(name, set()).add(mention)
    return mention


def _with_mentions(name: Name, mentions: set[Mention]) -> Name:
    if not mentions:
        return name
    return Name(name.type, name.canonical, name.aliases, tuple(sorted({*name.mentions, *mentions})), name.keys, name.gazetteer_id)


def _evidence(document: Document, text: NormalisedText, doc: Doc, item: Found) -> Evidence:
    """Return the sentence (or sentences) of a relation, without the space around them."""
    span = doc[item.start : item.end]
    if len(span.text) > MAX_QUOTE:
        span = doc[max(item.start, item.object.sent.start) : item.end]
    lead = len(span.text) - len(span.text.lstrip())
    stripped = span.text.strip()
    start, end = text.to_source(span.start_char + lead, span.start_char + lead + len(stripped))
    return Evidence(start, end, document.text[start:end])


def _dropped(document: Document, text: NormalisedText, span: Span, reason: str) -> Dropped:
    start, end = text.to_source(span.start_char, span.end_char)
    return Dropped(start, end, document.text[start:end], reason)
