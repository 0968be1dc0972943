"""The competency questions as documentation tells them: with the terms that each one asks about."""

import re
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from reechain.ontology.namespaces import PREFIXES

FOLDER: Final = "questions"
_REMARK: Final = re.compile(r"#\s*(\w+)\s*:\s*(.*)")
_IRI: Final = re.compile(r'<([^<>"{}|^`\\\s]*)>')
_STRING: Final = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'')
_CURIE: Final = re.compile(r"(?<![\w?$<:/])([a-z]\w*):([A-Za-z]\w*(?:-\w+)*)")


@dataclass(frozen=True, slots=True)
class CompetencyQuestion:
    """A question in English and Chinese with its SPARQL. `terms` are the IRIs that the SPARQL names, sorted."""

    id: str
    file: str
    english: str
    chinese: str
    topic: str
    note: str
    sparql: str
    terms: tuple[str, ...]


def competency_questions() -> tuple[CompetencyQuestion, ...]:
    """Return the competency questions by file name; none where there is no folder of them."""
    return tuple(question(file.name, file.read_text(encoding="utf-8")) for file in question_files())


def question_files() -> list[Traversable]:
    """Return the files of the questions, sorted by name."""
    folder = files("reechain.ontology") / FOLDER
    found = [file for file in folder.iterdir() if file.name.endswith(".rq")] if folder.is_dir() else []
    return sorted(found, key=lambda file: file.name)


def question(file: str, text: str) -> CompetencyQuestion:
    """Return the question of a file from its text.

    >>> found = question("q1.rq", "# en: Who makes what?\\n# zh: 谁生产什么？\\nSELECT * { ?c rec:produces ?p }")
    >>> found.english, found.terms
    ('Who makes what?', ('https://w3id.org/reechain/ontology#produces',))
    """
    remarks: dict[str, str] = {}
    lines = text.strip().splitlines()
    while lines and (found := _REMARK.fullmatch(lines[0].strip())):
        remarks[found[1]] = found[2].strip()
        lines.pop(0)
    sparql = "\n".join(lines).strip()
    return CompetencyQuestion(
        id=file.removesuffix(".rq"),
        file=file,
        english=remarks.get("en", file.removesuffix(".rq")),
        chinese=remarks.get("zh", ""),
        topic=remarks.get("topic", ""),
        note=remarks.get("note", ""),
        sparql=sparql,
        terms=_terms(sparql),
    )


def _terms(sparql: str) -> tuple[str, ...]:
    """Return the IRIs that a query names, in full or by prefix, sorted."""
    declared = dict(re.findall(r"(?i)\bprefix\s+([\w-]*):\s*<([^>]*)>", sparql))
    prefixes = {**PREFIXES, **declared}
    bare = _STRING.sub('""', sparql)
    short = _CURIE.findall(_IRI.sub("<>", bare))
    named = {prefixes[prefix] + local for prefix, local in short if prefix in prefixes}
    return tuple(sorted({*_IRI.findall(bare), *named} - set(prefixes.values())))
