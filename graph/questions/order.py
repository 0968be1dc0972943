"""What the order of words says about which thing stands at which end of a link: lower costs fit better."""

from collections.abc import Sequence

from reechain.graph.questions.pieces import Piece
from reechain.graph.questions.things import Link, Shape, Thing

_MISPLACED = 3.0
_OPEN_VERB = 3.0
_OPEN_ROLE = 1.0


class Order:
    """Costs of ends, over the pieces and the things of one sketch."""

    def __init__(self, pieces: Sequence[Piece], things: Sequence[Thing]) -> None:
        self._pieces = pieces
        self._places = sorted(thing.at for thing in things)

    def cost(self, link: Link, left: Thing | None, right: Thing | None) -> float:
        """Return how badly two things, either of which may be open, fit the ends of a link."""
        if link.own is not None:
            return self._role_cost(link, right)
        agent, other = (left, right) if link.agent == "left" else (right, left)
        if link.agent and agent is not None and self._follows_by(agent):
            return 0.0 if other is not None else _OPEN_VERB
        cost = self._left_cost(link, left) + self._right_cost(link, left, right)
        patient_by = link.agent and other is not None and self._follows_by(other)
        return cost + (5.0 if patient_by else 0.0)

    def _left_cost(self, link: Link, left: Thing | None) -> float:
        if left is None:
            return _OPEN_VERB
        if left.at > link.at or self._is_benefited(left):
            return _MISPLACED
        return self.between(left.at, link.at) * 0.1

    def _right_cost(self, link: Link, left: Thing | None, right: Thing | None) -> float:
        if right is None:
            return _OPEN_VERB
        if right.at > link.at:
            return self.between(link.at, right.at) * 0.1
        between = self._pieces[right.at + 1 : link.at]
        if between and all(piece.is_word("of") for piece in between):
            # "X的采矿权": the verb is a noun here, and X what it is about.
            return 0.1
        if self._is_benefited(right):
            return self.between(right.at, link.at) * 0.05
        is_fronted = left is not None and right.at < left.at < link.at
        return (1.0 if not right.is_fixed else 2.0) if is_fronted else _MISPLACED

    def _role_cost(self, link: Link, other: Thing | None) -> float:
        if other is None:
            return _OPEN_ROLE
        apart = self.between(*sorted((link.at, other.at))) * 0.1
        if other.shape is Shape.ASKED and other.at < link.at:
            # "What are the subsidiaries" asks for them, not for what has them.
            apart += 2.0
        between = self._pieces[min(link.at, other.at) + 1 : max(link.at, other.at)]
        if not all(piece.is_word("of", "filler", "be", "and") and not piece.names for piece in between):
            return 0.9 + apart
        if other.at < link.at or any(piece.is_word("of", "in") for piece in between):
            return apart
        return 0.4 + apart

    def _is_benefited(self, thing: Thing) -> bool:
        """Return whether Chinese says before a thing that the verb after it is done for it: "为X加工"."""
        return thing.at > 0 and self._pieces[thing.at - 1].is_word("done_for")

    def between(self, first: int, second: int) -> int:
        """Return the number of things that stand between two pieces."""
        low, high = min(first, second), max(first, second)
        return sum(1 for at in self._places if low < at < high)

    def _follows_by(self, thing: Thing) -> bool:
        for at in range(thing.at - 1, -1, -1):
            if self._pieces[at].is_word("by"):
                return True
            if not self._pieces[at].is_word("filler"):
                return False
        return False
