"""Boxes stand in columns by stage, never over each other, with names that can be read."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.viz.sample_view import many

from reechain.graph.view import Node, View
from reechain.ontology.records import EntityType
from reechain.viz.boxes import STYLES
from reechain.viz.layout import HEIGHT, WIDTH, Layout, lay_out
from reechain.viz.overview import OPENING, READABLE, opening_layout, opening_nodes
from reechain.viz.text import ELLIPSIS, fitted, width_of, without_legal_form

NAMES = st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=60)
NODES = st.lists(
    st.tuples(NAMES, st.sampled_from(EntityType), st.none() | st.integers(1, 9)), min_size=1, max_size=120
)


def overlaps(layout: Layout) -> list[tuple[str, str]]:
    boxes = sorted(layout.boxes.items())
    return [
        (one, other)
        for place, (one, a) in enumerate(boxes)
        for other, b in boxes[:place]
        if abs(a.x - b.x) < (a.width + b.width) / 2 and abs(a.y - b.y) < (a.height + b.height) / 2
    ]


@settings(max_examples=40, deadline=None)
@given(NODES)
def test_boxes_never_overlap_and_stay_in_their_region(
    drawn: list[tuple[str, EntityType, int | None]],
) -> None:
    nodes = tuple(
        Node(f"iri:{place:04}", kind, name, stage=at) for place, (name, kind, at) in enumerate(drawn)
    )
    layout = lay_out(View(nodes, (), ()), nodes)
    assert layout.boxes.keys() == {node.iri for node in nodes}
    assert overlaps(layout) == []
    assert layout == lay_out(View(nodes, (), ()), nodes)
    for node in nodes:
        box = layout.boxes[node.iri]
        inside = [
            r
            for r in layout.regions
            if r.stage == node.stage
            and r.x <= box.x - box.width / 2
            and box.x + box.width / 2 <= r.x + r.width + 0.2
            and r.y <= box.y - box.height / 2
            and box.y + box.height / 2 <= r.y + r.height + 0.2
        ]
        assert len(inside) == 1
    assert sum(region.count for region in layout.regions) == len(nodes)


def test_stages_stand_from_left_to_right_and_the_lane_beneath(view: View) -> None:
    layout = lay_out(view, view.nodes)
    chain = [region for region in layout.regions if region.stage is not None]
    lane = [region for region in layout.regions if region.stage is None]
    assert [region.stage for region in chain] == [1, 2, 3, 4, 5, 6, 7]
    assert all(a.x + a.width <= b.x for a, b in pairwise(chain))
    assert all(region.y >= chain[0].y + chain[0].height for region in lane)
    assert [region.title for region in lane] == ["Owners and others", "Policies and agencies", "Places"]


def test_120_boxes_fit_beside_the_panel_and_can_be_read(view: View) -> None:
    """Criterion 5 of pages: no overlap, text of at least 11 pixels, at most a tenth of names clipped."""
    grown = many(view, 120)
    layout = lay_out(grown, grown.nodes)
    assert len(layout.boxes) == 120
    assert overlaps(layout) == []
    assert layout.font >= 11
    assert layout.width <= WIDTH
    assert sum(box.text.is_clipped for box in layout.boxes.values()) <= 12


def test_few_boxes_are_drawn_roomy(view: View) -> None:
    layout = lay_out(view, view.nodes[:20])
    assert layout.font == STYLES[0].font
    assert layout.height <= HEIGHT


def test_nothing_to_draw_is_an_empty_picture() -> None:
    layout = lay_out(View((), (), ()), ())
    assert (layout.boxes, layout.regions) == ({}, ())


@pytest.mark.parametrize("count", [400, 1500])
def test_a_large_view_opens_with_the_most_connected_of_each_kind(view: View, count: int) -> None:
    grown = many(view, count)
    layout = opening_layout(grown)
    assert len(layout.boxes) <= OPENING
    assert layout.height <= HEIGHT
    kinds = {
        (n.type, n.stage) for n in grown.nodes if any(n.iri in (s.subject, s.object) for s in view.statements)
    }
    assert {(n.type, n.stage) for n in grown.nodes if n.iri in layout.boxes} == kinds


def test_what_nothing_is_said_of_is_not_drawn(view: View) -> None:
    silent = Node("iri:silent", EntityType.PLACE, "Silent")
    grown = View((*view.nodes, silent), view.statements, view.documents)
    assert len(opening_nodes(grown)) == len(view.nodes) <= READABLE


FIRM = "Inner Mongolia North Rare Earth Magnetic Materials Co., Ltd."


@pytest.mark.parametrize(
    ("node", "lines", "shown"),
    [
        (Node("i", EntityType.PRODUCT, "iron"), 2, ("iron",)),
        (Node("i", EntityType.COMPANY, "Foo Metals Co., Ltd."), 2, ("Foo Metals",)),
        (Node("i", EntityType.COMPANY, "Foo Metals Corporation"), 1, ("Foo Metals",)),
        (Node("i", EntityType.COMPANY, FIRM, aliases=("North Magnets", "600111")), 2, ("North Magnets",)),
        (Node("i", EntityType.PRODUCT, "praseodymium-neodymium oxide", aliases=("NdPr",)), 3, ("praseodymium-", "neodymium oxide")),
        (Node("i", EntityType.COMPANY, "中国北方稀土集团高科技股份"), 2, ("中国北方稀土集团", "高科技股份")),
    ],
)  # fmt: skip
def test_a_box_shows_the_fullest_name_that_fits(node: Node, lines: int, shown: tuple[str, ...]) -> None:
    found = fitted(node, 8, lines)
    assert (found.lines, found.is_clipped) == (shown, False)


@given(NAMES, st.floats(4, 20), st.integers(1, 4))
def test_lines_are_never_wider_than_the_box(name: str, width: float, lines: int) -> None:
    found = fitted(Node("i", EntityType.COMPANY, name), width, lines)
    assert 1 <= len(found.lines) <= lines
    assert all(width_of(line) <= width + 1 for line in found.lines)
    assert found.is_clipped == found.lines[-1].endswith(ELLIPSIS) or ELLIPSIS in name


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("VACUUMSCHMELZE GmbH & Co. KG", "VACUUMSCHMELZE"),
        ("Baotou Iron and Steel (Group) Co., Ltd.", "Baotou Iron and Steel (Group)"),
        ("Ltd", "Ltd"),
    ],
)
def test_a_legal_form_is_taken_off(name: str, bare: str) -> None:
    assert without_legal_form(name) == bare
