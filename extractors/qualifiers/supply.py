"""The terms of a supply: which goods, at which price, for how long, reset how often, between related parties.

All but the goods are the printed words. They stand in the sentence of the supply or in those after it,
as far as no other firm is named; contracts also put them in fields ("Price: ...", "Term. ...").
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from spacy.tokens import Span

from reechain.extractors.candidates import mentions_between, type_of
from reechain.extractors.relations.matcher import Found, FoundQualifier
from reechain.extractors.tokens import span_text, tokens_of
from reechain.ontology.names import name_key
from reechain.ontology.records import EntityType

SUPPLY: Final = frozenset({"suppliesTo", "hasOfftakeWith"})
_GOODS: Final = (
    frozenset({EntityType.PRODUCT}),
    frozenset({EntityType.MINERAL, EntityType.ELEMENT}),
)
_FIELD: Final = re.compile(
    r"(?:[-•*]\s*)?(?:Goods|Product|Products|Subject matter|Material)\s*[:.]", re.IGNORECASE
)
_REACH: Final = 8
"""How many sentences after that of a supply may still tell its terms."""
_NUMBER: Final = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)"
_PERIOD: Final = r"(?:month|quarter|year|half[- ]year|half|six months|three months|two years|week)"
_MONTH: Final = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_MONTHS: Final = rf"{_MONTH}(?:,? (?:and )?{_MONTH})*"
_REST: Final = r"(?:(?!,? and (?:is|are|will|shall|was)\b)(?:[^.;\n]|\.(?=\d)))"
"""What may follow in a clause; a point between figures ends none."""
_DATE: Final = r"(?:\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ (?:\d{1,2}, )?\d{4}|(?:the )?(?:end|start|beginning) of \d{4}|\d{4})"
_TELLS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (name, re.compile(form, flags))
    for name, form, flags in (
        ("priceBasis", r"^(?:[-•*]\s*)?(?:(?:Unit |Contract |Sales? |Purchase |Base )?Price|Pricing(?: basis)?|Price basis|Price formula)\s*[:.]\s*(?P<words>[^\n;]{4,240}?)\.?\s*$", re.IGNORECASE),
        ("priceBasis", rf"\bprices?\b(?: \w+){{0,4}}? (?:is|are|equals?|follows?|will be|shall be|moves? with|tracks?|set at|calculated (?:as|from)|taken as|based on|reflects?|determined by|derived from|struck at)(?: on)? (?P<words>(?:the |an? )?(?:[\w-]+ ){{0,4}}(?:averages?|mean|quotations?|index|indices|assessments?|prices?|quotes?|median|benchmark|settlement)\b{_REST}{{0,160}})", re.IGNORECASE),
        ("priceBasis", r"\b(?:at|for) (?P<words>(?:an? )?(?:fixed|flat|firm|agreed) (?:price of |sum of )?(?:[$€£¥]|[A-Z]{3} ?)?\d[\d.,]*(?: (?!(?:until|from|for|through|to|and)\b)[\w/]+){0,5})", 0),
        ("priceBasis", r"\bat (?:an? |the )?(?P<words>(?:\w+ )?(?:market|spot|list|fixed|formula|index|contract|arm's length|cost[- ]plus|benchmark) price(?:s|d)?\b)", re.IGNORECASE),
        ("priceBasis", r"\bprice[sd]?\b[^.;]{0,90}?\b(?P<words>(?:linked|indexed|pegged|tied|referenced) to [^.;,]{3,90}|(?:by|with) reference to [^.;]{3,120}|(?:set )?by (?:a |the )?formula[^.;]{0,120}|according to (?:a |the )[^.;]{0,20}formula[^.;]{0,100}|formula [^.;]{3,160}|an? (?:fixed |undisclosed )?percentage[^.;]{3,120}?(?=,? and is |$|[.;])|\d+(?:\.\d+)? ?(?:%|per cent) of [^.;]{3,110})", re.IGNORECASE),
        ("priceBasis", r"\b(?P<words>(?:fixed|floating|formula|market|spot|index-linked|market-linked|list)[- ](?:price|pricing|priced))\b", re.IGNORECASE),
        ("term", r"^(?:[-•*]\s*)?(?:Term|Duration|Contract (?:period|term)|Period|Validity|Term of contract)\s*[:.]\s*(?P<words>[^\n;]{4,120}?)\.?\s*$", re.IGNORECASE),
        ("term", rf"\b(?P<words>from (?:the )?{_DATE} (?:to|until|through|till) (?:the )?{_DATE})", 0),
        ("term", rf"\b(?P<words>(?:for|over) (?:a )?(?:an? )?(?:initial )?(?:(?:term|period) of )?(?:at least |up to )?{_NUMBER}[- ](?:years?|months?)(?: term| period)?)\b", re.IGNORECASE),
        ("term", rf"\b(?P<words>{_NUMBER}-(?:year|month))\b", re.IGNORECASE),
        ("term", rf"\b(?P<words>(?:until|through|till|to) (?:at least )?(?:the )?{_DATE})", 0),
        ("term", rf"\b(?:term|duration|validity|contract|agreement|deal|it)\b[^.;]{{0,25}}? (?:is|of|runs|lasts?|lasting|shall be|will be|will last|covers|valid for) (?P<words>(?:a (?:term|period) of )?{_NUMBER}[- ](?:years?|months?)(?: (?:from|beginning|starting|commencing)(?: on| in)? {_DATE})?)", re.IGNORECASE),
        ("repricing", r"^(?:[-•*]\s*)?(?:Adjustments?|Resets?|Repricing|Price (?:reviews?|adjustments?|resets?|revision))\s*[:.]\s*(?P<words>[^\n;]{4,200}?)\.?\s*$", re.IGNORECASE),
        ("repricing", rf"\b(?P<words>(?:resets?|adjusted|adjusts|revised|reviewed|recalculated|renegotiated|repriced|updated|fixed|set|calculated|agreed|redetermined|reopened|looked at|recalculation|review|adjustment|revision|repricing|redetermination)(?: anew| again| afresh)? (?:(?:on the \w+ day of )?(?:every|each|once an?|per) (?:(?:\w+ )?{_PERIOD}s?|{_MONTHS})|monthly|quarterly|annually|yearly|half-yearly|semi-annually|weekly|month by month|twice a year)(?: (?:up)?on [^.;]{{3,90}})?)", re.IGNORECASE),
        ("repricing", r"\b(?P<words>(?:monthly|quarterly|annual|yearly|half-yearly|semi-annual) (?:price )?(?:reset|adjustment|review|repricing|recalculation|price adjustment))", re.IGNORECASE),
    )
)  # fmt: skip
_RELATED: Final = re.compile(
    r"\b(?:related[- ]part(?:y|ies)|connected (?:transactions?|persons?|part(?:y|ies)))\b", re.IGNORECASE
)
_KIN: Final = re.compile(
    r"\b(?:its|their|the) (?:own |wholly[- ]owned |listed |majority[- ]owned )?(?:parent(?: company| group)?|subsidiary|controlling shareholder|affiliate|sister company)\b",
    re.IGNORECASE,
)
_PAPERS: Final = frozenset({"contract", "agreement", "deal", "order", "offtake", "contracts", "orders"})
_OWN: Final = frozenset({"our", "its", "their"})
_NEAR: Final = 4
"""How many characters may lie between "its parent" and the name of it."""
_UNRELATED: Final = re.compile(r"\b(?:no|not|non|neither|nor|unrelated|independent|third)\b", re.IGNORECASE)
_TITLE: Final = re.compile(r"\b(?:connected|related[- ]party) transactions?\b", re.IGNORECASE)
_READ: Final = "passages of supplies"
_HEAD: Final = 60
"""Within how many tokens of the start a heading says that a text is about a connected transaction."""


def supply_terms(item: Found) -> Iterator[FoundQualifier]:
    """Yield the goods and terms of a supply."""
    if item.relation.name not in SUPPLY:
        return
    goods = _goods(item)
    if goods is not None:
        yield FoundQualifier("goods", span_text(goods), goods)
    for sentence in passage(item):
        yield from _terms_in(span_text(sentence).strip())
    if _is_related(item):
        yield FoundQualifier("isRelatedParty", "true")


@lru_cache(maxsize=1024)
def _terms_in(text: str) -> tuple[FoundQualifier, ...]:
    """Return the terms that a sentence tells, whichever supply it is read for."""
    found = ((name, form.search(text)) for name, form in _TELLS)
    return tuple(FoundQualifier(name, " ".join(match["words"].split())) for name, match in found if match)


def _goods(item: Found) -> Span | None:
    """Return the goods of the sentence: those between the two ends, else those around them; products first.

    What follows both ends are the goods only after "with" or "of": "supplies Foo with magnets". A field
    "Goods: ..." tells them too.
    """
    low, high = sorted((item.subject.start, item.object.start))
    for types in _GOODS:
        found = [span for span in _mentions(item, item.start, item.end) if type_of(span) in types]
        between = [span for span in found if low < span.start < high]
        after = [span for span in found if span.start > high and (_is_led_in(span) or _is_owned(item, span))]
        before = [span for span in found if span.start < low]
        if ranked := [*between, *after, *before]:
            return ranked[0]
    fields = [sentence for sentence in passage(item) if _FIELD.match(span_text(sentence))]
    listed = [span for field in fields for span in _mentions(item, field.start, field.end)]
    return next((span for span in listed if type_of(span) in _GOODS[0]), None)


def _is_owned(item: Found, goods: Span) -> bool:
    """Whether goods are those of the supplier: "takes our oxide", "buys Foo's best magnets"."""
    between = goods.doc[item.subject.end : goods.start]
    if item.subject.end > goods.start or len(between) > _NEAR:
        return False
    return span_text(item.subject).casefold() in _OWN or (len(between) > 0 and between[0].text in {"'s", "'"})


def _is_led_in(span: Span) -> bool:
    before = tokens_of(span.doc).lows[max(0, span.start - 4) : span.start]
    return bool({"with", "of"} & set(before)) or ("for" in before and bool(_PAPERS & set(before)))


def passage(item: Found) -> list[Span]:
    """Return the sentence of a supply and those after it, up to one that names another firm."""
    known: dict[object, list[Span]] = item.subject.doc.user_data.setdefault(_READ, {})
    key = item.start, item.end, item.subject, item.subject_means, item.object_means
    if key not in known:
        known[key] = _passage(item)
    return known[key]


def _passage(item: Found) -> list[Span]:
    doc = item.subject.doc
    own = {name_key(span_text(span)) for span in (item.subject_means, item.object_means)}
    inside = [doc[item.start].sent]
    while inside[-1].end < item.end:
        inside.append(doc[inside[-1].end].sent)
    sentences = (
        inside if item.subject.sent.start == item.start or len(inside) > 1 else [doc[item.start : item.end]]
    )
    end = item.end
    while end < len(doc) and len(sentences) <= _REACH:
        following = doc[end].sent
        firms = [
            s for s in _mentions(item, following.start, following.end) if type_of(s) is EntityType.COMPANY
        ]
        if any(not _is_one_of(name_key(span_text(span)), own) for span in firms):
            break
        sentences.append(following)
        end = following.end
    return sentences


def _is_one_of(key: str, own: set[str]) -> bool:
    return any(key in other or other in key for other in own)


def _mentions(item: Found, start: int, end: int) -> Sequence[Span]:
    return mentions_between(item.subject.doc, start, end)


def _is_related(item: Found) -> bool:
    """Whether the sentence, or the heading of the text, says that the parties are related."""
    doc = item.subject.doc
    heading = tokens_of(doc).said(0, min(_HEAD, len(doc)))
    said = _RELATED.search(tokens_of(doc).said(item.start, item.end))
    if said is not None:
        return not _UNRELATED.search(said.string, max(0, said.start() - 30), said.start())
    if (title := _TITLE.search(heading)) and not _UNRELATED.search(heading, 0, title.start()):
        return True
    return _is_kin(item)


def _is_kin(item: Found) -> bool:
    """Whether "its parent" stands beside one end, and no third firm is named whose parent it may be."""
    sentence = item.subject.doc[item.start : item.end]
    own = {name_key(span_text(span)) for span in (item.subject_means, item.object_means)}
    firms = [s for s in _mentions(item, item.start, item.end) if type_of(s) is EntityType.COMPANY]
    if any(not _is_one_of(name_key(span_text(span)), own) for span in firms):
        return False
    for kin in _KIN.finditer(span_text(sentence)):
        start, end = sentence.start_char + kin.start(), sentence.start_char + kin.end()
        for span in (item.subject, item.object):
            if 0 <= span.start_char - end <= _NEAR or 0 <= start - span.end_char <= _NEAR:
                return True
    return False
