"""The worked example of the ontology, as each engine reads it, and rows as test data hold them."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path

import rdflib
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, parse

from reechain.graph.fixed import FORMAT, fixed_quads
from reechain.graph.store import Store
from reechain.graph.terms import FORMAT_VERSION, STORE
from reechain.ontology.namespaces import REI, compact
from reechain.ontology.schema import MODULES, module_turtle
from reechain.ontology.vocabulary import vocabulary_turtle

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"
EXPECTED_DEMO = HERE / "expected-demo"
GRAPH = NamedNode(REI + "graph-example")
_NUMBERS = ("integer", "decimal")


@cache
def example_turtle() -> str:
    return (files("reechain.ontology") / "example.ttl").read_text(encoding="utf-8")


def example_store() -> Store:
    """A store in memory with ontology, vocabulary and the example."""
    store = Store.memory()
    triples = parse(example_turtle(), RdfFormat.TURTLE)
    store.inner.extend([*fixed_quads(), *(Quad(t.subject, t.predicate, t.object, GRAPH) for t in triples)])
    return store


def example_graph() -> rdflib.Graph:
    """The same in rdflib's own memory, without Oxigraph."""
    graph = rdflib.Graph()
    for turtle in (*map(module_turtle, MODULES), vocabulary_turtle(), example_turtle()):
        graph.parse(data=turtle, format="turtle")
    version = rdflib.Literal(FORMAT)
    graph.add((rdflib.URIRef(STORE.value), rdflib.URIRef(FORMAT_VERSION.value), version))
    return graph


def oxigraph_rows(found: object) -> str:
    assert isinstance(found, QuerySolutions)
    return _csv([v.value for v in found.variables], [[_oxigraph_cell(term) for term in row] for row in found])


def rdflib_rows(found: rdflib.query.Result) -> str:
    assert found.vars is not None
    return _csv([str(v) for v in found.vars], [[_rdflib_cell(term) for term in row] for row in found])


def _oxigraph_cell(term: object) -> str:
    if isinstance(term, NamedNode):
        return compact(term.value)
    return _lexical(term.value, term.datatype.value) if isinstance(term, Literal) else ""


def _rdflib_cell(term: object) -> str:
    if isinstance(term, rdflib.URIRef):
        return compact(str(term))
    return _lexical(str(term), str(term.datatype)) if isinstance(term, rdflib.Literal) else ""


def _lexical(text: str, datatype: str) -> str:
    """A number in one spelling, since engines spell 36.0 and 36 as they like; all else as it is."""
    return f"{Decimal(text).normalize():f}" if datatype.endswith(_NUMBERS) else text


def _csv(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)
    return out.getvalue()
