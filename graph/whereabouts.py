"""Mines and works of one name in two countries: they are two, whatever they are called."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations
from typing import Final

from reechain.graph.apart import Components
from reechain.graph.facts import ClaimFact, Facts
from reechain.ontology.gazetteer import load_gazetteer
from reechain.ontology.records import EntityType
from reechain.ontology.tables import load_tables

SITES: Final = frozenset({EntityType.MINE, EntityType.FACILITY})
_COUNTRY: Final = "country"


def in_two_countries(
    facts: Facts, claims: Iterable[ClaimFact]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the names of sites that share a key, and of which claims that count put the ones in one country, the others in another.

    What the gazetteer knows, what is said to stand in two countries, and names that a user joined are left alone.
    """
    countries: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.predicate == "locatedIn":
            site, place = (facts.names[facts.mentions[end]] for end in (claim.subject, claim.object))
            if site.type in SITES and site.entry is None and (country := country_of(place.entry)):
                countries[site.iri].add(country)
    by_key: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for iri in sorted(countries):
        if len(countries[iri]) == 1:
            for key in facts.names[iri].keys:
                by_key[key][min(countries[iri])].append(iri)
    joined = Components({name for names in facts.same for name in names}, {})
    for names in facts.same:
        joined.join_all(names)
    whole = [set(names) for names in joined.groups()]
    for lands in by_key.values():
        for one, other in combinations(sorted(lands), 2):
            first, second = tuple(lands[one]), tuple(lands[other])
            if not any(names.intersection(first) and names.intersection(second) for names in whole):
                yield first, second


def country_of(place: str | None) -> str | None:
    """Return the id of the country that a place of the gazetteer, by IRI, is or lies in; None where that is not known."""
    row_id = _place_ids().get(place or "", "")
    rows = load_tables().rows["places"]
    while row_id in rows and rows[row_id]["kind"] != _COUNTRY:
        row_id = rows[row_id]["broader_id"]
    return row_id if row_id in rows else None


@cache
def _place_ids() -> dict[str, str]:
    return {
        entry.iri: entry.id for entry in load_gazetteer().entries.values() if entry.type is EntityType.PLACE
    }
