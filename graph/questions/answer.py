"""What a question gets back: a status, how it was read, answers with the words that prove them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

UNRATED: Final = "unrated-source"
"""The level of a source that nobody has rated (trust_levels.csv)."""
OVER: Final = "The documents say that it has come to an end."
"""The note to a "no" that rests on what was so and is over."""


class Status(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    AMBIGUOUS = "ambiguous"
    NOT_IN_CORPUS = "not_in_corpus"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Exact words of a document, by its key; offsets count code points, half-open.

    `date` is that of the document, empty where it is unknown; `trust` the id of the level of its source.
    """

    document: str
    start: int
    end: int
    quote: str
    date: str = ""
    trust: str = UNRATED

    def to_json(self) -> dict[str, Any]:
        """Return the quote as JSON."""
        return {
            "document": self.document,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "date": self.date or None,
            "trust": self.trust.removesuffix("-source"),
        }


@dataclass(frozen=True, slots=True)
class Found:
    """One answer. `value` is a number with its unit, and `path` the labels along a way, where one was asked for.

    `against` are words that contradict it, of sources no older than those that state it; `doubt` says
    in words where sources do not agree.
    """

    label: str
    iri: str | None = None
    aliases: tuple[str, ...] = ()
    evidence: tuple[Quote, ...] = ()
    value: float | None = None
    unit: str | None = None
    path: tuple[str, ...] = ()
    against: tuple[Quote, ...] = ()
    doubt: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the answer as JSON, in the shape of `reechain ask --format json`."""
        return {
            "iri": self.iri,
            "label": self.label,
            "aliases": list(self.aliases),
            "value": self.value,
            "unit": self.unit,
            "repaired": False,
            "ambiguous": False,
            "path": list(self.path) or None,
            "evidence": [quote.to_json() for quote in self.evidence],
            "doubt": self.doubt or None,
            "against": [quote.to_json() for quote in self.against],
        }


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that an ambiguous name may mean, with what tells it apart."""

    iri: str
    label: str
    why: str

    def to_json(self) -> dict[str, Any]:
        """Return the choice as JSON."""
        return {"iri": self.iri, "label": self.label, "why": self.why}


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question. `reading` says how it was understood, `note` what else should be known.

    `boolean` is set for questions to be answered by yes or no, where the documents say either.
    """

    question: str
    status: Status
    reading: str = ""
    sparql: str = ""
    boolean: bool | None = None
    answers: tuple[Found, ...] = ()
    choices: tuple[Choice, ...] = ()
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the answer as JSON, in the shape of `reechain ask --format json`."""
        return {
            "question": self.question,
            "status": self.status.value,
            "choices": [choice.to_json() for choice in self.choices],
            "reading": self.reading,
            "sparql": self.sparql,
            "boolean": self.boolean,
            "answers": [found.to_json() for found in self.answers],
            "note": self.note,
        }
