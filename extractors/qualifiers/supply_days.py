"""The days of a supply: when its contract was signed, since when and until when it runs, when it ended."""

import re
from collections.abc import Iterator
from typing import Final

from reechain.extractors.dates.reading import PrintedDate, dates_in, day_after
from reechain.extractors.dates.relative import relative_dates
from reechain.extractors.qualifiers.passage import DATE
from reechain.extractors.qualifiers.supply import SUPPLY, passage
from reechain.extractors.relations.matcher import Found, FoundQualifier
from reechain.extractors.tokens import span_text, tokens_of
from reechain.ontology.records import Stance

_ENDED: Final = re.compile(
    r"\b(?:ended|expired|lapsed|terminated|cancelled|came to an end|come to an end|ran out|dissolved)\b",
    re.IGNORECASE,
)
_SIGNED: Final = re.compile(
    r"\b(?:signed|signs|executed|entered into|concluded|inked|struck|finali[sz]ed|agreed)\b", re.IGNORECASE
)
_FROM: Final = re.compile(
    r"\b(?:from|since|starting|beginning|commencing|starts?)(?: on| in)?(?: the)? $", re.IGNORECASE
)
_UNTIL: Final = re.compile(
    r"\b(?:until|till|through|to|expires?|ends?|runs out)(?: on| in| at)?(?: the)? $", re.IGNORECASE
)


def supply_days(item: Found) -> Iterator[FoundQualifier]:
    """Yield the days of a supply; the last day printed is the last of it, so that it ceases the day after."""
    if item.relation.name not in SUPPLY:
        return
    text = tokens_of(item.subject.doc).said(item.start, item.end)
    if item.stance is Stance.ENDED:
        yield from (
            FoundQualifier("validUntil", date.value) for date in _of(_ENDED, _dates(text, item), text)
        )
        return
    plain = [date for date in _dates(text, item) if not _bounds(text, date)]
    yield from (FoundQualifier("validOn", date.value) for date in _of(_SIGNED, plain, text))
    for sentence in passage(item):
        yield from _interval(span_text(sentence))


def _of(deed: re.Pattern[str], dates: list[PrintedDate], text: str) -> list[PrintedDate]:
    """Return the date of a deed, if the sentence tells of it and of one day."""
    return dates if len(dates) == 1 and deed.search(text) else []


def _dates(text: str, item: Found) -> list[PrintedDate]:
    return dates_in(text) or relative_dates(text, item.subject.doc.user_data.get(DATE))


def _bounds(text: str, date: PrintedDate) -> bool:
    """Whether a date begins or ends something."""
    return bool(_FROM.search(text, 0, date.start) or _UNTIL.search(text, 0, date.start))


def _interval(text: str) -> Iterator[FoundQualifier]:
    for date in dates_in(text):
        if _FROM.search(text, 0, date.start):
            yield FoundQualifier("validFrom", date.value)
        elif _UNTIL.search(text, 0, date.start):
            yield FoundQualifier("validUntil", day_after(date.value))
