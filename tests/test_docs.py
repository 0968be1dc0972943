"""The documentation of the ontology: complete, self-contained, the same each time, and safe with any text."""

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from rdflib import Graph
from tests.viz.payloads import PAYLOADS

from reechain.ontology.alignments import alignment_file
from reechain.ontology.competency import question_of
from reechain.ontology.namespaces import REC, REV
from reechain.ontology.schemes import Concept, Named, Scheme
from reechain.ontology.terms import Meaning, Module, Term
from reechain.ontology.vocabulary import vocabulary_turtle
from reechain.viz.documentation.catalogue import Catalogue, full_catalogue
from reechain.viz.documentation.prose import html_of
from reechain.viz.documentation.site import render_site, site_files, write_site

ROOT = Path(__file__).parents[1]
QUESTION = question_of(
    "cq-01",
    "# en: Who makes <sintered> magnets?\n# zh: 谁生产烧结钕铁硼？\n"
    "PREFIX rec: <https://w3id.org/reechain/ontology#>\n"
    'SELECT ?c { ?c rec:produces rev:sintered-ndfeb ; skos:prefLabel ?l FILTER(?l != "rec:acquired") }',
)
ALIGNMENT = alignment_file(
    "org.ttl",
    """@prefix rec: <https://w3id.org/reechain/ontology#> . @prefix org: <http://www.w3.org/ns/org#> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix dcterms: <http://purl.org/dc/terms/> .
    <https://w3id.org/reechain/alignments/org> a owl:Ontology ; dcterms:title "The Organization Ontology"@en .
    rec:Company skos:closeMatch org:FormalOrganization . org:Site skos:broadMatch rec:Facility .""",
)


class Page(HTMLParser):
    """Tags with their attributes, ids, and the text of each element that has an id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()
        self.ids = [found["id"] for _, found in self.tags if found.get("id")]
        self.links = [found["href"] or "" for tag, found in self.tags if tag == "a" and "href" in found]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return replace(full_catalogue(), questions=(QUESTION,), alignments=(ALIGNMENT,))


@pytest.fixture(scope="module")
def site(catalogue: Catalogue) -> Mapping[str, str]:
    return render_site(catalogue)


@pytest.fixture(scope="module")
def pages(site: Mapping[str, str]) -> Mapping[str, Page]:
    return {name: Page(html) for name, html in site.items()}


def meanings(catalogue: Catalogue) -> list[Meaning]:
    return [*(t.about for t in catalogue.terms), *(c.about for c in catalogue.concepts)]


def article(html: str, name: str) -> str:
    """The text of the article of a term."""
    found = re.search(rf'<article id="{re.escape(name)}".*?</article>', html, re.DOTALL)
    assert found, name
    return Page(found[0]).text


# ---- complete


def test_every_term_and_concept_is_one_click_from_the_index(
    catalogue: Catalogue, pages: Mapping[str, Page]
) -> None:
    links = set(pages["index.html"].links)
    assert len(meanings(catalogue)) > 450
    assert [m.iri for m in meanings(catalogue) if catalogue.address(m.iri) not in links] == []


def test_every_term_and_concept_has_an_anchor_with_its_meaning(
    catalogue: Catalogue, site: Mapping[str, str]
) -> None:
    for about in meanings(catalogue):
        page, _, name = catalogue.addresses[about.iri].partition("#")
        text = article(site[page], unquote(name))
        for told in (about.label, about.label_zh, about.iri, about.definition, *about.examples, *about.notes):
            assert told in text, (about.iri, told)


def test_every_link_resolves(catalogue: Catalogue, pages: Mapping[str, Page]) -> None:
    files = {*site_files(catalogue), "questions/cq-01.rq", "alignments/org.ttl"}
    broken = []
    for name, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), name
        for link in page.links:
            if link.startswith("https://") or link.startswith("http://"):
                continue
            file, _, fragment = link.partition("#")
            target = unquote(file) or name
            if target not in files or (fragment and unquote(fragment) not in pages[target].ids):
                broken.append((name, link))
    assert broken == []


def test_a_term_shows_what_it_is_tied_to(site: Mapping[str, str]) -> None:
    text = article(site["core.html"], "produces")
    for word in ("Said of", "company", "Leads to", "product", "general usage of the trade", "magnets?"):
        assert word in text
    assert "is the same as: company and (subsidiary of some company)" in article(
        site["core.html"], "Subsidiary"
    )
    assert "org:FormalOrganization" in article(site["core.html"], "Company")
    assert "skos:narrowMatch" in article(site["core.html"], "Facility")


def test_a_concept_shows_its_names_and_its_place(site: Mapping[str, str]) -> None:
    text = article(site["products.html"], "sintered-ndfeb")
    for word in ("烧结钕铁硼", "Broader", "in English", "sintered magnet", "magnets?"):
        assert word in text
    assert 'class="tree"' in site["products.html"]


def test_questions_alignments_and_shapes_are_told(site: Mapping[str, str]) -> None:
    assert "谁生产烧结钕铁硼？" in site["questions.html"]
    assert "&lt;sintered&gt;" in site["questions.html"]
    assert "The Organization Ontology" in site["alignments.html"]
    assert "a claim must rest on words of its document" in site["shapes.html"]


def test_without_questions_and_alignments_the_pages_say_so(catalogue: Catalogue) -> None:
    bare = render_site(replace(catalogue, questions=(), alignments=()))
    assert "No questions" in bare["questions.html"]
    assert "No alignments" in bare["alignments.html"]


def test_a_deprecated_term_leads_to_what_replaces_it(catalogue: Catalogue) -> None:
    module = catalogue.modules[0]
    term = module.terms[0]
    old = replace(term, about=replace(term.about, is_deprecated=True, replaced_by=(REC + "Agency",)))
    changed = replace(
        catalogue, modules=(replace(module, terms=(old, *module.terms[1:])), *catalogue.modules[1:])
    )
    assert (
        'Deprecated: use <a href="core.html#Agency">agency</a> instead' in render_site(changed)["core.html"]
    )


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_what_is_shown_to_copy_works(site: Mapping[str, str]) -> None:
    shown = [
        unescape(code) for code in re.findall(r"<pre[^>]*><code>(.*?)</code>", site["use.html"], re.DOTALL)
    ]
    prefixes, data, sparql, _ = shown
    Graph().parse(data=prefixes, format="turtle")
    context = json.loads((ROOT / "ontology" / "context.jsonld").read_text(encoding="utf-8"))
    graph = Graph().parse(data=json.dumps(json.loads(data) | context), format="json-ld")
    graph.parse(data=vocabulary_turtle(), format="turtle")
    assert [[str(value) for value in row] for row in graph.query(sparql)] == [
        ["https://w3id.org/reechain/id/x-ardent-magnetics", REV + "sintered-ndfeb"]
    ]


# ---- self-contained and safe


def test_pages_load_nothing_and_say_so(site: Mapping[str, str], pages: Mapping[str, Page]) -> None:
    for name, page in pages.items():
        policies = [
            found["content"] or ""
            for tag, found in page.tags
            if tag == "meta" and found.get("http-equiv") == "Content-Security-Policy"
        ]
        assert len(policies) == 1
        assert policies[0].startswith("default-src 'none'; ")
        assert "unsafe" not in policies[0]
        runs = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", site[name], re.DOTALL)
        hashes = {
            f"'sha256-{base64.b64encode(hashlib.sha256(run.encode()).digest()).decode()}'" for run in runs
        }
        assert set(re.findall(r"'sha256-[^']+'", policies[0])) == hashes
        for tag, found in page.tags:
            assert tag not in {"link", "img", "iframe", "object", "embed", "base", "form", "image", "use"}
            assert not {"src", "srcset", "style", "ping", "data", "action"} & found.keys(), (name, tag)
            assert not any(key.startswith("on") for key in found)
        assert not any("url(" in run or "@import" in run for run in runs)


def test_addresses_elsewhere_are_only_ever_links(pages: Mapping[str, Page]) -> None:
    for page in pages.values():
        for tag, found in page.tags:
            outside = [key for key, value in found.items() if (value or "").startswith(("http:", "https:"))]
            assert outside in ([], ["href"]) or (tag, outside) == ("svg", ["xmlns"])
            assert tag == "a" or "href" not in found


def hostile(catalogue: Catalogue, texts: tuple[str, ...]) -> Catalogue:
    """A catalogue in which every text of every term and concept is one of some texts."""
    module = replace(
        catalogue.modules[0], title=texts[0], terms=tuple(_term(n, texts) for n in range(len(texts)))
    )
    scheme = Scheme(
        REV + "s", "things", texts[1], texts[2], tuple(_concept(n, texts) for n in range(len(texts)))
    )
    more: tuple[Module, ...] = tuple(replace(m, terms=()) for m in catalogue.modules[1:])
    asked = (replace(QUESTION, english=texts[0], chinese=texts[1], sparql=texts[2]),)
    return replace(catalogue, modules=(module, *more), schemes=(scheme,), questions=asked)


def _about(n: int, iri: str, texts: tuple[str, ...]) -> Meaning:
    a, b, c = (texts[(n + step) % len(texts)] for step in range(3))
    return Meaning(iri, f"{n}-{a}" if n % 2 else f"name{n}", a, b, c, (a,), (b,), (c,), False, ())


def _term(n: int, texts: tuple[str, ...]) -> Term:
    model = full_catalogue().terms[0]
    return replace(model, about=_about(n, f"{REC}term{n}", texts), axioms=(texts[n],), parents=(texts[n],))


def _concept(n: int, texts: tuple[str, ...]) -> Concept:
    about = _about(n, f"{REV}concept{n}", texts)
    named = (Named(texts[n], "en", False), Named(texts[n], "zh", True))
    return Concept(about, REV + "s", texts[n], named, (), ((REC + "term1", (texts[n],)),))


def test_hostile_texts_stay_text(catalogue: Catalogue) -> None:
    plain = tuple(f"plain {n}" for n in range(len(PAYLOADS)))
    found, expected = (render_site(hostile(catalogue, texts)) for texts in (PAYLOADS, plain))
    assert found.keys() == expected.keys()
    for name, html in found.items():
        html.encode("utf-8")
        assert [tag for tag, _ in Page(html).tags] == [tag for tag, _ in Page(expected[name]).tags], name
        assert [list(a) for _, a in Page(html).tags] == [list(a) for _, a in Page(expected[name]).tags], name


def test_prose_is_escaped() -> None:
    for payload in PAYLOADS:
        html = str(html_of(f"## {payload}\n\n- {payload}\n\n`{payload}`"))
        assert not {tag for tag, _ in Page(html).tags} - {"h2", "ul", "li", "p", "code"}
    assert str(html_of("[x](javascript:alert(1))")) == "<p>[x](javascript:alert(1))</p>"
    assert str(html_of("- a `b`\n  c\n- **d**")) == (
        "<ul><li>a <code>b</code> c</li><li><strong>d</strong></li></ul>"
    )


# ---- the same each time


def test_the_same_input_gives_the_same_bytes() -> None:
    code = (
        "import hashlib; from reechain.viz.documentation.site import site_files; "
        "from reechain.viz.documentation.catalogue import full_catalogue; "
        "print(hashlib.sha256(repr(sorted(site_files(full_catalogue()).items())).encode()).hexdigest())"
    )
    digests = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")}
        command = [sys.executable, "-c", code]
        digests.add(
            subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
        )
    assert len(digests) == 1


def test_it_is_written_as_a_folder_with_its_downloads(tmp_path: Path) -> None:
    first = write_site(tmp_path / "site")
    assert first.name == "index.html"
    for name in ("core.ttl", "vocabulary.ttl", "context.jsonld", "ontology.svg"):
        assert (first.parent / name).stat().st_size > 1000
    for name in ("core.ttl", "shapes.ttl", "context.jsonld"):
        assert (first.parent / name).read_bytes() == (ROOT / "ontology" / name).read_bytes()
    assert sum(path.stat().st_size for path in first.parent.rglob("*.html")) < 3_000_000


# ---- reading


def test_a_question_names_its_terms() -> None:
    assert QUESTION.english == "Who makes <sintered> magnets?"
    assert {iri for iri in QUESTION.terms if iri.startswith((REC, REV))} == {
        REC + "produces",
        REV + "sintered-ndfeb",
    }


def test_the_version_told_is_in_the_changelog(catalogue: Catalogue) -> None:
    changes = (ROOT / "ontology" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {catalogue.header.version} - " in changes
    assert "owl:deprecated" in changes
