"""Whether a stake is held by the holder itself or by way of another company."""

import re
from collections.abc import Iterator
from typing import Final

from reechain.extractors.qualifiers.passage import Passage, passage_of
from reechain.extractors.relations.matcher import Found, FoundQualifier

_HELD: Final = r"(?:wholly|majority|fully|owned|owns?|holds?|held|holder|has|controls?|controlled|subsidiar|interest|stake|share|holding|possess)"
_HOLDS: Final = re.compile(rf"\b{_HELD}", re.IGNORECASE)
_BOTH: Final = re.compile(r"\bdirect(?:ly)? (?:and|or|and/or) indirect", re.IGNORECASE)
_INDIRECT: Final = re.compile(
    rf"\bindirect(?:ly)?[\s-]+(?:\w+[\s-]+){{0,2}}?{_HELD}|\b(?:owned|held|holds|owns|controlled|has|is) (?:\S+ ){{0,8}}?indirectly\b",
    re.IGNORECASE,
)
_THROUGH: Final = re.compile(
    r"[^;]{0,160}?\b(?:through|via|by way of) (?:its|their|our|a|an|the) (?:\S+ ){0,4}?(?:subsidiar|arm\b|unit\b|vehicle|compan|holding|affiliate|fund\b|entity)",
    re.IGNORECASE,
)
"""What follows a holder that holds by way of another; of that other itself nothing is said."""
_DIRECT: Final = re.compile(
    rf"(?<!in)\bdirect(?:ly)?[\s-]+(?:\w+[\s-]+){{0,2}}?{_HELD}|\b(?:owned|held) directly\b", re.IGNORECASE
)


def read_directness(found: Found) -> Iterator[FoundQualifier]:
    """Yield the directness of a stake where it is told."""
    if found.relation.name in ("shareholderOf", "subsidiaryOf"):
        passage = passage_of(found)
        words = passage.around
        is_through = _is_through(passage)
        if _BOTH.search(words):
            return
        if is_through or _INDIRECT.search(words):
            yield FoundQualifier("directness", "indirect")
        elif _DIRECT.search(words):
            yield FoundQualifier("directness", "direct")


def _is_through(passage: Passage) -> bool:
    """Whether the holder holds by way of another than what it holds: not so in "mines through its unit Foo"."""
    if passage.holder not in passage.ends:
        return False
    match = _THROUGH.match(passage.text, passage.holder[1])
    if match is None or passage.held[0] < match.end():
        return match is not None
    return bool(_HOLDS.search(passage.text, match.end(), passage.held[0]))
