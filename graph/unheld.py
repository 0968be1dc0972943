"""Decisions that change nothing, and why: a user is told, so that none is lost in silence."""

from collections.abc import Iterator
from typing import Final

from reechain.graph.decisions import Decision, Pair
from reechain.graph.derivation import Derived
from reechain.graph.entries import entry_named
from reechain.ontology.records import Stance

GONE: Final = "no claim is about it any more: its document went, changed or is read otherwise, or a rejected pair split its names"
GONE_FROM_FILE: Final = "the store held it, and the file has it no more: it counts no more"
TWO: Final = "they are still two: the gazetteer knows them as two, or another decision does"
_NEGATIVE: Final = (Stance.DENIED, Stance.ENDED)


def unheld(derived: Derived) -> Iterator[tuple[Decision, str]]:
    """Yield each decision that finds nothing to decide on, or that cannot be followed, with the reason, in order."""
    for decision, sides in derived.reviewed.found.items():
        if isinstance(decision.about, Pair):
            reason = _pair(decision, decision.about, sides, derived)
        else:
            reason = _claim(decision, sides[0], derived)
        if reason is not None:
            yield decision, reason


def told(decision: Decision, reason: str) -> str:
    """Return a decision and what became of it as a line, with its place in the file if that is known."""
    place = f"{decision.where}: " if decision.where else ""
    return f"{place}{decision}: {reason}"


def _pair(
    decision: Decision, about: Pair, sides: tuple[tuple[str, ...], tuple[str, ...]], derived: Derived
) -> str | None:
    things = {derived.grouping.entity_of[name] for side in sides for name in side}
    for side, names in zip((about.one, about.other), sides, strict=True):
        if not names:
            # A name of the gazetteer need not stand in a document to be that of a thing.
            types = {derived.reviewed.facts.names[name].type for found in sides for name in found}
            entries = {entry.iri for entity_type in types if (entry := entry_named(side.name, entity_type))}
            if not entries:
                return f"no document names {side} any more"
            things |= entries
    return TWO if decision.is_accepted and len(things) > 1 else None


def _claim(decision: Decision, claims: tuple[str, ...], derived: Derived) -> str | None:
    if not claims:
        return GONE
    judged = [derived.judged[iri] for iri in claims]
    if not decision.is_accepted or any(j.reason is None or j.claim.stance in _NEGATIVE for j in judged):
        return None
    return f"it is still no fact: {judged[0].reason}"
