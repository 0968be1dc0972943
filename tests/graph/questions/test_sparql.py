"""The SPARQL that is shown: it gives the same answers, and holds no words of the question."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import QueryBoolean, QuerySolutions

from reechain.graph.questions import Asker, Status
from reechain.graph.questions.grammar import Arc
from reechain.graph.questions.query import Form, Query, Slot
from reechain.graph.questions.sparql import Compiler, string, term
from reechain.graph.store import Store

TABLE = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))
QUESTIONS = [question for family in TABLE["family"] for question, _ in family["cases"]]
HOSTILE = [
    '"',
    "'",
    "} ; DROP ALL #",
    "<http://x>",
    "\\",
    "rei:x",
    "?x",
    "{",
    "SERVICE",
    "|",
    "^",
    "\x00",
    "'''",
    "% s",
    "{0}",
]
WORDS = [*" ".join(QUESTIONS).split(), *HOSTILE]


@pytest.mark.parametrize("question", QUESTIONS)
def test_running_what_is_printed_gives_the_same_answers(asker: Asker, store: Store, question: str) -> None:
    answer = asker.ask(question)
    result = store.query(answer.sparql)
    assert isinstance(result, QuerySolutions)
    first = {solution[0].value for solution in result}
    assert first == {found.iri or found.label for found in answer.answers}


def test_yes_and_counts_are_printed_too(asker: Asker, store: Store) -> None:
    truth = store.query(asker.ask("Does Lumen Magnet make magnets?").sparql)
    assert isinstance(truth, QueryBoolean)
    assert bool(truth)
    count = store.query(asker.ask("How many companies make polishing powder?").sparql)
    assert isinstance(count, QuerySolutions)
    assert next(count)[0].value == "2"


def test_a_question_about_subsidiaries_and_products_reads_as_one_query(asker: Asker) -> None:
    lines = asker.ask("Which subsidiaries of Orion Rare Earth make magnets?").sparql.splitlines()
    assert [line.strip() for line in lines if not line.startswith("PREFIX")] == [
        "SELECT DISTINCT ?subsidiary ?label WHERE {",
        "VALUES ?company { rei:x-orion-rare-earth }",
        "?product skos:broader* rev:permanent-magnet .",
        "?subsidiary rec:subsidiaryOf ?subsidiary_of . ?subsidiary_of rec:subsidiaryOf* ?company .",
        "FILTER (?subsidiary != ?company)",
        "?subsidiary rec:produces ?product .",
        'OPTIONAL { ?subsidiary skos:prefLabel ?label . FILTER (LANG(?label) = "en") }',
        "}",
        "ORDER BY ?label ?subsidiary",
        "LIMIT 1000",
    ]


@pytest.mark.parametrize(
    "iri", ["", "x", "http://x/> ?s ?p ?o", "http://x/a b", "http://x/{", 'http://x/"', "http://x/\n"]
)
def test_what_is_no_iri_is_not_printed(iri: str) -> None:
    with pytest.raises(ValueError, match="is no IRI"):
        term(iri)


@given(st.text())
def test_strings_end_where_they_should(text: str) -> None:
    printed = string(text)
    assert printed[0] == printed[-1] == '"'
    assert not re.search(r'(?<!\\)(?:\\\\)*"', printed[1:-1])


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)))
def test_hostile_questions_never_raise_and_never_get_into_a_query(
    asker: Asker, store: Store, question: str
) -> None:
    answer = asker.ask(question)
    assert answer.status in Status
    if not answer.sparql:
        return
    store.query(answer.sparql)
    assert re.match(r"(PREFIX \w+: <[^>]+>\n)*(SELECT |ASK )", answer.sparql)
    for hostile in ("DROP", "SERVICE", "http://x", "\x00", "'''", "% s", "{0}"):
        assert hostile not in answer.sparql


def test_every_query_is_bounded(asker: Asker) -> None:
    query = Query(Form.SELECT, (Slot("thing", ""), Slot("place", "any")), (), "thing")
    compiler = Compiler(asker.grammar)
    assert "LIMIT" in compiler.printed(query)
    assert "LIMIT" in compiler.support(query)
    assert Arc("produces").flipped().flipped() == Arc("produces")


def test_the_modules_format_no_text_of_a_question() -> None:
    folder = Path(__file__).parents[3] / "graph" / "questions"
    assert "question" not in (folder / "sparql.py").read_text(encoding="utf-8").replace(
        "of the question", ""
    ).replace("questions", "")
