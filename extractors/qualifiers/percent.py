"""Which part of a company a holder has: a percentage, or bounds of one, that belongs to this pair."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from reechain.extractors.qualifiers.passage import Passage, Stretch, passage_of
from reechain.extractors.qualifiers.shares import Share, are_sound, shares_in
from reechain.extractors.relations.matcher import Found, FoundQualifier

_OF_STAKES: Final = frozenset({"shareholderOf", "subsidiaryOf", "acquired", "divested", "jointVentureOf"})
_BY: Final = re.compile(
    r"[^;]{0,60}?\b(?:by|belong\w*(?: to)?|(?:lies|lie|lay|rests?|sits?|stays?|remains?|went|goes) with|in the (?:hands|possession) of|(?:assigned|allotted|goes|went|falls?) to)\s+(?:the\s+)?(?:\w+\s+){0,3}?$",
    re.IGNORECASE,
)
"""Words between a part and a holder that comes after it."""
_OF: Final = re.compile(
    r"(?:(?!\b(?:while|whereas|but)\b)[^;]){0,120}?\b(?:of|in)\s+(?:the\s+)?(?:[\w-]+\s+){0,5}?$",
    re.IGNORECASE,
)
"""Words between a part and the company of which it is one."""
_BRACKETED: Final = range(1, 3)
"""How far behind a holder its own part stands: "Foo (20 %)"."""
_TO: Final = re.compile(r"\s+to\s+(?:the\s+)?(?:\w+\s+){0,3}?", re.IGNORECASE)
"""Words between a company and who gets a part of it."""
_GLUE: Final = re.compile(r"\s*(?:,|and|or|&|,\s*and)\s*(?:the\s+)?", re.IGNORECASE)
_A_PART: Final = re.compile(
    r"\b(?:sold|sells?|selling|disposed of|transferred|divested|placed)\b(?!.*\b(?:its|their|whole|entire|remaining)\b)|\b(?:further|additional|another)\b",
    re.IGNORECASE,
)
"""What makes a part one that was dealt in, and not what the holder has."""
_DEALS: Final = frozenset({"acquired", "divested"})
_OTHER: Final = re.compile(r"\b(?:remaining|other|further|additional)\s+$", re.IGNORECASE)
"""What makes a part one beside that which is told."""
_EACH: Final = re.compile(r"\beach\b|\bapiece\b|\bequal(?:ly)?\b", re.IGNORECASE)
_RATIO: Final = re.compile(r"(?<![\d.])(\d{1,2}(?:\.\d+)?)\s?[:/-]\s?(\d{1,2}(?:\.\d+)?)(?![\d.%])")
_VENTURE: Final = re.compile(r"\b(?:joint[\s-]+venture|jv|venture|owned|held)\b", re.IGNORECASE)
_RESPECTIVELY: Final = re.compile(r"\brespectively\b", re.IGNORECASE)


def read_percent(found: Found) -> Iterator[FoundQualifier]:
    """Yield the part that a pair is told to have; nothing where it is not clear whose part it is."""
    share = part_of(found) if found.relation.name in _OF_STAKES else None
    if share is None:
        return
    if share.low == share.high and share.low is not None:
        yield FoundQualifier("percent", share.low)
        return
    if share.low is not None:
        yield FoundQualifier("percentLow", share.low)
    if share.high is not None:
        yield FoundQualifier("percentHigh", share.high)


def part_of(found: Found) -> Share | None:
    """Return the part that is bound to a pair; None in a doc whose percentages are not to be trusted."""
    if not are_sound(found.subject.doc):
        return None
    passage = passage_of(found)
    return _in_order(passage) or _one_of(passage)


def _one_of(passage: Passage) -> Share | None:
    """Return the one part that is bound to the pair; of several that nearest to its end, if they differ."""
    shares = shares_in(passage.text)
    fitting = [share for share in shares if _fits(passage, share, shares)]
    if not fitting or not passage.ends:
        return None
    if passage.relation not in _DEALS:
        fitting = [share for share in fitting if not _OTHER.search(passage.text, 0, share.start)] or fitting
    ranked = sorted(fitting, key=lambda share: min(_distance(share, end) for end in passage.ends))
    best = ranked[0]
    same = [share for share in ranked if (share.low, share.high) == (best.low, best.high)]
    if len(same) == len(ranked) or best.start - passage.holder[1] in _BRACKETED:
        return best
    narrow = [share for share in ranked if share.low == share.high]
    return narrow[0] if len({share.low for share in narrow}) == 1 else None


def _fits(passage: Passage, share: Share, shares: Sequence[Share]) -> bool:
    """Whether a part is bound to the pair by the parties beside it."""
    if _A_PART.search(passage.text, passage.holder[1], max(share.start, passage.holder[1])):
        return False
    left = max((p for p in passage.parties if p[1] <= share.start), default=None)
    after = sorted(p for p in passage.parties if p[0] >= share.end)
    right = after[0] if after else None
    if right and _BY.fullmatch(passage.text[share.end : right[0]]):
        return right == passage.holder
    of = right if right and _OF.fullmatch(passage.text[share.end : right[0]]) else None
    if of == passage.held and len(after) > 1 and _TO.fullmatch(passage.text[of[1] : after[1][0]]):
        return after[1] == passage.holder or left == passage.holder
    beyond = passage.text[of[1] : after[1][0]] if of and len(after) > 1 else ","
    if "," not in beyond and _BY.fullmatch(beyond):
        return of == passage.held and after[1] == passage.holder
    if of is not None and of not in (passage.held, passage.holder):
        return False
    if left is None:
        return of == passage.held and (passage.holder not in passage.ends or passage.relation in _DEALS)
    if left in passage.ends:
        return not _shared(passage, left, shares)
    if _EACH.search(passage.text) and {left, passage.holder} <= set(_partners(passage)):
        return of == passage.held
    return of == passage.held and passage.holder[1] <= left[0] and _is_aside(passage, left)


def _shared(passage: Passage, last: Stretch, shares: Sequence[Share]) -> bool:
    """Whether a party ends a list to which a part belongs as a whole: "A and B hold 51 %"."""
    before = max((p for p in passage.parties if p[1] <= last[0]), default=None)
    if before is None or last != passage.holder or _EACH.search(passage.text):
        return False
    return bool(_GLUE.fullmatch(passage.text[before[1] : last[0]]))


def _is_aside(passage: Passage, party: Stretch) -> bool:
    """Whether a party stands in an apposition after the holder, and not in a list with it."""
    gap = passage.text[passage.holder[1] : party[0]]
    return gap.lstrip().startswith((",", "(")) and not _GLUE.fullmatch(gap)


def _in_order(passage: Passage) -> Share | None:
    """Return the part that stands for the holder in the order of partners: "a 51:49 venture of A and B"."""
    partners = _partners(passage)
    if passage.holder not in partners:
        return None
    place = partners.index(passage.holder)
    ratio = _RATIO.search(passage.text)
    if ratio and len(partners) == 2 and _VENTURE.search(passage.text):
        parts = ratio.groups()
        whole = sum(float(part) for part in parts)
        return Share(*ratio.span(), parts[place], parts[place]) if whole == 100 else None
    shares = shares_in(passage.text)
    if _RESPECTIVELY.search(passage.text) and len(shares) == len(partners) > 1:
        return shares[place]
    return None


def _partners(passage: Passage) -> list[Stretch]:
    """Return the parties that stand in one list with the holder, the holder among them."""
    listed: list[Stretch] = []
    for party in passage.parties:
        if party == passage.held:
            continue
        if listed and not _is_beside(passage.text[listed[-1][1] : party[0]]):
            if passage.holder in listed:
                break
            listed = []
        listed.append(party)
    return listed


def _is_beside(gap: str) -> bool:
    return bool(_GLUE.fullmatch(gap)) or gap.strip() in {"with", "together with"}


def _distance(share: Share, end: Stretch) -> int:
    return max(end[0] - share.end, share.start - end[1], 0)
