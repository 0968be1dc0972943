"""What two stores say differently: added, gone, restated or contradicted, with the words of both.

The names of both sides are grouped together, so that a firm that was renamed between the two is one
firm. A statement is what is said of one relation between two things.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from reechain.graph.assertion import NO_CONTROL, RENAMING, Judged, judge
from reechain.graph.comparing import changed_standing, compared
from reechain.graph.courses import Statements, statements
from reechain.graph.difference import Change, Difference, Version
from reechain.graph.facts import ClaimFact, Facts
from reechain.graph.grouping import THRESHOLD, Grouping, grouping_of
from reechain.graph.identity import entry_of, renamed_in, type_of
from reechain.graph.labels import Renamed, labels_of
from reechain.graph.quoting import quoted
from reechain.graph.store import Store
from reechain.graph.timeline import Key, Said, Standing, living, said
from reechain.ontology.namespaces import compact
from reechain.ontology.records import Stance

_PLACES: Final = ("validOn",)
"""The qualifiers that say of when a statement is, which the date of its document tells a reader too."""


@dataclass(frozen=True)
class _Side:
    """One side: its claims by statement, what follows from them, and the store that holds the words."""

    store: Store
    claims: Mapping[Key, list[Said]]
    found: Statements


def differences(old: Store, new: Store) -> list[Difference]:
    """Return what two stores say differently, sorted by change, subject, relation and object."""
    facts = (_tagged(old.reviewed().facts, "old "), _tagged(new.reviewed().facts, "new "))
    joined = _joined(facts)
    grouping = grouping_of(joined)
    before, after = (_side(store, one, grouping) for store, one in zip((old, new), facts, strict=True))
    labels = _labels(joined, grouping)
    found = (_difference(key, before, after, labels) for key in sorted({*before.claims, *after.claims}))
    order = list(Change)
    return sorted(
        (item for item in found if item),
        key=lambda item: (order.index(item.change), item.subject, item.relation, item.object),
    )


def _tagged(facts: Facts, tag: str) -> Facts:
    """Return facts whose names, mentions and claims differ from those of the other side.

    Two versions of one document share IRIs: a mention of the one may be of another name in the other.
    """
    names = {tag + iri: replace(name, iri=tag + iri) for iri, name in facts.names.items()}
    mentions = {tag + iri: tag + name for iri, name in facts.mentions.items()}
    claims = {
        tag + iri: replace(
            claim,
            iri=tag + iri,
            subject=tag + claim.subject,
            object=tag + claim.object,
            qualifiers=_with_goods(claim, facts),
        )
        for iri, claim in facts.claims.items()
    }
    same = tuple(_with(tag, tied, facts) for tied in facts.same)
    apart = tuple((_with(tag, one, facts), _with(tag, other, facts)) for one, other in facts.apart)
    return Facts(names, mentions, claims, facts.documents, same=same, apart=apart)


def _with(tag: str, iris: Iterable[str], facts: Facts) -> tuple[str, ...]:
    """Return the IRIs with a tag; that of a gazetteer entry is one on both sides."""
    return tuple(tag + iri if iri in facts.names else iri for iri in iris)


def _with_goods(claim: ClaimFact, facts: Facts) -> Mapping[str, str]:
    """Return the qualifiers of a claim, with the words of goods for their mention, to be compared and shown."""
    mention = claim.qualifiers.get("goods")
    if mention is None:
        return claim.qualifiers
    return {**claim.qualifiers, "goods": facts.names[facts.mentions[mention]].canonical}


def _joined(sides: Iterable[Facts]) -> Facts:
    sides = list(sides)
    names = {iri: name for side in sides for iri, name in side.names.items()}
    mentions = {iri: name for side in sides for iri, name in side.mentions.items()}
    claims = {iri: claim for side in sides for iri, claim in side.claims.items()}
    same = tuple(tied for side in sides for tied in side.same)
    apart = tuple(pair for side in sides for pair in side.apart)
    return Facts(names, mentions, claims, same=same, apart=apart)


def _side(store: Store, facts: Facts, grouping: Grouping) -> _Side:
    types = {iri: type_of(group) for iri, group in grouping.groups.items()}
    judged = judge(facts, grouping.entity_of, types)
    claims: dict[Key, list[Said]] = defaultdict(list)
    for item in judged.values():
        if _is_told(item):
            claims[_key(item, facts)].append(said(item.claim, facts))
    heard = [item for item in judged.values() if not item.claim.is_rejected]
    return _Side(store, claims, statements(heard, facts))


def _is_told(item: Judged) -> bool:
    is_trusted = item.claim.confidence >= THRESHOLD and not item.claim.is_rejected
    is_stated = item.reason in (None, NO_CONTROL)
    return is_trusted and (is_stated or item.claim.stance is not Stance.ASSERTED)


def _key(item: Judged, facts: Facts) -> Key:
    if item.claim.predicate == RENAMING:
        old, new = (facts.names[facts.mentions[end]] for end in (item.claim.subject, item.claim.object))
        return old.canonical, RENAMING, new.canonical
    return item.subject, item.claim.predicate, item.object


def _labels(facts: Facts, grouping: Grouping) -> Mapping[str, str]:
    """Return what things are called at last, after all renamings of both sides."""
    renamed = renamed_in(facts, grouping, None)
    labels = {}
    for iri, group in grouping.groups.items():
        found = labels_of(group, renamed.get(iri, Renamed()), entry_of(group)).preferred
        labels[iri] = found[0] if found else compact(iri)
    return labels


def _difference(key: Key, before: _Side, after: _Side, labels: Mapping[str, str]) -> Difference | None:
    old, new = _version(key, before), _version(key, after)
    change = _change(key, old, new, before, after)
    if change is None:
        return None
    subject, relation, object_ = key
    return Difference(change, labels.get(subject, subject), relation, labels.get(object_, object_), old, new)


def _version(key: Key, side: _Side) -> Version | None:
    own = side.claims.get(key, [])
    ends = [s for s in side.found.ended.get(key, ()) if s not in own]
    if not own and not ends:
        return None
    claims = [s.claim for s in (*own, *ends)]
    quotes = quoted(side.store, (claim.evidence for claim in claims))
    return Version(_standing(key, side, own), _values(own), quotes)


def _standing(key: Key, side: _Side, own: Iterable[Said]) -> str:
    """Return how a statement stands on a side: as a fact, or as the strongest stance in which it is put."""
    stances = {s.claim.stance for s in own}
    if key[1] == RENAMING and Stance.ASSERTED in stances:
        return Standing.CURRENT
    course = side.found.course(key)
    if course.stated:
        return course.standing
    if course.ended:
        return Standing.OVER
    return next(stance.value for stance in Stance if stance in stances)


def _values(own: Iterable[Said]) -> tuple[tuple[str, str], ...]:
    """Return the values that the claims of a statement give beside it, each once, sorted."""
    found = {(name, value) for s in own for name, value in s.claim.qualifiers.items() if name not in _PLACES}
    printed = {("printed", s.claim.literal) for s in own if s.claim.literal}
    return tuple(sorted(found | printed))


def _change(key: Key, old: Version | None, new: Version | None, before: _Side, after: _Side) -> Change | None:
    first, second = before.claims.get(key, []), after.claims.get(key, [])
    if old is None or new is None:
        only = old or new
        if only is None or (only.standing == Standing.OVER and not (first or second)):
            return None
        return Change.GONE if new is None else Change.ADDED
    if old.standing == new.standing:
        return compared(key[1], first, second)
    if old.standing == Standing.OVER and living(second, before.found.ended.get(key, [])):
        # It began anew after it had ended.
        return Change.RESTATED
    return changed_standing(old.standing, new.standing)
