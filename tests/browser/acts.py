"""What a reader does on a page, for tests."""

from typing import Any

from playwright.sync_api import Page


def boxes(page: Page) -> list[dict[str, Any]]:
    """The boxes as they stand on the page, in CSS pixels."""
    seen = page.evaluate("Picture.seen()")
    assert isinstance(seen, list)
    return seen


def label_of(page: Page, number: int) -> str:
    return str(page.evaluate(f"Data.nodes[{number}].label"))


def search(page: Page, text: str) -> None:
    page.get_by_role("combobox", name="Search").fill(text)
    page.keyboard.press("Enter")


def show_path(page: Page, source: str, target: str) -> list[str]:
    page.get_by_role("combobox", name="Path from").fill(source)
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name="to", exact=True).fill(target)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show path").click()
    return [text.strip() for text in page.locator("#panel .step .node").all_inner_texts()]
