"""Drafts of the corpus: what is read from them, and how their faults are named."""

import json
from pathlib import Path

import pytest
from corpus.drafts import main, read, unlisted

HEAD = """style: press release
E | Company | Foobar Metals Ltd | Foobar | FBM
E | Mine | Bar Hill project | Bar Hill
E? | Place | Quuxland
E | Product,Application | wheel motors
R | Foobar | operates | Bar Hill | its Bar Hill project
R | Foobar | shareholderOf | Foobar Metals Ltd | whatever
N | Foobar | produces | wheel motors | makes no wheel motors
"""
BODY = (
    "Foobar Metals Ltd (FBM) and its Bar Hill project. Foobar makes no wheel motors in Quuxland. Grault rose."
    + " word" * 60
)


def draft(tmp_path: Path, head: str, body: str = BODY) -> Path:
    path = tmp_path / "01-note.txt"
    path.write_text(f"{head}===\n{body}\n", encoding="utf-8")
    return path


def test_a_whole_draft_becomes_gold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = "".join(line for line in HEAD.splitlines(keepends=True) if "whatever" not in line)
    draft(tmp_path, head.replace("its Bar Hill project\n", "its Bar Hill project | planned value=40\n"))
    output = tmp_path / "out" / "w99"
    assert main([str(tmp_path), "--output", str(output)]) == 0
    assert "1 of 1 drafts whole, 1 relations" in capsys.readouterr().out
    gold = json.loads((output / "01-note.json").read_text(encoding="utf-8"))
    assert (gold["writer"], gold["style"]) == ("w99", "press release")
    assert gold["relations"] == [
        {
            "s": "e1",
            "p": "operates",
            "o": "e2",
            "evidence": "its Bar Hill project",
            "status": "planned",
            "value": 40.0,
        }
    ]
    assert [item["p"] for item in gold["denied"]] == ["produces"]
    assert gold["entities"][3]["alt_types"] == ["Application"]
    assert gold["entities"][2]["optional"] is True


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("E | Firm | Foobar", "unknown type 'Firm'"),
        ("E | Company | Nowhere Inc", "'Nowhere Inc' is not in the text"),
        ("R | Foobar | owns | Bar Hill | its Bar Hill project", "unknown relation 'owns'"),
        (
            "R | Bar Hill | operates | Foobar | its Bar Hill project",
            "operates takes no Mine 'Bar Hill' as its subject",
        ),
        ("R | Foobar | operates | Bar Hill | not there", "evidence is not in the text"),
        ("R | Foobar | operates | Grault | Grault rose", "'Grault' is no E line above"),
        ("R | Foobar | partnerOf | FBM | Foobar", "partnerOf itself"),
        ("R | Foobar | operates | Bar Hill | its Bar Hill project | soon", "unknown flag 'soon'"),
        ("X | y", "neither style, E, R nor N"),
    ],
)
def test_faults_are_named_with_their_line(tmp_path: Path, line: str, fault: str) -> None:
    head = "".join(HEAD.splitlines(keepends=True)[:5])
    faults = read(draft(tmp_path, f"{head}{line}\n")).faults
    assert any(fault in told and told.startswith("line 6") for told in faults), faults


def test_length_and_head_are_looked_at(tmp_path: Path) -> None:
    faults = read(draft(tmp_path, "E | Company | Foobar\n", "Foobar rose.")).faults
    assert faults == ["2 words; write 80 to 800", "no line 'style: ...'"]
    path = tmp_path / "02-none.txt"
    path.write_text("no line between", encoding="utf-8")
    assert read(path).faults == ["no line '===' between facts and text"]


def test_capitals_that_are_not_listed_are_hinted(tmp_path: Path) -> None:
    head = "".join(HEAD.splitlines(keepends=True)[:5])
    body = BODY.replace("Grault rose.", "It met Grault Mining of Elsewhere.")
    assert list(unlisted(read(draft(tmp_path, head, body)))) == ["Grault Mining of Elsewhere"]
