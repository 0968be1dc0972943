"""Numbers made by hand, for tests of what is decided about them."""

from dataclasses import replace
from functools import cache

from reechain.extractors.quantities.about.describe import About
from reechain.extractors.quantities.about.numbers import Number
from reechain.extractors.quantities.printed.amounts import amounts_in
from reechain.extractors.quantities.repair.broken import broken_in
from reechain.extractors.quantities.repair.decide import Decision, decided
from reechain.extractors.quantities.repair.readings import printed_in
from reechain.extractors.quantities.scene import Thing
from reechain.ontology.records import EntityType, Name


@cache
def thing(name: str, type_: EntityType = EntityType.COMPANY, gazetteer_id: str | None = None) -> Thing:
    """Return a thing of a name, the same each time it is asked for."""
    named = Name(type_, name, (), (), (), gazetteer_id)
    return Thing(0, 1, type_, abs(hash(name)), named, None, None)  # type: ignore[arg-type]


def number(index: int, text: str, about: About, *, sentence: int = 1, paragraph: int = 1) -> Number:
    """Return the one number of a text, which may have words on both sides of it."""
    found = printed_in(amounts_in(text), broken_in(text), text)
    printed = found[-1]
    amount = replace(
        printed.amount, start=printed.amount.start + 100 * index, end=printed.amount.end + 100 * index
    )
    before, after = text[: printed.amount.start].lower(), text[printed.amount.end :].lower()
    return Number(index, replace(printed, amount=amount), about, sentence, paragraph, before, after)


def decide(*numbers: Number, is_damaged: bool = True) -> list[Decision]:
    """Return what is decided of numbers."""
    return decided(numbers, is_damaged=is_damaged)


def value(decision: Decision) -> str:
    """Return the value that is asserted, without idle zeros; "" where none is."""
    return f"{decision.reading.value.normalize():f}" if decision.reading is not None else ""
