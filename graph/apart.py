"""Names that must not become one thing, as a user said or countries tell: kept while names are grouped."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from reechain.graph.facts import Facts, NameFact
from reechain.ontology.names import surface_key
from reechain.ontology.namespaces import digest, unlisted

_NOBODY: Final[frozenset[str]] = frozenset()
Rivals = Mapping[str, frozenset[str]]
"""The names (and the gazetteer entries) with which a name must not be one thing, by IRI."""


def rivals_of(sides: Iterable[tuple[Iterable[str], Iterable[str]]]) -> Rivals:
    """Return the rivals of each name that has any: those of the other side."""
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in sides:
        for name in one:
            found[name] |= set(other)
        for name in other:
            found[name] |= set(one)
    return {name: frozenset(others) for name, others in found.items()}


def agreed(
    found: Mapping[str, str], listed: Mapping[str, str], rivals: Rivals, facts: Facts
) -> dict[str, str]:
    """Return the names of a round with the entry that each gets, but for those of which a rival has it.

    Where two rivals would get one entry in one round, the one that the decision names first gets it.
    """
    if not rivals:
        return dict(found)
    second = {name for _, other in facts.apart for name in other}
    taken: dict[str, str] = {}
    for name in sorted(found, key=lambda iri: (iri in second, iri)):
        against = rivals.get(name, _NOBODY)
        of_rivals = {*against, *(others.get(rival) for rival in against for others in (listed, taken))}
        if found[name] not in of_rivals:
            taken[name] = found[name]
    return taken


class Components:
    """Union-find over names, in which rivals never meet."""

    def __init__(self, names: Iterable[str], rivals: Rivals) -> None:
        self._parent = {name: name for name in names}
        self._rivals = rivals
        self._members: dict[str, list[str]] = {}

    def join_all(self, names: Iterable[str]) -> None:
        """Join the names that something ties.

        Where some of them are rivals, each of those joins whom it may; the others, of which nobody can tell on whose
        side they are, join each other alone.
        """
        present = [name for name in names if name in self._parent]
        sided = [name for name in present if not self._rivals.get(name, _NOBODY).isdisjoint(present)]
        self._join([name for name in present if name not in sided] if sided else present)
        for number, name in enumerate(sided):
            for other in sided[:number]:
                self._join([other, name])

    def _join(self, names: Sequence[str]) -> None:
        for name in names[1:]:
            kept, lost = self._root(names[0]), self._root(name)
            if kept != lost and not self._are_rivals(kept, lost):
                self._parent[lost] = kept
                if self._rivals:
                    self._members[kept] = [*self._of(kept), *self._of(lost)]

    def _are_rivals(self, one: str, other: str) -> bool:
        if not self._rivals:
            return False
        others = set(self._of(other))
        return any(not self._rivals.get(name, _NOBODY).isdisjoint(others) for name in self._of(one))

    def _of(self, root: str) -> list[str]:
        return self._members.get(root, [root])

    def _root(self, name: str) -> str:
        while self._parent[name] != name:
            self._parent[name] = self._parent[self._parent[name]]
            name = self._parent[name]
        return name

    def groups(self) -> list[list[str]]:
        """Return the names that are one, group by group, all sorted."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self._parent):
            found[self._root(name)].append(name)
        return list(found.values())


def own_iris(keys: Sequence[Sequence[str]], names: Sequence[Sequence[NameFact]]) -> list[str]:
    """Return an IRI for each group of names, from its keys, the first that is best; no two groups have one.

    Only what was taken apart has a key in common: then the first key counts that no other group has, or else a
    form with its legal form, the type, or the document.
    """
    first = Counter(own[0] for own in keys)
    ways = [
        own[:1] if first[own[0]] == 1 else [*own, *_more(of)] for own, of in zip(keys, names, strict=True)
    ]
    known = Counter(way for own in ways for way in set(own))
    chosen = [next((way for way in own if known[way] == 1), own[0]) for own in ways]
    doubled = Counter(chosen)
    return [
        unlisted(way if doubled[way] == 1 else f"{way} {digest(*(name.iri for name in of))[:8]}")
        for way, of in zip(chosen, names, strict=True)
    ]


def _more(names: Sequence[NameFact]) -> list[str]:
    forms = {surface_key(form) for name in names for form in name.written}
    types = {f"{form} {name.type.lower()}" for name in names for form in forms}
    documents = {f"{form} in {digest(name.document)[:8]}" for name in names for form in forms}
    return [*sorted(forms - {""}), *sorted(types), *sorted(documents)]
