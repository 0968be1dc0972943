"""The network of a view: a networkx multigraph, and the data of it that pyvis makes for vis-network."""

from dataclasses import dataclass
from typing import Any

import networkx as nx
from pyvis.network import Network

from reechain.graph.view import Node, Statement, View
from reechain.viz.boxes import FOCUS
from reechain.viz.layout import Layout
from reechain.viz.overview import degrees

Attributes = dict[str, Any]


@dataclass(frozen=True, slots=True)
class NetworkData:
    """Nodes and edges as vis-network reads them, each a mapping that JSON can hold."""

    nodes: list[Attributes]
    edges: list[Attributes]


def multigraph(view: View, layout: Layout) -> "nx.MultiDiGraph[int]":
    """Return the view as a graph: a node per node by its place in the view, an edge per statement.

    Parallel edges are kept: two sentences that say one thing are two edges, keyed by their place.
    """
    graph: nx.MultiDiGraph[int] = nx.MultiDiGraph()
    number = {node.iri: place for place, node in enumerate(view.nodes)}
    degree = degrees(view)
    for node in view.nodes:
        graph.add_node(number[node.iri], **_node(node, layout), degree=degree[node.iri])
    paragraphs = _paragraphs(view)
    documents = {document.key: place for place, document in enumerate(view.documents)}
    for key, statement in enumerate(view.statements):
        attributes = _statement(statement, documents[statement.document], paragraphs)
        graph.add_edge(number[statement.subject], number[statement.object], key=key, **attributes)
    return graph


def network_data(graph: "nx.MultiDiGraph[int]") -> NetworkData:
    """Return the nodes and edges that pyvis makes of a graph. An edge has its key as id."""
    network = Network(directed=True)
    for node, attributes in graph.nodes(data=True):
        network.add_node(node, shape="box", **attributes)
    ordered = sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2])
    for source, target, key, attributes in ordered:
        network.add_edge(source, target, id=key, **attributes)
    nodes, edges, *_ = network.get_network_data()
    return NetworkData([_without(node, "color") for node in nodes], edges)


def paragraphs_of(view: View) -> list[str]:
    """Return the paragraphs that statements stand in, each once, in order of first use."""
    return list(_paragraphs(view))


def _paragraphs(view: View) -> dict[str, int]:
    said = (*view.statements, *(said.statement for said in view.on_stages))
    texts = dict.fromkeys(statement.paragraph for statement in said)
    return {text: place for place, text in enumerate(texts)}


def stage_statements(view: View) -> list[Attributes]:
    """Return what is said of nodes and stages, as edges with the name of the stage in the place of an end.

    A statement of a node that is not in the view is left out.
    """
    number = {node.iri: place for place, node in enumerate(view.nodes)}
    paragraphs = _paragraphs(view)
    documents = {document.key: place for place, document in enumerate(view.documents)}
    return [
        {
            "from": number[said.statement.subject],
            "stage": said.title,
            "position": said.position,
            **_statement(said.statement, documents[said.statement.document], paragraphs),
        }
        for said in view.on_stages
        if said.statement.subject in number
    ]


def _without(attributes: Attributes, name: str) -> Attributes:
    return {key: value for key, value in attributes.items() if key != name}


def _node(node: Node, layout: Layout) -> Attributes:
    """What a page knows of a node; a place and size only if the first picture draws it."""
    found: Attributes = {
        "label": node.label,
        "iri": node.iri,
        "type": node.type.value,
        "stage": node.stage,
        "names": list(node.names()[1:]),
        "former": list(node.former_names),
        "zh": node.label_zh,
        "focus": list(FOCUS.fit(node).lines),
    }
    if (box := layout.boxes.get(node.iri)) is None:
        return found
    place = {"x": box.x, "y": box.y, "w": box.width, "h": box.height}
    return found | place | {"lines": list(box.text.lines), "clipped": box.text.is_clipped}


def _statement(statement: Statement, document: int, paragraphs: dict[str, int]) -> Attributes:
    spans = (statement.subject_span, statement.object_span)
    return {
        "predicate": statement.predicate,
        "quote": statement.quote,
        "doc": document,
        "start": statement.start,
        "end": statement.end,
        "confidence": statement.confidence,
        "stance": statement.stance.value,
        "literal": statement.literal,
        "extractor": statement.extractor,
        "paragraph": paragraphs[statement.paragraph],
        "offset": statement.start - statement.paragraph_start,
        "spans": [_inside(span, statement) for span in spans],
    }


def _inside(span: tuple[int, int] | None, statement: Statement) -> list[int] | None:
    """A span of the document as offsets in the quote; None where it is not inside."""
    if span is None or not statement.start <= span[0] < span[1] <= statement.end:
        return None
    return [span[0] - statement.start, span[1] - statement.start]
