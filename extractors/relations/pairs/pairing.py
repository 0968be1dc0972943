"""Makes the pairs of a document, sentence by sentence."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from spacy.tokens import Doc, Span

from reechain.extractors.candidates import type_of
from reechain.extractors.references.discourse import Discourse
from reechain.extractors.references.factory import EXTRACTOR as REFERENCE
from reechain.extractors.relations.matcher import Found
from reechain.extractors.relations.pairs.features import SMALL, Words, of_end, of_two, over, place, standing
from reechain.extractors.relations.pairs.pair import (
    SYMMETRIC,
    End,
    Form,
    Pair,
    Part,
    Side,
    may_relate,
    possible,
)
from reechain.extractors.relations.slots import LETTER, Atom, SlottedSentence
from reechain.extractors.tokens import span_text, tokens_of
from reechain.ontology.names import singular, words
from reechain.ontology.records import EntityType

_REACH: Final = 2
"""How many sentences back the other end of a pair may stand."""
_MOST: Final = 8
"""How many slots of a sentence before are tried."""
_SPOKEN_OF: Final = (
    frozenset(LETTER.values()) - {LETTER[EntityType.PLACE], LETTER[EntityType.APPLICATION]},
    frozenset(LETTER[EntityType[name]] for name in ("COMPANY", "MINE", "FACILITY", "PRODUCT", "POLICY")),
    frozenset(LETTER[EntityType[name]] for name in ("COMPANY", "MINE", "FACILITY", "PRODUCT")),
)
"""What a sentence may speak of when it stood one sentence before, two, or farther back: of the rest hardly any ever is."""
_UNTOLD: Final[tuple[Mapping[str, float], Part]] = {}, ()
_Sides = Sequence[Sequence[Side]]
"""The members of a slot, of each the sides of what it means."""
_Ruled = Mapping[tuple[int, int], Sequence[Found]]
"""What the rules found, by the numbers of its ends."""


@dataclass(slots=True, eq=False)
class _Slot:
    """A slot from token `start` on: the ends of each of its atoms, one for each thing that the atom means.

    `letter` is that of the first atom, `letters` are those of all.
    """

    start: int
    letter: str
    members: list[list[End]]
    letters: str

    @property
    def thing(self) -> Hashable:
        """What the first atom means."""
        return self.members[0][0].thing


@dataclass(slots=True, eq=False)
class _Place:
    """A sentence with its words and slots, and what the rules found in it."""

    sentence: SlottedSentence
    words: Words
    slots: list[_Slot]
    ruled: _Ruled
    known: dict[tuple[int, int], _Sides] = field(default_factory=dict)

    def sides(self, n: int, side: int) -> _Sides:
        """Return the left (0) or the right (1) sides of a slot, for the pairs within the sentence."""
        found = self.known.get((n, side))
        if found is None:
            found = self.known[n, side] = self.sides_seen(n, side, ())
        return found

    def sides_seen(self, n: int, side: int, seen: tuple[Part, ...]) -> _Sides:
        """Return the sides of a slot with the features of where it stands."""
        start, end, at = self.sentence.start, self.sentence.end, self.words.at[n]
        return _sides(self.slots[n], side, start, end, self.words.words, at, seen)


@dataclass(slots=True, eq=False)
class _Antecedent:
    """What a sentence may speak of without naming it: its kind, its slot, and what is told of where it stood."""

    kind: str
    slot: _Slot
    told: tuple[str | int, ...] = ()


class Pairing:
    """Makes the pairs of a document, sentence by sentence.

    `names` tells which mentions are one thing: any hashable for each span.
    """

    def __init__(
        self, doc: Doc, discourse: Discourse, ruled: Sequence[Found], names: Mapping[Span, Hashable]
    ) -> None:
        self.tokens = tokens_of(doc)
        self.discourse = discourse
        self.names = names
        self.numbers: dict[Span, int] = {}
        self.ruled: defaultdict[tuple[int, int], list[Found]] = defaultdict(list)
        for item in ruled:
            self.ruled[self._number(item.subject_means), self._number(item.object_means)].append(item)
        self.in_order = sorted(ruled, key=lambda item: item.start)
        self.starts = [item.start for item in self.in_order]
        self.longest = max((item.end - item.start for item in ruled), default=0)
        self.involved = {number for ends in self.ruled for number in ends}
        self.found: list[Pair] = []
        self.before: list[_Place] = []
        self.recent: dict[str, tuple[int, _Slot]] = {}
        self.number = 0
        self.rank = _ranks(names)
        self.ends: dict[tuple[int, int, int], End] = {}
        self.topic = names.get(discourse.topic) if discourse.topic is not None else None
        self.topics = self._topics()

    def all(self, sentences: Iterable[SlottedSentence]) -> list[Pair]:
        """Return the pairs of a document, and at the end those that only the rules have seen."""
        for sentence in sentences:
            self._read(sentence)
        found = self.found
        met = {
            ends
            for pair in found
            if pair.ruled
            for ends in _both(pair.left_side.whose.number, pair.right_side.whose.number)
        }
        for ends, items in self.ruled.items():
            if ends not in met and _is_decided(items[0]):
                found.append(self._ruled_only(items[0]))
        return found

    def _ruled_only(self, item: Found) -> Pair:
        told = {f"{item.relation.base}>": item.confidence}
        left, right = (
            Side(self._end(span, means, ((), ())), item.start, item.end, (), 0, ())
            for span, means in ((item.subject, item.subject_means), (item.object, item.object_means))
        )
        own = f"ruled {item.family}", f"ruled {item.relation.base}"
        return Pair(left, right, ("ruled",), own, (), (), told, ())

    def _read(self, sentence: SlottedSentence) -> None:
        """Find the pairs of a sentence, and of it with those before it."""
        slots = [self._slot(slot) for slot in sentence.slots]
        here = _Place(sentence, Words(sentence), slots, self._ruled_in(sentence))
        if sentence.lead:
            self._crossing(here)
            return
        self._within(here)
        self._over(here)
        self.before.append(here)
        self.number += 1
        for slot in here.slots:
            if not _SPOKEN_OF[-1].isdisjoint(slot.letters):
                self.recent[slot.letter] = (self.number, slot)

    def _within(self, here: _Place) -> None:
        count = len(here.slots)
        for i in range(count):
            self._in_list(here, i)
            for j in range(i + 1, count):
                self._joined(here, i, j, "in")

    def _crossing(self, here: _Place) -> None:
        """Find the pairs of the heading of a list with an item of it."""
        text, lead, count = here.sentence.text, here.sentence.lead, len(here.slots)
        first = next((n for n in range(count) if text.find(f":{n}»") >= lead), count)
        for i in range(first):
            for j in range(first, count):
                self._joined(here, i, j, "item")

    def _joined(self, here: _Place, i: int, j: int, kind: str) -> None:
        left, right = here.slots[i], here.slots[j]
        if may_relate(left.letters, right.letters):
            self._members(here, here.sides(i, 0), here.sides(j, 1), here.words.between(i, j, kind))

    def _members(self, here: _Place, left: _Sides, right: _Sides, passage: Part, own: Part = ()) -> None:
        """Find the pairs of the members of two slots; those of one thing with itself are none."""
        found = self.found
        for m, lefts in enumerate(left):
            for n, rights in enumerate(right):
                stand = place(m, len(left), n, len(right))
                for one in lefts:
                    a = one.whose
                    for other in rights:
                        b = other.whose
                        if a.thing == b.thing or not may_relate(a.form.letter, b.form.letter):
                            continue
                        ruled, told = _UNTOLD
                        if a.is_ruled and b.is_ruled:
                            ruled, told = _told_of(here.ruled, a, b)
                        two = of_two(a.form, b.form)
                        found.append(Pair(one, other, passage, own, stand, two, ruled, told))

    def _in_list(self, here: _Place, i: int) -> None:
        """Find the pairs of the members of one list: "Foo and Bar agreed", "Lynn Lake, Manitoba"."""
        slot = here.slots[i]
        members = slot.members
        if len(members) < 2 or not any(
            may_relate(a[0].form.letter, b[0].form.letter) for a in members for b in members if a is not b
        ):
            return
        atoms, shared = here.sentence.slots[i], here.words.in_list(i)
        lefts, rights = here.sides(i, 0), here.sides(i, 1)
        for m in range(len(members)):
            for n in range(m + 1, len(members)):
                gap = self.tokens.lows[atoms[m].end : atoms[n].start] if n == m + 1 else ["..."]
                own = [f"glue={' '.join(gap)}", f"L{n - m}/{min(len(members), 4)}"]
                self._members(here, [lefts[m]], [rights[n]], shared, own)

    def _over(self, here: _Place) -> None:
        """Find the pairs of what stood before a sentence with the slots of it."""
        if not here.slots:
            return
        present = {end.thing for slot in here.slots for ends in slot.members for end in ends}
        tried: set[tuple[str, Hashable]] = set()
        met: set[Hashable] = set()
        letters = "".join(slot.letter for slot in here.slots)
        atoms = [atom for slot in here.sentence.slots for atom in slot]
        referred = sorted({atom.letter for atom in atoms if atom.span.id_ == REFERENCE})
        at_all = here.words.site_of_all(referred)
        rights: dict[int, _Sides] = {}
        for each in self._antecedents():
            kind, left = each.kind, each.slot
            thing = left.thing
            if thing in present or (kind, thing) in tried or (kind[0] != "X" and thing in met):
                continue
            tried.add((kind, thing))
            met.add(thing)
            start = here.sentence.start
            if kind[0] != "T":
                start = min(self.tokens.sent_of(left.start)[0], start)
            rivals = letters.count(left.letter)
            lefts: _Sides = ()
            for j, right in enumerate(here.slots):
                if not may_relate(left.letters, right.letters):
                    continue
                if j not in rights:
                    rights[j] = here.sides_seen(j, 1, (here.words.site(j), at_all))
                lefts = lefts or _sides(left, 0, start, start, (), 0, (self._standing(each),))
                passage = over(kind, letters[:j], rivals, left.letter, letters[j])
                self._members(here, lefts, rights[j], passage)

    def _antecedents(self) -> Iterator[_Antecedent]:
        for distance, other in enumerate(reversed(self.before[-_REACH:]), 1):
            last = {slot.letter: n for n, slot in enumerate(other.slots)}
            final = len(other.slots) - 1
            for n, slot in enumerate(other.slots[:_MOST]):
                if _SPOKEN_OF[distance - 1].isdisjoint(slot.letters):
                    continue
                where = "first" if n == 0 else "last" if n == final else "mid"
                yield _Antecedent(f"X{distance}", slot, (where, last[slot.letter] == n, len(slot.members)))
        for letter, (number, recent) in self.recent.items():
            if self.number - number >= _REACH:
                yield _Antecedent(f"R{letter}", recent, (self.number - number,))
        yield from self.topics

    def _topics(self) -> list[_Antecedent]:
        """Return what the whole text is about: a company, a policy."""
        found = []
        for span in (self.discourse.topic, self.discourse.rule or self.discourse.sole.get(EntityType.POLICY)):
            if span is not None:
                slot = self._slot((Atom(span.start, span.end, span, (span,)),))
                found.append(_Antecedent(f"T{slot.letter}", slot))
        return found

    def _standing(self, each: _Antecedent) -> Part:
        slot = each.slot
        rank, is_topic = self.rank.get(slot.thing, "-"), slot.thing == self.topic
        return standing(each.kind, slot.letter, rank, is_topic, each.told)

    def _slot(self, atoms: Sequence[Atom]) -> _Slot:
        members = [[self._end_of(atom, means) for means in atom.meanings] for atom in atoms]
        return _Slot(
            atoms[0].span.start, atoms[0].letter, members, "".join({ends[0].form.letter for ends in members})
        )

    def _end_of(self, atom: Atom, means: Span) -> End:
        span = atom.span if len(atom.meanings) == 1 else means
        key = atom.start, means.start, means.end
        known = self.ends.get(key)
        if known is not None and known.span is span and known.means is means:
            return known
        if known is None:
            form, thing = self._form(means), self.names.get(means)
            kind = means.id_ if atom.span is means else atom.span.label_
            is_topic = thing is not None and thing == self.topic
            features = of_end(form.letter, form.head, kind, self.rank.get(thing, "-"), is_topic=is_topic)
            known = self.ends[key] = self._end(span, means, features)
            return known
        return self._end(span, means, known.features)

    def _end(self, span: Span, means: Span, features: tuple[Part, Part]) -> End:
        number = self._number(means)
        thing, is_ruled = self.names.get(means), number in self.involved
        return End(span, means, number, thing, self._form(means), features, is_ruled)

    def _form(self, span: Span) -> Form:
        return _form(type_of(span), span_text(span), self.tokens.words[span.end - 1])

    def _number(self, span: Span) -> int:
        return self.numbers.setdefault(span, len(self.numbers))

    def _ruled_in(self, sentence: SlottedSentence) -> _Ruled:
        """Return what the rules found in a sentence, by its ends."""
        found: defaultdict[tuple[int, int], list[Found]] = defaultdict(list)
        first = bisect_left(self.starts, sentence.start - self.longest)
        for item in self.in_order[first : bisect_left(self.starts, sentence.end)]:
            if item.end > sentence.start:
                found[self._number(item.subject_means), self._number(item.object_means)].append(item)
        return found


def _told_of(ruled: _Ruled, a: End, b: End) -> tuple[Mapping[str, float], Part]:
    """Return the columns that the rules speak for between two ends in a sentence, and the features of that."""
    if not (found := _between(ruled, a, b)):
        return _UNTOLD
    columns = {f"{item.relation.base}{sign}": item.confidence for sign, item in found}
    families = (f"family={item.family}{sign}" for sign, item in found)
    return columns, (*families, *(f"rule={column}" for column in columns))


def _between(ruled: _Ruled, a: End, b: End) -> list[tuple[str, Found]]:
    """Return what the rules found between two ends, each with its direction; the surest last."""
    found = [
        (sign, item)
        for sign, ends in ((">", (a.number, b.number)), ("<", (b.number, a.number)))
        for item in ruled.get(ends, ())
    ]
    if not found:
        return found
    both = [(">", item) for _, item in found if item.relation.name in SYMMETRIC]
    one_way = [(sign, item) for sign, item in found if item.relation.name not in SYMMETRIC]
    return sorted([*one_way, *both], key=lambda pair: pair[1].confidence)


def _sides(
    slot: _Slot, side: int, start: int, end: int, said: Sequence[str], at: int, seen: tuple[Part, ...]
) -> _Sides:
    """Return the left (0) or the right (1) sides of a slot that stands in tokens `[start, end)`."""
    return [
        [Side(one, start, end, said, at, one.features[side], seen) for one in ends] for ends in slot.members
    ]


@lru_cache(maxsize=20_000)
def _form(kind: EntityType, text: str, last: str) -> Form:
    """Return the form of a name; its head is its last word, folded, in the singular."""
    said, folded = words(text), words(last)
    head = singular(folded[-1]) if folded else last
    return Form(kind, LETTER[kind], head, said, frozenset(said) - SMALL)


def _both(left: int, right: int) -> tuple[tuple[int, int], tuple[int, int]]:
    return (left, right), (right, left)


def _is_decided(item: Found) -> bool:
    ends = type_of(item.subject_means), type_of(item.object_means)
    return f"{item.relation.base}>" in possible(*ends)


def _ranks(names: Mapping[Span, Hashable]) -> dict[Hashable, str]:
    """Return how prominent each thing is among those of its type: the only one, the first by mentions, the second."""
    counts: defaultdict[str, Counter[Hashable]] = defaultdict(Counter)
    for span, thing in names.items():
        counts[span.label_][thing] += 1
    found: dict[Hashable, str] = {}
    for counted in counts.values():
        for place_of, (thing, count) in enumerate(counted.most_common()):
            found[thing] = "only" if len(counted) == 1 else f"{min(place_of, 2)}/{min(count, 4)}"
    return found
