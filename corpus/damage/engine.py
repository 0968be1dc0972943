"""What a translation engine makes of the digits that it finds before 万 and 亿."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from corpus.damage.chinese import HUNDRED_MILLION, TEN_THOUSAND, Figure

_SCALE: Final = re.compile(
    r"[\s-]?(?:(?:(?:hundred|ten)[\s-])?(?:thousand|millions?|billions?|trillion|lakh|crore)\b|(?:mn|mln|bn|tn)\b|[mbkMBK](?![A-Za-z/²³])|万|亿)",
    re.IGNORECASE,
)
_MASS: Final = re.compile(
    r"(?P<join>[\s-]?)(?P<kind>(?:short|metric|dry|wet) )?"
    r"(?:(?P<rate>(?:kt|Mt|t)(?:pa|py))|kilotonnes|kilotons|megatonnes|tonnes?|tons?|kt|Mt|MT|mt|t)(?![A-Za-z])"
)


@dataclass(frozen=True, slots=True)
class Words:
    """What stands before and after the digits of a printed amount, the scale word left out."""

    before: str
    after: str


def words_around(literal: str, first: str, last: str, ton: str) -> Words:
    """Return the words of an amount around its digits; `ton` is the word that a translation uses for a tonne."""
    start = literal.index(first)
    end = literal.rindex(last) + len(last)
    after = _SCALE.sub("", literal[end:], count=1) if _SCALE.match(literal, end) else literal[end:]
    return Words(literal[:start], _with_ton(after, ton))


def _with_ton(after: str, ton: str) -> str:
    """Return the words after the digits, where a unit of mass is the plain tonne."""
    match = _MASS.match(after)
    if match is None:
        return after
    join = match["join"] or " "
    noun = ton.removesuffix("s") if join == "-" else ton
    return f"{join}{match['kind'] or ''}{noun}{' per year' if match['rate'] else ''}{after[match.end() :]}"


def translated(digits: str, step: Decimal) -> str:
    """Return what the engine writes for digits before 万, 亿 or nothing: 1787万 is "17870,000", 5984亿 "598.4 billion"."""
    if step == TEN_THOUSAND:
        return f"{digits}0,000"
    if step == HUNDRED_MILLION:
        if len(digits) == 1:
            return f"{digits}00 million"
        tenth = f".{digits[-1]}" if digits[-1] != "0" else ""
        return f"{digits[:-1]}{tenth} billion"
    return digits


def sound(figure: Figure) -> str:
    """Return what the engine writes for the last item of a series, whose point it keeps: 53.4万 is "53.40,000"."""
    if figure.step == TEN_THOUSAND:
        return f"{_printed(figure)}0,000"
    if figure.step == HUNDRED_MILLION:
        counted = figure.value / HUNDRED_MILLION
        return (
            f"{(counted * 100).normalize():f} million"
            if counted < 10
            else f"{(counted / 10).normalize():f} billion"
        )
    return _printed(figure)


def raw(figure: Figure) -> str:
    """Return an item of a series that is not the last: its digits with their point, its scale left to the last one."""
    return _printed(figure)


def _printed(figure: Figure) -> str:
    return f"{figure.whole}.{figure.fraction}" if figure.fraction else figure.whole
