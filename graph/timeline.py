"""What all documents together say of one relation between two things, and when: the standing of facts.

A statement has two times: that of which it speaks (`point`) and that at which it was told (`told`).
An end is told of a state that was; who tells of the state again later, and of a later day, revives
it. A report that goes on listing what was sold before is only stale. Documents without a date are
never taken for older or newer than others.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reechain.graph.assertion import Judged
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
    is_dated = bool(statement.starts or statement.ends or statement.claim.qualifiers.get("validOn"))
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
    """Return the course of every fact that is stated, or told to be over, by its key, sorted."""
    found = statements(judged, facts, as_of)
    over = (key for key, ends in found.ended.items() if any(s.claim.stance is Stance.ENDED for s in ends))
    return {key: found.course(key) for key in sorted({*found.stated, *over})}


def statements(judged: Iterable[Judged], facts: Facts, as_of: str | None = None) -> Statements:
    """Return what claims say of each fact, as far as it had come about by a day."""
    stated: dict[Key, list[Said]] = defaultdict(list)
    ended: dict[Key, list[Said]] = defaultdict(list)
    denied: dict[Key, list[Said]] = defaultdict(list)
    for item in judged:
        statement = said(item.claim, facts)
        if not is_known_by(statement, as_of):
            continue
        for name in item.asserts:
            if not _has_run_out(statement, as_of):
                stated[item.subject, name, item.object].append(statement)
            else:
                ended[item.subject, name, item.object].append(statement)
            for key in _keys(item, ENDS.get(name, ())):
                ended[key].append(statement)
        for name in item.denies:
            if item.claim.stance is Stance.ENDED:
                for key in _keys(item, ((name, False), *ENDS_WITH.get(name, ()))):
                    ended[key].append(statement)
            else:
                denied[item.subject, name, item.object].append(statement)
    return Statements(stated, ended, denied)


def _keys(item: Judged, relations: Iterable[tuple[str, bool]]) -> Iterator[Key]:
    for name, is_swapped in relations:
        yield (item.object, name, item.subject) if is_swapped else (item.subject, name, item.object)


def _has_run_out(statement: Said, as_of: str | None) -> bool:
    return as_of is not None and statement.ends is not None and statement.ends <= as_of


def _course(key: Key, stated: list[Said], ended: list[Said], denied: list[Said]) -> Course:
    living = [s for s in stated if not any(is_ended_by(s, end) for end in ended)]
    standing = Standing.CURRENT if living else Standing.OVER
    if any(not _is_older(no, living) for no in denied) or any(
        not _is_ordered(s, end) for s in living for end in ended
    ):
        standing = Standing.DISPUTED if living else standing
    return Course(key, _sorted(stated), _sorted(ended), _sorted(denied), standing)


def is_ended_by(statement: Said, end: Said) -> bool:
    """Return whether what a statement tells is over by an end that another tells."""
    if end.point is None:
        # Told without any date: it ends what its own document tells, and no more can be known.
        return statement.claim.document == end.claim.document
    if statement.starts is not None and statement.starts > end.point:
        return False
    if statement.claim.document == end.claim.document or statement.point is None:
        return True
    is_later = statement.point > end.point
    return not (is_later and (statement.told is None or end.told is None or statement.told > end.told))


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
