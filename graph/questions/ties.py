"""Links with their ends, and what holds or parts them."""

from collections.abc import Sequence
from dataclasses import dataclass

from reechain.graph.questions.grammar import Arc
from reechain.graph.questions.things import Link, Shape, Thing


@dataclass(frozen=True, slots=True)
class Tie:
    """A link with its ends; an end is open where it is None. `matter` is what its words must be about."""

    link: Link
    left: Thing | None
    arcs: tuple[Arc, ...]
    right: Thing | None
    matter: Thing | None = None

    def has(self, thing: Thing) -> bool:
        """Return whether the tie holds a thing."""
        return thing in (self.left, self.right, self.matter)

    @property
    def ends(self) -> frozenset[int]:
        """The pieces of all things that the tie holds."""
        return frozenset(t.at for t in (self.left, self.right, self.matter) if t is not None)


@dataclass(frozen=True, slots=True)
class Draft:
    """Things tied together, with the one asked for; `cost` is how much the wording strains."""

    things: tuple[Thing, ...]
    ties: tuple[Tie, ...]
    asked: Thing | None
    cost: float

    @property
    def is_whole(self) -> bool:
        """Whether all things hang together, and something is asked or said."""
        if not self.ties and (self.asked is None or self.asked.under):
            return False
        hinges = (thing for thing in self.things if thing.is_hinge)
        if any(sum(tie.has(thing) for tie in self.ties) < 2 for thing in hinges):
            return False
        return self._is_connected()

    def _is_connected(self) -> bool:
        reached = {self.things[0].at}
        for _ in self.ties:
            for tie in self.ties:
                if tie.ends & reached:
                    reached |= tie.ends
        return all(thing.at in reached for thing in self.things)


def is_tied(thing: Thing, ties: Sequence[Tie]) -> bool:
    """Return whether any tie holds a thing."""
    return any(tie.has(thing) for tie in ties)


def is_spent(thing: Thing, ties: Sequence[Tie]) -> bool:
    """Return whether a named thing stands in a tie: in two, it would not hold them together."""
    return thing.is_fixed and is_tied(thing, ties)


def is_overused(tie: Tie, ties: Sequence[Tie]) -> bool:
    """Return whether a tie needs a spent thing, or ties what is tied already."""
    if any(thing is not None and is_spent(thing, ties) for thing in (tie.left, tie.right)):
        return True
    return any(tie.ends == other.ends for other in ties)


def without_echoes(ties: tuple[Tie, ...]) -> tuple[Tie, ...]:
    """Return the ties without roles that a verb says again: "which partners did X work with"."""
    return tuple(tie for tie in ties if not any(_is_echo(tie, other) for other in ties if other is not tie))


def _is_echo(tie: Tie, other: Tie) -> bool:
    if tie.link.own is None or tie.right is not None or other.link.own is not None or tie.left is None:
        return False
    if other.link.is_negated:
        return False
    if tie.left not in (other.left, other.right):
        return False
    return {arc.relation for arc in tie.arcs} <= {arc.relation for arc in other.arcs}


def asked_thing(things: Sequence[Thing]) -> Thing | None:
    """Return the thing that a question asks for: what "which" picks, else "who" or "what", else the first kind."""
    ranked = sorted(
        (thing for thing in things if not thing.is_fixed),
        key=lambda thing: (not thing.is_picked, thing.shape is not Shape.ASKED, thing.at),
    )
    return ranked[0] if ranked else None
