"""The history graph: facts, stakes, events, policy clauses and supply arrangements, from all claims together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from reechain.graph.assertion import Judged
from reechain.graph.clauses import PolicyDates, clause_nodes, policy_dates, policy_values
from reechain.graph.courses import Statements
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


@dataclass(frozen=True, slots=True)
class History:
    """What the history graph is made from: claims of a day, what they say, and the courses of facts."""

    facts: Facts
    grouping: Grouping
    types: Mapping[str, EntityType]
    judged: tuple[Judged, ...]
    told: Statements
    courses: Mapping[Key, Course]


def history_quads(history: History) -> Iterator[Quad]:
    """Yield the history graph."""
    dates = policy_dates(history.courses)
    for node in _nodes(history, dates):
        yield from node.quads()
    policies = {
        iri: [form for name in group.names for form in name.written]
        for iri, group in history.grouping.groups.items()
        if history.types[iri] is EntityType.POLICY
    }
    for policy, name, value in policy_values(dates, policies):
        yield Quad(NamedNode(policy), relation_node(name), value, HISTORY_GRAPH)


def _nodes(history: History, policies: PolicyDates) -> Iterator[Node]:
    facts, judged, courses = history.facts, history.judged, history.courses
    yield from fact_nodes(courses.values(), facts)
    held = stakes(judged, history.told, facts, history.types)
    yield from stake_nodes(held, facts)
    yield from look_through_nodes(look_through(held))
    yield from event_nodes(judged)
    yield from clause_nodes(courses, policies)
    yield from supply_nodes(judged, courses, facts, history.grouping.entity_of)
