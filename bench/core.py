"""How well is read who owns whom in sentences nobody here wrote: `python -m bench.core FOLDER`.

FOLDER holds CORE (Borchert et al. 2023: sentences from articles on companies, a marked pair of names and its relation) as
`train.json`, and beside it `core_eval.py`, its scorer. Each sentence is read as printed, with pronouns of the pair replaced and the two
names told (the scorer's `oracle`). subsidiaryOf, shareholderOf and acquired count as one relation from owner to owned; a false alarm is any
relation claimed between a pair whose label is none of ours. The halves are drawn by a hash: wordings are sought in the misses of the
first alone, the second tells whether they hold elsewhere. Only for measuring: nothing is trained on it, nothing of it is copied.
"""

import argparse
import importlib.util
import json
import sys
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import reechain

UNMAPPED: Final = ("undefined", "competitor_of", "traded_on", "regulated_by", "brand_of")
"""Labels of which none of our relations may be claimed; of `merged_with` the scorer itself lets some pass."""
HALVES: Final = ("looked at", "held back")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures of both halves and of all."""
    parser = argparse.ArgumentParser(prog="python -m bench.core", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="holds train.json and core_eval.py")
    parser.add_argument("--most", type=int, help="how many sentences, from the first")
    options = parser.parse_args(arguments)
    scorer = loaded(options.folder / "core_eval.py")
    rows = json.loads((options.folder / "train.json").read_text(encoding="utf-8"))[: options.most]
    found = [read(scorer, row) for row in rows]
    print(f"{'':<10}{'sentences':>10}{'P':>8}{'R':>8}{'F1':>8}   false alarms")
    for title in (*HALVES, "all"):
        kept = [n for n, row in enumerate(rows) if title in (half(row), "all")]
        print(line(scorer, title, [rows[n] for n in kept], [found[n] for n in kept]))
    return 0


def loaded(path: Path) -> ModuleType:
    """Return the scorer as a module."""
    spec = importlib.util.spec_from_file_location("core_eval", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise SystemExit(f"{path}: no scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def half(row: Mapping[str, Any]) -> str:
    """Return the half that a sentence belongs to."""
    return HALVES[zlib.crc32(str(row["id"]).encode()) % 2]


def read(scorer: ModuleType, row: Mapping[str, Any]) -> Any:
    """Return what is read of a sentence whose names they are told, as the scorer takes it."""
    text, names, _, _ = scorer.instance(row, True)
    return scorer.adapters.to_gold_shape(reechain.extract(text, names=names))


def line(scorer: ModuleType, title: str, rows: Sequence[Any], found: Sequence[Any]) -> str:
    """Return the figures of some sentences as a line of the table."""
    scores = scorer.score(rows, {f"d{n:05d}": each for n, each in enumerate(found)}, True)
    precision, recall, f1 = scorer.f1(scores["C"].get("OWN", [0, 0, 0]))
    alarms, pairs = (sum(scores[key][label] for label in UNMAPPED) for key in ("FA", "N"))
    share = alarms / pairs if pairs else 0.0
    return f"{title:<10}{len(rows):>10}{precision:>8.3f}{recall:>8.3f}{f1:>8.3f}   {alarms} of {pairs} ({share:.1%})"


if __name__ == "__main__":
    sys.exit(main())
