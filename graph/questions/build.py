"""From things tied together to the typed query that they mean."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reechain.graph.questions.grammar import FORMER_NAME, RENAMED_FROM, Arc, Attested, Grammar, Qualifier
from reechain.graph.questions.pieces import Piece
from reechain.graph.questions.query import Edge, Form, Query, Slot
from reechain.graph.questions.things import Shape, Thing
from reechain.graph.questions.ties import Draft, Tie
from reechain.ontology.gazetteer import COMMON_NOUNS
from reechain.ontology.records import EntityType


def build_query(draft: Draft, pieces: Sequence[Piece], grammar: Grammar, form: Form) -> Query:
    """Return the query that a draft means."""
    return _Builder(draft, pieces, grammar, form).query()


class _Builder:
    """Builds one query: slots are named by what they hold, and numbered where two would share a name."""

    def __init__(self, draft: Draft, pieces: Sequence[Piece], grammar: Grammar, form: Form) -> None:
        self._draft = draft
        self._pieces = pieces
        self._grammar = grammar
        self._form = form
        self._slots: dict[str, Slot] = {}
        self._of: dict[tuple[int, int], str] = {}

    def query(self) -> Query:
        """Return the query."""
        asked = self._draft.asked
        answer = self._name(self._bearer(asked)) if asked is not None else None
        edges = [edge for tie in self._draft.ties for edge in self._edges(tie)]
        for thing in self._draft.things:
            if self._bearer(thing) is thing and not any(thing in (t.left, t.right) for t in self._draft.ties):
                self._name(thing)
        return Query(self._form, tuple(self._slots.values()), tuple(edges), answer)

    # ---- slots

    def _bearer(self, thing: Thing) -> Thing:
        """Return the thing that a present name belongs to, which is the one that has the former name."""
        for tie in self._draft.ties:
            if tie.left is thing and tie.right is not None and _asks_present_name(tie):
                return tie.right
        return thing

    def _name(self, thing: Thing, index: int = 0) -> str:
        key = (thing.at, index)
        if key not in self._of:
            slot = self._slot(thing, self._arcs_of(thing))
            self._of[key] = slot.name
            self._slots[slot.name] = slot
        return self._of[key]

    def _slot(self, thing: Thing, arcs: Sequence[tuple[Arc, bool]]) -> Slot:
        if not thing.is_fixed:
            name = self._free_name(thing.slot)
            types = thing.types if thing.shape is Shape.KIND else self._types_denied(thing, arcs)
            slot = Slot(name, "", types, stages=thing.stages, candidates=thing.under)
            slot = replace(slot, excluded=thing.excluded)
            return replace(slot, is_text=thing.shape is Shape.KIND and not thing.types)
        ends = _ends(self._grammar, arcs)
        candidates = tuple(c for c in thing.candidates if c.type in ends) or thing.candidates
        name = self._free_name(candidates[0].type.lower() if candidates else "company")
        is_focus = thing.shape is Shape.FOCUS
        return Slot(name, thing.text, candidates=candidates, is_focus=is_focus, is_fixed=True)

    def _types_denied(self, thing: Thing, arcs: Sequence[tuple[Arc, bool]]) -> frozenset[EntityType]:
        """Return what "who" or "what" may be where no relation holds that would say so."""
        if all(tie.link.is_negated for tie in self._draft.ties if thing.at in tie.ends):
            return thing.types & _ends(self._grammar, arcs)
        return frozenset()

    def _arcs_of(self, thing: Thing) -> list[tuple[Arc, bool]]:
        return [
            (arc, tie.left is not None and tie.left.at == thing.at)
            for tie in self._draft.ties
            for arc in tie.arcs
            if any(end is not None and end.at == thing.at for end in (tie.left, tie.right))
        ]

    def _free_name(self, base: str) -> str:
        taken = [name for name in self._slots if name.rstrip("0123456789") == base]
        return base if not taken else f"{base}{len(taken) + 1}"

    def _open(self, arcs: Sequence[Arc], *, is_left: bool) -> str:
        ends = frozenset().union(
            *(self._grammar.left_types(a) if is_left else self._grammar.right_types(a) for a in arcs)
        )
        first = next((kind for kind in EntityType if kind in ends), None)
        name = self._free_name(first.lower() if first else "former_name")
        self._slots[name] = Slot(name, "any", is_text=not ends)
        return name

    # ---- edges

    def _edges(self, tie: Tie) -> Iterator[Edge]:
        if tie.right is not None and _asks_present_name(tie):
            text = self._open((Arc(FORMER_NAME),), is_left=False)
            yield Edge(self._name(tie.right), (Arc(FORMER_NAME),), text)
            return
        matter = self._name(tie.matter) if tie.matter is not None else None
        attested = tuple(self._attested(tie))
        for left, is_left_negated in self._members(tie.left, tie.arcs, is_left=True):
            for right, is_right_negated in self._members(tie.right, tie.arcs, is_left=False):
                is_negated = is_left_negated or is_right_negated or tie.link.is_negated
                edge = Edge(left, tie.arcs, right, attested, matter, is_negated)
                yield replace(edge, is_closed=self._is_closed(edge))

    def _members(
        self, thing: Thing | None, arcs: Sequence[Arc], *, is_left: bool
    ) -> Iterator[tuple[str, bool]]:
        if thing is None:
            yield self._open(arcs, is_left=is_left), False
            return
        if thing.others and (thing.is_any or is_left):
            yield self._any_of(thing), False
            return
        thing = thing if thing.others else self._bearer(thing)
        yield self._name(replace(thing, others=()) if thing.others else thing), False
        for index, other in enumerate(thing.others, start=1):
            yield self._name(replace(other, at=thing.at), index), other.is_negated

    def _any_of(self, thing: Thing) -> str:
        """Return the slot for one of several names: "A or B", "the products of A and B"."""
        name = self._name(replace(thing, others=()))
        members = (thing, *(other for other in thing.others if not other.is_negated))
        settled = [member.candidates[0] for member in members if member.candidates]
        concepts = tuple(c.iri for c in settled if c.type in COMMON_NOUNS)
        others = tuple(c.iri for c in settled if c.type not in COMMON_NOUNS)
        says = " or ".join(member.text for member in members)
        self._slots[name] = replace(
            self._slots[name], says=says, candidates=(), under=concepts, values=others
        )
        return name

    def _is_closed(self, edge: Edge) -> bool:
        """Return whether the relation may lead over several steps: from what is asked up to what is named."""
        if len(edge.arcs) != 1 or edge.attested or edge.matter is not None:
            return False
        if not self._grammar.saying(edge.arcs[0].relation).is_closed:
            return False
        upper = self._slots[edge.left if edge.arcs[0].is_inverse else edge.right]
        return bool(upper.values or upper.candidates or upper.is_focus)

    def _attested(self, tie: Tie) -> Iterator[Attested]:
        if tie.link.attested is not None:
            yield tie.link.attested
        for at, piece in enumerate(self._pieces):
            if self._is_read(at) or self._tie_at(at) is not tie:
                continue
            if piece.is_year:
                year = str(int(piece.tokens[0].key))
                yield Attested(year, year)
            for entry in piece.entries:
                if isinstance(entry, Qualifier):
                    yield entry.attested

    def _is_read(self, at: int) -> bool:
        return any(thing.at == at for thing in self._draft.things) or any(
            tie.link.at == at for tie in self._draft.ties
        )

    def _tie_at(self, at: int) -> Tie:
        """Return the tie that a narrowing word belongs to: the next one, else the last one."""
        after = [tie for tie in self._draft.ties if tie.link.at >= at]
        ties = sorted(after or self._draft.ties, key=lambda tie: tie.link.at)
        return ties[0] if after else ties[-1]


def _asks_present_name(tie: Tie) -> bool:
    return any(arc.relation == RENAMED_FROM for arc in tie.arcs)


def _ends(grammar: Grammar, arcs: Sequence[tuple[Arc, bool]]) -> frozenset[EntityType]:
    return frozenset().union(
        *(grammar.left_types(arc) if is_left else grammar.right_types(arc) for arc, is_left in arcs)
    )
