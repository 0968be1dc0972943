"""Look-through stakes: what a holder has of a company by way of others, as the product along each chain."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pyoxigraph import NamedNode

from reechain.graph.nodes import Node, given, node_iri
from reechain.graph.stakes import Stake
from reechain.graph.terms import concept, decimal
from reechain.graph.timeline import Standing

LONGEST: Final = 8
"""The most stakes of a chain: beyond it hardly anything of the whole is left."""
LOOK_THROUGH: Final = "look-through"
_WHOLE: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class LookThrough:
    """A part held by way of others: the sum over all chains, each the product of its stakes."""

    holder: str
    company: str
    percent: Decimal
    through: tuple[Stake, ...]


def look_through(stakes: Sequence[Stake]) -> list[LookThrough]:
    """Return the indirect parts that follow from current direct stakes of known size, sorted.

    A chain that comes back to where it was is not followed: cross-holdings add nothing to it. Stakes
    that are over, in dispute, or told as indirect already are left out.
    """
    held: dict[str, list[Stake]] = defaultdict(list)
    for stake in stakes:
        if (
            stake.part.percent is not None
            and stake.standing is Standing.CURRENT
            and stake.directness != "indirect"
        ):
            held[stake.holder].append(stake)
    found = []
    for holder in sorted(held):
        chains: dict[str, list[tuple[Stake, ...]]] = defaultdict(list)
        for chain in _chains(held, held[holder], (), frozenset({holder})):
            if len(chain) > 1:
                chains[chain[-1].company].append(chain)
        found += [_summed(holder, company, chains[company]) for company in sorted(chains)]
    return found


def _chains(
    held: Mapping[str, Sequence[Stake]],
    next_stakes: Sequence[Stake],
    chain: tuple[Stake, ...],
    seen: frozenset[str],
) -> Iterator[tuple[Stake, ...]]:
    for stake in next_stakes:
        if stake.company in seen:
            continue
        longer = (*chain, stake)
        yield longer
        if len(longer) < LONGEST:
            yield from _chains(held, held.get(stake.company, ()), longer, seen | {stake.company})


def _summed(holder: str, company: str, chains: Sequence[tuple[Stake, ...]]) -> LookThrough:
    total = sum((_product(chain) for chain in chains), Decimal(0))
    through = {stake.iri: stake for chain in chains for stake in chain}
    return LookThrough(holder, company, total, tuple(through[iri] for iri in sorted(through)))


def _product(chain: Sequence[Stake]) -> Decimal:
    product = _WHOLE
    for stake in chain:
        product *= (stake.part.percent or Decimal(0)) / _WHOLE
    return product


def look_through_nodes(found: Sequence[LookThrough]) -> Iterator[Node]:
    """Yield the look-through stakes as nodes; percentages to two places."""
    for item in found:
        claims = frozenset(s.claim.iri for stake in item.through for s in stake.stated)
        values = given(
            (
                ("stakeHolder", NamedNode(item.holder)),
                ("stakeIn", NamedNode(item.company)),
                ("percent", decimal(item.percent)),
                ("strength", concept("unknown-strength")),
                ("directness", concept(LOOK_THROUGH)),
                ("standing", concept(Standing.CURRENT)),
                *(("through", NamedNode(stake.iri)) for stake in item.through),
            )
        )
        yield Node(node_iri("stake", item.holder, item.company, LOOK_THROUGH), "Stake", values, claims)
