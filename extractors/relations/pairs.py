"""Pairs of things that a passage may relate, with named features of the words around them.

A pair has a left and a right end, in the order of the text; which relation holds, and in which direction, is for
the decider. Pairs stand within one sentence, in one list, under the heading of a list, or over sentences: a thing of
one of the sentences before and one of this.
"""

import itertools
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Span

from reechain.extractors.candidates import type_of
from reechain.extractors.references.discourse import Discourse
from reechain.extractors.references.factory import EXTRACTOR as REFERENCE
from reechain.extractors.relations.matcher import Found
from reechain.extractors.relations.slots import LETTER, Atom, SlottedSentence
from reechain.extractors.wordlists import load_toml
from reechain.ontology.names import singular, words
from reechain.ontology.records import EntityType
from reechain.ontology.schema import relations

_NEAR: Final = 14
"""How many words between two ends are seen in their order; of longer passages the first and last ones."""
_REACH: Final = 2
"""How many sentences back the other end of a pair may stand."""
_MOST: Final = 8
"""How many slots of a sentence before are tried."""
_GOODS: Final = frozenset(
    {EntityType.PRODUCT, EntityType.MINERAL, EntityType.ELEMENT, EntityType.APPLICATION}
)
_COMPETITORS: Final = frozenset("CAMFLPRNEU")
OVER: Final = "bias over"
_SMALL: Final = frozenset("the a an of to in and , for with by from on at its 's - is was has be".split())


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions or references, what they mean, the tokens `[start, end)` that hold both, and their features.

    `parts` are lists of features: first those of the passage, last those of the pair alone; a list that several pairs
    have is one object. `ruled` are the columns that rules speak for, with their confidence.
    """

    left: Span
    left_means: Span
    right: Span
    right_means: Span
    start: int
    end: int
    words: Sequence[str]
    at: tuple[int, int]
    parts: tuple[Sequence[str], ...]
    ruled: Mapping[str, float]

    @property
    def before(self) -> str:
        """The words of the sentence before the left end."""
        return " ".join(self.words[: self.at[0]])

    @property
    def between(self) -> str:
        """The words between the two ends."""
        return " ".join(self.words[self.at[0] + 1 : self.at[1]])

    @property
    def after(self) -> str:
        """The words of the sentence after the right end."""
        return " ".join(self.words[self.at[1] + 1 :])

    @property
    def is_over(self) -> bool:
        """Whether the left end stands before the sentence."""
        return self.parts[0][0] == OVER

    def of_column(self, column: str) -> list[str]:
        """Return the features that weigh the same in every column: how the rules agree, and of the relation as such."""
        return [*of_heads(column, head(self.left_means), head(self.right_means)), *self.of_rules(column)]

    def of_rules(self, column: str) -> list[str]:
        """Return how the rules agree with a column."""
        if column in self.ruled:
            return ["*match", f"*match{self.ruled[column]:.2f}", f"*match {column[:-1]}"]
        return ["*other"] if self.ruled else []


def of_heads(column: str, left: str, right: str) -> list[str]:
    """Return the features of the relation of a column with the heads of its subject and its object."""
    relation = column[:-1]
    subject, obj = (left, right) if column[-1] == ">" else (right, left)
    return [f"{relation}~s={subject}", f"{relation}~o={obj}", f"{relation}~so={subject}|{obj}"]


def possible(left: EntityType, right: EntityType) -> tuple[str, ...]:
    """Return the names of the columns that two types admit: `relation>` from left to right, `relation<` back."""
    return _POSSIBLE.get((left, right), ())


def _admitted() -> Mapping[tuple[EntityType, EntityType], tuple[str, ...]]:
    found: defaultdict[tuple[EntityType, EntityType], list[str]] = defaultdict(list)
    for name in sorted(DECIDED):
        relation = relations()[name]
        for subject in relation.subjects:
            for obj in relation.objects:
                found[subject, obj].append(f"{name}>")
                if name not in SYMMETRIC:
                    found[obj, subject].append(f"{name}<")
                elif subject is not obj:
                    found[obj, subject].append(f"{name}>")
    return {ends: tuple(dict.fromkeys(columns)) for ends, columns in found.items()}


DECIDED: Final = frozenset(load_toml("reechain.extractors.relations", "decided.toml")["relations"])
"""The relations that are decided; all others are left to the rules alone."""
SYMMETRIC: Final = frozenset(name for name in DECIDED if relations()[name].is_symmetric)
_POSSIBLE: Final = _admitted()
COLUMNS: Final = tuple(sorted({column for columns in _POSSIBLE.values() for column in columns}))
"""The names of all columns."""


class Pairing:
    """Makes the pairs of a document, sentence by sentence.

    `names` tells which mentions are one thing: any hashable for each span.
    """

    def __init__(
        self, doc: Doc, discourse: Discourse, ruled: Sequence[Found], names: Mapping[Span, Hashable]
    ) -> None:
        self.doc = doc
        self.discourse = discourse
        self.names = names
        self.ruled: defaultdict[tuple[Span, Span], list[Found]] = defaultdict(list)
        for item in ruled:
            self.ruled[item.subject_means, item.object_means].append(item)
        self.before: list[SlottedSentence] = []
        self.recent: dict[str, tuple[int, Sequence[Atom]]] = {}
        self.number = 0
        self.rank = _ranks(names)
        self.ends: dict[tuple[int, int, int, int], Sequence[str]] = {}
        self.topic = names.get(discourse.topic) if discourse.topic is not None else None

    def all(self, sentences: Iterable[SlottedSentence]) -> list[Pair]:
        """Return the pairs of a document, and at the end those that only the rules have seen."""
        found = [pair for sentence in sentences for pair in self.pairs(sentence)]
        found = [
            pair for pair in found if self.names.get(pair.left_means) != self.names.get(pair.right_means)
        ]
        met = {ends for pair in found for ends in _both(pair.left_means, pair.right_means) if pair.ruled}
        for ends, items in self.ruled.items():
            if ends not in met:
                found += [self._ruled_only(item) for item in items[:1] if _is_decided(item)]
        return found

    def _ruled_only(self, item: Found) -> Pair:
        name = item.relation.broader or item.relation.name
        means = item.subject_means, item.object_means
        parts = ["ruled"], [f"ruled {item.family}", f"ruled {name}"]
        told = {f"{name}>": item.confidence}
        return Pair(
            item.subject, means[0], item.object, means[1], item.start, item.end, (), (0, 0), parts, told
        )  # fmt: skip

    def pairs(self, sentence: SlottedSentence) -> Iterator[Pair]:
        """Yield the pairs of a sentence, and of it with those before it."""
        tokens, at = _read(sentence)
        if sentence.lead:
            first = next(
                (n for n in range(len(at)) if sentence.text.find(f":{n}»") >= sentence.lead), len(at)
            )
            yield from self._crossing(sentence, tokens, at, first)
            return
        yield from self._within(sentence, tokens, at)
        yield from self._over(sentence, tokens, at)
        self.before.append(sentence)
        self.number += 1
        for slot in sentence.slots:
            self.recent[slot[0].letter] = (self.number, slot)

    def _within(self, sentence: SlottedSentence, tokens: Sequence[str], at: Sequence[int]) -> Iterator[Pair]:
        count = len(at)
        for i in range(count):
            yield from self._in_list(sentence, tokens, at, i)
            for j in range(i + 1, count):
                yield from self._joined(sentence, tokens, at, i, j)

    def _crossing(
        self, sentence: SlottedSentence, tokens: Sequence[str], at: Sequence[int], first: int
    ) -> Iterator[Pair]:
        for i in range(first):
            for j in range(first, len(at)):
                yield from self._joined(sentence, tokens, at, i, j, "item")

    def _joined(
        self,
        sentence: SlottedSentence,
        tokens: Sequence[str],
        at: Sequence[int],
        i: int,
        j: int,
        kind: str = "in",
    ) -> Iterator[Pair]:
        left, right = sentence.slots[i], sentence.slots[j]
        if not any(possible(type_of(a.meanings[0]), type_of(b.meanings[0])) for a in left for b in right):
            return
        shared = _passage(tokens, at, i, j, kind)
        yield from self._members(sentence, left, right, (shared,), tokens, (at[i], at[j]), sentence.start)

    def _members(
        self,
        sentence: SlottedSentence,
        left: Sequence[Atom],
        right: Sequence[Atom],
        passage: tuple[Sequence[str], ...],
        tokens: Sequence[str],
        at: tuple[int, int],
        first: int,
        own: Sequence[str] = (),
    ) -> Iterator[Pair]:
        for m, a in enumerate(left):
            for n, b in enumerate(right):
                place = f"li={min(m, 3)}/{min(len(left), 4)}|{min(n, 3)}/{min(len(right), 4)}"
                for a_means in a.meanings:
                    for b_means in b.meanings:
                        if a_means is b_means or not possible(type_of(a_means), type_of(b_means)):
                            continue
                        ruled = self._ruled_of(sentence, a_means, b_means)
                        told = {
                            f"{item.relation.broader or item.relation.name}{sign}": item.confidence
                            for sign, item in ruled
                        }
                        mine = [*own, place, *self._shared_of(a_means, b_means)]
                        mine += [f"family={item.family}{sign}" for sign, item in ruled]
                        mine += [f"rule={column}" for column in told]
                        ends = self._end(a, a_means, 1), self._end(b, b_means, 2)
                        yield Pair(
                            a.span if len(a.meanings) == 1 else a_means, a_means,
                            b.span if len(b.meanings) == 1 else b_means, b_means,
                            first, sentence.end, tokens, at, (*passage, *ends, mine), told,
                        )  # fmt: skip

    def _in_list(
        self, sentence: SlottedSentence, tokens: Sequence[str], at: Sequence[int], i: int
    ) -> Iterator[Pair]:
        """Yield the pairs of the members of one list: "Foo and Bar agreed", "Lynn Lake, Manitoba"."""
        slot = sentence.slots[i]
        if len(slot) < 2 or not any(
            possible(type_of(a.meanings[0]), type_of(b.meanings[0])) for a in slot for b in slot if a is not b
        ):
            return
        p = at[i]
        shared = [f"L|{feature}" for feature in ("bias", *_around(tokens, p, p), *_bag(tokens))]
        for m, a in enumerate(slot):
            for n, b in enumerate(slot[m + 1 :], m + 1):
                glue = " ".join(self.doc[k].lower_ for k in range(a.end, b.start)) if n == m + 1 else "..."
                own = [f"glue={glue}", f"L{n - m}/{min(len(slot), 4)}"]
                yield from self._members(sentence, [a], [b], (shared,), tokens, (p, p), sentence.start, own)

    def _over(self, sentence: SlottedSentence, tokens: Sequence[str], at: Sequence[int]) -> Iterator[Pair]:
        """Yield the pairs of what stood before a sentence with the slots of it."""
        if not at:
            return
        here = {self.names.get(means) for slot in sentence.slots for atom in slot for means in atom.meanings}
        tried: set[tuple[str, Hashable]] = set()
        met: set[Hashable] = set()
        sites = [self._site(sentence, tokens, p, j) for j, p in enumerate(at)]
        for kind, left, told in self._antecedents():
            thing = self.names.get(left[0].meanings[0])
            if thing in here or (kind, thing) in tried or (kind[0] != "X" and thing in met):
                continue
            tried.add((kind, thing))
            met.add(thing)
            letter = left[0].letter
            rivals = [slot[0].letter for slot in sentence.slots]
            for j, right in enumerate(sentence.slots):
                if not any(
                    possible(type_of(a.meanings[0]), type_of(b.meanings[0])) for a in left for b in right
                ):
                    continue
                shared = [
                    OVER,
                    kind,
                    f"Xrival={rivals[:j].count(letter)}",
                    f"Xrivals={rivals.count(letter) - (rivals[j] == letter)}",
                    f"Xbefore={''.join(rivals[:j])[-3:]}",
                ]
                start = sentence.start if kind[0] == "T" else min(left[0].span.sent.start, sentence.start)
                passage = shared, told, sites[j]
                yield from self._members(sentence, left, right, passage, tokens, (at[j], at[j]), start)

    def _antecedents(self) -> Iterator[tuple[str, Sequence[Atom], Sequence[str]]]:
        """Yield what a sentence may speak of without naming it: its kind, its slot, features of where it stood."""
        for distance, other in enumerate(reversed(self.before[-_REACH:]), 1):
            last: dict[str, int] = {slot[0].letter: n for n, slot in enumerate(other.slots)}
            for n, slot in enumerate(other.slots[:_MOST]):
                letter = slot[0].letter
                place = "first" if n == 0 else "last" if n == len(other.slots) - 1 else "mid"
                kind = f"X{distance}"
                yield (
                    kind,
                    slot,
                    [
                        f"{kind}{letter}{place}",
                        f"Xlast={last[letter] == n}",
                        f"Xlist={min(len(slot), 3)}",
                        *self._standing(slot),
                    ],
                )
        for letter, (number, recent) in self.recent.items():
            if self.number - number >= _REACH:
                yield f"R{letter}", recent, [f"Rd={min(self.number - number, 5)}", *self._standing(recent)]
        topics = [self.discourse.topic, self.discourse.rule, *self.discourse.sole.values()]
        for span in topics:
            if span is not None:
                alone = (Atom(span.start, span.end, span, (span,)),)
                yield f"T{alone[0].letter}", alone, self._standing(alone)

    def _standing(self, slot: Sequence[Atom]) -> list[str]:
        thing = self.names.get(slot[0].meanings[0])
        letter = slot[0].letter
        rank = self.rank.get(thing, "-")
        found = [f"St{letter}={rank}"]
        if thing == self.topic:
            found.append("St topic")
        return found

    def _site(self, sentence: SlottedSentence, tokens: Sequence[str], p: int, j: int) -> list[str]:
        """Return the features of the words around a slot, as if the other end stood before the sentence."""
        before, after = tokens[:p], tokens[p + 1 :]
        spoken = {"we", "our", "us", "i", "my"} & set(tokens)
        referred = sorted(
            {atom.letter for slot in sentence.slots for atom in slot if atom.span.id_ == REFERENCE}
        )
        return [
            f"Xn={min(j, 3)}",
            f"Xp={tokens[p - 1] if p else '<'}",
            f"Xpp={' '.join(tokens[max(0, p - 2) : p])}",
            f"Xppp={' '.join(tokens[max(0, p - 3) : p])}",
            f"Xf={after[0] if after else '>'}",
            f"Xff={' '.join(after[:2])}",
            f"Xo={tokens[0]}",
            f"Xoo={' '.join(tokens[:2])}",
            f"Xshort={min(len(tokens) // 4, 4)}",
            *(["Xwe"] if spoken else []),
            *(f"Xref{letter}" for letter in referred),
            *(f"Xb={word}" for word in _content(before[-10:])),
            *(
                f"Xbb={one} {two}"
                for one, two in dict.fromkeys(
                    zip(map(_stem, before[-6:]), map(_stem, before[-5:]), strict=False)
                )
            ),
            *(f"Xa={word}" for word in _content(after[:6])),
            *(f"Xg={word}" for word in _content(tokens)),
        ]

    def _end(self, atom: Atom, means: Span, place: int) -> Sequence[str]:
        """Return the features of the left (1) or right (2) end: its type, head, kind and standing."""
        key = atom.start, means.start, means.end, place
        if key not in self.ends:
            letter, thing = LETTER[type_of(means)], self.names.get(means)
            kind = means.id_ if atom.span is means else atom.span.label_
            found = [
                f"t{place}={letter}",
                f"h{place}={head(means)}",
                f"k{place}={kind}",
                f"k{place}={kind}|{letter}",
                f"rank{place}={self.rank.get(thing, '-')}|{letter}",
            ]
            if thing is not None and thing == self.topic:
                found.append(f"topic{place}|{letter}")
            self.ends[key] = found
        return self.ends[key]

    def _shared_of(self, left: Span, right: Span) -> list[str]:
        """Return the features of two ends together: their types, their heads, the words of their names that they share."""
        types = f"{LETTER[type_of(left)]}{LETTER[type_of(right)]}"
        found = [f"T={types}"]
        if type_of(left) in _GOODS or type_of(right) in _GOODS:
            found.append(f"hh={types}|{head(left)}|{head(right)}")
        ours, theirs = words(left.text), words(right.text)
        if not _SMALL.issuperset(set(ours) & set(theirs)):
            found.append(f"same|{types}")
            if ours[0] == theirs[0]:
                found.append(f"same first|{types}")
        return found

    def _ruled_of(self, sentence: SlottedSentence, a_means: Span, b_means: Span) -> list[tuple[str, Found]]:
        """Return what the rules found between two ends in a sentence, each with its direction; the surest last."""
        found = [
            (sign, item)
            for sign, ends in ((">", (a_means, b_means)), ("<", (b_means, a_means)))
            for item in self.ruled.get(ends, ())
            if item.end > sentence.start and item.start < sentence.end
        ]
        both = [(">", item) for _, item in found if item.relation.name in SYMMETRIC]
        one_way = [(sign, item) for sign, item in found if item.relation.name not in SYMMETRIC]
        return sorted([*one_way, *both], key=lambda pair: pair[1].confidence)


def _both(left: Span, right: Span) -> tuple[tuple[Span, Span], tuple[Span, Span]]:
    return (left, right), (right, left)


def _is_decided(item: Found) -> bool:
    name = item.relation.broader or item.relation.name
    ends = type_of(item.subject_means), type_of(item.object_means)
    return f"{name}>" in possible(*ends)


def _ranks(names: Mapping[Span, Hashable]) -> dict[Hashable, str]:
    """Return how prominent each thing is among those of its type: the only one, the first by mentions, the second."""
    counts: defaultdict[str, Counter[Hashable]] = defaultdict(Counter)
    for span, thing in names.items():
        counts[span.label_][thing] += 1
    found: dict[Hashable, str] = {}
    for counted in counts.values():
        for place, (thing, count) in enumerate(counted.most_common()):
            found[thing] = "only" if len(counted) == 1 else f"{min(place, 2)}/{min(count, 4)}"
    return found


def _read(sentence: SlottedSentence) -> tuple[list[str], list[int]]:
    """Return the words of a sentence, slots as their letters, and the place of each slot among them."""
    tokens: list[str] = []
    at: dict[int, int] = {}
    for word in sentence.text.split():
        if word.startswith("«") and word.endswith("»"):
            letters, _, digits = word[1:-1].partition(":")
            at[int(digits)] = len(tokens)
            tokens.append(f"«{letters}»")
        else:
            tokens.append(word)
    for number in range(len(sentence.slots)):
        at.setdefault(number, 0)
    return tokens, [at[number] for number in range(len(sentence.slots))]


def _passage(tokens: Sequence[str], at: Sequence[int], i: int, j: int, kind: str) -> list[str]:
    """Return the features of the words between two slots and around them."""
    start, stop = at[i], at[j]
    between = tokens[start + 1 : stop]
    found = [kind, f"{kind}{min(j - i - 1, 4)}", f"d={_bucket(len(between))}"]
    if len(between) <= 6:
        found.append(f"B={' '.join(between)}")
    seen = between if len(between) <= _NEAR else [*between[: _NEAR // 2], "..", *between[-_NEAR // 2 :]]
    stems = [_stem(word) for word in seen]
    found += [f"b={stem}" for stem in dict.fromkeys(stems)]
    found += [f"bb={one} {two}" for one, two in dict.fromkeys(itertools.pairwise(stems))]
    found += [
        f"bbb={' '.join(three)}" for three in dict.fromkeys(zip(stems, stems[1:], stems[2:], strict=False))
    ]
    found += [f"bf={' '.join(between[:2])}", f"bl={' '.join(between[-2:])}", f"bl3={' '.join(between[-3:])}"]
    found += [f"b1={between[0] if between else ''}", f"bz={between[-1] if between else ''}"]
    found += [f"bv={stem}" for stem in _content(between)] if len(between) > _NEAR else []
    letters = sorted({word[1:-1] for word in between if word.startswith("«")})
    here, there = tokens[start], tokens[stop]
    found += [f"m={letter}" for letter in letters]
    found += ["rival1"] if here[1:-1].upper() in {x.upper() for x in letters} else []
    found += ["rival2"] if there[1:-1].upper() in {x.upper() for x in letters} else []
    found += [
        f"commas={min(between.count(','), 3)}",
        f"clause={bool({'which', 'that', 'who', 'whose', 'while', 'and', ';'} & set(between))}",
    ]
    found += [f"poss={here.islower()}{there.islower()}"]
    return [*found, *_around(tokens, start, stop)]


def _around(tokens: Sequence[str], start: int, stop: int) -> list[str]:
    left = ["<", "<", *tokens[max(0, start - 3) : start]][-3:]
    right = [*tokens[stop + 1 : stop + 4], ">", ">", ">"][:3]
    found = [
        f"l={left[-1]}",
        f"ll={' '.join(left[-2:])}",
        f"lll={' '.join(left)}",
        f"r={right[0]}",
        f"rr={' '.join(right[:2])}",
        f"rrr={' '.join(right)}",
    ]
    found += [f"lb={stem}" for stem in _content(tokens[max(0, start - 6) : start])]
    found += [f"rb={stem}" for stem in _content(tokens[stop + 1 : stop + 7])]
    return found


def _bag(tokens: Sequence[str]) -> list[str]:
    return [f"g={stem}" for stem in _content(tokens)]


def _content(tokens: Sequence[str]) -> list[str]:
    """Return the stems of the words that are not small, each once."""
    return list(dict.fromkeys(_stem(word) for word in tokens if word not in _SMALL))


def _bucket(length: int) -> str:
    return (
        str(length)
        if length < 4
        else "4-6"
        if length < 7
        else "7-12"
        if length < 13
        else "13-24"
        if length < 25
        else "25+"
    )


def head(span: Span) -> str:
    """Return the last word of a name, folded, in the singular."""
    found = words(span[-1].text)
    return singular(found[-1]) if found else span[-1].text


def _stem(word: str) -> str:
    """Return what is left of a word without the endings of verbs and plurals; slots and signs as they are.

    >>> [_stem(word) for word in ("supplies", "supplied", "acquiring", "magnets")]
    ['suppl', 'suppl', 'acquir', 'magnet']
    """
    if word.startswith("«") or len(word) < 5:
        return word
    for ending in ("ies", "ied", "ing", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)]
    return word
