"""What follows from the relations of one text, and what does not."""

import pytest
from tests.extractors.reading import blind, read, statements

from reechain.extractors.relations.inference import NEAR
from reechain.ontology.records import Stance


@pytest.mark.parametrize(
    ("share", "control"),
    [
        ("51%", True),
        ("50.01%", True),
        ("100%", True),
        ("75 per cent", True),
        ("50%", False),
        ("49.9%", False),
        ("7%", False),
        ("3671%", False),  # a damaged number
        ("5502%", False),
        ("101%", False),
        ("0.51", False),
    ],
)
def test_a_majority_is_control(share: str, control: bool) -> None:
    found = statements(read(f"Foobar Ltd holds {share} of the shares of Quux Inc. today.", blind()))
    assert (("Quux Inc.", "subsidiaryOf", "Foobar Ltd") in found) is control
    assert ("Foobar Ltd", "shareholderOf", "Quux Inc.") in found or "%" not in share


def test_control_keeps_stance_and_share() -> None:
    claims = read("Foobar Ltd will hold 60% of the shares of Quux Inc. next year.", blind()).claims
    control = [claim for claim in claims if claim.extractor == "majority stake"]
    assert [(claim.stance, claim.literal) for claim in control] == [(Stance.PLANNED, "60%")]


def test_who_does_not_hold_a_majority_may_control_still() -> None:
    claims = read("Foobar Ltd does not hold 60% of the shares of Quux Inc. today.", blind()).claims
    assert [(claim.predicate, claim.stance) for claim in claims] == [("shareholderOf", Stance.DENIED)]


def test_the_share_of_a_person_or_state_is_no_subsidiary() -> None:
    found = statements(
        read("The Ministry of Foobar Affairs holds 60% of the shares of Quux Inc. today.", blind())
    )
    assert "subsidiaryOf" not in {predicate for _, predicate, _ in found}


@pytest.mark.parametrize(
    "text",
    [
        "Its functional materials include NdFeB magnets and polishing powder.",
        "The functional materials mainly include NdFeB magnets and polishing powder.",
    ],
)
def test_the_maker_of_a_kind_makes_what_it_includes(text: str) -> None:
    found = statements(read(f"Foobar Ltd makes functional materials. {text}"))
    assert {
        product for maker, predicate, product in found if (maker, predicate) == ("Foobar Ltd", "produces")
    } >= {
        "NdFeB magnets",
        "polishing powder",
    }


def test_kinds_that_are_told_far_away_or_before_do_not_count() -> None:
    makes, kinds = (
        "Foobar Ltd makes functional materials. ",
        "The functional materials include NdFeB magnets. ",
    )
    filler = "It rained for a long time. " * (NEAR // 3)
    for text in (makes + filler + kinds, kinds + makes):
        assert ("Foobar Ltd", "produces", "NdFeB magnets") not in statements(read(text))


def test_kinds_never_leave_the_extractor() -> None:
    found = read("The functional materials include NdFeB magnets.")
    assert "kinds" not in {claim.predicate for claim in found.claims}


def test_one_thing_is_not_turned_both_ways() -> None:
    text = "Foobar Ltd is a subsidiary of Quux Inc. and its only one."
    found = statements(read(text, blind()))
    assert (
        not {("Foobar Ltd", "subsidiaryOf", "Quux Inc."), ("Quux Inc.", "subsidiaryOf", "Foobar Ltd")}
        <= found
    )


def test_a_thing_is_not_related_to_itself_and_that_is_told() -> None:
    text = "Foobar Metals Ltd is a subsidiary of Foobar Metals Ltd today."
    found = read(text, blind())
    assert found.claims == ()
    assert "subsidiaryOf of a thing to itself" in {item.reason for item in found.dropped}


@pytest.mark.parametrize("bought", ["10%", "a stake", "a minority interest"])
def test_the_purchase_of_a_part_is_no_takeover(bought: str) -> None:
    found = statements(read(f"Foobar Ltd acquired {bought} of Quux Inc. in May.", blind()))
    assert ("Foobar Ltd", "acquired", "Quux Inc.") not in found
