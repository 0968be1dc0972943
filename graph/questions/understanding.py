"""From a question to typed queries, or to why it is not understood. No store is asked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from reechain.graph.questions.build import build_query
from reechain.graph.questions.compose import compose
from reechain.graph.questions.dates import dated
from reechain.graph.questions.grammar import Grammar, Qualifier, Topic, Word
from reechain.graph.questions.labels import LabelIndex
from reechain.graph.questions.paths import Ends, ends_of, is_path_question
from reechain.graph.questions.pieces import Cutter, Piece
from reechain.graph.questions.query import Form, Query
from reechain.graph.questions.ties import Draft
from reechain.graph.questions.tokens import tokenise

MOST_CHARACTERS: Final = 2000
MOST_WORDS: Final = 80
_NOT_ASKED_OF: Final = frozenset({"there", "you", "we", "i", "someone", "anyone"})


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a question means. Without a query, `problem` says why; `topic` is what no graph holds.

    `missing` are name-like words that neither the documents nor the gazetteer know; `ends` are those of a way
    that is asked for instead of a query. `as_of` is the date as of which the question is asked, YYYY, YYYY-MM
    or YYYY-MM-DD: what the graph holds now is no answer to it.
    """

    query: Query | None = None
    problem: str = ""
    topic: str = ""
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    ends: Ends | None = None
    as_of: str | None = None


def understand(question: str, grammar: Grammar, index: LabelIndex, *, is_dated: bool = True) -> Understanding:
    """Return what a question means, by a grammar and the names of an index.

    A date phrase is taken out of the rest as `as_of`. Without `is_dated`, it is read with the other words, which
    finds years as words that the evidence must have, and no more. So are years of what came about in one:
    "acquired in 2022".
    """
    found = dated(question) if is_dated and len(question) <= MOST_CHARACTERS else None
    if found is None:
        return _understood(question, grammar, index)
    if found.is_weak and _is_in_a_name(question, grammar, index):
        return _understood(question, grammar, index)
    state = _understood(found.rest, grammar, index)
    if found.is_weak and (state.query is None or _comes_about(found.rest, state.query, grammar, index)):
        return state if state.topic else _understood(question, grammar, index)
    return replace(state, as_of=found.as_of)


def _is_in_a_name(question: str, grammar: Grammar, index: LabelIndex) -> bool:
    """Return whether no year stands by itself in a question: it belongs to a name, "the plan of 2022"."""
    return not any(piece.is_year for piece in Cutter(grammar, index).cut(question))


def _comes_about(question: str, query: Query, grammar: Grammar, index: LabelIndex) -> bool:
    """Return whether a question asks for what comes about, once, and not for what is so for a time."""
    if any(piece.is_word("becoming") for piece in Cutter(grammar, index).cut(question)):
        return True
    return any(grammar.saying(arc.relation).is_event for edge in query.edges for arc in edge.arcs)


def _understood(question: str, grammar: Grammar, index: LabelIndex) -> Understanding:
    if len(question) > MOST_CHARACTERS or len(tokenise(question)) > MOST_WORDS:
        return Understanding(problem=f"The question is too long: ask in at most {MOST_WORDS} words.")
    pieces = Cutter(grammar, index).cut(question)
    if not pieces:
        return Understanding(problem="There are no words in the question.")
    notes = tuple(f"Read {piece.corrected}." for piece in pieces if piece.corrected)
    unknown = [piece.text for piece in pieces if not piece.is_known and not piece.is_proper]
    if topic := _topic(pieces):
        return Understanding(topic=topic, notes=notes)
    if unread := _unread(pieces):
        words = ", ".join(f"“{word}”" for word in unread)
        problem = f"The question turns on {words}, which cannot be read here yet: ask without it."
        return Understanding(problem=problem, notes=notes)
    if unknown:
        words = ", ".join(f"“{word}”" for word in unknown)
        return Understanding(problem=f"These words are not known here: {words}.", notes=notes)
    if is_path_question(pieces):
        ends = ends_of(pieces)
        problem = "" if ends else "A way is asked for with two names: from the one to the other."
        return Understanding(ends=ends, problem=problem, notes=notes)
    return _composed(pieces, grammar, notes)


def _composed(pieces: Sequence[Piece], grammar: Grammar, notes: tuple[str, ...]) -> Understanding:
    if any(piece.is_word("when") for piece in pieces):
        asks_more = any(
            piece.is_word("who", "what", "where") and not piece.is_word("when") for piece in pieces
        )
        if not asks_more:
            return Understanding(problem="Questions for a date are not understood yet.", notes=notes)
        notes = (*notes, "The part that asks when is left out: dates are not in the graph yet.")
    form = _form(pieces)
    if form is Form.ASK and any(piece.is_word("not") for piece in pieces):
        problem = "A yes or no to what is not so would rest on silence: ask whether it is so."
        return Understanding(problem=problem, notes=notes)
    draft = compose(pieces, grammar, is_whether=form is Form.ASK)
    if draft is not None and not draft.ties and (narrowing := _narrowing(pieces)):
        problem = f"Nothing in the documents could say what is {narrowing} here: ask about a relation too."
        return Understanding(problem=problem, notes=notes)
    if draft is None or _loses_a_denial(pieces, draft):
        problem = "The words are known, but not how they hang together. Ask about one relation at a time."
        return Understanding(problem=problem, notes=notes)
    missing = tuple(piece.text for piece in pieces if not piece.is_known)
    return Understanding(build_query(draft, pieces, grammar, form), missing=missing, notes=notes)


def _unread(pieces: Sequence[Piece]) -> list[str]:
    """Return the words that would change the answers if they were read: to leave them out would be to guess."""
    # What may be read in another way is no such word: "except", "previously", "before" at the end.
    words = [piece.text for piece in pieces if piece.entries and set(piece.entries) == {Word("unread")}]
    for before, piece in pairwise(pieces):
        if before.text.casefold() == "how" and piece.is_word("do") and not is_path_question(pieces):
            words.append(before.text)
    return words


def _loses_a_denial(pieces: Sequence[Piece], draft: Draft) -> bool:
    """Return whether a "not" of the question has no part in the draft."""
    denials = [at for at in range(len(pieces)) if pieces[at].is_word("not")]
    links = sum(tie.link.is_negated for tie in draft.ties)
    names = sum(other.is_negated for thing in draft.things for other in thing.others)
    return len(denials) > links + names


def _narrowing(pieces: Sequence[Piece]) -> str:
    """Return the words that narrow a relation, for a question that asks about none."""
    words = (p.text for p in pieces if p.is_year or any(isinstance(e, Qualifier) for e in p.entries))
    return " and ".join(f"“{word}”" for word in words)


def _topic(pieces: Sequence[Piece]) -> str:
    for piece in pieces:
        topics = [entry.says for entry in piece.entries if isinstance(entry, Topic)]
        if topics and not piece.names:
            return topics[0]
    return ""


def _form(pieces: Sequence[Piece]) -> Form:
    if any(piece.is_word("how_many") for piece in pieces):
        return Form.COUNT
    if any(
        piece.is_word("who", "what", "where") and not piece.is_word("filler", "whether") for piece in pieces
    ):
        return Form.SELECT
    is_of_asker = len(pieces) > 1 and pieces[1].text.casefold() in _NOT_ASKED_OF
    opens = pieces[0].is_word("be", "do", "have", "can") and not is_of_asker
    return Form.ASK if opens or any(piece.is_word("whether") for piece in pieces) else Form.SELECT
