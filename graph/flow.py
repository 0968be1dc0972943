"""Material flow: which way material runs between the nodes of a view, and the way between two of them.

Owning, ruling and lying somewhere move no material, so they never lie on a path. Stages never fall
along a path. Each stage that a step leaps over costs as much as four ordinary steps, so that a path
that passes stage by stage wins over "rare earths are used in vehicles". The page searches in the
same way over the same steps (`viz/js/flow.js`); weights are whole numbers so that both agree.
"""

import heapq
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reechain.graph.stages import OPERATING, stages_of_work
from reechain.graph.view import FIRST_STAGE, Node, Statement, View
from reechain.ontology.records import EntityType, Stance

STEP_COST: Final = 10
LEAP_COST: Final = 40
UP_COST: Final = 12
DOWN_COST: Final = 40
LEAST_CONFIDENCE: Final = 0.5
"""A claim below this asserts nothing (data-model.md), so it carries no material either."""
ANY_STAGE: Final = (0, 99)

_ORE: Final = frozenset({EntityType.MINERAL, EntityType.ELEMENT})
_SITES: Final = frozenset({EntityType.MINE, EntityType.FACILITY})
_FIRMS: Final = frozenset({EntityType.COMPANY, EntityType.AGENCY})
_ALONG: Final = frozenset({"produces", "suppliesTo", "hasOfftakeWith", "tollsFor", "usedIn"})


class StepKind(StrEnum):
    """How a step is known: stated by documents, or given by the vocabulary (up or down in it)."""

    STATED = "stated"
    BROADER = "broader"
    NARROWER = "narrower"


@dataclass(frozen=True, slots=True)
class Step:
    """A possible move of material. `statements` are indexes into those of the view, the surest first.

    `cost` is what it costs where it leaps over no stage.
    """

    source: str
    target: str
    kind: StepKind
    statements: tuple[int, ...] = ()
    cost: int = STEP_COST


@dataclass(frozen=True, slots=True)
class Flow:
    """All steps, sorted, and the first and last stage at which each node takes part."""

    steps: tuple[Step, ...]
    stages: dict[str, tuple[int, int]]


def material_flow(view: View) -> Flow:
    """Return the steps that material can take in a view, by what its documents assert."""
    nodes = {node.iri: node for node in view.nodes}
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, statement in enumerate(view.statements):
        for ends in _moves(statement, nodes):
            found[ends].append(index)
    steps = [_stated(view, *ends, rows) for ends, rows in found.items()]
    for narrow, broad in view.broader:
        steps.append(Step(narrow, broad, StepKind.BROADER, cost=UP_COST))
        steps.append(Step(broad, narrow, StepKind.NARROWER, cost=DOWN_COST))
    return Flow(tuple(sorted(steps, key=lambda s: (s.source, s.target, s.kind))), _stage_ranges(view, nodes))


def _stated(view: View, source: str, target: str, rows: list[int]) -> Step:
    """The step that some statements state; of two ways as long, the surer one costs less."""
    surest = sorted(rows, key=lambda row: (-view.statements[row].confidence, row))
    doubt = 100 - round(100 * view.statements[surest[0]].confidence)
    return Step(source, target, StepKind.STATED, tuple(surest), STEP_COST + doubt // 10)


def _moves(statement: Statement, nodes: dict[str, Node]) -> list[tuple[str, str]]:
    """The pair of ends between which a statement says that material runs, in its direction, if it does."""
    is_sure = statement.stance is Stance.ASSERTED and statement.confidence >= LEAST_CONFIDENCE
    if not is_sure or statement.subject == statement.object:
        return []
    subject, predicate, object_ = nodes[statement.subject], statement.predicate, nodes[statement.object]
    if predicate in _ALONG or (predicate == "hasMineral" and subject.type in _SITES):
        return [(subject.iri, object_.iri)]
    if predicate == "madeFrom" or (predicate in OPERATING and object_.type is EntityType.MINE):
        return [(object_.iri, subject.iri)]
    return []


def _stage_ranges(view: View, nodes: dict[str, Node]) -> dict[str, tuple[int, int]]:
    """A firm takes part from the first to the last stage of its work and of what it makes and runs.

    All else takes part at its own stage.
    """
    at: dict[str, set[int]] = defaultdict(set, stages_of_work(view.on_stages))
    for statement in view.statements:
        if statement.predicate == "produces" or statement.predicate in OPERATING:
            at[statement.subject].update(_stage_set(nodes[statement.object]))
    ranges = {}
    for iri, node in nodes.items():
        own = _stage_set(node)
        reached = own | at[iri] if node.type in _FIRMS | _SITES else own
        ranges[iri] = (min(reached), max(reached)) if reached else ANY_STAGE
    return ranges


def _stage_set(node: Node) -> set[int]:
    if node.type in _ORE:
        return {FIRST_STAGE}
    return set() if node.stage is None else {node.stage}


_TURN: Final = {StepKind.STATED: 0, StepKind.BROADER: 1, StepKind.NARROWER: 2}
_State = tuple[str, int, int]
"""A node, the stage reached, and how it was reached: by a statement, up or down the vocabulary."""


def best_path(flow: Flow, source: str, target: str) -> tuple[Step, ...] | None:
    """Return the cheapest steps from one IRI to another; None if no way leads there.

    Of equally cheap ways the one whose states sort first is taken, so the answer depends on
    nothing but the steps.
    """
    if source not in flow.stages or target not in flow.stages:
        return None
    leaving: dict[str, list[Step]] = defaultdict(list)
    for step in flow.steps:
        leaving[step.source].append(step)
    start = (source, flow.stages[source][0], 0)
    cost: dict[_State, int] = {start: 0}
    came: dict[_State, tuple[_State, Step]] = {}
    queue = [(0, start)]
    while queue:
        spent, state = heapq.heappop(queue)
        if state[0] == target:
            return _walked(came, state)
        if spent > cost[state]:
            continue
        for step in leaving[state[0]]:
            if (moved := _move(flow, state, step)) is None:
                continue
            new, total = moved[0], spent + moved[1]
            known = cost.get(new)
            if known is None or total < known or (total == known and state < came[new][0]):
                cost[new], came[new] = total, (state, step)
                heapq.heappush(queue, (total, new))
    return None


def _move(flow: Flow, state: _State, step: Step) -> tuple[_State, int] | None:
    """Return the state after a step and its cost; None where the step is not open.

    Up and then down the vocabulary would lead to a sibling ("cerium oxide is an oxide, so is NdPr
    oxide"), down and then up to a wrong whole: neither says anything about material.
    """
    _, stage, turn = state
    first, last = flow.stages[step.target]
    new_turn = _TURN[step.kind]
    if last < stage or (turn and new_turn and turn != new_turn):
        return None
    reached = max(stage, first)
    leaps = max(0, reached - stage - 1) if stage else 0
    return (step.target, reached, new_turn), step.cost + LEAP_COST * leaps


def _walked(came: dict[_State, tuple[_State, Step]], state: _State) -> tuple[Step, ...]:
    steps = []
    while state in came:
        state, step = came[state]
        steps.append(step)
    return tuple(reversed(steps))
