"""The store: documents in, derived graphs kept, SPARQL out. Embedded Oxigraph, on disk or in memory."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from reechain.graph.dates import settled
from reechain.graph.decisions import Decision, in_order
from reechain.graph.derivation import Derived, derive
from reechain.graph.facts import PREDICATES, Facts, facts_of
from reechain.graph.fixed import fixed_quads
from reechain.graph.opening import create_store, is_store, open_store
from reechain.graph.quads import document_quads
from reechain.graph.queries import Result, run_query
from reechain.graph.reading import FAULTS
from reechain.graph.review_quads import decisions_in
from reechain.graph.reviewed import Reviewed, reviewed
from reechain.graph.terms import (
    DERIVED_GRAPHS,
    FIXED_GRAPHS,
    KEY,
    REVIEW_GRAPH,
    VERSION,
    iri_of,
    is_document_graph,
    text_of,
)
from reechain.graph.unheld import GONE_FROM_FILE, told, unheld
from reechain.ontology.errors import StoreError, ValidationError
from reechain.ontology.namespaces import minted
from reechain.ontology.records import Extraction

MEMORY: Final = "a store in memory"


@dataclass(frozen=True, slots=True)
class Change:
    """What a write did, by document key, sorted; `notes` tell of decisions that change nothing, or are gone."""

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Store:
    """A store of documents and of what follows from them."""

    def __init__(
        self, inner: pyoxigraph.Store, where: str, *, is_read_only: bool = False, as_of: str | None = None
    ) -> None:
        self._open: pyoxigraph.Store | None = inner
        self._where = where
        self._is_read_only = is_read_only
        self._as_of = as_of

    @classmethod
    def memory(cls) -> Self:
        """Return an empty store in memory."""
        inner = pyoxigraph.Store()
        inner.extend(fixed_quads())
        return cls(inner, MEMORY)

    @classmethod
    def create(cls, path: Path | str) -> Self:
        """Return a new store on disk; StoreError if something stands there already."""
        return cls(create_store(Path(path), fixed_quads()), str(path))

    @classmethod
    def open(cls, path: Path | str, *, read_only: bool = False) -> Self:
        """Return the store on disk; StoreError if it is missing, locked or of another format.

        Any number of processes may open it with `read_only`, but not beside one that writes.
        """
        return cls(open_store(Path(path), read_only=read_only), str(path), is_read_only=read_only)

    @classmethod
    def open_or_create(cls, path: Path | str) -> Self:
        """Return the store on disk for writing, a new one where nothing stands yet."""
        return cls.open(path) if is_store(Path(path)) else cls.create(path)

    @property
    def where(self) -> str:
        """The path of the store, as given."""
        return self._where

    @property
    def inner(self) -> pyoxigraph.Store:
        """The Oxigraph store, for the graph layer only; StoreError once it is closed."""
        if self._open is None:
            raise StoreError("the store is closed; open it again", where=self._where)
        return self._open

    def close(self) -> None:
        """Give back the lock. What was taken from the store and is still held keeps it."""
        self._open = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def documents(self) -> dict[str, str]:
        """Return the version of each document by its key, sorted."""
        versions = {q.subject: text_of(q.object) for q in self._with(VERSION)}
        return dict(sorted((text_of(q.object), versions[q.subject]) for q in self._with(KEY)))

    def document_iris(self) -> dict[str, str]:
        """Return the IRI of each document, and of its graph, by its key, sorted."""
        return dict(sorted((text_of(q.object), iri_of(q.subject)) for q in self._with(KEY)))

    def put(self, extractions: Iterable[Extraction], decisions: Iterable[Decision] | None = None) -> Change:
        """Put documents in place of what their keys held, derive anew, and return what changed.

        `decisions` take the place of those that the store holds, which stay where none are given. All of it is one transaction: after an error or a crash the store is as before. A document
        whose quads are there already is left alone.
        """
        graphs: dict[str, list[Quad]] = {}
        keys: dict[str, str] = {}
        for extraction in extractions:
            iri = extraction.document.iri
            if iri in keys:
                raise ValidationError("two documents have this key", where=extraction.document.key)
            keys[iri] = extraction.document.key
            graphs[iri] = document_quads(extraction)
        known = set(self.document_iris().values())
        changed = {iri for iri, quads in graphs.items() if set(quads) != set(self._graph(iri))}
        notes = self._write({iri: graphs[iri] for iri in changed}, decisions)
        return Change(
            added=tuple(sorted(keys[iri] for iri in changed if iri not in known)),
            replaced=tuple(sorted(keys[iri] for iri in changed if iri in known)),
            unchanged=tuple(sorted(key for iri, key in keys.items() if iri not in changed)),
            notes=notes,
        )

    def remove(self, keys: Iterable[str]) -> Change:
        """Take documents out, derive anew, and return what changed; StoreError for an unknown key."""
        gone = sorted(set(keys))
        if unknown := sorted(set(gone) - self.documents().keys()):
            raise StoreError(f"no document has the key {unknown[0]!r}", where=self._where)
        notes = self._write({minted("document", key): [] for key in gone})
        return Change(removed=tuple(gone), notes=notes)

    def decide(self, decisions: Iterable[Decision]) -> Change:
        """Put decisions in place of those that the store holds, and derive anew."""
        return Change(notes=self._write({}, decisions))

    def decisions(self) -> tuple[Decision, ...]:
        """Return what users decided, in order; ConfigError if it is damaged."""
        return decisions_in(self._graph(REVIEW_GRAPH.value), self._where)

    def query(self, sparql: str) -> Result:
        """Return the result of a SPARQL query over the union of all graphs."""
        return run_query(self.inner, sparql)

    def quads(self) -> Iterator[Quad]:
        """Yield every quad of the store, in no order."""
        return self.inner.quads_for_pattern(None, None, None, None)

    def facts(self) -> Facts:
        """Return the names and claims of all documents, as they were read."""
        return facts_of(self._fact_quads(frozenset()))

    def reviewed(self) -> Reviewed:
        """Return the names and claims of all documents, as decisions have them."""
        return reviewed(self.facts(), self.decisions())

    def derived(self) -> Derived:
        """Return what follows from the documents, derived anew: the fate of claims, the merge log."""
        return derive(self.facts(), self.decisions(), self._as_of)

    def as_of(self, date: str) -> Self:
        """Return a store in memory, to be read only, that tells what holds on the last day of a date.

        It holds the same documents; what follows from them is derived anew for that day. ConfigError for
        what is no date (YYYY, YYYY-MM or YYYY-MM-DD).
        """
        day = settled(date)
        inner = pyoxigraph.Store()
        inner.extend(quad for quad in self.quads() if quad.graph_name not in DERIVED_GRAPHS)
        inner.extend(derive(self.facts(), self.decisions(), day).quads)
        return type(self)(inner, f"{self._where} as of {day}", is_read_only=True, as_of=day)

    def _write(
        self, graphs: dict[str, list[Quad]], decisions: Iterable[Decision] | None = None
    ) -> tuple[str, ...]:
        """Replace document graphs, and all that follows from them, in one transaction; return notes on decisions."""
        if self._is_read_only:
            raise StoreError("the store was opened to be read only", where=self._where)
        new = [quad for quads in graphs.values() for quad in quads]
        facts = facts_of([*self._fact_quads(graphs.keys()), *(q for q in new if q.predicate in PREDICATES)])
        held = self.decisions()
        decided = held if decisions is None else in_order(decisions)
        derived = derive(facts, decided)
        wanted = {*new, *derived.quads, *fixed_quads()}
        replaced = [*map(NamedNode, graphs), *DERIVED_GRAPHS, *FIXED_GRAPHS]
        present = {quad for graph in replaced for quad in self._graph(graph.value)}
        self._apply(present - wanted, wanted - present)
        known = {decision.about.key for decision in decided}
        gone = [f"{d}: {GONE_FROM_FILE}" for d in held if d.about.key not in known]
        return (*gone, *(told(decision, reason) for decision, reason in unheld(derived)))

    def _apply(self, gone: set[Quad], new: set[Quad]) -> None:
        try:
            if gone:
                self.inner.update(f"{_data('DELETE', gone)} ;\n{_data('INSERT', new)}")
            elif new:
                self.inner.extend(new)
            self.inner.flush()
        except FAULTS as error:
            message = f"nothing was written: {error}; free space or check the disk, and run it again"
            raise StoreError(message, where=self._where) from error

    def _fact_quads(self, without: Iterable[str]) -> Iterator[Quad]:
        hidden = set(without)
        for predicate in PREDICATES:
            for quad in self._with(predicate):
                graph = quad.graph_name
                if isinstance(graph, NamedNode) and is_document_graph(graph) and graph.value not in hidden:
                    yield quad

    def _with(self, predicate: NamedNode) -> Iterator[Quad]:
        return self.inner.quads_for_pattern(None, predicate, None, None)

    def _graph(self, iri: str) -> Iterator[Quad]:
        return self.inner.quads_for_pattern(None, None, None, NamedNode(iri))


def _data(verb: str, quads: Iterable[Quad]) -> str:
    lines = (f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}" for q in quads)
    return f"{verb} DATA {{\n" + "\n".join(lines) + "\n}"
