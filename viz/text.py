"""The name that a box shows, broken into lines that fit.

Widths are estimated, since the reader's fonts are not known: as in Arial and the fonts made to its measure.
A browser with a wider font draws a line a little narrower, so that it stays in its box.
"""

import unicodedata
from dataclasses import dataclass
from typing import Final

from reechain.graph.view import Node
from reechain.ontology.gazetteer import COMMON_NOUNS
from reechain.ontology.names import LEGAL_FORMS, words

_WIDTHS: Final = {
    **dict.fromkeys("ijl'|", 0.23),
    **dict.fromkeys("ftI.,;:![]/ ", 0.28),
    **dict.fromkeys("r()-", 0.34),
    **dict.fromkeys("cksvxyzJ", 0.5),
    **dict.fromkeys("mM", 0.84),
    **dict.fromkeys("wCGOQ", 0.76),
    **dict.fromkeys("W@%—", 0.97),
}
_LEGAL: Final = LEGAL_FORMS | {"and"}
ELLIPSIS: Final = "…"


@dataclass(frozen=True, slots=True)
class Fitted:
    """The lines that a box shows. `is_clipped` when they do not give a whole name."""

    lines: tuple[str, ...]
    is_clipped: bool = False


def width_of(text: str) -> float:
    """Return the width of a text in units of the font size.

    >>> width_of("稀土") > width_of("ree")
    True
    """
    return sum(map(_width, text))


def _width(char: str) -> float:
    if char in _WIDTHS:
        return _WIDTHS[char]
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    return 0.69 if char.isupper() else 0.56


def fitted(node: Node, width: float, lines: int) -> Fitted:
    """Return the fullest name of a node that fits into some lines of a width, in units of the font size.

    The label without its legal form is tried first, then aliases: those made of words of
    the label, then others, the longest first. Each is tried into two lines before any into more.
    Where none fits, the label is clipped.
    """
    bare = without_legal_form(node.label)
    names = [bare, *_spoken(node)]
    for most in range(min(2, lines), lines + 1):
        for name in names:
            broken = _broken(name, width)
            if len(broken) <= most and all(width_of(line) <= width for line in broken):
                return Fitted(tuple(broken))
    return Fitted(_clipped(_broken(bare, width), width, lines), is_clipped=True)


def _spoken(node: Node) -> list[str]:
    """The aliases that a reader says: neither tickers nor those in another script.

    Only firms, sites and rules go by short names; a material by another name looks like another material.
    """
    if node.type in COMMON_NOUNS:
        return []
    label = set(words(node.label))
    spoken = [name for name in node.aliases if name.isascii() and not any(map(str.isdigit, name))]
    return sorted(spoken, key=lambda name: (not set(words(name)) <= label, -len(name), name))


def without_legal_form(name: str) -> str:
    """Return a name without what only says its legal form.

    >>> without_legal_form("Foo Rare Earth (Group) Co., Ltd.")
    'Foo Rare Earth (Group)'
    """
    parts = name.split()
    while len(parts) > 1 and set(words(parts[-1])) <= _LEGAL:
        parts.pop()
    return " ".join(parts).rstrip(",")


def _broken(name: str, width: float) -> list[str]:
    """The name as lines, broken at spaces and after hyphens, and inside names without either."""
    lines = [""]
    for piece in _pieces(name, width):
        if width_of((lines[-1] + piece).rstrip()) <= width:
            lines[-1] += piece
        else:
            lines.append(piece)
    return [line.strip() for line in lines if line.strip()] or [name]


def _pieces(name: str, width: float) -> list[str]:
    pieces: list[str] = []
    for word in name.replace("-", "-\0").replace(" ", " \0").split("\0"):
        if width_of(word.rstrip()) <= width:
            pieces.append(word)
        else:
            pieces.extend(word)
    return pieces


def _clipped(lines: list[str], width: float, most: int) -> tuple[str, ...]:
    kept = lines[:most]
    last = kept[-1]
    while last and width_of(last + ELLIPSIS) > width:
        last = last[:-1]
    return (*kept[:-1], last.rstrip(" ,(-") + ELLIPSIS)
