"""The ways of a tie through the drawing, the plainest first, and the first of them that meets nothing.

A way leaves a box at its lower or upper edge, or a frame anywhere at its edge, runs along at a level between two
rows, and arrives the same way. One that has rows between its ends passes them in a gap. A tie that finds no
way is not drawn.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from reechain.viz.documentation.board import CLEAR, Board
from reechain.viz.documentation.scene import Tie
from reechain.viz.documentation.shapes import Box, Card, Frame, Point, Wire, card_of, moved

STEP: Final = 12
"""Distance of the places that are tried."""
_BEND: Final = 45
_CROSSING: Final = 60
_TRIES: Final = 4000
_PORTS: Final = 24
"""So many places at the edge of a frame are tried."""
_STUB: Final = 18
"""Least length of a line between a card and what it leads to, so that its arrow shows."""
_EAR: Final = 12
"""The two lines of a loop stand so far from the middle of its card."""

Way = tuple[Point, ...]


@dataclass(slots=True)
class Router:
    """Finds ways between the boxes and frames of a board. `rows` gives the row of each end, from the top."""

    board: Board
    boxes: dict[str, Box]
    frames: list[Frame]
    rows: dict[str, int]

    def draw(self, tie: Tie) -> bool:
        """Draw a tie, and return whether there was room for it."""
        if tie.source not in self.rows or tie.target not in self.rows or not tie.words:
            return False
        if tie.source == tie.target:
            return self._loop(tie)
        return self._line(tie)

    def bridge(self, tie: Tie, left: Box, right: Box) -> None:
        """Draw a tie between neighbours through the gap that is kept for its card."""
        card = card_of(tie.words)
        card = moved(
            card, round((left.right + right.x - card.width) / 2), left.y + (left.height - card.height) / 2
        )
        y = card.y + card.height / 2
        ends = [((left.right, y), (card.x, y)), ((right.x, y), (card.right, y))]
        first, last = ends if tie.source == left.of.iri else ends[::-1]
        self.board.add(card, (Wire(first), Wire(last[::-1], has_arrow=True)))

    # ---- loops

    def _loop(self, tie: Tie) -> bool:
        """Draw a tie of a frame to itself on its lower edge; that of a box to itself stands in the box."""
        frame = self.frames[self.rows[tie.source]]
        card = card_of(tie.words)
        low = frame.bottom
        for x in _steps(frame.x + card.width / 2, frame.right - card.width / 2):
            placed = moved(card, round(x - card.width / 2), low - _STUB - 4 - card.height)
            out = ((x - _EAR, low), (x - _EAR, placed.bottom))
            back = ((x + _EAR, placed.bottom), (x + _EAR, low))
            free = self.board.has_room_for_line(out) and self.board.has_room_for_line(back)
            if free and self.board.has_room_for_card(placed):
                self.board.add(placed, (Wire(out, has_dot=True), Wire(back, has_arrow=True)))
                return True
        return False

    # ---- lines

    def _line(self, tie: Tie) -> bool:
        card = card_of(tie.words)
        best: tuple[float, Way, Card, int] | None = None
        ways = sorted(self._ways(tie.source, tie.target), key=_cost)
        for way in ways[:_TRIES]:
            cost = _cost(way)
            if best and cost >= best[0]:
                break
            if not self.board.has_room_for_line(way):
                continue
            cost += _CROSSING * self.board.crossings(way)
            if best and cost >= best[0]:
                continue
            for placed, at in _cards(card, way):
                if _is_clear(placed, way, at) and self.board.has_room_for_card(placed):
                    best = (cost, way, placed, at)
                    break
        if best is None:
            return False
        _, way, placed, at = best
        start, end = _borders(way[at], way[at + 1], placed)
        first, last = (*way[: at + 1], start), (end, *way[at + 1 :])
        self.board.add(
            placed, (Wire(first, has_dot=tie.source not in self.boxes), Wire(last, has_arrow=True))
        )
        return True

    def _ways(self, source: str, target: str) -> Iterator[Way]:
        """Return ways from an end to another, upside down where the other stands higher."""
        one, other = self.rows[source], self.rows[target]
        if one > other:
            for way in self._ways(target, source):
                yield way[::-1]
            return
        if one == other:
            yield from self._ways_below(source, target)
            return
        gaps = self._gaps(one, other)
        starts = self._ports(source, target, gaps, is_lower=True)
        ends = self._ports(target, source, gaps, is_lower=False)
        yield from self._straight(starts, ends)
        levels = sorted({*self._levels(one), *self._levels(other - 1)})
        for start, end in self._pairs(starts, ends):
            yield from (_bent(start, level, end) for level in levels)
        if other - one > 1:
            yield from self._passing(starts, ends, gaps, (one, other))

    def _ways_below(self, source: str, target: str) -> Iterator[Way]:
        """Return ways between ends in one row: under it, to the lower edge of the frame if that is an end."""
        row = self.rows[source]
        starts = self._ports(source, target, self._grid(), is_lower=True)
        ends = self._ports(target, source, self._grid(), is_lower=True)
        if source not in self.boxes or target not in self.boxes:
            yield from self._straight(starts, ends)
        for start, end in self._pairs(starts, ends):
            yield from (
                _bent(start, level, end)
                for level in self._levels(row)
                if level < end[1] or target in self.boxes
            )

    def _straight(self, starts: Sequence[Point], ends: Sequence[Point]) -> Iterator[Way]:
        places = dict(ends)
        yield from ((start, (start[0], places[start[0]])) for start in starts if start[0] in places)

    def _pairs(self, starts: Sequence[Point], ends: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
        return ((start, end) for start in starts for end in ends if abs(start[0] - end[0]) >= STEP)

    def _passing(
        self, starts: Sequence[Point], ends: Sequence[Point], gaps: Sequence[float], rows: tuple[int, int]
    ) -> Iterator[Way]:
        """Return ways that pass the rows between two ends in a gap."""
        highs, lows = list(self._levels(rows[0]))[::3], list(self._levels(rows[1] - 1))[::3]
        for start, end in self._pairs(_some(starts), _some(ends)):
            for x in gaps:
                if min(abs(x - start[0]), abs(x - end[0])) >= STEP:
                    for high in highs:
                        head = (start, (start[0], high), (x, high))
                        yield from ((*head, (x, low), (end[0], low), end) for low in lows)

    # ---- places

    def _grid(self) -> list[float]:
        frame = self.frames[0]
        return list(_steps(frame.x + 4 * STEP, frame.right - STEP))

    def _gaps(self, one: int, other: int) -> list[float]:
        """Return where a line may pass all rows between two."""
        between = [box for box in self.boxes.values() if one < self.rows[box.of.iri] < other]
        free = [x for x in self._grid() if not any(box.x - 10 < x < box.right + 10 for box in between)]
        if not between:
            return free
        top, low = min(box.y for box in between), max(box.bottom for box in between)
        return [x for x in free if self.board.has_room_for_line(((x, top), (x, low)))]

    def _ports(self, end: str, far: str, ways: Sequence[float], *, is_lower: bool) -> list[Point]:
        """Return where lines may leave or reach an end at one of its edges: a frame, not too far from a box."""
        box, other = self.boxes.get(end), self.boxes.get(far)
        if box:
            inside = [x for x in self._grid() if box.x + STEP <= x <= box.right - STEP]
            y, off = (box.bottom, float(_STUB)) if is_lower else (box.y, -float(_STUB))
            found = sorted(inside, key=lambda x: abs(x - box.middle))
        else:
            frame = self.frames[self.rows[end]]
            y, off = (frame.bottom, 0.0) if is_lower else (frame.y, 0.0)
            found = sorted(ways, key=lambda x: abs(x - other.middle))[:_PORTS] if other else list(ways)
        return [(x, y) for x in found if self.board.has_room_for_line(((x, y), (x, y + off)))]

    def _low(self, row: int) -> float:
        return max(box.bottom for box in self.boxes.values() if self.rows[box.of.iri] == row)

    def _levels(self, row: int) -> Iterator[float]:
        """Return the levels below a row, down to the next."""
        tops = [box.y for box in self.boxes.values() if self.rows[box.of.iri] == row + 1]
        return _steps(self._low(row) + _STUB, min(tops, default=self.frames[row].bottom) - _STUB)


def _steps(start: float, end: float) -> Iterator[float]:
    at = start
    while at <= end:
        yield at
        at += STEP


def _some(ports: Sequence[Point]) -> Sequence[Point]:
    return ports[:: max(1, len(ports) // 4)]


def _around(middle: float, reach: int) -> list[float]:
    return sorted((middle + shift for shift in range(-reach, reach + 1, STEP)), key=lambda x: abs(x - middle))


def _bent(start: Point, level: float, end: Point) -> Way:
    return (start, (start[0], level), (end[0], level), end)


def _cost(way: Way) -> float:
    length = sum(abs(x - x2) + abs(y - y2) for (x, y), (x2, y2) in pairwise(way))
    return length + _BEND * len(way)


def _cards(card: Card, way: Way) -> Iterable[tuple[Card, int]]:
    """Return the places of a card on a way, with the stretch of the way that it stands on."""
    for at, ((x, y), (x2, y2)) in enumerate(pairwise(way)):
        if y == y2:
            room = abs(x - x2) - card.width - 2 * _STUB
            if room >= 0:
                middle = (x + x2) / 2
                for shift in _around(0, int(room / 2)):
                    yield moved(card, round(middle + shift - card.width / 2), y - card.height / 2), at
        else:
            low, high = min(y, y2) + _STUB + 4, max(y, y2) - _STUB - 4 - card.height
            for top in _steps(low, high):
                yield moved(card, round(x - card.width / 2), top), at


def _is_clear(card: Card, way: Way, at: int) -> bool:
    """Whether a card on a stretch of a way keeps off its other stretches."""
    return not any(
        place != at
        and min(x, x2) < card.right + CLEAR
        and max(x, x2) > card.x - CLEAR
        and min(y, y2) < card.bottom + CLEAR
        and max(y, y2) > card.y - CLEAR
        for place, ((x, y), (x2, y2)) in enumerate(pairwise(way))
    )


def _borders(start: Point, end: Point, card: Card) -> tuple[Point, Point]:
    """Return where a stretch meets the two sides of the card on it."""
    if start[1] == end[1]:
        sides = [(card.x, start[1]), (card.right, start[1])]
        return (sides[0], sides[1]) if start[0] < end[0] else (sides[1], sides[0])
    sides = [(start[0], card.y), (start[0], card.bottom)]
    return (sides[0], sides[1]) if start[1] < end[1] else (sides[1], sides[0])
