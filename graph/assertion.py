"""Which claims become facts, and why the others do not."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from reechain.graph.control import CONTROL, Ends, loop_closers
from reechain.graph.facts import ClaimFact, Facts
from reechain.graph.grouping import THRESHOLD
from reechain.ontology.records import EntityType, Stance
from reechain.ontology.schema import Relation, relations

_RENAMING: Final = "renamedTo"
_LOOP: Final = "closes a loop of control"


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim between entities: the predicates that it asserts, or the reason why none.

    A renaming asserts no triple and has no reason either: what it asserts is a former name.
    """

    claim: ClaimFact
    subject: str
    object: str
    asserts: tuple[str, ...]
    reason: str | None


def judge(facts: Facts, entity_of: Mapping[str, str], types: Mapping[str, EntityType]) -> dict[str, Judged]:
    """Return the fate of every claim, by its IRI."""
    judged = {}
    for claim in facts.claims.values():
        subject, object_ = (entity_of[facts.mentions[end]] for end in (claim.subject, claim.object))
        relation = relations()[claim.predicate]
        reason = _reason(claim) or _ends(relation, subject, object_, types)
        asserts = () if reason or relation.name == _RENAMING else tuple(_with_broader(relation))
        judged[claim.iri] = Judged(claim, subject, object_, asserts, reason)
    return _without_loops(judged)


def _without_loops(judged: Mapping[str, Judged]) -> dict[str, Judged]:
    claims: dict[Ends, list[ClaimFact]] = defaultdict(list)
    for item in judged.values():
        if CONTROL in item.asserts:
            claims[item.subject, item.object].append(item.claim)
    closers = loop_closers(claims)
    return {
        iri: replace(item, asserts=(), reason=_LOOP)
        if CONTROL in item.asserts and (item.subject, item.object) in closers
        else item
        for iri, item in judged.items()
    }


def _reason(claim: ClaimFact) -> str | None:
    if claim.stance is not Stance.ASSERTED:
        return f"its stance is {claim.stance}"
    return f"its confidence is below {THRESHOLD}" if claim.confidence < THRESHOLD else None


def _ends(relation: Relation, subject: str, object_: str, types: Mapping[str, EntityType]) -> str | None:
    if types[subject] not in relation.subjects:
        return f"{relation.name} admits no {types[subject]} as its subject"
    if types[object_] not in relation.objects:
        return f"{relation.name} admits no {types[object_]} as its object"
    if relation.name == _RENAMING:
        return None if subject == object_ else "it would join two things that are known to be two"
    return "both its ends are one thing" if subject == object_ else None


def _with_broader(relation: Relation) -> Iterator[str]:
    found: Relation | None = relation
    while found:
        yield found.name
        found = relations().get(found.broader) if found.broader else None
