"""The store: what is put in, taken out, replaced and refused."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Quad
from tests.graph.samples import ALL, GROUP, NEW, OLD, P, Says, extraction, thing

from reechain.graph.export import nquads
from reechain.graph.fixed import FORMAT
from reechain.graph.reading import fault
from reechain.graph.store import Change, Store
from reechain.graph.terms import FORMAT_VERSION, STORE, STORE_GRAPH, integer
from reechain.ontology.errors import StoreError, ValidationError
from reechain.ontology.records import Extraction


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "graph.store"


def corrected() -> Extraction:
    return extraction(
        OLD.document.key,
        "Foo Mining Co., Ltd. produces alloys.",
        [thing("Foo Mining Co., Ltd."), thing("alloys", type=P)],
        [Says("Foo Mining Co., Ltd.", "produces", "alloys")],
    )


def test_put_says_what_it_did(store: Store) -> None:
    assert store.put([OLD]) == Change(unchanged=(OLD.document.key,))
    assert store.put([corrected()]) == Change(replaced=(OLD.document.key,))
    assert store.remove([NEW.document.key]) == Change(removed=(NEW.document.key,))
    assert store.put([NEW, GROUP]) == Change(added=(NEW.document.key,), unchanged=(GROUP.document.key,))


def test_documents_are_listed_with_their_versions(store: Store) -> None:
    assert store.documents() == {found.document.key: found.document.version for found in ALL}


def test_a_new_version_replaces_all_of_the_old(store: Store) -> None:
    store.put([corrected()])
    clean = Store.memory()
    clean.put([corrected(), *ALL[1:]])
    assert nquads(store) == nquads(clean)
    assert "magnets" not in "".join(row[0].value for row in store.query("SELECT ?t { ?d rec:text ?t }"))


def test_the_same_text_extracted_otherwise_is_replaced(store: Store) -> None:
    assert store.put([replace(OLD, claims=())]).replaced == (OLD.document.key,)


def test_an_empty_store_is_what_a_store_is_after_all_is_removed(store: Store) -> None:
    store.remove(store.documents())
    assert nquads(store) == nquads(Store.memory())


def test_a_key_that_comes_twice_is_refused(store: Store) -> None:
    with pytest.raises(ValidationError, match="two documents have this key"):
        store.put([OLD, corrected()])


def test_an_unknown_key_is_not_removed(store: Store) -> None:
    with pytest.raises(StoreError, match=r"no document has the key 'no\.txt'"):
        store.remove(["no.txt", OLD.document.key])
    assert OLD.document.key in store.documents()


def test_a_bad_document_leaves_the_store_as_it_was(store: Store) -> None:
    before = nquads(store)
    bad = replace(OLD, claims=(replace(OLD.claims[0], confidence=2.0),))
    with pytest.raises(ValidationError):
        store.put([corrected_key(), bad])
    assert nquads(store) == before


def corrected_key() -> Extraction:
    return extraction("another.txt", "Foo.", [thing("Foo")])


def test_a_store_on_disk_holds_what_a_store_in_memory_does(path: Path, store: Store) -> None:
    with Store.create(path) as made:
        made.put(ALL[:2])
    with Store.open(path) as again:
        again.put(ALL[2:])
    with Store.open(path, read_only=True) as reader:
        assert nquads(reader) == nquads(store)


def test_open_or_create_does_either(path: Path) -> None:
    path.mkdir(parents=True)
    with Store.open_or_create(path) as made:
        made.put([OLD])
    with Store.open_or_create(path) as again:
        assert list(again.documents()) == [OLD.document.key]


@pytest.mark.parametrize(
    "text", ["\\u0041 \\", "\"'\n\r\t", "\x00\x7f\u2028\ufeff", "} ; DROP ALL #", "稀土 🧲"]
)
def test_any_text_survives_being_replaced(text: str) -> None:
    store = Store.memory()
    store.put([extraction("a", f"Foo. {text}", [thing("Foo")])])
    store.put([extraction("a", f"Foo. {text} {text}", [thing("Foo")])])
    assert [row[0].value for row in store.query("SELECT ?t { ?d rec:text ?t }")] == [f"Foo. {text} {text}"]


# ---- what is refused


def test_a_missing_store_is_named(path: Path) -> None:
    for read_only in (False, True):
        with pytest.raises(
            StoreError, match="there is no store here; make one with `reechain build`"
        ) as caught:
            Store.open(path, read_only=read_only)
        assert caught.value.where == str(path)
    assert not path.exists()


def test_a_folder_or_file_that_is_no_store_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    for place in (tmp_path, tmp_path / "notes.txt"):
        with pytest.raises(StoreError, match="this is not a store"):
            Store.open(place)
        for make in (Store.create, Store.open_or_create):
            with pytest.raises(StoreError, match="something else stands here"):
                make(place)
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


def test_an_oxigraph_store_of_something_else_is_refused(tmp_path: Path) -> None:
    pyoxigraph.Store(str(tmp_path / "other")).flush()
    with pytest.raises(StoreError, match="a store of something else"):
        Store.open(tmp_path / "other")


def test_an_unknown_format_is_refused_with_what_to_do(path: Path) -> None:
    with Store.create(path) as made:
        made.inner.remove(Quad(STORE, FORMAT_VERSION, integer(FORMAT), STORE_GRAPH))
        made.inner.add(Quad(STORE, FORMAT_VERSION, integer(99), STORE_GRAPH))
    with pytest.raises(
        StoreError, match=f"has format 99, and this reechain reads format {FORMAT}: build it anew"
    ):
        Store.open(path)


def test_an_existing_store_is_not_created_over(path: Path) -> None:
    Store.create(path).close()
    with pytest.raises(StoreError, match="a store stands here already"):
        Store.create(path)


def test_a_second_writer_in_this_process_is_refused(path: Path) -> None:
    with Store.create(path), pytest.raises(StoreError, match="another process writes to this store"):
        Store.open(path)


def test_a_second_writer_in_another_process_is_refused(path: Path) -> None:
    code = "import sys; from reechain.graph.store import Store; Store.open(sys.argv[1])"
    with Store.create(path):
        ended = subprocess.run(
            [sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=60, check=False
        )
    assert f"StoreError: {path}: another process writes to this store" in ended.stderr


def test_a_reader_does_not_write(path: Path) -> None:
    Store.create(path).close()
    with Store.open(path, read_only=True) as reader, pytest.raises(StoreError, match="to be read only"):
        reader.put([OLD])


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    with pytest.raises(StoreError, match="the store is closed"):
        store.documents()


def test_a_damaged_store_is_named(path: Path) -> None:
    with Store.create(path) as made:
        made.inner.optimize()
    for file in path.glob("*.sst"):
        file.write_bytes(bytes(len(file.read_bytes())))
    with pytest.raises(StoreError, match="the store is damaged: build it anew") as caught:
        Store.open(path)
    assert caught.value.where == str(path)


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ("IO error: While lock file: /a/LOCK: Resource temporarily unavailable", "another process writes"),
        ("Corruption: block checksum mismatch: stored = 1, computed = 2", "the store is damaged"),
        ("IO error: While open a file for random read: /locks/a.sst: Permission denied", "cannot be read"),
    ],
)
def test_a_lock_damage_and_missing_rights_are_told_apart(message: str, says: str) -> None:
    assert says in str(fault(OSError(message), "s"))
