"""Damage of every kind is found and named."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad
from tests.graph.samples import ALL, OLD, extraction, thing

from reechain.graph.store import Store
from reechain.graph.terms import ASSERTED_GRAPH, IDENTITY_GRAPH, RDF_TYPE, term
from reechain.graph.verify import verify
from reechain.ontology.errors import StoreError
from reechain.ontology.namespaces import PREFIXES, minted
from reechain.ontology.records import Extraction

DOCUMENT = f"<{OLD.document.iri}>"
FACT = "rei:x-bar-alloys rec:subsidiaryOf rei:x-foo-mining"


def change(predicate: str, new: str, where: str = "") -> str:
    return f"""DELETE {{ GRAPH {DOCUMENT} {{ ?s {predicate} ?o }} }} INSERT {{ GRAPH {DOCUMENT} {{ ?s {predicate} {new} }} }}
        WHERE {{ GRAPH {DOCUMENT} {{ ?s {predicate} ?o {where} }} }}"""


DAMAGE = [
    (change("rec:text", "'Foo Mining Co., Ltd. produces nothing.'"), "document", "its text has the hash"),
    (change("rec:version", "'abc'"), "document", "its version says abc"),
    (change("rec:identifier", "'another.txt'"), "document", "its key is not that of its graph"),
    (
        f"DELETE WHERE {{ GRAPH {DOCUMENT} {{ ?s rec:text ?o }} }}",
        "document",
        "it has no key, version or text",
    ),
    (
        change("rec:exact", "'Fu'", "; a rec:Mention"),
        "words",
        "the text has 'Foo Mining Co., Ltd.', not 'Fu'",
    ),
    (change("rec:start", "1", "; a rec:TextSpan"), "words", "at 1.."),
    (change("rec:start", "'x'", "; a rec:Mention"), "words", "at x.."),
    (change("rec:subjectMention", "rei:gone"), "dangling", "leads to https://w3id.org/reechain/id/gone"),
    (change("rec:evidence", "rei:gone"), "dangling", "which is no TextSpan of this document"),
    (change("rec:ofName", "rei:gone"), "dangling", "which is no Name"),
    (change("rdf:predicate", "rec:eats"), "dangling", "which is no relation"),
    (f"DELETE WHERE {{ GRAPH {DOCUMENT} {{ ?s rec:stance ?o }} }}", "incomplete", "it has 0 of"),
    (change("rec:confidence", "0.1 , 0.2"), "incomplete", "it has 2 of"),
    (f"INSERT DATA {{ GRAPH {DOCUMENT} {{ rei:x rec:form 'y' }} }}", "incomplete", "it is of no known class"),
    (f"DELETE DATA {{ GRAPH rei:graph-asserted {{ {FACT} }} }}", "no fact", "subsidiaryOf"),
    ("INSERT DATA { GRAPH rei:graph-asserted { rei:a rec:owns rei:b } }", "no claim", "no claim that counts"),
    (
        "DELETE WHERE { GRAPH rei:graph-identity { ?s skos:prefLabel 'Zed Motors'@en } }",
        "derived",
        "is missing, of 1: <https://w3id.org/reechain/id/x-zed-motors>",
    ),
    (
        "INSERT DATA { GRAPH rei:graph-identity { rei:x-zed-motors skos:altLabel 'Zee'@en } }",
        "derived",
        "is too many",
    ),
    (change("rec:nameKey", "'other'"), "derived", "build again"),
    (
        "INSERT DATA { GRAPH rei:graph-identity { rev:ndfeb-magnet a rec:Product } }",
        "twice",
        "stands in <https://w3id.org/reechain/id/graph-identity> and",
    ),
    (
        "DELETE WHERE { GRAPH rei:graph-vocabulary { rev:mining ?p ?o } }",
        "ontology or vocabulary",
        "is missing",
    ),
    ("INSERT DATA { GRAPH rei:other { rei:a rec:owns rei:b } }", "stray", "no document and no derived graph"),
    ("INSERT DATA { rei:a rec:owns rei:b }", "stray", "no document and no derived graph"),
]


@pytest.mark.parametrize(("update", "kind", "words"), DAMAGE, ids=range(len(DAMAGE)))
def test_damage_is_found_and_named(store: Store, update: str, kind: str, words: str) -> None:
    store.inner.update(update, prefixes=dict(PREFIXES))
    findings = verify(store)
    told = [str(finding) for finding in findings if finding.kind == kind]
    assert any(words in text for text in told), findings


@pytest.mark.parametrize("documents", [(), ALL])
def test_a_whole_store_has_no_findings(documents: tuple[Extraction, ...]) -> None:
    store = Store.memory()
    store.put(documents)
    assert verify(store) == []


def test_a_whole_store_on_disk_has_none_either(tmp_path: Path) -> None:
    """Offsets of 255 and 256 stand in it, which Oxigraph mixes up in patterns on disk."""
    text = f"{'x' * 254} Foo, Bar. {'y' * 244} Quux."
    store = Store.create(tmp_path / "store")
    store.put([*ALL, extraction("long.txt", text, [thing("Foo"), thing("Bar"), thing("Quux")])])
    assert list(store.query("SELECT ?n { ?m rec:start ?n FILTER(?n = 255) }"))
    assert verify(store) == []


def test_a_finding_names_the_document(store: Store) -> None:
    store.inner.update(change("rec:exact", "'Fu'", "; a rec:TextSpan"), prefixes=dict(PREFIXES))
    assert {finding.where.split()[0] for finding in verify(store)} == {OLD.document.key}


def test_a_blank_node_is_found_wherever_it_stands(store: Store) -> None:
    blank, zed = BlankNode("b"), NamedNode("https://w3id.org/reechain/id/x-zed-motors")
    for quad in (
        Quad(blank, RDF_TYPE, zed, ASSERTED_GRAPH),
        Quad(zed, RDF_TYPE, blank, IDENTITY_GRAPH),
        Quad(zed, RDF_TYPE, zed, blank),
        Quad(blank, RDF_TYPE, blank, NamedNode(OLD.document.iri)),
    ):
        store.inner.add(quad)
        assert "blank node" in {finding.kind for finding in verify(store)}
        store.inner.remove(quad)
    store.inner.remove_graph(blank)
    assert verify(store) == []


def test_literals_in_odd_places_end_in_findings(store: Store) -> None:
    graph = NamedNode(minted("document", "x"))
    store.inner.add(Quad(graph, term("rec:inDocument"), Literal("x"), graph))
    store.inner.add(Quad(graph, RDF_TYPE, Literal("x"), DefaultGraph()))
    assert {"dangling", "document", "incomplete", "stray"} <= {finding.kind for finding in verify(store)}


HARMS: dict[str, Callable[[bytes], bytes]] = {
    "flipped": lambda content: _flipped(content, len(content) // 3),
    "flipped at the start": lambda content: _flipped(content, 0),
    "zeroed": lambda content: bytes(len(content)),
    "cut": lambda content: content[: len(content) // 2],
}


@pytest.mark.parametrize("harm", HARMS)
def test_harm_to_any_file_is_told_as_damage(tmp_path: Path, harm: str) -> None:
    """A store opens with flipped bytes in it, and only a read of every index finds them."""
    with Store.create(tmp_path / "store") as made:
        made.put(ALL)
        made.inner.optimize()
    names = sorted(file.name for file in (tmp_path / "store").glob("*.sst"))
    assert len(names) > 5
    for name in names:
        shutil.copytree(tmp_path / "store", tmp_path / name)
        damaged = tmp_path / name / name
        damaged.write_bytes(HARMS[harm](damaged.read_bytes()))
        told = _told(tmp_path / name)
        assert "another process" not in told
        assert "unreadable" in told or "the store is damaged: build it anew" in told, name


def _flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


def _told(path: Path) -> str:
    """What a user reads of a store: what is found in it, or why it does not open."""
    try:
        with Store.open(path, read_only=True) as store:
            return "\n".join(map(str, verify(store)))
    except StoreError as error:
        return str(error)
