"""Printed amounts: their characters, their values in base units, what is about them."""

from decimal import Decimal
from itertools import pairwise

import pytest

from reechain.extractors.quantities.printed.amounts import Bound, Form, amounts_in


def read(text: str) -> list[tuple[str, list[str], str]]:
    return [(each.literal, [str(value) for value in each.values], each.unit) for each in amounts_in(text)]


@pytest.mark.parametrize(
    ("text", "literal", "values", "unit"),
    [
        ("it made 3,200 tonnes of oxide", "3,200 tonnes", ["3200"], "t"),
        ("it made 1.5 million t of ore", "1.5 million t", ["1500000"], "t"),
        ("a deposit of 2.5 Mt at depth", "2.5 Mt", ["2500000"], "t"),
        ("shipped 500 mt of it", "500 mt", ["500"], "t"),
        ("shipped 12 000 t of it", "12 000 t", ["12000"], "t"),
        ("10.5kt of alloy", "10.5kt", ["10500"], "t"),
        ("twelve thousand tonnes", "twelve thousand tonnes", ["12000"], "t"),
        ("the 5,000-tonne line", "5,000-tonne", ["5000"], "t"),
        ("2.2 short tons of ore", "2.2 short tons", ["1.995806428"], "t"),
        ("17.87万吨", "17.87万吨", ["178700"], "t"),
        ("3.5 ten thousand tons", "3.5 ten thousand tons", ["35000"], "t"),
        ("some 12 kg each", "12 kg", ["12"], "kg"),
        ("900 pounds of magnets", "900 pounds", ["900"], "lb"),
        ("at 2,140ppm TREO", "2,140ppm", ["2140"], "ppm"),
        ("grades 0.42 g/t", "0.42 g/t", ["0.42"], "g/t"),
        ("up 22.5% on the year", "22.5%", ["22.5"], "%"),
        ("up 12 per cent", "12 per cent", ["12"], "%"),
        ("Forty per cent of it", "Forty per cent", ["40"], "%"),
        ("growth of -3.1% there", "-3.1%", ["-3.1"], "%"),
        ("2.6 percentage points", "2.6 percentage points", ["2.6"], "percentage points"),
        ("by 210 basis points", "210 basis points", ["210"], "basis points"),
        ("US$4.2 million", "US$4.2 million", ["4200000"], "USD"),
        ("A$6.1m in cash", "A$6.1m", ["6100000"], "AUD"),
        ("C$7 MILLION", "C$7 MILLION", ["7000000"], "CAD"),
        ("EUR 128m in all", "EUR 128m", ["128000000"], "EUR"),
        ("47 bln yen", "47 bln yen", ["47000000000"], "JPY"),
        ("Rs 500 crore", "Rs 500 crore", ["5000000000"], "INR"),
        ("a 72.8-billion-rupee plan", "72.8-billion-rupee", ["72800000000"], "INR"),
        ("MSEK 45 in the quarter", "MSEK 45", ["45000000"], "SEK"),
        ("59.84亿元", "59.84亿元", ["5984000000"], "CNY"),
        ("a target of 62p", "62p", ["0.62"], "GBP"),
        ("capital of 212 M USD", "212 M USD", ["212000000"], "USD"),
        ("CNY 412,000 per tonne", "CNY 412,000 per tonne", ["412000"], "CNY/t"),
        ("20,536 yuan/ton", "20,536 yuan/ton", ["20536"], "CNY/t"),
        ("cost $1.71 a pound after credits", "$1.71 a pound", ["1.71"], "USD/lb"),
        ("US$/kg 62.5", "US$/kg 62.5", ["62.5"], "USD/kg"),
        ("EUR 0.42 per share", "EUR 0.42 per share", ["0.42"], "EUR/share"),
        ("7 million batteries", "7 million batteries", ["7000000"], "pieces"),
        ("2.5m vehicles", "2.5m vehicles", ["2500000"], "pieces"),
        ("1,200 full-time employees", "1,200 full-time employees", ["1200"], "persons"),
        ("Employees: 411 (average)", "411", ["411"], "persons"),
        ("net debt of 1.3 billion", "1.3 billion", ["1300000000"], ""),
        ("one and a half million tonnes", "one and a half million tonnes", ["1500000"], "t"),
        ("half a million dollars", "half a million dollars", ["500000"], "USD"),
        ("two dozen trucks", "two dozen trucks", ["24"], "pieces"),
        ("two thirds of the ore", "two thirds", ["66.67"], "%"),
        ("by a fifth.", "a fifth", ["20"], "%"),
        ("Half of the oxide", "Half", ["50"], "%"),
        ("three quarters of the value", "three quarters", ["75"], "%"),
        ("nine in ten from there", "nine in ten", ["90"], "%"),
        ("Sales doubled in May", "doubled", ["100"], "%"),
        ("trades at 0.7x book", "0.7x", ["0.7"], "times"),
        ("2.2 times as much", "2.2 times", ["2.2"], "times"),
        ("rose tenfold", "tenfold", ["10"], "times"),
    ],
)
def test_one_amount(text: str, literal: str, values: list[str], unit: str) -> None:
    assert read(text) == [(literal, values, unit)]


@pytest.mark.parametrize(
    ("text", "form", "values", "unit"),
    [
        ("35-55 tonnes", Form.RANGE, ["35", "55"], "t"),
        ("between 35 and 55 tonnes", Form.RANGE, ["35", "55"], "t"),
        ("from 1.2 to 1.5 million t", Form.RANGE, ["1200000", "1500000"], "t"),
        ("800,000 to 1.2 million tonnes", Form.RANGE, ["800000", "1200000"], "t"),
        ("3%-5%", Form.RANGE, ["3", "5"], "%"),
        ("15 to 25 per cent", Form.RANGE, ["15", "25"], "%"),
        ("US$30-35/kg", Form.RANGE, ["30", "35"], "USD/kg"),
        ("a loss of DKK 38 to 42 million", Form.RANGE, ["38000000", "42000000"], "DKK"),
        ("two to four kilos", Form.RANGE, ["2", "4"], "kg"),
        ("29.0/33.1/52.1 thousand tonnes", Form.SERIES, ["29000", "33100", "52100"], "t"),
        ("30.80%/30.69%/49.29%", Form.SERIES, ["30.8", "30.69", "49.29"], "%"),
        ("812.4/1,046.3/1,318.9 million yuan", Form.SERIES, ["812400000", "1046300000", "1318900000"], "CNY"),
        ("+2.4/-1.1/-3.9 thousand tonnes", Form.SERIES, ["2400", "-1100", "-3900"], "t"),
        ("Output (t): 310/425", Form.SERIES, ["310", "425"], "t"),
        ("Revenue (A$ million): 4.1/5.2", Form.SERIES, ["4100000", "5200000"], "AUD"),
        ("Margin (%): 4.1/5.2", Form.SERIES, ["4.1", "5.2"], "%"),
        ("within 56.5 to 59.5 (10,000 yuan/tonne)", Form.RANGE, ["565000", "595000"], "CNY/t"),
        ("PE 31/23/18X", Form.SERIES, ["31", "23", "18"], "times"),
    ],
)
def test_several_numbers(text: str, form: Form, values: list[str], unit: str) -> None:
    [amount] = amounts_in(text)
    assert (amount.form, [str(value) for value in amount.values], amount.unit) == (form, values, unit)


def test_what_moves_from_and_to_is_two_amounts() -> None:
    assert read("output rose from 1.2 to 1.5 million t") == [
        ("1.2", ["1200000"], "t"),
        ("1.5 million t", ["1500000"], "t"),
    ]
    assert read("raises its stake from 19.9% to 60%") == [("19.9%", ["19.9"], "%"), ("60%", ["60"], "%")]


def test_a_unit_that_a_later_or_an_earlier_number_has() -> None:
    assert read("12 and 15 tonnes respectively") == [("12", ["12"], "t"), ("15 tonnes", ["15"], "t")]
    assert read("EPS of 0.21, 0.33, 0.40 yuan")[0] == ("0.21", ["0.21"], "CNY")
    assert read("312 tonnes (2023: 287)") == [("312 tonnes", ["312"], "t"), ("287", ["287"], "t")]


@pytest.mark.parametrize(
    "text",
    [
        "in 2023 and 2024/25",
        "on 12 May 2023",
        "Announcement No. 41",
        "AB5 alloy and NdFeB 52H",
        "holds 1,961 shares",
        "1,961 million shares",
        "51:49",
        "at (2): 14",
        "Tel. 0797-3528118",
        "page 14 of 20",
        "The Bank 4.9 Employees' association",
        "in 2022 vehicles sold well",
        "F-35 jets",
        "the first half and the third quarter",
        "a third plant and a third party",
        "for the first three quarters of the year",
        "the 10X plant",
        "two people familiar with the matter",
        "1.4 billion years old",
        "three times a day",
        "version 3.5.2 %",
        "9,000 m of drilling",
        "2550,000 tons",
        "1,42126 tons",
    ],
)
def test_no_amount(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("3,200 t/y", "year"),
        ("3,200 tpa", "year"),
        ("3,200 tonnes per annum", "year"),
        ("450 tonnes of neodymium oxide a year", "year"),
        ("11 tonnes a month", "month"),
        ("two tonnes a day", "day"),
        ("450 tonnes a year earlier", ""),
        ("450 tonnes", ""),
    ],
)
def test_rates(text: str, per: str) -> None:
    [amount] = amounts_in(text)
    assert (amount.unit, amount.per) == ("t", per)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("about 40 t", Bound.ABOUT),
        ("more than 40 t", Bound.LEAST),
        ("no less than 40 t", Bound.LEAST),
        ("no more than 40 t", Bound.MOST),
        ("up to 40 t", Bound.MOST),
        ("500+ employees", Bound.LEAST),
        ("40 t or more", Bound.LEAST),
        ("40 t", None),
    ],
)
def test_bounds(text: str, bound: Bound | None) -> None:
    assert [amount.bound for amount in amounts_in(text)] == [bound]


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("(ASX: ABC) has $5 million", "AUD"),
        ("All amounts in Canadian dollars. Cash was $5 million", "CAD"),
        ("A$3 million is $2 million", "USD"),
        ("Japan gives ¥41bn", "JPY"),
        ("China gives ¥41bn", "CNY"),
    ],
)
def test_whose_dollar(text: str, currency: str) -> None:
    assert amounts_in(text)[-1].currency == currency


def test_offsets_are_of_the_text() -> None:
    text = "Output:\n 3,200\ntonnes – half of it – for US$62/kg\u00a0or 30% / 51% of 1.2 billion yuan (€\u00a04m)."
    amounts = amounts_in(text)
    assert [text[each.start : each.end] for each in amounts] == [each.literal for each in amounts]
    assert [each.unit for each in amounts] == ["t", "%", "USD/kg", "%", "CNY", "EUR"]
    assert all(one.end <= other.start for one, other in pairwise(amounts))


def test_values_are_exact_and_plain() -> None:
    [amount] = amounts_in("0.1 kt")
    assert amount.values == (Decimal(100),)
    assert str(amount.values[0]) == "100"
    assert amount.digits == ("0.1",)
