"""Gold: what a document says in the exchange shape, as a file beside it, checked and made whole."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from reechain.extractors.interchange import EXCHANGED
from reechain.ontology.errors import InputError
from reechain.ontology.records import EntityType, Stance

TYPES: Final = frozenset(kind.value for kind in EntityType if kind is not EntityType.STAGE)
STATUSES: Final = frozenset(stance.value for stance in Stance)
Item = dict[str, Any]


def read_gold(path: Path) -> Mapping[str, Any]:
    """Return the gold of a file: `entities`, each with an id, and `relations` (and `denied`) between these ids.

    In the file an end of a relation may be an id or a name; an entity needs no id. InputError says what is wrong
    in which row.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path)) from error
    except ValueError as error:
        raise InputError(f"is no JSON: {error}", where=str(path)) from error
    if not isinstance(found, dict) or not {"entities", "relations"} <= found.keys():
        raise InputError("is no gold: it has no entities and relations", where=str(path))
    entities = [_entity(item, n, str(path)) for n, item in enumerate(_rows(found, "entities", path))]
    ends = _Ends(entities)
    for part in ("relations", "denied"):
        rows = enumerate(_rows(found, part, path))
        found[part] = [_relation(item, f"{part}[{n}]", ends, str(path)) for n, item in rows]
    return {**found, "entities": entities}


def _rows(found: Mapping[str, Any], part: str, path: Path) -> list[Item]:
    rows = found.get(part) or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputError(f"{part} is no list of objects", where=str(path))
    return rows


def _entity(item: Item, number: int, where: str) -> Item:
    place = f"entities[{number}]"
    if not isinstance(item.get("name"), str) or not item["name"].strip():
        raise InputError(f"{place} has no name", where=where)
    for kind in (item.get("type"), *(item.get("alt_types") or ())):
        if kind not in TYPES:
            raise InputError(f"{place}: {kind!r} is no type; one of {', '.join(sorted(TYPES))}", where=where)
    return {"aliases": [], **item, "id": str(item.get("id", f"e{number + 1}"))}


class _Ends:
    """What the ends of relations may be called: an id, else a name that one entity alone has."""

    def __init__(self, entities: list[Item]) -> None:
        self.ids = {item["id"] for item in entities}
        self.named: dict[str, set[str]] = {}
        for item in entities:
            for name in (item["name"], *(item["aliases"] or ())):
                self.named.setdefault(name, set()).add(item["id"])

    def id_of(self, told: object) -> str | None:
        """Return the id that an end means, None where there is none or several have the name."""
        if str(told) in self.ids:
            return str(told)
        named = self.named.get(str(told), set())
        return next(iter(named)) if len(named) == 1 else None


def _relation(item: Item, place: str, ends: _Ends, where: str) -> Item:
    if item.get("p") not in EXCHANGED:
        known = ", ".join(sorted(EXCHANGED))
        raise InputError(
            f"{place}: {item.get('p')!r} is no relation of the exchange format; one of {known}", where=where
        )
    if item.get("status", Stance.ASSERTED.value) not in STATUSES:
        raise InputError(
            f"{place}: {item['status']!r} is no status; one of {', '.join(sorted(STATUSES))}", where=where
        )
    found = {side: ends.id_of(item.get(side)) for side in ("s", "o")}
    for side, end in found.items():
        if end is None:
            raise InputError(
                f"{place}: {side} is {item.get(side)!r}, which is neither the id nor the name of one entity",
                where=where,
            )
    return {**item, **found}


def files_of(gold: Path) -> Iterator[Path]:
    """Yield the files of gold under a folder, or the one."""
    if gold.is_dir():
        yield from sorted(gold.rglob("*.json"))
    else:
        yield gold
