"""Exports: the same bytes for the same documents, and nothing lost on the way back."""

import hashlib
import io
import json
import subprocess
import sys

import networkx as nx
import pyoxigraph
import pytest
from pyoxigraph import RdfFormat
from rdflib import DCAT, RDF, VOID, Graph, URIRef
from tests.graph.samples import ALL, P, Says, extraction, thing

from reechain.graph.analysis import asserted
from reechain.graph.export import ExportFormat, export, facts, nquads
from reechain.graph.store import Store

CHAIN = extraction(
    "chain.txt",
    "Foo Mining makes NdFeB 磁体 \u0001.",
    [thing("Foo Mining"), thing("NdFeB", type=P, entry="ndfeb-magnet")],
    [Says("Foo Mining", "produces", "NdFeB")],
)


@pytest.fixture
def chain(store: Store) -> Store:
    store.put([CHAIN])
    return store


@pytest.mark.parametrize("form", ExportFormat)
def test_bytes_do_not_depend_on_order(form: ExportFormat, chain: Store) -> None:
    other = Store.memory()
    for found in (CHAIN, *reversed(ALL)):
        other.put([found])
    assert export(other, form) == export(chain, form)


def test_bytes_do_not_depend_on_the_process(chain: Store) -> None:
    code = (
        "import hashlib; from reechain.graph.export import *; from reechain.graph.store import Store\n"
        "store = Store.memory()\n"
        "for form in ExportFormat: print(hashlib.sha256(export(store, form).encode()).hexdigest())"
    )
    empty = Store.memory()
    wanted = [hashlib.sha256(export(empty, form).encode()).hexdigest() for form in ExportFormat]
    for seed in ("1", "2"):
        ended = subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert ended.stdout.split() == wanted


def test_nquads_are_sorted_and_come_back_as_the_store(chain: Store) -> None:
    text = nquads(chain)
    lines = text.splitlines()
    assert lines == sorted(set(lines))
    wanted = {quad for quad in chain.quads() if "graph-store" not in str(quad.graph_name)}
    back = set(pyoxigraph.parse(text, RdfFormat.N_QUADS))
    assert {quad for quad in back if "graph-dataset" not in str(quad.graph_name)} == wanted


def test_turtle_comes_back_as_the_facts(chain: Store) -> None:
    parsed = pyoxigraph.parse(export(chain, ExportFormat.TURTLE), RdfFormat.TURTLE)
    assert {quad.triple for quad in parsed} == set(facts(chain))


def test_turtle_holds_facts_and_no_claims(chain: Store) -> None:
    text = export(chain, ExportFormat.TURTLE)
    assert "rec:produces rei:x-magnets , rev:ndfeb-magnet" in text
    assert "rec:formerName" in text
    assert "dcterms:isReplacedBy" in text
    assert "rec:Claim" not in text
    assert "rev:functional-materials" in text, "the stage that a named product is an output of"


def test_json_ld_comes_back_as_the_facts(chain: Store) -> None:
    parsed = pyoxigraph.parse(export(chain, ExportFormat.JSONLD), RdfFormat.JSON_LD)
    assert {quad.triple for quad in parsed} == set(facts(chain))


def test_json_ld_names_no_address_to_fetch(chain: Store) -> None:
    assert isinstance(json.loads(export(chain, ExportFormat.JSONLD))["@context"], dict)


def test_graphml_comes_back_with_labels_and_predicates(chain: Store) -> None:
    read = nx.read_graphml(io.BytesIO(export(chain, ExportFormat.GRAPHML).encode()), force_multigraph=True)
    edges = {(s, data["predicate"], o) for s, o, data in read.edges(data=True)}
    assert edges == asserted(chain)
    assert read.nodes["https://w3id.org/reechain/id/x-zed-motors"] == {
        "label": "Zed Motors",
        "type": "Company",
    }


def test_graphml_can_be_read_whatever_a_name_holds() -> None:
    store = Store.memory()
    name = "Foo \x01 <&> Works"
    store.put([extraction("a", name, [thing(name)])])
    read = nx.read_graphml(io.BytesIO(export(store, ExportFormat.GRAPHML).encode()))
    assert [data["label"] for _, data in read.nodes(data=True)] == ["Foo   <&> Works"]


def test_every_form_describes_itself_as_a_dataset(chain: Store) -> None:
    described = [
        "<http://rdfs.org/ns/void#triples>",
        "<http://www.w3.org/ns/dcat#Dataset>",
        "<https://w3id.org/reechain/ontology/0.2.0>",
    ]
    assert all(text in nquads(chain) for text in described)
    graph = Graph().parse(data=export(chain, ExportFormat.TURTLE), format="turtle")
    dataset = URIRef("https://w3id.org/reechain/id/dataset")
    about = {s for s in graph.subjects() if str(s).startswith(str(dataset))}
    counted = graph.value(dataset, VOID.triples)
    assert counted is not None
    assert int(str(counted)) == len([s for s in graph.subjects() if s not in about])
    assert (dataset, RDF.type, DCAT.Dataset) in graph
