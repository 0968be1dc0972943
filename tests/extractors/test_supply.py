"""The terms of a supply: goods, price, time, repricing, and whether the parties are related."""

import pytest
from tests.extractors.reading import blind

from reechain.ontology.records import Document, Stance

SOLD = "Foobar Mining Ltd sells mixed rare earth carbonate to Quux Metals Inc."


def terms(text: str) -> dict[str, str]:
    """Return the qualifiers of the first supply of a text."""
    claims = blind().extract(Document(key="text", text=text)).claims
    supplies = [claim for claim in claims if claim.predicate in {"suppliesTo", "hasOfftakeWith"}]
    return {qualifier.property: qualifier.value for qualifier in supplies[0].qualifiers}


@pytest.mark.parametrize(
    ("text", "term", "words"),
    [
        ("Foobar Ltd sells neodymium oxide to Quux Inc.", "goods", "neodymium oxide"),
        ("Quux Inc. buys NdFeB alloy from Foobar Ltd to make sintered magnets.", "goods", "NdFeB alloy"),
        ("Foobar Ltd supplies Quux Inc. with sintered magnets.", "goods", "sintered magnets"),
        ("Foobar Ltd sells to Quux Inc. at market price.", "priceBasis", "market price"),
        ("Foobar Ltd sells oxide to Quux Inc. at a fixed price.", "priceBasis", "fixed price"),
        (f"{SOLD} The price is linked to the Argus index.", "priceBasis", "linked to the Argus index"),
        (f"{SOLD}\nPrice: 70% of the oxide value", "priceBasis", "70% of the oxide value"),
        (f"{SOLD} The contract runs for ten years.", "term", "for ten years"),
        ("Foobar Ltd sells oxide to Quux Inc. until 2030.", "term", "until 2030"),
        (f"{SOLD}\nTerm: from 1 May 2024 to 30 April 2027", "term", "from 1 May 2024 to 30 April 2027"),
        (f"{SOLD} Prices are reset every quarter.", "repricing", "reset every quarter"),
        ("Foobar Ltd sells to Quux Inc. at prices adjusted monthly.", "repricing", "adjusted monthly"),
        ("Foobar Ltd sells oxide to its parent Quux Inc.", "isRelatedParty", "true"),
        ("In a related-party deal Foobar Ltd sells oxide to Quux Inc.", "isRelatedParty", "true"),
        ("Quux Inc. buys oxide from Foobar Ltd, its subsidiary.", "isRelatedParty", "true"),
    ],
)
def test_a_supply_has_the_terms_that_are_printed(text: str, term: str, words: str) -> None:
    assert terms(text).get(term) == words


@pytest.mark.parametrize(
    ("text", "term"),
    [
        (SOLD, "priceBasis"),
        (SOLD, "term"),
        (SOLD, "isRelatedParty"),
        ("Foobar Ltd, which makes no magnets, ships to Quux Inc.", "term"),
        (
            "Foobar Ltd and Quux Inc. are not related parties; Foobar Ltd sells oxide to Quux Inc.",
            "isRelatedParty",
        ),
        ("Blarg Corp said that its subsidiary Foobar Ltd sells oxide to Quux Inc.", "isRelatedParty"),
        # the terms of another firm's contract
        (f"{SOLD} Blarg Corp pays a fixed price.", "priceBasis"),
    ],
)
def test_nothing_is_made_up(text: str, term: str) -> None:
    assert term not in terms(text)


def test_goods_lead_to_the_mention_of_a_product() -> None:
    found = blind().extract(Document(key="text", text=SOLD))
    (claim,) = [claim for claim in found.claims if claim.predicate == "suppliesTo"]
    (goods,) = [qualifier for qualifier in claim.qualifiers if qualifier.property == "goods"]
    assert goods.mention is not None
    assert found.name_of()[goods.mention].canonical == "mixed rare earth carbonate"


@pytest.mark.parametrize(
    ("text", "term", "value"),
    [
        ("On 3 May 2021 Foobar Ltd signed an offtake agreement with Quux Inc.", "validOn", "2021-05-03"),
        (f"{SOLD} Deliveries run from 1 May 2024 to 30 April 2027.", "validFrom", "2024-05-01"),
        (f"{SOLD} Deliveries run from 1 May 2024 to 30 April 2027.", "validUntil", "2027-05-01"),
        ("Foobar Ltd mines. The Quux offtake came to an end on 31 August 2024.", "validUntil", "2024-08-31"),
    ],
)
def test_a_supply_holds_on_the_days_that_are_printed(text: str, term: str, value: str) -> None:
    assert terms(text).get(term) == value


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Foobar Ltd signed an offtake agreement with Quux Inc.", Stance.ASSERTED),
        ("Foobar Ltd plans to sign an offtake agreement with Quux Inc.", Stance.PLANNED),
        ("Foobar Ltd has no offtake agreement with Quux Inc.", Stance.DENIED),
        ("Foobar Ltd terminated its offtake agreement with Quux Inc.", Stance.ENDED),
        ("Foobar Ltd mines. Its offtake with Quux Inc. expired in March.", Stance.ENDED),
    ],
)
def test_an_offtake_is_put_forward_as(text: str, stance: Stance) -> None:
    claims = blind().extract(Document(key="text", text=text)).claims
    assert {claim.stance for claim in claims if claim.predicate == "hasOfftakeWith"} == {stance}


@pytest.mark.parametrize(
    "text",
    [
        "SUPPLY AGREEMENT\nSeller: Foobar Ltd\nBuyer: Quux Inc\nGoods: oxide",
        "This is between Foobar Ltd (the Seller) and Quux Inc (the Buyer).",
        "Quux Inc and Foobar Ltd signed a supply contract today. Foobar will sell oxide for six years.",
    ],
)
def test_the_parties_of_a_contract_go_by_their_roles(text: str) -> None:
    found = blind().extract(Document(key="text", text=text))
    of = found.name_of()
    pairs = {
        (of[c.subject].canonical, of[c.object].canonical) for c in found.claims if c.predicate == "suppliesTo"
    }
    assert pairs == {("Foobar Ltd", "Quux Inc")}


def test_what_is_treated_for_a_fee_is_no_supply() -> None:
    text = "Foobar Ltd sends its concentrate to Quux Oxides Ltd for tolling."
    found = blind().extract(Document(key="text", text=text))
    assert {c.predicate for c in found.claims} == {"tollsFor"}
