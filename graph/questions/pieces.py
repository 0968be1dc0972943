"""A question cut into pieces that the grammar and the label index know, and words that neither does."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from reechain.graph.questions.grammar import Entry, Grammar, Word
from reechain.graph.questions.labels import Candidate, LabelIndex, nearest
from reechain.graph.questions.tokens import Token, tokenise

_LONGEST: Final = 24
_UNKNOWN_COST: Final = 50
_MOST_SLIPS: Final = 3
"""With more unknown words than these, a question is not one with slips of the pen."""
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with all that it may be. Nothing at all means that its word is not known."""

    tokens: tuple[Token, ...]
    names: tuple[Candidate, ...] = ()
    entries: tuple[Entry, ...] = ()
    corrected: str = ""
    is_year: bool = False

    @property
    def text(self) -> str:
        """The words as asked."""
        return ("" if self.tokens[0].is_cjk else " ").join(token.text for token in self.tokens)

    @property
    def is_known(self) -> bool:
        """Whether the piece means anything."""
        return bool(self.names or self.entries or self.is_year)

    @property
    def is_proper(self) -> bool:
        """Whether the piece is written like a name."""
        return self.tokens[0].is_proper

    def is_word(self, *uses: str) -> bool:
        """Return whether the piece may be a form word of one of these uses."""
        return any(isinstance(entry, Word) and entry.use in uses for entry in self.entries)


@dataclass(frozen=True)
class Cutter:
    """Cuts questions into the fewest known pieces, the longer ones first."""

    grammar: Grammar
    index: LabelIndex

    @cached_property
    def _grammar_words(self) -> dict[str, list[str]]:
        words: dict[str, list[str]] = {}
        for word in sorted({word for key in self.grammar.entries for word in key.split()}):
            words.setdefault(word[0], []).append(word)
        return words

    def cut(self, question: str) -> tuple[Piece, ...]:
        """Return the pieces of a question, in order; neighbouring unknown name-like words make one piece."""
        tokens = tokenise(question)
        pieces = self._best(tokens)
        if 0 < sum(not piece.is_known for piece in pieces) <= _MOST_SLIPS:
            corrected = self._corrected(tokens, pieces)
            pieces = _marked(self._best(corrected), tokens, corrected)
        return _joined(pieces)

    def _best(self, tokens: Sequence[Token]) -> list[Piece]:
        costs: list[float] = [0.0]
        ends: list[Piece] = []
        for end in range(1, len(tokens) + 1):
            options = [self._piece(tokens[start:end]) for start in range(max(0, end - _LONGEST), end)]
            priced = [
                (costs[end - len(piece.tokens)] + _cost(piece), -len(piece.tokens), piece)
                for piece in options
                if piece is not None
            ]
            cost, _, piece = min(priced, key=lambda option: option[:2])
            costs.append(cost)
            ends.append(piece)
        return _walked(ends)

    def _piece(self, tokens: Sequence[Token]) -> Piece | None:
        key = " ".join(token.key for token in tokens)
        names, entries = self.index.candidates(key), self.grammar.entries.get(key, ())
        if _is_plural(tokens[-1]):
            # "The companies that make X" are not the company that the documents are about.
            entries = tuple(entry for entry in entries if entry != Word("the_company"))
        if names and _is_plainly_a_word(tokens, entries):
            names = ()
        piece = Piece(tuple(tokens), names, entries)
        if len(tokens) == 1 and not piece.is_known:
            return Piece(tuple(tokens), is_year=bool(_YEAR.fullmatch(key)))
        return piece if piece.is_known else None

    def _corrected(self, tokens: Sequence[Token], pieces: Sequence[Piece]) -> list[Token]:
        unknown = {piece.tokens[0] for piece in pieces if not piece.is_known}
        return [self._correct(token) if token in unknown else token for token in tokens]

    def _correct(self, token: Token) -> Token:
        if len(token.key) >= 6 and (word := nearest(token.key, self._grammar_words.get(token.key[0], ()), 1)):
            return Token(token.text, word)
        return Token(token.text, self.index.correction(token.key) or token.key)


def _is_plural(token: Token) -> bool:
    return token.text.casefold() != token.key and token.text[-1:] in "sS"


def _cost(piece: Piece) -> float:
    if not piece.is_known:
        return _UNKNOWN_COST
    return 1.0 + (0.1 if piece.is_word("filler") and len(piece.entries) == 1 and not piece.names else 0.0)


def _walked(ends: Sequence[Piece]) -> list[Piece]:
    pieces: list[Piece] = []
    position = len(ends)
    while position > 0:
        pieces.append(ends[position - 1])
        position -= len(pieces[-1].tokens)
    return pieces[::-1]


def _is_plainly_a_word(tokens: Sequence[Token], entries: Sequence[Entry]) -> bool:
    # "who" and "us" are words of a question before they are the short name of an agency.
    is_form_word = any(isinstance(entry, Word) for entry in entries)
    return is_form_word and not any(token.is_proper and token.text[1:].isupper() for token in tokens)


def _marked(pieces: Sequence[Piece], asked: Sequence[Token], used: Sequence[Token]) -> list[Piece]:
    marked: list[Piece] = []
    position = 0
    for piece in pieces:
        span = range(position, position + len(piece.tokens))
        slips = [f"{asked[i].text} as {used[i].key}" for i in span if asked[i].key != used[i].key]
        note = ", ".join(slips) if piece.is_known else ""
        marked.append(Piece(piece.tokens, piece.names, piece.entries, note, piece.is_year))
        position += len(piece.tokens)
    return marked


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and not last.is_known and last.is_proper and _continues(piece):
            joined[-1] = Piece((*last.tokens, *piece.tokens))
        else:
            joined.append(piece)
    return tuple(joined)


def _continues(piece: Piece) -> bool:
    """Return whether a piece may be the rest of an unknown name: "Zorblax Metals"."""
    if not piece.is_known:
        return piece.is_proper
    return all(token.text.istitle() for token in piece.tokens) and not any(
        isinstance(entry, Word) for entry in piece.entries
    )
