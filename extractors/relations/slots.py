"""A sentence as relation patterns see it: words, and slots that hold mentions or lists of them.

"Foo Ltd, Bar Inc. and Baz make magnets." reads `«C:0» make «R:1» .` — slot 0 holds three mentions.
Letters give the types in a slot; "its" is a slot in small letters, `«c:0» 's`, over which gaps pass.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from spacy.tokens import Doc, Span

from reechain.extractors.candidates import type_of
from reechain.extractors.references.factory import EXTRACTOR as REFERENCE
from reechain.extractors.tokens import Tokens, span_text, tokens_of
from reechain.ontology.records import EntityType

LETTER: Final[Mapping[EntityType, str]] = {
    EntityType.COMPANY: "C",
    EntityType.AGENCY: "A",
    EntityType.MINE: "M",
    EntityType.FACILITY: "F",
    EntityType.PLACE: "L",
    EntityType.POLICY: "P",
    EntityType.PRODUCT: "R",
    EntityType.MINERAL: "N",
    EntityType.ELEMENT: "E",
    EntityType.APPLICATION: "U",
    EntityType.STAGE: "S",
}
_LISTS_WITH: Final = {
    "C": "CA",
    "A": "CA",
    "M": "MF",
    "F": "MF",
    "L": "L",
    "P": "P",
    "R": "RNE",
    "N": "RNE",
    "E": "RNE",
    "U": "U",
}
_GLUE: Final = frozenset({",", "and", "or", "&", "/", "plus", ";", "together", "along"})
_SINGULAR: Final = frozenset({"is", "was", "has", "does"})
_FILLERS: Final = frozenset(
    "the a an its their other both then also some many various as well such with".split()
)
_DEFINING: Final = frozenset(
    "hereinafter hereafter herein referred to as the or known called abbreviated collectively and".split()
)
_BRACKETS: Final = {"(": "‹", ")": "›", "[": "‹", "]": "›", "|": "¦"}
"""Signs that mean something in patterns, and how sentences write them."""
_POSSESSIVE: Final = frozenset({"its", "their", "our"})
NUMBER_WORDS: Final[Mapping[str, int]] = {
    word: number
    for words, numbers in (
        (
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
            range(1, 16),
        ),
        ("twenty thirty forty fifty sixty seventy eighty ninety hundred", range(20, 110, 10)),
    )
    for word, number in zip(words.split(), numbers, strict=True)
}
_ZERO: Final = re.compile(r"0(?:\.0+)?")
_NUMBER: Final = re.compile(r"[\d.,/:]*\d[\d.,/]*(?:st|nd|rd|th)?")


_ANYWHERE: Final = frozenset({"-", "#", "'s"})
"""What words may be written as for what stands around them."""
_UNSEEN: Final = frozenset({'"', "etc", "etc.", "'", "*", "#", "«", "»"})
_DASHES: Final = frozenset({"-", "–", "—"})
_SLOT_NUMBER: Final = re.compile(r"(«[A-Za-z]+:)(\d+)")


@dataclass(frozen=True, slots=True)
class Atom:
    """A mention or reference at tokens `[start, end)`, with what it means."""

    start: int
    end: int
    span: Span
    meanings: tuple[Span, ...]
    letter: str = field(init=False)
    """The letter of the type of what is meant."""

    def __post_init__(self) -> None:
        """Look the letter up once: it is asked for many times."""
        object.__setattr__(self, "letter", LETTER[type_of(self.meanings[0])])


@dataclass(frozen=True, slots=True)
class SlottedSentence:
    """Words and slots. `slots[n]` are the atoms of `«..:n»`; `text` ends in a space.

    `places` has, for each word and slot, where it begins in `text` and the tokens `[start, end)` that it is.
    The first `lead` characters are those of the heading of a list, where the sentence is an item of it, and
    `heading` is that heading as printed; such a sentence has no places.
    """

    doc: Doc
    start: int
    end: int
    text: str
    slots: tuple[tuple[Atom, ...], ...]
    places: tuple[tuple[int, int, int], ...] = ()
    lead: int = 0
    heading: str = ""

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens `[first, last)` of the words and slots that begin in `text[start:end]`."""
        inside = [place for place in self.places if start <= place[0] < end]
        return inside[0][1], inside[-1][2]


def slotted(doc: Doc, start: int, end: int, atoms: Sequence[Atom]) -> SlottedSentence:
    """Return the sentence of tokens `[start, end)` with its atoms as slots, lists of atoms of one kind joined."""
    tokens = tokens_of(doc)
    groups = _lists(tokens, _without_aliases(tokens, atoms))
    pieces: list[str] = []
    places: list[tuple[int, int, int]] = []
    i, length = start, 0
    aliased = {atom.start for atom in atoms} - {atom.start for group in groups for atom in group}
    by_start = {group[0].start: (number, group) for number, group in enumerate(groups)}
    if groups and groups[0][0].start < start:
        pieces.append(f"«{groups[0][0].letter}:0»")
        length = len(pieces[0]) + 1
    while i < end:
        first = i
        if i in by_start:
            number, group = by_start[i]
            word = f"«{''.join(sorted({atom.letter for atom in group}))}:{number}»"
            if span_text(group[-1].span).casefold() in _POSSESSIVE:
                word = word.lower() + " 's"
            i = _past_alias(tokens, group[-1], aliased)
            if group[-1].letter == "C" and i < len(tokens) and tokens.words[i] == "group":
                i += 1
        else:
            word = _word(tokens, i)
            i += 1
        if word:
            pieces.append(word)
            places.append((length, first, i))
            length += len(word) + 1
    text = " ".join(pieces) + " "
    return SlottedSentence(doc, start, end, text, tuple(groups), tuple(places))


def as_item(heading: SlottedSentence, item: SlottedSentence) -> SlottedSentence:
    """Return an item of a list as the end of its heading: "Shareholders of Foo are: / - Bar (51 %)"."""
    lead = heading.text.removesuffix(": ")
    text = _SLOT_NUMBER.sub(lambda slot: f"{slot[1]}{int(slot[2]) + len(heading.slots)}", item.text)
    slots = (*heading.slots, *item.slots)
    printed = tokens_of(heading.doc).said(heading.start, heading.end)
    return SlottedSentence(
        item.doc, item.start, item.end, lead + text.removeprefix("• "), slots, lead=len(lead), heading=printed
    )


def _without_aliases(tokens: Tokens, atoms: Sequence[Atom]) -> list[Atom]:
    """Return the atoms without those that are another name of the one before, in brackets after it."""
    kept: list[Atom] = []
    for atom in atoms:
        if not (kept and _is_alias(tokens, kept[-1], atom)):
            kept.append(atom)
    return kept


def _is_alias(tokens: Tokens, full: Atom, short: Atom) -> bool:
    between = [word.casefold() for word in tokens.words[full.end : short.start]]
    if short.letter != full.letter or not between or between.count("(") != between.count(")") + 1:
        return False
    opening = len(between) - between[::-1].index("(")
    words = {word for word in between[opening:] if word.isalpha()}
    return words <= _DEFINING and short.end < len(tokens) and tokens.words[short.end] in {")", '"'}


def _past_alias(tokens: Tokens, atom: Atom, aliased: set[int]) -> int:
    """Return the token after an atom and after the brackets that hold its other names."""
    i = atom.end
    while i < len(tokens) and tokens.words[i] == "(":
        closing = next((j for j in range(i, min(i + 30, len(tokens))) if tokens.words[j] == ")"), None)
        if closing is None or not any(j in aliased for j in range(i, closing)):
            break
        i = closing + 1
    return i


def _word(tokens: Tokens, i: int) -> str:
    """Return the word as patterns see it; empty for what they do not see."""
    text = tokens.words[i].casefold()
    if text in _DASHES:
        return "-" if tokens.spaced[i] and i and tokens.spaced[i - 1] else ""
    if text in NUMBER_WORDS:
        if _is_counted(tokens, i + 1):
            return "#"
        if i + 2 < len(tokens) and tokens.words[i + 1] == "-" and _is_counted(tokens, i + 3):
            return ""
    return _alone(text)


def words_seen(tokens: Tokens, start: int, end: int) -> frozenset[str]:
    """Return all that patterns may see of tokens `[start, end)`, whatever of it is in slots."""
    folded = (word.casefold() for word in tokens.words[start:end])
    return frozenset(map(_alone, folded)) | _ANYWHERE


@lru_cache(maxsize=50_000)
def _alone(text: str) -> str:
    """Return what patterns see of a folded word, whatever stands around it."""
    if text.isspace() or text in _UNSEEN:
        return ""
    if text in _BRACKETS:
        return _BRACKETS[text]
    if _NUMBER.fullmatch(text):
        return "zero" if _ZERO.fullmatch(text) else "#"
    return re.sub(r"[\s«»]", "", text).strip("*'\"") if text != "'s" else "'s"


def _is_counted(tokens: Tokens, i: int) -> bool:
    """Whether "percent" stands at a token, after a number in words: "thirty percent", "fifty-one per cent"."""
    words = tokens.lows[i : i + 2]
    return bool(words) and (words[0] in {"percent", "%"} or words == ["per", "cent"])


def _lists(tokens: Tokens, atoms: Sequence[Atom]) -> list[tuple[Atom, ...]]:
    """Return the atoms in groups: those that form a list together are one group."""
    groups: list[list[Atom]] = []
    for atom in atoms:
        if groups and _is_listed(tokens, groups[-1][-1], atom):
            groups[-1].append(atom)
        else:
            groups.append([atom])
    return [part for group in groups for part in _apart(tokens, group)]


def _apart(tokens: Tokens, group: list[Atom]) -> list[tuple[Atom, ...]]:
    """Return what only looks like a list apart: "After the sale of Foo, Bar makes", "is owned by Foo and Bar is".

    Two firms with a bare comma between them are no list, and the last name before a singular verb is
    the subject of a clause of its own.
    """
    following = tokens.words[group[-1].end] if group[-1].end < len(tokens) else ""
    if len(group) > 1 and following in _SINGULAR:
        return [tuple(group[:-1]), (group[-1],)]
    if len(group) == 2 and group[0].letter in "CA":
        between = tokens.words[group[0].end : group[1].start]
        if between == [","] or (between == [",", "and"] and following[:1].islower()):
            return [(group[0],), (group[1],)]
    return [tuple(group)]


def _is_listed(tokens: Tokens, left: Atom, right: Atom) -> bool:
    if right.letter not in _LISTS_WITH[left.letter] or REFERENCE in {left.span.id_, right.span.id_}:
        return False
    if any(tokens.opens[left.end : right.start + 1]):
        return False
    between = [word.casefold() for word in tokens.words[left.end : right.start] if not word.isspace()]
    between = _without_parenthesis(between)
    if not between or len(between) > 5:
        return False
    glue = [word for word in between if word in _GLUE]
    return bool(glue) and all(word in _GLUE or word in _FILLERS for word in between)


def _without_parenthesis(between: list[str]) -> list[str]:
    if "(" in between and ")" in between[between.index("(") :] and between.index("(") == 0:
        return between[len(between) - between[::-1].index(")") :]
    return between
