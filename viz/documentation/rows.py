"""The boxes of the diagram: a row for each role, in the order that keeps the lines between them short."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations
from typing import Final

from reechain.viz.documentation.scene import Class, Role, Scene, Tie, Word
from reechain.viz.documentation.shapes import Box, card_of, natural_height, natural_width, shortened

WIDTH: Final = 960
"""The width of the drawing, unless its boxes need more."""
SIDE: Final = 46
"""Room at the left of a frame for its title."""
CHANNEL: Final = 34
"""Room at the right of a frame for lines that pass it."""
GAP: Final = 19
"""Room between boxes, in which lines pass."""
BRIDGE: Final = 44
"""Room for a card between two boxes, besides its width."""
_MOST: Final = 7
"""Up to this many boxes all orders are tried."""


@dataclass(frozen=True, slots=True)
class Row:
    """The boxes of a role, with their places from the left, and the pairs with a card between them."""

    role: Role
    classes: tuple[Class, ...]
    widths: tuple[float, ...]
    gaps: tuple[float, ...]
    bridges: Mapping[tuple[str, str], Tie]
    loops: Mapping[str, tuple[Word, ...]]

    @property
    def height(self) -> float:
        """The height of its boxes."""
        tallest = max(natural_height(c, self.loops[c.iri]) for c in self.classes)
        return max([tallest, *(card_of(tie.words).height + 8 for tie in self.bridges.values())])

    @property
    def width(self) -> float:
        """The least width of its frame."""
        return SIDE + sum(self.widths) + sum(self.gaps) + CHANNEL

    def boxes(self, y: float, width: float) -> list[Box]:
        """Return the boxes in a frame of a width: half of what is to spare widens them, the rest the gaps."""
        spare = max(0.0, width - self.width)
        more = spare / 2 / len(self.widths)
        apart = (spare - more * len(self.widths)) / max(1, len(self.gaps))
        found, x = [], float(SIDE)
        for class_, own, gap in zip(self.classes, self.widths, (*self.gaps, 0.0), strict=True):
            found.append(Box(round(x), y, round(own + more), self.height, class_, self.loops[class_.iri]))
            x += own + more + gap + apart
        return found


def rows_of(scene: Scene) -> list[Row]:
    """Return the rows of a scene, from the top; roles without classes have none."""
    orders = {role: [c for c in scene.classes if c.role is role] for role in Role}
    orders = {role: classes for role, classes in orders.items() if classes}
    for _ in range(3):
        for role in orders:
            orders[role] = _ordered(role, orders, scene.ties)
    return [_row(role, classes, scene.ties) for role, classes in orders.items()]


def _ordered(role: Role, orders: Mapping[Role, list[Class]], ties: Sequence[Tie]) -> list[Class]:
    """Return the classes of a role in the order that keeps their lines short, as the other rows stand."""
    classes = orders[role]
    at = {
        c.iri: (place + 0.5) / len(others)
        for other, others in orders.items()
        for place, c in enumerate(others)
        if other is not role
    }
    places = {c.iri: place for place, c in enumerate(classes)}
    inside, outside = [], []
    for tie in ties:
        one, other = places.get(tie.source), places.get(tie.target)
        if one is not None and other is not None and one != other:
            inside.append((one, other))
        elif one is not None and tie.target in at:
            outside.append((one, at[tie.target]))
        elif other is not None and tie.source in at:
            outside.append((other, at[tie.source]))

    def length(order: Sequence[int]) -> float:
        slots = {index: slot for slot, index in enumerate(order)}
        # A line that runs against the reading direction counts a little.
        beside = sum(abs(slots[a] - slots[b]) - 1 + 0.05 * (slots[a] > slots[b]) for a, b in inside)
        return beside + sum(abs((slots[a] + 0.5) / len(order) - x) for a, x in outside) * len(order) / 2

    return [classes[index] for index in _shortest(len(classes), length)]


def _shortest(count: int, cost: Callable[[Sequence[int]], float]) -> Sequence[int]:
    return min(permutations(range(count)), key=cost) if count <= _MOST else range(count)


def _row(role: Role, classes: Sequence[Class], ties: Sequence[Tie]) -> Row:
    """Return a row, with cards between neighbours while there is room for them."""
    loops = {c.iri: _loops(c, ties) for c in classes}
    widths = [natural_width(c, loops[c.iri]) for c in classes]
    gaps = [float(GAP)] * (len(classes) - 1)
    bridges: dict[tuple[str, str], Tie] = {}
    for place, (left, right) in enumerate(pairwise(c.iri for c in classes)):
        for tie in ties:
            if {tie.source, tie.target} != {left, right} or (left, right) in bridges:
                continue
            gap = card_of(tie.words).width + BRIDGE
            if SIDE + CHANNEL + sum(widths) + sum(gaps) - gaps[place] + gap <= WIDTH:
                bridges[left, right] = tie
                gaps[place] = gap
    return Row(role, tuple(classes), tuple(widths), tuple(gaps), bridges, loops)


def _loops(class_: Class, ties: Sequence[Tie]) -> tuple[Word, ...]:
    own = (tie.words for tie in ties if tie.source == tie.target == class_.iri)
    return shortened([word for words in own for word in words])
