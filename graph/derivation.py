"""The derived graphs, as a pure function of the facts of all documents: identity, facts, history, classes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from reechain.graph.assertion import Judged, judge
from reechain.graph.control import CONTROL
from reechain.graph.courses import as_of_day, statements, without_loops
from reechain.graph.facts import Facts
from reechain.graph.grouping import Merge, grouping_of
from reechain.graph.history import History, history_quads
from reechain.graph.identity import identity_quads, type_of
from reechain.graph.rules import rule_quads
from reechain.graph.settling import LOOP, settle
from reechain.graph.terms import ASSERTED_GRAPH, line, relation_node


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from all documents: quads, sorted; each claim's fate; the merge log."""

    quads: tuple[Quad, ...]
    judged: Mapping[str, Judged]
    log: tuple[Merge, ...]


def derive(facts: Facts, as_of: str | None = None) -> Derived:
    """Return the derived graphs. The order in which documents came makes no difference.

    With `as_of`, the last day of a date, they tell what holds on that day: what came later, by the
    dates in the texts or else by those of the documents, is left out. Which names are one thing is
    taken from all documents, of whatever day.
    """
    grouping = grouping_of(facts)
    types = {iri: type_of(group) for iri, group in grouping.groups.items()}
    first = judge(facts, grouping.entity_of, types)
    of_day = as_of_day(first, facts, as_of)
    told = statements(of_day.values(), facts, as_of)
    courses = told.courses()
    judged = settle({**first, **of_day}, courses)
    looping = {(j.subject, CONTROL, j.object) for j in judged.values() if j.reason == LOOP}
    courses = without_loops(courses, looping)
    asserted = set(_asserted(judged.values()))
    quads = {
        *identity_quads(facts, grouping, types, of_day.keys(), as_of),
        *asserted,
        *history_quads(History(facts, grouping, types, tuple(of_day.values()), told, courses)),
        *rule_quads(asserted),
    }
    return Derived(tuple(sorted(quads, key=line)), judged, grouping.log)


def _asserted(judged: Iterable[Judged]) -> Iterator[Quad]:
    for item in judged:
        for predicate in item.asserts:
            subject, object_ = NamedNode(item.subject), NamedNode(item.object)
            yield Quad(subject, relation_node(predicate), object_, ASSERTED_GRAPH)
