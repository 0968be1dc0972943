"""The address brings back what was shown: criterion 12 of pages."""

from pathlib import Path

from playwright.sync_api import expect
from tests.browser.acts import boxes, search, show_path
from tests.browser.conftest import Opener


def test_a_thing_and_filters_come_back(open_page: Opener, sample_page: Path) -> None:
    first = open_page(sample_page)
    first.get_by_role("button", name="Places").first.click()
    first.get_by_role("button", name="Ownership").click()
    search(first, "Ningbo Zhanhao")
    second = open_page(sample_page, fragment=first.evaluate("location.hash"))
    expect(second.locator("#panel h2")).to_have_text("Ningbo Zhanhao New Material Co., Ltd.")
    expect(second.get_by_role("button", name="Ownership")).to_have_attribute("aria-pressed", "true")
    assert len(boxes(second)) == len(boxes(first))
    second.keyboard.press("Escape")
    expect(second.get_by_text("Everything, by stage")).to_be_visible()
    assert "about" not in second.evaluate("location.hash")


def test_a_path_comes_back(open_page: Opener, sample_page: Path) -> None:
    first = open_page(sample_page)
    names = show_path(first, "Bayan Obo", "new energy vehicle")
    second = open_page(sample_page, fragment=first.evaluate("location.hash"))
    assert [text.strip() for text in second.locator("#panel .step .node").all_inner_texts()] == names
    expect(second.get_by_role("combobox", name="Path from")).to_have_value("Bayan Obo")


def test_a_changed_address_changes_the_page(open_page: Opener, sample_page: Path) -> None:
    page = open_page(sample_page)
    search(page, "monazite")
    asked = page.evaluate("location.hash")
    search(page, "bastnaesite")
    page.evaluate("(hash) => { location.hash = hash; }", asked)
    expect(page.locator("#panel h2")).to_have_text("monazite")


def test_an_address_that_means_nothing_opens_the_list(open_page: Opener, sample_page: Path) -> None:
    page = open_page(
        sample_page, fragment="#about=__proto__&hide=constructor&lines=<script>&from=x&to=%E0%A4%A"
    )
    expect(page.get_by_text("Everything, by stage")).to_be_visible()
