"""What already stands in the drawing, and whether there is room for more beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from reechain.viz.documentation.shapes import Box, Card, Frame, Point, Spot, Wire

_APART: Final = 10
"""Least distance of lines that run beside each other."""
CLEAR: Final = 6
"""Least distance of a card from anything else."""

TITLE: Final = 38
"""Width of the title at the left of a frame."""

Stretch = tuple[float, float, float]
"""A straight line: its place across, its start and its end."""


@dataclass(slots=True)
class Board:
    """Boxes and frames that stand, and the cards and wires that have found room between them."""

    boxes: Sequence[Box]
    frames: Sequence[Frame]
    cards: list[Card] = field(default_factory=list)
    wires: list[Wire] = field(default_factory=list)
    level: list[Stretch] = field(default_factory=list)
    upright: list[Stretch] = field(default_factory=list)

    def add(self, card: Card, wires: Iterable[Wire]) -> None:
        """Put down a card with its wires."""
        self.cards.append(card)
        for wire in wires:
            self.wires.append(wire)
            for stretch, is_level in _stretches(wire.points):
                (self.level if is_level else self.upright).append(stretch)

    def has_room_for_line(self, points: Sequence[Point]) -> bool:
        """Whether a line meets no box, no card, and runs along no other line; it may cross lines."""
        return all(self._is_free(stretch, is_level) for stretch, is_level in _stretches(points))

    def crossings(self, points: Sequence[Point]) -> int:
        """Return how many lines a line crosses."""
        found = 0
        for (across, start, end), is_level in _stretches(points):
            others = self.upright if is_level else self.level
            found += sum(start < at < end and low < across < high for at, low, high in others)
        return found

    def has_room_for_card(self, card: Card) -> bool:
        """Whether a card meets nothing, the edges of frames included."""
        left, right = card.x - CLEAR, card.right + CLEAR
        top, bottom = card.y - CLEAR, card.bottom + CLEAR
        return (
            not any(_overlaps(left, top, right, bottom, spot) for spot in (*self.boxes, *self.cards))
            and not any(left < x < right and low < bottom and high > top for x, low, high in self.upright)
            and not any(top < y < bottom and low < right and high > left for y, low, high in self.level)
            and not any(top < y < bottom for frame in self.frames for y in (frame.y, frame.bottom))
            and all(left > frame.x + TITLE and right < frame.right for frame in self.frames)
        )

    def _is_free(self, stretch: Stretch, is_level: bool) -> bool:
        across, start, end = stretch
        beside = self.level if is_level else self.upright
        if any(
            abs(at - across) < _APART and low < end + _APART and high > start - _APART
            for at, low, high in beside
        ):
            return False
        if is_level:
            if any(abs(across - y) < _APART for frame in self.frames for y in (frame.y, frame.bottom)):
                return False
            area = (start, across, end, across)
        else:
            area = (across, start, across, end)
        left, top, right, bottom = area
        return not any(_overlaps(left, top, right, bottom, box) for box in self.boxes) and not any(
            _overlaps(left - CLEAR, top - CLEAR, right + CLEAR, bottom + CLEAR, card) for card in self.cards
        )


def _overlaps(left: float, top: float, right: float, bottom: float, spot: Spot) -> bool:
    return left < spot.x + spot.width and right > spot.x and top < spot.y + spot.height and bottom > spot.y


def _stretches(points: Sequence[Point]) -> Iterable[tuple[Stretch, bool]]:
    for (x, y), (x2, y2) in pairwise(points):
        if y == y2 and x != x2:
            yield (y, min(x, x2), max(x, x2)), True
        else:
            yield (x, min(y, y2), max(y, y2)), False
