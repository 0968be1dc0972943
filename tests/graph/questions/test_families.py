"""Questions of each family in several wordings, with the answers that the two documents give."""

import tomllib
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet
from pyoxigraph import QuerySolutions

from reechain.graph.questions import Asker, Status


def cases(table: str) -> list[ParameterSet]:
    """Return the questions of a table with the labels of their answers."""
    data = tomllib.loads((Path(__file__).parent / table).read_text(encoding="utf-8"))
    return [
        pytest.param(question, labels, id=f"{family['name']}: {question}")
        for family in data["family"]
        for question, labels in family["cases"]
    ]


@pytest.mark.parametrize(("question", "labels"), cases("cases.toml"))
def test_a_question_is_answered_with_proof(asker: Asker, question: str, labels: list[str]) -> None:
    check(asker, question, labels)


@pytest.mark.parametrize(("question", "labels"), cases("chain.toml"))
def test_a_question_on_the_chain_is_answered_with_proof(
    chain_asker: Asker, question: str, labels: list[str]
) -> None:
    check(chain_asker, question, labels)
    answer = chain_asker.ask(question)
    result = chain_asker.store.query(answer.sparql)
    if "COUNT" not in answer.sparql:
        assert isinstance(result, QuerySolutions)
        assert {solution[0].value for solution in result} == {found.iri for found in answer.answers}


def check(asker: Asker, question: str, labels: list[str]) -> None:
    """Check that a question is answered with these labels, each with its sentences."""
    answer = asker.ask(question)
    assert (answer.status, sorted(found.label for found in answer.answers)) == (
        Status.ANSWERED,
        sorted(labels),
    )
    for found in answer.answers:
        assert found.evidence, f"{found.label} is not proved"
