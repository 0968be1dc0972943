"""Every competency question returns exactly its rows, through rdflib and through Oxigraph.

The rows stand in expected/NAME.csv, those on the bundled report in expected-demo/NAME.csv. After a
change that is meant, write them anew with `python -m tests.ontology.write_expected` and read the difference.
"""

import re
from importlib.resources import as_file, files
from pathlib import Path

import pytest
import rdflib
from tests.ontology.example import (
    EXPECTED,
    EXPECTED_DEMO,
    example_graph,
    example_store,
    oxigraph_rows,
    rdflib_rows,
)

from reechain.config import Config
from reechain.graph.rdf import dataset_of
from reechain.graph.store import Store
from reechain.ontology.competency import Question, questions
from reechain.ontology.namespaces import PREFIXES, REC
from reechain.ontology.schema import ontology_graph
from reechain.pipeline import build

QUESTIONS = list(questions().values())
ON_THE_REPORT = sorted(path.stem for path in EXPECTED_DEMO.glob("*.csv"))
UNUSED: frozenset[str] = frozenset()
"""Terms of the ontology that no question uses, with a reason for each."""

DATES = "validFrom|validUntil|validOn|firstSaid|lastSaid|eventDate|issuedOn|documentDate"

every_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)


@pytest.fixture(scope="module")
def store() -> Store:
    return example_store()


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return example_graph()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of the bundled report."""
    folder = tmp_path_factory.mktemp("demo") / "demo.store"
    with as_file(files("reechain") / "data" / "demo-report.txt") as path:
        build([str(path)], folder, Config())
    return Store.open(folder, read_only=True)


def expected(folder: Path, name: str) -> str:
    return (folder / f"{name}.csv").read_text(encoding="utf-8")


@every_question
def test_a_question_returns_its_rows_through_oxigraph(store: Store, question: Question) -> None:
    # Without the prefixes that Store.query declares: a file must run in any tool.
    found = store.inner.query(question.sparql, use_default_graph_as_union=True)
    assert oxigraph_rows(found) == expected(EXPECTED, question.name)


@every_question
def test_a_question_returns_its_rows_through_rdflib(graph: rdflib.Graph, question: Question) -> None:
    assert rdflib_rows(graph.query(question.sparql)) == expected(EXPECTED, question.name)


@every_question
def test_a_question_passes_the_guard_of_a_store(store: Store, question: Question) -> None:
    assert oxigraph_rows(store.query(question.sparql)) == expected(EXPECTED, question.name)


def test_a_dataset_on_a_store_gives_the_same_rows(store: Store) -> None:
    dataset = dataset_of(store)
    for name in ("stakes-on-date", "quota-shares", "control-status-on-date"):
        assert rdflib_rows(dataset.query(questions()[name].sparql)) == expected(EXPECTED, name)


@every_question
def test_a_question_has_an_answer_in_the_example(question: Question) -> None:
    assert expected(EXPECTED, question.name).count("\n") > 1


def test_no_expected_rows_are_without_a_question() -> None:
    assert sorted(path.stem for path in EXPECTED.glob("*.csv")) == sorted(questions())
    assert set(ON_THE_REPORT) <= questions().keys()


@pytest.mark.parametrize("name", ON_THE_REPORT)
def test_a_question_returns_its_rows_on_the_report(report: Store, name: str) -> None:
    assert oxigraph_rows(report.query(questions()[name].sparql)) == expected(EXPECTED_DEMO, name)


@every_question
def test_a_question_is_asked_in_both_languages(question: Question) -> None:
    assert question.english.endswith("?")
    assert question.chinese.endswith("？")
    assert re.search("[\u4e00-\u9fff]", question.chinese)
    assert not re.search("[\u4e00-\u9fff]", question.english)
    assert question.topic


@pytest.mark.parametrize("language", ["english", "chinese"])
def test_no_two_questions_ask_the_same(language: str) -> None:
    asked = [getattr(question, language) for question in QUESTIONS]
    assert len(set(asked)) == len(asked) >= 44


@every_question
def test_the_order_of_the_rows_is_given(question: Question) -> None:
    assert "\nORDER BY " in question.sparql


@every_question
def test_dates_are_compared_and_ordered_as_text(question: Question) -> None:
    dates = re.findall(rf"\brec:(?:{DATES}) \?(\w+)", question.sparql)
    order = question.sparql.rpartition("ORDER BY")[2]
    for date in dates:
        assert not re.search(rf"[<>=] *\?{date}\b|\?{date} *[<>=]", question.sparql)
        assert not re.search(rf"\?{date}\b", order)


@every_question
def test_a_question_declares_the_prefixes_that_it_uses(question: Question) -> None:
    declared = dict(re.findall(r"PREFIX (\w+): <([^>]+)>", question.sparql))
    assert declared.items() <= PREFIXES.items()
    body = re.sub(r"(?m)^(PREFIX|#).*$", "", question.sparql)
    assert all(re.search(rf"\b{prefix}:", body) for prefix in declared)


def test_every_term_of_the_ontology_is_used() -> None:
    terms = {str(node).removeprefix(REC) for node in ontology_graph().subjects() if str(node).startswith(REC)}
    text = "\n".join(re.sub(r"(?m)^\s*#.*$", "", question.sparql) for question in QUESTIONS)
    used = set(re.findall(r"\brec:(\w+)", text))
    assert used <= terms
    assert terms - used == UNUSED


def on_day(name: str, day: str) -> str:
    """The query of a question on another day."""
    sparql, count = re.subn(r'(VALUES \?on \{ ")[\d-]+', rf"\g<1>{day}", questions()[name].sparql)
    assert count == 1
    return sparql


def both(store: Store, graph: rdflib.Graph, sparql: str) -> list[str]:
    """The rows of a query, which are the same through both engines."""
    rows = oxigraph_rows(store.query(sparql))
    assert rdflib_rows(graph.query(sparql)) == rows
    return rows.splitlines()[1:]


@pytest.mark.parametrize(
    ("day", "row", "is_there"),
    [
        ("2021-12-31", "rei:chifeng-gold,rei:chijin-xiawu", False),
        ("2022-01-01", "rei:chifeng-gold,rei:chijin-xiawu", True),
        ("2023-07-31", "rei:maginito,rei:hypromag", False),
        ("2023-08-01", "rei:maginito,rei:hypromag", True),
        ("2023-04-19", "rei:x-harrowgate-holdings,rei:x-tarnbeck-magnetics", False),
        ("2024-02-29", "rei:x-harrowgate-holdings,rei:x-tarnbeck-magnetics", True),
        ("2024-03-01", "rei:x-harrowgate-holdings,rei:x-tarnbeck-magnetics", False),
        ("2024-03-01", "rei:x-quillmark-group,rei:x-tarnbeck-magnetics", True),
        ("2025-11-17", "rei:usare,rei:lcm", False),
        ("2025-11-18", "rei:usare,rei:lcm", True),
    ],
)
def test_a_year_a_month_and_a_day_begin_with_their_first_day(
    store: Store, graph: rdflib.Graph, day: str, row: str, is_there: bool
) -> None:
    rows = both(store, graph, on_day("stakes-on-date", day))
    assert any(found.startswith(f"{row},") for found in rows) == is_there


@pytest.mark.parametrize(
    ("day", "in_force", "suspended"),
    [
        ("2025-04-03", 0, 0),
        ("2025-04-04", 4, 0),
        ("2025-10-09", 5, 0),
        ("2025-11-07", 4, 1),
        ("2025-11-08", 4, 3),
        ("2025-12-01", 4, 4),
        ("2026-11-10", 4, 4),
        ("2026-11-11", 8, 0),
    ],
)
def test_an_item_is_under_control_from_the_day_of_its_clause(
    store: Store, graph: rdflib.Graph, day: str, in_force: int, suspended: int
) -> None:
    rows = both(store, graph, on_day("control-status-on-date", day))
    assert sum(",in force," in row for row in rows) == in_force
    assert sum(",suspended," in row for row in rows) == suspended
