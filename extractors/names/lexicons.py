"""Lists of places, firms and names of persons that the tagger of names may lean on; no names of the graph."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from reechain.ontology.names import words

_FILES: Final[Mapping[str, Sequence[str]]] = {
    "place": ("cities.txt", "regions.txt"),
    "firm": ("companies.txt",),
    "given": ("given_names.txt",),
    "surname": ("surnames.txt",),
}
"""The files of each lexicon, one folded name a line (corpus/lexicon.py builds them)."""
_LONGEST: Final = 5


def lexicon_marks(texts: Sequence[str]) -> list[list[str]]:
    """Return for each token the lexicons that have it, alone or as part of a longer name: "place:B", "given".

    >>> lexicon_marks(["in", "Rio", "de", "Janeiro"])
    [[], ['place:B'], ['place:I'], ['place:I']]
    """
    known = _lexicons()
    folded = [_folded(text) for text in texts]
    found: list[list[str]] = [[] for _ in texts]
    for name in ("place", "firm"):
        i = 0
        while i < len(texts):
            end = _longest(known[name], folded, i) if texts[i][:1].isupper() else i
            for k in range(i, end):
                found[k].append(f"{name}:{'B' if k == i else 'I'}")
            i = max(i + 1, end)
    for name in ("given", "surname"):
        for i, text in enumerate(texts):
            if text[:1].isupper() and folded[i] in known[name].get(folded[i], ()):
                found[i].append(name)
    return found


def _longest(known: Mapping[str, frozenset[str]], folded: Sequence[str], start: int) -> int:
    """Return the end of the longest name of a lexicon that begins at a token, or the token where none does."""
    names = known.get(folded[start])
    if not names:
        return start
    text, best = folded[start], start + 1 if folded[start] in names else start
    for end in range(start + 1, min(start + _LONGEST * 2, len(folded))):
        if folded[end]:
            text = f"{text} {folded[end]}"
            if text in names:
                best = end + 1
    return best


@lru_cache(maxsize=50_000)
def _folded(text: str) -> str:
    return " ".join(words(text))


@cache
def _lexicons() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Return for each lexicon its names by their first word."""
    folder = files("reechain.extractors.names") / "lexicon"
    found: dict[str, dict[str, frozenset[str]]] = {}
    for name, listed in _FILES.items():
        by_first: dict[str, set[str]] = {}
        for file in listed:
            for line in (folder / file).read_text(encoding="utf-8").splitlines():
                by_first.setdefault(line.split(" ", 1)[0], set()).add(line)
        found[name] = {first: frozenset(names) for first, names in by_first.items()}
    return found
