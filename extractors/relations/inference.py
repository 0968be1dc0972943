"""What follows from the relations of a text: makers of kinds of products, control by majority."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Span

from reechain.extractors.candidates import type_of
from reechain.extractors.relations.families import KINDS
from reechain.extractors.relations.matcher import Found
from reechain.extractors.tokens import span_text, tokens_of
from reechain.ontology.records import EntityType, Stance
from reechain.ontology.schema import OneWay, relations

_PERCENTAGE: Final = re.compile(r"\d{1,3}(?:\.\d+)?")
_WHOLE: Final = re.compile(
    r"100\s?%|\b(?:100 per ?cent|all (?:of )?(?:the )?(?:shares|stock|equity)|remaining|outright|entire|whole)\b",
    re.IGNORECASE,
)
"""Words by which the purchase of shares is one of the firm."""
TOPIC: Final = "shareholding of the topic"
"""The family of what a text about one firm lists with a part: "Foo (51%)"."""
MAJORITY: Final = "majority stake"
"""The family of what follows from a stake of more than half."""
_NOT_SO: Final = frozenset({Stance.DENIED, Stance.ENDED})
NEAR: Final = 150
"""How far apart, in tokens, a maker and the kinds of what it makes may be told."""


def with_inferences(found: Sequence[Found]) -> list[Found]:
    """Return the relations with those that follow from them within the text; kinds of products are taken out."""
    kept = _stakes_only(_not_absorbed(_no_holders_held(_one_way(_with_kinds(found)))))
    return [*kept, *(_control(item) for item in kept if _is_majority(item))]


_BRACKET: Final = 12
_TRADE: Final = re.compile(
    r"\b(?:customers?|clients?|buyers?|suppliers?|sales|revenues?|turnover|market|competitors?|rivals?|exports|imports|output|purchases|quota|deliveries|supplies|off-?takers?|orders)\b",
    re.IGNORECASE,
)


def _stakes_only(found: Sequence[Found]) -> list[Found]:
    """Return the relations without takeovers that are only the purchase of a part: "acquired a stake in"."""
    parts = {
        (item.start, item.subject_means, item.object_means)
        for item in found
        if item.relation.name == "shareholderOf"
        and not _WHOLE.search(tokens_of(item.subject.doc).said(item.start, item.end))
        and not _is_majority(item)
    }
    return [
        item
        for item in found
        if item.relation.name != "acquired"
        or (item.start, item.subject_means, item.object_means) not in parts
    ]


def _no_holders_held(found: Sequence[Found]) -> list[Found]:
    """Return the relations without holdings of the topic in who holds: "owned by Foo (51%)" is none in Foo."""
    holders = {
        (item.start, item.subject_means)
        for item in found
        if item.relation.name == "shareholderOf" and item.family != TOPIC
    }
    return [
        item
        for item in found
        if item.family != TOPIC or ((item.start, item.object_means) not in holders and not _is_of_trade(item))
    ]


def _is_of_trade(item: Found) -> bool:
    """Whether a percentage beside a name is one of sales: "Largest customers: Foo (9 %), Bar (4 % of revenue)"."""
    doc = item.subject.doc
    bracket = tokens_of(doc).said(item.object.end, min(item.object.end + _BRACKET, item.end)).split(")")[0]
    return bool(_TRADE.search(f"{item.lead} {tokens_of(doc).said(item.start, item.object.start)} {bracket}"))


def _not_absorbed(found: Sequence[Found]) -> list[Found]:
    """Return the relations without takeovers by who is merged into the other: "Foo was absorbed into Bar"."""
    merged = {
        (item.start, item.subject_means, item.object_means)
        for item in found
        if item.relation.name == "mergedInto"
    }
    return [
        item
        for item in found
        if item.relation.name != "acquired"
        or (item.start, item.subject_means, item.object_means) not in merged
    ]


def _one_way(found: Sequence[Found]) -> list[Found]:
    """Return the relations without the less trusted of two that turn one thing both ways in one sentence."""
    best: dict[tuple[str, Span, Span], float] = {}
    for item in found:
        key = (item.relation.name, item.subject_means, item.object_means)
        best[key] = max(best.get(key, 0), item.confidence)
    return [
        item
        for item in found
        if item.relation.one_way is not OneWay.TOLD
        or best.get((item.relation.name, item.object_means, item.subject_means), 0)
        < best[(item.relation.name, item.subject_means, item.object_means)]
    ]


def _with_kinds(found: Sequence[Found]) -> list[Found]:
    """Return the relations without the kinds, and with what makers of a kind make.

    "Its functional materials include magnets": who is said to make the one, in the same document and
    no farther than a paragraph away, makes the other.
    """
    kinds = [item for item in found if item.relation is KINDS]
    kept = [item for item in found if item.relation is not KINDS]
    makers = [item for item in kept if item.relation.name == "produces" and item.stance not in _NOT_SO]
    starts = [maker.start for maker in makers]
    for kind in kinds:
        for maker in makers[bisect_left(starts, kind.start - NEAR) : bisect_right(starts, kind.start)]:
            is_firm = type_of(maker.subject_means) is EntityType.COMPANY
            if is_firm and _same(maker.object_means, kind.subject_means):
                kept.append(_inherited(maker, kind))
    return kept


def _inherited(maker: Found, kind: Found) -> Found:
    return replace(
        maker,
        object=kind.object,
        object_means=kind.object_means,
        end=kind.end,
        family=kind.family,
        confidence=kind.confidence,
        literal=None,
    )


def _same(left: Span, right: Span) -> bool:
    if left.kb_id_ or right.kb_id_:
        return left.kb_id_ == right.kb_id_
    return span_text(left).casefold().rstrip("s") == span_text(right).casefold().rstrip("s")


def _is_majority(item: Found) -> bool:
    """Whether a stake is printed as more than half; a damaged "3671%" is none."""
    firms = {type_of(item.subject_means), type_of(item.object_means)} == {EntityType.COMPANY}
    if (
        item.relation.name != "shareholderOf"
        or item.literal is None
        or not firms
        or item.stance is Stance.DENIED
    ):
        return False
    printed = item.literal.rstrip("% pcentr").strip()
    return bool(_PERCENTAGE.fullmatch(printed)) and 50 < float(printed) <= 100


def _control(item: Found) -> Found:
    return replace(
        item,
        relation=relations()["subsidiaryOf"],
        subject=item.object,
        subject_means=item.object_means,
        object=item.subject,
        object_means=item.subject_means,
        family=MAJORITY,
    )


_OF_WORKS: Final = re.compile(
    r"\b(?:sold|sells?|selling)(?: off)? (?:(?!(?:from|under|through|of|with|and|or|by|for)\b)[^\s.;,]+ ){0,6}?"
    r"(?:plants?|stakes?|shares|shareholding|interests?|holdings?|units?|arm|business(?:es)?|operations|subsidiar(?:y|ies)|compan(?:y|ies)|firms?|mines?|projects?"
    r"|deposits?|tenements?|claims|royalt(?:y|ies)|divisions?|works|factor(?:y|ies)|refinery|smelter|licen[cs]es?|patents?|assets|land|estates?|propert(?:y|ies)|sites?|buildings?"
    r"|offices?|ships?|vessels?|fleet|brands?)"
    r"(?: (?:in|at|near|of)(?: the)?(?: [A-Z]\S*){1,4})? to(?: the)? $"
)
"""A sale that is no supply: "sold its magnet plant to"."""


def _is_sale_of_works(item: Found) -> bool:
    first, last = sorted((item.subject, item.object), key=lambda span: span.start)
    between = tokens_of(item.subject.doc).text[first.end_char : last.start_char]
    return bool(_OF_WORKS.search(between))


def without_toll_supplies(found: Sequence[Found]) -> list[Found]:
    """Return the relations without supplies between those of whom the sentence says that one treats the other's goods for a fee.

    Who sends concentrate to be separated sells none, nor does the toller who sends the oxide back.
    """
    tolled = {
        (item.start, *ends)
        for item in found
        if item.relation.name == "tollsFor"
        for ends in (
            (span_text(item.subject_means), span_text(item.object_means)),
            (span_text(item.object_means), span_text(item.subject_means)),
        )
    }
    return [
        item
        for item in found
        if item.relation.name != "suppliesTo"
        or (
            (item.start, span_text(item.subject_means), span_text(item.object_means)) not in tolled
            and not _is_sale_of_works(item)
        )
    ]
