"""How a relation that was decided is put forward: as so, planned, possible, denied or over, by a linear model over its words.

The rules of `stance` vote; the model weighs their vote with the words of the sentence.
"""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from reechain.extractors.models.linear import LinearModel, load_model
from reechain.extractors.relations.pairs import Pair
from reechain.ontology.records import Stance

STANCES: Final = tuple(stance.value for stance in Stance)
"""The columns of the model."""
_NEAR: Final = 4
"""How many words before the left end and after the right one are near."""
_LEFT, _RIGHT = "«1»", "«2»"


class StanceDecider:
    """Decides the stance of relations of pairs."""

    def __init__(self, model: LinearModel) -> None:
        self.model = model

    def __call__(self, told: Sequence[tuple[Pair, str, Stance]]) -> list[Stance]:
        """Return the stance of each relation of a pair, given with the vote of the rules."""
        scores = self.model.scores([stance_features(*item) for item in told])
        return [Stance(STANCES[int(row.argmax())]) for row in scores]


def stance_features(pair: Pair, relation: str, vote: Stance) -> list[str]:
    """Return the features of a relation of a pair for which the rules vote with a stance."""
    before, between, after = pair.said
    near = [*before[-_NEAR:], _LEFT, *between, _RIGHT, *after[:_NEAR]]
    words = dict.fromkeys([*before, *between, *after])
    plain = [word for word in dict.fromkeys(near) if word[0] != "«"]
    return [
        "bias",
        f"r={relation}",
        f"v={vote.value}",
        f"rv={relation}|{vote.value}",
        *[f"w={word}" for word in words if word[0] != "«"],
        *[f"n={word}" for word in plain],
        *[f"rn={relation}|{word}" for word in plain],
        *[f"nn={one} {two}" for one, two in dict.fromkeys(pairwise(near))],
    ]


@cache
def bundled_stances() -> StanceDecider:
    """Return the decider of stances that comes with the package."""
    return StanceDecider(load_model("stances"))
