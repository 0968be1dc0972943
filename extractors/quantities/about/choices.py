"""The models that choose metric, kind and things of a number: linear, with integer weights, learned by corpus.quantities.train."""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from reechain.extractors.models.linear import SCALE, LinearModel, read_model

METRICS: Final = "metric"
KINDS: Final = "kind"
PARTIES: Final = "parties"
ROLES: Final = ("subject", "product", "held", "holder")
"""What a thing can be to a number; of a stake, who is held and who holds."""
ALWAYS: Final = "always"
"""A feature that every number has: its weight is how common a label is."""
_PACKAGE: Final = "reechain.extractors.quantities.about"


@cache
def model(name: str) -> LinearModel:
    """Return a model that is stored beside this file."""
    return read_model(json.loads((files(_PACKAGE) / f"{name}.json").read_text("utf-8")))


def best_label(name: str, features: Sequence[str]) -> tuple[str, float]:
    """Return the label that a model likes best, with how sure it is (0..1) from its lead on the next."""
    chosen = model(name)
    scores = chosen.scores([[*features, ALWAYS]])[0]
    ranked = sorted(range(len(scores)), key=lambda k: (-int(scores[k]), k))
    return chosen.columns[ranked[0]], sureness(int(scores[ranked[0]]) - int(scores[ranked[1]]))


def best_of(role: str, candidates: Sequence[Sequence[str]]) -> tuple[int, float]:
    """Return which list of features a role likes best, the first of equals, and how sure it is."""
    chosen = model(PARTIES)
    scores = [int(row[chosen.columns.index(role)]) for row in chosen.scores(candidates)]
    ranked = sorted(range(len(scores)), key=lambda k: (-scores[k], k))
    lead = scores[ranked[0]] - scores[ranked[1]] if len(ranked) > 1 else SCALE
    return ranked[0], sureness(lead)


def sureness(lead: int) -> float:
    """Return a lead in scores as 0.5 (none) to 1.0, in hundredths."""
    odds = lead / SCALE
    return round(min(1.0, 0.5 + odds / (2 * (1 + odds))), 2)
