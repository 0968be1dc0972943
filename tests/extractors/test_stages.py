"""Stages of the chain: told by what is done, linked to their row, and never by a product alone."""

import pytest
from tests.extractors.reading import blind, read

from reechain.extractors.relations.families import read_families
from reechain.graph.quads import entry_iri
from reechain.ontology.errors import ConfigError
from reechain.ontology.namespaces import REV
from reechain.ontology.records import EntityType, Extraction, Stance
from reechain.ontology.tables import load_tables
from reechain.pipeline import extraction_json


def stages(extraction: Extraction, *stances: Stance) -> set[str | None]:
    """Return the ids of the stages that somebody is said to work in."""
    of = extraction.name_of()
    return {
        of[claim.object].gazetteer_id
        for claim in extraction.claims
        if claim.predicate == "operatesInStage" and (not stances or claim.stance in stances)
    }


@pytest.mark.parametrize(
    ("doing", "found"),
    [
        ("mines monazite sand", {"mining"}),
        ("digs clay from shallow pits", {"mining"}),
        ("mines and floats bastnaesite", {"mining", "beneficiation"}),
        ("is engaged in the mining and beneficiation of rare earth ore", {"mining", "beneficiation"}),
        ("is engaged in magnetic separation", {"beneficiation"}),
        ("cracks and separates concentrate", {"separation"}),
        ("is mainly engaged in rare earth smelting and separation", {"separation"}),
        ("splits the solution into single oxides", {"separation"}),
        ("makes dysprosium metal", {"metals"}),
        ("strip-casts alloy and sinters blocks", {"metals", "functional-materials"}),
        ("manufactures sintered NdFeB magnets", {"functional-materials"}),
        ("calcines cerium carbonate into polishing powder", {"functional-materials"}),
        ("winds stators and assembles servo motors", {"components"}),
        ("builds wind turbines", {"terminal"}),
        ("recycles magnets", {"recycling"}),
        ("recovers terbium from lamp scrap", {"recycling"}),
        ("buys magnets in Asia and resells them", {"trading"}),
        ("is a metals trader", {"trading"}),
        ("is engaged in research and development", {"rnd"}),
        # what is had, bought, sold or used tells no stage
        ("sells mixed carbonate", set()),
        ("supplies dysprosium oxide", set()),
        ("uses polishing powder", set()),
        ("buys sintered magnets", set()),
        ("is known for separated oxides", set()),
        ("owns shares in two mines", set()),
    ],
)
def test_what_is_done_tells_the_stage(doing: str, found: set[str]) -> None:
    assert stages(read(f"Foobar Ltd {doing}.", blind())) == found


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Foobar Ltd separates concentrate.", Stance.ASSERTED),
        ("Foobar Ltd does not separate the oxides.", Stance.DENIED),
        ("Foobar Ltd will separate heavy rare earths.", Stance.PLANNED),
        ("Foobar Ltd may recycle magnets.", Stance.HEDGED),
    ],
)
def test_a_stage_is_put_forward_as(text: str, stance: Stance) -> None:
    found = read(text, blind())
    assert stages(found) == stages(found, stance) != set()


def test_a_stage_is_a_name_linked_to_its_row_and_no_entity() -> None:
    found = read("Foobar Ltd cracks and separates concentrate.", blind())
    (stage,) = [name for name in found.names if name.type is EntityType.STAGE]
    assert (stage.canonical, stage.aliases) == ("smelting and separation", ("cracks and separates",))
    assert entry_iri(stage) == REV + "separation"
    printed = extraction_json(found)
    assert [name["iri"] for name in printed["stages"]] == [REV + "separation"]
    assert "Stage" not in {name["type"] for name in printed["entities"]}
    assert [relation["p"] for relation in printed["further_relations"]] == ["operatesInStage"]


def test_a_stage_is_told_once_a_sentence() -> None:
    found = read("Foobar Ltd cracks and separates, and separates and refines concentrate.", blind())
    assert len([claim for claim in found.claims if claim.predicate == "operatesInStage"]) == 1


def test_every_stage_of_the_tables_is_read() -> None:
    doings = (
        "mines ore", "beneficiates ore", "cracks and separates it", "smelts it", "sinters it", "winds motors",
        "builds cars", "recycles scrap", "trades in it", "researches it",
    )  # fmt: skip
    text = " ".join(f"Foobar Ltd {doing}." for doing in doings)
    assert stages(read(text, blind())) == set(load_tables().rows["stages"])


@pytest.mark.parametrize(
    "family",
    [
        {"patterns": ["{s} <does> it {o}"], "object": "mining"},
        {"patterns": ["{s} does it"], "object": "mining"},
        {"patterns": ["{s} <does> it"]},
        {"patterns": ["{s} <does> <it>"], "object": "mining"},
        {"patterns": ["{s} <does it"], "object": "mining"},
        {"patterns": ["{s} [<does>] it"], "object": "mining"},
        {"patterns": ["{s} <does> it"], "object": 3},
    ],
)
def test_a_fixed_object_needs_marked_words_and_they_it(family: dict[str, object]) -> None:
    with pytest.raises(ConfigError):
        read_families({"family": [{"name": "own", "relation": "operatesInStage", **family}]}, "own.toml")
