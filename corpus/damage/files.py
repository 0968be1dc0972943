"""Damaged documents as files: X.txt is the text, X.json what is true of it."""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from corpus.damage.document import Damaged, Item
from corpus.damage.operators import Operator


@dataclass(frozen=True, slots=True)
class Sample:
    """A damaged document as it was written; `sound` is the text that it was made of."""

    name: str
    sound: str
    damaged: Damaged


def sources_of(paths: Sequence[Path]) -> list[Path]:
    """Return the text files that paths name, those under a folder by name."""
    return [file for path in paths for file in (sorted(path.rglob("*.txt")) if path.is_dir() else [path])]


def quotas_of(path: Path | None) -> frozenset[Decimal]:
    """Return the figures of a table of quotas, in tonnes: its column `value_t_reo`."""
    if path is None:
        return frozenset()
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset(Decimal(row["value_t_reo"]) for row in csv.DictReader(file) if row["value_t_reo"])


def write(folder: Path, sample: Sample) -> None:
    """Write a damaged document."""
    damaged = sample.damaged
    told = {"document": sample.name, "sound": sample.sound, "items": [_told(item) for item in damaged.items]}
    folder.mkdir(parents=True, exist_ok=True)
    # No newline may change: offsets count the characters that are read back.
    (folder / f"{sample.name}.txt").write_text(damaged.text, encoding="utf-8", newline="")
    words = json.dumps(told, ensure_ascii=False, indent=1)
    (folder / f"{sample.name}.json").write_text(words + "\n", encoding="utf-8")


def _told(item: Item) -> dict[str, Any]:
    return {
        "start": item.start,
        "end": item.end,
        "item": item.item,
        "literal": item.literal,
        "values": [f"{value.normalize():f}" for value in item.values],
        "unit": item.unit,
        "operator": item.operator.value,
        "determined": list(item.determined),
    }


def read_all(folder: Path) -> Iterator[Sample]:
    """Yield the damaged documents of a folder by name."""
    for path in sorted(folder.glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        with path.with_suffix(".txt").open(encoding="utf-8", newline="") as file:
            text = file.read()
        items = tuple(
            Item(
                each["start"],
                each["end"],
                each["literal"],
                tuple(Decimal(value) for value in each["values"]),
                each["unit"],
                Operator(each["operator"]),
                each["item"],
                tuple(each["determined"]),
            )
            for each in told["items"]
        )
        yield Sample(told["document"], told["sound"], Damaged(text, items))
