"""How people ask: which words stand for which kinds of thing and which relations."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from reechain.ontology.records import EntityType
from reechain.ontology.schema import Relation

FORMER_NAME: Final = "formerName"
RENAMED_FROM: Final = "renamedFrom"
_RENAMED: Final = frozenset({EntityType.COMPANY, EntityType.MINE, EntityType.FACILITY})
NAME_RELATIONS: Final = {
    FORMER_NAME: Relation(FORMER_NAME, "former name", "", _RENAMED, frozenset(), False, None),
    RENAMED_FROM: Relation(RENAMED_FROM, "present name", "", _RENAMED, _RENAMED, False, None),
}
"""Names are told by renamings: the first leads to a text, the second from a former name to who bears it."""


@dataclass(frozen=True, slots=True)
class Arc:
    """A relation read from the left of a phrase to its right, or against that."""

    relation: str
    is_inverse: bool = False

    def flipped(self) -> "Arc":
        """Return the arc read the other way round."""
        return Arc(self.relation, not self.is_inverse)


@dataclass(frozen=True, slots=True)
class Attested:
    """A pattern for the words of the evidence; relations that imply it need no such words.

    Nor do stakes of one of the `strengths`, by id, between the two ends.
    """

    says: str
    pattern: str
    implied_by: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A word that gives a question its form; `use` is a heading of `[words]`."""

    use: str


@dataclass(frozen=True, slots=True)
class Noun:
    """A word for a kind of thing; `stages` are those of the chain whose outputs it means, if any."""

    slot: str
    types: frozenset[EntityType]
    stages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A word for a thing by its part in a relation: its arcs lead from it to the other end.

    It may mean more than its relation says: then the evidence must attest to it.
    """

    slot: str
    arcs: tuple[Arc, ...]
    types: frozenset[EntityType]
    attested: Attested | None = None


@dataclass(frozen=True, slots=True)
class Verb:
    """A phrase between two things. `agent` is the end that acts: left, right, or empty for neither.

    It may mean more than its relation says: then the evidence must attest to it. With `is_past`, it means
    that only of what is over: "what did X sell" asks for sales done, "what does X sell" for goods.
    """

    arcs: tuple[Arc, ...]
    agent: str
    attested: Attested | None = None
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class Activity:
    """A phrase for the work of a stage of the chain: its arc leads from the stage, by IRI, to who does it."""

    stage: str
    label: str
    arc: Arc


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A word that narrows a relation: the evidence must attest to it."""

    attested: Attested


@dataclass(frozen=True, slots=True)
class Topic:
    """A word for what people ask and the graph does not hold."""

    says: str


Entry = Word | Noun | Role | Verb | Activity | Qualifier | Topic


@dataclass(frozen=True, slots=True)
class Saying:
    """How a relation is said, either way, and how it may be asked; an event happens once, in a year."""

    says: str
    inverse: str
    joins: bool
    is_closed: bool
    has_matter: bool
    is_event: bool = False


@dataclass(frozen=True, slots=True)
class Grammar:
    """All phrases by key, the relations with how they are said, and the arcs that join without a verb."""

    entries: Mapping[str, tuple[Entry, ...]]
    relations: Mapping[str, Relation]
    sayings: Mapping[str, Saying]

    @property
    def joins(self) -> tuple[Arc, ...]:
        """The arcs that may join two things which no verb joins, the likeliest first."""
        return tuple(Arc(name) for name, saying in self.sayings.items() if saying.joins)

    def left_types(self, arc: Arc) -> frozenset[EntityType]:
        """Return the types that the left end of an arc admits."""
        relation = self.relations[arc.relation]
        return relation.objects if arc.is_inverse else relation.subjects

    def right_types(self, arc: Arc) -> frozenset[EntityType]:
        """Return the types that the right end of an arc admits; none where it is a text."""
        return self.left_types(arc.flipped())

    def saying(self, relation: str) -> Saying:
        """Return how a relation is said; by its label where the grammar is silent."""
        label = self.relations[relation].label
        return self.sayings.get(relation) or Saying(label, f"{label} (read backwards)", False, False, False)
