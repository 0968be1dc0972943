"""How a passage puts a relation forward: as so, planned, possible, denied or over."""

import pytest
from tests.extractors.reading import blind, read

from reechain.extractors.relations.stance import Wording, document_year, parts_with_some, stance_of
from reechain.ontology.records import Document, Stance

A, P, H, D, E = Stance.ASSERTED, Stance.PLANNED, Stance.HEDGED, Stance.DENIED, Stance.ENDED


def stances(text: str, predicate: str, date: str | None = None) -> set[Stance]:
    claims = blind().extract(Document(key="text", text=text, date=date)).claims
    return {claim.stance for claim in claims if claim.predicate == predicate}


@pytest.mark.parametrize(
    ("text", "predicate", "stance"),
    [
        ("Foobar Ltd acquired Quux Inc. in May.", "acquired", A),
        ("Foobar Ltd will acquire Quux Inc. in May.", "acquired", P),
        ("Foobar Ltd plans to acquire Quux Inc. in May.", "acquired", P),
        ("Foobar Ltd has agreed to acquire Quux Inc. in May.", "acquired", P),
        ("Foobar Ltd intends to buy Quux Inc. in May.", "acquired", P),
        ("Foobar Ltd may acquire Quux Inc. in May.", "acquired", H),
        ("Foobar Ltd might buy Quux Inc. in May.", "acquired", H),
        ("Foobar Ltd reportedly acquired Quux Inc. in May.", "acquired", H),
        ("Foobar Ltd is considering whether to acquire Quux Inc. in May.", "acquired", H),
        ("Foobar Ltd did not acquire Quux Inc. in May.", "acquired", D),
        ("Foobar Ltd never acquired Quux Inc. in May.", "acquired", D),
        ("There is no truth in reports that Foobar Ltd will acquire Quux Inc. in May.", "acquired", D),
        ("Rumours that Foobar Ltd will acquire Quux Inc. are unfounded.", "acquired", D),
        (
            "Without foundation is the assertion that Foobar Ltd would merge with Quux Inc. soon.",
            "mergedInto",
            D,
        ),
        ("Foobar Ltd is a subsidiary of Quux Inc. in Ohio.", "subsidiaryOf", A),
        ("Foobar Ltd is not a subsidiary of Quux Inc. in Ohio.", "subsidiaryOf", D),
        ("Foobar Ltd is no longer a subsidiary of Quux Inc. in Ohio.", "subsidiaryOf", E),
        ("Foobar Ltd will become a subsidiary of Quux Inc. in Ohio.", "subsidiaryOf", P),
        ("Foobar Ltd could become a subsidiary of Quux Inc. in Ohio.", "subsidiaryOf", H),
        ("Foobar Ltd holds 10% of the shares of Quux Inc. in Ohio.", "shareholderOf", A),
        ("Neither Foobar Ltd nor Quux Inc. is a shareholder of Blarg Corp. today.", "shareholderOf", D),
        ("Foobar Ltd supplies Quux Inc. with magnets.", "suppliesTo", A),
        ("Foobar Ltd does not supply Quux Inc. with magnets.", "suppliesTo", D),
        # what is over was so before, and a deed that came to nothing never was
        ("Foobar Ltd was a subsidiary of Quux Inc. until 2019.", "subsidiaryOf", E),
        ("Foobar Ltd ceased to be a shareholder of Quux Inc. in May.", "shareholderOf", E),
        ("Foobar Ltd no longer holds 10% of the shares of Quux Inc. in Ohio.", "shareholderOf", E),
        ("Foobar Ltd has sold its stake in Quux Inc. in May.", "shareholderOf", E),
        ("Foobar Ltd sold the whole of its interest in Quux Inc. in May.", "shareholderOf", E),
        ("Foobar Ltd sold a 10% stake in Quux Inc. to the public.", "shareholderOf", A),
        ("Foobar Ltd has not been a shareholder of Quux Inc. since May.", "shareholderOf", E),
        ("Foobar Ltd has held no interest in Quux Inc. since May.", "shareholderOf", E),
        ("Foobar Ltd is a former subsidiary of Quux Inc. in Ohio.", "subsidiaryOf", E),
        (
            "Foobar Ltd, a joint venture of Quux Inc. and Blarg Corp., was dissolved in May.",
            "jointVentureOf",
            E,
        ),
        ("Foobar Ltd closed its sale of Quux Inc. in May.", "divested", A),
        ("The sale of Quux Inc. by Foobar Ltd was called off in May.", "divested", D),
        ("The sale of Quux Inc. by Foobar Ltd will not take place.", "divested", D),
        ("The sale of Quux Inc. by Foobar Ltd is expected to close in May.", "divested", P),
        ("Foobar Ltd wants to sell its subsidiary Quux Inc. in May.", "divested", H),
        ("Foobar Ltd will merge into Quux Inc. in May.", "mergedInto", P),
        ("Foobar Ltd was not spun off from Quux Inc. in May.", "spunOffFrom", D),
        ("The court annulled the purchase of Quux Inc. by Foobar Ltd in May.", "acquired", D),
        ("Quux Inc. was owned by Foobar Ltd before the sale.", "shareholderOf", E),
        ("Foobar Ltd holds an option over 19% of Quux Inc. shares.", "shareholderOf", H),
        ("Foobar Ltd is a former shareholder of Quux Inc., which cut its interest bill.", "shareholderOf", E),
        # a month is no doubt
        ("In May 2021 Foobar Ltd acquired Quux Inc. for cash.", "acquired", A),
        ("On 4 May 2021 Foobar Ltd acquired Quux Inc. for cash.", "acquired", A),
        ("Foobar Ltd reduced its stake in Quux Inc. to 0%.", "shareholderOf", E),
        ("Foobar Ltd reduced its stake in Quux Inc. to 10%.", "shareholderOf", A),
        # what is said of something else in the sentence does not count
        ("It will not rain, but Foobar Ltd acquired Quux Inc. in May.", "acquired", A),
        ("Foobar Ltd, which will move, acquired Quux Inc. in May.", "acquired", A),
        ("Prices may fall; Foobar Ltd acquired Quux Inc. in May.", "acquired", A),
    ],
)
def test_a_claim_is_put_forward_as(text: str, predicate: str, stance: Stance) -> None:
    assert stances(text, predicate) == {stance}


@pytest.mark.parametrize(
    ("text", "date", "stance"),
    [
        # translated reports tell last year's deeds in the future
        ("In 2022, Foobar Ltd will be renamed Quux Inc. in Ohio.", "2024-03-01", A),
        ("In 2022, Foobar Ltd will be renamed Quux Inc. in Ohio.", "2022-03-01", A),
        ("In 2026, Foobar Ltd will be renamed Quux Inc. in Ohio.", "2024-03-01", P),
        ("In 2022, Foobar Ltd will be renamed Quux Inc. in Ohio.", None, P),
        ("In 2022, Foobar Ltd will be renamed Quux Inc. in Ohio. Data as of 2023.", None, A),
        ("In 2022 it said that by 2026 Foobar Ltd will be renamed Quux Inc. in Ohio.", "2024-03-01", P),
        ("Foobar Ltd will be renamed Quux Inc. in Ohio.", "2024-03-01", P),
    ],
)
def test_a_deed_of_the_past_told_in_the_future_is_done(text: str, date: str | None, stance: Stance) -> None:
    assert stances(text, "renamedTo", date) == {stance}


@pytest.mark.parametrize(
    ("text", "date", "year"),
    [
        ("Anything", "2021-05-06", 2021),
        ("Data as of the end of the third quarter of 2022.", None, 2022),
        ("On March 3, 2021 and in May 2023 it rained.", None, 2023),
        ("Demand grows until 2030.", None, None),
        ("Sales of the first half of 2023.", None, 2023),
        ("In May 2099 and 12023", None, 2099),
        ("", None, None),
    ],
)
def test_the_year_of_a_document(text: str, date: str | None, year: int | None) -> None:
    assert document_year(text, date) == year


@pytest.mark.parametrize("words", ["", " ", "not", "x " * 1000, "«C:0» will not "])
def test_any_words_have_a_stance(words: str) -> None:
    assert stance_of(Wording(words, words, words, words), "produces", None) in Stance


def test_a_denied_claim_is_kept() -> None:
    [claim] = read("Foobar Ltd is not a subsidiary of Quux Inc. today.", blind()).claims
    assert (claim.predicate, claim.stance) == ("subsidiaryOf", D)


@pytest.mark.parametrize(
    ("words", "after", "is_part"),
    [
        ("«» sold # % of «»", "to Baz", True),
        ("«» sold a minority stake in «»", "", True),
        ("«» , which had held # percent of «»", "since # , cut «c:2» 's holding to # percent .", True),
        ("«» cut its interest in «»", "to # %", True),
        ("«» sold its remaining # % of «»", "", False),
        ("«» sold a subsidiary of «»", "", False),
        ("«» reduced its stake in «»", "to zero", False),
        ("«» cut its interest bill at «»", "", False),
        ("«» sold «»", "", False),
    ],
)
def test_the_sale_of_a_part_is_told_from_that_of_the_whole(words: str, after: str, is_part: bool) -> None:
    assert parts_with_some(words, after) == is_part
