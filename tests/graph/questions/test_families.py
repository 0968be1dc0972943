"""Questions of each family in several wordings, with the answers that the two documents give."""

import tomllib
from pathlib import Path

import pytest

from reechain.graph.questions import Asker, Status

TABLE = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))
CASES = [
    pytest.param(question, labels, id=f"{family['name']}: {question}")
    for family in TABLE["family"]
    for question, labels in family["cases"]
]


@pytest.mark.parametrize(("question", "labels"), CASES)
def test_a_question_is_answered_with_proof(asker: Asker, question: str, labels: list[str]) -> None:
    answer = asker.ask(question)
    assert (answer.status, sorted(found.label for found in answer.answers)) == (
        Status.ANSWERED,
        sorted(labels),
    )
    for found in answer.answers:
        assert found.evidence, f"{found.label} is not proved"
