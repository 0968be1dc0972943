"""Query results as plain rows, so that no other module of the questions meets the store's own types."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions

from reechain.graph.queries import Result


class Queryable(Protocol):
    """Anything that runs SPARQL: a store, or a read-only view of one."""

    def query(self, sparql: str) -> Result:
        """Return the result of a SPARQL query."""


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """An IRI, or the characters of a literal with their language."""

    text: str
    is_iri: bool = False
    language: str = ""


Row = Mapping[str, Value]


def rows_of(store: Queryable, sparql: str) -> list[Row]:
    """Return the rows of a SELECT, in its order; unbound variables are left out."""
    result = store.query(sparql)
    if not isinstance(result, QuerySolutions):
        raise TypeError("a SELECT gives solutions")
    names = [variable.value for variable in result.variables]
    return [
        {name: _value(solution[name]) for name in names if solution[name] is not None} for solution in result
    ]


def truth_of(store: Queryable, sparql: str) -> bool:
    """Return what an ASK says."""
    result = store.query(sparql)
    if not isinstance(result, QueryBoolean):
        raise TypeError("an ASK gives a truth value")
    return bool(result)


def _value(term: object) -> Value:
    if isinstance(term, NamedNode):
        return Value(term.value, is_iri=True)
    if isinstance(term, Literal):
        return Value(term.value, language=term.language or "")
    raise TypeError("the graph holds no blank nodes")
