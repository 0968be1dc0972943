"""Facts as a user's decisions have them: names split or tied, claims accepted or rejected.

The graphs of documents stay as they were read: here, before anything is derived, names that are not one thing are
taken apart, and claims get what was decided on them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reechain.graph.decisions import Decision, Pair, Statement, one_line
from reechain.graph.entries import UNLISTED, entry_at, entry_named, rank
from reechain.graph.facts import ClaimFact, Facts, NameFact
from reechain.graph.sides import Sides
from reechain.ontology.names import name_key, surface_key
from reechain.ontology.records import Stance

CERTAIN: Final = 1.0
"""The confidence of a claim that a user accepted."""
_Rivals = tuple[tuple[str, ...], tuple[str, ...]]
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
    apart = [_rivals(pair, *found[d], facts) for d, pair in pairs if not d.is_accepted and any(found[d])]
    decided = _decided(facts, claims)
    by_decision: dict[Decision, list[str]] = defaultdict(list)
    for iri, on in decided.items():
        for decision in on:
            by_decision[decision].append(iri)
    found |= {decision: (tuple(sorted(by_decision[decision])), ()) for decision, _ in claims}
    said = {iri: _as_decided(claim, decided.get(iri, [])) for iri, claim in facts.claims.items()}
    facts = replace(facts, claims=said, same=tuple(same), apart=tuple(sides for sides in apart if all(sides)))
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


def _rivals(pair: Pair, one: tuple[str, ...], other: tuple[str, ...], facts: Facts) -> _Rivals:
    """Return the two sides of a rejected pair; a side that the gazetteer alone names is its entry."""
    types = {facts.names[iri].type for iri in (*one, *other)}
    first, second = (
        names or tuple(sorted({e.iri for known in types if (e := entry_named(side.name, known))}))
        for side, names in ((pair.one, one), (pair.other, other))
    )
    return first, second


# ---- claims


def _decided(facts: Facts, claims: Iterable[tuple[Decision, Statement]]) -> dict[str, list[Decision]]:
    """Return the decisions on each claim that one is about; several, where it was decided on by several names."""
    claims = list(claims)
    wanted = {(about.document, about.relation) for _, about in claims}
    by_words: dict[tuple[str, str, str], list[ClaimFact]] = defaultdict(list)
    for claim in facts.claims.values():
        key = facts.documents[claim.document].key if claim.document in facts.documents else ""
        if (key, claim.predicate) in wanted and claim.evidence in facts.spans:
            by_words[key, claim.predicate, one_line(facts.spans[claim.evidence].words)].append(claim)
    found: dict[str, list[Decision]] = defaultdict(list)
    for decision, about in claims:
        said = by_words.get((about.document, about.relation, one_line(about.quote)), ())
        for claim in _about(about, said, facts):
            found[claim.iri].append(decision)
    return found


def _about(about: Statement, claims: Iterable[ClaimFact], facts: Facts) -> list[ClaimFact]:
    """Return the claims whose ends have the names of a statement; without legal form only where none has them with it."""
    found = [claim for claim in claims if _is_between(claim, about, facts, name_key)]
    return [claim for claim in found if _is_between(claim, about, facts, surface_key)] or found


def _is_between(claim: ClaimFact, about: Statement, facts: Facts, key: Callable[[str], str]) -> bool:
    ends = ((claim.subject, about.subject), (claim.object, about.object))
    return all(_is_called(facts.names[facts.mentions[end]], words, key) for end, words in ends)


def _is_called(name: NameFact, words: str, key: Callable[[str], str]) -> bool:
    return any(form == words or key(form) == key(words) != "" for form in name.written)


def _as_decided(claim: ClaimFact, decisions: Sequence[Decision]) -> ClaimFact:
    """Return a claim after its decisions: what is accepted and not denied or over is asserted, without doubt."""
    if not decisions:
        return claim
    if not all(decision.is_accepted for decision in decisions):
        return replace(claim, is_accepted=False)
    stance = Stance.ASSERTED if claim.stance in _SUPPOSED else claim.stance
    return replace(claim, is_accepted=True, stance=stance, confidence=CERTAIN)
