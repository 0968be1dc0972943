"""The order in which things stand side by side, so that the lines between them are short."""

from collections.abc import Callable, Iterable, Sequence
from itertools import permutations
from typing import Final

from reechain.viz.documentation.scene import Class, Tie

_MOST: Final = 8
"""Up to this many things all orders are tried."""


def ordered(classes: Sequence[Class], ties: Iterable[Tie]) -> list[Class]:
    """Return classes in the order that keeps the lines between them short; the order given, among equals."""
    places = {c.iri: place for place, c in enumerate(classes)}
    pairs = [
        (places[t.source], places[t.target])
        for t in ties
        if t.source in places and t.target in places and t.source != t.target
    ]

    def length(order: Sequence[int]) -> float:
        at = {index: place for place, index in enumerate(order)}
        # A line that runs against the reading direction counts a little.
        return sum((abs(at[a] - at[b]) - 1) ** 2 + 0.1 * (at[a] > at[b]) for a, b in pairs)

    return [classes[index] for index in shortest(len(classes), length)]


def shortest(count: int, cost: Callable[[Sequence[int]], float]) -> Sequence[int]:
    """Return the first of the cheapest orders of some things; the order given where there are too many to try."""
    if count > _MOST:
        return range(count)
    return min(permutations(range(count)), key=cost)
