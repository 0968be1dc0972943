"""One settled query run on a store: its answers with evidence, and what is said but not stated as a fact."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from reechain.graph.questions.answer import OVER, Answer, Found, Quote, Status
from reechain.graph.questions.disputes import Dispute, disputes_of
from reechain.graph.questions.evidence import evidence_of, facts_behind, mentions_of, quotes_of_spans
from reechain.graph.questions.grammar import Arc, Grammar
from reechain.graph.questions.names import shown
from reechain.graph.questions.query import Form, Query, Slot
from reechain.graph.questions.reading import reading_of
from reechain.graph.questions.rows import Queryable, Row, Value, rows_of, truth_of
from reechain.graph.questions.sparql import Compiler, is_only_named

_SILENCE: Final = "These are those of whom the documents do not say so, which is no proof that it is not so."

_PAST: Final = re.compile(r"\b(?:did|was|were|had|been|once|ever)\b|曾|过|了", re.IGNORECASE)
"""What asks for what was so: that it is over is no "no" to that."""


@dataclass(frozen=True)
class Runner:
    """Runs queries on a store."""

    store: Queryable
    grammar: Grammar

    def run(self, question: str, query: Query) -> Answer:
        """Return what the documents say to a query that means one thing."""
        compiler = Compiler(self.grammar)
        sparql = compiler.printed(query)
        base = Answer(question, Status.ANSWERED, reading_of(query, self.grammar), sparql)
        if query.form is Form.ASK:
            return self._whether(base, query, compiler)
        return self._which(base, query, compiler)

    def _whether(self, base: Answer, query: Query, compiler: Compiler) -> Answer:
        fixed = [slot for slot in query.slots if slot.is_fixed] or list(query.slots)
        named = next((slot for slot in fixed if not slot.name.startswith("stage")), fixed[0])
        if truth_of(self.store, base.sparql):
            rows = rows_of(self.store, compiler.support(query))
            quotes = evidence_of(self.store, self.grammar, query, rows).get(Value(""), ())
            return replace(base, boolean=True, answers=(self._found(named, rows, quotes),))
        rows = self._unasserted(query, compiler)
        denied = [row for row in rows if "denied" in _stances(row)]
        ended = [] if denied or _PAST.search(base.question) else [r for r in rows if "ended" in _stances(r)]
        if against := denied or ended:
            note = OVER if ended else ""
            found = self._found(named, against, self._quotes(against))
            return replace(base, boolean=False, answers=(found,), note=note)
        note = self._unasserted_note(query, rows) or "The documents do not say."
        return replace(base, status=Status.NOT_IN_CORPUS, note=note)

    def _found(self, named: Slot, rows: Sequence[Row], quotes: tuple[Quote, ...]) -> Found:
        iri = next((row[named.name].text for row in rows if named.name in row), None)
        names = shown(self.store, [iri] if iri else [])
        label, aliases = (names[iri].label, names[iri].aliases) if iri in names else (named.says, ())
        return Found(label, iri, aliases, quotes)

    def _which(self, base: Answer, query: Query, compiler: Compiler) -> Answer:
        support = rows_of(self.store, compiler.support(query))
        found = self._answers(query, support)
        unasserted = self._unasserted(query, compiler)
        note = self._unasserted_note(query, unasserted, known={answer.iri for answer in found})
        if not found:
            note = note or self._relaxed_note(query, compiler) or self._broader_note(query, compiler)
            note = note or "The documents do not say."
            return replace(base, status=Status.NOT_IN_CORPUS, note=note)
        if any(edge.is_negated for edge in query.edges):
            note = " ".join(filter(None, (_SILENCE, note)))
        if query.form is Form.COUNT:
            quotes = tuple(sorted({quote for answer in found for quote in answer.evidence}))
            count = Found(str(len(found)), value=float(len(found)), unit="count", evidence=quotes)
            names = ", ".join(answer.label for answer in found)
            note = " ".join(
                filter(None, (f"Counted are those that the documents name: {names.removesuffix('.')}.", note))
            )
            return replace(base, answers=(count,), note=note)
        return replace(base, answers=found, note=note)

    def _answers(self, query: Query, rows: Sequence[Row]) -> tuple[Found, ...]:
        asked = query.asked
        if asked is None:
            return ()
        values = sorted({row[asked.name] for row in rows})
        quotes = evidence_of(self.store, self.grammar, query, rows)
        if asked.is_text:
            return tuple(Found(v.text, evidence=quotes[v]) for v in values)
        if is_only_named(query):
            quotes = mentions_of(self.store, [value.text for value in values])
        names = shown(self.store, [value.text for value in values])
        answers = (
            Found(names[v.text].label, v.text, names[v.text].aliases, quotes.get(v, ()))
            for v in values
            if v.text in names
        )
        found = tuple(sorted(answers, key=lambda answer: (answer.label, answer.iri or "")))
        return self._weighed(found, query, rows)

    def _weighed(self, found: tuple[Found, ...], query: Query, rows: Sequence[Row]) -> tuple[Found, ...]:
        """Return the answers with what speaks against the facts that they rest on."""
        behind = {value.text: facts for value, facts in facts_behind(self.grammar, query, rows).items()}
        disputes = disputes_of(self.store, {fact for facts in behind.values() for fact in facts})
        if not disputes:
            return found
        return tuple(
            _disputed(answer, [disputes[f] for f in behind.get(answer.iri or "", ()) if f in disputes])
            for answer in found
        )

    # ---- what is said, but not asserted

    def _unasserted(self, query: Query, compiler: Compiler) -> list[Row]:
        if is_only_named(query) if query.asked else any(edge.is_negated for edge in query.edges):
            return []
        return rows_of(self.store, compiler.unasserted(query))

    def _unasserted_note(
        self, query: Query, rows: Sequence[Row], known: frozenset[str | None] | set[str | None] = frozenset()
    ) -> str:
        if query.asked is None:
            stances = sorted({stance for row in rows for stance in _stances(row)} - {"asserted"})
            return f"The documents say so only as {' and '.join(stances)}." if stances else ""
        by_stance: dict[str, set[str]] = {}
        for row in rows:
            value = row[query.asked.name]
            for stance in _stances(row) - {"asserted"}:
                if value.text not in known and value.is_iri:
                    by_stance.setdefault(stance, set()).add(value.text)
        names = shown(self.store, [iri for iris in by_stance.values() for iri in iris])
        parts = (
            f"{stance}: {', '.join(sorted(names[iri].label for iri in iris if iri in names))}"
            for stance, iris in sorted(by_stance.items())
        )
        said = "; ".join(parts)
        return f"Said, but not stated as a fact: {said.removesuffix('.')}." if said else ""

    def _relaxed_note(self, query: Query, compiler: Compiler) -> str:
        """Return what the documents say without the words that narrow the question, to be seen beside it."""
        if not any(edge.attested or edge.matter for edge in query.edges) or query.asked is None:
            return ""
        edges = tuple(replace(edge, attested=(), matter=None) for edge in query.edges)
        matters = {edge.matter for edge in query.edges}
        slots = tuple(slot for slot in query.slots if slot.name not in matters)
        relaxed = replace(query, slots=slots, edges=edges)
        found = self._answers(relaxed, rows_of(self.store, compiler.support(relaxed)))
        said = [attested.says for edge in query.edges for attested in edge.attested]
        words = ", ".join([*said, *(query.slot(name).says for name in sorted(filter(None, matters)))])
        names = ", ".join(answer.label for answer in found[:5])
        return (
            f"The documents do not say “{words}” here; without it they name {names.removesuffix('.')}."
            if names
            else ""
        )

    def _broader_note(self, query: Query, compiler: Compiler) -> str:
        """Return what the documents say in a broader word than the one asked with: operates for runs."""
        edges = tuple(
            replace(edge, arcs=tuple(dict.fromkeys(map(self._broader, edge.arcs)))) for edge in query.edges
        )
        if edges == query.edges or query.asked is None or any(edge.is_negated for edge in edges):
            return ""
        broader = replace(query, edges=edges)
        found = self._answers(broader, rows_of(self.store, compiler.support(broader)))
        names = ", ".join(answer.label for answer in found[:5])
        said = reading_of(broader, self.grammar)
        return f"The documents do not say so; they say {said}: {names.removesuffix('.')}." if names else ""

    def _broader(self, arc: Arc) -> Arc:
        return replace(arc, relation=self.grammar.relations[arc.relation].base)

    def _quotes(self, rows: Sequence[Row]) -> tuple[Quote, ...]:
        spans = {value.text for row in rows for name, value in row.items() if name.startswith("span")}
        return tuple(sorted(quotes_of_spans(self.store, spans).values()))


def _disputed(answer: Found, disputes: Sequence[Dispute]) -> Found:
    against = tuple(sorted({quote for dispute in disputes for quote in dispute.against}))
    doubt = " ".join(sorted({dispute.note for dispute in disputes} - {""}))
    return replace(answer, against=against, doubt=doubt)


def _stances(row: Row) -> set[str]:
    return {value.text.rsplit("/", 1)[-1] for name, value in row.items() if name.startswith("stance")}
