"""The typed query that a question means: slots, and edges between them. SPARQL is printed from it."""

from dataclasses import dataclass, replace
from enum import StrEnum

from reechain.graph.questions.grammar import Arc, Attested
from reechain.graph.questions.labels import Candidate
from reechain.ontology.gazetteer import COMMON_NOUNS
from reechain.ontology.records import EntityType


class Form(StrEnum):
    """What is asked of the query: its answers, their number, or whether it holds."""

    SELECT = "select"
    COUNT = "count"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that the query speaks of.

    `values` are IRIs, of which it is one; `under` are IRIs of concepts, of which it is one or a narrower one;
    `candidates` are what a name may mean as long as that is open, and `is_focus` marks "the company" until it is known.
    `types` are checked where no edge does; none for a text. `says` is the label of what it is, or is a kind of;
    a slot that the question names is fixed. `excluded` are IRIs that it is not,
    and `names` its other names.
    """

    name: str
    says: str
    types: frozenset[EntityType] = frozenset()
    values: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    excluded_says: str = ""
    names: tuple[str, ...] = ()
    is_text: bool = False
    is_fixed: bool = False
    candidates: tuple[Candidate, ...] = ()
    is_focus: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two slots, by name: any of the arcs, read from `left` to `right`.

    The words of the evidence must match every pattern of `attested`, and name what is in the slot `matter`.
    """

    left: str
    arcs: tuple[Arc, ...]
    right: str
    attested: tuple[Attested, ...] = ()
    matter: str | None = None
    is_negated: bool = False
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A question as understood. `answer` is the slot asked for; none where the form is ASK."""

    form: Form
    slots: tuple[Slot, ...]
    edges: tuple[Edge, ...]
    answer: str | None = None

    @property
    def open_slots(self) -> tuple[Slot, ...]:
        """The slots whose names may mean several things, or have yet to be settled."""
        return tuple(slot for slot in self.slots if slot.candidates)

    def settled(self, slot: Slot, candidate: Candidate, names: tuple[str, ...] = ()) -> "Query":
        """Return the query with what a name means, and all names of that."""
        iris = (candidate.iri,)
        is_concept = candidate.type in COMMON_NOUNS
        done = replace(slot, says=candidate.shown, names=names, candidates=(), is_focus=False)
        done = replace(done, under=iris) if is_concept else replace(done, values=iris)
        return replace(self, slots=tuple(done if s.name == slot.name else s for s in self.slots))

    def slot(self, name: str) -> Slot:
        """Return the slot of a name."""
        return next(slot for slot in self.slots if slot.name == name)

    @property
    def asked(self) -> Slot | None:
        """The slot asked for."""
        return self.slot(self.answer) if self.answer else None
