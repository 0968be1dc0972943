"""The lanes above and below the row of records, in which each line that turns has a track of its own."""

from dataclasses import dataclass, field
from typing import Final

from reechain.viz.documentation.frame import DROP, Row
from reechain.viz.documentation.scene import Tie
from reechain.viz.documentation.shapes import Box, Card, Point, Wire

TRACK: Final = 11
"""Distance of lines that run beside each other."""
_APART: Final = 13
_SHIFTS: Final = (0, -14, 14, -22, 22, -30, 30)
_NEAR: Final = 14
"""A line that would turn by less than this runs straight."""


@dataclass(slots=True)
class Lanes:
    """The two lanes beside the row, in which each line that turns has a track of its own."""

    above: Row
    below: Row
    top: float
    bottom: float
    taken_above: int = 0
    taken_below: int = 0
    landed: dict[float, list[float]] = field(default_factory=dict)
    """The x of all lines that meet the edge of a frame, by the y of the edge."""

    def __post_init__(self) -> None:
        inside = [point for wire in self.above.wires for point in wire.points]
        self.landed[self.top] = [x for x, y in inside if abs(y - self.top) < 1]

    def rise(self, card: Card, tie: Tie, box: Box) -> list[Wire]:
        """Return the lines from a record by a card to the frame above, or the other way round."""
        return self._joined(card, tie, box, (card.middle, box.y), self._way_up(card, tie, box.of.iri))

    def fall(self, card: Card, tie: Tie, box: Box) -> list[Wire]:
        """Return the lines from a record by a card to the frame below, or back to itself."""
        if tie.source == tie.target:
            left, right = card.middle - 12, card.middle + 12
            return [
                Wire(((left, box.bottom), (left, card.y))),
                Wire(((right, card.y), (right, box.bottom)), has_arrow=True),
            ]
        return self._joined(card, tie, box, (card.middle, box.bottom), self._way_down(card, tie, box.of.iri))

    def passed(self, card: Card, tie: Tie) -> list[Wire]:
        """Return the lines from one frame to the other by a card in the row."""
        is_downward = tie.source == self.above.role.value or tie.source in self.above.boxes
        up_end, down_end = (tie.source, tie.target) if is_downward else (tie.target, tie.source)
        up, down = self._upward(card, up_end), self._downward(card, down_end)
        first, last = (up, down) if is_downward else (down, up)
        is_whole = tie.source in {self.above.role.value, self.below.role.value}
        return [Wire(tuple(first[::-1]), has_dot=is_whole), Wire(tuple(last), has_arrow=True)]

    def _joined(self, card: Card, tie: Tie, box: Box, near: Point, way: list[Point]) -> list[Wire]:
        is_up = near[1] == box.y
        joint = (card.middle, card.bottom if is_up else card.y)
        if tie.source == box.of.iri:
            return [Wire((near, joint)), Wire(tuple(way), has_arrow=True)]
        is_whole = tie.source in {self.above.role.value, self.below.role.value}
        return [Wire(tuple(way[::-1]), has_dot=is_whole), Wire((joint, near), has_arrow=True)]

    def _way_up(self, card: Card, tie: Tie, own: str) -> list[Point]:
        return self._upward(card, tie.target if tie.source == own else tie.source)

    def _way_down(self, card: Card, tie: Tie, own: str) -> list[Point]:
        return self._downward(card, tie.target if tie.source == own else tie.source)

    def _upward(self, card: Card, end: str) -> list[Point]:
        if end == self.above.role.value:
            x = self._landing(card, self.top)
            return [(x, card.y), (x, self.top)]
        self.taken_above += 1
        level = self.top + DROP / 2 + TRACK * self.taken_above
        x = self.above.channels[end].pop()
        return [(card.middle, card.y), (card.middle, level), (x, level), (x, self.above.boxes[end].bottom)]

    def _downward(self, card: Card, end: str) -> list[Point]:
        if end == self.below.role.value:
            x = self._landing(card, self.bottom)
            return [(x, card.bottom), (x, self.bottom)]
        x = self.below.channels[end].pop(0)
        self.landed.setdefault(self.bottom, []).append(x)
        if abs(x - card.middle) < _NEAR:
            return [(card.middle, card.bottom), (card.middle, self.below.boxes[end].y)]
        self.taken_below += 1
        level = self.bottom - DROP / 2 - TRACK * self.taken_below
        return [(card.middle, card.bottom), (card.middle, level), (x, level), (x, self.below.boxes[end].y)]

    def _landing(self, card: Card, edge: float) -> float:
        """Return where a line from a card meets an edge, apart from the lines that already do."""
        met = self.landed.setdefault(edge, [])
        room = card.width / 2 - 8
        tried = [card.middle + shift for shift in _SHIFTS if abs(shift) <= room]
        free = [x for x in tried if all(abs(x - other) >= _APART for other in met)]
        met.append((free or tried)[0])
        return round(met[-1], 1)
