"""The best way to tie the things of a question together: each link with its ends, nothing left over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reechain.graph.questions.grammar import RENAMED_FROM, Arc, Grammar
from reechain.graph.questions.merging import variants
from reechain.graph.questions.order import Order
from reechain.graph.questions.pieces import Piece
from reechain.graph.questions.sketches import sketches
from reechain.graph.questions.things import Link, Shape, Sketch, Thing
from reechain.graph.questions.ties import (
    Draft,
    Tie,
    asked_thing,
    is_overused,
    is_spent,
    is_tied,
    without_echoes,
)
from reechain.ontology.gazetteer import COMMON_NOUNS

_MOST_THINGS: Final = 7
_MOST_LINKS: Final = 4
_MOST_STEPS: Final = 4000
"""How far the search goes: far more than any question needs that a person would ask."""
_WORST: Final = 4.3
"""What strains more than this is not what the question means: it is refused, not guessed at."""

_Joined = tuple[tuple[Tie, ...], tuple[Thing, ...], float]


def compose(pieces: Sequence[Piece], grammar: Grammar, *, is_whether: bool) -> Draft | None:
    """Return the best draft of the pieces; None if nothing ties all of them together."""
    return _Search(pieces, grammar, is_whether=is_whether).best()


@dataclass(frozen=True, slots=True)
class _Frame:
    """A sketch with the order of its words, and the ways to end each of its links, the cheapest first."""

    order: Order
    sketch: Sketch
    ends: tuple[tuple[tuple[float, Tie], ...], ...]


class _Search:
    """A search for the cheapest draft; costs only grow, so what costs more than the best is not followed."""

    def __init__(self, pieces: Sequence[Piece], grammar: Grammar, *, is_whether: bool) -> None:
        self._pieces = pieces
        self._grammar = grammar
        self._is_whether = is_whether
        self._best: Draft | None = None
        self._steps = 0

    def best(self) -> Draft | None:
        """Return the cheapest draft."""
        for sketch in sketches(self._pieces):
            if self._is_over(sketch.cost - 0.5):
                break
            for variant in variants(self._pieces, sketch, is_whether=self._is_whether):
                if 0 < len(variant.things) <= _MOST_THINGS and len(variant.links) <= _MOST_LINKS:
                    self._tie(self._frame(variant), (), variant.cost)
        return self._best

    def _is_over(self, cost: float) -> bool:
        return self._steps > _MOST_STEPS or cost >= (self._best.cost if self._best else _WORST)

    # ---- ends of links

    def _frame(self, sketch: Sketch) -> _Frame:
        order = Order(self._pieces, sketch.things)
        ends = (
            sorted(
                ((order.cost(link, tie.left, tie.right), tie) for tie in self._ends(sketch.things, link)),
                key=lambda end: end[0],
            )
            for link in sketch.links
        )
        return _Frame(order, sketch, tuple(map(tuple, ends)))

    def _tie(self, frame: _Frame, ties: tuple[Tie, ...], cost: float) -> None:
        self._steps += 1
        if self._is_over(cost):
            return
        if len(ties) == len(frame.ends):
            self._finish(frame, ties, cost)
            return
        for price, tie in frame.ends[len(ties)]:
            if self._is_over(cost + price):
                return
            if not is_overused(tie, ties):
                self._tie(frame, (*ties, tie), cost + price)

    def _ends(self, things: Sequence[Thing], link: Link) -> Iterator[Tie]:
        own = [thing for thing in things if thing.at == link.own]
        for left in own if link.own is not None else [*things, None]:
            for right in (*things, None):
                if left is not right and (arcs := self._fitting(link, left, right)):
                    yield Tie(link, left, arcs, right)

    def _fitting(self, link: Link, left: Thing | None, right: Thing | None) -> tuple[Arc, ...]:
        fits_left = left is None or (link.own is not None and not left.types)
        return tuple(
            arc
            for arc in link.arcs
            if (fits_left or (left is not None and left.types & self._grammar.left_types(arc)))
            and (right is None or right.types & self._grammar.right_types(arc))
            and _may_bear(arc, link, right)
        )

    # ---- what no link ties

    def _finish(self, frame: _Frame, all_ties: tuple[Tie, ...], cost: float) -> None:
        things, ties = frame.sketch.things, without_echoes(all_ties)
        loose = [thing for thing in things if not is_tied(thing, ties)] if len(things) > 1 else []
        for joined, kept, total in self._joined(frame.order, things, ties, loose, cost):
            asked = None if self._is_whether else asked_thing(kept)
            draft = Draft(kept, joined, asked, total)
            if draft.is_whole and (asked is not None or self._is_whether) and not self._is_over(total):
                self._best = draft

    def _joined(
        self,
        order: Order,
        things: tuple[Thing, ...],
        ties: tuple[Tie, ...],
        loose: Sequence[Thing],
        cost: float,
    ) -> Iterator[_Joined]:
        self._steps += 1
        if self._is_over(cost):
            return
        if not loose:
            yield ties, things, cost
            return
        for more, kept, price in self._attached(order, things, ties, loose[0]):
            remaining = [thing for thing in loose[1:] if thing in kept and not is_tied(thing, more)]
            yield from self._joined(order, kept, more, remaining, cost + price)

    def _attached(
        self, order: Order, things: tuple[Thing, ...], ties: tuple[Tie, ...], thing: Thing
    ) -> Iterator[_Joined]:
        yield from _narrowed(things, ties, thing)
        for index, tie in enumerate(ties):
            if thing.is_fixed and tie.matter is None and self._has_matter(tie):
                yield (*ties[:index], replace(tie, matter=thing), *ties[index + 1 :]), things, 1.5
        for other in things:
            if other is thing or (thing.is_fixed and other.is_fixed) or is_spent(other, ties):
                continue
            if _is_vague(thing) or _is_vague(other):
                continue
            if (arc := self._default_arc(other, thing)) is not None:
                tie = Tie(Link(thing.at, (arc,), ""), other, (arc,), thing)
                yield (*ties, tie), things, 1.5 + order.between(other.at, thing.at) * 0.5

    def _default_arc(self, left: Thing, right: Thing) -> Arc | None:
        for arc in self._grammar.joins:
            for way in (arc, arc.flipped()):
                if left.types & self._grammar.left_types(way) and right.types & self._grammar.right_types(
                    way
                ):
                    return way
        return None

    def _has_matter(self, tie: Tie) -> bool:
        return any(self._grammar.saying(arc.relation).has_matter for arc in tie.arcs)


def _narrowed(things: tuple[Thing, ...], ties: tuple[Tie, ...], thing: Thing) -> Iterator[_Joined]:
    # "rare earth functional material products": the name says which products.
    concepts = tuple(candidate for candidate in thing.candidates if candidate.type in COMMON_NOUNS)
    follower = next((other for other in things if other.at == thing.at + 1), None)
    if not concepts or follower is None or follower.shape is not Shape.KIND or follower.under:
        return
    if follower.types and follower.types <= COMMON_NOUNS:
        narrowed = replace(follower, under=concepts)
        kept = tuple(narrowed if other is follower else other for other in things if other is not thing)
        yield tuple(_swapped(tie, follower, narrowed) for tie in ties), kept, 0.2


def _is_vague(thing: Thing) -> bool:
    """Return whether a thing may be anything: without a verb, "what is X" does not ask for what makes it."""
    return thing.shape is Shape.ASKED and thing.slot in ("who", "what")


def _swapped(tie: Tie, old: Thing, new: Thing) -> Tie:
    left = new if tie.left is old else tie.left
    right = new if tie.right is old else tie.right
    return replace(tie, left=left, right=right)


def _may_bear(arc: Arc, link: Link, right: Thing | None) -> bool:
    """Return whether a present name is asked of a name, which "who used to be called X" needs to be a former one."""
    if arc.relation != RENAMED_FROM:
        return True
    if right is None or not right.is_fixed:
        return False
    was_name = not right.candidates or any(candidate.is_former for candidate in right.candidates)
    return link.own is not None or (right.at > link.at and was_name)
