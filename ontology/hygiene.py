"""Whether ontology and vocabularies are kept clean: `python -m reechain.ontology.hygiene`.

The rules are the SPARQL queries in hygiene/, one a file: each returns offenders, as `?term`, and why, as
`?why`. The queries in hygiene/derived/ are run before them, and add what rules ask and the data do not say.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.paths import ZeroOrMore
from rdflib.query import ResultRow
from rdflib.term import Node

from reechain.ontology.namespaces import REC, compact
from reechain.ontology.schema import AXIOMS, MODULES, ontology_graph
from reechain.ontology.vocabulary import vocabulary_turtle

UNUSED: Final = "unused-term"
"""The rule that is no query: what is used is known to builds and questions, not to the ontology."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A term that breaks a rule, and why."""

    rule: str
    term: str
    why: str

    def __str__(self) -> str:
        return f"{self.rule}: {compact(self.term)} {self.why}"


@cache
def rules() -> Mapping[str, str]:
    """Return the rules as SELECT queries, by name.

    >>> "missing-label" in rules()
    True
    """
    return dict(_queries(files("reechain.ontology") / "hygiene"))


@cache
def derivations() -> Mapping[str, str]:
    """Return the CONSTRUCT queries whose triples the rules may ask for, by name."""
    return dict(_queries(files("reechain.ontology") / "hygiene" / "derived"))


def subject() -> Graph:
    """Return what the rules are run over: all modules, the axioms and the vocabulary."""
    return ontology_graph((*MODULES, AXIOMS)).parse(data=vocabulary_turtle(), format="turtle")


def findings(graph: Graph) -> list[Finding]:
    """Return the terms of a graph that break a rule, sorted; the graph stays as it is."""
    asked = Graph() + graph
    for query in derivations().values():
        asked += graph.query(query).graph or Graph()
    return sorted(
        Finding(name, str(row["term"]), str(row["why"]))
        for name, query in rules().items()
        for row in asked.query(query)
        if isinstance(row, ResultRow)
    )


def unused(graph: Graph, used: Set[str]) -> list[Finding]:
    """Return the classes and properties of a graph that are not among the used IRIs, sorted.

    What stands above a used term is used with it, and concepts are used by their vocabulary.
    """
    reached = set(_upward(graph, (URIRef(iri) for iri in used)))
    left = [term for term in _terms(graph) if term not in reached]
    return sorted(Finding(UNUSED, str(term), "is used by nothing") for term in left)


def _terms(graph: Graph) -> Iterator[Node]:
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        yield from (term for term in graph.subjects(RDF.type, kind) if str(term).startswith(REC))


def _upward(graph: Graph, terms: Iterable[Node]) -> Iterator[Node]:
    above = (RDFS.subClassOf | RDFS.subPropertyOf) * ZeroOrMore
    for term in terms:
        yield from graph.objects(term, above)


def _queries(folder: Traversable) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if file.name.endswith(".rq"):
            yield file.name.removesuffix(".rq"), file.read_text(encoding="utf-8")


def main() -> int:
    """Print the findings over ontology and vocabularies; return 1 if there are any."""
    found = findings(subject())
    sys.stdout.writelines(f"{finding}\n" for finding in found)
    sys.stdout.write(f"{len(rules())} rules, {len(found)} findings\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
