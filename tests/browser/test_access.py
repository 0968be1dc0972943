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


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_colours_have_contrast(open_page: Opener, sample_page: Path, colours: str) -> None:
    """11, in part: text 4.5 to 1 on what it stands on, borders and glyphs 3 to 1, in both colour schemes."""
    page = open_page(sample_page, colours=colours)
    read = """() => { const style = getComputedStyle(document.documentElement);
      return Object.fromEntries(["paper", "ground", "band", "head", "ink", "quiet", "accent", "warn", "mark", "mark-other", "line",
        "ore", "product", "firm", "use", "rule", "ore-tint", "product-tint", "firm-tint", "use-tint", "rule-tint"]
        .map((name) => [name, style.getPropertyValue(`--${name}`).trim()])); }"""
    colour = page.evaluate(read)
    hues = ["ore", "product", "firm", "use", "rule"]
    texts = [
        ("ink", g)
        for g in ("paper", "ground", "band", "head", "mark", "mark-other", *(f"{h}-tint" for h in hues))
    ]
    texts += [("quiet", g) for g in ("paper", "ground", "head")] + [
        ("accent", "paper"),
        ("accent", "ground"),
        ("warn", "ground"),
    ]
    texts += [("paper", hue) for hue in hues] + [("paper", "accent")]
    for text, ground in texts:
        assert contrast(colour[text], colour[ground]) >= 4.5, (text, ground)
    for hue in hues:
        assert contrast(colour[hue], colour[f"{hue}-tint"]) >= 3, hue
        assert contrast(colour[hue], colour["band"]) >= 3, hue
    assert contrast(colour["line"], colour["paper"]) >= 3


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
