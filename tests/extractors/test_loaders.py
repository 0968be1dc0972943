"""Documents from files, folders and standard input."""

import io
import os
import sys
from pathlib import Path

import pytest

from reechain.extractors.loaders import document_of, load
from reechain.ontology.errors import InputError

TEXT = "Foo Ltd makes magnets."


def keys(*paths: Path | str) -> list[str]:
    return [document.key for document in load(map(str, paths))[0]]


def put(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


class Typed(io.TextIOWrapper):
    """Standard input that holds bytes."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))


# ---- what is read


def test_a_file_is_a_document_under_its_name(tmp_path: Path) -> None:
    put(tmp_path, {"deep/report.txt": TEXT})
    documents, skipped = load([str(tmp_path / "deep" / "report.txt")])
    assert [(document.key, document.text) for document in documents] == [("report.txt", TEXT)]
    assert skipped == []


def test_a_folder_gives_its_texts_by_relative_path_in_order(tmp_path: Path) -> None:
    put(tmp_path, {"b.txt": TEXT, "a/z.md": TEXT, "a/Y.MARKDOWN": TEXT, "c.text": TEXT})
    assert keys(tmp_path) == ["a/Y.MARKDOWN", "a/z.md", "b.txt", "c.text"]


def test_no_key_is_absolute_or_leads_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"in/a.txt": TEXT, "b.txt": TEXT})
    monkeypatch.chdir(tmp_path / "in")
    found = keys(".", "../b.txt", tmp_path / "in", str(tmp_path / "in" / "a.txt"))
    assert found == ["a.txt", "b.txt"]


def test_standard_input_is_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Typed(TEXT.encode()))
    [document] = load(["-"])[0]
    assert (document.key, document.text) == ("stdin", TEXT)


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        b"\x00\x00\xfe\xff" + TEXT.encode("utf-32-be"),
    ],
)
def test_a_byte_order_mark_says_how_to_read(data: bytes) -> None:
    assert document_of(data, key="a").text == TEXT


def test_line_ends_are_those_of_unix() -> None:
    assert document_of(b"a\r\nb\rc\n", key="a").text == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Rare earths in 2023\n\nFoo Ltd.", "Rare earths in 2023"),
        ("\n\n  Lead  \nrest", "Lead"),
        ("Foo Ltd makes magnets.", "2023-note"),
        ("x" * 141, "2023-note"),
        ("###\nFoo", "2023-note"),
    ],
)
def test_the_first_line_is_the_title_if_it_reads_like_one(text: str, title: str) -> None:
    assert document_of(text.encode(), key="a/2023-note.txt").title == title


# ---- what is skipped, and named


def test_what_is_no_text_is_skipped_with_the_reason(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "a.txt": TEXT,
            "b.pdf": b"%PDF",
            "c.txt": b"\xff\xfe\x00",
            "d.txt": b"caf\xe9",
            "e.txt": " \n",
            "f.txt": b"a\0b",
        },
    )
    documents, skipped = load([str(tmp_path)])
    assert [document.key for document in documents] == ["a.txt"]
    reasons = {item.path: item.reason for item in skipped}
    assert list(reasons) == ["b.pdf", "c.txt", "d.txt", "e.txt", "f.txt"]
    assert reasons["b.pdf"] == "not a text or Markdown file"
    assert "is not valid utf-16 at byte" in reasons["c.txt"]
    assert "is not valid utf-8 at byte 3; save it as UTF-8" in reasons["d.txt"]
    assert "holds no text" in reasons["e.txt"]
    assert "holds null bytes" in reasons["f.txt"]


def test_hidden_files_are_left_alone(tmp_path: Path) -> None:
    put(tmp_path, {".git/a.txt": TEXT, ".b.txt": TEXT, "c.txt": TEXT})
    assert load([str(tmp_path)])[1] == []
    assert keys(tmp_path) == ["c.txt"]


def test_a_hidden_folder_that_is_named_is_read(tmp_path: Path) -> None:
    put(tmp_path, {".notes/a.txt": TEXT})
    assert keys(tmp_path / ".notes") == ["a.txt"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path, {"in/a.txt": TEXT, "out/b.txt": TEXT})
    (tmp_path / "in" / "file.txt").symlink_to(tmp_path / "out" / "b.txt")
    (tmp_path / "in" / "folder").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "nowhere.txt").symlink_to(tmp_path / "gone")
    documents, skipped = load([str(tmp_path / "in")])
    assert [document.key for document in documents] == ["a.txt"]
    assert {item.path for item in skipped if "link" in item.reason} == {
        "file.txt",
        "folder",
        "loop",
        "nowhere.txt",
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_named_pipe_holds_nothing_up(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": TEXT})
    os.mkfifo(tmp_path / "pipe.txt")
    documents, skipped = load([str(tmp_path)])
    assert [document.key for document in documents] == ["a.txt"]
    assert [item.path for item in skipped] == ["pipe.txt"]
    with pytest.raises(InputError, match="is neither a file nor a folder"):
        load([str(tmp_path / "pipe.txt")])


def test_a_folder_named_like_a_text_is_a_folder(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt/b.txt": TEXT})
    assert keys(tmp_path) == ["a.txt/b.txt"]


def test_a_file_that_may_not_be_read_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"a.txt": TEXT, "b.txt": TEXT})
    read = Path.read_bytes

    def refusing(path: Path) -> bytes:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refusing)
    documents, [skipped] = load([str(tmp_path)])
    assert [document.key for document in documents] == ["b.txt"]
    assert "cannot be read: Permission denied" in skipped.reason
    with pytest.raises(InputError, match="cannot be read: Permission denied"):
        load([str(tmp_path / "a.txt")])


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such name")
def test_a_file_name_that_is_no_text_is_skipped(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": TEXT, os.fsdecode(b"caf\xe9.txt"): TEXT})
    documents, [skipped] = load([str(tmp_path)])
    assert [document.key for document in documents] == ["a.txt"]
    assert "has a name that is not UTF-8" in skipped.reason


# ---- what is refused


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "holds no text"),
        ("\ufeff\n".encode(), "holds no text"),
        (b"caf\xe9 Foo", "is not valid utf-8 at byte 3; save it as UTF-8"),
        (b"F\0o\0", "holds null bytes"),
        (b"%PDF-1.4 Foo", "is a PDF file: save it as plain text"),
        (b"PK\x03\x04Foo", "is an Office file"),
        (b"\xff\xfeF\x00\x00\xd8", "is not valid utf-16 at byte"),
        (b"\xff\xfe\x00\x00F\x00\x00", "is not valid utf-32 at byte"),
    ],
)
def test_a_named_file_that_is_no_text_is_an_error(tmp_path: Path, data: bytes, problem: str) -> None:
    put(tmp_path, {"a.txt": data})
    with pytest.raises(InputError, match=problem) as caught:
        load([str(tmp_path / "a.txt")])
    assert caught.value.where == str(tmp_path / "a.txt")


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder") as caught:
        load([str(tmp_path / "gone.txt")])
    assert caught.value.where == str(tmp_path / "gone.txt")


def test_a_path_that_no_system_takes_is_an_error() -> None:
    for path in ("a\0b", "x" * 5000):
        with pytest.raises(InputError, match=r"no such file or folder|cannot be read"):
            load([path])


def test_two_texts_with_one_key_are_an_error(tmp_path: Path) -> None:
    put(tmp_path, {"one/a.txt": TEXT, "two/a.txt": TEXT + " More.", "three/a.txt": TEXT})
    with pytest.raises(InputError, match=r"a\.txt: two documents have this key"):
        load([str(tmp_path / "one"), str(tmp_path / "two")])
    assert keys(tmp_path / "one", tmp_path / "three") == ["a.txt"]
    assert keys(tmp_path) == ["one/a.txt", "three/a.txt", "two/a.txt"]


# ---- dates


def test_a_document_says_its_date_and_where_it_is_from(tmp_path: Path) -> None:
    put(tmp_path, {"a.md": f"---\ndate: 2024-11-05\n---\n{TEXT}", "b.txt": f"OSLO, 4 May 2023 – {TEXT}"})
    put(tmp_path, {"c-2022-03.txt": TEXT, "d.txt": TEXT})
    found = [(d.key, d.date, d.date_basis) for d in load([str(tmp_path)])[0] if d.date]
    assert found == [
        ("a.md", "2024-11-05", "given-date"),
        ("b.txt", "2023-05-04", "printed-date"),
        ("c-2022-03.txt", "2022-03", "file-name-date"),
    ]


def test_a_date_may_be_given(tmp_path: Path) -> None:
    put(tmp_path, {"b.txt": f"OSLO, 4 May 2023 – {TEXT}"})
    [document] = load([str(tmp_path)], date="2021-07")[0]
    assert (document.date, document.date_basis) == ("2021-07", "given-date")


@pytest.mark.parametrize("date", ["", "yesterday", "2021-13", "07/2021", "2021-7"])
def test_what_is_no_date_is_refused(tmp_path: Path, date: str) -> None:
    put(tmp_path, {"b.txt": TEXT})
    with pytest.raises(InputError, match="no date"):
        load([str(tmp_path)], date=date)
