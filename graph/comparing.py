"""How two sides differ in what they say of one relation between two things: restated, or contradicted."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Final, TypeVar

from reechain.graph.dates import agree
from reechain.graph.difference import Change
from reechain.graph.parts import Part, part_of
from reechain.graph.timeline import Said, Standing
from reechain.ontology.records import Stance
from reechain.ontology.tables import load_tables

_T = TypeVar("_T")
_DATES: Final = ("validFrom", "validUntil")
_TERMS: Final = ("goods", "priceBasis", "term", "repricing")
_GRADES: Final = ("strength", "directness")
"""Qualifiers of which silence says nothing: they count where both sides give them."""
_UNKNOWN: Final = "unknown-strength"


def changed_standing(old: str, new: str) -> Change:
    """Return the change from one standing or stance to another."""
    if {old, new} <= {Stance.PLANNED, Stance.HEDGED, Standing.CURRENT}:
        return Change.RESTATED
    if new == Standing.OVER and old != Stance.DENIED:
        return Change.GONE
    return Change.CONTRADICTED


def compared(relation: str, old: Sequence[Said], new: Sequence[Said]) -> Change | None:
    """Return how two sides differ that both state a relation; None where they say the same.

    Two documents that give parts of one day that do not agree contradict each other; a document in a
    corrected version restates what it said.
    """
    is_corrected = {s.claim.document for s in old} == {s.claim.document for s in new}
    if _clash(old, new) and not is_corrected:
        return Change.CONTRADICTED
    is_restated = _other_parts(old, new) or _other_dates(relation, old, new) or _other_words(old, new)
    return Change.RESTATED if is_restated else None


def _clash(old: Iterable[Said], new: Iterable[Said]) -> bool:
    mine, theirs = list(_parts(old)), list(_parts(new))
    return any(
        day == other_day and day is not None and not part.agrees(other)
        for day, part in mine
        for other_day, other in theirs
        if not any(known.agrees(other) and known_day == day for known_day, known in mine)
    )


def _other_parts(old: Iterable[Said], new: Iterable[Said]) -> bool:
    first, second = ([part for _, part in _parts(said)] for said in (old, new))
    return _differ(first, second, Part.agrees)


def _parts(told: Iterable[Said]) -> Iterator[tuple[str | None, Part]]:
    for s in told:
        part = part_of(s.claim)
        if part.is_known:
            yield s.point, part


def _other_dates(relation: str, old: Sequence[Said], new: Sequence[Said]) -> bool:
    """Return whether dates differ: of states their start and end, of deeds the day."""
    names = (*_DATES, "validOn") if relation in _deeds() else _DATES
    return any(_differ(_told(name, old), _told(name, new), agree) for name in names)


@cache
def _deeds() -> frozenset[str]:
    return frozenset(row["relation"] for row in load_tables().rows["event_kinds"].values())


def _other_words(old: Sequence[Said], new: Sequence[Said]) -> bool:
    if any(_told(name, old) != _told(name, new) for name in _TERMS):
        return True
    grades = ((_told(name, old), _told(name, new)) for name in _GRADES)
    return any(first and second and second - first for first, second in grades)


def _told(name: str, told: Iterable[Said]) -> set[str]:
    return {value for s in told if (value := s.claim.qualifiers.get(name)) and value != _UNKNOWN}


def _differ(old: Iterable[_T], new: Iterable[_T], may_be_one: Callable[[_T, _T], bool]) -> bool:
    """Return whether a value of one side is none of the other."""
    first, second = list(old), list(new)
    return any(not any(may_be_one(a, b) for b in second) for a in first) or any(
        not any(may_be_one(a, b) for a in first) for b in second
    )
