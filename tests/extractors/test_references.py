"""Words that stand for a thing named elsewhere: "the company", "its", "they", "all three"."""

import pytest
from tests.extractors.reading import annotated, blind

from reechain.extractors.references.discourse import resolve

NEWS = (
    "Foobar Metals Ltd bought Quux Alloys Inc. in May. The company makes flakes.\n"
    "In June, Blarg Motors Corp. was quiet. The company makes cars.\n"
)
NOTE = (
    "Foobar Metals Ltd: a first look\n"
    "Foobar Metals Ltd is big. It rivals Quux Alloys Inc. in size.\n"
    "The company makes flakes.\n"
    "Prices rose, which helps the company.\n"
    "Quux Alloys Inc. fell. The company makes more.\n"
    "We expect the company to grow.\n"
)
LEGAL = (
    'Foobar Metals Ltd (the "Company") reports. Quux Alloys Inc. is a buyer. '
    "The Company makes flakes. Blarg Motors Corp. bought shares of the Company. This company is happy."
)


def meanings(text: str) -> list[tuple[str, list[str]]]:
    """Return each reference of a text with what it means, left to right."""
    doc = annotated(text, blind())
    found = resolve(doc).meanings
    return [(doc[start:end].text, [span.text for span in found[start, end]]) for start, end in sorted(found)]


def meaning(text: str) -> list[str]:
    """Return what the last reference of a text means."""
    return meanings(text)[-1][1]


@pytest.mark.parametrize(
    ("text", "means"),
    [
        # news: the first firm of the sentence before, within the paragraph
        (NEWS, ["Foobar Metals Ltd", "Blarg Motors Corp."]),
        # a note on one firm: that firm, whoever was named last
        (NOTE, ["Foobar Metals Ltd"] * 4),
        # a text that says so: the Company
        (LEGAL, ["Foobar Metals Ltd"] * 3),
    ],
)
def test_the_company_means_what_the_text_is_about(text: str, means: list[str]) -> None:
    found = [names for word, names in meanings(text) if word.casefold().endswith("company")]
    assert found == [[name] for name in means]


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("Foobar Metals Ltd sold its stake.", ["Foobar Metals Ltd"]),
        ("Foobar Metals Ltd rose. Its shares did too.", ["Foobar Metals Ltd"]),
        ("Foobar Metals Ltd rose. It makes flakes.", ["Foobar Metals Ltd"]),
        ("Foobar Metals Ltd bought Quux Alloys Inc. for its mine.", ["Foobar Metals Ltd"]),
        ("Foobar Metals Ltd rose, and flakes are made by it.", ["Foobar Metals Ltd"]),
        (
            "Foobar Metals Ltd and Quux Alloys Inc. met. They signed.",
            ["Foobar Metals Ltd", "Quux Alloys Inc."],
        ),
        (
            "Foobar Metals Ltd and Quux Alloys Inc. met. Their staff did.",
            ["Foobar Metals Ltd", "Quux Alloys Inc."],
        ),
        (
            "The units are Foobar Metals Ltd, Quux Alloys Inc. and Blarg Motors Corp. All three make flakes.",
            ["Foobar Metals Ltd", "Quux Alloys Inc.", "Blarg Motors Corp."],
        ),
        (
            "Foobar Metals Ltd and Quux Alloys Inc. met. Both companies sell.",
            ["Foobar Metals Ltd", "Quux Alloys Inc."],
        ),
        (
            "Foobar Metals Ltd and Quux Alloys Inc. met. The two firms sell.",
            ["Foobar Metals Ltd", "Quux Alloys Inc."],
        ),
        ("Foobar Metals Ltd owns Blarg Hill mine. The mine is deep.", ["Blarg Hill mine"]),
        ("Foobar Metals Ltd owns Blarg Hill mine. The deposit is deep.", ["Blarg Hill mine"]),
        ("Foobar Metals Ltd runs the Blarg Bay refinery. The refinery is big.", ["Blarg Bay refinery"]),
        ("Foobar Metals Ltd runs the Blarg Bay plant. The facility is big.", ["Blarg Bay plant"]),
        ("Foobar Metals Ltd owns Blarg Hill mine. The project is deep.", ["Blarg Hill mine"]),
        ("It issued the Foobar Export Act. The act is old.", ["Foobar Export Act"]),
    ],
)
def test_the_last_reference_means(text: str, means: list[str]) -> None:
    assert meaning(text) == means


@pytest.mark.parametrize(
    "text",
    [
        "It rained. The company said so.",
        "Foobar Metals Ltd rose. The project manager said no.",
        "Foobar Metals Ltd rose. All three were glad.",
        "Foobar Metals Ltd runs the Blarg Bay plant. The refinery was closed.",
        "The mine is deep.",
        "They said so.",
        "All four of them.",
        "",
    ],
)
def test_what_means_nothing_is_left_alone(text: str) -> None:
    heads = ("company", "manager", "three", "refinery", "mine", "They", "four")
    assert [word for word, _ in meanings(text) if word.endswith(heads)] == []


def test_a_far_firm_is_not_meant_across_paragraphs() -> None:
    text = "Foobar Metals Ltd rose.\nNothing.\nMore.\nStill nothing.\nQuux Alloys Inc. fell. The company makes flakes."
    assert meaning(text) == ["Quux Alloys Inc."]


def test_the_topic_is_the_firm_named_first_and_most() -> None:
    doc = annotated(NOTE, blind())
    found = resolve(doc)
    assert found.topic is not None and found.topic.text == "Foobar Metals Ltd"
    assert found.topic_style
    assert not resolve(annotated(NEWS, blind())).topic_style


@pytest.mark.parametrize("head", ["Foo Securities Co., Ltd.", "Foo Securities", "Foo Research Ltd"])
def test_a_broker_is_not_what_its_note_is_about(head: str) -> None:
    note = f"{head}\n\nQuux Alloys Inc. makes flakes. Quux Alloys Inc. rose."
    topic = resolve(annotated(note, blind())).topic
    assert topic is not None and topic.text == "Quux Alloys Inc."


def test_a_firm_that_does_research_may_be_the_topic() -> None:
    note = "Foo Research and Development Ltd\n\nThe company makes flakes for Quux Alloys Inc. and sells them."
    topic = resolve(annotated(note, blind())).topic
    assert topic is not None and topic.text == "Foo Research and Development Ltd"


def test_a_text_without_firms_has_no_topic() -> None:
    assert resolve(annotated("It rained today.", blind())).topic is None


@pytest.mark.parametrize(
    "text",
    [
        "Foobar Metals Ltd met. It is noted that prices rose.",
        "Foobar Metals Ltd met. Should it come to a bid, prices rise.",
        "Foobar Metals Ltd met. It was not possible to ask.",
        "Then the explorer Foobar Metals Ltd met.",
    ],
)
def test_an_it_and_a_title_that_stand_for_nothing(text: str) -> None:
    assert meanings(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Foobar Metals Ltd\nAnnual report\nQuux Inc. rose. Quux Inc. fell. Quux Inc. is ours.",
        "Announcement of Foobar Metals Ltd on a waiver\nQuux Inc. rose. Quux Inc. fell. Quux Inc. is ours.",
        "[Blarg Securities] Foobar Metals Ltd: comment\nQuux Inc. is ours.",
        "Foobar Metals Ltd met. In Quux Inc., the company's stake rose.",
        "Foobar Metals Ltd met. Quux Inc. is the company's subsidiary.",
    ],
)
def test_who_speaks_is_meant(text: str) -> None:
    assert meaning(text) == ["Foobar Metals Ltd"]
