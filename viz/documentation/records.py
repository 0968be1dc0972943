"""The row of records, between the frames of parties and matter, and the lines that run through it.

Every line to the frame above or below has a card over or under its record. A line between the two frames
has a place of its own in the row, so that it passes no box.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from reechain.viz.documentation.frame import CARD_GAP, DROP, MARGIN, SIDE, Row, shortest
from reechain.viz.documentation.scene import Class, Role, Scene, Tie
from reechain.viz.documentation.shapes import (
    Box,
    Card,
    Frame,
    Point,
    Wire,
    boxed,
    natural_height,
    natural_width,
    total,
)

TRACK: Final = 11
"""Distance of lines that run beside each other."""
_GAP: Final = 18
_APART: Final = 13
_SHIFTS: Final = (0, -14, 14, -22, 22, -30, 30)
_NEAR: Final = 14
"""A line that would turn by less than this runs straight."""


@dataclass(slots=True)
class Item:
    """A place in the row: a record with its lines up, down and to itself, or a line that passes."""

    of: Class | None
    up: list[Tie] = field(default_factory=list)
    down: list[Tie] = field(default_factory=list)

    def width(self) -> float:
        """The least width."""
        cards = [total([Card(t.words).width for t in ties], CARD_GAP) for ties in (self.up, self.down)]
        return max(*cards, natural_width(self.of) if self.of else 0.0)

    def ends(self) -> list[str]:
        """The other ends of its lines."""
        own = self.of.iri if self.of else ""
        return [end for tie in (*self.up, *self.down) for end in (tie.source, tie.target) if end != own]


def items(scene: Scene) -> list[Item]:
    """Return the places of the row, in the order of the scene."""
    roles = {c.iri: c.role for c in scene.classes} | {role.value: role for role in Role}
    found = {c.iri: Item(c) for c in scene.classes if c.role is Role.RECORD}
    passing = []
    for tie in scene.ties:
        ends = {roles[tie.source], roles[tie.target]}
        item = found.get(tie.source) or found.get(tie.target)
        if item:
            (item.up if Role.PARTY in ends else item.down).append(tie)
        elif ends == {Role.PARTY, Role.MATTER}:
            passing.append(Item(None, [tie]))
    return [*found.values(), *passing]


def arriving(places: Iterable[Item], classes: Iterable[Class], role: Role) -> dict[str, int]:
    """Return how many lines of the row end at each box of a role."""
    own = {c.iri for c in classes if c.role is role}
    ends = [end for item in places for end in item.ends() if end in own]
    return {iri: ends.count(iri) for iri in sorted(set(ends))}


def arranged(places: Sequence[Item], rows: Iterable[Row], width: float) -> list[Item]:
    """Return the places in the order that keeps the lines to boxes of other rows short."""
    at = {iri: box.middle for row in rows for iri, box in row.boxes.items()}
    step = width / len(places)
    wanted = [[at[end] for end in item.ends() if end in at] for item in places]

    def length(order: Sequence[int]) -> float:
        return sum(abs((slot + 0.5) * step - x) for slot, index in enumerate(order) for x in wanted[index])

    return [places[index] for index in shortest(len(places), length)]


@dataclass(slots=True)
class Records:
    """The row as it is laid out between two frames."""

    places: list[Item]
    above: Row
    below: Row
    boxes: list[Box] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    wires: list[Wire] = field(default_factory=list)
    frame: Frame | None = None

    def least_width(self) -> float:
        """The least width of the row."""
        return SIDE + total([item.width() for item in self.places], _GAP) + MARGIN

    def height(self) -> float:
        """The height from the frame above to the frame below."""
        return self._over() + self._tall() + self._under()

    def _over(self) -> float:
        cards = [Card(t.words).height for i in self.places if i.of for t in i.up]
        return DROP + self._tracks(self.above) * TRACK + max(cards, default=0) + DROP

    def _under(self) -> float:
        cards = [Card(t.words).height for i in self.places if i.of for t in i.down]
        return DROP + max(cards, default=0) + self._tracks(self.below) * TRACK + DROP

    def _tracks(self, row: Row) -> int:
        return sum(
            end in row.boxes or end in {c.iri for c in row.classes} for i in self.places for end in i.ends()
        )

    def _tall(self) -> float:
        return max(natural_height(i.of, i.width()) for i in self.places if i.of)

    def place(self, x: float, y: float, width: float) -> None:
        """Give everything its place, below a frame that ends at `y`."""
        widths = [item.width() for item in self.places]
        spare = max(0.0, width - SIDE - MARGIN - total(widths, _GAP))
        gap = _GAP + spare / max(1, len(widths) - 1)
        top, at = y + self._over(), x + SIDE
        self.frame = Frame(Role.RECORD, x, top - 10, width, self._tall() + 20, has_border=False)
        lanes = _Lanes(self.above, self.below, y, y + self.height())
        for item, w in zip(self.places, widths, strict=True):
            self._item(item, at, top, w, lanes)
            at += w + gap

    def _item(self, item: Item, x: float, top: float, width: float, lanes: "_Lanes") -> None:
        if item.of is None:
            self._passing(item.up[0], x + width / 2, top, lanes)
            return
        own = natural_width(item.of)
        box = boxed(item.of, x + (width - own) / 2, top, own, self._tall())
        if own < width:
            box = boxed(item.of, x, top, width, self._tall())
        self.boxes.append(box)
        for card, tie in self._cards(item.up, box, top - DROP):
            self.wires += lanes.rise(card, tie, box)
        for card, tie in self._cards(item.down, box, None):
            self.wires += lanes.fall(card, tie, box)

    def _cards(self, ties: Sequence[Tie], box: Box, bottom: float | None) -> Iterable[tuple[Card, Tie]]:
        cards = [Card(tie.words) for tie in ties]
        at = box.middle - total([c.width for c in cards], CARD_GAP) / 2
        for card, tie in zip(cards, ties, strict=True):
            y = box.bottom + DROP if bottom is None else bottom - card.height
            placed = card.at(at, y)
            at += card.width + CARD_GAP
            self.cards.append(placed)
            yield placed, tie

    def _passing(self, tie: Tie, middle: float, top: float, lanes: "_Lanes") -> None:
        card = Card(tie.words).centred(middle, 0)
        card = card.at(card.x, top + (self._tall() - card.height) / 2)
        self.cards.append(card)
        self.wires += lanes.passed(card, tie)


@dataclass(slots=True)
class _Lanes:
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
