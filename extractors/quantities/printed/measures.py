"""What stands around a printed number: the currency before it, the scale and the unit after it, and of what each."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Final

from reechain.extractors.quantities.printed.units import converted
from reechain.extractors.wordlists import load_toml


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit that ends at a character; a number beside it times `factor` is in `unit`.

    `per` is the time of a rate in one word ("tpa": year). `counts` tells units that are counted things.
    """

    unit: str
    end: int
    factor: Decimal = Decimal(1)
    per: str = ""
    currency: str = ""
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """A currency that is printed in front of a number, from `start`, with its scale ("A$m") and price ("US$/kg")."""

    start: int
    currency: str
    scale: Decimal
    each: str


def _plain(words: str) -> str:
    """Return printed words in lower case, with one space for each gap or hyphen between them."""
    return re.sub(r"[\s\u2010\u2011-]+", " ", words).strip().lower()


def _inverse(table: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {_plain(word): name for name, words in table.items() for word in words}


def _any(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first; a gap is white space or a hyphen."""
    patterns = {re.escape(word).replace(r"\ ", r"(?:\s+|-)") for word in words}
    return "|".join(sorted(patterns, key=lambda pattern: (-len(pattern), pattern)))


_UNITS: Final[Mapping[str, Any]] = load_toml("reechain.extractors.quantities.printed", "units.toml")


def _all(table: str) -> list[str]:
    return [word for words in _UNITS[table].values() for word in words]


_SIGNS: Final = {word: code for code, words in _UNITS["signs"].items() for word in words}
_CODES: Final = [sign for sign in _SIGNS if sign.isalpha() and sign not in _UNITS["only"]["before"]]
_CURRENCIES: Final = _inverse(_UNITS["currencies"]) | {_plain(code): _SIGNS[code] for code in _CODES}
_SCALES: Final = {_plain(word): int(power) for power, words in _UNITS["scales"].items() for word in words}
_MASS_CASED: Final = {word: name for name, words in _UNITS["mass_cased"].items() for word in words}
_MASS: Final = _inverse(_UNITS["mass"])
_RATES: Final = _inverse(_UNITS["rates"])
_PARTS: Final = _inverse(_UNITS["parts"])
_OTHER: Final = _inverse(_UNITS["other"])
_HUNDREDTHS: Final = _inverse(_UNITS["hundredths"])
_COUNTED: Final = {word.lower(): name for name, words in _UNITS["counted"].items() for word in words.split()}
_EACH: Final = _inverse(_UNITS["each"])
_TIMES: Final = _inverse(_UNITS["times"])
_IN_TONNES: Final = frozenset({"kt", "Mt", "short_ton", "long_ton"})
_SIGN_SCALES: Final = {"m": 6, "mn": 6, "bn": 9, "k": 3, "t": 3, "'000": 3}

_END: Final = r"(?![A-Za-z])"
_GAP: Final = r"(?:[-\u2010\u2011]|[^\S\n]{0,2}\n?[^\S\n]*)"
_MODIFIERS: Final = rf"(?:(?!(?i:{'|'.join(_UNITS['only']['no_modifiers'].split())})\b)[a-z][a-z-]+\s){{0,2}}"
_SOURCES: Final = r"(?!\s(?:familiar|close to|briefed|with (?:direct )?knowledge))"
_SIGN: Final = re.compile(
    rf"(?<![A-Za-z$\d])(?P<lead>[MkKT](?=EUR|USD|SEK|NOK|DKK|€))?(?P<sign>{_any(_SIGNS)})"
    r"(?P<scale>\s?(?:'000|bn|mn|[mMkK](?![A-Za-z])))?"
    r"(?:\s?/\s?(?P<each>tonne|ton|t|kg|lb)\b:?)?[\s-]?$"
)
_SCALE: Final = re.compile(
    rf"[\s-]{{0,2}}(?:{_any(word for word in _all('scales') if len(word) > 2 or not word.isascii())}){_END}"
    rf"|\s?(?:mn|bn|tn|cr){_END}"
    r"|\s?\(?(?P<myriad>10,000)\s(?=(?:yuan|tons?|tonnes?|RMB)\b)",
    re.IGNORECASE,
)
_LETTER_SCALE: Final = re.compile(
    r"(?P<gap>\s?)(?P<letter>[mbkMBK])(?:(?![A-Za-z0-9²³/])|(?=(?:USD|EUR|€)\b))"
)
_UNIT: Final = re.compile(
    "|".join(
        [
            rf"(?P<hundredths>{_any(_all('hundredths'))}){_END}",
            rf"{_GAP}(?P<percent>{_any(w for w in _all('parts') if w[-1] in '%％')})(?!-?\s?(?:point|pt))",
            rf"{_GAP}(?P<part>(?i:{_any(w for w in _all('parts') if w[-1] not in '%％')})){_END}",
            rf"{_GAP}(?P<multiple>[xX×])(?![A-Za-z0-9]|\s?\d)",
            rf"{_GAP}(?P<rate>(?i:{_any(_all('rates'))})){_END}",
            rf"{_GAP}(?:(?i:dry |wet |of ){{0,2}})(?P<mass>(?i:{_any(_all('mass'))})){_END}",
            rf"{_GAP}(?P<pounds>pounds?)(?=\s+of\s+(?!{_any(_UNITS['only']['financed'].split())})[a-z])",
            rf"{_GAP}(?P<cased>{_any(_MASS_CASED)})(?![A-Za-z²³])",
            rf"{_GAP}(?P<money>(?i:{_any(_all('currencies'))})|{_any(_CODES)}|US\$|€|£)(?![A-Za-z\d])",
            rf"{_GAP}(?P<other>{_any(_all('other'))})(?![A-Za-z0-9])",
            rf"\s+(?P<counted>{_MODIFIERS}(?i:{_any(_COUNTED)}))(?![A-Za-z'’-]){_SOURCES}",
        ]
    )
)
_LATER: Final = r"(?!\s(?:earlier|ago|before|later|after|old)\b)"
_PER: Final = re.compile(
    rf"\s?/\s?(?P<slash>{_any(_all('each') + _all('times'))}){_END}"
    rf"|[\s-](?:per|an?|each|every)\s(?:(?P<each>{_any(w for w in _all('each') if w != 'g')})"
    rf"|(?P<time>{_any(w for w in _all('times') if len(w) > 2)}){_LATER}){_END}"
    r"|\s?(?P<yearly>(?:annually|yearly|p\.a\.|pa|per annum)(?![A-Za-z]))",
    re.IGNORECASE,
)
_YEARLY_LATER: Final = re.compile(
    r"(?:\s(?!(?:of|in|for|within|than|over|once|twice|is|are|was|were|and|to|from|by)\sa\s)[A-Za-z][\w-]*"
    r"(?:\s\([^()]{1,12}\))?){1,7}?"
    rf"(?:\s(?:(?:per|an?|each|every) (?:year|annum)|annually|yearly)|/(?:a|y|yr|year)){_END}{_LATER}"
)
_MULTIPLIED: Final = re.compile(
    r"\s(?:as|the|more|higher|its|that|of|larger|over|forward|earnings|what|greater)\b"
)
_RATIO: Final = re.compile(r"(?:[/(]|\bPE?/?E )\s?[\d.]+$")


def sign_before(text: str, place: int) -> Sign | None:
    """Return the currency that stands right before a character."""
    start = max(0, place - 16)
    match = _SIGN.search(text[start:place])
    if match is None:
        return None
    power = _SIGN_SCALES.get((match["lead"] or match["scale"] or "").strip().lower(), 0)
    each = _EACH[match["each"]] if match["each"] else ""
    return Sign(start + match.start(), _SIGNS[match["sign"]], Decimal(10) ** power, each)


def scale_after(text: str, place: int, is_money: bool) -> tuple[Decimal, int]:
    """Return what a word after a number multiplies by, and where that word ends.

    A letter multiplies money ("$5m", "212 M USD") and, closed up, what has a unit ("2.5m vehicles"); else it is metres.
    """
    match = _SCALE.match(text, place)
    if match:
        power = 4 if match["myriad"] else _SCALES[_plain(match[0])]
        return Decimal(10) ** power, match.end()
    short = _LETTER_SCALE.match(text, place)
    if short is None:
        return Decimal(1), place
    unit = _UNIT.match(text, short.end())
    before_money = unit is not None and unit["money"] is not None and short["letter"] != "k"
    closed = unit is not None and not short["gap"] and short["letter"] != "K"
    counts = (
        closed and unit is not None and (unit["money"] or unit["counted"] or unit["mass"] or unit["cased"])
    )
    if is_money or before_money or counts:
        return Decimal(10) ** _SCALES[short["letter"].lower()], short.end()
    return Decimal(1), place


def measure_after(text: str, place: int, value: Decimal) -> Measure | None:
    """Return the unit that stands right after a number of a value (which tells verbs such as "won" from currencies)."""
    match = _UNIT.match(text, place)
    if match is None:
        return None
    kind = str(match.lastgroup)
    word, end = match[kind], match.end()
    low = _plain(word)
    if kind in {"mass", "cased", "pounds"}:
        return _mass(
            {"mass": _MASS.get(low, ""), "cased": _MASS_CASED.get(word, ""), "pounds": "lb"}[kind], end
        )
    if kind == "rate":
        name, per = _RATES[low].split()
        return _mass(name, end, per)
    if kind == "hundredths":
        code = _HUNDREDTHS[low]
        return Measure(code, end, Decimal("0.01"), currency=code)
    if kind == "money":
        code = _SIGNS.get(word) or _CURRENCIES[low]
        # "won", "real": verbs and adjectives unless much is counted
        return None if low in _UNITS["only"]["large"] and value < 1000 else Measure(code, end, currency=code)
    if kind == "multiple":
        is_name = word == "X" and not _RATIO.search(text[max(0, place - 12) : place])  # "the 10X plant"
        return None if is_name else Measure("times", end)
    if kind in {"percent", "part"}:
        # "three times" often tells how often; a fraction or a large number never does
        often = low == "times" and value in range(10) and not _MULTIPLIED.match(text, end)
        return None if often else Measure(_PARTS[low], end)
    if kind == "other":
        return Measure(_OTHER[low], end)
    return Measure(_COUNTED[word.split()[-1].lower()], end, counts=True)


@cache
def _factor(unit: str, into: str) -> Decimal:
    return converted(Decimal(1), unit, into)


def _mass(name: str, end: int, per: str = "") -> Measure:
    into = "t" if name in _IN_TONNES else name
    return Measure(into, end, _factor(name, into), per)


def per_after(text: str, place: int) -> tuple[str, str, int]:
    """Return for each of what an amount is told: a thing ("t", "share") or a time ("year"), and where the words end."""
    match = _PER.match(text, place)
    if match is None:
        return "", "", place
    if match["yearly"]:
        return "", "year", match.end()
    word = _plain(match["slash"] or match["each"] or match["time"])
    if word in _TIMES:
        return "", _TIMES[word], match.end()
    return _EACH[word], "", match.end()


def is_yearly_later(text: str, place: int) -> bool:
    """Whether the year of a rate stands a few words on: "450 tonnes of neodymium oxide a year"."""
    return _YEARLY_LATER.match(text, place) is not None
