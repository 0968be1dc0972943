"""Which names were joined into one thing, and by what: for a user to look over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from reechain.graph.decisions import Pair, Side
from reechain.graph.derivation import Derived
from reechain.graph.entries import UNLISTED, rank
from reechain.graph.facts import ClaimFact, NameFact
from reechain.graph.grouping import OF_ONE, Group, renames
from reechain.graph.identity import entry_of
from reechain.graph.labels import Renamed, labels_of
from reechain.ontology.names import name_key

TYPES: Final = "one name, and two types"
RENAMED: Final = "a text says that it was renamed"
SHORT: Final = "one text uses both for one thing, as a short form or by its words"
LISTED: Final = "the gazetteer has both as names of"
TIED: Final = "other names tie them"


@dataclass(frozen=True, slots=True)
class Join:
    """Two names of one thing, by its IRI, and why they were joined; `claim` is the renaming that says so, if one does."""

    thing: str
    pair: Pair
    why: str
    claim: ClaimFact | None = None

    @property
    def surprise(self) -> tuple[bool, bool]:
        """What surprises most sorts first: names without a word in common; last what the gazetteer says."""
        one, other = (name_key(side.name).split() for side in (self.pair.one, self.pair.other))
        is_short = any(
            len(short) == 1
            and short[0].startswith(full[0][:1])
            and set(short[0]) <= {word[0] for word in full}
            for short, full in ((one, other), (other, one))
        )
        return self.why.startswith(LISTED), is_short or not set(one).isdisjoint(other)


def joins_of(derived: Derived) -> Iterator[Join]:
    """Yield each join of names that are not alike, thing by thing. The first side is the name that stays."""
    facts = derived.reviewed.facts
    renamed = {name.iri: claim for claim, *ends in renames(facts) for name in ends}
    for group in derived.grouping.groups.values():
        if any(name.type in OF_ONE for name in group.names):
            yield from _of_types(group)
            yield from _of_forms(group, renamed)


def _of_types(group: Group) -> Iterator[Join]:
    """Yield the names that one written name has as things of two types: a project and its company."""
    first: dict[str, NameFact] = {}
    for name in sorted(group.names, key=lambda name: (name.canonical, name.type)):
        known = first.setdefault(name_key(name.canonical), name)
        if known.type is not name.type and name.canonical == known.canonical:
            pair = Pair(Side(known.canonical, known.type), Side(name.canonical, name.type))
            yield Join(group.iri, pair, TYPES)


def _of_forms(group: Group, renamed: Mapping[str, ClaimFact]) -> Iterator[Join]:
    entry = entry_of(group)
    main = labels_of(group, Renamed(), entry).preferred[0]
    forms: dict[str, tuple[str, NameFact]] = {}
    for name in group.names:
        for form in name.written:
            if name.type in OF_ONE and name_key(form) and not _is_alike(name, main):
                forms.setdefault(name_key(form), (form, name))
    for key, (form, name) in sorted(forms.items()):
        if key != name_key(main):
            pair, claim = Pair(Side(main), Side(form)), None
            if max(rank(main, entry), rank(form, entry)) < UNLISTED and entry is not None:
                why = f"{LISTED} {entry.label}"
            elif name.iri in renamed and main not in name.written:
                why, claim = RENAMED, renamed[name.iri]
            else:
                why = SHORT if _shares(group, main, key) else TIED
            yield Join(group.iri, pair, why, claim)


def _is_alike(name: NameFact, main: str) -> bool:
    """Return whether the forms of a name are compared as one: "Bayan Obo" and "the Bayan Obo mine"."""
    return len(name.keys) == 1 and main in name.written


def _shares(group: Group, main: str, key: str) -> bool:
    """Return whether one document has both forms in one name."""
    keys = ({name_key(form) for form in name.written} for name in group.names)
    return any({name_key(main), key} <= found for found in keys)
