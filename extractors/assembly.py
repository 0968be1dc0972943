"""From spans of a spaCy doc to records of the source text: mentions, claims with evidence, what was dropped."""

from collections.abc import Iterable, Mapping, Set
from typing import Final

from spacy.tokens import Doc, Span

from reechain.extractors.candidates import MENTIONS, spans_of
from reechain.extractors.gazetteer.factory import SOURCE
from reechain.extractors.linker import mention_of
from reechain.extractors.normalise import NormalisedText
from reechain.extractors.quantities.component import Read, quantities_of
from reechain.extractors.quantities.scene import Thing
from reechain.extractors.relations.matcher import Found, FoundQualifier
from reechain.extractors.resolve import DROPPED
from reechain.extractors.tokens import tokens_of
from reechain.ontology.records import Claim, Document, Dropped, Evidence, Extraction, Mention, Name, Qualifier
from reechain.ontology.schema import Relation

SOURCE_ONLY: Final = "a data house, a broker or an exchange, which only gives figures"
INSIDE: Final = "inside a longer name, or crossed by a surer one"
NO_NAME: Final = "no name by what stands around it: the place of a dateline, or not confirmed"
MAX_QUOTE: Final = 900
"""Longest evidence, in characters: a longer passage is cut to the sentence of the object."""


class Assembly:
    """Turns what was found in a doc into an extraction of its source text."""

    def __init__(
        self, document: Document, text: NormalisedText, doc: Doc, names: Mapping[Span, Name]
    ) -> None:
        self.document, self.text, self.doc, self.names = document, text, doc, names
        self.references: dict[int, set[Mention]] = {}
        named = {i for span in spans_of(doc, MENTIONS) for i in range(span.start, span.end)}
        self.dropped: set[Dropped] = {
            self._dropped(span, _reason(span, named)) for span in spans_of(doc, DROPPED)
        }

    def extraction(
        self,
        names: Iterable[Name],
        found: Iterable[Found],
        left: Iterable[tuple[Found, str]] = (),
        read: Read | None = None,
    ) -> Extraction:
        """Return the extraction: names, claims and what was dropped, each sorted.

        `left` was found and not kept; `read` are the numbers.
        """
        for item, reason in left:
            evidence = self._evidence(item)
            self.dropped.add(Dropped(evidence.start, evidence.end, evidence.quote, reason))
        claims: dict[str, Claim] = {}
        for item in found:
            claim = self._claim(item)
            if claim is not None:
                known = claims.get(claim.iri(self.document.key))
                if known is None or known.confidence < claim.confidence:
                    claims[claim.iri(self.document.key)] = claim
        # In the order of what claims speak of: numbers that join references to a name do not renumber the names.
        ordered = sorted(names, key=lambda name: (self._with_references(name).mentions[0], name.type))
        quantities = quantities_of(read, self._mentioned) if read is not None else ()
        return Extraction(
            self.document,
            tuple(self._with_references(name) for name in ordered),
            tuple(sorted(claims.values(), key=_order)),
            tuple(sorted(self.dropped, key=lambda item: (item.start, item.end, item.reason))),
            tuple(quantities),
            read is not None and read.is_damaged,
        )

    def _mentioned(self, thing: Thing | None) -> Mention | None:
        return self._end(thing.span, thing.means) if thing is not None else None

    def _claim(self, item: Found) -> Claim | None:
        evidence = self._evidence(item)
        reason = _unfit(item.relation, self.names[item.subject_means], self.names[item.object_means])
        if reason is not None:
            self.dropped.add(Dropped(evidence.start, evidence.end, evidence.quote, reason))
            return None
        subject = self._end(item.subject, item.subject_means)
        obj = self._end(item.object, item.object_means)
        return Claim(
            subject,
            item.relation.name,
            obj,
            evidence,
            item.family,
            item.confidence,
            item.stance,
            item.literal,
            tuple(sorted(self._qualifier(qualifier) for qualifier in item.qualifiers)),
        )

    def _qualifier(self, found: FoundQualifier) -> Qualifier:
        if found.span is None:
            return Qualifier(found.property, found.value)
        mention = mention_of(found.span, self.text, self.document.text)
        return Qualifier(found.property, mention.text, mention)

    def _end(self, span: Span, means: Span) -> Mention:
        """Return the mention at an end of a claim; one by reference joins the mentions of its name."""
        if span is means:
            return mention_of(span, self.text, self.document.text)
        start, end = self.text.to_source(span.start_char, span.end_char)
        name = self.names[means]
        mention = Mention(start, end, self.document.text[start:end], name.type, span.id_)
        self.references.setdefault(id(name), set()).add(mention)
        return mention

    def _with_references(self, name: Name) -> Name:
        extra = self.references.get(id(name), set())
        mentions = tuple(sorted({*name.mentions, *extra}))
        return Name(name.type, name.canonical, name.aliases, mentions, name.keys, name.gazetteer_id)

    def _evidence(self, item: Found) -> Evidence:
        """Return the sentence (or sentences) of a relation, without the space around them."""
        tokens, begin = tokens_of(self.doc), item.start
        text = tokens.said(begin, item.end)
        if len(text) > MAX_QUOTE:
            begin = max(begin, tokens.sent_of(item.object.start)[0])
            text = tokens.said(begin, item.end)
        first = tokens.starts[begin] + len(text) - len(text.lstrip())
        start, end = self.text.to_source(first, first + len(text.strip()))
        return Evidence(start, end, self.document.text[start:end])

    def _dropped(self, span: Span, reason: str) -> Dropped:
        start, end = self.text.to_source(span.start_char, span.end_char)
        return Dropped(start, end, self.document.text[start:end], reason)


def _reason(span: Span, named: Set[int]) -> str:
    """Return why a name was dropped; `named` are the tokens of the names that were kept."""
    if span.id_ == SOURCE:
        return SOURCE_ONLY
    return NO_NAME if named.isdisjoint(range(span.start, span.end)) else INSIDE


def _unfit(relation: Relation, subject: Name, obj: Name) -> str | None:
    """Return why a relation cannot hold between two names: its types do not admit them, or they are one."""
    if subject is obj:
        return f"{relation.name} of a thing to itself"
    if subject.type not in relation.subjects:
        return f"{relation.name} admits no {subject.type} as its subject"
    return None if obj.type in relation.objects else f"{relation.name} admits no {obj.type} as its object"


def _order(claim: Claim) -> tuple[int, str, Mention, Mention, str]:
    return claim.evidence.start, claim.predicate, claim.subject, claim.object, claim.extractor
