from decimal import Decimal

import pytest

from reechain.extractors.quantities.repair.broken import WAN, YI, Break, broken_in

_ONE = Decimal(1)


@pytest.mark.parametrize(
    ("text", "literal", "kind", "items"),
    [
        ("sales of 48 in 20217 billion yuan rose", "48 in 20217 billion yuan", Break.SPLIT, [("48", "70", YI)]),
        ("sales of 48 in 20212.7 billion yuan", "48 in 20212.7 billion yuan", Break.SPLIT, [("48", "27", YI)]),
        ("took 93 in the first half4.1 billion yuan", "93 in the first half4.1 billion yuan", Break.SPLIT, [("93", "41", YI)]),
        ("reach 12 by 202640,000 tons", "12 by 202640,000 tons", Break.SPLIT, [("12", "4", WAN)]),
        ("a CAGR of 21 from 2019 to 20245%", "21 from 2019 to 20245%", Break.SPLIT, [("21", "5", _ONE)]),
        ("a share of 9 in 202131% was", "9 in 202131%", Break.SPLIT, [("9", "31", _ONE)]),
        ("income of 7$2.6 billion", "7$2.6 billion", Break.SPLIT, [("7", "26", YI)]),
        ("5The 20,000-ton line", "5The 20,000-ton", Break.SPLIT, [("5", "2", WAN)]),
        ("mines gave 1730,000 tons", "1730,000 tons", Break.GROUPED, [("173", None, WAN)]),
        ("an output of 2,31768 tons", "2,31768 tons", Break.GROUPED, [("2317", "68", _ONE)]),
        ("a content of 04%", "04%", Break.ZERO, [("0", "4", _ONE)]),
        ("accounted for % and 9%", "%", Break.GONE, [("", None, _ONE)]),
        ("at 21-340,000 yuan", "21-340,000 yuan", Break.RANGE, [("21", None, WAN), ("34", None, WAN)]),
        ("be 175/19.2/24.10,000 tons", "175/19.2/24.10,000 tons", Break.SERIES, [("175", None, WAN), ("19", "2", WAN), ("24", "1", WAN)]),
        ("was 2310%/24.55%/31.07%,", "2310%/24.55%/31.07%", Break.SERIES, [("2310", None, _ONE), ("24", "55", _ONE), ("31", "07", _ONE)]),
        (
            "mines of 8 in 2025, 2026 and 20272/9.1/9.60,000 tons",
            "8 in 2025, 2026 and 20272/9.1/9.60,000 tons",
            Break.SPLIT,
            [("8", "2", WAN), ("9", "1", WAN), ("9", "6", WAN)],
        ),
    ],
)  # fmt: skip
def test_broken_numbers_are_taken_apart(
    text: str, literal: str, kind: Break, items: list[tuple[str, str | None, Decimal]]
) -> None:
    (found,) = broken_in(text)
    assert text[found.start : found.end] == literal
    assert found.kind is kind
    assert [(item.whole, item.fraction, item.scale) for item in found.items] == items


def test_a_clause_within_a_number_is_told_by_its_characters() -> None:
    text = "revenue of 48 in 20212.7 billion yuan"
    (found,) = broken_in(text)
    assert found.clause is not None
    assert text[slice(*found.clause)] == " in 2021"


@pytest.mark.parametrize(
    "text",
    [
        "In 2022 output was 1,730,000 tons, 4.2% more than in 2021; revenue of 20.6 billion yuan.",
        "revenue of 20,226 million yuan in 2022, 29.0/33.1/52.1 thousand tonnes in 2024, 2025 and 2030",
        "FY2022 5% of SmCo5 magnets, Nd2Fe14B 30%, Q3 2 billion, room 101, AB5 alloys, 2021-2025 10% a year",
        "between 35,000 and 550,000 yuan; 0.6% and 0.05 %; 7 May 2023 05:30; code 0123 456",
        "by 2025, 90,000 tonnes; 17.5 million vehicles in 2024, 12 mines",
    ],
)
def test_sound_numbers_are_not_broken(text: str) -> None:
    assert broken_in(text) == []
