"""SPARQL: what runs, what is refused, and with which words."""

import json
import subprocess
import sys
import time

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reechain.graph.guard import MAX_DEPTH, guarded, may_call_service
from reechain.graph.lexer import code_of
from reechain.graph.queries import run_query
from reechain.graph.store import Store
from reechain.ontology.errors import QueryError

# Port 9 of this machine, where nothing listens: a guard that lets one through fails in another way.
NOWHERE = "<http://127.0.0.1:9/>"

SERVICE = [
    f"ASK {{ SERVICE {NOWHERE} {{}} }}",
    f"ASK {{ service {NOWHERE} {{}} }}",
    f"ASK {{ SeRvIcE SILENT {NOWHERE} {{}} }}",
    f"ASK {{ SERVICESILENT{NOWHERE}{{}} }}",
    f"ASK {{SERVICE#comment\n#another\r\n{NOWHERE}#{{\n{{}}}}",
    f"ASK {{ \\u0053ERVICE {NOWHERE} {{}} }}",
    f"ASK {{ S\\U00000045RVICE {NOWHERE} {{}} }}",
    f"PREFIX : {NOWHERE} ASK {{ SERVICE:x{{}} }}",
    f"PREFIX e: {NOWHERE} ASK {{ SERVICE e:a\\'b {{}} }}",
    f"PREFIX e: {NOWHERE} ASK {{ SERVICE SILENT e:a\\#b {{}} }}",
    f"PREFIX silent: {NOWHERE} ASK {{ SERVICE silent:x {{}} }}",
    f"ASK {{ BIND({NOWHERE} AS ?x) SERVICE ?x {{}} }}",
    f"ASK {{ BIND({NOWHERE} AS ?x) SERVICE$x{{}} }}",
    f"ASK {{ ?s ?p trueSERVICE{NOWHERE}{{}} }}",
    f"ASK {{ FILTER(?a<?b)SERVICE#>\n{NOWHERE}{{}} }}",
    f"ASK {{ FILTER(?a<?b#>'''\n) SERVICE {NOWHERE} {{}} #'''\n }}",
    f"ASK {{ BIND('\\'' AS ?x) SERVICE {NOWHERE} {{}} BIND('' AS ?y) }}",
    f"ASK {{ BIND(''' ' ''' AS ?x) SERVICE {NOWHERE} {{}} BIND('' AS ?y) }}",
    f"SELECT * {{ {{ SELECT * {{ SERVICE {NOWHERE} {{ ?s ?p ?o }} }} }} }}",
    f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE {NOWHERE} {{ ?s ?p ?o }} }}",
    f"ASK {{ FILTER NOT EXISTS {{ SERVICE {NOWHERE} {{}} }} }}",
]
NO_SERVICE = [
    'ASK { BIND("SERVICE" AS ?x) FILTER(?x = "SERVICE") }',
    'ASK { BIND("SERVICE <x> {}" AS ?x) FILTER(STRLEN(?x) = 14) }',
    "ASK { BIND('''a\nSERVICE SILENT <x> {''' AS ?x) }",
    "ASK { BIND('it\\'s service ?x {' AS ?x) FILTER(?x = \"it's service ?x {\") }",
    "ASK { BIND('\\\\service ?x {' AS ?x) FILTER(STRLEN(?x) = 13) }",
    "ASK { BIND(<http://x.org/service> AS ?x) FILTER(STR(?x) = 'http://x.org/service') }",
    "ASK { FILTER NOT EXISTS { GRAPH <http://x.org/service#> { ?s ?p ?o } } } # SERVICE <x> {}",
    "SELECT ?service WHERE { ?service ?p ?o } LIMIT 1",
    "PREFIX service: <http://x.org/> ASK { FILTER NOT EXISTS { ?s service:service ?service } }",
    "ASK {} # SERVICE <http://127.0.0.1:9/> {}",
]
UPDATES = [
    "DROP ALL",
    "drop all",
    "INSERT DATA { <x:a> <x:b> <x:c> }",
    "# a comment\nDELETE WHERE { ?s ?p ?o }",
    "PREFIX x: <x:> CLEAR ALL",
    "LOAD <http://127.0.0.1:9/>",
    "SELECT * { ?s ?p ?o } ; DROP ALL",
]


@pytest.mark.parametrize("sparql", SERVICE)
def test_service_is_refused(store: Store, sparql: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is not run"):
        store.query(sparql)


@pytest.mark.parametrize("sparql", NO_SERVICE)
def test_the_word_alone_is_not(store: Store, sparql: str) -> None:
    assert store.query(sparql)


def test_oxigraph_reads_no_escapes_in_keywords() -> None:
    """The guard rests on this: an escaped keyword is none, an escaped literal is the same."""
    store = pyoxigraph.Store()
    with pytest.raises(SyntaxError):
        store.query("ASK { \\u0053ERVICE <x:y> {} }")
    assert store.query('ASK { FILTER("\\u0053ERVICE" = "SERVICE" && <x:\\u0073> = <x:s>) }')


@pytest.mark.parametrize("sparql", UPDATES)
def test_updates_are_refused(store: Store, sparql: str) -> None:
    count = len(store.inner)
    with pytest.raises(QueryError):
        store.query(sparql)
    assert len(store.inner) == count


def test_an_update_is_told_what_it_is(store: Store) -> None:
    with pytest.raises(QueryError, match="DROP changes the graph, and only queries are run here"):
        store.query("DROP ALL")


@pytest.mark.parametrize(
    "sparql",
    [
        "ASK { FROM <http://127.0.0.1:9/> }",
        "ASK {",
        "",
        "SELECT ?x",
        "ASK { ?s rec:produces }",
        "ASK { ?s nope:x ?o }",
        "\ufeff\x00",
    ],
)
def test_bad_syntax_says_where(store: Store, sparql: str) -> None:
    with pytest.raises(QueryError, match="this is not a SPARQL query") as caught:
        store.query(sparql)
    assert caught.value.where
    assert caught.value.where.startswith("line ")


def test_a_graph_elsewhere_is_not_fetched(store: Store) -> None:
    for clause in (
        f"FROM {NOWHERE}",
        "from <file:///etc/passwd>",
        f"FROM NAMED {NOWHERE}",
        "FROM rei:nothing",
    ):
        assert list(store.query(f"SELECT * {clause} {{ ?s ?p ?o }}")) == []


def test_from_names_a_graph_of_the_store(store: Store) -> None:
    rows = store.query("SELECT ?p FROM rei:graph-asserted { ?s ?p ?o FILTER(?p = rec:owns) }")
    assert len(list(rows)) == 1
    assert not store.query("ASK FROM rei:graph-asserted { ?s a ?t }")


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?from { ?from <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> rec:Company }",
        "PREFIX from: <x:> SELECT * { ?s a rec:Company FILTER NOT EXISTS { ?s from:from 'FROM <x:y>' } }",
        "SELECT * { ?s a rec:Company FILTER(?s != <urn:a#b> && 'bought from China' != '') } # FROM",
    ],
)
def test_the_word_from_alone_changes_nothing(store: Store, sparql: str) -> None:
    assert len(list(store.query(sparql))) == 4


def test_queries_run_over_all_graphs_with_known_prefixes(store: Store) -> None:
    sparql = "ASK { ?c a rec:Claim ; rdf:subject/skos:prefLabel ?l ; rec:evidence/rec:exact ?words }"
    assert store.query(sparql)


DEEP = [
    "ASK " + "{" * 20_000,
    "ASK " + "{" * 20_000 + "}" * 20_000,
    "ASK { FILTER(" + "(" * 10_000 + "1" + ")" * 10_000 + ") }",
    "ASK { FILTER(" + "!" * 10_000 + "true) }",
    "ASK { FILTER(" + "STR(" * 2_000 + "1" + ")" * 2_000 + ") }",
    "ASK { ?s ?p " + "[ ?p " * 2_000 + "1" + "]" * 2_000 + " }",
    "ASK { " + "FILTER NOT EXISTS {" * 1_000 + "}" * 1_000 + " }",
    "ASK { " + "OPTIONAL { ?s ?p ?o } " * 3_000 + " }",
    "ASK { " + "FILTER(?a) " * 10_000 + " }",
    "ASK { " + " UNION ".join(["{}"] * 10_000) + " }",
    "ASK { " + "".join(f"BIND(1 AS ?x{i}) " for i in range(3_000)) + "}",
    "SELECT " + " ".join(f"(1 AS?x{i})" for i in range(3_000)) + " {}",
    "ASK { FILTER(" + "||".join(["?a"] * 10_000) + ") }",
    "ASK { FILTER(" + "+".join(["?a"] * 10_000) + ") }",
    "ASK { ?s " + "|".join(["<x:y>"] * 30_000) + " ?o }",
    'ASK { FILTER(CONCAT(")"' + ', CONCAT(")"' * 3_000 + ")" * 3_001 + ") }",
    "ASK { FILTER(?a<?b#>'''\n) " + "{" * 10_000 + "#'''\n}",
]


@pytest.mark.parametrize("sparql", DEEP, ids=range(len(DEEP)))
def test_what_would_end_the_process_is_refused(store: Store, sparql: str) -> None:
    with pytest.raises(QueryError, match="at most"):
        store.query(sparql)


def test_what_is_allowed_does_not_end_the_process() -> None:
    """The deepest and longest queries that pass, run in a process that may end."""
    queries = [
        "ASK " + "{" * MAX_DEPTH + "}" * MAX_DEPTH,
        "ASK { FILTER(" + "STR(" * 98 + "1" + ")" * 98 + ") }",
        "ASK { " + "FILTER NOT EXISTS {" * 98 + "}" * 98 + " }",
        "ASK { " + "OPTIONAL { ?s ?p ?o } " * 149 + " }",
        "SELECT " + " ".join(f"(1 AS ?x{i})" for i in range(299)) + " {}",
        "ASK { FILTER(" + "!" * 1_000 + "true) }",
        "ASK { FILTER(" + "||".join(["?a"] * 1_000) + ") }",
        "ASK { VALUES (?x) {" + "(1)" * 20_000 + "} }",
    ]
    code = (
        "import sys, json; from reechain.graph.store import Store; store = Store.memory()\n"
        "for query in json.load(sys.stdin): store.query(query)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(queries),
        text=True,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")


LONG = [
    "SERVICE " * 40_000,
    "SERVICE:" * 40_000,
    "SERVICE<" * 40_000,
    "SERVICE#" * 40_000,
    "SERVICE#" * 20_000 + "#\n" * 20_000,
    "SERVICE\n#\n" * 30_000,
    "SERVICE?" * 40_000,
    "SERVICE\\'" * 30_000,
    "<" * 300_000,
    "'''" * 100_000,
    "\"'" * 150_000,
    "\\" * 300_000,
    "<a#" * 100_000,
    "# " * 150_000,
]


@pytest.mark.parametrize("text", LONG, ids=range(len(LONG)))
def test_the_guard_is_linear(text: str) -> None:
    start = time.perf_counter()
    may_call_service(text)
    code_of(text)
    assert time.perf_counter() - start < 3, "a quadratic guard takes minutes here"


def test_a_query_too_long_is_refused() -> None:
    with pytest.raises(QueryError, match="at most 1000000 are read"):
        guarded("#" * 1_000_001)


PIECES = [
    *(
        "SERVICE",
        "service",
        "SILENT",
        NOWHERE,
        "{",
        "}",
        "(",
        ")",
        "<",
        ">",
        "#",
        "\n",
        "'",
        '"',
        "'''",
        "\\'",
    ),
    *(
        "?a",
        "?b",
        "FILTER",
        "BIND",
        "AS",
        " ",
        "\\u0053",
        "e:",
        "x",
        "ASK",
        "UNION",
        "OPTIONAL",
        "1",
        "=",
        "true",
    ),
]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_no_query_of_pieces_reaches_a_service(pieces: list[str]) -> None:
    """A SERVICE that is reached fails to connect, which is no QueryError."""
    store = pyoxigraph.Store()
    sparql = "PREFIX e: <x:> ASK { " + "".join(pieces) + " }"
    try:
        run_query(store, sparql)
    except QueryError as error:
        assert error.__cause__ is None
