"""The documentation as a folder of plain pages that load nothing: `reechain docs`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from reechain.ontology.alignments import alignment_sources
from reechain.ontology.competency import questions
from reechain.ontology.namespaces import PREFIXES
from reechain.ontology.schema import AXIOMS, MODULES
from reechain.ontology.terms import Kind
from reechain.viz.documentation.catalogue import (
    Catalogue,
    below,
    fragment,
    full_catalogue,
    has_tree,
    page_of,
    tops,
)
from reechain.viz.documentation.prose import html_of
from reechain.viz.documentation.svg import diagram, ontology_svg
from reechain.viz.documentation.templates import environment, own
from reechain.viz.inlining import Inlined, inlined, policy

_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
PICTURE: Final = "ontology.svg"
CHANGES: Final = "CHANGELOG.md"
TURTLE: Final = (
    *(f"{name}.ttl" for name in (*MODULES, AXIOMS)),
    "vocabulary.ttl",
    "shapes.ttl",
    "dataset.ttl",
)
CONTEXT: Final = "context.jsonld"
KINDS: Final = {
    Kind.CLASS: "Classes",
    Kind.RELATION: "Relations",
    Kind.QUALIFIER: "Qualifiers",
    Kind.PROPERTY: "Other properties",
}
DOWNLOADS: Final = {
    "core.ttl": "the domain: classes, relations, stakes, events, clauses, supply",
    "evidence.ttl": "documents, spans, mentions, names",
    "claims.ttl": "claims and facts",
    "observation.ttl": "numbers",
    "axioms.ttl": "definitions and disjointness, for reasoners",
    "vocabulary.ttl": "all vocabularies, in SKOS",
    "shapes.ttl": "the shapes, in SHACL",
    "dataset.ttl": "the description of all this, in DCAT and VoID",
    "context.jsonld": "the JSON-LD context",
    "ontology.svg": "the diagram",
}
_STRUCTURE: Final = (
    ("index.html", "Index"),
    *((page_of(name), name.capitalize()) for name in MODULES),
    ("questions.html", "Questions"),
    ("alignments.html", "Alignments"),
    ("shapes.html", "Shapes"),
    ("changelog.html", "Changes"),
    ("use.html", "Use"),
)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Renders the pages of a catalogue."""

    catalogue: Catalogue
    style: Inlined
    script: Inlined

    def page(self, name: str, template: str, title: str, **more: Any) -> tuple[str, str]:
        """Return the name and the text of a page."""
        scripts = (self.script,) if template == "index.html.j2" else ()
        text = (
            environment()
            .get_template(template)
            .render(
                page=name,
                title=title,
                catalogue=self.catalogue,
                structure=_STRUCTURE,
                kinds=KINDS,
                style=self.style,
                scripts=scripts,
                policy=policy(scripts, self.style),
                page_of=page_of,
                fragment=fragment,
                **more,
            )
        )
        return name, _LONE_SURROGATE.sub("\ufffd", text)


def render_site(catalogue: Catalogue) -> Mapping[str, str]:
    """Return the pages of a catalogue by file name. The same catalogue gives the same pages."""
    style = (
        own("documentation/colours.css") + own("documentation/docs.css") + own("documentation/diagram.css")
    )
    writer = _Writer(catalogue, inlined(style), inlined(own("documentation/search.js")))
    return dict(_pages(writer, catalogue))


def _pages(writer: _Writer, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    picture = diagram(lambda iri: catalogue.address(iri) or "index.html")
    yield writer.page("index.html", "index.html.j2", catalogue.header.title, picture=picture)
    for module in catalogue.modules:
        title = f"Module {module.name}"
        yield writer.page(page_of(module.name), "module.html.j2", title, module=module)
    for scheme in catalogue.schemes:
        more = {"scheme": scheme, "tops": tops(scheme), "below": partial(below, scheme)}
        yield writer.page(
            page_of(scheme.name),
            "scheme.html.j2",
            f"Vocabulary: {scheme.label}",
            has_tree=has_tree(scheme.concepts),
            **more,
        )
    yield writer.page("questions.html", "questions.html.j2", "Competency questions")
    yield writer.page("alignments.html", "alignments.html.j2", "Alignments")
    yield writer.page("shapes.html", "shapes.html.j2", "Shapes")
    changes = html_of(_ontology_file(CHANGES))
    yield writer.page("changelog.html", "changelog.html.j2", "Changes of the ontology", changes=changes)
    yield writer.page("use.html", "use.html.j2", "How to use it", prefixes=PREFIXES, downloads=DOWNLOADS)


def site_files(catalogue: Catalogue) -> Mapping[str, str]:
    """Return all files of the documentation by name: pages, downloads and the diagram."""
    found = dict(render_site(catalogue))
    found |= {name: _ontology_file(name) for name in (*TURTLE, CONTEXT)}
    found |= {f"questions/{question.file}": question.sparql for question in questions().values()}
    found |= {f"alignments/{file.name}": file.read_text(encoding="utf-8") for file in alignment_sources()}
    return {**found, PICTURE: ontology_svg()}


def write_site(folder: Path) -> Path:
    """Write the documentation of the ontology into a folder, and return its first page."""
    for name, text in site_files(full_catalogue()).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder / "index.html"


def _ontology_file(name: str) -> str:
    return (files("reechain.ontology") / name).read_text(encoding="utf-8")
