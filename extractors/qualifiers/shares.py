"""Parts of a whole as texts print them: percentages, ranges, bounds, halves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from spacy.tokens import Doc

from reechain.extractors.tokens import text_of

_UNIT: Final = r"\s?(?:%|per ?cent\b|percent\b)"
_UNITS: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
)
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES: Final = {word: value for value, word in enumerate(_UNITS, 1)} | {
    word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)
}
_IN_WORDS: Final = rf"(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_UNITS[:9])}))?|{'|'.join(_UNITS)}"
_NUMBER: Final = rf"(?:\d{{1,5}}(?:[.,]\d{{1,3}})?|\b(?:{_IN_WORDS})\b)"
_SINGLE: Final = re.compile(rf"(?<![\w.,])(?P<value>{_NUMBER}){_UNIT}", re.IGNORECASE)
_RANGE: Final = re.compile(
    rf"(?<![\w.,])(?:(?P<between>between )(?P<a>{_NUMBER})(?:{_UNIT})?\s+and\s+(?P<b>{_NUMBER}){_UNIT}"
    rf"|(?P<c>{_NUMBER})(?:{_UNIT})?\s?(?:-|–|(?<!from )to)\s?(?P<d>{_NUMBER}){_UNIT})",
    re.IGNORECASE,
)
_SHARES: Final = r"(?:issued |outstanding |its |the |their )*(?:shares|equity|stock|share capital|capital)\b"
_WORDS: Final = (
    (re.compile(r"\b(?:more than|over|just over) (?:a )?half\b|\bmajority(?= (?:stake|interest|holding|shareholding|share|of))", re.IGNORECASE), "50", None),
    (re.compile(r"\b(?:less than|under|just under) half\b", re.IGNORECASE), None, "50"),
    (re.compile(r"\bhalf(?= of\b|(?:-|\s)(?:owned|share|stake|interest))", re.IGNORECASE), "50", "50"),
    (re.compile(r"\bthree[-\s]quarters(?= of\b|(?:-|\s)(?:owned|share|stake|interest))", re.IGNORECASE), "75", "75"),
    (re.compile(r"\b(?:a|one)[-\s]quarter(?= of\b|(?:-|\s)(?:owned|share|stake|interest))", re.IGNORECASE), "25", "25"),
    (re.compile(rf"\ball (?:of )?{_SHARES}|\ball of whose shares|\b(?:whole|entire|entirety) (?:of )?{_SHARES}", re.IGNORECASE), "100", "100"),
)  # fmt: skip
_AT_LEAST: Final = re.compile(
    r"\b(?:more than|over|at least|not less than|no less than|exceeding|in excess of|above|upwards of|a minimum of)\s+(?:just )?$",
    re.IGNORECASE,
)
_AT_MOST: Final = re.compile(
    r"\b(?:up to|less than|under|below|at most|no more than|not more than|a maximum of|not exceeding|nearly|almost|just under)\s+$",
    re.IGNORECASE,
)
_OF_SOMETHING_ELSE: Final = re.compile(
    r"\s*(?:of |in )?(?:the |its |their |our |total |global |world |national |annual |planned |all |\w+'s ){0,3}"
    r"(?:output|sales|revenue|revenues|production|capacity|market|demand|supply|turnover|profit|workforce|exports|imports|content|purity"
    r"|higher|lower|more|less|up\b|down\b|year[- ]on|increase|decrease|rise|growth|discount|premium|interest rate|recovery|grade|tax|duty|tariff|coupon)\b",
    re.IGNORECASE,
)
_OF_GOODS: Final = re.compile(
    r"\s*of (?:[\w'-]+\s+){0,3}(?:output|sales|revenue|production|capacity|market|demand|supply|turnover|profit|workforce|exports|imports|feed|volumes?|tonnage|year|[12]\d{3})\b",
    re.IGNORECASE,
)
"""What follows a half that is none of a company: "half of the metal output"."""
_CHANGE: Final = re.compile(
    r"\b(?:rose|rise|rises|fell|fall|falls|grew|up|down|increased|decreased|dropped|gained|lost|jumped|climbed|margin of|premium of|discount of|by|closed)\s+(?:by\s+)?(?:about |some |around )?$",
    re.IGNORECASE,
)
_FROM: Final = re.compile(r"\bfrom\s+(?:about |some |around )?$", re.IGNORECASE)
_UNSOUND: Final = "percentages are unsound"
_HOLDING: Final = re.compile(
    r"\b(?:stake|share|shares|shareholding|equity|interest|hold|holds|held|holding|owns?|owned)\b",
    re.IGNORECASE,
)
_BEFORE: Final = 60
"""How many characters before a part are looked at."""
_MANY: Final = 3
_NEAR: Final = 60


@dataclass(frozen=True, slots=True)
class Share:
    """Characters `[start, end)` that print a part of a whole, in percent: a value is two equal bounds."""

    start: int
    end: int
    low: str | None
    high: str | None


def shares_in(text: str) -> list[Share]:
    """Return the parts of a whole that a text prints, in order; those of output, sales and the like left out.

    >>> [(share.low, share.high) for share in shares_in("51 %, up to 19.9 percent, more than half")]
    [('51', '51'), (None, '19.9'), ('50', None)]
    """
    return list(_shares_in(text))


@lru_cache(maxsize=1024)
def _shares_in(text: str) -> tuple[Share, ...]:
    """Return the parts that a text prints, which many relations of one sentence ask for."""
    found = [*_ranges(text)]
    for share in (*_singles(text), *_worded(text)):
        if all(share.end <= other.start or share.start >= other.end for other in found):
            found.append(share)
    ordered = sorted(found, key=lambda share: share.start)
    return tuple(share for share in ordered if not _is_left_behind(text, share, ordered))


def are_sound(doc: Doc) -> bool:
    """Whether the percentages of a doc can be trusted: none of a holding above a hundred, nor many at all.

    Translation loses decimal points: where one stake reads 3671 %, a stake of 51 % may be one of 5.1 %.
    """
    known: bool | None = doc.user_data.get(_UNSOUND)
    if known is None:
        known = not _has_damage(text_of(doc))
        doc.user_data[_UNSOUND] = known
    return known


def _has_damage(text: str) -> bool:
    pointless = [
        match for match in _SINGLE.finditer(text) if match["value"].isdigit() and float(match["value"]) > 100
    ]
    of_holdings = [m for m in pointless if _HOLDING.search(text[max(0, m.start() - _NEAR) : m.end() + _NEAR])]
    return bool(of_holdings) or len(pointless) >= _MANY


def _singles(text: str) -> Iterator[Share]:
    for match in _SINGLE.finditer(text):
        value = _sound(match["value"])
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if value is None or _OF_SOMETHING_ELSE.match(text, match.end()) or _CHANGE.search(before):
            continue
        low = None if _AT_MOST.search(before) else value
        high = None if _AT_LEAST.search(before) else value
        yield Share(match.start(), match.end(), low, high)


def _ranges(text: str) -> Iterator[Share]:
    for match in _RANGE.finditer(text):
        low, high = _sound(match["a"] or match["c"]), _sound(match["b"] or match["d"])
        is_move = match["between"] is None and _FROM.search(
            text[max(0, match.start() - _BEFORE) : match.start()]
        )
        if low and high and float(low) < float(high) and not is_move:
            yield Share(match.start(), match.end(), low, high)


def _worded(text: str) -> Iterator[Share]:
    for words, low, high in _WORDS:
        for match in words.finditer(text):
            if _OF_GOODS.match(text, match.end()):
                continue
            yield Share(match.start(), match.end(), low, high)


def _is_left_behind(text: str, share: Share, shares: list[Share]) -> bool:
    """Whether a part is what another took the place of: the first in "cut from 12 % to 5 %"."""
    return bool(_FROM.search(text[max(0, share.start - _BEFORE) : share.start])) and any(
        text[share.end : other.start].strip() == "to" for other in shares if other.start > share.end
    )


def _sound(printed: str) -> str | None:
    """Return a printed number as a decimal, None where it is no part of a hundred."""
    value = printed.replace(",", ".")
    if not value[0].isdigit():
        value = str(sum(_VALUES[word] for word in re.split(r"[-\s]", value.casefold())))
    if not 0 < float(value) <= 100:
        return None
    return value.rstrip("0").rstrip(".") if "." in value else value
