"""The records that pass from layer to layer: documents, mentions, names, claims."""

import hashlib
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from reechain.ontology.namespaces import REC, minted


class EntityType(StrEnum):
    """A class of the ontology, by its local name."""

    COMPANY = "Company"
    MINE = "Mine"
    FACILITY = "Facility"
    PLACE = "Place"
    AGENCY = "Agency"
    POLICY = "Policy"
    PRODUCT = "Product"
    MINERAL = "Mineral"
    ELEMENT = "Element"
    APPLICATION = "Application"
    STAGE = "Stage"

    @property
    def iri(self) -> str:
        """The IRI of the class."""
        return REC + self.value


class Stance(StrEnum):
    """How a source puts a claim forward."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    HEDGED = "hedged"
    DENIED = "denied"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Document:
    """A source text under a stable key. Never changed after loading.

    `key` is a given id or a relative path with forward slashes, never an absolute path.
    `text` is what was read, after decoding only: all offsets count its code points. `date` is that
    of which it speaks, YYYY, YYYY-MM or YYYY-MM-DD, as precise as known; `date_basis` is the id of
    where it is from (date_bases.csv), `trust` that of the level of its source (trust_levels.csv).
    """

    key: str
    text: str
    title: str = ""
    date: str | None = None
    language: str = "en"
    date_basis: str = "given-date"
    trust: str = "unrated-source"

    @property
    def version(self) -> str:
        """The SHA-256 of the text, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def iri(self) -> str:
        """The IRI of the document and of its named graph, from the key alone."""
        return minted("document", self.key)


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A run of characters `[start, end)` of the document that speaks of one entity."""

    start: int
    end: int
    text: str
    type: EntityType
    extractor: str = field(compare=False)

    def iri(self, document_key: str) -> str:
        """The IRI of the mention, from document key, span and type."""
        return minted("mention", document_key, self.start, self.end, self.type)


@dataclass(frozen=True, slots=True)
class Name:
    """What one document calls one thing: `extract` prints these as entities.

    An old and a new name of one company are two names. `aliases` are the other written forms,
    sorted; `mentions` are all occurrences, sorted, those by "the company" included;
    `keys` are the name keys by which it may be found to be the same as a name elsewhere;
    `gazetteer_id` is the id of its row in the tables, if it has one.
    """

    type: EntityType
    canonical: str
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]
    keys: tuple[str, ...]
    gazetteer_id: str | None = None

    def iri(self, document_key: str) -> str:
        """The IRI of the name, from document key, type and canonical form."""
        return minted("name", document_key, self.type, self.canonical)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that prove a claim: `document.text[start:end] == quote`."""

    start: int
    end: int
    quote: str

    def iri(self, document_key: str) -> str:
        """The IRI of the text span."""
        return minted("span", document_key, self.start, self.end)


@dataclass(frozen=True, slots=True, order=True)
class Qualifier:
    """What a claim says beside its two ends: since when, how strong, of which goods, at which price.

    `property` is the local name of a property of the ontology. `value` is the id of a concept, a date
    (YYYY, YYYY-MM or YYYY-MM-DD), a decimal, "true" or printed words, as the property has it; for one
    that leads to a thing, `mention` is the mention of it and `value` its words.
    """

    property: str
    value: str
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation that one passage states between two mentions.

    `predicate` is the local name of a relation of the ontology; `extractor` names the family
    that found it; `confidence` lies in 0..1 with two decimals; `literal` is a printed number that
    comes with it (a stake), never a value; `qualifiers` are sorted.
    """

    subject: Mention
    predicate: str
    object: Mention
    evidence: Evidence
    extractor: str
    confidence: float
    stance: Stance = Stance.ASSERTED
    literal: str | None = None
    qualifiers: tuple[Qualifier, ...] = ()

    def iri(self, document_key: str) -> str:
        """The IRI of the claim, from document key, predicate and the three spans."""
        spans = (self.subject, self.object, self.evidence)
        offsets = [offset for span in spans for offset in (span.start, span.end)]
        return minted("claim", document_key, self.predicate, *offsets)


class ValueStatus(StrEnum):
    """What has come of reading a printed number: the id of a concept of statuses.csv."""

    CLEAN = "clean"
    REPAIRED = "repaired"
    AMBIGUOUS = "ambiguous"
    CONFLICTING = "conflicting"
    LOST = "lost"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a number is printed: characters `[start, end)` of the document, and which item of a series it is, from 0."""

    start: int
    end: int
    item: int = 0


@dataclass(frozen=True, slots=True)
class Check:
    """A check that a reading passed, or failed.

    `name` is a rule of numbers ("share", of share-rule in number_rules.csv); `words` show the sum with the numbers in it;
    `against` are the other numbers that it was made with; `is_passed` is false for one that contradicts the reading.
    """

    name: str
    words: str
    against: tuple[Place, ...] = ()
    is_passed: bool = True


@dataclass(frozen=True, slots=True)
class Value:
    """A reading of a printed number in its unit: one number, or a range where `high` differs from `low`."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number that a passage prints for one metric, as printed and as read.

    `place` and `literal` are the printed characters, for ever. `reading` is what they say where the status is clean or
    repaired, else None; `readings` are then all that they may say, the likeliest first. `metric`, `kind`, `stage`, `bases`
    and `unit` are ids of concepts (metrics, kinds, stages, bases, units.csv), empty where the text tells none; `metric_detail`
    and `of` are printed words ("net profit attributable to the parent"; of what a share is a share). `per` is "year",
    "month" or "day" for a rate. `bound` is "about", "at least", "at most" or empty. `period` is as gold writes it (2023,
    2023-Q1..Q3, 2023-01..11, FY2022, "per year"), `first_day` and `last_day` its days where it is known. `said_by` are the
    words that name who says it. `rule` is the rule of numbers by which a damaged one was read, `checks` prove it.
    """

    place: Place
    literal: str
    metric: str
    kind: str
    unit: str
    status: ValueStatus
    evidence: Evidence
    reading: Value | None
    readings: tuple[Value, ...] = ()
    subject: Mention | None = None
    product: Mention | None = None
    where: Mention | None = None
    holder: Mention | None = None
    stage: str = ""
    metric_detail: str = ""
    kind_detail: str = ""
    bases: tuple[str, ...] = ()
    of: str = ""
    per: str = ""
    bound: str = ""
    period: str = ""
    first_day: str = ""
    last_day: str = ""
    said_by: str = ""
    rule: str = ""
    reason: str = ""
    checks: tuple[Check, ...] = ()
    confidence: float = 1.0

    def iri(self, document_key: str) -> str:
        """The IRI of the observation, from document key, the printed characters and the place in a series."""
        return minted("observation", document_key, self.place.start, self.place.end, self.place.item)


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something seen and not kept, with the reason."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one document. Names, claims, what was dropped and quantities are sorted.

    `is_damaged` tells that translation has broken its numbers.
    """

    document: Document
    names: tuple[Name, ...]
    claims: tuple[Claim, ...]
    dropped: tuple[Dropped, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    is_damaged: bool = False

    def name_of(self) -> dict[Mention, Name]:
        """Return the name that each mention is an occurrence of."""
        return {mention: name for name in self.names for mention in name.mentions}
