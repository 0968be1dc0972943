"""The diagram as SVG, for a page or as a file of its own."""

from collections.abc import Callable
from typing import Final

from markupsafe import Markup

from reechain.ontology.terms import modules
from reechain.viz.documentation.diagram import drawn
from reechain.viz.documentation.scene import Role, scene_of
from reechain.viz.documentation.shapes import Wire
from reechain.viz.documentation.templates import environment, own

Link = Callable[[str], str]
TITLES: Final = {
    Role.MATTER.value: ("Goods and uses", "物料与用途"),
    Role.PARTY.value: ("Parties, rules", "主体与规则"),
    Role.RECORD.value: ("Records", "记录"),
    Role.EVIDENCE.value: ("Evidence", "证据"),
}
TITLE: Final = "The classes of the ontology and what ties them"
TEXT: Final = (
    "Boxes are classes. Arrows are properties, from what they are said of to what they lead to; where there are "
    "many, some are shown. A dot or an arrowhead at a frame stands for several classes in it."
)
_TIP: Final = 8


def ontology_svg() -> str:
    """Return the diagram of the ontology as a file of its own, which brings its colours with it."""
    colours = own("documentation/colours.css") + own("documentation/diagram.css")
    return _rendered(None, Markup(colours))  # noqa: S704 (our own file, not input)


def diagram(link: Link) -> Markup:
    """Return the diagram for a page, with links to terms; the page brings the colours."""
    return Markup(_rendered(link, None))  # noqa: S704 (rendered with escapes)


def _rendered(link: Link | None, style: Markup | None) -> str:
    template = environment().get_template("diagram.svg.j2")
    return template.render(
        drawing=drawn(scene_of(modules())),
        titles=TITLES,
        title=TITLE,
        text=TEXT,
        links=link,
        style=style,
        path=_path,
        arrow=_arrow,
    )


def _path(wire: Wire) -> str:
    """Return the line of a wire with rounded turns."""
    points = wire.points
    drawn_ = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for before, turn, after in zip(points, points[1:], points[2:], strict=False):
        start, end = _towards(turn, before, 7), _towards(turn, after, 7)
        drawn_.append(
            f"L{number(start[0])} {number(start[1])}Q{number(turn[0])} {number(turn[1])} {number(end[0])} {number(end[1])}"
        )
    end = _towards(points[-1], points[-2], _TIP - 1) if wire.has_arrow else points[-1]
    return "".join([*drawn_, f"L{number(end[0])} {number(end[1])}"])


def _towards(point: tuple[float, float], other: tuple[float, float], by: float) -> tuple[float, float]:
    """Return the place some way from a point to another; half the way at most."""
    length = abs(other[0] - point[0]) + abs(other[1] - point[1])
    part = min(by / length, 0.5) if length else 0
    return point[0] + (other[0] - point[0]) * part, point[1] + (other[1] - point[1]) * part


def _arrow(wire: Wire) -> str:
    """Return the head of an arrow at the end of a wire."""
    (x, y), (x0, y0) = wire.points[-1], wire.points[-2]
    length = abs(x - x0) + abs(y - y0) or 1
    dx, dy = (x - x0) / length, (y - y0) / length
    left = (x - dx * _TIP - dy * 4.5, y - dy * _TIP + dx * 4.5)
    right = (x - dx * _TIP + dy * 4.5, y - dy * _TIP - dx * 4.5)
    return "M{} {}L{} {}L{} {}z".format(*(number(v) for point in ((x, y), left, right) for v in point))


def number(value: float) -> str:
    """Return a number as it stands in a drawing: one decimal at most.

    >>> number(2.0), number(2.46)
    ('2', '2.5')
    """
    return f"{value:.1f}".removesuffix(".0")
