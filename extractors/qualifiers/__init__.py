"""What relations say beside their two ends: how strong, since when, of which goods, on which terms.

A reader looks at one relation in its sentence and yields what it finds; none knows of the others.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from reechain.extractors.qualifiers.directness import read_directness
from reechain.extractors.qualifiers.percent import read_percent
from reechain.extractors.qualifiers.strength import read_strength
from reechain.extractors.qualifiers.supply import supply_terms
from reechain.extractors.qualifiers.supply_days import supply_days
from reechain.extractors.qualifiers.times import read_times
from reechain.extractors.relations.matcher import Found, FoundQualifier
from reechain.ontology.schema import qualifiers

Reader = Callable[[Found], Iterable[FoundQualifier]]

READERS: Final[tuple[Reader, ...]] = (
    read_strength,
    read_percent,
    read_directness,
    read_times,
    supply_terms,
    supply_days,
)
"""All readers; of two values of one property the first stays."""
_PARTS: Final = ("percent", "percentLow", "percentHigh")


def qualified(found: Sequence[Found], readers: Sequence[Reader] = READERS) -> list[Found]:
    """Return the relations with what the readers find in their sentences."""
    told = [(item, _agreeing(item, tuple(_of(item, readers)))) for item in found]
    return [replace(item, qualifiers=read) if read != item.qualifiers else item for item, read in told]


def _agreeing(item: Found, found: tuple[FoundQualifier, ...]) -> tuple[FoundQualifier, ...]:
    """Return the qualifiers without those of another pair: what is wholly owned is held with 100 %.

    In "Foo indirectly owns 8 % of Bar by way of its wholly-owned Baz" the part is of the shareholding,
    and the strength of the subsidiary.
    """
    parts = [q for q in found if q.property in _PARTS and float(q.value) != 100]
    whole = [q for q in found if q.property == "strength" and q.value == "wholly-owned"]
    if not parts or not whole:
        return found
    foreign = parts if item.relation.name == "subsidiaryOf" else whole
    return tuple(q for q in found if q not in foreign)


def _of(item: Found, readers: Sequence[Reader]) -> Iterator[FoundQualifier]:
    seen: set[str] = {qualifier.property for qualifier in item.qualifiers}
    yield from item.qualifiers
    for reader in readers:
        for qualifier in reader(item):
            assert qualifier.property in qualifiers(), qualifier.property
            if qualifier.property not in seen:
                seen.add(qualifier.property)
                yield qualifier
