"""What the diagram is drawn of: boxes, cards of labels, wires and frames, with their sizes in pixels."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from reechain.viz.documentation.scene import Class, Role, Word
from reechain.viz.text import width_of

LABEL: Final = 15.0
"""Font size of the label of a class; in bold, which is wider than what `width_of` measures."""
BOLD: Final = 1.1
TEXT: Final = 12.5
"""Font size of all other text."""
LINE: Final = 17
PAD: Final = 9
SLACK: Final = 1.05
"""Room for fonts that run wider than the one that widths are measured in."""
DOT: Final = " · "

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Card:
    """The labels of a line, in columns, as a box of its own that lines end at."""

    words: tuple[Word, ...]
    columns: int = 1
    x: float = 0
    y: float = 0

    @property
    def rows(self) -> int:
        """The number of lines of text."""
        return math.ceil(len(self.words) / self.columns)

    @property
    def column_width(self) -> float:
        """The width of one column of labels."""
        return max(wide(word.text) for word in self.words) + 2 * PAD

    @property
    def width(self) -> float:
        """The width, all columns together."""
        return self.columns * self.column_width

    @property
    def height(self) -> float:
        """The height."""
        return self.rows * LINE + 8

    @property
    def middle(self) -> float:
        """The x of the middle."""
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.y + self.height

    def at(self, x: float, y: float) -> "Card":
        """Return the card with its upper left corner at a place."""
        return Card(self.words, self.columns, round(x, 1), round(y, 1))

    def centred(self, x: float, y: float) -> "Card":
        """Return the card with the middle of its upper edge at a place."""
        return self.at(x - self.width / 2, y)


@dataclass(frozen=True, slots=True)
class Box:
    """A class in its place. `lines` are its words, broken to fit."""

    of: Class
    x: float
    y: float
    width: float
    height: float
    lines: tuple[tuple[Word, ...], ...]

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
class Wire:
    """A line through points. It may begin with a dot, where it leaves a whole frame, and end with an arrow."""

    points: tuple[Point, ...]
    has_arrow: bool = False
    has_dot: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The area of a role; `has_border` where lines may end at it."""

    role: Role
    x: float
    y: float
    width: float
    height: float
    has_border: bool = True


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that is drawn, in the order from the back."""

    width: float
    height: float
    frames: tuple[Frame, ...]
    wires: tuple[Wire, ...]
    boxes: tuple[Box, ...]
    cards: tuple[Card, ...]


_ROOM: Final = (0, 90, 90, 100, 110, 120, 130, 140, 150, 170, 180)
"""The least width of a text of one word, two words and so on, so that a box grows both ways."""


def wide(text: str, size: float = TEXT) -> float:
    """Return the width of a text in pixels."""
    return width_of(text) * size * SLACK


def natural_width(class_: Class) -> float:
    """Return the least width of a box: its label, the boxes inside it, and room for its words."""
    own = [wide(class_.label, LABEL * BOLD), wide(class_.label_zh)]
    inner = [wide(f"{c.label}  {c.label_zh}") + 2 * PAD for c in class_.inner]
    words = max((wide(word.text) for word in class_.words), default=0.0)
    return (
        max(*own, *inner, words, _ROOM[min(len(class_.words), len(_ROOM)) - 1] if class_.words else 0)
        + 2 * PAD
    )


def broken(words: Iterable[Word], width: float) -> tuple[tuple[Word, ...], ...]:
    """Return words as lines that fit a width of text."""
    lines: list[list[Word]] = []
    for word in words:
        if lines and wide(DOT.join(w.text for w in (*lines[-1], word))) <= width:
            lines[-1].append(word)
        else:
            lines.append([word])
    return tuple(tuple(line) for line in lines)


def natural_height(class_: Class, width: float) -> float:
    """Return the height that a box needs at a width."""
    lines = len(broken(class_.words, width - 2 * PAD))
    return 46 + lines * (LINE - 1) + (4 if lines else 0) + len(class_.inner) * 30


def boxed(class_: Class, x: float, y: float, width: float, height: float) -> Box:
    """Return the box of a class in its place."""
    return Box(
        class_, round(x, 1), round(y, 1), round(width, 1), height, broken(class_.words, width - 2 * PAD)
    )


def spread(start: float, end: float, count: int) -> list[float]:
    """Return the places that divide a stretch evenly, its ends left out."""
    return [round(start + (end - start) * (at + 1) / (count + 1), 1) for at in range(count)]


def total(widths: Sequence[float], gap: float) -> float:
    """Return the width of things side by side."""
    return sum(widths) + gap * max(0, len(widths) - 1)
