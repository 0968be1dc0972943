"""The desk's corpus: how much of it is found, with floors that only rise; README.md there says where it is from."""

import json
from pathlib import Path

import pytest
from bench.desk import DEVELOPMENT, Score, main, score, table

from reechain.extractors.pipeline import Extractor

# kind, or value of one -> the least share of it that is found and right, about 0.02 below what was measured
FLOORS = {
    "strength": 0.96,
    "strength: strength": 0.96,
    "stake": 0.85,
    "stake: percent": 0.87,
    "event": 0.49,
    "policy": 0.97,
    "clause": 0.72,
    "suspends": 0.97,
    "replaces": 0.97,
    "allocation": 0.97,
    "supply": 0.55,
    "role": 0.44,
    "stage": 0.78,
    "document: date": 0.91,
}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="module")
def measured(extractor: Extractor) -> Score:
    return score(DEVELOPMENT, extractor)


@pytest.mark.parametrize("kind", FLOORS)
def test_what_is_found_does_not_fall(kind: str, measured: Score) -> None:
    assert measured.rows[kind].gold
    assert measured.rows[kind].recall >= FLOORS[kind], table(measured)


def test_every_quote_stands_in_its_document() -> None:
    for folder in DEVELOPMENT:
        paths = sorted(folder.glob("case-*/facts.json"))
        assert len(paths) == 24
        for path in paths:
            gold = json.loads(path.read_text(encoding="utf-8"))
            texts = {name: (path.parent / name).read_text(encoding="utf-8") for name in gold["documents"]}
            assert all(fact["quote"] in texts[fact["doc"]] for fact in gold["facts"]), path


STAKE = {"kind": "stake", "doc": "a.txt", "low": None, "high": None, "direct": None, "from": None, "until": None, "on": None}  # fmt: skip
TEXT = "Foo Metals Ltd holds 40% of Bar Magnets GmbH. Baz Alloys Inc. holds 15% of Bar Magnets GmbH."


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A folder with one case: a stake found with another number, one found right, one that no text tells."""
    quotes = TEXT.removesuffix(".").split(". ")
    facts = [
        {**STAKE, "holder": holder, "company": company, "percent": percent, "quote": quote}
        for holder, company, percent, quote in [
            ("Foo Metals Ltd", "Bar Magnets GmbH", 41, "Foo Metals Ltd"),
            ("Foo Metals", "Bar Magnets", 40, "Foo Metals Ltd"),
            ("Qux Oxides Ltd", "Bar Magnets", 5, quotes[0]),
        ]
    ]
    folder = tmp_path / "case-01"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    gold = {"documents": {"a.txt": "2024-05-01"}, "facts": facts}
    (folder / "facts.json").write_text(json.dumps(gold), encoding="utf-8")
    return tmp_path


def test_the_scorer_counts_what_is_missed_wrong_and_not_asked_for(case: Path, extractor: Extractor) -> None:
    found = score([case], extractor)
    stakes, percents = found.rows["stake"], found.rows["stake: percent"]
    assert (stakes.gold, stakes.found) == (3, 2)
    assert (percents.gold, percents.found, percents.right, percents.wrong) == (3, 2, 1, 1)
    assert found.claims["shareholderOf"] == (1, 2)
    assert [error.split(": ")[0] for error in found.errors] == [
        "case-01/a.txt document date",
        "case-01/a.txt stake percent",
        "case-01/a.txt stake missed",
        "case-01/a.txt not asked for",
    ]


def test_the_command_prints_the_table(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(case), "--errors"])
    printed = capsys.readouterr().out
    assert "case-01/a.txt stake percent: 40 for 41" in printed
    assert "shareholderOf                  2     1        0.50" in printed
    with pytest.raises(SystemExit, match="holds no case"):
        main([str(case / "case-01")])
