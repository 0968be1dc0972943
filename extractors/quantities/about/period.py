"""Which period a number is of: the one printed beside it, the one that frames its passage, or that of the whole text."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from reechain.extractors.quantities.about.around import Around
from reechain.extractors.quantities.about.printed_periods import (
    Period,
    bare_periods_in,
    periods_in,
    relative_in,
    shifted,
)
from reechain.extractors.quantities.scene import Scene

TIMELESS: Final = frozenset(
    {"stake", "resource", "reserve", "grade", "content", "supply", "investment", "capacity", "none"}
)
"""Metrics of which a number without a period of its own is of no certain one."""
_NO_PERIOD: Final = re.compile(
    r"\b(?:since|founded in|established in|listed in|set up in|born in|formed in|built in|dated|code|section|act of|act|regulation|JORC(?: code)?|law of|code of)\s+\(?$",
    re.IGNORECASE,
)
_COMPARED: Final = re.compile(
    r"\b(?:than(?: in)?|compared (?:with|to)|against|versus|vs\.?|from|over|on)\s+(?:the\s+)?(?:level of\s+)?(?:in\s+)?$",
    re.IGNORECASE,
)
_FRAME: Final = re.compile(
    r"(?:^|[.;:。]\s*|\n\s*)\W*(?:in|during|for|as of|as at|at|by|from|throughout|over)?\s*(?:the\s+)?(?:end of\s+|year\s+|beginning of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_DIRECT: Final = re.compile(
    r"\s?\(?(?:[\w'-]+\s+){0,4}?(?:in|for|by|during|as of|at|of|over)?\s*(?:the\s+)?(?:end of\s+(?:the\s+)?|year[\s-]end\s+|early\s+|late\s+|mid-?\s?)?\(?$",
    re.IGNORECASE,
)
_BACK: Final = 2500
"""How many characters back a period may frame a number."""
_HEAD: Final = 500
"""How many characters of a text may tell its period."""
_MANY: Final = 3
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


def periods_of(around: Around, items: int, metric: str = "") -> list[Period | None]:
    """Return the period of each item of an amount: the same for all but of a series that goes with a list of years."""
    amount, text = around.amount, around.scene.text
    if amount.clause is not None:
        first, last = amount.clause
        inside = periods_in(text[first:last])
        if inside:
            return [shifted(inside[-1], first + inside[-1].start, first + inside[-1].end, 0)] * items
    frame = _frame(around)
    nearby = [p for p in _nearby(around, frame, metric) if around.gap(p.start, p.end) is not None]
    if items > 1 and (years := _years_listed(around, nearby, items)):
        return list(years)
    chosen = _end_of_move(around, nearby) or _respective(around, nearby) or _nearest(around, nearby, metric)
    if chosen is None and metric not in TIMELESS:
        chosen = frame
    return [chosen] * items


def _between(text: str, start: int, end: int) -> Sequence[Period]:
    periods = periods_in(text)
    starts = [period.start for period in periods]
    return periods[bisect_left(starts, start) : bisect_left(starts, end)]


def _nearby(around: Around, frame: Period | None, metric: str) -> list[Period]:
    """Return the periods that the sentence prints: dated, parts of a year without it, and "last year" by the frame."""
    scene, (start, end) = around.scene, _wide(around)
    found = sorted(
        [*_between(scene.text, start, end), *_within_numbers(around, start)], key=lambda p: p.start
    )
    words = scene.text[start:end]
    year = _year(frame) or (scene.date or "")[:4]
    if year:
        for bare in bare_periods_in(words, year):
            moved = shifted(bare, bare.start + start, bare.end + start, 0)
            if all(moved.end <= p.start or p.end <= moved.start for p in found):
                found.append(moved)
    base = next((p for p in reversed(found) if p.end <= around.amount.start and p.start >= start), frame)
    if metric != "change" and base is not None:
        for first, last, years in relative_in(words):
            if all(last + start <= p.start or p.end <= first + start for p in found):
                found.append(shifted(base, first + start, last + start, years))
    return sorted(found, key=lambda period: period.start)


def _within_numbers(around: Around, start: int) -> Iterator[Period]:
    """Yield the periods that translation has pushed into the numbers before the amount: "372 in 20226 billion"."""
    for amount in around.amounts[: around.index]:
        if amount.clause is not None and amount.start >= start:
            first, last = amount.clause
            for inside in periods_in(around.scene.text[first:last]):
                yield shifted(inside, first + inside.start, first + inside.end, 0)


def _wide(around: Around) -> tuple[int, int]:
    """Return the sentence with those before it that end in a semicolon."""
    start, end = around.sentence
    text = around.scene.text
    while start and text[:start].rstrip()[-1:] in {";", "；"}:
        earlier = around.scene.sentence_at(len(text[:start].rstrip()) - 1)[0]
        if earlier >= start:
            break
        start = earlier
    return start, end


def _year(period: Period | None) -> str:
    match = _YEAR.search(period.last_day or period.text) if period is not None else None
    return match[0] if match else ""


def _years_listed(around: Around, nearby: Sequence[Period], items: int) -> list[Period] | None:
    """Return as many years as a series has items, printed one after the other in its sentence."""
    text = around.scene.text
    for run in sorted(_runs(text, nearby), key=lambda run: around.distance(run[0].start, run[-1].end)):
        if len(run) == items:
            return run
        if len(run) == 1 and (years := _span_years(run[0])) and len(years) == items:
            return years
    return None


def _span_years(span: Period) -> list[Period]:
    """Return the years of a span such as 2024..2028."""
    parts = span.text.split("..")
    if len(parts) != 2 or not all(len(part) == 4 and part.isdigit() for part in parts):
        return []
    years = range(int(parts[0]), int(parts[1]) + 1)
    return [Period(span.start, span.end, str(y), f"{y}-01-01", f"{y}-12-31") for y in years]


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
    ends = next((years for p in nearby if len(years := _span_years(p)) > 1), None)
    if ends is None or any(not _span_years(p) and _is_direct(around, p) for p in nearby):
        return None
    text, amount = around.scene.text, around.amount
    if _MOVES.search(text[around.sentence[0] : amount.start]):
        return ends[0]
    if around.previous is not None and _TO.fullmatch(text[around.previous.end : amount.start]):
        return ends[-1]
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


def _nearest(around: Around, nearby: Sequence[Period], metric: str) -> Period | None:
    text = around.scene.text
    best: tuple[float, Period] | None = None
    for period in nearby:
        lead = text[max(0, period.start - 30) : period.start]
        if _NO_PERIOD.search(lead) or (metric == "change" and _COMPARED.search(lead)):
            continue
        score = 2.0 - around.distance(period.start, period.end)
        if period.start >= around.amount.end:
            score += 0.5 if _is_direct(around, period) else -0.8
            following = around.following
            if following is not None and following.start < period.start:
                score -= 0.5
        elif around.previous is not None and _is_taken(around, period):
            score -= 1.2
        if best is None or score > best[0]:
            best = score, period
    return best[1] if best is not None and best[0] > -2.0 else None


def _is_taken(around: Around, period: Period) -> bool:
    """Whether a period belongs to the amount right before it: "5 t in 2020 and 7 t"."""
    owner = next((a for a in reversed(around.amounts[: around.index]) if a.end <= period.start), None)
    if owner is None or owner.start < around.sentence[0]:
        return False
    return bool(_DIRECT.fullmatch(around.scene.text[owner.end : period.start]))


def _frame(around: Around) -> Period | None:
    """Return what frames an amount: the period that opened a sentence of its paragraph, that of the text, or the last frame.

    A year before one that opened the paragraph is only compared with.
    """
    text, start = around.scene.text, _wide(around)[0]
    main = _main(around.scene)
    earlier = _between(text, max(start - _BACK, 0), start)
    paragraph = text.rfind("\n\n", 0, start)
    inside = [p for p in earlier if p.start > paragraph and _opens(around.scene, p)]
    if inside:
        first = _year(main) if main is not None and _year(main) >= _year(inside[0]) else _year(inside[0])
        return next((p for p in reversed(inside) if _year(p) >= first), main or inside[0])
    return main or next((p for p in reversed(earlier) if _opens(around.scene, p)), None)


def _opens(scene: Scene, period: Period) -> bool:
    """Whether a period stands at the beginning of a sentence or line."""
    begin, _ = scene.sentence_at(period.start)
    line = scene.text.rfind("\n", 0, period.start) + 1
    return bool(_FRAME.search(scene.text[max(begin, line) : period.start]))


@lru_cache(maxsize=4)
def _main_of(text: str, date: str | None) -> Period | None:
    periods = [p for p in periods_in(text) if len(p.text) != len("YYYY-MM-DD")]
    head = next((p for p in periods if p.start < _HEAD), None)
    if head is not None:
        return head
    year = (date or "9999")[:4]
    past = [p for p in periods if len(p.text) == len("YYYY") and p.text <= year]
    counts = Counter(p.text for p in past)
    common = max(counts, key=lambda shown: (counts[shown], shown), default="")
    return next((p for p in past if p.text == common and counts[common] >= _MANY), None)


def _main(scene: Scene) -> Period | None:
    """Return the period of which the text as a whole speaks, None where it is not plain."""
    return _main_of(scene.text, scene.date)
