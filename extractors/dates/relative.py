"""Dates told from the day of writing: today, yesterday, on Monday."""

import re
from datetime import date, timedelta
from typing import Final

from reechain.extractors.dates.reading import PrintedDate

_DAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
_TODAY: Final = re.compile(r"\b(?<!until )(?:today|this morning|this afternoon)\b(?!'s)", re.IGNORECASE)
_YESTERDAY: Final = re.compile(r"\b(?<!until )yesterday\b(?!'s)", re.IGNORECASE)
_WEEKDAY: Final = re.compile(rf"\b(?<=on )(?P<day>{'|'.join(_DAYS)})\b(?!'s)", re.IGNORECASE)


_MONTHS: Final = (
    "january february march april may june july august september october november december".split()
)
_NAMED: Final = "|".join(month if len(month) < 4 else f"{month[:3]}(?:{month[3:]})?" for month in _MONTHS)
_NO_YEAR: Final = r"(?!\s*,?\s*\d)(?!\s+(?:last|next) year)"
_DAY_OF_YEAR: Final = (
    re.compile(
        rf"\b(?<=on |of )(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_NAMED})\b{_NO_YEAR}"
        rf"|\b(?<=dated |until |since )(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?P<month2>{_NAMED})\b{_NO_YEAR}"
        rf"|\b(?<=from )(?P<day3>\d{{1,2}})(?:st|nd|rd|th)? (?P<month3>{_NAMED})\b{_NO_YEAR}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:(?<=on )|(?<=dated )|(?<=until )|(?<=since )|(?<=from ))(?P<month>{_NAMED})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b{_NO_YEAR}",
        re.IGNORECASE,
    ),
)
_HALF_YEAR: Final = 183


def _day_of_year(match: re.Match[str], published: date) -> str | None:
    """Return "on 31 March" in the year in which it lies nearest to the day of writing."""
    parts = {name.rstrip("23"): value for name, value in match.groupdict().items() if value}
    month = [name[:3] for name in _MONTHS].index(parts["month"].casefold()[:3]) + 1
    for year in (published.year, published.year - 1, published.year + 1):
        try:
            day = date(year, month, int(parts["day"]))
        except ValueError:
            continue
        if abs((day - published).days) <= _HALF_YEAR:
            return day.isoformat()
    return None


def relative_dates(text: str, published: str | None) -> list[PrintedDate]:
    """Return the days that a text tells from the day of writing; none where that day is not known.

    A day of the week is the last one up to that day; a day of a month is the nearest.
    """
    if published is None or len(published) != len("YYYY-MM-DD"):
        return []
    day = date.fromisoformat(published)
    found = [PrintedDate(*match.span(), day.isoformat()) for match in _TODAY.finditer(text)]
    for match in _YESTERDAY.finditer(text):
        found.append(PrintedDate(*match.span(), (day - timedelta(days=1)).isoformat()))
    for match in _WEEKDAY.finditer(text):
        back = (day.weekday() - _DAYS.index(match["day"].casefold())) % 7
        found.append(PrintedDate(*match.span(), (day - timedelta(days=back)).isoformat()))
    for form in _DAY_OF_YEAR:
        for match in form.finditer(text):
            if value := _day_of_year(match, day):
                found.append(PrintedDate(*match.span(), value))
    return sorted(found, key=lambda d: d.start)
