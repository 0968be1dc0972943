"""The tokens of a doc as plain lists, read once: spaCy makes an object for each look at a token, and its text anew."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from spacy.attrs import IDX, SENT_START, SPACY
from spacy.tokens import Doc, Span

WORDS: Final = "words"
"""Where who makes a doc of words may leave them, since to read them from it takes long."""
_TOKENS: Final = "tokens"


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the rules read of tokens, each list with an entry a token.

    `starts` are the characters where they begin, `spaced` tells after which a space follows, `opens` which open a
    sentence; `sents` are the sentences as tokens `[start, end)`.
    """

    text: str
    words: list[str]
    lows: list[str]
    starts: list[int]
    spaced: list[bool]
    opens: list[bool]
    sents: list[tuple[int, int]]

    def __len__(self) -> int:
        """Return how many tokens there are."""
        return len(self.words)

    def said(self, start: int, end: int) -> str:
        """Return the text of tokens `[start, end)`, without the space after them."""
        if start >= end:
            return ""
        return self.text[self.starts[start] : self.starts[end - 1] + len(self.words[end - 1])]

    def sent_of(self, i: int) -> tuple[int, int]:
        """Return the sentence that a token stands in."""
        return self.sents[bisect_right(self.sents, i, key=_start) - 1]


def tokens_of(doc: Doc) -> Tokens:
    """Return the tokens of a doc."""
    found: Tokens | None = doc.user_data.get(_TOKENS)
    if found is None:
        found = doc.user_data[_TOKENS] = _read(doc)
    return found


def text_of(doc: Doc) -> str:
    """Return the text of a doc, which spaCy puts together anew each time."""
    return tokens_of(doc).text


def span_text(span: Span) -> str:
    """Return the text of a span, which spaCy puts together anew each time."""
    return tokens_of(span.doc).text[span.start_char : span.end_char]


def _read(doc: Doc) -> Tokens:
    words = doc.user_data.get(WORDS)
    if words is None or len(words) != len(doc):
        words = [token.text for token in doc]
    columns = doc.to_array([IDX, SPACY, SENT_START]).astype("int64") if words else None
    starts, spaced, opening = columns.T.tolist() if columns is not None else ([], [], [])
    opens = [mark == 1 for mark in opening]
    first = [i for i, is_open in enumerate(opens) if is_open or i == 0]
    return Tokens(
        "".join([f"{word} " if space else word for word, space in zip(words, spaced, strict=True)]),
        words,
        [word.lower() for word in words],
        starts,
        [bool(space) for space in spaced],
        opens,
        list(zip(first, [*first[1:], len(words)], strict=False)),
    )


def _start(sent: tuple[int, int]) -> int:
    return sent[0]
