"""The ways to read the pieces of a question: each as a thing, a link, or a word that only gives it form."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, product
from typing import Final

from reechain.graph.questions.grammar import Activity, Noun, Qualifier, Role, Topic, Verb, Word
from reechain.graph.questions.labels import Candidate
from reechain.graph.questions.pieces import Piece
from reechain.graph.questions.things import EVERY_TYPE, Link, Shape, Sketch, Thing
from reechain.ontology.gazetteer import COMMON_NOUNS
from reechain.ontology.records import EntityType

_WHO: Final = frozenset({EntityType.COMPANY, EntityType.AGENCY})
_WHERE: Final = frozenset({EntityType.PLACE, EntityType.APPLICATION})
_MOST_READINGS: Final = 300
_READ_OR_REFUSED: Final = frozenset({"unread", "becoming"})
"""Uses of words that do not make them ones that may be left out."""
_PARTICLES: Final = frozenset({"down", "up", "off", "over"})
_PAST: Final = frozenset({"sold", "spun"})
_PARTICIPLES: Final = frozenset("made bought held sold built run taken put owned shut spun".split())

_Reading = tuple[float, Thing | None, Link | None]


def sketches(pieces: Sequence[Piece]) -> list[Sketch]:
    """Return the ways to read the pieces, the cheapest first; none if a word is left without meaning."""
    choices = [_readings(pieces, at) for at in range(len(pieces))]
    found = [_sketch(pieces, choice) for choice in islice(product(*choices), _MOST_READINGS)]
    return sorted(found, key=lambda sketch: sketch.cost)


def _sketch(pieces: Sequence[Piece], choice: Sequence[_Reading]) -> Sketch:
    things = tuple(thing for _, thing, _ in choice if thing is not None)
    links = tuple(link for _, _, link in choice if link is not None)
    return Sketch(_grouped(pieces, things), links, sum(cost for cost, _, _ in choice))


def _readings(pieces: Sequence[Piece], at: int) -> list[_Reading]:
    piece = pieces[at]
    if not piece.is_known:
        return [(0.0, _name(piece, at), None)] if piece.is_proper else []
    found = [reading for entry in piece.entries for reading in _entry_readings(pieces, at, entry)]
    if piece.names:
        found.append((0.2 if found else 0.0, _name(piece, at), None))
        found.extend(_kind_of_name(pieces, at))
    if _may_drop(pieces, at):
        found.append((0.0 if _is_modifier(piece) or not found else 0.5, None, None))
    return sorted(found, key=lambda reading: reading[0])


def _entry_readings(pieces: Sequence[Piece], at: int, entry: object) -> Iterator[_Reading]:
    text, picked = pieces[at].text, is_picked(pieces, at)
    match entry:
        case Noun():
            thing = Thing(at, Shape.KIND, entry.types, entry.slot, text, is_picked=picked)
            # Asked for terminal products, "terminal products" is no answer.
            excluded = tuple(candidate.iri for candidate in pieces[at].names) if entry.stages else ()
            yield (0.0, replace(thing, stages=entry.stages, excluded=excluded), None)
            if not picked and _is_headed(pieces, at, entry):
                yield (-0.1, None, None)
        case Role():
            thing = Thing(at, Shape.KIND, entry.types, entry.slot, text, is_picked=picked, is_role=True)
            yield (0.05, thing, Link(at, entry.arcs, "", own=at, attested=entry.attested))
        case Verb() if not entry.is_past or _is_past(pieces, at):
            link = Link(
                at, entry.arcs, entry.agent, attested=entry.attested, is_negated=is_denied(pieces, at)
            )
            # "controlling shareholder" is said of a shareholder, not of controlling one.
            is_modifier = _is_modifier(pieces[at]) and at + 1 < len(pieces) and _is_nominal(pieces[at + 1])
            cost = 1.0 if is_modifier else -0.05 if entry.is_past else 0.0
            yield (cost, None, _turned(pieces, at, link))
        case Activity():
            yield (0.0, *_activity(pieces, at, entry))
        case Word(use="the_company"):
            focus = Thing(at, Shape.FOCUS, frozenset({EntityType.COMPANY}), "company", text)
            # "the company controlled by X" is any company that fits.
            is_described = at + 1 < len(pieces) and _describes(pieces[at + 1])
            yield (1.5 if is_described else 0.0, focus, None)
            yield (0.0 if is_described else 0.6, replace(focus, shape=Shape.KIND, is_hinge=True), None)
            if is_described:
                yield (0.3, replace(focus, shape=Shape.KIND), None)
        case Word(use="who") if not _is_dropped_asker(pieces, at):
            yield (0.0, Thing(at, Shape.ASKED, _WHO, "who", text), None)
        case Word(use="what") if not _is_dropped_asker(pieces, at):
            yield (0.0, Thing(at, Shape.ASKED, EVERY_TYPE, "what", text), None)
        case Word(use="where"):
            yield (0.0, Thing(at, Shape.ASKED, _WHERE, "place", text), None)


def _activity(pieces: Sequence[Piece], at: int, entry: Activity) -> tuple[Thing, Link]:
    """Return the stage whose work a phrase says, and its link to who does that work."""
    types = frozenset({EntityType.STAGE})
    stage = Candidate(entry.stage, EntityType.STAGE, entry.label, False, True, True)
    thing = Thing(at, Shape.NAME, types, "stage", pieces[at].text, candidates=(stage,))
    return thing, Link(at, (entry.arc,), "", own=at, is_negated=is_denied(pieces, at))


def _is_past(pieces: Sequence[Piece], at: int) -> bool:
    """Return whether a verb speaks of what is done and over: "sold", "did X sell"; Chinese does not tell."""
    last = pieces[at].tokens[-1]
    words = {token.text.casefold() for token in pieces[at].tokens}
    if last.is_cjk or words & _PAST or any(word.endswith("ed") for word in words):
        return True
    return any(token.key == "did" for piece in pieces[:at] for token in piece.tokens)


def is_denied(pieces: Sequence[Piece], at: int) -> bool:
    """Return whether "not" stands right before a piece."""
    return at > 0 and pieces[at - 1].is_word("not")


def _is_modifier(piece: Piece) -> bool:
    return any(isinstance(entry, Qualifier) for entry in piece.entries)


def _describes(piece: Piece) -> bool:
    is_passive = any(isinstance(entry, Verb) and entry.agent == "right" for entry in piece.entries)
    return is_passive or piece.is_word("that")


def _is_headed(pieces: Sequence[Piece], at: int, noun: Noun) -> bool:
    """Return whether a noun only says what the name before it is: "the Foo deposit"."""
    return at > 0 and any(candidate.type in noun.types - COMMON_NOUNS for candidate in pieces[at - 1].names)


def _name(piece: Piece, at: int) -> Thing:
    types = frozenset(candidate.type for candidate in piece.names) or EVERY_TYPE
    return Thing(at, Shape.NAME, types, "name", piece.text, candidates=piece.names)


def _kind_of_name(pieces: Sequence[Piece], at: int) -> Iterator[_Reading]:
    # "which hydrogen storage alloys" asks for kinds of a named product, not about one thing.
    concepts = tuple(candidate for candidate in pieces[at].names if candidate.type in COMMON_NOUNS)
    picked = is_picked(pieces, at)
    if concepts and (picked or not any(piece.is_word("who", "what", "how_many") for piece in pieces)):
        types = frozenset({*COMMON_NOUNS})
        slot = concepts[0].type.lower()
        thing = Thing(at, Shape.KIND, types, slot, pieces[at].text, under=concepts, is_picked=picked)
        yield (0.1 if picked else 1.2, thing, None)


def _may_drop(pieces: Sequence[Piece], at: int) -> bool:
    piece = pieces[at]
    if piece.is_year or any(isinstance(entry, Qualifier | Topic) for entry in piece.entries):
        return True
    if piece.is_word("the_company", "where"):
        return False
    if piece.is_word("who", "what") and not _is_dropped_asker(pieces, at):
        return False
    is_place = bool(piece.names) and all(name.type is EntityType.PLACE for name in piece.names)
    is_prefix = is_place and at + 1 < len(pieces) and bool(pieces[at + 1].names)
    return is_prefix or any(
        isinstance(entry, Word) and entry.use not in _READ_OR_REFUSED for entry in piece.entries
    )


def is_picked(pieces: Sequence[Piece], at: int) -> bool:
    """Return whether "which", "what" or "how many" asks for the thing at a piece."""
    for before in range(at - 1, -1, -1):
        piece = pieces[before]
        if piece.is_word("what", "how_many"):
            return True
        if piece.names or piece.is_word("of", "the_company"):
            continue
        is_passed = piece.is_word("filler", "be") and not piece.is_word("be", "do")
        if not is_passed and not _is_modifier(piece):
            return False
    return False


def _is_dropped_asker(pieces: Sequence[Piece], at: int) -> bool:
    """Return whether "which" only points on: to the noun after it, or back to the one before."""
    if at and pieces[at].is_word("that") and _is_nominal(pieces[at - 1]):
        return True
    return pieces[at].is_word("what") and any(
        is_picked(pieces, after) and _first_asker(pieces, after) == at
        for after in range(at + 1, len(pieces))
        if _is_nominal(pieces[after])
    )


def _first_asker(pieces: Sequence[Piece], at: int) -> int:
    return next(before for before in range(at - 1, -1, -1) if pieces[before].is_word("what", "how_many"))


def _is_nominal(piece: Piece) -> bool:
    is_concept = any(name.type in COMMON_NOUNS for name in piece.names)
    return is_concept or any(isinstance(entry, Noun | Role) for entry in piece.entries)


def _turned(pieces: Sequence[Piece], at: int, link: Link) -> Link:
    """Return the link with its ends swapped where the verb stands in the passive: "was X acquired"."""
    words = [token.key for token in pieces[at].tokens]
    word = words[0] if words[-1] in _PARTICLES else words[-1]
    if link.agent != "left" or not (word.endswith("ed") or word in _PARTICIPLES):
        return link
    auxiliaries = [p for p in pieces[:at] if p.is_word("be", "do")]
    if auxiliaries and auxiliaries[-1].is_word("be"):
        return replace(link, arcs=tuple(arc.flipped() for arc in link.arcs), agent="right")
    return link


def _grouped(pieces: Sequence[Piece], things: Sequence[Thing]) -> tuple[Thing, ...]:
    """Return the things with names in a row as one: "magnets and polishing powder", "magnets but not powder"."""
    grouped: list[Thing] = []
    for thing in things:
        last = grouped[-1] if grouped else None
        if last is None or not _is_row(pieces, last, thing):
            grouped.append(thing)
            continue
        between = pieces[(last.others[-1] if last.others else last).at + 1 : thing.at]
        is_not = any(piece.is_word("not") for piece in between)
        member = replace(thing, is_negated=is_not)
        is_any = last.is_any or any(piece.is_word("or") for piece in between)
        grouped[-1] = replace(last, others=(*last.others, member), is_any=is_any)
    return tuple(grouped)


def _is_row(pieces: Sequence[Piece], first: Thing, second: Thing) -> bool:
    if first.shape is not Shape.NAME or second.shape is not Shape.NAME or not first.types & second.types:
        return False
    between = pieces[(first.others[-1] if first.others else first).at + 1 : second.at]
    return all(piece.is_word("and", "or", "not", "filler") and not piece.names for piece in between) and (
        not between or any(piece.is_word("and", "or", "not") for piece in between)
    )
