"""The drawing of a scene: a row for each role, lines where there is room for them, and the rest told below.

Lines are put down one by one into wide open rows, each where it meets no text; then the rows are drawn
together. So any ties can be drawn, of any class to any class: what finds no way is a line of text.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, TypeVar

from reechain.viz.documentation.board import Board
from reechain.viz.documentation.routes import STEP, Router
from reechain.viz.documentation.rows import CHANNEL, SIDE, WIDTH, Row, rows_of
from reechain.viz.documentation.scene import Role, Scene, Tie
from reechain.viz.documentation.shapes import Box, Drawing, Frame, Note, Spot, shortened, wide

_Spot = TypeVar("_Spot", bound=Spot)
_EDGE: Final = 6
_TOP: Final = 14
"""Room between the upper edge of a frame and its boxes."""
_BELOW: Final = 6
_EACH: Final = 2
_DEEPEST: Final = 20
"""Room under boxes while lines are put down, in steps: in any row, for each line within it, and at most."""
_BETWEEN: Final = 22 * STEP
"""Room between frames while lines are put down."""
_FREE: Final = 22
"""What is left of room that nothing stands in."""
_LINE: Final = 20
_ROUNDS: Final = 8
_FEW: Final = 6
"""So often, lines are put down anew where no more than a few found no way."""
_ROLES: Final = frozenset(role.value for role in Role)
NAMES: Final = {
    Role.MATTER: "goods and uses",
    Role.PARTY: "parties and rules",
    Role.RECORD: "records",
    Role.EVIDENCE: "evidence",
}
"""What frames are called."""


@lru_cache(maxsize=4)
def drawn(scene: Scene) -> Drawing:
    """Return the drawing of a scene: the same scene gives the same drawing."""
    rows = rows_of(scene)
    if not rows:
        return Drawing(WIDTH, 2 * _EDGE, (), (), (), ())
    width = max(WIDTH, *(math.ceil(row.width) + 2 * _EDGE for row in rows))
    pressing: list[Tie] = []
    board, told = best = _put_down(scene, rows, width, pressing)
    for _ in range(_ROUNDS):
        if not told or len(told) > _FEW:
            break
        # What found no way goes first the next time.
        pressing = [*told, *(tie for tie in pressing if tie not in told)]
        board, told = _put_down(scene, rows, width, pressing)
        best = min(best, (board, told), key=lambda tried: len(tried[1]))
    return _told(_closed(best[0], width), scene, best[1])


def _put_down(
    scene: Scene, rows: Sequence[Row], width: float, pressing: Sequence[Tie]
) -> tuple[Board, list[Tie]]:
    """Return boxes with the lines that find a way, and the ties that find none; some ties go first."""
    board, router = _opened(rows, scene.ties, width)
    bridged = _bridge(rows, router)
    ties = [tie for tie in scene.ties if tie.source != tie.target or tie.source not in router.boxes]
    rank = {tie: place for place, tie in enumerate(pressing)}
    ordered = sorted(_by_room(ties, router.rows), key=lambda tie: rank.get(tie, len(rank)))
    return board, [tie for tie in ordered if id(tie) not in bridged and not router.draw(tie)]


def _opened(rows: Sequence[Row], ties: Sequence[Tie], width: float) -> tuple[Board, Router]:
    """Return boxes and frames with wide room around them."""
    boxes: list[Box] = []
    frames: list[Frame] = []
    places: dict[str, int] = {}
    y = float(_EDGE)
    for place, row in enumerate(rows):
        ends = {row.role.value, *(c.iri for c in row.classes)}
        inside = sum({tie.source, tie.target} <= ends for tie in ties)
        height = _TOP + row.height + STEP * min(_BELOW + _EACH * inside, _DEEPEST)
        frames.append(Frame(_EDGE, y, width - 2 * _EDGE, height, row.role))
        boxes += row.boxes(y + _TOP, width - _EDGE)
        places |= {row.role.value: place} | {c.iri: place for c in row.classes}
        y += height + _BETWEEN
    board = Board(boxes, frames)
    return board, Router(board, {box.of.iri: box for box in boxes}, frames, places)


def _bridge(rows: Iterable[Row], router: Router) -> set[int]:
    for row in rows:
        for (left, right), tie in row.bridges.items():
            router.bridge(tie, router.boxes[left], router.boxes[right])
    return {id(tie) for row in rows for tie in row.bridges.values()}


def _by_room(ties: Iterable[Tie], rows: dict[str, int]) -> list[Tie]:
    """Return ties in the order in which they are drawn: those with the least choice of ways first."""

    def choice(tie: Tie) -> tuple[int, int]:
        ends = [tie.source, tie.target]
        frames = sum(end in _ROLES for end in ends)
        apart = abs(rows.get(ends[0], 0) - rows.get(ends[1], 0))
        return (frames if ends[0] != ends[1] else 3), -apart

    return sorted(ties, key=choice)


def _closed(board: Board, width: float) -> Drawing:
    """Return what stands on a board, with the rows drawn together over what is empty."""
    spans = [(spot.y, spot.bottom) for spot in (*board.boxes, *board.cards)]
    spans += [(y, y) for y, _, _ in board.level]
    spans += [(y, y) for frame in board.frames for y in (frame.y, frame.bottom)]
    cuts, low = [], 0.0
    for start, end in sorted(spans):
        if start - low > _FREE:
            cuts.append((start, start - low - _FREE))
        low = max(low, end)

    def up(y: float) -> float:
        return round(y - sum(by for start, by in cuts if start <= y), 1)

    def raised(spot: _Spot) -> _Spot:
        return replace(spot, y=up(spot.y), height=up(spot.bottom) - up(spot.y))

    return Drawing(
        width=width,
        height=up(board.frames[-1].bottom) + _EDGE,
        frames=tuple(map(raised, board.frames)),
        wires=tuple(replace(w, points=tuple((x, up(y)) for x, y in w.points)) for w in board.wires),
        boxes=tuple(map(raised, board.boxes)),
        cards=tuple(map(raised, board.cards)),
    )


def _told(drawing: Drawing, scene: Scene, ties: Sequence[Tie]) -> Drawing:
    """Return a drawing with lines of text below it, for ties that found no way."""
    names = {c.iri: c.label for c in scene.classes} | {role.value: NAMES[role] for role in Role}
    y, notes = drawing.height, []
    if ties:
        y += _LINE
        notes.append(Note("Further ties, without a line:", SIDE, y))
    for tie in ties:
        words = ", ".join(word.text for word in shortened(tie.words))
        text = f"{names.get(tie.source, tie.source)} → {names.get(tie.target, tie.target)}: {words}"
        for line in _lines(text, drawing.width - SIDE - CHANNEL):
            y += _LINE
            notes.append(Note(line, SIDE, y))
    return replace(drawing, notes=tuple(notes), height=y + (_LINE / 2 if notes else 0))


def _lines(text: str, width: float) -> list[str]:
    """Return a text as lines that fit a width, where its words do."""
    lines = [""]
    for word in text.split():
        if lines[-1] and wide(f"{lines[-1]} {word}") > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
