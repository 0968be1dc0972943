"""Which claims become facts."""

import pytest
from tests.graph.samples import M, P, Says, extraction, thing

from reechain.graph.analysis import asserted
from reechain.graph.store import Store
from reechain.ontology.records import Stance

CASES = [
    (Says("Foo", "produces", "magnets"), {"produces"}, None),
    (Says("Foo", "produces", "magnets", confidence=0.5), {"produces"}, None),
    (Says("Foo", "produces", "magnets", confidence=0.49), set(), "its confidence is below 0.5"),
    (Says("Foo", "produces", "magnets", stance=Stance.PLANNED), set(), "its stance is planned"),
    (Says("Foo", "produces", "magnets", stance=Stance.DENIED), set(), "its stance is denied"),
    (Says("Foo", "owns", "Pit"), {"owns", "operates"}, None),
    (Says("Foo", "holdsMiningRightTo", "Pit"), {"holdsMiningRightTo", "operates"}, None),
    (Says("Pit", "owns", "Foo"), set(), "owns admits no Mine as its subject"),
    (Says("Foo", "owns", "magnets"), set(), "owns admits no Product as its object"),
    (Says("Foo", "partnerOf", "Foo Ltd"), set(), "both its ends are one thing"),
    (Says("Foo", "renamedTo", "Foo Ltd"), set(), None),
]


@pytest.mark.parametrize(("says", "facts", "reason"), CASES)
def test_a_claim_asserts(says: Says, facts: set[str], reason: str | None) -> None:
    things = [thing("Foo"), thing("Foo Ltd"), thing("magnets", type=P), thing("Pit", type=M)]
    store = Store.memory()
    store.put([extraction("a", "Foo makes magnets in Pit with Foo Ltd.", things, [says])])
    assert {predicate for _, predicate, _ in asserted(store)} == facts
    assert [item.reason for item in store.derived().judged.values()] == [reason]


def test_two_claims_of_one_fact_assert_it_once() -> None:
    things, says = [thing("Foo"), thing("magnets", type=P)], [Says("Foo", "produces", "magnets")]
    store = Store.memory()
    store.put([extraction(key, "Foo makes magnets.", things, says) for key in ("a", "b")])
    assert len(asserted(store)) == 1
