"""Defined classes, written by rule: the CONSTRUCT queries of ontology/rules, run over the asserted facts."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from pyoxigraph import DefaultGraph, Quad, QueryTriples, Store

from reechain.graph.terms import RULES_GRAPH
from reechain.ontology.errors import ConfigError


def rule_quads(asserted: Iterable[Quad]) -> Iterator[Quad]:
    """Yield what the rules conclude from asserted facts, in the graph of rules."""
    store = Store()
    store.extend(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in asserted)
    for name, rule in rules():
        result = store.query(rule)
        if not isinstance(result, QueryTriples):
            raise ConfigError("is no CONSTRUCT query", where=name)
        yield from (Quad(t.subject, t.predicate, t.object, RULES_GRAPH) for t in result)


@cache
def rules() -> tuple[tuple[str, str], ...]:
    """Return the rules by the name of their file, sorted."""
    folder = files("reechain.ontology") / "rules"
    found = (item for item in folder.iterdir() if item.name.endswith(".rq"))
    return tuple(sorted((item.name, item.read_text(encoding="utf-8")) for item in found))
