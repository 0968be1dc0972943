"""Numbers that stand together: the ends of a range, the items of a series, numbers that share a later unit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from reechain.extractors.quantities.printed.measures import Measure, measure_after
from reechain.extractors.quantities.printed.numerals import Numeral, numerals_in

_SLASH: Final = re.compile(r"\s?[/、]\s?\+?")
_DASH: Final = re.compile(r"\s?[-–—−~～]\s?")
_TO: Final = re.compile(r"\s?to\s?")
_AND: Final = re.compile(r"\s?and\s?")
_LIST: Final = re.compile(r"\s?(?:,|,? and|、|/)\s")
_RESPECTIVELY: Final = re.compile(r"[^.;\n]{0,120}\brespectively\b", re.IGNORECASE)
_HEDGE: Final = r"(?:(?:about|around|some|roughly|approximately|an estimated)\s)?$"
_FROM: Final = re.compile(rf"\bfrom\s{_HEDGE}", re.IGNORECASE)
_BETWEEN: Final = re.compile(rf"\bbetween\s{_HEDGE}", re.IGNORECASE)
_MOVES: Final = re.compile(
    r"\b(?:ris|rose|increas|grow|grew|fall|fell|drop|declin|decreas|cut|rais|lift|expand|climb|jump|improv|reduc|slid"
    r"|lower|narrow|widen|shr[aiu]nk|sw[iu]ng|went|go(?:es|ing|ne)?\b|mov|stake|upgrad|doubl|tripl|scal|ramp|boost"
    r"|edg|soar|slump|surg|plung|slip|chang|revis|adjust|bring|brought|up\b|down\b|take|took|trim|bump)\w*[^.;]{0,60}$",
    re.IGNORECASE,
)
_EARLIER: Final = re.compile(
    r"[^.;()\n\d]{0,40}\s?\((?:was|from|previously|(?:prior|previous|last) (?:year|quarter|period)|(?:19|20)\d\d|FY ?\d\d(?:\d\d)?"
    r"|(?:Q[1-4]|H[12]) ?(?:\d\d)?\d\d)\s?:?\s"
)
_LABEL: Final = re.compile(
    r"[A-Za-z]\s?\((?P<sign>[A-Z]{0,2}[$€£¥]|RMB|USD|EUR)?\s?(?P<unit>[^()\d:]{0,24}|10,000 tons?)\)\s?:\s?$"
)
_PLUS: Final = re.compile(r"\+(?=[\s,.;)]|$)")


@dataclass(frozen=True, slots=True)
class Reading:
    """A number with the unit that stands after it."""

    numeral: Numeral
    measure: Measure | None

    @property
    def end(self) -> int:
        """Where the number ends, with its unit."""
        return self.measure.end if self.measure else self.numeral.end

    @property
    def unit(self) -> str:
        """The unit or currency, empty where there is none."""
        if self.numeral.currency and (self.measure is None or not self.measure.currency):
            return self.numeral.currency
        return self.measure.unit if self.measure else ""

    @property
    def is_bare(self) -> bool:
        """Whether there is neither unit nor scale."""
        return not self.unit and self.numeral.scale == 1

    def value(self, last: "Reading") -> Decimal:
        """Return the value before conversion; its scale may be told by the last of its run.

        "1.2-1.5 million" are both millions; "800,000 to 1.2 million" are not.
        """
        own = self.numeral
        takes = own.scale == 1 and self.measure is None and abs(own.value) <= 100 * abs(last.numeral.value)
        return own.value * (last.numeral.scale if takes else own.scale)


def readings_of(text: str) -> list[Reading]:
    """Return the numbers of a text with their units."""
    return [Reading(numeral, _measure(text, numeral)) for numeral in numerals_in(text)]


def _measure(text: str, numeral: Numeral) -> Measure | None:
    place = numeral.end
    if _PLUS.match(text, place) and not numeral.is_worded:
        place += 1
    measure = measure_after(text, place, numeral.value * numeral.scale)
    if measure is None:
        return _measure_before(text, numeral)
    if numeral.currency:
        return measure if measure.currency else None
    return measure if not measure.counts or _counts(text, place, numeral) else None


def _measure_before(text: str, numeral: Numeral) -> Measure | None:
    """Return the unit that the label of a bare number has in brackets: "Output (t): 310", "Revenue (A$ million): 4.1"."""
    label = _LABEL.search(text[max(0, numeral.start - 32) : numeral.start])
    if label is None or numeral.scale != 1 or numeral.currency:
        return None
    told = f"{label['sign'] or ''}1 {label['unit']}"
    one = next(iter(numerals_in(told)))
    measure = measure_after(told, one.end, one.value * one.scale)
    if measure is None and one.currency and one.end == len(told.rstrip()):
        measure = Measure(one.currency, one.end, currency=one.currency)
    if measure is None or measure.end != len(told):
        return None
    return replace(measure, end=numeral.end, factor=measure.factor * one.scale)


def _counts(text: str, place: int, numeral: Numeral) -> bool:
    """Whether a number before counted things counts them: no label, no year, no fraction, and no "one" that is an article."""
    number = numeral.value * numeral.scale
    if numeral.is_label or (numeral.is_worded and number == 1) or number != number.to_integral_value():
        return False
    return not numeral.may_be_year or text[place:].lstrip().startswith(("people", "employees"))


def run_from(text: str, readings: Sequence[Reading], k: int) -> Sequence[Reading]:
    """Return the numbers from one on that are one amount: the ends of a range, or the items of a series."""
    last = k
    while last + 1 < len(readings) and is_slash(text, readings[last], readings[last + 1]):
        last += 1
    if last > k and _is_series(readings[k : last + 1]):
        return readings[k : last + 1]
    if k + 1 < len(readings) and _is_range(text, readings[k], readings[k + 1]):
        return readings[k : k + 2]
    return readings[k : k + 1]


def is_slash(text: str, one: Reading, other: Reading) -> bool:
    """Whether nothing but a slash stands between two numbers."""
    return _SLASH.fullmatch(text, one.end, other.numeral.start) is not None


def _is_series(items: Sequence[Reading]) -> bool:
    """Whether numbers between slashes are counted in one unit, that of the last or of the first."""
    units = {item.unit for item in items if item.unit}
    return len(units) == 1 and not any(item.numeral.may_be_year and item.is_bare for item in items[:-1])


def _is_range(text: str, one: Reading, other: Reading) -> bool:
    """Whether two numbers are the ends of a range, and not where something moved from and to."""
    units = {each.unit for each in (one, other) if each.unit}
    if len(units) > 1 or (one.is_bare and (other.is_bare or one.numeral.may_be_year)):
        return False
    if other.is_bare and not one.numeral.currency:
        return False
    if abs(one.value(other)) > abs(other.numeral.value * other.numeral.scale):
        return False
    stretch = one.end, other.numeral.start
    before = text[max(0, one.numeral.start - 90) : one.numeral.start]
    if _DASH.fullmatch(text, *stretch):
        return True
    if _AND.fullmatch(text, *stretch):
        return _BETWEEN.search(before) is not None
    if not _TO.fullmatch(text, *stretch):
        return False
    if _FROM.search(before):
        return _MOVES.search(before) is None
    return not (one.unit and other.unit and _MOVES.search(before[-25:]))


def sharer_of(text: str, readings: Sequence[Reading], k: int) -> Reading | None:
    """Return the later number whose unit a bare number has too, if there is one.

    "12 and 15 tonnes respectively"; "rose from 1.2 to 1.5 million t".
    """
    first = readings[k]
    if first.numeral.is_worded or k + 1 == len(readings):
        return None
    last = k
    while last + 1 < len(readings) and readings[last].is_bare and not readings[last].numeral.may_be_year:
        after = readings[last + 1]
        moved = last == k and _moves_to(text, first, after)
        if moved and not after.is_bare:
            return after
        if not _LIST.fullmatch(text, readings[last].end, after.numeral.start):
            break
        last += 1
    end = readings[last]
    if last == k or end.is_bare:
        return None
    is_list = all("." in each.numeral.printed for each in readings[k : last + 1])
    return end if is_list or _RESPECTIVELY.match(text, end.end) else None


def compared_with(text: str, readings: Sequence[Reading], k: int) -> Reading | None:
    """Return the number before a bare one in brackets that is its value of an earlier time: "312 t (2023: 287)"."""
    before = k - 2 if k and readings[k - 1].numeral.may_be_year and readings[k - 1].is_bare else k - 1
    if before < 0:
        return None
    one, other = readings[before], readings[k]
    if not other.is_bare or other.numeral.is_worded or one.is_bare:
        return None
    if not _EARLIER.fullmatch(text, one.end, other.numeral.start) or text[other.end : other.end + 1] != ")":
        return None
    return one


def _moves_to(text: str, first: Reading, after: Reading) -> bool:
    start = first.numeral.start
    return _TO.fullmatch(text, first.end, after.numeral.start) is not None and (
        _FROM.search(text[max(0, start - 24) : start]) is not None
    )
