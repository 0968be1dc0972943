"""Whom and what a number is about: subject, product, place and holder, among the things of the text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reechain.extractors.quantities.metric import Metric
from reechain.extractors.quantities.scene import Thing
from reechain.extractors.quantities.around import Around
from reechain.ontology.records import EntityType

C, M, F, P, A = EntityType.COMPANY, EntityType.MINE, EntityType.FACILITY, EntityType.PLACE, EntityType.AGENCY
_GOODS: Final = frozenset({EntityType.PRODUCT, EntityType.ELEMENT, EntityType.MINERAL})
_USES: Final = _GOODS | {EntityType.APPLICATION}
_SUBJECTS: Final = {
    "production": (C, M, F, P),
    "sales": (C, M, F, P),
    "imports": (P, C),
    "exports": (P, C),
    "capacity": (F, M, C, P),
    "quota": (C, P, M, EntityType.POLICY),
    "quota increase": (C, P, M, EntityType.POLICY),
    "resource": (M, P, C),
    "reserve": (M, P, C),
    "grade": (M,),
    "price": (C, M, F),
    "revenue": (C, F, M),
    "profit": (C, F, M),
    "gross profit": (C, F, M),
    "margin": (C, F, M),
    "investment": (F, C, M, A, EntityType.POLICY),
    "headcount": (C, F, M, A),
    "supply": (C, M, F, P),
    "share": (C, P, M, F, EntityType.APPLICATION, EntityType.PRODUCT, EntityType.ELEMENT, A),
    "change": (C, P, M, F),
    "content": (EntityType.APPLICATION, EntityType.PRODUCT, C),
    "other": (C, M, F, P, A, EntityType.POLICY),
}
"""The types that a metric's subject may have."""
_NOT_ACTING: Final = re.compile(
    r"\b(?:to|from|by|with|for|at|in|on|into|against|under|through|than|via|near|like|as)\s+(?:the\s+|its\s+|their\s+|[\w-]+\s+){0,2}?$",
    re.IGNORECASE,
)
_OWNS: Final = re.compile(
    r"['’]s?\b|\s+(?:\w+ly\s+)?(?:is|was|will|has|had|can|could|produced|sold|achieved|holds|plans|expects|makes|reported|posted)\b"
)
_BY: Final = re.compile(
    r"[^,;.]{0,45}\b(?:by|at|of|from|for|in)\s+(?:the\s+|its\s+|[\w-]+\s+){0,3}?$", re.IGNORECASE
)
_OF_GOODS: Final = re.compile(
    r"\s*(?:/\w+)?\s*(?:\(?\s*(?:per year|a year|per annum|annually|/year|/a|in \d{4})\)?\s*)?(?:of|in)?\s*(?:[\w,'-]+\s+){0,3}?",
    re.IGNORECASE,
)
_GENERAL: Final = re.compile(
    r"(?:total )?rare[\s-]earths?(?: oxides?| ores?| minerals?)?|REO|TREO", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Parties:
    """The things that one number is about."""

    subject: Thing | None = None
    product: Thing | None = None
    where: Thing | None = None
    holder: Thing | None = None
    confidence: float = 0.0


def parties_of(surroundings: Sequence[Around], metrics: Sequence[Metric]) -> list[Parties]:
    """Return the things that each amount is about; what a sentence does not name is taken from those before it."""
    found: list[Parties] = []
    for around, metric in zip(surroundings, metrics, strict=True):
        if not metric.name:
            found.append(Parties())
        elif metric.name == "stake":
            found.append(_of_stake(around))
        else:
            found.append(_of_figure(around, metric, found, metrics))
    return found


def _of_figure(
    around: Around, metric: Metric, found: Sequence[Parties], metrics: Sequence[Metric]
) -> Parties:
    level = _level(around, metric, metrics)
    product = _product(around, metric.name)
    where = _nearest(around, (P,))
    subject, sure = _subject(around, metric)
    if level is not None:
        earlier = found[level]
        subject = earlier.subject or subject
        product = earlier.product if product is None or _is_before(product, around, level) else product
        where = where or earlier.where
        if metric.name == "share" and product is not None and earlier.product is None:
            product = None
        return Parties(subject, product, where, None, 0.6)
    if product is None and subject is None and around.previous is not None:
        product = found[around.index - 1].product
    name = metric.of if metric.name == "change" and metric.of else metric.name
    if name in ("demand", "price", "content"):
        return _of_goods(around, name, subject, product, where)
    if subject is None:
        subject, sure = _from_before(around, metric, found)
    if (
        subject is not None
        and subject.type is P
        and name in ("production", "sales", "demand")
        and product is not None
    ):
        is_special = product.type is EntityType.PRODUCT and not _GENERAL.fullmatch(product.name.canonical)
        if is_special:
            return Parties(product, product, subject, None, sure)
    if (
        subject is None
        and product is not None
        and metric.name in ("share", "grade", "change", "resource", "reserve")
    ):
        subject, sure = product, 0.4
    if product is subject and metric.name == "share":
        product = None
    return Parties(subject, product, where, None, sure)


def _of_goods(
    around: Around, name: str, subject: Thing | None, product: Thing | None, where: Thing | None
) -> Parties:
    """Return the parties of a demand, a price or a content, whose subject is the goods, or who holds them."""
    if name == "content":
        holder = subject if subject is not product else None
        return Parties(holder or product, product, where, None, 0.4)
    if name == "demand" and subject is not None and subject.type is C and subject.start < around.amount.start:
        return Parties(subject, product, where, None, 0.4)
    return Parties(product or subject, product, where, None, 0.5)


def _level(around: Around, metric: Metric, metrics: Sequence[Metric]) -> int | None:
    """Return the index of the level before in the sentence of which the amount is a share or a change."""
    if metric.name not in ("change", "share"):
        return None
    for k in range(around.index - 1, -1, -1):
        if around.amounts[k].start < around.sentence[0]:
            return None
        name = metrics[k].name
        if name and name not in ("change", "share", "stake", "grade", "content"):
            gap = around.scene.text[around.amounts[k].end : around.amount.start]
            named = around.scene.things_in(around.amounts[k].end, around.amount.start)
            fresh = any(t.type in (C, P, EntityType.APPLICATION, EntityType.PRODUCT) for t in named)
            return k if not fresh and ";" not in gap else None
    return None


def _is_before(thing: Thing, around: Around, level: int) -> bool:
    return thing.end <= around.amounts[level].start


def _score(around: Around, thing: Thing, order: int) -> float:
    """Return how likely a thing of the sentence is the subject of the amount."""
    text = around.scene.text
    score = 3.0 - 0.6 * around.distance(thing.start, thing.end) - 0.12 * order
    lead = text[max(around.sentence[0], thing.start - 30) : thing.start]
    if thing.end <= around.amount.start:
        if _NOT_ACTING.search(lead):
            score -= 0.9
        if _OWNS.match(text, thing.end):
            score += 0.6
        return score
    gap = text[around.amount.end : thing.start]
    if around.has_amount_between(thing.start, thing.end):
        return score - 2.5
    return score - (0.8 if _BY.fullmatch(gap) else 1.6)


def _subject(around: Around, metric: Metric) -> tuple[Thing | None, float]:
    types = _SUBJECTS.get(metric.name, (C,))
    ranked = []
    for thing in _one_each(around.scene.things_in(*around.sentence), around.scene.topic):
        if thing.type in types and around.gap(thing.start, thing.end) is not None:
            ranked.append((_score(around, thing, types.index(thing.type)), -thing.start, thing))
    if not ranked:
        return None, 0.0
    score, _, best = max(ranked, key=lambda item: item[:2])
    return (best, round(min(0.95, 0.4 + 0.2 * score), 2)) if score > 0 else (None, 0.0)


def _one_each(things: Iterable[Thing], topic: Thing | None) -> list[Thing]:
    """Return the things, of a reference with several meanings the topic, or else the first."""
    kept: dict[tuple[int, int], Thing] = {}
    for thing in things:
        place = thing.start, thing.end
        if place not in kept or (topic is not None and thing.key == topic.key):
            kept[place] = thing
    return list(kept.values())


def _nearest(around: Around, types: Sequence[EntityType]) -> Thing | None:
    best: tuple[float, Thing] | None = None
    for thing in around.scene.things_in(*around.sentence):
        if thing.type in types and around.gap(thing.start, thing.end) is not None:
            far = around.distance(thing.start, thing.end)
            if best is None or far < best[0]:
                best = far, thing
    return best[1] if best is not None and best[0] < 2.5 else None


def _product(around: Around, metric: str) -> Thing | None:
    """Return the goods: those that follow "of" at the amount, else those nearest before it."""
    text, amount = around.scene.text, around.amount
    allowed = _USES if metric in ("share", "production", "sales") else _GOODS
    best: tuple[float, Thing] | None = None
    for thing in around.scene.things_in(*around.sentence):
        if thing.type not in allowed or around.gap(thing.start, thing.end) is None:
            continue
        score = 2.4 - around.distance(thing.start, thing.end)
        if thing.type is EntityType.APPLICATION:
            score -= 0.8
        if thing.start >= amount.end:
            gap = text[amount.end : thing.start]
            if _OF_GOODS.fullmatch(gap) and not around.has_amount_between(thing.start, thing.end):
                score += 1.2 if gap.lstrip().startswith("of ") or len(gap) < 3 else 0.3
            else:
                score -= 1.2
        if best is None or score > best[0]:
            best = score, thing
    return best[1] if best is not None and best[0] > 0 else None


_HELD_AFTER: Final = re.compile(
    r"(?:\s*(?:stake|interest|equity|share|shares|shareholding|holding))?[^,;.]{0,40}?\b(?:of|in)\s+(?:the\s+|its\s+|[\w-]+\s+){0,4}?$|[\s-]*owned\s+(?:[\w-]+\s+){0,3}?(?:,\s*)?$",
    re.IGNORECASE,
)
_BY_AFTER: Final = re.compile(
    r"[^;.]{0,60}\b(?:by|with|to|belongs? to)\s+(?:the\s+|[\w-]+\s+){0,3}?$", re.IGNORECASE
)
_AT: Final = re.compile(r"\s*[(:]?\s*(?:as to\s+)?$")


def _of_stake(around: Around) -> Parties:
    """Return who is held and by whom: of two companies the one that "of" or "in" leads to is held."""
    scene, amount, text = around.scene, around.amount, around.scene.text
    things = [
        thing
        for thing in _one_each(scene.things_in(*around.sentence), scene.topic)
        if thing.type in (C, A, M, F, P) and around.gap(thing.start, thing.end) is not None
    ]
    held = holder = None
    after = [
        thing
        for thing in things
        if thing.start >= amount.end and not around.has_amount_between(thing.start, thing.end)
    ]
    before = [thing for thing in things if thing.end <= amount.start]
    for thing in after:
        gap = text[amount.end : thing.start]
        if holder is None and _BY_AFTER.fullmatch(gap) and thing.type in (C, A, P):
            holder = thing
        elif held is None and _HELD_AFTER.fullmatch(gap) and thing.type is not A:
            held = thing
    if holder is None and before:
        near = min(before, key=lambda thing: around.distance(thing.start, thing.end))
        if _AT.fullmatch(text[near.end : amount.start]):
            holder = near
        else:
            actors = [thing for thing in before if thing.type in (C, A, P) and thing is not held]
            ranked = [(_score(around, thing, 0), -thing.start, thing) for thing in actors]
            holder = max(ranked, key=lambda item: item[:2])[2] if ranked else None
    if held is None:
        rest = [
            thing
            for thing in things
            if thing.type in (C, M, F) and (holder is None or thing.key != holder.key)
        ]
        rest.sort(key=lambda thing: around.distance(thing.start, thing.end))
        held = rest[0] if rest else None
    if held is None and scene.topic is not None and (holder is None or holder.key != scene.topic.key):
        held = scene.topic
    elif holder is None and scene.topic is not None and (held is None or held.key != scene.topic.key):
        holder = scene.topic
    return Parties(held, None, None, holder, 0.5)


def _from_before(
    around: Around, metric: Metric, found: Sequence[Parties]
) -> tuple[Thing | None, float]:
    """Return the subject from earlier: that of the amount before, the last acting thing of the paragraph, the topic."""
    types = _SUBJECTS.get(metric.name, (C,))
    scene, start = around.scene, around.sentence[0]
    floor = max(scene.text.rfind("\n\n", 0, start), start - 700, 0)
    if around.index:
        earlier = found[around.index - 1].subject
        previous = around.amounts[around.index - 1]
        if earlier is not None and earlier.type in types and previous.start >= floor:
            return earlier, 0.4
    best = None
    for thing in _one_each(scene.things_in(floor, start), scene.topic):
        if thing.type in types[:2] and not _NOT_ACTING.search(
            scene.text[max(0, thing.start - 20) : thing.start]
        ):
            best = thing
    if best is not None:
        return best, 0.3
    if scene.topic is not None and scene.topic.type in types:
        return scene.topic, 0.3
    return None, 0.0


def without(parties: Parties, thing: Thing) -> Parties:
    """Return parties in which a thing is no holder."""
    return replace(parties, holder=None) if parties.holder is thing else parties
