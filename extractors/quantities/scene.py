"""A source text as the readers of numbers see it: its sentences, its things, who it is about."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from spacy.tokens import Span

from reechain.extractors.candidates import REFERENCES, spans_of
from reechain.extractors.reading import Reading
from reechain.extractors.tokens import tokens_of
from reechain.ontology.records import EntityType, Name

_STOP: Final = re.compile(r"[。；](?=\s?[A-Z\"“(\d])|(?<=%)\.(?=\s?[A-Z])")
Stretch = tuple[int, int]
"""Characters `[start, end)` of the source text."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What characters `[start, end)` speak of, by a name or by a reference such as "the company".

    `key` is the same for all that speak of one name of the document; `name` is that name. `means` is the span of the doc
    that a reference stands for, for a name the span itself.
    """

    start: int
    end: int
    type: EntityType
    key: int
    name: Name
    span: Span
    means: Span

    @property
    def is_reference(self) -> bool:
        """Whether it is spoken of by other words than its name."""
        return self.span is not self.means


@dataclass(frozen=True)
class Scene:
    """A source text with what was found in it; all offsets are of the source.

    `sentences` and `things` are in the order of the text; things by reference are among them. `topic` is the first use of
    the name of the company that the text is about, if it is about one. `date` is that of the document.
    """

    text: str
    date: str | None
    sentences: tuple[Stretch, ...]
    things: tuple[Thing, ...]
    topic: Thing | None = None

    @cached_property
    def _starts(self) -> list[int]:
        return [thing.start for thing in self.things]

    def sentence_at(self, offset: int) -> Stretch:
        """Return the sentence in which a character stands."""
        found = bisect_right(self.sentences, (offset, len(self.text) + 1)) - 1
        return self.sentences[max(found, 0)]

    def things_in(self, start: int, end: int) -> Sequence[Thing]:
        """Return the things that begin in characters `[start, end)`."""
        return self.things[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def scene_of(reading: Reading, names: Mapping[Span, Name], date: str | None) -> Scene:
    """Return the scene of a reading whose mentions are linked."""
    doc, text = reading.doc, reading.text
    tokens = tokens_of(doc)
    sentences: list[Stretch] = []
    for first, last in tokens.sents:
        begin, end = tokens.starts[first], tokens.starts[last - 1] + len(tokens.words[last - 1])
        if tokens.text[begin:end].strip():
            sentences += _parted(reading.source, *text.to_source(begin, end))
    things = [_thing(reading, span, span, name) for span, name in names.items()]
    for reference in spans_of(doc, REFERENCES):
        means = reading.discourse.meanings.get((reference.start, reference.end), ())
        things += [_thing(reading, reference, span, names[span]) for span in means if span in names]
    ordered = tuple(
        sorted(things, key=lambda thing: (thing.start, -thing.end, thing.type, thing.means.start))
    )
    topic = reading.discourse.topic
    told = next((t for t in ordered if topic is not None and not t.is_reference and t.span == topic), None)
    return Scene(reading.source, date, tuple(sentences) or ((0, len(reading.source)),), ordered, told)


def _parted(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield the sentences in a stretch, without the space around them.

    Full stops of Chinese, and those behind a percentage, part them also where no space follows.
    """
    for match in _STOP.finditer(text, start, end):
        yield from _stripped(text, start, match.end())
        start = match.end()
    yield from _stripped(text, start, end)


def _stripped(text: str, start: int, end: int) -> Iterator[Stretch]:
    words = text[start:end]
    if words.strip():
        first = start + len(words) - len(words.lstrip())
        yield first, first + len(words.strip())


def _thing(reading: Reading, span: Span, means: Span, name: Name) -> Thing:
    start, end = reading.text.to_source(span.start_char, span.end_char)
    return Thing(start, end, name.type, id(name), name, span, means)
