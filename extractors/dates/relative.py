"""Dates told from the day of writing: today, yesterday, on Monday."""

import re
from datetime import date, timedelta
from typing import Final

from reechain.extractors.dates.reading import PrintedDate

_DAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
_TODAY: Final = re.compile(r"\b(?<!until )(?:today|this morning|this afternoon)\b(?!'s)", re.IGNORECASE)
_YESTERDAY: Final = re.compile(r"\b(?<!until )yesterday\b(?!'s)", re.IGNORECASE)
_WEEKDAY: Final = re.compile(rf"\b(?<=on )(?P<day>{'|'.join(_DAYS)})\b(?!'s)", re.IGNORECASE)


def relative_dates(text: str, published: str | None) -> list[PrintedDate]:
    """Return the days that a text tells from the day of writing; none where that day is not known.

    A day of the week is the last one up to that day.
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
    return sorted(found, key=lambda d: d.start)
