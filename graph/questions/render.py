"""An answer as plain text for a terminal: reading, numbered answers with their sentences, the SPARQL."""

from collections.abc import Iterator, Sequence

from reechain.graph.questions.answer import OVER, UNRATED, Answer, Found, Quote, Status

_HEADS = {
    Status.ANSWERED: "",
    Status.AMBIGUOUS: "The question can mean several things.",
    Status.NOT_IN_CORPUS: "The documents do not say.",
    Status.NOT_UNDERSTOOD: "The question was not understood.",
}
_MOST_QUOTES = 3


def rendered(answer: Answer) -> str:
    """Return an answer as lines of text."""
    return "\n".join(_lines(answer))


def _lines(answer: Answer) -> Iterator[str]:
    if answer.reading:
        yield f"Read as: {answer.reading}"
    if head := _HEADS[answer.status]:
        yield head
    if answer.boolean is not None:
        yield "Yes." if answer.boolean else _no(answer.note)
    for number, found in enumerate(answer.answers, start=1):
        yield from _found(number, found)
    for number, choice in enumerate(answer.choices, start=1):
        yield f"{number}. {choice.label} ({choice.why})"
    if note := _beside(head, answer.note):
        yield f"Note: {note}"
    if answer.sparql:
        yield from ("", "SPARQL:", *(f"  {line}" for line in answer.sparql.splitlines()))


def _no(note: str) -> str:
    return "No." if OVER in note else "No: the documents deny it."


def _beside(head: str, note: str) -> str:
    """Return what a note says beside the head.

    >>> _beside("The documents do not say.", "Read X as Y. The documents do not say.")
    'Read X as Y.'
    """
    return " ".join(note.replace(head, " ").split()) if head else note


def _found(number: int, found: Found) -> Iterator[str]:
    aliases = f" (also: {'; '.join(found.aliases)})" if found.aliases else ""
    yield f"{number}. {found.label}{aliases}"
    # Every step of a way needs its own proof; elsewhere the first few sentences do.
    most = len(found.evidence) if found.path else _MOST_QUOTES
    yield from (_quote(quote) for quote in found.evidence[:most])
    if len(found.evidence) > most:
        yield f"     and {len(found.evidence) - most} more{_ages(found.evidence)}"
    if found.doubt:
        yield f"     {found.doubt}"
    if found.against:
        yield "     but against it:"
        yield from (_quote(quote) for quote in found.against)


def _ages(quotes: Sequence[Quote]) -> str:
    """Return in how many documents the words stand, and of when."""
    documents = len({quote.document for quote in quotes})
    dates = sorted(quote.date for quote in quotes if quote.date)
    if documents == 1:
        return ""
    span = f", {dates[0]} to {dates[-1]}" if dates and dates[0] != dates[-1] else ""
    return f" ({documents} documents{span})"


def _quote(quote: Quote) -> str:
    words = " ".join(quote.quote.split())
    source = [
        quote.document,
        quote.date,
        "" if quote.trust == UNRATED else quote.trust.removesuffix("-source"),
    ]
    return f"     “{words}” [{', '.join(filter(None, source))}, {quote.start}-{quote.end}]"
