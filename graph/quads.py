"""One document as quads: what was read, what it calls things, what it says."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from reechain.graph.checks import check
from reechain.graph.observations import observations, printed
from reechain.graph.terms import (
    CANONICAL,
    CONFIDENCE,
    DATE_BASIS,
    DOCUMENT_DATE,
    END,
    ENTITY_TYPE,
    ENTRY,
    EVIDENCE,
    EXACT,
    EXTRACTOR,
    FORM,
    IN_DOCUMENT,
    KEY,
    LITERAL,
    NAME_KEY,
    OBJECT_MENTION,
    OF_NAME,
    PRINTED_AT,
    RDF_PREDICATE,
    RDF_TYPE,
    STANCE,
    START,
    SUBJECT_MENTION,
    TEXT,
    TRUST,
    VERSION,
    boolean,
    concept,
    date_literal,
    decimal,
    integer,
    line,
    relation_node,
    term,
)
from reechain.ontology.gazetteer import COMMON_NOUNS
from reechain.ontology.namespaces import REI, REV
from reechain.ontology.records import Claim, Document, Evidence, Extraction, Mention, Name, Qualifier
from reechain.ontology.schema import ValueKind, qualifiers, written_as
from reechain.ontology.tables import load_tables

Part = tuple[NamedNode, NamedNode, NamedNode | Literal]


def document_quads(extraction: Extraction) -> list[Quad]:
    """Return the graph of one document, sorted; ValidationError if the extraction contradicts itself.

    It depends on the extraction and on nothing else, and has no blank nodes.
    """
    check(extraction)
    document = extraction.document
    graph = NamedNode(document.iri)
    parts = {*_document(document), *_names(extraction), *_claims(extraction), *_quantities(extraction)}
    return sorted((Quad(*part, graph) for part in parts), key=line)


def entry_iri(name: Name) -> str | None:
    """Return the IRI of the gazetteer entry of a name; None if it has none.

    An id that the bundled tables do not hold is a user's own row, placed by its type.
    """
    if name.gazetteer_id is None:
        return None
    try:
        return load_tables().iri(name.gazetteer_id)
    except KeyError:
        return (REV if name.type in COMMON_NOUNS else REI) + name.gazetteer_id


def _document(document: Document) -> Iterator[Part]:
    node = NamedNode(document.iri)
    yield node, RDF_TYPE, term("rec:Document")
    yield node, KEY, Literal(document.key)
    yield node, VERSION, Literal(document.version)
    yield node, TEXT, Literal(document.text)
    yield node, term("dcterms:language"), Literal(document.language)
    if document.title:
        yield node, term("dcterms:title"), Literal(document.title)
    yield node, TRUST, concept(document.trust)
    if document.date:
        yield node, DOCUMENT_DATE, date_literal(document.date)
        yield node, DATE_BASIS, concept(document.date_basis)


def _names(extraction: Extraction) -> Iterator[Part]:
    document = extraction.document
    for name in extraction.names:
        yield from _name(name, document)
        for mention in name.mentions:
            yield from _mention(mention, name, document)


def _name(name: Name, document: Document) -> Iterator[Part]:
    node = NamedNode(name.iri(document.key))
    yield node, RDF_TYPE, term("rec:Name")
    yield node, IN_DOCUMENT, NamedNode(document.iri)
    yield node, ENTITY_TYPE, NamedNode(name.type.iri)
    yield node, CANONICAL, Literal(name.canonical)
    yield from ((node, FORM, Literal(alias)) for alias in name.aliases)
    yield from ((node, NAME_KEY, Literal(key)) for key in name.keys)
    if entry := entry_iri(name):
        yield node, ENTRY, NamedNode(entry)


def _mention(mention: Mention, name: Name, document: Document) -> Iterator[Part]:
    node = NamedNode(mention.iri(document.key))
    yield node, RDF_TYPE, term("rec:Mention")
    yield node, ENTITY_TYPE, NamedNode(mention.type.iri)
    yield node, EXTRACTOR, Literal(mention.extractor)
    yield node, OF_NAME, NamedNode(name.iri(document.key))
    yield from _span(node, mention.start, mention.end, mention.text, document)


def _span(node: NamedNode, start: int, end: int, text: str, document: Document) -> Iterator[Part]:
    yield node, IN_DOCUMENT, NamedNode(document.iri)
    yield node, START, integer(start)
    yield node, END, integer(end)
    yield node, EXACT, Literal(text)


def _claims(extraction: Extraction) -> Iterator[Part]:
    document = extraction.document
    for claim in extraction.claims:
        yield from _claim(claim, document)
        yield from _text_span(claim.evidence, document)


def _quantities(extraction: Extraction) -> Iterator[Part]:
    document = extraction.document
    yield from observations(extraction)
    for quantity in extraction.quantities:
        characters = printed(quantity)
        yield NamedNode(quantity.iri(document.key)), PRINTED_AT, NamedNode(characters.iri(document.key))
        for span in (characters, quantity.evidence):
            yield from _text_span(span, document)


def _text_span(span: Evidence, document: Document) -> Iterator[Part]:
    node = NamedNode(span.iri(document.key))
    yield node, RDF_TYPE, term("rec:TextSpan")
    yield from _span(node, span.start, span.end, span.quote, document)


def _claim(claim: Claim, document: Document) -> Iterator[Part]:
    node = NamedNode(claim.iri(document.key))
    yield node, RDF_TYPE, term("rec:Claim")
    yield node, RDF_TYPE, term("rdf:Statement")
    yield node, IN_DOCUMENT, NamedNode(document.iri)
    yield node, RDF_PREDICATE, relation_node(claim.predicate)
    yield node, SUBJECT_MENTION, NamedNode(claim.subject.iri(document.key))
    yield node, OBJECT_MENTION, NamedNode(claim.object.iri(document.key))
    yield node, EVIDENCE, NamedNode(claim.evidence.iri(document.key))
    yield node, CONFIDENCE, decimal(claim.confidence)
    yield node, STANCE, concept(claim.stance)
    yield node, EXTRACTOR, Literal(claim.extractor)
    if claim.literal is not None:
        yield node, LITERAL, Literal(claim.literal)
    for qualifier in claim.qualifiers:
        yield node, relation_node(written_as(qualifier.property)), qualifier_value(qualifier, document)


def qualifier_value(qualifier: Qualifier, document: Document) -> NamedNode | Literal:
    """Return what a qualifier says as a term: a mention, a concept or a typed literal."""
    if qualifier.mention is not None:
        return NamedNode(qualifier.mention.iri(document.key))
    kind = qualifiers()[qualifier.property]
    return _WRITERS[kind](qualifier.value)


_WRITERS: Final[Mapping[ValueKind, Callable[[str], NamedNode | Literal]]] = {
    ValueKind.CONCEPT: concept,
    ValueKind.DATE: date_literal,
    ValueKind.DECIMAL: lambda value: decimal(float(value)),
    ValueKind.BOOLEAN: lambda value: boolean(value == "true"),
    ValueKind.TEXT: Literal,
}
