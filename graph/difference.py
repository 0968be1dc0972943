"""A difference between two stores: how a statement stands on each side, as JSON and as text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from reechain.graph.quoting import Quoted
from reechain.ontology.schema import relations


class Change(StrEnum):
    """How two sides differ on a statement."""

    ADDED = "added"
    GONE = "gone"
    RESTATED = "restated"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class Version:
    """What one side says of a statement: how it stands, with which values, in which words."""

    standing: str
    values: tuple[tuple[str, str], ...]
    quotes: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference; `old` or `new` is None for a side that says nothing."""

    change: Change
    subject: str
    relation: str
    object: str
    old: Version | None
    new: Version | None

    def to_json(self) -> dict[str, Any]:
        """Return the difference as JSON."""
        return {
            "change": self.change.value,
            "subject": self.subject,
            "relation": self.relation,
            "object": self.object,
            "old": _version_json(self.old),
            "new": _version_json(self.new),
        }


def _version_json(version: Version | None) -> dict[str, Any] | None:
    if version is None:
        return None
    evidence = [quote.to_json() for quote in version.quotes]
    return {"standing": version.standing, "values": dict(version.values), "evidence": evidence}


def rendered(found: Iterable[Difference]) -> str:
    """Return the differences as lines of text, by change."""
    by_change: dict[Change, list[Difference]] = defaultdict(list)
    for item in found:
        by_change[item.change].append(item)
    lines = [line for change, items in by_change.items() for line in _section(change, items)]
    return "\n".join(lines) if lines else "no differences"


def _section(change: Change, items: list[Difference]) -> Iterator[str]:
    yield f"{change.value} ({len(items)})"
    for item in items:
        label = relations()[item.relation].label
        yield f"  {item.subject} – {label} – {item.object}"
        for word, version in (("old", item.old), ("new", item.new)):
            if version is None:
                yield f"    {word}: says nothing"
            else:
                values = ", ".join(f"{name} {value}" for name, value in version.values)
                yield f"    {word}: {version.standing}{f' ({values})' if values else ''}"
                yield from (f"      {quote}" for quote in version.quotes[:2])
