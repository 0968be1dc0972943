"""The history graph: facts, stakes, events, policy clauses and supply arrangements, from all claims together."""

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Quad

from reechain.graph.assertion import Judged
from reechain.graph.clauses import clause_nodes, policy_values
from reechain.graph.events import event_nodes
from reechain.graph.fact_nodes import fact_nodes
from reechain.graph.facts import Facts
from reechain.graph.grouping import Grouping
from reechain.graph.look_through import look_through, look_through_nodes
from reechain.graph.nodes import Node
from reechain.graph.stakes import stake_nodes, stakes
from reechain.graph.supply import supply_nodes
from reechain.graph.terms import HISTORY_GRAPH, relation_node
from reechain.graph.timeline import Course, Key
from reechain.ontology.records import EntityType


def history_quads(
    facts: Facts,
    grouping: Grouping,
    types: Mapping[str, EntityType],
    judged: Mapping[str, Judged],
    found: Mapping[Key, Course],
) -> Iterator[Quad]:
    """Yield the history graph, from claims and the courses of facts that they make."""
    for node in _nodes(facts, grouping, types, judged.values(), found):
        yield from node.quads()
    policies = {
        iri: [form for name in group.names for form in (name.canonical, *name.forms)]
        for iri, group in grouping.groups.items()
        if types[iri] is EntityType.POLICY
    }
    for policy, name, value in policy_values(found, policies):
        yield Quad(NamedNode(policy), relation_node(name), value, HISTORY_GRAPH)


def _nodes(
    facts: Facts,
    grouping: Grouping,
    types: Mapping[str, EntityType],
    judged: Iterable[Judged],
    found: Mapping[Key, Course],
) -> Iterator[Node]:
    claims = list(judged)
    yield from fact_nodes(found.values(), facts)
    held = stakes(claims, found, facts, types)
    yield from stake_nodes(held, facts)
    yield from look_through_nodes(look_through(held))
    yield from event_nodes(claims)
    yield from clause_nodes(found)
    yield from supply_nodes(claims, found, facts, grouping.entity_of)
