"""Linear models on sparse, named features with integer weights: the same scores on every machine."""

import json
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import chain, repeat
from threading import Lock
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

SCALE: Final = 1000
"""How many steps of a stored weight are 1.0 of a logit."""
_MOST_KEPT: Final = 50_000
"""How many scores are kept before all are forgotten."""
Integers = NDArray[np.int32]
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights of features for columns. `weights[rows[name]]` are those of a feature, one for each of `columns`.

    The last row is zero: that of every feature that the model does not know. `extra` are the further parts of the
    stored model: transitions, thresholds, calibration.
    """

    columns: tuple[str, ...]
    rows: Mapping[str, int]
    weights: Integers
    extra: Mapping[str, Any]

    def scores(self, features: Sequence[Sequence[str]]) -> Integers:
        """Return the scores of each list of features: (lists, columns), in steps of 1 / SCALE."""
        if not features:
            return np.zeros((0, len(self.columns)), np.int32)
        unknown, row = len(self.weights) - 1, self.rows.get
        flat = np.fromiter(map(row, chain.from_iterable(features), repeat(unknown)), np.intp)
        owners = np.repeat(np.arange(len(features)), [len(names) for names in features])
        known = flat != unknown
        found = np.zeros((len(features), len(self.columns)), np.int32)
        add_rows(found, owners[known], self.weights[flat[known]])
        return found

    def of_part(self, part: Sequence[str]) -> Integers | None:
        """Return the scores of features that stand together, None where the model knows none of them."""
        rows = self.rows
        known = [rows[name] for name in part if name in rows]
        found: Integers | None = self.weights[known].sum(axis=0, dtype=np.int32) if known else None
        return found

    def of_single(self, names: Sequence[str]) -> Integers:
        """Return the scores of single features."""
        row, unknown = self.rows.get, len(self.weights) - 1
        found: Integers = self.weights[np.fromiter(map(row, names, repeat(unknown)), np.intp)]
        return found


def add_rows(scores: Integers, owners: NDArray[np.intp], rows: Integers) -> None:
    """Add to the scores of each owner its rows; owners stand in order."""
    starts = np.flatnonzero(np.diff(owners, prepend=-1))
    if len(starts):
        scores[owners[starts]] += np.add.reduceat(rows, starts, axis=0)


class Kept(dict[K, int]):
    """Numbers of things and, in `rows`, their scores: worked out when a thing is first looked up, and kept.

    `work_out` gives None for what has no scores; its number is 0, whose row is zero, and it is not kept.
    """

    def __init__(self, columns: int, work_out: Callable[[K], Integers | None]) -> None:
        super().__init__()
        self.work_out = work_out
        self.rows: Integers = np.zeros((1024, columns), np.int32)
        self.count = 1
        self._lock = Lock()

    def __missing__(self, key: K) -> int:
        scores = self.work_out(key)
        if scores is None:
            if not key:
                self[key] = 0
            return 0
        with self._lock:
            number = self.count
            if number == len(self.rows):
                self.rows = np.concatenate([self.rows, np.zeros_like(self.rows)])
            self.rows[number] = scores
            self.count += 1
            self[key] = number
        return number

    def scores(self, keys: Iterable[K]) -> Integers:
        """Return the scores of things."""
        numbers = np.fromiter(map(self.__getitem__, keys), np.intp)
        found: Integers = self.rows[numbers]
        return found

    def or_anew(self) -> "Kept[K]":
        """Return this, or an empty one like it where it has grown too large."""
        return self if self.count <= _MOST_KEPT else Kept(self.rows.shape[1], self.work_out)


def load_model(name: str) -> LinearModel:
    """Return the model that is stored as NAME.json beside this file."""
    return read_model(json.loads((files("reechain.extractors.models") / f"{name}.json").read_text("utf-8")))


def read_model(stored: Mapping[str, Any]) -> LinearModel:
    """Return the model of a stored one: `columns`, and `features` with [column, weight, column, weight...] each."""
    columns = tuple(stored["columns"])
    features: Mapping[str, Sequence[int]] = stored["features"]
    weights = np.zeros((len(features) + 1, len(columns)), np.int32)
    for row, pairs in enumerate(features.values()):
        weights[row, pairs[::2]] = pairs[1::2]
    rows = {name: row for row, name in enumerate(features)}
    extra = {key: value for key, value in stored.items() if key not in {"columns", "features"}}
    return LinearModel(columns, rows, weights, extra)


def stored_model(columns: Sequence[str], features: Mapping[str, Mapping[str, int]], **extra: Any) -> str:
    """Return a model as JSON with one feature a line; features without a weight other than 0 are left out."""
    numbers = {column: number for number, column in enumerate(columns)}
    lines = []
    for name in sorted(features):
        pairs = [(numbers[column], weight) for column, weight in features[name].items() if weight]
        if pairs:
            told = json.dumps([part for pair in sorted(pairs) for part in pair], separators=(",", ":"))
            lines.append(f"  {json.dumps(name, ensure_ascii=False)}: {told}")
    head = "".join(
        f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)},\n" for key, value in extra.items()
    )
    body = ",\n".join(lines)
    return f'{{\n{head} "columns": {json.dumps(list(columns))},\n "features": {{\n{body}\n }}\n}}\n'
