"""Where sentences end in prose that is damaged, wrapped or listed."""

import pytest

from reechain.extractors.normalise import normalise
from reechain.extractors.pipeline import blank_pipeline
from reechain.extractors.sentences import MAX_SENTENCE


def split(text: str) -> list[str]:
    return [sent.text.strip() for sent in blank_pipeline()(normalise(text).text).sents if sent.text.strip()]


@pytest.mark.parametrize(
    "text",
    [
        "It ended. | Then Foo came.",
        'Is it so? | Yes! | "It is." | He left.',
        "Foo Co., Ltd. makes magnets. | Bar Inc. does not.",
        "Foo Ltd. | The rest is silence.",
        "It is a unit of Foo Ltd. | Bar Corp. makes magnets.",
        "It was sold to Foo Co., Ltd. | Baotou Bar makes oxides.",
        "Foo Corp. Ltd. and Bar Inc. Group Holdings met.",
        "Foo Inc. Chief Executive Officer Jane Doe left.",
        "Foo Co. Baotou makes oxides.",
        "Foo Co., Ltd. Shareholding: 51%. | Makes flake.",
        "Lynas Malaysia Sdn. Bhd. makes oxides. | It is in Kuantan.",
        "Mr. Smith of Foo Corp. said no. | Dr. Wu agreed.",
        "The U.S. Geological Survey says so. | In the U.S. | The law is new.",
        "See Fig. 2 and No. 4 of vol. 3. | It is so.",
        "approx. 5,000 t, i.e. a lot, e.g. of NdPr. | That is all.",
        "Grades of 7.5 and 1.2%. | The rest is waste.",
        "one is sold; | two are not",
        "down 6038%; | The State stands behind it",
        "held by Foo (Group). | Bar is too.",
        'he said "no". | Then he left.',
        'ends with a quote." | Next one.',
        "the bottom is near。| Supply is capped.",
        "lower costs.| Benefits follow.",
        "lower costs. benefits follow.",
        "3. | Foo",
        "Wait... | What?",
        "J. Smith came. | B. Jones left.",
    ],
)
def test_a_sentence_ends_where_the_bar_stands(text: str) -> None:
    expected = [normalise(part).text.strip() for part in text.split("|")]
    assert split(text.replace("| ", "")) == expected


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("A heading\n\nFoo makes magnets", ["A heading", "Foo makes magnets"]),
        ("- Foo Ltd\n- Bar Ltd\n", ["- Foo Ltd", "- Bar Ltd"]),
        ("Foo Ltd\n\n\nmakes magnets", ["Foo Ltd", "makes magnets"]),
        ("Year:\n2023\n", ["Year:", "2023"]),
        ("", []),
        ("\n\n", []),
        ("...", ["..."]),
    ],
)
def test_a_line_ends_a_sentence(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


def test_a_text_without_end_is_cut() -> None:
    sents = list(blank_pipeline()("magnets " * 3000).sents)
    assert max(map(len, sents)) <= MAX_SENTENCE
    assert len(sents) == -(-3000 // MAX_SENTENCE)


def test_the_doc_is_the_text() -> None:
    text = normalise('Foo  Ltd.  makes 5%;and\n\nmore ("so")… don\'t 稀土。').text
    assert blank_pipeline()(text).text == text
