"""Text made fit to be read by rules, with a map back to every character of the source.

Machine-translated and scraped texts come with full-width punctuation, runs of `**` where a word was
masked, missing spaces after `;` and `%`, and lines broken in mid-sentence. Rules read the mended text;
every offset that leaves this layer is one of the source.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Final

MAX_RUN: Final = 200
"""Longest run of characters without a space that is kept whole: spaCy's tokenizer is quadratic on longer ones."""

_INVISIBLE: Final = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_MASK: Final = re.compile(r"\*{2,}")
_BULLET: Final = re.compile(r"\s*(?:[-–—•*▪◦●‣]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+")
_QUOTES: Final = {
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "‘": "'",
    "’": "'",
    "′": "'",
    "「": '"',
    "」": '"',
    "《": '"',
    "》": '"',
}
_LOOSE: Final = frozenset(";%.")
"""Signs after which a space may be missing."""
_PUNCTUATION: Final = {"。": ".", "、": ",", "‐": "-", "‑": "-", "‒": "-", "−": "-"}


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """A text for rules. Character `i` of `text` stands for `[starts[i], ends[i])` of the source."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Return the source span of the non-empty span `[start, end)` of the normalised text."""
        return self.starts[start], self.ends[end - 1]


def normalise(source: str) -> NormalisedText:
    """Return the text for rules; its length may differ from that of the source.

    >>> normalised = normalise("up 5%；the   mine")
    >>> normalised.text
    'up 5% ; the mine'
    >>> normalised.to_source(8, 16)
    (6, 16)
    """
    pieces = _Pieces()
    skipped = {i for match in _MASK.finditer(source) for i in range(match.start(), match.end())}
    breaks = _paragraph_breaks(source)
    for position, char in enumerate(source):
        if position in skipped:
            continue
        folded = _fold(char)
        if folded == " ":
            pieces.add("\n" if position in breaks else " ", position)
        elif folded:
            pieces.add(folded, position)
    return pieces.finished()


class _Pieces:
    """Characters gathered one by one, spaces folded and missing spaces put in."""

    def __init__(self) -> None:
        self.chars: list[str] = []
        self.at: list[int] = []
        self.run = 0

    def add(self, char: str, position: int) -> None:
        if char in " \n":
            self._space(char, position)
            return
        if char == "-" and self.chars and self.chars[-1] == "%":
            self._space(" ", position)
            return
        is_loose = char == ";" or (bool(self.chars) and self.chars[-1] in _LOOSE)
        if self.run >= MAX_RUN or (is_loose and self._needs_space(char)):
            self._space(" ", position)
        self.chars.append(char)
        self.at.append(position)
        self.run += 1

    def _space(self, char: str, position: int) -> None:
        self.run = 0
        if self.chars and self.chars[-1] in " \n":
            if char == "\n":
                self.chars[-1] = "\n"
            return
        if self.chars:
            self.chars.append(char)
            self.at.append(position)

    def _needs_space(self, char: str) -> bool:
        """Whether a space is missing before `char`: `20%;The`, `costs.Benefits`."""
        if not self.chars:
            return False
        previous = self.chars[-1]
        if char == ";" and previous != " ":
            return True
        if previous in ";%" and char.isalpha():
            return True
        return (
            previous == "."
            and char.isupper()
            and len(self.chars) > 3
            and "".join(self.chars[-4:-1]).islower()
        )

    def finished(self) -> NormalisedText:
        return NormalisedText(
            "".join(self.chars), tuple(self.at), tuple(position + 1 for position in self.at)
        )


@lru_cache(maxsize=4096)
def _fold(char: str) -> str:
    """Return how a character is read: nothing for what cannot be seen, a space for any space."""
    if _INVISIBLE.match(char):
        return ""
    if char.isspace():
        return " "
    if char in _QUOTES:
        return _QUOTES[char]
    if char in _PUNCTUATION:
        return _PUNCTUATION[char]
    code = ord(char)
    if 0xFF01 <= code <= 0xFF5E:
        return chr(code - 0xFEE0)
    return char if unicodedata.category(char) != "Cs" else "?"


def _paragraph_breaks(source: str) -> frozenset[int]:
    """Return the positions of the line breaks that end a paragraph; the others only wrap a line."""
    breaks: set[int] = set()
    lines = source.splitlines(keepends=True)
    wrapped = _is_hard_wrapped(lines)
    position = 0
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        body = line.rstrip()
        end = position + len(body)
        if not (wrapped and _continues(body, following)):
            breaks.update(range(end, position + len(line)))
        position += len(line)
    return frozenset(breaks)


def _is_hard_wrapped(lines: list[str]) -> bool:
    """Whether lines end in mid-sentence as a rule, as in mail and newsletters."""
    bodies = [line.strip() for line in lines if line.strip()]
    long = [body for body in bodies if 45 <= len(body) <= 110]
    open_ended = [body for body in long if body[-1] not in ".!?:;。"]
    return len(bodies) >= 4 and len(open_ended) * 2 > len(bodies) and max(map(len, bodies)) <= 120


def _continues(body: str, following: str) -> bool:
    """Whether `following` goes on with the sentence of the line `body`."""
    if len(body) < 45 or not following.strip() or _BULLET.match(following):
        return False
    if body[-1] in ".!?。:":
        return len(body) >= 60 and not _looks_like_heading(following)
    return True


def _looks_like_heading(line: str) -> bool:
    words = line.split()
    return (
        len(words) <= 8
        and not line.rstrip().endswith((".", ",", ";"))
        and sum(w[0].isupper() for w in words) * 2 > len(words)
    )
