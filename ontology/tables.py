"""The tables of names and taxonomy, read from CSV and checked."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Final

from reechain.ontology.errors import ConfigError
from reechain.ontology.namespaces import REI, REV
from reechain.ontology.records import EntityType

Row = Mapping[str, str]

TYPE_OF_TABLE: Final = {
    "agencies": EntityType.AGENCY,
    "applications": EntityType.APPLICATION,
    "companies": EntityType.COMPANY,
    "elements": EntityType.ELEMENT,
    "minerals": EntityType.MINERAL,
    "mines": EntityType.MINE,
    "places": EntityType.PLACE,
    "policies": EntityType.POLICY,
    "products": EntityType.PRODUCT,
    "stages": EntityType.STAGE,
}
ROLES: Final = ("pref", "alias", "former", "misspelling", "ticker")
"""The roles of a name, the preferred first."""
CONCEPT_TABLES: Final = frozenset({"applications", "elements", "minerals", "products", "stages"})
"""The tables of concepts that texts name: their names stand in names.csv, what they mean in definitions.csv."""
VALUE_TABLES: Final = (
    "bases",
    "date_bases",
    "directness",
    "event_kinds",
    "kinds",
    "metrics",
    "number_rules",
    "ore_types",
    "policy_kinds",
    "stances",
    "standings",
    "statuses",
    "strengths",
    "trust_levels",
    "units",
)
"""The tables of concepts that statements take as values: each row has its labels and meaning with it."""


@dataclass(frozen=True, slots=True)
class NameRow:
    """One name of one row. `role` is one of ROLES; `lang` is en, zh or empty."""

    name: str
    id: str
    role: str
    lang: str
    needs_context: bool


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables, each by id, all names, and what concepts mean. Ids are unique over the tables."""

    rows: Mapping[str, Mapping[str, Row]]
    names: tuple[NameRow, ...]
    ambiguous: Mapping[str, tuple[str, ...]]
    definitions: Mapping[str, Row]

    def table_of(self, row_id: str) -> str:
        """Return the table that holds an id; KeyError if none does."""
        for table, rows in self.rows.items():
            if row_id in rows:
                return table
        raise KeyError(row_id)

    def type_of(self, row_id: str) -> EntityType | None:
        """Return the entity type of an id; None for a value. A tailings pond among the mines is a facility."""
        table = self.table_of(row_id)
        if table == "mines" and self.rows[table][row_id]["type"] == "tailings":
            return EntityType.FACILITY
        return TYPE_OF_TABLE.get(table)

    def iri(self, row_id: str) -> str:
        """Return the IRI of an id: `rev:` for concepts, `rei:` for firms, mines, places, policies."""
        table = self.table_of(row_id)
        return (REV if table in CONCEPT_TABLES or table in VALUE_TABLES else REI) + row_id


def cells(value: str) -> list[str]:
    """Return the items of a list cell.

    >>> cells("mining;separation")
    ['mining', 'separation']
    """
    return [item for item in value.split(";") if item]


@cache
def load_tables() -> Tables:
    """Return the bundled tables; ConfigError where a reference leads nowhere."""
    rows = {name: _by_id(name) for name in (*TYPE_OF_TABLE, *VALUE_TABLES)}
    tables = Tables(
        rows=rows,
        names=tuple(name_rows(_read("names"), "names.csv")),
        ambiguous={row["name"]: tuple(cells(row["candidates"])) for row in _read("ambiguous_names")},
        definitions=_by_id("definitions"),
    )
    check_references(tables)
    return tables


def relation_rows() -> Mapping[str, Row]:
    """Return how each relation behaves, by its name."""
    return _by_id("relations")


def name_rows(rows: Iterable[Row], where: str) -> Iterable[NameRow]:
    """Yield the name rows of a table; ConfigError for an empty name or an unknown role."""
    for row in rows:
        if not row["name"].strip() or row["role"] not in ROLES:
            raise ConfigError(f"name {row['name']!r} with role {row['role']!r}", where=where)
        context = row["needs_context"] == "yes"
        yield NameRow(row["name"], row["id"], row["role"], row["lang"], context)


_REFERENCES: Final = {
    "agencies": {"parent_id": ["agencies"]},
    "applications": {"broader_id": ["applications"], "uses_products": ["products"]},
    **{table: {"broader_id": [table]} for table in VALUE_TABLES},
    "metrics": {"broader_id": ["metrics"], "unit": ["units"]},
    "elements": {"broader_id": ["elements"], "broader2_id": ["elements"]},
    "event_kinds": {"stance": ["stances"]},
    "companies": {"parent_id": ["companies", "agencies"], "stages": ["stages"], "products": ["products"]},
    "minerals": {"main_elements": ["elements"]},
    "mines": {"operator": ["companies"], "minerals": ["minerals"]},
    "places": {"broader_id": ["places"]},
    "policies": {"issuer_ids": ["agencies"], "suspends": ["policies"]},
    "products": {
        "broader_id": ["products"],
        "broader2_id": ["products"],
        "made_from": ["products"],
        "elements": ["elements"],
        "stage": ["stages"],
    },
    "stages": {"next": ["stages"], "input": ["products"], "output": ["products"]},
}


def check_references(tables: Tables) -> None:
    """Raise ConfigError for the first id that is used twice, or used and not defined."""
    seen: dict[str, str] = {}
    for table, rows in tables.rows.items():
        for row_id in rows:
            if row_id in seen:
                raise ConfigError(f"id {row_id!r} stands in {seen[row_id]} too", where=f"{table}.csv")
            seen[row_id] = table
    for table, columns in _REFERENCES.items():
        for row_id, row in tables.rows[table].items():
            for column, targets in columns.items():
                for item in cells(row[column]):
                    if not any(item in tables.rows[target] for target in targets):
                        raise ConfigError(
                            f"{row_id}: {column} names {item!r}, which is not there", where=f"{table}.csv"
                        )
    concepts = {row_id for table in CONCEPT_TABLES for row_id in tables.rows[table]}
    if missing := sorted(concepts ^ tables.definitions.keys()):
        raise ConfigError(
            f"defined and not there, or there and not defined: {missing[0]}", where="definitions.csv"
        )
    used = {name.id for name in tables.names} | {x for ids in tables.ambiguous.values() for x in ids}
    if unknown := sorted(used - seen.keys()):
        raise ConfigError(f"names of unknown ids: {', '.join(unknown)}", where="names.csv")


def _by_id(name: str) -> dict[str, Row]:
    return {row["id"]: row for row in _read(name)}


def _read(name: str) -> list[Row]:
    path = files("reechain.ontology") / "tables" / f"{name}.csv"
    with as_file(path) as file, file.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, strict=True))
