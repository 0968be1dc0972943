"""Numbers read back from documents, and what follows from all of them: of which things they are, which conflict.

Two numbers of two documents conflict where no one value would be printed like both, and they are of one thing, product,
place, holder, stage, metric, kind, basis, unit and period. What is not known to be the same is not compared.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Final

from pyoxigraph import NamedNode

from reechain.graph.rounding import Interval, interval_of, overlap
from reechain.graph.terms import (
    ABOUT_STAGE,
    BASIS,
    CONFIDENCE,
    HOLDER_MENTION,
    METRIC,
    METRIC_TEXT,
    OBSERVATION_KIND,
    PERIOD_END,
    PERIOD_START,
    PERIOD_TEXT,
    PLACE_MENTION,
    PRODUCT_MENTION,
    RATE_PER,
    SUBJECT_MENTION,
    UNIT,
    VALUE,
    VALUE_BOUND,
    VALUE_HIGH,
    VALUE_LOW,
    VALUE_STATUS,
    VALUE_TEXT,
    WHOLE_TEXT,
)
from reechain.ontology.namespaces import REV

THINGS: Final = (SUBJECT_MENTION, PRODUCT_MENTION, PLACE_MENTION, HOLDER_MENTION)
"""The properties by which a number leads to mentions."""
_SAME: Final = (METRIC, OBSERVATION_KIND, UNIT, ABOUT_STAGE, BASIS, RATE_PER, WHOLE_TEXT)
"""What two numbers must have in common, word for word, to be compared; or both have not."""
_OTHER: Final = (
    CONFIDENCE,
    METRIC_TEXT,
    PERIOD_END,
    PERIOD_START,
    PERIOD_TEXT,
    VALUE,
    VALUE_BOUND,
    VALUE_HIGH,
)
OBSERVED_PREDICATES: Final = (*THINGS, *_SAME, *_OTHER, VALUE_LOW, VALUE_STATUS, VALUE_TEXT)
"""The predicates that what is derived of numbers depends on."""
_READ: Final = (REV + "clean", REV + "repaired")
_DETAILS: Final = frozenset(
    "adjusted attributable average comprehensive consolidated cumulative deducted deducting deduction diluted domestic "
    "excluding export foreign new non-recurring overseas parent peak recurring standalone total".split()
)
"""Words that make of one metric another: the profit of the parent's owners is not the profit of the group."""
_WORD: Final = re.compile(r"[a-z]+(?:-[a-z]+)*")


@dataclass(frozen=True, slots=True)
class ObservationFact:
    """A number of one document, by IRI.

    `mentions` are the IRIs of the mentions that it is of, by property. `same` is what another number must have in common
    with it to be compared. `interval` are the values that would be printed like it, None where it was not read.
    """

    iri: str
    document: str
    mentions: Mapping[NamedNode, str]
    same: tuple[tuple[str, ...], ...]
    period: tuple[str, ...]
    interval: Interval | None
    confidence: float


_Values = Mapping[NamedNode, list[str]]


def observation_fact(iri: str, document: str, values: _Values) -> ObservationFact:
    """Return the number that the properties of a node tell."""
    texts = tuple(tuple(sorted(_folded(text) for text in values.get(name, ()))) for name in _SAME)
    details = {word for text in values.get(METRIC_TEXT, ()) for word in _WORD.findall(text.lower())}
    return ObservationFact(
        iri=iri,
        document=document,
        mentions={name: values[name][0] for name in THINGS if name in values},
        same=(*texts, tuple(sorted(details & _DETAILS))),
        period=_period(values),
        interval=_interval(values),
        confidence=float(values[CONFIDENCE][0]) if CONFIDENCE in values else 1.0,
    )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _period(values: _Values) -> tuple[str, ...]:
    """Return the days of a number, else the time as it is written; empty where none is told."""
    if PERIOD_START in values and PERIOD_END in values:
        return values[PERIOD_START][0], values[PERIOD_END][0]
    return tuple(values.get(PERIOD_TEXT, ()))


def _interval(values: _Values) -> Interval | None:
    if values.get(VALUE_STATUS, [""])[0] not in _READ:
        return None
    low, high = (values.get(name, values.get(VALUE, ())) for name in (VALUE_LOW, VALUE_HIGH))
    if not low or not high:
        return None
    bound = values.get(VALUE_BOUND, [""])[0]
    return interval_of(Decimal(low[0]), Decimal(high[0]), values[VALUE_TEXT][0], bound)


def conflicts(
    numbers: Mapping[str, ObservationFact], entity_of: Mapping[str, str], least: float
) -> Iterator[tuple[str, str]]:
    """Yield the pairs of numbers that conflict, each once and in order; `entity_of` is by mention.

    `least` is the confidence below which it is too doubtful what a number is of.
    """
    alike: dict[object, list[ObservationFact]] = defaultdict(list)
    for fact in numbers.values():
        if fact.interval is not None and fact.period and fact.confidence >= least and fact.same[0]:
            things = tuple(entity_of.get(fact.mentions.get(name, ""), "") for name in THINGS)
            if things[0]:
                alike[things, fact.same, fact.period].append(fact)
    for group in alike.values():
        for one, other in combinations(sorted(group, key=lambda fact: fact.iri), 2):
            if one.document != other.document and not overlap(_known(one), _known(other)):
                yield one.iri, other.iri


def _known(fact: ObservationFact) -> Interval:
    assert fact.interval is not None
    return fact.interval
