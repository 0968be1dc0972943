"""Rules: who issued them by the form of the text, what stays or replaces them, and the days on which they hold."""

import pytest
from tests.extractors.reading import blind, read, statements

from reechain.ontology.records import Document

NOTICE = """MINISTRY OF FOREIGN COMMERCE
Notice No. 7 of 2024 on the Export of Certain Items

To protect the peace, the following shall not be exported without a licence:

1. Terbium oxide and scandium.
2. Gallium metal, samarium-cobalt magnets.

Items 1 shall be implemented from 1 March 2024. Items 2 shall be implemented from 1 June 2024.
Notice No. 2 of 2020 shall be repealed simultaneously.

12 February 2024
"""


def days(text: str, predicate: str) -> dict[tuple[str, str], dict[str, str]]:
    """Return the qualifiers of the claims of a relation, by their ends."""
    found = blind().extract(Document(key="text", text=text))
    of = found.name_of()
    return {
        (of[claim.subject].canonical, of[claim.object].canonical): {
            q.property: q.value for q in claim.qualifiers
        }
        for claim in found.claims
        if claim.predicate == predicate
    }


def test_the_head_of_a_notice_tells_who_issued_it_and_its_foot_when() -> None:
    assert days(NOTICE, "issuedBy") == {
        ("Notice No. 7 of 2024", "MINISTRY OF FOREIGN COMMERCE"): {
            "validOn": "2024-02-12",
            "validFrom": "2024-03-01",
        }
    }


def test_clauses_of_one_notice_begin_on_different_days() -> None:
    found = days(NOTICE, "governs")
    assert found["Notice No. 7 of 2024", "Terbium oxide"] == {"validFrom": "2024-03-01"}
    assert found["Notice No. 7 of 2024", "samarium-cobalt magnets"] == {"validFrom": "2024-06-01"}


def test_a_notice_is_the_subject_that_its_own_sentences_leave_out() -> None:
    assert days(NOTICE, "replaces") == {
        ("Notice No. 7 of 2024", "Notice No. 2 of 2020"): {"validFrom": "2024-03-01"}
    }


@pytest.mark.parametrize(
    ("text", "predicate", "found"),
    [
        (
            "Notice No. 9 of 2025 was issued by the Ministry of Trade on 2 June 2025 and takes effect on 1 July 2025.",
            "issuedBy",
            {"validOn": "2025-06-02", "validFrom": "2025-07-01"},
        ),
        (
            "The Ministry of Trade issued Notice No. 9 of 2025 on 2 June 2025. The notice has applied since that day.",
            "issuedBy",
            {"validOn": "2025-06-02", "validFrom": "2025-06-02"},
        ),
        (
            "The Ministry of Trade issued Notice No. 9 of 2025. The notice is in force from 1 July 2025 until 31 December 2026.",
            "issuedBy",
            {"validFrom": "2025-07-01", "validUntil": "2027-01-01"},
        ),
        ("The Ministry of Trade issued Notice No. 9 of 2025.", "issuedBy", {}),
        (
            "Notice No. 9 of 2025 suspends Notice No. 3 of 2025 from 10 May 2025 until 9 May 2026.",
            "suspends",
            {"validFrom": "2025-05-10", "validUntil": "2026-05-10"},
        ),
        (
            "Notice No. 9 of 2025, which takes effect on 1 July 2025, replaces Notice No. 3 of 2025.",
            "replaces",
            {"validFrom": "2025-07-01"},
        ),
    ],
)
def test_a_rule_holds_on_the_days_that_are_printed(text: str, predicate: str, found: dict[str, str]) -> None:
    assert list(days(text, predicate).values()) == [found]


def test_the_days_of_a_rule_that_is_stayed_are_its_own() -> None:
    text = (
        "The Ministry of Trade issued Notice No. 3 of 2025 on 2 May 2025. "
        "Notice No. 9 of 2025 suspends Notice No. 3 of 2025 from 10 May 2025."
    )
    assert list(days(text, "issuedBy").values()) == [{"validOn": "2025-05-02"}]


def test_a_report_about_a_notice_is_no_notice() -> None:
    text = "TRADE MINISTRY\nMinistry issues Notice No. 7 of 2024\n\nMarkets fell."
    assert not days(text, "issuedBy")


def test_roles_at_the_only_site_of_a_text() -> None:
    text = (
        "The Dundas Hill mine has a complicated history. Day-to-day mining is carried out by Foobar Ltd. "
        "The ore belongs to Quux Inc. The mining lease stands in the name of Blarg Corp."
    )
    found = {(s, p) for s, p, o in statements(read(text, blind())) if o == "Dundas Hill mine"}
    assert found >= {
        ("Foobar Ltd", "runs"), ("Quux Inc", "ownsOreOf"), ("Blarg Corp", "holdsMiningRightTo"),
    } or found >= {("Foobar Ltd.", "runs"), ("Quux Inc.", "ownsOreOf"), ("Blarg Corp.", "holdsMiningRightTo")}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Proclamation 118 was read out.", "Proclamation 118"),
        ("It amends Order 88-R in part.", "Order 88-R"),
        ("Announcement 2024-17 is short.", "Announcement 2024-17"),
        ("They cite Royal Decree M-45 often.", "Royal Decree M-45"),
        ("ORDER No. 15/2024 was read out.", "ORDER No. 15/2024"),
        ("Notice 118 was read out.", "Notice 118"),
        ("The Trial Rules on Rare Earth Invoices are old.", "Trial Rules on Rare Earth Invoices"),
        (
            "Interim Measures for Tracing Rare Earth Products came.",
            "Interim Measures for Tracing Rare Earth Products",
        ),
        (
            "The Rules on Clay Mining of the Ministry of Mines hold.",
            "Rules on Clay Mining",
        ),
    ],
)
def test_a_rule_goes_by_its_number_or_by_what_it_is_on(text: str, name: str) -> None:
    found = blind().extract(Document(key="text", text=text))
    assert [n.canonical for n in found.names if n.type.value == "Policy"] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Order 7 pieces today.",
        "The company's Circular 2 to shareholders was sent.",
        "Announcement 12 March 2025",
        "In Order 2024 they failed.",
        "The Regulation was read out.",
    ],
)
def test_not_every_number_makes_a_rule(text: str) -> None:
    found = blind().extract(Document(key="text", text=text))
    assert [n.canonical for n in found.names if n.type.value in {"Policy", "Company"}] == []


QUOTAS = """Department of Natural Resources
Order 15-K, 14 February 2024

The following ceilings are set (tonnes):
  - Belgarde Rare Earths: mining 3,200; separation 2,000
  - Orlov Combine: mining 1,100
  - Total: mining 4,300
"""


def test_rows_of_quotas_give_each_holder() -> None:
    assert set(days(QUOTAS, "holdsQuotaUnder")) == {
        ("Belgarde Rare Earths", "Order 15-K"),
        ("Orlov Combine", "Order 15-K"),
    }
    assert days(QUOTAS, "issuedBy") == {
        ("Order 15-K", "Department of Natural Resources"): {"validOn": "2024-02-14"}
    }


ARTICLES = """Ministry of Trade of Ostania
Circular No. 4/2023

Section 1. Exports of terbium oxide require a licence from 1 July 2023.
Section 2. This Circular takes effect on 15 June 2023 and replaces Circular No. 9/2019.
"""


def test_articles_bear_on_their_goods_and_have_days_of_their_own() -> None:
    assert days(ARTICLES, "governs") == {
        ("Circular No. 4/2023", "terbium oxide"): {"validFrom": "2023-07-01"}
    }
    assert days(ARTICLES, "replaces") == {
        ("Circular No. 4/2023", "Circular No. 9/2019"): {"validFrom": "2023-06-15"}
    }


def test_a_stretch_of_time_takes_its_year_from_its_end() -> None:
    text = "Decree 81, out on Monday, stays Decree 77 from 5 June to 5 December 2025."
    assert days(text, "suspends") == {
        ("Decree 81", "Decree 77"): {"validFrom": "2025-06-05", "validUntil": "2025-12-06"}
    }
