"""The named graphs, and RDF terms made from records: no other module spells an IRI."""

import re
from decimal import Decimal
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from reechain.ontology.errors import ValidationError
from reechain.ontology.namespaces import PREFIXES, REC, REI, REV

IDENTITY_GRAPH: Final = NamedNode(REI + "graph-identity")
ASSERTED_GRAPH: Final = NamedNode(REI + "graph-asserted")
HISTORY_GRAPH: Final = NamedNode(REI + "graph-history")
RULES_GRAPH: Final = NamedNode(REI + "graph-rules")
REVIEW_GRAPH: Final = NamedNode(REI + "graph-review")
VOCABULARY_GRAPH: Final = NamedNode(REI + "graph-vocabulary")
ONTOLOGY_GRAPH: Final = NamedNode(REI + "graph-ontology")
STORE_GRAPH: Final = NamedNode(REI + "graph-store")
STORE: Final = NamedNode(REI + "store")

DERIVED_GRAPHS: Final = (IDENTITY_GRAPH, ASSERTED_GRAPH, HISTORY_GRAPH, RULES_GRAPH, REVIEW_GRAPH)
FIXED_GRAPHS: Final = (VOCABULARY_GRAPH, ONTOLOGY_GRAPH, STORE_GRAPH)

_INTEGER: Final = NamedNode(PREFIXES["xsd"] + "integer")
_DECIMAL: Final = NamedNode(PREFIXES["xsd"] + "decimal")
_BOOLEAN: Final = NamedNode(PREFIXES["xsd"] + "boolean")
_DATE_TYPES: Final = {4: "gYear", 7: "gYearMonth", 10: "date"}
_CJK: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def term(curie: str) -> NamedNode:
    """Return the node of a CURIE with one of the known prefixes.

    >>> term("rec:produces").value
    'https://w3id.org/reechain/ontology#produces'
    """
    prefix, _, local = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


RDF_TYPE: Final = term("rdf:type")
RDF_SUBJECT: Final = term("rdf:subject")
RDF_PREDICATE: Final = term("rdf:predicate")
RDF_OBJECT: Final = term("rdf:object")
PREF_LABEL: Final = term("skos:prefLabel")
ALT_LABEL: Final = term("skos:altLabel")
REPLACED_BY: Final = term("dcterms:isReplacedBy")
IN_DOCUMENT: Final = term("rec:inDocument")
ENTITY_TYPE: Final = term("rec:entityType")
CANONICAL: Final = term("rec:canonicalForm")
FORM: Final = term("rec:form")
NAME_KEY: Final = term("rec:nameKey")
ENTRY: Final = term("rec:gazetteerEntry")
OF_NAME: Final = term("rec:ofName")
DENOTES: Final = term("rec:denotes")
SUBJECT_MENTION: Final = term("rec:subjectMention")
OBJECT_MENTION: Final = term("rec:objectMention")
EVIDENCE: Final = term("rec:evidence")
CONFIDENCE: Final = term("rec:confidence")
STANCE: Final = term("rec:stance")
START: Final = term("rec:start")
END: Final = term("rec:end")
EXACT: Final = term("rec:exact")
EXTRACTOR: Final = term("rec:extractor")
FORMER_NAME: Final = term("rec:formerName")
KEY: Final = term("rec:identifier")
VERSION: Final = term("rec:version")
TEXT: Final = term("rec:text")
DOCUMENT_DATE: Final = term("rec:documentDate")
DATE_BASIS: Final = term("rec:dateBasis")
TRUST: Final = term("rec:trust")
LITERAL: Final = term("rec:literal")
STRENGTH: Final = term("rec:strength")
STANDING: Final = term("rec:standing")
FACT_SUBJECT: Final = term("rec:factSubject")
FACT_RELATION: Final = term("rec:factRelation")
FACT_OBJECT: Final = term("rec:factObject")
DECISION: Final = term("rec:Decision")
DECISION_ROW: Final = term("rec:decisionRow")
DECIDES: Final = term("rec:decides")
IS_ACCEPTED: Final = term("rec:isAccepted")
POSSIBLY_SAME: Final = term("rec:possiblySame")
FORMAT_VERSION: Final = term("rec:formatVersion")
PRODUCT_MENTION: Final = term("rec:productMention")
PLACE_MENTION: Final = term("rec:placeMention")
HOLDER_MENTION: Final = term("rec:holderMention")
OBSERVED: Final = term("rec:observed")
ABOUT_PRODUCT: Final = term("rec:aboutProduct")
ABOUT_PLACE: Final = term("rec:aboutPlace")
HOLDER: Final = term("rec:holder")
ABOUT_STAGE: Final = term("rec:aboutStage")
METRIC: Final = term("rec:metric")
METRIC_TEXT: Final = term("rec:metricText")
WHOLE_TEXT: Final = term("rec:wholeText")
OBSERVATION_KIND: Final = term("rec:observationKind")
BASIS: Final = term("rec:basis")
UNIT: Final = term("rec:unit")
RATE_PER: Final = term("rec:ratePer")
PERIOD_TEXT: Final = term("rec:periodText")
PERIOD_START: Final = term("rec:periodStart")
PERIOD_END: Final = term("rec:periodEnd")
SAID_BY: Final = term("rec:saidBy")
PRINTED_AT: Final = term("rec:printedAt")
VALUE_TEXT: Final = term("rec:valueText")
SERIES_ITEM: Final = term("rec:seriesItem")
VALUE_STATUS: Final = term("rec:valueStatus")
VALUE: Final = term("rec:value")
VALUE_LOW: Final = term("rec:valueLow")
VALUE_HIGH: Final = term("rec:valueHigh")
VALUE_BOUND: Final = term("rec:valueBound")
BY_RULE: Final = term("rec:byRule")
REASON: Final = term("rec:reason")
POSSIBLE_VALUE: Final = term("rec:possibleValue")
RANK: Final = term("rec:rank")
CHECK: Final = term("rec:check")
CHECK_TEXT: Final = term("rec:checkText")
CHECKED_AGAINST: Final = term("rec:checkedAgainst")
IS_PASSED: Final = term("rec:isPassed")
CONFLICTS_WITH: Final = term("rec:conflictsWith")


def relation_node(name: str) -> NamedNode:
    """Return a property of the ontology, from its local name."""
    return NamedNode(REC + name)


def concept(row_id: str) -> NamedNode:
    """Return the concept of a vocabulary, from its id."""
    return NamedNode(REV + row_id)


def integer(value: int) -> Literal:
    """Return an xsd:integer."""
    return Literal(str(value), datatype=_INTEGER)


def decimal(value: float | Decimal) -> Literal:
    """Return an xsd:decimal of two places at most, in the one spelling that Oxigraph gives back.

    >>> decimal(0.50).value, decimal(1.0).value
    ('0.5', '1')
    """
    return Literal(f"{Decimal(f'{value:.2f}').normalize():f}", datatype=_DECIMAL)


def number(value: Decimal) -> Literal:
    """Return an xsd:decimal with all its places, in the one spelling that Oxigraph gives back.

    >>> number(Decimal("2.550E+5")).value, number(Decimal("0.0450")).value, number(Decimal("-0")).value
    ('255000', '0.045', '0')
    """
    return Literal(f"{value.normalize() + 0:f}", datatype=_DECIMAL)


def date_literal(value: str) -> Literal:
    """Return a date as precise as it is given: xsd:gYear, xsd:gYearMonth or xsd:date.

    >>> date_literal("2024-05").datatype.value.rpartition("#")[2]
    'gYearMonth'
    """
    if len(value) not in _DATE_TYPES:
        raise ValidationError(f"{value!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD")
    return Literal(value, datatype=NamedNode(PREFIXES["xsd"] + _DATE_TYPES[len(value)]))


def boolean(value: bool) -> Literal:
    """Return an xsd:boolean."""
    return Literal("true" if value else "false", datatype=_BOOLEAN)


def language_of(text: str) -> str:
    """Return the language tag of a name: zh where it has a Chinese character, else en."""
    return "zh" if _CJK.search(text) else "en"


def label(text: str) -> Literal:
    """Return a name with its language tag."""
    return Literal(text, language=language_of(text))


def iri_of(node: object) -> str:
    """Return the IRI of a node; ValidationError for a blank node, a literal or the default graph."""
    if isinstance(node, NamedNode):
        return node.value
    raise ValidationError(f"{node} stands where only an IRI may stand; run `reechain verify`")


def text_of(node: object) -> str:
    """Return the IRI of a node or the text of a literal; ValidationError for a blank node."""
    return node.value if isinstance(node, Literal) else iri_of(node)


def line(quad: Quad) -> str:
    """Return a quad as one line of N-Quads, without its end; the order of all exports."""
    return f"{quad} ."


def is_document_graph(name: NamedNode) -> bool:
    """Return whether a named graph is that of a document."""
    return name.value.startswith(REI + "document-")
