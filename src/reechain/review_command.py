"""`reechain review`: questions on the terminal or on a sheet, and answers into the file of decisions."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.text import Text

from reechain.graph.decisions import Decision, Statement
from reechain.graph.quoting import Quoted, shown
from reechain.graph.review import BELOW, Kind, Question
from reechain.ontology.errors import StoreError
from reechain.reviewing import Review, ask, write_sheet
from reechain.terminal import DEFAULT_STORE, ConfigOption, StoreOption, tell

TITLES: Final = {
    Kind.PAIRS: "possibly one thing",
    Kind.CLAIMS: "a claim in doubt",
    Kind.MERGES: "names that were joined",
}
_WIDEST: Final = 100
_LONGEST: Final = 700
"""Characters of a quote that are shown: of a longer one its beginning and its end."""


def review(
    store: StoreOption = Path(DEFAULT_STORE),
    config: ConfigOption = None,
    below: Annotated[
        float, typer.Option("--below", min=0, max=1, help="Ask about claims that are less sure than this.")
    ] = BELOW,
    only: Annotated[
        list[Kind] | None, typer.Option("--only", help="Ask about these alone; may be given more than once.")
    ] = None,
    csv: Annotated[
        Path | None, typer.Option("--csv", help="Write the questions to this sheet instead of asking them.")
    ] = None,
    read: Annotated[
        Path | None, typer.Option("--read", help="Take over the decisions of a sheet that was filled in.")
    ] = None,
) -> None:
    """Decide what is one thing, which claims hold, and which joined names are two; builds keep to it.

    Answers are kept at once, in reechain-decisions.csv or what reechain.toml names; to change one, edit its row.
    """
    from reechain.config import DECISIONS, load_config  # noqa: PLC0415

    if csv is not None and read is not None:
        raise typer.BadParameter("give --csv to write a sheet, or --read to read one")
    session = Review(store, load_config(config).decisions or Path(DECISIONS))
    if read is not None:
        count, fresh, notes = session.read(read)
        tell(notes)
        print(f"{session.file}: {fresh} new of {_counted(count, 'decision')} on {read}")
        return
    questions, notes = session.questions(below, only or tuple(Kind))
    tell(notes)
    if not questions:
        print("no questions are open")
    elif csv is not None:
        write_sheet(csv, questions, session.file)
        print(
            f"{csv}: {_counted(len(questions), 'question')}; write accept or reject into the column decision, then:"
        )
        print(f"reechain review --read {csv}")
    else:
        _asked(session, questions)


def _asked(session: Review, questions: Sequence[Question]) -> None:
    counts = Counter(question.kind for question in questions)
    told = ", ".join(_counted(counts[kind], kind.removesuffix("s")) for kind in Kind if counts[kind])
    print(f"open: {told}; answers are kept in {session.file} as you give them")
    screen = Screen(len(questions))
    given: dict[tuple[str, ...], Decision] = {}
    for decision in ask(questions, _line, screen.show, screen.complain):
        session.keep([decision])
        given[decision.about.key] = decision
    if given:
        try:
            tell(session.apply())
        except StoreError as error:
            kept = f"{_counted(len(given), 'new decision')} kept in {session.file}; builds will follow them"
            raise StoreError(f"{error.args[0]} ({kept})", where=error.where) from error
    left = len(questions) - len(given)
    print(
        f"{session.file}: {_counted(len(given), 'new decision')}; {left} of {_counted(len(questions), 'question')} open"
    )


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _line(prompt: str) -> str | None:
    """Return a line of standard input after a prompt; None at its end, or where the user breaks off."""
    try:
        return input(prompt)
    except (EOFError, KeyboardInterrupt):
        print()
        return None


class Screen:
    """Shows questions: wrapped on a terminal, and a line for each thing elsewhere."""

    def __init__(self, count: int, console: Console | None = None) -> None:
        self._count = count
        self._console = console or Console(highlight=False)

    def show(self, number: int, question: Question, given: bool | None) -> None:
        """Show a question with its number, the answer that it got before, if it did."""
        self._console.print()
        title = f"[{number} of {self._count}] {TITLES[question.kind]}"
        self._print(Text(title, style="dim"), 0)
        self._print(_asking(question), 2)
        confidence = "" if question.confidence is None else f", confidence {question.confidence:.2f}"
        self._print(Text(f"why: {question.why}{confidence}"), 2)
        for quote in question.evidence:
            self._quote(quote, _names(question))
        if given is not None:
            self._print(Text(f"you said {'yes' if given else 'no'}", style="yellow"), 2)

    def complain(self, wrong: str) -> None:
        """Show what is wrong with an answer."""
        self._print(Text(wrong, style="yellow"), 2)

    def _quote(self, quote: Quoted, names: Sequence[str]) -> None:
        words, place = Text(_words(quote)), Text(f"[{quote.place}]", style="dim")
        words.highlight_words(names, "bold", case_sensitive=False)
        if self._console.is_terminal:
            self._print(words, 2)
            self._print(place, 4)
        else:
            self._print(words.append(" ").append_text(place), 2)

    def _print(self, text: Text, indent: int) -> None:
        width = min(self._console.width, _WIDEST) - indent
        lines = text.wrap(self._console, width) if self._console.is_terminal else [text]
        for line in lines:
            line.rstrip()
            self._console.print(Text(" " * indent).append_text(line), soft_wrap=True)


def _asking(question: Question) -> Text:
    """Return the words of a question, the names in it marked."""
    text = Text(shown(question.text))
    text.highlight_regex(r"“[^”]*”", "bold")
    return text


def _names(question: Question) -> list[str]:
    about = question.about
    if isinstance(about, Statement):
        return [about.subject, about.object]
    return [about.one.name, about.other.name]


def _words(quote: Quoted) -> str:
    words = shown(quote.quote)
    if len(words) > _LONGEST:
        words = f"{words[: _LONGEST // 2]} […] {words[-_LONGEST // 2 :]}"
    return f"“{words}”"
