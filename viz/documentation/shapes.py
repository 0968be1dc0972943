"""What the diagram is drawn of: boxes, cards of labels, wires and frames, with their sizes in pixels."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from reechain.viz.documentation.scene import Class, Role, Word
from reechain.viz.text import width_of

LABEL: Final = 16.0
"""Font size of the label of a class; in bold, which is wider than what `width_of` measures."""
BOLD: Final = 1.12
TEXT: Final = 14.0
"""Font size of all other text."""
LINE: Final = 18
PAD: Final = 8
SLACK: Final = 1.05
"""Room for fonts that run wider than the one that widths are measured in."""
INNER: Final = 28
"""Height that a class inside a box takes."""
LEAST: Final = 72
"""Least width of what stands in a box."""
LOOP: Final = 12
"""Room beside a label in a box for the sign that it leads back."""
MOST: Final = 3
"""A card shows so many labels, and how many more there are."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """The x of the middle."""
        return self.x + self.width / 2

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Card(Spot):
    """The labels of a line, as a box of its own that lines end at."""

    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Box(Spot):
    """A class in its place, with the labels of properties that lead from it to itself."""

    of: Class
    loops: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame(Spot):
    """The area of a role."""

    role: Role


@dataclass(frozen=True, slots=True)
class Wire:
    """A line through points. It may begin with a dot, where it leaves a whole frame, and end with an arrow."""

    points: tuple[Point, ...]
    has_arrow: bool = False
    has_dot: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A line of text below the frames: a tie that is told instead of drawn. `y` is that of its baseline."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that is drawn, in the order from the back."""

    width: float
    height: float
    frames: tuple[Frame, ...]
    wires: tuple[Wire, ...]
    boxes: tuple[Box, ...]
    cards: tuple[Card, ...]
    notes: tuple[Note, ...] = ()


def wide(text: str, size: float = TEXT) -> float:
    """Return the width of a text in pixels."""
    return width_of(text) * size * SLACK


def shortened(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the first words, and one for all others."""
    if len(words) <= MOST + 1:
        return tuple(words)
    return (*words[:MOST], Word(f"and {len(words) - MOST} more", words[MOST].iri))


def card_of(words: Sequence[Word]) -> Card:
    """Return the card of some labels, in no place yet."""
    shown = shortened(words)
    width = max((wide(word.text) for word in shown), default=0.0) + 2 * PAD
    return Card(0, 0, round(width), len(shown) * LINE + 8, shown)


def moved(card: Card, x: float, y: float) -> Card:
    """Return the card with its upper left corner at a place."""
    return replace(card, x=x, y=y)


def natural_width(class_: Class, loops: Sequence[Word]) -> float:
    """Return the least width of a box: its label, the boxes inside it, and its properties to itself."""
    own = [wide(class_.label, LABEL * BOLD), wide(class_.label_zh)]
    inner = [wide(f"{c.label}  {c.label_zh}") + 2 * PAD for c in class_.inner]
    words = [wide(word.text) + 2 * LOOP for word in loops]
    return max(*own, *inner, *words, LEAST) + 2 * PAD


def natural_height(class_: Class, loops: Sequence[Word]) -> float:
    """Return the height that a box needs."""
    return 52 + len(loops) * LINE + (4 if loops else 0) + len(class_.inner) * INNER
