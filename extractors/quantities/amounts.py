"""Amounts as they are printed: numbers with what they are counted in, read where they stand.

Nothing is repaired here: an amount is what a reader of the printed characters would take it for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final


class Form(StrEnum):
    """How the numbers of an amount stand together."""

    SINGLE = "single"
    RANGE = "range"
    SERIES = "series"


class Bound(StrEnum):
    """What the words before an amount make of it."""

    ABOUT = "about"
    LEAST = "at least"
    MOST = "at most"


@dataclass(frozen=True, slots=True)
class Amount:
    """Numbers with their unit at characters `[start, end)` of a text.

    `values` are in `unit`: one, the two ends of a range, or the items of a series. `unit` is a base unit ("t", "%", "CNY",
    "USD/kg", "ppm", "persons", words for things counted), with "/a" for a rate by the year; empty where nothing tells.
    `digits` are the printed numbers, `scale` what a word beside them multiplies by. `clause` is a clause that translation
    has pushed into the number ("372 in 20226 billion yuan"), never there in a sound text.
    """

    start: int
    end: int
    literal: str
    form: Form
    digits: tuple[str, ...]
    values: tuple[Decimal, ...]
    scale: Decimal
    unit: str
    bound: Bound | None = None
    clause: tuple[int, int] | None = None


_WORDS: Final = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(), 1
    )
} | {word: 10 * number for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES: Final = {
    "thousand": 3, "k": 3, "million": 6, "millions": 6, "mn": 6, "mln": 6, "m": 6, "billion": 9, "billions": 9, "bn": 9, "b": 9, "trillion": 12,
    "tn": 12, "万": 4, "亿": 8, "lakh": 5, "crore": 7,
}  # fmt: skip
_CURRENCIES: Final = {
    "us$": "USD", "usd": "USD", "u.s.$": "USD", "$": "USD", "dollars": "USD", "us dollars": "USD", "a$": "AUD", "au$": "AUD", "aud": "AUD",
    "australian dollars": "AUD", "c$": "CAD", "ca$": "CAD", "cad": "CAD", "canadian dollars": "CAD", "hk$": "HKD", "hkd": "HKD", "nt$": "TWD",
    "s$": "SGD", "nz$": "NZD", "r$": "BRL", "brl": "BRL", "reais": "BRL", "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP",
    "pounds": "GBP", "rmb": "CNY", "cny": "CNY", "yuan": "CNY", "¥": "CNY", "元": "CNY", "jpy": "JPY", "yen": "JPY", "krw": "KRW", "won": "KRW", "inr": "INR",
    "rs": "INR", "rs.": "INR", "rupees": "INR", "₹": "INR", "nok": "NOK", "sek": "SEK", "dkk": "DKK", "chf": "CHF", "kroner": "NOK", "kronor": "SEK",
    "rub": "RUB", "roubles": "RUB", "rubles": "RUB", "kzt": "KZT", "tenge": "KZT", "zar": "ZAR", "rand": "ZAR", "myr": "MYR", "rm": "MYR", "ringgit": "MYR",
    "vnd": "VND", "dong": "VND", "thb": "THB", "baht": "THB",
}  # fmt: skip
_MASSES: Final = {
    "t": 1, "tonne": 1, "tonnes": 1, "ton": 1, "tons": 1, "metric tons": 1, "metric tonnes": 1, "metric ton": 1, "mt": 1, "吨": 1,
    "kt": 10**3, "ktpa": 10**3, "kilotonnes": 10**3, "kilotons": 10**3, "Mt": 10**6, "megatonnes": 10**6, "tpa": 1, "Mtpa": 10**6, "tpy": 1, "mtpa": 10**6,
}  # fmt: skip
_RATES: Final = frozenset({"tpa", "ktpa", "Mtpa", "mtpa", "tpy"})
_PERCENT: Final = frozenset({"%", "percent", "per cent", "pct", "％"})
_OTHER: Final = {
    "kg": "kg", "kilograms": "kg", "kilogram": "kg", "kilogrammes": "kg", "kilos": "kg", "g": "g", "grams": "g", "grammes": "g", "lb": "lb", "pounds of": "lb",
    "ppm": "ppm", "g/t": "g/t", "percentage points": "points", "percentage point": "points",
    "employees": "persons", "people": "persons", "workers": "persons", "staff": "persons", "jobs": "persons", "persons": "persons",
    "mw": "MW", "gw": "GW", "gwh": "GWh", "mwh": "MWh", "kwh": "kWh", "units": "pieces", "pieces": "pieces", "sets": "pieces", "batteries": "pieces",
    "motors": "pieces", "vehicles": "pieces", "cars": "pieces", "turbines": "pieces", "magnets": "pieces", "ha": "ha", "hectares": "ha",
}  # fmt: skip


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in sorted(words, key=len, reverse=True))


_LETTERS: Final = r"(?![A-Za-z])"
_DIGITS: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SPACED: Final = r"\d{1,3}(?: \d{3})+(?:\.\d+)?"
_NAMED: Final = rf"(?:{_any(list(_WORDS))})(?:-(?:{_any(list(_WORDS))}))?"
_PREFIX: Final = rf"(?i:{_any([each for each in _CURRENCIES if not each.isalpha() or each.isupper()] + ['RMB', 'CNY', 'USD', 'AUD', 'CAD', 'EUR', 'GBP', 'JPY', 'KRW', 'INR', 'NOK', 'SEK', 'DKK', 'CHF', 'BRL', 'ZAR', 'HKD', 'RM', 'Rs'])})"
_SCALE: Final = rf"(?:(?:thousand|millions?|billions?|trillion|lakh|crore)\b|(?:mn|mln|bn|tn)\b|[mbk](?![A-Za-z/²³])|万|亿)"
_NUMBER: Final = re.compile(
    rf"(?<![\w.,])(?P<prefix>{_PREFIX}\s?)?(?P<digits>{_SPACED}(?=\s?(?:t\b|tonnes?\b|tons?\b|kg\b))|{_DIGITS})"
    rf"(?P<scale>[\s-]?{_SCALE})?",
)
_UNIT: Final = re.compile(
    rf"[\s-]?(?:(?P<percent>{_any(list(_PERCENT))})|(?P<mass>(?:short |metric |dry |wet )?(?:{_any(list(_MASSES))}){_LETTERS})"
    rf"|(?P<money>(?:{_any([each for each in _CURRENCIES if each.replace(' ', '').isalpha()])}){_LETTERS}|元)|(?P<other>(?:{_any(list(_OTHER))}){_LETTERS}))",
    re.IGNORECASE,
)
_EACH: Final = re.compile(
    r"(?:\s?/\s?|\s(?:per|a|an|each)\s)(?P<each>(?:metric )?(?:tonne|ton|kilogram|kilo|kg|t|pound|lb|gram|g|year|annum|yr|y|a|month|day))(?![A-Za-z])", re.IGNORECASE
)
_YEARLY: Final = re.compile(r"\s?(?:annually|yearly|p\.a\.|pa\b|tpa\b|of annual)", re.IGNORECASE)
_JOIN: Final = re.compile(r"\s?(?:-|–|—|to|and)\s?$")
_OPENS_RANGE: Final = re.compile(r"\b(?:between|from)\s$", re.IGNORECASE)
_BOUNDS: Final = (
    (Bound.ABOUT, re.compile(r"(?:\babout|\baround|\bsome|\broughly|\bapproximately|\bnearly|\balmost|\bclose to|\bca\.?|\bc\.|~|\bapprox\.?|\bin the region of)\s?(?:the )?$", re.IGNORECASE)),
    (Bound.LEAST, re.compile(r"(?:\bat least|\bmore than|\bover|\babove|\bexceeding|\bexceeds?|\bno less than|\bnot less than|\bin excess of|>|≥)\s?$", re.IGNORECASE)),
    (Bound.MOST, re.compile(r"(?:\bup to|\bat most|\bno more than|\bless than|\bunder|\bbelow|\bfewer than|\bas much as|\bmaximum of|<|≤)\s?$", re.IGNORECASE)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Number:
    start: int
    end: int
    digits: str
    value: Decimal
    scale: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit that stands at a place: what it is called, what it multiplies by, and where it ends."""

    name: str
    factor: Decimal
    end: int


def amounts_in(text: str) -> list[Amount]:
    """Return the amounts of a text in their order, no two of which overlap.

    A number is an amount where a unit, a currency or a scale goes with it; years, days, numbers of notices and of
    pages are none.
    """
    numbers = list(_numbers(text))
    found: list[Amount] = []
    k = 0
    while k < len(numbers):
        run = _run(text, numbers, k)
        amount = _amount(text, run)
        if amount is not None:
            found.append(amount)
        k += len(run) if amount is not None else 1
    return found


def _numbers(text: str) -> Iterator[_Number]:
    for match in _NUMBER.finditer(text):
        scale = (match["scale"] or "").strip(" -")
        power = _SCALES.get(scale if len(scale) == 1 else scale.lower(), 0) if scale else 0
        value = Decimal(re.sub(r"[, ]", "", match["digits"]))
        currency = _CURRENCIES.get((match["prefix"] or "").strip().lower(), "")
        yield _Number(match.start(), match.end(), match["digits"], value, Decimal(10) ** power, currency)


def _run(text: str, numbers: Sequence[_Number], k: int) -> Sequence[_Number]:
    """Return the numbers from one on that are one amount: the ends of a range, or the items of a series."""
    last = k
    while last + 1 < len(numbers) and text[numbers[last].end : numbers[last + 1].start] == "/":
        last += 1
    if last > k:
        return numbers[k : last + 1]
    if k + 1 < len(numbers):
        one, other = numbers[k], numbers[k + 1]
        unit = _unit_at(text, one.end)
        between = text[unit.end if unit else one.end : other.start]
        joins = _JOIN.fullmatch(between)
        is_range = joins and ("and" not in between or _OPENS_RANGE.search(text[: one.start]))
        if is_range and _fits(text, one, other, unit):
            return numbers[k : k + 2]
    return numbers[k : k + 1]


def _fits(text: str, one: _Number, other: _Number, unit: _Unit | None) -> bool:
    """Whether two numbers are the ends of a range: the second has a unit, and that of the first, if any, is the same."""
    last = _unit_at(text, other.end)
    if last is None and not other.currency:
        return bool(one.currency) and one.end + 1 == other.start
    own = unit.name if unit else one.currency
    return not own or own == (last.name if last else other.currency)


def _amount(text: str, run: Sequence[_Number]) -> Amount | None:
    first, last = run[0], run[-1]
    unit = _unit_at(text, last.end) or (_unit_at(text, first.end) if len(run) == 1 else None)
    currency = next((each.currency for each in run if each.currency), "")
    name = _name(currency, unit)
    end = unit.end if unit else last.end
    each = _EACH.match(text, end) if name else None
    if each is not None:
        name, end = _by(name, each["each"].lower()), each.end()
    elif name == "t" and (yearly := _YEARLY.match(text, end)):
        name, end = "t/a", yearly.end()
    scale = last.scale
    if not name and scale == 1:
        return None
    factor = unit.factor if unit else Decimal(1)
    values = tuple(item.value * (item.scale if item.scale != 1 else scale) * factor for item in run)
    form = Form.SINGLE if len(run) == 1 else Form.SERIES if text[first.end] == "/" else Form.RANGE
    bound = next((bound for bound, before in _BOUNDS if before.search(text[max(0, first.start - 24) : first.start])), None)
    return Amount(first.start, end, text[first.start : end], form, tuple(item.digits for item in run), values, scale, name, bound)


def _name(currency: str, unit: _Unit | None) -> str:
    if currency and unit is not None and unit.name in _CURRENCIES.values():
        return unit.name
    return currency or (unit.name if unit else "")


def _by(name: str, each: str) -> str:
    """Return a unit for each of something: "USD/kg", "t/a"."""
    if each in {"year", "annum", "yr", "y", "a"}:
        return name if "/" in name else f"{name}/a"
    if each in {"month", "day"}:
        return f"{name}/{each}"
    kilo = {"kilogram": "kg", "kilo": "kg", "kg": "kg", "pound": "lb", "lb": "lb", "gram": "g", "g": "g"}
    return f"{name}/{kilo.get(each, 't')}"


def _unit_at(text: str, place: int) -> _Unit | None:
    match = _UNIT.match(text, place)
    if match is None:
        return None
    word = " ".join(match[0].strip(" -").split())
    low = word.lower()
    if match["percent"]:
        return _Unit("%", Decimal(1), match.end())
    if match["mass"]:
        for lead in ("short ", "metric ", "dry ", "wet "):
            if low.startswith(lead):
                word, low = word[len(lead) :], low[len(lead) :]
        factor = Decimal(_MASSES.get(word, _MASSES.get(low, 1)))
        return _Unit("t/a" if low in {rate.lower() for rate in _RATES} else "t", factor, match.end())
    if match["money"]:
        return _Unit(_CURRENCIES[low if low in _CURRENCIES else word], Decimal(1), match.end())
    return _Unit(_OTHER[low], Decimal(1), match.end())
