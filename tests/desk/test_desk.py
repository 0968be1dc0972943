"""The desk's own cases: reports that disagree, a rename between two, a stake sold, a sale that fell through.

The documents of five cases were written by somebody who had not seen the rules.
"""

import json
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reechain import cli
from reechain.config import Config
from reechain.graph.questions import Answer, ask
from reechain.graph.store import Store
from reechain.graph.view import View
from reechain.graph.viewing import read_view
from reechain.ontology.records import Stance
from reechain.pipeline import build_in_memory

FOLDER = Path(__file__).parent
SOLD, DISAGREE, LISTED, FAILED, CONTROL, RENAMED = (
    "stake-sold",
    "brokers-disagree",
    "subsidiary-sold-and-still-listed",
    "sale-falls-through",
    "control-without-majority",
    "renamed-between-two-reports",
)
COOLABAH = "who are the shareholders of Coolabah Rare Earths Limited?"
FUZHOU = "who owns Fuzhou Linjiang Oxide Co., Ltd.?"
CORELLA = "who are the shareholders of Corella Metals Pty Ltd?"
PERRIN = "Perrin Street Superannuation Fund"

# case, day asked for, question, the answers
ANSWERS = [
    (SOLD, "2022-06-30", COOLABAH, [PERRIN, "Wandoo Critical Minerals Ltd"]),
    (SOLD, "2022-11-16", COOLABAH, [PERRIN, "Wandoo Critical Minerals Ltd"]),
    (SOLD, "2022-11-17", COOLABAH, [PERRIN, "Tsukigase Trading Co., Ltd."]),
    (SOLD, "2021-12-30", COOLABAH, ["Wandoo Critical Minerals Ltd"]),
    (SOLD, "2020-12-31", COOLABAH, []),
    (SOLD, None, COOLABAH, [PERRIN, "Tsukigase Trading Co., Ltd."]),
    (
        SOLD,
        None,
        "who were the shareholders of Coolabah Rare Earths Limited as of 30 June 2022?",
        [PERRIN, "Wandoo Critical Minerals Ltd"],
    ),
    (LISTED, "2022-12-31", FUZHOU, ["Yongxin Tengda Group"]),
    (LISTED, "2023-06-30", FUZHOU, ["Longtuo Rare Metals Co., Ltd."]),
    (LISTED, None, FUZHOU, ["Longtuo Rare Metals Co., Ltd."]),
    (
        FAILED,
        "2022-11-30",
        "who are the shareholders of Ostravka Alloys a.s.?",
        ["Kaltenbrunn Magnetwerke GmbH"],
    ),
    (FAILED, None, "who are the shareholders of Ostravka Alloys a.s.?", ["Kaltenbrunn Magnetwerke GmbH"]),
    (CONTROL, None, "who controls Karrabin Minerals NL?", ["Mulga Creek Metals Ltd"]),
    (
        CONTROL,
        None,
        "who are the shareholders of Karrabin Minerals NL?",
        ["Haldane Pastoral Pty Ltd", "Mulga Creek Metals Ltd"],
    ),
    (RENAMED, None, CORELLA, ["Hanami Trading Co., Ltd.", "Merrow Metals Ltd"]),
    (RENAMED, "2022-12-31", CORELLA, ["Merrow Metals Ltd"]),
    (RENAMED, "2022-12-31", "which subsidiaries does Merrow Metals Ltd have?", ["Bindaree Alloys Pty Ltd"]),
    (RENAMED, "2023-12-31", "which subsidiaries does Merrow Metals Ltd have?", ["Corella Metals Pty Ltd"]),
    (RENAMED, None, "what was Corella Metals Pty Ltd called before?", ["Bindaree Alloys Pty Ltd"]),
]


@cache
def store(case: str, *, is_learned: bool = False) -> Store:
    """Return the store of a case, read by rules unless told: what it says of days must not change with every training."""
    documents = sorted((FOLDER / case).glob("*.txt"))
    made, skipped = build_in_memory(list(map(str, documents)), Config(learned=is_learned))
    assert not skipped
    return made


def asked(case: str, day: str | None, question: str, *, is_learned: bool = False) -> Answer:
    made = store(case, is_learned=is_learned)
    return ask(made.as_of(day) if day else made, question)


@pytest.mark.parametrize("is_learned", [False, True], ids=["rules", "models"])
@pytest.mark.parametrize(("case", "day", "question", "wanted"), ANSWERS)
def test_who_on_which_day(
    case: str, day: str | None, question: str, wanted: list[str], is_learned: bool
) -> None:
    answer = asked(case, day, question, is_learned=is_learned)
    assert [found.label for found in answer.answers] == wanted
    for quote in (quote for found in answer.answers for quote in found.evidence):
        text = store(case, is_learned=is_learned).query(
            f'SELECT ?t {{ ?d rec:identifier "{quote.document}" ; rec:text ?t }}'
        )
        (row,) = list(text)
        assert row[0].value[quote.start : quote.end] == quote.quote
    assert all(found.evidence for found in answer.answers)


def test_two_brokers_who_disagree_are_both_told() -> None:
    (found,) = asked(
        DISAGREE, None, "who are the shareholders of Luoyuan Huirui Separation Co., Ltd.?"
    ).answers
    assert found.label == "Sichuan Mianhe Rare Earth"
    assert all(part in found.doubt for part in ("Sources differ", "34.2 %", "39.6 %", "a.txt", "b.txt"))
    assert {quote.date for quote in found.evidence} == {"2023-08-21", "2023-08-24"}


def test_holders_who_have_more_than_the_whole_are_doubted(tmp_path: Path) -> None:
    said = "Foo Metals Ltd holds 70% of Bar Magnets GmbH. Baz Alloys Inc. holds 60% of Bar Magnets GmbH."
    (tmp_path / "note.txt").write_text(said, encoding="utf-8")
    made, _ = build_in_memory([str(tmp_path / "note.txt")], Config(learned=False))
    found = ask(made, "who are the shareholders of Bar Magnets GmbH?").answers
    assert {each.label: each.doubt for each in found} == {
        "Foo Metals Ltd": "Holders are told to have more than 100 % together, of which here 70 % (note.txt).",
        "Baz Alloys Inc.": "Holders are told to have more than 100 % together, of which here 60 % (note.txt).",
    }


def test_what_failed_is_denied_and_what_was_sold_is_over() -> None:
    failed = asked(FAILED, None, "did Hayamizu Magnetics Corp. acquire Ostravka Alloys a.s.?")
    assert failed.boolean is False
    sold = asked(
        SOLD, "2022-12-31", "does Wandoo Critical Minerals Ltd hold shares of Coolabah Rare Earths Limited?"
    )
    assert sold.boolean is False
    held = asked(
        SOLD, "2022-06-30", "does Wandoo Critical Minerals Ltd hold shares of Coolabah Rare Earths Limited?"
    )
    assert held.boolean is True


# case, then what the later report says differently: change, subject, relation, object
DIFFERENCES = {
    SOLD: {
        ("added", "Tsukigase Trading Co., Ltd.", "shareholderOf", "Coolabah Rare Earths Limited"),
        ("added", "Wandoo Critical Minerals Ltd", "divested", "Coolabah Rare Earths Limited"),
        ("gone", "Wandoo Critical Minerals Ltd", "shareholderOf", "Coolabah Rare Earths Limited"),
    },
    DISAGREE: {
        ("contradicted", "Sichuan Mianhe Rare Earth", "shareholderOf", "Luoyuan Huirui Separation Co., Ltd.")
    },
    LISTED: {
        ("contradicted", "Fuzhou Linjiang Oxide Co., Ltd.", "subsidiaryOf", "Yongxin Tengda Group"),
        ("added", "Zhangzhou Tengda Magnet Co., Ltd.", "subsidiaryOf", "Yongxin Tengda Group"),
    },
    RENAMED: {
        ("added", "Bindaree Alloys Pty Ltd", "renamedTo", "Corella Metals Pty Ltd"),
        ("added", "Hanami Trading Co., Ltd.", "shareholderOf", "Corella Metals Pty Ltd"),
        ("restated", "Merrow Metals Ltd", "shareholderOf", "Corella Metals Pty Ltd"),
    },
}


@pytest.mark.parametrize("case", DIFFERENCES)
def test_what_a_later_report_says_differently(case: str, tmp_path: Path) -> None:
    rules = tmp_path / "reechain.toml"
    rules.write_text("learned = false\n", encoding="utf-8")
    first, *_, last = sorted(str(path) for path in (FOLDER / case).glob("*.txt"))
    result = CliRunner().invoke(cli.app, ["diff", first, last, "--format", "json", "--config", str(rules)])
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    found = {(d["change"], d["subject"], d["relation"], d["object"]) for d in told}
    assert found >= DIFFERENCES[case]
    assert all(side["evidence"] for d in told for side in (d["old"], d["new"]) if side)


def test_the_page_shows_the_statements_of_a_day() -> None:
    def shown(view: View) -> list[tuple[str, Stance]]:
        labels = {node.iri: node.label for node in view.nodes}
        return [(labels[s.subject], s.stance) for s in view.statements if s.predicate == "shareholderOf"]

    whole = shown(read_view(store(SOLD)))
    assert ("Tsukigase Trading Co., Ltd.", Stance.ASSERTED) in whole
    assert ("Wandoo Critical Minerals Ltd", Stance.ASSERTED) not in whole
    before = shown(read_view(store(SOLD).as_of("2022-06-30")))
    assert ("Wandoo Critical Minerals Ltd", Stance.ASSERTED) in before
    assert "Tsukigase Trading Co., Ltd." not in {label for label, _ in before}


def test_the_command_line_tells_of_a_day(tmp_path: Path) -> None:
    made, documents = str(tmp_path / "desk.store"), str(FOLDER / SOLD)
    run = CliRunner().invoke
    assert run(cli.app, ["build", documents, "--store", made]).exit_code == 0
    holders = "SELECT (STR(?label) AS ?name) { ?holder rec:shareholderOf ?company ; skos:prefLabel ?label } ORDER BY ?name"
    asked_for = ["query", holders, "--store", made, "--format", "tsv", "--as-of"]

    def names(day: str) -> list[str]:
        return [line.strip('"') for line in run(cli.app, [*asked_for, day]).stdout.strip().splitlines()[1:]]

    assert names("2022-06") == [
        PERRIN,
        "Wandoo Critical Minerals Ltd",
    ]
    assert names("2022") == [
        PERRIN,
        "Tsukigase Trading Co., Ltd.",
    ]
    answer = run(cli.app, ["ask", COOLABAH, "--store", made, "--as-of", "2022-06-30"]).stdout
    assert "Wandoo Critical Minerals Ltd" in answer
    assert "2022-02-09" in answer
    page = tmp_path / "page.html"
    assert (
        run(cli.app, ["explore", "--store", made, "--as-of", "2022-06-30", "--output", str(page)]).exit_code
        == 0
    )
    assert "Wandoo Critical Minerals Ltd" in page.read_text(encoding="utf-8")
    wrong = run(cli.app, [*asked_for, "last year"])
    assert wrong.exit_code != 0
    assert "'last year' is no date: write YYYY, YYYY-MM or YYYY-MM-DD" in str(wrong.exception)
