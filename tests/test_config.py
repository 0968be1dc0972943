"""A user's own names and wordings, and the errors that tell what is wrong with them."""

from pathlib import Path
from typing import Any

import pytest

from reechain.config import DECISIONS, Config, load_config, read_config
from reechain.graph.api import Graph
from reechain.ontology.errors import ConfigError
from reechain.ontology.records import Document


def test_without_a_file_nothing_is_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_config() == Config(decisions=Path(DECISIONS))
    assert load_config().decided() == ()
    assert Config().decided() is None


def test_the_file_of_the_working_folder_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "reechain.toml").write_text(
        '[[entity]]\ntype = "Mine"\nlabel = "Zzyx Ridge"\n', encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    assert [entry.label for entry in load_config().entries] == ["Zzyx Ridge"]


def test_an_entity_of_the_users_own_is_found_and_keeps_its_iri() -> None:
    config = read_config({"entity": [{"type": "Company", "label": "quorvex", "id": "quorvex-holdings"}]}, "t")
    extraction = config.extractor().extract(Document(key="d", text="In May quorvex acquired the Zzyx mine."))
    assert [name.gazetteer_id for name in extraction.names if name.canonical == "quorvex"] == [
        "quorvex-holdings"
    ]
    with Graph.of([extraction]) as graph:
        rows = graph.query('SELECT ?x WHERE { ?x skos:prefLabel "quorvex"@en }').rows
    assert [row["x"].text for row in rows] == ["https://w3id.org/reechain/id/quorvex-holdings"]


def test_an_alias_joins_a_known_entity() -> None:
    row = {"type": "Mine", "label": "Bayan Obo", "aliases": ["the Great Northern Pit"]}
    extraction = (
        read_config({"entity": [row]}, "t")
        .extractor()
        .extract(Document(key="d", text="Ore of the Great Northern Pit holds monazite."))
    )
    assert [name.gazetteer_id for name in extraction.names if name.type == "Mine"] == ["bayan-obo"]


def test_a_family_of_the_users_own_finds_its_relation() -> None:
    family = {"name": "storage", "relation": "suppliesTo", "patterns": ["{s} looks after ... for {o}"]}
    text = "Ardent Magnetics Ltd looks after feed for Corvus Holdings."
    claims = read_config({"family": [family]}, "t").extractor().extract(Document(key="d", text=text)).claims
    assert [(c.subject.text, c.predicate, c.object.text, c.extractor) for c in claims] == [
        ("Ardent Magnetics Ltd", "suppliesTo", "Corvus Holdings", "storage")
    ]


FAMILY = {"name": "f", "relation": "produces", "patterns": ["{s} makes {o}"]}
ENTITY = {"type": "Company", "label": "Foo"}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"entities": []}, "unknown table 'entities'"),
        ({"entity": {}}, "two brackets"),
        ({"entity": [ENTITY | {"colour": "red"}]}, "entity 1: unknown key 'colour'"),
        ({"entity": [ENTITY | {"type": "Firm"}]}, "type 'Firm' is none of Company"),
        ({"entity": [ENTITY | {"label": "..."}]}, "label must be a name"),
        ({"entity": [{"type": "Company"}]}, "label must be a name"),
        ({"entity": [ENTITY | {"aliases": "Foo"}]}, "aliases must be a list"),
        ({"entity": [ENTITY | {"id": "no spaces"}]}, "letters, digits and hyphens"),
        ({"entity": [ENTITY | {"id": "bayan-obo"}]}, "is that of the Mine"),
        ({"family": [FAMILY | {"relation": "likes"}]}, "family 'f': relation 'likes' is not in the ontology"),
        ({"family": [FAMILY | {"confidence": 2}]}, "confidence 2"),
        ({"family": [FAMILY | {"patterns": []}]}, "has no patterns"),
        ({"family": [FAMILY | {"patterns": ["{s} makes"]}]}, "lacks {o}"),
        ({"family": [FAMILY | {"patterns": ["{s} {o} (makes"]}]}, "lacks a ')'"),
        ({"family": [FAMILY | {"patterns": ["{s} @nowhere {o}"]}]}, "uses @nowhere, which is not defined"),
        ({"family": [FAMILY | {"patterns": ["{s:Firm} makes {o}"]}]}, "unknown type"),
        ({"family": [FAMILY | {"patterns": ["{s:Policy} makes {o}"]}]}, "does not admit"),
        ({"family": [FAMILY | {"patterns": ["{s} makes [{o}]"]}]}, "may be left out"),
    ],
)
def test_an_error_names_the_file_the_entry_and_the_fault(data: dict[str, Any], says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_config(data, "reechain.toml")
    assert str(caught.value).startswith("reechain.toml")
    assert says in str(caught.value)


def test_a_regular_expression_is_no_pattern_and_runs_nowhere() -> None:
    with pytest.raises(ConfigError):
        read_config({"family": [FAMILY | {"patterns": ["(a+)+$"]}]}, "reechain.toml")


@pytest.mark.parametrize("content", ["[[entity", "\x00", "entity = 1"])
def test_a_file_that_is_no_toml_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"own\.toml"):
        load_config(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="No such file"):
        load_config(tmp_path / "none.toml")


def test_models_decide_unless_the_configuration_says_no() -> None:
    assert read_config({}, "x").extractor().models is not None
    assert read_config({"learned": False}, "x").extractor().models is None
    with pytest.raises(ConfigError, match="neither true nor false"):
        read_config({"learned": "yes"}, "x")
