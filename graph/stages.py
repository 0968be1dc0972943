"""The stage of the chain at which each node of a view stands."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from reechain.graph.view import FIRST_STAGE, TERMINAL_STAGE, Node, StageStatement, Statement
from reechain.ontology.records import EntityType, Stance

FIXED: Final = {
    EntityType.MINE: FIRST_STAGE,
    EntityType.MINERAL: FIRST_STAGE,
    EntityType.ELEMENT: FIRST_STAGE,
    EntityType.APPLICATION: TERMINAL_STAGE,
}
OPERATING: Final = frozenset({"operates", "runs", "owns", "holdsMiningRightTo", "ownsOreOf"})
WORKING: Final = "operatesInStage"


def with_stages(
    nodes: Iterable[Node], statements: Iterable[Statement], on_stages: Iterable[StageStatement] = ()
) -> tuple[Node, ...]:
    """Return the nodes with their stages; the stages of products are given and stay as they are.

    A firm or facility stands where its work begins: at the first stage in which it is asserted to work, else
    at the first stage of what it is asserted to make or run. So material leaves it to the right, never to the left. One that is only said to make
    elements ("rare earths") stands with mining, and one that makes and runs nothing stands nowhere:
    it is an owner, as far as these documents say. A product that the vocabulary does not know stands with
    the last of what it is made from, if nothing made from it stands earlier.
    """
    statements = [s for s in statements if s.stance is Stance.ASSERTED]
    placed = {node.iri: _fixed(node) for node in nodes}
    works = stages_of_work(on_stages)
    makes: dict[str, list[str]] = defaultdict(list)
    runs: dict[str, list[str]] = defaultdict(list)
    for statement in statements:
        if statement.predicate in {"produces", "hasMineral"}:
            makes[statement.subject].append(statement.object)
        elif statement.predicate in OPERATING:
            runs[statement.subject].append(statement.object)
    placed |= {node.iri: node for node in _inferred(placed, statements)}
    for iri, node in placed.items():
        if node.type is EntityType.FACILITY:
            found = _begins(placed[other] for other in makes[iri])
            placed[iri] = replace(node, stage=min(works.get(iri, ()), default=found))
    for iri, node in placed.items():
        if node.type is EntityType.COMPANY:
            found = _begins(placed[other] for other in [*makes[iri], *runs[iri]])
            placed[iri] = replace(node, stage=min(works.get(iri, ()), default=found))
    return tuple(placed.values())


def stages_of_work(on_stages: Iterable[StageStatement]) -> dict[str, set[int]]:
    """Return the stages in which things are asserted to work, by IRI; what has ended is none."""
    works: dict[str, set[int]] = defaultdict(set)
    for said in on_stages:
        is_work = said.statement.predicate == WORKING and said.statement.stance is Stance.ASSERTED
        if is_work and said.position is not None:
            works[said.statement.subject].add(said.position)
    return works


def _fixed(node: Node) -> Node:
    return replace(node, stage=FIXED[node.type]) if node.type in FIXED else node


def _inferred(placed: Mapping[str, Node], statements: Iterable[Statement]) -> Iterator[Node]:
    """The products without a stage that get one from what they are made from and what is made from them."""
    before: dict[str, set[int]] = defaultdict(set)
    after: dict[str, set[int]] = defaultdict(set)
    for statement in statements:
        if statement.predicate != "madeFrom":
            continue
        product, material = placed[statement.subject], placed[statement.object]
        if material.stage is not None:
            before[product.iri].add(material.stage)
        if product.stage is not None:
            after[material.iri].add(product.stage)
    for iri, node in placed.items():
        if node.type is EntityType.PRODUCT and node.stage is None and before[iri]:
            stage = max(before[iri])
            if stage <= min(after[iri], default=stage):
                yield replace(node, stage=stage)


def _begins(found: Iterable[Node]) -> int | None:
    """The first stage of products and sites; of elements and minerals only if there is nothing else."""
    things = list(found)
    ore = {EntityType.MINERAL, EntityType.ELEMENT}
    made = [thing.stage for thing in things if thing.stage is not None and thing.type not in ore]
    rest = [thing.stage for thing in things if thing.stage is not None]
    return min(made or rest, default=None)
