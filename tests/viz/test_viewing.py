"""The view of a store holds every claim with its words."""

import pytest
from tests.graph.samples import ALL, P, Says, extraction, thing

from reechain.graph.flow import material_flow
from reechain.graph.store import Store
from reechain.graph.view import View
from reechain.graph.viewing import read_view
from reechain.ontology.namespaces import REI, REV
from reechain.ontology.records import EntityType, Stance
from reechain.viz.page import payload, render_page


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store.memory()
    made.put(ALL)
    return made


@pytest.fixture(scope="module")
def view(store: Store) -> View:
    return read_view(store)


def test_each_claim_is_a_statement(view: View) -> None:
    """Criterion 16 of pages: statements of the store and of the view are the same, parallel ones kept."""
    claims = [claim for extraction in ALL for claim in extraction.claims]
    assert len(view.statements) == len(claims)
    assert sorted(s.quote for s in view.statements) == sorted(claim.evidence.quote for claim in claims)
    assert {s.predicate for s in view.statements} == {claim.predicate for claim in claims}


def test_sentences_and_names_stand_in_their_documents(view: View) -> None:
    """Criterion 9 of pages."""
    texts = {extraction.document.key: extraction.document.text for extraction in ALL}
    for s in view.statements:
        assert texts[s.document][s.start : s.end] == s.quote
        assert texts[s.document][s.paragraph_start :].startswith(s.paragraph)
        assert s.paragraph_start <= s.start <= s.end <= s.paragraph_start + len(s.paragraph)
        assert s.subject_span is not None
        assert s.object_span is not None


def test_each_end_is_marked_by_its_own_words() -> None:
    """Two statements of one sentence, as two steps of a path rest on it, mark what each of them joins."""
    says = [Says("Motors", "madeFrom", "magnets"), Says("Motors", "usedIn", "cars")]
    things = [thing("Motors", type=P), thing("magnets", type=P), thing("cars", type=EntityType.APPLICATION)]
    made = Store.memory()
    made.put([extraction("a", "First. Motors hold magnets and drive cars.", things, says)])
    edges = payload(read_view(made), "x")["edges"]
    marked = {edge["predicate"]: [edge["quote"][a:b] for a, b in edge["spans"]] for edge in edges}
    assert len({edge["quote"] for edge in edges}) == 1
    assert marked == {"madeFrom": ["Motors", "magnets"], "usedIn": ["Motors", "cars"]}


def test_ends_are_nodes_and_nodes_are_sorted(view: View) -> None:
    iris = [node.iri for node in view.nodes]
    assert iris == sorted(set(iris))
    assert {iri for s in view.statements for iri in (s.subject, s.object)} <= set(iris)
    assert [d.key for d in view.documents] == sorted(extraction.document.key for extraction in ALL)


def test_the_vocabulary_gives_stages_and_broader_things(view: View) -> None:
    assert view.stages[1] == "Mining"
    for narrow, broad in view.broader:
        assert narrow.startswith(REV)
        assert broad.startswith(REV)
    assert all(node.stage == 7 for node in view.nodes if node.type is EntityType.APPLICATION)


def test_a_view_about_one_thing_holds_its_neighbours(store: Store, view: View) -> None:
    subject = view.statements[0].subject
    part = read_view(store, subject)
    assert {s for s in view.statements if subject in (s.subject, s.object)} <= set(part.statements)
    near = {iri for s in part.statements if subject in (s.subject, s.object) for iri in (s.subject, s.object)}
    assert {node.iri for node in part.nodes} == near


def test_a_view_about_nothing_known_is_empty(store: Store) -> None:
    part = read_view(store, REI + "nothing")
    assert (part.nodes, part.statements, part.documents) == ((), (), ())


def test_an_empty_store_gives_a_page() -> None:
    empty = read_view(Store.memory())
    assert empty.nodes == ()
    assert "<!doctype html>" in render_page(empty, "Nothing yet")


STAGE, COMPANY = EntityType.STAGE, EntityType.COMPANY


def test_stages_are_no_nodes_but_place_firms_and_stand_in_their_panels() -> None:
    """A firm stands at the first stage in which it is said to work, before what its products would suggest."""
    says = [
        Says("Acme", "produces", "magnets"),
        Says("Acme", "operatesInStage", "recycling"),
        Says("Acme", "operatesInStage", "separation"),
        Says("Bolt", "produces", "magnets"),
        Says("Bolt", "operatesInStage", "separation", stance=Stance.ENDED),
    ]
    things = [
        thing("Acme"),
        thing("Bolt"),
        thing("magnets", type=P, entry="ndfeb-magnet"),
        thing("separation", type=STAGE, entry="separation"),
        thing("recycling", type=STAGE, entry="recycling"),
    ]
    made = Store.memory()
    made.put([extraction("a", "Acme and Bolt: magnets, separation, recycling.", things, says)])
    view = read_view(made)
    assert {node.type for node in view.nodes} == {COMPANY, P}
    assert {statement.predicate for statement in view.statements} == {"produces"}
    magnets = next(node.stage for node in view.nodes if node.type is P)
    assert {node.label: node.stage for node in view.nodes if node.type is COMPANY} == {
        "Acme": 3,
        "Bolt": magnets,
    }
    assert sorted((said.title, said.position) for said in view.on_stages) == [
        ("recycling", 8),
        ("smelting and separation", 3),
        ("smelting and separation", 3),
    ]
    data = payload(view, "x")
    assert {work["stance"] for work in data["works"]} == {"asserted", "ended"}
    acme = next(place for place, node in enumerate(data["nodes"]) if node["label"] == "Acme")
    assert sorted(w["stage"] for w in data["works"] if w["from"] == acme) == [
        "recycling",
        "smelting and separation",
    ]
    assert all(data["relations"][work["predicate"]]["out"] == "works in" for work in data["works"])
    assert material_flow(view).stages[view.nodes[acme].iri] == (3, 8)
    bolt = next(node.iri for node in view.nodes if node.label == "Bolt")
    part = read_view(made, bolt)
    assert {said.statement.subject for said in part.on_stages} == {bolt}
