"""Whether a store is whole: that everything in it can be read and still says what it said."""

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import BlankNode, NamedNode, Quad

from reechain.graph.fixed import fixed_quads
from reechain.graph.reading import unreadable
from reechain.graph.store import Store
from reechain.graph.terms import DERIVED_GRAPHS, FIXED_GRAPHS, is_document_graph, line
from reechain.graph.verify_document import Finding, document_findings
from reechain.graph.verify_facts import fact_findings

_NAMED: Final = 5
"""How many quads a finding about many of them names."""


def verify(store: Store) -> list[Finding]:
    """Return what is wrong with the store, sorted; nothing for a store that is whole.

    It reads all of the store by every index, and derives all that is derived anew.
    """
    if broken := [Finding("unreadable", store.where, text) for text in unreadable(store.inner)]:
        return broken
    quads = list(store.quads())
    findings = [*_places(quads), *_twice(quads), *_fixed(quads)]
    by_graph = _by_graph(quads)
    for graph, content in by_graph.items():
        if is_document_graph(graph):
            findings += document_findings(graph.value, content)
    findings += fact_findings(quads)
    # What is derived from a damaged document says nothing about the derived graphs.
    if not findings:
        findings += _derived(store, quads)
    return sorted(set(findings))


def _by_graph(quads: Iterable[Quad]) -> dict[NamedNode, list[Quad]]:
    graphs: dict[NamedNode, list[Quad]] = {}
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            graphs.setdefault(quad.graph_name, []).append(quad)
    return graphs


def _places(quads: Iterable[Quad]) -> Iterator[Finding]:
    known = {*DERIVED_GRAPHS, *FIXED_GRAPHS}
    for quad in quads:
        graph = quad.graph_name
        if graph not in known and not (isinstance(graph, NamedNode) and is_document_graph(graph)):
            yield Finding("stray", str(graph), f"no document and no derived graph: {line(quad)}")
        if any(isinstance(node, BlankNode) for node in (quad.subject, quad.object, graph)):
            yield Finding("blank node", str(graph), line(quad))


def _twice(quads: Iterable[Quad]) -> Iterator[Finding]:
    seen: dict[object, object] = {}
    for quad in quads:
        other = seen.setdefault(quad.triple, quad.graph_name)
        if other != quad.graph_name:
            yield Finding("twice", str(quad.triple), f"stands in {_both(other, quad.graph_name)}")


def _both(first: object, second: object) -> str:
    return " and ".join(sorted(map(str, (first, second))))


def _fixed(quads: Iterable[Quad]) -> Iterator[Finding]:
    present = {quad for quad in quads if quad.graph_name in FIXED_GRAPHS}
    hint = "it was written by another reechain: build again"
    yield from _difference("ontology or vocabulary", present, set(fixed_quads()), hint)


def _derived(store: Store, quads: Iterable[Quad]) -> Iterator[Finding]:
    present = {quad for quad in quads if quad.graph_name in DERIVED_GRAPHS}
    yield from _difference("derived", present, set(store.derived().quads), "build again")


def _difference(kind: str, present: set[Quad], wanted: set[Quad], hint: str) -> Iterator[Finding]:
    for what, found in (("is missing", wanted - present), ("is too many", present - wanted)):
        for quad in sorted(found, key=line)[:_NAMED]:
            yield Finding(kind, str(quad.graph_name), f"{what}, of {len(found)}: {line(quad)} ({hint})")
