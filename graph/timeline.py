"""What all documents together say of one relation between two things, and when: the standing of facts.

A statement has two times: that of which it speaks (`point`) and that at which it was told (`told`).
An end is told of a state that was. It is so again when somebody tells of a later start or a later
day, when two documents tell of it later than the end was told, or one more than a year later: a
single report soon after that goes on listing what was sold is only stale. Documents without a
date are never taken for older or newer than others.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from reechain.graph.assertion import Judged, with_broader
from reechain.graph.dates import settled_or_none
from reechain.graph.facts import ClaimFact, Facts
from reechain.ontology.records import Stance

Key = tuple[str, str, str]
"""Subject, local name of the relation, object."""

LASTING: Final = frozenset({"madeFrom", "usedIn", "hasMineral", "locatedIn", "issuedBy"})
"""Relations that hold at all times: the day of the document says nothing of when they began."""
_ENDS_HOLDING: Final = (
    ("shareholderOf", False),
    ("subsidiaryOf", True),
    ("owns", False),
    ("runs", False),
    ("holdsMiningRightTo", False),
    ("operates", False),
)
MERGED: Final = "mergedInto"
"""The deed by which a company gives up its existence: all that it held is over."""
STALE_DAYS: Final = 366
"""How long after an end a report may go on listing what was, as annual reports do; and how far back it tells."""
ENDS: Final[Mapping[str, Sequence[tuple[str, bool]]]] = {
    "divested": _ENDS_HOLDING,
    "shutDown": (("runs", False), ("operates", False)),
}
"""What a deed ends, by relation: the ended relation, and whether its ends are the other way round."""
ENDS_WITH: Final[Mapping[str, Sequence[tuple[str, bool]]]] = {"shareholderOf": (("subsidiaryOf", True),)}
"""What is over with a relation that is over: who holds no share any more has no subsidiary."""


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


@dataclass(frozen=True, slots=True)
class Statements:
    """Who states each fact, tells of its end, or denies it."""

    stated: Mapping[Key, list[Said]]
    ended: Mapping[Key, list[Said]]
    denied: Mapping[Key, list[Said]]

    def course(self, key: Key) -> Course:
        """Return the course of one fact, of which something is said or nothing."""
        return _course(key, *(said.get(key, []) for said in (self.stated, self.ended, self.denied)))


def courses(judged: Iterable[Judged], facts: Facts, as_of: str | None = None) -> dict[Key, Course]:
    """Return the course of every fact that is stated, or told to be over, by its key, sorted.

    With `as_of` the claims must be those that say something of that day (`as_of_day`).
    """
    found = statements(judged, facts, as_of)
    over = (key for key, ends in found.ended.items() if any(s.claim.stance is Stance.ENDED for s in ends))
    return {key: found.course(key) for key in sorted({*found.stated, *over})}


def statements(judged: Iterable[Judged], facts: Facts, as_of: str | None = None) -> Statements:
    """Return what claims say of each fact."""
    stated: dict[Key, list[Said]] = defaultdict(list)
    ended: dict[Key, list[Said]] = defaultdict(list)
    denied: dict[Key, list[Said]] = defaultdict(list)
    merged: dict[str, list[Said]] = defaultdict(list)
    for item in judged:
        statement = said(item.claim, facts)
        for name in item.asserts:
            target = ended if _has_run_out(statement, as_of) else stated
            target[item.subject, name, item.object].append(statement)
            if name == MERGED:
                merged[item.subject].append(statement)
            for key in _keys(item, ENDS.get(name, ())):
                ended[key].append(statement)
        for name in item.denies:
            if item.claim.stance is Stance.ENDED:
                for key in _keys(item, ((name, False), *ENDS_WITH.get(name, ()))):
                    ended[key].append(statement)
            else:
                denied[item.subject, name, item.object].append(statement)
    for subject, relation, object_ in list(stated):
        for holder, is_swapped in ((subject, False), (object_, True)):
            if (relation, is_swapped) in _ENDS_HOLDING:
                ended[subject, relation, object_] += merged.get(holder, [])
    return Statements(stated, ended, denied)


def as_of_day(judged: Mapping[str, Judged], facts: Facts, day: str | None) -> dict[str, Judged]:
    """Return the claims that say something of a day: those of later days are left out.

    What is told to be over on a later day was so on it, if the text tells of a start before it, or the
    end is no more than a year away: such a claim states the fact.
    """
    found = {}
    for iri, item in judged.items():
        statement = said(item.claim, facts)
        if is_known_by(statement, day):
            found[iri] = item
        elif item.denies and _was_so(statement, day):
            asserts = tuple(with_broader(item.claim.predicate))
            found[iri] = replace(item, asserts=asserts, denies=(), reason=None)
    return found


def _was_so(end: Said, day: str | None) -> bool:
    """Return whether an end that came after a day tells that the state was there on it."""
    if end.claim.stance is not Stance.ENDED or day is None or end.point is None:
        return False
    if end.starts is not None:
        return end.starts <= day
    return _days_between(day, end.point) <= STALE_DAYS


def _days_between(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _keys(item: Judged, relations: Iterable[tuple[str, bool]]) -> Iterator[Key]:
    for name, is_swapped in relations:
        yield (item.object, name, item.subject) if is_swapped else (item.subject, name, item.object)


def _has_run_out(statement: Said, as_of: str | None) -> bool:
    return as_of is not None and statement.ends is not None and statement.ends <= as_of


def _course(key: Key, stated: list[Said], ended: list[Said], denied: list[Said]) -> Course:
    alive = living(stated, ended)
    standing = Standing.CURRENT if alive else Standing.OVER
    if any(not _is_older(no, alive) for no in denied) or any(
        not _is_ordered(s, end) for s in alive for end in ended
    ):
        standing = Standing.DISPUTED if alive else standing
    return Course(key, _sorted(stated), _sorted(ended), _sorted(denied), standing)


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
    own_day = statement.starts or (statement.point if _is_dated(statement) else None)
    if own_day is not None and own_day > end.point:
        return False
    if statement.claim.document == end.claim.document or not _is_told_after(statement, end):
        return True
    later = {s.claim.document for s in stated if _is_told_after(s, end)}
    return len(later) == 1 and not _is_long_after(statement, end)


def _is_dated(statement: Said) -> bool:
    return "validOn" in statement.claim.qualifiers


def _is_told_after(statement: Said, end: Said) -> bool:
    if statement.told is None or end.point is None:
        return False
    return statement.told > max(end.point, end.told or end.point)


def _is_long_after(statement: Said, end: Said) -> bool:
    ended = end.told or end.point
    return bool(ended and statement.told and _days_between(ended, statement.told) > STALE_DAYS)


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
