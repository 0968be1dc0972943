"""The identity graph: which things there are, what they are called, and what names and claims speak of."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from reechain.graph.dates import settled
from reechain.graph.entries import entry_at
from reechain.graph.facts import Facts, NameFact, facts_of
from reechain.graph.grouping import Group, Grouping, grouping_of, keys_of, renames
from reechain.graph.labels import Labels, Renamed, labels_of
from reechain.graph.quads import document_quads
from reechain.graph.terms import (
    ALT_LABEL,
    CANONICAL,
    DENOTES,
    ENTITY_TYPE,
    FORM,
    FORMER_NAME,
    IDENTITY_GRAPH,
    IN_DOCUMENT,
    NAME_KEY,
    PREF_LABEL,
    RDF_OBJECT,
    RDF_SUBJECT,
    RDF_TYPE,
    REPLACED_BY,
    label,
    relation_node,
    term,
)
from reechain.graph.timeline import is_known_by, said
from reechain.ontology.gazetteer import Entry
from reechain.ontology.records import EntityType, Extraction, Name
from reechain.ontology.schema import ValueKind, qualifiers
from reechain.ontology.tables import CONCEPT_TABLES, load_tables


def type_of(group: Group) -> EntityType:
    """Return the type of an entity: of its gazetteer entry, else of most of its names."""
    if entry := entry_of(group):
        return entry.type
    order = list(EntityType)
    count = Counter(name.type for name in group.names)
    return min(count, key=lambda entity_type: (-count[entity_type], order.index(entity_type)))


def identity_quads(
    facts: Facts,
    grouping: Grouping,
    types: Mapping[str, EntityType],
    known: Container[str],
    as_of: str | None,
) -> Iterator[Quad]:
    """Yield the identity graph; with `as_of` (a day), of what was known of by then.

    `known` are the claims that say something of that day: those of later days speak of nothing yet.
    """
    present = _present(facts, grouping, known, as_of)
    renamed = renamed_in(facts, grouping, as_of)
    for group in grouping.groups.values():
        if group.iri not in present:
            continue
        node = NamedNode(group.iri)
        if group.iri not in _concepts():
            labels = labels_of(group, renamed.get(group.iri, Renamed()), entry_of(group))
            yield Quad(node, RDF_TYPE, NamedNode(types[group.iri].iri), IDENTITY_GRAPH)
            yield from _labels(node, labels)
        for former in group.superseded:
            yield Quad(NamedNode(former), REPLACED_BY, node, IDENTITY_GRAPH)
    yield from _denoted(facts, grouping, present)
    yield from _ends(facts, grouping, known)


def _present(facts: Facts, grouping: Grouping, known: Container[str], as_of: str | None) -> Container[str]:
    """Return the things that a document of the day names, or of which a claim says something."""
    if as_of is None:
        return grouping.groups.keys()
    named = {
        grouping.entity_of[name.iri] for name in facts.names.values() if _is_told(name.document, facts, as_of)
    }
    claims = (claim for claim in facts.claims.values() if claim.iri in known)
    ends = {grouping.entity_of[facts.mentions[end]] for c in claims for end in (c.subject, c.object)}
    return named | ends


def _is_told(document: str, facts: Facts, day: str) -> bool:
    found = facts.documents.get(document)
    return found is None or found.date is None or settled(found.date) <= day


def _labels(node: NamedNode, labels: Labels) -> Iterator[Quad]:
    parts = ((PREF_LABEL, labels.preferred), (ALT_LABEL, labels.others), (FORMER_NAME, labels.former))
    for predicate, texts in parts:
        yield from (Quad(node, predicate, label(text), IDENTITY_GRAPH) for text in texts)


def _denoted(facts: Facts, grouping: Grouping, present: Container[str]) -> Iterator[Quad]:
    for name, entity in grouping.entity_of.items():
        if entity in present:
            if facts.names[name].part_of is not None:
                yield from _part(facts.names[name])
            yield Quad(NamedNode(name), DENOTES, NamedNode(entity), IDENTITY_GRAPH)
    for mention, name in facts.mentions.items():
        if grouping.entity_of[name] in present:
            yield Quad(NamedNode(mention), DENOTES, NamedNode(grouping.entity_of[name]), IDENTITY_GRAPH)


def _part(name: NameFact) -> Iterator[Quad]:
    """Yield what a review split off a name, as a name of its own: no graph of a document has it."""
    node = NamedNode(name.iri)
    yield Quad(node, RDF_TYPE, term("rec:Name"), IDENTITY_GRAPH)
    yield Quad(node, IN_DOCUMENT, NamedNode(name.document), IDENTITY_GRAPH)
    yield Quad(node, ENTITY_TYPE, NamedNode(name.type.iri), IDENTITY_GRAPH)
    yield Quad(node, CANONICAL, Literal(name.canonical), IDENTITY_GRAPH)
    yield from (Quad(node, FORM, Literal(form), IDENTITY_GRAPH) for form in name.forms)
    yield from (Quad(node, NAME_KEY, Literal(key), IDENTITY_GRAPH) for key in name.keys)


def _ends(facts: Facts, grouping: Grouping, known: Container[str]) -> Iterator[Quad]:
    """Yield what claims are about, what they lead to, and the things in their qualifiers."""
    things = [name for name, kind in qualifiers().items() if kind is ValueKind.THING]
    for claim in (claim for claim in facts.claims.values() if claim.iri in known):
        parts = [(RDF_SUBJECT, claim.subject), (RDF_OBJECT, claim.object)]
        parts += [
            (relation_node(name), claim.qualifiers[name]) for name in things if name in claim.qualifiers
        ]
        for predicate, mention in parts:
            entity = NamedNode(grouping.entity_of[facts.mentions[mention]])
            yield Quad(NamedNode(claim.iri), predicate, entity, IDENTITY_GRAPH)


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
    return entry_at(group.entry) if group.entry else None


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
