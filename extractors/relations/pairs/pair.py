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
class End:
    """A mention or reference and one of the things that it means, with what pairs need of it, worked out once.

    `number` is the same for equal spans that are meant, `thing` for all mentions of one name. `head` is the last word
    of the name, `words` are all, `telling` those that are not small. `features` are those of it as left and as right end.
    `is_ruled` tells whether the rules found any relation of it.
    """

    span: Span
    means: Span
    number: int
    thing: Hashable
    type: EntityType
    letter: str
    head: str
    words: Sequence[str]
    telling: frozenset[str]
    features: tuple[Part, Part]
    is_ruled: bool


@dataclass(slots=True, eq=False)
class Pair:
    """Two ends, the tokens `[start, end)` that hold both, and their features.

    `parts` are lists of features: first those of the passage, last those of the pair alone; a list that several pairs
    have is one object. `ruled` are the columns that rules speak for, with their confidence.
    """

    left_end: End
    right_end: End
    start: int
    end: int
    words: Sequence[str]
    at: tuple[int, int]
    parts: tuple[Part, ...]
    ruled: Mapping[str, float]

    @property
    def left(self) -> Span:
        """The left mention or reference."""
        return self.left_end.span

    @property
    def left_means(self) -> Span:
        """What the left end means."""
        return self.left_end.means

    @property
    def right(self) -> Span:
        """The right mention or reference."""
        return self.right_end.span

    @property
    def right_means(self) -> Span:
        """What the right end means."""
        return self.right_end.means

    @property
    def before(self) -> str:
        """The words of the sentence before the left end."""
        return " ".join(self.words[: self.at[0]])

    @property
    def between(self) -> str:
        """The words between the two ends."""
        return " ".join(self.words[self.at[0] + 1 : self.at[1]])

    @property
    def after(self) -> str:
        """The words of the sentence after the right end."""
        return " ".join(self.words[self.at[1] + 1 :])

    @property
    def is_over(self) -> bool:
        """Whether the left end stands before the sentence."""
        return self.parts[0][0] == OVER

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns that the types of the ends admit."""
        return possible(self.left_end.type, self.right_end.type)

    def of_column(self, column: str) -> list[str]:
        """Return the features that weigh the same in every column: how the rules agree, and of the relation as such."""
        return [*of_heads(column, self.left_end.head, self.right_end.head), *self.of_rules(column)]

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
