"""Look-through stakes: what a holder has of a company by way of others, as the product along each chain."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import networkx as nx
from pyoxigraph import NamedNode

from reechain.graph.nodes import Node, given, node_iri
from reechain.graph.stakes import Stake
from reechain.graph.terms import concept, decimal
from reechain.graph.timeline import Standing

LOOK_THROUGH: Final = "look-through"
_WHOLE: Final = Decimal(100)
_Held = Mapping[str, Sequence[Stake]]


@dataclass(frozen=True, slots=True)
class LookThrough:
    """A part held by way of others: the sum over all chains, each the product of its stakes."""

    holder: str
    company: str
    percent: Decimal
    through: tuple[Stake, ...]


def look_through(stakes: Sequence[Stake]) -> list[LookThrough]:
    """Return the indirect parts that follow from current direct stakes of known size, sorted.

    Where companies hold each other in a ring, nothing is looked through within it: what is held of what
    has no simple sum there. Stakes that are over, in dispute, or told as indirect already are left out.
    """
    held: dict[str, list[Stake]] = defaultdict(list)
    for stake in stakes:
        if (
            stake.part.percent is not None
            and stake.standing is Standing.CURRENT
            and stake.directness != "indirect"
        ):
            held[stake.holder].append(stake)
    straight = _without_rings(held)
    order = _order(straight)
    return [item for holder in sorted(straight) for item in _of_holder(holder, straight, order)]


def _graph(held: _Held) -> "nx.DiGraph[str]":
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from((stake.holder, stake.company) for stakes in held.values() for stake in stakes)
    return graph


def _without_rings(held: _Held) -> dict[str, list[Stake]]:
    components = enumerate(nx.strongly_connected_components(_graph(held)))
    ring = {company: number for number, companies in components for company in companies}
    straight = {
        holder: [stake for stake in stakes if ring[stake.holder] != ring[stake.company]]
        for holder, stakes in held.items()
    }
    return {holder: stakes for holder, stakes in straight.items() if stakes}


def _order(held: _Held) -> dict[str, int]:
    """Return the place of each company in an order in which holders come before what they hold."""
    return {company: place for place, company in enumerate(nx.lexicographical_topological_sort(_graph(held)))}


def _of_holder(holder: str, held: _Held, order: Mapping[str, int]) -> Iterator[LookThrough]:
    """Yield what a holder has by way of others: each company takes its parts from those that hold it."""
    parts: dict[str, Decimal] = {holder: _WHOLE}
    through: dict[str, dict[str, Stake]] = {holder: {}}
    direct = {stake.company: stake.part.percent or Decimal(0) for stake in held[holder]}
    waiting = {holder}
    while waiting:
        owner = min(waiting, key=order.__getitem__)
        waiting.remove(owner)
        for stake in held.get(owner, ()):
            company = stake.company
            share = parts[owner] * (stake.part.percent or Decimal(0)) / _WHOLE
            parts[company] = parts.get(company, Decimal(0)) + share
            through.setdefault(company, {}).update(through[owner] | {stake.iri: stake})
            waiting.add(company)
    for company in sorted(parts.keys() - {holder}):
        percent = parts[company] - direct.get(company, Decimal(0))
        used = [
            stake
            for iri, stake in sorted(through[company].items())
            if stake.holder != holder or stake.company != company
        ]
        if percent > 0:
            yield LookThrough(holder, company, percent, tuple(used))


def look_through_nodes(found: Sequence[LookThrough]) -> Iterator[Node]:
    """Yield the look-through stakes as nodes; percentages to two places."""
    for item in found:
        claims = frozenset(s.claim.iri for stake in item.through for s in stake.stated)
        values = given(
            (
                ("stakeHolder", NamedNode(item.holder)),
                ("stakeIn", NamedNode(item.company)),
                ("percent", decimal(item.percent)),
                ("strength", concept("unknown-strength")),
                ("directness", concept(LOOK_THROUGH)),
                ("standing", concept(Standing.CURRENT)),
                *(("through", NamedNode(stake.iri)) for stake in item.through),
            )
        )
        yield Node(node_iri("stake", item.holder, item.company, LOOK_THROUGH), "Stake", values, claims)
