"""The ontology against its use: what a build writes is defined, and what is defined is used."""

from importlib.resources import as_file, files

import pytest
from pyoxigraph import NamedNode

from reechain.config import Config
from reechain.graph.store import Store
from reechain.graph.terms import FIXED_GRAPHS
from reechain.ontology.competency import questions
from reechain.ontology.hygiene import subject, unused
from reechain.ontology.namespaces import REC, REV
from reechain.pipeline import build_in_memory


@pytest.fixture(scope="module")
def built() -> Store:
    with as_file(files("reechain") / "data" / "demo-report.txt") as path:
        return build_in_memory([str(path)], Config())[0]


def written(store: Store) -> set[str]:
    """The IRIs of our namespaces that a build writes, beside ontology and vocabulary themselves."""
    quads = (quad for quad in store.quads() if quad.graph_name not in FIXED_GRAPHS)
    nodes = {node for quad in quads for node in (quad.subject, quad.predicate, quad.object)}
    return {node.value for node in nodes if isinstance(node, NamedNode) and node.value.startswith((REC, REV))}


def test_what_a_build_writes_is_defined(built: Store) -> None:
    defined = {str(node) for node in subject().subjects()}
    assert len(written(built)) > 80
    assert written(built) - defined == set()


def test_what_is_defined_is_used(built: Store) -> None:
    asked = {iri for question in questions().values() for iri in question.terms}
    assert unused(subject(), written(built) | asked) == []
    assert unused(subject(), written(built)) != []
