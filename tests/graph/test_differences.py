"""What two reports say differently, as the desk would tell it."""

import pytest
from tests.graph.telling import DENIED, ENDED, Told, store_of, told

from reechain.graph.difference import Difference, rendered
from reechain.graph.differences import differences
from reechain.ontology.records import Extraction, Stance

HELD = Told("Arden", "subsidiaryOf", "Corvus")


def holds(part: str, day: str = "") -> Told:
    return Told("Corvus", "shareholderOf", "Arden", {"percent": part, **({"validOn": day} if day else {})})


CASES = [
    ("nothing", [HELD], [HELD], set()),
    ("a new subsidiary", [], [HELD], {("added", "subsidiaryOf")}),
    ("no longer mentioned", [HELD], [], {("gone", "subsidiaryOf")}),
    (
        "sold",
        [HELD, holds("51")],
        [Told("Corvus", "divested", "Arden")],
        {("added", "divested"), ("gone", "shareholderOf"), ("gone", "subsidiaryOf")},
    ),
    (
        "told to be over",
        [HELD],
        [Told("Arden", "subsidiaryOf", "Corvus", stance=ENDED)],
        {("gone", "subsidiaryOf")},
    ),
    (
        "denied",
        [HELD],
        [Told("Arden", "subsidiaryOf", "Corvus", stance=DENIED)],
        {("contradicted", "subsidiaryOf")},
    ),
    ("another part, of another day", [holds("40")], [holds("30")], {("restated", "shareholderOf")}),
    (
        "another part of the same day",
        [holds("34.2", "2023-06-30")],
        [holds("39.6", "2023-06-30")],
        {("contradicted", "shareholderOf")},
    ),
    ("a part rounded", [holds("36.66")], [holds("36.7")], set()),
    (
        "a plan carried out",
        [Told("Corvus", "acquired", "Arden", stance=Stance.PLANNED)],
        [Told("Corvus", "acquired", "Arden")],
        {("restated", "acquired")},
    ),
    (
        "a part is told that was not",
        [Told("Corvus", "shareholderOf", "Arden")],
        [holds("30")],
        {("restated", "shareholderOf")},
    ),
    (
        "a start that slips",
        [Told("Corvus", "commissioned", "East Plant", {"validOn": "2025"}, Stance.PLANNED)],
        [Told("Corvus", "commissioned", "East Plant", {"validOn": "2027"}, Stance.PLANNED)],
        {("restated", "commissioned")},
    ),
    (
        "a start told less precisely",
        [Told("Corvus", "shareholderOf", "Arden", {"validFrom": "2022-08-26"})],
        [Told("Corvus", "shareholderOf", "Arden", {"validFrom": "2022"})],
        set(),
    ),
    (
        "other goods",
        [Told("Corvus", "suppliesTo", "Arden", {"goods": "cerium oxide"})],
        [Told("Corvus", "suppliesTo", "Arden", {"goods": "lanthanum oxide"})],
        {("restated", "suppliesTo")},
    ),
    (
        "an associate now",
        [Told("Arden", "subsidiaryOf", "Corvus", {"strength": "wholly-owned"})],
        [Told("Arden", "subsidiaryOf", "Corvus", {"strength": "associate"})],
        {("gone", "subsidiaryOf")},
    ),
    (
        "from control to whole ownership",
        [Told("Arden", "subsidiaryOf", "Corvus", {"strength": "controlled"})],
        [Told("Arden", "subsidiaryOf", "Corvus", {"strength": "wholly-owned"})],
        {("restated", "subsidiaryOf")},
    ),
]


def report(date: str, claims: list[Told]) -> Extraction:
    return told(f"report-{date}.txt", date, *claims, Told("Hill Pit", "hasMineral", "mixed oxide"))


@pytest.mark.parametrize(("case", "old", "new", "expected"), CASES, ids=[c[0] for c in CASES])
def test_what_changed(case: str, old: list[Told], new: list[Told], expected: set[tuple[str, str]]) -> None:
    found = differences(store_of(report("2022", old)), store_of(report("2024", new)))
    assert {(item.change.value, item.relation) for item in found} == expected, case
    assert all(_has_words(item) for item in found)


def _has_words(item: Difference) -> bool:
    return all(version.quotes for version in (item.old, item.new) if version)


def test_a_firm_renamed_between_two_reports_is_one_firm() -> None:
    renaming = Told("Arden Alloys", "renamedTo", "Borealis Alloys")
    old = store_of(told("a", "2022", Told("Arden Alloys", "subsidiaryOf", "Corvus")))
    new = store_of(told("b", "2024", renaming, Told("Borealis Alloys", "subsidiaryOf", "Corvus")))
    assert [
        (item.change.value, item.subject, item.relation, item.object) for item in differences(old, new)
    ] == [("added", "Arden Alloys", "renamedTo", "Borealis Alloys")]


def test_both_sides_are_told_with_their_values_and_words() -> None:
    found = differences(store_of(report("2022", [holds("40")])), store_of(report("2024", [holds("30")])))
    text = rendered(found)
    assert "restated (1)" in text
    assert "old: current (percent 40)" in text
    assert "new: current (percent 30)" in text
    assert "[report-2024.txt, 2024, 0-" in text
    assert found[0].to_json()["new"]["evidence"][0]["date"] == "2024"
    assert rendered([]) == "no differences"


def test_a_corrected_version_restates_what_it_said() -> None:
    first, second = (store_of(told("a", "2023-06-30", holds(part))) for part in ("30", "40"))
    assert [item.change.value for item in differences(first, second)] == ["restated"]


def test_what_ended_and_began_anew_is_no_contradiction() -> None:
    over = Told("Arden", "subsidiaryOf", "Corvus", stance=ENDED)
    again = Told("Arden", "subsidiaryOf", "Corvus", {"validFrom": "2023"})
    found = differences(store_of(told("a", "2020", over)), store_of(told("b", "2023", again)))
    assert [(item.change.value, item.relation) for item in found] == [("restated", "subsidiaryOf")]


def test_a_part_that_is_told_no_more_is_restated() -> None:
    earlier, later = told("a", "2020", holds("30")), told("b", "2022", holds("40"))
    found = differences(store_of(earlier, later), store_of(earlier))
    assert [(item.change.value, item.relation) for item in found] == [("restated", "shareholderOf")]
