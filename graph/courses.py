"""What all claims together say of each fact: stated, ended, denied, and what deeds do to other facts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from reechain.graph.assertion import ASSOCIATE, Judged, with_broader
from reechain.graph.control import CONTROL
from reechain.graph.facts import Facts
from reechain.graph.timeline import (
    STALE_DAYS,
    Course,
    Key,
    Said,
    Standing,
    course_of,
    days_between,
    is_known_by,
    said,
)
from reechain.ontology.records import Stance
from reechain.ontology.schema import relations

_Effect = tuple[str, bool]
"""A relation, and whether its ends are the other way round."""
_HOLDING: Final[Sequence[_Effect]] = (
    ("shareholderOf", False),
    (CONTROL, True),
    ("owns", False),
    ("runs", False),
    ("holdsMiningRightTo", False),
    ("operates", False),
)
ENDS: Final[Mapping[str, Sequence[_Effect]]] = {
    "divested": _HOLDING,
    "shutDown": (("runs", False), ("operates", False)),
}
"""What a deed ends, by relation."""
RESTARTS: Final[Mapping[str, Sequence[str]]] = {"commissioned": ("runs", "operates")}
"""What a deed undoes the end of, by relation."""
ENDS_WITH: Final[Mapping[str, Sequence[_Effect]]] = {"shareholderOf": ((CONTROL, True),)}
"""What is over with a relation that is over: who holds no share any more has no subsidiary."""
MERGED: Final = "mergedInto"
"""The deed by which a company gives up its existence: what it held, made and was is over."""
_LIVED: Final = frozenset(name for name, each in relations().items() if each.needs_ends)
"""The relations in which only what exists can stand."""


@dataclass(frozen=True, slots=True)
class Statements:
    """Who states each fact, tells of its end, or denies it; `over` are the facts whose own end is told."""

    stated: dict[Key, list[Said]] = field(default_factory=lambda: defaultdict(list))
    ended: dict[Key, list[Said]] = field(default_factory=lambda: defaultdict(list))
    denied: dict[Key, list[Said]] = field(default_factory=lambda: defaultdict(list))
    over: set[Key] = field(default_factory=set)

    def course(self, key: Key) -> Course:
        """Return the course of one fact, of which something is said or nothing."""
        return course_of(key, *(said_of.get(key, []) for said_of in (self.stated, self.ended, self.denied)))

    def courses(self) -> dict[Key, Course]:
        """Return the course of every fact that is stated, or told to be over, by its key, sorted."""
        return {key: self.course(key) for key in sorted({*self.stated, *self.over})}


def statements(judged: Iterable[Judged], facts: Facts, as_of: str | None = None) -> Statements:
    """Return what claims say of each fact, with the effects of deeds.

    With `as_of` the claims must be those that say something of that day (`as_of_day`). What is said to
    hold until a day is over after it: after `as_of`, or else after the latest day of all documents.
    """
    found = Statements()
    told = [(item, said(item.claim, facts)) for item in judged]
    day = as_of or max((s.told for _, s in told if s.told is not None), default=None)
    deeds: list[tuple[Judged, Said]] = []
    for item, statement in told:
        if item.asserts and statement.ends is not None and day is not None and statement.ends <= day:
            _add_end(found, item, replace(statement, point=statement.ends), item.asserts)
        else:
            _add(found, item, statement)
            deeds.append((item, statement))
    _restart(found, deeds)
    _bury(found, deeds)
    return found


def _add(found: Statements, item: Judged, statement: Said) -> None:
    for name in item.asserts:
        found.stated[item.subject, name, item.object].append(statement)
        for key in _keys(item, ENDS.get(name, ())):
            found.ended[key].append(statement)
    if item.claim.qualifiers.get("strength") == ASSOCIATE and item.claim.predicate == "shareholderOf":
        found.ended[item.object, CONTROL, item.subject].append(statement)
    if item.claim.stance is Stance.DENIED:
        for name in item.denies:
            found.denied[item.subject, name, item.object].append(statement)
    else:
        _add_end(found, item, statement, item.denies)


def _add_end(found: Statements, item: Judged, statement: Said, names: Iterable[str]) -> None:
    for name in names:
        found.ended[item.subject, name, item.object].append(statement)
        if item.claim.stance is Stance.ENDED:
            for key in _keys(item, ENDS_WITH.get(name, ())):
                found.ended[key].append(statement)
    if names and (item.claim.stance is Stance.ENDED or item.asserts):
        found.over.update((item.subject, name, item.object) for name in with_broader(item.claim.predicate))


def _keys(item: Judged, effects: Iterable[_Effect]) -> Iterator[Key]:
    for name, is_swapped in effects:
        yield (item.object, name, item.subject) if is_swapped else (item.subject, name, item.object)


def _restart(found: Statements, deeds: Iterable[tuple[Judged, Said]]) -> None:
    """Take out ends that a later deed undid."""
    for item, start in deeds:
        for deed in item.asserts:
            for name in RESTARTS.get(deed, ()):
                key = (item.subject, name, item.object)
                if key in found.ended:
                    found.ended[key] = [end for end in found.ended[key] if not _is_before(end, start)]


def _is_before(end: Said, start: Said) -> bool:
    return end.point is not None and start.point is not None and end.point < start.point


def _bury(found: Statements, deeds: Iterable[tuple[Judged, Said]]) -> None:
    """End what a company that merged into another held, made and was."""
    merged: dict[str, list[Said]] = defaultdict(list)
    for item, statement in deeds:
        if MERGED in item.asserts:
            merged[item.subject].append(statement)
    for subject, relation, object_ in list(found.stated):
        if relation in _LIVED:
            ends = [*merged.get(subject, ()), *merged.get(object_, ())]
            found.ended[subject, relation, object_] += ends


def without_loops(found: Mapping[Key, Course], closers: Iterable[Key]) -> dict[Key, Course]:
    """Return the courses, with those in dispute that would close a loop of control."""
    result = dict(found)
    for key in closers:
        course = result[key]
        against = tuple(
            s
            for (subject, name, _), c in found.items()
            if (subject, name) == (key[2], key[1])
            for s in c.stated
        )
        result[key] = replace(course, denied=(*course.denied, *against), standing=Standing.DISPUTED)
    return result


def as_of_day(judged: Mapping[str, Judged], facts: Facts, day: str | None) -> dict[str, Judged]:
    """Return the claims that say something of a day: those of later days are left out.

    What is told to end on a later day was so on it, if the text tells of a start before it, or the end
    is no more than a year away: such a claim states the fact.
    """
    found = {}
    for iri, item in judged.items():
        statement = said(item.claim, facts)
        if is_known_by(statement, day):
            found[iri] = item
        elif day is not None and _was_so(item, statement, day):
            asserts = tuple(with_broader(item.claim.predicate))
            found[iri] = replace(item, asserts=asserts, denies=(), reason=None)
    return found


def _was_so(item: Judged, statement: Said, day: str) -> bool:
    end = statement.point if item.claim.stance is Stance.ENDED else statement.ends
    if end is None or end <= day or not (item.denies or item.asserts):
        return False
    if statement.starts is not None:
        return statement.starts <= day
    return days_between(day, end) <= STALE_DAYS
