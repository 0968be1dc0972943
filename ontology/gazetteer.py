"""The gazetteer: known things with all their names, asked by extraction and by questions alike."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from reechain.ontology.names import common_noun_key, name_key, surface_key
from reechain.ontology.records import EntityType
from reechain.ontology.tables import ROLES, NameRow, Tables, load_tables

COMMON_NOUNS: Final = frozenset(
    {EntityType.PRODUCT, EntityType.MINERAL, EntityType.ELEMENT, EntityType.APPLICATION}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A known thing. `iri` is its IRI for life; `names` are all its names, the preferred first."""

    id: str
    iri: str
    type: EntityType
    label: str
    names: tuple[NameRow, ...]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Known things by id and by key of name."""

    entries: Mapping[str, Entry]
    ambiguous: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _index: dict[str, tuple[str, ...]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        found: dict[str, list[str]] = {}
        for entry in self.entries.values():
            for row in entry.names:
                for key in keys_of(row.name, entry.type):
                    found.setdefault(key, []).append(entry.id)
        for name, ids in self.ambiguous.items():
            present = [row_id for row_id in ids if row_id in self.entries]
            if len(present) > 1:
                found[surface_key(name)] = present
        self._index.update({key: tuple(dict.fromkeys(ids)) for key, ids in found.items()})

    def candidates(self, name: str, entity_type: EntityType | None = None) -> tuple[Entry, ...]:
        """Return the known things that a name may mean, best look-up first; empty if none.

        The name as written wins over the name without its legal form.
        """
        keys = keys_of(name, entity_type) if entity_type else _all_keys(name)
        for key in keys:
            entries = [self.entries[row_id] for row_id in self._index.get(key, ())]
            if entity_type is not None:
                entries = [entry for entry in entries if entry.type is entity_type]
            if entries:
                return tuple(entries)
        return ()

    def find(self, name: str, entity_type: EntityType | None = None) -> Entry | None:
        """Return the one known thing that a name means; None if none or more than one does."""
        candidates = self.candidates(name, entity_type)
        return candidates[0] if len(candidates) == 1 else None

    def without(self, is_hidden: Callable[[Entry, str], bool]) -> "Gazetteer":
        """Return a gazetteer without the names for which `is_hidden(entry, name)` holds."""
        kept: dict[str, Entry] = {}
        for entry in self.entries.values():
            names = tuple(name for name in entry.names if not is_hidden(entry, name.name))
            if names:
                kept[entry.id] = Entry(entry.id, entry.iri, entry.type, entry.label, names)
        return Gazetteer(kept, self.ambiguous)

    def extended(self, entries: Iterable[Entry]) -> "Gazetteer":
        """Return a gazetteer with further entries; an id that is already there gains names."""
        merged = dict(self.entries)
        for entry in entries:
            known = merged.get(entry.id)
            names = (*known.names, *entry.names) if known else entry.names
            merged[entry.id] = Entry(entry.id, entry.iri, entry.type, entry.label, names)
        return Gazetteer(merged, self.ambiguous)


def keys_of(name: str, entity_type: EntityType) -> tuple[str, ...]:
    """Return the keys under which a name of that type is looked up, the most exact first."""
    if entity_type in COMMON_NOUNS:
        return tuple(dict.fromkeys((surface_key(name), common_noun_key(name))))
    return tuple(dict.fromkeys((surface_key(name), name_key(name))))


def _all_keys(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((surface_key(name), name_key(name), common_noun_key(name))))


def gazetteer_of(tables: Tables) -> Gazetteer:
    """Return the gazetteer of tables; stages are left out, since texts do not name them."""
    rank = {role: position for position, role in enumerate(ROLES)}
    names: dict[str, list[NameRow]] = {}
    for row in tables.names:
        names.setdefault(row.id, []).append(row)
    entries = {}
    for row_id, rows in names.items():
        entity_type = tables.type_of(row_id)
        if entity_type in (None, EntityType.STAGE):
            continue
        ordered = tuple(sorted(rows, key=lambda r: (rank[r.role], r.lang != "en", r.name)))
        entries[row_id] = Entry(row_id, tables.iri(row_id), entity_type, ordered[0].name, ordered)
    return Gazetteer(entries, tables.ambiguous)


@cache
def load_gazetteer() -> Gazetteer:
    """Return the bundled gazetteer."""
    return gazetteer_of(load_tables())
