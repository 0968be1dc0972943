"""The vocabulary as Turtle, built from the tables: `python -m reechain.ontology.vocabulary`.

Run it after a change of the tables, and commit vocabulary.ttl with them; a test compares the two.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Final

from reechain.ontology.namespaces import PREFIXES
from reechain.ontology.tables import NameRow, Row, Tables, cells, load_tables

FILE: Final = "vocabulary.ttl"
_CLASS_OF: Final = {
    "stages": "Stage",
    "products": "Product",
    "minerals": "Mineral",
    "elements": "Element",
    "applications": "Application",
}
_SCHEME_NAMES: Final = {
    "stages": ("stages of the chain", "产业链环节"),
    "products": ("products", "产品"),
    "minerals": ("minerals", "矿物"),
    "elements": ("elements", "元素"),
    "applications": ("applications", "应用领域"),
}
_CJK: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_LABEL_OF_ROLE: Final = {"pref": "skos:prefLabel", "misspelling": "skos:hiddenLabel"}


def vocabulary_turtle() -> str:
    """Return the committed vocabulary as Turtle text."""
    return (files("reechain.ontology") / FILE).read_text(encoding="utf-8")


def built(tables: Tables) -> str:
    """Return the vocabulary of tables as Turtle text: the same tables give the same characters."""
    lines = ["# Built from the tables by `python -m reechain.ontology.vocabulary`: do not edit.", ""]
    lines += [f"@prefix {p}: <{PREFIXES[p]}> ." for p in ("rec", "rev", "skos")]
    names = _names(tables)
    for table, class_name in _CLASS_OF.items():
        lines += ["", *_block(f"rev:{table}", _scheme(table))]
        for row_id, row in sorted(tables.rows[table].items()):
            parts = [f"a rec:{class_name}", f"skos:inScheme rev:{table}"]
            parts += _labels(names.get(row_id, []))
            parts += _taxonomy(row, table)
            lines += _block(f"rev:{row_id}", parts)
    return "\n".join(lines) + "\n"


def _scheme(table: str) -> list[str]:
    english, chinese = _SCHEME_NAMES[table]
    return ["a skos:ConceptScheme", f'skos:prefLabel "{english}"@en', f'skos:prefLabel "{chinese}"@zh']


def _names(tables: Tables) -> Mapping[str, list[NameRow]]:
    names: dict[str, list[NameRow]] = {}
    for row in tables.names:
        names.setdefault(row.id, []).append(row)
    return names


def _labels(rows: list[NameRow]) -> Iterator[str]:
    """Yield the labels: the first preferred name of a language, then all others once."""
    found: dict[str, str] = {}
    preferred: set[str] = set()
    for row in sorted(rows, key=lambda r: (r.role != "pref", r.role, r.name)):
        language = row.lang or ("zh" if _CJK.search(row.name) else "en")
        is_second = row.role == "pref" and language in preferred
        predicate = "skos:altLabel" if is_second else _LABEL_OF_ROLE.get(row.role, "skos:altLabel")
        if predicate == "skos:prefLabel":
            preferred.add(language)
        found.setdefault(f"{json.dumps(row.name, ensure_ascii=False)}@{language}", predicate)
    order = ("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel")
    for text, predicate in sorted(found.items(), key=lambda item: (order.index(item[1]), item[0])):
        yield f"{predicate} {text}"


def _taxonomy(row: Row, table: str) -> Iterator[str]:
    for column in ("broader_id", "broader2_id"):
        yield from (f"skos:broader rev:{item}" for item in cells(row.get(column, "")))
    if table == "products":
        yield from (f"rec:outputOf rev:{item}" for item in cells(row["stage"]))
    if table == "stages":
        # Trading and research serve every step and have no position of their own.
        yield from (f"rec:stagePosition {int(item)}" for item in cells(row["position"]))
        yield from (f"rec:precedes rev:{item}" for item in cells(row["next"]))


def _block(subject: str, parts: list[str]) -> list[str]:
    return [f"{subject} {parts[0]} ;", *(f"  {part} ;" for part in parts[1:-1]), f"  {parts[-1]} ."]


def main() -> None:
    """Write vocabulary.ttl beside the tables."""
    path = Path(str(files("reechain.ontology") / FILE))
    path.write_text(built(load_tables()), encoding="utf-8", newline="\n")
    sys.stdout.write(f"wrote {path}\n")


if __name__ == "__main__":
    main()
