"""Which claims would become facts, and why the others do not: by stance, trust, type and identity."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from reechain.graph.facts import ClaimFact, Facts
from reechain.graph.grouping import THRESHOLD
from reechain.ontology.records import EntityType, Stance
from reechain.ontology.schema import Relation, relations

RENAMING: Final = "renamedTo"
ASSOCIATE: Final = "associate"
WOULD_JOIN: Final = "it would join two things that are known to be two"
REJECTED: Final = "it was rejected in a review"
NO_CONTROL: Final = "an associate is held, and not controlled"


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim between entities: the relations that it asserts or denies, or the reason why it asserts none.

    `is_fit` says whether a claim between its ends could be a fact at all. A renaming asserts no triple and has no
    reason either: what it asserts is a former name.
    """

    claim: ClaimFact
    subject: str
    object: str
    asserts: tuple[str, ...]
    reason: str | None
    denies: tuple[str, ...] = ()
    is_fit: bool = True


def judge(facts: Facts, entity_of: Mapping[str, str], types: Mapping[str, EntityType]) -> dict[str, Judged]:
    """Return the fate of every claim by what it is itself, by its IRI; time is not looked at here."""
    judged = {}
    for claim in facts.claims.values():
        subject, object_ = (entity_of[facts.mentions[end]] for end in (claim.subject, claim.object))
        relation = relations()[claim.predicate]
        unfit = _ends(relation, subject, object_, types)
        # Who is held, and not controlled, is held all the same (stakes): so that reason comes last.
        reason = _reason(claim) or unfit or (NO_CONTROL if _is_associate(claim) else None)
        asserts = () if reason or relation.name == RENAMING else tuple(with_broader(relation.name))
        denies = () if unfit else tuple(_denied(claim, relation.name))
        judged[claim.iri] = Judged(
            claim, subject, object_, asserts, reason, denies, unfit in (None, WOULD_JOIN)
        )
    return judged


def with_broader(name: str) -> Iterator[str]:
    """Yield a relation and those that it refines."""
    found: Relation | None = relations()[name]
    while found:
        yield found.name
        found = relations().get(found.broader) if found.broader else None


def _reason(claim: ClaimFact) -> str | None:
    if claim.is_rejected:
        return REJECTED
    if claim.stance is not Stance.ASSERTED:
        return f"its stance is {claim.stance}"
    return f"its confidence is below {THRESHOLD}" if claim.confidence < THRESHOLD else None


def _is_associate(claim: ClaimFact) -> bool:
    return claim.predicate == "subsidiaryOf" and claim.qualifiers.get("strength") == ASSOCIATE


def _denied(claim: ClaimFact, name: str) -> Iterator[str]:
    """Yield what a claim says is not so: the relation and what refines it; what has ended ended in all its forms."""
    if claim.confidence < THRESHOLD or claim.is_rejected:
        return
    if claim.stance is Stance.ASSERTED and _is_associate(claim):
        yield name
    if claim.stance not in (Stance.DENIED, Stance.ENDED):
        return
    yield from (other for other in relations() if name in with_broader(other))
    if claim.stance is Stance.ENDED:
        yield from list(with_broader(name))[1:]


def _ends(relation: Relation, subject: str, object_: str, types: Mapping[str, EntityType]) -> str | None:
    if types[subject] not in relation.subjects:
        return f"{relation.name} admits no {types[subject]} as its subject"
    if types[object_] not in relation.objects:
        return f"{relation.name} admits no {types[object_]} as its object"
    if relation.name == RENAMING:
        return None if subject == object_ else WOULD_JOIN
    return "both its ends are one thing" if subject == object_ else None
