"""Numbers and parts of a whole that are written in words: "forty", "one and a half", "two thirds"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from reechain.extractors.quantities.printed.units import plain

_ONES: Final = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split(),
        1,
    )
}
_TENS: Final = {
    word: 10 * number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SMALL: Final = _ONES | _TENS
_PARTS: Final = {"half": 2, "third": 3, "quarter": 4} | {
    word: number
    for number, word in enumerate("fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 5)
}


def _any(words: Iterator[str] | dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_SCALES: Final = r"(?=[\s-](?:hundred|thousand|million|billion|trillion|lakh|crore)s?\b)"
_WEIGHTS: Final = r"(?=[\s-](?:tonne|ton|kilo|kilogram|gram|pound)\b)"
_TO_NINETY_NINE: Final = (
    rf"(?:(?:{_any(_TENS)})(?:[\s-](?:{_any(dict(list(_ONES.items())[:9]))}))?|{_any(_ONES)})"
)
_NUMBER: Final = re.compile(
    rf"(?<![\w-])(?:"
    rf"(?P<hundreds>a|{_TO_NINETY_NINE})[\s-]hundred(?:\s(?:and\s)?(?P<rest>{_TO_NINETY_NINE}))?"
    rf"|(?P<dozens>half a|a|{_TO_NINETY_NINE})[\s-]dozen"
    rf"|(?P<half>half)[\s-]an?(?:{_SCALES}|{_WEIGHTS})"
    rf"|(?P<lone>an?){_SCALES}"
    rf"|(?P<plain>{_TO_NINETY_NINE})(?:\sand\sa\s(?P<more>half|quarter))?"
    rf")(?!(?!fold)\w)",
    re.IGNORECASE,
)

_PART: Final = re.compile(
    rf"(?<![\w-])(?:(?P<of>{_any(_SMALL)}|an?|other)[\s-])?(?P<part>{_any(_PARTS)})(?P<many>s?)(?![\w-])"
    rf"|(?<![\w-])(?P<so_many>{_any(_ONES)}) (?:in|out of) (?:every )?(?P<so_few>{_any(_ONES)})(?![\w-])",
    re.IGNORECASE,
)
_AFTER: Final = frozenset(
    "of as since in by to from on is are was were goes go went comes came come through over at with for "
    "that which belongs before less more higher lower heavier lighter cheaper smaller larger below above up down "
    "its the their our all those these this his her it who when if while under between into sold owned held".split()
)
"""Words that can follow a part of a whole; before any other a "third" or "fifth" is an ordinal."""
_WHOLES: Final = frozenset("of its the their our all that those these this your his her".split())
"""Words that begin what "half" is a half of."""
_TIME_BEFORE: Final = re.compile(
    r"(?:\b(?:first|second|third|fourth|1st|2nd|last|latter|current|this|that|previous|each|every|per|once|twice"
    r"|next|past|fiscal|delay of|earlier|early|late|in|within|for|after|tonnes|tons|t|percent|%)\s+|\d\s?)$",
    re.IGNORECASE,
)
_TIME_AFTER: Final = re.compile(
    r"\s*(?:of (?:the |this |last |next |that |its |a |fiscal |calendar )*"
    r"(?:financial |fiscal |calendar )?(?:year|month|decade|century|day|quarter|FY|(?:19|20)\d\d)"
    r"|year|ago|earlier|later|past|hour|day|an? (?:year|decade|century|dozen)|of an? (?:million|billion))",
    re.IGNORECASE,
)
_HELD: Final = re.compile(
    r"\b(?:holds?|held|owns?|owned|keeps?|kept|takes?|took|buys?|bought|sells?|sold|by|about|almost|nearly|roughly"
    r"|around|over|under|than|up to|some|another|with|for|remaining|other|just|at least|only|to|shared|paid|less|more)\s+$",
    re.IGNORECASE,
)

_MOVES: Final = {
    "doubled": 100, "doubles": 100, "doubling": 100, "tripled": 200, "triples": 200, "tripling": 200, "trebled": 200,
    "trebles": 200, "trebling": 200, "quadrupled": 300, "quadruples": 300, "quadrupling": 300, "halved": -50,
    "halving": -50,
}  # fmt: skip
_MOVE: Final = re.compile(
    rf"(?<![\w-])(?:{_any(_MOVES)})(?![\w-])|(?<=\bto )(?:double|triple|treble|halve)(?= )", re.IGNORECASE
)
_BARE_MOVES: Final = {"double": 100, "triple": 200, "treble": 200, "halve": -50}


@dataclass(frozen=True, slots=True)
class Worded:
    """A number in words at characters `[start, end)`; a part of a whole is in percent."""

    start: int
    end: int
    value: Decimal


def numbers_in_words(text: str) -> Iterator[Worded]:
    """Yield the whole and mixed numbers in words; words that multiply ("thousand", "million") are left."""
    for match in _NUMBER.finditer(text):
        yield Worded(match.start(), match.end(), _value(match))


def _value(match: re.Match[str]) -> Decimal:
    if match["half"]:
        return Decimal("0.5")
    if match["lone"]:
        return Decimal(1)
    if match["dozens"]:
        return Decimal(6) if match["dozens"].lower() == "half a" else 12 * _below_hundred(match["dozens"])
    if match["hundreds"]:
        rest = _below_hundred(match["rest"]) if match["rest"] else Decimal(0)
        return 100 * _below_hundred(match["hundreds"]) + rest
    more = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}.get((match["more"] or "").lower(), Decimal(0))
    return _below_hundred(match["plain"]) + more


def _below_hundred(words: str) -> Decimal:
    return Decimal(sum(_SMALL.get(word, 1) for word in re.split(r"[\s-]+", words.lower())))


def parts_in(text: str) -> Iterator[Worded]:
    """Yield the parts of a whole, in percent to two decimals: "a third of", "nine tenths", "nine in ten"."""
    for match in _PART.finditer(text):
        if match["so_many"]:
            of, whole = _below_hundred(match["so_many"]), _below_hundred(match["so_few"])
            if of < whole and whole > 2:
                yield Worded(match.start(), match.end(), _percent(of, whole))
        elif _is_part(text, match):
            of = _below_hundred(match["of"]) if match["of"] else Decimal(1)
            yield Worded(match.start(), match.end(), _percent(of, Decimal(_PARTS[match["part"].lower()])))


def moves_in(text: str) -> Iterator[Worded]:
    """Yield growth and falls in one word, in percent: "doubled" is 100, "halved" -50."""
    for match in _MOVE.finditer(text):
        word = match[0].lower()
        yield Worded(match.start(), match.end(), Decimal((_MOVES | _BARE_MOVES)[word]))


def _percent(of: Decimal, whole: Decimal) -> Decimal:
    return plain((100 * of / whole).quantize(Decimal("0.01")))


def _is_part(text: str, match: re.Match[str]) -> bool:
    """Whether words are a part of a whole, and no ordinal ("a third plant") or time ("the first half")."""
    part, of = match["part"].lower(), (match["of"] or "").lower()
    many = of not in {"", "a", "an", "one", "other"}
    if bool(match["many"]) != many or (many and _SMALL[of] >= _PARTS[part]):
        return False
    if not of and part != "half":
        return False
    before, after = text[max(0, match.start() - 16) : match.start()], text[match.end() : match.end() + 40]
    word = re.match(r"\s*([A-Za-z][A-Za-z-]*)?", after)
    following = (word[1] or "").lower() if word else ""
    if _TIME_AFTER.match(after) or (following and following not in _AFTER):
        return False
    if of == "two" and part == "quarter":
        return False
    if part == "half":
        if _TIME_BEFORE.search(before) or re.search(r"\b(?:the|in|and|and a)\s$", before):
            return False
        return (
            following in _WHOLES
            or re.search(r"(?:^|[\n,;:.(“\"—–]\s?)$", before) is not None
            or _HELD.search(before) is not None
        )
    if part == "quarter":
        told = following in {"of", "from", "is", "are", "comes", "goes"} and bool(of)
        return not _TIME_BEFORE.search(before) if told else bool(_HELD.search(before))
    return True
