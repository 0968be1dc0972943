"""Quotas that the Chinese ministries have published, for checks of what reports say of them."""

import csv
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Final

from reechain.extractors.quantities.about.numbers import Number
from reechain.ontology.records import EntityType

_CHINA: Final = "cn"
_ALL: Final = "all"
_GENERAL: Final = "rare-earths"
_ORES: Final = {
    "heavy-rare-earths": "ion-adsorption",
    "medium-heavy-rare-earths": "ion-adsorption",
    "light-rare-earths": "rock",
}


def known_quotas(number: Number) -> Sequence[Decimal]:
    """Return the published quotas in tonnes of oxide of which a number should be one: that of the year, and those of its batches.

    The number is of a country or a group, of mining or separation. Of several years those count that are alike.
    """
    about, period = number.about, number.period
    holder, ore = _holder(number), _ore(number)
    if holder is None or ore is None or period is None or period.part or not about.stage:
        return ()
    years = [
        set(_published().get((year, about.stage, holder, ore), ()))
        for year in range(period.first, period.last + 1)
    ]
    known = [values for values in years if values]
    return sorted(set.intersection(*known)) if known else ()


def _holder(number: Number) -> str | None:
    """Return whose quota it is, as the table has it."""
    subject = number.about.subject
    if subject is None:
        return None
    if subject.type in {EntityType.ELEMENT, EntityType.PRODUCT, EntityType.MINERAL}:
        return _ALL
    return _ALL if subject.name.gazetteer_id == _CHINA else subject.name.gazetteer_id


def _ore(number: Number) -> str | None:
    """Return which ore it is narrowed to, as the table has it; None for what it does not know."""
    things = [thing for thing in (number.about.product, number.about.subject) if thing is not None]
    goods = [
        thing
        for thing in things
        if thing.type in {EntityType.ELEMENT, EntityType.PRODUCT, EntityType.MINERAL}
    ]
    ids = {thing.name.gazetteer_id for thing in goods} - {_GENERAL}
    if not ids:
        return _ALL
    return _ORES.get(ids.pop() or "") if len(ids) == 1 else None


@cache
def _published() -> Mapping[tuple[int, str, str, str], Sequence[Decimal]]:
    """Return the quotas by year, stage, holder and ore: of the year and of its batches, where that of the year is known."""
    text = (files("reechain.extractors.quantities.repair") / "quotas.csv").read_text(encoding="utf-8")
    found: dict[tuple[int, str, str, str], list[Decimal]] = {}
    whole: set[tuple[int, str, str, str]] = set()
    for row in csv.DictReader(text.splitlines()):
        key = int(row["year"]), row["stage"], row["holder"], row["ore"]
        found.setdefault(key, []).append(Decimal(row["value_t_reo"]))
        whole |= {key} if row["batch"] == "annual" else set()
    return {key: values for key, values in found.items() if key in whole}
