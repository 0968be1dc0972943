"""Extractions held against gold, and the command that does it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reechain.cli import app
from reechain.evaluation import Report, Scored, evaluate, paired, without_names
from reechain.extractors.scoring import MISSED, RIGHT, WRONG, judge, tallies, total
from reechain.gold import read_gold
from reechain.ontology.errors import InputError
from reechain.ontology.gazetteer import load_gazetteer

GOLD = {
    "entities": [
        {"id": "a", "type": "Company", "name": "Foo Ltd", "aliases": ["FOO"]},
        {"id": "b", "type": "Company", "name": "Bar Inc"},
        {"id": "m", "type": "Product", "name": "magnets", "alt_types": ["Application"]},
        {"id": "n", "type": "Element", "name": "neodymium"},
        {"id": "p", "type": "Place", "name": "Utah", "optional": True},
    ],
    "relations": [
        {"s": "b", "p": "subsidiaryOf", "o": "a"},
        {"s": "a", "p": "partnerOf", "o": "b"},
        {"s": "m", "p": "madeFrom", "o": "n"},
        {"s": "a", "p": "locatedIn", "o": "p", "optional": True},
    ],
}


def found(*relations: tuple[str, str, str, float], **things: tuple[str, str]) -> dict[str, object]:
    """Return an extraction: things by id with type and name, relations with confidence."""
    return {
        "entities": [{"id": key, "type": kind, "name": name, "aliases": []} for key, (kind, name) in things.items()],
        "relations": [{"s": s, "p": p, "o": o, "confidence": c, "evidence": ""} for s, p, o, c in relations],
    }  # fmt: skip


ALL = {
    "1": ("Company", "foo"),
    "2": ("Company", "BAR, Inc."),
    "3": ("Product", "Magnets"),
    "4": ("Element", "Neodymium"),
}


def test_gold_against_itself_is_perfect() -> None:
    verdicts = judge({"entities": GOLD["entities"], "relations": GOLD["relations"]}, GOLD)
    assert (total(verdicts.entities).f1, total(verdicts.relations).f1) == (1, 1)


def test_what_is_optional_counts_neither_way() -> None:
    verdicts = judge(found(("1", "locatedIn", "5", 0.9), **ALL, **{"5": ("Place", "Utah")}), GOLD)
    assert total(verdicts.entities).wrong == total(verdicts.relations).wrong == 0
    assert "locatedIn" not in tallies(verdicts.relations)


def test_a_second_name_for_one_thing_is_a_split() -> None:
    verdicts = judge(found(**ALL, **{"5": ("Company", "FOO")}), GOLD).entities
    assert [verdict.names for verdict in verdicts if verdict.is_split] == [("FOO",)]
    assert total(verdicts).wrong == 1


def test_two_things_under_one_name_are_a_merge() -> None:
    merged = {"id": "1", "type": "Company", "name": "foo", "aliases": ["Bar"]}
    verdicts = judge({"entities": [merged], "relations": []}, GOLD).entities
    assert [verdict.names[0] for verdict in verdicts if verdict.is_merged] == ["Bar Inc"]


def test_directions_and_types_count() -> None:
    verdicts = judge(
        found(
            ("1", "subsidiaryOf", "2", 0.9), ("2", "partnerOf", "1", 0.8), ("4", "usedIn", "3", 0.7), **ALL
        ),
        GOLD,
    )
    table = tallies(verdicts.relations)
    assert (table["subsidiaryOf"].right, table["subsidiaryOf"].wrong, table["subsidiaryOf"].missed) == (
        0,
        1,
        1,
    )
    assert (table["partnerOf"].right, table["madeFrom"].right) == (1, 1)


def test_a_relation_said_twice_counts_once() -> None:
    twice = [("2", "subsidiaryOf", "1", 0.9), ("2", "subsidiaryOf", "1", 0.6), ("1", "acquired", "4", 0.5)]
    verdicts = judge(found(*twice, *twice, **ALL), GOLD).relations
    outcomes = [verdict.outcome for verdict in verdicts]
    assert (outcomes.count(RIGHT), outcomes.count(WRONG), outcomes.count(MISSED)) == (1, 1, 2)


def test_precision_and_coverage_by_confidence() -> None:
    verdicts = judge(
        found(
            ("2", "subsidiaryOf", "1", 0.9), ("1", "acquired", "2", 0.85), ("1", "partnerOf", "2", 0.4), **ALL
        ),
        GOLD,
    )
    bins = Report([Scored("x", "news", verdicts, frozenset())]).bins()
    told = [(each.low, each.tally.precision, round(each.coverage, 2)) for each in bins]
    assert told == [(0.9, 1.0, 0.33), (0.8, 0.0, 0.33), (0.4, 1.0, 0.67)]


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    """Return a folder with a document and its gold."""
    (tmp_path / "note.txt").write_text(
        "Quuxburg Ore Ltd is a subsidiary of Lynas Rare Earths.", encoding="utf-8"
    )
    gold = {
        "style": "note",
        "entities": [
            {"id": "a", "type": "Company", "name": "Quuxburg Ore Ltd"},
            {"id": "b", "type": "Company", "name": "Lynas Rare Earths"},
        ],
        "relations": [{"s": "a", "p": "subsidiaryOf", "o": "b"}],
    }
    (tmp_path / "note.json").write_text(json.dumps(gold), encoding="utf-8")
    return tmp_path


def test_names_known_and_unknown_are_told_apart(pair: Path) -> None:
    names = evaluate(pair, pair).names()
    assert (names["known"]["Company"].right, names["unknown"]["Company"].right) == (1, 1)


def test_hidden_names_are_unknown(pair: Path) -> None:
    names = evaluate(pair, pair, hide_names=True).names()
    assert "Company" not in names["known"]
    assert names["unknown"]["Company"].right == 2


def test_only_the_names_of_the_gold_are_hidden(pair: Path) -> None:
    gold = json.loads((pair / "note.json").read_text(encoding="utf-8"))
    left = without_names(load_gazetteer(), gold)
    assert not left.candidates("Lynas Rare Earths")
    assert left.candidates("MP Materials")


def test_the_command_prints_a_table_and_json(pair: Path) -> None:
    runner = CliRunner()
    table = runner.invoke(app, ["evaluate", str(pair), str(pair)])
    assert table.exit_code == 0
    assert "confidence of relations" in table.stdout
    told = json.loads(runner.invoke(app, ["evaluate", str(pair), str(pair), "--format", "json"]).stdout)
    assert told["documents"] == 1
    assert told["entities"]["all"]["f1"] == 1
    assert told["styles"].keys() == {"note"}


def test_without_gold_the_error_says_where(pair: Path, tmp_path: Path) -> None:
    empty = tmp_path / "none"
    empty.mkdir()
    with pytest.raises(InputError, match="none"):
        paired(pair, empty)
    (empty / "note.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match=r"note\.json"):
        paired(pair, empty)


def test_stances_are_measured_by_themselves_and_what_is_over_counts() -> None:
    gold = {**GOLD, "relations": [
        {"s": "b", "p": "subsidiaryOf", "o": "a", "status": "planned"},
        {"s": "a", "p": "partnerOf", "o": "b", "status": "ended"},
        {"s": "m", "p": "madeFrom", "o": "n"},
    ]}  # fmt: skip
    told = found(("2", "subsidiaryOf", "1", 0.9), ("3", "madeFrom", "4", 0.9), **ALL)
    told["relations"][0]["status"] = "hedged"  # type: ignore[index]
    over = {"s": "1", "p": "partnerOf", "o": "2", "confidence": 0.8, "status": "ended"}
    told["denied"] = [over, {**over, "p": "acquired", "status": "denied"}, {**over, "p": "worksIn"}]
    report = Report([Scored("doc", "wire", judge(told, gold), frozenset())])
    assert total(report.relations).f1 == 1
    assert report.stances() == {
        "asserted": {"asserted": 1, "planned": 0, "hedged": 0, "ended": 0},
        "planned": {"asserted": 0, "planned": 0, "hedged": 1, "ended": 0},
        "hedged": {"asserted": 0, "planned": 0, "hedged": 0, "ended": 0},
        "ended": {"asserted": 0, "planned": 0, "hedged": 0, "ended": 1},
    }
    assert any(line.split() == ["planned", "0", "0", "1", "0"] for line in report.render().splitlines())


@pytest.mark.parametrize(
    ("gold", "fault"),
    [
        ({"entities": [{"type": "Company"}], "relations": []}, "entities[0] has no name"),
        ({"entities": [{"type": "Firm", "name": "Foo"}], "relations": []}, "entities[0]: 'Firm' is no type; one of Agency"),
        ({"entities": [], "relations": [{"s": "a", "p": "loves", "o": "b"}]}, "relations[0]: 'loves' is no relation"),
        ({**GOLD, "relations": [{"s": "a", "p": "acquired", "o": "zzz"}]}, "relations[0]: o is 'zzz', which is neither"),
        ({**GOLD, "denied": [{"s": "a", "p": "acquired", "o": "b", "status": "so"}]}, "denied[0]: 'so' is no status"),
        ({"entities": "a", "relations": []}, "entities is no list"),
        ([], "is no gold"),
        ({"entities": [{"type": [], "name": "Foo"}], "relations": []}, "entities[0]: [] is no type"),
        ({"entities": [{"type": "Company", "name": "Foo", "aliases": "F"}], "relations": []}, "entities[0]: aliases is no list"),
        ({"entities": [{"type": "Company", "name": "Foo", "optional": "no"}], "relations": []}, "entities[0]: optional is 'no'"),
        ({"entities": [{"type": "Company", "name": n, "id": 1} for n in "ab"], "relations": []}, "entities[1]: there is another"),
        ({"entities": None, "relations": []}, "entities is no list"),
        ({**GOLD, "relations": [{"s": "a", "p": [], "o": "b"}]}, "relations[0]: [] is no relation"),
    ],
)  # fmt: skip
def test_a_fault_of_gold_is_told_with_its_row(tmp_path: Path, gold: object, fault: str) -> None:
    (tmp_path / "a.txt").write_text("Foo Ltd bought Bar Inc.", encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps(gold), encoding="utf-8")
    with pytest.raises(InputError) as told:
        evaluate(tmp_path / "a.txt", tmp_path / "a.json")
    assert f"a.json: {fault}" in str(told.value)


def test_ends_may_be_told_by_name(tmp_path: Path) -> None:
    named = {
        "entities": [{"type": "Company", "name": "Foo", "aliases": ["F"]}, {"type": "Company", "name": "Bar"}]
    }
    path = tmp_path / "a.json"
    path.write_text(
        json.dumps({**named, "relations": [{"s": "F", "p": "acquired", "o": "Bar"}]}), encoding="utf-8"
    )
    (relation,) = read_gold(path)["relations"]
    assert (relation["s"], relation["o"]) == ("#1", "#2")


def test_documents_without_gold_are_told(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("Foo Ltd bought Bar Inc.", encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps(GOLD), encoding="utf-8")
    report = evaluate(tmp_path, tmp_path)
    assert [Path(key).name for key in report.without_gold] == ["b.txt"]
    assert "1 have no gold and are left out" in report.render()
    assert report.to_json()["without_gold"] == report.without_gold
