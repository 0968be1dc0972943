"""How the competency questions are read."""

import pytest

from reechain.ontology.competency import question_named, question_of, questions
from reechain.ontology.errors import ConfigError, InputError

HEAD = "# en: Who?\n# zh: 谁？\n# topic: people\n# note: Nobody knows.\nASK {}\n"


def test_a_question_is_read_with_its_head() -> None:
    found = question_of("who-is-it", HEAD)
    assert (found.english, found.chinese, found.topic, found.note) == (
        "Who?",
        "谁？",
        "people",
        "Nobody knows.",
    )
    assert found.sparql == HEAD


def test_topic_and_note_may_be_missing() -> None:
    found = question_of("who", "# zh: 谁？\n# en: Who?\n\n# note: not of the head\nASK {}")
    assert (found.topic, found.note) == ("", "")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Who", HEAD, "small letters"),
        ("who_is", HEAD, "small letters"),
        ("who", "# en: Who?\nASK {}", "# zh: ..."),
        ("who", "ASK {}", "# en: ...` and `# zh: ..."),
        ("who", "# en: Who?\n# en: Who then?\n# zh: 谁？\nASK {}", "twice"),
    ],
)
def test_a_wrong_file_is_told_by_its_name(name: str, text: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words.replace(".", r"\.").replace("?", r"\?")) as caught:
        question_of(name, text)
    assert f"{name}.rq" in str(caught.value)


def test_questions_are_sorted_by_name() -> None:
    assert list(questions()) == sorted(questions())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("stakes-on-dates", "stakes-on-date"),
        ("Quota", "is it .*quota"),
        ("myanmar", "heavy-rare-earths-from-myanmar"),
        ("zzz", "--list"),
    ],
)
def test_an_unknown_name_is_told_with_near_ones(name: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        question_named(name)
