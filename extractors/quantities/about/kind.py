"""How a figure is meant: as what was, as an estimate, a forecast, a plan, capacity in building, a target, a quota."""

import re
from collections.abc import Sequence
from typing import Final

from reechain.extractors.quantities.about.around import Around
from reechain.extractors.quantities.about.choices import KINDS, best_label
from reechain.extractors.quantities.about.features import features_of
from reechain.extractors.quantities.about.printed_periods import Period

CUES: Final = "kinds.toml"
QUOTA: Final = "quota"
UNSURE: Final = frozenset({"estimate", "forecast", "assumption"})
"""Kinds of what was not yet set, which a quota may be too."""
_RUNNING: Final = re.compile(r"\b(?:running|in operation|existing|current(?:ly)?|operating)\b", re.IGNORECASE)
_SLIPPED: Final = re.compile(r"\b(?:postponed|delayed|put off|slipped|later than)\b", re.IGNORECASE)
_MODAL: Final = re.compile(
    r"\b(will|would|could|may|might|should|can|to be|plans?|expect\w*|forecast\w*|was|were|is|are|had|has|have)\b",
    re.IGNORECASE,
)


def features_of_kind(
    around: Around, metric: str, period: Period | None, labels: Sequence[str], metrics: Sequence[str]
) -> list[str]:
    """Return the features of an amount's kind: the words around it, its metric, where its period lies, the kinds before."""
    date = around.scene.date or ""
    when = "none"
    if period is not None and period.last_day and date:
        later = period.last_day[: len(date)] > date
        when = "later" if period.last_day[:4] > date[:4] else "this year" if later else "earlier"
    verbs = [match[1].lower() for match in _MODAL.finditer(around.before)][-2:]
    told = [f"m={metric}", f"when={when}", f"m={metric}|when={when}", f"form={around.amount.form}"]
    told += [f"verb={verb}" for verb in verbs] + [
        f"verbs={' '.join(verbs)}",
        f"m={metric}|verb={' '.join(verbs[-1:])}",
    ]
    if around.index:
        near = "same" if around.previous is not None else "before"
        told += [f"last={labels[-1]}|{near}", f"last={labels[-1]}|{near}|{metrics[-1] == metric}"]
    return [*told, *(each for each in features_of(around, CUES, labels) if ":" not in each)]


def kind_of(
    around: Around, metric: str, period: Period | None, labels: Sequence[str], metrics: Sequence[str]
) -> tuple[str, float]:
    """Return the kind of a figure and how sure it is (0..1), from the kinds and metrics of those before it."""
    return best_label(KINDS, features_of_kind(around, metric, period, labels, metrics))


def detail_of(around: Around, metric: str, kind: str) -> str:
    """Return the id of the narrower kind (kinds.csv) that the words tell of a capacity or a quota's rise, else ""."""
    if metric == "quota increase":
        return "increment"
    if metric != "capacity":
        return ""
    words = around.scene.text[slice(*around.sentence)]
    if kind == "building":
        return "building-capacity"
    if kind == "actual":
        return "running-capacity" if _RUNNING.search(words) else ""
    return "slipped-capacity" if _SLIPPED.search(words) else ""
