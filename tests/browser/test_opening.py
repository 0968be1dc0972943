"""Pages open by themselves, in time, on what can be read. Numbers are those of the criteria of pages."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.acts import boxes, label_of, search
from tests.browser.conftest import Opener
from tests.viz.payloads import hostile_view
from tests.viz.sample_view import many

from reechain.graph.view import View
from reechain.viz.page import render_page


def test_opens_by_itself_with_boxes_that_can_be_read(
    open_page: Opener, sample_page: Path, view: View
) -> None:
    """1, 2, 5: the fixture watches requests and errors; boxes do not overlap, text has 11 px, a tenth is clipped."""
    page = open_page(sample_page)
    seen = boxes(page)
    assert len(seen) == len(view.nodes)
    for place, a in enumerate(seen):
        assert a["text"] >= 11
        for b in seen[:place]:
            assert (
                abs(a["x"] - b["x"]) >= (a["w"] + b["w"]) / 2 - 0.01
                or abs(a["y"] - b["y"]) >= (a["h"] + b["h"]) / 2 - 0.01
            )
    assert page.evaluate("Data.nodes.filter((node) => node.clipped).length") <= len(seen) / 10
    expect(
        page.get_by_text(f"{len(view.nodes)} things, {len(view.statements)} statements from 1 document")
    ).to_be_visible()


def test_payloads_are_inert(open_page: Opener, tmp_path: Path) -> None:
    """7: hostile texts in every field run nothing, load nothing, and are shown as they are."""
    path = tmp_path / "hostile.html"
    path.write_text(
        render_page(hostile_view(), "</title><script>window.pwned = 1</script>"), encoding="utf-8"
    )
    page = open_page(path)
    for number in range(page.evaluate("Data.nodes.length")):
        search(page, label_of(page, number))
        page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    page.keyboard.press("Escape")
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    assert page.evaluate("window.pwned") is None
    assert page.locator("#panel img, #panel iframe, #panel a, #panel script").count() == 0
    assert page.title() == "</title><script>window.pwned = 1</script>"


@pytest.mark.parametrize(("count", "limit_s"), [(120, 1.0), (1000, 2.0), (10_000, 4.0)])
def test_large_graphs_open_on_what_can_be_read(
    open_page: Opener, tmp_path: Path, view: View, count: int, limit_s: float
) -> None:
    """3, 4: ready in time, with at most 150 boxes; search reaches what is not drawn, with at most 60 around it."""
    path = tmp_path / "large.html"
    path.write_text(render_page(many(view, count), "Large"), encoding="utf-8")
    page = open_page(path)
    assert int(page.evaluate("document.documentElement.dataset.ready")) <= 1000 * limit_s
    assert len(boxes(page)) <= 150
    if count < 1000:
        return
    number = page.evaluate("Data.nodes.find((node) => node.x === undefined).id")
    assert choosing_ms(page, label_of(page, number)) <= (200 if count == 1000 else 500)
    expect(page.locator("#panel h2")).to_have_text(label_of(page, number))
    assert 2 <= len(boxes(page)) <= 60
    search(page, "NdFeB magnet")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_text("are not drawn: search reaches them all")).to_be_visible()
    assert 60 < len(boxes(page)) <= 150


def choosing_ms(page: Page, name: str) -> float:
    """How long the page takes from a name in the search to the next picture, in milliseconds."""
    return float(
        page.evaluate(
            """async (name) => {
                 const begun = performance.now();
                 const input = document.getElementById("search");
                 input.value = name;
                 input.dispatchEvent(new Event("input"));
                 input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
                 await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                 return performance.now() - begun; }""",
            name,
        )
    )
