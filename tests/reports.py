"""The bundled report and the written documents, each with its gold."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from reechain.ontology.records import Document

TESTS = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Report:
    """A document and what it says, as read by people."""

    document: Document
    gold: dict[str, Any]

    def __str__(self) -> str:
        return self.document.key


@cache
def reports() -> tuple[Report, ...]:
    """Return the bundled report first, then the documents by name."""
    demo = (files("reechain") / "data" / "demo-report.txt").read_text(encoding="utf-8")
    found = [Report(Document("demo-report.txt", demo), _gold(TESTS / "data" / "demo-report.json"))]
    for path in sorted((TESTS / "documents").glob("*.txt")):
        document = Document(path.name, path.read_text(encoding="utf-8"))
        found.append(Report(document, _gold(path.with_suffix(".json"))))
    return tuple(found)


def _gold(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold
