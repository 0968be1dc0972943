"""The best way to tie the things of a question together: each link with its ends, nothing left over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reechain.graph.questions.grammar import RENAMED_FROM, Arc, Grammar
from reechain.graph.questions.order import Order
from reechain.graph.questions.pieces import Piece
from reechain.graph.questions.things import Link, Shape, Sketch, Thing, sketches
from reechain.ontology.gazetteer import COMMON_NOUNS

_MOST_THINGS: Final = 7
_MOST_LINKS: Final = 4
_WORST: Final = 6.5


@dataclass(frozen=True, slots=True)
class Tie:
    """A link with its ends; an end is open where it is None. `matter` is what its words must be about."""

    link: Link
    left: Thing | None
    arcs: tuple[Arc, ...]
    right: Thing | None
    matter: Thing | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """Things tied together, with the one asked for; `cost` is how much the wording strains."""

    things: tuple[Thing, ...]
    ties: tuple[Tie, ...]
    asked: Thing | None
    cost: float


def compose(pieces: Sequence[Piece], grammar: Grammar, *, is_whether: bool) -> Draft | None:
    """Return the best draft of the pieces; None if nothing ties all of them together."""
    best: Draft | None = None
    for sketch in sketches(pieces):
        if best is not None and sketch.cost >= best.cost:
            break
        for draft in _Tying(pieces, grammar, is_whether=is_whether).drafts(sketch):
            if best is None or draft.cost < best.cost:
                best = draft
    return best if best is not None and best.cost <= _WORST else None


class _Tying:
    """Ties sketches of one question."""

    def __init__(self, pieces: Sequence[Piece], grammar: Grammar, *, is_whether: bool) -> None:
        self._pieces = pieces
        self._grammar = grammar
        self._is_whether = is_whether

    def drafts(self, sketch: Sketch) -> Iterator[Draft]:
        """Yield every complete draft of a sketch."""
        for variant in self._variants(sketch):
            if 0 < len(variant.things) <= _MOST_THINGS and len(variant.links) <= _MOST_LINKS:
                order = Order(self._pieces, variant.things)
                for ties, cost in self._tied(order, variant.things, variant.links):
                    yield from self._finished(order, variant, ties, cost + variant.cost)

    # ---- one thing said twice: "who is the owner", "is X a subsidiary"

    def _variants(self, sketch: Sketch) -> Iterator[Sketch]:
        yield sketch
        for asker in (thing for thing in sketch.things if thing.shape is Shape.ASKED):
            for kind in _kinds(sketch):
                if kind.is_hinge or kind.is_picked or (kind.types and not kind.types & asker.types):
                    continue
                cost = 0.0 if self._is_copular(asker, kind) else 1.5
                yield _merged(sketch, asker, replace(kind, is_picked=True), cost)
        for noun in (
            thing for thing in _kinds(sketch) if not (thing.is_role or thing.under or thing.is_hinge)
        ):
            for role in (thing for thing in _kinds(sketch) if thing.is_role and thing.types & noun.types):
                cost = -0.2 if self._is_copular(noun, role) else self._apart(noun, role)
                kind = replace(role, is_picked=noun.is_picked or role.is_picked)
                yield _merged(sketch, noun, kind, cost)
        if self._is_whether:
            yield from self._predicated(sketch)

    def _apart(self, noun: Thing, role: Thing) -> float:
        # "Companies that have subsidiaries" are two things; those "turned into subsidiaries" are one.
        low, high = sorted((noun.at, role.at))
        return 1.5 if any(piece.is_word("have", "of") for piece in self._pieces[low + 1 : high]) else -0.2

    def _predicated(self, sketch: Sketch) -> Iterator[Sketch]:
        for kind in (thing for thing in _kinds(sketch) if thing.is_role):
            named = [t for t in sketch.things if t.is_fixed and t.at < kind.at and t.types & kind.types]
            for name in named[:1]:
                links = tuple(
                    replace(link, own=name.at) if link.own == kind.at else link for link in sketch.links
                )
                yield Sketch(tuple(t for t in sketch.things if t is not kind), links, sketch.cost)

    def _is_copular(self, asker: Thing, kind: Thing) -> bool:
        low, high = sorted((asker.at, kind.at))
        between = self._pieces[low + 1 : high]
        return any(piece.is_word("be") for piece in between) or all(
            piece.is_word("filler") for piece in between
        )

    # ---- ends of links

    def _tied(
        self, order: Order, things: Sequence[Thing], links: Sequence[Link]
    ) -> Iterator[tuple[tuple[Tie, ...], float]]:
        if not links:
            yield (), 0.0
            return
        for ties, cost in self._tied(order, things, links[1:]):
            for tie in self._ends(things, links[0]):
                if not _is_overused(tie, ties):
                    yield (tie, *ties), cost + order.cost(tie.link, tie.left, tie.right)

    def _ends(self, things: Sequence[Thing], link: Link) -> Iterator[Tie]:
        own = [thing for thing in things if thing.at == link.own]
        for left in own if link.own is not None else [*things, None]:
            for right in (*things, None):
                if left is right or (right is None and left is None):
                    continue
                if arcs := self._fitting(link, left, right):
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

    def _finished(self, order: Order, sketch: Sketch, ties: tuple[Tie, ...], cost: float) -> Iterator[Draft]:
        ties = _without_echoes(ties)
        used = {thing.at for tie in ties for thing in (tie.left, tie.right) if thing is not None}
        loose = [thing for thing in sketch.things if thing.at not in used]
        if len(sketch.things) == 1 and loose:
            loose = []
        for joined, things, extra in self._joined(order, sketch.things, ties, loose):
            draft = Draft(things, joined, _asked(things, is_whether=self._is_whether), cost + extra)
            if _is_whole(draft, is_whether=self._is_whether):
                yield draft

    def _joined(
        self, order: Order, things: tuple[Thing, ...], ties: tuple[Tie, ...], loose: Sequence[Thing]
    ) -> Iterator[tuple[tuple[Tie, ...], tuple[Thing, ...], float]]:
        if not loose:
            yield ties, things, 0.0
            return
        first, rest = loose[0], loose[1:]
        for more, kept, cost in self._attached(order, things, ties, first):
            remaining = [thing for thing in rest if thing in kept and not _is_tied(thing, more)]
            for final, final_things, extra in self._joined(order, kept, more, remaining):
                yield final, final_things, cost + extra

    def _attached(
        self, order: Order, things: tuple[Thing, ...], ties: tuple[Tie, ...], thing: Thing
    ) -> Iterator[tuple[tuple[Tie, ...], tuple[Thing, ...], float]]:
        yield from self._narrowing(things, ties, thing)
        for index, tie in enumerate(ties):
            if thing.is_fixed and tie.matter is None and any(self._has_matter(arc) for arc in tie.arcs):
                yield _replaced(ties, index, replace(tie, matter=thing)), things, 1.5
        for other in things:
            if other is not thing and not (thing.is_fixed and other.is_fixed) and not _is_spent(other, ties):
                for arc in self._default_arcs(other, thing):
                    tie = Tie(Link(thing.at, (arc,), ""), other, (arc,), thing)
                    yield (*ties, tie), things, 1.5 + order.between(other.at, thing.at) * 0.5

    def _narrowing(
        self, things: tuple[Thing, ...], ties: tuple[Tie, ...], thing: Thing
    ) -> Iterator[tuple[tuple[Tie, ...], tuple[Thing, ...], float]]:
        # "rare earth functional material products": the name says which products.
        concepts = tuple(candidate for candidate in thing.candidates if candidate.type in COMMON_NOUNS)
        follower = next((t for t in things if t.at > thing.at), None)
        if concepts and follower is not None and follower.at == thing.at + 1 and _is_concept_kind(follower):
            narrowed = replace(follower, under=concepts)
            kept = tuple(narrowed if t is follower else t for t in things if t is not thing)
            yield tuple(_swapped(tie, follower, narrowed) for tie in ties), kept, 0.2

    def _default_arcs(self, left: Thing, right: Thing) -> Iterator[Arc]:
        for arc in self._grammar.joins:
            for way in (arc, arc.flipped()):
                if left.types & self._grammar.left_types(way) and right.types & self._grammar.right_types(
                    way
                ):
                    yield way
                    return

    def _has_matter(self, arc: Arc) -> bool:
        return self._grammar.saying(arc.relation).has_matter


def _kinds(sketch: Sketch) -> list[Thing]:
    return [thing for thing in sketch.things if thing.shape is Shape.KIND]


def _may_bear(arc: Arc, link: Link, right: Thing | None) -> bool:
    """Return whether a present name is asked of what is named: "who used to be called X"."""
    if arc.relation != RENAMED_FROM:
        return True
    return right is not None and right.is_fixed and (link.own is not None or right.at > link.at)


def _merged(sketch: Sketch, asker: Thing, kind: Thing, cost: float) -> Sketch:
    types = kind.types & asker.types
    things = (
        replace(kind, types=types) if thing.at == kind.at else thing
        for thing in sketch.things
        if thing is not asker
    )
    return Sketch(tuple(things), sketch.links, sketch.cost + cost)


def _without_echoes(ties: tuple[Tie, ...]) -> tuple[Tie, ...]:
    """Return the ties without roles that a verb says again: "which partners did X work with"."""
    return tuple(tie for tie in ties if not any(_is_echo(tie, other) for other in ties if other is not tie))


def _is_echo(tie: Tie, other: Tie) -> bool:
    if tie.link.own is None or tie.right is not None or other.link.own is not None or tie.left is None:
        return False
    ways = {arc if other.left is tie.left else arc.flipped() for arc in other.arcs}
    same = {arc for arc in tie.arcs if arc in ways or (arc.relation == "partnerOf" and arc.flipped() in ways)}
    return tie.left in (other.left, other.right) and bool(same)


def _is_overused(tie: Tie, ties: Sequence[Tie]) -> bool:
    """Return whether a named thing would stand in two ties: then nothing would hold them together."""
    fixed = [thing for thing in (tie.left, tie.right) if thing is not None and thing.is_fixed]
    same = any({_at(tie.left), _at(tie.right)} == {_at(t.left), _at(t.right)} for t in ties)
    return same or any(thing in (other.left, other.right) for thing in fixed for other in ties)


def _at(thing: Thing | None) -> int | None:
    return thing.at if thing is not None else None


def _is_spent(thing: Thing, ties: Sequence[Tie]) -> bool:
    return thing.is_fixed and _is_tied(thing, ties)


def _is_tied(thing: Thing, ties: Sequence[Tie]) -> bool:
    return any(thing in (tie.left, tie.right, tie.matter) for tie in ties)


def _is_concept_kind(thing: Thing) -> bool:
    return thing.shape is Shape.KIND and bool(thing.types) and thing.types <= COMMON_NOUNS and not thing.under


def _replaced(ties: tuple[Tie, ...], index: int, tie: Tie) -> tuple[Tie, ...]:
    return (*ties[:index], tie, *ties[index + 1 :])


def _swapped(tie: Tie, old: Thing, new: Thing) -> Tie:
    left = new if tie.left is old else tie.left
    right = new if tie.right is old else tie.right
    return replace(tie, left=left, right=right)


def _asked(things: Sequence[Thing], *, is_whether: bool) -> Thing | None:
    if is_whether:
        return None
    variable = [thing for thing in things if not thing.is_fixed]
    ranked = sorted(variable, key=lambda t: (not t.is_picked, t.shape is not Shape.ASKED, t.at))
    return ranked[0] if ranked else None


def _is_whole(draft: Draft, *, is_whether: bool) -> bool:
    """Return whether all things hang together and something is asked."""
    if draft.asked is None and not is_whether:
        return False
    if is_whether and not draft.ties:
        return False
    hinges = [thing for thing in draft.things if thing.is_hinge]
    if any(sum(thing in (tie.left, tie.right) for tie in draft.ties) < 2 for thing in hinges):
        return False
    return _are_connected(draft)


def _are_connected(draft: Draft) -> bool:
    reached = {draft.things[0].at}
    for _ in draft.ties:
        for tie in draft.ties:
            ends = {thing.at for thing in (tie.left, tie.right, tie.matter) if thing is not None}
            if ends & reached:
                reached |= ends
    return all(thing.at in reached for thing in draft.things)
