"""Supply arrangements: who supplies what to whom on which terms, and whether both are of one group."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import networkx as nx
from pyoxigraph import Literal, NamedNode

from reechain.graph.assertion import Judged
from reechain.graph.control import CONTROL
from reechain.graph.fact_nodes import interval
from reechain.graph.facts import Facts
from reechain.graph.nodes import Node, given, node_iri
from reechain.graph.terms import boolean
from reechain.graph.timeline import Course, Key, Said, Standing, said

RELATIONS: Final = frozenset({"suppliesTo", "hasOfftakeWith"})
TERMS: Final = ("priceBasis", "term", "repricing")


def supply_nodes(
    judged: Iterable[Judged],
    found: Mapping[Key, Course],
    facts: Facts,
    entity_of: Mapping[str, str],
) -> Iterator[Node]:
    """Yield an arrangement for each supplier, buyer and goods of which claims tell."""
    told: dict[tuple[str, str, str], list[Said]] = defaultdict(list)
    for item in judged:
        if item.claim.predicate in RELATIONS and item.asserts:
            mention = item.claim.qualifiers.get("goods")
            goods = entity_of[facts.mentions[mention]] if mention else ""
            told[item.subject, item.object, goods].append(said(item.claim, facts))
    groups = _Groups(found)
    for (supplier, buyer, goods), statements in sorted(told.items()):
        course = found.get((supplier, "suppliesTo", buyer))
        values = given(
            (
                ("supplier", NamedNode(supplier)),
                ("buyer", NamedNode(buyer)),
                ("goods", NamedNode(goods) if goods else None),
                *_terms(statements),
                ("isRelatedParty", _related(statements, groups.are_one(supplier, buyer))),
                *interval(statements, course.ended if course else ()),
            )
        )
        claims = frozenset(s.claim.iri for s in statements)
        yield Node(node_iri("supply", supplier, buyer, goods), "SupplyArrangement", values, claims)


def _terms(statements: Iterable[Said]) -> Iterator[tuple[str, Literal]]:
    for name in TERMS:
        for words in sorted({w for s in statements if (w := s.claim.qualifiers.get(name))}):
            yield name, Literal(words)


def _related(statements: Iterable[Said], are_one: bool) -> Literal | None:
    """Return true where a text says so or the graph shows it; silence is no "no"."""
    is_said = any(s.claim.qualifiers.get("isRelatedParty") == "true" for s in statements)
    return boolean(True) if is_said or are_one else None


class _Groups:
    """Who stands under whom, by the current facts of control."""

    def __init__(self, found: Mapping[Key, Course]) -> None:
        self._control: nx.DiGraph[str] = nx.DiGraph()
        self._control.add_edges_from(
            (subject, object_)
            for (subject, relation, object_), course in found.items()
            if relation == CONTROL and course.standing is Standing.CURRENT
        )

    def are_one(self, left: str, right: str) -> bool:
        """Return whether one stands under the other, or both under a third."""
        return bool(self._above(left) & self._above(right))

    def _above(self, company: str) -> set[str]:
        if company not in self._control:
            return {company}
        return {company, *nx.descendants(self._control, company)}
