"""Whether the graph of one document is whole: its text, and all that points into it."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from reechain.graph.terms import (
    BY_RULE,
    CANONICAL,
    CHECK,
    CHECK_TEXT,
    CHECKED_AGAINST,
    CONFIDENCE,
    END,
    ENTITY_TYPE,
    EVIDENCE,
    EXACT,
    HOLDER_MENTION,
    IN_DOCUMENT,
    IS_PASSED,
    KEY,
    OBJECT_MENTION,
    OF_NAME,
    PLACE_MENTION,
    POSSIBLE_VALUE,
    PRINTED_AT,
    PRODUCT_MENTION,
    RANK,
    RDF_PREDICATE,
    RDF_TYPE,
    SERIES_ITEM,
    STANCE,
    START,
    SUBJECT_MENTION,
    TEXT,
    VALUE_STATUS,
    VALUE_TEXT,
    VERSION,
)
from reechain.ontology.namespaces import REC, minted
from reechain.ontology.schema import relations


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something that is not whole: the kind of damage, where it is, and what it is."""

    kind: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.where}: {self.what}"


_Node = dict[NamedNode, list[str]]

_REQUIRED = {
    "Document": (KEY, VERSION, TEXT),
    "Name": (CANONICAL, ENTITY_TYPE, IN_DOCUMENT),
    "Mention": (START, END, EXACT, OF_NAME, ENTITY_TYPE, IN_DOCUMENT),
    "TextSpan": (START, END, EXACT, IN_DOCUMENT),
    "Claim": (
        RDF_PREDICATE,
        SUBJECT_MENTION,
        OBJECT_MENTION,
        EVIDENCE,
        CONFIDENCE,
        STANCE,
        IN_DOCUMENT,
    ),
    "Observation": (
        VALUE_TEXT,
        SERIES_ITEM,
        VALUE_STATUS,
        PRINTED_AT,
        EVIDENCE,
        CONFIDENCE,
        IN_DOCUMENT,
    ),
    "Check": (BY_RULE, CHECK_TEXT, IS_PASSED, IN_DOCUMENT),
    "Reading": (RANK, IN_DOCUMENT),
}
_LEADS_TO = {
    OF_NAME: "Name",
    SUBJECT_MENTION: "Mention",
    OBJECT_MENTION: "Mention",
    PRODUCT_MENTION: "Mention",
    PLACE_MENTION: "Mention",
    HOLDER_MENTION: "Mention",
    EVIDENCE: "TextSpan",
    PRINTED_AT: "TextSpan",
    CHECK: "Check",
    CHECKED_AGAINST: "Observation",
    POSSIBLE_VALUE: "Reading",
    IN_DOCUMENT: "Document",
}


def document_findings(graph: str, quads: Iterable[Quad]) -> Iterator[Finding]:
    """Yield what is wrong in the graph of a document; `where` begins with its key, if it has one."""
    nodes: dict[str, _Node] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode):
            values = nodes.setdefault(quad.subject.value, {})
            values.setdefault(quad.predicate, []).append(str(getattr(quad.object, "value", quad.object)))
    document = nodes.get(graph, {})
    key = document.get(KEY, [graph])[0]
    text = document.get(TEXT, [""])[0]
    yield from (Finding("document", key, what) for what in _document(graph, document))
    classes = {iri: _class(values) for iri, values in nodes.items()}
    for iri, values in nodes.items():
        where = f"{key} {iri}"
        yield from (Finding("incomplete", where, what) for what in _incomplete(classes[iri], values))
        yield from (Finding("words", where, what) for what in _words(values, text))
        yield from (Finding("dangling", where, what) for what in _dangling(values, classes))
        yield from (Finding("printed", where, what) for what in _printed(values, nodes))


def _class(values: _Node) -> str:
    names = {value.removeprefix(REC) for value in values.get(RDF_TYPE, [])}
    return next((name for name in _REQUIRED if name in names), "")


def _document(graph: str, values: _Node) -> Iterator[str]:
    if not all(values.get(predicate) for predicate in (KEY, VERSION, TEXT)):
        yield "it has no key, version or text"
        return
    if minted("document", values[KEY][0]) != graph:
        yield "its key is not that of its graph"
    digest = hashlib.sha256(values[TEXT][0].encode("utf-8")).hexdigest()
    if values[VERSION] != [digest]:
        yield f"its text has the hash {digest[:12]}..., its version says {values[VERSION][0][:12]}..."


def _incomplete(name: str, values: _Node) -> Iterator[str]:
    if not name:
        yield "it is of no known class"
    for predicate in _REQUIRED.get(name, ()):
        if len(values.get(predicate, ())) != 1:
            yield f"it has {len(values.get(predicate, ()))} of {predicate.value}, not one"


def _words(values: _Node, text: str) -> Iterator[str]:
    if not all(values.get(predicate) for predicate in (START, END, EXACT)):
        return
    start, end, exact = (values[predicate][0] for predicate in (START, END, EXACT))
    found = text[int(start) : int(end)] if start.isdecimal() and end.isdecimal() else ""
    if found != exact:
        yield f"at {start}..{end} the text has {found[:60]!r}, not {exact[:60]!r}"


def _printed(values: _Node, nodes: dict[str, _Node]) -> Iterator[str]:
    """Yield where a number is not given in the characters in which it is printed."""
    for place in values.get(PRINTED_AT, ()):
        found = nodes.get(place, {}).get(EXACT, [])
        if found != values.get(VALUE_TEXT):
            yield f"it says {values.get(VALUE_TEXT)}, and is printed as {found}"


def _dangling(values: _Node, classes: dict[str, str]) -> Iterator[str]:
    for predicate, wanted in _LEADS_TO.items():
        for target in values.get(predicate, ()):
            if classes.get(target) != wanted:
                yield f"{predicate.value} leads to {target}, which is no {wanted} of this document"
    for stated in values.get(RDF_PREDICATE, ()):
        if stated.removeprefix(REC) not in relations():
            yield f"it states {stated}, which is no relation"
