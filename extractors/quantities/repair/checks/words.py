"""Words and small tools that the checks share."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from reechain.extractors.quantities.about.numbers import Number, Period
from reechain.extractors.quantities.repair.arithmetic import HUNDRED, Span
from reechain.extractors.quantities.repair.readings import Reading

COMPOUND: Final = re.compile(
    r"\b(?:cagr|compound(?:ed)?(?: annual)?|annual growth rate|average annual|average growth)\b",
    re.IGNORECASE,
)
_YEARLY: Final = re.compile(r" (?:a year|per year|per annum|annually|each year|every year)\b")
_DOWN: Final = re.compile(
    r"\b(?:down|decreas\w*|fell|fall\w*|declin\w*|drop\w*|lower|reduc\w*|shrank|slid|slipp\w*|minus|less)\b"
)
_YEARS: Final = re.compile(r"((?:19|20)\d\d)(?:\s?[-–]\s?|\sto\s|\sand\s)((?:19|20)\d\d)")
_LONGEST: Final = 30
_BASE_BEFORE: Final = re.compile(
    r"(?:\b(?:from|against|than|over|on|above|below|versus|vs\.?|compared (?:with|to)|(?:previous|prior|preceding|last) (?:year|quarter|month|period))"
    r"(?: (?:the|some|about|around|a|an|only|just|its))*:?|\((?:fy|cy|h1 |h2 |q\d )?(?:19|20)\d\d:)\s?(?:[a-z]{0,3}\$|eur|rmb|cny|usd)?\s?$"
)
_BASE_AFTER: Final = re.compile(
    r"(?: [a-z]+){0,3} (?:a (?:year|quarter|month|week) (?:earlier|ago|before)|(?:one|three|twelve) (?:year|month)s? (?:earlier|ago|before)|before\b|last (?:year|friday|week|month)"
    r"|(?:in|of|for) the (?:same|previous|preceding|prior|corresponding)|(?:the )?(?:year|quarter|month) (?:before|earlier)|in the year before|of a year (?:earlier|ago))"
)
_IN_YEAR: Final = re.compile(r" in (?:fy ?)?(?:19|20)\d\d")
_BASE_REACH: Final = 40
_SIGN_REACH: Final = 28
_COMPOUND_REACH: Final = 60


def falls(change: Number) -> bool:
    """Whether the words before a change say that it is a fall."""
    return _DOWN.search(change.before[-_SIGN_REACH:]) is not None


def is_base(level: Number) -> bool:
    """Whether the words beside an amount say that it is what a change starts from."""
    if _BASE_BEFORE.search(level.before[-_BASE_REACH:]) or _BASE_AFTER.match(level.after):
        return True
    return level.before.endswith("(") and _IN_YEAR.match(level.after) is not None


def is_compound(rate: Number) -> bool:
    """Whether the words before a rate say that it is one of each of several years."""
    return (
        COMPOUND.search(rate.before[-_COMPOUND_REACH:]) is not None or _YEARLY.match(rate.after) is not None
    )


def years_of(rate: Number) -> Period | None:
    """Return the first and last year that a rate of several years names: in its own words, behind it or before it."""
    for words in (rate.printed.amount.literal, rate.after, rate.before[-_COMPOUND_REACH:]):
        spans = _YEARS.findall(words)
        if spans:
            first, last = spans[-1] if words == rate.before[-_COMPOUND_REACH:] else spans[0]
            return Period(int(first), int(last)) if int(first) < int(last) <= int(first) + _LONGEST else None
    return rate.period if rate.period is not None and not rate.period.is_year else None


def show(reading: Reading) -> str:
    """Return a value as checks print it."""
    return f"{reading.value.normalize():,f}"


def percent(quotient: Span | None) -> Span | None:
    """Return a quotient in percent."""
    return quotient.times(HUNDRED) if quotient is not None else None


def beside(numbers: Sequence[Number], metric: str) -> Iterator[tuple[Number, Number]]:
    """Yield each percentage of a metric with the level before it in its sentence that it goes with."""
    level: Number | None = None
    for number in numbers:
        if not number.is_ratio:
            level = number
            continue
        if number.about.metric != metric or not number.printed.readings:
            continue
        if level is None or level.sentence != number.sentence or not level.printed.readings:
            continue
        if level.about.metric and number.about.of in {"", level.about.metric}:
            yield level, number


def by_sentence(numbers: Sequence[Number]) -> dict[int, list[Number]]:
    """Return numbers by the sentence in which they stand."""
    groups: dict[int, list[Number]] = defaultdict(list)
    for number in numbers:
        groups[number.sentence].append(number)
    return groups
