"""Pages in a headless Chromium that may ask for nothing but the page itself.

The browser is Debian's (`apt-get install chromium`), or the one that REECHAIN_CHROMIUM names. Where there
is none, the tests fail: a page that was never opened was never tested.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright
from tests.viz.sample_view import sample_view

from reechain.graph.view import View
from reechain.viz.page import render_page

Opener = Callable[..., Page]


def executable() -> str:
    """The path of the browser; the tests fail where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("REECHAIN_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not found:
        pytest.fail("no Chromium: run `apt-get install -y chromium`, or name one in REECHAIN_CHROMIUM")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def view() -> View:
    return sample_view()


@pytest.fixture(scope="session")
def sample_page(view: View, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "sample.html"
    path.write_text(render_page(view, "From Bayan Obo to the wheel"), encoding="utf-8")
    return path


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Opener]:
    """Open a page; at the end, fail for any request but itself, any error, any breach of its policy."""
    contexts, wrong = [], []

    def opened(
        path: Path,
        *,
        width: int = 1400,
        height: int = 850,
        colours: str = "light",
        fragment: str = "",
        ready: str = "html[data-ready]",
    ) -> Page:
        scheme: Literal["dark", "light"] = "dark" if colours == "dark" else "light"
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, offline=True
        )
        contexts.append(context)
        page = context.new_page()
        address = path.as_uri()

        def watch(request: Request) -> None:
            if request.url.split("#")[0] != address:
                wrong.append(f"request: {request.url[:200]}")

        page.on("request", watch)
        page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        page.on("console", lambda message: wrong.append(f"console: {message.text}"))
        page.on("dialog", lambda dialog: wrong.append(f"dialog: {dialog.message}"))
        page.goto(address + fragment)
        page.wait_for_selector(ready, state="attached", timeout=15_000)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []
