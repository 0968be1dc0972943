"""Decisions as CSV: the file in which a user keeps them, and the sheet on which open questions are answered.

Both have one form, a decision a row, so that a filled sheet is read like the file:

    decision,question,one,relation,other,document,quote,one type,other type,other document
    accept,pair,Hebei High-tech,,Huakai High-tech,,,,,
    reject,claim,Ardent Magnetics,subsidiaryOf,Corvus Holdings,note.txt,"Ardent may become a unit of Corvus.",,,

`decision` is accept or reject (y, yes, n and no will do). A pair has two names, `one` and `other`: accepted, they are one
thing. A claim has its ends in `one` and `other`, and the words that state it in `quote`. A sheet also has columns for the reader (`why`, `confidence`,
`evidence`), and rows without a decision are still open.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from reechain.graph.decisions import (
    ALIKE,
    Decision,
    Pair,
    Side,
    Statement,
    contradictions,
    in_order,
    one_line,
)
from reechain.ontology.errors import ConfigError
from reechain.ontology.names import surface_key
from reechain.ontology.records import EntityType
from reechain.ontology.schema import relations

COLUMNS: Final = (
    "decision", "question", "one", "relation", "other", "document", "quote", "one type", "other type", "other document"
)  # fmt: skip
NOTES: Final = ("why", "confidence", "evidence")
"""Columns of a sheet that are for its reader."""
_ANSWERS: Final = {
    **dict.fromkeys(("accept", "accepted", "y", "yes"), True),
    **dict.fromkeys(("reject", "rejected", "n", "no"), False),
}
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet would take for a formula: a quote that begins with a dash is one."""
_BOM: Final = "\ufeff"
_END: Final = "\r\n"
_DELIMITERS: Final = ",;\t"
"""Spreadsheets of some countries write semicolons; what is pasted from one has tabs."""

csv.field_size_limit(2**31 - 1)  # A quote may be longer than what Python admits by default.


def read_decisions(path: Path, *, is_sheet: bool = False) -> tuple[Decision, ...]:
    """Return the decisions of a file, in order; on a sheet, rows without a decision are passed over.

    ConfigError names the file and the line that cannot be used.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"is not UTF-8 at byte {error.start}; save it as UTF-8", where=str(path)) from error
    return decisions_of(text, str(path), is_sheet=is_sheet)


def decisions_of(text: str, where: str, *, is_sheet: bool = False) -> tuple[Decision, ...]:
    """Return the decisions of a text in the form of the file; `where` is named in errors."""
    rows = _rows(text, where)
    _, head = next(rows, (1, []))
    names = _columns(head, f"{where}:1")
    found = []
    for line, cells in rows:
        if any(cells):
            row = _row(names, cells, f"{where}:{line}")
            if row["decision"] or not is_sheet:
                found.append(_decision(row, f"{where}:{line}"))
    for one, other in contradictions(found):
        raise ConfigError(
            f"decides otherwise than {one.where}: {one.about}; take one of them out", where=other.where
        )
    return in_order({decision.about.key: decision for decision in found}.values())


def _columns(head: Sequence[str], where: str) -> list[str]:
    """Return the names of the columns; ConfigError where one is missing, unknown or there twice.

    What a spreadsheet leaves behind the last column has no name.
    """
    names = [name.casefold() for name in head]
    if missing := [name for name in COLUMNS if name not in names]:
        raise ConfigError(
            f"has no column {missing[0]!r}; the first line must be {','.join(COLUMNS)}", where=where
        )
    if unknown := [name for name in names if name not in {*COLUMNS, *NOTES, ""}]:
        raise ConfigError(f"unknown column {unknown[0]!r}; take it out", where=where)
    if doubled := [name for number, name in enumerate(names) if name and name in names[:number]]:
        raise ConfigError(f"has the column {doubled[0]!r} twice; take one of them out", where=where)
    return names


def _row(names: Sequence[str], cells: Sequence[str], where: str) -> dict[str, str]:
    """Return the cells by column; empty ones at the end may be missing, as some spreadsheets leave them out."""
    if len(cells) > len(names):
        raise ConfigError(
            f"has {len(cells)} cells, and the first line {len(names)}; put a cell with a comma in quotes",
            where=where,
        )
    if stray := [cell for name, cell in zip(names, cells, strict=False) if cell and not name]:
        raise ConfigError(f"has {stray[0]!r} in a column without a name", where=where)
    return {**dict.fromkeys(names, ""), **dict(zip(names, cells, strict=False))}


def _rows(text: str, where: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line on which it begins."""
    head = text.partition("\n")[0].casefold().replace('"', "").strip()
    delimiter = max(_DELIMITERS, key=lambda mark: len(set(COLUMNS) & set(head.split(mark))))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise ConfigError(f"is not CSV: {error}", where=f"{where}:{line}") from error
        if cells is None:
            return
        yield line, [_unguarded(cell.strip()) for cell in cells]
        line = reader.line_num + 1


def _decision(row: Mapping[str, str], where: str) -> Decision:
    answer = _ANSWERS.get(row["decision"].casefold())
    if answer is None:
        raise ConfigError(f"decision {row['decision']!r} is neither accept nor reject", where=where)
    for name in ("one", "other"):
        if not surface_key(row[name]):
            raise ConfigError(f"{name} {row[name]!r} is no name", where=where)
    question = row["question"].casefold()
    if question == "pair":
        return Decision(_pair(row, where), answer, where)
    if question == "claim":
        return Decision(_statement(row, where), answer, where)
    raise ConfigError(f"question {row['question']!r} is neither pair nor claim", where=where)


def _pair(row: Mapping[str, str], where: str) -> Pair:
    if row["relation"] or row["quote"]:
        raise ConfigError("a pair has no relation and no quote; is it a claim?", where=where)
    for name in ("one type", "other type"):
        if row[name] and row[name] not in set(EntityType):
            raise ConfigError(f"{name} {row[name]!r} is none of {', '.join(EntityType)}", where=where)
    pair = Pair(
        Side(row["one"], row["one type"], row["document"]),
        Side(row["other"], row["other type"], row["other document"]),
    )
    if pair.is_alike:
        raise ConfigError(f"{row['one']!r} and {row['other']!r}: {ALIKE}", where=where)
    return pair


def _statement(row: Mapping[str, str], where: str) -> Statement:
    if row["relation"] not in relations():
        raise ConfigError(f"{row['relation']!r} is no relation of the ontology", where=where)
    if missing := [name for name in ("document", "quote") if not row[name]]:
        raise ConfigError(f"a claim needs its {missing[0]}", where=where)
    return Statement(row["one"], row["relation"], row["other"], row["document"], one_line(row["quote"]))


def write_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """Write decisions, sorted, in place of what the file held; after a crash it holds the one or the other.

    Where the file is a link, what it leads to is written. ConfigError names a file that cannot be.
    """
    whole = path.resolve()
    part = whole.with_name(f"{whole.name}.part")
    try:
        whole.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(decisions_text(decisions), encoding="utf-8", newline="")
        part.replace(whole)
    except OSError as error:
        raise ConfigError(
            f"cannot be written: {error.strerror}; nothing was changed in it", where=str(path)
        ) from error


def decisions_text(decisions: Iterable[Decision]) -> str:
    """Return the text of a file of decisions."""
    return _text([COLUMNS, *(cells(d.about, d.is_accepted) for d in in_order(decisions))])


def sheet_text(questions: Iterable[tuple[Pair | Statement, Sequence[str]]]) -> str:
    """Return a sheet of open questions, each with its notes (see NOTES), for a spreadsheet to open."""
    rows = [(*cells(about, None), *notes) for about, notes in questions]
    # Without a mark of order, spreadsheets take UTF-8 for something else, and Chinese names are lost.
    return _BOM + _text([(*COLUMNS, *NOTES), *rows])


def row_text(decision: Decision) -> str:
    """Return a decision as one row of the file, without the end of its line."""
    return _text([cells(decision.about, decision.is_accepted)]).rstrip("\n")


def with_head(rows: Iterable[str]) -> str:
    """Return rows as the text of a file."""
    return "".join(f"{row}\n" for row in (",".join(COLUMNS), *rows))


def cells(about: Pair | Statement, is_accepted: bool | None) -> tuple[str, ...]:
    """Return a question as a row, with its decision, if there is one."""
    decision = "" if is_accepted is None else "accept" if is_accepted else "reject"
    if isinstance(about, Statement):
        quote = one_line(about.quote)
        return (
            decision,
            "claim",
            about.subject,
            about.relation,
            about.object,
            about.document,
            quote,
            "",
            "",
            "",
        )
    one, other = about.one, about.other
    return decision, "pair", one.name, "", other.name, one.document, "", one.type, other.type, other.document


def _text(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    # A cell is put in quotes where it holds a character of the end of a line: both, so that both come back.
    writer = csv.writer(_Lines(out), lineterminator=_END)
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    return out.getvalue()


class _Lines:
    """Takes rows as the writer of CSV ends them, and ends them as files here end."""

    def __init__(self, out: io.StringIO) -> None:
        self._out = out

    def write(self, row: str) -> int:
        return self._out.write(f"{row.removesuffix(_END)}\n")


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
