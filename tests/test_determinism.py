"""The same documents give the same bytes, whatever the order and the steps."""

import random
from pathlib import Path

import pytest
from tests.documents import DOCUMENTS

from reechain.config import Config
from reechain.extractors.pipeline import Extractor
from reechain.graph.export import ExportFormat, export
from reechain.graph.store import Store
from reechain.graph.validate import validate
from reechain.graph.verify import verify
from reechain.ontology.records import Document, Extraction
from reechain.pipeline import build


@pytest.fixture(scope="module")
def extractions() -> list[Extraction]:
    extractor = Extractor()
    return [
        extractor.extract(Document(key=path.name, text=path.read_text(encoding="utf-8")))
        for path in DOCUMENTS
    ]


def exported(parts: list[list[Extraction]]) -> str:
    store = Store.memory()
    for part in parts:
        store.put(part)
    return export(store, ExportFormat.NQUADS)


def test_any_order_and_any_steps_give_the_same_bytes(extractions: list[Extraction]) -> None:
    clean = exported([extractions])
    for seed in range(4):
        shuffled = random.Random(seed).sample(extractions, len(extractions))
        cut = 1 + seed * 2
        assert exported([shuffled[:cut], shuffled[cut:]]) == clean


def test_two_builds_on_disk_give_the_same_bytes(tmp_path: Path) -> None:
    texts = []
    for name, paths in (("a", DOCUMENTS[:4]), ("b", DOCUMENTS[3::-1])):
        build([str(path) for path in paths], tmp_path / name, Config())
        with Store.open(tmp_path / name, read_only=True) as store:
            texts.append(export(store, ExportFormat.NQUADS))
    assert texts[0] == texts[1]


def test_a_new_extractor_finds_the_same(extractions: list[Extraction]) -> None:
    fresh = Extractor()
    again = [
        fresh.extract(Document(key=p.name, text=p.read_text(encoding="utf-8"))) for p in reversed(DOCUMENTS)
    ]
    assert again[::-1] == extractions


def test_what_is_built_keeps_to_its_shapes_and_is_whole(extractions: list[Extraction]) -> None:
    store = Store.memory()
    store.put(extractions)
    assert validate(store).problems == ()
    assert verify(store) == []
