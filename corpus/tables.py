"""The measures as tables of the README: `python -m corpus.tables` writes them between its marks.

A test holds the README to what is in `corpus/results`.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from corpus.fingerprints import ROOT
from corpus.texts import FOLDER

README: Final = ROOT / "README.md"
START, END = "<!-- measures -->", "<!-- end of measures -->"
_MARKED: Final = re.compile(rf"{re.escape(START)}\n.*?{re.escape(END)}", re.DOTALL)


def main() -> int:
    """Write the tables into the README."""
    README.write_text(with_tables(README.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


def with_tables(text: str) -> str:
    """Return a text with the tables of today between its marks."""
    return _MARKED.sub(lambda _: f"{START}\n{tables()}\n{END}", text)


def tables() -> str:
    """Return the tables as Markdown."""
    found = json.loads((FOLDER / "results" / "writers-left-out.json").read_text(encoding="utf-8"))
    parts = [
        f"{found['documents']} documents by {len(found['writers'])} writers, each read by models that had not seen its writer:",
        _table("things", found["entities"]),
        _table("relations", found["relations"]),
        _table("companies", {word: found["names"][word].get("Company", {}) for word in ("known", "unknown")}),
        _styles(found["styles"]),
        _confidence(found["confidence"]),
        _stances(found["stances"]),
    ]
    path = FOLDER / "results" / "comparison.json"
    if path.is_file():
        parts.append(_comparison(json.loads(path.read_text(encoding="utf-8"))))
    return "\n\n".join(parts)


def _table(title: str, rows: Mapping[str, Mapping[str, Any]]) -> str:
    ordered = sorted(rows.items(), key=lambda item: (item[0] != "all", -item[1]["right"] - item[1]["missed"]))
    return _lines(
        (title, "gold", "precision", "recall", "F1"),
        (
            (n, r["right"] + r["missed"], *(f"{r[k]:.2f}" for k in ("precision", "recall", "f1")))
            for n, r in ordered
        ),
    )


def _styles(styles: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> str:
    return _lines(
        ("style", "F1 of things", "F1 of relations"),
        (
            (name, f"{each['entities']['f1']:.2f}", f"{each['relations']['f1']:.2f}")
            for name, each in styles.items()
        ),
    )


def _confidence(bins: Iterable[Mapping[str, Any]]) -> str:
    return _lines(
        ("confidence of a relation", "found", "right", "of the gold, from here up"),
        (
            (f"{b['from']:.2f} to {b['to']:.2f}", b["right"] + b["wrong"], f"{b['precision']:.2f}", f"{b['coverage']:.2f}")
            for b in bins
        ),
    )  # fmt: skip


def _stances(stances: Mapping[str, Mapping[str, int]]) -> str:
    return _lines(
        ("stance in the gold", *(f"told as {told}" for told in stances)),
        ((wanted, *row.values()) for wanted, row in stances.items()),
    )


def _comparison(found: Mapping[str, Any]) -> str:
    ways = ("rules alone", "model without relation families", "model with relation families")
    compared = _lines(
        ("relations decided by", "precision", "recall", "F1"),
        (
            (way, *(f"{found[way]['relations'][key]:.2f}" for key in ("precision", "recall", "f1")))
            for way in ways
        ),
    )
    curve = _lines(
        ("documents learned from", "F1 of things", "F1 of relations"),
        (
            (e["documents"], f"{e['entities']['f1']:.2f}", f"{e['relations']['f1']:.2f}")
            for e in found["learning curve"]
        ),
    )
    return f"{compared}\n\n{curve}"


def _lines(head: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    def line(cells: Iterable[object]) -> str:
        return f"| {' | '.join(map(str, cells))} |"

    def all_lines() -> Iterator[str]:
        names = list(head)
        yield line(names)
        yield f"|{'---|' * len(names)}"
        yield from map(line, rows)

    return "\n".join(all_lines())


if __name__ == "__main__":
    sys.exit(main())
