"""Pairs of things that a passage may relate, with named features of the words around them.

A pair has a left and a right end, in the order of the text; which relation holds, and in which direction, is for
the decider. Pairs stand within one sentence, in one list, under the heading of a list, or over sentences: a thing of
one of the sentences before and one of this.
"""

from reechain.extractors.relations.pairs.pair import (
    COLUMNS,
    DECIDED,
    SYMMETRIC,
    Form,
    Pair,
    Part,
    Side,
    of_heads,
    possible,
)
from reechain.extractors.relations.pairs.pairing import Pairing

__all__ = [
    "COLUMNS",
    "DECIDED",
    "SYMMETRIC",
    "Form",
    "Pair",
    "Pairing",
    "Part",
    "Side",
    "of_heads",
    "possible",
]
