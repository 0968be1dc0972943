"""Stakes: who holds which part of which company, how strongly, since when, and by whose word.

A holding is all that is said of one holder and one company, as a shareholding, as control, as a joint
venture or as a purchase. It has one stake for each part that is said of it. Parts that documents give
for days that follow each other are one after the other; for the same day, or for no day, they are in conflict.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from pyoxigraph import Literal, NamedNode

from reechain.graph.assertion import NO_CONTROL, Judged
from reechain.graph.dates import settled
from reechain.graph.fact_nodes import date_of, interval
from reechain.graph.facts import ClaimFact, Facts
from reechain.graph.nodes import Node, given, node_iri
from reechain.graph.parts import Part, part_of
from reechain.graph.terms import concept, date_literal, decimal
from reechain.graph.timeline import Course, Key, Said, Standing, living, said
from reechain.ontology.records import EntityType

HOLDINGS: Final[Mapping[str, bool]] = {
    "shareholderOf": False,
    "subsidiaryOf": True,
    "jointVentureOf": True,
    "acquired": False,
}
"""The relations that tell of a holding, and whether the holder is their object."""
UNKNOWN: Final = "unknown-strength"
_STRENGTHS: Final = ("wholly-owned", "controlled", "associate", UNKNOWN)
_WHOLE: Final = Decimal(100)
_HALF: Final = Decimal(50)


@dataclass(frozen=True, slots=True)
class Stake:
    """What is said of one part of one company in one hand.

    `ended` tell that it is over; `overtaken` are statements of other parts, later or in conflict with it.
    """

    holder: str
    company: str
    part: Part
    stated: tuple[Said, ...]
    ended: tuple[Said, ...]
    standing: Standing
    strength: str
    directness: str | None
    conflicts: tuple[str, ...] = ()
    overtaken: tuple[Said, ...] = ()

    @property
    def iri(self) -> str:
        """The IRI of the stake, from holder, company and part."""
        part = (str(value) for value in (self.part.percent, self.part.low, self.part.high))
        return node_iri("stake", self.holder, self.company, *part, self.directness or "")


def stakes(
    judged: Iterable[Judged],
    found: Mapping[Key, Course],
    facts: Facts,
    types: Mapping[str, EntityType],
) -> list[Stake]:
    """Return all stakes that the claims tell of, sorted by IRI."""
    said_of: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for item in judged:
        if item.claim.predicate in HOLDINGS and (item.asserts or item.reason == NO_CONTROL):
            is_swapped = HOLDINGS[item.claim.predicate]
            holder, company = (item.object, item.subject) if is_swapped else (item.subject, item.object)
            statement = said(item.claim, facts)
            if _is_holding(types[holder], types[company]):
                said_of[holder, company].append(statement)
    made = [
        stake
        for (holder, company), statements in said_of.items()
        for stake in _stakes(holder, company, statements, _ends(holder, company, found), facts)
    ]
    return sorted(made, key=lambda stake: stake.iri)


def _is_holding(holder: EntityType, company: EntityType) -> bool:
    return holder in {EntityType.COMPANY, EntityType.AGENCY} and company is EntityType.COMPANY


def _ends(holder: str, company: str, found: Mapping[Key, Course]) -> tuple[Said, ...]:
    """Return who tells that a holding is over: an end of the shareholding ends the control, and not the other way."""
    course = found.get((holder, "shareholderOf", company))
    if course is not None:
        return course.ended
    course = found.get((company, "subsidiaryOf", holder))
    return course.ended if course else ()


def _stakes(
    holder: str, company: str, statements: Sequence[Said], ended: tuple[Said, ...], facts: Facts
) -> list[Stake]:
    groups = _by_part(statements)
    made = [
        Stake(
            holder,
            company,
            part,
            tuple(sorted(group, key=lambda s: s.claim.iri)),
            tuple(end for end in ended if len(living(group, [end])) < len(group)),
            _standing(group, ended),
            _strength(part, group),
            _directness(group),
        )
        for part, group in groups
    ]
    return _compared(made)


def _by_part(statements: Sequence[Said]) -> list[tuple[Part, list[Said]]]:
    """Return the statements by the part that they give; those that give none belong to the part of their time."""
    groups: list[tuple[Part, list[Said]]] = []
    ordered = sorted(statements, key=lambda s: (s.point or "", s.claim.iri))
    exact_first = sorted(ordered, key=lambda s: part_of(s.claim).percent is None)
    for statement in exact_first:
        part = part_of(statement.claim)
        if not part.is_known:
            continue
        for number, (known, group) in enumerate(groups):
            if known.agrees(part):
                groups[number] = (known.joined(part), [*group, statement])
                break
        else:
            groups.append((part, [statement]))
    silent = [s for s in ordered if not part_of(s.claim).is_known]
    if not groups:
        return [(Part(), silent)]
    told = [(part, tuple(group)) for part, group in groups]
    for statement in silent:
        groups[_of_its_time(statement, told)][1].append(statement)
    return groups


def _of_its_time(statement: Said, groups: Sequence[tuple[Part, Sequence[Said]]]) -> int:
    """Return the group of the part that was last told when a statement without a part speaks, else of the first."""
    latest: list[tuple[str, int]] = []
    for number, (_, group) in enumerate(groups):
        points = [s.point or "" for s in group]
        known = [point for point in points if statement.point is None or point <= statement.point]
        if known:
            latest.append((max(known), number))
    if latest:
        return max(latest)[1]
    return min(range(len(groups)), key=lambda number: min(s.point or "" for s in groups[number][1]))


def _standing(group: Sequence[Said], ended: Iterable[Said]) -> Standing:
    return Standing.CURRENT if living(group, list(ended)) else Standing.OVER


def _compared(made: Sequence[Stake]) -> list[Stake]:
    """Return the stakes of one holding with what the others mean for them: overtaken, or in conflict."""
    result = []
    for stake in made:
        others = [other for other in made if other is not stake]
        conflicting = [other for other in others if _is_conflict(stake, other)]
        later = [other for other in others if _is_before(stake, other)]
        standing = stake.standing
        if conflicting and standing is Standing.CURRENT:
            standing = Standing.DISPUTED
        elif later:
            standing = Standing.OVER
        against = tuple(s for other in (*conflicting, *later) for s in other.stated)
        conflicts = tuple(sorted(other.iri for other in conflicting))
        result.append(replace(stake, standing=standing, conflicts=conflicts, overtaken=against))
    return result


def _is_conflict(left: Stake, right: Stake) -> bool:
    return not (_is_before(left, right) or _is_before(right, left))


def _is_before(left: Stake, right: Stake) -> bool:
    """Return whether all days of which the one is told lie before those of the other."""
    first, second = ([s.point for s in stake.stated] for stake in (left, right))
    if None in first or None in second:
        return False
    return max(filter(None, first)) < min(filter(None, second))


def _strength(part: Part, group: Sequence[Said]) -> str:
    """Return the strength that is told last; where none is, what the part itself means."""
    told = [
        (s.point or "", name)
        for s in group
        if (name := s.claim.qualifiers.get("strength", UNKNOWN)) != UNKNOWN
    ]
    if told:
        latest = max(point for point, _ in told)
        return min((name for point, name in told if point == latest), key=_STRENGTHS.index)
    if part.percent == _WHOLE:
        return "wholly-owned"
    least = part.percent if part.percent is not None else part.low
    has_majority = least is not None and (least > _HALF or (part.percent is None and least >= _HALF))
    return "controlled" if has_majority else UNKNOWN


def _directness(group: Iterable[Said]) -> str | None:
    told = {name for s in group if (name := s.claim.qualifiers.get("directness"))}
    return told.pop() if len(told) == 1 else None


def stake_nodes(made: Iterable[Stake], facts: Facts) -> Iterator[Node]:
    """Yield the stakes as nodes."""
    for stake in made:
        yield _node(stake, facts)


def _node(stake: Stake, facts: Facts) -> Node:
    dates = sorted((d for s in stake.stated if (d := _speaks_of(s.claim) or date_of(s, facts))), key=settled)
    values = given(
        (
            ("stakeHolder", NamedNode(stake.holder)),
            ("stakeIn", NamedNode(stake.company)),
            *_part_values(stake.part),
            ("strength", concept(stake.strength)),
            ("directness", concept(stake.directness) if stake.directness else None),
            ("standing", concept(stake.standing)),
            ("firstSaid", date_literal(dates[0]) if dates else None),
            ("lastSaid", date_literal(dates[-1]) if dates else None),
            *interval(stake.stated, stake.ended),
            *(("conflictsWith", NamedNode(other)) for other in stake.conflicts),
        )
    )
    claims = frozenset(s.claim.iri for s in stake.stated)
    against = frozenset(s.claim.iri for s in (*stake.ended, *stake.overtaken))
    return Node(stake.iri, "Stake", values, claims, against)


def _speaks_of(claim: ClaimFact) -> str | None:
    return claim.qualifiers.get("validOn") or claim.qualifiers.get("validFrom")


def _part_values(part: Part) -> Iterator[tuple[str, Literal]]:
    if part.percent is not None:
        yield "percent", decimal(part.percent)
        return
    for name, value in (("percentLow", part.low), ("percentHigh", part.high)):
        if value is not None:
            yield name, decimal(value)
