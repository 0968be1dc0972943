"""A view made by hand for tests of pages: facts.txt and things.csv beside this file."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from reechain.graph.stages import with_stages
from reechain.graph.view import Node, SourceDocument, Statement, View
from reechain.ontology.names import name_key
from reechain.ontology.namespaces import unlisted
from reechain.ontology.records import EntityType, Stance

HERE = Path(__file__).parent
STAGES = MappingProxyType({1: "Mining", 2: "Beneficiation", 3: "Separation", 4: "Metals"})
BROADER = (
    ("sintered NdFeB", "NdFeB magnet"),
    ("bonded NdFeB", "NdFeB magnet"),
    ("NdPr oxide", "rare earth oxides"),
    ("dysprosium oxide", "rare earth oxides"),
    ("cerium oxide", "rare earth oxides"),
    ("lanthanum oxide", "rare earth oxides"),
    ("terbium oxide", "rare earth oxides"),
    ("yttrium oxide", "rare earth oxides"),
    ("NdPr metal", "rare earth metals"),
    ("lanthanum metal", "rare earth metals"),
    ("cerium metal", "rare earth metals"),
    ("servo motor", "permanent magnet motor"),
    ("offshore wind", "wind power"),
    ("humanoid robots", "industrial robots"),
)
DOCUMENT = SourceDocument("notes/chain.txt", "From Bayan Obo to the wheel: a note on the chain", "2024-01-05")


def iri_of(name: str) -> str:
    """Return the IRI of a thing of the sample."""
    return unlisted(name_key(name))


def sample_view() -> View:
    """Return about 120 nodes with 150 statements."""
    nodes = [
        _node(row) for row in csv.DictReader((HERE / "things.csv").read_text(encoding="utf-8").splitlines())
    ]
    statements = tuple(_statements((HERE / "facts.txt").read_text(encoding="utf-8")))
    placed = sorted(with_stages(nodes, statements), key=lambda node: node.iri)
    broader = tuple(sorted((iri_of(narrow), iri_of(broad)) for narrow, broad in BROADER))
    return View(tuple(placed), statements, (DOCUMENT,), broader, STAGES)


def _node(row: dict[str, str]) -> Node:
    return Node(
        iri_of(row["name"]),
        EntityType(row["type"]),
        row["name"],
        row["zh"] or None,
        tuple(filter(None, row["aliases"].split(";"))),
        tuple(filter(None, row["former"].split(";"))),
        int(row["stage"]) if row["stage"] else None,
    )


def _statements(text: str) -> Iterator[Statement]:
    start, sentence = 0, ""
    for line in text.splitlines()[1:]:
        if not line.startswith("  "):
            start, sentence = start + len(sentence) + 1, line
            continue
        subject, predicate, object_, *rest = (cell.strip() for cell in line.split("|"))
        stance, confidence, literal = [*rest, *["asserted", "0.85", ""][len(rest) :]]
        yield Statement(
            iri_of(subject),
            predicate,
            iri_of(object_),
            sentence,
            DOCUMENT.key,
            start,
            start + len(sentence),
            float(confidence),
            "production",
            Stance(stance),
            literal or None,
            sentence,
            start,
            _span(sentence, subject, start),
            _span(sentence, object_, start),
        )


def _span(sentence: str, name: str, start: int) -> tuple[int, int] | None:
    for form in (name, name.rsplit(" Co.", 1)[0], " ".join(name.split()[:2])):
        if (at := sentence.lower().find(form.lower())) >= 0:
            return start + at, start + at + len(form)
    return None


def many(view: View, count: int) -> View:
    """Return the view with further made-up firms, each making a product, up to a number of nodes."""
    made = [node for node in view.nodes if node.type is EntityType.PRODUCT]
    pattern = next(s for s in view.statements if s.predicate == "produces")
    nodes, statements = list(view.nodes), list(view.statements)
    for number in range(count - len(nodes)):
        product = made[number % len(made)]
        firm = Node(
            iri_of(f"firm {number}"), EntityType.COMPANY, f"Firm {number} Co., Ltd.", stage=product.stage
        )
        nodes.append(firm)
        statements.append(replace(pattern, subject=firm.iri, object=product.iri))
    return replace(view, nodes=tuple(sorted(nodes, key=lambda n: n.iri)), statements=tuple(statements))
