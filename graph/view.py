"""What pages and pictures read: nodes, statements and documents, without any store behind them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from reechain.ontology.records import EntityType, Stance

FIRST_STAGE: Final = 1
"""The position of mining, where mines, minerals and elements stand."""
TERMINAL_STAGE: Final = 7
"""The position of end use, where applications stand."""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing that statements speak of. `stage` is the place in the chain, None if it has none."""

    iri: str
    type: EntityType
    label: str
    label_zh: str | None = None
    aliases: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    stage: int | None = None

    def names(self) -> tuple[str, ...]:
        """Return all names, each once: the label, the Chinese label, former names, aliases."""
        zh = (self.label_zh,) if self.label_zh else ()
        return tuple(dict.fromkeys((self.label, *zh, *self.former_names, *self.aliases)))


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A source text by key, with what a reader needs to recognise it."""

    key: str
    title: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim between two nodes, with the words that said it.

    `predicate` is the local name of a relation; `start` and `end` are offsets of `quote` in the
    document; `paragraph` is the paragraph around it, which begins at `paragraph_start`.
    `subject_span` and `object_span` are offsets in the document, None where the words stand elsewhere.
    """

    subject: str
    predicate: str
    object: str
    quote: str
    document: str
    start: int
    end: int
    confidence: float
    extractor: str
    stance: Stance = Stance.ASSERTED
    literal: str | None = None
    paragraph: str = ""
    paragraph_start: int = 0
    subject_span: tuple[int, int] | None = None
    object_span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class StageStatement:
    """A claim between a node and a stage of the chain, which pages place things by and do not draw.

    `title` is the name of the stage, `position` its place in the chain, None where it stands beside it.
    """

    statement: Statement
    title: str
    position: int | None = None


@dataclass(frozen=True, slots=True)
class View:
    """Nodes sorted by IRI, statements by place in their documents, documents by key.

    Stages are no nodes: what is said of them stands in `on_stages`, in the order of statements.
    `broader` joins each concept to all broader concepts of the vocabulary that are nodes too;
    `stages` names the stages of the chain by position.
    """

    nodes: tuple[Node, ...]
    statements: tuple[Statement, ...]
    documents: tuple[SourceDocument, ...]
    broader: tuple[tuple[str, str], ...] = ()
    stages: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    on_stages: tuple[StageStatement, ...] = ()

    def node(self, iri: str) -> Node:
        """Return the node with an IRI; KeyError if there is none."""
        for node in self.nodes:
            if node.iri == iri:
                return node
        raise KeyError(iri)
