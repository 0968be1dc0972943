"""The library as its users have it."""

import gc
from pathlib import Path

import pytest

import reechain
from reechain.config import Config
from reechain.extractors.pipeline import Extractor
from reechain.ontology.records import Document
from reechain.pipeline import build, extract_all, file_names

TEXT = "Ardent Magnetics Ltd, a subsidiary of Corvus Holdings, makes sintered NdFeB magnets."


@pytest.fixture
def store(tmp_path: Path) -> Path:
    (tmp_path / "note.txt").write_text(TEXT, encoding="utf-8")
    build([str(tmp_path / "note.txt")], tmp_path / "s", Config())
    return tmp_path / "s"


def test_extract_gives_what_the_text_says() -> None:
    found = reechain.extract(TEXT)
    names = {entity["id"]: entity["name"] for entity in found["entities"]}
    stated = {(names[r["s"]], r["p"], names[r["o"]]) for r in found["relations"]}
    assert ("Ardent Magnetics Ltd", "subsidiaryOf", "Corvus Holdings") in stated
    assert ("Ardent Magnetics Ltd", "produces", "sintered NdFeB magnets") in stated


def test_what_is_loaded_is_out_of_the_garbage_collector_only_while_documents_are_read() -> None:
    reading = extract_all([Document("a", TEXT), Document("b", TEXT)], Extractor())
    next(reading)
    assert gc.get_freeze_count()
    assert len(list(reading)) == 1
    assert not gc.get_freeze_count()


def test_what_others_have_frozen_stays_so() -> None:
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        list(extract_all([Document("a", TEXT)], Extractor()))
        assert gc.get_freeze_count() == frozen
    finally:
        gc.unfreeze()


def test_extract_takes_names_that_the_caller_knows() -> None:
    text = "Last year zzyx bought quux from its founder."
    names = [entity["name"] for entity in reechain.extract(text, names=["zzyx", "quux"])["entities"]]
    assert names == ["zzyx", "quux"]


def test_a_store_is_asked_by_sparql_in_plain_words_and_through_rdflib_and_networkx(store: Path) -> None:
    sparql = "SELECT ?a ?b WHERE { ?a rec:subsidiaryOf ?b }"
    with reechain.open(store) as graph:
        direct = [(row["a"].text, row["b"].text) for row in graph.query(sparql).rows]
        prefixed = f"PREFIX rec: <https://w3id.org/reechain/ontology#> {sparql}"
        through_rdflib = [(str(a), str(b)) for a, b in graph.rdflib().query(prefixed)]  # type: ignore[misc]
        answer = graph.ask("who owns Ardent Magnetics")
        edges = list(graph.networkx().edges(keys=True))
    assert direct == through_rdflib
    assert len(direct) == 1
    assert [found.label for found in answer.answers] == ["Corvus Holdings"]
    assert (*direct[0], "subsidiaryOf") in edges


def test_an_error_is_a_reechain_error_and_names_the_store(tmp_path: Path) -> None:
    with pytest.raises(reechain.ReechainError, match="nowhere"):
        reechain.open(tmp_path / "nowhere")


def test_file_names_stay_in_their_folder() -> None:
    names = file_names(["../../evil.txt", "a/evil.md", "b/evil.txt", "..", "."])
    assert len(set(names.values())) == 5
    assert all("/" not in name and not name.startswith(".") for name in names.values())
