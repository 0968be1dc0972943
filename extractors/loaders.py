"""Documents from files, folders and standard input."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final

from reechain.extractors.dates.document import GIVEN, document_date
from reechain.extractors.dates.reading import is_date
from reechain.ontology.errors import InputError
from reechain.ontology.records import Document

SUFFIXES: Final = frozenset({".txt", ".md", ".markdown", ".text"})
_BOMS: Final = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A path that was not read, and why."""

    path: str
    reason: str


def load(
    paths: Iterable[str], *, key: str | None = None, date: str | None = None
) -> tuple[list[Document], list[Skipped]]:
    """Return the documents under the paths, sorted by key, and what was skipped.

    A document's key is its path from the working folder, as it was named; `key` gives another to a
    single document. `date` is that of all of them; without it each says its own, if it does.

    A path is a file, a folder (searched for text and Markdown files) or `-` for standard input.
    InputError for a path that is not there, a named file that cannot be read, two documents with
    one key, or a `date` that is none. Within a folder what cannot be read is skipped and named.
    """
    if date is not None and not is_date(date):
        raise InputError("is no date; write YYYY, YYYY-MM or YYYY-MM-DD", where=date)
    documents: dict[str, Document] = {}
    skipped: list[Skipped] = []
    for path in paths:
        for found in _under(path):
            if isinstance(found, Skipped):
                skipped.append(found)
            elif found.key in documents and documents[found.key] != found:
                raise InputError(
                    "two documents have this key; build from a folder that holds both", where=found.key
                )
            else:
                documents[found.key] = found
    if key is not None:
        if len(documents) != 1:
            raise InputError(f"a key is for one document, and there are {len(documents)}", where=key)
        [only] = documents.values()
        documents = {key: replace(only, key=_checked(key, None))}
    found_all = [documents[key] for key in sorted(documents)]
    if date is not None:
        found_all = [replace(document, date=date, date_basis=GIVEN) for document in found_all]
    return found_all, skipped


def _under(path: str) -> Iterator[Document | Skipped]:
    if path == "-":
        yield document_of(sys.stdin.buffer.read(), key="stdin")
        return
    root = Path(path)
    try:
        is_there = root.exists()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=path) from error
    if not is_there:
        raise InputError("no such file or folder", where=path)
    if root.is_dir():
        yield from _in_folder(root)
    elif root.is_file():
        yield document_of(_bytes(root), key=f"{_prefix(root.parent)}{root.name}", where=path)
    else:
        raise InputError("is neither a file nor a folder", where=path)


def _prefix(folder: Path) -> str:
    """Return what stands before the keys of a folder's files: the folder as it was named from the working one.

    So two folders that hold a report.txt each give two documents. A folder named absolutely, or by way
    of "..", gives nothing: a key never depends on where a machine keeps its files.
    """
    if folder.is_absolute() or ".." in folder.parts:
        return ""
    return "".join(f"{part}/" for part in folder.parts)


def _checked(key: str, where: str | None) -> str:
    """Return a key that can be written down; InputError for a file name that is no text."""
    try:
        key.encode()
    except UnicodeEncodeError as error:
        raise InputError("has a name that is not UTF-8; rename it", where=ascii(where or key)) from error
    return key


def _in_folder(root: Path) -> Iterator[Document | Skipped]:
    prefix = _prefix(root)
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        key = prefix + str(PurePosixPath(*parts))
        is_hidden = any(part.startswith(".") for part in parts)
        if is_hidden or (path.is_dir() and not path.is_symlink()):
            continue
        if reason := _no_text(path):
            yield Skipped(key, reason)
        else:
            try:
                yield document_of(_bytes(path), key=key, where=str(path))
            except InputError as error:
                yield Skipped(key, str(error.args[0]))


def _no_text(path: Path) -> str | None:
    """Return why a path in a folder is not read, or None if it is to be."""
    if path.is_symlink():
        return "a link, which is not followed"
    if path.suffix.lower() not in SUFFIXES:
        return "not a text or Markdown file"
    return None if path.is_file() else "not a plain file"


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path)) from error


def document_of(data: bytes, *, key: str, where: str | None = None) -> Document:
    """Return the document that bytes hold; InputError where they are no text or hold none."""
    text = _decode(data, where or key).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise InputError("holds no text", where=where or key)
    date, basis = document_date(text, key) or (None, GIVEN)
    return Document(
        key=_checked(key, where), text=text, title=title_of(text, key), date=date, date_basis=basis
    )


_FORMATS: Final = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "an Office file or another archive",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"{\\rtf": "an RTF file",
}
"""What files that are no text begin with."""


def _decode(data: bytes, where: str) -> str:
    for start, kind in _FORMATS.items():
        if data.startswith(start):
            raise InputError(f"is {kind}: save it as plain text (UTF-8)", where=where)
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    if encoding == "utf-8" and b"\x00" in data:
        raise InputError("holds null bytes: not a text file (save it as UTF-8)", where=where)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"is not valid {encoding} at byte {error.start}; save it as UTF-8", where=where
        ) from error


def title_of(text: str, key: str) -> str:
    """Return the first line if it reads like a title, else the key without its suffix."""
    first = next((line.strip().lstrip("#").strip() for line in text.splitlines() if line.strip()), "")
    if 0 < len(first) <= 140 and not first.endswith((".", ";", ",", "。")):
        return first
    return PurePosixPath(key).stem
