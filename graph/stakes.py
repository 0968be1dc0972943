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
from reechain.graph.control import CONTROL
from reechain.graph.courses import Statements
from reechain.graph.dates import settled
from reechain.graph.fact_nodes import date_of, interval
from reechain.graph.facts import ClaimFact, Facts
from reechain.graph.nodes import Node, given, node_iri
from reechain.graph.parts import Part, Run, runs
from reechain.graph.terms import concept, date_literal, decimal
from reechain.graph.timeline import Key, Said, Standing, living, said, standing_of
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
_Pair = tuple[str, str]
"""Holder and company."""
_HOLDERS: Final = frozenset({EntityType.COMPANY, EntityType.AGENCY})
_HELD: Final = frozenset({EntityType.COMPANY, EntityType.FACILITY, EntityType.MINE})
_ROUNDING: Final = Decimal("0.5")
_WHOLE: Final = Decimal(100)
_HALF: Final = Decimal(50)


@dataclass(frozen=True, slots=True)
class Stake:
    """What is said of one part of one company in one hand.

    `ended` tell that it is over, `denied` that it is not so; `overtaken` are statements of other parts,
    later or in conflict with it. `number` counts from nought the times that this part was held.
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
    denied: tuple[Said, ...] = ()
    number: int = 0

    @property
    def iri(self) -> str:
        """The IRI of the stake, from holder, company and part; a part that is held again has another."""
        part = [str(value) for value in (self.part.percent, self.part.low, self.part.high)]
        again = [str(self.number)] if self.number else []
        return node_iri("stake", self.holder, self.company, *part, self.directness or "", *again)


def stakes(
    judged: Iterable[Judged], found: Statements, facts: Facts, types: Mapping[str, EntityType]
) -> list[Stake]:
    """Return all stakes that the claims tell of, sorted by IRI."""
    told: dict[_Pair, list[Said]] = defaultdict(list)
    for item in judged:
        if item.claim.predicate in HOLDINGS and (item.asserts or item.reason == NO_CONTROL):
            is_swapped = HOLDINGS[item.claim.predicate]
            pair = (item.object, item.subject) if is_swapped else (item.subject, item.object)
            if types[pair[0]] in _HOLDERS and types[pair[1]] in _HELD:
                told[pair].append(said(item.claim, facts))
    made = [stake for pair, statements in told.items() for stake in _stakes(pair, statements, found)]
    return sorted(_against_others(made), key=lambda stake: stake.iri)


def _stakes(pair: _Pair, statements: Sequence[Said], found: Statements) -> list[Stake]:
    ended, denied = (_speaking(pair, statements, said_of) for said_of in (found.ended, found.denied))
    made = [_stake(pair, run, ended, denied) for run in runs(statements)]
    return _compared(_numbered(made))


def _speaking(pair: _Pair, own: Sequence[Said], said_of: Mapping[Key, Sequence[Said]]) -> list[Said]:
    """Return who tells that a holding is over, or denies it, but for those who tell of the holding itself.

    An end of the shareholding ends the control too; the end of control leaves a shareholding as it is.
    """
    holder, company = pair
    keys: list[Key] = [(holder, "shareholderOf", company)]
    if all(s.claim.predicate != "shareholderOf" for s in own):
        keys.append((company, CONTROL, holder))
    claims = {s.claim.iri for s in own if s.ends is None}
    return [s for key in keys for s in said_of.get(key, ()) if s.claim.iri not in claims]


def _stake(pair: _Pair, run: Run, ended: Sequence[Said], denied: Sequence[Said]) -> Stake:
    own = [end for end in ended if len(living(run.stated, [end])) < len(run.stated)]
    return Stake(
        *pair,
        run.part,
        tuple(sorted(run.stated, key=lambda s: s.claim.iri)),
        tuple(own),
        standing_of(run.stated, ended, denied),
        _strength(run.part, run.stated),
        _directness(run.stated),
        denied=tuple(denied),
    )


def _numbered(made: Sequence[Stake]) -> list[Stake]:
    """Return the stakes of one holding, numbered where a part was held, changed, and held again."""
    seen: dict[Part, int] = defaultdict(int)
    result = []
    for stake in made:
        result.append(replace(stake, number=seen[stake.part]))
        seen[stake.part] += 1
    return result


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


def _against_others(made: Sequence[Stake]) -> list[Stake]:
    """Return the stakes with conflicts between holders: two cannot hold more than all of a company at one time."""
    of_company: dict[str, list[Stake]] = defaultdict(list)
    for stake in made:
        if stake.standing is not Standing.OVER and stake.directness != "indirect" and stake.part.floor > 0:
            of_company[stake.company].append(stake)
    rivals: dict[str, list[Stake]] = defaultdict(list)
    for stakes_of_one in of_company.values():
        for stake in stakes_of_one:
            rivals[stake.iri] += [
                other
                for other in stakes_of_one
                if other.holder != stake.holder and other.part.floor + stake.part.floor > _WHOLE + _ROUNDING
            ]
    return [_rivalled(stake, rivals[stake.iri]) if rivals.get(stake.iri) else stake for stake in made]


def _rivalled(stake: Stake, rivals: Sequence[Stake]) -> Stake:
    conflicts = tuple(sorted({*stake.conflicts, *(rival.iri for rival in rivals)}))
    against = tuple(s for rival in rivals for s in rival.stated)
    return replace(
        stake, standing=Standing.DISPUTED, conflicts=conflicts, overtaken=(*stake.overtaken, *against)
    )


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
            *interval(stake.stated, stake.ended if stake.standing is Standing.OVER else ()),
            *(("conflictsWith", NamedNode(other)) for other in stake.conflicts),
        )
    )
    claims = frozenset(s.claim.iri for s in stake.stated)
    against = frozenset(s.claim.iri for s in (*stake.ended, *stake.denied, *stake.overtaken))
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
