"""Numbers that translation has broken: found by forms that no sound text has, taken apart, not yet read.

A Chinese report writes "37.26亿", "25.5万吨", "34.4%". Machines that translate it lose the point ("2550,000 tons" is 255万
written out), or move a clause into its place, and translate what stood behind it as an amount of its own ("372 in 20226
billion": 372, then 60亿). What is found here is which printed digits stood before and behind the point, and in which unit.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

WAN: Final = Decimal(10**4)
YI: Final = Decimal(10**8)


class Break(StrEnum):
    """How a number is broken; each is a form that no sound text has."""

    SPLIT = "split"
    """A clause or a sign stands where the point was."""
    SERIES = "series"
    """A slash series whose last item is run together with its unit, or whose first has lost its point."""
    GROUPED = "grouping"
    """Digits grouped as no number is: "2550,000", "1,42126"."""
    ZERO = "leading zero"
    """A percentage that begins with a zero: "06%"."""
    RANGE = "range"
    """A range whose upper end alone has 万 written out: "35-550,000 yuan"."""
    SLASH = "slash"
    """A price whose "per" is gone: "20,536 yuan tons"."""
    GONE = "gone"
    """A unit without a number: "accounted for % and 8%"; digits run together with a year, and nothing before them."""


@dataclass(frozen=True, slots=True)
class Item:
    """One number of a broken amount.

    `whole` are the digits before the point, `fraction` those behind it; where that is None the point may stand anywhere in
    `whole`, or be none. `scale` is what the number is counted in (1, 万 or 亿). `sign` is -1 or 1.
    """

    whole: str
    fraction: str | None
    scale: Decimal
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Broken:
    """A broken amount at characters `[start, end)`. `clause` is what stands in its point, as characters of the text."""

    start: int
    end: int
    kind: Break
    items: tuple[Item, ...]
    unit: str
    clause: tuple[int, int] | None = None


_YEAR: Final = r"(?:19|20)\d\d"
_MASS: Final = r"(?:metric )?(?:tons?|tonnes?|t)(?![A-Za-z])"
_COUNT: Final = r"(?:units|vehicles|sets|pieces|batteries|motors|cars|people|employees)(?![A-Za-z])"
_MONEY: Final = r"(?:yuan|RMB|CNY|dollars)(?![A-Za-z])"
_TAIL: Final = rf"""(?P<tail>
    (?P<sign>[$¥]|US\$)?(?P<digits>\d+(?:\.\d+)?)\s(?P<big>billion|million)(?:\s(?P<money>{_MONEY})|\s(?P<bigmass>{_MASS})|\s(?P<bigcount>{_COUNT}))?
  | (?P<wan>\d+)0,000(?:[\s-](?:(?P<mass>{_MASS})|(?P<count>{_COUNT})|(?P<yuan>{_MONEY})))
  | (?P<percent>\d+)\s?(?:%|percent\b|pcts?\b)
  | (?P<slashed>-?\d+(?:\s?/\s?[-+]?\d+(?:\.\d+)?)+)(?P<slashwan>0,000)?(?:[\s-]?(?:(?P<smass>{_MASS})|(?P<scount>{_COUNT})|(?P<spercent>%|pcts?\b)))
)"""
_GLUED_TAIL: Final = re.compile(
    rf"(?:(?P<year>{_YEAR})|(?P<letter>(?<!\bR)[a-z]\.?)|(?P<dollar>\d)(?=\$)){_TAIL}", re.VERBOSE
)
_HEAD: Final = re.compile(
    r"(?P<money>[$¥]|US\$)?(?P<minus>(?<![\w.])-)?(?<![\w.,/%])(?P<whole>\d{1,4})(?P<dot>\.)?(?P<unit>%|\s(?:percent|per cent|million|billion))?"
    r"(?=\s|(?-i:[A-Z][a-z]))"
)
_BEFORE_YEAR: Final = re.compile(
    r"(?:\b(?:in|by|from|to|of|since|for|and|at|until|fiscal|year|FY|CY)\s|[-–]|\b(?:FY|CY))$", re.IGNORECASE
)
_SPLIT_REACH: Final = 70
"""How many characters a clause within a number may have."""
_STEP: Final = re.compile(
    rf"(?:{_YEAR}(?:\s?[-–]\s?{_YEAR})?(?![\d.,]*\d)|[^\d.;。%$/]|\.(?!\s))*", re.DOTALL
)
"""What a clause within a number is made of: words and years, no other numbers."""
_CAPITAL: Final = re.compile(
    rf"(?<![\w.,])(?P<whole>\d{{1,4}})(?=[A-Z][a-z]+\s)(?P<words>[A-Z][a-z]+\s)(?P<wan>\d+)0,000[\s-](?P<mass>{_MASS})"
)
_DOLLAR: Final = re.compile(
    rf"(?<![\w.,])(?P<money>\$)?(?P<whole>\d{{1,4}})\$(?P<digits>\d+(?:\.\d+)?)\s(?P<big>billion|million)(?:\s(?P<yuan>{_MONEY}))?"
)
_SERIES: Final = re.compile(
    rf"(?<![\w.,/])(?P<items>[-+]?\d+(?:\.\d+)?%?(?:\s?/\s?[-+]?\d+(?:\.\d+)?%?)+?)(?:(?P<wan>0,000)[\s-]?(?P<what>{_MASS}|{_COUNT}|{_MONEY})|(?<=%)(?!\s?/)|\s?(?P<points>pcts?\b))"
)
_MONEY_SERIES: Final = re.compile(
    rf"(?<![\w.,/])(?P<items>\d{{3,5}}(?:\s?/\s?\d+\.\d+)*)\s?/\s?(?P<last>\d+(?:\.\d+)?)\s(?P<big>billion|million)(?:\s(?P<money>{_MONEY}))?"
)
_ITEM: Final = re.compile(r"(?P<sign>[-+]?)(?P<whole>\d+)(?:\.(?P<fraction>\d+))?")
_ILL_WAN: Final = re.compile(
    rf"(?<![\w.,/])(?P<wan>\d{{3,}})0,000(?:[\s-](?:(?P<mass>{_MASS})|(?P<count>{_COUNT})|(?P<yuan>{_MONEY})))"
)
_ILL_GROUP: Final = re.compile(
    rf"(?<![\w.,/])(?P<whole>\d{{1,3}}(?:,\d{{3}})*,\d{{3}})(?P<fraction>\d{{1,2}})\s(?P<mass>{_MASS})"
)
_RANGE: Final = re.compile(
    rf"(?<![\w.,/-])(?P<low>\d{{1,4}})\s?(?:-|–|to)\s?(?P<wan>\d{{1,4}})0,000[\s-](?:(?P<mass>{_MASS})|(?P<count>{_COUNT})|(?P<yuan>{_MONEY}))"
)
_ZERO: Final = re.compile(
    rf"(?<![\w.,/:-])(?P<money>(?:US|A|C|HK|NZ|S|R)?[$€£¥]\s?)?0(?P<fraction>\d{{1,3}})(?![\w.,/:]*\d)(?:\s?(?P<percent>%|percent\b|per cent\b)"
    rf"|(?P<scale>0,000)?[\s-](?:(?P<mass>{_MASS})|(?P<other>kg|g|ppm|percentage points?|{_MONEY})(?![A-Za-z]))|(?(money)|(?!)))"
)
_SLASH: Final = re.compile(
    r"(?<![\w.,/])(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<fraction>\d+))?\s(?:yuan|RMB)\s(?:tons?|tonnes?)(?![A-Za-z])"
)
_CODES: Final = {
    "US$": "USD", "$": "USD", "A$": "AUD", "C$": "CAD", "HK$": "HKD", "€": "EUR", "£": "GBP", "¥": "CNY", "yuan": "CNY", "RMB": "CNY", "CNY": "CNY",
    "dollars": "USD", "kg": "kg", "g": "g", "ppm": "ppm", "percentage point": "percentage points", "percentage points": "percentage points",
}  # fmt: skip
_GONE: Final = re.compile(r"(?<=[a-z])\s(?P<sign>%)(?=\s(?:and|or|of|respectively)\b|[,;.])")


def broken_in(text: str) -> list[Broken]:
    """Return the broken amounts of a text in order, no two of which overlap."""
    found: list[Broken] = []
    for finder in (
        _splits,
        _dollars,
        _capitals,
        _money_series,
        _series,
        _ranges,
        _slashes,
        _groups,
        _zeros,
        _gone,
    ):
        for item in finder(text):
            if all(item.end <= other.start or other.end <= item.start for other in found):
                found.append(item)
    return sorted(found, key=lambda item: item.start)


def _splits(text: str) -> Iterator[Broken]:
    """Yield numbers with a clause in their point: its end is run together with the digits that follow."""
    for match in _GLUED_TAIL.finditer(text):
        begin = match.start("tail")
        if match["year"] and not _BEFORE_YEAR.search(text, max(0, match.start() - 12), match.start()):
            continue
        tails = _tail(match)
        head = _head_before(text, match.start("year") if match["year"] else begin)
        if tails is None or head is None:
            if match["year"]:
                lost = Item("", None, Decimal(1))
                yield Broken(match.start(), match.end(), Break.GONE, (lost,), "", None)
            continue
        fraction, scale, unit, rest = tails
        whole = head["whole"]
        sign = -1 if head["minus"] else 1
        items = (Item(whole, fraction, scale, sign), *rest)
        yield Broken(head.start(), match.end(), Break.SPLIT, items, unit, (head.end("whole"), begin))


def _head_before(text: str, place: int) -> re.Match[str] | None:
    """Return the digits that a clause parts from those at a place: the last before it that are no year."""
    first = max(0, place - _SPLIT_REACH)
    heads = [m for m in _HEAD.finditer(text, first, place) if not re.fullmatch(_YEAR, m["whole"])]
    for head in reversed(heads):
        if _STEP.fullmatch(text, head.end(), place):
            return head
    return None


def _tail(match: re.Match[str]) -> tuple[str, Decimal, str, tuple[Item, ...]] | None:
    """Return the digits behind the point, the scale and unit of a number that a clause parts, and the items after it."""
    if match["digits"]:
        fraction = _behind(Decimal(match["digits"]), match["big"])
        unit = (
            "t"
            if match["bigmass"]
            else "pieces"
            if match["bigcount"]
            else _currency(match["money"], match["sign"])
        )
        return (fraction, YI, unit, ()) if fraction is not None else None
    if match["wan"]:
        return match["wan"], WAN, _unit(match["mass"], match["count"], match["yuan"]), ()
    if match["percent"]:
        return match["percent"], Decimal(1), "%", ()
    first, *others = [part.strip() for part in match["slashed"].split("/")]
    scale = WAN if match["slashwan"] else Decimal(1)
    if match["slashwan"] is None and not match["spercent"]:
        return None
    return (
        first.lstrip("-"),
        scale,
        _unit(match["smass"], match["scount"], None),
        tuple(_items(others, scale)),
    )


def _behind(amount: Decimal, big: str) -> str | None:
    """Return the digits behind the point that were translated as an amount of 亿 of its own: 2.3 billion is 23亿.

    What is below one 亿 for each digit is written with a zero before it: 0.9 billion stood as 09亿.
    """
    hundreds = amount * (10 if big == "billion" else Decimal("0.01"))
    if hundreds != hundreds.to_integral_value() or not 0 < hundreds < 100:
        return None
    digits = str(int(hundreds))
    return f"0{digits}" if amount < 1 and big == "billion" else digits


def _dollars(text: str) -> Iterator[Broken]:
    for match in _DOLLAR.finditer(text):
        fraction = _behind(Decimal(match["digits"]), match["big"])
        if fraction is not None:
            item = Item(match["whole"], fraction, YI)
            yield Broken(match.start(), match.end(), Break.SPLIT, (item,), _currency(match["yuan"], None))


def _capitals(text: str) -> Iterator[Broken]:
    """Yield numbers whose point a sentence's first word took: "10The 80,000-ton"."""
    for match in _CAPITAL.finditer(text):
        item = Item(match["whole"], match["wan"], WAN)
        yield Broken(match.start(), match.end(), Break.SPLIT, (item,), "t", match.span("words"))


def _series(text: str) -> Iterator[Broken]:
    """Yield slash series that are broken: run together with 万 written out, or with a first item that lost its point."""
    for match in _SERIES.finditer(text):
        parts = [part.strip().rstrip("%") for part in match["items"].split("/")]
        has_points = [("." in part) for part in parts]
        if match["wan"] is None and (has_points[0] or not all(has_points[1:])):
            continue
        if match["wan"] is not None and not any(has_points) and len(parts[-1]) < 2:
            continue
        scale = WAN if match["wan"] else Decimal(1)
        unit = "percentage points" if match["points"] else _by_word(match["what"]) if match["wan"] else "%"
        yield Broken(match.start(), match.end(), Break.SERIES, tuple(_items(parts, scale)), unit)


def _money_series(text: str) -> Iterator[Broken]:
    """Yield series of money whose first item lost its point, and whose last alone was turned from 亿 into billions or millions."""
    for match in _MONEY_SERIES.finditer(text):
        parts = [part.strip() for part in match["items"].split("/")]
        big = YI * 10 if match["big"] == "billion" else YI / 100
        last = Decimal(match["last"]) * big
        items = [*_items(parts, YI), *_items([match["last"]], big)]
        middle = [Decimal(part) * YI for part in parts[1:]]
        # A sound series counts all its items in one unit: then the middle ones and the last are of one size.
        if middle and all(last / 8 < each < last * 8 for each in middle):
            closed = [
                Item(each.whole, each.fraction if each.fraction is not None else "", each.scale)
                for each in items[1:]
            ]
            yield Broken(
                match.start(), match.end(), Break.SERIES, (items[0], *closed), _currency(match["money"], None)
            )


def _items(parts: list[str], scale: Decimal) -> Iterator[Item]:
    for part in parts:
        found = _ITEM.match(part)
        if found is not None:
            yield Item(found["whole"], found["fraction"], scale, -1 if found["sign"] == "-" else 1)


def _ranges(text: str) -> Iterator[Broken]:
    for match in _RANGE.finditer(text):
        low, high = match["low"], match["wan"]
        if int(low) < int(high) <= 20 * int(low) and not re.fullmatch(_YEAR, low):
            items = (Item(low, None, WAN), Item(high, None, WAN))
            unit = _unit(match["mass"], match["count"], match["yuan"])
            yield Broken(match.start(), match.end(), Break.RANGE, items, unit)


def _slashes(text: str) -> Iterator[Broken]:
    for match in _SLASH.finditer(text):
        item = Item(match["whole"].replace(",", ""), match["fraction"] or "", Decimal(1))
        yield Broken(match.start(), match.end(), Break.SLASH, (item,), "CNY/t")


def _groups(text: str) -> Iterator[Broken]:
    """Yield numbers grouped as no number is: 万 written out behind three digits and more, digits behind a full group."""
    for match in _ILL_WAN.finditer(text):
        unit = _unit(match["mass"], match["count"], match["yuan"])
        yield Broken(match.start(), match.end(), Break.GROUPED, (Item(match["wan"], None, WAN),), unit)
    for match in _ILL_GROUP.finditer(text):
        item = Item(match["whole"].replace(",", ""), match["fraction"], Decimal(1))
        yield Broken(match.start(), match.end(), Break.GROUPED, (item,), "t")


def _zeros(text: str) -> Iterator[Broken]:
    """Yield numbers that begin with a zero, behind which the point stood: "06%", "055 tons", "$004"."""
    for match in _ZERO.finditer(text):
        if (
            match["money"] is None
            and match["percent"] is None
            and len(match["fraction"]) < 2
            and match["scale"] is None
        ):
            continue
        item = Item("0", match["fraction"], WAN if match["scale"] else Decimal(1))
        unit = (
            "%"
            if match["percent"]
            else "t"
            if match["mass"]
            else _CODES.get((match["money"] or match["other"] or "").strip(), "")
        )
        yield Broken(match.start(), match.end(), Break.ZERO, (item,), unit)


def _gone(text: str) -> Iterator[Broken]:
    for match in _GONE.finditer(text):
        yield Broken(match.start("sign"), match.end("sign"), Break.GONE, (Item("", None, Decimal(1)),), "%")


def _unit(mass: str | None, count: str | None, money: str | None) -> str:
    return "t" if mass else "pieces" if count else _currency(money, None) if money else ""


def _by_word(word: str) -> str:
    return "t" if re.fullmatch(_MASS, word) else "CNY" if re.fullmatch(_MONEY, word) else "pieces"


def _currency(money: str | None, sign: str | None) -> str:
    if money:
        return "USD" if money == "dollars" else "CNY"
    return "USD" if sign == "US$" else ""
