"""Where the boxes of a picture stand: a column per stage, left to right, and a lane beneath them.

The lane holds what has no stage: owners, policies and places. Measures are in pixels at scale 1, with
the origin in the top left corner. The same view gives the same picture.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reechain.graph.view import Node, View
from reechain.viz.boxes import STYLES, Box, BoxStyle
from reechain.viz.groups import Group, grouped
from reechain.viz.order import ordered

WIDTH: Final = 1036
"""Width of a picture in a window of 1400 by 850, beside the panel."""
HEIGHT: Final = 756
"""Height of a picture in that window."""
HEADING: Final = 28
"""Height that a heading takes above its boxes."""
PADDING: Final = 5
"""Free space inside a region, around its boxes."""
SPACE: Final = 6
"""Free space between two regions, and around the picture."""
WIDEST: Final = 190
"""Boxes that could be wider than this leave the room free instead."""
MOST_SPREAD: Final = 2.4
"""How much wider than its least a gap between boxes may be drawn where there is room."""


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
    """Groups side by side, each with its number of columns, and the style of their boxes."""

    groups: tuple[Group, ...]
    columns: tuple[int, ...]
    style: BoxStyle

    def filled(self) -> list[tuple[Group, int]]:
        """The groups with their numbers of columns."""
        return list(zip(self.groups, self.columns, strict=True))

    def span(self) -> float:
        """The width that the band takes."""
        return sum(_width(count, self.style) for count in self.columns) + SPACE * (len(self.columns) - 1)

    def height(self) -> float:
        """The height that the band takes with its headings; nothing for a band without groups."""
        depths = [_depth(group.nodes, count, self.style) for group, count in self.filled()]
        return HEADING + max(depths) + PADDING if depths else 0

    def rows(self) -> int:
        """The most boxes that stand above each other."""
        return max((-(-len(group.nodes) // count) for group, count in self.filled()), default=0)


def lay_out(view: View, nodes: Sequence[Node], *, width: float = WIDTH, height: float = HEIGHT) -> Layout:
    """Return the layout of some nodes of a view, as roomy as fits into width and height.

    More nodes than fit make the picture higher, never tighter.
    """
    groups = [band for band in grouped(view, nodes) if band]
    for style in STYLES:
        bands = [_widened(_band(band, style, width - 2 * SPACE), width - 2 * SPACE) for band in groups]
        spare = height - _total(bands)
        if spare >= 0:
            break
    return _placed(view, _spread(bands, spare))


def _total(bands: Sequence[_Band]) -> float:
    return SPACE + sum(band.height() + SPACE for band in bands)


def _width(columns: int, style: BoxStyle) -> float:
    return columns * (style.width + style.gap) - style.gap + 2 * PADDING


def _depth(nodes: Sequence[Node], columns: int, style: BoxStyle) -> float:
    """The height of the highest column when each node goes to the column that is lowest so far."""
    depths = [0.0] * columns
    for node in nodes:
        depths[depths.index(min(depths))] += style.height(len(style.fit(node).lines)) + style.row_gap
    return max(depths) - style.row_gap


def _band(groups: tuple[Group, ...], style: BoxStyle, room: float) -> _Band:
    """The band with columns given to the highest group again and again, as long as there is room."""
    band = _Band(groups, (1,) * len(groups), style)
    while True:
        depths = [_depth(group.nodes, count, style) for group, count in band.filled()]
        highest = max(range(len(groups)), key=lambda at: (depths[at], -at))
        columns = [count + (at == highest) for at, count in enumerate(band.columns)]
        wider = replace(band, columns=tuple(columns))
        if columns[highest] > len(groups[highest].nodes) or wider.span() > room:
            return band
        band = wider


def _widened(band: _Band, room: float) -> _Band:
    """The band with boxes as wide as there is room for."""
    spare = (room - band.span()) / sum(band.columns)
    width = max(band.style.width, min(WIDEST, band.style.width + spare) - 0.05)
    return replace(band, style=replace(band.style, width=round(width, 1)))


def _spread(bands: Sequence[_Band], spare: float) -> list[_Band]:
    """The bands with wider gaps between rows where height is left free."""
    more = max(0.0, spare) / max(1, sum(band.rows() for band in bands)) - 0.05
    return [replace(band, style=_with_row_gap(band.style, more)) for band in bands]


def _with_row_gap(style: BoxStyle, more: float) -> BoxStyle:
    wider = min(style.row_gap * MOST_SPREAD, style.row_gap + max(0.0, more))
    return replace(style, row_gap=round(wider, 1))


def _placed(view: View, bands: Sequence[_Band]) -> Layout:
    filled = [(group.nodes, count) for band in bands for group, count in band.filled()]
    sequences = iter(ordered(view, filled))
    boxes: dict[str, Box] = {}
    regions: list[Region] = []
    top = float(SPACE)
    for band in bands:
        left = float(SPACE)
        placed: dict[str, Box] = {}
        starts = []
        for _, columns in band.filled():
            starts.append(left)
            placed |= _boxes(next(sequences), columns, (left + PADDING, top + HEADING), band.style)
            left = round(left + _width(columns, band.style) + SPACE, 1)
        height = max(box.y + box.height / 2 for box in placed.values()) + PADDING - top
        regions += _regions(band, starts, top, round(height, 1))
        boxes |= placed
        top = round(top + height + SPACE, 1)
    width = max((band.span() for band in bands), default=0) + 2 * SPACE
    font = bands[0].style.font if bands else STYLES[0].font
    return Layout(boxes, tuple(regions), font, round(width, 1), round(top, 1))


def _regions(band: _Band, starts: Sequence[float], top: float, height: float) -> list[Region]:
    return [
        Region(
            group.title, group.stage, left, top, round(_width(count, band.style), 1), height, len(group.nodes)
        )
        for (group, count), left in zip(band.filled(), starts, strict=True)
    ]


def _boxes(
    nodes: Sequence[Node], columns: int, corner: tuple[float, float], style: BoxStyle
) -> dict[str, Box]:
    boxes: dict[str, Box] = {}
    tops = [corner[1]] * columns
    for node in nodes:
        column = tops.index(min(tops))
        text = style.fit(node)
        height = style.height(len(text.lines))
        x = corner[0] + column * (style.width + style.gap) + style.width / 2
        boxes[node.iri] = Box(round(x, 1), round(tops[column] + height / 2, 1), style.width, height, text)
        tops[column] += height + style.row_gap
    return boxes
