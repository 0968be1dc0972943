"""The decider of relations: which of the pairs of things in a document are related, how, and how surely."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from reechain.extractors.models.linear import Integers, Kept, LinearModel, load_model
from reechain.extractors.relations.pairs import Form, Pair, Part, Side, of_heads, possible

FAMILY: Final = "decider"
"""The family of a relation that no rule found, and the name of its calibration."""
RULED: Final = "ruled"
_NEVER: Final = -(10**9)


@dataclass(frozen=True, slots=True)
class Decision:
    """A relation of a pair: its name, whether it leads from left to right, and how surely it holds."""

    pair: Pair
    relation: str
    is_forward: bool
    score: int
    confidence: float

    @property
    def is_ruled(self) -> bool:
        """Whether a rule found it too."""
        return f"{self.relation}{'>' if self.is_forward else '<'}" in self.pair.ruled


class Decider:
    """Scores pairs with a linear model whose score is a calibrated probability.

    Columns of relations that came after the model was trained are passed over.
    """

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
        self.floor = self._floor(FAMILY)
        self.kept: Kept[Sequence[str]] = Kept(len(model.columns), model.of_part)
        self.heads: Kept[tuple[Form, Form]] = Kept(len(model.columns), self._of_heads)

    def __call__(self, pairs: Sequence[Pair]) -> list[Decision]:
        """Return the relations that hold at least as surely as the model's threshold, in the order of the pairs."""
        if not pairs:
            return []
        scores = self._scores(pairs)
        is_sure = np.asarray((scores >= self.floor).any(axis=1)).tolist()
        found: list[Decision] = []
        for number, pair in enumerate(pairs):
            if is_sure[number] or pair.ruled:
                found += self._decisions(pair, scores[number].tolist())
        return found

    def _decisions(self, pair: Pair, scores: Sequence[int]) -> Iterator[Decision]:
        """Yield what holds of a pair with these scores, to which what the rules say is added."""
        for column in filter(self.column.__contains__, pair.columns):
            score = scores[self.column[column]] + self._common(pair.of_rules(column))
            confidence = self.confidence(score, FAMILY if column not in pair.ruled else RULED)
            if confidence >= self.least:
                yield Decision(pair, column[:-1], column[-1] == ">", score, confidence)

    def _scores(self, pairs: Sequence[Pair]) -> Integers:
        """Return the score of each pair in each column, but for the rules, in steps of 1 / SCALE.

        Columns that the types of a pair do not admit are far below all others.
        """
        kept = self.kept = self.kept.or_anew()
        heads = self.heads = self.heads.or_anew()
        found = heads.scores([pair.forms for pair in pairs])
        found += kept.scores([pair.two for pair in pairs])
        found += kept.scores([pair.stand for pair in pairs])
        found += self._of_each([pair.passage for pair in pairs], kept)
        for sides in ([pair.left_side for pair in pairs], [pair.right_side for pair in pairs]):
            found += self._of_sides(sides, kept)
        rare = [
            (n, part)
            for n, pair in enumerate(pairs)
            if pair.own or pair.told
            for part in (pair.own, pair.told)
        ]
        for number, part in rare:
            scores = self.model.of_part(part)
            if scores is not None:
                found[number] += scores
        return found

    def _of_sides(self, sides: Sequence[Side], kept: Kept[Sequence[str]]) -> Integers:
        """Return the scores of sides, of which many are those of several pairs."""
        numbers = {side: number for number, side in enumerate(dict.fromkeys(sides))}
        found = kept.scores(side.feature for side in numbers)
        for k in range(max(len(side.seen) for side in numbers)):
            found += self._of_each([side.seen[k] if len(side.seen) > k else () for side in numbers], kept)
        spread: Integers = found[np.fromiter(map(numbers.__getitem__, sides), np.intp)]
        return spread

    def _of_each(self, parts: Sequence[Part], kept: Kept[Sequence[str]]) -> Integers:
        """Return the scores of parts: looked up by what they hold where they come again, anew where one passage has them."""
        fresh = {id(part): part for part in parts if isinstance(part, list)}
        places = {key: -number for number, key in enumerate(fresh, 1)}
        chosen = [places[id(part)] if isinstance(part, list) else kept[part] for part in parts]
        numbers = np.array(chosen, np.intp)
        found: Integers = kept.rows[np.maximum(numbers, 0)]
        if fresh:
            is_fresh = numbers < 0
            found[is_fresh] = self.model.scores(list(fresh.values()))[-1 - numbers[is_fresh]]
        return found

    def _of_heads(self, forms: tuple[Form, Form]) -> Integers:
        """Return the bias and the weights of heads, for the columns that the types of two ends admit."""
        left, right = forms
        found = np.full(len(self.column), _NEVER, np.int32)
        for column in filter(self.column.__contains__, possible(left.type, right.type)):
            found[self.column[column]] = self.bias + self._common(of_heads(column, left.head, right.head))
        return found

    def _common(self, names: Iterable[str]) -> int:
        return sum(self.common.get(name, 0) for name in names)

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

    def _floor(self, kind: str) -> int:
        """Return a score below which nothing is sure enough: between knots below the threshold all is below it."""
        scores, levels = self.calibrations[kind]
        k = next((k for k, level in enumerate(levels) if level >= self.least * 100), len(levels) - 1)
        return scores[k - 1] if k else _NEVER // 2


@cache
def bundled_decider() -> Decider:
    """Return the decider that comes with the package."""
    return Decider(load_model("relations"))
