"""All that the documentation tells, and where on its pages each thing stands."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from reechain.ontology.alignments import AlignmentFile, alignments
from reechain.ontology.competency import Question, questions
from reechain.ontology.constraints import Shape, hand_written_shapes
from reechain.ontology.namespaces import compact
from reechain.ontology.schemes import Concept, Scheme, schemes
from reechain.ontology.terms import Header, Meaning, Module, Term, header, modules


@dataclass(frozen=True, slots=True)
class Match:
    """An alignment as a term or concept shows it, with the file that it stands in."""

    relation: str
    other: str
    file: str


@dataclass(frozen=True)
class Catalogue:
    """The parts of the ontology, with ways from one to the other."""

    header: Header
    modules: tuple[Module, ...]
    schemes: tuple[Scheme, ...]
    questions: tuple[Question, ...] = ()
    alignments: tuple[AlignmentFile, ...] = ()
    shapes: tuple[Shape, ...] = ()

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """All terms, module by module."""
        return tuple(term for module in self.modules for term in module.terms)

    @cached_property
    def concepts(self) -> tuple[Concept, ...]:
        """All concepts, vocabulary by vocabulary."""
        return tuple(concept for scheme in self.schemes for concept in scheme.concepts)

    @cached_property
    def addresses(self) -> dict[str, str]:
        """The page and fragment of each term, concept and vocabulary, by IRI."""
        found = {scheme.iri: page_of(scheme.name) for scheme in self.schemes}
        for module in self.modules:
            found |= {t.about.iri: _address(module.name, t.about) for t in module.terms}
        for scheme in self.schemes:
            found |= {c.about.iri: _address(scheme.name, c.about) for c in scheme.concepts}
        return found

    @cached_property
    def labels(self) -> dict[str, str]:
        """The English label of each term, concept and vocabulary, by IRI."""
        found = {scheme.iri: scheme.label for scheme in self.schemes}
        return found | {about.iri: about.label or about.label_zh or about.name for about in self._meanings()}

    def label(self, iri: str) -> str:
        """Return what something is called; a foreign IRI is shortened by its prefix."""
        return self.labels.get(iri) or compact(iri).strip("<>")

    def address(self, iri: str) -> str | None:
        """Return the page and fragment of something of ours."""
        return self.addresses.get(iri)

    def children(self, iri: str) -> list[str]:
        """Return what is narrower than a term or concept."""
        found = [t.about.iri for t in self.terms if iri in t.parents]
        return found + [c.about.iri for c in self.concepts if iri in c.broader]

    def properties_of(self, iri: str) -> list[str]:
        """Return the properties that are said of the members of a class."""
        return [t.about.iri for t in self.terms if iri in t.domains]

    def properties_to(self, iri: str) -> list[str]:
        """Return the properties that lead to the members of a class."""
        return [t.about.iri for t in self.terms if iri in t.ranges]

    def schemes_of(self, iri: str) -> list[str]:
        """Return the vocabularies whose concepts are members of a class of the ontology."""
        return [s.iri for s in self.schemes if any(c.type == iri for c in s.concepts)]

    def asked_by(self, iri: str) -> list[Question]:
        """Return the competency questions whose SPARQL names something."""
        return [question for question in self.questions if iri in question.terms]

    def matches(self, iri: str) -> list[Match]:
        """Return the alignments of something."""
        return [
            Match(a.relation, a.other, f.file) for f in self.alignments for a in f.alignments if a.ours == iri
        ]

    def _meanings(self) -> Iterator[Meaning]:
        yield from (term.about for term in self.terms)
        yield from (concept.about for concept in self.concepts)


def full_catalogue() -> Catalogue:
    """Return the catalogue of the ontology that this package brings."""
    return Catalogue(
        header(), modules(), schemes(), tuple(questions().values()), alignments(), hand_written_shapes()
    )


def page_of(name: str) -> str:
    """Return the file of the page of a module or vocabulary.

    >>> page_of("../products")
    '---products.html'
    """
    return re.sub(r"[^\w-]", "-", name, flags=re.ASCII) + ".html"


def fragment(name: str) -> str:
    """Return an id as it stands after the # of an address."""
    return quote(name, safe="", errors="replace")


def tops(scheme: Scheme) -> list[Concept]:
    """Return the concepts of a vocabulary that no other one of it is broader than."""
    own = {concept.about.iri for concept in scheme.concepts}
    return [concept for concept in scheme.concepts if not own & set(concept.broader)]


def below(scheme: Scheme, iri: str) -> list[Concept]:
    """Return the concepts just below one."""
    return [concept for concept in scheme.concepts if iri in concept.broader]


def has_tree(schemes_: Iterable[Concept]) -> bool:
    """Whether any concept has a broader one."""
    return any(concept.broader for concept in schemes_)


def _address(page: str, about: Meaning) -> str:
    return f"{page_of(page)}#{fragment(about.name)}"
