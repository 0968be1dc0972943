"""Numbers for tests, written by their words: what is printed, what it is of, what it comes to."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from tests.graph.samples import extraction, thing

from reechain.ontology.records import (
    Check,
    EntityType,
    Evidence,
    Extraction,
    Mention,
    Place,
    Quantity,
    Value,
    ValueStatus,
)

PLACE, PRODUCT = EntityType.PLACE, EntityType.PRODUCT
_MENTIONS = ("subject", "product", "where", "holder")


def value(low: str, high: str = "") -> Value:
    return Value(Decimal(low), Decimal(high or low))


def number(found: Extraction, literal: str, reading: Value | None, **fields: Any) -> Quantity:
    """The number that is printed as a literal, at its first place; things are given by their words."""
    text = found.document.text
    start = text.index(literal)
    first = text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0
    stop = text.find(". ", start + len(literal))
    end = stop + 1 if stop >= 0 else len(text)
    mentions: dict[str, Mention] = {m.text: m for name in found.names for m in name.mentions}
    given = {name: mentions[value] if name in _MENTIONS else value for name, value in fields.items()}
    made: dict[str, Any] = {
        "place": Place(start, start + len(literal), given.pop("item", 0)),
        "literal": literal,
        "metric": "quota",
        "kind": "quota-kind",
        "unit": "unit-tonne",
        "status": ValueStatus.CLEAN if reading else ValueStatus.AMBIGUOUS,
        "evidence": Evidence(first, end, text[first:end]),
        "reading": reading,
    }
    return Quantity(**(made | given))


def with_numbers(found: Extraction, quantities: Sequence[Quantity]) -> Extraction:
    damaged = any(quantity.status is ValueStatus.REPAIRED for quantity in quantities)
    return replace(found, quantities=tuple(sorted(quantities, key=lambda q: q.place)), is_damaged=damaged)


def report(key: str = "damaged.txt", **fields: str) -> Extraction:
    """A damaged report: a quota repaired by its growth, a share that is ambiguous, one in conflict, one lost."""
    text = (
        "In 2023 the mining quota of China was 2550,000 tons, a rise of 214% on 210,000 tons. "
        "Foo Mining received 17870,000 tons of it, or 7006%. "
        "Imports of oxide rose by 265%. Output came to 9,*00 t. "
        "Bar Alloys has 35-55 tonnes a year, or 29.0/33.1 kt."
    )
    things = [
        thing("China", type=PLACE, entry="cn"),
        thing("Foo Mining"),
        thing("oxide", type=PRODUCT),
        thing("Bar Alloys"),
    ]
    found = extraction(key, text, things, **fields)
    year = {"period": "2023", "first_day": "2023-01-01", "last_day": "2023-12-31"}
    percent = {"unit": "unit-percent", "metric": "share", "kind": "actual"}
    last = number(found, "210,000 tons", value("210000"), subject="China", stage="mining", period="2022")
    rise = number(
        found, "214%", value("21.4"), subject="China", of="quota", **year, **percent | {"metric": "change"}
    )
    quota = number(
        found, "2550,000 tons", value("255000"), subject="China", stage="mining", bases=("reo-basis",), **year
    )
    part = number(found, "17870,000 tons", value("178700"), subject="Foo Mining", **year)
    share = number(found, "7006%", value("70.06"), subject="Foo Mining", of="quota", **year, **percent)
    grown = Check("growth", "210,000 x (1 + 21.4 %) = 254,940", (last.place, rise.place))
    back = Check("growth", "255,000 / 210,000 = 1.214", (last.place, quota.place))
    of_whole = Check("share", "178,700 / 255,000 = 70.08 %", (quota.place, share.place))
    to_part = Check("share", "178,700 / 255,000 = 70.08 %", (part.place, quota.place))
    fixed = {"status": ValueStatus.REPAIRED}
    quantities = [
        last,
        replace(quota, rule="growth", checks=(grown,), **fixed),
        replace(rise, rule="growth", checks=(back,), **fixed),
        replace(part, rule="share", checks=(of_whole,), **fixed),
        replace(share, rule="share", checks=(to_part,), **fixed),
        number(
            found,
            "265%",
            None,
            readings=(value("26.5"), value("2.65")),
            product="oxide",
            where="China",
            reason="no other number of the text fixes the point",
            **percent | {"metric": "change"},
        ),
        number(found, "9,*00 t", None, metric="", kind="", unit="", status=ValueStatus.LOST),
        number(
            found,
            "35-55 tonnes",
            value("35", "55"),
            subject="Bar Alloys",
            holder="Foo Mining",
            metric="capacity",
            kind="actual",
            kind_detail="running-capacity",
            per="year",
            bound="about",
            said_by="USGS",
            metric_detail="name-plate capacity",
            confidence=0.8,
        ),
        number(
            found,
            "29.0/33.1 kt",
            value("29000"),
            subject="Bar Alloys",
            metric="sales",
            kind="forecast",
            item=0,
        ),
        number(
            found,
            "29.0/33.1 kt",
            None,
            status=ValueStatus.CONFLICTING,
            readings=(value("33100"), value("31000", "32000")),
            subject="Bar Alloys",
            metric="sales",
            kind="forecast",
            item=1,
            checks=(Check("sum", "29,000 + 33,100 is not 55", (quota.place,), is_passed=False),),
        ),
    ]
    return with_numbers(found, quantities)
