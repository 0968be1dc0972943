"""How strongly a company is held: wholly, by control, as an associate, or not told."""

import re
from collections.abc import Iterator
from typing import Final

from reechain.extractors.qualifiers.passage import passage_of
from reechain.extractors.qualifiers.percent import part_of
from reechain.extractors.relations.inference import MAJORITY
from reechain.extractors.relations.matcher import Found, FoundQualifier

PROPERTY: Final = "strength"
WHOLLY: Final = "wholly-owned"
CONTROLLED: Final = "controlled"
ASSOCIATE: Final = "associate"
UNKNOWN: Final = "unknown-strength"
_SHARES: Final = (
    r"(?:issued |outstanding |its |the )*(?:shares|equity|stock|share capital|capital|interests?)\b"
)
_MIXED: Final = re.compile(
    r"\b(?:holding|controlled|controlling) and (?:share-?holding|participating|associated|equity)"
    r"|\bsubsidiaries and (?:associates|associated|affiliates)|\bassociates and subsidiaries",
    re.IGNORECASE,
)
"""Lists that throw together what is controlled and what is not."""
_WHOLLY: Final = re.compile(
    rf"\b(?:wholly|fully)[\s-]+(?:owned|held|owns|holds)|\b100\s?(?:%|per ?cent)[\s-]+(?:owned|held|subsidiary)|\bsole (?:owner|shareholder|member)"
    rf"|\ball (?:of )?{_SHARES}|\ball of whose (?:shares|equity)|(?<!its )(?<!their )(?<!'s )\b(?:whole|entire|entirety) (?:of )?{_SHARES}"
    r"|\bowns? (?:all|the whole) of\b|\bfull ownership\b",
    re.IGNORECASE,
)
_ASSOCIATE: Final = re.compile(
    r"\bassociates?\b|\bassociated compan|\bequity[\s-]+(?:accounted|method)|\bparticipating[\s-]+(?:share|stock|compan|subsidiar)"
    r"|\bshare-?holding (?:compan|subsidiar|enterprise)|\bminority\b",
    re.IGNORECASE,
)
_CONTROLLED: Final = re.compile(
    r"\bmajority[\s-]?(?:owned|held|stake|interest|share|owner|holding|control|subsidiary)|\b(?:controls|controlled|controlling)\b|\bde facto control"
    r"|\bconsolidat(?:ed|es|ing|e)\b(?! (?:basis|statements|accounts|results|revenue))|\bholding subsidiar|\bin control of\b"
    r"|\b(?:more than|over) (?:a )?half\b|\b(?:has|have|having|retains|keeps) control\b|\bgiv(?:es|ing|en) (?:\w+ ){1,2}control\b|\bcontrol of the board",
    re.IGNORECASE,
)
_HALF: Final = 50
_NO_INFLUENCE: Final = 20
"""Below a fifth accounting standards presume no influence (IAS 28.5): "controlling" beside it is mostly another holder."""
_CONTROLS: Final = re.compile(r"\bcontrol(?:s|led)?\b", re.IGNORECASE)
_NO_CONTROL: Final = re.compile(
    r"\b(?:not|no|without|never|nor|joint(?:ly)?)[\s-]+(?:\w+ ){0,2}?(?:control|consolidat)", re.IGNORECASE
)


def read_strength(found: Found) -> Iterator[FoundQualifier]:
    """Yield one strength for each subsidiary, and one for a shareholder where the words tell it."""
    name = found.relation.name
    if name not in ("subsidiaryOf", "shareholderOf"):
        return
    share = part_of(found)
    told = told_in(passage_of(found).around, share.low if share else None)
    if told is None and name == "subsidiaryOf":
        told = CONTROLLED if found.family == MAJORITY else UNKNOWN
    if told is not None:
        yield FoundQualifier(PROPERTY, told)


def told_in(words: str, part: str | None = None) -> str | None:
    """Return the strength that words tell, None where they tell none; `part` is the least percentage held.

    >>> told_in("a subsidiary of", "70"), told_in("an equity-accounted associate of"), told_in("a subsidiary of")
    ('controlled', 'associate', None)
    """
    if _MIXED.search(words):
        return UNKNOWN
    if part == "100" or _WHOLLY.search(words):
        return WHOLLY
    is_majority = part is not None and float(part) > _HALF
    if _ASSOCIATE.search(words) and not is_majority:
        return ASSOCIATE
    is_small = part is not None and float(part) < _NO_INFLUENCE and not _CONTROLS.search(words)
    if not is_small and _CONTROLLED.search(words) and not _NO_CONTROL.search(words):
        return CONTROLLED
    return CONTROLLED if is_majority and "subsidiar" in words.casefold() else None
