"""Stakes: parts, bounds, strength, conflicts between sources, joint ventures, look-through."""

import pytest
from tests.graph.telling import DENIED, ENDED, Told, rows, stakes, store_of, told

from reechain.ontology.records import Extraction


def holds(part: str, day: str = "", **also: str) -> Told:
    return Told(
        "Corvus", "shareholderOf", "Arden", {"percent": part, **({"validOn": day} if day else {}), **also}
    )


CASES = [
    ("a part", [told("a", "2023", holds("36.66"))], [("36.66", "unknown-strength", "current")]),
    ("a majority controls", [told("a", "2023", holds("51"))], [("51", "controlled", "current")]),
    ("all of it", [told("a", "2023", holds("100"))], [("100", "wholly-owned", "current")]),
    (
        "two brokers disagree on one day",
        [
            told("a", "2023-08-21", holds("34.2", "2023-06-30")),
            told("b", "2023-08-24", holds("39.6", "2023-06-30")),
        ],
        [("34.2", "unknown-strength", "disputed"), ("39.6", "unknown-strength", "disputed")],
    ),
    (
        "a part that changed between two reports",
        [told("a", "2022", holds("40")), told("b", "2024", holds("30"))],
        [("30", "unknown-strength", "current"), ("40", "unknown-strength", "over")],
    ),
    (
        "a rounded part is the same",
        [told("a", "2022", holds("36.7")), told("b", "2022", holds("36.66"))],
        [("36.66", "unknown-strength", "current")],
    ),
    (
        "parts without any day cannot be ordered",
        [told("a", None, holds("40")), told("b", None, holds("30"))],
        [("30", "unknown-strength", "disputed"), ("40", "unknown-strength", "disputed")],
    ),
    (
        "control without majority, told beside the part",
        [told("a", "2023", holds("38"), Told("Arden", "subsidiaryOf", "Corvus", {"strength": "controlled"}))],
        [("38", "controlled", "current")],
    ),
    (
        "an associate keeps its stake",
        [
            told(
                "a",
                "2023",
                Told("Arden", "subsidiaryOf", "Corvus", {"strength": "associate", "percent": "30"}),
            )
        ],
        [("30", "associate", "current")],
    ),
    (
        "what was sold is over",
        [told("a", "2022", holds("51")), told("b", "2023", Told("Corvus", "divested", "Arden"))],
        [("51", "controlled", "over")],
    ),
    (
        "control that is over",
        [
            told("a", "2022", Told("Arden", "subsidiaryOf", "Corvus", {"strength": "wholly-owned"})),
            told("b", "2023", Told("Arden", "subsidiaryOf", "Corvus", stance=ENDED)),
        ],
        [("100", "wholly-owned", "over")],
    ),
    (
        "bought, then sold",
        [
            told("a", "2020", Told("Corvus", "acquired", "Arden")),
            told("b", "2023", Told("Corvus", "divested", "Arden")),
        ],
        [("", "unknown-strength", "over")],
    ),
    (
        "held again as before",
        [told("a", "2020", holds("30")), told("b", "2021", holds("40")), told("c", "2022", holds("30"))],
        [
            ("30", "unknown-strength", "current"),
            ("30", "unknown-strength", "over"),
            ("40", "unknown-strength", "over"),
        ],
    ),
    (
        "wholly owned, then a part",
        [
            told("a", "2020", Told("Arden", "subsidiaryOf", "Corvus", {"strength": "wholly-owned"})),
            told("b", "2023", holds("40")),
        ],
        [("100", "wholly-owned", "over"), ("40", "unknown-strength", "current")],
    ),
    (
        "denied",
        [
            told("a", "2022", holds("30")),
            told("b", "2023", Told("Corvus", "shareholderOf", "Arden", {}, DENIED)),
        ],
        [("30", "unknown-strength", "disputed")],
    ),
    (
        "held until a day that has passed",
        [
            told(
                "a", "2014", Told("Corvus", "shareholderOf", "Arden", {"percent": "30", "validUntil": "2015"})
            ),
            told("b", "2017", Told("Talus", "subsidiaryOf", "Ibex")),
        ],
        [("30", "unknown-strength", "over"), ("", "unknown-strength", "current")],
    ),
    (
        "a company that merged into another",
        [told("a", "2020", holds("30")), told("b", "2023", Told("Arden", "mergedInto", "Talus"))],
        [("30", "unknown-strength", "over")],
    ),
]


@pytest.mark.parametrize(("case", "documents", "expected"), CASES, ids=[c[0] for c in CASES])
def test_stakes(case: str, documents: list[Extraction], expected: list[tuple[str, ...]]) -> None:
    found = [row[2:] for row in stakes(store_of(*documents))]
    assert found == expected, case


def test_a_bound_is_met_by_a_number_within() -> None:
    bound = Told("Corvus", "shareholderOf", "Arden", {"percentLow": "50"})
    assert [
        row[2:] for row in stakes(store_of(told("a", "2023", bound), told("b", "2023", holds("55"))))
    ] == [("55", "controlled", "current")]
    low = "SELECT ?low ?strength WHERE { ?stake rec:percentLow ?low ; rec:strength ?strength FILTER(?low = 50) ?stake a rec:Stake }"
    assert rows(store_of(told("a", "2023", bound)), low) == [("50", "controlled")]


def test_a_joint_venture_has_a_stake_for_each_partner() -> None:
    partners = [
        Told("Gemini Motors", "jointVentureOf", holder, {"percent": part, "validOn": "2021-03"})
        for holder, part in (("Corvus", "51"), ("Talus", "30"), ("Ibex", "19"))
    ]
    store = store_of(told("a", "2021-04", *partners))
    assert [row[0] for row in stakes(store)] == ["corvus", "ibex", "talus"]
    kinds = "SELECT ?kind ?date WHERE { ?e a rec:Event ; rec:eventKind ?kind ; rec:eventDate ?date }"
    assert rows(store, kinds) == [("joint-venture-formation", "2021-03")] * 3


LOOK = """SELECT ?holder ?company ?percent WHERE {
  ?s rec:directness rev:look-through ; rec:stakeHolder ?holder ; rec:stakeIn ?company ; rec:percent ?percent }"""


def share(holder: str, company: str, percent: str) -> Told:
    return Told(holder, "shareholderOf", company, {"percent": percent})


def test_look_through_is_the_product_along_each_chain_summed() -> None:
    store = store_of(
        told(
            "a",
            "2023",
            share("Top", "Mid", "60"),
            share("Mid", "Low", "50"),
            share("Top", "Side", "40"),
            share("Side", "Low", "25"),
        )
    )
    assert rows(store, LOOK) == [("top", "low", "40")]


def test_look_through_does_not_follow_a_ring_or_what_is_over() -> None:
    ring = store_of(told("a", "2023", share("Top", "Mid", "60"), share("Mid", "Top", "10")))
    assert rows(ring, LOOK) == []
    gone = store_of(
        told("a", "2022", share("Top", "Mid", "60"), share("Mid", "Low", "50")),
        told("b", "2023", Told("Top", "divested", "Mid")),
    )
    assert rows(gone, LOOK) == []
    assert rows(gone.as_of("2022"), LOOK) == [("top", "low", "30")]


def test_two_cannot_hold_more_than_all_at_one_time() -> None:
    def whole(holder: str) -> Told:
        return Told("Arden", "subsidiaryOf", holder, {"strength": "wholly-owned"})

    store = store_of(told("a", "2023", whole("Corvus")), told("b", "2023", whole("Talus")))
    assert {row[4] for row in stakes(store)} == {"disputed"}
    ties = "SELECT ?a ?b WHERE { ?a rec:conflictsWith ?b }"
    assert len(rows(store, ties)) == 2


def test_a_stake_may_be_in_a_site() -> None:
    store = store_of(told("a", "2023", Told("Corvus", "shareholderOf", "East Plant", {"percent": "60"})))
    assert stakes(store) == [("corvus", "east-plant", "60", "controlled", "current")]
