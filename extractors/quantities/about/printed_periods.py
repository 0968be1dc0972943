"""Periods as texts print them: years, fiscal years, quarters, halves, months, days and spans of them."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_MONTHS: Final = (
    "january february march april may june july august september october november december".split()
)
_MONTH: Final = r"(?:" + "|".join(f"{m[:3]}(?:{m[3:]})?" if len(m) > 3 else m for m in _MONTHS) + r"|sept)\.?"
_Y: Final = r"(?:19|20)\d\d(?!\d|\.\d)(?!,\d{3})(?!\s?(?:%|tonnes|tons|t\b|yuan))"
_FORMS: Final = tuple(
    (name, re.compile(form, re.IGNORECASE))
    for name, form in (
        ("months", rf"\b(?P<m1>{_MONTH})\s?(?:to|-|–|through|until)\s?(?P<m2>{_MONTH})(?:\s+of)?,?\s+(?P<y>{_Y})"),
        ("first months", rf"\b(?:the )?first (?P<n>\w+) months (?:of\s+)?(?P<y>{_Y})"),
        ("quarters", rf"\b(?:the )?first three quarters(?: of)?(?: the year)?,?\s+(?P<y>{_Y})|\b(?P<y2>{_Y})\s?(?:Q1-Q?3|Q1-3|first three quarters)"),
        ("half", rf"\b(?:the )?(?P<p>first|second) half(?: of)?(?: the year)?,?\s+(?P<y>{_Y})|\bH(?P<h>[12])[\s-]?(?P<y2>{_Y})|\b(?P<y3>{_Y})\s?H(?P<h2>[12])\b|\b(?P<h4>[12])H[\s-]?(?P<y4>{_Y})"),
        ("quarter", rf"\b(?P<p>first|second|third|fourth|1st|2nd|3rd|4th) quarter(?: of)?(?: the year)?,?\s+(?P<y>{_Y})|\bQ(?P<q>[1-4])[\s-]?(?P<y2>{_Y})|\b(?P<y3>{_Y})[\s-]?Q(?P<q2>[1-4])\b|\b(?P<q3>[1-4])Q[\s-]?(?P<y4>{_Y})"),
        ("ended", rf"\b(?P<n>quarter|three months|half[\s-]?year|six months|nine months|(?:financial |fiscal )?year)\s+(?:ended|ending|to)\s+(?:on\s+)?(?:\d{{1,2}}\s+)?(?P<m1>{_MONTH})(?:\s+\d{{1,2}})?,?\s+(?P<y>{_Y})"),
        ("month quarter", rf"\b(?P<m1>march|june|september|december) quarter(?: of)?,?\s+(?P<y>{_Y})"),
        ("fiscal", rf"\b(?:fiscal(?: year)?|financial year|FY)[\s-]?(?:(?P<y0>{_Y})[-/–])?(?P<y>{_Y}|\d\d\b(?!\d))(?:/\d\d)?"),
        ("span", rf"\b(?:from|between)\s+(?P<y>{_Y})\s+(?:to|and|until|through)\s+(?P<y2>{_Y})|\b(?P<y3>{_Y})\s?[-–]\s?(?P<y4>{_Y})"),
        ("day", rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m1>{_MONTH}),?\s+(?P<y>{_Y})|\b(?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>{_Y})"),
        ("month", rf"\b(?P<m1>{_MONTH})(?:\s+of)?,?\s+(?P<y>{_Y})"),
        ("year", rf"(?<![\d.,/$€£])(?P<y>{_Y})(?:E\b)?"),
    )
)  # fmt: skip
_LENGTHS: Final = (("quarter", 3), ("three", 3), ("half", 6), ("six", 6), ("nine", 9))
_COUNTS: Final = "zero one two three four five six seven eight nine ten eleven twelve".split()
_ORDER: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


@dataclass(frozen=True, slots=True)
class Period:
    """A period that characters `[start, end)` print: its text as gold writes it, its days, the list of years it is of."""

    start: int
    end: int
    text: str
    first_day: str
    last_day: str


def periods_in(text: str) -> tuple[Period, ...]:
    """Return the periods that a text prints, in order, no two of which overlap."""
    return _periods_in(text)


@lru_cache(maxsize=64)
def _periods_in(text: str) -> tuple[Period, ...]:
    found: list[Period] = []
    taken = bytearray(len(text))
    for name, form in _FORMS:
        for match in form.finditer(text):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            period = _period(name, match)
            if period is not None:
                taken[start:end] = b"\1" * (end - start)
                found.append(period)
    return tuple(sorted(found, key=lambda period: period.start))


def _period(name: str, match: re.Match[str]) -> Period | None:
    """Return the period that a form has matched, None where the calendar knows none."""
    groups = {key: value for key, value in match.groupdict().items() if value}
    year = next((groups[key] for key in ("y", "y2", "y3", "y4") if key in groups), "")
    if name in _MAKERS:
        return _MAKERS[name](match, groups, year)
    told = _months_of(name, groups)
    if told is None:
        return None
    first, last, part = told
    return Period(*match.span(), f"{year}{part}", *_days(int(year), first, last))


def _months_of(name: str, groups: Mapping[str, str]) -> tuple[int, int, str] | None:
    """Return first and last month of a part of a year, and how the part is written."""
    if name == "months":
        first, last = _month(groups["m1"]), _month(groups["m2"])
        return first, last, f"-{first:02}..{last:02}"
    if name == "first months":
        count = groups["n"].lower()
        last = _COUNTS.index(count) if count in _COUNTS else int(count) if count.isdigit() else 0
        return (1, last, f"-01..{last:02}") if 1 <= last <= 12 else None
    if name == "quarters":
        return 1, 9, "-Q1..Q3"
    if name == "month":
        month = _month(groups["m1"])
        return month, month, f"-{month:02}"
    if name in ("half", "quarter"):
        number = next((groups[key] for key in ("h", "h2", "h4", "q", "q2", "q3") if key in groups), "")
        part = int(number) if number else _ORDER[groups["p"].lower()]
        length = 6 if name == "half" else 3
        return length * (part - 1) + 1, length * part, f"-{'H' if name == 'half' else 'Q'}{part}"
    return 1, 12, ""


def _fiscal(match: re.Match[str], groups: Mapping[str, str], year: str) -> Period:
    return Period(*match.span(), f"FY{year if len(year) == 4 else f'20{year}'}", "", "")


def _span(match: re.Match[str], groups: Mapping[str, str], year: str) -> Period | None:
    one, other = (groups["y"], groups["y2"]) if "y" in groups else (groups["y3"], groups["y4"])
    return Period(*match.span(), f"{one}..{other}", f"{one}-01-01", f"{other}-12-31") if one < other else None


def _one_day(match: re.Match[str], groups: Mapping[str, str], year: str) -> Period | None:
    month, day = _month(groups.get("m1") or groups["m2"]), int(groups.get("d") or groups["d2"])
    if not 1 <= day <= monthrange(int(year), month)[1]:
        return None
    iso = f"{year}-{month:02}-{day:02}"
    return Period(*match.span(), iso, iso, iso)


def _ended(match: re.Match[str], groups: Mapping[str, str], year: str) -> Period:
    """Return the period of so many months that ends with a month."""
    month, length = _month(groups["m1"]), groups.get("n", "quarter").lower()
    count = next((n for word, n in _LENGTHS if word in length), 12)
    begin = month - count + 1
    first = f"{int(year) - (begin < 1):04}-{(begin - 1) % 12 + 1:02}-01"
    last = f"{year}-{month:02}-{monthrange(int(year), month)[1]:02}"
    if count == 12:
        shown = year if month == 12 else f"FY{year}"
    elif begin < 1 or (begin - 1) % 3:
        shown = f"{first[:7]}..{last[:7]}"
    else:
        shown = {3: f"{year}-Q{(month + 2) // 3}", 6: f"{year}-H{(month + 5) // 6}", 9: f"{year}-Q1..Q3"}[
            count
        ]
    return Period(*match.span(), shown, first, last)


def _days(year: int, first: int, last: int) -> tuple[str, str]:
    return f"{year}-{first:02}-01", f"{year}-{last:02}-{monthrange(year, last)[1]:02}"


def _month(name: str) -> int:
    return [month[:3] for month in _MONTHS].index(name.lower()[:3]) + 1


_MAKERS: Final[Mapping[str, Callable[[re.Match[str], Mapping[str, str], str], Period | None]]] = {
    "ended": _ended,
    "month quarter": _ended,
    "fiscal": _fiscal,
    "span": _span,
    "day": _one_day,
}


_BARE: Final = re.compile(
    rf"\b(?:(?:the |in |first |its )?(?P<three>first three quarters|nine months)|(?P<half>first|second) half|(?P<quarter>first|second|third|fourth|1st|2nd|3rd|4th) quarter"
    rf"|(?P<named>march|june|september|december) quarter|(?P<q>[1-4])Q\b|Q(?P<q2>[1-4])\b|H(?P<h>[12])\b"
    rf"|(?<=in )(?P<m>{_MONTH})(?!\w)|(?<=since )(?P<m2>{_MONTH})(?!\w)|(?:\b(?:on|at|by) )\d{{1,2}} (?P<m3>{_MONTH})(?!\w))(?! (?:of )?(?:19|20)\d\d)",
    re.IGNORECASE,
)
_RELATIVE: Final = re.compile(
    r"\b(?P<back>(?:the |in )?same (?:period|quarter|half|month|batch|time)(?:(?: of)?(?: the)? (?:last|previous|prior|preceding) year| a year (?:earlier|ago)| one year earlier)?"
    r"|(?:the )?(?:previous|prior|preceding) (?:financial |fiscal )?(?:year|period)|last year|(?:a|one) year (?:earlier|ago|before)|the year before|prior[- ]year|previously)\b"
    r"|\b(?P<now>this year|the current year)\b|\b(?P<next>next year|the coming year)\b",
    re.IGNORECASE,
)


def bare_periods_in(text: str, year: str) -> list[Period]:
    """Return parts of a year that are printed without it, as those of a year."""
    found = []
    for match in _BARE.finditer(text):
        part = {key: value for key, value in match.groupdict().items() if value}
        if "three" in part:
            shown, first, last = f"{year}-Q1..Q3", 1, 9
        elif "half" in part or "h" in part:
            k = _ORDER[part["half"].lower()] if "half" in part else int(part["h"])
            shown, first, last = f"{year}-H{k}", 6 * k - 5, 6 * k
        elif month := part.get("m") or part.get("m2") or part.get("m3"):
            first = last = _month(month)
            shown = f"{year}-{first:02}"
        else:
            number = part.get("q") or part.get("q2")
            k = (
                int(number)
                if number
                else _ORDER[part["quarter"].lower()]
                if "quarter" in part
                else _month(part["named"]) // 3
            )
            shown, first, last = f"{year}-Q{k}", 3 * k - 2, 3 * k
        found.append(Period(*match.span(), shown, *_days(int(year), first, last)))
    return found


def relative_in(text: str) -> list[tuple[int, int, int]]:
    """Return start, end and the years from now of words such as "last year", which a period before them fixes."""
    return [
        (*match.span(), -1 if match["back"] else 1 if match["next"] else 0)
        for match in _RELATIVE.finditer(text)
    ]


def shifted(period: Period, start: int, end: int, years: int) -> Period:
    """Return a period so many years later, at other characters.

    >>> shifted(Period(0, 4, "2024-Q3", "2024-07-01", "2024-09-30"), 9, 18, -1).text
    '2023-Q3'
    """

    def move(text: str) -> str:
        return re.sub(r"(?:19|20)\d\d", lambda match: str(int(match[0]) + years), text)

    return Period(
        start, end, move(period.text), move(period.first_day), move(period.last_day).replace("02-29", "02-28")
    )
