"""The stage of the chain at which each node of a view stands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from reechain.graph.view import FIRST_STAGE, TERMINAL_STAGE, Node, Statement
from reechain.ontology.records import EntityType, Stance

FIXED: Final = {
    EntityType.MINE: FIRST_STAGE,
    EntityType.MINERAL: FIRST_STAGE,
    EntityType.ELEMENT: FIRST_STAGE,
    EntityType.APPLICATION: TERMINAL_STAGE,
}
OPERATING: Final = frozenset({"operates", "owns", "holdsMiningRightTo"})


def with_stages(nodes: Iterable[Node], statements: Iterable[Statement]) -> tuple[Node, ...]:
    """Return the nodes with their stages; the stages of products are given and stay as they are.

    A firm or facility stands where its work begins: at the first stage of what it is asserted to make or
    run. So material leaves it to the right, never to the left. One that is only said to make
    elements ("rare earths") stands with mining, and one that makes and runs nothing stands nowhere:
    it is an owner, as far as these documents say.
    """
    placed = {node.iri: _fixed(node) for node in nodes}
    makes: dict[str, list[Node]] = defaultdict(list)
    runs: dict[str, list[Node]] = defaultdict(list)
    for statement in statements:
        if statement.stance is not Stance.ASSERTED:
            continue
        if statement.predicate in {"produces", "hasMineral"}:
            makes[statement.subject].append(placed[statement.object])
        elif statement.predicate in OPERATING:
            runs[statement.subject].append(placed[statement.object])
    for iri, node in placed.items():
        if node.type is EntityType.FACILITY:
            placed[iri] = replace(node, stage=_begins(makes[iri]))
    for iri, node in placed.items():
        if node.type is EntityType.COMPANY:
            run = [placed[other.iri] for other in runs[iri]]
            placed[iri] = replace(node, stage=_begins([*makes[iri], *run]))
    return tuple(placed.values())


def _fixed(node: Node) -> Node:
    return replace(node, stage=FIXED[node.type]) if node.type in FIXED else node


def _begins(things: list[Node]) -> int | None:
    """The first stage of products and sites; of elements and minerals only if there is nothing else."""
    ore = {EntityType.MINERAL, EntityType.ELEMENT}
    made = [thing.stage for thing in things if thing.stage is not None and thing.type not in ore]
    rest = [thing.stage for thing in things if thing.stage is not None]
    return min(made or rest, default=None)
