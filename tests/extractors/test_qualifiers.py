"""What claims say beside their two ends: how strong, which part, by which way, when."""

import pytest
from tests.extractors.reading import blind

from reechain.ontology.records import Claim, Document

H, C, S = "Harlan Metals Ltd", "Corrib Oxide Inc.", "Selby Magnets GmbH"


def claims(text: str, predicate: str, date: str | None = None) -> list[tuple[str, str, dict[str, str]]]:
    """Return the claims of one relation as subject, object and qualifiers."""
    found = blind().extract(Document(key="text", text=text, date=date))
    of = found.name_of()

    def told(claim: Claim) -> tuple[str, str, dict[str, str]]:
        values = {q.property: q.value for q in claim.qualifiers}
        return of[claim.subject].canonical, of[claim.object].canonical, values

    return [told(claim) for claim in found.claims if claim.predicate == predicate]


def qualifier(text: str, predicate: str, name: str, date: str | None = None) -> set[str | None]:
    """Return the values of one qualifier on all claims of a relation."""
    return {values.get(name) for _, _, values in claims(text, predicate, date)}


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        (f"{C} is a wholly-owned subsidiary of {H}.", "wholly-owned"),
        (f"{C} is a 100%-owned subsidiary of {H}.", "wholly-owned"),
        (f"{H} owns all of {C}.", "wholly-owned"),
        (f"{C}, all of whose shares {H} holds, makes flakes.", "wholly-owned"),
        (f"{C} is a majority-owned subsidiary of {H}.", "controlled"),
        (f"{C} is a holding subsidiary of {H}.", "controlled"),
        (f"{C} is a 70 % subsidiary of {H}.", "controlled"),
        (f"{H} holds 51 % of the shares of {C}.", "controlled"),
        (f"The subsidiaries of {H} are {C} (70 %).", "controlled"),
        (f"{H} remains the controlling shareholder of {C}.", "controlled"),
        (f"{H} controls the board of {C}.", "controlled"),
        (f"{C} is a subsidiary of {H}.", "unknown-strength"),
        (f"{C}, a unit of {H}, makes flakes.", "unknown-strength"),
        (f"The holding and shareholding subsidiaries of {H} include {C}.", "unknown-strength"),
        (f"{C} is a subsidiary of {H}, while {S} is an associate.", "unknown-strength"),
    ],
)
def test_each_subsidiary_has_one_strength(text: str, strength: str) -> None:
    assert qualifier(text, "subsidiaryOf", "strength") == {strength}


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        (f"{C} is an associate of {H}.", "associate"),
        (f"{H} holds 30 % of {C}, which is accounted for by the equity method.", "associate"),
        (f"{H}, a wholly owned subsidiary of {S}, holds 30 % of {C}.", None),
        (f"{H} keeps a minority stake in {C}.", "associate"),
        (f"{H} holds 30 % of {C}.", None),
        (f"{H}, behind a controlling shareholder, holds 8.6 % of {C}.", None),
    ],
)
def test_a_shareholder_has_a_strength_where_it_is_told(text: str, strength: str | None) -> None:
    assert qualifier(text, "shareholderOf", "strength") == {strength}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (f"{H} holds 38 % of {C}.", {"percent": "38"}),
        (f"{H} holds 12.50 per cent of the shares of {C}.", {"percent": "12.5"}),
        (f"{H} holds more than half of the shares of {C}.", {"percentLow": "50"}),
        (f"{H} holds a majority stake in {C}.", {"percentLow": "50"}),
        (f"{H} holds at least 5 % of {C}.", {"percentLow": "5"}),
        (f"{H} may hold up to 19.9 % of {C}.", {"percentHigh": "19.9"}),
        (f"{H} holds between 10 and 15 % of {C}.", {"percentLow": "10", "percentHigh": "15"}),
        (f"{H} cut its stake in {C} from 12 % to 5 %.", {"percent": "5"}),
        (f"{C}, 22 % of which belongs to {H}, makes flakes.", {"percent": "22"}),
        (f"{H} has owned 65% of {C}, the rest being held by {S} (20%) and others.", {"percent": "65"}),
        # none, where it is not clear whose part it is, or the print is damaged
        (f"{H} holds 3671% of {C}.", {}),
        (f"{H} sold 10 % of its shares in {C}.", {}),
        (f"{H} is a shareholder of {C}, whose sales rose 20 %.", {}),
        (f"{H} and {S} together hold 60 % of {C}.", {}),
        (f"{H} holds 38 % of {C}. The stake of {S} in it is 1250%.", {}),
        (f"{H} acquired a further 5 % of {C}.", {}),
    ],
)
def test_a_part_is_given_where_it_belongs_to_the_pair(text: str, part: dict[str, str]) -> None:
    names = ("percent", "percentLow", "percentHigh")
    found = [q for s, _, q in claims(text, "shareholderOf") if s == H]
    assert found
    assert all({name: q[name] for name in names if name in q} == part for q in found), found


@pytest.mark.parametrize(
    "text",
    [
        f"{C} is owned by {H} (51 %) and {S} (49 %).",
        f"The shareholders of {C} are {H} (51 %) and {S} (49 %).",
        f"The shares of {C} are held as follows:\n- {H}: 51 %\n- {S}: 49 %\n",
        f"{C} is owned by {H} (51 %), {S} (49 %) and nobody else (0 %).",
        f"{C} is owned 51:49 by {H} and {S} for now.",
        f"{C} is 51 % owned by {H} and 49 % owned by {S} today.",
        f"{H} and {S} hold 51 % and 49 % of {C} respectively.",
    ],
)
def test_in_a_list_each_has_its_own_part(text: str) -> None:
    parts = {s: q.get("percent") for s, _, q in claims(text, "shareholderOf")}
    assert parts == {H: "51", S: "49"}


@pytest.mark.parametrize(
    "text",
    [
        f"{C} is a 51:49 joint venture of {H} and {S} in Ohio.",
        f"{C}, a joint venture of {H} (51 %) and {S} (49 %), makes flakes.",
        f"{H} (51 %) and {S} (49 %) set up a joint venture called {C}.",
    ],
)
def test_partners_of_a_joint_venture_have_their_parts(text: str) -> None:
    assert {o: q.get("percent") for _, o, q in claims(text, "jointVentureOf")} == {H: "51", S: "49"}


@pytest.mark.parametrize(
    ("text", "directness"),
    [
        (f"{H} indirectly holds 38 % of {C}.", "indirect"),
        (f"{H} holds 38 % of {C} through its investment arm.", "indirect"),
        (f"{H}, through its investment arm, holds 38 % of {C}.", "indirect"),
        (f"{H} directly holds 38 % of {C}.", "direct"),
        (f"{H} holds 38 % of {C}.", None),
        (f"{H} holds, directly and indirectly, 38 % of {C}.", None),
    ],
)
def test_directness_is_given_where_it_is_told(text: str, directness: str | None) -> None:
    assert qualifier(text, "shareholderOf", "directness") == {directness}


@pytest.mark.parametrize(
    ("text", "predicate", "times"),
    [
        (f"{C} has been a subsidiary of {H} since 2015.", "subsidiaryOf", {"validFrom": "2015"}),
        (f"{C} became a subsidiary of {H} in May 2015.", "subsidiaryOf", {"validFrom": "2015-05"}),
        (f"Until it was sold in 2019, {C} was a subsidiary of {H}.", "subsidiaryOf", {"validUntil": "2019"}),
        (f"{C} was a subsidiary of {H} until 2019.", "subsidiaryOf", {"validUntil": "2019"}),
        (
            f"{C} was a subsidiary of {H} from 2015 until 2019.",
            "subsidiaryOf",
            {"validFrom": "2015", "validUntil": "2019"},
        ),
        (
            f"{C} ceased to be a subsidiary of {H} on 3 May 2019.",
            "subsidiaryOf",
            {"validUntil": "2019-05-03"},
        ),
        (f"{C} has not been a subsidiary of {H} since 2019.", "subsidiaryOf", {"validUntil": "2019"}),
        (f"{H} set up {C} as a subsidiary in 2015.", "subsidiaryOf", {"validFrom": "2015"}),
        (f"{C}, founded in 1998, is a subsidiary of {H}.", "subsidiaryOf", {}),
        (f"{H} held 38 % of {C} at the end of 2023.", "shareholderOf", {"validOn": "2023-12-31"}),
        (f"As of 30 June 2023, {H} held 38 % of {C}.", "shareholderOf", {"validOn": "2023-06-30"}),
        (f"{H} sold its entire stake in {C} in 2021.", "shareholderOf", {"validUntil": "2021"}),
        (f"{H} raised its stake in {C} to 38 % on 4 May 2021.", "shareholderOf", {"validFrom": "2021-05-04"}),
        (f"{H} acquired {C} on 4 May 2021.", "acquired", {"validOn": "2021-05-04"}),
        (f"In 2021, {H} acquired {C}.", "acquired", {"validOn": "2021"}),
        (f"{H} will acquire {C} by the end of 2031.", "acquired", {"validOn": "2031"}),
        (f"{H}, which was founded in 1990, acquired {C} in 2021.", "acquired", {"validOn": "2021"}),
        (f"{H} announced on 4 May 2021 that it had acquired {C}.", "acquired", {}),
        (f"{C} was in 2014 renamed {S}.", "renamedTo", {"validOn": "2014"}),
        (f"{H} closed the sale of its wholly owned subsidiary {C} in 2020.", "divested", {"validOn": "2020"}),
        (f"{H} sold {C} to {S} in 2020.", "divested", {"validOn": "2020"}),
        (f"{C} was merged into {H} on 1 July 2020.", "mergedInto", {"validOn": "2020-07-01"}),
        (f"{C} was spun off from {H} in March 2019.", "spunOffFrom", {"validOn": "2019-03"}),
        (f"{H} and {S} founded {C} as a joint venture in 2018.", "jointVentureOf", {"validOn": "2018"}),
        (f"{H} opened the Albany leaching plant in 2022.", "commissioned", {"validOn": "2022"}),
        (f"{H} shut the Albany leaching plant in 2023.", "shutDown", {"validOn": "2023"}),
        # damaged prints give no date
        (f"{H} acquired {C} in 202397 billion.", "acquired", {}),
    ],
)
def test_a_date_belongs_to_its_deed_or_state(text: str, predicate: str, times: dict[str, str]) -> None:
    names = ("validFrom", "validUntil", "validOn")
    found = [{name: q[name] for name in names if name in q} for _, _, q in claims(text, predicate)]
    assert found
    assert all(q == times for q in found), found


def test_what_is_told_of_a_list_holds_for_each_of_it() -> None:
    text = f"In 2022, {H} turned {C}, {S}, and Tarn Alloys Ltd into its wholly-owned subsidiaries."
    found = {s: (q["strength"], q.get("validFrom")) for s, _, q in claims(text, "subsidiaryOf")}
    assert found == dict.fromkeys((C, S, "Tarn Alloys Ltd"), ("wholly-owned", "2022"))


def test_two_deeds_in_one_sentence_keep_their_dates() -> None:
    text = f"{H} acquired {C} in 2019, and {S} acquired Tarn Alloys Ltd in 2021."
    assert {s: q.get("validOn") for s, _, q in claims(text, "acquired")} == {H: "2019", S: "2021"}
    text = f"{H}, which acquired {C} in 2015, sold it to {S} in 2020."
    assert {q.get("validOn") for s, _, q in claims(text, "acquired") if s == H} == {"2015"}


def test_today_is_the_day_of_the_document() -> None:
    text = f"{H} today acquired {C}."
    assert qualifier(text, "acquired", "validOn", "2023-05-05") == {"2023-05-05"}
    assert qualifier(text, "acquired", "validOn") == {None}


@pytest.mark.parametrize(
    "text",
    [
        f"Shareholders of {C} at 31 October 2022\n- {H} 30 per cent\n- {S} 12 per cent",
        f"Shareholders of {C} at 31 October 2022:\n1. {H} (30 %)\n2. {S} (12 %)",
        f"Shareholders of {C} at 31 October 2022 | Share\n{H} | 30 %\n{S} | 12 %",
    ],
)
def test_the_heading_of_a_list_gives_its_day(text: str) -> None:
    on = {"validOn": "2022-10-31"}
    assert claims(text, "shareholderOf") == [
        (H, C, {"percent": "30", **on}),
        (S, C, {"percent": "12", **on}),
    ]


def test_a_list_in_one_line_gives_each_its_part() -> None:
    text = f"Capital contribution to {C}: {H} 70 %, the staff foundation {S} somewhat more than 12 percent"
    assert claims(text, "shareholderOf") == [
        (H, C, {"percent": "70"}),
        (S, C, {"percentLow": "12"}),
    ]


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        (f"{H} has acquired thirty percent of {C}.", "30"),
        (f"{H} acquired fifty-one per cent of {C}.", "51"),
        (f"{H} bought three quarters of the shares of {C}.", "75"),
        (f"{H} has held all shares in {C} since May, the remaining 70 % having been sold to it.", "100"),
        (f"{H} holds 30 % of {C} and takes half of the metal output.", "30"),
    ],
)
def test_parts_in_words(text: str, percent: str) -> None:
    assert qualifier(text, "shareholderOf", "percent") == {percent}


def test_the_heading_of_a_list_gives_the_strength() -> None:
    text = f"Equity-accounted by {H}:\n– {C} (30 %)\n\nWholly owned by {H}:\n– {S}"
    assert qualifier(text, "shareholderOf", "strength") == {"associate"}
    assert qualifier(text, "subsidiaryOf", "strength") == {"wholly-owned"}


@pytest.mark.parametrize(
    "text",
    [
        f"{H}\nLargest customer: {C} (9% of revenue), which winds motors.",
        f"{H}\nThe largest customers are {C} (9 %) and {S} (4 %).",
        f"{H}\nSuppliers:\n- {C} (9 %)\n- {S} (4 %)",
        f"{H} takes 60 % of the output of {C}.",
        f"{H} has an interest in the results of {C}.",
    ],
)
def test_a_part_of_sales_is_no_stake(text: str) -> None:
    assert claims(text, "shareholderOf") == []


def test_what_is_wholly_owned_has_no_part_of_another() -> None:
    text = f"{H} indirectly owns 8 % of {C} by means of its wholly-owned company {S}, which makes flakes."
    [(subsidiary, _, told)] = claims(text, "subsidiaryOf")
    assert (subsidiary, told["strength"], told.get("percent")) == (S, "wholly-owned", None)
    [(_, company, told)] = claims(text, "shareholderOf")
    assert (company, told.get("strength"), told["percent"]) == (C, None, "8")
