"""Texts made fit to be read, and the way back to the source."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reechain.extractors.normalise import MAX_RUN, normalise

WRAPPED = """\
The board of Kestrel Ridge Metals Ltd said that it had signed an agreement under
which it will buy every outstanding share of Tamarack Separations Inc. for a sum
of 212 million dollars in cash and stock. Closing is expected in the third quarter
of the year, subject to the consent of the holders and of the authorities in both

countries. Nothing else was said about it.
"""


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("", ""),
        (" \n\t ", ""),
        ("magnets，alloys；powder：（NdFeB）", "magnets,alloys ; powder:(NdFeB)"),
        ("ends here。Then", "ends here. Then"),
        ("“MIIT” and ‘Foo’ or 《Plan》", '"MIIT" and \'Foo\' or "Plan"'),
        ("１２％ of ＮｄＦｅＢ", "12% of NdFeB"),
        ("the ** plant of 1961", "the plant of 1961"),
        ("40**%of 4,800**0 t", "40% of 4,8000 t"),
        ("**Main points**", "Main points"),
        ("5 * 3", "5 * 3"),
        ("one;two", "one ; two"),
        ("5502%held by Foo", "5502% held by Foo"),
        ("5502%-owned", "5502% owned"),
        ("down 6038%;The State", "down 6038% ; The State"),
        ("lower costs.Benefits follow", "lower costs. Benefits follow"),
        ("U.S.A. and v1.2.Beta", "U.S.A. and v1.2.Beta"),
        ("a   b\t\tc", "a b c"),
        ("a\u00a0b\u3000c", "a b c"),
        ("a\x0bb\x0cc\x1cd\x85e\u2028f", "a\nb\nc\nd\ne\nf"),
        ("rare\u00adearth\u200b \ufeffFoo\x00 \u202eBar\u202c", "rareearth Foo Bar"),
        ("one\n\n\ntwo", "one\ntwo"),
        ("non‑ferrous – light", "non-ferrous – light"),
        ("\ud800 lone", "? lone"),
    ],
)
def test_damage_is_mended(source: str, read: str) -> None:
    assert normalise(source).text.strip() == read


def test_a_wrapped_line_is_joined_and_a_paragraph_is_not() -> None:
    lines = normalise(WRAPPED).text.strip().split("\n")
    assert len(lines) == 2
    assert lines[0].startswith("The board") and "agreement under which it" in lines[0]


def test_lines_that_are_items_stay_lines() -> None:
    text = "Units:\n- Foo Ltd makes magnets\n- Bar Ltd makes alloys\n- Baz Ltd makes powder\n"
    assert normalise(text).text.strip().count("\n") == 3


PROSE = (
    "Gorlitz Magnet Works said on Monday that it had sold its alloy line in the old textile quarter of the town to a buyer "
    "from Sweden, which will keep the twelve people who run it and move the furnace by the end of next year. The price was "
    "not told. The line has cast strip for Gorlitz and for two makers of hearing aids since it was bought from a bank, and "
    "its crucibles come from the same works in Bohemia that have made them for the glass trade for longer than anybody knows."
)


@pytest.mark.parametrize("width", [60, 72, 98, 120, 165, 240])
def test_prose_is_joined_at_whatever_width_it_was_wrapped(width: int) -> None:
    assert normalise(textwrap.fill(PROSE, width)).text.strip() == PROSE


def test_prose_is_joined_where_lines_are_broken_without_rule() -> None:
    words, lines, taken = PROSE.split(), [], 0
    while taken < len(words):
        count = 9 + taken % 7
        lines.append(" ".join(words[taken : taken + count]))
        taken += count
    assert normalise("\n".join(lines)).text.strip() == PROSE


def test_a_headline_over_wrapped_prose_stays_a_line() -> None:
    headline = "Gorlitz Magnet Works Sells Its Alloy Line To A Swedish Buyer"
    read = normalise(f"{headline}\n{textwrap.fill(PROSE, 90)}").text
    assert read.strip().split("\n") == [headline, PROSE]


def test_a_column_of_names_stays_a_column() -> None:
    names = [
        f"{name} Rare Earth Magnetic Materials Technology Company Limited"
        for name in ("Foo", "Bar", "Baz", "Qux")
    ]
    assert normalise("\n".join(names)).text.strip().split("\n") == names


@pytest.mark.parametrize(
    "text",
    [
        "neodymium oxide of the highest purity, in drums\npraseodymium oxide of the highest purity, in bags\nlanthanum carbonate for catalysts",
        "Registered name of the company and of its branches: Foo Metals Ltd\nnumber of employees: 400\nshareholders: two",
        "Foo Metals Ltd of Perth makes the finest of all sintered magnets\nwww.foo.example",
    ],
)
def test_lists_forms_and_addresses_stay_lines(text: str) -> None:
    assert normalise(text).text.strip().split("\n") == text.split("\n")


def test_news_of_a_line_each_stay_apart_where_one_of_them_is_broken() -> None:
    news = [" ".join(f"{word}{n}" for word in PROSE.split()) for n in range(4)]
    broken = "The plant of Foo Metals in the north of the country makes sintered\nmagnets for the pumps of other makers and some of\nits own."
    read = normalise("\n".join([*news, broken])).text.strip().split("\n")
    assert read == [*news, broken.replace("\n", " ")]


def test_a_line_that_breaks_in_mid_sentence_is_joined_in_a_text_that_is_not_wrapped() -> None:
    text = "MAGNETS\n\nThe plant of Foo Metals in the north of the country makes sintered\nmagnets for pumps.\n\nNothing else was said."
    assert "makes sintered magnets for pumps." in normalise(text).text


def test_the_space_between_wrapped_words_is_one_character_of_the_source() -> None:
    normalised = normalise(WRAPPED)
    at = normalised.text.index("under which")
    start, end = normalised.to_source(at, at + len("under which"))
    assert WRAPPED[start:end] == "under\nwhich"


@pytest.mark.parametrize("char", ["(", "a", "。", "稀"])
def test_a_run_is_cut(char: str) -> None:
    longest = max(len(run) for run in normalise(char * 1000).text.split())
    assert longest <= MAX_RUN


def test_a_run_of_a_common_length_is_not_cut() -> None:
    assert normalise("a" * MAX_RUN).text == "a" * MAX_RUN


HOSTILE = st.text(
    st.sampled_from(
        "aZ稀5 \n\r\t\x00\x0b\x0c\x85\u2028\u200b\u202e\ufeff\ud800\udfff**;；%％.。,，()（）“”'-–—😀e\u0301"
    )
    | st.characters()
)


@given(HOSTILE)
def test_the_way_back_keeps_order_and_stays_inside(source: str) -> None:
    normalised = normalise(source)
    assert len(normalised.text) == len(normalised.starts) == len(normalised.ends)
    places = list(zip(normalised.starts, normalised.ends, strict=True))
    assert all(0 <= start < end <= len(source) for start, end in places)
    assert places == sorted(places)


@given(HOSTILE, st.data())
def test_every_span_maps_to_a_span_of_the_source(source: str, data: st.DataObject) -> None:
    normalised = normalise(source)
    if not normalised.text:
        return
    start = data.draw(st.integers(0, len(normalised.text) - 1))
    end = data.draw(st.integers(start + 1, len(normalised.text)))
    first, last = normalised.to_source(start, end)
    assert 0 <= first < last <= len(source)
    inner = normalised.to_source(start, start + 1)
    assert first == inner[0]


@given(HOSTILE)
def test_what_is_read_holds_no_surprise(source: str) -> None:
    text = normalise(source).text
    assert not set(text) & set("\x00\x0b\x0c\x1c\x85\u2028\u200b\u202e\ufeff\ud800")
    assert "  " not in text
    assert text[:1] not in {" ", "\n"}
    assert all(len(run) <= MAX_RUN for run in text.split())


@given(st.text(st.sampled_from("abc de\n,;%."), max_size=60))
def test_what_was_mended_needs_no_mending(source: str) -> None:
    once = normalise(source).text
    assert normalise(once).text.split() == once.split()


@given(st.text(st.sampled_from("abcdefg ABC,()"), max_size=80))
def test_letters_come_back_as_they_are(source: str) -> None:
    normalised = normalise(source)
    for i, char in enumerate(normalised.text):
        start, end = normalised.to_source(i, i + 1)
        assert char.isspace() or source[start:end] == char
