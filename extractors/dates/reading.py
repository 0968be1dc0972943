"""Dates in running text, each as precise as printed and no more."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
_FOUR_DIGITS: Final = re.compile(r"\d{4}", re.ASCII)
"""What every form of a date has."""


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """Characters `[start, end)` that print a date: YYYY, YYYY-MM or YYYY-MM-DD."""

    start: int
    end: int
    value: str


def dates_in(text: str) -> list[PrintedDate]:
    """Return the dates of a text in order; of two that overlap, that of the more precise form.

    >>> [found.value for found in dates_in("from 3 May 2021 until year-end 2023, then in 2024")]
    ['2021-05-03', '2023-12-31', '2024']
    """
    return list(_dates_in(text)) if _FOUR_DIGITS.search(text) else []


@lru_cache(maxsize=1024)
def _dates_in(text: str) -> tuple[PrintedDate, ...]:
    """Return the dates of a text, which many relations of one sentence ask for."""
    found: list[PrintedDate] = []
    taken: list[tuple[int, int]] = []
    for form, value_of in _FORMS:
        for match in form.finditer(text):
            if all(match.end() <= start or match.start() >= end for start, end in taken):
                taken.append(match.span())
                if value := value_of(match):
                    found.append(PrintedDate(*match.span(), value))
    return tuple(sorted(found, key=lambda d: d.start))


def is_date(value: str) -> bool:
    """Whether a value is a date of the form YYYY, YYYY-MM or YYYY-MM-DD that the calendar knows."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", value, re.ASCII)
    return match is not None and _value(*match.groups()) == value


def day_after(value: str) -> str:
    """Return the day after a full date, another date as it is.

    >>> day_after("2026-12-31"), day_after("2026")
    ('2027-01-01', '2026')
    """
    if len(value) < len("YYYY-MM-DD"):
        return value
    return (date.fromisoformat(value) + timedelta(days=1)).isoformat()


def _value(year: str, month: str | int | None = None, day: str | int | None = None) -> str | None:
    """Return the date of the parts, None where the calendar knows none or nobody means that year."""
    number, m, d = int(year), int(month or 1), int(day or 1)
    if not (FIRST_YEAR <= number <= LAST_YEAR and 1 <= m <= 12 and 1 <= d <= monthrange(number, m)[1]):
        return None
    shown = f"{number:04}" if month is None else f"{number:04}-{m:02}"
    return shown if day is None else f"{shown}-{d:02}"


_MONTHS: Final = (
    "january february march april may june july august september october november december".split()
)
_MONTH: Final = (
    r"(?P<month>"
    + "|".join(month if len(month) < 4 else f"{month[:3]}(?:{month[3:]})?" for month in _MONTHS)
    + r"|sept)\b\.?"
)
_LAST: Final = _MONTH.replace("month", "last", 1)
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>\d{4})(?![\d%]|[.,]\d|[-/]\d\d?(?!\d)|\s?(?:%|per ?cent|tonnes|tons|yuan|people|employees|shares|t\b|mt\b|kg\b))"
"""Four digits that are no part of a longer or broken number, of a range such as 2022/23, or of an amount."""
_ALONE: Final = r"(?<![\w.,:/$€£¥-])(?<!No )(?<!No\. )"


def _month_number(match: re.Match[str]) -> int:
    name = match["month"].casefold()[:3]
    return [month[:3] for month in _MONTHS].index(name) + 1


def _full(match: re.Match[str]) -> str | None:
    return _value(match["year"], _month_number(match), match["day"])


def _digits(match: re.Match[str]) -> str | None:
    return _value(match["year"], match["month"], match.groupdict().get("day"))


def _slashed(match: re.Match[str]) -> str | None:
    """Return the date of 18/11/2022; None for 05/11/2022, which is another day on either side of the ocean."""
    first, second = int(match["first"]), int(match["second"])
    if first > 12 or first == second:
        return _value(match["year"], second, first)
    return _value(match["year"], first, second) if second > 12 else None


def _month(match: re.Match[str]) -> str | None:
    return _value(match["year"], _month_number(match))


def _month_end(match: re.Match[str]) -> str | None:
    return _last_day(match["year"], _month_number(match))


def _year_end(match: re.Match[str]) -> str | None:
    return _last_day(match["year"], 12)


def _shared(match: re.Match[str]) -> str | None:
    """Return the first day of "from 11 April to 9 July 2025", which takes its year from the second."""
    first, second = (
        [month[:3] for month in _MONTHS].index(match[name].casefold()[:3]) + 1 for name in ("month", "last")
    )
    return _value(str(int(match["year"]) - (first > second)), first, match["day"])


def _part_end(match: re.Match[str]) -> str | None:
    part = match["part"].casefold()
    return _last_day(match["year"], next((month for key, month in _PART_ENDS if part.startswith(key)), 12))


def _last_day(year: str, month: int) -> str | None:
    first = _value(year, month)
    return first and _value(year, month, monthrange(int(year), month)[1])


def _year(match: re.Match[str]) -> str | None:
    return _value(match["year"])


def _bare_year(match: re.Match[str]) -> str | None:
    """Return a year that a word before it makes one: four digits alone may be an amount."""
    return _year(match) if _YEAR_LEAD.search(match.string, 0, match.start()) else None


_PART: Final = r"(?P<part>(?:first|second) half|first three quarters|(?:first|second|third|fourth) quarter|[HQ][1-4](?!\d))"
_PART_ENDS: Final = (
    ("first h", 6), ("h1", 6), ("first q", 3), ("q1", 3), ("second q", 6), ("q2", 6), ("first t", 9), ("third q", 9), ("q3", 9),
)  # fmt: skip
_YEAR_LEAD: Final = re.compile(
    r"(?:\b(?:in|since|until|till|from|by|before|after|between|during|of|for|through|year|fiscal|fy|early|mid|late|and|to|or)[\s-]+|[(\[]|^\s*|\n)$",
    re.IGNORECASE,
)
_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...]] = tuple(
    (re.compile(form, re.IGNORECASE | re.ASCII), value_of)
    for form, value_of in (
        (r"(?<!\d)(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日", _digits),
        (r"(?<!\d)(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月", _digits),
        (r"(?<!\d)(?P<year>\d{4})\s?年", _year),
        (rf"{_ALONE}(?P<year>\d{{4}})(?P<sep>[-/.])(?P<month>\d\d?)(?P=sep)(?P<day>\d\d?)(?!\d)", _digits),
        (rf"{_ALONE}(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?{_YEAR}", _digits),
        (rf"{_ALONE}(?P<first>\d\d?)/(?P<second>\d\d?)/{_YEAR}", _slashed),
        (rf"(?<=by the )end of {_MONTH}\s*,?\s*{_YEAR}", _month),
        (rf"\b(?:end|close) of {_MONTH}\s*,?\s*{_YEAR}", _month_end),
        (
            rf"(?<![\w.]){_DAY}\s+{_MONTH}(?=\s+(?:to|until|till|through|up to|and)\s+(?:and including\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+{_LAST}\s*,?\s*{_YEAR})",
            _shared,
        ),
        (
            rf"\b{_MONTH}\s*{_DAY}(?=\s+(?:to|until|till|through|up to|and)\s+{_LAST}\s*\d{{1,2}}(?:st|nd|rd|th)?,\s*{_YEAR})",
            _shared,
        ),
        (rf"(?<![\w.]){_DAY}(?:\s+day)?(?:\s+of)?[\s-]+{_MONTH}[\s,-]*{_YEAR}", _full),
        (rf"\b{_MONTH}\s*{_DAY}\s*,?\s*(?<=[\s,]){_YEAR}", _full),
        (rf"\b{_MONTH}(?:\s*,|\s+of)?[\s-]*{_YEAR}", _month),
        (rf"{_ALONE}(?P<year>\d{{4}})[-/](?P<month>0[1-9]|1[0-2])(?![\d/-])", _digits),
        (rf"(?<=by the )end of (?:the year )?{_YEAR}", _year),
        (rf"\b(?:(?:end|close) of (?:the year )?|year[- ]end (?:of )?){_YEAR}", _year_end),
        (
            rf"(?:(?<=end of the )|(?<=end of )|(?<=as of the )|(?<=as at the )){_PART}\s*(?:of\s+)?{_YEAR}",
            _part_end,
        ),
        (rf"\b{_PART}\s*(?:of\s+)?{_YEAR}", _year),
        (rf"{_ALONE}(?:FY|CY)\s?{_YEAR}", _year),
        (rf"(?<![\w.,:/$€£¥]){_YEAR}(?=[\s).,;:\]]|$)", _bare_year),
    )
)
