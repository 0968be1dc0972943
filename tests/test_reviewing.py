"""`reechain review` as a user meets it: on the terminal, by a sheet, and over rebuilds."""

import csv
import io
import json
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console
from tests.test_cli import failed, run

from reechain import cli
from reechain.graph.decision_file import read_decisions, write_decisions
from reechain.graph.decisions import Decision, Pair, Side
from reechain.graph.quoting import Quoted
from reechain.graph.review import BELOW, Kind, Question
from reechain.graph.store import Store
from reechain.review_command import Screen
from reechain.reviewing import Review

TEXT = (
    "Corvus Holdings Ltd (Corvus) said its subsidiaries include Zibo Alloys, Corvus Holdings, Huakai High-tech, "
    "Hebei High-tech and so on.\n\n"
    "Ardent Magnetics Ltd reportedly supplies magnets to Corvus Holdings.\n"
)
FILE = "reechain-decisions.csv"
FACTS = "SELECT ?s ?o WHERE { GRAPH rei:graph-asserted { ?s rec:suppliesTo ?o } }"
NAMES = 'SELECT DISTINCT ?e WHERE { ?e skos:prefLabel|skos:altLabel ?l FILTER(CONTAINS(?l, "High-tech")) }'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "note.txt").write_text(TEXT, encoding="utf-8")
    # What the rules read does not change when models are trained anew.
    (tmp_path / "reechain.toml").write_text("learned = false\n", encoding="utf-8")
    # By rules: what is doubtful must not change with every training.
    (tmp_path / "reechain.toml").write_text("learned = false\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REECHAIN_STORE", raising=False)
    assert run("build", "note.txt")[0] == 0
    return tmp_path


def rows(sparql: str) -> list[str]:
    return run("query", sparql, "--format", "csv")[1].split()[1:]


def review(*arguments: str, answers: str = "") -> str:
    code, out, _ = run("review", *arguments, stdin=answers)
    assert code == 0
    return out


def test_questions_show_their_words_with_document_and_offsets(folder: Path) -> None:
    out = review(answers="q\n")
    assert "possibly one thing" in out
    assert "Are “Huakai High-tech” and “Hebei High-tech” one thing?" in out
    assert "commas may have cut one name" in out
    start, end = map(int, out.partition("[note.txt, ")[2].partition("]")[0].split("-"))
    assert "Huakai High-tech, Hebei High-tech" in TEXT[start:end]
    assert not (folder / FILE).exists()


def test_answers_are_kept_and_hold_over_a_rebuild(folder: Path) -> None:
    assert len(rows(NAMES)) == 2
    assert rows(FACTS) == []
    out = review("--only", "pairs", "--only", "claims", answers="y\nwhat\ny\ny\n")
    assert "'what' is none of y, n, s, b and q" in out
    assert f"{FILE}: 3 new decisions; 0 of 3 questions open" in out
    kept = (folder / FILE).read_bytes()
    assert kept.count(b"accept,") == 3
    for _ in range(2):
        assert len(rows(NAMES)) == 1
        assert len(rows(FACTS)) == 1
        before = run("export", "--format", "nquads")[1]
        (folder / "reechain.store").rename(folder / "old.store")
        assert run("build", "note.txt")[2].splitlines() == ["reechain.store: 1 added"]
        assert run("export", "--format", "nquads")[1] == before
        (folder / "old.store").rename(folder / f"older{_}.store")
    assert (folder / FILE).read_bytes() == kept
    assert review("--only", "pairs", "--only", "claims") == "no questions are open\n"
    assert run("verify")[0] == run("validate")[0] == 0


def test_what_was_rejected_is_told_by_stats_and_never_asked_again(folder: Path) -> None:
    review(answers="n\n" * 9)
    assert "[1 of" not in review()
    out = run("stats")[1]
    assert "suppliesTo, it was rejected in a review: 1" in out
    assert "rejected pairs: " in out
    assert len(rows(NAMES)) == 2


def test_skipping_leaves_open_and_the_end_of_input_ends(folder: Path) -> None:
    assert "1 new decision;" in review("--only", "pairs", "--only", "claims", answers="s\nn")
    assert "[1 of 1] possibly one thing" in review("--only", "pairs")


def test_a_sheet_is_written_filled_in_and_read_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = review("--csv", "sheet.csv")
    assert "reechain review --read sheet.csv" in out
    with Path("sheet.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    assert {row["question"] for row in table} == {"pair", "claim"}
    assert all("[note.txt, " in row["evidence"] and row["why"] for row in table)
    for row in table:
        row["decision"] = {"claim": "Y", "pair": ""}[row["question"]]
    with Path("sheet.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]))
        writer.writeheader()
        writer.writerows(table)
    assert review("--read", "sheet.csv") == f"{FILE}: 2 new of 2 decisions on sheet.csv\n"
    assert len(rows(FACTS)) == 1
    assert review("--read", "sheet.csv") == f"{FILE}: 0 new of 2 decisions on sheet.csv\n"


def test_a_sheet_that_may_hold_answers_is_not_written_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("sheet.csv").write_text("mine", encoding="utf-8")
    assert "sheet.csv: is there already" in failed(monkeypatch, capsys, "review", "--csv", "sheet.csv")
    assert Path("sheet.csv").read_text(encoding="utf-8") == "mine"
    assert run("review", "--csv", "a", "--read", "b")[0] == 2


def test_who_goes_back_answers_anew_and_the_last_answer_counts(folder: Path) -> None:
    out = review("--only", "pairs", "--only", "claims", answers="b\ny\nb\nn\nq\n")
    assert out.count("[1 of 3]") == 3
    assert "you said yes" in out
    assert f"{FILE}: 1 new decision; 2 of 3 questions open" in out
    assert Path(FILE).read_text(encoding="utf-8").count("reject,pair") == 1
    assert "accept" not in Path(FILE).read_text(encoding="utf-8")


def test_what_breaks_off_loses_no_answer(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter(["y", KeyboardInterrupt()])

    def typed(prompt: str) -> str:
        answer = next(answers)
        if isinstance(answer, KeyboardInterrupt):
            raise answer
        return answer

    monkeypatch.setattr("builtins.input", typed)
    assert "1 new decision; " in review()
    assert len(rows(NAMES)) == 1
    # Another process takes the store while questions are open: the answers are in the file.
    taken: list[Store] = []

    def takes(prompt: str) -> str | None:
        if not taken:
            taken.append(Store.open("reechain.store"))
        return "n"

    monkeypatch.setattr("reechain.review_command._line", takes)
    monkeypatch.setattr(sys, "argv", ["reechain", "review", "--only", "claims"])
    with pytest.raises(SystemExit):
        cli.main()
    told = capsys.readouterr().err
    assert "another process" in told
    assert f"2 new decisions kept in {FILE}; builds will follow them" in told
    assert len(read_decisions(Path(FILE))) == 3
    taken[0].close()
    assert len(rows(NAMES)) == 1


def test_a_sheet_for_a_store_that_is_not_there_changes_no_decisions(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_decisions(Path("sheet.csv"), [Decision(Pair(Side("A"), Side("B")), True)])
    assert "there is no store here" in failed(
        monkeypatch, capsys, "review", "--store", "no", "--read", "sheet.csv"
    )
    assert not Path(FILE).exists()


def test_a_sheet_is_never_written_where_decisions_are_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = failed(monkeypatch, capsys, "review", "--csv", FILE)
    assert f"{FILE}: is where decisions are kept; name another file" in told
    assert not Path(FILE).exists()


def test_a_terminal_shows_wrapped_lines_and_nothing_that_steers_it() -> None:
    quote = Quoted("a.txt", 0, 9, "Zed \x1b[2Jmay\u202e make " + "very long words of 稀土 " * 20)
    question = Question(
        Kind.PAIRS, Pair(Side("Zed"), Side("稀土")), "Are “Zed” and “稀土” one?", "", None, (quote,)
    )
    out = io.StringIO()
    Screen(1, Console(file=out, force_terminal=True, color_system=None, width=60)).show(1, question, None)
    assert "\x1b[2J" not in out.getvalue()
    assert "\u202e" not in out.getvalue()
    assert max(map(cell_len, out.getvalue().splitlines())) <= 60
    assert "\n    [a.txt, 0-9]\n" in out.getvalue()
    plain = io.StringIO()
    Screen(1, Console(file=plain, width=60)).show(1, question, True)
    assert "” [a.txt, 0-9]\n  you said yes\n" in plain.getvalue()


@pytest.mark.parametrize("command", [("build", "note.txt"), ("review",)])
def test_a_malformed_file_is_told_by_line_and_nothing_is_changed(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: tuple[str, ...],
) -> None:
    review("--only", "pairs", answers="y\n")
    before = run("export", "--format", "nquads")[1]
    with Path(FILE).open("a", encoding="utf-8") as file:
        file.write("perhaps,pair,A,,B,,,,,\n")
    told = failed(monkeypatch, capsys, *command)
    assert f"{FILE}:3: decision 'perhaps' is neither accept nor reject" in told
    assert run("export", "--format", "nquads")[1] == before


def test_what_is_written_into_the_file_during_a_review_stays(folder: Path) -> None:
    session = Review(Path("reechain.store"), folder / FILE)
    questions, _ = session.questions(BELOW, [Kind.PAIRS])
    mine = Decision(Pair(Side("Zibo Alloys"), Side("Ardent Magnetics Ltd")), False)
    write_decisions(folder / FILE, [mine])
    session.keep([Decision(questions[0].about, True)])
    assert mine in read_decisions(folder / FILE)
    assert len(read_decisions(folder / FILE)) == 2


def test_the_place_of_the_file_is_set_in_the_configuration(folder: Path) -> None:
    (folder / "conf").mkdir()
    (folder / "conf" / "reechain.toml").write_text(
        'learned = false\ndecisions = "mine/kept.csv"\n', encoding="utf-8"
    )
    review("--config", "conf/reechain.toml", "--only", "pairs", answers="y\n")
    assert (folder / "conf" / "mine" / "kept.csv").read_text(encoding="utf-8").count("accept,pair,") == 1
    # Another configuration has other decisions: what the store held of these is told to be gone.
    told = run("build", "note.txt")[2]
    assert "the file has it no more" in told
    assert len(rows(NAMES)) == 2
    assert "gone" not in run("build", "note.txt", "--config", "conf/reechain.toml")[2]
    assert len(rows(NAMES)) == 1


def test_a_decision_whose_words_are_gone_is_told_with_its_line_and_kept(folder: Path) -> None:
    review("--only", "claims", answers="y\n")
    kept = Path(FILE).read_bytes()
    Path("note.txt").write_text(TEXT.replace("reportedly", "also"), encoding="utf-8")
    told = run("build", "note.txt")[2]
    assert f"{FILE}:2: accepted: Ardent Magnetics Ltd suppliesTo " in told
    assert "no claim is about it any more" in told
    assert Path(FILE).read_bytes() == kept


def test_extract_counts_what_it_dropped_by_reason(folder: Path) -> None:
    code, out, err = run("extract", "note.txt", "--dropped")
    found = json.loads(out)
    assert code == 0
    assert sum(found["dropped_counts"].values()) == len(found["dropped"]) > 0
    assert found["dropped_counts"]["subsidiaryOf of a thing to itself"] == 1
    assert f"dropped: {len(found['dropped'])}" in err
    assert "     1  subsidiaryOf of a thing to itself" in err
    assert "dropped_counts" not in json.loads(run("extract", "note.txt")[1])
