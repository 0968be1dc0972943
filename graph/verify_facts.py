"""Whether facts and claims agree, read from the store alone: every fact has a claim, and back.

This does not derive anything, so that it would find a fault of the derivation as well.
"""

from collections.abc import Iterable, Iterator

import networkx as nx
from pyoxigraph import Quad

from reechain.graph.control import CONTROL
from reechain.graph.grouping import THRESHOLD
from reechain.graph.terms import (
    ASSERTED_GRAPH,
    CONFIDENCE,
    DECIDES,
    FACT_OBJECT,
    FACT_RELATION,
    FACT_SUBJECT,
    HISTORY_GRAPH,
    IS_ACCEPTED,
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_SUBJECT,
    RDF_TYPE,
    STANCE,
    STANDING,
    STRENGTH,
)
from reechain.graph.verify_document import Finding
from reechain.ontology.namespaces import REC, REV
from reechain.ontology.schema import relations

_Fact = tuple[str, str, str]
_CONTROL = REC + CONTROL
_SUPPOSED = (f"{REV}hedged", f"{REV}planned")
_ENDS = (FACT_SUBJECT, FACT_RELATION, FACT_OBJECT)
_READ = (RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT, STANCE, CONFIDENCE)


def fact_findings(quads: Iterable[Quad]) -> Iterator[Finding]:
    """Yield facts that no claim states, and claims that should be facts and are not."""
    quads = list(quads)
    facts = {_fact(quad) for quad in quads if quad.graph_name == ASSERTED_GRAPH}
    types = {(_text(q.subject), _text(q.object)) for q in quads if q.predicate == RDF_TYPE}
    claimed = {fact: claim for claim, fact in _claimed(quads, types)}
    for fact in facts - claimed.keys():
        yield Finding("no claim", " ".join(fact), "it is asserted, and no claim that counts states it")
    control, over = _control(facts), set(_over(quads))
    for fact in claimed.keys() - facts - over:
        if not _closes_loop(fact, control):
            yield Finding("no fact", claimed[fact], f"it counts, and {' '.join(fact)} is not asserted")


def _over(quads: Iterable[Quad]) -> Iterator[_Fact]:
    """Yield the facts that are told to be over: claims for them stand, and they are not asserted."""
    nodes: dict[str, dict[object, str]] = {}
    for quad in quads:
        if quad.graph_name == HISTORY_GRAPH and quad.predicate in (*_ENDS, STANDING):
            nodes.setdefault(_text(quad.subject), {})[quad.predicate] = _text(quad.object)
    for values in nodes.values():
        if len(values) == len(_ENDS) + 1 and values[STANDING] == f"{REV}over":
            yield values[_ENDS[0]], values[_ENDS[1]], values[_ENDS[2]]


def _control(facts: set[_Fact]) -> "nx.DiGraph[str]":
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from((subject, object_) for subject, predicate, object_ in facts if predicate == _CONTROL)
    return graph


def _closes_loop(fact: _Fact, control: "nx.DiGraph[str]") -> bool:
    subject, predicate, object_ = fact
    has_ends = predicate == _CONTROL and subject in control and object_ in control
    return has_ends and nx.has_path(control, object_, subject)


def _claimed(quads: Iterable[Quad], types: set[tuple[str, str]]) -> Iterator[tuple[str, _Fact]]:
    claims: dict[str, dict[object, str]] = {}
    for quad in quads:
        if quad.predicate in (*_READ, STRENGTH):
            claims.setdefault(_text(quad.subject), {})[quad.predicate] = _text(quad.object)
    accepted, rejected = _decided(quads)
    for iri in accepted & claims.keys():
        if claims[iri].get(STANCE) in _SUPPOSED:
            claims[iri][STANCE] = f"{REV}asserted"
        claims[iri][CONFIDENCE] = "1"
    for iri, values in claims.items():
        if iri not in rejected and all(predicate in values for predicate in _READ) and _counts(values, types):
            name = values[RDF_PREDICATE].removeprefix(REC)
            for predicate in _with_broader(name):
                yield iri, (values[RDF_SUBJECT], predicate, values[RDF_OBJECT])


def _decided(quads: Iterable[Quad]) -> tuple[set[str], set[str]]:
    """Return the claims that a user accepted, and those that one rejected."""
    accepts = {quad.subject: _text(quad.object) == "true" for quad in quads if quad.predicate == IS_ACCEPTED}
    about = [(_text(quad.object), accepts.get(quad.subject)) for quad in quads if quad.predicate == DECIDES]
    rejected = {claim for claim, is_accepted in about if is_accepted is False}
    return {claim for claim, is_accepted in about if is_accepted} - rejected, rejected


def _counts(values: dict[object, str], types: set[tuple[str, str]]) -> bool:
    relation = relations().get(values[RDF_PREDICATE].removeprefix(REC))
    subject, object_ = values[RDF_SUBJECT], values[RDF_OBJECT]
    return (
        relation is not None
        and relation.name != "renamedTo"
        and not (relation.name == CONTROL and values.get(STRENGTH) == f"{REV}associate")
        and values[STANCE] == f"{REV}asserted"
        and float(values[CONFIDENCE]) >= THRESHOLD
        and subject != object_
        and any((subject, entity_type.iri) in types for entity_type in relation.subjects)
        and any((object_, entity_type.iri) in types for entity_type in relation.objects)
    )


def _with_broader(name: str) -> Iterator[str]:
    found: str | None = name
    while found:
        yield REC + found
        found = relations()[found].broader


def _fact(quad: Quad) -> _Fact:
    return _text(quad.subject), quad.predicate.value, _text(quad.object)


def _text(node: object) -> str:
    return str(getattr(node, "value", node))
