"""Lists of places, firms and names of persons that the tagger of names may lean on; no names of the graph."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from reechain.ontology.names import singular, words

_FILES: Final[Mapping[str, Sequence[str]]] = {
    "place": ("cities.txt", "regions.txt", "places.txt"),
    "firm": ("companies.txt", "companies_industry.txt"),
    "mine": ("mines.txt",),
    "works": ("facilities.txt",),
    "body": ("agencies.txt",),
    "rule": ("policies.txt",),
    "title": ("persons_and_titles.txt",),
    "none": ("no_names.txt",),
    "given": ("given_names.txt",),
    "surname": ("surnames.txt",),
    "use": ("applications.txt",),
    "good": ("products.txt",),
    "mineral": ("minerals.txt",),
    "element": ("elements.txt",),
}
"""The files of each lexicon, one folded name a line (corpus/lexicon.py says where they are from)."""
_PHRASES: Final = ("place", "firm", "mine", "works", "body", "rule", "none")
_WORDS: Final = ("given", "surname", "title")
_GOODS: Final = ("use", "good", "mineral", "element")
_LONGEST: Final = 5


def lexicon_marks(texts: Sequence[str]) -> list[list[str]]:
    """Return for each token the lexicons that have it, alone or as part of a longer name: "place:B", "given".

    >>> lexicon_marks(["in", "Rio", "de", "Janeiro"])
    [[], ['place:B'], ['place:I'], ['place:I']]
    """
    folded = [_folded(text) for text in texts]
    found: list[list[str]] = [[] for _ in texts]
    opening: defaultdict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        for name in _opened(text):
            opening[name].append(i)
    for name in (*_PHRASES, *_GOODS):
        known, end = _lexicons()[name], 0
        for i in opening.get(name, ()):
            if i >= end:
                end = _longest(known, folded, i, is_noun=name in _GOODS)
                for k in range(i, end):
                    found[k].append(f"{name}:{'B' if k == i else 'I'}")
    for i, text in enumerate(texts):
        if told := _alone(text):
            found[i] += told
    return found


@lru_cache(maxsize=50_000)
def _opened(text: str) -> tuple[str, ...]:
    """Return the lexicons with a name that a word may begin."""
    first = _folded(text)
    is_name = text[:1].isupper() or text[:1].isdigit()
    known = _lexicons()
    return (
        *(name for name in _PHRASES if is_name and first in known[name]),
        *(name for name in _GOODS if first in known[name] or singular(first) in known[name]),
    )


@lru_cache(maxsize=50_000)
def _alone(text: str) -> tuple[str, ...]:
    """Return what a word is by itself: the head of goods, the name of a person."""
    folded, known = _folded(text), _lexicons()
    persons = (name for name in _WORDS if text[:1].isupper() and folded in known[name].get(folded, ()))
    return *_heads().get(singular(folded), ()), *persons


def clusters_of(word: str) -> tuple[str, ...]:
    """Return the clusters of words of like use that a word in lower case belongs to, wide to narrow; () if unknown."""
    return _clusters().get(word, ())


@cache
def _clusters() -> Mapping[str, tuple[str, ...]]:
    text = (files("reechain.extractors.names") / "lexicon" / "clusters.txt").read_text(encoding="utf-8")
    found = {}
    for line in text.splitlines():
        word, *numbers = line.split(" ")
        found[word] = tuple(f"{size}.{number}" for size, number in zip("abc", numbers, strict=True))
    return found


def _longest(known: Mapping[str, frozenset[str]], folded: Sequence[str], start: int, *, is_noun: bool) -> int:
    """Return the end of the longest name of a lexicon that begins at a token, or the token where none does.

    The last word of a noun may be in the plural.
    """
    first = singular(folded[start]) if is_noun else folded[start]
    best = start + 1 if first in known.get(first, ()) else start
    names = known.get(folded[start])
    if not names:
        return best
    text = folded[start]
    for end in range(start + 1, min(start + _LONGEST * 2, len(folded))):
        if folded[end]:
            last = singular(folded[end]) if is_noun else folded[end]
            if f"{text} {last}" in names:
                best = end + 1
            text = f"{text} {folded[end]}"
    return best


@cache
def _heads() -> Mapping[str, tuple[str, ...]]:
    """Return for head words what they are heads of: ("head:product",)."""
    text = (files("reechain.extractors.names") / "lexicon" / "heads.txt").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        word, kind = line.split(" ")
        found.setdefault(singular(word), []).append(f"head:{kind}")
    return {word: tuple(kinds) for word, kinds in found.items()}


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
            if not (folder / file).is_file():
                continue
            for line in (folder / file).read_text(encoding="utf-8").splitlines():
                by_first.setdefault(line.split(" ", 1)[0], set()).add(line)
        found[name] = {first: frozenset(names) for first, names in by_first.items()}
    return found
