"""Questions asked of a store: understood, run, and answered with the words that prove each answer."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, product
from typing import Final

from reechain.graph.questions.answer import Answer, Choice, Found, Status
from reechain.graph.questions.grammar import Grammar
from reechain.graph.questions.labels import Candidate, LabelIndex
from reechain.graph.questions.names import focal_companies, store_index
from reechain.graph.questions.paths import Ends, way_between
from reechain.graph.questions.query import Edge, Query, Slot
from reechain.graph.questions.reader import load_grammar
from reechain.graph.questions.reading import reading_of
from reechain.graph.questions.rows import truth_of
from reechain.graph.questions.running import Runner
from reechain.graph.questions.sparql import above_another
from reechain.graph.questions.understanding import Understanding, understand
from reechain.graph.store import Store
from reechain.graph.viewing import read_view

_MOST_READINGS: Final = 12


@dataclass(frozen=True)
class Asker:
    """Answers questions from a store as it is now: names are read once, so make a new one after a change.

    With `at`, which gives the store as of a date (YYYY, YYYY-MM or YYYY-MM-DD), questions that name one are
    answered from that; without, they are not answered, but for years that the evidence must name.
    """

    store: Store
    grammar: Grammar
    at: Callable[[str], Store] | None = None

    @cached_property
    def index(self) -> LabelIndex:
        """The names that questions may use."""
        return store_index(self.store)

    @cached_property
    def focus(self) -> tuple[Candidate, ...]:
        """What "the company" may be."""
        return focal_companies(self.store)

    @cached_property
    def _runner(self) -> Runner:
        return Runner(self.store, self.grammar)

    def ask(self, question: str) -> Answer:
        """Return the answer to a question in plain words; it never raises for what the words are."""
        understood = understand(question, self.grammar, self.index, is_dated=self.at is not None)
        if understood.as_of is not None and self.at is not None:
            then = Asker(self.at(understood.as_of), self.grammar)
            answer = then._answer(question, understood)
            answer = replace(answer, reading=f"{answer.reading}, as of {understood.as_of}".lstrip(", "))
        else:
            answer = self._answer(question, understood)
        return replace(answer, note=" ".join(filter(None, (*understood.notes, answer.note))))

    def _answer(self, question: str, understood: Understanding) -> Answer:
        if understood.topic:
            note = f"The graph holds no statements on {understood.topic}."
            return Answer(question, Status.NOT_IN_CORPUS, f"a question on {understood.topic}", note=note)
        if understood.ends is not None:
            return self._way(question, understood.ends)
        if understood.query is None:
            return Answer(question, Status.NOT_UNDERSTOOD, note=understood.problem)
        if understood.missing:
            names = ", ".join(f"“{name}”" for name in understood.missing)
            reading = reading_of(understood.query, self.grammar)
            return Answer(
                question, Status.NOT_IN_CORPUS, reading, note=f"Neither documents nor gazetteer name {names}."
            )
        query = self._with_focus(understood.query)
        narrowed = self._without_main(query)
        if narrowed is not query:
            # "Which subsidiaries" does not ask for the parent that the documents are about, if there are others.
            answer = self._resolved(question, narrowed)
            if answer.status is not Status.NOT_IN_CORPUS:
                return answer
        return self._resolved(question, query)

    def _with_focus(self, query: Query) -> Query:
        slots = (replace(s, candidates=self.focus) if s.is_focus else s for s in query.slots)
        return replace(query, slots=tuple(slots))

    def _without_main(self, query: Query) -> Query:
        """Return a query for what lies under just any thing without the one parent that documents are about."""
        lower = {name for edge in query.edges if (name := self._below_any(query, edge))}
        if len(self.focus) != 1 or not lower:
            return query
        main = self.focus[0]
        relations = {edge.arcs[0].relation for edge in query.edges if self._below_any(query, edge)}
        if not any(truth_of(self.store, above_another(name, main.iri)) for name in relations):
            return query
        slots = (
            replace(s, excluded=(main.iri,), excluded_says=main.shown) if s.name in lower else s
            for s in query.slots
        )
        return replace(query, slots=tuple(slots))

    def _below_any(self, query: Query, edge: Edge) -> str | None:
        """Return the slot that an edge puts under just any thing of its own kind."""
        relation = self.grammar.relations[edge.arcs[0].relation]
        if len(edge.arcs) > 1 or not self.grammar.saying(relation.name).is_closed:
            return None
        lower, upper = (edge.right, edge.left) if edge.arcs[0].is_inverse else (edge.left, edge.right)
        is_open = query.slot(upper).says == "any" and not query.slot(lower).is_fixed
        return lower if is_open and relation.subjects == relation.objects else None

    def _way(self, question: str, ends: Ends) -> Answer:
        reading = f"how material gets from {ends.source[0].shown} to {ends.target[0].shown}"
        way = way_between(read_view(self.store), ends)
        if way is None:
            note = "The documents do not say how material gets from the one to the other."
            return Answer(question, Status.NOT_IN_CORPUS, reading, note=note)
        found = Found(" → ".join(way.labels), evidence=way.quotes, path=way.labels)
        return Answer(question, Status.ANSWERED, reading, way.sparql, answers=(found,))

    # ---- what names mean

    def _resolved(self, question: str, query: Query) -> Answer:
        if any(slot.is_focus and not slot.candidates for slot in query.slots):
            note = "The documents make no statements about any company."
            return Answer(question, Status.NOT_IN_CORPUS, reading_of(query, self.grammar), note=note)
        answers = [(found, self._runner.run(question, found)) for found in _settlements(query, self.index)]
        telling = [(found, answer) for found, answer in answers if answer.status is Status.ANSWERED]
        if len(telling) > 1:
            return self._ambiguous(question, query, [found for found, _ in telling])
        if len(telling) == 1:
            found, answer = telling[0]
            return replace(answer, note=" ".join(filter(None, (_read_as(query, found), answer.note))))
        if any(slot.is_focus and len(slot.candidates) > 1 for slot in query.slots):
            return self._ambiguous(question, query, [found for found, _ in answers])
        return replace(answers[0][1], note=" ".join(filter(None, (answers[0][1].note, _unnamed(query)))))

    def _ambiguous(self, question: str, query: Query, settled: Sequence[Query]) -> Answer:
        choices = {}
        for slot in query.open_slots:
            meant = {
                iri
                for found in settled
                for iri in (*found.slot(slot.name).values, *found.slot(slot.name).under)
            }
            for candidate in slot.candidates:
                if candidate.iri in meant and len(meant) > 1:
                    choices[candidate.iri] = Choice(candidate.iri, candidate.shown, _why(slot, candidate))
        reading = reading_of(query, self.grammar)
        note = "Ask again with one of the choices."
        return Answer(question, Status.AMBIGUOUS, reading, choices=tuple(choices.values()), note=note)


def ask(store: Store, question: str) -> Answer:
    """Return the answer to a question in plain words, English or Chinese, from a store."""
    return Asker(store, load_grammar(), at=store.as_of).ask(question)


def _settlements(query: Query, index: LabelIndex) -> Iterator[Query]:
    """Yield the query for each thing that its names may mean, those of the documents first."""
    slots = query.open_slots
    for choice in islice(product(*(_likely(slot) for slot in slots)), _MOST_READINGS):
        settled = query
        for slot, candidate in zip(slots, choice, strict=True):
            settled = settled.settled(slot, candidate, index.names_of(candidate.iri))
        yield settled


def _likely(slot: Slot) -> tuple[Candidate, ...]:
    """Return what a name is likely to mean: what documents name before others, main names before short ones."""
    found = tuple(c for c in slot.candidates if c.is_found) or slot.candidates
    return tuple(c for c in found if c.is_exact) or found


def _read_as(query: Query, found: Query) -> str:
    """Return a note on names that may mean other things too, of which the documents say nothing here."""
    notes = []
    for slot in query.open_slots:
        meant = found.slot(slot.name)
        others = [c.shown for c in _likely(slot) if c.iri not in (*meant.values, *meant.under)]
        if others:
            notes.append(f"Read as {meant.says}; of {', '.join(others)} the documents say nothing here.")
    return " ".join(notes)


def _why(slot: Slot, candidate: Candidate) -> str:
    asked = "the company" if slot.is_focus else slot.says
    return f"“{asked}” may be this {candidate.type.lower()}"


def _unnamed(query: Query) -> str:
    """Return a note on things that the gazetteer knows and the documents do not name."""
    absent = [
        slot.candidates[0].shown
        for slot in query.open_slots
        if slot.is_fixed and not any(candidate.is_found for candidate in slot.candidates)
    ]
    return f"They do not name {', '.join(absent)}." if absent else ""
