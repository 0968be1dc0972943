"""Paths on the page follow material, and are those that Python finds."""

from itertools import pairwise
from pathlib import Path

from playwright.sync_api import expect
from tests.browser.acts import show_path
from tests.browser.conftest import Opener

from reechain.graph.flow import best_path, material_flow
from reechain.graph.view import View


def test_the_way_from_bayan_obo_to_new_energy_vehicles(
    open_page: Opener, sample_page: Path, view: View
) -> None:
    """14: material flow only, stage by stage, a sentence for each step."""
    page = open_page(sample_page)
    names = show_path(page, "Bayan Obo", "new energy vehicle")
    assert names == [
        "Bayan Obo", "bastnaesite", "rare earth concentrate", "NdPr oxide", "NdPr metal", "NdFeB alloy", "NdFeB magnet",
        "permanent magnet motor", "new energy vehicle",
    ]  # fmt: skip
    assert page.locator(".steps > li").count() == page.locator(".steps > li:has(blockquote)").count() == 8
    drawn = page.evaluate(
        "Picture.shownLines().map((line) => Data.ends(line).map((end) => Data.nodes[end].label))"
    )
    assert sorted(drawn) == sorted([a, b] for a, b in pairwise(names))


def test_no_way_is_said_to_be_no_proof(open_page: Opener, sample_page: Path) -> None:
    page = open_page(sample_page)
    assert show_path(page, "Government of Inner Mongolia Autonomous Region", "new energy vehicle") == []
    expect(page.get_by_text("no proof that there is none")).to_be_visible()


def test_python_and_the_page_find_the_same_paths(open_page: Opener, sample_page: Path, view: View) -> None:
    page = open_page(sample_page)
    flow = material_flow(view)
    ends = [(a, b) for a in range(len(view.nodes)) for b in range(len(view.nodes))]
    found = page.evaluate(
        "(ends) => ends.map(([a, b]) => { const way = Flow.bestPath(Data.raw.flow, a, b); return way && way.map((step) => step[1]); })",
        ends,
    )
    number = {node.iri: place for place, node in enumerate(view.nodes)}
    for (a, b), there in zip(ends, found, strict=True):
        steps = best_path(flow, view.nodes[a].iri, view.nodes[b].iri)
        assert there == (None if steps is None else [number[step.target] for step in steps])
