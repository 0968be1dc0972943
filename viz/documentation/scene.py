"""What the diagram of the ontology shows, read off the terms: boxes by role, and what ties them.

Nothing is placed by hand. The role of a class follows from what the ontology says of it; a property becomes
a line where its subjects and objects are classes of the drawing. Other properties are left to the term pages.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from reechain.ontology.terms import Kind, Module, Term


class Role(StrEnum):
    """A family of classes, which stands in one frame. In the order of the frames, from the top."""

    MATTER = "matter"
    PARTY = "party"
    RECORD = "record"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Word:
    """A label of a term, with the IRI that it leads to."""

    text: str
    iri: str


@dataclass(frozen=True, slots=True)
class Class:
    """A box: a class, and the classes drawn inside it."""

    iri: str
    name: str
    label: str
    label_zh: str
    role: Role
    inner: tuple["Class", ...]

    @property
    def text(self) -> str:
        """The label, as a word has it."""
        return self.label


@dataclass(frozen=True, slots=True)
class Tie:
    """Properties that lead from one end to another. An end is the IRI of a box, or the role of a whole frame."""

    source: str
    target: str
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """All that the diagram shows."""

    classes: tuple[Class, ...]
    ties: tuple[Tie, ...]


_CONCEPT = "http://www.w3.org/2004/02/skos/core#Concept"
_WHOLE = 2
"""From this many classes of a frame on, a line leads to the frame."""


def scene_of(modules: Iterable[Module]) -> Scene:
    """Return the scene of the modules."""
    terms = [term for module in modules for term in module.terms]
    classes = {t.about.iri: t for t in terms if t.kind is Kind.CLASS and not _is_of_properties(t, terms)}
    properties = [t for t in terms if t.kind is not Kind.CLASS]
    roles = {iri: _role(term, properties) for iri, term in classes.items()}
    homes = {iri: _home(term, classes, properties) for iri, term in classes.items()}
    ties = _Ties(roles, homes)
    for term in properties:
        ties.add(term)
    ties.add_kinds(term for term in classes.values() if homes[term.about.iri] == term.about.iri)
    boxes = tuple(_class(iri, classes, homes, roles) for iri in classes if homes[iri] == iri)
    return Scene(boxes, ties.merged())


def _is_of_properties(term: Term, terms: Iterable[Term]) -> bool:
    """Whether the members of a class are properties of the ontology itself, as those of Relation are."""
    return term.about.name.lower() in {t.kind.value for t in terms if t.kind is not Kind.CLASS}


def _role(term: Term, properties: Iterable[Term]) -> Role:
    """Return the role of a class.

    Classes of concepts are matter; those of the core that documents tie to each other are parties; classes
    of the other modules are evidence, unless something leads from them to the core's own: then they are
    records, like the rest of the core.
    """
    if _CONCEPT in term.parents:
        return Role.MATTER
    own = term.about.iri
    is_end = any(own in (*p.domains, *p.ranges) for p in properties if p.kind is Kind.RELATION)
    if term.module == "core":
        return Role.PARTY if is_end or term.parents else Role.RECORD
    return Role.RECORD if term.module == "observation" else Role.EVIDENCE


def _home(term: Term, classes: Mapping[str, Term], properties: Iterable[Term]) -> str:
    """Return the box that a class is drawn in: that of its superclass where no property tells them apart."""
    own = term.about.iri
    above = next((iri for iri in term.parents if iri in classes), None)
    if above is None:
        return own
    ends = [end for p in properties for end in (p.domains, p.ranges) if own in end]
    return above if all(above in end for end in ends) else own


class _Ties:
    """Gathers lines from properties."""

    def __init__(self, roles: Mapping[str, Role], homes: Mapping[str, str]) -> None:
        self.roles, self.homes = roles, homes
        self.lines: dict[tuple[str, str], list[Word]] = {}

    def add(self, term: Term) -> None:
        word = Word(term.about.label, term.about.iri)
        sources, targets = self._ends(term.domains), self._ends(term.ranges)
        for source in sources:
            for target in targets:
                self.lines.setdefault((source, target), []).append(word)

    def add_kinds(self, terms: Iterable[Term]) -> None:
        """Add a line to the superclass that is a box of its own."""
        for term in terms:
            for above in term.parents:
                if above in self.homes:
                    ends = term.about.iri, self.homes[above]
                    self.lines.setdefault(ends, []).append(Word("is a", term.about.iri))

    def merged(self) -> tuple[Tie, ...]:
        """Return the lines, in the order in which their first property is defined."""
        return tuple(Tie(source, target, tuple(words)) for (source, target), words in self.lines.items())

    def _ends(self, iris: Iterable[str]) -> list[str]:
        """Return the boxes of classes, a frame instead of several that stand in one."""
        boxes = list(dict.fromkeys(self.homes[iri] for iri in iris if iri in self.homes))
        counts = Counter(self.roles[box] for box in boxes)
        found = [role.value if counts[role := self.roles[box]] >= _WHOLE else box for box in boxes]
        return list(dict.fromkeys(found))


def _class(
    iri: str,
    classes: Mapping[str, Term],
    homes: Mapping[str, str],
    roles: Mapping[str, Role],
) -> Class:
    about = classes[iri].about
    inner = [other for other, home in homes.items() if home == iri and other != iri]
    return Class(
        iri=iri,
        name=about.name,
        label=about.label,
        label_zh=about.label_zh,
        role=roles[iri],
        inner=tuple(_class(other, classes, {}, roles) for other in inner),
    )
