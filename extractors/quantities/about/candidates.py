"""The things that a number may be about, and what of each a model sees to choose among them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reechain.extractors.quantities.about.around import Around
from reechain.extractors.quantities.about.features import tokens_of
from reechain.extractors.quantities.scene import Scene, Thing

_BACK: Final = 1500
"""How many characters before its sentence a number's things are sought."""
_EARLIER: Final = 8
"""How many things of earlier sentences are thought of."""
_FEW: Final = 5
_OWNER: Final = re.compile(r"['’]s?\b")
_FREE: Final = ("¶", ".", ";")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing at one place: in the amount's sentence, or so many sentences before it (`back`)."""

    thing: Thing
    back: int


def candidates_of(around: Around) -> list[Candidate]:
    """Return the things of the sentence, the last ones before it, and the topic."""
    scene = around.scene
    found = [
        Candidate(thing, 0)
        for thing in _one_each(scene.things_in(*around.sentence), scene.topic)
        if around.gap(thing.start, thing.end) is not None
    ]
    keys = {candidate.thing.key for candidate in found}
    start, count = around.sentence[0], 0
    for thing in reversed(_one_each(scene.things_in(max(0, start - _BACK), start), scene.topic)):
        if thing.key not in keys:
            keys.add(thing.key)
            found.append(Candidate(thing, _sentences_between(scene, thing.start, start)))
            count += 1
        if count == _EARLIER:
            break
    if scene.topic is not None and scene.topic.key not in keys:
        found.append(Candidate(scene.topic, 9))
    return found


def _one_each(things: Sequence[Thing], topic: Thing | None) -> list[Thing]:
    """Return the things, of a reference with several meanings the topic, or else the first."""
    kept: dict[tuple[int, int], Thing] = {}
    for thing in things:
        place = thing.start, thing.end
        if place not in kept or (topic is not None and thing.key == topic.key):
            kept[place] = thing
    return list(kept.values())


def _sentences_between(scene: Scene, start: int, end: int) -> int:
    """Return how many sentences before `end` a character stands, at most 4."""
    count, place = 1, scene.sentence_at(max(end - 1, 0))[0]
    while place > start and count < 4:
        place = scene.sentence_at(max(place - 1, 0))[0] if place else 0
        count += 1
    return count


def features_of_candidate(
    around: Around,
    candidate: Candidate,
    metric: str,
    counts: Mapping[int, int],
    last: int | None,
    taken: int | None,
) -> list[str]:
    """Return the features of a candidate: its type, where it stands, the words beside it and between it and the amount.

    `counts` says how often the text speaks of each key, `last` is the key of what the amount before is about, `taken` that of the thing already given another role.
    """
    thing, scene = candidate.thing, around.scene
    kind = f"{thing.type}"
    count = counts[thing.key]
    plain = [
        f"back={candidate.back}",
        f"many={min(count, 5)}",
        f"topic={scene.topic is not None and scene.topic.key == thing.key}",
    ]
    if taken is not None and taken == thing.key:
        plain.append("taken")
    if last is not None:
        where = "same sentence" if around.previous is not None else "before"
        plain.append(f"last={last == thing.key}|{where}")
        if last == thing.key:
            plain.append(f"last|{metric}")
    plain += (
        list(_in_sentence(around, thing)) if candidate.back == 0 else list(_before_sentence(around, thing))
    )
    near = [*plain, f"type={kind}"]
    return [
        *near,
        *(f"{kind}:{each}" for each in plain),
        *(f"{metric}:{each}" for each in near),
        f"{metric}:{kind}:back={candidate.back}",
    ]


def _in_sentence(around: Around, thing: Thing) -> Iterator[str]:
    text = around.scene.text
    is_before = thing.end <= around.amount.start
    side = "b" if is_before else "a"
    start, end = around.gap(thing.start, thing.end) or (0, 0)
    words = tokens_of(around, start, end)
    crossed = min(around.amounts_between(start, end), 3)
    yield f"{side}"
    yield f"{side}far={_step(len(words))}"
    yield f"{side}crossed={crossed}"
    yield f"{side}commas={min(words.count(','), 3)}"
    yield f"{side}stops={min(sum(word in _FREE for word in words), 2)}"
    if len(words) <= _FEW:
        yield f"{side}gap={' '.join(words)}"
    if not crossed:
        for word in dict.fromkeys(words[:8]):
            yield f"{side}between={word}"
    lead = tokens_of(around, max(around.sentence[0], thing.start - 30), thing.start)[-2:]
    yield f"{side}lead={lead[-1] if lead else 'none'}"
    yield f"{side}lead2={' '.join(lead)}"
    follow = tokens_of(around, thing.end, min(thing.end + 30, around.sentence[1]))[:2]
    yield f"{side}follow={follow[0] if follow else 'none'}"
    yield f"{side}owner={bool(_OWNER.match(text, thing.end))}"
    between = around.scene.things_in(start, end)
    same = sum(other.type == thing.type for other in between)
    yield f"{side}rank={min(same, 3)}"
    yield f"{side}any={min(len(between), 4)}"
    firsts = [other for other in around.scene.things_in(*around.sentence) if other.type == thing.type]
    yield f"{side}first={bool(firsts) and firsts[0].start == thing.start}"
    yield f"{side}only={len({other.key for other in firsts}) == 1}"
    if is_before and around.previous is not None:
        yield f"since previous={thing.start >= around.previous.end}"


def _before_sentence(around: Around, thing: Thing) -> Iterator[str]:
    scene = around.scene
    begin, _ = scene.sentence_at(thing.start)
    yield f"opens={thing.start - begin < _FEW}"
    yield f"paragraph={chr(10) * 2 not in scene.text[thing.start : around.sentence[0]]}"
    lead = tokens_of(around, max(begin, thing.start - 25), thing.start)[-1:]
    yield f"blead={lead[0] if lead else 'none'}"
    between = scene.things_in(thing.end, around.sentence[0])
    yield f"brank={min(sum(other.type == thing.type and other.key != thing.key for other in between), 3)}"
    own = {other.type for other in scene.things_in(*around.sentence)}
    yield f"rival={thing.type in own}"


def _step(words: int) -> str:
    return next((f"<{most}" for most in (1, 3, 6, 10, 16, 25) if words < most), "far")


def features_of_none(around: Around, metric: str) -> list[str]:
    """Return the features of there being no thing in a role."""
    own = sorted({str(thing.type) for thing in around.scene.things_in(*around.sentence)})
    return [
        "none",
        f"none|{metric}",
        f"none|{metric}|{around.previous is not None}",
        *(f"none|{each}" for each in own),
    ]
