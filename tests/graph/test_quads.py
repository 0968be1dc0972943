"""Documents as quads."""

from collections.abc import Callable
from dataclasses import replace

import pyoxigraph
import pytest
from tests.graph.samples import ALL, OLD, C, thing
from tests.graph.samples import extraction as made

from reechain.graph.quads import document_quads
from reechain.graph.terms import decimal
from reechain.ontology.errors import ValidationError
from reechain.ontology.records import Claim, Evidence, Extraction, Mention


def test_a_document_is_one_graph_without_blank_nodes() -> None:
    quads = document_quads(OLD)
    assert {quad.graph_name.value for quad in quads} == {OLD.document.iri}
    assert "_:" not in "".join(map(str, quads))


def test_quads_are_sorted_and_once() -> None:
    lines = [str(quad) for quad in document_quads(OLD)]
    assert lines == sorted(set(lines))


def test_the_order_of_names_and_claims_does_not_matter() -> None:
    turned = replace(OLD, names=OLD.names[::-1], claims=OLD.claims[::-1])
    assert document_quads(turned) == document_quads(OLD)


@pytest.mark.parametrize("extraction", ALL, ids=lambda found: found.document.key)
def test_quads_come_back_from_a_store_as_they_were(extraction: Extraction) -> None:
    store = pyoxigraph.Store()
    store.extend(document_quads(extraction))
    assert set(store) == set(document_quads(extraction))


@pytest.mark.parametrize(
    ("value", "text"), [(0.5, "0.5"), (0.85, "0.85"), (1.0, "1"), (0.0, "0"), (0.333, "0.33")]
)
def test_confidence_has_one_spelling(value: float, text: str) -> None:
    assert decimal(value).value == text


def test_a_users_own_row_gets_an_iri_of_its_type() -> None:
    found = made("a.txt", "Foo and powder.", [thing("Foo", entry="my-foo")])
    assert "https://w3id.org/reechain/id/my-foo" in "".join(map(str, document_quads(found)))


def _mention(extraction: Extraction, **changes: object) -> Extraction:
    name, *names = extraction.names
    mention = replace(name.mentions[0], **changes)
    return replace(extraction, names=(replace(name, mentions=(mention, *name.mentions[1:])), *names))


def _claim(extraction: Extraction, **changes: object) -> Extraction:
    claim, *claims = extraction.claims
    return replace(extraction, claims=(replace(claim, **changes), *claims))


BAD: list[tuple[Callable[[], Extraction], str]] = [
    (lambda: _mention(OLD, text="Nothing"), "does not stand at"),
    (lambda: _mention(OLD, end=10_000), "does not stand at"),
    (lambda: _claim(OLD, evidence=Evidence(0, 4, "Bar ")), "does not stand at"),
    (lambda: _claim(OLD, subject=Mention(0, 3, "Foo", C, "x")), "which is of no name"),
    (lambda: _claim(OLD, predicate="eats"), "'eats' is no relation"),
    (lambda: _claim(OLD, confidence=1.5), "not in 0..1"),
    (
        lambda: replace(OLD, claims=(OLD.claims[0], replace(OLD.claims[0], confidence=0.1))),
        "two claims produces",
    ),
    (lambda: replace(OLD, names=(*OLD.names, OLD.names[0])), "two names"),
    (lambda: replace(OLD, names=(*OLD.names, replace(OLD.names[0], canonical="Other"))), "is of two names"),
    (
        lambda: replace(OLD, document=replace(OLD.document, title="a\ud800")),
        "its title has half of a surrogate",
    ),
]


@pytest.mark.parametrize(("build", "message"), BAD, ids=[message for _, message in BAD])
def test_an_extraction_that_contradicts_itself_is_refused(
    build: Callable[[], Extraction], message: str
) -> None:
    with pytest.raises(ValidationError, match=message) as caught:
        document_quads(build())
    assert caught.value.where == "2019/old.txt"


def test_claims_keep_their_printed_number() -> None:
    claim: Claim = replace(OLD.claims[0], literal="36.71%")
    quads = document_quads(replace(OLD, claims=(claim,)))
    assert [q.object.value for q in quads if q.predicate.value.endswith("#literal")] == ["36.71%"]
