"""Decisions as CSV: what is written is read again, and what cannot be used is told by file and line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reechain.graph.decision_file import (
    COLUMNS,
    NOTES,
    decisions_of,
    decisions_text,
    read_decisions,
    sheet_text,
    write_decisions,
)
from reechain.graph.decisions import Decision, Pair, Side, Statement
from reechain.ontology.errors import ConfigError

HEAD = ",".join(COLUMNS) + "\n"
PAIR = Pair(Side("Foo Mining"), Side("Bar Alloys"))
CLAIM = Statement("Foo Mining", "owns", "Hollow Hill", "a/b.txt", 'Foo "may" own, it is said, Hollow Hill.')
ALIKE = Pair(Side("Round Top", "Company"), Side("Round Top", "Mine"))
ACRONYMS = Pair(Side("FMC", "", "a.txt"), Side("FMC", "", "b.txt"))


def decided(*abouts: Pair | Statement, is_accepted: bool = True) -> list[Decision]:
    return [Decision(about, is_accepted) for about in abouts]


def test_what_is_written_is_read_again_in_one_order(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    decisions = [*decided(PAIR, ALIKE), *decided(CLAIM, ACRONYMS, is_accepted=False)]
    write_decisions(path, decisions)
    first = path.read_bytes()
    read = read_decisions(path)
    assert set(read) == set(decisions)
    write_decisions(path, reversed(read))
    assert path.read_bytes() == first
    assert [part.name for part in tmp_path.iterdir()] == ["d.csv"]


def test_a_decision_knows_its_line() -> None:
    found = decisions_of(HEAD + '\naccept,pair,"A\nB",,C,,,,,\nreject,pair,E,,F,,,,,\n', "d.csv")
    assert [(d.about.one.name, d.where) for d in found if isinstance(d.about, Pair)] == [
        ("A\nB", "d.csv:3"),
        ("E", "d.csv:5"),
    ]


@pytest.mark.parametrize("text", ["=1+1", "-- a dash", "@home", "+1", "'=quoted", "'plain", '= ; , " x'])
def test_no_cell_is_a_formula_and_all_come_back(text: str) -> None:
    about = Statement("Foo", "owns", "Bar", "a.txt", text)
    written = decisions_text(decided(about))
    cell = written.splitlines()[1].split("a.txt,", 1)[1]
    assert cell.lstrip('"')[0] not in "=+-@"
    assert [d.about for d in decisions_of(written, "d")] == [about]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20), min_size=3, max_size=3))
def test_any_words_come_back(words: list[str]) -> None:
    subject, object_, quote = (f"x{' '.join(word.split())}" for word in words)
    about = Statement(subject, "produces", object_, "a.txt", quote)
    assert [d.about for d in decisions_of(decisions_text(decided(about)), "d")] == [about]


def test_spreadsheets_may_write_semicolons_and_a_mark_of_order(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    text = (
        (HEAD + 'Reject,claim,Foo,owns,Bar,a.txt,"One, two.",,,\n').replace(",", ";").replace("One;", "One,")
    )
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    (found,) = read_decisions(path)
    assert found == Decision(Statement("Foo", "owns", "Bar", "a.txt", "One, two."), False)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "accept,pair,A,,B\n",  # empty cells at the end are left out
        HEAD.replace("\n", ",,\n") + "accept,pair,A,,B,,,,,,,\n",  # two more columns, all empty
        HEAD.upper() + "ACCEPTED,Pair,A,,B,,,,,\n",
        ";".join(("other", *(c for c in COLUMNS if c != "other"))) + "\nB;accept;pair;A;;;;;;\n",
        (HEAD + "accept,pair,A,,B,,,,,\n").replace(",", "\t"),
    ],
)
def test_what_spreadsheets_make_of_the_file_is_read(text: str) -> None:
    assert decisions_of(text, "d") == (Decision(Pair(Side("A"), Side("B")), True),)


def test_a_quote_of_any_length_and_every_end_of_line_come_back() -> None:
    long = Statement("Foo", "owns", "Bar", "a.txt", "words " * 50_000 + "end.")
    assert [d.about for d in decisions_of(decisions_text(decided(long)), "d")] == [long]
    for name in ("a\rb", "a\nb", "a\r\nb"):
        about = Statement("Foo", "owns", "Bar", f"{name}.txt", "Words.")
        written = decisions_text(decided(about))
        assert written.startswith(HEAD)
        assert [d.about for d in decisions_of(written, "d")] == [about]


def test_a_link_to_the_file_stays_one_and_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "d.csv").symlink_to(tmp_path / "shared" / "kept.csv")
    write_decisions(tmp_path / "d.csv", decided(PAIR))
    assert (tmp_path / "d.csv").is_symlink()
    assert read_decisions(tmp_path / "shared" / "kept.csv") == tuple(decided(PAIR))
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match=r"file/d\.csv: cannot be written: .*nothing was changed in it"):
        write_decisions(tmp_path / "file" / "d.csv", decided(PAIR))


def test_a_sheet_is_read_once_it_is_filled_in() -> None:
    sheet = sheet_text([(PAIR, ("why", "", "words")), (CLAIM, ("why", "0.4", "words"))]).removeprefix(
        "\ufeff"
    )
    assert sheet.splitlines()[0] == ",".join((*COLUMNS, *NOTES))
    assert decisions_of(sheet, "s", is_sheet=True) == ()
    filled = sheet.replace("\n,claim", "\nn,claim")
    assert decisions_of(filled, "s", is_sheet=True) == (Decision(CLAIM, False),)
    with pytest.raises(ConfigError, match="s:2: decision '' is neither accept nor reject"):
        decisions_of(filled, "s")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "d.csv:1: has no column 'decision'"),
        ("decision,question\n", "d.csv:1: has no column 'one'"),
        (HEAD.replace("\n", ",shoe\n"), "d.csv:1: unknown column 'shoe'"),
        (HEAD + "maybe,pair,A,,B,,,,,\n", "d.csv:2: decision 'maybe' is neither accept nor reject"),
        (HEAD + "accept,pear,A,,B,,,,,\n", "d.csv:2: question 'pear' is neither pair nor claim"),
        (HEAD + "accept,pair,A,,?!,,,,,\n", "d.csv:2: other '\\?!' is no name"),
        (HEAD + "accept,pair,A,owns,B,,,,,\n", "d.csv:2: a pair has no relation"),
        (HEAD + "accept,pair,A,,A,,,,,\n", "d.csv:2: 'A' and 'A': they are written alike"),
        (HEAD + "accept,pair,A,,A,,,Mine,,\n", "d.csv:2: 'A' and 'A': they are written alike"),
        (HEAD + "accept,pair,A,,B,,,Cat,,\n", "d.csv:2: one type 'Cat' is none of Company"),
        (HEAD + "\naccept,claim,A,likes,B,d,q,,,\n", "d.csv:3: 'likes' is no relation"),
        (HEAD + "accept,claim,A,owns,B,d,,,,\n", "d.csv:2: a claim needs its quote"),
        (HEAD + "accept,pair,A\n", "d.csv:2: other '' is no name"),
        (HEAD + "accept,pair,A, Inc,,B,,,,,\n", "d.csv:2: has 11 cells, and the first line 10"),
        (HEAD.replace("\n", ",decision\n"), "d.csv:1: has the column 'decision' twice"),
        (HEAD.replace("\n", ",\n") + "accept,pair,A,,B,,,,,,!\n", "d.csv:2: has '!' in a column without"),
        (HEAD + 'accept,pair,"A"x,,B,,,,,\n', "d.csv:2: is not CSV"),
        (
            HEAD + "accept,pair,A,,B,,,,,\nreject,pair,b,,A,,,,,\n",
            "d.csv:3: decides otherwise than d.csv:2: A and B, one thing",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_told_by_line(text: str, told: str) -> None:
    with pytest.raises(ConfigError, match=f"^{told}"):
        decisions_of(text, "d.csv")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "latin.csv").write_bytes(b"decision,\xe9")
    with pytest.raises(ConfigError, match=r"latin\.csv: is not UTF-8 at byte 9"):
        read_decisions(tmp_path / "latin.csv")
    with pytest.raises(ConfigError, match="cannot be read"):
        read_decisions(tmp_path)


def test_whichever_side_comes_first_the_question_is_the_same() -> None:
    assert Pair(Side("B Ltd."), Side("A")).key == Pair(Side("a"), Side("b ltd")).key
    assert PAIR.key != ALIKE.key != ACRONYMS.key
