"""Questions for the way of material between two things: "trace the chain from the mine to the car"."""

from collections.abc import Sequence
from dataclasses import dataclass

from reechain.graph.flow import Step, StepKind, best_path, material_flow
from reechain.graph.questions.answer import Quote
from reechain.graph.questions.labels import Candidate
from reechain.graph.questions.pieces import Piece
from reechain.graph.questions.sparql import asking
from reechain.graph.view import View
from reechain.ontology.namespaces import PREFIXES, REC


@dataclass(frozen=True, slots=True)
class Ends:
    """What the two names of such a question may mean: where the way begins, and where it ends."""

    source: tuple[Candidate, ...]
    target: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """The labels along a way, the words that prove its steps, and the SPARQL that holds if they are asserted."""

    labels: tuple[str, ...]
    quotes: tuple[Quote, ...]
    sparql: str


def is_path_question(pieces: Sequence[Piece]) -> bool:
    """Return whether a question speaks of a way: then it is answered as one, or not at all."""
    return any(piece.is_word("path") for piece in pieces)


def ends_of(pieces: Sequence[Piece]) -> Ends | None:
    """Return the two ends of the way that is asked for; None if the question does not name just two."""
    named = [at for at, piece in enumerate(pieces) if piece.names]
    if len(named) != 2 or any(not piece.is_known for piece in pieces):
        return None
    first, second = named
    is_turned = any(piece.is_word("from") for piece in pieces[first:second])
    source, target = (second, first) if is_turned else (first, second)
    return Ends(pieces[source].names, pieces[target].names)


def way_between(view: View, ends: Ends) -> Way | None:
    """Return the best way between two ends, over the first of their meanings that have one; None if none has."""
    flow = material_flow(view)
    for source in ends.source:
        for target in ends.target:
            if steps := best_path(flow, source.iri, target.iri):
                return _way(view, steps)
    return None


def _way(view: View, steps: Sequence[Step]) -> Way:
    iris = (steps[0].source, *(step.target for step in steps))
    proofs = [view.statements[step.statements[0]] for step in steps if step.statements]
    quotes = tuple(Quote(said.document, said.start, said.end, said.quote) for said in proofs)
    labels = tuple(view.node(iri).label for iri in iris)
    return Way(labels, tuple(dict.fromkeys(quotes)), asking([_triple(view, step) for step in steps]))


def _triple(view: View, step: Step) -> tuple[str, str, str]:
    broader = PREFIXES["skos"] + "broader"
    if step.kind is StepKind.STATED:
        said = view.statements[step.statements[0]]
        return said.subject, REC + said.predicate, said.object
    is_up = step.kind is StepKind.BROADER
    return (step.source, broader, step.target) if is_up else (step.target, broader, step.source)
