"""What stands around an amount: the words before and after it, and how far away a word is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from reechain.extractors.quantities.printed.amounts import Amount
from reechain.extractors.quantities.scene import Scene, Stretch

_WORD: Final = re.compile(r"\w+(?:['’]\w+)?")
_STOP: Final = re.compile(r"[;:•|]|\.\s|。|\n\s*\n|\n\s*[-•*–]|\s[-–—]\s")
_COMMA: Final = re.compile(r",(?!\d{3})|\b(?:while|whereas|but|and its|of which)\b")
_PER_WORD: Final = 0.06
_PER_COMMA: Final = 0.35
_PER_STOP: Final = 1.6
_PER_AMOUNT: Final = 0.7
_FARTHEST: Final = 320


@dataclass(frozen=True)
class Around:
    """An amount, by its place `index` in those of a scene, with the sentence in which it stands."""

    scene: Scene
    amounts: Sequence[Amount]
    index: int

    @property
    def amount(self) -> Amount:
        """The amount in the middle."""
        return self.amounts[self.index]

    @cached_property
    def sentence(self) -> Stretch:
        """The sentence, cut where it is very long; it always holds the amount."""
        start, end = self.scene.sentence_at(self.amount.start)
        first = max(start, self.amount.start - _FARTHEST)
        return min(first, self.amount.start), max(min(end, self.amount.end + _FARTHEST), self.amount.end)

    @property
    def before(self) -> str:
        """The words of the sentence before the amount."""
        return self.scene.text[self.sentence[0] : self.amount.start]

    @property
    def after(self) -> str:
        """The words of the sentence after the amount."""
        return self.scene.text[self.amount.end : self.sentence[1]]

    @cached_property
    def previous(self) -> Amount | None:
        """The amount before this one in the same sentence."""
        if self.index and self.amounts[self.index - 1].start >= self.sentence[0]:
            return self.amounts[self.index - 1]
        return None

    @cached_property
    def following(self) -> Amount | None:
        """The amount after this one in the same sentence."""
        if self.index + 1 < len(self.amounts) and self.amounts[self.index + 1].end <= self.sentence[1]:
            return self.amounts[self.index + 1]
        return None

    def gap(self, start: int, end: int) -> Stretch | None:
        """Return the characters between a stretch and the amount, None where they overlap."""
        if end <= self.amount.start:
            return end, self.amount.start
        return (self.amount.end, start) if start >= self.amount.end else None

    def distance(self, start: int, end: int) -> float:
        """Return how far a stretch is from the amount: by words, commas, ends of clauses and other amounts between.

        Within the amount it is 0.
        """
        between = self.gap(start, end)
        return 0.0 if between is None else self.cost(*between)

    def cost(self, start: int, end: int) -> float:
        """Return how much stands in characters `[start, end)`."""
        words = self.scene.text[start:end]
        crossed = self.amounts_between(start, end)
        return (
            _PER_WORD * len(_WORD.findall(words))
            + _PER_COMMA * len(_COMMA.findall(words))
            + _PER_STOP * len(_STOP.findall(words))
            + _PER_AMOUNT * crossed
        )

    def amounts_between(self, start: int, end: int) -> int:
        """Return how many amounts stand in characters `[start, end)`."""
        count = 0
        for step in (-1, 1):
            k = self.index + step
            while 0 <= k < len(self.amounts) and self._may_reach(k, start, end):
                count += start <= self.amounts[k].start and self.amounts[k].end <= end
                k += step
        return count

    def _may_reach(self, k: int, start: int, end: int) -> bool:
        return self.amounts[k].start >= start if k < self.index else self.amounts[k].end <= end

    def words_between(self, start: int, end: int) -> int:
        """Return how many words stand between a stretch and the amount."""
        between = self.gap(start, end)
        return len(_WORD.findall(self.scene.text[slice(*between)])) if between else 0

    def has_amount_between(self, start: int, end: int) -> bool:
        """Whether another amount stands between a stretch and this one."""
        between = self.gap(start, end)
        return between is not None and self.amounts_between(*between) > 0
