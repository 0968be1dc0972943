"""What is seen of a pair: the words between its ends and around them, and the ends themselves.

What few pairs have in common is a list made anew; what comes again in sentence after sentence is a tuple that is
kept, so that it is scored once.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from reechain.extractors.relations.pairs.pair import OVER, Form, Part
from reechain.extractors.relations.slots import SlottedSentence

NEAR: Final = 14
"""How many words between two ends are seen in their order; of longer passages the first and last ones."""
SMALL: Final = frozenset("the a an of to in and , for with by from on at its 's - is was has be".split())
_GOODS: Final = frozenset("RNEU")
_SPEAKERS: Final = frozenset({"we", "our", "us", "i", "my"})
_CLAUSES: Final = frozenset({"which", "that", "who", "whose", "while", "and", ";"})


class Words:
    """The words of a sentence, slots as their letters, their stems, and `at` the place of each slot among them."""

    def __init__(self, sentence: SlottedSentence) -> None:
        self.words: list[str] = []
        at: dict[int, int] = {}
        for word in sentence.text.split():
            if word.startswith("«") and word.endswith("»"):
                letters, _, digits = word[1:-1].partition(":")
                at[int(digits)] = len(self.words)
                self.words.append(f"«{letters}»")
            else:
                self.words.append(word)
        self.at = [at.get(number, 0) for number in range(len(sentence.slots))]
        self.stems = stems = [stem(word) for word in self.words]
        self.telling = ["" if word in SMALL else stems[i] for i, word in enumerate(self.words)]
        # Each passage of a sentence has many of these: they are put together once.
        self._ones = [f"b={each}" for each in stems]
        self._twos = [f"bb={one} {two}" for one, two in pairwise(stems)]
        self._left, self._right = self._told("lb"), self._told("rb")
        self._bag: list[str] | None = None

    def _told(self, kind: str) -> list[str]:
        """Return a feature of each word, empty for small words."""
        return [f"{kind}={each}" if each else "" for each in self.telling]

    @property
    def bag(self) -> list[str]:
        """The stems of all words that are not small, each once."""
        if self._bag is None:
            self._bag = _each(self.telling)
        return self._bag

    def between(self, i: int, j: int, kind: str) -> list[str]:
        """Return the features of the words between two slots and around them."""
        start, stop = self.at[i], self.at[j]
        between = self.words[start + 1 : stop]
        count = len(between)
        found = [kind, f"{kind}{min(j - i - 1, 4)}", f"d={_bucket(count)}"]
        if count <= 6:
            found.append(f"B={' '.join(between)}")
        if count <= NEAR:
            found += dict.fromkeys(self._ones[start + 1 : stop])
            # A slot that has no place in the text, as a name in brackets, stands before all.
            found += dict.fromkeys(self._twos[start + 1 : stop - 1]) if count > 1 else ()
        else:
            half = NEAR // 2
            found += dict.fromkeys(
                [*self._ones[start + 1 : start + 1 + half], "b=..", *self._ones[stop - half : stop]]
            )
            found += dict.fromkeys(
                [*self._twos[start + 1 : start + half], *self._twos[stop - half : stop - 1]]
            )
        found += [f"bf={' '.join(between[:2])}", f"bl={' '.join(between[-2:])}"]
        found += [f"b1={between[0] if between else ''}", f"bz={between[-1] if between else ''}"]
        letters = sorted({word[1:-1] for word in between if word[0] == "«"})
        here, there = self.words[start], self.words[stop]
        if letters:
            found += [f"m={letter}" for letter in letters]
            capital = {letter.upper() for letter in letters}
            found += ["rival1"] if here[1:-1].upper() in capital else []
            found += ["rival2"] if there[1:-1].upper() in capital else []
        found += [
            f"commas={min(between.count(','), 3)}",
            f"clause={not _CLAUSES.isdisjoint(between)}",
            f"poss={here.islower()}{there.islower()}",
        ]
        return [*found, *self.around(start, stop)]

    def around(self, start: int, stop: int) -> list[str]:
        """Return the features of the words before one place and after another."""
        left = ["<", "<", *self.words[max(0, start - 2) : start]][-2:]
        right = [*self.words[stop + 1 : stop + 3], ">", ">"][:2]
        return [
            f"l={left[-1]}",
            f"ll={' '.join(left)}",
            f"r={right[0]}",
            f"rr={' '.join(right)}",
            *_each(self._left[max(0, start - 6) : start]),
            *_each(self._right[stop + 1 : stop + 7]),
        ]

    def in_list(self, i: int) -> list[str]:
        """Return the features of the words around a list, for the pairs of its members."""
        p = self.at[i]
        return [f"L|{each}" for each in ("bias", *self.around(p, p), *(f"g={stem}" for stem in self.bag))]

    def site(self, j: int) -> list[str]:
        """Return the features of the words before and after a slot, as if the other end stood before the sentence."""
        words, p = self.words, self.at[j]
        after = words[p + 1 : p + 3]
        steps = dict.fromkeys(pairwise(self.stems[max(0, p - 6) : p]))
        return [
            f"Xn={min(j, 3)}",
            f"Xp={words[p - 1] if p else '<'}",
            f"Xpp={' '.join(words[max(0, p - 2) : p])}",
            f"Xf={after[0] if after else '>'}",
            f"Xff={' '.join(after)}",
            *(f"Xb={stem}" for stem in _each(self.telling[max(0, p - 10) : p])),
            *(f"Xbb={one} {two}" for one, two in steps),
            *(f"Xa={stem}" for stem in _each(self.telling[p + 1 : p + 7])),
        ]

    def site_of_all(self, referred: Sequence[str]) -> list[str]:
        """Return the features of a sentence whichever of its slots is an end; `referred` are letters of references."""
        words = self.words
        return [
            f"Xo={words[0]}",
            f"Xoo={' '.join(words[:2])}",
            f"Xshort={min(len(words) // 4, 4)}",
            *([] if _SPEAKERS.isdisjoint(words) else ["Xwe"]),
            *(f"Xref{letter}" for letter in referred),
            *(f"Xg={stem}" for stem in self.bag),
        ]


def _each(features: Iterable[str]) -> list[str]:
    """Return what is not empty, each once."""
    return list(filter(None, dict.fromkeys(features)))


@lru_cache(maxsize=50_000)
def of_two(left: Form, right: Form) -> Part:
    """Return the features of two ends together: their types, their heads, the words of their names that they share."""
    is_same = not left.telling.isdisjoint(right.telling)
    shared = "" if not is_same else "first" if left.words[0] == right.words[0] else "same"
    heads = f"{left.head}|{right.head}" if left.letter in _GOODS or right.letter in _GOODS else ""
    return _of_two(left.letter + right.letter, heads, shared)


@lru_cache(maxsize=20_000)
def _of_two(types: str, heads: str, shared: str) -> Part:
    found = [f"T={types}"]
    found += [f"hh={types}|{heads}"] if heads else []
    found += [f"same|{types}"] if shared else []
    found += [f"same first|{types}"] if shared == "first" else []
    return tuple(found)


@lru_cache(maxsize=10_000)
def place(m: int, lefts: int, n: int, rights: int) -> Part:
    """Return which of how many members of their lists the ends are."""
    return (f"li={min(m, 3)}/{min(lefts, 4)}|{min(n, 3)}/{min(rights, 4)}",)


@lru_cache(maxsize=20_000)
def of_end(letter: str, head: str, kind: str, rank: str, *, is_topic: bool) -> tuple[Part, Part]:
    """Return the features of a left and of a right end: its type, head, kind and standing."""
    left, right = (
        (
            f"t{place}={letter}",
            f"h{place}={head}",
            f"k{place}={kind}",
            f"k{place}={kind}|{letter}",
            f"rank{place}={rank}|{letter}",
            *([f"topic{place}|{letter}"] if is_topic else []),
        )
        for place in (1, 2)
    )
    return left, right


@lru_cache(maxsize=20_000)
def over(kind: str, before: str, rivals: int, letter: str, own: str) -> Part:
    """Return the features of an end that stands before a sentence: its rivals there, and `before` the right end."""
    return (
        OVER,
        kind,
        f"Xrival={before.count(letter)}",
        f"Xrivals={rivals - (own == letter)}",
        f"Xbefore={before[-3:]}",
    )


@lru_cache(maxsize=20_000)
def standing(kind: str, letter: str, rank: str, is_topic: bool, told: tuple[str | int, ...]) -> Part:
    """Return where the thing stood that stands before a sentence, and how prominent it is.

    `told` is, in one of the last sentences, where in it, whether as the last of its type, and in a list of how many;
    of what stood farther back how many sentences ago.
    """
    found: list[str] = []
    if kind[0] == "X":
        where, is_last, count = told
        found = [f"{kind}{letter}{where}", f"Xlast={is_last}", f"Xlist={min(int(count), 3)}"]
    elif kind[0] == "R":
        found = [f"Rd={min(int(told[0]), 5)}"]
    return *found, f"St{letter}={rank}", *(["St topic"] if is_topic else [])


def _bucket(length: int) -> str:
    bounds = ((7, "4-6"), (13, "7-12"), (25, "13-24"))
    return str(length) if length < 4 else next((name for bound, name in bounds if length < bound), "25+")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return what is left of a word without the endings of verbs and plurals; slots and signs as they are.

    >>> [stem(word) for word in ("supplies", "supplied", "acquiring", "magnets")]
    ['suppl', 'suppl', 'acquir', 'magnet']
    """
    if word.startswith("«") or len(word) < 5:
        return word
    for ending in ("ies", "ied", "ing", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)]
    return word
