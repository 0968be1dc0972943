"""Names and claims in their words: what a user reads before deciding."""

from functools import cached_property
from typing import Final

from pyoxigraph import NamedNode

from reechain.graph.decisions import Pair, Side
from reechain.graph.facts import Facts, NameFact
from reechain.graph.quoting import Quoted
from reechain.graph.sides import may_be
from reechain.graph.store import Store
from reechain.graph.terms import TEXT, text_of
from reechain.ontology.names import name_key, surface_key

_AROUND: Final = 90
"""Characters that are shown on either side of a name."""


class Contexts:
    """Cuts the words around names out of the documents of a store."""

    def __init__(self, store: Store, facts: Facts) -> None:
        self._store, self._facts = store, facts
        self._texts: dict[str, str] = {}

    def quote(self, document: str, span: str) -> Quoted:
        """Return the words of a span, by IRI, of a document."""
        found = self._facts.spans[span]
        return self._quoted(document, found.start, found.end)

    def of_pair(self, pair: Pair) -> tuple[Quoted, ...]:
        """Return where each side of a pair is first named, with the words around; one quote where both stand in it."""
        places = [place for side in (pair.one, pair.other) if (place := self._place(side))]
        quotes = [self._around(document, start, end) for document, start, end in places]
        if len(places) == 2:
            for quote, (document, start, end) in zip(quotes, reversed(places), strict=True):
                is_there = quote.document == self._facts.documents[document].key
                if is_there and quote.start <= start and end <= quote.end:
                    return (quote,)
        return tuple(quotes)

    def _place(self, side: Side) -> tuple[str, int, int] | None:
        """Return the document and offsets of the first mention of a side, one that is written so before others."""
        places = []
        for mention, name in self._mentions(side):
            span = self._facts.spans[mention]
            key = self._facts.documents[name.document].key
            fit = _fit(span.words, side.name)
            places.append((fit, key, span.start, span.end, name.document))
        if not places:
            return None
        _, _, start, end, document = min(places)
        return document, start, end

    def _mentions(self, side: Side) -> list[tuple[str, NameFact]]:
        key = name_key(side.name)
        return [
            (mention, name)
            for name in self._by_key.get(key, ())
            if may_be(name, side, self._facts)
            for mention in self._mentions_of.get(name.iri, ())
        ]

    @cached_property
    def _by_key(self) -> dict[str, list[NameFact]]:
        found: dict[str, list[NameFact]] = {}
        for name in self._facts.names.values():
            for key in {name_key(form) for form in name.written}:
                found.setdefault(key, []).append(name)
        return found

    @cached_property
    def _mentions_of(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for mention, name in self._facts.mentions.items():
            if mention in self._facts.spans:
                found.setdefault(name, []).append(mention)
        return found

    def _around(self, document: str, start: int, end: int) -> Quoted:
        """Return the words around a place, within its paragraph and cut at blanks."""
        text = self._text(document)
        first = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
        stop = text.find("\n", end)
        last = min(stop if stop >= 0 else len(text), end + _AROUND)
        if first > 0 and not text[first - 1].isspace():
            blank = text.find(" ", first, start)
            first = blank + 1 if blank >= 0 else first
        if last < len(text) and not text[last].isspace():
            blank = text.rfind(" ", end, last)
            last = blank if blank >= 0 else last
        return self._quoted(document, first, last)

    def _quoted(self, document: str, start: int, end: int) -> Quoted:
        known = self._facts.documents[document]
        return Quoted(known.key, start, end, self._text(document)[start:end], known.date)

    def _text(self, document: str) -> str:
        if document not in self._texts:
            quads = self._store.inner.quads_for_pattern(NamedNode(document), TEXT, None)
            self._texts[document] = text_of(next(iter(quads)).object)
        return self._texts[document]


def _fit(words: str, name: str) -> int:
    """Return how well the words of a mention are a name: 0 as written, 1 but for case and marks, 2 by its key, 3 not."""
    ways = (words == name, surface_key(words) == surface_key(name), name_key(words) == name_key(name), True)
    return ways.index(True)
