"""Which of many patterns a sentence may match at all, told by its words and the letters of its slots."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from reechain.extractors.relations.families import Family
from reechain.extractors.relations.patterns import Pattern

_COMMON: Final = frozenset(
    ". , the # of in a to 's and for is % : from ‹ › by with has ; on which that at was an be will are as not its it".split()
)
"""What stands in so many sentences that it tells little of a pattern."""


class Wordings:
    """The patterns of families, looked up by the rarest of the words that each needs.

    What a pattern needs is a number with a bit for each set of words and each set of letters of which a sentence
    must hold one; what a sentence has is such a number too.
    """

    def __init__(self, families: Iterable[Family]) -> None:
        self.all = [(family, *graded) for family in families for graded in family.graded]
        self.needs: list[int] = []
        self.anywhere: list[int] = []
        self.by_word: defaultdict[str, list[int]] = defaultdict(list)
        self.bits: defaultdict[str, int] = defaultdict(int)
        numbers: dict[frozenset[str], int] = {}
        for number, (_, pattern, _) in enumerate(self.all):
            slots = [frozenset(map(_slot, letters)) for letters in pattern.slots]
            self.needs.append(
                sum({1 << numbers.setdefault(s, len(numbers)) for s in (*pattern.words, *slots)})
            )
            rarest = min(pattern.words, key=_commonness, default=None)
            if rarest is None:
                self.anywhere.append(number)
            else:
                for word in rarest:
                    self.by_word[word].append(number)
        for some, number in numbers.items():
            for word in some:
                self.bits[word] |= 1 << number

    def of(self, words: frozenset[str], letters: Iterable[str]) -> Iterator[tuple[Family, Pattern, float]]:
        """Yield the patterns that a sentence of these words and letters of slots may match, in their order."""
        found = set(self.anywhere)
        has = 0
        for word in words:
            has |= self.bits.get(word, 0)
            found.update(self.by_word.get(word, ()))
        for letter in letters:
            has |= self.bits.get(_slot(letter), 0)
        needs = self.needs
        for number in sorted([number for number in found if needs[number] & has == needs[number]]):
            yield self.all[number]


def _slot(letter: str) -> str:
    return f"«{letter}»"


def _commonness(words: frozenset[str]) -> tuple[int, int]:
    return len(words & _COMMON), len(words)
