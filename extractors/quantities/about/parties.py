"""Whom and what each number is about: subject, product, place and holder, chosen among the things of the text."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reechain.extractors.quantities.about.around import Around
from reechain.extractors.quantities.about.candidates import (
    Candidate,
    candidates_of,
    features_of_candidate,
    features_of_none,
)
from reechain.extractors.quantities.about.choices import best_of
from reechain.extractors.quantities.about.metric import Metric
from reechain.extractors.quantities.scene import Scene, Thing
from reechain.ontology.records import EntityType

_GENERAL: Final = re.compile(
    r"(?:total )?rare[\s-]earths?(?: oxides?| ores?| minerals?)?|T?REO", re.IGNORECASE
)
_OF_GOODS: Final = frozenset({"demand", "price"})
"""Metrics whose subject are the goods."""
_OF_COUNTRIES: Final = frozenset({"production", "sales", "demand", "price", "share"})
"""Metrics of which a country's figure of one product is about the product, at the country."""
_OF_MARKETS: Final = frozenset(
    {"demand", "supply", "production", "reserve", "resource", "imports", "exports", ""}
)
"""Metrics in which goods and uses have shares, as segments have in a company's."""
_OWNERS: Final = (
    EntityType.COMPANY,
    EntityType.MINE,
    EntityType.FACILITY,
    EntityType.AGENCY,
    EntityType.POLICY,
)
_NEAR: Final = 2.5


@dataclass(frozen=True, slots=True)
class Parties:
    """The things that one number is about."""

    subject: Thing | None = None
    product: Thing | None = None
    where: Thing | None = None
    holder: Thing | None = None
    confidence: float = 0.0


class Memory:
    """What the numbers before were about, by role: the key of a thing."""

    def __init__(self, scene: Scene) -> None:
        self.counts = Counter(thing.key for thing in scene.things)
        self.last: dict[str, int] = {}

    def choose(
        self, around: Around, role: str, metric: str, taken: Thing | None
    ) -> tuple[Thing | None, float]:
        """Return the thing that has a role to an amount, and remember it."""
        candidates = candidates_of(around)
        rows = self.features(around, candidates, role, metric, taken)
        k, sure = best_of(role, rows)
        chosen = candidates[k].thing if k < len(candidates) else None
        if chosen is not None:
            self.last[role] = chosen.key
        return chosen, sure

    def features(
        self, around: Around, candidates: Sequence[Candidate], role: str, metric: str, taken: Thing | None
    ) -> list[list[str]]:
        """Return the features of each candidate, and those of none as the last."""
        last = self.last.get(role)
        key = taken.key if taken is not None else None
        rows = [features_of_candidate(around, each, metric, self.counts, last, key) for each in candidates]
        return [*rows, features_of_none(around, metric)]


def parties_of(arounds: Sequence[Around], metrics: Sequence[Metric]) -> list[Parties]:
    """Return the things that each amount is about."""
    if not arounds:
        return []
    memory = Memory(arounds[0].scene)
    found: list[Parties] = []
    for around, metric in zip(arounds, metrics, strict=True):
        if not metric.name:
            found.append(Parties())
        elif metric.name == "stake":
            held, sure = memory.choose(around, "held", metric.name, None)
            holder, _ = memory.choose(around, "holder", metric.name, held)
            found.append(Parties(held, None, None, holder, sure))
        elif metric.level is not None and not _names_another(around, arounds[metric.level]):
            found.append(found[metric.level])
        else:
            subject, sure = memory.choose(around, "subject", metric.name, None)
            product, _ = memory.choose(around, "product", metric.name, subject)
            found.append(_arranged(around, metric, _given(around, subject, product, metric), product, sure))
    return found


def _names_another(around: Around, level: Around) -> bool:
    """Whether a thing is named between a level and the share or change that goes with it."""
    return bool(around.scene.things_in(level.amount.end, around.amount.start))


def _given(around: Around, subject: Thing | None, product: Thing | None, metric: Metric) -> Thing | None:
    """Return the subject, none where only an earlier sentence names it and the goods named here have the figure."""
    is_of_goods = metric.name in _OF_GOODS or (metric.name == "share" and metric.of in _OF_MARKETS)
    if subject is None or product is None or not is_of_goods:
        return subject
    return subject if _is_here(around, subject) or not _is_here(around, product) else None


def _is_here(around: Around, thing: Thing) -> bool:
    return around.sentence[0] <= thing.start < around.sentence[1]


def _arranged(
    around: Around, metric: Metric, subject: Thing | None, product: Thing | None, sure: float
) -> Parties:
    """Return the parties as gold has them: goods as subject of a demand, a price, a country's figure of one product."""
    where = _place(around)
    name = metric.of if metric.name == "change" and metric.of else metric.name
    if subject is not None and product is not None and subject.key == product.key:
        product = None
    if product is None or (subject is not None and subject.type in _OWNERS):
        return Parties(subject, product, where, None, sure)
    if subject is not None and subject.type is EntityType.PLACE:
        is_special = product.type is not EntityType.ELEMENT and not _GENERAL.fullmatch(product.name.canonical)
        if name in _OF_GOODS or (name in _OF_COUNTRIES and is_special):
            return Parties(product, product, subject, None, sure)
    elif name in _OF_GOODS or name in _OF_COUNTRIES or subject is None:
        return Parties(product, product, where, None, sure)
    return Parties(subject, product, where, None, sure)


def _place(around: Around) -> Thing | None:
    """Return the place nearest to the amount in its sentence."""
    best: tuple[float, Thing] | None = None
    for thing in around.scene.things_in(*around.sentence):
        if thing.type is EntityType.PLACE and around.gap(thing.start, thing.end) is not None:
            far = around.distance(thing.start, thing.end)
            if best is None or far < best[0]:
                best = far, thing
    return best[1] if best is not None and best[0] < _NEAR else None
