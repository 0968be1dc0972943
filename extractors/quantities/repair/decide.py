"""The numbers of a document decided together: each clean, repaired, ambiguous, conflicting or lost, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

from reechain.extractors.quantities.about.numbers import Number
from reechain.extractors.quantities.repair.arithmetic import HUNDRED
from reechain.extractors.quantities.repair.belief import Table, beliefs
from reechain.extractors.quantities.repair.broken import Break
from reechain.extractors.quantities.repair.checks import ties_of
from reechain.extractors.quantities.repair.readings import Family, Reading
from reechain.extractors.quantities.repair.style import (
    Style,
    first_style,
    is_impossible,
    is_limited,
    learned_style,
    priors,
)
from reechain.extractors.quantities.repair.ties import Tie
from reechain.ontology.records import ValueStatus

_ASSERTED: Final = 0.96
"""How far a reading must be believed to be told as the value."""
_BY_STYLE: Final = 0.98
_FOUR_DIGITS: Final = 1000
_ENOUGH_ALIKE: Final = 2
_MOST_SHOWN: Final = 4
_AS_PRINTED: Final = 0.95
_FORMS: Final = {
    "split": "what stands in the number stands where its point was; its digits are those before and behind it",
    "series": "it is counted with the other numbers of its series, and has as many decimals",
    "leading-zero": "it begins with a zero, behind which the point stood",
    "grouping": "its digits are grouped as only decimals can be",
    "bound": "it is a part of a whole or a fall, and all other readings are above 100 %",
}
_ALIKE: Final = 0.8
"""How often a number has as many decimals as most of its family in its paragraph."""
_POSSIBLE: Final = 0.004
_PASSES: Final = 4.0
"""By how many times a check must favour a reading above the next to be a proof of it."""
_ROUNDS: Final = 3
_SURE_OF: Final = 0.6
_CONTRADICTS: Final = frozenset({"share", "growth", "difference", "known-quota"})
_MEANT: Final = 0.65
"""From how likely a sum is meant on it is a conflict if no readings pass it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What is made of one number.

    `reading` is None where nothing is asserted; `readings` are those that remain, the likeliest first, with how far each
    is believed. `rule` names how a repaired one was read, `reason` tells it in words; `passed` and `failed` are the checks
    that bear on it.
    """

    status: ValueStatus
    reading: Reading | None
    readings: tuple[tuple[Reading, float], ...]
    rule: str = ""
    reason: str = ""
    passed: tuple[Tie, ...] = ()
    failed: tuple[Tie, ...] = ()


@dataclass(frozen=True)
class _State:
    """What is believed of all numbers, and the readings that are believed most."""

    numbers: Sequence[Number]
    ties: Sequence[Tie]
    beliefs: Sequence[Sequence[float]]
    priors: Sequence[Sequence[float]]

    def best(self, index: int) -> int:
        """Return the state of a number that is believed most."""
        found = self.beliefs[index]
        return max(range(len(found)), key=lambda state: (found[state], -state))

    def reading(self, index: int) -> Reading:
        """Return the reading of a number that is believed most."""
        return self.numbers[index].printed.readings[self.best(index)]

    def readings(self, tie: Tie) -> list[Reading]:
        """Return the readings of the numbers of a tie that are believed most."""
        return [self.reading(i) for i in tie.numbers]


def decided(numbers: Sequence[Number], *, is_damaged: bool) -> list[Decision]:
    """Return what is made of each number of a document, in order.

    In a document whose numbers are sound each is what is printed, but for those that are broken themselves.
    """
    if not is_damaged:
        return [_of_sound(number) for number in numbers]
    open_ = [number for number in numbers if number.printed.readings]
    place = {number.index: k for k, number in enumerate(open_)}
    ties = ties_of(open_)
    local = [replace(tie, numbers=tuple(place[i] for i in tie.numbers)) for tie in ties]
    found, given = _settled(open_, local)
    state = _State(open_, local, found, given)
    of_number: list[list[Tie]] = [[] for _ in open_]
    for tie in local:
        for i in tie.numbers:
            of_number[i].append(tie)
    anchored = _anchored(state, of_number)
    alike = _alike(state, anchored)
    made = [
        _decision(state, k, of_number[k], is_anchored=k in anchored, alike=alike.get(k, ()))
        for k in range(len(open_))
    ]
    made = _with_conflicts(state, made, of_number)
    back = {k: number.index for k, number in enumerate(open_)}
    return [_renumbered(made[place[n.index]], back) if n.index in place else _lost(n) for n in numbers]


def _renumbered(decision: Decision, places: Mapping[int, int]) -> Decision:
    """Return a decision whose checks name the numbers by their place among all of the document."""

    def moved(ties: Sequence[Tie]) -> tuple[Tie, ...]:
        return tuple(replace(tie, numbers=tuple(places[i] for i in tie.numbers)) for tie in ties)

    return replace(decision, passed=moved(decision.passed), failed=moved(decision.failed))


def _settled(numbers: Sequence[Number], ties: Sequence[Tie]) -> tuple[list[list[float]], list[list[float]]]:
    """Return what is believed of the numbers, and what each is likely to be by itself.

    The style of the document is learned from them on the way. Numbers of one family in one paragraph tend to have as many
    decimals: a variable of its own stands for how many, so that their likeness counts once and not for each of them.
    """
    tables: list[Table] = [tie.table(numbers) for tie in ties]
    groups: dict[tuple[Family, int], int] = {}
    for k, number in enumerate(numbers):
        if number.printed.family is not Family.PLAIN:
            group = groups.setdefault((number.printed.family, number.paragraph), len(numbers) + len(groups))
            tables.append(_likeness(k, group, number))
    style: Style = first_style()
    found: list[list[float]] = []
    given: list[list[float]] = []
    beside = [
        [o for o in numbers if o.sentence == n.sentence and o is not n and o.printed.family is Family.PERCENT]
        for n in numbers
    ]
    for _ in range(_ROUNDS):
        given = [priors(number, style, others) for number, others in zip(numbers, beside, strict=True)]
        whole = beliefs([*given, *(style.decimals[family] for family, _ in groups)], tables)
        found = whole[: len(numbers)]
        style = learned_style(numbers, found)
    return found, given


def _likeness(number: int, group: int, printed: Number) -> Table:
    weights: dict[tuple[int, ...], float] = {}
    for state, reading in enumerate(printed.printed.readings):
        for decimals in range(3):
            is_alike = min(reading.decimals, 2) == decimals
            weights[state, decimals] = _ALIKE if is_alike else (1 - _ALIKE) / 2
    return Table((number, group), weights)


def _of_sound(number: Number) -> Decision:
    printed = number.printed
    if not printed.readings:
        return _lost(number)
    if printed.broken in {None, Break.RANGE, Break.SLASH} and not is_impossible(number):
        first = printed.readings[0]
        return Decision(ValueStatus.CLEAN, first, ((first, 1.0),))
    weights = tuple((reading, 1 / len(printed.readings)) for reading in printed.readings)
    what = f"its form is broken ({printed.broken})" if printed.broken else "it is more than it can be"
    reason = f"{what}, and too little else of the document is to tell how it was"
    return Decision(ValueStatus.AMBIGUOUS, None, weights, reason=reason)


def _lost(number: Number) -> Decision:
    return Decision(ValueStatus.LOST, None, (), reason="no digits are left that could be read")


def _anchored(state: _State, of_number: Sequence[Sequence[Tie]]) -> set[int]:
    """Return the numbers whose scale is known by itself, or by a chain of checks that begins at such numbers.

    Checks compare: without an anchor a whole group of numbers could be ten times as large and pass them all.
    """
    numbers = state.numbers
    found = {k for k, number in enumerate(numbers) if not number.printed.is_open or _structure(number)}
    surely = {k for k in range(len(numbers)) if max(state.beliefs[k]) >= _ASSERTED}
    found &= surely
    grows = True
    while grows:
        fresh = {k for k in surely - found if any(_pins(state, tie, k, found) for tie in of_number[k])}
        grows = bool(fresh)
        found |= fresh
    return found


def _pins(state: _State, tie: Tie, k: int, anchored: set[int]) -> bool:
    """Whether a check comes out for a number as it is believed, and not for any other reading of it.

    The numbers that are not anchored may change along: two levels that are both ten times as large have the same ratio.
    """
    if not tie.proves or not tie.comes_out(state.readings(tie)):
        return False
    best = tie.weight(state.readings(tie))
    place = tie.numbers.index(k)
    choices = []
    for position, i in enumerate(tie.numbers):
        known = state.reading(i)
        others = [
            r
            for r, chance in zip(state.numbers[i].printed.readings, state.priors[i], strict=True)
            if chance > _POSSIBLE
        ]
        if position == place:
            choices.append([reading for reading in others if reading is not known])
        else:
            choices.append([known] if i in anchored else others)
    return all(tie.weight(combination) * _PASSES <= best for combination in product(*choices))


def _bears(state: _State, tie: Tie, k: int) -> bool:
    """Whether a check comes out for a number as it is believed, and less for its other readings, all else being as believed."""
    return tie.comes_out(state.readings(tie)) and _pins(state, tie, k, set(tie.numbers) - {k})


def _alike(state: _State, anchored: set[int]) -> dict[int, tuple[Tie, ...]]:
    """Return the numbers that are read by the style of their paragraph, each with the check that shows it.

    At least two proved numbers of the family must have as many decimals there, and none others.
    """
    proved: dict[tuple[Family, int], list[int]] = {}
    for k in sorted(anchored):
        number = state.numbers[k]
        if number.printed.family is not Family.PLAIN:
            proved.setdefault((number.printed.family, number.paragraph), []).append(k)
    found: dict[int, tuple[Tie, ...]] = {}
    for k, number in enumerate(state.numbers):
        others = proved.get((number.printed.family, number.paragraph), [])
        reading = state.reading(k)
        decimals = {min(state.reading(i).decimals, 2) for i in others}
        is_sure = k not in anchored and max(state.beliefs[k]) >= _BY_STYLE
        if (
            is_sure
            and reading.decimals
            and len(others) >= _ENOUGH_ALIKE
            and decimals == {min(reading.decimals, 2)}
        ):
            found[k] = (_style_tie(k, others, reading.decimals),)
    return found


def _style_tie(k: int, others: Sequence[int], decimals: int) -> Tie:
    words = f"has {decimals} decimals, as {len(others)} numbers of its paragraph that other checks prove"
    return Tie(
        "style", (k, *others[:_MOST_SHOWN]), lambda _: 1.0, lambda _: True, lambda _: words, is_exact=False
    )


def _form_tie(k: int, rule: str) -> Tie:
    """Return the check that the form of a number passes by itself."""
    return Tie(rule, (k,), lambda _: 1.0, lambda _: True, lambda _: _FORMS[rule], is_exact=False)


def _decision(
    state: _State, k: int, ties: Sequence[Tie], *, is_anchored: bool, alike: Sequence[Tie]
) -> Decision:
    number, belief = state.numbers[k], state.beliefs[k]
    best = state.best(k)
    reading = state.reading(k)
    ranked = sorted(zip(number.printed.readings, belief, strict=True), key=lambda pair: -pair[1])
    passed = [tie for tie in ties if _bears(state, tie, k)]
    failed = [tie for tie in ties if _is_meant(tie, state) and not tie.comes_out(state.readings(tie))]
    failed = [tie for tie in failed if not _is_explained(tie, state)]
    passed.sort(key=lambda tie: (not tie.is_exact, -tie.applies))
    structure = _structure(number)
    readings = tuple(ranked)
    passed = [*passed, *alike]
    if not passed and structure:
        passed = [_form_tie(k, structure)]
    proof = passed[0] if passed else None
    if alike:
        proof = alike[0]
    if proof is not None and not proof.is_exact and belief[best] < _BY_STYLE and not structure:
        is_anchored = False
    if (is_anchored or alike) and (proof is not None or structure):
        is_as_printed = reading.is_printed and number.printed.broken is None
        status = ValueStatus.CLEAN if is_as_printed else ValueStatus.REPAIRED
        rule = "" if is_as_printed else proof.name if proof is not None else structure
        return Decision(status, reading, readings, rule, "", tuple(passed), tuple(failed))
    if not number.printed.is_open and number.printed.broken in {None, Break.SLASH}:
        return Decision(ValueStatus.CLEAN, reading, readings, passed=tuple(passed), failed=tuple(failed))
    if reading.is_printed and number.printed.family is Family.PERCENT and belief[best] >= _AS_PRINTED:
        return Decision(ValueStatus.CLEAN, reading, readings, passed=tuple(passed), failed=tuple(failed))
    reason = "its point may be lost, and no check tells which reading is meant"
    return Decision(
        ValueStatus.AMBIGUOUS, None, readings, reason=reason, passed=tuple(passed), failed=tuple(failed)
    )


def _is_meant(tie: Tie, state: _State) -> bool:
    """Whether the words tell surely enough that a sum should come out, so that it is a conflict if it does not."""
    sure = all(state.numbers[i].about.confidence >= _SURE_OF for i in tie.numbers)
    return (
        tie.is_exact and tie.name in _CONTRADICTS and len(tie.numbers) <= 3 and tie.applies >= _MEANT and sure
    )


def _is_explained(failed: Tie, state: _State) -> bool:
    """Whether most numbers of a sum that fails pass another one together: then it was not meant, as a share of another whole."""
    return any(
        tie.is_exact
        and len(set(tie.numbers) & set(failed.numbers)) >= 2
        and tie.comes_out(state.readings(tie))
        for tie in state.ties
        if tie is not failed
    )


def _structure(number: Number) -> str:
    """Return the rule by which the form of a broken number alone tells where its point stood; "" where it does not."""
    printed = number.printed
    if printed.broken in {Break.SPLIT, Break.ZERO, Break.SERIES}:
        return {Break.SPLIT: "split", Break.ZERO: "leading-zero", Break.SERIES: "series"}[printed.broken]
    if printed.broken in {Break.GROUPED, Break.RANGE} and not printed.is_open:
        return "grouping"
    if printed.family is Family.PERCENT and printed.is_open and is_limited(number):
        within = [reading for reading in printed.readings if abs(reading.value) <= HUNDRED]
        return "bound" if len(within) == 1 else ""
    return ""


def _with_conflicts(
    state: _State, made: Sequence[Decision], of_number: Sequence[Sequence[Tie]]
) -> list[Decision]:
    """Return the decisions with those marked as conflicting that a sum contradicts and no other one proves."""
    found = list(made)
    for k, decision in enumerate(made):
        tight = [
            tie
            for tie in decision.passed
            if (tie.is_exact and len(tie.numbers) > 1) or tie.name == "known-quota"
        ]
        if decision.failed and not tight and decision.reading is not None:
            reason = f"contradicted: {decision.failed[0].words(state.readings(decision.failed[0]))}"
            found[k] = Decision(
                ValueStatus.CONFLICTING, None, decision.readings, "", reason, decision.passed, decision.failed
            )
    return found
