"""The derived graphs, as a pure function of the facts of all documents: identity, facts, history, classes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from reechain.graph.assertion import Judged, judge
from reechain.graph.control import CONTROL
from reechain.graph.courses import as_of_day, statements, without_loops
from reechain.graph.decisions import Decision, in_order
from reechain.graph.doubts import Doubt, doubts_of
from reechain.graph.facts import Facts
from reechain.graph.grouping import Grouping, Merge, grouping_of
from reechain.graph.history import History, history_quads
from reechain.graph.identity import identity_quads, type_of
from reechain.graph.number_quads import number_quads
from reechain.graph.review_quads import review_quads
from reechain.graph.reviewed import Reviewed, reviewed
from reechain.graph.rules import rule_quads
from reechain.graph.settling import LOOP, settle
from reechain.graph.terms import ASSERTED_GRAPH, line, relation_node


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from all documents and decisions: quads, sorted; each claim's fate; names; what may be one thing."""

    quads: tuple[Quad, ...]
    judged: Mapping[str, Judged]
    grouping: Grouping
    reviewed: Reviewed
    doubts: tuple[Doubt, ...]

    @property
    def log(self) -> tuple[Merge, ...]:
        """The merge log."""
        return self.grouping.log


def derive(read: Facts, decisions: Sequence[Decision] = (), as_of: str | None = None) -> Derived:
    """Return the derived graphs. The order in which documents and decisions came makes no difference.

    With `as_of`, the last day of a date, they tell what holds on that day: what came later, by the
    dates in the texts or else by those of the documents, is left out. Which names are one thing is
    taken from all documents, of whatever day.
    """
    decided = reviewed(read, in_order(decisions))
    facts = decided.facts
    grouping = grouping_of(facts)
    types = {iri: type_of(group) for iri, group in grouping.groups.items()}
    first = judge(facts, grouping.entity_of, types)
    of_day = as_of_day(first, facts, as_of)
    # What was rejected stays a claim of its document, and says nothing to what is derived.
    heard = tuple(item for item in of_day.values() if not item.claim.is_rejected)
    told = statements(heard, facts, as_of)
    courses = told.courses()
    judged = settle({**first, **of_day}, courses)
    looping = {(j.subject, CONTROL, j.object) for j in judged.values() if j.reason == LOOP}
    courses = without_loops(courses, looping)
    asserted = set(_asserted(judged.values()))
    doubts = doubts_of(facts, grouping, types, judged.values()) if as_of is None else ()
    quads = {
        *identity_quads(facts, grouping, types, of_day.keys(), as_of),
        *asserted,
        *history_quads(History(facts, grouping, types, heard, told, courses)),
        *rule_quads(asserted),
        *number_quads(facts, grouping, as_of),
        *review_quads(decided.found, facts, doubts),
    }
    return Derived(tuple(sorted(quads, key=line)), judged, grouping, decided, doubts)


def _asserted(judged: Iterable[Judged]) -> Iterator[Quad]:
    for item in judged:
        for predicate in item.asserts:
            subject, object_ = NamedNode(item.subject), NamedNode(item.object)
            yield Quad(subject, relation_node(predicate), object_, ASSERTED_GRAPH)
