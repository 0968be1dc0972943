"""A pair of things that a passage may relate, and the relations that its types admit."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from spacy.tokens import Span

from reechain.extractors.relations.slots import LETTER
from reechain.extractors.wordlists import load_toml
from reechain.ontology.records import EntityType
from reechain.ontology.schema import relations

Part = Sequence[str]
"""Features that stand together: a tuple where many pairs have the same, a list where they are those of one passage."""
OVER: Final = "bias over"


@dataclass(slots=True, eq=False)
class Form:
    """What a thing is called and its type: the same object for equal ones, so that it is quick to look up.

    `head` is the last word of the name, `words` are all, `telling` those that are not small.
    """

    type: EntityType
    letter: str
    head: str
    words: Sequence[str]
    telling: frozenset[str]


@dataclass(slots=True, eq=False)
class End:
    """A mention or reference and one of the things that it means, with what pairs need of it, worked out once.

    `number` is the same for equal spans that are meant, `thing` for all mentions of one name. `features` are those of
    it as left and as right end. `is_ruled` tells whether the rules found any relation of it.
    """

    span: Span
    means: Span
    number: int
    thing: Hashable
    form: Form
    features: tuple[Part, Part]
    is_ruled: bool


@dataclass(slots=True, eq=False)
class Side:
    """An end as one side of many pairs, and where it stands: in tokens `[start, end)`, which are `words`, `at` one of these.

    `feature` are the features of the end on this side; `seen` are those of where it stands, for pairs over sentences.
    """

    whose: End
    start: int
    end: int
    words: Sequence[str]
    at: int
    feature: Part
    seen: tuple[Part, ...] = ()


@dataclass(slots=True, eq=False)
class Pair:
    """Two sides with their features. There are so many pairs that each holds only what others have not in common.

    `passage` are the features of the passage, `own` those of two members of a list, `stand` which members of their lists
    the ends are, `two` what the ends have in common. `ruled` are the columns that rules speak for, with their
    confidence, and `told` the features of that.
    """

    left_side: Side
    right_side: Side
    passage: Part
    own: Part
    stand: Part
    two: Part
    ruled: Mapping[str, float]
    told: Part

    @property
    def parts(self) -> tuple[Part, ...]:
        """Lists of features: first those of the passage, last those of the pair alone; one of several pairs is one object."""
        left, right = self.left_side, self.right_side
        parts = (
            *(self.passage, self.own, *left.seen, *right.seen),
            *(left.feature, right.feature, self.stand, self.two, self.told),
        )
        return tuple([part for part in parts if part])

    @property
    def start(self) -> int:
        """The first of the tokens that hold both ends."""
        return self.left_side.start

    @property
    def end(self) -> int:
        """The token after those that hold both ends."""
        return self.right_side.end

    @property
    def left(self) -> Span:
        """The left mention or reference."""
        return self.left_side.whose.span

    @property
    def left_means(self) -> Span:
        """What the left end means."""
        return self.left_side.whose.means

    @property
    def right(self) -> Span:
        """The right mention or reference."""
        return self.right_side.whose.span

    @property
    def right_means(self) -> Span:
        """What the right end means."""
        return self.right_side.whose.means

    @property
    def said(self) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
        """The words of the sentence before the left end, between the two ends, and after the right end."""
        side, at = self.right_side, self._at
        return side.words[:at], side.words[at + 1 : side.at], side.words[side.at + 1 :]

    @property
    def _at(self) -> int:
        """Where the left end stands among the words: over sentences it is as if it stood where the right one does."""
        return self.right_side.at if self.is_over else self.left_side.at

    @property
    def is_over(self) -> bool:
        """Whether the left end stands before the sentence."""
        return self.passage[0] == OVER

    @property
    def forms(self) -> tuple[Form, Form]:
        """The forms of the two ends."""
        return self.left_side.whose.form, self.right_side.whose.form

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns that the types of the ends admit."""
        left, right = self.forms
        return possible(left.type, right.type)

    def of_column(self, column: str) -> list[str]:
        """Return the features that weigh the same in every column: how the rules agree, and of the relation as such."""
        left, right = self.forms
        return [*of_heads(column, left.head, right.head), *self.of_rules(column)]

    def of_rules(self, column: str) -> list[str]:
        """Return how the rules agree with a column."""
        if column in self.ruled:
            return ["*match", f"*match{self.ruled[column]:.2f}", f"*match {column[:-1]}"]
        return ["*other"] if self.ruled else []


def of_heads(column: str, left: str, right: str) -> list[str]:
    """Return the features of the relation of a column with the heads of its subject and its object."""
    relation = column[:-1]
    subject, obj = (left, right) if column[-1] == ">" else (right, left)
    return [f"{relation}~s={subject}", f"{relation}~o={obj}", f"{relation}~so={subject}|{obj}"]


def possible(left: EntityType, right: EntityType) -> tuple[str, ...]:
    """Return the names of the columns that two types admit: `relation>` from left to right, `relation<` back."""
    return _POSSIBLE.get((left, right), ())


@lru_cache(maxsize=4096)
def may_relate(left: str, right: str) -> bool:
    """Whether two types, told by their letters, admit any relation; of several letters any two."""
    return any(a + b in _RELATED for a in left for b in right)


def _admitted() -> Mapping[tuple[EntityType, EntityType], tuple[str, ...]]:
    found: defaultdict[tuple[EntityType, EntityType], list[str]] = defaultdict(list)
    for name in sorted(DECIDED):
        relation = relations()[name]
        for subject in relation.subjects:
            for obj in relation.objects:
                found[subject, obj].append(f"{name}>")
                if name not in SYMMETRIC:
                    found[obj, subject].append(f"{name}<")
                elif subject is not obj:
                    found[obj, subject].append(f"{name}>")
    return {ends: tuple(dict.fromkeys(columns)) for ends, columns in found.items()}


DECIDED: Final = frozenset(load_toml("reechain.extractors.relations", "decided.toml")["relations"])
"""The relations that are decided; all others are left to the rules alone."""
SYMMETRIC: Final = frozenset(name for name in DECIDED if relations()[name].is_symmetric)
_POSSIBLE: Final = _admitted()
_RELATED: Final = frozenset(LETTER[left] + LETTER[right] for left, right in _POSSIBLE)
COLUMNS: Final = tuple(sorted({column for columns in _POSSIBLE.values() for column in columns}))
"""The names of all columns."""
