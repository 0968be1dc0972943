"""How one document is damaged: what its translation does to its numbers, and how often."""

from dataclasses import dataclass
from random import Random
from typing import Final

STRENGTHS: Final = {"none": 0.0, "light": 0.3, "medium": 0.6, "heavy": 0.95}
"""Which part of the numbers with a point is hit."""


@dataclass(frozen=True, slots=True)
class Style:
    """The habits of a report and of its translation, drawn once a document; chances lie in 0..1.

    `decimals` are printed before 万 and 亿, also those that are noughts where it `is_padded`. `hit` is the chance that a
    point is lost; then by turns: `lost` that an item of an enumeration goes, `clause` that a clause beside the number is
    moved into its point, `sign` that a currency sign slips in, `split` that a single decimal becomes an amount of its
    own. `masked` is the chance that a word of the list of masked ones becomes asterisks, `ton` the word for a tonne.
    """

    hit: float
    decimals: int
    is_padded: bool
    clause: float
    split: float
    sign: float
    lost: float
    masked: float
    ton: str


def drawn(random: Random, strength: str) -> Style:
    """Draw the style of a document."""
    return Style(
        hit=STRENGTHS[strength],
        decimals=random.choice((1, 2, 2)),
        is_padded=random.random() < 0.6,
        clause=random.choice((0.3, 0.6, 0.9)),
        split=random.choice((0.2, 0.5, 0.8)),
        sign=random.choice((0.0, 0.05, 0.2)),
        lost=random.choice((0.0, 0.02, 0.04)),
        masked=random.choice((0.0, 0.0, 0.5)),
        ton=random.choice(("tons", "tons", "tonnes")),
    )
