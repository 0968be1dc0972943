"""Phrases that tell something of an amount beside them, from word lists, weighed by side and distance."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from reechain.extractors.quantities.about.around import Around
from reechain.extractors.wordlists import load_toml

_PACKAGE: Final = "reechain.extractors.quantities.about"
_WORD: Final = re.compile(r"[\w&]+(?:[.'’/&][\w&]+)*|%")


@dataclass(frozen=True, slots=True)
class Cue:
    """What a phrase tells: `meaning`, for amounts of some kinds of unit, with a weight for each side that it stands on.

    `reach` is how many words at most stand between it and the amount; where it does not `pass_amounts`, no other amount
    may stand between.
    """

    meaning: str
    units: frozenset[str]
    before: float
    after: float
    reach: int
    pass_amounts: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase at characters `[start, end)` and what it tells of an amount: the higher the score, the surer."""

    start: int
    end: int
    meaning: str
    score: float


@dataclass(frozen=True, slots=True)
class Printed:
    """A phrase where it is printed, with all that it may tell."""

    start: int
    end: int
    cues: Sequence[Cue]


CueList = Mapping[str, Mapping[tuple[str, ...], Sequence[Cue]]]
"""What phrases tell, by the first word of the phrase and by all its words in lower case."""


def hits(file: str, around: Around, unit: str) -> Iterator[Hit]:
    """Yield what the phrases of a word list tell of an amount whose unit is of a kind, in the order of its sentence."""
    start, end = around.sentence
    for printed in _printed_in(file, around.scene.text[start:end]):
        place = printed.start + start, printed.end + start
        if around.gap(*place) is None:
            continue
        is_before = place[1] <= around.amount.start
        far = around.distance(*place)
        words = around.words_between(*place)
        for cue in printed.cues:
            weight = cue.before if is_before else cue.after
            if weight <= 0 or words > cue.reach or (cue.units and unit not in cue.units):
                continue
            if cue.pass_amounts or not around.has_amount_between(*place):
                yield Hit(*place, cue.meaning, weight - far)


def meanings_in(file: str, text: str, unit: str) -> list[str]:
    """Return what the phrases of a text may tell of an amount whose unit is of a kind, each once, in their order."""
    found = (cue for printed in _printed_in(file, text) for cue in printed.cues)
    return list(dict.fromkeys(cue.meaning for cue in found if not cue.units or unit in cue.units))


@lru_cache(maxsize=2048)
def _printed_in(file: str, text: str) -> tuple[Printed, ...]:
    """Return the phrases of a word list in a text: of those that begin at one word the longest, none within another."""
    phrases = _cue_list(file)
    words = [
        (match[0].lower().replace("’", "'"), match.start(), match.end()) for match in _WORD.finditer(text)
    ]
    found: list[Printed] = []
    k = 0
    while k < len(words):
        best = 0
        for phrase in phrases.get(words[k][0], ()):
            if len(phrase) > best and tuple(word[0] for word in words[k : k + len(phrase)]) == phrase:
                best = len(phrase)
        if best:
            phrase = tuple(word[0] for word in words[k : k + best])
            found.append(Printed(words[k][1], words[k + best - 1][2], phrases[phrase[0]][phrase]))
        k += max(best, 1)
    return tuple(found)


@cache
def _cue_list(file: str) -> CueList:
    """Return a word list: entries with `means`, `words` (phrases), `units`, `before`, `after`, `reach`, `pass_amounts`."""
    phrases: dict[str, dict[tuple[str, ...], list[Cue]]] = {}
    for entry in load_toml(_PACKAGE, file)["cue"]:
        cue = _cue(entry)
        for words in entry["words"]:
            phrase = tuple(match[0] for match in _WORD.finditer(words.lower()))
            phrases.setdefault(phrase[0], {}).setdefault(phrase, []).append(cue)
    return phrases


def _cue(entry: Mapping[str, Any]) -> Cue:
    return Cue(
        entry["means"],
        frozenset(entry.get("units", ())),
        float(entry.get("before", 0)),
        float(entry.get("after", 0)),
        int(entry.get("reach", 60)),
        bool(entry.get("pass_amounts", True)),
    )
