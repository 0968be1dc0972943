"""Marked sentences: tables of wordings that an analyst can read.

`+ [Foo|Company|s] owns [Bar|Company|o].` states the relation of its file between s and o and no other
marked pair; `-` states it between none; `?` states it and is not found yet, which a test holds to.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reechain.extractors.pipeline import Extractor
from reechain.ontology.gazetteer import Entry, Gazetteer
from reechain.ontology.names import surface_key
from reechain.ontology.records import Document, EntityType, Name, Stance
from reechain.ontology.schema import relations
from reechain.ontology.tables import NameRow

FOLDER = Path(__file__).parent / "sentences"
_MARK = re.compile(r"\[([^\[\]|]+)\|([A-Za-z]+)(?:\|([so]))?\]")
_NOT_SO = (Stance.DENIED, Stance.ENDED)
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """One line of a table: the text, its marks (surface, type), and the pairs it states."""

    relation: str
    number: int
    verdict: str
    text: str
    marks: tuple[tuple[str, str], ...]
    stated: frozenset[Pair]

    def __str__(self) -> str:
        return f"{self.relation}:{self.number}"


def cases() -> Iterator[Case]:
    """Yield the cases of all tables."""
    for path in sorted(FOLDER.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                yield _case(path.stem, number, line)


def _case(relation: str, number: int, line: str) -> Case:
    verdict, marked = line[0], line[2:]
    found = [match.groups() for match in _MARK.finditer(marked)]
    text = _MARK.sub(lambda match: match[1], marked).replace("Ltd..", "Ltd.")
    subjects = [surface for surface, _, role in found if role == "s"]
    objects = [surface for surface, _, role in found if role == "o"]
    stated = frozenset((s, o) for s in subjects for o in objects)
    return Case(relation, number, verdict, text, tuple((s, t) for s, t, _ in found), stated)


def found_pairs(case: Case) -> frozenset[Pair]:
    """Return the marked pairs between which the relation of the case is found; what is denied or over is left out."""
    extraction = Extractor(_gazetteer(case)).extract(Document(key="case", text=case.text))
    surfaces = {surface_key(surface): surface for surface, _ in case.marks}
    name_of = extraction.name_of()
    pairs = set()
    for claim in extraction.claims:
        relation = relations()[claim.predicate]
        if case.relation in {claim.predicate, relation.broader} and claim.stance not in _NOT_SO:
            for subject in _keys(name_of[claim.subject]) & surfaces.keys():
                for obj in _keys(name_of[claim.object]) & surfaces.keys():
                    pairs.add((surfaces[subject], surfaces[obj]))
                    if relation.is_symmetric:
                        pairs.add((surfaces[obj], surfaces[subject]))
    return frozenset(pairs)


def stated_pairs(case: Case) -> frozenset[Pair]:
    """Return the pairs that a case states, both ways for a relation without direction."""
    if relations()[case.relation].is_symmetric:
        return case.stated | {(o, s) for s, o in case.stated}
    return case.stated


def _keys(name: Name) -> set[str]:
    return {surface_key(form) for form in (name.canonical, *name.aliases)}


def _gazetteer(case: Case) -> Gazetteer:
    """Return a gazetteer of the marks alone: the table tests wordings, not names.

    Words of doing, marked as stages, are no names: they are in no gazetteer.
    """
    entries = {}
    marks = [mark for mark in dict.fromkeys(case.marks) if mark[1] != EntityType.STAGE]
    for number, (surface, kind) in enumerate(marks):
        entry_id = f"mark-{number}"
        row = NameRow(surface, entry_id, "pref", "en", False)
        entries[entry_id] = Entry(
            entry_id, f"https://example.org/{entry_id}", EntityType(kind), surface, (row,)
        )
    return Gazetteer(entries)
