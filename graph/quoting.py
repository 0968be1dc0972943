"""The words behind claims, read from the spans of a store."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import NamedNode

from reechain.graph.store import Store
from reechain.graph.terms import DOCUMENT_DATE, END, EXACT, IN_DOCUMENT, KEY, START, text_of

_STEERING: Final = dict.fromkeys(
    (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd"
)
"""What steers a terminal, or turns the direction of what it writes."""


@dataclass(frozen=True, slots=True, order=True)
class Quoted:
    """Exact words of a document, by its key and date; offsets count code points, half-open."""

    document: str
    start: int
    end: int
    quote: str
    date: str | None = None

    def __str__(self) -> str:
        return f"“{shown(self.quote)}” [{self.place}]"

    @property
    def place(self) -> str:
        """Where the words stand: document, date, offsets."""
        dated = f", {self.date}" if self.date else ""
        return f"{shown(self.document)}{dated}, {self.start}-{self.end}"

    def to_json(self) -> dict[str, Any]:
        """Return the quote as JSON."""
        place = {"document": self.document, "start": self.start, "end": self.end}
        return {**place, "quote": self.quote, "date": self.date}


def shown(text: str) -> str:
    """Return words in one line, as a terminal may show them: a document can steer none.

    >>> shown("one\\n two\\x1b[2J")
    'one two\ufffd[2J'
    """
    return " ".join(text.split()).translate(_STEERING)


def quoted(store: Store, spans: Iterable[str]) -> tuple[Quoted, ...]:
    """Return the words of text spans, by IRI, each once, sorted by place."""
    return tuple(sorted(_read(store, iri) for iri in set(spans)))


def _read(store: Store, iri: str) -> Quoted:
    values = {
        quad.predicate: quad.object for quad in store.inner.quads_for_pattern(NamedNode(iri), None, None)
    }
    document = {
        quad.predicate: text_of(quad.object)
        for quad in store.inner.quads_for_pattern(NamedNode(text_of(values[IN_DOCUMENT])), None, None)
        if quad.predicate in (KEY, DOCUMENT_DATE)
    }
    start, end = (int(text_of(values[name])) for name in (START, END))
    return Quoted(document[KEY], start, end, text_of(values[EXACT]), document.get(DOCUMENT_DATE))
