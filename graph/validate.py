"""Whether a store holds to its shapes, told by document and in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pyshacl
from pyoxigraph import Literal as OxLiteral
from pyoxigraph import NamedNode, Quad, QuerySolutions
from rdflib import RDF, RDFS, SH, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from reechain.graph.queries import Result
from reechain.graph.shapes import shapes
from reechain.graph.store import Store
from reechain.graph.terms import ONTOLOGY_GRAPH, STORE_GRAPH, text_of
from reechain.ontology.errors import ValidationError
from reechain.ontology.namespaces import REC

_REC: Final = Namespace(REC)
_LEFT_OUT: Final = (ONTOLOGY_GRAPH, STORE_GRAPH)
_ENDS: Final = tuple(
    _REC[name]
    for name in (
        *("factSubject", "factObject", "stakeHolder", "stakeIn", "clauseOf", "clauseItem"),
        *("supplier", "buyer", "actor", "affected", "observed", "metric"),
    )
)
"""What a derived node ties, and what a reader knows it by."""


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


@dataclass(frozen=True, slots=True)
class _Breach:
    """A node that breaks a shape."""

    focus: Node
    shape: Node
    message: str


def validate(store: Store) -> Report:
    """Return which shapes the store breaks, and where."""
    data, rules = data_graph(store), shapes()
    breaches = [*_of_queries(store, rules), *_of_shapes(data, rules)]
    problems = {problem for breach in breaches for problem in _problems(breach, data, rules)}
    return Report(tuple(sorted(problems)))


def _of_queries(store: Store, rules: Graph) -> Iterator[_Breach]:
    """Yield what the shapes find that are queries, and take these out of the rules.

    Oxigraph runs them: rdflib ends in a RecursionError on a chain of 1,000 subsidiaries.
    """
    for shape, constraint in list(rules.subject_objects(SH.sparql)):
        rules.remove((shape, SH.sparql, constraint))
        message = str(rules.value(constraint, SH.message))
        for row in _rows(store.query(str(rules.value(constraint, SH.select)))):
            yield _Breach(URIRef(text_of(row["this"])), shape, message)


def _rows(result: Result) -> QuerySolutions:
    if isinstance(result, QuerySolutions):
        return result
    raise ValidationError("a shape has a query that is no SELECT; mend ontology/shapes.ttl")


def _of_shapes(data: Graph, rules: Graph) -> Iterator[_Breach]:
    _, results, text = pyshacl.validate(data, shacl_graph=rules, inference=None)
    if not isinstance(results, Graph):
        raise ValidationError(f"the shapes could not be run: {text}; mend ontology/shapes.ttl")
    for result in results.subjects(RDF.type, SH.ValidationResult):
        focus, shape = results.value(result, SH.focusNode), results.value(result, SH.sourceShape)
        if focus is None or shape is None:
            raise ValidationError(f"the shapes found what has no place: {text}")
        yield _Breach(focus, shape, str(results.value(result, SH.resultMessage)))


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


def _problems(breach: _Breach, data: Graph, rules: Graph) -> Iterator[Problem]:
    rule = str(breach.shape).rpartition("#")[2]
    for place in _places(data, breach.focus, rules.value(breach.shape, RDFS.seeAlso)):
        document, sentence = _document_and_sentence(data, place)
        yield Problem(document, sentence, breach.message, _about(data, breach.focus), rule)


def _places(data: Graph, focus: Node, relation: Node | None) -> list[Node]:
    """Return the nodes of documents that are to blame: the focus, or the claims that led to it."""
    if relation is None:
        return [*data.objects(focus, _REC.statedBy)] or [focus]
    claims = {claim for end in (RDF.subject, RDF.object) for claim in data.subjects(end, focus)}
    return [claim for claim in claims if (claim, RDF.predicate, relation) in data] or [focus]


def _document_and_sentence(data: Graph, node: Node) -> tuple[str, str]:
    words = data.value(node, _REC.evidence) or node
    document = data.value(node, _REC.inDocument) or data.value(words, _REC.inDocument) or node
    return _text(data.value(document, _REC.identifier)), _text(data.value(words, _REC.exact))


def _about(data: Graph, node: Node) -> str:
    """Return what a node is called; a stake, a clause and the like by what they tie."""
    ends = [end for predicate in _ENDS for end in data.objects(node, predicate)]
    return ", ".join(dict.fromkeys(_called(data, end) for end in ends)) or _called(data, node)


def _called(data: Graph, node: Node) -> str:
    for predicate in (SKOS.prefLabel, _REC.canonicalForm, _REC.exact, _REC.identifier):
        if found := sorted(map(str, data.objects(node, predicate))):
            return found[0]
    return str(node)


def _text(node: Node | None) -> str:
    return "" if node is None else str(node)


def _told(problem: Problem) -> str:
    told = f"  - {problem.about}: {problem.message}"
    return f"{told}\n    “{problem.sentence}”" if problem.sentence else told
