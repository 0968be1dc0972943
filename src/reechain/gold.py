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
    except (ValueError, RecursionError) as error:
        raise InputError(f"is no JSON: {error}", where=str(path)) from error
    if not isinstance(found, dict) or not {"entities", "relations"} <= found.keys():
        raise InputError("is no gold: it has no entities and relations", where=str(path))
    entities = [_entity(item, n, str(path)) for n, item in enumerate(_rows(found, "entities", path))]
    ends = _Ends(entities, str(path))
    for part in ("relations", "denied"):
        rows = enumerate(_rows(found, part, path))
        found[part] = [_relation(item, f"{part}[{n}]", ends, str(path)) for n, item in rows]
    return {**found, "entities": entities}


def _rows(found: Mapping[str, Any], part: str, path: Path) -> list[Item]:
    rows = found.get(part, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputError(f"{part} is no list of objects", where=str(path))
    return rows


def _entity(item: Item, number: int, where: str) -> Item:
    place = f"entities[{number}]"
    name, aliases, others = item.get("name"), item.get("aliases") or [], item.get("alt_types") or []
    if not isinstance(name, str) or not name.strip():
        raise InputError(f"{place} has no name", where=where)
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise InputError(f"{place}: aliases is no list of names", where=where)
    for kind in (item.get("type"), *(others if isinstance(others, list) else [others])):
        if not isinstance(kind, str) or kind not in TYPES:
            raise InputError(f"{place}: {kind!r} is no type; one of {', '.join(sorted(TYPES))}", where=where)
    given = item.get("id")
    if given is not None and not isinstance(given, str | int):
        raise InputError(f"{place}: the id is neither words nor a number", where=where)
    # An id that is made up has a sign that no given one begins with by chance.
    told = f"#{number + 1}" if given is None else str(given)
    return {
        **item,
        "id": told,
        "name": name.strip(),
        "aliases": aliases,
        "optional": _optional(item, place, where),
    }


def _optional(item: Item, place: str, where: str) -> bool:
    if not isinstance(item.get("optional", False), bool):
        raise InputError(f"{place}: optional is {item['optional']!r}, neither true nor false", where=where)
    return bool(item.get("optional"))


class _Ends:
    """What the ends of relations may be called: an id, else a name that one entity alone has."""

    def __init__(self, entities: list[Item], where: str) -> None:
        self.ids: set[str] = set()
        self.named: dict[str, set[str]] = {}
        for number, item in enumerate(entities):
            if item["id"] in self.ids:
                raise InputError(
                    f"entities[{number}]: there is another with the id {item['id']!r}", where=where
                )
            self.ids.add(item["id"])
            for name in (item["name"], *item["aliases"]):
                self.named.setdefault(name.strip(), set()).add(item["id"])

    def id_of(self, told: object) -> str | None:
        """Return the id that an end means, None where there is none or several have the name."""
        if str(told) in self.ids:
            return str(told)
        named = self.named.get(str(told).strip(), set())
        return next(iter(named)) if len(named) == 1 else None


def _relation(item: Item, place: str, ends: _Ends, where: str) -> Item:
    predicate, status = item.get("p"), item.get("status")
    if not isinstance(predicate, str) or predicate not in EXCHANGED:
        known = ", ".join(sorted(EXCHANGED))
        raise InputError(
            f"{place}: {predicate!r} is no relation of the exchange format; one of {known}", where=where
        )
    if status is not None and (not isinstance(status, str) or status not in STATUSES):
        raise InputError(
            f"{place}: {status!r} is no status; one of {', '.join(sorted(STATUSES))}", where=where
        )
    found = {side: ends.id_of(item.get(side)) for side in ("s", "o")}
    for side, end in found.items():
        if end is None:
            raise InputError(
                f"{place}: {side} is {item.get(side)!r}, which is neither the id nor the name of one entity",
                where=where,
            )
    return {**item, **found, "optional": _optional(item, place, where)}


def files_of(gold: Path) -> Iterator[Path]:
    """Yield the files of gold under a folder, or the one."""
    if gold.is_dir():
        yield from sorted(gold.rglob("*.json"))
    else:
        yield gold
