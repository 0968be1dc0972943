"""What the form of an official text says: who issued it, and what its numbered items bear on."""

import re
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Span

from reechain.extractors.candidates import mentions_between, type_of
from reechain.extractors.references.discourse import Discourse
from reechain.extractors.references.letterhead import head_lines, lines, quota_rows
from reechain.extractors.relations.matcher import Found
from reechain.extractors.tokens import span_text, text_of
from reechain.ontology.names import name_key
from reechain.ontology.records import EntityType, Stance
from reechain.ontology.schema import relations

ISSUE: Final = "letterhead"
ITEM: Final = "numbered item"
_CONFIDENCE: Final = 0.8
ITEM_LABEL: Final = re.compile(
    r"\s*(?:(?:Art(?:icle|\.)?|§|Sec(?:tion|\.)?|Clause|Rule|Paragraph|Para\.?) ?(?P<article>\d{1,3}|[IVX]{1,5})[.:]?\)?"
    r"|\(?(?P<label>[IVX]{1,5}|\d{1,2}|[a-z])[.)])\s+(?=[A-Z\"])"
)
"""The number before an item, roman, arabic or a letter, or that of an article."""
ITEM_CITED: Final = re.compile(
    r"\((?:see )?(?:Art(?:icle|\.)?|§|Section|Sec\.|Clause|Annex|Chapter)s? ?\d[^()]{0,30}\)"
)
"""The article that an item of a digest cites: "Labels on turbines (Article 17): from 2027"."""
_DEMANDS: Final = re.compile(
    r"\b(?:licen[cs]\w+|permits?|prohibit\w*|bann?(?:ed|s)?|forbidden|dut(?:y|ies)|tariffs?|quotas?|ceilings?|subject to|"
    r"declar\w+|label\w*|notif\w+|records?|regist\w+|approv\w+|control\w*|require\w*|report\w*|certificat\w+)\b",
    re.IGNORECASE,
)
"""What an article asks for that bears on goods; others define, repeal or punish."""
PARTIES: Final = "parties of a contract"
_SELLER: Final = "Seller|Supplier|Vendor"
_BUYER: Final = "Buyer|Purchaser|Customer|Offtaker"
_CONTRACT: Final = re.compile(
    r"\b(?:signed|sign|concluded|entered into|agreed|struck|have|announced|executed)\b[^.]*\b(?:supply|sales?|offtake|purchase|delivery) (?:contract|agreement|deal)\b",
    re.IGNORECASE,
)
_NO_CONTRACT: Final = re.compile(
    r"\b(?:not|no|never|without|denie[sd]|memorandum|non-binding|may|might|talks)\b", re.IGNORECASE
)
_SELLS: Final = re.compile(
    r",? (?:will|shall|is to|undertakes to|agrees to) (?:sell|supply|deliver|ship|provide)\b"
)
_NEAR: Final = 400
_FIELD: Final = 40
QUOTA: Final = "row of quotas"
_RULING: Final = re.compile(r"\b(?:shall|must|may|is|are|has|have|will)\b")
_LEAD: Final = re.compile(r"\b(?:following|below|listed)\b[^.]*:\s*$", re.IGNORECASE)
_GOODS: Final = frozenset({EntityType.PRODUCT, EntityType.ELEMENT, EntityType.MINERAL})


def from_form(doc: Doc, discourse: Discourse) -> list[Found]:
    """Return what a text that is itself a rule says by its form; nothing of other texts."""
    if discourse.rule is None:
        return []
    return [
        *_issuers(doc, discourse.rule),
        *_items(doc, discourse.rule),
        *_articles(doc, discourse.rule),
        *_holders(doc, discourse.rule),
    ]


def from_parties(doc: Doc) -> list[Found]:
    """Return the supplies between those whom a contract calls its seller and its buyer: "Seller: Foo", "Foo (the Seller)"."""
    sellers, buyers = _called(doc, _SELLER), _called(doc, _BUYER)
    found = []
    for seller in sellers:
        near = [buyer for buyer in buyers if abs(buyer.start_char - seller.start_char) <= _NEAR]
        if near and name_key(span_text(near[0])) != name_key(span_text(seller)):
            start = min(seller.sent.start, near[0].sent.start)
            end = max(seller.sent.end, near[0].sent.end)
            found.append(_found("suppliesTo", seller, near[0], start, end, PARTIES))
    return found[:1] or _agreed(doc)


def _agreed(doc: Doc) -> list[Found]:
    """Return the supplies of contracts whose next sentences tell who sells: "Foo and Bar signed a supply contract. Foo will sell"."""
    sents = list(doc.sents)
    found = []
    for number, sent in enumerate(sents):
        firms = _firms(doc, sent)
        if len(firms) != 2 or not _CONTRACT.search(span_text(sent)) or _NO_CONTRACT.search(span_text(sent)):
            continue
        for following in sents[number + 1 : number + 4]:
            sellers = [span for span in _firms(doc, following) if _SELLS.match(text_of(doc), span.end_char)]
            ends = [firm for firm in firms for span in sellers if _is_short_of(span, firm)]
            if len(ends) == 1:
                (buyer,) = (firm for firm in firms if firm is not ends[0])
                found.append(_found("suppliesTo", ends[0], buyer, sent.start, following.end, PARTIES))
                break
    return found


def _firms(doc: Doc, sent: Span) -> list[Span]:
    return [
        span for span in mentions_between(doc, sent.start, sent.end) if type_of(span) is EntityType.COMPANY
    ]


def _is_short_of(short: Span, full: Span) -> bool:
    return f"{name_key(span_text(full))} ".startswith(f"{name_key(span_text(short))} ")


def _called(doc: Doc, role: str) -> list[Span]:
    """Return the firms that are said to have a role, by a field before their name or a bracket after it."""
    field = re.compile(rf"(?:^|\n)\s*(?:[-•*]\s*)?(?:The )?(?:{role})\s*[:–-]\s*$")
    bracket = re.compile(
        rf"\s*(?:\((?:the |as |hereinafter (?:the )?)?\"?(?:{role})\"?\)|,? as (?:the )?(?:{role})\b)",
        re.IGNORECASE,
    )
    text = text_of(doc)
    return [
        span
        for span in mentions_between(doc, 0, len(doc))
        if type_of(span) is EntityType.COMPANY
        and (
            field.search(text, max(0, span.start_char - _FIELD), span.start_char)
            or bracket.match(text, span.end_char)
        )
    ]


def _issuers(doc: Doc, rule: Span) -> Iterator[Found]:
    """Yield the agencies that the head names, up to the line of the rule, as its issuers."""
    last = next(line for line in head_lines(doc) if line.start <= rule.start < line.end)
    for span in mentions_between(doc, 0, last.end):
        if type_of(span) is EntityType.AGENCY:
            yield _found("issuedBy", rule, span, min(span.start, rule.start), last.end, ISSUE)


def _items(doc: Doc, rule: Span) -> Iterator[Found]:
    """Yield the goods of items that are no sentences, after words such as "the following:"."""
    listing = False
    for line in lines(doc):
        is_item = ITEM_LABEL.match(span_text(line)) is not None
        is_ruling = _RULING.search(span_text(line)) is not None
        if not is_item:
            listing = bool(_LEAD.search(span_text(line))) or (listing and not is_ruling)
        elif listing and not is_ruling:
            for span in mentions_between(doc, line.start, line.end):
                if type_of(span) in _GOODS:
                    yield _found("governs", rule, span, line.start, line.end, ITEM)


def _articles(doc: Doc, rule: Span) -> Iterator[Found]:
    """Yield the goods on which a numbered article lays something, or an item that cites an article bears."""
    for line in lines(doc):
        label = ITEM_LABEL.match(span_text(line))
        is_article = label is not None and label["article"] and _DEMANDS.search(span_text(line))
        if is_article or ITEM_CITED.search(span_text(line)):
            for span in mentions_between(doc, line.start, line.end):
                if type_of(span) in _GOODS | {EntityType.APPLICATION}:
                    yield _found("governs", rule, span, line.start, line.end, ITEM)


def _holders(doc: Doc, rule: Span) -> Iterator[Found]:
    """Yield the firms of the rows of quotas as those that hold them."""
    for row in quota_rows(doc):
        firms = [s for s in mentions_between(doc, row.start, row.end) if type_of(s) is EntityType.COMPANY]
        if firms and not any(token.is_alpha for token in doc[row.start : firms[0].start]):
            yield _found("holdsQuotaUnder", firms[0], rule, row.start, row.end, QUOTA)


def _found(relation: str, subject: Span, obj: Span, start: int, end: int, family: str) -> Found:
    return Found(
        relations()[relation], subject, subject, obj, obj, start, end, family, _CONFIDENCE, Stance.ASSERTED
    )
