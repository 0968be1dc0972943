"""The names that are the sides of pairs, found by their keys, and split where a name has forms of both sides."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reechain.graph.decisions import Pair, Side, one_line
from reechain.graph.facts import Facts, NameFact
from reechain.ontology.gazetteer import COMMON_NOUNS
from reechain.ontology.names import common_noun_key, name_key, surface_key
from reechain.ontology.namespaces import minted


class Sides:
    """The names of facts, by their keys; `split` changes them, `facts` gives them back.

    Decisions may be hundreds and names tens of thousands: no decision looks at every name.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._names = dict(facts.names)
        self._mentions = dict(facts.mentions)
        self._mentions_of: dict[str, list[str]] = defaultdict(list)
        for mention, name in self._mentions.items():
            self._mentions_of[name].append(mention)
        self._by_key: dict[str, set[str]] = defaultdict(set)
        for known in self._names.values():
            self._add(known)

    def _add(self, name: NameFact) -> None:
        self._names[name.iri] = name
        for form in name.written:
            self._by_key[name_key(form)].add(name.iri)

    def facts(self) -> Facts:
        """Return the facts with the names as they are now."""
        return replace(self._facts, names=dict(sorted(self._names.items())), mentions=self._mentions)

    def names(self, pair: Pair, side: Side) -> tuple[str, ...]:
        """Return the IRIs of the names that are a side of a pair, sorted."""
        # Whatever fits has the key of the side: see _fits.
        candidates = sorted(self._by_key.get(name_key(side.name), ()))
        return tuple(iri for iri in candidates if self._forms(self._names[iri], pair, side))

    def split(self, pair: Pair) -> None:
        """Split every name that has forms of both sides, with its mentions."""
        for iri in self.names(pair, pair.one):
            name = self._names[iri]
            one, other = (self._forms(name, pair, side) for side in (pair.one, pair.other))
            if one and other:
                gone = one if name.canonical in other else other
                whole, part = _parts(name, [form for form in gone if form != name.canonical])
                self._add(whole)
                self._add(part)
                self._move(whole.iri, part)

    def _move(self, whole: str, part: NameFact) -> None:
        moved = [mention for mention in self._mentions_of[whole] if _is_of(mention, part, self._facts)]
        self._mentions_of[part.iri] = moved
        self._mentions_of[whole] = [m for m in self._mentions_of[whole] if m not in set(moved)]
        self._mentions.update(dict.fromkeys(moved, part.iri))

    def _forms(self, name: NameFact, pair: Pair, side: Side) -> list[str]:
        if not may_be(name, side, self._facts):
            return []
        return [form for form in name.written if _fits(form, pair, side)]


def may_be(name: NameFact, side: Side, facts: Facts) -> bool:
    """Return whether a name is of the type and the document that a side gives, if it gives any."""
    key = facts.documents[name.document].key if name.document in facts.documents else ""
    return side.type in ("", name.type) and side.document in ("", key)


def _fits(form: str, pair: Pair, side: Side) -> bool:
    """Return whether a form is one of a side: without legal form, but where only that tells the sides apart."""
    key = surface_key if name_key(pair.one.name) == name_key(pair.other.name) else name_key
    return form == side.name or (key(form) == key(side.name) != "")


def _is_of(mention: str, part: NameFact, facts: Facts) -> bool:
    span = facts.spans.get(mention)
    if span is None:
        return False
    # A form is written once, without the full stop or the possessive that some of its mentions have.
    words = surface_key(span.words)
    return any(one_line(span.words) == form or words == surface_key(form) != "" for form in part.written)


def _parts(name: NameFact, gone: Sequence[str]) -> tuple[NameFact, NameFact]:
    """Return a name without some of its forms, and a name of these. References ("the company") stay with the first."""
    canonical, *forms = sorted(gone, key=lambda form: (-len(form), form))
    kept = tuple(form for form in name.forms if form not in gone)
    keys = _keys(gone, name)
    left = tuple(key for key in name.keys if key not in keys) or _keys((name.canonical, *kept), name)
    part = NameFact(
        minted("part", name.iri, canonical),
        name.document,
        name.type,
        canonical,
        tuple(sorted(forms)),
        keys,
        name.entry,
        name.part_of or name.iri,
    )
    return replace(name, forms=kept, keys=left), part


def _keys(forms: Iterable[str], name: NameFact) -> tuple[str, ...]:
    key = common_noun_key if name.type in COMMON_NOUNS else name_key
    return tuple(sorted({key(form) or form for form in forms}))
