"""A frame of the diagram: its boxes in a row, the lines between them, and the way in from below.

Lines between neighbours run through a card in the gap between them. All others hang below: cards of one
box under it, with free channels beside them by which lines from other frames reach the box.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from reechain.viz.documentation.hanging import loop, short
from reechain.viz.documentation.orders import ordered
from reechain.viz.documentation.scene import Class, Role, Tie
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

MARGIN: Final = 16
SIDE: Final = 40
"""Room at the left of a frame for its title."""
GAP: Final = 20
DROP: Final = 26
"""Room between a box and a card under it, in which a line and its arrow show."""
CHANNEL: Final = 13
CARD_GAP: Final = 10
_PARTS: Final = (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78)
_LONG: Final = 5
"""A card of more labels than this has two columns if it stands for a whole frame."""


@dataclass(slots=True)
class Row:
    """A frame that is being laid out: what stands where is known once `placed` has run."""

    role: Role
    classes: list[Class]
    ties: list[Tie]
    incoming: Mapping[str, int]
    boxes: dict[str, Box] = field(default_factory=dict)
    cards: list[Card] = field(default_factory=list)
    wires: list[Wire] = field(default_factory=list)
    channels: dict[str, list[float]] = field(default_factory=dict)
    height: float = 0

    @classmethod
    def of(
        cls, role: Role, classes: Iterable[Class], ties: Iterable[Tie], incoming: Mapping[str, int]
    ) -> "Row":
        """Return the frame of a role with its boxes in the order that keeps lines short."""
        own = [c for c in classes if c.role is role]
        ends = {role.value, *(c.iri for c in own)}
        inside = [tie for tie in ties if tie.source in ends and tie.target in ends]
        return cls(role, ordered(own, inside), inside, incoming)

    # ---- sizes

    def width(self) -> float:
        """The least width of the frame."""
        return SIDE + sum(self._columns()) + sum(self._gaps()) + MARGIN

    def _columns(self) -> list[float]:
        widths = [max(natural_width(c), self._under_width(c)) for c in self.classes]
        return widths if self._host() is not None or not self._whole() else [*widths, self._whole_width()]

    def _under_width(self, class_: Class) -> float:
        cards = [Card(tie.words).width for tie in self._under(class_.iri)]
        if self._host() == class_.iri:
            cards.append(self._whole_width())
        ways = self._ways(class_.iri)
        return total(cards, CARD_GAP) + (ways * CHANNEL + CHANNEL if ways and cards else 0)

    def _ways(self, iri: str) -> int:
        return self.incoming.get(iri, 0) + sum(iri in (tie.source, tie.target) for tie in self._elbows())

    def _gaps(self) -> list[float]:
        names = [c.iri for c in self.classes]
        gaps = []
        for pair in pairwise(names):
            cards = [Card(tie.words).width for tie in self._between(*pair)]
            gaps.append(max(cards) + 2 * GAP if cards else float(GAP))
        return [*gaps, float(GAP)] if len(self._columns()) > len(names) else gaps

    # ---- which line goes where

    def _under(self, iri: str) -> list[Tie]:
        """The lines of one box: to itself, and to or from the whole frame."""
        one = {iri, self.role.value}
        return [
            tie for tie in self.ties if iri in (tie.source, tie.target) and {tie.source, tie.target} <= one
        ]

    def _between(self, left: str, right: str) -> list[Tie]:
        return [tie for tie in self.ties if {tie.source, tie.target} == {left, right}]

    def _whole(self) -> list[Tie]:
        return [tie for tie in self.ties if tie.source == tie.target == self.role.value]

    def _whole_card(self) -> Card:
        words = tuple(word for tie in self._whole() for word in tie.words)
        return Card(words, 2 if len(words) > _LONG else 1)

    def _whole_width(self) -> float:
        return self._whole_card().width

    def _host(self) -> str | None:
        """The box that has nothing under it: the lines of the whole frame to itself are shown there."""
        if not self._whole():
            return None
        free = [c.iri for c in self.classes if not self._under(c.iri)]
        return free[0] if free else None

    def _elbows(self) -> list[Tie]:
        names = [c.iri for c in self.classes]
        far = [t for t in self.ties if {t.source, t.target} <= {*names} and t.source != t.target]
        return [t for t in far if abs(names.index(t.source) - names.index(t.target)) > 1]

    # ---- places

    def place(self, x: float, y: float, width: float) -> None:
        """Give everything its place in a frame of a width."""
        columns, gaps = self._columns(), self._gaps()
        spare = max(0.0, width - self.width())
        # Boxes take half of what is to spare, the gaps between them the other half.
        columns = [w + spare / 2 / len(columns) for w in columns]
        gaps = [g + (spare / 2 / len(gaps) if gaps else 0) for g in gaps]
        tall = max(natural_height(c, w) for c, w in zip(self.classes, columns, strict=False))
        tall = max(tall, *(self._stack(*pair) for pair in pairwise(c.iri for c in self.classes)), 0)
        at, top = x + SIDE, y + MARGIN
        for place, w in enumerate(columns):
            if place < len(self.classes):
                class_ = self.classes[place]
                self.boxes[class_.iri] = boxed(class_, at, top, w, tall)
            at += w + (gaps[place] if place < len(gaps) else 0)
        self._hang(top + tall + DROP, x + width - MARGIN)
        for pair in pairwise(c.iri for c in self.classes):
            self._bridge(*pair)
        self._bend()
        lowest = max([top + tall, *(card.bottom for card in self.cards)])
        is_open = self.cards and any(self.role.value in (t.source, t.target) for t in self.ties)
        self.height = lowest + (DROP if is_open else MARGIN) - y
        self._sink(lowest)
        self._close(y + self.height)

    def _sink(self, lowest: float) -> None:
        """Let the card of the whole frame stand at its edge, away from the box above it."""
        whole = self._whole_card() if self._whole() else None
        self.cards = [
            card.at(card.x, lowest - card.height) if whole and card.words == whole.words else card
            for card in self.cards
        ]

    def _stack(self, left: str, right: str) -> float:
        cards = [Card(tie.words).height for tie in self._between(left, right)]
        return total(cards, CARD_GAP) + 12 if cards else 0

    def _hang(self, y: float, right: float) -> None:
        """Place the cards under their boxes, and the channels beside them."""
        for class_ in self.classes:
            box, at = self.boxes[class_.iri], 0.0
            ways = self._ways(class_.iri)
            cards = [Card(tie.words) for tie in self._under(class_.iri)]
            hosted = [self._whole_card()] if self._host() == class_.iri else []
            used = total([c.width for c in (*cards, *hosted)], CARD_GAP)
            room = box.width - (ways * CHANNEL if ways and used else 0)
            at = box.x + max(0.0, (room - used) / 2)
            for card in (*cards, *hosted):
                self.cards.append(card.at(at, y))
                at += card.width + CARD_GAP
            self.channels[class_.iri] = self._free(box, ways, bool(used))
        if self._whole() and self._host() is None:
            card = self._whole_card()
            self.cards.append(card.at(right - card.width, y))

    def _free(self, box: Box, ways: int, is_beside: bool) -> list[float]:
        if is_beside:
            return [round(box.right - 8 - CHANNEL * way, 1) for way in range(ways)]
        return [round(box.x + box.width * (way + 1) / (ways + 1), 1) for way in range(ways)]

    def _bridge(self, left: str, right: str) -> None:
        """Place the cards between two neighbours, with their lines."""
        one, other = self.boxes[left], self.boxes[right]
        ties = self._between(left, right)
        heights = total([Card(tie.words).height for tie in ties], CARD_GAP)
        y = one.y + (one.height - heights) / 2
        for tie in ties:
            card = Card(tie.words).centred((one.right + other.x) / 2, y)
            level = round(card.y + card.height / 2, 1)
            ends = [((one.right, level), (card.x, level)), ((other.x, level), (card.x + card.width, level))]
            start, end = ends if tie.source == left else ends[::-1]
            self.cards.append(card)
            self.wires += [Wire(start), Wire(end[::-1], has_arrow=True)]
            y += card.height + CARD_GAP

    def _bend(self) -> None:
        """Place the lines between boxes that are not neighbours, one below the other."""
        y = max([*(b.bottom for b in self.boxes.values()), *(c.bottom for c in self._hung())]) + 14
        for tie in sorted(self._elbows(), key=lambda t: abs(self._at(t.source) - self._at(t.target))):
            xs = [self._take(tie.source), self._take(tie.target)]
            card = self._clear(Card(tie.words), xs, y)
            level = round(y + card.height / 2, 1)
            side = [card.x, card.x + card.width] if xs[0] < xs[1] else [card.x + card.width, card.x]
            low = self.boxes[tie.source].bottom
            self.cards.append(card)
            self.wires += [
                Wire(((xs[0], low), (xs[0], level), (side[0], level))),
                Wire(((side[1], level), (xs[1], level), (xs[1], low)), has_arrow=True),
            ]
            y += card.height + CARD_GAP

    def _clear(self, card: Card, xs: Sequence[float], y: float) -> Card:
        """Return the card of a bent line where no other line runs behind it, as near to the middle as can be."""
        tried = [card.centred(xs[0] + (xs[1] - xs[0]) * part, y) for part in _PARTS]
        behind = [wire.points[-1][0] for wire in self.wires] + [
            x for xs in self.channels.values() for x in xs
        ]
        free = [c for c in tried if not any(c.x - 4 < x < c.x + c.width + 4 for x in behind)]
        return (free or tried)[0]

    def _hung(self) -> list[Card]:
        low = max(box.bottom for box in self.boxes.values())
        return [card for card in self.cards if card.y >= low]

    def _at(self, iri: str) -> int:
        return [c.iri for c in self.classes].index(iri)

    def _take(self, iri: str) -> float:
        return self.channels[iri].pop()

    def _close(self, bottom: float) -> None:
        """Draw the lines of the cards that hang under boxes, now that the lower edge of the frame is known."""
        hung = iter(self.cards)
        for class_ in self.classes:
            box = self.boxes[class_.iri]
            for tie in self._under(class_.iri):
                self.wires += short(next(hung), tie, box, bottom)
            if self._host() == class_.iri:
                self.wires += loop(next(hung), bottom)
        if self._whole() and self._host() is None:
            self.wires += loop(next(hung), bottom)

    def frame(self, x: float, y: float, width: float) -> Frame:
        """Return the frame itself."""
        return Frame(self.role, x, y, width, self.height)
