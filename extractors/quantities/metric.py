"""Which metric a number is of: the phrase beside it that scores best among those that its unit allows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reechain.extractors.quantities.amounts import Amount
from reechain.extractors.quantities.cues import Hit, hits
from reechain.extractors.quantities.around import Around
from reechain.ontology.records import EntityType

PERCENT: Final = "percent"
LEVELS: Final = frozenset(
    {
        "production", "sales", "imports", "exports", "capacity", "quota", "resource", "reserve", "price", "revenue", "profit",
        "gross profit", "demand", "supply", "investment", "headcount", "margin",
    }
)  # fmt: skip
"""Metrics of which a percentage can be a share or a change."""
_FILE: Final = "metrics.toml"
_LEAST: Final = 0.9
"""The score below which no metric is told."""
_SMALL: Final = frozenset({"kg", "g", "lb", "mg"})
_GRADES: Final = frozenset({"ppm", "g/t", "kg/t", "ppb"})
_PERSONS: Final = frozenset({"persons", "people", "employees"})
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_ORGANISATIONS: Final = (EntityType.COMPANY, EntityType.AGENCY)


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric with the words that tell it, what it is a share or a change of, and how sure it is (0..1)."""

    name: str = ""
    detail: str = ""
    of: str = ""
    confidence: float = 0.0
    start: int = -1
    end: int = -1


def unit_kind(unit: str) -> str:
    """Return the kind of a unit: mass, small, money, price, percent, points, grade, persons, pieces, bare or other."""
    base, _, per = unit.partition("/")
    if unit in _GRADES:
        return "grade"
    if base == "%":
        return PERCENT
    if base in {"points", "bp", "basis points", "pp"} or "point" in base:
        return "points"
    if _CURRENCY.fullmatch(base):
        return "price" if per in {"t", "kg", "lb", "g", "MTU"} else "money"
    if base == "t":
        return "mass"
    if base in _SMALL:
        return "small"
    if base in _PERSONS:
        return "persons"
    return base if base == "pieces" else "other" if base else "bare"


def metrics_of(surroundings: Sequence[Around]) -> list[Metric]:
    """Return the metric of each amount, in their order: one told by none takes after that before it in its sentence."""
    found: list[Metric] = []
    for around in surroundings:
        metric = _metric(around)
        if not metric.name:
            metric = _taken_over(around, found)
        if metric.name in ("change", "share"):
            metric = _with_whole(around, metric, found)
        found.append(metric)
    return found


def _metric(around: Around) -> Metric:
    kind = unit_kind(around.amount.unit)
    told = [*hits(_FILE, around, kind), *_beside_things(around, kind)]
    best = max(told, key=lambda hit: (hit.score, -hit.start), default=None)
    if best is None or best.score < _LEAST:
        return Metric()
    rival = max((hit.score for hit in told if hit.meaning != best.meaning), default=0.0)
    sure = min(1.0, max(0.2, 0.45 + 0.25 * (best.score - rival)))
    words = around.scene.text[best.start : best.end]
    return Metric(best.meaning, words, "", round(sure, 2), best.start, best.end)


_OPENS: Final = re.compile(r"\s*[(:,]?\s*(?:as to |about |with |at )?$")
_PARTS: Final = re.compile(r"\s*(?:%|-owned)?\s*(?:of|in|by)\s+(?:the\s+|its\s+)?$|\s*[-\s]?owned\b.{0,30}$")


def _beside_things(around: Around, kind: str) -> list[Hit]:
    """Return what things that stand right beside a percentage tell: a company of a stake."""
    if kind != PERCENT:
        return []
    scene, amount = around.scene, around.amount
    told = []
    for thing in scene.things_in(around.sentence[0], amount.start):
        if thing.type in _ORGANISATIONS and _OPENS.fullmatch(scene.text[thing.end : amount.start]):
            told.append(Hit(thing.start, thing.end, "stake", 2.3))
        elif thing.type in (
            EntityType.ELEMENT,
            EntityType.APPLICATION,
            EntityType.PRODUCT,
        ) and _OPENS.fullmatch(scene.text[thing.end : amount.start]):
            told.append(Hit(thing.start, thing.end, "share", 1.6))
    for thing in scene.things_in(amount.end, around.sentence[1]):
        between = scene.text[amount.end : thing.start]
        if thing.type is EntityType.COMPANY and _PARTS.fullmatch(between):
            told.append(Hit(thing.start, thing.end, "stake", 2.3))
    return told


_LISTED: Final = re.compile(
    r"[^.;]{0,80}?(?:,|/|\band\b|\bto\b|\(|;|\bor\b|\bfrom\b|\bthan\b)[^.;]{0,40}", re.DOTALL
)


def _taken_over(around: Around, found: Sequence[Metric]) -> Metric:
    """Return the metric of the amount before, where the two stand in one list."""
    previous = around.previous
    if previous is None:
        return Metric()
    between = around.scene.text[previous.end : around.amount.start]
    earlier = found[around.index - 1]
    same = unit_kind(previous.unit) == unit_kind(around.amount.unit)
    if same and earlier.name and _LISTED.fullmatch(between):
        return Metric(earlier.name, earlier.detail, earlier.of, 0.3, earlier.start, earlier.end)
    return Metric()


def _with_whole(around: Around, metric: Metric, found: Sequence[Metric]) -> Metric:
    """Return a share or change with what it is one of: the metric named nearest before it, or that of the level before."""
    named: list[Hit] = []
    for kind in ("mass", "money", "price", "percent", "points"):
        named += [
            hit for hit in hits(_FILE, around, kind) if hit.meaning in LEVELS and hit.start != metric.start
        ]
    best = max(named, key=lambda hit: (hit.score, -hit.start), default=None)
    level = _level_before(around, found)
    if level is not None and (best is None or best.end <= level[0].start):
        return Metric(metric.name, metric.detail, level[1].name, metric.confidence, metric.start, metric.end)
    of = best.meaning if best is not None else ""
    return Metric(metric.name, metric.detail, of, metric.confidence, metric.start, metric.end)


def _level_before(around: Around, found: Sequence[Metric]) -> tuple[Amount, Metric] | None:
    """Return the nearest amount before in the sentence that is a level, with its metric."""
    for k in range(around.index - 1, -1, -1):
        amount = around.amounts[k]
        if amount.start < around.sentence[0]:
            return None
        if found[k].name in LEVELS:
            return amount, found[k]
    return None
