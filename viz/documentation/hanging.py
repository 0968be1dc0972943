"""The lines of cards that hang under a box."""

from reechain.viz.documentation.scene import Tie
from reechain.viz.documentation.shapes import Box, Card, Wire


def short(card: Card, tie: Tie, box: Box, bottom: float) -> list[Wire]:
    """Return the lines of a card under a box: to the box, and to the edge of the frame or back to the box."""
    if tie.source == tie.target:
        left, right = card.middle - 12, card.middle + 12
        return [
            Wire(((left, box.bottom), (left, card.y))),
            Wire(((right, card.y), (right, box.bottom)), has_arrow=True),
        ]
    up = ((card.middle, card.y), (card.middle, box.bottom))
    down = ((card.middle, card.bottom), (card.middle, bottom))
    if tie.target == box.of.iri:
        return [Wire(up, has_arrow=True), Wire(down[::-1], has_dot=True)]
    return [Wire(up[::-1]), Wire(down, has_arrow=True)]


def loop(card: Card, bottom: float) -> list[Wire]:
    """Return the lines of a card that ties a frame to itself."""
    left, right = card.middle - 14, card.middle + 14
    return [
        Wire(((left, bottom), (left, card.bottom)), has_dot=True),
        Wire(((right, card.bottom), (right, bottom)), has_arrow=True),
    ]
