"""From what the rules propose and the decider scores to the relations of a document."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Span

from reechain.extractors.models.linear import SCALE
from reechain.extractors.reading import Reading
from reechain.extractors.relations.decider import FAMILY, Decider, Decision
from reechain.extractors.relations.matcher import PERCENT, Found
from reechain.extractors.relations.pairs import DECIDED, SYMMETRIC, Pair
from reechain.extractors.relations.stance import Wording, parts_with_some, stance_of
from reechain.extractors.relations.stances import StanceDecider
from reechain.extractors.tokens import span_text, tokens_of
from reechain.ontology.records import Name, Stance
from reechain.ontology.schema import relations

_OVER: Final = frozenset({Stance.DENIED, Stance.ENDED})
_HELD: Final = frozenset({"shareholderOf", "subsidiaryOf", "operates"})
"""Relations of what may be sold in parts."""
_HEARSAY: Final = frozenset({"reportedly", "allegedly", "rumoured", "rumored"})
_SHORT: Final = 12
"""How many words may stand between two ends of which one of these tells the stance."""
_ARTICLES: Final = frozenset({"a", "an", "the"})
_SALES: Final = frozenset(
    "sold sells sell selling sale disposal transferred transfers transfer handed passed divested disposed offloaded".split()
)
_SURER_WITHIN: Final = SCALE
_SURER_OVER: Final = SCALE // 2
"""By how much of the score a rival is surer that beats what stands with it in one sentence, or over sentences."""
_IN_LIST: Final = 10
"""Within how many tokens two left ends are taken for members of one list."""
_NEAR: Final = 40
Triple = tuple[int, str, int]


class Ruled:
    """What the rules found, by its ends."""

    def __init__(self, found: Iterable[Found]) -> None:
        self.between: defaultdict[tuple[Span, str, Span], list[Found]] = defaultdict(list)
        for item in found:
            self.between[item.subject_means, item.relation.base, item.object_means].append(item)

    def within(self, pair: Pair, subject: Span, relation: str, obj: Span) -> list[Found]:
        """Return what was found of a relation between two ends in the passage of a pair; without direction either way."""
        ways = [(subject, relation, obj), *([(obj, relation, subject)] if relation in SYMMETRIC else [])]
        return [
            item
            for ends in ways
            for item in self.between.get(ends, ())
            if item.end > pair.start and item.start < pair.end
        ]


def with_decisions(
    reading: Reading,
    pairs: Sequence[Pair],
    names: Mapping[Span, Name],
    decider: Decider,
    own: Collection[str] = (),
    stances: StanceDecider | None = None,
) -> tuple[list[Found], list[tuple[Found, str]]]:
    """Return the relations of a reading, and what the rules found that is left out, each with the reason.

    What the rules found and the decider confirms keeps its family, stance and details, with the decider's
    confidence; what it does not confirm is left out, unless it is a denial or an end, or of one of the families `own`:
    wordings that the decider was not made for keep at least their own confidence. Of what stands in one sentence nothing
    that is told over sentences is needed.
    """
    in_force = [item for item in reading.ruled if item.relation.base in DECIDED and item.stance not in _OVER]
    kept = [item for item in reading.ruled if item.relation.base not in DECIDED or item.stance in _OVER]
    ruled = Ruled(in_force)
    over = {
        _told(item.subject_means, item.relation.base, item.object_means, names)
        for item in kept
        if item.stance in _OVER and item.subject_means in names and item.object_means in names
    }
    confirmed: set[int] = set()
    made: list[tuple[Decision, Found]] = []
    standing = [each for each in _nearest(decider(pairs), names) if _triple(each, names) not in over]
    for decision in without_rivals(_one_way(standing, names)):
        subject, obj = _ends(decision)
        told = ruled.within(decision.pair, subject, decision.relation, obj)
        if not told:
            made.append((decision, _found(reading, decision)))
        for item in told:
            if id(item) not in confirmed:
                confirmed.add(id(item))
                least = item.confidence if item.family in own else 0.0
                made.append((decision, replace(item, confidence=max(decision.confidence, least))))
    told_of, open_ends = _with_stances(made, stances)
    kept += told_of
    left = [item for item in in_force if id(item) not in confirmed]
    return [*kept, *(item for item in left if item.family in own)], [
        *(
            (item, f"{item.relation.name}: a part is sold, the words do not tell what is left")
            for item in open_ends
        ),
        *(
            (item, f"{item.relation.name}: found by {item.family}, not confirmed by the decider")
            for item in left
            if item.family not in own
        ),
    ]


def _with_stances(
    made: Sequence[tuple[Decision, Found]], stances: StanceDecider | None
) -> tuple[list[Found], list[Found]]:
    """Return what was decided with the stances that a model gives it, where there is one and the rules know no better, and what has none.

    Who sells a part of what he holds is a holder no longer of that part: an end of the whole that the rules do not see is none.
    """
    if stances is None:
        return [item for _, item in made], []
    told = [(decision.pair, decision.relation, item.stance) for decision, item in made]
    kept, left = [], []
    for (decision, item), stance in zip(made, stances(told), strict=True):
        if stance is item.stance or _is_voted(decision, item.stance, stance):
            kept.append(item)
        elif stance is Stance.ENDED and decision.relation in _HELD and _is_partial(decision.pair):
            left.append(item)
        else:
            kept.append(replace(item, stance=stance))
    return kept, left


def _is_voted(decision: Decision, vote: Stance, stance: Stance) -> bool:
    """Whether the rules know better than the model: who takes a thing over, and hearsay, are told by few words."""
    if stance is Stance.ENDED:
        return _is_taker(decision)
    _, between, _ = decision.pair.said
    is_hearsay = len(between) <= _SHORT and not _HEARSAY.isdisjoint(between)
    return (stance, vote) == (Stance.ASSERTED, Stance.HEDGED) and is_hearsay


def _is_taker(decision: Decision) -> bool:
    """Whether the holder is who a thing is sold to: "sold its stake in Foo to Bar" ends no holding of Bar."""
    before, between, _ = decision.pair.said
    words = [word for word in between[-2:] if word not in _ARTICLES]
    is_sale = words[-1:] == ["to"] and not _SALES.isdisjoint([*before, *between])
    is_holder = decision.is_forward == (decision.relation == "subsidiaryOf")
    return decision.relation in _HELD and is_holder and is_sale


def _is_partial(pair: Pair) -> bool:
    before, between, after = map(" ".join, pair.said)
    return parts_with_some(f"{before} «» {between} «»", after)


def _nearest(decisions: Sequence[Decision], names: Mapping[Span, Name]) -> list[Decision]:
    """Return the decisions, of one that only holds over sentences the surest alone."""
    told = [(each, _triple(each, names)) for each in decisions]
    within = {triple for each, triple in told if not each.pair.is_over}
    best: dict[Triple, Decision] = {}
    for each, triple in told:
        if (
            each.pair.is_over
            and triple not in within
            and (triple not in best or best[triple].score < each.score)
        ):
            best[triple] = each
    return [each for each, triple in told if not each.pair.is_over or best.get(triple) is each]


def without_rivals(decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions without those of which the right end has the same relation with another that is far surer.

    What stands near the surer one, as in a list, is none of its rivals, and what a rule found has none.
    """

    def place(each: Decision) -> tuple[str, bool, int]:
        return each.relation, each.is_forward, each.pair.right.start

    best: dict[tuple[str, bool, int], Decision] = {}
    for each in decisions:
        if place(each) not in best or best[place(each)].score < each.score:
            best[place(each)] = each
    return [each for each in decisions if each.is_ruled or not _is_beaten(each, best[place(each)])]


def _is_beaten(each: Decision, best: Decision) -> bool:
    pair, other = each.pair, best.pair
    is_together = (pair.is_over, pair.start) == (other.is_over, other.start) and (
        abs(pair.left.start - other.left.start) < _IN_LIST
    )
    margin = _SURER_OVER if pair.is_over else _SURER_WITHIN
    return not is_together and each.score < best.score - margin


def _one_way(decisions: Sequence[Decision], names: Mapping[Span, Name]) -> list[Decision]:
    """Return the decisions, of two that turn one thing both ways the surer alone."""
    told = [(each, _triple(each, names)) for each in decisions]
    best: dict[Triple, int] = {}
    for each, triple in told:
        best[triple] = max(each.score, best.get(triple, each.score))
    return [
        each
        for each, triple in told
        if not relations()[each.relation].one_way or best.get(triple[::-1], best[triple] - 1) < best[triple]
    ]


def _ends(decision: Decision) -> tuple[Span, Span]:
    pair = decision.pair
    return (pair.left_means, pair.right_means) if decision.is_forward else (pair.right_means, pair.left_means)


def _triple(decision: Decision, names: Mapping[Span, Name]) -> Triple:
    subject, obj = _ends(decision)
    return _told(subject, decision.relation, obj, names)


def _told(subject: Span, relation: str, obj: Span, names: Mapping[Span, Name]) -> Triple:
    """Return what is told by the names of the ends, the same either way for a relation without direction."""
    one, other = id(names[subject]), id(names[obj])
    return (min(one, other), relation, max(one, other)) if relation in SYMMETRIC else (one, relation, other)


def _found(reading: Reading, decision: Decision) -> Found:
    """Return a relation that no rule found, with the stance that its words have."""
    pair = decision.pair
    ends = (pair.left, pair.left_means), (pair.right, pair.right_means)
    (subject, subject_means), (obj, object_means) = ends if decision.is_forward else ends[::-1]
    return Found(
        relations()[decision.relation],
        subject,
        subject_means,
        obj,
        object_means,
        pair.start,
        pair.end,
        FAMILY,
        decision.confidence,
        voted(reading, pair, decision.relation),
        _share(reading, pair) if decision.relation == "shareholderOf" else None,
    )


def voted(reading: Reading, pair: Pair, relation: str) -> Stance:
    """Return the stance that the rules give a relation of a pair by its words."""
    sentence = tokens_of(reading.doc).said(pair.start, pair.end)
    before, between, after = map(" ".join, pair.said)
    wording = Wording(f"{before} ", f"«X:0» {between} «X:1» ", after, sentence)
    return stance_of(wording, relation, reading.year)


def _share(reading: Reading, pair: Pair) -> str | None:
    """Return the percentage of a stake: the only one of the sentence, else the one that stands nearest to an end."""
    sentence = reading.doc[pair.right.sent.start : pair.end]
    found = list(PERCENT.finditer(span_text(sentence)))
    if len(found) == 1:
        return found[0][0]

    def distance(match: re.Match[str]) -> int:
        start, end = match.start() + sentence.start_char, match.end() + sentence.start_char
        return min(max(start - span.end_char, span.start_char - end, 0) for span in (pair.left, pair.right))

    near = sorted(found, key=distance)
    return near[0][0] if near and distance(near[0]) <= _NEAR else None
