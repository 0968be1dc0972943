"""Which boxes stand together: one group per stage, and the groups of the lane."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from reechain.graph.view import Node, View
from reechain.ontology.records import EntityType

STAGE_TITLES: Final = {
    1: "Mining",
    2: "Beneficiation",
    3: "Separation",
    4: "Metals",
    5: "Functional materials",
    6: "Components",
    7: "End use",
    8: "Recycling",
}
"""Titles of the stages short enough for a heading; others keep the name that the view gives."""
OWNERS: Final = "Owners and others"
LANES: Final = (
    (OWNERS, frozenset({EntityType.COMPANY, EntityType.FACILITY})),
    ("Other materials", frozenset({EntityType.PRODUCT})),
    ("Policies and agencies", frozenset({EntityType.POLICY, EntityType.AGENCY})),
    ("Places", frozenset({EntityType.PLACE})),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes under one heading; `stage` is None in the lane."""

    title: str
    stage: int | None
    nodes: tuple[Node, ...]


def grouped(view: View, nodes: Iterable[Node]) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    """Return the groups of the chain, by stage, and those of the lane. None is empty."""
    stages: dict[int, list[Node]] = defaultdict(list)
    lanes: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.stage is None:
            lanes[_lane(node)].append(node)
        else:
            stages[node.stage].append(node)
    chain = tuple(Group(stage_title(view, at), at, tuple(stages[at])) for at in sorted(stages))
    return chain, tuple(Group(title, None, tuple(lanes[title])) for title, _ in LANES if lanes[title])


def stage_title(view: View, stage: int) -> str:
    """Return the title of a stage, short where there is a short one."""
    return STAGE_TITLES.get(stage) or view.stages.get(stage, f"Stage {stage}")


def _lane(node: Node) -> str:
    return next((title for title, types in LANES if node.type in types), OWNERS)
