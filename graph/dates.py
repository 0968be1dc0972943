"""Dates as precise as a text gives them, YYYY, YYYY-MM or YYYY-MM-DD, and how they are compared.

A change in 2022 has certainly happened by the last day of 2022, and not surely before: so every date
stands for its last day. Before that day the old state is told, from it on the new one.
"""

import calendar
import re
from typing import Final

from reechain.ontology.errors import ConfigError

_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def settled(date: str) -> str:
    """Return the last day of a date, YYYY-MM-DD; ConfigError for what is no date.

    >>> settled("2024"), settled("2024-02"), settled("2024-02-05")
    ('2024-12-31', '2024-02-29', '2024-02-05')
    """
    match = _DATE.fullmatch(date)
    year, month, day = (int(part) if part else None for part in match.groups()) if match else (0, 0, 0)
    months_days = calendar.monthrange(year, month or 12)[1] if year and 1 <= (month or 12) <= 12 else 0
    if not months_days or not 1 <= (day or 1) <= months_days:
        raise ConfigError(f"{date!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD")
    return f"{year:04}-{month or 12:02}-{day or months_days:02}"


def is_date(date: str) -> bool:
    """Return whether a text is a date: YYYY, YYYY-MM or YYYY-MM-DD, of a day that there is."""
    try:
        settled(date)
    except ConfigError:
        return False
    return True


def settled_or_none(date: str | None) -> str | None:
    """Return the last day of a date that may be unknown."""
    return settled(date) if date else None


def agree(left: str | None, right: str | None) -> bool:
    """Return whether two dates may be one: one is unknown, or no more than less precise than the other.

    >>> agree("2022", "2022-08-26"), agree("2022-07", "2022-08-26"), agree(None, "2022")
    (True, False, True)
    """
    if left is None or right is None:
        return True
    return left.startswith(right) or right.startswith(left)


def most_precise(*dates: str | None) -> str | None:
    """Return the date that says most, of dates that agree; None if none is known."""
    return max(filter(None, dates), key=lambda date: (len(date), date), default=None)
