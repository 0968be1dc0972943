"""Counts: what the documents say, what became a fact, and what did not and why."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode, Quad

from reechain.graph.analysis import asserted
from reechain.graph.assertion import Judged
from reechain.graph.decisions import Pair
from reechain.graph.derivation import Derived
from reechain.graph.entities import entities_of
from reechain.graph.facts import Facts
from reechain.graph.store import Store
from reechain.graph.terms import CONFLICTS_WITH, HISTORY_GRAPH, RDF_TYPE, STANDING, VALUE_STATUS, iri_of
from reechain.graph.unheld import unheld
from reechain.ontology.namespaces import REC, REV

_FACT: Final = "Fact"
IDLE: Final = "of these, such as change nothing"
CONTRADICTED: Final = "of these, such as another document contradicts"
_SUBSETS: Final = (IDLE, CONTRADICTED)


@dataclass(frozen=True, slots=True)
class DocumentStats:
    """Counts of one document; `facts` are its claims that count."""

    key: str
    names: int
    mentions: int
    claims: int
    facts: int


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts of a store, by document key, class, relation, stance and reason; all sorted by name.

    `not_asserted` counts claims by relation and reason; `refused_merges` counts ties that would have
    made one thing of two; `standings` counts facts by how they stand, those that are over included;
    `history` counts stakes, events, clauses of policies and supply arrangements; `numbers` those printed, by what has
    come of reading them, and how many of them other documents contradict; `decisions` those of users by
    what they answer, and how many of them change nothing; `doubts` things that may be one, by the reason.
    """

    documents: tuple[DocumentStats, ...]
    entities: Mapping[str, int]
    asserted: Mapping[str, int]
    claims: Mapping[str, int]
    stances: Mapping[str, int]
    not_asserted: Mapping[tuple[str, str], int]
    refused_merges: int
    standings: Mapping[str, int]
    history: Mapping[str, int]
    numbers: Mapping[str, int]
    decisions: Mapping[str, int]
    doubts: Mapping[str, int]

    def render(self) -> str:
        """Return the counts as lines of text."""
        return "\n".join(_lines(self))


def _lines(stats: Stats) -> Iterator[str]:
    yield f"{len(stats.documents)} documents"
    for document in stats.documents:
        yield f"  {document.key}: {document.names} names, {document.mentions} mentions, {document.claims} claims, {document.facts} count as facts"
    for title, counts in (
        ("entities", stats.entities),
        ("facts", stats.asserted),
        ("facts by standing", stats.standings),
        ("stakes, events, clauses and supply arrangements", stats.history),
        ("numbers", stats.numbers),
        ("claims", stats.claims),
        ("stances", stats.stances),
        ("decisions of users", stats.decisions),
        ("pairs of things that may be one (`reechain review`)", stats.doubts),
    ):
        yield f"{sum(n for name, n in counts.items() if name not in _SUBSETS)} {title}"
        yield from (f"  {name}: {count}" for name, count in counts.items())
    yield f"{sum(stats.not_asserted.values())} claims that are no facts"
    yield from (
        f"  {relation}, {reason}: {count}" for (relation, reason), count in stats.not_asserted.items()
    )
    yield f"{stats.refused_merges} names kept apart that a tie would have joined"


def stats_of(store: Store) -> Stats:
    """Return the counts of a store."""
    facts, derived = store.facts(), store.derived()
    claims = facts.claims.values()
    reasons = [(item.claim.predicate, item.reason) for item in derived.judged.values() if item.reason]
    return Stats(
        documents=tuple(_documents(store, facts, derived.judged)),
        entities=_counted(entity.type.value for entity in entities_of(store).values()),
        asserted=_counted(predicate for _, predicate, _ in asserted(store)),
        claims=_counted(claim.predicate for claim in claims),
        stances=_counted(claim.stance.value for claim in claims),
        not_asserted=dict(sorted(Counter(reasons).items())),
        refused_merges=sum(merge.is_refused for merge in derived.log),
        standings=_standings(store),
        history=_counted(kind for kind in _of_history(store, RDF_TYPE) if kind != _FACT),
        numbers=_numbers(store),
        decisions=_decisions(derived),
        doubts=_counted(doubt.why for doubt in derived.doubts),
    )


def _numbers(store: Store) -> Mapping[str, int]:
    statuses = list(store.inner.quads_for_pattern(None, VALUE_STATUS, None, None))
    found = [iri_of(quad.object).removeprefix(REV) for quad in statuses]
    numbers = {quad.subject for quad in statuses}
    rivals = {quad.subject for quad in _history(store, CONFLICTS_WITH)} & numbers
    return {**_counted(found), **_counted(CONTRADICTED for _ in rivals)}


def _decisions(derived: Derived) -> Mapping[str, int]:
    """Return how many decisions accept and reject, and how many of these change nothing."""
    found = [
        f"{'accepted' if decision.is_accepted else 'rejected'} {'pairs' if isinstance(decision.about, Pair) else 'claims'}"
        for decision in derived.reviewed.found
    ]
    idle = [IDLE for _ in unheld(derived)]
    return {**_counted(found), **_counted(idle)}


def _standings(store: Store) -> Mapping[str, int]:
    facts = {iri_of(quad.subject) for quad in _history(store, RDF_TYPE) if iri_of(quad.object) == REC + _FACT}
    standings = (quad for quad in _history(store, STANDING) if iri_of(quad.subject) in facts)
    return _counted(iri_of(quad.object).removeprefix(REV) for quad in standings)


def _of_history(store: Store, predicate: NamedNode) -> Iterator[str]:
    return (iri_of(quad.object).removeprefix(REC) for quad in _history(store, predicate))


def _history(store: Store, predicate: NamedNode) -> Iterator[Quad]:
    return store.inner.quads_for_pattern(None, predicate, None, HISTORY_GRAPH)


def _documents(store: Store, facts: Facts, judged: Mapping[str, Judged]) -> Iterable[DocumentStats]:
    names = Counter(name.document for name in facts.names.values())
    mentions = Counter(facts.names[name].document for name in facts.mentions.values())
    claims = Counter(claim.document for claim in facts.claims.values())
    kept = Counter(item.claim.document for item in judged.values() if not item.reason)
    for key, iri in store.document_iris().items():
        yield DocumentStats(key, names[iri], mentions[iri], claims[iri], kept[iri])


def _counted(items: Iterable[str]) -> Mapping[str, int]:
    return dict(sorted(Counter(items).items()))
