"""What a user decided in a review: which names are one thing or two, and which claims hold.

A decision is known by words, never by a number or an offset, so that it finds what it is about again after the
documents were built anew, changed, or read by another version: a pair by two names, a claim by its two ends, its
relation, its document and its quote. What the names are called in the end (IRIs) follows from decisions, and is no
part of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from reechain.ontology.names import surface_key

ALIKE: Final = "they are written alike: give the type of both, or the document of both, to tell them apart"


@dataclass(frozen=True, slots=True, order=True)
class Side:
    """A thing by one of its names. `type` or `document` (a key) are given where the name alone is that of two things."""

    name: str
    type: str = ""
    document: str = ""

    def __str__(self) -> str:
        return f"{self.name}{self.beside}"

    @property
    def beside(self) -> str:
        """Type and document in brackets, where they are given."""
        told = ", ".join(filter(None, (self.type, self.document)))
        return f" ({told})" if told else ""


@dataclass(frozen=True, slots=True)
class Pair:
    """The question whether two things are one."""

    one: Side
    other: Side

    @property
    def key(self) -> tuple[str, ...]:
        """What tells this question from others, whichever side comes first."""
        sides = sorted((surface_key(s.name) or s.name, s.type, s.document) for s in (self.one, self.other))
        return ("pair", *sides[0], *sides[1])

    @property
    def is_alike(self) -> bool:
        """Whether nothing tells the two sides apart: what only one of them says could be so of the other too."""
        same_name = surface_key(self.one.name) == surface_key(self.other.name)
        types, documents = {self.one.type, self.other.type}, {self.one.document, self.other.document}
        return same_name and not any(len(found) == 2 and "" not in found for found in (types, documents))

    def __str__(self) -> str:
        return f"{self.one} and {self.other}, one thing"


@dataclass(frozen=True, slots=True)
class Statement:
    """The question whether a claim holds; its ends are names, its quote the words of the document, in one line."""

    subject: str
    relation: str
    object: str
    document: str
    quote: str

    @property
    def key(self) -> tuple[str, ...]:
        """What tells this question from others."""
        ends = (surface_key(end) or end for end in (self.subject, self.object))
        return ("claim", *ends, self.relation, self.document, one_line(self.quote))

    def __str__(self) -> str:
        return f"{self.subject} {self.relation} {self.object}, in {self.document}"


@dataclass(frozen=True, slots=True)
class Decision:
    """A question and its answer. `where` is the file and line that it was read from."""

    about: Pair | Statement
    is_accepted: bool
    where: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{'accepted' if self.is_accepted else 'rejected'}: {self.about}"


def one_line(text: str) -> str:
    """Return words with single blanks: where a line of a document is broken says nothing."""
    return " ".join(text.split())


def in_order(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return decisions sorted by what they are about: the order of files and stores."""
    return tuple(sorted(decisions, key=lambda decision: decision.about.key))


def merged(old: Iterable[Decision], new: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return all decisions; of two on one question, the new one."""
    return in_order({decision.about.key: decision for decision in (*old, *new)}.values())


def contradictions(decisions: Iterable[Decision]) -> Iterator[tuple[Decision, Decision]]:
    """Yield decisions that answer one question both ways, with the first that did."""
    first: dict[tuple[str, ...], Decision] = {}
    for decision in decisions:
        known = first.setdefault(decision.about.key, decision)
        if known.is_accepted is not decision.is_accepted:
            yield known, decision
