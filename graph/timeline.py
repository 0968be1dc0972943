"""What all documents together say of one relation between two things, and when: the standing of facts.

A statement has two times: that of which it speaks (`point`) and that at which it was told (`told`).
An end is told of a state that was. It is so again when somebody tells of a later start or a later
day, or more than a year later. A single report soon after that goes on listing what was sold is only
stale; two of them make it a matter of dispute. Documents without a date are never taken for older or
newer than others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from reechain.graph.dates import settled_or_none
from reechain.graph.facts import ClaimFact, Facts
from reechain.ontology.records import Stance
from reechain.ontology.schema import Holds, relations

Key = tuple[str, str, str]
"""Subject, local name of the relation, object."""

LASTING: Final = frozenset(name for name, each in relations().items() if each.holds is Holds.ALWAYS)
"""Relations that hold at all times: the day of the document says nothing of when they began."""
STALE_DAYS: Final = 366
"""How long after an end a report may go on listing what was, as annual reports do; and how far back it tells."""


class Standing(StrEnum):
    """What becomes of a fact by all that is said; the ids of standings.csv."""

    CURRENT = "current"
    OVER = "over"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Said:
    """A claim in time. `starts` and `ends` are stated days, `point` the day of which it speaks, else it is told."""

    claim: ClaimFact
    told: str | None
    point: str | None
    starts: str | None
    ends: str | None


@dataclass(frozen=True, slots=True)
class Course:
    """What is said of one fact: who states it, who tells of its end, who denies it; and what follows."""

    key: Key
    stated: tuple[Said, ...]
    ended: tuple[Said, ...]
    denied: tuple[Said, ...]
    standing: Standing

    @property
    def contradicted(self) -> tuple[Said, ...]:
        """Who says that it is not so, or no more."""
        return (*self.ended, *self.denied)


def said(claim: ClaimFact, facts: Facts) -> Said:
    """Return a claim with its times."""
    document = facts.documents.get(claim.document)
    told = settled_or_none(document.date if document else None)
    starts, ends, on = (
        settled_or_none(claim.qualifiers.get(name)) for name in ("validFrom", "validUntil", "validOn")
    )
    is_end = claim.stance is Stance.ENDED
    point = (ends or on or starts if is_end else on or starts) or told
    return Said(claim, told, point, starts, ends)


def is_known_by(statement: Said, day: str | None) -> bool:
    """Return whether what a statement speaks of has come about by a day, by what it says; None is the end of days."""
    if day is None or statement.point is None:
        return True
    is_dated = statement.starts or statement.ends or _is_dated(statement)
    if statement.claim.predicate in LASTING and not is_dated:
        return True
    return statement.point <= day


def course_of(key: Key, stated: Sequence[Said], ended: Sequence[Said], denied: Sequence[Said]) -> Course:
    """Return the course of a fact, from who states it, tells of its end, and denies it."""
    standing = standing_of(stated, ended, denied)
    return Course(key, _sorted(stated), _sorted(ended), _sorted(denied), standing)


def standing_of(stated: Sequence[Said], ended: Sequence[Said], denied: Sequence[Said]) -> Standing:
    """Return how a fact stands: in dispute where time does not tell which of two sayings holds."""
    alive = living(stated, ended)
    if not alive:
        return Standing.OVER
    is_denied = any(not _is_older(no, alive) for no in denied)
    is_unordered = any(not _is_ordered(s, end) for s in alive for end in ended)
    is_doubtful = any(_goes_on(s, end) for s in alive for end in ended)
    return Standing.DISPUTED if is_denied or is_unordered or is_doubtful else Standing.CURRENT


def _goes_on(statement: Said, end: Said) -> bool:
    """Return whether a statement is of those that, soon after an end, go on as if nothing had happened."""
    is_plain = _own_day(statement) is None and statement.claim.stance is not Stance.ENDED
    return is_plain and _is_told_after(statement, end) and not _is_long_after(statement, end)


def living(stated: Sequence[Said], ended: Sequence[Said]) -> list[Said]:
    """Return the statements of a fact that no end has overtaken."""
    return [s for s in stated if not any(_is_ended_by(s, end, stated) for end in ended)]


def _is_ended_by(statement: Said, end: Said, stated: Sequence[Said]) -> bool:
    if statement.claim.stance is Stance.ENDED:
        # It tells what was so before its own end, on a day before it.
        return end.point is not None and statement.point is not None and end.point < statement.point
    if end.point is None:
        # Told without any date: it ends what its own document tells, and no more can be known.
        return statement.claim.document == end.claim.document
    if (own_day := _own_day(statement)) is not None:
        return own_day <= end.point
    if statement.claim.document == end.claim.document or not _is_told_after(statement, end):
        return True
    later = {s.claim.document for s in stated if _is_told_after(s, end)}
    return len(later) == 1 and not _is_long_after(statement, end)


def _own_day(statement: Said) -> str | None:
    """Return the day of which a statement itself says that it speaks."""
    return statement.starts or (statement.point if _is_dated(statement) else None)


def _is_dated(statement: Said) -> bool:
    return "validOn" in statement.claim.qualifiers


def _is_told_after(statement: Said, end: Said) -> bool:
    if statement.told is None or end.point is None:
        return False
    return statement.told > max(end.point, end.told or end.point)


def _is_long_after(statement: Said, end: Said) -> bool:
    ended = end.told or end.point
    return bool(ended and statement.told and days_between(ended, statement.told) > STALE_DAYS)


def _is_ordered(statement: Said, end: Said) -> bool:
    """Return whether time tells which of a statement and an end holds."""
    return statement.point is not None and end.point is not None


def _is_older(no: Said, living: Sequence[Said]) -> bool:
    """Return whether a denial is older than all that states the fact: then it has been overtaken."""
    if no.point is None or not living or any(s.point is None for s in living):
        return False
    return all(no.point < (s.point or "") for s in living)


def _sorted(statements: Iterable[Said]) -> tuple[Said, ...]:
    by_iri = {statement.claim.iri: statement for statement in statements}
    return tuple(by_iri[iri] for iri in sorted(by_iri))


def days_between(first: str, last: str) -> int:
    """Return the days from one day to another."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
