"""A review: open questions, asked one by one or written to a sheet; answers, kept in a user's file and in the store."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from reechain.graph.decision_file import read_decisions, sheet_text, write_decisions
from reechain.graph.decisions import Decision, in_order, merged
from reechain.graph.review import Kind, Question, questions_of
from reechain.graph.store import Store
from reechain.graph.unheld import told, unheld
from reechain.ontology.errors import InputError

_ANSWERS: Final = {"y": True, "yes": True, "n": False, "no": False}
_SKIP: Final = frozenset({"s", "skip", ""})
_BACK: Final = frozenset({"b", "back"})
_QUIT: Final = frozenset({"q", "quit"})
PROMPT: Final = "  y yes, n no, s skip, b back, q quit: "

Show = Callable[[int, Question, bool | None], None]
"""Shows a question, with its number and the answer that was given to it before, if one was."""


class Review:
    """The decisions of a file, and the store to which they apply.

    The file is the user's: what it says counts, and what the store holds beside it does not.
    """

    def __init__(self, store: Path, file: Path) -> None:
        self.store, self.file = store, file
        self.decisions = self._held()

    def _held(self) -> tuple[Decision, ...]:
        return read_decisions(self.file) if self.file.exists() else ()

    def questions(self, below: float, kinds: Iterable[Kind]) -> tuple[list[Question], tuple[str, ...]]:
        """Return what is open, after the decisions of the file, and notes on decisions that change nothing."""
        with Store.open(self.store, read_only=True) as store:
            if store.decisions() == in_order(self.decisions):
                places = {decision: decision for decision in self.decisions}
                derived = store.derived()
                notes = tuple(told(places[decision], reason) for decision, reason in unheld(derived))
                return questions_of(store, below, kinds, derived), notes
        notes = self.apply()
        with Store.open(self.store, read_only=True) as store:
            return questions_of(store, below, kinds), notes

    def apply(self) -> tuple[str, ...]:
        """Have the store follow the decisions, and return notes on those that change nothing."""
        with Store.open(self.store) as store:
            return store.decide(self.decisions).notes

    def keep(self, new: Iterable[Decision]) -> None:
        """Write decisions into the file, over older ones on the same questions.

        It is read again first, for what the user or another review may have written meanwhile.
        """
        self.decisions = merged(self._held(), new)
        write_decisions(self.file, self.decisions)

    def read(self, sheet: Path) -> tuple[int, int, tuple[str, ...]]:
        """Take over the decisions of a sheet; return how many it has, how many of them are new or other than before, and notes.

        The store is opened first: where it cannot be, the file stays as it was.
        """
        found = read_decisions(sheet, is_sheet=True)
        known = {decision.about.key: decision.is_accepted for decision in self.decisions}
        fresh = [decision for decision in found if known.get(decision.about.key) is not decision.is_accepted]
        with Store.open(self.store) as store:
            if fresh:
                self.keep(fresh)
            return len(found), len(fresh), store.decide(self.decisions).notes


def write_sheet(path: Path, questions: Sequence[Question], decisions: Path) -> None:
    """Write open questions to a sheet; InputError if something stands there, or if that is the file of decisions."""
    if path.exists():
        raise InputError(
            "is there already, and may hold answers; read it with --read, or name another file",
            where=str(path),
        )
    if path.resolve() == decisions.resolve():
        raise InputError("is where decisions are kept; name another file for the questions", where=str(path))
    text = sheet_text((question.about, question.notes()) for question in questions)
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", where=str(path)) from error


def ask(
    questions: Sequence[Question],
    read: Callable[[str], str | None],
    show: Show,
    complain: Callable[[str], None],
) -> Iterator[Decision]:
    """Ask one question after the other, and yield each answer as it is given; who goes back may answer anew.

    `read` shows a prompt and returns a line, None where there are no more; `complain` shows what is wrong with one.
    """
    given: dict[int, bool] = {}
    number = 0
    while number < len(questions):
        question = questions[number]
        show(number + 1, question, given.get(number))
        answer = _answer(read, complain)
        if answer in _QUIT:
            return
        if answer in _BACK:
            number = max(number - 1, 0)
            continue
        if answer in _ANSWERS:
            given[number] = _ANSWERS[answer]
            yield Decision(question.about, given[number])
        number += 1


def _answer(read: Callable[[str], str | None], complain: Callable[[str], None]) -> str:
    while True:
        line = read(PROMPT)
        answer = "q" if line is None else line.strip().casefold()
        if answer in _ANSWERS or answer in _SKIP or answer in _BACK or answer in _QUIT:
            return answer
        complain(f"{answer!r} is none of y, n, s, b and q")
