"""Writes the expected rows of the competency questions anew: `python -m tests.ontology.write_expected [report]`.

With `report`, also those on the bundled report, for the questions that have a file there already.
"""

import sys
import tempfile
from importlib.resources import as_file, files
from pathlib import Path

from tests.ontology.example import EXPECTED, EXPECTED_DEMO, example_store, oxigraph_rows

from reechain.config import Config
from reechain.graph.store import Store
from reechain.ontology.competency import questions
from reechain.pipeline import build


def write(store: Store, folder: Path, names: list[str]) -> None:
    for name in names:
        rows = oxigraph_rows(store.query(questions()[name].sparql))
        (folder / f"{name}.csv").write_text(rows, encoding="utf-8", newline="\n")


def main() -> None:
    for path in EXPECTED.glob("*.csv"):
        path.unlink()
    write(example_store(), EXPECTED, list(questions()))
    if "report" in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as folder:
            with as_file(files("reechain") / "data" / "demo-report.txt") as path:
                build([str(path)], Path(folder) / "store", Config())
            with Store.open(Path(folder) / "store", read_only=True) as store:
                write(store, EXPECTED_DEMO, [path.stem for path in EXPECTED_DEMO.glob("*.csv")])


if __name__ == "__main__":
    main()
