"""How a figure is meant: as what was, as an estimate, a forecast, a plan, capacity in building, a target, a quota."""

import re
from collections.abc import Mapping
from typing import Final

from reechain.extractors.quantities.cues import hits
from reechain.extractors.quantities.around import Around

ACTUAL: Final = "actual"
_FILE: Final = "kinds.toml"
_LEAST: Final = 0.6
_PRIOR: Final[Mapping[str, Mapping[str, float]]] = {
    "resource": {"estimate": 2.6},
    "reserve": {"estimate": 2.2},
    "quota": {"quota": 2.6, "actual": -1.0, "planned": -1.0},
    "quota increase": {"quota": 2.6, "actual": -1.0},
    "stake": {"actual": 0.6},
    "supply": {"planned": 1.0},
    "investment": {"planned": 0.3},
    "grade": {"actual": 0.8},
    "change": {"actual": 0.8},
    "revenue": {"actual": 0.8},
    "profit": {"actual": 0.8},
    "margin": {"actual": 0.8},
    "headcount": {"actual": 0.6},
}
"""How much more or less likely a metric makes a kind, in the weights of phrases."""
_FUTURE: Final = 0.9
_RUNNING: Final = re.compile(r"\b(?:running|in operation|existing|current(?:ly)?|operating)\b", re.IGNORECASE)
_SLIPPED: Final = re.compile(r"\b(?:postponed|delayed|put off|slipped|later than)\b", re.IGNORECASE)


def kind_of(around: Around, metric: str, last_day: str) -> tuple[str, float]:
    """Return the kind of a figure and how sure it is (0..1); `last_day` is that of its period, empty where none is told."""
    scores = dict.fromkeys(
        ("actual", "estimate", "forecast", "planned", "building", "target", "assumption", "quota"), 0.0
    )
    scores[ACTUAL] = _LEAST
    best: dict[str, float] = {}
    for hit in hits(_FILE, around, ""):
        best[hit.meaning] = max(best.get(hit.meaning, 0.0), hit.score)
    for kind, score in best.items():
        scores[kind] += score
    for kind, weight in _PRIOR.get(metric, {}).items():
        scores[kind] += weight
    if metric not in ("capacity", "investment"):
        scores["building"] = 0.0
    if metric not in ("quota", "quota increase", "production", "supply"):
        scores["quota"] = 0.0
    date = around.scene.date or ""
    if last_day and date:
        if last_day[:4] > date[:4]:
            scores[ACTUAL] -= 3.0
            scores["planned" if metric in ("capacity", "investment", "supply", "stake") else "forecast"] += (
                _FUTURE
            )
        elif last_day <= date:
            scores[ACTUAL] += _FUTURE
            scores["forecast"] -= 1.0
            scores["planned"] -= 1.0
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return ranked[0][0], round(min(1.0, max(0.2, 0.5 + 0.25 * (ranked[0][1] - ranked[1][1]))), 2)


def detail_of(around: Around, metric: str, kind: str) -> str:
    """Return the id of the narrower kind (kinds.csv) that the words tell of a capacity or a quota's rise, else ""."""
    if metric == "quota increase":
        return "increment"
    if metric != "capacity":
        return ""
    words = around.scene.text[slice(*around.sentence)]
    if kind == "building":
        return "building-capacity"
    if kind == ACTUAL:
        return "running-capacity" if _RUNNING.search(words) else ""
    return "slipped-capacity" if _SLIPPED.search(words) else ""
