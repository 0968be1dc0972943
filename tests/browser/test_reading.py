"""Every thing is found, and shows what is said of it with the words. Numbers are those of the criteria of pages."""

from pathlib import Path

from playwright.sync_api import expect
from tests.browser.acts import boxes, search
from tests.browser.conftest import Opener

from reechain.graph.view import View


def test_every_name_finds_its_node(open_page: Opener, sample_page: Path, view: View) -> None:
    """8: all names, English and Chinese, aliases and former names."""
    page = open_page(sample_page)
    found = page.evaluate(
        """(wanted) => wanted.filter(([iri, name]) =>
             !Search.find(name, 5).some((match) => Data.nodes[match.id].iri === iri && match.rank === 0))""",
        [[node.iri, name] for node in view.nodes for name in node.names()],
    )
    assert found == []
    search(page, "白云鄂博")
    expect(page.get_by_role("heading", name="Bayan Obo", exact=True)).to_be_visible()
    search(page, "Baotou Steel Magnet")
    expect(
        page.get_by_role("heading", name="Inner Mongolia North Rare Earth Magnetic Materials Co., Ltd.")
    ).to_be_visible()
    expect(page.get_by_text("Formerly: Baotou Steel Magnet")).to_be_visible()


def test_a_click_on_any_box_shows_its_statements(open_page: Opener, sample_page: Path, view: View) -> None:
    """9: every box, with as many statements as the view has of it, each with its sentence."""
    page = open_page(sample_page)
    quotes = {statement.quote for statement in view.statements}
    for box in boxes(page):
        page.mouse.click(box["x"], box["y"])
        node = view.nodes[box["id"]]
        expect(page.locator("#panel h2")).to_have_text(node.label, timeout=2_000)
        said = [s for s in view.statements if node.iri in (s.subject, s.object)]
        assert page.locator("#panel .statement").count() == len(said)
        assert set(page.locator("#panel blockquote").all_text_contents()) == {s.quote for s in said} <= quotes


def test_stances_are_shown_as_such(open_page: Opener, sample_page: Path) -> None:
    page = open_page(sample_page)
    search(page, "Zibo Lingzhi")
    denied = page.locator(".end", has=page.get_by_role("button", name="NdFeB magnet"))
    expect(denied.locator(".stance")).to_have_text("denied")
    search(page, "Arafura")
    assert page.locator(".stance").all_inner_texts() == ["PLANNED", "PLANNED"]
    search(page, "Shenghe Resources")
    expect(page.get_by_text("as printed: 7.7%")).to_be_visible()


def test_the_list_holds_every_node(open_page: Opener, sample_page: Path, view: View) -> None:
    page = open_page(sample_page)
    for summary in page.locator("#panel details.group > summary").all():
        summary.click()
    listed = page.locator("#panel details.group .node").all_inner_texts()
    assert sorted(text.strip() for text in listed) == sorted(node.label for node in view.nodes)


def test_filters_hide_types_and_show_layers(open_page: Opener, sample_page: Path) -> None:
    page = open_page(sample_page)
    before = len(boxes(page))
    page.get_by_role("button", name="Places").first.click()
    assert len(boxes(page)) == before - 10
    layers = "[...new Set(Picture.shownLines().map((line) => Data.layerOf(line.predicate)))].sort()"
    assert page.evaluate(layers) == ["flow"]
    page.get_by_role("button", name="Ownership").click()
    page.get_by_role("button", name="Policy").click()
    assert page.evaluate(layers) == ["flow", "ownership", "policy"]
