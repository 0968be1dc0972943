"""Dates in running text, and the date of a document."""

import pytest

from reechain.extractors.dates.document import document_date
from reechain.extractors.dates.reading import dates_in, is_date
from reechain.extractors.dates.relative import relative_dates


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("on 12 April 2023 it", ["2023-04-12"]),
        ("on April 12, 2023, it", ["2023-04-12"]),
        ("Apr. 12, 2023", ["2023-04-12"]),
        ("Sept 7, 2022", ["2022-09-07"]),
        ("the 1st of June 2019", ["2019-06-01"]),
        ("12.05.2022", ["2022-05-12"]),
        ("18/11/2022", ["2022-11-18"]),
        ("2023-04-12", ["2023-04-12"]),
        ("2023-04", ["2023-04"]),
        ("2024年5月31日", ["2024-05-31"]),
        ("2024年5月", ["2024-05"]),
        ("in May 2024", ["2024-05"]),
        ("in 2022", ["2022"]),
        ("(2019)", ["2019"]),
        ("2016: first oxide", ["2016"]),
        ("FY2023", ["2023"]),
        ("in mid-2024", ["2024"]),
        ("at the end of 2023", ["2023-12-31"]),
        ("year-end 2023", ["2023-12-31"]),
        ("at the end of June 2023", ["2023-06-30"]),
        ("by the end of June 2023", ["2023-06"]),
        ("by the end of 2025", ["2025"]),
        ("as of the first half of 2024", ["2024-06-30"]),
        ("in the first half of 2024", ["2024"]),
        ("in Q3 2022", ["2022"]),
        ("from 3 May 2021 until 2023", ["2021-05-03", "2023"]),
        ("between 2019 and 2021", ["2019", "2021"]),
        # as printed and sound, or not at all
        ("334 in 202397 billion", []),
        ("in 2023.97 billion", []),
        ("in 2023% of", []),
        ("in 1834 and in 2201", []),
        ("grew to 2000 tonnes", []),
        ("05/11/2022", []),
        ("31 February 2021", []),
        ("No. 2021", []),
        ("the 2019 placement", []),
        ("season 2022-23", []),
        ("", []),
    ],
)
def test_dates_are_read_as_printed(text: str, values: list[str]) -> None:
    assert [found.value for found in dates_in(text)] == values


def test_a_date_has_its_span() -> None:
    [found] = dates_in("sold on 12 April 2023.")
    assert (found.start, found.end) == (8, 21)


@pytest.mark.parametrize("value", ["2023", "2023-04", "2023-04-30", "1900", "2100-12-31"])
def test_a_date_of_the_calendar_is_one(value: str) -> None:
    assert is_date(value)


@pytest.mark.parametrize(
    "value", ["", "23", "2023-4", "2023-13", "2023-04-31", "1899", "2023-04-30T00", "٢٠٢٣"]
)
def test_anything_else_is_none(value: str) -> None:
    assert not is_date(value)


@pytest.mark.parametrize(
    ("text", "published", "values"),
    [
        ("it today sold", "2023-05-05", ["2023-05-05"]),
        ("it sold yesterday", "2023-05-01", ["2023-04-30"]),
        ("it sold on Monday", "2023-05-05", ["2023-05-01"]),
        ("it sold on Friday", "2023-05-05", ["2023-05-05"]),
        ("until today its unit", "2023-05-05", []),
        ("at yesterday's meeting", "2023-05-05", []),
        ("it today sold", "2023-05", []),
        ("it today sold", None, []),
    ],
)
def test_days_are_counted_from_the_day_of_writing(
    text: str, published: str | None, values: list[str]
) -> None:
    assert [found.value for found in relative_dates(text, published)] == values


LONG = (
    "The plant ran well for most of the year, and the board thanks all who worked there through a hard winter, "
    * 2
)


@pytest.mark.parametrize(
    ("text", "key", "date"),
    [
        (
            "---\ntitle: Foo\ndate: 2024-11-05\n---\n\nBERLIN, 3 May 2023 – Foo",
            "a.md",
            ("2024-11-05", "given-date"),
        ),
        ("---\ndate: 5 November 2024\n---\nFoo", "a.md", ("2024-11-05", "given-date")),
        ("OSLO, 4 April 2025 – Foo Ltd has started.", "a", ("2025-04-04", "printed-date")),
        (
            "Foo starts\n\nOSLO, April 4, 2025 (Wire) -- Foo Ltd has started.",
            "a",
            ("2025-04-04", "printed-date"),
        ),
        ("November 2024 | Magnet letter\n\nFoo.", "a", ("2024-11", "printed-date")),
        ("Foo Securities / 2023-08-21\nBar: hold", "a", ("2023-08-21", "printed-date")),
        ("Notice\nLodged: 18/11/2022\n\nFoo.", "a", ("2022-11-18", "printed-date")),
        ("Report, published on 3 May 2023\n\nFoo.", "a", ("2023-05-03", "printed-date")),
        (f"Foo report\n{LONG}\n" * 5 + "Oslo, 3 May 2023", "a", ("2023-05-03", "printed-date")),
        ("Foo Ltd\nAnnual report\nAs at 31 December 2021\n\nFoo.", "a", ("2021-12-31", "printed-date")),
        ("Foo Ltd\nAnnual report 2021\n\nFoo.", "a", ("2021", "printed-date")),
        ("Foo Ltd makes magnets.", "news/2024-05-31-foo.txt", ("2024-05-31", "file-name-date")),
        ("Foo Ltd makes magnets.", "foo_20240531.txt", ("2024-05-31", "file-name-date")),
        ("Foo Ltd makes magnets.", "foo-2023.txt", ("2023", "file-name-date")),
        ("Foo Ltd makes magnets.", "foo-99991399.txt", None),
        # what is told is no day of telling
        (f"{LONG} As of 30 June 2023 Foo held 34 % of Bar.", "a", None),
        ("On 3 May 2021 Foo Ltd bought Bar Inc.", "a", None),
        ("Foo to close by the end of 2023", "a", None),
        ("Foo Ltd bought Bar Inc. in May 2021.", "a", None),
        ("", "a", None),
    ],
)
def test_the_date_of_a_document(text: str, key: str, date: tuple[str, str] | None) -> None:
    assert document_date(text, key) == date
