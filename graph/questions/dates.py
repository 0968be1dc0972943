"""Phrases in a question for the day, month or year as of which it is asked: "as of 2022-12-31", "截至2022年底"."""

import re
from calendar import month_abbr, month_name, monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_MONTHS: Final = {
    name.casefold(): number for names in (month_name, month_abbr) for number, name in enumerate(names) if name
}
_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR: Final = r"(?:19|20)\d\d"


def _written(number: int) -> str:
    """Return the pattern of a date, its groups numbered: dates stand in a phrase by way of several forms."""
    at = number
    return (
        rf"(?:(?P<iso{at}>{_YEAR}-\d\d?(?:-\d\d?)?)"
        rf"|(?:(?P<day{at}>\d\d?)(?:st|nd|rd|th)?\s+)?(?P<month{at}>{_MONTH})\.?\s+"
        rf"(?:(?P<late{at}>\d\d?)(?:st|nd|rd|th)?,?\s+|of\s+)?(?P<year{at}>{_YEAR})"
        rf"|(?P<plain{at}>{_YEAR}))(?![\w-])"
    )


_ZH: Final = rf"(?P<zh_year>{_YEAR})\s*年(?:\s*(?P<zh_month>\d\d?)\s*月(?:\s*(?P<zh_day>\d\d?)\s*[日号])?)?"
_DATED: Final = rf"(?:{_ZH}|(?P<zh_iso>{_YEAR}-\d\d?(?:-\d\d?)?))"
_PATTERNS: Final = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("end", rf"\b(?:as\s+(?:of|at)|at|by|as\s+of\s+at)\s+(?:the\s+)?(?:year[- ]?)?end\s+(?:of\s+)?{_written(1)}"),
        ("start", rf"\b(?:as\s+(?:of|at)|at)\s+(?:the\s+)?(?:beginning|start)\s+of\s+{_written(2)}"),
        ("at", rf"\b(?:as\s+(?:of|at)|as\s+per)\s+{_written(3)}"),
        ("day", rf"\bon\s+{_written(4)}"),
        ("before", rf"\b(?:before|prior\s+to)\s+{_written(5)}"),
        ("in", rf"\b(?:in|during)\s+{_written(6)}"),
        ("end", rf"(?:截至|截止到|截止|到|在|于)?\s*{_ZH}\s*(?:年底|年末|底|末)(?:时|为止|的时候)?"),
        ("before", rf"(?:在|于)?\s*{_ZH}\s*(?:之前|以前|前)"),
        ("at", rf"(?:截至|截止到|截止)\s*{_DATED}(?:止|为止|时)?"),
        ("day", rf"(?:在|于)\s*{_DATED}(?:时|当日|当天)?"),
        ("in", rf"(?:在|于)?\s*{_ZH}(?:期间|间|时)?"),
    )
)  # fmt: skip
"""In the order in which they are tried; "in" and "day" are weak where the words say more of the year than of the state."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A question without its date phrase. `as_of` is YYYY, YYYY-MM or YYYY-MM-DD, as precise as asked.

    A phrase is weak if it may as well say when something came about: "acquired in 2022".
    """

    as_of: str
    phrase: str
    rest: str
    is_weak: bool


def dated(question: str) -> Dated | None:
    """Return the date as of which a question is asked; None if it names none, or more than one.

    >>> dated("Who owned Foo at the end of 2022?").as_of
    '2022-12-31'
    >>> dated("Who owned Foo before March 2022?").as_of
    '2022-02-28'
    """
    for kind, pattern in _PATTERNS:
        for found in pattern.finditer(question):
            parts = _parts(found.groupdict())
            as_of = _resolved(kind, parts) if parts else None
            if as_of is None:
                continue
            rest = f"{question[: found.start()]} {question[found.end() :]}"
            if re.search(rf"(?<!\d){_YEAR}(?!\d)", rest):
                return None
            return Dated(as_of, found[0].strip(), rest, kind == "in")
    return None


def _parts(groups: Mapping[str, str | None]) -> tuple[int, ...]:
    """Return year, month and day as far as a phrase names them; nothing where they are no date."""
    held = {re.sub(r"\d+$", "", name): value for name, value in groups.items() if value}
    if iso := held.get("iso") or held.get("zh_iso"):
        parts = tuple(int(part) for part in iso.split("-"))
    elif "zh_year" in held:
        parts = tuple(int(held[name]) for name in ("zh_year", "zh_month", "zh_day") if name in held)
    elif "month" in held:
        day = held.get("day") or held.get("late")
        parts = (int(held["year"]), _MONTHS[held["month"].casefold()], *((int(day),) if day else ()))
    else:
        parts = (int(held["plain"]),)
    return parts if _is_date(parts) else ()


def _is_date(parts: tuple[int, ...]) -> bool:
    try:
        date(*(*parts, 1, 1)[:3])
    except ValueError:
        return False
    return True


def _resolved(kind: str, parts: tuple[int, ...]) -> str | None:
    first = date(*(*parts, 1, 1)[:3])
    if kind == "day" and len(parts) < 3:
        return None
    if kind == "before":
        return str(first - timedelta(days=1))
    if kind == "start":
        return str(first)
    if kind == "end":
        month = parts[1] if len(parts) > 1 else 12
        return str(date(parts[0], month, monthrange(parts[0], month)[1])) if len(parts) < 3 else None
    return "-".join(f"{part:02d}" for part in parts)
