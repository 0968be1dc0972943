"""The questions on what a build writes: stakes without directness or start, ends without a day, and so on."""

import re

import pytest
from tests.graph.telling import DENIED, ENDED, Told, rows, store_of, told
from tests.ontology.example import example_store

from reechain.graph.store import Store
from reechain.ontology.competency import questions
from reechain.ontology.namespaces import PREFIXES


def holds(percent: str, **also: str) -> Told:
    return Told("Corvus", "shareholderOf", "Arden", {"percent": percent, **also})


STORE = store_of(
    # Corvus: 40 % of Arden, then 30 %; Arden: 80 % of Belmor; a share of Dunmore that two sources dispute.
    told("a", "2020-03-01", holds("40"), Told("Arden", "shareholderOf", "Belmor", {"percent": "80"})),
    told("b", "2022-06-15", holds("30")),
    told("c", "2021", Told("Corvus", "shareholderOf", "Dunmore", {"percent": "34", "validOn": "2020-12-31"})),
    told("d", "2021", Told("Corvus", "shareholderOf", "Dunmore", {"percent": "43", "validOn": "2020-12-31"})),
    # Corvus: all of Elstow, sold, without a day.
    told("e", "2020-05-01", Told("Corvus", "shareholderOf", "Elstow", {"percent": "100"})),
    told("f", "2023-02-01", Told("Corvus", "divested", "Elstow")),
    told("g", "2020-05-01", Told("Fenwick", "jointVentureOf", "Corvus", {"percent": "50"})),
    # Policies: the first is suspended, the second replaced, both without a day of their own.
    told(
        "h",
        "2021-01-10",
        Told("Export Control Notice", "governs", "oxide", {"validFrom": "2021-02-01"}),
        Told("Old Notice", "governs", "oxide"),
        Told("Old Notice", "issuedBy", "Ministry", {"validOn": "2021-01-05"}),
    ),
    told("i", "2022-04-01", Told("Later Notice", "suspends", "Export Control Notice")),
    told(
        "j",
        "2022-05-01",
        Told("New Notice", "replaces", "Old Notice"),
        Told("New Notice", "issuedBy", "Ministry", {"validOn": "2022-03-01"}),
    ),
    # Supply: an offtake that ended, a supply within a group, and a denial.
    told(
        "k", "2020-07-01", Told("Corvus", "hasOfftakeWith", "Hexham", {"goods": "oxide", "term": "ten years"})
    ),
    told("l", "2023-07-01", Told("Corvus", "hasOfftakeWith", "Hexham", {"validUntil": "2023-05"}, ENDED)),
    told("m", "2021-07-01", Told("Ilford", "subsidiaryOf", "Corvus"), Told("Ilford", "suppliesTo", "Corvus")),
    told("n", "2021-08-01", Told("Ilford", "suppliesTo", "Hexham")),
    told("o", "2022-08-01", Told("Ilford", "suppliesTo", "Hexham", stance=DENIED)),
)


def ask(name: str, *days: str, company: str = "", store: Store = STORE) -> list[tuple[str, ...]]:
    """Return the rows of a question, with other days or another company in its VALUES, where they are given."""
    sparql = questions()[name].sparql
    for found, day in zip(re.findall(r'"[\d-]{10}"\^', sparql), days, strict=bool(days)):
        sparql = sparql.replace(found, f'"{day}"^')
    if company:
        sparql = re.sub(r"VALUES \?company \{[^}]*\}", f"VALUES ?company {{ {company} }}", sparql)
    return rows(store, sparql)


@pytest.mark.parametrize(
    ("day", "company", "held"),
    [
        ("2020-02-29", "arden", []),
        ("2020-03-01", "arden", [("40", "false")]),
        ("2022-06-14", "arden", [("40", "false")]),
        ("2022-06-15", "arden", [("30", "false")]),
        ("2026-01-01", "arden", [("30", "false")]),
        ("2026-01-01", "belmor", [("80", "false")]),
        ("2020-12-31", "dunmore", [("34", "true"), ("43", "true")]),
        ("2023-01-31", "elstow", [("100", "false")]),
        ("2023-02-01", "elstow", []),
    ],
)
def test_a_stake_holds_until_the_next_or_its_end_is_told(
    day: str, company: str, held: list[tuple[str, str]]
) -> None:
    found = ask("stakes-on-date", day)
    assert [(row[2], row[5]) for row in found if row[1] == company] == held
    assert {row[4] for row in found} <= {"direct"}


def test_a_part_told_of_a_year_comes_after_one_told_of_a_day_in_it() -> None:
    store = store_of(told("a", "2023-06-30", holds("40")), told("b", "2023", holds("30")))
    assert [row[2] for row in ask("stakes-on-date", "2023-07-01", store=store)] == ["30"]


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        ("2021-01-04", []),
        ("2021-01-05", ["old-notice"]),
        ("2021-02-01", ["export-control-notice", "old-notice"]),
        ("2022-03-01", ["export-control-notice", "new-notice"]),
        ("2022-04-01", ["new-notice"]),
    ],
)
def test_policies_in_force(day: str, in_force: list[str]) -> None:
    assert [row[0] for row in ask("policies-in-force-on-date", day)] == in_force


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2021-01-31", []),
        ("2021-02-01", ["in force"]),
        ("2022-03-31", ["in force"]),
        ("2022-04-01", ["suspended"]),
    ],
)
def test_control_status(day: str, status: list[str]) -> None:
    assert [row[2] for row in ask("control-status-on-date", day)] == status


ROWS = {
    "look-through-share": [("corvus", "belmor", "24", "1")],
    "look-through-chain": [
        ("corvus", "belmor", "24", "arden", "belmor", "80"),
        ("corvus", "belmor", "24", "corvus", "arden", "30"),
    ],
    "holdings-by-strength": [
        ("controlled", "arden", "belmor"),
        ("unknown-strength", "corvus", "arden"),
        ("unknown-strength", "corvus", "dunmore"),
        ("unknown-strength", "corvus", "fenwick"),
        ("unknown-strength", "corvus", "ilford"),
    ],
    "indirect-stakes": [("corvus", "belmor", "24", "look-through")],
    "joint-venture-partners": [("fenwick", "corvus", "50", "current", "")],
    "stakes-without-exact-percent": [("corvus", "ilford", "", "", "current")],
    "policies-suspended-or-replaced": [
        ("export-control-notice", "suspends", "later-notice", "2022-04-01", "", "current"),
        ("old-notice", "replaces", "new-notice", "2022-03-01", "", "current"),
    ],
    "offtakes": [("corvus", "hexham", "oxide", "ten years", "over", "2023-05")],
    "supply-terms": [
        ("corvus", "hexham", "oxide", "oxide", "", "ten years", "", "over"),
        ("ilford", "corvus", "", "", "", "", "", "current"),
        ("ilford", "hexham", "", "", "", "", "", "disputed"),
    ],
    "related-party-supply": [("ilford", "corvus", "", "", "")],
    "disputed-facts": [("ilford", "suppliesTo", "hexham", "n", "unrated-source", "o", "unrated-source")],
    "bought-and-sold": [("elstow", "divested", "corvus", "")],
}


@pytest.mark.parametrize("name", ROWS)
def test_rows(name: str) -> None:
    assert ask(name) == ROWS[name]


def test_what_is_over_has_the_words_of_ends_and_of_deeds() -> None:
    assert [(*row[:3], row[4], row[6]) for row in ask("what-is-over")] == [
        ("corvus", "hasOfftakeWith", "hexham", "ended", "l"),
        ("corvus", "shareholderOf", "elstow", "asserted", "f"),
        ("corvus", "suppliesTo", "hexham", "ended", "l"),
    ]


def test_stakes_in_conflict() -> None:
    (row,) = ask("stakes-in-conflict")
    assert {(row[2], row[3]), (row[4], row[5])} == {("34", "c"), ("43", "d")}


def test_changes_of_stakes() -> None:
    assert ask("stakes-changed-between", "2022-01-01", "2023-12-31") == [
        ("2022-06-15", "first told", "corvus", "arden", "30"),
        ("2022-06-15", "told to be over", "corvus", "arden", "40"),
        ("2023-02-01", "told to be over", "corvus", "elstow", "100"),
    ]


def test_owners() -> None:
    assert [(row[2], *row[4:]) for row in ask("owners-of-a-company", company="rei:x-arden rei:x-elstow")] == [
        ("30", "current", "", "", "2022-06-15"),
        ("40", "over", "", "2022-06-15", "2020-03-01"),
        ("100", "over", "", "2023-02-01", "2020-05-01"),
    ]


NUMBER = """<{iri}> rec:observed rei:neo-narva ; rec:metric rev:capacity ; rec:observationKind rev:running-capacity ;
  rec:aboutProduct {product} ; rec:unit rev:unit-tonne ; rec:basis {basis} ; rec:value {value} ;
  rec:periodStart "{year}-01-01"^^xsd:date ; rec:periodEnd "{year}-12-31"^^xsd:date ."""


def numbers(*told: tuple[str, str, int, int]) -> Store:
    """Return the example with more capacities of a plant that has 2000 t of magnets in 2025: a build writes none."""
    store = example_store()
    for product, basis, year, value in told:
        iri = f"urn:{product}-{basis}-{year}-{value}"
        number = NUMBER.format(iri=iri, product=product, basis=basis, year=year, value=value)
        store.inner.update(f"INSERT DATA {{ {number} }}", prefixes=dict(PREFIXES))
    return store


MAGNET = ("rev:sintered-ndfeb", "rev:magnet-basis")


@pytest.mark.parametrize(
    ("told", "tonnes", "conflicts"),
    [
        ([], "2000", []),
        ([(*MAGNET, 2024, 5000)], "2000", []),
        ([(*MAGNET, 2026, 1500)], "1500", []),
        ([(*MAGNET, 2025, 2500)], "2500", ["2000", "2500"]),
        ([("rev:bonded-ndfeb", "rev:magnet-basis", 2025, 300)], "2300", []),
        ([("rev:sintered-ndfeb", "rev:alloy-basis", 2025, 2600)], "2000", []),
    ],
)
def test_capacity_is_never_summed_over_years_or_sources(
    told: list[tuple[str, str, int, int]], tonnes: str, conflicts: list[str]
) -> None:
    store = numbers(*told)
    assert ("neo", tonnes) in ask("magnet-capacity-by-group", store=store)
    found = ask("numbers-in-conflict", store=store)
    assert sorted(row[-1] for row in found if row[0] == "neo-narva") == conflicts
