"""What is built from the tables and the ontology: `python -m reechain.ontology.vocabulary`.

Run it after a change of the tables or of the Turtle, and commit what it writes with them: CI runs it
again and fails on a difference.

- vocabulary.ttl: the concepts of the tables, with labels, meaning and taxonomy
- context.jsonld: the JSON-LD context of the ontology
- dataset.ttl: the description of ontology and vocabularies as a dataset (DCAT, VoID)
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Final

from reechain.ontology.context import context_json
from reechain.ontology.dataset import dataset_turtle
from reechain.ontology.namespaces import PREFIXES
from reechain.ontology.tables import VALUE_TABLES, NameRow, Row, Tables, cells, load_tables

FILE: Final = "vocabulary.ttl"
_CLASS_OF: Final = {
    "stages": "rec:Stage",
    "products": "rec:Product",
    "minerals": "rec:Mineral",
    "elements": "rec:Element",
    "applications": "rec:Application",
    "metrics": "rec:Metric",
}
"""The class of the concepts of a table; the others are plain concepts."""
SCHEMES: Final = {
    "stages": ("stages of the chain", "产业链环节"),
    "products": ("products", "产品"),
    "minerals": ("minerals", "矿物"),
    "elements": ("elements", "元素"),
    "applications": ("applications", "应用领域"),
    "bases": ("bases of numbers", "计量口径"),
    "date_bases": ("bases of dates", "日期依据"),
    "directness": ("ways of holding", "持股方式"),
    "event_kinds": ("kinds of events", "事件类型"),
    "kinds": ("kinds of observations", "观测类别"),
    "metrics": ("metrics", "指标"),
    "number_rules": ("rules of numbers", "数字校验规则"),
    "ore_types": ("types of ore", "矿石类型"),
    "policy_kinds": ("kinds of policies", "政策类型"),
    "stances": ("stances", "立场"),
    "standings": ("standings of facts", "事实状态"),
    "statuses": ("statuses of numbers", "数值状态"),
    "strengths": ("strengths of holding", "控制程度"),
    "trust_levels": ("levels of trust", "可信级别"),
    "units": ("units", "单位"),
}
"""The vocabularies, by table, with their labels."""
_CJK: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_LABEL_OF_ROLE: Final = {"pref": "skos:prefLabel", "misspelling": "skos:hiddenLabel"}
_PREFIXES: Final = ("rec", "rev", "skos", "dcterms")


def vocabulary_turtle() -> str:
    """Return the committed vocabulary as Turtle text."""
    return (files("reechain.ontology") / FILE).read_text(encoding="utf-8")


def built(tables: Tables) -> str:
    """Return the vocabulary of tables as Turtle text: the same tables give the same characters."""
    lines = ["# Built from the tables by `python -m reechain.ontology.vocabulary`: do not edit.", ""]
    lines += [f"@prefix {p}: <{PREFIXES[p]}> ." for p in _PREFIXES]
    names = _names(tables)
    for table in SCHEMES:
        lines += ["", *_block(f"rev:{table}", _scheme(table))]
        for row_id, row in sorted(tables.rows[table].items()):
            lines += _block(f"rev:{row_id}", list(_concept(row, table, names, tables)))
    return "\n".join(lines) + "\n"


def _concept(row: Row, table: str, names: Mapping[str, list[NameRow]], tables: Tables) -> Iterator[str]:
    yield f"a {_CLASS_OF.get(table, 'skos:Concept')}"
    yield f"skos:inScheme rev:{table}"
    if table in VALUE_TABLES:
        yield f"skos:prefLabel {_text(row['label_en'])}@en"
        yield f"skos:prefLabel {_text(row['label_zh'])}@zh"
        yield from _meaning(row)
    else:
        yield from _labels(names.get(row["id"], []))
        yield from _meaning(tables.definitions[row["id"]])
    yield f"dcterms:source {_text(row['source'])}"
    yield from _taxonomy(row, table)


def _meaning(row: Row) -> Iterator[str]:
    yield f"skos:definition {_text(row['definition'])}@en"
    yield f"skos:example {_text(row['example'])}@en"
    if row["scope_note"]:
        yield f"skos:scopeNote {_text(row['scope_note'])}@en"


def _scheme(table: str) -> list[str]:
    english, chinese = SCHEMES[table]
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
        found.setdefault(f"{_text(row.name)}@{language}", predicate)
    order = ("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel")
    for text, predicate in sorted(found.items(), key=lambda item: (order.index(item[1]), item[0])):
        yield f"{predicate} {text}"


def _taxonomy(row: Row, table: str) -> Iterator[str]:
    for column in ("broader_id", "broader2_id"):
        yield from (f"skos:broader rev:{item}" for item in cells(row.get(column, "")))
    if table == "products":
        yield from (f"rec:outputOf rev:{item}" for item in cells(row["stage"]))
        yield from (f"rec:typicallyMadeFrom rev:{item}" for item in cells(row["made_from"]))
        yield from (f"rec:containsElement rev:{item}" for item in cells(row["elements"]))
    if table == "minerals":
        yield from (f"rec:hostsElement rev:{item}" for item in cells(row["main_elements"]))
    if table == "stages":
        # Trading and research serve every step and have no position of their own.
        yield from (f"rec:stagePosition {int(item)}" for item in cells(row["position"]))
        yield from (f"rec:precedes rev:{item}" for item in cells(row["next"]))
        yield from (f"rec:takesIn rev:{item}" for item in cells(row["input"]))


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _block(subject: str, parts: list[str]) -> list[str]:
    return [f"{subject} {parts[0]} ;", *(f"  {part} ;" for part in parts[1:-1]), f"  {parts[-1]} ."]


def main() -> None:
    """Write what is built beside the tables."""
    folder = Path(str(files("reechain.ontology")))
    vocabulary = built(load_tables())
    texts = {FILE: vocabulary, "context.jsonld": context_json(), "dataset.ttl": dataset_turtle(vocabulary)}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"wrote {folder / name}\n")


if __name__ == "__main__":
    main()
