"""Trains the decider of stances from the pairs of the corpus whose relation the gold has, or denies."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
from sklearn.linear_model import LogisticRegression

from corpus.fitting import LEAST, STRENGTH, of_numbers
from corpus.relations import Labelled
from reechain.extractors.models.linear import SCALE, stored_model
from reechain.extractors.relations.stances import STANCES, stance_features

_LEAST_SEEN: Final = 3
_RARE: Final = 0.5
"""To which power of its rarity a stance weighs: to tell a plan as done is worse than to tell a deed as planned."""


def train(documents: Iterable[Sequence[Labelled]], **extra: Any) -> str:
    """Return the stored model of a logistic regression over relations that were said, whatever their pairs' scores."""
    rows: list[list[str]] = []
    wanted: list[int] = []
    for found in documents:
        for item in found:
            for column, (vote, stance) in item.stances.items():
                rows.append(stance_features(item.pair, column[:-1], vote))
                wanted.append(STANCES.index(stance))
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= _LEAST_SEEN)
    number = {name: k for k, name in enumerate(names)}
    places = [[number[name] for name in row if name in number] for row in rows]
    pointers = np.cumsum([0, *map(len, places)])
    matrix = of_numbers(np.concatenate(places), pointers, len(names))
    shares = np.bincount(wanted, minlength=len(STANCES)) / len(wanted)
    rarity = (1 / shares[wanted]) ** _RARE
    fitted = LogisticRegression(C=STRENGTH, max_iter=300)
    fitted.fit(matrix, np.array(wanted), sample_weight=rarity / rarity.mean())
    features: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row, weights in zip(fitted.classes_, fitted.coef_, strict=True):
        for name, weight in zip(names, weights.tolist(), strict=True):
            if abs(weight) >= LEAST:
                features[name][STANCES[row]] = round(weight * SCALE)
    for row, weight in zip(fitted.classes_, fitted.intercept_.tolist(), strict=True):
        features["bias"][STANCES[row]] = features["bias"].get(STANCES[row], 0) + round(weight * SCALE)
    return stored_model(STANCES, features, **extra)
