"""What the text around an amount says of it: bounds, whose dollar it is, numbers of employees after their label."""

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Final


class Bound(StrEnum):
    """What the words around an amount make of it."""

    ABOUT = "about"
    LEAST = "at least"
    MOST = "at most"


_BEFORE: Final = (
    (Bound.MOST, r"\bup to|\bat most|\bnot? (?:more|larger|higher) than|\bnot (?:over|exceed(?:ing)?)|(?<!no )(?<!not )\bless than|\bunder|\bbelow"
     r"|\bfewer than|\bas (?:much|many|high) as|\b(?:a )?maximum(?: of)?|\bat (?:the )?most|<|≤|\bcapped at"),
    (Bound.LEAST, r"\bat least|(?<!no )(?<!not )\bmore than|(?<!interest )(?<!option )(?<!turned )(?<!royalty )(?<!letter )\bover|\babove|\bexceed(?:ing|s|ed)?"
     r"|\bnot? less than|\bin excess of|\bupwards of|\b(?:a )?minimum(?: of)?|\bnorth of|\bas (?:low|little) as|>|≥"),
    (Bound.ABOUT, r"\babout|\baround|\bsome|\broughly|\bapproximately|\bapprox\.?|\bnearly|\balmost|\bclose to|\bca?\.?|~|～|≈"
     r"|\bcirca|\bin the (?:region|order) of|\bjust (?:over|under|above|below)|\bestimated at"),
)  # fmt: skip
_BEFORE_PATTERNS: Final = tuple(
    (bound, re.compile(rf"(?:{words})\s?(?:the |a |an )?$", re.IGNORECASE)) for bound, words in _BEFORE
)
_OR_MORE: Final = re.compile(
    r"\+|[\s-](?:or (?:more|above|over|higher)|and (?:above|over|up|more)|plus)\b|-plus\b"
)
_OR_LESS: Final = re.compile(r"\s(?:or (?:less|below|fewer|under)|at most|and below)\b")
_OR_SO: Final = re.compile(r"\s(?:or so|or thereabouts)\b")
_LABEL: Final = re.compile(
    r"\b(?:(?:employees|headcount|workforce|personnel|staff|FTEs?|people|average number)"
    r"(?:\s\([^()\d]{1,20}\)|\s(?:in|at)\s[A-Z]\w+)?[^\S\n]?(?:[:|=]|of|was|is|stood at|totalled)?[^\S\n]?"
    r"(?:\n[^\S\n]*(?!\d+\.))?|employ(?:s|ed|ing)?\s)"
    r"(?:(?:about|around|some|over|more than|nearly|approximately)\s)?(?P<number>\d{1,3}(?:,\d{3})+|\d{1,6})"
    r"(?![\d%,.]\d|[-/\d]|\s?%|\s(?:per ?cent|t\b|tonnes|tons|years|million|billion))"
    r"(?:\s\((?:(?:prior|previous|last) year:? |(?:19|20)\d\d: )?(?P<earlier>\d{1,3}(?:,\d{3})+|\d{1,6})\))?",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_DOLLARS: Final = (("AUD", r"\bAustralian dollars\b"), ("CAD", r"\bCanadian dollars\b"), ("HKD", r"\bHong Kong dollars\b"),
                   ("AUD", r"\bASX\b"), ("CAD", r"\bTSXV?\b|\bTSX-V\b"))  # fmt: skip
_OTHER_DOLLARS: Final = {
    "AUD": r"(?<![A-Za-z])(?:A\$|AU\$|AUD)",
    "CAD": r"(?<![A-Za-z])(?:C\$|CA\$|CAD)",
    "HKD": r"HK\$|HKD",
}


def bound_of(text: str, start: int, number_end: int, end: int) -> Bound | None:
    """Return what the words before and after an amount make of it."""
    if _OR_MORE.match(text, end) or text[number_end : number_end + 1] == "+":
        return Bound.LEAST
    if _OR_LESS.match(text, end):
        return Bound.MOST
    before = text[max(0, start - 24) : start]
    for bound, pattern in _BEFORE_PATTERNS:
        if pattern.search(before):
            return bound
    return Bound.ABOUT if _OR_SO.match(text, end) else None


def headcounts(text: str) -> Iterator[tuple[int, int, Decimal]]:
    """Yield numbers of people that stand after their label: "Employees: 1,340"."""
    for match in _LABEL.finditer(text):
        for group in ("number", "earlier"):
            number = match[group]
            if number and not _YEAR.fullmatch(number):
                yield match.start(group), match.end(group), Decimal(number.replace(",", ""))


def local_currencies(text: str) -> dict[str, str]:
    """Return the currencies of the bare signs "$" and "¥" where the text tells others than those of the US and China.

    A text that has a sign for its own dollar means another one by the bare sign.
    """
    local = {}
    dollar = next((code for code, words in _DOLLARS if re.search(words, text)), "")
    if dollar and not re.search(_OTHER_DOLLARS[dollar], text):
        local["$"] = dollar
    if not re.search(r"\b(?:yuan|RMB|CNY|renminbi)\b", text, re.IGNORECASE):
        japan, china = (
            len(re.findall(r"\bJapan|\byen\b|\bJPY\b", text)),
            len(re.findall(r"\bChin(?:a|ese)", text)),
        )
        if japan > china:
            local["¥"] = local["￥"] = "JPY"
    return local
