"""A user's own names and wordings, from reechain.toml.

```toml
[[entity]]
type = "Company"
label = "Ardent Magnetics Ltd"
aliases = ["Ardent"]
id = "ardent-magnetics"          # optional; made from the label where it is missing

[[family]]
name = "toll treatment"
relation = "suppliesTo"
confidence = 0.8
patterns = ["{s} toll treats ~ for {o}"]

[[source]]
match = "filings/*"              # keys of documents, * for anything; the first source that matches counts
trust = "official"               # official, company, analyst, press or unrated
```

`learned = false` above these leaves names and relations to the rules alone.
`decisions = "FILE"` names the file of decisions that `reechain review` keeps, reechain-decisions.csv beside this file
unless it says otherwise.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final

from reechain.extractors.pipeline import Extractor, Models, bundled_models
from reechain.extractors.relations.families import Family, bundled_families, bundled_sets, read_families
from reechain.graph.decision_file import read_decisions
from reechain.graph.decisions import Decision
from reechain.ontology.errors import ConfigError
from reechain.ontology.gazetteer import COMMON_NOUNS, Entry, Gazetteer, load_gazetteer
from reechain.ontology.names import surface_key
from reechain.ontology.namespaces import REI, REV
from reechain.ontology.records import Document, EntityType
from reechain.ontology.tables import NameRow, load_tables

FILE_NAME: Final = "reechain.toml"
DECISIONS: Final = "reechain-decisions.csv"
_TOP: Final = frozenset({"entity", "family", "sets", "source", "learned", "decisions"})
_SOURCE: Final = frozenset({"match", "trust"})
_ENTITY: Final = frozenset({"type", "label", "aliases", "id"})


@dataclass(frozen=True, slots=True)
class Source:
    """A level of trust (the id of its row in trust_levels.csv) for all documents whose key matches."""

    match: str
    trust: str


@dataclass(frozen=True, slots=True)
class Config:
    """What a configuration adds: known things, relation families, how far sources are trusted, whether models decide.

    `decisions` is the file in which a user's decisions are kept; None where none are, and stores keep what they hold.
    """

    entries: tuple[Entry, ...] = ()
    families: tuple[Family, ...] = ()
    sources: tuple[Source, ...] = ()
    learned: bool = True
    decisions: Path | None = None

    def rated(self, document: Document) -> Document:
        """Return a document with the level of trust of the first source that its key matches."""
        for source in self.sources:
            if fnmatchcase(document.key, source.match):
                return replace(document, trust=source.trust)
        return document

    def gazetteer(self) -> Gazetteer:
        """Return the bundled names and those of the configuration."""
        return load_gazetteer().extended(self.entries) if self.entries else load_gazetteer()

    def extractor(self, gazetteer: Gazetteer | None = None) -> Extractor:
        """Return an extractor with the wordings of the configuration, and its names where no others are given."""
        known = gazetteer if gazetteer is not None else self.gazetteer()
        return Extractor(known, (*bundled_families(), *self.families), self.models())

    def decided(self) -> tuple[Decision, ...] | None:
        """Return the decisions of the file, none where it is not there yet; None where no file is meant.

        ConfigError names the file and the line that cannot be used.
        """
        if self.decisions is None:
            return None
        return read_decisions(self.decisions) if self.decisions.exists() else ()

    def models(self) -> Models | None:
        """Return what decides on names and relations; None where the rules alone do."""
        return bundled_models() if self.learned else None


def load_config(path: Path | None = None) -> Config:
    """Return the configuration of a file, or of reechain.toml in the working folder if it is there.

    ConfigError names the file and the entry that cannot be used.
    """
    if path is None:
        path = Path(FILE_NAME)
        if not path.exists():
            return Config(decisions=Path(DECISIONS))
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", where=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"is not TOML: {error}", where=str(path)) from error
    config = read_config(data, str(path))
    return replace(config, decisions=path.parent / (config.decisions or DECISIONS))


def read_config(data: Mapping[str, Any], where: str) -> Config:
    """Return the configuration of parsed TOML; ConfigError for what is unknown or wrong."""
    if unknown := sorted(data.keys() - _TOP):
        raise ConfigError(f"unknown table {unknown[0]!r}; there are {', '.join(sorted(_TOP))}", where=where)
    for table in ("entity", "family", "source"):
        if not isinstance(data.get(table, []), list):
            raise ConfigError(f"write [[{table}]] with two brackets: there may be several", where=where)
    known = load_gazetteer()
    entries = tuple(
        _entry(row, known, f"{where}: entity {n}") for n, row in enumerate(data.get("entity", []), 1)
    )
    sources = tuple(_source(row, f"{where}: source {n}") for n, row in enumerate(data.get("source", []), 1))
    learned = data.get("learned", True)
    if not isinstance(learned, bool):
        raise ConfigError(f"learned {learned!r} is neither true nor false", where=where)
    decisions = data.get("decisions")
    if decisions is not None and (not isinstance(decisions, str) or not decisions):
        raise ConfigError(f"decisions {decisions!r} is no name of a file", where=where)
    families = read_families(data, where, bundled_sets())
    return Config(entries, families, sources, learned, Path(decisions) if decisions else None)


def _source(row: Mapping[str, Any], where: str) -> Source:
    if not isinstance(row, Mapping) or row.keys() != _SOURCE:
        raise ConfigError("write each source as a table with match and trust: [[source]]", where=where)
    levels = {level["label_en"]: level["id"] for level in load_tables().rows["trust_levels"].values()}
    match, trust = row["match"], row["trust"]
    if not isinstance(match, str) or not match:
        raise ConfigError(f"match {match!r} is no pattern of document keys", where=where)
    if trust not in levels:
        raise ConfigError(f"trust {trust!r} is none of {', '.join(sorted(levels))}", where=where)
    return Source(match, levels[trust])


def _entry(row: Mapping[str, Any], known: Gazetteer, where: str) -> Entry:
    if not isinstance(row, Mapping):
        raise ConfigError("write each entity as a table: [[entity]]", where=where)
    if unknown := sorted(row.keys() - _ENTITY):
        raise ConfigError(f"unknown key {unknown[0]!r}; there are {', '.join(sorted(_ENTITY))}", where=where)
    entity_type = _type(row.get("type"), where)
    label = _text(row, "label", where)
    names = tuple(_rows(label, row.get("aliases", []), where))
    same = known.find(label, entity_type)
    entry_id = row.get("id") or (same.id if same else surface_key(label).replace(" ", "-"))
    if not isinstance(entry_id, str) or not re.fullmatch(r"[\w-]+", entry_id):
        raise ConfigError(f"id {entry_id!r} may hold letters, digits and hyphens only", where=where)
    listed = known.entries.get(entry_id)
    if listed and listed.type is not entity_type:
        raise ConfigError(
            f"id {entry_id!r} is that of the {listed.type} {listed.label!r}; choose another", where=where
        )
    if listed:
        return Entry(
            listed.id,
            listed.iri,
            listed.type,
            listed.label,
            tuple(NameRow(n.name, listed.id, "alias", n.lang, False) for n in names),
        )
    iri = (REV if entity_type in COMMON_NOUNS else REI) + entry_id
    return Entry(
        entry_id,
        iri,
        entity_type,
        label,
        tuple(NameRow(n.name, entry_id, n.role, n.lang, False) for n in names),
    )


def _type(value: object, where: str) -> EntityType:
    try:
        return EntityType(str(value))
    except ValueError as error:
        raise ConfigError(f"type {value!r} is none of {', '.join(EntityType)}", where=where) from error


def _text(row: Mapping[str, Any], key: str, where: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not surface_key(value):
        raise ConfigError(f"{key} must be a name with letters or digits", where=where)
    return value


def _rows(label: str, aliases: object, where: str) -> Iterator[NameRow]:
    if not isinstance(aliases, list) or not all(
        isinstance(alias, str) and surface_key(alias) for alias in aliases
    ):
        raise ConfigError("aliases must be a list of names", where=where)
    yield NameRow(label, "", "pref", "en", False)
    for alias in aliases:
        yield NameRow(alias, "", "alias", "en", False)
