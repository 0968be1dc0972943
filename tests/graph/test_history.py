"""Events, policy clauses and supply arrangements, as stores derive them."""

from tests.graph.telling import DENIED, ENDED, Told, rows, store_of, told

from reechain.graph.clauses import kind_of
from reechain.ontology.records import Stance

EVENTS = """SELECT ?kind ?date ?actor ?affected WHERE { ?e a rec:Event ; rec:eventKind ?kind ; rec:actor ?actor
  OPTIONAL { ?e rec:affected ?affected } OPTIONAL { ?e rec:eventDate ?date } }"""
CLAUSES = """SELECT ?policy ?item ?from ?until WHERE { ?c a rec:PolicyClause ; rec:clauseOf ?policy ; rec:clauseItem ?item
  OPTIONAL { ?c rec:validFrom ?from } OPTIONAL { ?c rec:validUntil ?until } }"""
SUPPLY = """SELECT ?from ?to ?goods ?basis ?related WHERE { ?a a rec:SupplyArrangement ; rec:supplier ?from ; rec:buyer ?to
  OPTIONAL { ?a rec:goods ?goods } OPTIONAL { ?a rec:priceBasis ?basis } OPTIONAL { ?a rec:isRelatedParty ?related } }"""


def test_one_deed_told_with_two_precisions_is_one_event() -> None:
    def shut(day: str) -> Told:
        return Told("Corvus", "shutDown", "East Plant", {"validOn": day})

    store = store_of(told("a", "2022-09", shut("2022-08-26")), told("b", "2023", shut("2022-08")))
    assert rows(store, EVENTS) == [("plant-stop", "2022-08-26", "corvus", "east-plant")]
    assert rows(
        store_of(
            told(
                "a",
                "2022-09",
                shut("2022-08"),
            ),
            told("b", "2023", shut("2021")),
        ),
        EVENTS,
    ) == [
        ("plant-stop", "2021", "corvus", "east-plant"),
        ("plant-stop", "2022-08", "corvus", "east-plant"),
    ]


def test_plans_and_denials_are_no_events_and_an_ended_offtake_is_one() -> None:
    planned = Told("Corvus", "acquired", "Arden", stance=Stance.PLANNED)
    denied = Told("Corvus", "divested", "Ibex", stance=DENIED)
    ended = Told("Corvus", "hasOfftakeWith", "Talus", {"validUntil": "2024-02"}, ENDED)
    assert rows(store_of(told("a", "2024-03", planned, denied, ended)), EVENTS) == [
        ("offtake-ended", "2024-02", "corvus", "talus")
    ]


def test_a_renaming_is_an_event_of_one_company() -> None:
    renaming = Told("Arden Alloys", "renamedTo", "Borealis Alloys", {"validOn": "2022"})
    assert rows(store_of(told("a", "2023", renaming)), EVENTS) == [("rename", "2022", "arden-alloys", "")]


def test_an_event_is_not_there_before_its_day() -> None:
    bought = Told("Corvus", "acquired", "Arden", {"validOn": "2023-05"})
    store = store_of(told("a", "2023-06", bought))
    assert rows(store.as_of("2023-04"), EVENTS) == []
    assert rows(store.as_of("2023-05"), EVENTS) == [("acquisition", "2023-05", "corvus", "arden")]


def test_clauses_begin_on_their_own_days_or_with_the_policy() -> None:
    store = store_of(
        told(
            "a",
            "2025-10-14",
            Told("Export Control Notice", "issuedBy", "Corvus", {"validFrom": "2025-11-08"}),
            Told("Export Control Notice", "governs", "erbium oxide", {"validFrom": "2025-11-24"}),
            Told("Export Control Notice", "governs", "holmium oxide"),
        )
    )
    # Corvus is no agency: who issued it is not asserted, and its day is not known.
    assert rows(store, CLAUSES) == [
        ("export-control-notice", "erbium-oxide", "2025-11-24", ""),
        ("export-control-notice", "holmium-oxide", "", ""),
    ]
    kind = "SELECT ?kind WHERE { ?policy rec:policyKind ?kind }"
    assert rows(store, kind) == [("export-control",)]


def test_kinds_of_policies_are_told_by_their_names() -> None:
    assert [
        kind_of([name])
        for name in (
            "Notice on the total control targets for 2024",
            "Regulations on Rare Earth Administration",
            "14th Five-Year Plan",
            "稀土管理条例",
            "A Notice",
        )
    ] == ["quota-notice", "statute", "plan", "statute", "other-policy"]


def test_supply_says_goods_and_terms_and_related_parties_by_the_graph() -> None:
    sale = Told("Arden", "suppliesTo", "Talus", {"goods": "cerium oxide", "priceBasis": "formula price"})
    apart = store_of(told("a", "2024", sale))
    assert rows(apart, SUPPLY) == [("arden", "talus", "cerium-oxide", "formula price", "")]
    group = told(
        "b", "2024", Told("Arden", "subsidiaryOf", "Corvus"), Told("Talus", "subsidiaryOf", "Corvus")
    )
    store = store_of(told("a", "2024", sale), group)
    assert rows(store, SUPPLY) == [("arden", "talus", "cerium-oxide", "formula price", "true")]
    assert rows(store.as_of("2023"), SUPPLY) == []
