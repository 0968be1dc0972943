"""Periods as printed, and which of them a number is of."""

from dataclasses import replace
from itertools import pairwise

import pytest

from reechain.extractors.quantities.about.around import Around
from reechain.extractors.quantities.about.period import periods_of
from reechain.extractors.quantities.about.printed_periods import bare_periods_in, periods_in, relative_in
from reechain.extractors.quantities.printed.amounts import amounts_in
from reechain.extractors.quantities.scene import Scene


@pytest.mark.parametrize(
    ("text", "shown", "first", "last"),
    [
        ("in 2023", "2023", "2023-01-01", "2023-12-31"),
        ("the first three quarters of 2023", "2023-Q1..Q3", "2023-01-01", "2023-09-30"),
        ("from January to November 2023", "2023-01..11", "2023-01-01", "2023-11-30"),
        ("the third quarter of 2022", "2022-Q3", "2022-07-01", "2022-09-30"),
        ("2023Q3", "2023-Q3", "2023-07-01", "2023-09-30"),
        ("H1 2024", "2024-H1", "2024-01-01", "2024-06-30"),
        ("the quarter ended 30 June 2024", "2024-Q2", "2024-04-01", "2024-06-30"),
        ("FY2022", "FY2022", "", ""),
        ("fiscal 2022", "FY2022", "", ""),
        ("from 2019 to 2023", "2019..2023", "2019-01-01", "2023-12-31"),
        ("on 29 February 2024", "2024-02-29", "2024-02-29", "2024-02-29"),
        ("in November 2023", "2023-11", "2023-11-01", "2023-11-30"),
    ],
)
def test_printed_forms(text: str, shown: str, first: str, last: str) -> None:
    """Each printed form has its text and its days."""
    (period,) = periods_in(text)
    assert (period.text, period.first_day, period.last_day) == (shown, first, last)


@pytest.mark.parametrize("text", ["2,023 tonnes", "1999.5", "30 February 2023", "$2023", "2023 tonnes"])
def test_no_period(text: str) -> None:
    """Amounts, and days that no calendar knows, are none."""
    assert [period.text for period in periods_in(text) if len(period.text) == len("YYYY-MM-DD")] == []
    assert not periods_in(text) or "February" in text


def test_parts_without_a_year() -> None:
    """A quarter or half without its year takes the one that is given."""
    assert [
        period.text for period in bare_periods_in("in the first half and in the third quarter", "2024")
    ] == [
        "2024-H1",
        "2024-Q3",
    ]


def test_words_that_lead_back() -> None:
    """Last year is a year back, next year one on."""
    assert [years for _, _, years in relative_in("against last year; this year; next year")] == [-1, 0, 1]


def period_of(text: str, k: int, metric: str = "production") -> str:
    """Return the period of the k-th amount of a text of one sentence for each full stop."""
    amounts = amounts_in(text)
    stops = [0, *(place + 2 for place in range(len(text)) if text.startswith(". ", place)), len(text)]
    scene = Scene(text, None, tuple(pairwise(stops)), ())
    period = periods_of(Around(scene, amounts, k), 1, metric)[0]
    return period.text if period else ""


def test_period_of_an_amount() -> None:
    """The period beside an amount is its own; one that opened an earlier sentence holds on."""
    text = "In 2023 output was 5,100 t, against 4,700 t in the previous year. Sales volume was 4,900 t."
    assert [period_of(text, k) for k in range(3)] == ["2023", "2022", "2023"]


def test_years_in_order() -> None:
    """As many amounts as years stand for them in their order."""
    text = "In 2021 and 2022, output was 210,000 t and 240,000 t."
    assert [period_of(text, k) for k in range(2)] == ["2021", "2022"]


def test_ends_of_a_move() -> None:
    """From and to are the first and the last year of a span."""
    text = "From 2019 to 2022, output rose from 19,300 t to 38,000 t."
    assert [period_of(text, k) for k in range(2)] == ["2019", "2022"]


def test_period_that_stands_in_the_number() -> None:
    """A clause that translation has pushed into a number gives its period, though digits follow the year."""
    text = "In 2021 it was less, it achieved revenue of 372 in 20226 billion yuan."
    start = text.index("372")
    amounts = amounts_in(text)
    broken = replace(amounts[-1], start=start, end=len(text) - 1, clause=(start + 3, start + 11))
    scene = Scene(text, None, ((0, len(text)),), ())
    period = periods_of(Around(scene, [broken], 0), 1, "revenue")[0]
    assert period is not None and period.text == "2022"
