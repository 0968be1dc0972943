"""The rows of the bundled gazetteer by the IRIs that stand in a store."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from reechain.ontology.gazetteer import Entry, load_gazetteer
from reechain.ontology.names import surface_key
from reechain.ontology.records import EntityType

UNLISTED: Final = 2
"""The rank of a name that is none of an entry."""


def entry_at(iri: str) -> Entry | None:
    """Return the gazetteer entry of an IRI, if the bundled tables hold it."""
    return _entries().get(iri)


def entry_named(name: str, entity_type: EntityType) -> Entry | None:
    """Return the one gazetteer entry of a type that has a name; None where none has it, or several."""
    return load_gazetteer().find(name, entity_type)


def rank(name: str, entry: Entry | None) -> int:
    """Return how surely a name is that of an entry: 0 for its preferred ones, 1 for another, UNLISTED for none."""
    roles = (
        {row.role for row in entry.names if surface_key(row.name) == surface_key(name)} if entry else set()
    )
    return 0 if "pref" in roles else 1 if roles else UNLISTED


@cache
def _entries() -> Mapping[str, Entry]:
    return {entry.iri: entry for entry in load_gazetteer().entries.values()}
