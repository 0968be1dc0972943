"""The date of a document: given in its head matter, printed in its first or last lines, or in its file name."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from reechain.extractors.dates.reading import dates_in, is_date

GIVEN: Final = "given-date"
PRINTED: Final = "printed-date"
FILE_NAME: Final = "file-name-date"
_HEAD_LINES: Final = 8
_TAIL_LINES: Final = 3
_LONGEST_HEADING: Final = 140
_LONGEST_SIGNATURE: Final = 80
_LONGEST_DATELINE: Final = 90
_FRONT_MATTER: Final = re.compile(r"\s*---[ \t]*\n(?P<body>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_FIELD: Final = re.compile(r"^date[ \t]*:[ \t]*[\"']?(?P<value>[^\"'\n]+)", re.MULTILINE | re.IGNORECASE)
_IN_NAME: Final = re.compile(r"(?<!\d)(\d{4})(?:[-_.]?(\d\d)(?:[-_.]?(\d\d))?)?(?!\d)", re.ASCII)
_MADE_PUBLIC: Final = re.compile(
    r"\b(?:dated?|lodged|filed|published|issued|released|updated|announced|signed)\b[^.]{0,40}$|\bdate\s*:\s*$",
    re.IGNORECASE,
)
_BALANCE: Final = re.compile(
    r"\b(?:as of|as at|ended|ending|end of|position at|at)\s+(?:the\s+)?$", re.IGNORECASE
)
_OF_A_DEED: Final = re.compile(
    r"\b(?:on|in|by|from|since|until|till|before|after|to|of|for|during|between|and|effective)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""Words before a date that tie it to what is told, not to the telling."""
_SPEECH_BEGINS: Final = re.compile(r"\s*(?:[-–—:.|/(\[]|$)")
_REPORT_OF: Final = re.compile(
    r"\b(?:report|review|statement|statements|accounts|outlook|yearbook|annual|interim)\W{1,3}(?:for |of )?(?P<after>\d{4})\b"
    r"|\b(?P<before>\d{4})\s+(?:annual|interim|half|sustainability|report|review|outlook)",
    re.IGNORECASE | re.ASCII,
)  # fmt: skip


def document_date(text: str, key: str) -> tuple[str, str] | None:
    """Return the date of a document and its basis (date_bases.csv); None where nothing tells it.

    The date of a balance sheet is the document's only where it stands in a heading and no other date does.
    """
    if given := _in_front_matter(text):
        return given, GIVEN
    if printed := _printed(text):
        return printed, PRINTED
    named = _in_file_name(key)
    return (named, FILE_NAME) if named else None


def _in_front_matter(text: str) -> str | None:
    matter = _FRONT_MATTER.match(text)
    field = _FIELD.search(matter["body"]) if matter else None
    if field is None:
        return None
    value = field["value"].strip()
    found = dates_in(value)
    return value if is_date(value) else found[0].value if found else None


def _in_file_name(key: str) -> str | None:
    for match in _IN_NAME.finditer(PurePosixPath(key).stem):
        parts = [part for part in match.groups() if part]
        for length in range(len(parts), 0, -1):
            if is_date(value := "-".join(parts[:length])):
                return value
    return None


def _printed(text: str) -> str | None:
    body = _FRONT_MATTER.sub("", text, count=1)
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    head = [date for line in lines[:_HEAD_LINES] for date in _of_telling(line)]
    tail = [date for line in lines[_HEAD_LINES:][-_TAIL_LINES:] for date in _of_signature(line)]
    days = [date for date in [*head, *tail] if len(date) == len("YYYY-MM-DD")]
    if chosen := [*days, *sorted([*head, *tail], key=len, reverse=True)]:
        return chosen[0]
    balance = [date for line in lines[:_HEAD_LINES] for date in _of_balance(line)]
    return balance[0] if balance else _of_title(lines[:3])


def _of_telling(line: str) -> Iterator[str]:
    """Yield the dates of a heading or dateline that say when it was written."""
    for date in dates_in(line):
        before, after = line[: date.start], line[date.end :]
        if _MADE_PUBLIC.search(before) and _is_heading(line):
            yield date.value
        elif _OF_A_DEED.search(before) or _BALANCE.search(before):
            continue
        elif _is_heading(line) or (date.end <= _LONGEST_DATELINE and _SPEECH_BEGINS.match(after)):
            yield date.value


def _of_signature(line: str) -> Iterator[str]:
    if len(line) <= _LONGEST_SIGNATURE and _is_heading(line):
        yield from _of_telling(line)


def _of_balance(line: str) -> Iterator[str]:
    if _is_heading(line):
        yield from (date.value for date in dates_in(line) if _BALANCE.search(line[: date.start]))


def _of_title(lines: list[str]) -> str | None:
    for line in lines:
        if _is_heading(line) and (match := _REPORT_OF.search(line)):
            year = match["after"] or match["before"]
            return year if is_date(year) else None
    return None


def _is_heading(line: str) -> bool:
    """Whether a line is short and ends as no sentence does."""
    return len(line) <= _LONGEST_HEADING and not line.endswith((".", ";", ",", "!", "?", "。"))
