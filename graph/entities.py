"""The entities of a store with type and labels, wherever those stand: identity or vocabulary."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from reechain.graph.store import Store
from reechain.graph.terms import DENOTES, IDENTITY_GRAPH, PREF_LABEL, RDF_TYPE, iri_of
from reechain.ontology.namespaces import REC
from reechain.ontology.records import EntityType


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that names of documents denote. `label` is in English where there is one."""

    iri: str
    type: EntityType
    label: str


def entities_of(store: Store) -> Mapping[str, Entity]:
    """Return the entities that a name of a document denotes, by IRI, sorted."""
    found = {
        iri_of(quad.object) for quad in store.inner.quads_for_pattern(None, DENOTES, None, IDENTITY_GRAPH)
    }
    types, labels = _types(store), _labels(store)
    return {iri: Entity(iri, types[iri], labels[iri]) for iri in sorted(found)}


def _types(store: Store) -> Mapping[str, EntityType]:
    types = {}
    for entity_type in EntityType:
        quads = store.inner.quads_for_pattern(None, RDF_TYPE, NamedNode(REC + entity_type), None)
        types.update({iri_of(quad.subject): entity_type for quad in quads})
    return types


def _labels(store: Store) -> Mapping[str, str]:
    by_language: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in store.inner.quads_for_pattern(None, PREF_LABEL, None, None):
        if isinstance(quad.object, Literal):
            by_language[iri_of(quad.subject)][quad.object.language or ""] = quad.object.value
    return {
        iri: texts.get("en") or next(text for _, text in sorted(texts.items()))
        for iri, texts in by_language.items()
    }
