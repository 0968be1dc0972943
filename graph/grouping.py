"""Which names are one thing: ties between names, and the groups that the ties make.

Nothing here depends on the order in which documents came: ties are followed in rounds, in each of
which every name that is not yet of a gazetteer entry looks at what its ties led to in the last.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reechain.graph.apart import Components, Rivals, agreed, own_iris, rivals_of
from reechain.graph.facts import ClaimFact, Facts, NameFact
from reechain.graph.whereabouts import in_two_countries
from reechain.ontology.names import name_key, singular
from reechain.ontology.namespaces import digest, unlisted
from reechain.ontology.records import EntityType, Stance
from reechain.ontology.schema import relations

THRESHOLD: Final = 0.5
"""The confidence from which a claim counts."""
_IN: Final = " in "
OF_ONE: Final = (
    EntityType.COMPANY,
    EntityType.MINE,
    EntityType.FACILITY,
    EntityType.AGENCY,
    EntityType.POLICY,
)
"""The types whose names are those of single things: goods and places are told apart by the vocabulary."""
_NUMBERED: Final = re.compile(
    r"(?:announcement|notice|order|decree|circular|decision|proclamation|directive|resolution|regulation|rule|law|act|document|bulletin)"
    r"(?: (?:no|number))? \d{1,3}"
)
ACRONYM: Final = re.compile(r"[A-Z](?:[&.-]?[A-Z]){1,4}\.?")
"""A name of two to five capitals: texts make them up as they go."""


class Rule(StrEnum):
    """Why two names may be one thing."""

    ENTRY = "gazetteer entry"
    KEY = "name key"
    RENAME = "renaming"
    REVIEW = "decision of a user"


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """What several names share. `what` is an entry, a key, the IRI of a claim or the names that a user joined."""

    rule: Rule
    what: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """A line of the merge log: a tie, and the entities that its names denote after it.

    One entity means that the tie joined its names; several mean that the join was refused, since it
    would have made one thing of two gazetteer entries, of sites in two countries, or of what a user says are two.
    """

    tie: Tie
    entities: tuple[str, ...]

    @property
    def is_refused(self) -> bool:
        """Whether the names stayed apart."""
        return len(self.entities) > 1


@dataclass(frozen=True, slots=True)
class Group:
    """Names that are one thing, sorted by IRI. `superseded` are IRIs that it had or may have had."""

    iri: str
    entry: str | None
    names: tuple[NameFact, ...]
    superseded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grouping:
    """The groups by IRI, sorted; the entity of each name; the log of joins and refusals."""

    groups: Mapping[str, Group]
    entity_of: Mapping[str, str]
    log: tuple[Merge, ...]


def grouping_of(facts: Facts) -> Grouping:
    """Return which names are one thing, as a pure function of the facts."""
    all_ties = [*_entry_ties(facts), *_key_ties(facts), *_rename_ties(facts), *_review_ties(facts)]
    ties = sorted(_narrowed(all_ties, facts))
    told = (claim for claim in facts.claims.values() if counts(claim))
    alike = (tie.names for tie in all_ties if tie.rule is Rule.KEY)
    rivals = rivals_of([*facts.apart, *in_two_countries(facts, told, alike)])
    listed = _listed(facts, ties, rivals)
    members: dict[str, list[NameFact]] = defaultdict(list)
    for name, entry in listed.items():
        members[entry].append(facts.names[name])
    for iri, component in _components(
        [name for name in facts.names if name not in listed], ties, rivals, facts
    ):
        members[iri].extend(facts.names[name] for name in component)
    entity_of = {name.iri: iri for iri, names in members.items() for name in names}
    groups = {iri: _group(iri, members) for iri in sorted(members)}
    return Grouping(groups, entity_of, tuple(_log(ties, entity_of)))


def counts(claim: ClaimFact) -> bool:
    """Return whether a claim is put forward as a fact, and trusted."""
    return claim.stance is Stance.ASSERTED and claim.confidence >= THRESHOLD and not claim.is_rejected


def renames(facts: Facts) -> Iterator[tuple[ClaimFact, NameFact, NameFact]]:
    """Yield each claim of a renaming that counts, with the old and the new name."""
    relation = relations()["renamedTo"]
    for claim in facts.claims.values():
        if claim.predicate == relation.name and counts(claim):
            old, new = (facts.names[facts.mentions[end]] for end in (claim.subject, claim.object))
            if old.type in relation.subjects and new.type in relation.objects and old != new:
                yield claim, old, new


def keys_of(name: NameFact) -> tuple[str, ...]:
    """Return the keys by which a name is compared; those of acronyms, and of numbers alone, hold in their document only.

    Texts make up acronyms as they go, and each office counts its orders anew each year: "ABC" or "Order No. 27" in two
    documents is two things until a fuller name, or the gazetteer, says otherwise.
    """
    local = {name_key(form) for form in name.written if is_local(name.type, form)}
    keys = name.keys or (name_key(name.canonical) or name.canonical,)
    return tuple(f"{key}{_IN}{digest(name.document)[:8]}" if key in local else key for key in keys)


def is_local(kind: EntityType, form: str) -> bool:
    """Whether a form of a name means something in its document only: an acronym, or the number of a rule without its year."""
    if ACRONYM.fullmatch(form):
        return True
    return kind is EntityType.POLICY and bool(_NUMBERED.fullmatch(name_key(form)))


def _entry_ties(facts: Facts) -> Iterator[Tie]:
    by_entry: dict[str, list[str]] = defaultdict(list)
    for name in facts.names.values():
        if name.entry:
            by_entry[name.entry].append(name.iri)
    return (Tie(Rule.ENTRY, entry, tuple(names)) for entry, names in by_entry.items())


def _key_ties(facts: Facts) -> Iterator[Tie]:
    by_key: dict[str, list[str]] = defaultdict(list)
    for name in facts.names.values():
        for key in keys_of(name):
            by_key[key].append(name.iri)
    return (Tie(Rule.KEY, key, tuple(names)) for key, names in by_key.items())


def _narrowed(ties: Sequence[Tie], facts: Facts) -> Iterator[Tie]:
    """Yield the ties, those by one word without the things that several fuller names make of it.

    The "Foo" of Foo Foods and that of Foo Metals are two firms, which the word does not join; what is only called so
    is either, and stays one thing. Fuller names that something else ties are those of one thing.
    """
    whole = [tie for tie in ties if tie.rule is not Rule.KEY or " " in tie.what]
    yield from whole
    together = Components(facts.names, {})
    for tie in whole:
        together.join_all(tie.names)
    part_of = {name: part[0] for part in together.groups() for name in part}
    for tie in ties:
        if tie.rule is Rule.KEY and " " not in tie.what:
            several = _several(tie, facts, part_of)
            yield Tie(
                tie.rule,
                tie.what,
                tuple(name for name in tie.names if part_of[name] not in several),
            )


def _several(tie: Tie, facts: Facts, part_of: Mapping[str, str]) -> set[str]:
    """Return the parts that share a word for short, where their fuller names do not go together; else none."""
    found: set[str] = set()
    for kind in OF_ONE:
        fuller: dict[str, set[str]] = defaultdict(set)
        for name in (facts.names[iri] for iri in tie.names if facts.names[iri].type is kind):
            for key in keys_of(name):
                if key.startswith(f"{tie.what} ") and _IN not in key:
                    fuller[_in_singular(key)].add(part_of[name.iri])
        # Of "foo metals" and "foo metals asia" the first is the base: the second goes with it.
        bases = [key for key in fuller if not any(key.startswith(f"{other} ") for other in fuller)]
        parts = set().union(*(fuller[key] for key in bases))
        if len(bases) > 1 and len(parts) > 1:
            found |= set().union(*fuller.values())
    return found


def _in_singular(key: str) -> str:
    return " ".join(map(singular, key.split()))


def _rename_ties(facts: Facts) -> Iterator[Tie]:
    return (Tie(Rule.RENAME, claim.iri, (old.iri, new.iri)) for claim, old, new in renames(facts))


def _review_ties(facts: Facts) -> Iterator[Tie]:
    return (Tie(Rule.REVIEW, digest(*names), names) for names in facts.same)


def _listed(facts: Facts, ties: Iterable[Tie], rivals: Rivals) -> dict[str, str]:
    """Return the gazetteer entry of each name that has one or is tied to one and no other."""
    ties_of: dict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        for name in tie.names:
            ties_of[name].append(tie)
    listed = {name.iri: name.entry for name in facts.names.values() if name.entry}
    undecided = [name for name in facts.names if name not in listed]
    while found := dict(_found(undecided, ties_of, listed)):
        single = {name: next(iter(entries)) for name, entries in found.items() if len(entries) == 1}
        listed.update(agreed(single, listed, rivals, facts))
        # A name between two entries is of neither, and leads nobody to either.
        undecided = [name for name in undecided if name not in found]
    return listed


def _found(
    names: Iterable[str], ties_of: Mapping[str, list[Tie]], listed: Mapping[str, str]
) -> Iterator[tuple[str, set[str]]]:
    entries_of: dict[Tie, set[str]] = {}
    for name in names:
        found: set[str] = set()
        for tie in ties_of[name]:
            if tie not in entries_of:
                entries_of[tie] = {listed[other] for other in tie.names if other in listed}
            if len(entries_of[tie]) == 1:
                found |= entries_of[tie]
        if found:
            yield name, found


def _components(
    names: Iterable[str], ties: Iterable[Tie], rivals: Rivals, facts: Facts
) -> Iterator[tuple[str, list[str]]]:
    """Yield the names in groups that ties connect, each with its IRI. What a user joined comes first."""
    found = Components(names, rivals)
    for tie in sorted(ties, key=lambda tie: tie.rule is not Rule.REVIEW):
        found.join_all(tie.names)
    groups = found.groups()
    keys = [_keys(group, facts) for group in groups]
    iris = own_iris(keys, [[facts.names[name] for name in group] for group in groups])
    return zip(iris, groups, strict=True)


def _keys(component: Iterable[str], facts: Facts) -> list[str]:
    """Return the keys of a group, the best for an IRI first: the name of a document in an IRI is a last resort."""
    keys = {key for name in component for key in keys_of(facts.names[name])}
    return sorted(keys, key=lambda key: (_IN in key, key))


def _group(iri: str, members: Mapping[str, list[NameFact]]) -> Group:
    names = tuple(sorted(members[iri], key=lambda name: name.iri))
    entry = next((name.entry for name in names if name.entry), None)
    # An IRI that is a living entity of its own (a name between two entries) is not superseded.
    former = {unlisted(key) for name in names for key in keys_of(name)} - members.keys()
    return Group(iri, entry, names, tuple(sorted(former)))


def _log(ties: Iterable[Tie], entity_of: Mapping[str, str]) -> Iterator[Merge]:
    for tie in ties:
        if len(tie.names) > 1:
            yield Merge(tie, tuple(sorted({entity_of[name] for name in tie.names})))
