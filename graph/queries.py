"""SPARQL over a store: guarded, over the union of all graphs, with errors that say where."""

import re
from typing import Final

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store

from reechain.graph.guard import guarded, may_call_service, names_graphs
from reechain.graph.reading import FAULTS
from reechain.ontology.errors import QueryError, StoreError
from reechain.ontology.namespaces import PREFIXES

Result = QueryBoolean | QuerySolutions | QueryTriples
_UPDATE: Final = re.compile(
    r"(?:\s|#[^\r\n]*+[\r\n]|(?:PREFIX|BASE)[^<]*+<[^>]*+>)*+"
    r"(INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\b",
    re.IGNORECASE,
)
_POSITION: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def run_query(store: Store, sparql: str) -> Result:
    """Return the result of a query over the union of all graphs; QueryError if it cannot be run.

    The prefixes of reechain (rec:, rev:, rei:, rdf:, skos:, ...) need not be declared.
    """
    if found := _UPDATE.match(sparql):
        raise QueryError(f"{found[1].upper()} changes the graph, and only queries are run here")
    safe = guarded(sparql)
    try:
        # Oxigraph lets the union win over FROM, and would answer from graphs that were not asked for.
        return store.query(safe, prefixes=dict(PREFIXES), use_default_graph_as_union=not names_graphs(sparql))
    except SyntaxError as error:
        raise _syntax_error(sparql, str(error)) from None
    except ValueError as error:
        raise QueryError(f"the query cannot be run: {error}") from None
    except FAULTS as error:
        raise StoreError(f"the store cannot be read: {error}; run `reechain verify`") from error


def _syntax_error(sparql: str, message: str) -> QueryError:
    if may_call_service(sparql):
        return QueryError(
            "SERVICE is not run: a query never leaves the store. If the query has none, then it has a "
            f"syntax error ({_reason(message)}), or a variable or prefix with the word: rename it"
        )
    position = _POSITION.match(message)
    if not position:
        return QueryError(f"this is not a SPARQL query: {message}")
    row, column = int(position[1]), int(position[2])
    lines = sparql.splitlines() or [""]
    shown = lines[min(row, len(lines)) - 1].strip()
    where = f"line {row}, column {column}"
    return QueryError(f"this is not a SPARQL query: {_reason(message)}, in {shown[:80]!r}", where=where)


def _reason(message: str) -> str:
    """Return what the parser says, without its lists of character ranges."""
    position = _POSITION.match(message)
    reason = position[3] if position else message
    return reason if len(reason) <= 60 and "'" not in reason else "something else is expected"
