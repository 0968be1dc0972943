"""A review: open questions, asked on a terminal or written to a sheet; answers, kept in a user's file and in the store."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from reechain.graph.decision_file import read_decisions, sheet_text, write_decisions
from reechain.graph.decisions import Decision, merged
from reechain.graph.review import Kind, Question, questions_of
from reechain.graph.store import Store
from reechain.ontology.errors import InputError

_TITLES: Final = {
    Kind.PAIRS: "possibly one thing",
    Kind.CLAIMS: "a claim in doubt",
    Kind.MERGES: "names that were joined",
}
_ANSWERS: Final = {"y": True, "yes": True, "n": False, "no": False}
_SKIP: Final = frozenset({"s", "skip", ""})
_QUIT: Final = frozenset({"q", "quit"})
PROMPT: Final = "  y yes, n no, s skip, q quit: "


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
        self.file.parent.mkdir(parents=True, exist_ok=True)
        write_decisions(self.file, self.decisions)

    def read(self, sheet: Path) -> tuple[int, int]:
        """Take over the decisions of a sheet; return how many it has, and how many of them are new or other than before."""
        found = read_decisions(sheet, is_sheet=True)
        known = {decision.about.key: decision.is_accepted for decision in self.decisions}
        fresh = [decision for decision in found if known.get(decision.about.key) is not decision.is_accepted]
        if fresh:
            self.keep(fresh)
        return len(found), len(fresh)


def write_sheet(path: Path, questions: Sequence[Question]) -> None:
    """Write open questions to a sheet; InputError if something stands there, which may hold answers."""
    if path.exists():
        raise InputError(
            "is there already, and may hold answers; read it with --read, or name another file",
            where=str(path),
        )
    path.write_text(sheet_text((q.about, q.notes()) for q in questions), encoding="utf-8", newline="")


def ask(
    questions: Sequence[Question], read: Callable[[str], str | None], write: Callable[[str], None]
) -> Iterator[Decision]:
    """Ask one question after the other, and yield each answer as it is given.

    `read` shows a prompt and returns a line, None where there are no more; `write` shows a line.
    """
    for number, question in enumerate(questions, 1):
        write(f"[{number} of {len(questions)}] {_TITLES[question.kind]}")
        for line in lines_of(question):
            write(f"  {line}")
        answer = _answer(read, write)
        if answer in _QUIT:
            return
        if answer in _ANSWERS:
            yield Decision(question.about, _ANSWERS[answer])


def lines_of(question: Question) -> list[str]:
    """Return a question as lines: what is asked, why, and the words with document and offsets."""
    confidence = "" if question.confidence is None else f", confidence {question.confidence:.2f}"
    return [question.text, f"why: {question.why}{confidence}", *map(str, question.evidence)]


def _answer(read: Callable[[str], str | None], write: Callable[[str], None]) -> str:
    while True:
        line = read(PROMPT)
        answer = "q" if line is None else line.strip().casefold()
        if answer in _ANSWERS or answer in _SKIP or answer in _QUIT:
            return answer
        write(f"  {answer!r} is none of y, n, s and q")
