"""Scores extraction on a report with gold, by a scorer of its own: `python -m bench.report REPORT GOLD SCORER`.

A development command: the report, its gold and the scorer lie outside the repository. With `--hide-names` every
company, mine and policy that the gold names is first taken out of the gazetteer, with all its names.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from reechain.extractors.loaders import load
from reechain.extractors.pipeline import Extractor
from reechain.ontology.gazetteer import Entry, Gazetteer, load_gazetteer
from reechain.ontology.names import name_key, surface_key
from reechain.ontology.records import EntityType
from reechain.pipeline import extraction_json

HIDDEN = frozenset({EntityType.COMPANY, EntityType.MINE, EntityType.FACILITY, EntityType.POLICY})


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scorer's table, and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.report", description=__doc__.splitlines()[0])
    parser.add_argument("report", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--hide-names", action="store_true")
    parser.add_argument("--errors", action="store_true", help="also list what was missed or made up")
    options = parser.parse_args(arguments)
    gold = json.loads(options.gold.read_text(encoding="utf-8"))
    gazetteer = without_names(load_gazetteer(), gold) if options.hide_names else load_gazetteer()
    documents, _ = load([str(options.report)])
    found = extraction_json(Extractor(gazetteer).extract(documents[0]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / options.gold.name
        path.write_text(json.dumps(found), encoding="utf-8")
        listing = ["--errors"] if options.errors else []
        command = [sys.executable, str(options.scorer), str(path), str(options.gold), *listing]
        return subprocess.run(command, check=False).returncode


def without_names(gazetteer: Gazetteer, gold: Mapping[str, Any]) -> Gazetteer:
    """Return the gazetteer without the companies, mines, works and policies that gold names."""
    named = {
        key
        for entity in gold["entities"]
        if entity["type"] in HIDDEN
        for name in (entity["name"], *(entity.get("aliases") or []))
        for key in (surface_key(name), name_key(name))
    }
    hidden = {
        entry.id for entry in gazetteer.entries.values() if entry.type in HIDDEN and _keys(entry) & named
    }
    return gazetteer.without(lambda entry, _name: entry.id in hidden)


def _keys(entry: Entry) -> set[str]:
    return {key for row in entry.names for key in (surface_key(row.name), name_key(row.name))}


if __name__ == "__main__":
    sys.exit(main())
