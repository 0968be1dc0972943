"""Which metric each number of a text is of, and of what a share or a change is one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reechain.extractors.quantities.about.around import Around
from reechain.extractors.quantities.about.choices import METRICS, best_label
from reechain.extractors.quantities.about.cues import Hit, hits
from reechain.extractors.quantities.about.features import features_of
from reechain.extractors.quantities.about.unit_kinds import unit_kind
from reechain.extractors.quantities.printed.amounts import Amount

CUES: Final = "metrics.toml"
NO_METRIC: Final = "none"
PARTIAL: Final = frozenset({"share", "change"})
"""Metrics that are of another."""
LEVELS: Final = frozenset(
    {
        "production", "sales", "imports", "exports", "capacity", "quota", "resource", "reserve", "price", "revenue", "profit",
        "gross profit", "demand", "supply", "investment", "headcount", "margin",
    }
)  # fmt: skip
"""Metrics of which a percentage can be a share or a change."""
_KINDS: Final = ("mass", "money", "price", "percent", "pieces")
_FAR: Final = 500
_COMPARED: Final = re.compile(
    r"\b(?:against|compared (?:with|to)|from|than(?: the)?|versus|vs\.?|after)\s+(?:about |some |around |only |just )?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric, empty for no quantity of the industry, with the words that tell it and how sure it is (0..1).

    `of` is the metric of which a share or a change is one; `level` is the index of the amount that it goes with, if any.
    """

    name: str = ""
    detail: str = ""
    confidence: float = 0.0
    of: str = ""
    level: int | None = None


def metrics_of(arounds: Sequence[Around]) -> list[Metric]:
    """Return the metric of each amount, in their order."""
    labels: list[str] = []
    found: list[Metric] = []
    for around in arounds:
        label, sure = best_label(METRICS, features_of(around, CUES, labels))
        labels.append(label)
        if label == NO_METRIC:
            found.append(Metric(confidence=sure))
            continue
        level = _level(around, found) if label in PARTIAL else None
        of = _whole(around, label, found, level) if label in PARTIAL else ""
        found.append(Metric(label, _words(around, label), sure, of, level))
    return found


def _words(around: Around, label: str) -> str:
    """Return the phrase beside the amount that tells its metric."""
    kind = unit_kind(around.amount.unit)
    told = [hit for hit in hits(CUES, around, kind) if hit.meaning == label]
    best = max(told, key=lambda hit: (hit.score, -hit.start), default=None)
    return around.scene.text[best.start : best.end] if best is not None else ""


def _level(around: Around, found: Sequence[Metric]) -> int | None:
    """Return the index of the nearest amount before in the sentence that is a level, not one only compared with."""
    compared = None
    for k in range(around.index - 1, -1, -1):
        amount = around.amounts[k]
        if amount.start < around.sentence[0]:
            break
        if found[k].name in LEVELS:
            if not _COMPARED.search(around.scene.text[around.sentence[0] : amount.start]):
                return k
            compared = k if compared is None else compared
    return compared


def _whole(around: Around, label: str, found: Sequence[Metric], level: int | None) -> str:
    """Return of which metric a share or a change is one: that named nearest, that of the level before, or the last told."""
    named = max(_named(around, label), key=lambda hit: (hit.score, -hit.start), default=None)
    if level is not None and (named is None or named.end <= around.amounts[level].start):
        return found[level].name
    if named is not None:
        return named.meaning
    return _last_told(around.amounts, around.amount.start, found)


def _named(around: Around, label: str) -> Iterator[Hit]:
    for kind in _KINDS:
        for hit in hits(CUES, around, kind):
            if hit.meaning in LEVELS and hit.meaning != label:
                yield hit


def _last_told(amounts: Sequence[Amount], place: int, found: Sequence[Metric]) -> str:
    """Return what the nearest amount before is about, where it stands close."""
    for k in range(len(found) - 1, -1, -1):
        if place - amounts[k].end > _FAR:
            return ""
        if found[k].name in LEVELS:
            return found[k].name
        if found[k].of:
            return found[k].of
    return ""
