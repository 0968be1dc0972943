"""Query results as plain values, and as text: table, JSON, CSV, TSV, XML, Turtle, N-Triples."""

import io
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

import pyoxigraph
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reechain.graph.queries import Result
from reechain.graph.reading import FAULTS
from reechain.graph.turtle import turtle
from reechain.ontology.errors import QueryError
from reechain.ontology.namespaces import compact


class Format(StrEnum):
    """How a query result is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    XML = "xml"
    TURTLE = "turtle"
    NTRIPLES = "ntriples"


_OF_ROWS: Final = {
    Format.JSON: QueryResultsFormat.JSON,
    Format.CSV: QueryResultsFormat.CSV,
    Format.TSV: QueryResultsFormat.TSV,
    Format.XML: QueryResultsFormat.XML,
}
_OF_GRAPHS: Final = (Format.TURTLE, Format.NTRIPLES)
_MEDIA: Final = QueryResultsFormat.JSON


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a row: an IRI, a blank node, or a literal with its language or datatype."""

    text: str
    kind: str
    language: str | None = None
    datatype: str | None = None

    @property
    def is_iri(self) -> bool:
        """Whether the value is an IRI."""
        return self.kind == "uri"

    def __str__(self) -> str:
        return self.text


Row = Mapping[str, Value]


@dataclass(frozen=True)
class QueryResult:
    """The whole result of a query, free of the store and of its types.

    `data` is SPARQL Results JSON, or sorted N-Triples where the query constructs a graph; so a
    result can come from another process as well.
    """

    data: bytes
    is_graph: bool = False

    @cached_property
    def variables(self) -> tuple[str, ...]:
        """The variables of the rows, in order; none for ASK and CONSTRUCT."""
        return () if self.is_graph else tuple(self._json["head"].get("vars", ()))

    @cached_property
    def boolean(self) -> bool | None:
        """The answer to ASK; None for other queries."""
        return None if self.is_graph else self._json.get("boolean")

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows of SELECT, each with the variables that it binds."""
        if self.is_graph or self.boolean is not None:
            return ()
        return tuple(
            {name: _value(cell) for name, cell in row.items()} for row in self._json["results"]["bindings"]
        )

    @cached_property
    def triples(self) -> tuple[tuple[str, str, str], ...]:
        """The triples of CONSTRUCT and DESCRIBE, as terms of N-Triples, sorted."""
        if not self.is_graph:
            return ()
        parsed = pyoxigraph.parse(self.data, RdfFormat.N_TRIPLES)
        return tuple((str(q.subject), str(q.predicate), str(q.object)) for q in parsed)

    def render(self, form: Format, *, width: int | None = None) -> str:
        """Return the result as text; QueryError if the form does not fit the kind of query.

        A table is as wide as it needs to be, or at most `width` columns.
        """
        if form is Format.TABLE:
            return self._table(width)
        if self.is_graph and form in _OF_GRAPHS:
            return self._graph_text(form)
        if not self.is_graph and form in _OF_ROWS:
            return self._rows_text(_OF_ROWS[form])
        kind, forms = ("a graph", _OF_GRAPHS) if self.is_graph else ("rows", _OF_ROWS)
        raise QueryError(f"the query gives {kind}, written as {', '.join(['table', *forms])}, not as {form}")

    @cached_property
    def _json(self) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads(self.data)
        return loaded

    def _graph_text(self, form: Format) -> str:
        if form is Format.NTRIPLES:
            return self.data.decode("utf-8")
        return turtle(quad.triple for quad in pyoxigraph.parse(self.data, RdfFormat.N_TRIPLES))

    def _rows_text(self, form: QueryResultsFormat) -> str:
        if self.boolean is not None and form in {QueryResultsFormat.CSV, QueryResultsFormat.TSV}:
            return f"{str(self.boolean).lower()}\n"
        parsed = pyoxigraph.parse_query_results(self.data, _MEDIA)
        text = parsed.serialize(format=form) or b""
        return text.decode("utf-8").removesuffix("\n") + "\n"

    def _table(self, width: int | None) -> str:
        if self.boolean is not None:
            return "yes\n" if self.boolean else "no\n"
        if self.is_graph:
            header: Sequence[str] = ("subject", "predicate", "object")
            return _table_text(header, [[_short(cell) for cell in row] for row in self.triples], width)
        rows = [[_cell(row.get(name)) for name in self.variables] for row in self.rows]
        return _table_text(self.variables, rows, width)


def result_of(result: Result) -> QueryResult:
    """Return the whole of a result; QueryError if the query fails on the way."""
    try:
        if isinstance(result, QuerySolutions | QueryBoolean):
            return QueryResult(result.serialize(format=_MEDIA) or b"")
        lines = sorted({f"{triple} ." for triple in result})
    except (*FAULTS, ValueError) as error:
        raise QueryError(f"the query failed while it ran: {error}") from error
    return QueryResult("".join(f"{line}\n" for line in lines).encode(), is_graph=True)


def _value(cell: Mapping[str, Any]) -> Value:
    return Value(str(cell["value"]), cell["type"], cell.get("xml:lang"), cell.get("datatype"))


def _cell(value: Value | None) -> str:
    if value is None:
        return ""
    return compact(value.text) if value.is_iri else value.text


def _short(node: str) -> str:
    return compact(node[1:-1]) if node.startswith("<") else node


def _table_text(header: Sequence[str], rows: Sequence[Sequence[str]], width: int | None) -> str:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name in header:
        table.add_column(Text(_printable(name)), overflow="fold")
    for row in rows:
        table.add_row(*(Text(_printable(cell)) for cell in row))
    out = io.StringIO()
    console = Console(file=out, width=width or 10_000, force_terminal=False, color_system=None)
    console.print(table)
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    return "\n".join([*lines, f"{len(rows)} row{'s' if len(rows) != 1 else ''}"]) + "\n"


def _printable(text: str) -> str:
    """Return the text on one line, without characters that would command a terminal."""
    return "".join(" " if unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"} else char for char in text)
