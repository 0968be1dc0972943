"""What stands, is over or in dispute, by what documents of different days say."""

import pytest
from tests.graph.telling import DENIED, ENDED, Told, facts, rows, store_of, told

from reechain.ontology.records import Extraction

HAS = Told("Arden", "subsidiaryOf", "Corvus")
OVER = Told("Arden", "subsidiaryOf", "Corvus", stance=ENDED)
NOT = Told("Arden", "subsidiaryOf", "Corvus", stance=DENIED)
SOLD = Told("Corvus", "divested", "Arden", {"validOn": "2023-05"})
FACT = """SELECT ?standing ?documents WHERE {
  ?fact a rec:Fact ; rec:factRelation rec:subsidiaryOf ; rec:standing ?standing ; rec:documents ?documents }"""

# what is told, and when; how the fact stands; whether the triple is asserted
CASES = [
    ("stated once", [told("a", "2022", HAS)], "current", True),
    ("stated twice", [told("a", "2022", HAS), told("b", "2024", HAS)], "current", True),
    ("over in a later report", [told("a", "2022", HAS), told("b", "2024", OVER)], "over", False),
    (
        "over, and stated again more than a year later",
        [told("a", "2022", OVER), told("b", "2024", HAS)],
        "current",
        True,
    ),
    (
        "over, and listed again soon after",
        [told("a", "2023-03-28", OVER), told("b", "2023-05", HAS)],
        "over",
        False,
    ),
    (
        "over, and listed again by two",
        [told("a", "2023-03-28", OVER), told("b", "2023-05", HAS), told("c", "2023-06", HAS)],
        "disputed",
        True,
    ),
    (
        "over, and stated of a later day",
        [
            told("a", "2023-03-28", OVER),
            told("b", "2023-05", Told("Arden", "subsidiaryOf", "Corvus", {"validOn": "2023-05-01"})),
        ],
        "current",
        True,
    ),
    (
        "held by one that merged into another",
        [told("a", "2022", HAS), told("b", "2023", Told("Corvus", "mergedInto", "Talus"))],
        "over",
        False,
    ),
    ("sold between two reports", [told("a", "2022", HAS), told("b", "2024", SOLD)], "over", False),
    (
        "a report that is stale goes on listing what was sold",
        [told("a", "2022", HAS), told("b", "2023-07", HAS), told("c", "2024", SOLD)],
        "over",
        False,
    ),
    (
        "bought back: told with a later start",
        [
            told("a", "2023-06", SOLD),
            told("b", "2024-03", Told("Arden", "subsidiaryOf", "Corvus", {"validFrom": "2024"})),
        ],
        "current",
        True,
    ),
    ("stated and over in one document", [told("a", "2024", HAS, SOLD)], "over", False),
    (
        "denied on the same day",
        [told("a", "2024-03-01", HAS), told("b", "2024-03-01", NOT)],
        "disputed",
        True,
    ),
    ("denied later", [told("a", "2023", HAS), told("b", "2024", NOT)], "disputed", True),
    ("denied before it was stated", [told("a", "2022", NOT), told("b", "2024", HAS)], "current", True),
    ("an end of unknown date, by another", [told("a", "2024", HAS), told("b", None, OVER)], "disputed", True),
    (
        "an end with a date, of a report without",
        [told("a", None, HAS), told("b", "2024", SOLD)],
        "over",
        False,
    ),
]


@pytest.mark.parametrize(("case", "documents", "standing", "is_asserted"), CASES, ids=[c[0] for c in CASES])
def test_how_a_fact_stands(case: str, documents: list[Extraction], standing: str, is_asserted: bool) -> None:
    store = store_of(*documents)
    assert [row[0] for row in rows(store, FACT)] == [standing], case
    assert bool(facts(store, "subsidiaryOf")) is is_asserted
    assert store_of(*reversed(documents)).derived().quads == store.derived().quads


# day asked for, and who holds Arden on it: Corvus sold it to Talus in May 2023
SALE = (
    told("2022", "2022-12-31", Told("Corvus", "shareholderOf", "Arden")),
    told("2023", "2023-06-10", SOLD, Told("Talus", "shareholderOf", "Arden", {"validFrom": "2023-05"})),
)


@pytest.mark.parametrize(
    ("day", "holders"),
    [
        ("2022-11", []),
        ("2022", ["corvus"]),
        ("2023-05-20", ["corvus"]),
        ("2023-05", ["talus"]),
        ("2023-06-01", ["talus"]),
        ("2030", ["talus"]),
    ],
)
def test_who_holds_on_a_day(day: str, holders: list[str]) -> None:
    store = store_of(*SALE).as_of(day)
    assert [holder for holder, _ in facts(store, "shareholderOf")] == holders


def test_what_is_told_to_be_over_was_so_before() -> None:
    was = Told("Arden", "subsidiaryOf", "Corvus", {"validUntil": "2023-03-28"}, ENDED)
    store = store_of(told("a", "2023-04", was))
    assert facts(store, "subsidiaryOf") == []
    assert facts(store.as_of("2022"), "subsidiaryOf") == [("arden", "corvus")]
    assert facts(store.as_of("2023-03-28"), "subsidiaryOf") == []
    assert facts(store.as_of("2021"), "subsidiaryOf") == []


def test_a_plant_that_was_shut_and_started_again_is_run() -> None:
    runs = told("a", "2020", Told("Corvus", "runs", "East Plant"))
    shut = told("b", "2021", Told("Corvus", "shutDown", "East Plant"))
    again = told("c", "2022", Told("Corvus", "commissioned", "East Plant"))
    assert facts(store_of(runs, shut), "runs") == []
    assert facts(store_of(runs, shut, again), "runs") == [("corvus", "east-plant")]
    assert facts(store_of(runs, shut, again).as_of("2021"), "runs") == []


def test_what_is_so_again_has_no_end() -> None:
    again = Told("Arden", "subsidiaryOf", "Corvus", {"validFrom": "2024"})
    store = store_of(told("a", "2022", HAS), told("b", "2023-06", SOLD), told("c", "2024-03", again))
    ends = "SELECT ?end WHERE { ?node rec:validUntil ?end ; a ?kind FILTER(?kind IN (rec:Fact, rec:Stake)) }"
    assert rows(store, ends) == []
    assert facts(store, "subsidiaryOf") == [("arden", "corvus")]


def test_a_statement_of_a_day_before_the_end_does_not_revive() -> None:
    late = Told("Arden", "subsidiaryOf", "Corvus", {"validOn": "2021-12-31"})
    assert facts(store_of(told("a", "2023", OVER), told("b", "2025", late)), "subsidiaryOf") == []


def test_what_was_held_until_a_past_day_was_held_before_it() -> None:
    held = Told("Arden", "subsidiaryOf", "Corvus", {"validFrom": "2015", "validUntil": "2022"})
    store = store_of(told("a", "2024", held))
    assert facts(store, "subsidiaryOf") == []
    assert facts(store.as_of("2021"), "subsidiaryOf") == [("arden", "corvus")]


def test_no_fact_is_made_of_what_nobody_said() -> None:
    store = store_of(told("a", "2023", Told("Corvus", "shareholderOf", "Arden", stance=ENDED)))
    assert rows(store, "SELECT ?r WHERE { ?f a rec:Fact ; rec:factRelation ?r }") == [("shareholderOf",)]


def test_a_loop_of_control_is_in_dispute() -> None:
    back = Told("Corvus", "subsidiaryOf", "Arden")
    store = store_of(told("a", "2020", HAS), told("b", "2021", back))
    assert len(facts(store, "subsidiaryOf")) == 1
    assert sorted(row[0] for row in rows(store, FACT)) == ["current", "disputed"]


def test_what_holds_at_all_times_needs_no_day() -> None:
    store = store_of(told("a", "2024", Told("Hill Pit", "hasMineral", "mixed oxide")))
    assert facts(store.as_of("1999"), "hasMineral") == facts(store, "hasMineral") != []


def test_an_undated_document_counts_on_every_day() -> None:
    store = store_of(told("a", None, HAS))
    assert facts(store.as_of("1999"), "subsidiaryOf") == [("arden", "corvus")]


def test_a_name_is_that_of_the_day() -> None:
    renaming = Told("Arden Alloys", "renamedTo", "Borealis Alloys", {"validOn": "2022-06-01"})
    store = store_of(
        told("o", "2021", Told("Arden Alloys", "subsidiaryOf", "Corvus")),
        told("a", "2022-07", renaming),
        told("b", "2023", Told("Borealis Alloys", "subsidiaryOf", "Corvus")),
    )
    label = "SELECT ?label WHERE { ?c skos:prefLabel ?label ; a rec:Company FILTER(STRENDS(STR(?c), 'arden-alloys')) }"
    former = "SELECT ?name WHERE { ?c rec:formerName ?name }"
    assert [rows(store.as_of(day), label) for day in ("2022-05-31", "2022-06-01")] == [
        [("Arden Alloys",)],
        [("Borealis Alloys",)],
    ]
    assert [rows(store.as_of(day), former) for day in ("2022-05-31", "2022-06-01")] == [
        [],
        [("Arden Alloys",)],
    ]


def test_subsidiaries_are_classed_by_rule() -> None:
    subsidiaries = "SELECT ?c WHERE { GRAPH rei:graph-rules { ?c a rec:Subsidiary } }"
    store = store_of(told("a", "2022", HAS), told("b", "2024", OVER))
    assert rows(store, subsidiaries) == []
    assert rows(store.as_of("2023"), subsidiaries) == [("arden",)]


def test_an_associate_is_no_subsidiary() -> None:
    held = Told("Arden", "subsidiaryOf", "Corvus", {"strength": "associate"})
    store = store_of(told("a", "2024", held))
    assert facts(store, "subsidiaryOf") == []
    assert "an associate is held, and not controlled" in {
        item.reason for item in store.derived().judged.values()
    }
