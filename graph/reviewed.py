"""Facts as a user's decisions have them: names split or tied, claims accepted or rejected.

The graphs of documents stay as they were read: here, before anything is derived, names that are not one thing are
taken apart, and claims get what was decided on them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reechain.graph.decisions import Decision, Pair, Statement, one_line
from reechain.graph.entries import UNLISTED, entry_at, entry_named, rank
from reechain.graph.facts import ClaimFact, Facts, NameFact
from reechain.graph.sides import Sides, forms_of
from reechain.ontology.names import name_key
from reechain.ontology.records import Stance

CERTAIN: Final = 1.0
"""The confidence of a claim that a user accepted."""
_SUPPOSED: Final = frozenset({Stance.HEDGED, Stance.PLANNED})


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Facts after decisions, and by decision the IRIs of what it is about: claims, or the names of either side."""

    facts: Facts
    found: Mapping[Decision, tuple[tuple[str, ...], tuple[str, ...]]]


def reviewed(facts: Facts, decisions: Sequence[Decision]) -> Reviewed:
    """Return the facts after decisions; without any, the facts as they are."""
    pairs = [(decision, decision.about) for decision in decisions if isinstance(decision.about, Pair)]
    claims = [(decision, decision.about) for decision in decisions if isinstance(decision.about, Statement)]
    found: dict[Decision, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    if pairs:
        names = Sides(facts)
        for decision, pair in pairs:
            if not decision.is_accepted:
                names.split(pair)
        found = {d: (names.names(pair, pair.one), names.names(pair, pair.other)) for d, pair in pairs}
        facts = names.facts()
    facts = _without_entries(facts, ((p, *found[d]) for d, p in pairs if not d.is_accepted))
    facts = _with_entries(facts, ((p, *found[d]) for d, p in pairs if d.is_accepted))
    same = [
        tuple(sorted({*one, *other})) for d, (one, other) in found.items() if d.is_accepted and one and other
    ]
    apart = [sides for d, sides in found.items() if not d.is_accepted and all(sides)]
    decided = _decided(facts, claims)
    for decision, _ in claims:
        found[decision] = (tuple(iri for iri, on in decided.items() if decision in on), ())
    said = {iri: _as_decided(claim, decided.get(iri, [])) for iri, claim in facts.claims.items()}
    facts = replace(facts, claims=said, same=tuple(same), apart=tuple(apart))
    return Reviewed(facts, {decision: found[decision] for decision in decisions})


# ---- gazetteer entries


def _without_entries(facts: Facts, apart: Iterable[tuple[Pair, tuple[str, ...], tuple[str, ...]]]) -> Facts:
    """Return facts in which the two sides of a rejected pair have no gazetteer entry in common.

    The side of which the entry is surer keeps it: by its preferred name, else by one of its names, else the first.
    """
    names = dict(facts.names)
    for pair, one, other in apart:
        entries = [{names[iri].entry for iri in side} - {None} for side in (one, other)]
        for entry in sorted(filter(None, {*entries[0], *entries[1]})):
            ranks = [rank(side.name, entry_at(entry)) for side in (pair.one, pair.other)]
            loses = one if ranks[1] < ranks[0] else other
            if all(entry in found for found in entries) or min(ranks) < UNLISTED:
                names.update(
                    (iri, replace(names[iri], entry=None)) for iri in loses if names[iri].entry == entry
                )
    return replace(facts, names=names)


def _with_entries(facts: Facts, same: Iterable[tuple[Pair, tuple[str, ...], tuple[str, ...]]]) -> Facts:
    """Return facts in which names that are one thing with a name that the gazetteer alone has are of its entry."""
    names = dict(facts.names)
    for pair, one, other in same:
        missing, present = (pair.one, other) if not one else (pair.other, () if other else one)
        for iri in present:
            entry = entry_named(missing.name, names[iri].type)
            if entry is not None and names[iri].entry is None:
                names[iri] = replace(names[iri], entry=entry.iri)
    return replace(facts, names=names)


# ---- claims


def _decided(facts: Facts, claims: Iterable[tuple[Decision, Statement]]) -> dict[str, list[Decision]]:
    """Return the decisions on each claim that one is about; several, where it was decided on by several names."""
    by_words: dict[tuple[str, str, str], list[tuple[Decision, Statement]]] = defaultdict(list)
    for decision, about in claims:
        by_words[about.document, about.relation, about.quote].append((decision, about))
    if not by_words:
        return {}
    found = {iri: list(_on(claim, facts, by_words)) for iri, claim in facts.claims.items()}
    return {iri: on for iri, on in found.items() if on}


def _on(
    claim: ClaimFact,
    facts: Facts,
    by_words: Mapping[tuple[str, str, str], Sequence[tuple[Decision, Statement]]],
) -> Iterator[Decision]:
    key = facts.documents[claim.document].key if claim.document in facts.documents else ""
    span = facts.spans.get(claim.evidence)
    for decision, about in by_words.get((key, claim.predicate, one_line(span.words if span else "")), ()):
        ends = ((claim.subject, about.subject), (claim.object, about.object))
        if all(_is_called(facts.names[facts.mentions[end]], words) for end, words in ends):
            yield decision


def _is_called(name: NameFact, words: str) -> bool:
    return any(form == words or name_key(form) == name_key(words) != "" for form in forms_of(name))


def _as_decided(claim: ClaimFact, decisions: Sequence[Decision]) -> ClaimFact:
    """Return a claim after its decisions: what is accepted and not denied or over is asserted, without doubt."""
    if not decisions:
        return claim
    if not all(decision.is_accepted for decision in decisions):
        return replace(claim, is_accepted=False)
    stance = Stance.ASSERTED if claim.stance in _SUPPOSED else claim.stance
    return replace(claim, is_accepted=True, stance=stance, confidence=CERTAIN)
