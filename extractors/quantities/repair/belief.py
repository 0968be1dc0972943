"""Which readings of many numbers go together: sum-product message passing over small tables, the same on every machine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import exp, log
from typing import Final

ROUNDS: Final = 30
_KEPT: Final = 0.3
"""How much of a message is kept from the round before: loops settle by it."""
_LEAST: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Table:
    """What one check says of the variables that it is made with: a weight for each combination of their states."""

    variables: tuple[int, ...]
    weights: Mapping[tuple[int, ...], float]


def beliefs(priors: Sequence[Sequence[float]], tables: Sequence[Table]) -> list[list[float]]:
    """Return for each variable how likely its states are, given the priors and all tables. Each sums to one."""
    outward = {(f, v): [1.0] * len(priors[v]) for f, table in enumerate(tables) for v in table.variables}
    of_variable: list[list[int]] = [[] for _ in priors]
    for f, table in enumerate(tables):
        for v in table.variables:
            of_variable[v].append(f)
    for _ in range(ROUNDS):
        totals = _totals(priors, outward, of_variable)
        inward = {key: _without(totals[key[1]], message) for key, message in outward.items()}
        for f, table in enumerate(tables):
            for position, v in enumerate(table.variables):
                fresh = _summed(table, position, len(priors[v]), [inward[f, u] for u in table.variables])
                outward[f, v] = [
                    (1 - _KEPT) * new + _KEPT * old for new, old in zip(fresh, outward[f, v], strict=True)
                ]
    return [_normal([exp(x) for x in _level(total)]) for total in _totals(priors, outward, of_variable)]


def _totals(
    priors: Sequence[Sequence[float]],
    outward: Mapping[tuple[int, int], Sequence[float]],
    of_variable: Sequence[Sequence[int]],
) -> list[list[float]]:
    """Return for each variable the logarithms of its prior times all messages to it: once, and not for each table anew."""
    found = []
    for v, prior in enumerate(priors):
        total = [log(max(weight, _LEAST)) for weight in prior]
        for f in of_variable[v]:
            total = [a + log(max(b, _LEAST)) for a, b in zip(total, outward[f, v], strict=True)]
        found.append(total)
    return found


def _without(total: Sequence[float], message: Sequence[float]) -> list[float]:
    """Return the product of all messages but one."""
    return _normal(
        [exp(x) for x in _level([a - log(max(b, _LEAST)) for a, b in zip(total, message, strict=True)])]
    )


def _level(logarithms: Sequence[float]) -> list[float]:
    most = max(logarithms)
    return [x - most for x in logarithms]


def _summed(table: Table, position: int, states: int, inward: Sequence[Sequence[float]]) -> list[float]:
    found = [0.0] * states
    for combination in product(*(range(len(message)) for message in inward)):
        weight = table.weights[combination]
        for place, state in enumerate(combination):
            if place != position:
                weight *= inward[place][state]
        found[combination[position]] += weight
    return _normal(found)


def _normal(weights: Sequence[float]) -> list[float]:
    whole = sum(weights)
    if whole <= 0:
        return [1 / len(weights)] * len(weights)
    return [max(weight / whole, _LEAST) for weight in weights]
