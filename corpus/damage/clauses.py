"""Clauses beside a number that a translation moves into its decimal point."""

import re
from dataclasses import dataclass
from typing import Final

_YEAR: Final = r"(?:FY\s?|fiscal )?(?:19|20)\d\d"
_PART: Final = r"the (?:first|second|third|fourth) (?:half|quarter|three quarters)"
_TIME: Final = (
    rf"(?:in|by|during|for|since|at the end of|by the end of) (?:{_PART}(?: of)? )?{_YEAR}"
    rf"|(?:from|between) {_YEAR} (?:to|and) {_YEAR}|in {_YEAR}-{_YEAR}|in {_PART}"
)
_SAID: Final = r"year[- ]on[- ]year|(?:was|were) (?:obtained|produced|sold|mined|allocated|issued|completed|achieved)|respectively"
_AFTER: Final = re.compile(rf" (?P<clause>{_TIME}|{_SAID})(?![\w%]|[-/,.]\d)", re.IGNORECASE)
_BEFORE: Final = re.compile(rf" (?P<clause>{_TIME})(?P<between> [^\d.;:()\n]{{1,40}})$")
_OPENING: Final = re.compile(
    rf"(?:^|(?<=[.!?] )|(?<=\n))(?P<clause>(?:In|By|During|From|Since) [^.;,\n]*?{_YEAR}), (?=[A-Za-z])"
    r"(?P<between>[^.;:()\n\d]+)$"
)
_WHOLE: Final = re.compile(_TIME, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause, and the characters `[start, end)` that go from the text when it is moved.

    One that `opens` its sentence leaves a small letter behind it that must become a capital.
    """

    words: str
    start: int
    end: int
    opens: bool = False


def after(text: str, end: int) -> Clause | None:
    """Return the clause that follows an amount which ends at a place."""
    match = _AFTER.match(text, end)
    return Clause(match["clause"], match.start(), match.end()) if match else None


def before(text: str, start: int, earliest: int) -> Clause | None:
    """Return the clause of time before an amount, with words but no number between; none begins before `earliest`."""
    match = _BEFORE.search(text, earliest, start)
    if match is not None:
        return Clause(match["clause"], match.start(), match.end("clause"))
    match = _OPENING.search(text, earliest, start)
    if match is None or _WHOLE.fullmatch(match["clause"]) is None:
        return None
    words = match["clause"][0].lower() + match["clause"][1:]
    return Clause(words, match.start("clause"), match.start("between"), opens=True)
