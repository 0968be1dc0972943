"""Makes a picture of a page: `python -m bench.picture PAGE.html OUT.png`.

A development command; it needs playwright (`pip install reechain[dev]`) and Chromium (`apt-get install
chromium`, or one that REECHAIN_CHROMIUM names). With `--path FROM TO` it shows that path, with `--about NAME`
that thing.
"""

import argparse
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the picture that the arguments ask for."""
    parser = argparse.ArgumentParser(prog="python -m bench.picture", description=__doc__.splitlines()[0])
    parser.add_argument("page", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--path", nargs=2, metavar=("FROM", "TO"))
    parser.add_argument("--about", metavar="NAME")
    parser.add_argument("--width", type=int, default=1400)
    parser.add_argument("--height", type=int, default=850)
    parser.add_argument("--scale", type=float, default=1.5)
    parser.add_argument("--dark", action="store_true")
    take(parser.parse_args(arguments))


def take(asked: argparse.Namespace) -> None:
    """Write a picture of a page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": asked.width, "height": asked.height},
            device_scale_factor=asked.scale,
            color_scheme="dark" if asked.dark else "light",
            reduced_motion="reduce",
        )
        page.goto(asked.page.resolve().as_uri())
        page.wait_for_selector("html[data-ready]", state="attached")
        show(page, asked)
        page.wait_for_timeout(300)
        page.screenshot(path=asked.out)
        browser.close()


def show(page: Page, asked: argparse.Namespace) -> None:
    """Bring up the path or the thing that is asked for."""
    if asked.path:
        choose(page, "#path-from", asked.path[0])
        choose(page, "#path-to", asked.path[1])
        page.click("#path button")
    if asked.about:
        choose(page, "#search", asked.about)


def choose(page: Page, field: str, name: str) -> None:
    """Choose the first thing that a name finds in a field."""
    page.fill(field, name)
    page.keyboard.press("Enter")


def chromium() -> str:
    """Return the path of the browser; SystemExit where there is none."""
    found = os.environ.get("REECHAIN_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        raise SystemExit("no Chromium: run `apt-get install -y chromium`, or name one in REECHAIN_CHROMIUM")
    return found


if __name__ == "__main__":
    main()
