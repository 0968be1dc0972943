"""From the scene of a text to its quantities: amounts read, told what they are about, and decided together."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import Final

from reechain.extractors.quantities.about.alignment import aligned
from reechain.extractors.quantities.about.describe import About, describe
from reechain.extractors.quantities.about.numbers import Number
from reechain.extractors.quantities.printed.amounts import Amount, Form, amounts_in
from reechain.extractors.quantities.printed.units import converted, plain, unit_id
from reechain.extractors.quantities.repair.broken import Broken, broken_in
from reechain.extractors.quantities.repair.decide import Decision, decided
from reechain.extractors.quantities.repair.readings import Family, Printed, printed_in
from reechain.extractors.quantities.repair.style import is_damaged
from reechain.extractors.quantities.repair.ties import Tie
from reechain.extractors.quantities.scene import Scene, Thing
from reechain.ontology.records import (
    Check,
    EntityType,
    Evidence,
    Mention,
    Place,
    Quantity,
    Value,
    ValueStatus,
)

Mentioned = Callable[[Thing | None], Mention | None]
_WORDS_BEFORE: Final = 80
_WORDS_AFTER: Final = 50
_MOST_CHECKS: Final = 4
_LEAST_BELIEF: Final = 0.01
_LONGEST: Final = 900
_NO_UNIT: Final = "nothing tells what it is counted in"
_LONG_LINE: Final = 100
_RIGHT_AFTER: Final = 3
_COUNTED: Final = frozenset({EntityType.PRODUCT, EntityType.APPLICATION})
_SMALL: Final = frozenset({"kg", "g", "lb"})
_IN_TONNES: Final = frozenset(
    "production sales imports exports capacity supply demand resource reserve quota".split()
)
_PER_TONNE: Final = Decimal(10_000)
"""From how many yuan on a price without "per" is one of a tonne, as the Chinese trade quotes its materials."""
_KINDS: Final = {
    "planned": "planned-kind", "quota": "quota-kind", "assumption": "assumption-kind", "building": "planned-kind",
}  # fmt: skip
_DETAILS: Final = {"building": "building-capacity"}
_ORDER: Final = (
    ValueStatus.LOST, ValueStatus.CONFLICTING, ValueStatus.AMBIGUOUS, ValueStatus.REPAIRED, ValueStatus.CLEAN,
)  # fmt: skip
"""The statuses, the worst first: a range has that of its worse end."""


@dataclass(frozen=True)
class Read:
    """The numbers of a text with what was made of each; `is_damaged` tells whether translation has broken any."""

    scene: Scene
    numbers: Sequence[Number]
    decisions: Sequence[Decision]
    is_damaged: bool


def read_numbers(scene: Scene) -> Read:
    """Return all numbers of a text with what was made of them."""
    broken = broken_in(scene.text)
    numbers = _numbers(scene, broken)
    damaged = is_damaged(broken, numbers)
    return Read(scene, numbers, decided(numbers, is_damaged=damaged), damaged)


def quantities_of(read: Read, mentioned: Mentioned) -> list[Quantity]:
    """Return the quantities of a text in order; `mentioned` gives the mention of a thing."""
    found = []
    for _, group in groupby(range(len(read.numbers)), key=lambda k: _one_quantity(read.numbers[k])):
        found.append(_quantity(read, list(group), mentioned))
    return found


def _one_quantity(number: Number) -> tuple[int, int]:
    """Return what numbers of one quantity share: the ends of a range are one, the items of a series are not."""
    amount = number.printed.amount
    return amount.start, -1 if amount.form is Form.RANGE else number.printed.item


def _numbers(scene: Scene, broken: Sequence[Broken]) -> list[Number]:
    text = scene.text
    printed = printed_in(amounts_in(text), broken, text)
    currency = _main_currency([one.amount for one in printed])
    printed = [
        replace(one, amount=replace(one.amount, unit=_told_unit(one, currency, scene))) for one in printed
    ]
    groups = [list(group) for _, group in groupby(printed, key=lambda one: one.amount.start)]
    abouts = describe(scene, [group[0].amount for group in groups])
    starts = [start for start, _ in scene.sentences]
    breaks = _paragraph_ends(text)
    numbers: list[Number] = []
    for group, told in zip(groups, abouts, strict=True):
        for one in group:
            amount = one.amount
            about = told[min(one.item, len(told) - 1)] if told else About()
            before = text[max(0, amount.start - _WORDS_BEFORE) : amount.start].lower()
            after = text[amount.end : amount.end + _WORDS_AFTER].lower()
            places = bisect_right(starts, amount.start), bisect_right(breaks, amount.start)
            numbers.append(Number(len(numbers), one, about, *places, before, after))
    return aligned(numbers, scene)


def _told_unit(printed: Printed, currency: str, scene: Scene) -> str:
    """Return the unit of a number; one that prints none is of goods that follow on it, or of money where it is in 亿."""
    amount = printed.amount
    if amount.unit:
        return amount.unit
    following = scene.things_in(amount.end, amount.end + _RIGHT_AFTER)
    if any(thing.type in _COUNTED for thing in following) and amount.scale > 1:
        return "pieces"
    return currency if printed.family is Family.YI else ""


def _paragraph_ends(text: str) -> list[int]:
    """Return where paragraphs end: at empty lines, and at the ends of long ones. The short lines of a table are one."""
    ends, start = [], 0
    for match in re.finditer("\n", text):
        line = text[start : match.start()]
        if not line.strip() or len(line) >= _LONG_LINE:
            ends.append(match.start())
        start = match.end()
    return ends


def _main_currency(amounts: Sequence[Amount]) -> str:
    """Return the currency in which most sums of a text are, which those without one are in too."""
    counts = Counter(amount.unit for amount in amounts if re.fullmatch("[A-Z]{3}", amount.unit))
    return max(counts, key=lambda unit: (counts[unit], unit)) if counts else ""


def _quantity(read: Read, places: Sequence[int], mentioned: Mentioned) -> Quantity:
    number = read.numbers[places[0]]
    decisions = [read.decisions[k] for k in places]
    worst = min(decisions, key=lambda decision: _ORDER.index(decision.status))
    amount, about, scene = number.printed.amount, number.about, read.scene
    values = [decision.reading.value for decision in decisions if decision.reading is not None]
    is_read = worst.status in {ValueStatus.CLEAN, ValueStatus.REPAIRED} and len(values) == len(places)
    is_asserted = is_read and bool(number.unit)
    unit, factor = _unit_of(number)
    reading = _value(values, factor) if is_asserted else None
    if unit == "CNY" and reading is not None and _is_per_tonne(number, reading):
        unit = "CNY/t"
    rule = next((decision.rule for decision in decisions if decision.rule), "")
    return Quantity(
        place=Place(amount.start, amount.end, 0 if len(places) > 1 else number.printed.item),
        literal=scene.text[amount.start : amount.end],
        metric=about.metric.replace(" ", "-"),
        kind=_KINDS.get(about.kind, about.kind),
        unit=unit_id(unit),
        status=worst.status if is_asserted or not is_read else ValueStatus.AMBIGUOUS,
        evidence=_evidence(scene, amount.start, amount.end),
        reading=reading,
        readings=() if reading is not None else _readings(decisions, factor),
        subject=mentioned(about.subject),
        product=mentioned(about.product),
        where=mentioned(about.where),
        holder=mentioned(about.holder),
        stage=about.stage,
        metric_detail=about.metric_detail,
        kind_detail=about.kind_detail or _DETAILS.get(about.kind, ""),
        bases=about.bases,
        of=about.of,
        per=about.per or amount.per,
        bound=amount.bound.value if amount.bound is not None else "",
        period=about.period,
        first_day=about.first_day,
        last_day=about.last_day,
        said_by=about.said_by,
        rule=rule if worst.status is ValueStatus.REPAIRED and is_asserted else "",
        reason=worst.reason if is_asserted or not is_read else _NO_UNIT,
        checks=tuple(_checks(read, places)),
        confidence=about.confidence,
    )


def _unit_of(number: Number) -> tuple[str, Decimal]:
    """Return the unit in which a number is told, and what its value is multiplied by: flows of goods are told in tonnes."""
    if number.unit in _SMALL and number.about.metric in _IN_TONNES:
        return "t", converted(Decimal(1), number.unit, "t")
    return number.unit, Decimal(1)


def _is_per_tonne(number: Number, reading: Value) -> bool:
    """Whether a sum of yuan is a price of a tonne, though it names no weight."""
    return number.about.metric == "price" and reading.low >= _PER_TONNE


def _value(values: Sequence[Decimal], factor: Decimal) -> Value:
    return Value(plain(min(values) * factor), plain(max(values) * factor))


def _readings(decisions: Sequence[Decision], factor: Decimal) -> tuple[Value, ...]:
    """Return what a number may say, the likeliest first; of a range, what both ends may."""
    ranked = [
        [reading.value for reading, belief in decision.readings if belief >= _LEAST_BELIEF]
        for decision in decisions
    ]
    if any(not values for values in ranked):
        return ()
    longest = max(len(values) for values in ranked)
    rows = [[values[min(k, len(values) - 1)] for values in ranked] for k in range(longest)]
    return tuple(_value(row, factor) for row in rows)


def _checks(read: Read, places: Sequence[int]) -> list[Check]:
    """Return the checks that bear on a number, those that it passed first."""
    checks: dict[str, Check] = {}
    for number in places:
        decision = read.decisions[number]
        for is_passed, ties in ((True, decision.passed), (False, decision.failed)):
            for tie in ties:
                check = _check(read, tie, number, is_passed=is_passed)
                checks.setdefault(check.words, check)
    passed = [check for check in checks.values() if check.is_passed][:_MOST_CHECKS]
    return passed + [check for check in checks.values() if not check.is_passed][:_MOST_CHECKS]


def _check(read: Read, tie: Tie, number: int, *, is_passed: bool) -> Check:
    readings = [read.decisions[i].readings[0][0] for i in tie.numbers]
    against = tuple(_place(read.numbers[i]) for i in tie.numbers if i != number)
    return Check(tie.name, tie.words(readings), against, is_passed)


def _place(number: Number) -> Place:
    amount = number.printed.amount
    return Place(amount.start, amount.end, 0 if amount.form is Form.RANGE else number.printed.item)


def _evidence(scene: Scene, start: int, end: int) -> Evidence:
    """Return the sentence of an amount, or the sentences that it runs over."""
    first, last = scene.sentence_at(start)[0], scene.sentence_at(end - 1)[1]
    first, last = min(first, start), max(last, end)
    if last - first > _LONGEST:
        first, last = max(first, start - _LONGEST // 2), min(last, end + _LONGEST // 2)
    return Evidence(first, last, scene.text[first:last])
