"""Which things may be one, for a user to decide: nothing here joins anything.

What is asked is what a reader would wonder about: a name that begins another, initials, one acronym in two documents,
sites of one name in two countries, names that differ by a letter, a gap or the order of words, and items of a list that commas may have cut out of one name.
Things that the gazetteer knows as two, that a claim relates to each other, or that a user said are two, are not asked about.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from reechain.graph.assertion import Judged
from reechain.graph.cut_names import cut_names
from reechain.graph.facts import Facts
from reechain.graph.grouping import OF_ONE, Grouping, is_local
from reechain.graph.whereabouts import SITES
from reechain.ontology.names import longer_names, name_key
from reechain.ontology.records import EntityType

_ANOTHER: Final = frozenset("group holdings holding international".split())
"""What makes another firm of a name, by the keys of names: that is no doubt."""
_OFTEN: Final = 3
"""A name that begins so many others is that of a family of firms, and says nothing of any."""
_LEAST_LETTERS: Final = 8
_LEAST_INITIALS: Final = 3
_Ends = tuple[str, str]


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """Two things that may be one, by IRI, the forms that raise the doubt, and why."""

    one: str
    other: str
    forms: tuple[str, str]
    why: str


def doubts_of(
    facts: Facts, grouping: Grouping, types: Mapping[str, EntityType], judged: Iterable[Judged]
) -> tuple[Doubt, ...]:
    """Return the doubts, one for each two things, sorted; a pure function of what is derived."""
    related = {tuple(sorted((j.subject, j.object))) for j in judged if j.asserts}
    decided = _decided(facts, grouping)
    found: dict[_Ends, Doubt] = {}
    for one, other, why in (*_cut(facts, grouping), *_alike(grouping, types, decided)):
        ends = tuple(sorted((one[0], other[0])))
        is_known = all(grouping.groups[iri].entry for iri in ends)
        is_asked = ends[0] != ends[1] and not is_known and ends not in decided
        if is_asked and (why == CUT or ends not in related):
            first, second = sorted((one, other))
            found.setdefault((first[0], second[0]), Doubt(first[0], second[0], (first[1], second[1]), why))
    return tuple(sorted(found.values()))


_Named = tuple[str, str]
"""The IRI of a thing, and one of the forms of its names."""
_Found = tuple[_Named, _Named, str]

CUT: Final = "listed one behind the other, behind the company that they are said to belong to: commas may have cut one name"
BEGINS: Final = "one name begins the other"
INITIALS: Final = "one name is the initials of the other"
ACRONYMS: Final = "two documents have one acronym or number"
SHARED: Final = "two documents use one short name"
COUNTRIES: Final = "documents put sites of one name in two countries, or do not tell in which"
LETTER: Final = "the names differ by one letter"
GAPS: Final = "the names differ by gaps or the order of words"


def _decided(facts: Facts, grouping: Grouping) -> set[tuple[str, ...]]:
    """Return the things that a user said are two."""
    # A side may be a gazetteer entry: the thing of that IRI.
    sides = (({grouping.entity_of.get(name, name) for name in side} for side in pair) for pair in facts.apart)
    return {tuple(sorted((a, b))) for one, other in sides for a in one for b in other}


def _cut(facts: Facts, grouping: Grouping) -> Iterator[_Found]:
    for one, other in cut_names(facts, grouping.entity_of):
        first, second = (facts.mentions[mention] for mention in (one, other))
        yield (
            (grouping.entity_of[first], facts.names[first].canonical),
            (grouping.entity_of[second], facts.names[second].canonical),
            CUT,
        )


def _alike(
    grouping: Grouping, types: Mapping[str, EntityType], decided: Container[tuple[str, ...]]
) -> Iterator[_Found]:
    for entity_type in OF_ONE:
        forms: dict[str, dict[str, str]] = defaultdict(dict)
        local: dict[str, list[_Named]] = defaultdict(list)
        for group in (group for iri, group in grouping.groups.items() if types[iri] is entity_type):
            for name in group.names:
                for form in name.written:
                    if is_local(entity_type, form):
                        local[name_key(form)].append((group.iri, form))
                    elif key := name_key(form):
                        forms[key].setdefault(group.iri, form)
        yield from _local(local, forms, decided)
        yield from _shared(forms, decided, is_site=entity_type in SITES)
        yield from _beginnings(forms)
        yield from _spellings(forms)


_Forms = Mapping[str, Mapping[str, str]]
"""By key, the things that have it, each with a form."""


def _shared(forms: _Forms, decided: Container[tuple[str, ...]], *, is_site: bool) -> Iterator[_Found]:
    """Yield things that share a key: one word of which the full names do not go together, or sites in two countries."""
    for key, things in forms.items():
        if len(things) > 1 and (is_site or " " not in key):
            why = COUNTRIES if is_site else SHARED
            yield from ((one, other, why) for one, other in _chain(sorted(things.items()), decided))


def _local(
    local: Mapping[str, list[_Named]], forms: _Forms, decided: Container[tuple[str, ...]]
) -> Iterator[_Found]:
    """Yield acronyms and numbers with their full names, and with each other, as few pairs as may make them one."""
    initials: dict[str, list[_Named]] = defaultdict(list)
    for key, things in forms.items():
        initials["".join(word[0] for word in key.split())].extend(things.items())
    for key, named in local.items():
        short = sorted(set(named))
        yield from ((one, other, ACRONYMS) for one, other in _chain(short, decided))
        if len(key) >= _LEAST_INITIALS:
            yield from ((one, full, INITIALS) for full in initials[key] for one in short)


def _chain(things: Sequence[_Named], decided: Container[tuple[str, ...]]) -> Iterator[tuple[_Named, _Named]]:
    """Yield pairs that tie things together, near ones first, without those that a user said are two."""
    part = list(range(len(things)))
    for distance in range(1, len(things)):
        if len(set(part)) == 1:
            return
        for first in range(len(things) - distance):
            one, other = things[first], things[first + distance]
            kept, lost = part[first], part[first + distance]
            if kept != lost and (one[0], other[0]) not in decided:
                part = [kept if number == lost else number for number in part]
                yield one, other


def _beginnings(forms: _Forms) -> Iterator[_Found]:
    longer = longer_names(forms)
    for key, things in forms.items():
        found = [other for other in longer.get(key, ()) if other.split()[len(key.split())] not in _ANOTHER]
        named = {iri: form for other in found for iri, form in forms[other].items() if iri not in things}
        if 0 < len(named) < _OFTEN and len(key) > _LEAST_INITIALS:
            yield from ((short, full, BEGINS) for short in things.items() for full in sorted(named.items()))


def _spellings(forms: _Forms) -> Iterator[_Found]:
    same: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in forms:
        whole = key.replace(" ", "")
        same["gaps", whole].append(key)
        same["order", " ".join(sorted(key.split()))].append(key)
        if len(whole) >= _LEAST_LETTERS:
            # Two words that differ by a letter are one word once that letter is left out.
            same["letter", whole].append(key)
            for place in range(len(whole)):
                if not whole[place].isdigit():
                    same["letter", whole[:place] + whole[place + 1 :]].append(key)
    for (kind, _), keys in same.items():
        for one, other in combinations(sorted(set(keys)), 2):
            if kind != "letter" or _is_one_letter(one, other):
                why = LETTER if kind == "letter" else GAPS
                yield from ((a, b, why) for a in forms[one].items() for b in forms[other].items())


def _is_one_letter(one: str, other: str) -> bool:
    """Return whether keys of as many words differ in one word of some length, by one letter and by no number."""
    words, others = one.split(), other.split()
    if len(words) != len(others):
        return False
    unlike = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    return (
        len(unlike) == 1 and min(map(len, unlike[0])) >= 4 and not any(map(str.isdigit, "".join(unlike[0])))
    )
