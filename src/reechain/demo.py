"""The main job on the bundled report: build, three answers, a page."""

from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from reechain.config import Config
from reechain.graph.questions import Answer, ask
from reechain.graph.store import Store
from reechain.graph.viewing import read_view
from reechain.pipeline import build
from reechain.viz.page import render_page

REPORT: Final = "demo-report.txt"
STORE: Final = "reechain-demo.store"
PAGE: Final = "reechain-demo.html"
QUESTIONS: Final = (
    "Which subsidiaries make magnetic materials?",
    "Which policies cover permanent magnet motors?",
    "How does Bayan Obo reach new energy vehicles?",
)


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo made: a store, answers, a page."""

    store: Path
    page: Path
    answers: tuple[Answer, ...]


def run_demo(folder: Path) -> Demo:
    """Build a store and a page from the bundled report in a folder, and answer three questions."""
    store_path, page_path = folder / STORE, folder / PAGE
    with as_file(files("reechain") / "data" / REPORT) as report:
        build([str(report)], store_path, Config())
    with Store.open(store_path, read_only=True) as store:
        answers = tuple(ask(store, question) for question in QUESTIONS)
        page_path.write_text(
            render_page(read_view(store), "Rare earths, from mine to terminal application"), encoding="utf-8"
        )
    return Demo(store_path, page_path, answers)
