"""What is made of numbers: sound ones stay, damaged ones are read only where a check proves how."""

import pytest
from tests.extractors.quantities.numbers_by_hand import decide, number, thing, value

from reechain.extractors.quantities.about.describe import About
from reechain.ontology.records import EntityType, ValueStatus

FIRM = thing("Brightwater Rare Earth")
OXIDE = thing("lanthanum oxide", EntityType.PRODUCT)
METAL = thing("cerium metal", EntityType.PRODUCT)
CHINA = thing("China", EntityType.PLACE, "cn")
REVENUE = About(metric="revenue", subject=FIRM, period="2022")


def test_numbers_of_a_sound_document_stay_as_printed() -> None:
    texts = ["made 430,000 tons", "a share of 46%", "sold for 59.8 billion yuan", "a rise of 265%"]
    numbers = [number(k, text, About(metric="production")) for k, text in enumerate(texts)]
    found = decide(*numbers, is_damaged=False)
    assert [each.status for each in found] == [ValueStatus.CLEAN] * 4
    assert [value(each) for each in found] == ["430000", "46", "59800000000", "265"]


def test_a_broken_number_of_a_sound_document_is_not_asserted() -> None:
    (found,) = decide(number(0, "made 4310,000 tons", About(metric="production")), is_damaged=False)
    assert (found.status, found.reading) == (ValueStatus.AMBIGUOUS, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("revenue of 48 in 20217 billion yuan", "4870000000"),
        ("revenue of 48 in 20212.5 billion yuan", "4825000000"),
        ("a need of 12 by 202640,000 tons", "124000"),
        ("a rate of 21 from 2019 to 20245%", "21.5"),
        ("a content of 04%", "0.4"),
        ("an output of 2,31768 tons", "2317.68"),
    ],
)
def test_a_number_whose_form_shows_its_point_is_repaired(text: str, expected: str) -> None:
    (found,) = decide(number(0, text, About(metric="other")))
    assert (found.status, value(found)) == (ValueStatus.REPAIRED, expected)
    assert found.rule in {"split", "leading-zero", "grouping"}


def test_a_share_of_four_digits_can_be_read_one_way_only() -> None:
    (found,) = decide(number(0, "holds 4318% of it", About(metric="stake")))
    assert (found.status, value(found), found.rule) == (ValueStatus.REPAIRED, "43.18", "bound")


def test_a_share_of_three_digits_alone_is_ambiguous() -> None:
    (found,) = decide(number(0, "a share of 431%", About(metric="share")))
    assert (found.status, found.reading) == (ValueStatus.AMBIGUOUS, None)
    assert sorted(f"{reading.value:f}" for reading, belief in found.readings if belief > 0.01) == [
        "4.31",
        "43.1",
    ]


def test_a_share_is_proved_by_its_part_and_the_whole() -> None:
    whole = number(0, "revenue of 48 in 20227 billion yuan", REVENUE)
    part = number(
        1,
        "oxides gave 209.4 billion yuan",
        About(metric="revenue", subject=FIRM, product=OXIDE, period="2022"),
        sentence=2,
    )
    share = number(
        2,
        "accounting for 430%",
        About(metric="share", of="revenue", subject=FIRM, product=OXIDE, period="2022"),
        sentence=2,
    )
    found = decide(whole, part, share)
    assert [value(each) for each in found] == ["4870000000", "2094000000", "43"]
    assert found[1].status is ValueStatus.REPAIRED
    assert "share" in {tie.name for tie in found[2].passed}


def test_growth_leads_from_a_published_quota_to_the_next_year() -> None:
    before = About(metric="quota", kind="quota", stage="mining", subject=CHINA, period="2022")
    after = About(metric="quota", kind="quota", stage="mining", subject=CHINA, period="2023")
    rise = About(metric="change", of="quota", subject=CHINA, period="2023")
    found = decide(
        number(0, "the index was 2100,000 tons", before),
        number(1, "and is 2550,000 tons", after, sentence=2),
        number(2, "up 214%", rise, sentence=2),
    )
    assert [value(each) for each in found] == ["210000", "255000", "21.4"]
    assert {tie.name for tie in found[1].passed} >= {"known-quota", "growth"}


def test_growth_alone_does_not_tell_how_large_both_levels_are() -> None:
    before = About(metric="production", subject=FIRM, product=OXIDE, period="2022")
    after = About(metric="production", subject=FIRM, product=OXIDE, period="2023")
    rise = About(metric="change", of="production", subject=FIRM, product=OXIDE, period="2023")
    found = decide(
        number(0, "it made 1890,000 tons", before),
        number(1, "then 2140,000 tons", after, sentence=2),
        number(2, "up 1323%", rise, sentence=2),
    )
    assert [each.reading for each in found[:2]] == [None, None]
    assert value(found[2]) in {"", "13.23"}


def test_a_sum_that_no_reading_passes_is_a_conflict_of_what_it_is_made_of() -> None:
    whole = number(
        0,
        "the index of all is 2440,000 tons",
        About(metric="quota", kind="quota", stage="separation", subject=CHINA, period="2023", confidence=0.9),
    )
    part = number(
        1,
        "it got 16 was given320,000 tons",
        About(metric="quota", kind="quota", stage="separation", subject=FIRM, period="2023", confidence=0.9),
        sentence=2,
    )
    share = number(
        2,
        "accounting for 7097%",
        About(metric="share", of="quota", stage="separation", subject=FIRM, period="2023", confidence=0.9),
        sentence=2,
    )
    found = decide(whole, part, share)
    assert found[0].status is ValueStatus.REPAIRED
    assert [each.status for each in found[1:]] == [ValueStatus.CONFLICTING] * 2
    assert "66.8" in found[1].reason and "70.97" in found[1].reason


def test_shares_of_one_whole_are_no_more_than_a_hundred() -> None:
    about = [
        About(
            metric="share",
            of="gross profit",
            subject=FIRM,
            product=thing(name, EntityType.PRODUCT),
            period="2022",
        )
        for name in "abc"
    ]
    first, second = (number(k, text, about[k]) for k, text in enumerate(("a had 5590%", "b had 3570%")))
    third = number(2, "c fell to 60% of it", about[2])
    found = decide(first, second, third)
    assert [value(each) for each in found[:2]] == ["55.9", "35.7"]
    assert value(found[2]) in {"", "6"}


def test_a_number_of_which_nothing_is_left_is_lost() -> None:
    (found,) = decide(number(0, "accounted for % and so on", About(metric="share")))
    assert (found.status, found.reading, found.readings) == (ValueStatus.LOST, None, ())


UNLIKE = [
    (About(metric="production", subject=FIRM, product=OXIDE, period="2022", bases=("reo-basis",)), About(metric="production", subject=FIRM, product=OXIDE, period="2023", bases=("gross-weight",))),
    (About(metric="quota", kind="quota", subject=FIRM, period="2022"), About(metric="quota", kind="target", subject=FIRM, period="2023")),
    (About(metric="capacity", kind="actual", subject=FIRM, period="2022"), About(metric="capacity", kind="planned", subject=FIRM, period="2023")),
    (About(metric="production", subject=FIRM, period="2022"), About(metric="production", subject=thing("Brightwater Metals"), period="2023")),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_unlike_numbers_prove_nothing_of_each_other(one: About, other: About) -> None:
    rise = About(
        metric="change", of=other.metric, subject=other.subject, product=other.product, period=other.period
    )
    found = decide(
        number(0, "it was 154,300 tons", one, paragraph=1),
        number(1, "now 1890,000 tons", other, sentence=9, paragraph=2),
        number(2, "up 225%", rise, sentence=9, paragraph=2),
    )
    used = [tie for each in found for tie in (*each.passed, *each.failed) if {0, 1} <= set(tie.numbers)]
    assert used == []
    assert found[1].reading is None


def test_a_firms_number_and_its_subsidiarys_are_not_added() -> None:
    parent, daughter = (
        About(metric="revenue", subject=FIRM, period="2022"),
        About(metric="revenue", subject=thing("Brightwater Metals"), period="2022"),
    )
    found = decide(
        number(0, "the firm took 30.5 billion yuan", parent),
        number(1, "its subsidiary 12.2 billion yuan", daughter),
        number(2, "in total 42.7 billion yuan for the firm", parent),
    )
    assert [tie.name for each in found for tie in each.passed if tie.name == "sum"] == []
