"""A sound text made into what a machine translation that loses decimal points would give."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random
from typing import Final

from corpus.damage import clauses, operators
from corpus.damage.chinese import HUNDRED_MILLION, Figure, figure_of, in_row, is_money
from corpus.damage.determined import determined
from corpus.damage.engine import translated, words_around
from corpus.damage.operators import Operator
from corpus.damage.slots import Slot, slot_of
from corpus.damage.style import Style, drawn
from reechain.extractors.quantities.printed.amounts import Amount, Form

_NEXT_ITEM: Final = re.compile(r",? and \d|, \d")
_MISREAD: Final = re.compile(r"\s?\(?(?:hundred\b|10,000\b|ten thousand\b)")
"""What after an amount tells that its scale is not the one that was read: its true value is not known."""
_MASKED: Final = re.compile(r"\b(?:prices?|securities|Securities|stocks?|market)\b")
_REST: Final = 0.1
"""How often something stays before a clause that is moved: the point as the end of a sentence, or the word percent."""


@dataclass(frozen=True, slots=True)
class Item:
    """A number of a damaged text, at characters `[start, end)` of it.

    `values` are the true ones in the base unit `unit`: one, or the ends of a range; without sign where it is damaged. `item` is the place in a series.
    `determined` are the constraints of the sound text by which its value could be found again.
    """

    start: int
    end: int
    literal: str
    values: tuple[Decimal, ...]
    unit: str
    operator: Operator
    item: int = 0
    determined: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged text with its numbers, in the order of the text; those that came out as they were are among them."""

    text: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class _Edit:
    """What stands instead of characters `[start, end)` of the sound text; `amount` is the place of the amount in the list.

    `figures` are what the Chinese printed; empty where the amount came out as it was.
    """

    start: int
    end: int
    new: str
    amount: int | None = None
    operator: Operator = Operator.NONE
    figures: tuple[Figure, ...] = ()


def damage(
    text: str,
    amounts: Sequence[Amount],
    seed: int | str,
    strength: str = "heavy",
    quotas: Collection[Decimal] = (),
) -> Damaged:
    """Return the text that a translation which loses points would give of a sound English one.

    `amounts` are those of the text, in its order; `strength` is one of `STRENGTHS`; `quotas` are official figures in
    tonnes that a repairer may know. The same arguments always give the same text.
    """
    random = Random(seed)  # noqa: S311
    style = drawn(random, strength)
    edits: list[_Edit] = []
    reached = 0
    for k, amount in enumerate(amounts):
        if _MISREAD.match(text, amount.end):
            continue
        bound = amounts[k + 1].start if k + 1 < len(amounts) else len(text)
        new = _edits(text, amount, k, (reached, bound), style, random)
        edits += new
        reached = max([amount.end, *(edit.end for edit in new)])
    edits += _masks(text, edits, style, random)
    edits.sort(key=lambda edit: edit.start)
    return _applied(text, amounts, edits, quotas)


def _edits(
    text: str, amount: Amount, k: int, room: tuple[int, int], style: Style, random: Random
) -> list[_Edit]:
    """Return what becomes of an amount; its edits stay between the ends of the room."""
    same = _Edit(amount.start, amount.end, amount.literal, k)
    decimals = style.decimals if style.is_padded else 0
    is_enumerated = amount.unit == "%" and amount.form is Form.SINGLE and _NEXT_ITEM.match(text, amount.end)
    if is_enumerated and style.hit and random.random() < style.lost:
        rest = amount.literal.removeprefix(amount.digits[0]).lstrip()
        return [replace(same, new=rest, operator=Operator.LOST)]
    if amount.form is Form.SINGLE:
        # Of a list with slashes the first item alone is hit, also where each item has its own sign.
        figure = figure_of(
            abs(amount.values[0]), amount.digits[0], amount.unit, style.decimals, style.is_padded
        )
        is_later = text[: amount.start].rstrip().endswith("/")
        if figure is None or not figure.fraction or is_later or random.random() >= style.hit:
            return [same]
        return _single(text, amount, replace(same, figures=(figure,)), room, style, random)
    figures = in_row([abs(value) for value in amount.values], amount.digits, amount.unit, decimals)
    if figures is None or not any(figure.fraction for figure in figures) or random.random() >= style.hit:
        return [same]
    row = replace(same, figures=tuple(figures))
    if amount.form is Form.SERIES:
        joins = _joins(amount)
        # Items that each have a unit word are numbers of their own to an engine.
        if not figures[0].fraction or any(letter.isalpha() for join in joins for letter in join):
            return [same]
        words = words_around(amount.literal, amount.digits[0], amount.digits[-1], style.ton)
        new = operators.series(figures, words, joins)
        return [replace(row, new=new, operator=Operator.SERIES)]
    return [
        replace(row, new=_range(amount, figures, style, random), operator=operators.of_figure(figures[-1]))
    ]


def _single(
    text: str, amount: Amount, edit: _Edit, room: tuple[int, int], style: Style, random: Random
) -> list[_Edit]:
    figure = edit.figures[0]
    words = words_around(amount.literal, amount.digits[0], amount.digits[0], style.ton)
    clause = clauses.after(text, amount.end)
    if clause is not None and clause.end > room[1]:
        clause = None
    clause = clause or clauses.before(
        text, amount.start, max(room[0] + 1 if room[0] else 0, amount.start - 300)
    )
    moves = clause is not None and random.random() < style.clause
    is_sum = is_money(amount.unit) and "/" not in amount.unit and figure.step == HUNDRED_MILLION
    if is_sum and random.random() < style.sign:
        new = operators.with_sign(figure, words, clause.words if clause and moves else "")
        edit = replace(edit, new=new, operator=Operator.SIGN)
        return _moved(text, edit, clause) if clause is not None and moves else [edit]
    if clause is not None and moves:
        rests = [".", " percent"] if amount.unit == "%" else ["."]
        rest = random.choice(rests) if random.random() < _REST else ""
        new = operators.with_clause(figure, words, clause.words, rest)
        return _moved(text, replace(edit, new=new, operator=Operator.CLAUSE), clause)
    if operators.can_split(figure) and random.random() < style.split:
        return [replace(edit, new=operators.split(figure, words), operator=Operator.SPLIT)]
    return [replace(edit, new=operators.without_point(figure, words), operator=operators.of_figure(figure))]


def _moved(text: str, edit: _Edit, clause: clauses.Clause) -> list[_Edit]:
    """Return the edits that take a clause from its place: one after the amount is within that of the amount."""
    if clause.start >= edit.end:
        return [replace(edit, end=clause.end)]
    if not clause.opens:
        return [_Edit(clause.start, clause.end, ""), edit]
    return [_Edit(clause.start, clause.end + 1, text[clause.end].upper()), edit]


def _range(amount: Amount, figures: Sequence[Figure], style: Style, random: Random) -> str:
    """Return a range without points, or without the first alone; ends that each have a unit are each rescaled."""
    first, last = figures
    begin = amount.literal.index(amount.digits[0])
    middle = amount.literal[begin : amount.literal.rindex(amount.digits[-1])]
    words = words_around(amount.literal, amount.digits[0], amount.digits[-1], style.ton)
    join = words_around(middle, amount.digits[0], amount.digits[0], style.ton).after
    is_own = middle != amount.digits[0] + join
    keeps_last = first.step == 1 and bool(first.fraction) and random.random() < 0.5
    one = translated(first.digits, first.step) if is_own else first.digits
    other = amount.digits[-1] if keeps_last else translated(last.digits, last.step)
    return f"{words.before}{one}{join}{other}{words.after}"


def _joins(amount: Amount) -> list[str]:
    joins, at = [], amount.literal.index(amount.digits[0]) + len(amount.digits[0])
    for digits in amount.digits[1:]:
        begin = amount.literal.index(digits, at)
        joins.append(amount.literal[at:begin])
        at = begin + len(digits)
    return joins


def _masks(text: str, edits: Sequence[_Edit], style: Style, random: Random) -> Iterator[_Edit]:
    for match in _MASKED.finditer(text):
        is_free = all(match.end() <= edit.start or edit.end <= match.start() for edit in edits)
        if is_free and random.random() < style.masked:
            yield _Edit(match.start(), match.end(), "**")


def _applied(
    text: str, amounts: Sequence[Amount], edits: Sequence[_Edit], quotas: Collection[Decimal]
) -> Damaged:
    parts: list[str] = []
    items: list[Item] = []
    slots: list[Slot] = []
    length = reached = 0
    for edit in edits:
        kept = text[reached : edit.start]
        parts += [kept, edit.new]
        length += len(kept)
        if edit.amount is not None:
            amount = amounts[edit.amount]
            for item, slot in _items(amount, edit, length):
                items.append(item)
                slots.append(slot)
        length += len(edit.new)
        reached = edit.end
    parts.append(text[reached:])
    names = determined(text, slots, quotas)
    found = tuple(replace(item, determined=name) for item, name in zip(items, names, strict=True))
    return Damaged("".join(parts), found)


def _items(amount: Amount, edit: _Edit, start: int) -> Iterator[tuple[Item, Slot]]:
    figures = edit.figures if edit.operator is not Operator.NONE else ()
    values = tuple(figure.value for figure in figures) or amount.values
    groups = [(value,) for value in values] if amount.form is Form.SERIES else [values]
    for k, group in enumerate(groups):
        slot = slot_of(amount, k, figures[k] if figures else None, edit.operator)
        yield Item(start, start + len(edit.new), edit.new, group, amount.unit, edit.operator, k), slot
