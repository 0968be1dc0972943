"""Mines and works of one name in two countries: they are two, whatever they are called."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import Final

from reechain.graph.apart import Components
from reechain.graph.facts import ClaimFact, Facts
from reechain.ontology.gazetteer import load_gazetteer
from reechain.ontology.records import EntityType
from reechain.ontology.tables import load_tables

SITES: Final = frozenset({EntityType.MINE, EntityType.FACILITY})
_LEAST: Final = 0.7
"""The confidence from which it counts where a site stands: to tear one site in two is worse than to miss two."""
_MANY: Final = 3
"""How many times as many documents make another country than theirs a misreading."""
_COUNTRY: Final = "country"
_WITHIN: Final = {"hk": "cn", "mo": "cn", "gl": "dk", "nc": "fr", "gf": "fr", "pr": "us"}
"""Territories with a code of their own: what stands in one may be said to stand in the country."""
Sides = tuple[tuple[str, ...], tuple[str, ...]]
"""Names that are not one thing with any of the others."""


def in_two_countries(
    facts: Facts, claims: Iterable[ClaimFact], alike: Iterable[Sequence[str]]
) -> Iterator[Sides]:
    """Yield the names of sites, of each group that is `alike`, that `claims` put in one country, with those that they put in another.

    What is alike with an entry of the gazetteer is left alone, as is what one document puts in two countries, and
    names that a user joined. What a user keeps apart from one of such sites, and that nobody places, is with none.
    """
    countries = _countries(facts, claims)
    joined = _joined(facts)
    for group in alike:
        names = [iri for iri in group if facts.names[iri].type in SITES]
        if any(facts.names[iri].entry for iri in names):
            continue
        lands: defaultdict[str, list[str]] = defaultdict(list)
        for iri in names:
            if len(countries.get(iri, ())) == 1:
                lands[min(countries[iri])].append(iri)
        sides = [tuple(side) for side in _without_strays(list(lands.values()))]
        yield from (
            (one, other) for one, other in combinations(sides, 2) if not _are_joined(one, other, joined)
        )
        if len(sides) > 1:
            yield from _rejected(facts, names, sides, joined)


def _countries(facts: Facts, claims: Iterable[ClaimFact]) -> Mapping[str, set[str]]:
    """Return the countries that claims put each site in."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.predicate == "locatedIn" and (claim.confidence >= _LEAST or claim.is_accepted):
            site, place = (facts.names[facts.mentions[end]] for end in (claim.subject, claim.object))
            if site.type in SITES and (country := country_of(place.entry)):
                found[site.iri].add(country)
    return found


def _without_strays(sides: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """Return none of the sides where one has so many more names than all others that these are misread."""
    counts = sorted(map(len, sides))
    return [] if counts and counts[-1] >= _MANY * max(1, sum(counts[:-1])) else sides


def _rejected(
    facts: Facts, names: Sequence[str], sides: Sequence[Sequence[str]], joined: Sequence[set[str]]
) -> Iterator[Sides]:
    """Yield names that stand on no side and that a user keeps apart from one of them, with each side."""
    placed = {iri for side in sides for iri in side}
    for one, other in facts.apart:
        for own, others in ((one, other), (other, one)):
            alone = tuple(iri for iri in names if iri in own and iri not in placed)
            if alone and placed.intersection(others):
                yield from (
                    (alone, tuple(side)) for side in sides if not _are_joined(alone, tuple(side), joined)
                )


def _joined(facts: Facts) -> list[set[str]]:
    """Return the names that a user joined, by what they are together."""
    found = Components({name for names in facts.same for name in names}, {})
    for names in facts.same:
        found.join_all(names)
    return [set(names) for names in found.groups()]


def _are_joined(one: tuple[str, ...], other: tuple[str, ...], joined: Iterable[set[str]]) -> bool:
    return any(names.intersection(one) and names.intersection(other) for names in joined)


def country_of(place: str | None) -> str | None:
    """Return the id of the country that a place of the bundled gazetteer, by IRI, is or lies in; None where that is not known."""
    row_id = _place_ids().get(place or "", "")
    rows = load_tables().rows["places"]
    while row_id in rows and row_id not in _WITHIN and rows[row_id]["kind"] != _COUNTRY:
        row_id = rows[row_id]["broader_id"]
    return _WITHIN.get(row_id, row_id) if row_id in rows else None


@cache
def _place_ids() -> dict[str, str]:
    return {
        entry.iri: entry.id for entry in load_gazetteer().entries.values() if entry.type is EntityType.PLACE
    }
