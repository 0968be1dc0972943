"""What else the words beside a number tell: its stage, its basis, the rate by the year, who says it."""

import re
from typing import Final

from reechain.extractors.quantities.about.around import Around

_STAGES: Final = (
    (
        "separation",
        re.compile(
            r"\b(?:smelting(?: and|,)? separation|smelting|separation|separating|refining)\b", re.IGNORECASE
        ),
    ),
    ("mining", re.compile(r"\b(?:mining|mined|ore production|mine output|mine production)\b", re.IGNORECASE)),
    ("beneficiation", re.compile(r"\b(?:beneficiation|flotation|concentrator)\b", re.IGNORECASE)),
)
_STAGED: Final = frozenset({"quota", "quota increase", "production", "capacity", "share", "change"})
_PAIR: Final = re.compile(r"\bmining and (?:smelting(?: and)? )?separation\b", re.IGNORECASE)
_FARTHEST: Final = 2.6
_BASES: Final = (
    ("reo-basis", re.compile(r"\bT?REO\b|\brare earth oxides? equivalent|\bin oxide terms")),
    ("attributable-basis", re.compile(r"\battributable\b", re.IGNORECASE)),
    ("without-tax", re.compile(r"\b(?:excluding|exclusive of|before|without|ex)[\s-]+(?:tax|VAT)\b", re.IGNORECASE)),
    ("with-tax", re.compile(r"\b(?:including|inclusive of|with)[\s-]+(?:tax|VAT)\b|\btax[\s-]included|\btax[\s-]inclusive", re.IGNORECASE)),
    ("gross-weight", re.compile(r"\bgross weight\b|\bwet\b", re.IGNORECASE)),
    ("blank-basis", re.compile(r"\bblanks?\b", re.IGNORECASE)),
)  # fmt: skip
_BASED_ON: Final = {
    "reo-basis": {"production", "sales", "imports", "exports", "capacity", "quota", "quota increase", "resource", "reserve", "grade", "demand", "supply", "share"},
    "attributable-basis": {"profit", "reserve", "resource"},
    "without-tax": {"price", "revenue", "profit", "investment"},
    "with-tax": {"price"},
    "gross-weight": {"production", "sales", "imports", "exports", "supply"},
    "blank-basis": {"production", "sales", "capacity"},
}  # fmt: skip
_NEAR: Final = 45
_PER: Final = re.compile(
    r"\s*\)?\s*(?:/|per |a |each |p\.)\s?(?P<unit>year|annum|a\b|yr|y\b|month|day)|\s*(?P<yearly>annually|yearly|of annual)",
    re.IGNORECASE,
)
_ANNUAL: Final = re.compile(r"\b(?:annual|yearly|per year|each year|a year)\b[^.;]{0,60}$", re.IGNORECASE)
_SOURCE: Final = r"(?P<who>(?:the\s+)?[A-Z][\w&.'-]*(?:\s+(?:of|and|the|for|&)?\s*[A-Z][\w&.'-]*){0,6})"
_SAID: Final = (
    re.compile(rf"\b(?:[Aa]ccording to|[Aa]s per|[Cc]ited by|[Ee]stimates? (?:of|by|from)|[Ss]ource:)\s+(?:the\s+)?(?:(?:latest\s+)?(?:data|statistics|figures|forecasts?|estimates?|report|calculations?)\s+(?:of|from|by|released by|published by)\s+)?{_SOURCE}"),
    re.compile(rf"{_SOURCE}\s+(?:said|says|estimates|estimated|expects|reported|reckons|predicts|forecasts|data show|data shows|figures show|announced|told)\b"),
)  # fmt: skip
_DATA_TAIL: Final = re.compile(r"\s+(?:data|statistics|figures|report)$", re.IGNORECASE)


def stage_of(around: Around, metric: str) -> str:
    """Return the id of the stage (stages.csv) that the words before the amount, or right after it, name; else ""."""
    if metric not in _STAGED:
        return ""
    if pair := _of_pair(around):
        return pair
    start, end = around.sentence
    best: tuple[float, str] | None = None
    for stage, form in _STAGES:
        for match in form.finditer(around.scene.text, start, end):
            if around.gap(*match.span()) is None:
                continue
            far = around.distance(*match.span()) + (1.2 if match.start() >= around.amount.end else 0)
            if best is None or far < best[0]:
                best = far, stage
    return best[1] if best is not None and best[0] < _FARTHEST else ""


def _of_pair(around: Around) -> str:
    """Return the stage of one of two amounts that stand for "mining and separation" in this order."""
    pair = _PAIR.search(around.scene.text, around.sentence[0], around.amount.start)
    if pair is None:
        return ""
    mates = [
        a
        for a in around.amounts
        if pair.end() <= a.start and a.end <= around.sentence[1] and a.unit == around.amount.unit
    ]
    if len(mates) < 2 or around.amount not in mates[:2]:
        return ""
    return ("mining", "separation")[mates.index(around.amount)]


def bases_of(around: Around, metric: str) -> tuple[str, ...]:
    """Return the ids of the bases (bases.csv) that words close to the amount name."""
    text, amount = around.scene.text, around.amount
    before = text[max(around.sentence[0], amount.start - _NEAR) : amount.start]
    after = text[amount.start : min(around.sentence[1], amount.end + _NEAR // 2)]
    return tuple(
        base
        for base, form in _BASES
        if metric in _BASED_ON[base] and (form.search(before) or form.search(after))
    )


def per_of(around: Around) -> str:
    """Return "year", "month" or "day" where the amount is a rate, by its unit or the words beside it; else ""."""
    told = getattr(around.amount, "per", "")
    if told:
        return str(told)
    _, _, per = around.amount.unit.partition("/")
    if per in {"a", "year", "month", "day"}:
        return "year" if per == "a" else per
    match = _PER.match(around.scene.text, around.amount.end)
    if match is not None:
        unit = (match["unit"] or "year").lower()
        return unit if unit in {"month", "day"} else "year"
    return "year" if around.amount.unit == "t" and _ANNUAL.search(around.before) else ""


def said_by(around: Around) -> str:
    """Return the words that name the source of the figure: "USGS" of "according to USGS data"; else ""."""
    text = around.scene.text[slice(*around.sentence)]
    for form in _SAID:
        match = form.search(text)
        if match is not None:
            return _DATA_TAIL.sub("", match["who"]).removeprefix("the ").strip()
    return ""
