"""What extraction is worth: documents extracted, held against their gold, and told as a table or as JSON."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from reechain.config import Config
from reechain.extractors.loaders import load
from reechain.extractors.scoring import (
    MISSED,
    RIGHT,
    Judgement,
    Tally,
    Verdict,
    judge,
    names_of,
    tallies,
    total,
)
from reechain.gold import files_of, read_gold
from reechain.ontology.errors import InputError
from reechain.ontology.gazetteer import Entry, Gazetteer
from reechain.ontology.names import name_key, surface_key
from reechain.ontology.records import Document, EntityType, Stance
from reechain.pipeline import extraction_json

HIDDEN: Final = frozenset({EntityType.COMPANY, EntityType.MINE, EntityType.FACILITY, EntityType.POLICY})
"""The types whose names `hide_names` takes out of the gazetteer."""
STEPS: Final = (0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.0)
"""The bounds of the bins of confidence, each from its bound up to the one before."""
STANCES: Final = tuple(stance.value for stance in Stance if stance is not Stance.DENIED)
"""The stances that a relation of the gold may have."""
_SHOWN: Final = 10
Table = Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class Scored:
    """A document with the verdicts on it. `known` are keys of its names that the gazetteer had."""

    name: str
    style: str
    judgement: Judgement
    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class Bin:
    """The relations found with a confidence in `[low, high)`, and how much of the gold those from `low` up are."""

    low: float
    high: float
    tally: Tally
    coverage: float


@dataclass(slots=True)
class Report:
    """The measures over documents. `without_gold` are the keys of those that were left out."""

    documents: list[Scored] = field(default_factory=list)
    without_gold: list[str] = field(default_factory=list)

    @property
    def entities(self) -> list[Verdict]:
        """The verdicts on things."""
        return [verdict for document in self.documents for verdict in document.judgement.entities]

    @property
    def relations(self) -> list[Verdict]:
        """The verdicts on relations."""
        return [verdict for document in self.documents for verdict in document.judgement.relations]

    def names(self) -> dict[str, Table]:
        """Return the tallies of things by type, for names that the gazetteer has and for those that it has not."""
        found: dict[str, list[Verdict]] = {"known": [], "unknown": []}
        for document in self.documents:
            for verdict in document.judgement.entities:
                is_known = any(name_key(name) in document.known for name in verdict.names)
                found["known" if is_known else "unknown"].append(verdict)
        return {word: tallies(verdicts) for word, verdicts in found.items()}

    def styles(self) -> dict[str, tuple[Tally, Tally]]:
        """Return the tallies of things and of relations of each style."""
        found: dict[str, list[Scored]] = {}
        for document in self.documents:
            found.setdefault(document.style, []).append(document)
        return {
            style: (
                total(v for scored in group for v in scored.judgement.entities),
                total(v for scored in group for v in scored.judgement.relations),
            )
            for style, group in sorted(found.items())
        }

    def bins(self) -> list[Bin]:
        """Return what was found by confidence, the surest first."""
        gold = sum(verdict.outcome in {RIGHT, MISSED} for verdict in self.relations)
        found = [(v.confidence, v) for v in self.relations if v.confidence is not None]
        bins, high, right = [], 1.01, 0
        for low in STEPS:
            if inside := [verdict for confidence, verdict in found if low <= confidence < high]:
                tally = total(inside)
                right += tally.right
                bins.append(Bin(low, min(high, 1.0), tally, right / max(1, gold)))
            high = low
        return bins

    def stances(self) -> dict[str, dict[str, int]]:
        """Return how often each stance of the gold was told as which, of the relations that were found."""
        found: dict[str, dict[str, int]] = {wanted: dict.fromkeys(STANCES, 0) for wanted in STANCES}
        for verdict in self.relations:
            if verdict.outcome == RIGHT:
                row = found.setdefault(verdict.wanted, dict.fromkeys(STANCES, 0))
                row[verdict.stance] += 1
        return found

    def faults(self) -> dict[str, int]:
        """Return how many gold things were found as several, and how many were found as one with another."""
        return {
            "splits": sum(verdict.is_split for verdict in self.entities),
            "merges": sum(verdict.is_merged for verdict in self.entities),
        }

    def to_json(self) -> dict[str, Any]:
        """Return all measures as one JSON object."""
        return {
            "documents": len(self.documents),
            **({"without_gold": self.without_gold} if self.without_gold else {}),
            "entities": _json(tallies(self.entities), self.entities),
            "relations": _json(tallies(self.relations), self.relations),
            "names": {word: {kind: figures(t) for kind, t in sorted(table.items())} for word, table in self.names().items()},
            "styles": {
                style: {"entities": figures(things), "relations": figures(facts)}
                for style, (things, facts) in self.styles().items()
            },
            "confidence": [
                {"from": each.low, "to": each.high, **figures(each.tally), "coverage": round(each.coverage, 4)}
                for each in self.bins()
            ],
            "stances": self.stances(),
            **self.faults(),
        }  # fmt: skip

    def render(self) -> str:
        """Return the measures as text."""
        return "\n".join(_lines(self))


def evaluate(
    documents: Path, gold: Path, config: Config | None = None, *, hide_names: bool = False
) -> Report:
    """Return the measures of the documents that have gold of the same name (report.txt, report.json).

    With `hide_names` the companies, mines, works and policies of each document's gold are taken out of the gazetteer
    before it is read. InputError where there is no pair, or a gold file cannot be read.
    """
    config = config or Config()
    known = config.gazetteer()
    reader = config.extractor(known)
    report = Report()
    pairs, report.without_gold = paired(documents, gold)
    for document, wanted in pairs:
        if hide_names:
            reader = config.extractor(without_names(known, wanted))
        found = extraction_json(reader.extract(config.rated(document)))
        report.documents.append(scored(document.key, found, wanted, reader.gazetteer))
    return report


def scored(name: str, found: Mapping[str, Any], gold: Mapping[str, Any], gazetteer: Gazetteer) -> Scored:
    """Return a document with the verdicts on what was found in it."""
    known = {
        name_key(form)
        for item in (*gold["entities"], *found["entities"])
        if any(gazetteer.candidates(form, EntityType(item["type"])) for form in names_of(item))
        for form in names_of(item)
    }
    return Scored(name, str(gold.get("style", "unknown")), judge(found, gold), frozenset(known))


def paired(documents: Path, gold: Path) -> tuple[list[tuple[Document, Mapping[str, Any]]], list[str]]:
    """Return the documents with their gold, by file name, and the keys of those that have none."""
    files = {path.stem: path for path in files_of(gold)}
    found, _ = load([str(documents)])
    pairs, without = [], []
    for document in found:
        path = files.get(Path(document.key).stem) if gold.is_dir() else gold
        if path is None:
            without.append(document.key)
        else:
            pairs.append((document, read_gold(path)))
    if not pairs:
        raise InputError("holds no gold named like a document (report.txt, report.json)", where=str(gold))
    return pairs, without


def without_names(gazetteer: Gazetteer, gold: Mapping[str, Any]) -> Gazetteer:
    """Return the gazetteer without the companies, mines, works and policies that gold names."""
    named = {
        key
        for entity in gold["entities"]
        if entity["type"] in HIDDEN
        for name in names_of(entity)
        for key in (surface_key(name), name_key(name))
    }
    hidden = {e.id for e in gazetteer.entries.values() if e.type in HIDDEN and _keys(e) & named}
    return gazetteer.without(lambda entry, _name: entry.id in hidden)


def _keys(entry: Entry) -> set[str]:
    return {key for row in entry.names for key in (surface_key(row.name), name_key(row.name))}


def figures(tally: Tally) -> dict[str, Any]:
    """Return precision, recall, F1 and the counts of a tally."""
    return {
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "f1": round(tally.f1, 4),
        "right": tally.right,
        "wrong": tally.wrong,
        "missed": tally.missed,
    }


def _json(table: Table, verdicts: Iterable[Verdict]) -> dict[str, Any]:
    return {
        "all": figures(total(verdicts)),
        **{kind: figures(tally) for kind, tally in sorted(table.items())},
    }


def _lines(report: Report) -> Iterator[str]:
    yield f"{len(report.documents)} documents"
    if report.without_gold:
        shown = ", ".join(report.without_gold[:_SHOWN]) + ("..." if len(report.without_gold) > _SHOWN else "")
        yield f"{len(report.without_gold)} have no gold and are left out: {shown}"
    yield from _table("entities", tallies(report.entities), total(report.entities))
    faults = report.faults()
    yield f"{faults['splits']} split, {faults['merges']} merged"
    yield from _table("relations", tallies(report.relations), total(report.relations))
    for word, table in report.names().items():
        yield from _table(f"names {word} to the gazetteer", table, sum(table.values(), Tally()))
    if len(styles := report.styles()) > 1:
        yield from ("", f"{'style':<28}{'entities F1':>12}{'relations F1':>14}{'precision':>11}")
        for style, (things, facts) in styles.items():
            yield f"{style:<28}{things.f1:>12.3f}{facts.f1:>14.3f}{facts.precision:>11.3f}"
    yield from ("", f"{'confidence of relations':<28}{'found':>7}{'right':>8}{'coverage':>10}")
    for each in report.bins():
        found = each.tally.right + each.tally.wrong
        yield f"{f'{each.low:.2f} to {each.high:.2f}':<28}{found:>7}{each.tally.precision:>8.3f}{each.coverage:>10.3f}"
    yield from ("", f"{'stance in the gold':<28}" + "".join(f"{f'as {told}':>13}" for told in STANCES))
    for wanted, row in report.stances().items():
        yield f"{wanted:<28}" + "".join(f"{row[told]:>13}" for told in STANCES)


def _table(title: str, table: Table, whole: Tally) -> Iterator[str]:
    yield from (
        "",
        f"{title:<28}{'right':>7}{'wrong':>7}{'missed':>7}{'precision':>11}{'recall':>8}{'F1':>8}",
    )
    ordered = sorted(table.items(), key=lambda item: (-(item[1].right + item[1].missed), item[0]))
    for name, tally in (*ordered, ("all", whole)):
        yield (
            f"{name:<28}{tally.right:>7}{tally.wrong:>7}{tally.missed:>7}"
            f"{tally.precision:>11.3f}{tally.recall:>8.3f}{tally.f1:>8.3f}"
        )
