"""What the derived graphs are derived from, read back from the quads of documents."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import NamedNode, Quad

from reechain.graph.observed import OBSERVED_PREDICATES, ObservationFact, observation_fact
from reechain.graph.terms import (
    CANONICAL,
    CONFIDENCE,
    DOCUMENT_DATE,
    END,
    ENTITY_TYPE,
    ENTRY,
    EVIDENCE,
    EXACT,
    FORM,
    KEY,
    LITERAL,
    NAME_KEY,
    OBJECT_MENTION,
    OF_NAME,
    RDF_PREDICATE,
    STANCE,
    START,
    SUBJECT_MENTION,
    TRUST,
    VALUE_TEXT,
    iri_of,
    relation_node,
    text_of,
)
from reechain.ontology.namespaces import REC, REV
from reechain.ontology.records import EntityType, Stance
from reechain.ontology.schema import ValueKind, qualifiers, written_as

_QUALIFIERS: Final = {relation_node(written_as(name)): name for name in qualifiers()}
PREDICATES: Final = (
    *_QUALIFIERS,
    *OBSERVED_PREDICATES,
    CANONICAL,
    CONFIDENCE,
    DOCUMENT_DATE,
    END,
    ENTITY_TYPE,
    ENTRY,
    EVIDENCE,
    EXACT,
    FORM,
    KEY,
    LITERAL,
    NAME_KEY,
    OBJECT_MENTION,
    OF_NAME,
    RDF_PREDICATE,
    STANCE,
    START,
    SUBJECT_MENTION,
    TRUST,
)
"""The predicates that identity depends on: a writer reads these of each document, and no more."""


@dataclass(frozen=True, slots=True)
class NameFact:
    """A name of one document, by IRI. `entry` is the IRI of its gazetteer entry, if it has one.

    `part_of` is the IRI of the name from which a review split this one off; no document knows it.
    """

    iri: str
    document: str
    type: EntityType
    canonical: str
    forms: tuple[str, ...]
    keys: tuple[str, ...]
    entry: str | None
    part_of: str | None = None

    @property
    def written(self) -> tuple[str, ...]:
        """All forms, the canonical one first."""
        return (self.canonical, *(form for form in self.forms if form != self.canonical))


@dataclass(frozen=True, slots=True)
class ClaimFact:
    """A claim of one document, by IRI; its ends are IRIs of mentions.

    `qualifiers` give by property what it says beside its ends: the id of a concept, the IRI of a
    mention, a date, a number or words. `literal` is the printed number that comes with it.
    `is_accepted` is what a user decided on it, None where nobody did.
    """

    iri: str
    document: str
    predicate: str
    subject: str
    object: str
    confidence: float
    stance: Stance
    evidence: str = ""
    literal: str | None = None
    qualifiers: Mapping[str, str] = field(default_factory=dict)
    is_accepted: bool | None = None

    @property
    def is_rejected(self) -> bool:
        """Whether a user said that it does not hold."""
        return self.is_accepted is False


@dataclass(frozen=True, slots=True)
class SpanFact:
    """Where a mention or the evidence of a claim stands, in code points of its document, and its words."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """What is known of a document, by IRI: of when it speaks, the id of the level of its source, its key."""

    iri: str
    date: str | None
    trust: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Names, claims, documents, spans and numbers by IRI, sorted, and the name of each mention.

    `same` are names that a user says are one thing, `apart` names of one thing and of another that must not become one;
    instead of names it may have a gazetteer entry, of which no document has a name.
    """

    names: Mapping[str, NameFact]
    mentions: Mapping[str, str]
    claims: Mapping[str, ClaimFact]
    documents: Mapping[str, DocumentFact] = field(default_factory=dict)
    spans: Mapping[str, SpanFact] = field(default_factory=dict)
    same: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    observations: Mapping[str, ObservationFact] = field(default_factory=dict)


_Values = dict[NamedNode, list[str]]


def facts_of(quads: Iterable[Quad]) -> Facts:
    """Return the facts that quads of document graphs hold, whatever their order."""
    nodes: dict[str, _Values] = defaultdict(dict)
    documents: dict[str, str] = {}
    for quad in quads:
        subject = iri_of(quad.subject)
        documents[subject] = iri_of(quad.graph_name)
        nodes[subject].setdefault(quad.predicate, []).append(text_of(quad.object))
    names, mentions, claims, known, spans, numbers = {}, {}, {}, {}, {}, {}
    for iri, values in sorted(nodes.items()):
        if EXACT in values and START in values and END in values:
            spans[iri] = SpanFact(int(values[START][0]), int(values[END][0]), values[EXACT][0])
        if CANONICAL in values:
            names[iri] = _name(iri, documents[iri], values)
        elif OF_NAME in values:
            mentions[iri] = values[OF_NAME][0]
        elif VALUE_TEXT in values:
            numbers[iri] = observation_fact(iri, documents[iri], values)
        elif SUBJECT_MENTION in values:
            claims[iri] = _claim(iri, documents[iri], values)
        elif TRUST in values:
            date = values[DOCUMENT_DATE][0] if DOCUMENT_DATE in values else None
            key = values[KEY][0] if KEY in values else ""
            known[iri] = DocumentFact(iri, date, values[TRUST][0].removeprefix(REV), key)
    return Facts(names, mentions, claims, known, spans, observations=numbers)


def _name(iri: str, document: str, values: _Values) -> NameFact:
    return NameFact(
        iri=iri,
        document=document,
        type=EntityType(values[ENTITY_TYPE][0].removeprefix(REC)),
        canonical=values[CANONICAL][0],
        forms=tuple(sorted(values.get(FORM, []))),
        keys=tuple(sorted(values.get(NAME_KEY, []))),
        entry=values[ENTRY][0] if ENTRY in values else None,
    )


def _claim(iri: str, document: str, values: _Values) -> ClaimFact:
    return ClaimFact(
        iri=iri,
        document=document,
        predicate=values[RDF_PREDICATE][0].removeprefix(REC),
        subject=values[SUBJECT_MENTION][0],
        object=values[OBJECT_MENTION][0],
        confidence=float(values[CONFIDENCE][0]),
        stance=Stance(values[STANCE][0].removeprefix(REV)),
        evidence=values[EVIDENCE][0] if EVIDENCE in values else "",
        literal=values[LITERAL][0] if LITERAL in values else None,
        qualifiers=dict(_qualifiers(values)),
    )


def _qualifiers(values: _Values) -> Iterator[tuple[str, str]]:
    kinds = qualifiers()
    for node, name in _QUALIFIERS.items():
        for value in values.get(node, ()):
            yield name, value.removeprefix(REV) if kinds[name] is ValueKind.CONCEPT else value
