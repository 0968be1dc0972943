"""What a question speaks of: things, and links between things."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reechain.graph.questions.grammar import Arc, Attested
from reechain.graph.questions.labels import Candidate
from reechain.ontology.records import EntityType

EVERY_TYPE: Final = frozenset(EntityType)


class Shape(StrEnum):
    """How a question speaks of a thing."""

    NAME = "name"
    KIND = "kind"
    ASKED = "asked"
    FOCUS = "focus"


@dataclass(frozen=True, slots=True)
class Thing:
    """Something a question speaks of, at a piece. `types` are what it may be; none for a text.

    A name has candidates, or none if it is not known; a kind may lie `under` the candidates in the taxonomy.
    """

    at: int
    shape: Shape
    types: frozenset[EntityType]
    slot: str
    text: str
    candidates: tuple[Candidate, ...] = ()
    under: tuple[Candidate, ...] = ()
    stages: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    is_picked: bool = False
    is_role: bool = False
    others: tuple["Thing", ...] = ()
    is_negated: bool = False
    is_any: bool = False
    is_hinge: bool = False

    @property
    def is_fixed(self) -> bool:
        """Whether the question says which one it is."""
        return self.shape in (Shape.NAME, Shape.FOCUS)


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two things, of which `own` may be the left one already, by its piece."""

    at: int
    arcs: tuple[Arc, ...]
    agent: str
    own: int | None = None
    attested: Attested | None = None
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class Sketch:
    """One way to read every piece: things and links by piece, and what the reading costs."""

    things: tuple[Thing, ...]
    links: tuple[Link, ...]
    cost: float
