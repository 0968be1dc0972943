"""The decider of relations: which of the pairs of things in a document are related, how, and how surely."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from reechain.extractors.candidates import type_of
from reechain.extractors.models.linear import LinearModel, load_model
from reechain.extractors.relations.pairs import Pair, possible

FAMILY: Final = "decider"
"""The family of a relation that no rule found, and the name of its calibration."""
RULED: Final = "ruled"


@dataclass(frozen=True, slots=True)
class Decision:
    """A relation of a pair: its name, whether it leads from left to right, and how surely it holds."""

    pair: Pair
    relation: str
    is_forward: bool
    score: int
    confidence: float


class Decider:
    """Scores pairs with a linear model whose score is a calibrated probability."""

    def __init__(self, model: LinearModel) -> None:
        self.model = model
        self.column = {name: number for number, name in enumerate(model.columns)}
        self.common: Mapping[str, int] = model.extra["common"]
        self.bias: int = model.extra["bias"]
        self.calibrations: Mapping[str, tuple[list[int], list[int]]] = {
            kind: ([score for score, _ in knots], [level for _, level in knots])
            for kind, knots in model.extra["calibration"].items()
        }
        self.least: float = model.extra["least"]

    def __call__(self, pairs: Sequence[Pair]) -> list[Decision]:
        """Return the relations that hold at least as surely as the model's threshold, in the order of the pairs."""
        found = []
        for pair, column, score in self.scored(pairs):
            confidence = self.confidence(score, FAMILY if column not in pair.ruled else RULED)
            if confidence >= self.least:
                found.append(Decision(pair, column[:-1], column[-1] == ">", score, confidence))
        return found

    def scored(self, pairs: Sequence[Pair]) -> Iterable[tuple[Pair, str, int]]:
        """Yield each pair with each column that its types admit, and its score in steps of 1 / SCALE."""
        places: dict[int, int] = {}
        lists: list[Sequence[str]] = []
        owners: list[int] = []
        for number, pair in enumerate(pairs):
            for part in pair.parts:
                owners.append(number)
                if id(part) not in places:
                    places[id(part)] = len(lists)
                    lists.append(part)
        scores = self.model.scores(lists)
        rows = [places[id(part)] for pair in pairs for part in pair.parts]
        sums = np.zeros((len(pairs), len(self.model.columns)), np.int32)
        np.add.at(sums, owners, scores[rows])
        for number, pair in enumerate(pairs):
            row = sums[number].tolist()
            for column in possible(type_of(pair.left_means), type_of(pair.right_means)):
                common = sum(self.common.get(name, 0) for name in pair.of_column(column))
                yield pair, column, row[self.column[column]] + common + self.bias

    def confidence(self, score: int, kind: str) -> float:
        """Return the calibrated probability of a score, between the knots of the calibration, with two decimals.

        `kind` is RULED where a rule found the relation too: both are calibrated by themselves.
        """
        scores, levels = self.calibrations[kind]
        k = bisect_right(scores, score)
        if k in {0, len(scores)}:
            return levels[min(k, len(levels) - 1)] / 100
        (low, high), (one, other) = scores[k - 1 : k + 1], levels[k - 1 : k + 1]
        return (one + (other - one) * (score - low) // max(1, high - low)) / 100


@cache
def bundled_decider() -> Decider:
    """Return the decider that comes with the package."""
    return Decider(load_model("relations"))
