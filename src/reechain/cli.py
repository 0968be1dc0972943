"""The command line. Answers go to standard output, messages to standard error; exit 0 done, 1 failed, 2 wrong usage."""

import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from reechain import __version__
from reechain.graph.api import Graph
from reechain.graph.export import ExportFormat, export
from reechain.graph.questions import Answer, Asker, ask
from reechain.graph.questions.lines import question_line
from reechain.graph.questions.reader import load_grammar
from reechain.graph.questions.render import rendered
from reechain.graph.results import Format
from reechain.graph.stats import stats_of
from reechain.graph.store import Store
from reechain.graph.validate import validate
from reechain.graph.verify import verify
from reechain.numbers_command import numbers
from reechain.ontology.competency import question_named, questions
from reechain.ontology.errors import InputError, ReechainError
from reechain.ontology.records import Document, Dropped
from reechain.review_command import review
from reechain.terminal import DEFAULT_STORE, ConfigOption, StoreOption, messages, tell

if TYPE_CHECKING:
    from reechain.extractors.loaders import Skipped

app = typer.Typer(
    name="reechain",
    help="Reads reports on the rare earth industry into a knowledge graph with the words that prove each statement.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", help="What holds on a date: YYYY-MM-DD, or the end of YYYY-MM or YYYY."),
]
Paths = Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.")]


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Answers hold Chinese names and arrows: a terminal that cannot show them shows their codes.
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except ReechainError as error:
        messages.print(f"[bold red]error:[/] {_plain(error)}", soft_wrap=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of a pipe has gone; what it wanted it has.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        messages.print(f"[bold red]error:[/] {_plain(error)}", soft_wrap=True)
        sys.exit(1)


def _plain(error: Exception) -> str:
    """Return the message of an error, with the file before it, and nothing that Rich would read as markup."""
    told = (
        f"{error.filename}: {error.strerror}" if isinstance(error, OSError) and error.filename else str(error)
    )
    return told.replace("[", "\\[")


@app.callback(invoke_without_command=True)
def _version(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        print(__version__)
        raise typer.Exit


@app.command()
def demo() -> None:
    """Do the main job on a bundled report: build, three answers, a page."""
    from reechain.demo import QUESTIONS, run_demo  # noqa: PLC0415

    result = run_demo(Path.cwd())
    for question, answer in zip(QUESTIONS, result.answers, strict=True):
        print(f"Q: {question}\n{rendered(answer)}\n")
    print(f"Store: {result.store}")
    print(f"Page:  {result.page}")


@app.command()
def build(
    paths: Paths,
    store: StoreOption = Path(DEFAULT_STORE),
    config: ConfigOption = None,
    key: Annotated[
        str | None, typer.Option("--key", help="The key of the one document, instead of its path.")
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date", help="Of when the documents speak, instead of what they print: YYYY[-MM[-DD]]."
        ),
    ] = None,
) -> None:
    """Read documents into a store. A newer version of a document, by its key, replaces the older one."""
    from reechain.config import load_config  # noqa: PLC0415
    from reechain.pipeline import build as build_store  # noqa: PLC0415

    with _progress("reading") as advance:
        change, skipped = build_store(paths, store, load_config(config), advance, key=key, date=date)
    _tell_skipped(skipped)
    counts = {"added": change.added, "replaced": change.replaced, "unchanged": change.unchanged}
    for replaced in change.replaced:
        messages.print(f"replaced {replaced}", soft_wrap=True, markup=False)
    tell(change.notes)
    told = ", ".join(f"{len(keys)} {word}" for word, keys in counts.items() if keys) or "no documents"
    messages.print(f"{store}: {told}", soft_wrap=True, markup=False)


@app.command()
def extract(
    paths: Paths,
    output: Annotated[
        Path | None, typer.Option("--output", help="Write one JSON file a document into this folder.")
    ] = None,
    config: ConfigOption = None,
    dropped: Annotated[
        bool,
        typer.Option(
            "--dropped", help="Also list what was seen and not kept, with the reason, and count it by reason."
        ),
    ] = False,
) -> None:
    """Print what documents say as JSON: entities, relations with evidence and offsets."""
    from reechain.config import load_config  # noqa: PLC0415
    from reechain.extractors.interchange import dropped_counts  # noqa: PLC0415
    from reechain.extractors.loaders import load  # noqa: PLC0415
    from reechain.pipeline import extract_all, extraction_json, file_names  # noqa: PLC0415

    documents, skipped = load(paths)
    _tell_skipped(skipped)
    names = file_names(document.key for document in documents)
    left: list[Dropped] = []
    for extraction in extract_all(documents, load_config(config).extractor()):
        left += extraction.dropped
        found = extraction_json(extraction, with_dropped=dropped)
        if output is None:
            print(json.dumps(found, ensure_ascii=False, indent=None if len(documents) > 1 else 2))
        else:
            output.mkdir(parents=True, exist_ok=True)
            path = output / names[extraction.document.key]
            path.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    if dropped:
        tell([f"dropped: {len(left)}", *(f"{n:>6}  {why}" for why, n in dropped_counts(left).items())])


@app.command(name="ask")
def ask_question(
    question: Annotated[list[str] | None, typer.Argument(help="A question in plain words.")] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file", help="Questions, one a line, plain or JSON with an id; answers as JSON Lines."
        ),
    ] = None,
    store: StoreOption = Path(DEFAULT_STORE),
    as_of: AsOfOption = None,
    form: Annotated[str, typer.Option("--format", help="text or json")] = "text",
) -> None:
    """Answer a question with the words that prove it and the SPARQL that found it."""
    if (question is None) == (file is None):
        raise typer.BadParameter("give a question, or --file with questions")
    if form not in {"text", "json"}:
        raise typer.BadParameter("--format is text or json")
    questions = _text_of(file).split("\n") if file is not None else []
    with _opened(store, as_of) as opened:
        if file is not None:
            _ask_lines(opened, questions)
        else:
            answer = ask(opened, " ".join(question or []))
            print(_json_line(answer) if form == "json" else rendered(answer))


def _text_of(file: Path) -> str:
    """Return the text of a file; InputError where it is not UTF-8."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"is not UTF-8 at byte {error.start}", where=str(file)) from error


def _ask_lines(store: Store, lines: Iterable[str]) -> None:
    asker = Asker(store, load_grammar(), at=store.as_of)
    for asked in filter(None, map(question_line, lines)):
        found = asker.ask(asked.question).to_json()
        print(json.dumps({"id": asked.id, **found} if asked.id is not None else found, ensure_ascii=False))


def _json_line(answer: Answer) -> str:
    return json.dumps(answer.to_json(), ensure_ascii=False, indent=2)


@app.command()
def query(
    sparql: Annotated[str | None, typer.Argument(help="A SPARQL query.")] = None,
    file: Annotated[Path | None, typer.Option("--file", help="A file that holds the query.")] = None,
    question: Annotated[
        str | None, typer.Option("--question", help="The name of a question that comes with reechain.")
    ] = None,
    listed: Annotated[
        bool, typer.Option("--list", help="List the questions that come with reechain, and stop.")
    ] = False,
    store: StoreOption = Path(DEFAULT_STORE),
    as_of: AsOfOption = None,
    form: Annotated[Format, typer.Option("--format", help="How the result is written.")] = Format.TABLE,
) -> None:
    """Run a SPARQL query over the union of all graphs. Usual prefixes need not be declared."""
    if [sparql is not None, file is not None, question is not None, listed].count(True) != 1:
        raise typer.BadParameter("give a query, --file with one, --question with a name, or --list")
    if listed:
        _list_questions(form)
        return
    if question is not None:
        text = question_named(question).sparql
    else:
        text = sparql if sparql is not None else _text_of(file) if file else ""
    with _opened(store, as_of) as opened, Graph(opened) as graph:
        print(graph.query(text).render(form, width=Console().width if sys.stdout.isatty() else None))


def _list_questions(form: Format) -> None:
    """Print the competency questions, as a table or as JSON."""
    known = questions().values()
    if form is Format.JSON:
        told = [{"name": q.name, "en": q.english, "zh": q.chinese, "topic": q.topic} for q in known]
        print(json.dumps(told, ensure_ascii=False, indent=2))
    elif form is Format.TABLE:
        width = max(len(q.name) for q in known)
        for q in known:
            print(f"{q.name:<{width}}  {q.english}")
    else:
        raise typer.BadParameter("--list is written as table or json")


@app.command()
def explore(
    store: StoreOption = Path(DEFAULT_STORE),
    output: Annotated[Path, typer.Option("--output", help="The page to write.")] = Path("reechain.html"),
    about: Annotated[
        str | None, typer.Option("--about", help="Only what is said of this name, and its neighbours.")
    ] = None,
    as_of: AsOfOption = None,
) -> None:
    """Write the graph as one HTML page, from mine to terminal application."""
    from reechain.graph.viewing import read_view  # noqa: PLC0415
    from reechain.viz.page import render_page  # noqa: PLC0415

    with _opened(store, as_of) as opened:
        iri = _named(opened, about) if about else None
        title = f"Rare earths: {about}" if about else "Rare earths, from mine to terminal application"
        output.write_text(render_page(read_view(opened, iri), title), encoding="utf-8")
    print(output)


def _named(store: Store, name: str) -> str:
    """Return the IRI of the one thing that goes by a name."""
    from reechain.graph.lookup import things_named  # noqa: PLC0415

    found = things_named(store, name)
    if not found:
        raise typer.BadParameter(f"nothing in the store is called {name!r}")
    if len(found) > 1:
        raise typer.BadParameter(
            f"{name!r} may be {', '.join(sorted(found))}: give one of these IRIs' names in full"
        )
    return next(iter(found))


@app.command(name="export")
def export_store(
    store: StoreOption = Path(DEFAULT_STORE),
    form: Annotated[
        ExportFormat, typer.Option("--format", help="nquads holds all; the others hold the facts.")
    ] = ExportFormat.TURTLE,
    output: Annotated[
        Path | None, typer.Option("--output", help="The file to write; standard output if missing.")
    ] = None,
) -> None:
    """Write the graph in a standard form; the same documents give the same bytes."""
    with Store.open(store, read_only=True) as opened:
        text = export(opened, form)
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8")


@app.command()
def diff(
    old: Annotated[str, typer.Argument(help="A store, a document or a folder of documents.")],
    new: Annotated[str, typer.Argument(help="What to compare it with: the newer one.")],
    config: ConfigOption = None,
    form: Annotated[str, typer.Option("--format", help="text or json")] = "text",
) -> None:
    """Tell what two stores or reports say differently, each difference with the words of both."""
    from reechain.graph.difference import rendered as told  # noqa: PLC0415
    from reechain.graph.differences import differences  # noqa: PLC0415

    if form not in {"text", "json"}:
        raise typer.BadParameter("--format is text or json")
    with _read_side(old, config) as before, _read_side(new, config) as after:
        found = differences(before, after)
    if form == "json":
        print(json.dumps([item.to_json() for item in found], ensure_ascii=False, indent=2))
    else:
        print(told(found))


def _read_side(path: str, config: Path | None) -> Store:
    """Return the store at a path, or one in memory of the documents under it."""
    from reechain.config import load_config  # noqa: PLC0415
    from reechain.graph.opening import is_store  # noqa: PLC0415
    from reechain.pipeline import build_in_memory  # noqa: PLC0415

    if is_store(Path(path)):
        return Store.open(path, read_only=True)
    store, skipped = build_in_memory([path], load_config(config))
    _tell_skipped(skipped)
    return store


@app.command()
def stats(store: StoreOption = Path(DEFAULT_STORE)) -> None:
    """Print counts: documents, entities, facts, and what did not become a fact and why."""
    with Store.open(store, read_only=True) as opened:
        print(stats_of(opened).render())


@app.command(name="validate")
def validate_store(store: StoreOption = Path(DEFAULT_STORE)) -> None:
    """Check the graph against its shapes; exit 1 if it breaks one."""
    with Store.open(store, read_only=True) as opened:
        report = validate(opened)
    print(report.render().rstrip())
    if not report.conforms:
        raise typer.Exit(1)


@app.command(name="verify")
def verify_store(store: StoreOption = Path(DEFAULT_STORE)) -> None:
    """Check that the store is whole: texts, spans, facts and what is derived; exit 1 if not."""
    with Store.open(store, read_only=True) as opened:
        findings = verify(opened)
    for finding in findings:
        print(finding)
    print(f"{len(findings)} findings" if findings else "whole")
    if findings:
        raise typer.Exit(1)


@app.command(name="evaluate")
def evaluate_extraction(
    documents: Annotated[Path, typer.Argument(help="A document, or a folder of documents.", metavar="DOCS")],
    gold: Annotated[
        Path,
        typer.Argument(help="Its gold, or a folder with one JSON file for each document.", metavar="GOLD"),
    ],
    hide_names: Annotated[
        bool, typer.Option("--hide-names", help="Take the names of each document out of the gazetteer first.")
    ] = False,
    config: ConfigOption = None,
    form: Annotated[str, typer.Option("--format", help="table or json")] = "table",
) -> None:
    """Hold what is extracted against gold: precision, recall and F1 by type, relation, style and confidence."""
    from reechain.config import load_config  # noqa: PLC0415
    from reechain.evaluation import evaluate  # noqa: PLC0415

    if form not in {"table", "json"}:
        raise typer.BadParameter("--format is table or json")
    report = evaluate(documents, gold, load_config(config), hide_names=hide_names)
    print(json.dumps(report.to_json(), indent=2) if form == "json" else report.render())


app.command()(review)
app.command()(numbers)


@app.command()
def docs(folder: Annotated[Path, typer.Argument(help="The folder to write into.", metavar="DIR")]) -> None:
    """Write the documentation of the ontology: a folder of pages that load nothing, with the files to download."""
    from reechain.viz.documentation.site import write_site  # noqa: PLC0415

    print(write_site(folder))


@contextmanager
def _opened(path: Path, as_of: str | None) -> Iterator[Store]:
    """Yield a store to be read, as it is or as of a date."""
    with Store.open(path, read_only=True) as store:
        yield store if as_of is None else store.as_of(as_of)


@contextmanager
def _progress(word: str) -> Iterator["_Advance"]:
    """Yield what advances a progress bar, which shows on a terminal only."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=messages, transient=True, disable=not messages.is_terminal) as progress:
        yield _Advance(progress, word)


def _tell_skipped(skipped: Iterable["Skipped"]) -> None:
    for item in skipped:
        messages.print(f"skipped {item.path}: {item.reason}", soft_wrap=True, markup=False)


class _Advance:
    """Advances a bar by one document, and names it."""

    def __init__(self, progress: Progress, word: str) -> None:
        self.progress, self.word = progress, word
        self.task = progress.add_task(word, total=None)

    def __call__(self, document: Document) -> None:
        self.progress.update(self.task, advance=1, description=f"{self.word} {document.key}")
