"""Each command on a small document: what it prints, where, and how it exits."""

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reechain import cli

TEXT = (
    "Ardent Magnetics Ltd, a wholly-owned subsidiary of Corvus Holdings, makes sintered NdFeB magnets in Perth.\n"
    "Corvus Holdings owns the Zzyx Ridge mine, which hosts monazite.\n"
)
COMMANDS = "demo build extract numbers evaluate ask query explore export diff review stats validate verify docs".split()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "note.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REECHAIN_STORE", raising=False)
    return tmp_path


@pytest.fixture
def built(folder: Path) -> Path:
    assert run("build", "note.txt")[0] == 0
    return folder


def run(*arguments: str, stdin: str | None = None) -> tuple[int, str, str]:
    """Return exit status, standard output and standard error of the program, as a shell would see them."""
    result = CliRunner().invoke(cli.app, list(arguments), input=stdin)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def failed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return the message of a command that fails, through the entry point of the program."""
    monkeypatch.setattr(sys, "argv", ["reechain", *arguments])
    with pytest.raises(SystemExit) as caught:
        cli.main()
    assert caught.value.code == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Traceback" not in captured.err
    return captured.err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_does(command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert len(out.split()) > 10


def test_no_command_is_missing_from_these_tests_and_the_readme() -> None:
    listed = {
        command.name or command.callback.__name__
        for command in cli.app.registered_commands
        if command.callback
    }
    assert listed == set(COMMANDS)
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    assert [command for command in COMMANDS if f"`reechain {command}" not in readme] == []


def test_docs_writes_pages_and_names_the_first(folder: Path) -> None:
    code, out, err = run("docs", "site")
    assert (code, out.strip(), err) == (0, str(Path("site/index.html")), "")
    assert (folder / "site" / "index.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_build_tells_what_it_did_on_standard_error(folder: Path) -> None:
    code, out, err = run("build", "note.txt")
    assert (code, out) == (0, "")
    assert "1 added" in err
    assert "1 unchanged" in run("build", "note.txt")[2]
    (folder / "note.txt").write_text(TEXT + "More.", encoding="utf-8")
    assert "1 replaced" in run("build", "note.txt")[2]


def test_build_reads_standard_input(folder: Path) -> None:
    assert run("build", "-", stdin=TEXT)[0] == 0
    assert "stdin" in run("stats")[1]


def test_ask_answers_with_words_and_sparql(built: Path) -> None:
    code, out, _ = run("ask", "which", "subsidiaries", "make", "magnets")
    assert code == 0
    assert "Ardent Magnetics Ltd" in out
    assert "makes sintered NdFeB magnets" in out
    assert "SELECT" in out


def test_ask_in_json_prints_one_document_and_its_sparql_runs_the_same(built: Path) -> None:
    code, out, _ = run("ask", "which subsidiaries make magnets", "--format", "json")
    answer = json.loads(out)
    assert (code, answer["status"]) == (0, "answered")
    assert [found["label"] for found in answer["answers"]] == ["Ardent Magnetics Ltd"]
    for found in answer["answers"]:
        for evidence in found["evidence"]:
            assert TEXT[evidence["start"] : evidence["end"]] == evidence["quote"]
    rows = json.loads(run("query", answer["sparql"], "--format", "json")[1])["results"]["bindings"]
    assert [row["subsidiary"]["value"] for row in rows] == [found["iri"] for found in answer["answers"]]


def test_ask_reads_a_file_and_keeps_ids(built: Path) -> None:
    Path("q.jsonl").write_text(
        '{"id": "q1", "question": "who owns Zzyx Ridge"}\n\nasdf qwer\n', encoding="utf-8"
    )
    code, out, _ = run("ask", "--file", "q.jsonl")
    first, second = (json.loads(line) for line in out.splitlines())
    assert (code, first["id"], first["status"]) == (0, "q1", "answered")
    assert second["status"] == "not_understood"
    assert "id" not in second


def test_query_writes_each_format(built: Path) -> None:
    sparql = "SELECT ?mine WHERE { ?mine a rec:Mine }"
    for form in ("table", "json", "csv", "tsv", "xml"):
        code, out, _ = run("query", sparql, "--format", form)
        assert (code, "zzyx-ridge" in out) == (0, True), form
    Path("q.rq").write_text("CONSTRUCT WHERE { ?a rec:owns ?b }", encoding="utf-8")
    assert "rec:owns" in run("query", "--file", "q.rq", "--format", "turtle")[1]


def test_query_runs_a_question_by_name(built: Path) -> None:
    code, out, _ = run("query", "--question", "mines-of-a-mineral", "--format", "csv")
    assert (code, out.splitlines()[0]) == (0, "mine,place,operator")
    assert run("query", "--question", "format-of-the-store")[0] == 0


def test_query_lists_the_questions(folder: Path) -> None:
    code, out, _ = run("query", "--list")
    assert code == 0
    assert "quota-by-group" in out
    assert "Which quota did each group receive" in out
    listed = json.loads(run("query", "--list", "--format", "json")[1])
    assert [q["name"] for q in listed] == [line.split()[0] for line in out.splitlines()]
    assert all(q["en"] and q["zh"] for q in listed)
    assert run("query", "--list", "--format", "csv")[0] == 2
    assert run("query", "--list", "--question", "stakes-on-date")[0] == 2


def test_an_unknown_question_is_told_with_near_names(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = failed(monkeypatch, capsys, "query", "--question", "quota-by-groups")
    assert "no question is called 'quota-by-groups'" in told
    assert "quota-by-group or" in told


def test_extract_prints_json_and_writes_files(folder: Path) -> None:
    code, out, _ = run("extract", "note.txt")
    assert (code, json.loads(out)["doc"]) == (0, "note.txt")
    assert "dropped" in json.loads(run("extract", "note.txt", "--dropped")[1])
    assert run("extract", "note.txt", "--output", "out")[1] == ""
    assert json.loads(Path("out/note.json").read_text(encoding="utf-8")) == json.loads(out)


def test_explore_writes_a_page_and_prints_its_path(built: Path) -> None:
    code, out, _ = run("explore", "--output", "page.html")
    assert (code, out.strip()) == (0, "page.html")
    whole = Path("page.html").read_text(encoding="utf-8")
    assert run("explore", "--about", "Zzyx Ridge mine", "--output", "part.html")[0] == 0
    assert 0 < len(Path("part.html").read_text(encoding="utf-8")) < len(whole)
    assert run("explore", "--about", "Nowhere")[0] == 2


def test_export_writes_each_form(built: Path) -> None:
    for form in ("turtle", "nquads", "jsonld", "graphml"):
        code, out, _ = run("export", "--format", form)
        assert (code, "ardent-magnetics" in out) == (0, True), form
    assert run("export", "--output", "facts.ttl")[1] == ""
    assert Path("facts.ttl").read_text(encoding="utf-8") == run("export")[1]


def test_stats_validate_and_verify_tell_of_a_sound_store(built: Path) -> None:
    assert "1 documents" in run("stats")[1]
    assert run("validate")[:2] == (0, "all rules hold\n")
    assert run("verify")[:2] == (0, "whole\n")


def test_the_store_is_where_the_option_or_the_environment_say(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("build", "note.txt", "--store", "a.store")
    monkeypatch.setenv("REECHAIN_STORE", "b.store")
    run("build", "note.txt")
    assert sorted(path.name for path in folder.glob("*.store")) == ["a.store", "b.store"]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["ask"],
        ["ask", "who", "--format", "yaml"],
        ["query"],
        ["query", "ASK {}", "--format", "pdf"],
        ["build"],
        ["export", "--format", "pdf"],
        ["nonsense"],
    ],
)
def test_wrong_usage_exits_with_2(folder: Path, arguments: list[str]) -> None:
    code, _, _ = run(*arguments)
    assert code == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["ask", "who owns Foo"], "reechain.store"),
        (["query", "ASK {}"], "reechain.store"),
        (["build", "none.txt"], "none.txt: no such file"),
        (["extract", "broken.txt"], "broken.txt"),
        (["build", "note.txt", "../{folder}/sub/note.txt"], "note.txt: two documents have this key"),
        (["build", "note.txt", "--config", "none.toml"], "none.toml"),
        (["ask", "--file", "none.jsonl"], "none.jsonl"),
        (["query", "--file", "none.rq"], "none.rq"),
        (["ask", "--file", "broken.txt"], "broken.txt: is not UTF-8 at byte 2"),
        (["query", "--file", "broken.txt"], "broken.txt: is not UTF-8 at byte 2"),
    ],
)
def test_a_failure_names_what_and_exits_with_1(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    says: str,
) -> None:
    (folder / "broken.txt").write_bytes(b"\x00\x01\xff")
    (folder / "sub").mkdir()
    (folder / "sub" / "note.txt").write_text("Other words.", encoding="utf-8")
    named = [argument.replace("{folder}", folder.name) for argument in arguments]
    assert says in failed(monkeypatch, capsys, *named)


def test_files_of_one_name_in_two_folders_are_two_documents(folder: Path) -> None:
    for name in ("north", "south"):
        (folder / name).mkdir()
        (folder / name / "report.txt").write_text(f"{TEXT}{name}", encoding="utf-8")
        assert "1 added" in run("build", name)[2]
    assert "north/report.txt" in run("stats")[1]
    assert "1 unchanged" in run("build", "north/report.txt")[2]


def test_a_document_may_be_given_its_key(folder: Path) -> None:
    assert "1 added" in run("build", "note.txt", "--key", "note-1")[2]
    (folder / "other.txt").write_text("Other words.", encoding="utf-8")
    assert "replaced note-1" in run("build", "other.txt", "--key", "note-1")[2]


@pytest.mark.parametrize(
    "sparql", ["SELECT", "DROP ALL", "ASK { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }"]
)
def test_a_query_that_may_not_run_fails_with_a_reason(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], sparql: str
) -> None:
    capsys.readouterr()
    assert "error:" in failed(monkeypatch, capsys, "query", sparql)


def test_what_is_skipped_in_a_folder_is_named(folder: Path) -> None:
    (folder / "docs").mkdir()
    (folder / "docs" / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "docs" / "b.xls").write_bytes(b"1")
    code, _, err = run("build", "docs")
    assert code == 0
    assert "skipped docs/b.xls" in err


def test_demo_does_the_main_job_in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, _ = run("demo")
    assert code == 0
    assert out.count("\nSPARQL:") == 3
    assert "The documents do not say" not in out
    page = tmp_path / "reechain-demo.html"
    assert str(page) in out
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
