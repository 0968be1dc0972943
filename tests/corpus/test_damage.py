"""Sound texts made into damaged ones: what each way of damage prints, where, and what stays known."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from corpus.damage import STRENGTHS, Damaged, Operator, damage
from corpus.damage.__main__ import main
from corpus.damage.chinese import HUNDRED_MILLION, TEN_THOUSAND, Figure, figure_of, in_row
from corpus.damage.engine import translated, words_around
from corpus.damage.files import read_all
from corpus.damage.operators import series, split, with_clause, with_sign, without_point
from corpus.damage.score import Outcome, Tally, is_marked, outcome_of

from reechain.extractors.quantities.printed.amounts import amounts_in
from reechain.ontology.records import Evidence, Place, Quantity, Value, ValueStatus

TONS = words_around("61,400 t", "61,400", "61,400", "tons")
YUAN = words_around("1.29 billion yuan", "1.29", "1.29", "tons")
PERCENT = words_around("38.05%", "38.05", "38.05", "tons")
TEXT = (
    "Lindrup Metals sold 61,400 t of oxide in 2024, 38.05% of the national total of 161,400 t. "
    "Revenue rose 12.40% to 1.405 billion yuan from 1.25 billion yuan, and the plant has 420 workers and 9,000 t of stock.\n"
    "By 2027, demand is to be 23.1/25.4/30.2 thousand tonnes; exports make up 45.5% and 9% of it."
)


def damaged(text: str, seed: int, strength: str = "heavy") -> Damaged:
    return damage(text, amounts_in(text), seed, strength)


def outcomes(text: str, literal: str) -> set[str]:
    """Return what becomes of a text's only amount under many seeds, but for where it comes out as it was."""
    found = {damaged(text, seed).text for seed in range(400)}
    return {each for each in found if literal not in each}


@pytest.mark.parametrize(
    ("value", "unit", "printed", "decimals", "expected"),
    [
        ("61400", "t", "61,400", 0, ("6", "14", TEN_THOUSAND)),
        ("61000", "t", "61,000", 2, ("6", "10", TEN_THOUSAND)),
        ("50000", "t", "50,000", 2, ("5", "", TEN_THOUSAND)),
        ("61437", "t", "61,437", 0, ("6", "14", TEN_THOUSAND)),
        ("9300.5", "t", "9,300.5", 2, ("9,300", "5", Decimal(1))),
        ("1290000000", "CNY", "1.29", 0, ("12", "9", HUNDRED_MILLION)),
        ("84500000", "CNY", "84.5", 0, ("8450", "", TEN_THOUSAND)),
        ("197000000", "t", "197", 0, ("1", "97", HUNDRED_MILLION)),
        ("38.05", "%", "38.05", 1, ("38", "05", Decimal(1))),
        ("63.5", "USD/kg", "63.5", 2, ("63", "5", Decimal(1))),
    ],
)
def test_an_amount_has_a_chinese_form(
    value: str, unit: str, printed: str, decimals: int, expected: tuple[str, str, Decimal]
) -> None:
    assert figure_of(Decimal(value), printed, unit, decimals, True) == Figure(*expected)


def test_an_amount_of_many_digits_is_printed_in_full() -> None:
    assert figure_of(Decimal(12345), "12,345", "t", 2, True) is None


def test_a_row_has_one_step_and_as_many_decimals() -> None:
    row = in_row([Decimal(9500), Decimal(13000), Decimal(14000)], ("9.5", "13", "14"), "t", 0)
    assert row is not None
    assert [each.digits for each in row] == ["095", "130", "140"]
    assert in_row([Decimal(9500), Decimal(14057)], ("9,500", "14,057"), "t", 2) is None


@pytest.mark.parametrize(
    ("digits", "step", "expected"),
    [
        ("614", TEN_THOUSAND, "6140,000"),
        ("43", TEN_THOUSAND, "430,000"),
        ("1290", HUNDRED_MILLION, "129 billion"),
        ("1295", HUNDRED_MILLION, "129.5 billion"),
        ("09", HUNDRED_MILLION, "0.9 billion"),
        ("9", HUNDRED_MILLION, "900 million"),
        ("3805", Decimal(1), "3805"),
    ],
)
def test_the_engine_rescales_digits(digits: str, step: Decimal, expected: str) -> None:
    assert translated(digits, step) == expected


def test_each_operator_prints_its_kind_of_damage() -> None:
    assert without_point(Figure("38", "05", Decimal(1)), PERCENT) == "3805%"
    assert without_point(Figure("9,300", "5", Decimal(1)), TONS) == "9,3005 tons"
    assert without_point(Figure("6", "14", TEN_THOUSAND), TONS) == "6140,000 tons"
    assert without_point(Figure("12", "95", HUNDRED_MILLION), YUAN) == "129.5 billion yuan"
    assert split(Figure("12", "9", HUNDRED_MILLION), YUAN) == "12900 million yuan"
    assert with_clause(Figure("6", "14", TEN_THOUSAND), TONS, "in 2024") == "6 in 2024140,000 tons"
    assert with_clause(Figure("38", "05", Decimal(1)), PERCENT, "in 2024", ".") == "38. in 202405%"
    assert with_sign(Figure("12", "95", HUNDRED_MILLION), YUAN) == "12$9.5 billion"
    row = [Figure("2", "31", TEN_THOUSAND), Figure("2", "54", TEN_THOUSAND), Figure("3", "02", TEN_THOUSAND)]
    assert series(row, TONS, ["/", "/"]) == "231/2.54/3.020,000 tons"
    money = [Figure("68", "2", HUNDRED_MILLION), Figure("77", "5", HUNDRED_MILLION)]
    assert series(money, YUAN, ["/"]) == "682/7.75 billion yuan"


def test_a_clause_after_a_number_is_moved_into_it() -> None:
    found = outcomes("The group earned 1.29 billion yuan in 2021 alone.", "1.29")
    assert "The group earned 12 in 2021900 million yuan alone." in found
    assert "The group earned 12 in 20219 billion yuan alone." in found
    assert "The group earned 12900 million yuan in 2021 alone." in found
    assert "The group earned 12.9 billion yuan in 2021 alone." in found
    assert "The group earned 12$900 million in 2021 alone." in found


def test_a_clause_that_opens_the_sentence_is_moved_into_the_number() -> None:
    found = outcomes("In 2021, the mill made 61,400 t of oxide.", "61,400")
    assert "The mill made 6 in 2021140,000 tons of oxide." in found
    assert "In 2021, the mill made 6140,000 tons of oxide." in found


def test_an_item_of_an_enumeration_is_lost() -> None:
    texts = (damaged("They hold 12% and 8% of it.", seed) for seed in range(400))
    found = next(each for each in texts if each.items[0].operator is Operator.LOST)
    assert found.text == "They hold % and 8% of it."
    assert [item.values for item in found.items] == [(Decimal(12),), (Decimal(8),)]


@pytest.mark.parametrize("strength", sorted(STRENGTHS))
def test_items_stand_where_they_say(strength: str) -> None:
    for seed in range(60):
        found = damaged(TEXT, seed, strength)
        assert len(found.items) == 13
        for item in found.items:
            assert found.text[item.start : item.end] == item.literal


def test_truth_is_kept() -> None:
    true = ["61400", "38.05", "161400", "12.4", "1405000000", "1250000000", "420", "9000", "23100", "25400", "30200", "45.5", "9"]  # fmt: skip
    for seed in range(60):
        found = [item for item in damaged(TEXT, seed).items if item.operator is not Operator.LOST]
        for item in found:
            assert any(abs(item.values[0] - Decimal(each)) <= Decimal(each) / 1000 for each in true)


def test_numbers_without_a_point_come_out_as_they_were() -> None:
    text = "It made 8,300 t, 42 % more, with room for 50,000 t and 7 million yuan."
    assert {damaged(text, seed).text for seed in range(40)} == {text}


def test_without_damage_the_text_is_the_same() -> None:
    assert damaged(TEXT, 1, "none").text == TEXT


def test_the_same_seed_gives_the_same_text() -> None:
    assert damaged(TEXT, 7) == damaged(TEXT, 7)
    assert len({damaged(TEXT, seed).text for seed in range(20)}) > 10


def test_stronger_damage_hits_more() -> None:
    hit = Counter[str]()
    for strength in STRENGTHS:
        for seed in range(40):
            hit[strength] += sum(
                item.operator is not Operator.NONE for item in damaged(TEXT, seed, strength).items
            )
    assert 0 == hit["none"] < hit["light"] < hit["medium"] < hit["heavy"]


def determined_in(text: str, literal: str) -> set[str]:
    """Return by what a number is determined where it has lost nothing but its point."""
    for seed in range(100):
        for item in damaged(text, seed).items:
            if item.literal == literal:
                return set(item.determined)
    raise AssertionError(literal)


def test_what_determines_a_number_is_told() -> None:
    share = "The mine made 8,300 t, which accounts for 41.5% of the country's 20,000 t."
    assert determined_in(share, "415%") == {"share"}
    # The whole has a point too in 万: a tenth of the share of ten times the whole is the same amount.
    either = "The mine made 8,300 t, which accounts for 33.2% of the country's 25,000 t."
    assert determined_in(either, "332%") == set()
    growth = "Sales were 9,200 t, up 17.95% from 7,800 t."
    assert determined_in(growth, "1795%") == {"growth"}
    total = "Of the 12,400 t sold, the mine gave 8,300 t and scrap gave 4,100 t."
    assert determined_in(total, "1240,000 tons") == {"sum"}
    assert determined_in("Its share of the market is 46.31% now.", "4631%") == {"bound"}
    assert determined_in("The rate of tax is 0.75%.", "075%") == {"nought"}
    assert determined_in("Sales grew 17.95% that year.", "1795%") == set()


def test_a_quota_that_is_known_determines_its_number() -> None:
    text = "The quota of that year was 135,000 t."
    items = [damage(text, amounts_in(text), seed, "heavy", [Decimal(135000)]).items[0] for seed in range(20)]
    assert {item.determined for item in items if item.operator is Operator.SCALE} == {("quota",)}


def quantity(start: int, end: int, status: ValueStatus, reading: str | None, item: int = 0) -> Quantity:
    value = None if reading is None else Value(Decimal(reading), Decimal(reading))
    return Quantity(Place(start, end, item), "", "", "", "", status, Evidence(start, end, ""), value)


def test_what_a_reader_made_of_a_number_is_judged() -> None:
    found = next(
        each for each in (damaged("It made 61,400 t.", seed) for seed in range(20)) if "6140,000" in each.text
    )
    item = found.items[0]
    right = quantity(item.start, item.end, ValueStatus.REPAIRED, "61500")
    wrong = quantity(item.start, item.end, ValueStatus.CLEAN, "6140000")
    flagged = quantity(item.start, item.end, ValueStatus.AMBIGUOUS, None)
    elsewhere = quantity(item.end, item.end + 2, ValueStatus.CLEAN, "61400")
    assert is_marked(item)
    assert outcome_of(item, [right], False)[0] is Outcome.RIGHT
    assert outcome_of(item, [right, wrong], False)[0] is Outcome.WRONG
    assert outcome_of(item, [flagged], False)[0] is Outcome.FLAGGED
    assert outcome_of(item, [elsewhere], False)[0] is Outcome.UNREAD
    tally = Tally()
    tally.add("damaged", Outcome.RIGHT)
    assert tally.row("damaged").split() == ["damaged", "1", "1", "0", "0", "0"]


def test_files_are_the_same_each_time_and_read_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "texts" / "lindrup.txt"
    source.parent.mkdir()
    source.write_text(TEXT, encoding="utf-8")
    for name in ("one", "two"):
        assert main([str(source.parent), "--seed", "3", "--output", str(tmp_path / name)]) == 0
    assert "1 documents, 13 numbers" in capsys.readouterr().out
    for suffix in ("txt", "json"):
        one, two = (tmp_path / name / f"texts-lindrup.{suffix}" for name in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()
    (sample,) = read_all(tmp_path / "one")
    assert sample.damaged == damage(TEXT, amounts_in(TEXT), "3 texts-lindrup")
    assert sample.sound == TEXT
