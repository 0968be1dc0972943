"""Which period a number is of: the one printed beside it, in its sentence, or the one that frames what went before."""

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from reechain.extractors.quantities.around import Around

_MONTHS: Final = (
    "january february march april may june july august september october november december".split()
)
_MONTH: Final = r"(?:" + "|".join(f"{m[:3]}(?:{m[3:]})?" if len(m) > 3 else m for m in _MONTHS) + r"|sept)\.?"
_Y: Final = r"(?:19|20)\d\d(?!\d)(?!,\d{3})(?!\s?(?:%|tonnes|tons|t\b|yuan))"
_FORMS: Final = tuple(
    (name, re.compile(form, re.IGNORECASE))
    for name, form in (
        ("months", rf"\b(?P<m1>{_MONTH})\s?(?:to|-|–|through|until)\s?(?P<m2>{_MONTH})(?:\s+of)?,?\s+(?P<y>{_Y})"),
        ("first months", rf"\b(?:the )?first (?P<n>\w+) months (?:of\s+)?(?P<y>{_Y})"),
        ("quarters", rf"\b(?:the )?first three quarters(?: of)?(?: the year)?,?\s+(?P<y>{_Y})|\b(?P<y2>{_Y})\s?(?:Q1-Q?3|Q1-3|first three quarters)"),
        ("half", rf"\b(?:the )?(?P<p>first|second) half(?: of)?(?: the year)?,?\s+(?P<y>{_Y})|\bH(?P<h>[12])[\s-]?(?P<y2>{_Y})|\b(?P<y3>{_Y})\s?H(?P<h2>[12])\b|\b(?P<h4>[12])H[\s-]?(?P<y4>{_Y})"),
        ("quarter", rf"\b(?P<p>first|second|third|fourth|1st|2nd|3rd|4th) quarter(?: of)?(?: the year)?,?\s+(?P<y>{_Y})|\bQ(?P<q>[1-4])[\s-]?(?P<y2>{_Y})|\b(?P<y3>{_Y})[\s-]?Q(?P<q2>[1-4])\b|\b(?P<q3>[1-4])Q[\s-]?(?P<y4>{_Y})"),
        ("fiscal", rf"\b(?:fiscal(?: year)?|financial year|FY)[\s-]?(?:(?P<y0>{_Y})[-/–])?(?P<y>{_Y}|\d\d\b(?!\d))(?:/\d\d)?"),
        ("span", rf"\b(?:from|between)\s+(?P<y>{_Y})\s+(?:to|and|until|through)\s+(?P<y2>{_Y})|\b(?P<y3>{_Y})\s?[-–]\s?(?P<y4>{_Y})"),
        ("day", rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m1>{_MONTH}),?\s+(?P<y>{_Y})|\b(?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>{_Y})"),
        ("month", rf"\b(?P<m1>{_MONTH})(?:\s+of)?,?\s+(?P<y>{_Y})"),
        ("year", rf"(?<![\d.,/$€£])(?P<y>{_Y})(?:E\b)?"),
    )
)  # fmt: skip
_COUNTS: Final = "zero one two three four five six seven eight nine ten eleven twelve".split()
_ORDER: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_LIST: Final = re.compile(rf"\b{_Y}(?:\s?,\s?{_Y})*\s?,?\s?(?:and|/)\s?{_Y}", re.IGNORECASE)
_NO_PERIOD: Final = re.compile(
    r"\b(?:since|founded in|established in|listed in|set up in|born in|formed in|built in|dated|code|section|act of|act|regulation|JORC(?: code)?|in the year|law of|code of)\s+\(?$",
    re.IGNORECASE,
)
_FRAME: Final = re.compile(
    r"(?:^|[.;:。]\s*)\W*(?:in|during|for|as of|as at|at|by|from|throughout|over)?\s*(?:the\s+)?(?:end of\s+|year\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_DIRECT: Final = re.compile(
    r"\s?\(?(?:[\w'-]+\s+){0,4}?(?:in|for|by|during|as of|at|of|over)?\s*(?:the\s+)?(?:end of\s+(?:the\s+)?|year[\s-]end\s+|early\s+|late\s+|mid-?\s?)?\(?$",
    re.IGNORECASE,
)
_BACK: Final = 1200
"""How many characters back a period may frame a number."""


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
    groups = {key: value for key, value in match.groupdict().items() if value}
    year = next((groups[key] for key in ("y", "y2", "y3", "y4") if key in groups), "")
    first, last, shown = 1, 12, year
    if name == "months":
        first, last = _month(groups["m1"]), _month(groups["m2"])
        shown = f"{year}-{first:02}..{last:02}"
    elif name == "first months":
        count = groups["n"].lower()
        last = _COUNTS.index(count) if count in _COUNTS else int(count) if count.isdigit() else 0
        if not 1 <= last <= 12:
            return None
        shown = f"{year}-01..{last:02}"
    elif name == "quarters":
        last, shown = 9, f"{year}-Q1..Q3"
    elif name == "half":
        part = (
            _ORDER[groups["p"].lower()]
            if "p" in groups
            else int(groups.get("h") or groups.get("h2") or groups["h4"])
        )
        first, last, shown = 6 * part - 5, 6 * part, f"{year}-H{part}"
    elif name == "quarter":
        part = (
            _ORDER[groups["p"].lower()]
            if "p" in groups
            else int(groups.get("q") or groups.get("q2") or groups["q3"])
        )
        first, last, shown = 3 * part - 2, 3 * part, f"{year}-Q{part}"
    elif name == "fiscal":
        shown = f"FY{groups['y'] if len(groups['y']) == 4 else '20' + groups['y']}"
        return Period(*match.span(), shown, "", "")
    elif name == "span":
        one, other = (groups["y"], groups["y2"]) if "y" in groups else (groups["y3"], groups["y4"])
        if one >= other:
            return None
        return Period(*match.span(), f"{one}..{other}", f"{one}-01-01", f"{other}-12-31")
    elif name == "day":
        month, day = _month(groups.get("m1") or groups["m2"]), int(groups.get("d") or groups["d2"])
        if not 1 <= day <= monthrange(int(year), month)[1]:
            return None
        iso = f"{year}-{month:02}-{day:02}"
        return Period(*match.span(), iso, iso, iso)
    elif name == "month":
        first = last = _month(groups["m1"])
        shown = f"{year}-{first:02}"
    return Period(*match.span(), shown, *_days(int(year), first, last))


def _days(year: int, first: int, last: int) -> tuple[str, str]:
    return f"{year}-{first:02}-01", f"{year}-{last:02}-{monthrange(year, last)[1]:02}"


def _month(name: str) -> int:
    return [month[:3] for month in _MONTHS].index(name.lower()[:3]) + 1


def periods_of(around: Around, items: int) -> list[Period | None]:
    """Return the period of each item of an amount: the same for all but of a series that goes with a list of years."""
    amount, text = around.amount, around.scene.text
    if amount.clause is not None:
        inside = [p for p in periods_in(text) if amount.clause[0] <= p.start and p.end <= amount.clause[1]]
        if inside:
            return [inside[-1]] * items
    nearby = [p for p in _between(text, *around.sentence) if around.gap(p.start, p.end) is not None]
    if items > 1 and (years := _years_listed(around, nearby, items)):
        return list(years)
    chosen = _end_of_move(around, nearby) or _respective(around, nearby) or _nearest(around, nearby)
    return [chosen or _framing(around)] * items


def _between(text: str, start: int, end: int) -> Sequence[Period]:
    periods = periods_in(text)
    starts = [period.start for period in periods]
    return periods[bisect_left(starts, start) : bisect_left(starts, end)]


def _years_listed(around: Around, nearby: Sequence[Period], items: int) -> list[Period] | None:
    """Return as many years as a series has items, printed one after the other in its sentence."""
    text = around.scene.text
    for run in sorted(_runs(text, nearby), key=lambda run: around.distance(run[0].start, run[-1].end)):
        if len(run) == items:
            return run
        if len(run) == 1 and ".." in run[0].text:
            one, other = (
                int(year) for year in run[0].text.split("..")[:2] if year.isdigit() and len(year) == 4
            )
            if other - one + 1 == items:
                return [
                    Period(run[0].start, run[0].end, str(y), *_days(y, 1, 12)) for y in range(one, other + 1)
                ]
    return None


_GLUE: Final = re.compile(r"\s?(?:,|/|、|and|,\s?and|&|or)\s?(?:in\s)?", re.IGNORECASE)


def _runs(text: str, nearby: Sequence[Period]) -> Iterator[list[Period]]:
    run: list[Period] = []
    for period in nearby:
        if run and not _GLUE.fullmatch(text[run[-1].end : period.start]):
            yield run
            run = []
        run.append(period)
    if run:
        yield run


_MOVES: Final = re.compile(r"\bfrom\s+(?:about |some |around |just |only )?$", re.IGNORECASE)
_TO: Final = re.compile(
    r"[^.;]{0,40}\bto\s+(?:about |some |around |over |more than |nearly )?$", re.IGNORECASE
)


def _end_of_move(around: Around, nearby: Sequence[Period]) -> Period | None:
    """Return the year of one end of a move: "from 2019 to 2022 ... from 19,300 t to 38,000 t"."""
    span = next((p for p in nearby if ".." in p.text and p.text[4:6] == ".."), None)
    if span is None or any(p is not span and _is_direct(around, p) for p in nearby):
        return None
    text, amount = around.scene.text, around.amount
    first, last = span.text.split("..")
    if _MOVES.search(text[around.sentence[0] : amount.start]):
        return Period(span.start, span.end, first, *_days(int(first), 1, 12))
    if around.previous is not None and _TO.fullmatch(text[around.previous.end : amount.start]):
        return Period(span.start, span.end, last, *_days(int(last), 1, 12))
    return None


_RESPECTIVELY: Final = re.compile(r"\brespectively\b", re.IGNORECASE)


def _respective(around: Around, nearby: Sequence[Period]) -> Period | None:
    """Return the year that stands at the amount's place in a list of years: "in 2021 and 2022 ... 5 t and 6 t"."""
    text = around.scene.text
    inside = [a for a in around.amounts if around.sentence[0] <= a.start and a.end <= around.sentence[1]]
    for run in _runs(text, nearby):
        before = run[-1].end <= inside[0].start
        mates = [a for a in inside if a.unit == around.amount.unit]
        if (
            len(run) > 1
            and len(run) == len(mates)
            and (before or _RESPECTIVELY.search(text, *around.sentence))
        ):
            return run[mates.index(around.amount)]
    return None


def _is_direct(around: Around, period: Period) -> bool:
    """Whether a period follows the amount with nothing but a few words between."""
    if period.start < around.amount.end or around.has_amount_between(period.start, period.end):
        return False
    return bool(_DIRECT.fullmatch(around.scene.text[around.amount.end : period.start]))


def _nearest(around: Around, nearby: Sequence[Period]) -> Period | None:
    text = around.scene.text
    best: tuple[float, Period] | None = None
    for period in nearby:
        lead = text[max(0, period.start - 30) : period.start]
        if _NO_PERIOD.search(lead):
            continue
        score = 2.0 - around.distance(period.start, period.end)
        if period.start >= around.amount.end:
            score += 0.5 if _is_direct(around, period) else -0.8
            following = around.following
            if following is not None and following.start < period.start:
                score -= 0.5
        elif (
            around.previous is not None and period.start < around.previous.start and _is_taken(around, period)
        ):
            score -= 0.6
        if best is None or score > best[0]:
            best = score, period
    return best[1] if best is not None and best[0] > -1.5 else None


def _is_taken(around: Around, period: Period) -> bool:
    """Whether a period belongs to the amount right before it: "5 t in 2020 and 7 t"."""
    owner = next(
        (a for a in reversed(around.amounts) if a.end <= period.start and a.start >= around.sentence[0]), None
    )
    return owner is not None and bool(_DIRECT.fullmatch(around.scene.text[owner.end : period.start]))


def _framing(around: Around) -> Period | None:
    """Return the last period that opened a sentence of the paragraph before this one."""
    text, start = around.scene.text, around.sentence[0]
    floor = max(text.rfind("\n\n", 0, start), start - _BACK, 0)
    for period in reversed(_between(text, floor, start)):
        begin, _ = around.scene.sentence_at(period.start)
        if _FRAME.search(text[max(begin - 2, 0) : period.start]):
            return period
    return None
