"""The store as text in a standard form, the same bytes for the same documents.

N-Quads are the whole store but its own facts (format version), one quad a line, sorted: the form in
which two stores are compared and other engines are fed. Turtle, JSON-LD and GraphML hold the facts,
for a reader who wants no claims: the entities with type, labels and former names, superseded IRIs,
the asserted triples, the numbers, and the part of the vocabulary that entities and numbers lead to.
"""

import io
import json
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any, Final

import networkx as nx
from pyoxigraph import Literal, NamedNode, Quad, Triple

from reechain.graph.analysis import networkx_graph
from reechain.graph.description import DATASET_GRAPH, description
from reechain.graph.store import Store
from reechain.graph.terms import (
    ABOUT_PLACE,
    ABOUT_PRODUCT,
    ABOUT_STAGE,
    ALT_LABEL,
    ASSERTED_GRAPH,
    BASIS,
    BY_RULE,
    DENOTES,
    FORMER_NAME,
    HISTORY_GRAPH,
    HOLDER,
    IDENTITY_GRAPH,
    METRIC,
    METRIC_TEXT,
    OBSERVATION_KIND,
    OBSERVED,
    PERIOD_END,
    PERIOD_START,
    PERIOD_TEXT,
    PREF_LABEL,
    RATE_PER,
    RDF_TYPE,
    REPLACED_BY,
    RULES_GRAPH,
    SAID_BY,
    STORE_GRAPH,
    UNIT,
    VALUE,
    VALUE_BOUND,
    VALUE_HIGH,
    VALUE_LOW,
    VALUE_STATUS,
    VALUE_TEXT,
    VOCABULARY_GRAPH,
    WHOLE_TEXT,
    iri_of,
    line,
    term,
)
from reechain.graph.turtle import turtle
from reechain.ontology.namespaces import PREFIXES, compact

_FACT: Final = term("rec:Fact")
_CLAIMS: Final = (term("rec:statedBy"), term("rec:contradictedBy"))
_OBSERVATION: Final = term("rec:Observation")
_OF_NUMBERS: Final = (
    *(
        OBSERVED,
        ABOUT_PRODUCT,
        ABOUT_PLACE,
        HOLDER,
        ABOUT_STAGE,
        METRIC,
        METRIC_TEXT,
        WHOLE_TEXT,
        OBSERVATION_KIND,
    ),
    *(VALUE_TEXT, VALUE_STATUS, VALUE, VALUE_LOW, VALUE_HIGH, VALUE_BOUND, UNIT, RATE_PER, BASIS),
    *(PERIOD_TEXT, PERIOD_START, PERIOD_END, SAID_BY, BY_RULE),
)
_OF_ENTITIES: Final = (RDF_TYPE, PREF_LABEL, ALT_LABEL, FORMER_NAME, REPLACED_BY)


class ExportFormat(StrEnum):
    """How a store is exported."""

    NQUADS = "nquads"
    TURTLE = "turtle"
    JSONLD = "jsonld"
    GRAPHML = "graphml"


def export(store: Store, form: ExportFormat) -> str:
    """Return the store as text."""
    return _WRITERS[form](store)


def nquads(store: Store) -> str:
    """Return all graphs but that of the store itself, sorted."""
    quads = [quad for quad in store.quads() if quad.graph_name != STORE_GRAPH]
    described = description(store, (quad.triple for quad in quads))
    lines = {line(quad) for quad in quads}
    lines |= {line(Quad(t.subject, t.predicate, t.object, DATASET_GRAPH)) for t in described}
    return "".join(f"{text}\n" for text in sorted(lines))


def facts(store: Store) -> Iterator[Triple]:
    """Yield the facts: entities, assertions, stakes, events, clauses, supply, and the concepts with taxonomy.

    They come without the claims behind them, and with a description of the whole.
    """
    stated = set(_facts(store))
    yield from stated
    yield from description(store, stated)


def _facts(store: Store) -> Iterator[Triple]:
    for predicate in _OF_ENTITIES:
        quads = store.inner.quads_for_pattern(None, predicate, None, IDENTITY_GRAPH)
        yield from (quad.triple for quad in quads)
    for graph in (ASSERTED_GRAPH, RULES_GRAPH):
        yield from (quad.triple for quad in store.inner.quads_for_pattern(None, None, None, graph))
    yield from _history(store)
    yield from _numbers(store)
    yield from _vocabulary(store)


def _numbers(store: Store) -> Iterator[Triple]:
    """Yield what numbers are of, what is printed and what they come to; not the words and checks that prove it."""
    for quad in store.inner.quads_for_pattern(None, VALUE_STATUS, None, None):
        yield Triple(quad.subject, RDF_TYPE, _OBSERVATION)
        for predicate in _OF_NUMBERS:
            found = store.inner.quads_for_pattern(quad.subject, predicate, None, None)
            yield from (other.triple for other in found)


def _history(store: Store) -> Iterator[Triple]:
    """Yield the nodes of the history graph but facts, whose plain triples are there, and without the claims."""
    quads = list(store.inner.quads_for_pattern(None, None, None, HISTORY_GRAPH))
    facts = {quad.subject for quad in quads if quad.predicate == RDF_TYPE and quad.object == _FACT}
    for quad in quads:
        if quad.subject not in facts and quad.predicate not in _CLAIMS:
            yield quad.triple


def _vocabulary(store: Store) -> Iterator[Triple]:
    """Yield the concepts that documents name, and all that these lead to (broader, stage, scheme)."""
    named = store.inner.quads_for_pattern(None, DENOTES, None, IDENTITY_GRAPH)
    waiting = {quad.object for quad in named} | {triple.object for triple in _numbers(store)}
    seen: set[object] = set()
    while waiting:
        node = waiting.pop()
        seen.add(node)
        if isinstance(node, NamedNode):
            for quad in store.inner.quads_for_pattern(node, None, None, VOCABULARY_GRAPH):
                yield quad.triple
                if quad.predicate != RDF_TYPE and quad.object not in seen:
                    waiting.add(quad.object)


def _turtle(store: Store) -> str:
    return turtle(facts(store))


def _jsonld(store: Store) -> str:
    nodes: dict[str, dict[str, Any]] = {}
    for triple in sorted(set(facts(store)), key=str):
        node = nodes.setdefault(iri_of(triple.subject), {"@id": _curie(iri_of(triple.subject))})
        if triple.predicate == RDF_TYPE:
            node.setdefault("@type", []).append(_curie(iri_of(triple.object)))
        else:
            node.setdefault(_curie(triple.predicate.value), []).append(_json_value(triple.object))
    document = {"@context": dict(sorted(PREFIXES.items())), "@graph": [nodes[iri] for iri in sorted(nodes)]}
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _curie(iri: str) -> str:
    return compact(iri).removeprefix("<").removesuffix(">")


def _json_value(node: object) -> dict[str, str]:
    if not isinstance(node, Literal):
        return {"@id": _curie(iri_of(node))}
    if node.language:
        return {"@value": node.value, "@language": node.language}
    return {"@value": node.value, "@type": _curie(node.datatype.value)}


def _graphml(store: Store) -> str:
    graph = networkx_graph(store)
    for number, (_, _, key, attributes) in enumerate(graph.edges(keys=True, data=True)):
        # GraphML wants ids of edges that are unique in the file, and a predicate is not.
        attributes.update(predicate=key, id=f"e{number}")
    for _, attributes in graph.nodes(data=True):
        attributes["label"] = _xml_text(attributes["label"])
    out = io.BytesIO()
    nx.write_graphml_xml(graph, out, encoding="utf-8", edge_id_from_attribute="id")
    return out.getvalue().decode("utf-8") + "\n"


def _xml_text(text: str) -> str:
    """Return the text without the control characters that XML has no way to write."""
    return "".join(char if char >= " " or char in "\t\n" else " " for char in text)


_WRITERS: Final[dict[ExportFormat, Callable[[Store], str]]] = {
    ExportFormat.NQUADS: nquads,
    ExportFormat.TURTLE: _turtle,
    ExportFormat.JSONLD: _jsonld,
    ExportFormat.GRAPHML: _graphml,
}
