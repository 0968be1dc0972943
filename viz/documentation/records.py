"""The row of records, between the frames of parties and matter, and the lines that run through it.

Every line to the frame above or below has a card over or under its record. A line between the two frames
has a place of its own in the row, so that it passes no box.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from reechain.viz.documentation.frame import CARD_GAP, DROP, MARGIN, SIDE, Row
from reechain.viz.documentation.lanes import TRACK, Lanes
from reechain.viz.documentation.orders import shortest
from reechain.viz.documentation.scene import Class, Role, Scene, Tie
from reechain.viz.documentation.shapes import (
    Box,
    Card,
    Frame,
    Wire,
    boxed,
    natural_height,
    natural_width,
    total,
)

_GAP: Final = 18


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
        lanes = Lanes(self.above, self.below, y, y + self.height())
        for item, w in zip(self.places, widths, strict=True):
            self._item(item, at, top, w, lanes)
            at += w + gap

    def _item(self, item: Item, x: float, top: float, width: float, lanes: Lanes) -> None:
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

    def _passing(self, tie: Tie, middle: float, top: float, lanes: Lanes) -> None:
        card = Card(tie.words).centred(middle, 0)
        card = card.at(card.x, top + (self._tall() - card.height) / 2)
        self.cards.append(card)
        self.wires += lanes.passed(card, tie)
