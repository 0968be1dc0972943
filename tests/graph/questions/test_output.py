"""The shapes in which answers leave: JSON, a terminal, and questions that come from a file."""

import json

import pytest

from reechain.graph.questions import Answer, Asker, Found, Quote, Status, ask
from reechain.graph.questions.lines import Asked, question_line
from reechain.graph.questions.render import rendered
from reechain.graph.store import Store
from reechain.ontology.errors import InputError


def test_json_has_the_documented_shape(store: Store) -> None:
    found = ask(store, "Who used to be called Polar Magnet?").to_json()
    assert list(found) == ["question", "status", "choices", "reading", "sparql", "boolean", "answers", "note"]
    (answer,) = found["answers"]
    assert answer["label"] == "Lumen Magnet Co., Ltd."
    assert {"Polar Magnet", "Lumen Magnet"} <= set(answer["aliases"])
    assert answer["evidence"] == [
        {
            "document": "note.txt",
            "start": answer["evidence"][0]["start"],
            "end": answer["evidence"][0]["end"],
            "quote": "Polar Magnet was renamed Lumen Magnet Co., Ltd. in 2022.",
            "date": None,
            "trust": "unrated",
        }
    ]
    rest = {key: answer[key] for key in ("value", "unit", "repaired", "ambiguous", "path")}
    assert rest == {"value": None, "unit": None, "repaired": False, "ambiguous": False, "path": None}
    assert json.loads(json.dumps(found)) == found


def test_a_terminal_shows_reading_proof_and_query(asker: Asker) -> None:
    text = rendered(asker.ask("Which subsidiaries make magnets?"))
    assert text.startswith(
        "Read as: which subsidiary of any company (other than Orion Rare Earth Co., Ltd.) produces rare earth"
    )
    assert "1. Lumen Magnet Co., Ltd. (also: Lumen Magnet; Polar Magnet)" in text
    assert "     “Lumen Magnet makes NdFeB magnets.” [note.txt, " in text
    assert "  SELECT DISTINCT ?subsidiary ?label WHERE {" in text


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("qwer zxcv", "The question was not understood."),
        ("Who acquired Sable Polishing?", "The documents do not say."),
        ("Does Lumen Magnet make magnets?", "Yes."),
        ("Does Sable Polishing make magnetic materials?", "No: the documents deny it."),
        ("How many companies make polishing powder?", "1. 2"),
    ],
)
def test_a_terminal_says_what_became_of_a_question(asker: Asker, question: str, line: str) -> None:
    assert line in rendered(asker.ask(question)).splitlines()


def test_a_note_does_not_say_the_head_again(asker: Asker) -> None:
    text = rendered(asker.ask("Who acquired Sable Polishing?"))
    assert text.count("The documents do not say.") == 1
    assert "Note:" not in text
    text = rendered(asker.ask("Who aquired Sable Polishing?"))
    assert text.count("The documents do not say.") == 1
    assert "Note: Read aquired as" in text


def test_a_way_is_shown_with_the_sentence_of_each_step() -> None:
    quotes = tuple(Quote("d.txt", at, at + 1, f"Step {at}.") for at in range(6))
    way = Found("a → b", evidence=quotes, path=tuple("abcdefg"))
    text = rendered(Answer("q", Status.ANSWERED, answers=(way,)))
    assert all(quote.quote in text for quote in quotes)
    assert "more" not in text
    other = rendered(Answer("q", Status.ANSWERED, answers=(Found("a", evidence=quotes),)))
    assert "and 3 more" in other


@pytest.mark.parametrize(
    ("question", "reading"),
    [
        (
            "Which subsidiaries of Lumen Magnet make magnets?",
            "which subsidiary of Lumen Magnet Co., Ltd. (at once or over others) produces rare earth permanent"
            " magnet or a kind of it",
        ),
        (
            "How many subsidiaries does Lumen Magnet have?",
            "how many subsidiaries of Lumen Magnet Co., Ltd. (at once or over others)",
        ),
        (
            "How many companies make NdFeB?",
            "how many companies: each produces neodymium-iron-boron magnet or a kind of it",
        ),
        (
            "Which companies do not make NdFeB?",
            "which company of which the documents do not say that it produces neodymium-iron-boron magnet or a"
            " kind of it",
        ),
        ("List all mines.", "which mine the documents name"),
    ],
)
def test_a_reading_is_plain_english(asker: Asker, question: str, reading: str) -> None:
    assert asker.ask(question).reading == reading


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("Who owns Foo?\n", Asked(None, "Who owns Foo?")),
        ('{"id": 7, "question": "Who?", "kind": "x"}', Asked("7", "Who?")),
        ("  \n", None),
    ],
)
def test_a_line_of_a_file_is_a_question(line: str, asked: Asked | None) -> None:
    assert question_line(line) == asked


@pytest.mark.parametrize("line", ['{"id": 1}', "{not json", '{"question": 3}'])
def test_a_line_that_is_no_question_is_refused(line: str) -> None:
    with pytest.raises(InputError):
        question_line(line)
