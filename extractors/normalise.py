"""Text made fit to be read by rules, with a map back to every character of the source.

Machine-translated and scraped texts come with full-width punctuation, runs of `**` where a word was
masked, missing spaces after `;` and `%`, and lines broken in mid-sentence. Rules read the mended text;
every offset that leaves this layer is one of the source.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, zip_longest
from typing import Final

MAX_RUN: Final = 200
"""Longest run of characters without a space that is kept whole: spaCy's tokenizer is quadratic on longer ones."""

_INVISIBLE: Final = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_MASK: Final = re.compile(r"\*{2,}")
_BULLET: Final = re.compile(r"\s*(?:[-–—•*▪◦●‣]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+")
_PIECE: Final = re.compile(r"[A-Za-z0-9]{2,}|.", re.DOTALL)
"""A plain word, else a character."""
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
_ENDS: Final = ".!?:;。"
_SMALL: Final = frozenset(
    "a an and as at but by for from in into its of on or than that the their to with which who".split()
)
_LONG: Final = 45
"""From how many characters on a line that breaks in mid-sentence is no heading."""
_FULL: Final = 60
"""From how many characters on a line with a full stop may be one within a paragraph."""
_SHORTEST: Final = 40
_FEW_WORDS: Final = 3
_FEW_WRAPPED: Final = 2
_SHARE_SMALL: Final = 0.4
"""How many lines of those that are broken in mid-sentence begin small, at least, where a text is wrapped."""
_SHORT_LINE: Final = 0.6
"""How long a wrapped line is at least, of a middling one."""
_LONG_LINE: Final = 1.3
"""How long one is at most, of the longest that is broken in mid-sentence: what is longer is a paragraph of its own."""
_SHARE_OF_ALL: Final = 0.2
"""How many lines at least are broken so, of all."""
_SHARE_CAPITAL: Final = 0.8
_FIELD: Final = re.compile(r"[^:.,]{1,40}: |(?:www\.|https?:|\S+@)")
"""A line of a form, or an address."""
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
    for piece in _PIECE.finditer(source):
        position, char = piece.start(), piece[0]
        if len(char) > 1:
            pieces.add_word(char, position)
            continue
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

    def add_word(self, word: str, position: int) -> None:
        """Add letters and digits that are written as they are: within them nothing is missing but in an endless run."""
        self.add(word[0], position)
        if self.run + len(word) - 1 > MAX_RUN:
            for place, char in enumerate(word[1:], position + 1):
                self.add(char, place)
            return
        self.chars += word[1:]
        self.at += range(position + 1, position + len(word))
        self.run += len(word) - 1

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
    width = _width(lines)
    position, opens, goes_on = 0, True, False
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        body = line.rstrip()
        end = position + len(body)
        is_wrapped = (
            width is not None and not (opens and _is_title(body)) and _continues(body, following, width)
        )
        goes_on = is_wrapped or _breaks_off(body, following, within=goes_on)
        if not goes_on:
            breaks.update(range(end, position + len(line)))
        opens = not body
        position += len(line)
    return frozenset(breaks)


def _width(lines: Sequence[str]) -> tuple[int, int] | None:
    """Return how long at least and at most a wrapped line is, in a text whose lines end in mid-sentence as a rule.

    In prose about three words in four begin small, wherever a line is broken; after a heading, in a list, in a
    column of names hardly one does.
    """
    bodies = [line.strip() for line in lines]
    if next(filter(None, bodies), "")[:1].islower():
        # Lines that begin small from the first on are items.
        return None
    open_ended = [
        (body, after)
        for body, after in pairwise(bodies)
        if len(body) >= _SHORTEST and body[-1] not in _ENDS and after and not _BULLET.match(after)
    ]
    going_on = sorted(len(body) for body, after in open_ended if after[0].islower())
    many = max(_FEW_WRAPPED, _SHARE_OF_ALL * sum(map(bool, bodies)))
    if len(going_on) < many or len(going_on) < _SHARE_SMALL * len(open_ended):
        return None
    return min(_LONG, int(_SHORT_LINE * going_on[len(going_on) // 2])), int(_LONG_LINE * going_on[-1])


def _breaks_off(body: str, following: str, *, within: bool) -> bool:
    """Whether a line breaks in mid-sentence, whatever the lines around it: it is long, or ends in a comma or a small word.

    A line that itself begins small is an item of a list, but for one `within` a sentence.
    """
    if not body or body[-1] in _ENDS or not following.lstrip()[:1].islower() or _is_apart(following):
        return False
    if body.lstrip()[:1].islower() and not within:
        return False
    words = body.split()
    return len(body) >= _LONG or (len(words) >= _FEW_WORDS and (body[-1] == "," or words[-1] in _SMALL))


def _continues(body: str, following: str, width: tuple[int, int]) -> bool:
    """Whether `following` goes on with the sentence of the line `body`, in a text that is wrapped."""
    least, most = width
    if not least <= len(body) <= most or _is_apart(following):
        return False
    if body[-1] in _ENDS:
        return body[-1] != ";" and len(body) >= _FULL and not _looks_like_heading(following)
    return True


def _is_apart(line: str) -> bool:
    """Whether a line goes on with none before it: it is empty, an item, a line of a form or an address."""
    body = line.strip()
    return not body or bool(_BULLET.match(line) or _FIELD.match(body))


def _is_title(line: str) -> bool:
    """Whether a line is written like a headline: most of its long words have capitals, and it lists nothing."""
    words = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return "," not in line and capitals >= _SHARE_CAPITAL * max(1, len(words))


def _looks_like_heading(line: str) -> bool:
    words = line.split()
    return (
        len(words) <= 8
        and not line.rstrip().endswith((".", ",", ";"))
        and sum(w[0].isupper() for w in words) * 2 > len(words)
    )
