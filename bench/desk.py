"""Scores the reading of the desk's corpus: `python -m bench.desk [FOLDER ...] [--errors]`.

A folder holds cases, each with documents and `facts.json`; tests/desk/corpus/README.md says what stands in it. A fact
is found when a claim tells it; its values are counted over all facts that have them, whether found or not. Precision
is the share of the claims of a relation that a fact of the desk asks for: not every right claim is one of its facts,
and a denial that none asks for is left out.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeAlias

from bench.desk_facts import Fact, Match, Reading, Told, Value, match, predicates
from reechain.extractors.loaders import load
from reechain.extractors.pipeline import Extractor
from reechain.ontology.records import Stance

Gold: TypeAlias = Mapping[str, Any]
CORPUS: Final = Path(__file__).parent.parent / "tests/desk/corpus"
DEVELOPMENT: Final = (CORPUS / "ownership", CORPUS / "rules")


@dataclass(slots=True)
class Row:
    """Facts of a kind, or values of one: how many the gold has, how many of them were found, and how well.

    `found` are the facts that a claim tells. Of their values, `right` agree and `wrong` do not, while
    `extra` were given where the gold has none.
    """

    gold: int = 0
    found: int = 0
    right: int = 0
    wrong: int = 0
    extra: int = 0

    @property
    def recall(self) -> float:
        """Return the share of the gold that is right."""
        return self.right / max(1, self.gold)


@dataclass(slots=True)
class Score:
    """Rows by kind and value, claims by relation (asked for, all), and each error in words."""

    rows: dict[str, Row] = field(default_factory=lambda: defaultdict(Row))
    claims: dict[str, tuple[int, int]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def add_document(self, path: Path, gold: Gold, counted: frozenset[str], extractor: Extractor) -> None:
        """Read a document of a case and count its date, its facts and the claims of the relations counted."""
        where = f"{path.parent.name}/{path.name}"
        (document,), _ = load([str(path)])
        dates = frozenset([document.date] if document.date else [])
        date = Value("date", gold["documents"][path.name], dates)
        self.add_value("document", date, is_found=True, where=where)
        reading, asked = Reading(extractor.extract(document)), set[int]()
        for fact in gold["facts"]:
            if fact["doc"] == path.name and (found := match(fact, reading)):
                self.add_fact(fact, found, where)
                asked.update(id(told.claim) for told in found.told)
        for told in reading.told:
            if told.claim.predicate in counted:
                self.add_claim(told, is_asked=id(told.claim) in asked, where=where)

    def add_fact(self, fact: Fact, found: Match, where: str) -> None:
        """Count a fact and its values."""
        kind = fact["kind"]
        for key in (kind, f"event {fact['event']}") if kind == "event" else (kind,):
            self.rows[key].gold += 1
            self.rows[key].found += found.is_found
            self.rows[key].right += found.is_found
        if not found.is_found:
            self.errors.append(f"{where} {kind} missed: {fact['quote']}")
        for value in found.values:
            self.add_value(kind, value, is_found=found.is_found, where=where)

    def add_value(self, kind: str, value: Value, *, is_found: bool, where: str) -> None:
        """Count one value of a fact."""
        row = self.rows[f"{kind}: {value.name}"]
        row.gold += value.want is not None
        row.found += value.want is not None and is_found
        row.right += value.is_right
        row.wrong += value.want is not None and bool(value.given) and not value.is_right
        row.extra += value.want is None and bool(value.given)
        if is_found and not value.is_right and (value.want or value.given):
            given = ", ".join(sorted(value.given)) or "nothing"
            self.errors.append(f"{where} {kind} {value.name}: {given} for {value.want or 'nothing'}")

    def add_claim(self, told: Told, *, is_asked: bool, where: str) -> None:
        """Count a claim that was made; a denial counts only where a fact asks for it."""
        claim = told.claim
        if not is_asked and claim.stance is Stance.DENIED:
            return
        right, made = self.claims.get(claim.predicate, (0, 0))
        self.claims[claim.predicate] = right + is_asked, made + 1
        if not is_asked:
            ends = f"{told.subject.canonical} {claim.predicate} {told.object.canonical}"
            self.errors.append(f"{where} not asked for: {ends}: {claim.evidence.quote}")


def score(folders: Iterable[Path], extractor: Extractor) -> Score:
    """Return the score of all cases in these folders; claims are counted of relations that a folder's facts use."""
    total = Score()
    for folder in folders:
        golds = {path.parent: json.loads(path.read_text(encoding="utf-8")) for path in _cases(folder)}
        counted = frozenset(p for gold in golds.values() for fact in gold["facts"] for p in predicates(fact))
        for case, gold in golds.items():
            for name in gold["documents"]:
                total.add_document(case / name, gold, counted, extractor)
    return total


def _cases(folder: Path) -> list[Path]:
    found = sorted(folder.glob("case-*/facts.json"))
    if not found:
        raise SystemExit(f"{folder} holds no case-*/facts.json")
    return found


def table(total: Score) -> str:
    """Return the score as two tables in plain text: facts and values, and claims."""
    heads = "".join(f"{head:>6}" for head in ("gold", "found", "right", "wrong", "extra"))
    lines = [f"{'facts and their values':26}{heads}{'recall':>8}"]
    for name, row in sorted(total.rows.items()):
        counts = "".join(f"{count:6}" for count in (row.gold, row.found, row.right, row.wrong, row.extra))
        lines.append(f"{name:26}{counts}" + (f"{row.recall:8.2f}" if row.gold else ""))
    lines += ["", f"{'claims':26}{'made':>6}{'asked':>6}{'precision':>12}"]
    for name, (right, made) in sorted(total.claims.items()):
        lines.append(f"{name:26}{made:6}{right:6}{right / made:12.2f}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables for the folders given, else for the two used in development."""
    parser = argparse.ArgumentParser(prog="python -m bench.desk", description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path, default=DEVELOPMENT, metavar="FOLDER")
    parser.add_argument(
        "--errors", action="store_true", help="also list what is missed, wrong or not asked for"
    )
    options = parser.parse_args(arguments)
    total = score(options.folders, Extractor())
    if options.errors:
        print(*total.errors, "", sep="\n")
    print(table(total))


if __name__ == "__main__":
    main()
