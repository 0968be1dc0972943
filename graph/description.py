"""The description of an export as a dataset, in DCAT and VoID: what is in it, from what, by which ontology."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from reechain.graph.dates import settled
from reechain.graph.store import Store
from reechain.graph.terms import (
    DOCUMENT_DATE,
    RDF_TYPE,
    date_literal,
    integer,
    iri_of,
    term,
    text_of,
)
from reechain.ontology.namespaces import PREFIXES, REC, REI
from reechain.ontology.schema import version_iri

DATASET: Final = NamedNode(REI + "dataset")
DATASET_GRAPH: Final = NamedNode(REI + "graph-dataset")
_TITLE: Final = "Knowledge graph of the rare earth industry chain"


def description(store: Store, triples: Iterable[Triple]) -> Iterator[Triple]:
    """Yield the description of triples that a store gives; the same triples are described in the same way."""
    given = set(triples)
    yield from _said(
        (RDF_TYPE, term("dcat:Dataset")),
        (RDF_TYPE, term("void:Dataset")),
        (term("dcterms:title"), Literal(_TITLE, language="en")),
        (term("dcterms:conformsTo"), NamedNode(version_iri())),
        (term("void:triples"), integer(len(given))),
        (term("void:distinctSubjects"), integer(len({t.subject for t in given}))),
        (term("void:documents"), integer(len(store.documents()))),
        *((term("void:vocabulary"), NamedNode(PREFIXES[name])) for name in ("rec", "skos", "dcterms", "rdf")),
        *((term("dcterms:source"), NamedNode(iri)) for iri in store.document_iris().values()),
    )
    yield from _period(store)
    yield from _classes(given)


def _said(*pairs: tuple[NamedNode, NamedNode | Literal]) -> Iterator[Triple]:
    return (Triple(DATASET, predicate, value) for predicate, value in pairs)


def _period(store: Store) -> Iterator[Triple]:
    """Yield the time of which the documents speak, by their dates."""
    quads = store.inner.quads_for_pattern(None, DOCUMENT_DATE, None, None)
    if dates := sorted((text_of(quad.object) for quad in quads), key=settled):
        period = NamedNode(REI + "dataset-period")
        yield Triple(DATASET, term("dcterms:temporal"), period)
        yield Triple(period, RDF_TYPE, term("dcterms:PeriodOfTime"))
        yield Triple(period, term("dcat:startDate"), date_literal(dates[0]))
        yield Triple(period, term("dcat:endDate"), date_literal(dates[-1]))


def _classes(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Yield how many things there are of each class of the ontology."""
    counts = Counter(iri_of(t.object) for t in triples if t.predicate == RDF_TYPE)
    for iri, count in sorted(counts.items()):
        if iri.startswith(REC):
            part = NamedNode(f"{REI}dataset-of-{iri.removeprefix(REC)}")
            yield Triple(DATASET, term("void:classPartition"), part)
            yield Triple(part, term("void:class"), NamedNode(iri))
            yield Triple(part, term("void:entities"), integer(count))
