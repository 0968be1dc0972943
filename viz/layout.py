"""Where the boxes of a picture stand: a column per stage, left to right, and a lane beneath them.

The lane holds what has no stage: owners, policies and places. Measures are in pixels at scale 1, with
the origin in the top left corner. The same view gives the same picture.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reechain.graph.view import Node, View
from reechain.viz.groups import Group, grouped
from reechain.viz.order import ordered
from reechain.viz.text import Fitted, fitted

HEADING: Final = 28
"""Height that a heading takes above its boxes."""
PADDING: Final = 7
"""Free space inside a region, around its boxes."""
SPACE: Final = 8
"""Free space between two regions, and around the picture."""
GLYPH: Final = 18
"""Width inside a box that its glyph takes beside the name."""
TEXT_MARGIN: Final = 5
"""Free space inside a box after the text."""
LINE: Final = 1.22
"""Height of a line, in units of the font size."""
WIDEST: Final = 190
"""Boxes that could be wider than this leave the room free instead."""
MOST_SPREAD: Final = 2.4
"""How much wider than its least a gap between boxes may be drawn where there is room."""


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
    BoxStyle(112, 11, 4, 4),
    BoxStyle(104, 11, 4, 4),
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


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the picture under one heading: a stage, with its position, or a part of the lane."""

    title: str
    stage: int | None
    x: float
    y: float
    width: float
    height: float
    count: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Boxes by IRI, regions, the font size, and the size of the whole."""

    boxes: Mapping[str, Box]
    regions: tuple[Region, ...]
    font: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Band:
    """Groups side by side, each with its number of columns."""

    groups: tuple[Group, ...]
    columns: tuple[int, ...]

    def span(self, style: BoxStyle) -> float:
        """The width that the band takes."""
        return sum(_width(count, style) for count in self.columns) + SPACE * (len(self.columns) - 1)

    def depth(self, style: BoxStyle) -> float:
        """The height that the highest group takes without its heading."""
        return max(
            (_depth(g.nodes, c, style) for g, c in zip(self.groups, self.columns, strict=True)), default=0
        )

    def height(self, style: BoxStyle) -> float:
        """The height that the band takes; nothing for a band without groups."""
        return HEADING + self.depth(style) + PADDING if self.groups else 0


def lay_out(view: View, nodes: Sequence[Node], *, width: float = 1020, height: float = 750) -> Layout:
    """Return the layout of some nodes of a view, as roomy as fits into width and height.

    More nodes than fit make the picture higher, never tighter.
    """
    chain_groups, lane_groups = grouped(view, nodes)
    room = width - 2 * SPACE
    for plain in STYLES:
        chain = _band(chain_groups, plain, room)
        style = _widened(plain, chain, room)
        lane = _band(lane_groups, style, room)
        spare = height - _total((chain, lane), style)
        if spare >= 0:
            break
    return _placed(view, (chain, lane), _spread(style, (chain, lane), spare))


def _total(bands: Sequence[_Band], style: BoxStyle) -> float:
    return SPACE + sum(band.height(style) + SPACE for band in bands if band.groups)


def _width(columns: int, style: BoxStyle) -> float:
    return columns * (style.width + style.gap) - style.gap + 2 * PADDING


def _depth(nodes: Sequence[Node], columns: int, style: BoxStyle) -> float:
    """The height of the highest column when nodes fill the columns row by row."""
    depths = [0.0] * columns
    for index, node in enumerate(nodes):
        depths[index % columns] += style.height(len(style.fit(node).lines)) + style.row_gap
    return max(depths) - style.row_gap


def _band(groups: tuple[Group, ...], style: BoxStyle, room: float) -> _Band:
    """The band with columns given to the highest group again and again, as long as there is room."""
    columns = [1] * len(groups)
    depths = [_depth(group.nodes, 1, style) for group in groups]
    while groups:
        highest = max(range(len(groups)), key=lambda at: (depths[at], -at))
        columns[highest] += 1
        band = _Band(groups, tuple(columns))
        if columns[highest] > len(groups[highest].nodes) or band.span(style) > room:
            columns[highest] -= 1
            break
        depths[highest] = _depth(groups[highest].nodes, columns[highest], style)
    return _Band(groups, tuple(columns))


def _widened(style: BoxStyle, band: _Band, room: float) -> BoxStyle:
    """The style with boxes as wide as the band leaves room for."""
    spare = (room - band.span(style)) / max(1, sum(band.columns))
    return replace(style, width=round(max(style.width, min(WIDEST, style.width + spare)) - 0.05, 1))


def _spread(style: BoxStyle, bands: Sequence[_Band], spare: float) -> BoxStyle:
    """The style with a wider gap between rows where height is left free."""
    rows = sum(
        max((-(-len(g.nodes) // c) for g, c in zip(band.groups, band.columns, strict=True)), default=0)
        for band in bands
    )
    wider = style.row_gap + max(0.0, spare) / max(1, rows)
    return replace(style, row_gap=round(min(style.row_gap * MOST_SPREAD, wider) - 0.05, 1))


def _placed(view: View, bands: Sequence[_Band], style: BoxStyle) -> Layout:
    filled = [(g, c, band) for band in bands for g, c in zip(band.groups, band.columns, strict=True)]
    sequences = ordered(view, [(group.nodes, columns) for group, columns, _ in filled])
    boxes: dict[str, Box] = {}
    regions: list[Region] = []
    left, top, band_before = float(SPACE), float(SPACE), bands[0]
    for (group, columns, band), nodes in zip(filled, sequences, strict=True):
        if band is not band_before and band_before.groups:
            left, top = SPACE, top + band_before.height(style) + SPACE
        band_before = band
        width = _width(columns, style)
        regions.append(
            Region(group.title, group.stage, left, top, width, band.height(style), len(group.nodes))
        )
        boxes |= _boxes(nodes, columns, (left + PADDING, top + HEADING), style)
        left += width + SPACE
    width = max((band.span(style) for band in bands), default=0) + 2 * SPACE
    return Layout(boxes, tuple(regions), style.font, round(width, 1), round(_total(bands, style), 1))


def _boxes(
    nodes: Sequence[Node], columns: int, corner: tuple[float, float], style: BoxStyle
) -> dict[str, Box]:
    boxes = {}
    tops = [corner[1]] * columns
    for index, node in enumerate(nodes):
        column = index % columns
        text = style.fit(node)
        height = style.height(len(text.lines))
        x = corner[0] + column * (style.width + style.gap) + style.width / 2
        boxes[node.iri] = Box(round(x, 1), round(tops[column] + height / 2, 1), style.width, height, text)
        tops[column] += height + style.row_gap
    return boxes
