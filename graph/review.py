"""What a user may decide: things that may be one, claims in doubt, and names that were joined; each with its words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reechain.graph.context import Contexts
from reechain.graph.decisions import Pair, Side, Statement, one_line
from reechain.graph.derivation import Derived
from reechain.graph.facts import ClaimFact, Facts
from reechain.graph.grouping import ACRONYM, THRESHOLD
from reechain.graph.joins import TYPES, joins_of
from reechain.graph.quoting import Quoted
from reechain.graph.settling import LATER, LOOP, OVER
from reechain.graph.store import Store
from reechain.ontology.names import name_key, surface_key
from reechain.ontology.records import Stance
from reechain.ontology.schema import relations

BELOW: Final = 0.6
"""The confidence below which a claim is asked about: from there on, two in three are right (the README's table)."""
SUPPOSED: Final = "the text only supposes it; yes makes it a fact"
UNSURE: Final = "the reading is not sure"
_SETTLED: Final = (LOOP, OVER, LATER)


class Kind(StrEnum):
    """What a question is about."""

    PAIRS = "pairs"
    CLAIMS = "claims"
    MERGES = "merges"


@dataclass(frozen=True, slots=True)
class Question:
    """A question to a user: what it is about, why it is asked, and the words that bear on it."""

    kind: Kind
    about: Pair | Statement
    text: str
    why: str
    confidence: float | None
    evidence: tuple[Quoted, ...]

    def notes(self) -> tuple[str, str, str]:
        """Return what a sheet tells its reader: why, confidence, evidence."""
        confidence = "" if self.confidence is None else f"{self.confidence:.2f}"
        return self.why, confidence, " / ".join(map(str, self.evidence))


def questions_of(
    store: Store, below: float = BELOW, kinds: Iterable[Kind] = tuple(Kind), derived: Derived | None = None
) -> list[Question]:
    """Return what is open: pairs, then claims, those that are most open first, then merges, the least likely first.

    What was decided is not asked again. `derived` is what follows from the store, where that is known already.
    """
    derived = store.derived() if derived is None else derived
    contexts = Contexts(store, derived.reviewed.facts)
    ways = {Kind.PAIRS: _pairs, Kind.CLAIMS: _claims, Kind.MERGES: _merges}
    decided = {decision.about.key for decision in derived.reviewed.found}
    wanted = set(kinds)
    found = {
        question.about.key: question
        for kind in reversed(Kind)
        if kind in wanted
        for question in reversed(list(ways[kind](derived, contexts, below)))
        if question.about.key not in decided
    }
    return list(reversed(found.values()))


def _pairs(derived: Derived, contexts: Contexts, _: float) -> Iterator[Question]:
    for doubt in derived.doubts:
        is_alike = len({surface_key(form) for form in doubt.forms}) == 1
        ends = zip((doubt.one, doubt.other), doubt.forms, strict=True)
        one, other = (_side(iri, form, derived, of_document=is_alike) for iri, form in ends)
        pair = Pair(one, other)
        yield Question(
            Kind.PAIRS,
            pair,
            f"Are {_named(one)} and {_named(other)} one thing?",
            doubt.why,
            None,
            contexts.of_pair(pair),
        )


def _named(side: Side) -> str:
    return f"“{side.name}”{side.beside}"


def _side(iri: str, form: str, derived: Derived, *, of_document: bool) -> Side:
    """Return a thing by a form of its name; an acronym, and one of two that are written alike, is that of its document."""
    facts = derived.reviewed.facts
    if not of_document and not ACRONYM.fullmatch(form):
        return Side(form)
    names = (name for name in derived.grouping.groups[iri].names if form in name.written)
    return Side(form, document=min(facts.documents[name.document].key for name in names))


def _claims(derived: Derived, contexts: Contexts, below: float) -> Iterator[Question]:
    facts = derived.reviewed.facts
    sure = {
        (item.subject, name, item.object)
        for item in derived.judged.values()
        if item.claim.confidence >= below
        for name in item.asserts
    }
    asked = []
    for item in derived.judged.values():
        claim = item.claim
        is_sure = (item.subject, claim.predicate, item.object) in sure
        fits = item.is_fit and item.reason not in _SETTLED
        if claim.is_accepted is None and fits and not is_sure and _is_doubtful(claim, below):
            asked.append(claim)
    for claim in sorted(asked, key=lambda claim: (_openness(claim), _place(claim, facts))):
        about = statement_of(claim, facts)
        label = relations()[claim.predicate].label
        is_hedged = claim.stance is Stance.HEDGED
        # Who accepts a supposition makes a fact of it: so that is what is asked.
        asked_for, why = ("Is it so", SUPPOSED) if is_hedged else ("Does it say", UNSURE)
        text = f"{asked_for}: “{about.subject}” – {label} – “{about.object}”?"
        quotes = (contexts.quote(claim.document, claim.evidence),)
        yield Question(Kind.CLAIMS, about, text, why, claim.confidence, quotes)


def _is_doubtful(claim: ClaimFact, below: float) -> bool:
    return claim.stance is Stance.HEDGED or (claim.stance is Stance.ASSERTED and claim.confidence < below)


def _openness(claim: ClaimFact) -> float:
    """Return how far the reading of a claim is from a toss-up: there an answer tells most."""
    return round(abs(claim.confidence - THRESHOLD), 2)


def _place(claim: ClaimFact, facts: Facts) -> tuple[str, int, str]:
    return facts.documents[claim.document].key, facts.spans[claim.evidence].start, claim.iri


def statement_of(claim: ClaimFact, facts: Facts) -> Statement:
    """Return a claim in words, as a decision on it names it."""
    subject, object_ = (facts.names[facts.mentions[end]].canonical for end in (claim.subject, claim.object))
    quote = one_line(facts.spans[claim.evidence].words)
    return Statement(subject, claim.predicate, object_, facts.documents[claim.document].key, quote)


def _merges(derived: Derived, contexts: Contexts, _: float) -> Iterator[Question]:
    confirmed = _confirmed(derived)
    for join in sorted(joins_of(derived), key=lambda join: join.surprise):
        ends = {(join.thing, name_key(side.name)) for side in (join.pair.one, join.pair.other)}
        if ends <= confirmed and join.why != TYPES:
            continue
        text = f"{_named(join.pair.other)} was taken for {_named(join.pair.one)}. Are they one thing?"
        said = (contexts.quote(join.claim.document, join.claim.evidence),) if join.claim else ()
        yield Question(Kind.MERGES, join.pair, text, join.why, None, said or contexts.of_pair(join.pair))


def _confirmed(derived: Derived) -> set[tuple[str, str]]:
    """Return each thing and the key of each of its names of which a user said that it is one of them."""
    entity_of = derived.grouping.entity_of
    return {
        (entity_of[sides[0][0]], name_key(side.name))
        for decision, sides in derived.reviewed.found.items()
        if isinstance(decision.about, Pair) and decision.is_accepted and all(sides)
        for side in (decision.about.one, decision.about.other)
    }
