"""Linear models on sparse, named features with integer weights: the same scores on every machine."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from threading import Lock
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

SCALE: Final = 1000
"""How many steps of a stored weight are 1.0 of a logit."""
_MOST_KEPT: Final = 200_000
"""How many sums of parts are kept before all are forgotten."""
Integers = NDArray[np.int32]


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
        unknown, rows = len(self.weights) - 1, self.rows
        flat: list[int] = []
        starts: list[int] = []
        for names in features:
            starts.append(len(flat))
            flat.extend([rows.get(name, unknown) for name in names] or [unknown])
        found: Integers = np.add.reduceat(self.weights[np.array(flat)], np.array(starts), axis=0)
        return found


class PartSums:
    """Scores of parts, tuples of features that come again and again: each is summed once, and its sum kept.

    A number stands for a part: where its sum stands in `sums`. The number 0 is that of parts without a known feature.
    """

    def __init__(self, model: LinearModel) -> None:
        self.model = model
        self._lock = Lock()
        self._kept = _Kept(model, self._lock)

    def scores(
        self, parts: Sequence[Sequence[tuple[str, ...]]], single: Sequence[Sequence[str]] = ()
    ) -> Integers:
        """Return the scores of things, of which each of `parts` has a part and each of `single` a feature.

        Scores are (things, columns), in steps of 1 / SCALE.
        """
        model, kept = self.model, self._kept
        if len(kept) > _MOST_KEPT:
            kept = self._kept = _Kept(model, self._lock)
        things = len((*parts, *single, ())[0])
        found = np.zeros((things, len(model.columns)), np.int32)
        for some in parts:
            numbers = np.array([kept[part] for part in some], np.intp)
            found += kept.sums[numbers]
        row, unknown = model.rows.get, len(model.weights) - 1
        for names in single:
            rows = np.array([row(name, unknown) for name in names], np.intp)
            known = np.flatnonzero(rows != unknown)
            found[known] += model.weights[rows[known]]
        return found


class _Kept(dict[tuple[str, ...], int]):
    """The numbers of parts; a part that is not there yet is summed when it is looked up."""

    def __init__(self, model: LinearModel, lock: Lock) -> None:
        super().__init__()
        self.model, self.lock, self.count = model, lock, 1
        self.sums: Integers = np.zeros((1024, len(model.columns)), np.int32)

    def __missing__(self, part: tuple[str, ...]) -> int:
        rows = self.model.rows
        known = [rows[name] for name in part if name in rows]
        if not known:
            # Not kept: each text has words of its own beside one another, and most of them no model knows.
            return 0
        with self.lock:
            number = self.count
            if number == len(self.sums):
                self.sums = np.concatenate([self.sums, np.zeros_like(self.sums)])
            self.sums[number] = self.model.weights[known].sum(axis=0)
            self.count += 1
            self[part] = number
        return number


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
