"""Query results as text and as plain values."""

import csv
import io
import json
import xml.etree.ElementTree as ET

import pytest
from tests.graph.samples import extraction, thing

from reechain.graph.api import Graph
from reechain.graph.results import Format, Value
from reechain.graph.store import Store
from reechain.ontology.errors import QueryError

ROWS = (
    "SELECT ?s ?l ?n { ?s a rec:Company ; skos:prefLabel ?l OPTIONAL { ?s rec:formerName ?n } } ORDER BY ?s"
)
MADE = "CONSTRUCT { ?s rec:owns ?o ; rec:operates ?o } WHERE { ?s rec:owns ?o }"


@pytest.fixture
def graph(store: Store) -> Graph:
    return Graph(store)


def test_rows_are_plain_values(graph: Graph) -> None:
    result = graph.query(ROWS)
    assert result.variables == ("s", "l", "n")
    by_label = {str(row["l"]): row for row in result.rows}
    assert by_label["Zed Motors"].keys() == {"s", "l"}
    assert by_label["Quux Rare Materials Co., Ltd."]["n"] == Value("Foo Mining", "literal", "en")
    assert by_label["Zed Motors"]["s"].is_iri


def test_a_table_is_read_by_people(graph: Graph) -> None:
    lines = graph.query(ROWS).render(Format.TABLE).splitlines()
    assert lines[0].split() == ["s", "l", "n"]
    assert "rei:x-zed-motors" in lines[-2]
    assert lines[-1] == "4 rows"


def test_a_narrow_table_folds_and_loses_nothing(graph: Graph) -> None:
    table = graph.query("SELECT ?t { ?d rec:text ?t } LIMIT 1").render(Format.TABLE, width=30)
    assert max(map(len, table.splitlines())) <= 30


def test_a_table_gives_no_commands_to_the_terminal() -> None:
    text = "Foo\x1b[31m \u202e [bold]x[/bold]"
    graph = Graph.of([extraction("a", text, [thing("Foo")])])
    table = graph.query("SELECT ?t { ?d rec:text ?t }").render(Format.TABLE)
    assert "\x1b" not in table
    assert "\u202e" not in table
    assert "[bold]x[/bold]" in table


def test_json_csv_tsv_and_xml_hold_the_same_rows(graph: Graph) -> None:
    result = graph.query(ROWS)
    bindings = json.loads(result.render(Format.JSON))["results"]["bindings"]
    labels = [row["l"]["value"] for row in bindings]
    assert [row["l"] for row in csv.DictReader(io.StringIO(result.render(Format.CSV)))] == labels
    assert [line.split("\t")[1] for line in result.render(Format.TSV).splitlines()[1:]] == [
        f'"{x}"@en' for x in labels
    ]
    found = ET.fromstring(result.render(Format.XML)).iterfind(".//{*}binding[@name='l']/{*}literal")
    assert [node.text for node in found] == labels


@pytest.mark.parametrize(("sparql", "word"), [("ASK {}", "yes"), ("ASK { FILTER(false) }", "no")])
def test_ask_is_answered(graph: Graph, sparql: str, word: str) -> None:
    result = graph.query(sparql)
    assert result.boolean is (word == "yes")
    assert result.rows == ()
    assert result.render(Format.TABLE) == f"{word}\n"
    assert json.loads(result.render(Format.JSON))["boolean"] is result.boolean
    assert result.render(Format.CSV) == f"{word == 'yes'}\n".lower()


def test_construct_gives_sorted_triples(graph: Graph) -> None:
    result = graph.query(MADE)
    assert len(result.triples) == 2
    assert result.rows == ()
    assert result.render(Format.NTRIPLES).splitlines() == sorted(result.render(Format.NTRIPLES).splitlines())
    assert result.render(Format.TURTLE) == (
        "@prefix rec: <https://w3id.org/reechain/ontology#> .\n"
        "@prefix rei: <https://w3id.org/reechain/id/> .\n\n"
        "rei:x-foo-mining-group rec:operates rei:x-hollow-hill-mine ;\n\trec:owns rei:x-hollow-hill-mine .\n"
    )
    assert "rec:owns" in result.render(Format.TABLE)


@pytest.mark.parametrize(
    ("sparql", "form"), [(ROWS, Format.TURTLE), (MADE, Format.CSV), ("ASK {}", Format.NTRIPLES)]
)
def test_a_form_that_does_not_fit_is_named(graph: Graph, sparql: str, form: Format) -> None:
    with pytest.raises(QueryError, match=f"written as table, .*, not as {form}"):
        graph.query(sparql).render(form)
