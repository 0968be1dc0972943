"""Documents that state control in a circle: what is left out, and that nothing else is."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.graph.samples import Says, extraction, thing

from reechain.graph.analysis import asserted
from reechain.graph.export import nquads
from reechain.graph.stats import stats_of
from reechain.graph.store import Store
from reechain.graph.validate import validate
from reechain.graph.verify import verify
from reechain.ontology.records import Extraction

LOOP = "closes a loop of control"
_NAMES = "Aaa Bbb Ccc Ddd".split()


def says(key: str, *pairs: str, confidence: float = 0.9) -> Extraction:
    """A document that says of each pair "Aaa Bbb" that the first belongs to the second."""
    claims = [Says(*_ends(pair), confidence=confidence) for pair in pairs]
    return extraction(key, "Aaa, Bbb, Ccc and Ddd belong together.", [thing(n) for n in _NAMES], claims)


def _ends(pair: str) -> tuple[str, str, str]:
    subject, object_ = pair.split()
    return subject, "subsidiaryOf", object_


def built(documents: Sequence[Extraction]) -> Store:
    store = Store.memory()
    store.put(documents)
    return store


def control(store: Store) -> list[str]:
    facts = sorted(asserted(store))
    return [" ".join(iri.rpartition("x-")[2].title() for iri in (s, o)) for s, _, o in facts]


CASES = [
    # Fewer documents lose, whatever their confidence and their number of claims.
    ([says("a", "Aaa Bbb", confidence=0.6), says("b", "Aaa Bbb", confidence=0.6), says("c", "Bbb Aaa")], ["Aaa Bbb"]),
    ([says("a", "Bbb Aaa", confidence=0.6), says("b", "Bbb Aaa", confidence=0.6), says("c", "Aaa Bbb")], ["Bbb Aaa"]),
    # Then the less sure.
    ([says("a", "Aaa Bbb", confidence=0.6), says("b", "Bbb Aaa")], ["Bbb Aaa"]),
    # Then a fixed order.
    ([says("a", "Bbb Aaa"), says("b", "Aaa Bbb")], ["Aaa Bbb"]),
    # A longer loop is broken at its weakest, once.
    ([says("a", "Aaa Bbb", "Bbb Ccc"), says("b", "Ccc Aaa", confidence=0.7)], ["Aaa Bbb", "Bbb Ccc"]),
    # What hangs on a loop, or is but weak, stays.
    ([says("a", "Aaa Bbb", "Bbb Aaa"), says("b", "Ccc Aaa", "Bbb Ddd", confidence=0.5)], ["Aaa Bbb", "Bbb Ddd", "Ccc Aaa"]),
    # Two loops that share their weakest lose that alone.
    ([says("a", "Aaa Bbb", "Bbb Ccc", "Bbb Ddd", "Ddd Ccc"), says("b", "Ccc Aaa", confidence=0.5)],
     ["Aaa Bbb", "Bbb Ccc", "Bbb Ddd", "Ddd Ccc"]),
    # What counts for nothing closes nothing.
    ([says("a", "Aaa Bbb", confidence=0.4), says("b", "Bbb Aaa", confidence=0.5)], ["Bbb Aaa"]),
]  # fmt: skip


@pytest.mark.parametrize(("documents", "facts"), CASES, ids=range(len(CASES)))
def test_the_weakest_of_a_loop_is_left_out(documents: list[Extraction], facts: list[str]) -> None:
    store = built(documents)
    assert control(store) == facts
    assert validate(store).conforms
    assert verify(store) == []


def test_more_claims_win_where_documents_and_confidence_are_equal() -> None:
    text = "Bbb belongs to Aaa. Aaa belongs to Bbb. Aaa Ltd belongs to Bbb Ltd."
    things = [thing("Aaa", "Aaa Ltd"), thing("Bbb", "Bbb Ltd")]
    pairs = [("Bbb", "Aaa"), ("Aaa", "Bbb"), ("Bbb Ltd", "Aaa Ltd")]
    found = extraction("a", text, things, [Says(s, "subsidiaryOf", o) for s, o in pairs])
    assert control(built([found])) == ["Bbb Aaa"]


def test_what_is_left_out_stays_as_a_claim_with_its_reason() -> None:
    store = built([says("a", "Aaa Bbb"), says("b", "Bbb Aaa", confidence=0.8)])
    stats = stats_of(store)
    assert stats.claims == {"subsidiaryOf": 2}
    assert stats.not_asserted == {("subsidiaryOf", LOOP): 1}
    assert [document.facts for document in stats.documents] == [1, 0]
    assert f"  subsidiaryOf, {LOOP}: 1" in stats.render()
    assert "b: 4 names, 4 mentions, 1 claims, 0 count as facts" in stats.render()


def test_the_fact_comes_back_when_what_contradicts_it_goes() -> None:
    store = built([says("a", "Aaa Bbb"), says("b", "Bbb Aaa", confidence=0.8)])
    store.remove(["a"])
    assert control(store) == ["Bbb Aaa"]


def test_verify_misses_a_fact_that_closes_no_loop() -> None:
    store = built([says("a", "Aaa Bbb", "Bbb Ccc"), says("b", "Ccc Aaa", confidence=0.7)])
    store.inner.update(
        "DELETE DATA { GRAPH <https://w3id.org/reechain/id/graph-asserted> { <https://w3id.org/reechain/id/x-aaa>"
        " <https://w3id.org/reechain/ontology#subsidiaryOf> <https://w3id.org/reechain/id/x-bbb> } }"
    )
    assert "no fact" in {finding.kind for finding in verify(store)}


_PAIRS = st.permutations(_NAMES).map(lambda names: " ".join(names[:2]))
_DOCUMENTS = st.lists(st.tuples(st.sets(_PAIRS, max_size=5), st.sampled_from([0.5, 0.7, 0.9])), max_size=5)


@settings(max_examples=60, deadline=None)
@given(_DOCUMENTS, st.randoms())
def test_no_documents_make_a_loop_in_any_order(
    documents: list[tuple[set[str], float]], random: Random
) -> None:
    found = [says(str(at), *sorted(pairs), confidence=sure) for at, (pairs, sure) in enumerate(documents)]
    store = built(found)
    loops = store.query("ASK { ?a <https://w3id.org/reechain/ontology#subsidiaryOf>+ ?a }")
    assert not loops
    assert verify(store) == []
    one_by_one = Store.memory()
    for one in random.sample(found, len(found)):
        one_by_one.put([one])
    assert nquads(one_by_one) == nquads(store)
