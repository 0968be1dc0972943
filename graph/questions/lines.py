"""Questions from a file: one a line, plain or as JSON with an id."""

import json
from dataclasses import dataclass

from reechain.ontology.errors import InputError


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a file, with its id if it has one."""

    id: str | None
    question: str


def question_line(line: str) -> Asked | None:
    """Return the question of a line; None for an empty one, InputError for JSON without a question.

    >>> question_line('{"id": "q1", "question": "Who owns Foo?"}')
    Asked(id='q1', question='Who owns Foo?')
    >>> question_line("Who owns Foo?")
    Asked(id=None, question='Who owns Foo?')
    """
    text = line.strip().removeprefix("\ufeff")
    if not text:
        return None
    if not text.startswith("{"):
        return Asked(None, text)
    try:
        row = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON: {error.msg}", where=text[:60]) from error
    if not isinstance(row.get("question"), str):
        raise InputError('a line of JSON needs a "question"', where=text[:60])
    return Asked(str(row["id"]) if "id" in row else None, row["question"])
