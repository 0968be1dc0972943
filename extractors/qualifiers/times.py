"""Since when, until when and when: the date that belongs to the deed or state that a relation tells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reechain.extractors.dates.reading import PrintedDate, dates_in
from reechain.extractors.dates.relative import relative_dates
from reechain.extractors.qualifiers.passage import DATE, Passage, passage_of
from reechain.extractors.qualifiers.verbs import (
    ANY,
    AUXILIARY,
    BECOMING,
    BROKEN_OFF,
    DEEDS,
    FOUNDING,
    STATES,
    TELLING,
)
from reechain.extractors.relations.matcher import Found, FoundQualifier
from reechain.ontology.records import Stance

_ROLE: Final = re.compile(
    r"\b(?P<role>since|with effect from|effective(?: from| on)?|as from|from|starting|until|till|up to|before|prior to|after|following|by|as of|as at|on|in|at|of|during|for|dated|to)"
    r"\s+(?:the\s+)?(?:(?:early|mid|late|end|close|year|beginning|start|middle|summer|spring|autumn|winter)[\s-]+(?:of\s+)?(?:the\s+)?)?$",
    re.IGNORECASE,
)
_AT: Final = re.compile(r"\b(?:as at|as of|at|on|per|as on)\s+(?:the\s+)?$|\($", re.IGNORECASE)
_FROM: Final = frozenset(
    {
        "since",
        "with effect from",
        "effective",
        "effective from",
        "effective on",
        "as from",
        "from",
        "starting",
    }
)
_UNTIL: Final = frozenset({"until", "till", "up to", "to"})
_LOOSE: Final = frozenset({"before", "prior to", "after", "following", "for", "dated", "of"})
"""Words that leave open when it was, or tie a date to a noun."""
_STOP: Final = re.compile(r"[;\n]|\b(?:while|whereas|but)\b")
_DASH: Final = re.compile(r"\s*(?:\([^()]{0,40}\)\s*)?(?:--?|–|—)\s")
_ADVERB: Final = re.compile(r"(?:\b(?:wholly|fully|majority|jointly|state|partly)|%)[\s-]$", re.IGNORECASE)
"""What makes a verb an adjective: "its wholly owned subsidiary"."""
_COMMA: Final = re.compile(r",\s*(?:and\s+)?$")
_FRONT: Final = re.compile(r"^\W*(?:\w+\W+){0,9}$")
_SHORT: Final = 40
_SPLIT: Final = 3
"""How close behind a date a verb stands that it splits: "was in 2019 renamed"."""
_OWN: Final = 14
"""How close behind a party a date stands that is its alone: "Foo in 2019 and Bar in 2021"."""


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date with the deed that it belongs to, and how it is tied to it."""

    date: PrintedDate
    deed: str
    role: str


def read_times(found: Found) -> Iterator[FoundQualifier]:
    """Yield when a deed was done, or since when, until when or at which point a state is told to hold."""
    name = found.relation.name
    if name not in DEEDS:
        return
    passage = passage_of(found)
    published = found.subject.doc.user_data.get(DATE)
    printed = [date for date in dates_in(passage.text) if not _heads_report(passage.text, date)]
    dates = printed or relative_dates(passage.text, published)
    belonging = [dated for date in dates if (dated := _belonging(passage, date, dates, found.stance))]
    has_until = any(dated.role in _UNTIL for dated in belonging)
    chosen: set[str] = set()
    for dated in sorted(belonging, key=lambda dated: _distance(passage, dated.date)):
        role = _property(name, dated, found.stance, has_until=has_until)
        if role is not None and role not in chosen and (name in STATES or not chosen):
            chosen.add(role)
            yield FoundQualifier(role, dated.date.value)
    if name in STATES and not dates:
        yield from _of_heading(passage.lead)


def _of_heading(lead: str) -> Iterator[FoundQualifier]:
    """Yield the one day at which a heading says that its list holds: "Shareholders at 31 October 2022"."""
    dates = [date for date in dates_in(lead) if _AT.search(lead, 0, date.start)]
    if len(dates) == 1:
        yield FoundQualifier("validOn", dates[0].value)


def _belonging(
    passage: Passage, date: PrintedDate, dates: list[PrintedDate], stance: Stance
) -> _Dated | None:
    """Return a date with its deed, None where it belongs to something else in the sentence."""
    text = passage.text
    role = _ROLE.search(text, 0, date.start)
    word = role["role"].casefold() if role else ""
    deed, is_front = _deed_of(text, date, role)
    words = deed[0] if deed else ""
    if _is_of_another(passage, date, dates):
        return None
    if stance is Stance.DENIED and BROKEN_OFF.search(text, max(0, date.start - _SHORT), date.start):
        return _Dated(date, words, word)
    if deed and not _is_of_pair(passage, deed):
        is_led = is_front and not TELLING.fullmatch(words) and len(dates) == 1
        if not (is_led and DEEDS[passage.relation].search(text, date.end)):
            return None
    return _Dated(date, words, word)


def _deed_of(text: str, date: PrintedDate, role: re.Match[str] | None) -> tuple[re.Match[str] | None, bool]:
    """Return the word that a date belongs to, and whether the date stands at the front of the sentence."""
    lead = role.start() if role else date.start
    is_clause_front = _COMMA.search(text, 0, lead) and text[date.end :].lstrip().startswith(",")
    before = [
        verb
        for verb in ANY.finditer(text, 0, lead)
        if not _STOP.search(text[verb.end() : date.start]) and not _ADVERB.search(text, 0, verb.start())
    ]
    after = _main(text, ANY.search(text, date.end))
    if before and not is_clause_front:
        is_split = AUXILIARY.fullmatch(before[-1][0]) and after and after.start() - date.end <= _SPLIT
        return (after if is_split else before[-1]), False
    if after is None or _STOP.search(text[date.end : after.start()]):
        return None, False
    return after, bool(_FRONT.match(text[: date.start]))


def _main(text: str, verb: re.Match[str] | None) -> re.Match[str] | None:
    """Return the verb that an auxiliary leads in, if it stands right after it: "has signed"."""
    following = ANY.search(text, verb.end()) if verb and AUXILIARY.fullmatch(verb[0]) else None
    return following if verb and following and following.start() - verb.end() <= _SPLIT else verb


def _heads_report(text: str, date: PrintedDate) -> bool:
    """Whether a date stands with a place before a report: "OSLO, 4 April 2025 –"."""
    return bool(_DASH.match(text, date.end)) and not ANY.search(text, 0, date.start)


def _is_of_pair(passage: Passage, deed: re.Match[str]) -> bool:
    """Whether a deed is one of the relation: for a state, one between its two ends.

    In "Foo, founded in 1998, is a unit of Bar" the holder did not found, in "Foo, a unit of Bar, bought
    Baz in 2015" it is another that was bought.
    """
    if passage.relation not in STATES:
        return bool(DEEDS[passage.relation].fullmatch(deed[0]))
    if FOUNDING.fullmatch(deed[0]):
        return passage.holder[1] <= deed.start() < passage.held[1]
    if not DEEDS[passage.relation].fullmatch(deed[0]):
        return False
    last = max((end for _, end in passage.ends), default=0)
    others = [p for p in passage.parties if p not in passage.ends and p[0] >= last]
    return deed.start() < last or not others or not BECOMING.fullmatch(deed[0])


def _is_of_another(passage: Passage, date: PrintedDate, dates: list[PrintedDate]) -> bool:
    """Whether a date stands right behind a party that has no part in the relation, and another date is there."""
    near = max((p for p in passage.parties if p[1] <= date.start), default=None)
    if near is None or near in passage.ends or len(dates) < 2:
        return False
    return date.start - near[1] <= _OWN and "," not in passage.text[near[1] : date.start]


def _property(name: str, dated: _Dated, stance: Stance, *, has_until: bool) -> str | None:
    """Return the qualifier that a date gives; of what is over, a lone date is the end."""
    if stance is Stance.ENDED:
        is_start = dated.role in _FROM and has_until
        return "validFrom" if is_start else "validUntil" if dated.role not in _LOOSE else None
    is_deadline = dated.role == "by"
    if is_deadline and stance not in (Stance.PLANNED, Stance.HEDGED):
        return None
    if name not in STATES:
        is_open = dated.role in _LOOSE - {"of"} or dated.role in _UNTIL
        return None if is_open else "validOn"
    if dated.role in _UNTIL:
        return "validUntil"
    if dated.role in _LOOSE:
        return None
    if dated.role in _FROM or BECOMING.fullmatch(dated.deed) or FOUNDING.fullmatch(dated.deed):
        return "validFrom"
    return "validOn" if dated.role else None


def _distance(passage: Passage, date: PrintedDate) -> int:
    gaps = [max(start - date.end, date.start - end, 0) for start, end in passage.ends]
    return min(gaps, default=0)
