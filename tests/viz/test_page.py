"""A page is one file, the same for the same input, and holds whatever it is given as mere text."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from tests.viz.payloads import PAYLOADS, hostile_view
from tests.viz.sample_view import many

from reechain.graph.flow import material_flow
from reechain.graph.view import View
from reechain.ontology.records import EntityType
from reechain.ontology.schema import relations
from reechain.viz.network import multigraph, network_data
from reechain.viz.overview import opening_layout
from reechain.viz.page import payload, render_page
from reechain.viz.wording import RELATIONS, TYPES, wording


class Page(HTMLParser):
    """Tags with their attributes, and the text of scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inner: list[tuple[str, str]] = []
        self._in: str | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in = tag if tag in {"script", "style", "title"} else None

    def handle_data(self, data: str) -> None:
        if self._in:
            self.inner.append((self._in, data))

    def handle_endtag(self, tag: str) -> None:
        self._in = None


@pytest.fixture(scope="module")
def html(view: View) -> str:
    return render_page(view, "The chain")


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    loaded = json.loads(found[1])
    assert isinstance(loaded, dict)
    return loaded


def test_the_same_view_gives_the_same_bytes(view: View, html: str) -> None:
    assert render_page(view, "The chain") == html


def test_a_page_says_what_it_is(html: str) -> None:
    assert html.startswith('<!doctype html>\n<html lang="en">')
    assert '<meta charset="utf-8">' in html
    assert '<meta name="viewport"' in html


def test_nothing_is_loaded_from_elsewhere(html: str) -> None:
    """Criterion 1 of pages, as far as it shows in the text of the page."""
    for _, attributes in Page(html).tags:
        assert not {"src", "srcset", "action", "data", "ping"} & attributes.keys()
        assert (attributes.get("href") or "#").startswith("#")
    styles = [text for tag, text in Page(html).inner if tag == "style"]
    assert styles
    assert not any("url(" in text or "@import" in text for text in styles)
    assert "sourceMappingURL" not in html


def test_the_policy_allows_the_scripts_and_the_style_of_the_page_and_no_other(html: str) -> None:
    policy = next(
        a["content"]
        for t, a in Page(html).tags
        if t == "meta" and a.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    runs = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", html, re.DOTALL)
    hashes = {
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in runs
    }
    assert set(re.findall(r"'sha256-[^']+'", policy)) == hashes


def test_payloads_stay_text() -> None:
    """Criterion 7 of pages, as far as it shows in the text of the page; the browser tests run it."""
    view = hostile_view()
    for title in PAYLOADS:
        page = Page(render_page(view, title))
        plain = Page(render_page(view, "plain"))
        assert page.tags == plain.tags
    html = render_page(view, "plain")
    data = data_of(html)
    assert {node["label"] for node in data["nodes"]} == set(PAYLOADS)
    assert not set("<>&") & set(html.split('id="data">')[1].split("</script>")[0])
    html.encode("utf-8")


def test_every_statement_is_in_the_page(view: View, html: str) -> None:
    """Criterion 16 of pages: parallel statements are kept."""
    data = data_of(html)
    assert [
        (data["nodes"][e["from"]]["iri"], e["predicate"], data["nodes"][e["to"]]["iri"], e["quote"])
        for e in data["edges"]
    ] == [(s.subject, s.predicate, s.object, s.quote) for s in view.statements]


def test_every_sentence_stands_in_its_paragraph(html: str) -> None:
    data = data_of(html)
    for edge in data["edges"]:
        paragraph = data["paragraphs"][edge["paragraph"]]
        assert paragraph[edge["offset"] :].startswith(edge["quote"])
        assert data["documents"][edge["doc"]]["key"] == "notes/chain.txt"


def test_a_graph_has_an_edge_per_statement(view: View) -> None:
    graph = multigraph(view, opening_layout(view))
    assert graph.number_of_nodes() == len(view.nodes)
    assert graph.number_of_edges() == len(view.statements)
    network = network_data(graph)
    assert [edge["id"] for edge in network.edges] == list(range(len(view.statements)))
    assert {edge["arrows"] for edge in network.edges} == {"to"}


def test_the_page_holds_the_flow_that_python_searches(view: View) -> None:
    flow, data = material_flow(view), payload(view, "x")
    iris = [node["iri"] for node in data["nodes"]]
    held = {(iris[a], iris[b], kind, cost, tuple(rows)) for a, b, kind, cost, rows in data["flow"]["steps"]}
    assert held == {(s.source, s.target, s.kind.value, s.cost, s.statements) for s in flow.steps}
    assert [tuple(pair) for pair in data["flow"]["stages"]] == [flow.stages[iri] for iri in iris]


def test_every_type_and_relation_has_its_words() -> None:
    assert TYPES.keys() == set(EntityType)
    assert RELATIONS.keys() == relations().keys()
    assert len({style.hue for style in TYPES.values()}) <= 5
    assert len({style.glyph for style in TYPES.values()}) == len(TYPES)
    assert wording("isFriendOf").out == "isFriendOf"


@pytest.mark.parametrize(("count", "limit"), [(120, 1.0), (1000, 3.0), (10_000, 10.0)])
def test_pages_are_small(view: View, count: int, limit: float) -> None:
    """Criterion 3 of pages: at most 1, 3 and 10 MB."""
    assert len(render_page(many(view, count), "Large").encode()) / 1e6 <= limit
