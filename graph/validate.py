"""Whether a store holds to its shapes, told by document and in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import pyshacl
from pyoxigraph import Literal as OxLiteral
from pyoxigraph import NamedNode, Quad
from rdflib import RDF, RDFS, SH, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from reechain.graph.shapes import shapes
from reechain.graph.store import Store
from reechain.graph.terms import ONTOLOGY_GRAPH, STORE_GRAPH
from reechain.ontology.errors import ValidationError
from reechain.ontology.namespaces import REC

_REC: Final = Namespace(REC)
_LEFT_OUT: Final = (ONTOLOGY_GRAPH, STORE_GRAPH)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One rule that is broken. `document` and `sentence` are empty where no document is to blame.

    `about` is the label, the words or the IRI of what breaks the rule; `rule` the name of its shape.
    """

    document: str
    sentence: str
    message: str
    about: str
    rule: str


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a validation: problems sorted by document, each once."""

    problems: tuple[Problem, ...]

    @property
    def conforms(self) -> bool:
        """Whether every rule holds."""
        return not self.problems

    def by_document(self) -> dict[str, list[Problem]]:
        """Return the problems by document key; those of no document under an empty key."""
        found: dict[str, list[Problem]] = {}
        for problem in self.problems:
            found.setdefault(problem.document, []).append(problem)
        return found

    def render(self) -> str:
        """Return the report as text."""
        if self.conforms:
            return "all rules hold\n"
        lines = []
        for document, problems in self.by_document().items():
            lines.append(f"{document or 'no one document'}:")
            lines += [_told(problem) for problem in problems]
        return "\n".join(lines) + "\n"


def validate(store: Store) -> Report:
    """Return which shapes the store breaks, and where."""
    data, rules = data_graph(store), shapes()
    conforms, results, text = pyshacl.validate(data, shacl_graph=rules, inference=None)
    if not isinstance(results, Graph):
        raise ValidationError(f"the shapes could not be run: {text}", where=store.where)
    problems = {
        problem for result in _results(results) for problem in _problems(result, results, data, rules)
    }
    if not conforms and not problems:
        raise ValidationError(f"the shapes gave a result that names nothing: {text}", where=store.where)
    return Report(tuple(sorted(problems)))


def data_graph(store: Store) -> Graph:
    """Return all but the ontology as one rdflib graph in memory, on which shapes are fast."""
    graph = Graph()
    for quad in store.quads():
        if quad.graph_name not in _LEFT_OUT:
            graph.add(_triple(quad))
    return graph


def _triple(quad: Quad) -> tuple[Node, Node, Node]:
    return _node(quad.subject), _node(quad.predicate), _node(quad.object)


def _node(term: object) -> Node:
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, OxLiteral):
        datatype = None if term.language else URIRef(term.datatype.value)
        return Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
    raise ValidationError(f"{term} is a blank node, and the store may hold none; run `reechain verify`")


def _results(results: Graph) -> Iterable[Node]:
    return results.subjects(RDF.type, SH.ValidationResult)


def _problems(result: Node, results: Graph, data: Graph, rules: Graph) -> Iterator[Problem]:
    focus = results.value(result, SH.focusNode)
    shape = results.value(result, SH.sourceShape)
    message = str(results.value(result, SH.resultMessage))
    rule = str(shape).rpartition("#")[2]
    relation = rules.value(shape, RDFS.seeAlso)
    for place in _places(data, focus, relation):
        yield Problem(*_document_and_sentence(data, place), message, _about(data, focus), rule)


def _places(data: Graph, focus: Node | None, relation: Node | None) -> list[Node | None]:
    """Return the nodes of documents that are to blame: the focus, or the claims that led to it."""
    if relation is None or focus is None:
        return [focus]
    claims = {claim for end in (RDF.subject, RDF.object) for claim in data.subjects(end, focus)}
    return [claim for claim in claims if (claim, RDF.predicate, relation) in data] or [focus]


def _document_and_sentence(data: Graph, node: Node | None) -> tuple[str, str]:
    document = data.value(node, _REC.inDocument) or node
    words = data.value(node, _REC.evidence) or node
    return _text(data.value(document, _REC.identifier)), _text(data.value(words, _REC.exact))


def _about(data: Graph, node: Node | None) -> str:
    for predicate in (SKOS.prefLabel, _REC.canonicalForm, _REC.exact, _REC.identifier):
        if found := sorted(map(str, data.objects(node, predicate))):
            return found[0]
    return str(node)


def _text(node: Node | None) -> str:
    return "" if node is None else str(node)


def _told(problem: Problem) -> str:
    told = f"  - {problem.about}: {problem.message}"
    return f"{told}\n    “{problem.sentence}”" if problem.sentence else told
