"""How boxes are drawn: the styles from roomy to tight, and a box in its place."""

from dataclasses import dataclass
from typing import Final

from reechain.graph.view import Node
from reechain.viz.text import Fitted, fitted

GLYPH: Final = 18
"""Width inside a box that its glyph takes beside the name."""
TEXT_MARGIN: Final = 5
"""Free space inside a box after the text."""
LINE: Final = 1.22
"""Height of a line, in units of the font size."""


@dataclass(frozen=True, slots=True)
class BoxStyle:
    """How boxes of a picture are drawn: width, font and gap, in pixels at scale 1."""

    width: float
    font: float
    gap: float
    row_gap: float
    lines: int = 3

    def height(self, lines: int) -> float:
        """The height of a box with a number of lines of text."""
        return round(lines * self.font * LINE + 0.6 * self.font, 1)

    def fit(self, node: Node) -> Fitted:
        """The name that a box of this style shows for a node."""
        return fitted(node, (self.width - GLYPH - TEXT_MARGIN) / self.font, self.lines)


STYLES: Final = (
    BoxStyle(150, 13, 9, 9),
    BoxStyle(136, 12.5, 7, 7),
    BoxStyle(124, 12, 6, 6),
    BoxStyle(112, 11.5, 5, 5),
    BoxStyle(110, 11, 5, 4, lines=4),
    BoxStyle(97, 11, 5, 4, lines=4),
)
"""From roomy to tight; the first that fits is taken. Text is never smaller than 11 pixels."""
FOCUS: Final = BoxStyle(168, 12.5, 10, 10)
"""The style of pictures that the page itself lays out: a neighbourhood, a path."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box: its middle, its size and the name that it shows."""

    x: float
    y: float
    width: float
    height: float
    text: Fitted
