"""The documentation of the ontology as a reader meets it: search, phone, keyboard, colours, the diagram."""

from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Opener

from reechain.viz.documentation.site import write_site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(tmp_path_factory.mktemp("docs")).parent


def shown(page: Page) -> list[str]:
    return page.locator("section.list li:visible a").all_inner_texts()


@pytest.mark.parametrize(
    ("words", "term"),
    [("subsidiary of", "subsidiary of"), ("子公司", "subsidiary"), ("ore dressing", "beneficiation"), ("isRelatedParty", "is related party")],
)  # fmt: skip
def test_search_finds_terms_by_any_name(open_page: Opener, site: Path, words: str, term: str) -> None:
    page = open_page(site / "index.html", ready="footer")
    everything = len(shown(page))
    page.get_by_label("Find a term").fill(words)
    assert term in shown(page)
    assert len(shown(page)) < everything / 10
    expect(page.get_by_role("status")).to_contain_text("term")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "A"
    page.get_by_label("Find a term").press("Escape")
    assert len(shown(page)) == everything


def test_a_click_in_the_index_shows_the_meaning(open_page: Opener, site: Path) -> None:
    page = open_page(site / "index.html", ready="footer")
    address = (
        page.locator("section.list").get_by_role("link", name="stake", exact=True).first.get_attribute("href")
    )
    assert address == "core.html#Stake"
    page = open_page(site / "core.html", fragment="#Stake", ready="footer")
    expect(page.locator("article:target h3")).to_contain_text("stake 持股")
    expect(page.locator("article:target .definition")).to_be_in_viewport()


def test_a_phone_needs_no_scrolling_to_the_side(open_page: Opener, site: Path) -> None:
    for path in sorted(site.glob("*.html")):
        page = open_page(path, width=320, height=844, ready="footer")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path.name


def test_no_text_of_the_diagram_meets_another_text_or_leaves_its_box(open_page: Opener, site: Path) -> None:
    page = open_page(site / "index.html", ready="footer")
    texts = page.evaluate(
        """[...document.querySelectorAll(".diagram .box text, .diagram .card text")].map((text) => {
             const box = text.getBoundingClientRect();
             const own = text.parentElement.querySelector("rect").getBoundingClientRect();
             return [box.left, box.top, box.right, box.bottom, own.left, own.right, text.textContent]; })"""
    )
    assert len(texts) > 80
    assert [t[6] for t in texts if t[0] < t[4] or t[2] > t[5]] == []
    met = [
        (a[6], b[6])
        for a, b in combinations(texts, 2)
        if a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] - 3 and b[1] < a[3] - 3
    ]
    assert met == []


def test_the_picture_can_be_passed_by_keyboard(open_page: Opener, site: Path) -> None:
    page = open_page(site / "index.html", ready="footer")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the text")).to_be_focused()
    page.get_by_role("link", name="Past the picture").focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Find a term")).to_be_focused()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_both_colour_schemes_are_there(open_page: Opener, site: Path, colours: str) -> None:
    page = open_page(site / "index.html", ready="footer", colours=colours)
    paper = page.evaluate("getComputedStyle(document.querySelector('.top')).backgroundColor")
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 29)"}[colours]
