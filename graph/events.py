"""Events: changes at a point of time, from the claims that tell of deeds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from pyoxigraph import NamedNode

from reechain.graph.assertion import Judged
from reechain.graph.dates import agree, most_precise, settled
from reechain.graph.facts import ClaimFact
from reechain.graph.grouping import THRESHOLD
from reechain.graph.nodes import Node, given, node_iri
from reechain.graph.terms import concept, date_literal
from reechain.ontology.records import Stance
from reechain.ontology.tables import load_tables

_Group = tuple[str, str, str]


def event_nodes(judged: Iterable[Judged]) -> Iterator[Node]:
    """Yield an event for each deed that claims tell of; claims of one deed whose dates agree are one."""
    told: dict[_Group, list[ClaimFact]] = defaultdict(list)
    for item in judged:
        kind = _kinds().get((item.claim.predicate, item.claim.stance))
        is_trusted = item.claim.confidence >= THRESHOLD and (item.reason is None or bool(item.denies))
        if kind and is_trusted and (item.denies or item.claim.stance is not Stance.ENDED):
            told[kind, item.subject, item.object].append(item.claim)
    for (kind, actor, affected), claims in sorted(told.items()):
        for date, group in _by_date(claims):
            values = given(
                (
                    ("eventKind", concept(kind)),
                    ("actor", NamedNode(actor)),
                    ("affected", NamedNode(affected) if affected != actor else None),
                    ("eventDate", date_literal(date) if date else None),
                )
            )
            iri = node_iri("event", kind, actor, affected, date or "")
            yield Node(iri, "Event", values, frozenset(claim.iri for claim in group))


def _by_date(claims: Iterable[ClaimFact]) -> list[tuple[str | None, list[ClaimFact]]]:
    """Return the claims by the date that they give, the most precise of those that agree."""
    groups: list[tuple[str | None, list[ClaimFact]]] = []
    for claim in sorted(claims, key=lambda c: (-len(date_of_event(c) or ""), date_of_event(c) or "", c.iri)):
        date = date_of_event(claim)
        for number, (known, group) in enumerate(groups):
            if agree(known, date):
                groups[number] = (most_precise(known, date), [*group, claim])
                break
        else:
            groups.append((date, [claim]))
    return sorted(groups, key=lambda item: settled(item[0]) if item[0] else "")


def date_of_event(claim: ClaimFact) -> str | None:
    """Return the date of the deed that a claim tells of."""
    names = (
        ("validUntil", "validOn", "validFrom") if claim.stance is Stance.ENDED else ("validOn", "validFrom")
    )
    return next((date for name in names if (date := claim.qualifiers.get(name))), None)


@cache
def _kinds() -> dict[tuple[str, Stance], str]:
    rows = load_tables().rows["event_kinds"].values()
    return {(row["relation"], Stance(row["stance"])): row["id"] for row in rows}
