"""Amounts as they are printed: numbers with what they are counted in, read where they stand.

Nothing is repaired here: an amount is what a reader of the printed characters would take it for.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import chain
from typing import Final

from reechain.extractors.quantities.printed.measures import is_yearly_later, per_after
from reechain.extractors.quantities.printed.number_words import moves_in, parts_in
from reechain.extractors.quantities.printed.runs import (
    Reading,
    compared_with,
    is_slash,
    readings_of,
    run_from,
    sharer_of,
)
from reechain.extractors.quantities.printed.surroundings import Bound, bound_of, headcounts, local_currencies
from reechain.extractors.quantities.printed.units import plain

__all__ = ["Amount", "Bound", "Form", "amounts_in"]


class Form(StrEnum):
    """How the numbers of an amount stand together."""

    SINGLE = "single"
    RANGE = "range"
    SERIES = "series"


@dataclass(frozen=True, slots=True)
class Amount:
    """Numbers with their unit at characters `[start, end)` of a text.

    `values` are in `unit`: one, the two ends of a range, or the items of a series. `unit` is the symbol of a base unit
    ("t", "%", "CNY", "USD/kg", "ppm", "persons", "pieces" for things counted), empty where nothing tells; `per` is
    "year", "quarter", "month", "day" or "hour" for a rate, `currency` the code of money and prices. Kilograms, grams
    and pounds stay as they are. A part of a whole in words ("a third of") is in percent to two decimals. `digits` are
    the printed numbers, `scale` what a word beside them multiplies by. `clause` is a clause that translation has pushed
    into the number ("372 in 20226 billion yuan"), never there in a sound text.
    """

    start: int
    end: int
    literal: str
    form: Form
    digits: tuple[str, ...]
    values: tuple[Decimal, ...]
    scale: Decimal
    unit: str
    bound: Bound | None = None
    clause: tuple[int, int] | None = None
    per: str = ""
    currency: str = ""


_NO_AMOUNT: Final = re.compile(
    r"(?:[\s-][\w-]+){0,3}?[\s-](?:shares?|options|warrants|securities|years?|miles|votes|words|met(?:er|re)s)\b"
)
_RATE_OF_EXCHANGE: Final = re.compile(r"\s?=\s?[A-Z]{0,3}[$€£¥]?\s?\d")
_BARE_SIGN: Final = re.compile(r"[-−–]?(?P<sign>[$¥￥])")
_SHARED_RATE: Final = re.compile(r"\sof(?:\s[A-Za-z][\w-]*){1,5}\sand\s")


def amounts_in(text: str) -> list[Amount]:
    """Return the amounts of a text in their order, no two of which overlap.

    A number is an amount where a unit, a currency or a scale goes with it; years, days, numbers of notices and of
    pages are none.
    """
    readings, local = readings_of(text), local_currencies(text)
    found: list[Amount] = []
    k = 0
    while k < len(readings):
        run = run_from(text, readings, k)
        k += len(run)
        if found and run[0].numeral.start < found[-1].end:
            continue
        sharer = _sharer(text, readings, k - 1, found) if len(run) == 1 else None
        amount = _elided(text, run[0], sharer) if sharer else _amount(text, run)
        if amount is not None:
            found.append(_in_local_currency(amount, local))
    in_percent = (_single(text, w.start, w.end, w.value, "%") for w in chain(parts_in(text), moves_in(text)))
    in_persons = (_single(text, *headcount, "persons") for headcount in headcounts(text))
    return _with_shared_rates(text, _without_overlap(found, chain(in_percent, in_persons)))


def _sharer(text: str, readings: Sequence[Reading], k: int, found: Sequence[Amount]) -> Reading | None:
    """Return the number whose unit a bare number has too: a later one, or the one that it is compared with."""
    later = sharer_of(text, readings, k)
    if later is not None or not found:
        return later
    earlier = compared_with(text, readings, k)
    return earlier if earlier and found[-1].start <= earlier.numeral.start < found[-1].end else None


def _amount(text: str, run: Sequence[Reading]) -> Amount | None:
    first, last = run[0].numeral, run[-1].numeral
    unit = next((each.unit for each in reversed(run) if each.unit), "")
    scale = next((each.numeral.scale for each in reversed(run) if each.numeral.scale != 1), Decimal(1))
    end = run[-1].end
    if not _is_amount(text, run, unit, scale):
        return None
    measure = next((each.measure for each in reversed(run) if each.measure), None)
    currency = next((each.numeral.currency for each in run if each.numeral.currency), "")
    currency = currency or (measure.currency if measure else "")
    if first.each:
        unit = f"{unit}/{first.each}"
    per = measure.per if measure else ""
    if unit and not per:
        thing, per, place = per_after(text, end)
        if thing and currency and not first.each:
            unit, end = f"{unit}/{thing}", place
        elif per:
            end = place
        elif unit in {"t", "kg"} and is_yearly_later(text, end):
            per = "year"
    return Amount(
        start=first.start,
        end=end,
        literal=text[first.start : end],
        form=_form(text, run),
        digits=tuple(each.numeral.printed for each in run),
        values=_values(run, measure.factor if measure else Decimal(1)),
        scale=scale,
        unit=unit,
        bound=bound_of(text, first.start, last.end, end),
        per=per,
        currency=currency,
    )


def _is_amount(text: str, run: Sequence[Reading], unit: str, scale: Decimal) -> bool:
    """Whether numbers are an amount, with their unit or with a scale alone ("net debt of 1.3 billion")."""
    first, end = run[0].numeral, run[-1].end
    if unit:
        return first.value * scale != 1 or not _RATE_OF_EXCHANGE.match(text, end)
    if scale == 1 or first.is_label or first.may_be_year or (first.is_worded and scale == 1000):
        return False
    return not _NO_AMOUNT.match(text, end)


def _values(run: Sequence[Reading], factor: Decimal) -> tuple[Decimal, ...]:
    """Return the values in the base unit; a minus before a range is that of both ends."""
    values = [plain(each.value(run[-1]) * factor) for each in run]
    if len(run) == 2 and values[0] < 0 < values[1]:
        values[1] = -values[1]
    return tuple(values)


def _form(text: str, run: Sequence[Reading]) -> Form:
    if len(run) == 1:
        return Form.SINGLE
    return Form.SERIES if is_slash(text, run[0], run[1]) else Form.RANGE


def _elided(text: str, reading: Reading, sharer: Reading) -> Amount | None:
    """Return a bare number as an amount in the unit of a later one."""
    whole, numeral = _amount(text, [sharer]), reading.numeral
    if whole is None:
        return None
    value = plain(reading.value(sharer) * (sharer.measure.factor if sharer.measure else 1))
    return replace(
        whole,
        start=numeral.first,
        end=numeral.last,
        literal=numeral.printed,
        digits=(numeral.printed,),
        values=(value,),
        bound=None,
    )


def _single(text: str, start: int, end: int, value: Decimal, unit: str) -> Amount:
    literal, bound = text[start:end], bound_of(text, start, end, end)
    return Amount(start, end, literal, Form.SINGLE, (literal,), (value,), Decimal(1), unit, bound)


def _in_local_currency(amount: Amount, local: Mapping[str, str]) -> Amount:
    """Return an amount whose bare "$" or "¥" is that of the country that its text is about."""
    sign = _BARE_SIGN.match(amount.literal)
    code = local.get(sign["sign"], "") if sign else ""
    if not code:
        return amount
    return replace(amount, currency=code, unit=amount.unit.replace(amount.currency, code))


def _without_overlap(found: Sequence[Amount], more: Iterable[Amount]) -> list[Amount]:
    """Return all amounts in their order; one in digits is kept before one in words that it overlaps."""
    kept = list(found)
    for amount in more:
        if not any(amount.start < other.end and other.start < amount.end for other in kept):
            kept.append(amount)
    return sorted(kept, key=lambda amount: amount.start)


def _with_shared_rates(text: str, amounts: Sequence[Amount]) -> list[Amount]:
    """Return amounts where "55 tonnes of A and 11 tonnes of B a year" are both rates."""
    shared: list[Amount] = []
    for amount in reversed(amounts):
        after = shared[-1] if shared else None
        is_shared = (
            after is not None
            and not amount.per
            and amount.unit == after.unit == "t"
            and _SHARED_RATE.fullmatch(text, amount.end, after.start)
        )
        shared.append(replace(amount, per=after.per) if after and is_shared else amount)
    return shared[::-1]
