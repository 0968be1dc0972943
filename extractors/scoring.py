"""Extractions held against gold: what of it is right, wrong, missed, split and merged.

A found thing is a gold one when a name or alias of theirs has the same key (`ontology.names.name_key`) and the type
agrees, one to one; a relation is right when its predicate and both ends are. Gold marked `optional` counts neither way,
`alt_types` are accepted too, a symmetric relation has no direction, and usedIn of a product is madeFrom turned round. What was
and is over counts as a relation too; whether it is told as such, as planned or as hedged, is the stance, measured by itself.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from reechain.extractors.interchange import EXCHANGED
from reechain.ontology.names import name_key
from reechain.ontology.schema import relations

Item = Mapping[str, Any]
RIGHT: Final = "right"
WRONG: Final = "wrong"
MISSED: Final = "missed"
ASSERTED: Final = "asserted"
_ENDED: Final = "ended"
_GOODS: Final = "Product"


@dataclass(slots=True)
class Tally:
    """How many were right, wrong (found, not in the gold) and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    def count(self, outcome: str) -> None:
        """Count one outcome: "right", "wrong" or "missed"."""
        setattr(self, outcome, getattr(self, outcome) + 1)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of the gold that was found; 0 where there is none."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one thing or one relation.

    `kind` is its type or predicate, `names` its name and aliases, or the names of its two ends; `confidence` and `extractor` those of a
    relation that was found; `stance` the one found, `wanted` the one in the gold. `is_split` marks a found thing whose gold one another found thing took, `is_merged` a missed one
    whose names one found thing has together with those of another.
    """

    kind: str
    outcome: str
    names: tuple[str, ...]
    confidence: float | None = None
    evidence: str = ""
    extractor: str = ""
    stance: str = ""
    wanted: str = ""
    is_split: bool = False
    is_merged: bool = False


@dataclass(slots=True)
class Judgement:
    """The verdicts on one document."""

    entities: list[Verdict] = field(default_factory=list)
    relations: list[Verdict] = field(default_factory=list)


def judge(found: Item, gold: Item) -> Judgement:
    """Return the verdicts on an extraction, both in the exchange shape."""
    things: Sequence[Item] = found.get("entities") or ()
    wanted: Sequence[Item] = gold["entities"]
    agreeing = [[j for j, other in enumerate(wanted) if agree(item, other)] for item in things]
    matched = _one_to_one(agreeing, wanted)
    judgement = Judgement()
    judgement.entities.extend(_entity_verdicts(things, wanted, agreeing, matched))
    ends = {str(item["id"]): [wanted[j]["id"] for j in agreeing[i]] for i, item in enumerate(things)}
    names = {str(item["id"]): item for item in things}
    judgement.relations.extend(_relation_verdicts(found, gold, ends, names))
    return judgement


def tallies(verdicts: Iterable[Verdict]) -> dict[str, Tally]:
    """Return the tally of each kind of verdicts."""
    found: defaultdict[str, Tally] = defaultdict(Tally)
    for verdict in verdicts:
        found[verdict.kind].count(verdict.outcome)
    return dict(found)


def total(verdicts: Iterable[Verdict]) -> Tally:
    """Return the tally of all verdicts."""
    counts = Counter(verdict.outcome for verdict in verdicts)
    return Tally(counts[RIGHT], counts[WRONG], counts[MISSED])


def _entity_verdicts(
    things: Sequence[Item],
    wanted: Sequence[Item],
    agreeing: Sequence[Sequence[int]],
    matched: Mapping[int, int],
) -> Iterable[Verdict]:
    taken = set(matched.values())
    for i, item in enumerate(things):
        name = names_of(item)
        if i in matched:
            if not wanted[matched[i]].get("optional"):
                yield Verdict(wanted[matched[i]]["type"], RIGHT, name)
        elif not agreeing[i] or not all(wanted[j].get("optional") for j in agreeing[i]):
            yield Verdict(item["type"], WRONG, name, is_split=bool(agreeing[i]))
    for j, other in enumerate(wanted):
        if j not in taken and not other.get("optional"):
            is_merged = any(j in agreeing[i] for i in matched)
            yield Verdict(other["type"], MISSED, names_of(other), is_merged=is_merged)


def _relation_verdicts(
    found: Item, gold: Item, ends: Mapping[str, Sequence[str]], names: Mapping[str, Item]
) -> Iterable[Verdict]:
    wanted = {item["id"]: item for item in gold["entities"]}
    stated: dict[tuple[str, str, str], Item] = {}
    for relation in told_of(gold):
        key = _canonical(relation["s"], relation["p"], relation["o"], wanted[relation["o"]]["type"])
        if key not in stated or stated[key].get("optional"):
            stated[key] = relation
    hit: set[tuple[str, str, str]] = set()
    seen: set[tuple[str, str, str]] = set()
    for relation in told_of(found):
        subject, obj = str(relation["s"]), str(relation["o"])
        told = (names[subject]["name"], names[obj]["name"])
        confidence, evidence = relation.get("confidence"), str(relation.get("evidence", ""))
        family, stance = str(relation.get("extractor", "")), str(relation.get("status") or ASSERTED)
        keys = [
            key
            for s in ends[subject]
            for o in ends[obj]
            if (key := _canonical(s, relation["p"], o, wanted[o]["type"])) in stated
        ]
        if keys:
            key = min(keys, key=lambda key: bool(stated[key].get("optional")))
            if key not in hit and not stated[key].get("optional"):
                wish = str(stated[key].get("status") or ASSERTED)
                yield Verdict(key[1], RIGHT, told, confidence, evidence, family, stance, wish)
            hit.add(key)
            continue
        key = _canonical(subject, relation["p"], obj, names[obj]["type"])
        if key not in seen:
            seen.add(key)
            yield Verdict(key[1], WRONG, told, confidence, evidence, family, stance)
    for key, relation in stated.items():
        if key not in hit and not relation.get("optional"):
            told = (wanted[key[0]]["name"], wanted[key[2]]["name"])
            wish = str(relation.get("status") or ASSERTED)
            yield Verdict(key[1], MISSED, told, evidence=str(relation.get("evidence", "")), wanted=wish)


def told_of(found: Item) -> Iterable[Item]:
    """Yield the relations of an extraction, and of those that it denies the ones that were so and are over."""
    yield from found.get("relations") or ()
    for relation in found.get("denied") or ():
        if relation.get("status") == _ENDED and relation["p"] in EXCHANGED:
            yield relation


def _canonical(subject: str, predicate: str, obj: str, object_type: str) -> tuple[str, str, str]:
    relation = relations().get(predicate)
    if relation is not None and relation.is_symmetric:
        return min(subject, obj), predicate, max(subject, obj)
    if predicate == "usedIn" and object_type == _GOODS:
        return obj, "madeFrom", subject
    return subject, predicate, obj


def _one_to_one(agreeing: Sequence[Sequence[int]], wanted: Sequence[Item]) -> dict[int, int]:
    """Return found index -> gold index, as many as can be, what must be found before what may be."""
    owner: dict[int, int] = {}

    def take(i: int, seen: set[int]) -> bool:
        for j in sorted(agreeing[i], key=lambda j: bool(wanted[j].get("optional"))):
            if j not in seen:
                seen.add(j)
                if j not in owner or take(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    for i in range(len(agreeing)):
        take(i, set())
    return {i: j for j, i in owner.items()}


def agree(found: Item, gold: Item) -> bool:
    """Whether a found thing is a gold one: of a type that is accepted, with a name or alias in common."""
    return found["type"] in {gold["type"], *(gold.get("alt_types") or ())} and bool(
        forms(found) & forms(gold)
    )


def forms(item: Item) -> set[str]:
    """Return the keys of the name and aliases of a thing."""
    return {name_key(name) for name in names_of(item)} - {""}


def names_of(item: Item) -> tuple[str, ...]:
    """Return the name and the aliases of a thing."""
    return item["name"], *(item.get("aliases") or ())
