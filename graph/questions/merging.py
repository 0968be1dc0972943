"""One thing said twice in a question: "who is the owner", "which companies are subsidiaries", "is X a subsidiary"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reechain.graph.questions.pieces import Piece
from reechain.graph.questions.things import Shape, Sketch, Thing


def variants(pieces: Sequence[Piece], sketch: Sketch, *, is_whether: bool) -> Iterator[Sketch]:
    """Yield a sketch as it is, and with each two things as one that may be one."""
    yield sketch
    kinds = [thing for thing in sketch.things if thing.shape is Shape.KIND]
    for asker in (thing for thing in sketch.things if thing.shape is Shape.ASKED):
        for kind in kinds:
            if not kind.is_hinge and not kind.is_picked and (not kind.types or kind.types & asker.types):
                cost = 0.0 if _is_copular(pieces, asker, kind) else 1.5
                yield _merged(sketch, asker, replace(kind, is_picked=True), cost)
    for noun in (kind for kind in kinds if not (kind.is_role or kind.under or kind.is_hinge)):
        for role in (kind for kind in kinds if kind.is_role and kind.types & noun.types):
            kind = replace(role, is_picked=noun.is_picked or role.is_picked)
            yield _merged(sketch, noun, kind, _noun_cost(pieces, noun, role))
    if is_whether:
        yield from _predicated(sketch, kinds)


def _predicated(sketch: Sketch, kinds: Sequence[Thing]) -> Iterator[Sketch]:
    for kind in (kind for kind in kinds if kind.is_role):
        named = [t for t in sketch.things if t.is_fixed and t.at < kind.at and t.types & kind.types]
        for name in named[:1]:
            links = (replace(link, own=name.at) if link.own == kind.at else link for link in sketch.links)
            yield Sketch(tuple(t for t in sketch.things if t is not kind), tuple(links), sketch.cost)


def _merged(sketch: Sketch, gone: Thing, kept: Thing, cost: float) -> Sketch:
    merged = replace(kept, types=kept.types & gone.types)
    things = (merged if thing.at == kept.at else thing for thing in sketch.things if thing is not gone)
    return Sketch(tuple(things), sketch.links, sketch.cost + cost)


def _noun_cost(pieces: Sequence[Piece], noun: Thing, role: Thing) -> float:
    # "Companies that have subsidiaries" are two things; those "turned into subsidiaries" are one.
    if _is_copular(pieces, noun, role):
        return -0.2
    return 1.5 if any(piece.is_word("have", "of") for piece in _between(pieces, noun, role)) else -0.2


def _is_copular(pieces: Sequence[Piece], first: Thing, second: Thing) -> bool:
    between = _between(pieces, first, second)
    return any(piece.is_word("be") for piece in between) or all(piece.is_word("filler") for piece in between)


def _between(pieces: Sequence[Piece], first: Thing, second: Thing) -> Sequence[Piece]:
    low, high = sorted((first.at, second.at))
    return pieces[low + 1 : high]
