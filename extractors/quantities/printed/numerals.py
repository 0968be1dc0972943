"""Printed numbers, in digits and in words, with the currency before them and the scale after them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from reechain.extractors.quantities.printed.measures import scale_after, sign_before
from reechain.extractors.quantities.printed.number_words import numbers_in_words

_DIGITS: Final = re.compile(
    r"(?<![A-Za-z0-9_,])(?<!\d[.])(?<![A-Za-z]\.)"
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?"  # Indian grouping
    r"|[1-9]\d{0,2}(?:[\u00a0\u202f\u2009']\d{3})+(?:\.\d+)?"
    r"|[1-9]\d{0,2}(?: \d{3})+(?:\.\d+)?(?=\s?(?:t|tonnes?|tons?|kg|mt|kt|euros?|yuan|EUR|USD|RMB|people|employees)\b)"
    r"|\d+(?:\.\d+)?)"
    r"(?!\d|[.,]\d)"
)
_GLUED_SIGN: Final = r"(?:RMB|CNY|USD|EUR|AUD|CAD|GBP|JPY|INR|Rs\.?|RM|SEK|NOK|DKK|ca?\.|approx\.)"
_AFTER_LETTERS: Final = re.compile(
    rf"(?<![A-Za-z])(?:{_GLUED_SIGN})(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!\d|[.,]\d)"
)
_MINUS: Final = re.compile(r"(?:^|(?<=[\s(])|(?<=(?<!\+)/))[-−–]$")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_LABEL: Final = re.compile(
    r"(?:[A-Za-z]-$|\b(?:No|Nos|no|Art|art|Fig|fig|p|pp|Tel|tel)\.|\b(?:Phase|Stage|Line|Unit|Block|Class|Type|Tier|Level|Zone|Part|Step"
    r"|Group|Category|Model|Table|Figure|Article|Section|Chapter|Note|Page|Announcement|Notice|Annex|Item|Building|GB|GB/T|ISO|IEC|EN|HS|IATF|CAS|DIN|JIS|Regulation|Decision|Directive)|U\.S\.C\.)\s?$"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at characters `[start, end)`, its currency and its scale included.

    `printed` is the number alone, at `[first, last)`; `value` what it says before the scale. `each` is the unit of a
    price that is printed before its number ("US$/kg 62").
    """

    start: int
    end: int
    first: int
    last: int
    printed: str
    value: Decimal
    scale: Decimal
    currency: str
    each: str = ""
    is_worded: bool = False
    is_label: bool = False

    @property
    def may_be_year(self) -> bool:
        """Whether it has the form of a year, with nothing to tell that it is none."""
        return not self.currency and self.scale == 1 and _YEAR.fullmatch(self.printed) is not None


def numerals_in(text: str) -> list[Numeral]:
    """Return the numbers of a text in their order, no two of which overlap."""
    spans = [(m.start(), m.end(), _value(m[0])) for m in _DIGITS.finditer(text)]
    spans += [(m.start("digits"), m.end(), _value(m["digits"])) for m in _AFTER_LETTERS.finditer(text)]
    digits = {(start, end, value, False) for start, end, value in spans}
    words = {(each.start, each.end, each.value, True) for each in numbers_in_words(text)}
    return list(_apart(_numeral(text, *span) for span in sorted(digits | words)))


def _apart(numerals: Iterator[Numeral]) -> Iterator[Numeral]:
    end = 0
    for numeral in numerals:
        if numeral.first >= end:
            yield numeral
            end = numeral.end


def _value(printed: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.]", "", printed))


def _numeral(text: str, first: int, last: int, value: Decimal, is_worded: bool) -> Numeral:
    sign = None if is_worded else sign_before(text, first)
    start, currency, each, scale = first, "", "", Decimal(1)
    if sign is not None:
        start, currency, each, scale = sign.start, sign.currency, sign.each, sign.scale
    before = text[max(0, start - 2) : start]
    if (
        not is_worded
        and _MINUS.search(before)
        and not re.search(r"[\d%]\s?[-−–]$", text[max(0, start - 4) : start])
    ):
        start, value = start - 1, -value
    end = last
    if scale == 1:
        scale, end = scale_after(text, last, bool(currency))
    label = not currency and _LABEL.search(text[max(0, start - 16) : start]) is not None
    return Numeral(start, end, first, last, text[first:last], value, scale, currency, each, is_worded, label)
