"""Things of a store by name."""

from typing import Final

from reechain.graph.results import result_of
from reechain.graph.store import Store
from reechain.ontology.names import common_noun_key, name_key, surface_key

_NAMES: Final = """SELECT DISTINCT ?thing ?name WHERE {
  ?mention rec:denotes ?thing .
  ?thing skos:prefLabel|skos:altLabel|rec:formerName ?name }"""


def things_named(store: Store, name: str) -> frozenset[str]:
    """Return the IRIs of what goes by a name: as written, else without legal form, else in the singular."""
    rows = [(row["thing"].text, row["name"].text) for row in result_of(store.query(_NAMES)).rows]
    for key in (surface_key, name_key, common_noun_key):
        if found := frozenset(thing for thing, label in rows if key(label) == key(name)):
            return found
    return frozenset()
