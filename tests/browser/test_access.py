"""Keyboard, phone and colours. Numbers are those of the criteria of pages."""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.acts import boxes, search
from tests.browser.conftest import Opener


def test_the_keyboard_reaches_everything(open_page: Opener, sample_page: Path) -> None:
    """10: from the list to a thing, on to a neighbour, and back by Escape; focus can be seen."""
    page = open_page(sample_page)
    page.get_by_role("combobox", name="Search").focus()
    page.keyboard.type("ndpr ox")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("NdPr oxide")
    expect(page.locator("#panel h2")).to_be_focused()
    neighbour = page.locator("#panel .relation .node").first
    name = neighbour.inner_text().strip()
    for _ in range(4):
        page.keyboard.press("Tab")
        if neighbour.evaluate("(element) => element === document.activeElement"):
            break
    expect(neighbour).to_be_focused()
    assert neighbour.evaluate("(element) => getComputedStyle(element).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text(name)
    page.keyboard.press("Escape")
    expect(page.locator("#panel h2")).to_have_text("NdPr oxide")
    page.keyboard.press("Escape")
    expect(page.get_by_text("Everything, by stage")).to_be_visible()


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_shows_the_list_first(open_page: Opener, sample_page: Path, width: int) -> None:
    """15: no horizontal scroll, targets of at least 24 pixels."""
    page = open_page(sample_page, width=width, height=844)
    expect(page.get_by_text("Everything, by stage")).to_be_visible()
    expect(page.locator("#canvas")).to_be_hidden()
    for step in ("", "North Rare Earth"):
        if step:
            search(page, step)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        small = page.evaluate(
            """[...document.querySelectorAll("button, input, summary")].filter((element) => {
                 const { width, height } = element.getBoundingClientRect();
                 return width && (width < 24 || height < 24); }).map((element) => element.textContent)"""
        )
        assert small == []
    for field in ("Search", "Path from", "to"):
        page.get_by_role("combobox", name=field, exact=True).fill("rare earth")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        left, right = page.evaluate(
            """() => { const box = [...document.querySelectorAll(".suggestions")].find((list) => !list.hidden)
                 .getBoundingClientRect(); return [box.left, box.right]; }"""
        )
        assert 0 <= left < right <= width
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Picture").click()
    expect(page.locator("#canvas")).to_be_visible()
    assert len(boxes(page)) > 0
