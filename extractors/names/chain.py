"""The best sequence of tags: Viterbi, but for the tokens that are outside of names whatever stands around them."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reechain.extractors.models.linear import Integers

OUTSIDE: Final = "O"
_Longs = NDArray[np.int64]


class Chain:
    """Scores of tags that follow one another: `follows[k, n]` is what tag `n` after tag `k` adds.

    Most tokens of a text are outside of names by far. After a token that is outside for sure, what stood before
    changes nothing; and whether the next is outside for sure can be told for all tokens at once: no other tag may
    then be worth more, whichever tag follows it. A tag B-Type or I-Type leads to I-Type, which from outside is
    forbidden; there B-Type is what it is held against.
    """

    def __init__(self, tags: Sequence[str], follows: _Longs) -> None:
        self.follows = follows
        self.leads = np.ascontiguousarray(follows.T)
        number = {tag: k for k, tag in enumerate(tags)}
        self.outside = outside = number[OUTSIDE]
        kinds = ["" if tag == OUTSIDE else tag[2:] for tag in tags]
        self.begin = begin = np.array([number[f"B-{kind}"] if kind else outside for kind in kinds])
        self.inside = inside = np.array([number[f"I-{kind}"] if kind else outside for kind in kinds])
        every = np.arange(len(tags))
        more = follows - follows[outside]
        more[every, inside] = 0
        self.least = np.maximum(0, more.max(axis=1))
        going_on = np.maximum(0, (follows[inside] - follows[begin]).max(axis=1))
        self.least_inside = follows[every, inside] - follows[outside, begin] + going_on

    def best_path(self, scores: Integers) -> list[int]:
        """Return the tags, as columns of `scores`, of the sequence that adds up to most."""
        count = len(scores)
        if not count:
            return []
        path = [self.outside] * count
        needed = self._needed(scores)
        after_outside = scores + self.follows[self.outside]
        is_outside = self._is_ahead(after_outside, needed).tolist()
        best = scores[0].astype(np.int64)
        i = 0
        while i < count:
            # Tokens from `i` on may be in a name; `best` is what each tag of `i` adds up to.
            kept, last = [best], i
            while last + 1 < count and not (is_outside[last] and self._is_ahead(best, needed[last])):
                last += 1
                best = (self.follows + best[:, None]).max(axis=0)
                best += scores[last]
                kept.append(best)
            tag = path[last] = int(best.argmax())
            for k in range(last - 1, i - 1, -1):
                tag = path[k] = int((kept[k - i] + self.leads[tag]).argmax())
            i = last + 1
            while i < count and is_outside[i]:
                i += 1
            if i < count:
                best = after_outside[i]
        return path

    def _needed(self, scores: Integers) -> _Longs:
        """Return by how much outside must lead each tag at each token, to be the best whatever follows."""
        following = np.zeros(scores.shape, np.int64)
        following[:-1] = scores[1:, self.inside] - scores[1:, self.begin]
        needed: _Longs = np.maximum(self.least, self.least_inside + following)
        needed[:, self.outside] = -1
        return needed

    def _is_ahead(self, scores: _Longs, needed: _Longs) -> NDArray[np.bool_]:
        return np.asarray((scores[..., self.outside, None] - scores > needed).all(axis=-1))
