"""The label index: what a name in a question may mean, among the things of the store and of the gazetteer."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from reechain.graph.questions.tokens import distance, key_of, tokenise
from reechain.ontology.gazetteer import COMMON_NOUNS, Gazetteer
from reechain.ontology.names import LEGAL_FORMS
from reechain.ontology.records import EntityType

_ORGANISATIONS: Final = frozenset({EntityType.COMPANY, EntityType.AGENCY})
_GROUNDS: Final = frozenset({EntityType.MINE, EntityType.FACILITY})
_LEGAL_ZH: Final = re.compile(r"(?: 股 份| 有 限 责 任| 有 限)* 公 司$")
_GROUND_HEADS: Final = re.compile(r" (?:mine|deposit|project|mining area|矿|矿 区|矿 山)$")
_CONCEPT_TAILS: Final = re.compile(r" (?:product|产 品)$")
_CONCEPT_HEADS: Final = re.compile(r"^(?:rare earth|稀 土) ")
_PART: Final = 2
"""How many words of a name are enough to ask for what documents name, if nothing else has them."""
_SHORTEST: Final = ((10, 2), (7, 1))
"""From how many letters on a word may be taken for another one, and by how many edits."""


@dataclass(frozen=True, slots=True)
class Label:
    """One name of one thing. `is_former` for a name given up; `is_found` for what the documents name."""

    name: str
    iri: str
    type: EntityType
    shown: str
    is_former: bool = False
    is_found: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that a name may mean. `shown` is its label; `is_exact` if the name is its main one."""

    iri: str
    type: EntityType
    shown: str
    is_former: bool
    is_found: bool
    is_exact: bool


@dataclass(frozen=True, slots=True)
class LabelIndex:
    """Candidates by key of name. A name as written hides what is only near it, in the sense of `near_keys`."""

    exact: Mapping[str, tuple[Candidate, ...]]
    near: Mapping[str, tuple[Candidate, ...]]
    _words: dict[str, list[str]] = field(init=False, repr=False, default_factory=dict)
    _names: dict[str, list[str]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        words = {word for keys in (self.exact, self.near) for key in keys for word in key.split()}
        for word in sorted(words):
            self._words.setdefault(word[0], []).append(word)
        for key, candidates in self.exact.items():
            for candidate in candidates:
                self._names.setdefault(candidate.iri, []).append(key)

    def candidates(self, key: str) -> tuple[Candidate, ...]:
        """Return what a key may mean, sorted by IRI; those that the documents name, if any are."""
        return self.exact.get(key) or self.near.get(key) or ()

    def names_of(self, iri: str) -> tuple[str, ...]:
        """Return the keys of all names of a thing, sorted."""
        return tuple(sorted(self._names.get(iri, ())))

    def correction(self, word: str) -> str | None:
        """Return the one word of a name that is a slip of the pen away; None if none or several are."""
        limit = next((edits for letters, edits in _SHORTEST if len(word) >= letters), 0)
        return nearest(word, self._words.get(word[:1], ()), limit) if limit and word.isalpha() else None


def nearest(word: str, words: Iterable[str], limit: int) -> str | None:
    """Return the one word with the fewest edits, at most `limit`; None if none or several are."""
    found: dict[int, list[str]] = {}
    for other in words:
        if len(other) > 3 and (edits := distance(word, other, limit)) <= limit:
            found.setdefault(edits, []).append(other)
    best = found[min(found)] if found else []
    return best[0] if len(best) == 1 else None


def build_index(labels: Iterable[Label], ambiguous: Mapping[str, tuple[str, ...]]) -> LabelIndex:
    """Return the index of labels; `ambiguous` gives names that mean several things, by IRI."""
    exact: dict[str, dict[str, Candidate]] = {}
    near: dict[str, dict[str, Candidate]] = {}
    short: dict[str, dict[str, Candidate]] = {}
    things: dict[str, Candidate] = {}
    for label in labels:
        key = key_of(label.name)
        candidate = _candidate(label, is_exact=key == key_of(label.shown))
        things[label.iri] = _merged(things.get(label.iri), candidate)
        _add(exact, key, candidate)
        # A firm is asked for without its legal form as often as with it, so that is a full name too.
        others = exact if label.type in _ORGANISATIONS else near
        for other in near_keys(key, label.type):
            _add(others, other, candidate)
        for other in _parts(key, label):
            _add(short, other, candidate)
    for name, iris in ambiguous.items():
        for iri in iris:
            if iri in things:
                _add(exact, key_of(name), replace(things[iri], is_exact=False, is_former=False))
    for key, held in short.items():
        known = [iri for iri in held if things[iri].is_found]
        if len(known) == 1 and key not in near:
            near[key] = {known[0]: held[known[0]]}
    return LabelIndex(_frozen(exact, things), _frozen(near, things))


def near_keys(key: str, kind: EntityType) -> Iterator[str]:
    """Yield the keys by which a thing of that type is also asked for.

    >>> list(near_keys("foo co ltd", EntityType.COMPANY))
    ['foo']
    """
    if kind in _ORGANISATIONS:
        parts = _LEGAL_ZH.sub("", key).split()
        while len(parts) > 1 and parts[-1] in LEGAL_FORMS:
            parts.pop()
        yield from _if_other(" ".join(parts), key)
    elif kind in _GROUNDS:
        yield from _if_other(_GROUND_HEADS.sub("", key), key)
    elif kind in COMMON_NOUNS:
        short = _CONCEPT_TAILS.sub("", key)
        yield from _if_other(short, key)
        yield from _if_other(_CONCEPT_HEADS.sub("", key), key)
        if short != key:
            yield from _if_other(_CONCEPT_HEADS.sub("", short), short)


def gazetteer_labels(gazetteer: Gazetteer) -> Iterator[Label]:
    """Yield the names of the gazetteer, as names that no document need use."""
    for entry in gazetteer.entries.values():
        for row in entry.names:
            is_former = row.role == "former"
            yield Label(row.name, entry.iri, entry.type, entry.label, is_former, is_found=False)


def _candidate(label: Label, *, is_exact: bool) -> Candidate:
    return Candidate(label.iri, label.type, label.shown, label.is_former, label.is_found, is_exact)


def _add(index: dict[str, dict[str, Candidate]], key: str, candidate: Candidate) -> None:
    if key:
        held = index.setdefault(key, {})
        held[candidate.iri] = _merged(held.get(candidate.iri), candidate)


def _merged(first: Candidate | None, second: Candidate) -> Candidate:
    if first is None:
        return second
    main = first if first.is_found or not second.is_found else second
    return replace(
        main,
        is_former=first.is_former or second.is_former,
        is_found=first.is_found or second.is_found,
        is_exact=first.is_exact or second.is_exact,
    )


def _frozen(
    index: Mapping[str, Mapping[str, Candidate]], things: Mapping[str, Candidate]
) -> dict[str, tuple[Candidate, ...]]:
    return {
        key: tuple(_as_known(held[iri], things[iri]) for iri in sorted(held)) for key, held in index.items()
    }


def _as_known(candidate: Candidate, thing: Candidate) -> Candidate:
    """Return a candidate with the label and type that the documents give its thing."""
    return replace(candidate, is_found=thing.is_found, shown=thing.shown, type=thing.type)


def _parts(key: str, label: Label) -> Iterator[str]:
    """Yield what long names are asked by: how a firm's begins, how a site's ends ("the tailings pond")."""
    parts = key.split()
    if any(token.is_cjk for token in tokenise(label.name)):
        return
    if label.type is EntityType.COMPANY and label.is_found:
        yield from (" ".join(parts[:size]) for size in range(_PART, len(parts)))
    elif label.type in _GROUNDS:
        yield from (" ".join(parts[-size:]) for size in range(_PART, len(parts)))


def _if_other(short: str, key: str) -> Iterator[str]:
    if short and short != key:
        yield short
