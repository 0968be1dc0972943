"""Trains the tagger of names from the corpus, whole or with writers left out."""

import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pycrfsuite

from reechain.extractors.models.linear import SCALE, stored_model
from reechain.extractors.names.tagger import TAGS

FORBIDDEN: Final = -20 * SCALE
"""The weight of a tag that cannot follow another: I after anything but its own type."""
_LEAST: Final = 0.04
"""Weights nearer to zero than this are left out."""
Sample = tuple[Sequence[Sequence[str]], Sequence[str]]


def train(samples: Sequence[Sample], **extra: Any) -> str:
    """Return the stored model of a conditional random field over documents, each with features and tags of its tokens."""
    trainer = pycrfsuite.Trainer(verbose=False, algorithm="lbfgs")
    trainer.set_params({"c1": 0.1, "c2": 0.4, "max_iterations": 90, "feature.minfreq": 2})
    for features, tags in samples:
        trainer.append(features, tags)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        found = tagger.info()
    features: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for (name, tag), weight in found.state_features.items():
        if abs(weight) >= _LEAST:
            features[name][tag] = round(weight * SCALE)
    follows = [
        [_follows(one, other, found.transitions.get((one, other), 0.0)) for other in TAGS] for one in TAGS
    ]
    return stored_model(TAGS, features, **extra, transitions=follows)


def _follows(tag: str, following: str, weight: float) -> int:
    is_start = following[0] != "I" or tag[1:] == following[1:]
    return round(weight * SCALE) if is_start else FORBIDDEN
