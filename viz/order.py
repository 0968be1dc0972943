"""The order of boxes inside their group: by type, then by where their neighbours stand."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from reechain.graph.view import Node, View
from reechain.ontology.records import EntityType

SWEEPS: Final = 8
"""Rounds of ordering by barycentre: more change nothing on graphs that a picture can show."""

_RANK: Final = {
    EntityType.MINE: 0,
    EntityType.FACILITY: 1,
    EntityType.MINERAL: 2,
    EntityType.ELEMENT: 3,
    EntityType.PRODUCT: 4,
    EntityType.APPLICATION: 5,
    EntityType.COMPANY: 6,
    EntityType.POLICY: 7,
    EntityType.AGENCY: 8,
    EntityType.PLACE: 9,
    EntityType.STAGE: 10,
}


def ordered(view: View, groups: Sequence[tuple[Sequence[Node], int]]) -> list[tuple[Node, ...]]:
    """Return the nodes of each group (given with its number of columns) in the order to place them.

    Types keep together; within a type, a box moves towards the mean height of its neighbours.
    """
    rows = [sorted(nodes, key=_by_name) for nodes, _ in groups]
    neighbours = _neighbours(view, {node.iri for row in rows for node in row})
    height = _heights(rows, groups)
    for _ in range(SWEEPS):
        for index, row in enumerate(rows):
            pull = {node.iri: _mean(neighbours[node.iri], height, height[node.iri]) for node in row}
            row.sort(key=lambda node, pull=pull: (_RANK[node.type], pull[node.iri], *_by_name(node)))  # type: ignore[misc]
            height |= _heights([row], [groups[index]])
    return [tuple(row) for row in rows]


def _by_name(node: Node) -> tuple[int, str, str]:
    return _RANK[node.type], node.label.casefold(), node.iri


def _neighbours(view: View, drawn: set[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for statement in view.statements:
        if statement.subject in drawn and statement.object in drawn:
            found[statement.subject].append(statement.object)
            found[statement.object].append(statement.subject)
    return found


def _heights(rows: list[list[Node]], groups: Sequence[tuple[Sequence[Node], int]]) -> dict[str, float]:
    return {
        node.iri: float(place // columns)
        for row, (_, columns) in zip(rows, groups, strict=True)
        for place, node in enumerate(row)
    }


def _mean(iris: list[str], height: dict[str, float], own: float) -> float:
    return sum(height[iri] for iri in iris) / len(iris) if iris else own
