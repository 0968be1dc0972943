"""Extractions that contradict themselves in every way that a check admits: what of them never reaches the graph."""

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.graph.samples import Says, Thing, extraction, thing
from tests.graph.telling import rows

from reechain.graph.analysis import asserted
from reechain.graph.assertion import NO_CONTROL
from reechain.graph.decisions import Decision, Pair, Side, Statement
from reechain.graph.entities import entities_of
from reechain.graph.stats import stats_of
from reechain.graph.store import Store
from reechain.graph.validate import validate
from reechain.graph.verify import verify
from reechain.ontology.records import EntityType, Extraction, Stance
from reechain.ontology.schema import relations

WORDS = ("Aaa", "Aaa Ltd", "Bbb", "Bbb Inc", "Ccc", "Ddd mine")
TYPES = (EntityType.COMPANY, EntityType.MINE, EntityType.PRODUCT, EntityType.AGENCY, EntityType.POLICY)
RELATIONS = (
    "subsidiaryOf shareholderOf owns operates suppliesTo produces locatedIn renamedTo mergedInto divested partnerOf "
    "acquired jointVentureOf replaces governs"
).split()
ALSO = (
    {},
    {"strength": "associate"},
    {"percent": "100"},
    {"strength": "wholly-owned"},
    {"isRelatedParty": "true"},
)

claims = st.builds(
    Says,
    subject=st.sampled_from(WORDS),
    predicate=st.sampled_from(RELATIONS),
    object=st.sampled_from(WORDS),
    confidence=st.sampled_from((0.0, 0.4, 0.5, 0.9, 1.0)),
    stance=st.sampled_from(Stance),
    also=st.sampled_from(ALSO),
)


@st.composite
def hostile(draw: st.DrawFn, key: str) -> Extraction:
    """A document whose names are of any types, and whose claims tie anything to anything, itself included."""
    things = [thing(word, type=draw(st.sampled_from(TYPES))) for word in WORDS]
    says = {(s.subject, s.predicate, s.object): s for s in draw(st.lists(claims, max_size=12))}
    return extraction(key, f"{', '.join(reversed(WORDS))} met.", things, list(says.values()))


decisions = st.lists(
    st.builds(
        Decision,
        about=st.one_of(
            st.builds(
                lambda ends: Pair(Side(ends[0]), Side(ends[1])),
                st.lists(st.sampled_from(WORDS), min_size=2, max_size=2, unique=True),
            ),
            st.builds(
                lambda s: Statement(
                    s.subject, s.predicate, s.object, "a", f"{', '.join(reversed(WORDS))} met."
                ),
                claims,
            ),
        ),
        is_accepted=st.booleans(),
    ),
    max_size=4,
    unique_by=lambda decision: decision.about.key,
)


def sound(store: Store) -> None:
    types = {iri: entity.type for iri, entity in entities_of(store).items()}
    control: nx.DiGraph[str] = nx.DiGraph()
    for subject, predicate, object_ in asserted(store):
        relation = relations()[predicate]
        assert subject != object_
        assert types[subject] in relation.subjects
        assert types[object_] in relation.objects
        if predicate == "subsidiaryOf":
            control.add_edge(subject, object_)
    assert nx.is_directed_acyclic_graph(control)
    for one, other in (("stakeHolder", "stakeIn"), ("supplier", "buyer")):
        assert rows(store, f"SELECT ?x {{ ?n rec:{one} ?x ; rec:{other} ?x }}") == []
    assert rows(store, "SELECT ?x { ?x rec:possiblySame ?x }") == []
    assert verify(store) == []


@settings(max_examples=60, deadline=None)
@given(hostile("a"), hostile("b"), decisions)
def test_no_loop_and_no_conflict_of_types_is_asserted(
    one: Extraction, other: Extraction, decided: list[Decision]
) -> None:
    store = Store.memory()
    store.put([one, other], decided)
    sound(store)
    counted = sum(stats_of(store).not_asserted.values())
    facts = sum(1 for item in store.derived().judged.values() if item.reason is None)
    assert counted + facts == len(one.claims) + len(other.claims)


@settings(max_examples=60, deadline=None)
@given(hostile("a"), hostile("b"), decisions)
def test_rejected_pairs_are_two_whatever_ties_them(
    one: Extraction, other: Extraction, decided: list[Decision]
) -> None:
    store = Store.memory()
    store.put([one, other], decided)
    derived = store.derived()
    for decision, sides in derived.reviewed.found.items():
        if isinstance(decision.about, Pair) and not decision.is_accepted:
            first, second = ({derived.grouping.entity_of[name] for name in side} for side in sides)
            assert first.isdisjoint(second)


def test_what_is_hostile_keeps_to_the_shapes() -> None:
    things = [thing("Aaa"), thing("Aaa Ltd"), thing("Bbb", type=EntityType.MINE)]
    says = [
        Says("Aaa", "subsidiaryOf", "Aaa Ltd"),
        Says("Aaa", "suppliesTo", "Aaa Ltd"),
        Says("Bbb", "owns", "Aaa"),
        Says("Bbb", "subsidiaryOf", "Aaa", also={"percent": "60"}),
    ]
    store = Store.memory()
    store.put([extraction("a", "Aaa Ltd and Aaa and Bbb met.", things, says)])
    assert asserted(store) == set()
    assert stats_of(store).not_asserted == {
        ("owns", "owns admits no Mine as its subject"): 1,
        ("subsidiaryOf", "both its ends are one thing"): 1,
        ("subsidiaryOf", "subsidiaryOf admits no Mine as its subject"): 1,
        ("suppliesTo", "both its ends are one thing"): 1,
    }
    assert validate(store).problems == ()


@pytest.mark.parametrize(
    ("subject", "confidence", "reason"),
    [
        ("Bbb", 0.9, NO_CONTROL),
        ("Aaa", 0.9, "both its ends are one thing"),
        ("Pit", 0.9, "subsidiaryOf admits no Mine as its subject"),
        ("Bbb", 0.3, "its confidence is below 0.5"),
    ],
)
def test_an_associate_is_held_only_where_the_claim_is_sound(
    subject: str, confidence: float, reason: str
) -> None:
    things: list[Thing] = [thing("Aaa"), thing("Aaa Ltd"), thing("Bbb"), thing("Pit", type=EntityType.MINE)]
    says = Says(subject, "subsidiaryOf", "Aaa Ltd", confidence, also={"strength": "associate"})
    store = Store.memory()
    store.put([extraction("a", "Aaa Ltd, Aaa, Bbb and Pit met.", things, [says])])
    assert [item.reason for item in store.derived().judged.values()] == [reason]
    assert len(rows(store, "SELECT ?s { ?s a rec:Stake }")) == (reason == NO_CONTROL)
