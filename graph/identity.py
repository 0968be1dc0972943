"""The derived graphs, as a pure function of the facts of all documents: entities and assertions."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode, Quad

from reechain.graph.assertion import Judged, judge
from reechain.graph.facts import Facts, facts_of
from reechain.graph.grouping import Group, Grouping, Merge, grouping_of, keys_of, renames
from reechain.graph.history import history_quads
from reechain.graph.labels import Labels, Renamed, labels_of
from reechain.graph.quads import document_quads
from reechain.graph.rules import rule_quads
from reechain.graph.settling import settle
from reechain.graph.terms import (
    ALT_LABEL,
    ASSERTED_GRAPH,
    DENOTES,
    FORMER_NAME,
    IDENTITY_GRAPH,
    PREF_LABEL,
    RDF_OBJECT,
    RDF_SUBJECT,
    RDF_TYPE,
    REPLACED_BY,
    label,
    line,
    relation_node,
)
from reechain.graph.timeline import as_of_day, courses, is_known_by, said
from reechain.ontology.gazetteer import Entry, load_gazetteer
from reechain.ontology.records import EntityType, Extraction, Name
from reechain.ontology.schema import ValueKind, qualifiers
from reechain.ontology.tables import CONCEPT_TABLES, load_tables


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from all documents: quads, sorted; each claim's fate; the merge log."""

    quads: tuple[Quad, ...]
    judged: Mapping[str, Judged]
    log: tuple[Merge, ...]


def derive(facts: Facts, as_of: str | None = None) -> Derived:
    """Return the derived graphs. The order in which documents came makes no difference.

    With `as_of`, the last day of a date, they tell what holds on that day: what came later, by the
    dates in the texts or else by those of the documents, is left out. Which names are one thing is
    taken from all documents, of whatever day.
    """
    grouping = grouping_of(facts)
    types = {iri: type_of(group) for iri, group in grouping.groups.items()}
    first = judge(facts, grouping.entity_of, types)
    of_day = as_of_day(first, facts, as_of)
    found = courses(of_day.values(), facts, as_of)
    judged = settle({**first, **of_day}, found)
    asserted = set(_asserted(judged.values()))
    quads = {
        *_identity(facts, grouping, types, as_of),
        *_references(facts, grouping, of_day.keys()),
        *asserted,
        *history_quads(facts, grouping, types, of_day, found),
        *rule_quads(asserted),
    }
    return Derived(tuple(sorted(quads, key=line)), judged, grouping.log)


def type_of(group: Group) -> EntityType:
    """Return the type of an entity: of its gazetteer entry, else of most of its names."""
    if entry := entry_of(group):
        return entry.type
    order = list(EntityType)
    count = Counter(name.type for name in group.names)
    return min(count, key=lambda entity_type: (-count[entity_type], order.index(entity_type)))


def _identity(
    facts: Facts, grouping: Grouping, types: Mapping[str, EntityType], as_of: str | None
) -> Iterator[Quad]:
    renamed = renamed_in(facts, grouping, as_of)
    for group in grouping.groups.values():
        node = NamedNode(group.iri)
        if group.iri not in _concepts():
            labels = labels_of(group, renamed.get(group.iri, Renamed()), entry_of(group))
            yield Quad(node, RDF_TYPE, NamedNode(types[group.iri].iri), IDENTITY_GRAPH)
            yield from _labels(node, labels)
        for former in group.superseded:
            yield Quad(NamedNode(former), REPLACED_BY, node, IDENTITY_GRAPH)


def _labels(node: NamedNode, labels: Labels) -> Iterator[Quad]:
    parts = ((PREF_LABEL, labels.preferred), (ALT_LABEL, labels.others), (FORMER_NAME, labels.former))
    for predicate, texts in parts:
        yield from (Quad(node, predicate, label(text), IDENTITY_GRAPH) for text in texts)


def _references(facts: Facts, grouping: Grouping, known: Container[str]) -> Iterator[Quad]:
    """Yield what names, mentions and claims speak of; a claim of a later day speaks of nothing yet."""
    entity = {name: NamedNode(iri) for name, iri in grouping.entity_of.items()}
    for name, node in entity.items():
        yield Quad(NamedNode(name), DENOTES, node, IDENTITY_GRAPH)
    for mention, name in facts.mentions.items():
        yield Quad(NamedNode(mention), DENOTES, entity[name], IDENTITY_GRAPH)
    for claim in facts.claims.values():
        if claim.iri not in known:
            continue
        node = NamedNode(claim.iri)
        yield Quad(node, RDF_SUBJECT, entity[facts.mentions[claim.subject]], IDENTITY_GRAPH)
        yield Quad(node, RDF_OBJECT, entity[facts.mentions[claim.object]], IDENTITY_GRAPH)
        for name, kind in qualifiers().items():
            if kind is ValueKind.THING and (goods := claim.qualifiers.get(name)):
                yield Quad(node, relation_node(name), entity[facts.mentions[goods]], IDENTITY_GRAPH)


def _asserted(judged: Iterable[Judged]) -> Iterator[Quad]:
    for item in judged:
        for predicate in item.asserts:
            subject, object_ = NamedNode(item.subject), NamedNode(item.object)
            yield Quad(subject, relation_node(predicate), object_, ASSERTED_GRAPH)


def renamed_in(facts: Facts, grouping: Grouping, as_of: str | None) -> dict[str, Renamed]:
    """Return what was renamed away in each group, by a day; a form that the new name has too was not.

    A name that was not yet taken on that day is as little preferred as one that was given up.
    """
    names: dict[str, set[str]] = defaultdict(set)
    keys: dict[str, set[str]] = defaultdict(set)
    for claim, old, new in renames(facts):
        entity = grouping.entity_of[old.iri]
        if entity == grouping.entity_of[new.iri]:
            if is_known_by(said(claim, facts), as_of):
                names[entity].add(old.canonical)
                keys[entity] |= set(keys_of(old)) - set(keys_of(new))
            else:
                keys[entity] |= set(keys_of(new)) - set(keys_of(old))
    return {entity: Renamed(frozenset(names[entity]), frozenset(found)) for entity, found in keys.items()}


def entry_of(group: Group) -> Entry | None:
    """Return the gazetteer entry of a group, if the bundled tables hold it."""
    return _entries().get(group.entry) if group.entry else None


@cache
def _entries() -> Mapping[str, Entry]:
    return {entry.iri: entry for entry in load_gazetteer().entries.values()}


@cache
def _concepts() -> frozenset[str]:
    """Return the entries whose type and labels stand in the vocabulary graph."""
    tables = load_tables()
    return frozenset(tables.iri(row_id) for table in CONCEPT_TABLES for row_id in tables.rows[table])


def identify(extraction: Extraction) -> dict[Name, str]:
    """Return the IRI that each name of a document has in a graph of this document alone."""
    entity_of = grouping_of(facts_of(document_quads(extraction))).entity_of
    key = extraction.document.key
    return {name: entity_of[name.iri(key)] for name in extraction.names}
