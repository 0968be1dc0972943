"""Paths follow material: what moves it, which way, and stage by stage."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.viz.sample_view import iri_of

from reechain.graph.flow import StepKind, best_path, material_flow
from reechain.graph.stages import with_stages
from reechain.graph.view import Node, Statement, View
from reechain.ontology.records import EntityType, Stance

TYPES = {
    "Mine": EntityType.MINE,
    "Ore": EntityType.MINERAL,
    "Works": EntityType.FACILITY,
    "Digger": EntityType.COMPANY,
    "Maker": EntityType.COMPANY,
    "Owner": EntityType.COMPANY,
    "State": EntityType.AGENCY,
    "Rule": EntityType.POLICY,
    "Land": EntityType.PLACE,
    "Car": EntityType.APPLICATION,
}
STAGES = {
    "Concentrate": 2,
    "Oxide": 3,
    "Rare oxide": 3,
    "Common oxide": 3,
    "Metal": 4,
    "Magnet": 5,
    "Fine magnet": 5,
    "Motor": 6,
    "Scrap": 8,
}
BROADER = (("Fine magnet", "Magnet"), ("Rare oxide", "Oxide"), ("Common oxide", "Oxide"))


def made(*facts: str, stance: Stance = Stance.ASSERTED, confidence: float = 0.9) -> View:
    """A view of facts written as "subject relation object", with types and stages by name."""
    split = [fact.split(" / ") for fact in facts]
    names = sorted({name for subject, _, object_ in split for name in (subject, object_)})
    statements = tuple(
        Statement(s, p, o, "", "d", place, place, confidence, "x", stance)
        for place, (s, p, o) in enumerate(split)
    )
    nodes = [Node(name, TYPES.get(name, EntityType.PRODUCT), name, stage=STAGES.get(name)) for name in names]
    broader = tuple(pair for pair in BROADER if set(pair) <= set(names))
    return View(with_stages(nodes, statements), statements, (), broader)


def way(view: View, source: str, target: str) -> list[str] | None:
    steps = best_path(material_flow(view), source, target)
    return None if steps is None else [source, *(step.target for step in steps)]


STEPWISE = (
    "Mine / hasMineral / Ore", "Concentrate / madeFrom / Ore", "Oxide / madeFrom / Concentrate",
    "Metal / madeFrom / Oxide", "Magnet / madeFrom / Metal", "Motor / madeFrom / Magnet", "Motor / usedIn / Car",
)  # fmt: skip
WHOLE = ["Mine", "Ore", "Concentrate", "Oxide", "Metal", "Magnet", "Motor", "Car"]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        # Every relation that moves material, in its direction.
        (("Mine / hasMineral / Ore", "Ore / usedIn / Car"), ["Mine", "Ore", "Car"]),
        (("Digger / operates / Mine", "Digger / produces / Motor", "Motor / usedIn / Car"), ["Mine", "Digger", "Motor", "Car"]),
        (("Digger / holdsMiningRightTo / Mine", "Digger / suppliesTo / Maker", "Maker / produces / Motor", "Motor / usedIn / Car"),
         ["Mine", "Digger", "Maker", "Motor", "Car"]),
        (("Mine / produces / Concentrate", "Motor / madeFrom / Concentrate", "Motor / usedIn / Car"), ["Mine", "Concentrate", "Motor", "Car"]),
        (STEPWISE, WHOLE),
        # A leap over stages loses against the way stage by stage, in whatever order they are told.
        (("Ore / usedIn / Car", *STEPWISE), WHOLE),
        ((*STEPWISE, "Digger / operates / Mine", "Digger / produces / Magnet", "Magnet / usedIn / Car"), WHOLE),
        # The vocabulary joins what is said of the narrower thing to what is said of the broader.
        (("Mine / produces / Fine magnet", "Magnet / usedIn / Car"), ["Mine", "Fine magnet", "Magnet", "Car"]),
        (("Mine / produces / Oxide", "Magnet / madeFrom / Rare oxide", "Magnet / usedIn / Car"), ["Mine", "Oxide", "Rare oxide", "Magnet", "Car"]),
        # But not to its siblings: one oxide is not another.
        (("Mine / produces / Common oxide", "Magnet / madeFrom / Rare oxide", "Magnet / usedIn / Car", "Maker / produces / Oxide"), None),
        # Owning, ruling and lying somewhere move nothing.
        (("Owner / operates / Mine", "Owner / shareholderOf / Maker", "Maker / produces / Motor", "Motor / usedIn / Car"), None),
        (("Owner / operates / Mine", "Maker / subsidiaryOf / Owner", "Maker / produces / Motor", "Motor / usedIn / Car"), None),
        (("Owner / operates / Mine", "Owner / acquired / Maker", "Maker / produces / Motor", "Motor / usedIn / Car"), None),
        (("Owner / operates / Mine", "Owner / partnerOf / Maker", "Maker / produces / Motor", "Motor / usedIn / Car"), None),
        (("Rule / governs / Mine", "Rule / governs / Car"), None),
        (("Mine / locatedIn / Land", "Land / produces / Motor", "Motor / usedIn / Car"), None),
        # Nothing runs backwards: not from a product to its maker, not from a part to what it is taken from.
        (("Mine / produces / Metal", "Metal / madeFrom / Motor", "Motor / usedIn / Car"), None),
        (("Mine / produces / Oxide", "Maker / produces / Oxide", "Maker / produces / Motor", "Motor / usedIn / Car"), None),
        # Stages never fall: what comes back from scrap is no way onward from the magnet.
        (("Mine / produces / Magnet", "Scrap / madeFrom / Magnet", "Oxide / madeFrom / Scrap", "Oxide / usedIn / Car"), None),
        (("Mine / produces / Magnet", "Metal / madeFrom / Magnet", "Metal / usedIn / Car"), None),
    ],
)  # fmt: skip
def test_the_way_of_material_from_mine_to_car(facts: tuple[str, ...], expected: list[str] | None) -> None:
    assert way(made(*facts), "Mine", "Car") == expected
    assert way(made(*reversed(facts)), "Mine", "Car") == expected


@pytest.mark.parametrize("stance", [Stance.PLANNED, Stance.HEDGED, Stance.DENIED])
def test_only_what_is_asserted_carries_material(stance: Stance) -> None:
    assert way(made(*STEPWISE, stance=stance), "Mine", "Car") is None


def test_a_claim_that_asserts_nothing_carries_no_material() -> None:
    assert way(made(*STEPWISE, confidence=0.49), "Mine", "Car") is None
    assert way(made(*STEPWISE, confidence=0.5), "Mine", "Car") == WHOLE


def test_the_surer_of_two_ways_is_taken() -> None:
    view = made("Mine / hasMineral / Ore", "Rare oxide / madeFrom / Ore", "Common oxide / madeFrom / Ore",
                "Magnet / madeFrom / Rare oxide", "Magnet / madeFrom / Common oxide")  # fmt: skip
    sure = tuple(replace(s, confidence=0.6) if s.object == "Common oxide" else s for s in view.statements)
    assert way(replace(view, statements=sure), "Mine", "Magnet") == ["Mine", "Ore", "Rare oxide", "Magnet"]


def test_unknown_ends_have_no_way() -> None:
    assert best_path(material_flow(made(*STEPWISE)), "Mine", "nowhere") is None
    assert best_path(material_flow(made(*STEPWISE)), "Mine", "Mine") == ()


def test_from_bayan_obo_to_new_energy_vehicles(view: View) -> None:
    """Criterion 14 of pages."""
    steps = best_path(material_flow(view), iri_of("Bayan Obo"), iri_of("new energy vehicle"))
    assert steps is not None
    assert [view.node(step.target).label for step in steps] == [
        "bastnaesite", "rare earth concentrate", "NdPr oxide", "NdPr metal", "NdFeB alloy", "NdFeB magnet",
        "permanent magnet motor", "new energy vehicle",
    ]  # fmt: skip
    stages = [view.node(step.target).stage or 0 for step in steps]
    assert stages == sorted(stages)
    moving = {
        "hasMineral",
        "operates",
        "owns",
        "holdsMiningRightTo",
        "produces",
        "suppliesTo",
        "madeFrom",
        "usedIn",
    }
    for step in steps:
        assert step.kind is StepKind.STATED
        assert {view.statements[place].predicate for place in step.statements} <= moving


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_stages_never_fall_along_any_path(data: st.DataObject) -> None:
    names = st.sampled_from(sorted({*TYPES, *STAGES}))
    relations = st.sampled_from(
        ["produces", "madeFrom", "usedIn", "suppliesTo", "operates", "hasMineral", "shareholderOf"]
    )
    facts = data.draw(st.lists(st.tuples(names, relations, names).map(" / ".join), min_size=1, max_size=40))
    view = made(*facts)
    steps = best_path(material_flow(view), view.nodes[0].iri, view.nodes[-1].iri) or ()
    stages = [
        node.stage
        for step in steps
        if (node := view.node(step.target)).type
        not in {EntityType.COMPANY, EntityType.FACILITY, EntityType.MINE}
        and node.stage
    ]
    assert stages == sorted(stages)
    for step in steps:
        assert step in material_flow(view).steps
        assert {view.statements[place].predicate for place in step.statements}.isdisjoint({"shareholderOf"})


@pytest.mark.parametrize(
    ("facts", "stages"),
    [
        (("Mine / hasMineral / Ore",), {"Mine": 1, "Ore": 1}),
        (("Maker / produces / Magnet", "Maker / produces / Metal"), {"Maker": 4}),
        (("Digger / operates / Mine", "Digger / produces / Magnet"), {"Digger": 1}),
        (("Maker / operates / Works", "Works / produces / Oxide"), {"Works": 3, "Maker": 3}),
        (("Owner / shareholderOf / Maker",), {"Owner": None, "Maker": None}),
        (("Maker / produces / Ore", "Maker / produces / Oxide"), {"Maker": 3}),
        (("Maker / produces / Ore",), {"Maker": 1}),
        (("Flake / madeFrom / Metal", "Flake / madeFrom / Oxide", "Magnet / madeFrom / Flake"), {"Flake": 4}),
        (("Flake / madeFrom / Magnet", "Metal / madeFrom / Flake"), {"Flake": None}),
        (
            ("State / shareholderOf / Owner", "Rule / governs / Land"),
            {"State": None, "Rule": None, "Land": None},
        ),
    ],
)
def test_where_things_stand_in_the_chain(facts: tuple[str, ...], stages: dict[str, int | None]) -> None:
    view = made(*facts)
    assert {name: view.node(name).stage for name in stages} == stages
