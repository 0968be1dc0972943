"""The shapes in which answers leave: JSON, a terminal, and questions that come from a file."""

import json

import pytest

from reechain.graph.questions import Asker, ask
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
        }
    ]
    rest = {key: answer[key] for key in ("value", "unit", "repaired", "ambiguous", "path")}
    assert rest == {"value": None, "unit": None, "repaired": False, "ambiguous": False, "path": None}
    assert json.loads(json.dumps(found)) == found


def test_a_terminal_shows_reading_proof_and_query(asker: Asker) -> None:
    text = rendered(asker.ask("Which subsidiaries make magnets?"))
    assert text.startswith(
        "Read as: which subsidiary (other than Orion Rare Earth Co., Ltd.) is a subsidiary of"
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
