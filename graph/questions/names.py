"""Names in a store: the label index of all that it and the gazetteer know, labels of answers, "the company"."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Final

from reechain.graph.questions.labels import Candidate, Label, LabelIndex, build_index, gazetteer_labels
from reechain.graph.questions.rows import Queryable, Row, rows_of
from reechain.graph.questions.sparql import term
from reechain.graph.questions.tokens import key_of
from reechain.ontology.gazetteer import load_gazetteer
from reechain.ontology.namespaces import PREFIXES
from reechain.ontology.records import EntityType
from reechain.ontology.tables import load_tables

_TYPES: Final = {kind.iri: kind for kind in EntityType}
_HEAD: Final = "\n".join(f"PREFIX {p}: <{PREFIXES[p]}>" for p in ("rec", "rev", "rdf", "skos"))

_LABELS: Final = f"""{_HEAD}
SELECT DISTINCT ?thing ?type ?label ?kind WHERE {{
  {{ SELECT DISTINCT ?thing WHERE {{ ?name rec:denotes ?thing ; a rec:Name }} }}
  ?thing a ?type .
  {{ ?thing skos:prefLabel ?label . BIND ("preferred" AS ?kind) }}
  UNION {{ ?thing skos:altLabel ?label . BIND ("other" AS ?kind) }}
  UNION {{ ?thing rec:formerName ?label . BIND ("former" AS ?kind) }}
  UNION {{ ?form rec:denotes ?thing ; rec:canonicalForm|rec:form ?label . BIND ("other" AS ?kind) }}
}}"""

_TOLD_OF: Final = f"""{_HEAD}
SELECT ?company (COUNT(DISTINCT ?claim) AS ?claims) WHERE {{
  ?claim rdf:subject|rdf:object ?company ; a rec:Claim .
  ?company a rec:Company .
}} GROUP BY ?company ORDER BY DESC(?claims) ?company LIMIT 5"""


@dataclass(frozen=True, slots=True)
class Shown:
    """How an answer is shown: its label, and all its other names."""

    label: str
    aliases: tuple[str, ...]


def store_index(store: Queryable) -> LabelIndex:
    """Return the label index of a store and of the gazetteer together."""
    gazetteer = load_gazetteer()
    ambiguous = {
        name: tuple(gazetteer.entries[row_id].iri for row_id in ids if row_id in gazetteer.entries)
        for name, ids in gazetteer.ambiguous.items()
    }
    known = [*_store_labels(store), *gazetteer_labels(gazetteer)]
    return build_index([*known, *_stage_labels({key_of(label.name) for label in known})], ambiguous)


def _stage_labels(taken: Set[str]) -> Iterator[Label]:
    """Yield the names of stages, which no document need use, but for those that are names of things too."""
    tables = load_tables()
    rows = [row for row in tables.names if row.id in tables.rows["stages"]]
    main = {row.id: row.name for row in rows if (row.role, row.lang) == ("pref", "en")}
    for row in rows:
        if key_of(row.name) not in taken:
            yield Label(row.name, tables.iri(row.id), EntityType.STAGE, main[row.id], is_found=False)


def _store_labels(store: Queryable) -> Iterator[Label]:
    rows = [row for row in rows_of(store, _LABELS) if row["type"].text in _TYPES]
    shown: dict[str, str] = {}
    for row in sorted(rows, key=_goodness):
        shown.setdefault(row["thing"].text, row["label"].text)
    for row in rows:
        iri, kind = row["thing"].text, _TYPES[row["type"].text]
        yield Label(row["label"].text, iri, kind, shown[iri], row["kind"].text == "former")


def _goodness(row: Row) -> tuple[bool, bool, str]:
    return row["kind"].text != "preferred", row["label"].language != "en", row["label"].text


def shown(store: Queryable, iris: Iterable[str]) -> dict[str, Shown]:
    """Return how things are shown, by IRI: the English label first, and the names that documents use."""
    wanted = " ".join(term(iri) for iri in sorted(set(iris)))
    if not wanted:
        return {}
    sparql = f"""{_HEAD}
SELECT DISTINCT ?thing ?label ?kind WHERE {{
  VALUES ?thing {{ {wanted} }}
  {{ ?thing skos:prefLabel ?label . BIND ("preferred" AS ?kind) }}
  UNION {{ ?thing skos:altLabel|rec:formerName ?label . BIND ("other" AS ?kind) }}
  UNION {{ ?name rec:denotes ?thing ; rec:canonicalForm|rec:form ?label . BIND ("other" AS ?kind) }}
}}"""
    names: dict[str, list[str]] = {}
    for row in sorted(rows_of(store, sparql), key=_goodness):
        names.setdefault(row["thing"].text, []).append(row["label"].text)
    return {iri: Shown(labels[0], _others(labels)) for iri, labels in names.items()}


def _others(labels: Sequence[str]) -> tuple[str, ...]:
    return tuple(label for label in dict.fromkeys(labels) if label != labels[0])


def focal_companies(store: Queryable) -> tuple[Candidate, ...]:
    """Return what "the company" may be: the one that most claims are about, if twice as many as the next.

    Else the companies that the documents say most of, for the asker to choose from.
    """
    rows = rows_of(store, _TOLD_OF)
    counts = [int(row["claims"].text) for row in rows]
    clear = bool(counts) and (len(counts) == 1 or counts[0] >= 2 * counts[1])
    iris = [row["company"].text for row in (rows[:1] if clear else rows)]
    labels = shown(store, iris)
    return tuple(Candidate(iri, EntityType.COMPANY, labels[iri].label, False, True, True) for iri in iris)
