"""How a passage puts a relation forward: as so, as planned, as possible, as denied."""

import re
from typing import Final

from reechain.ontology.records import Stance

_DENIED: Final = re.compile(
    r"(?:^|\s)(?:not|unlike|never|neither|nor|no longer|denied|denies|without|cannot|n't|has no|have no|had no|ceased to|disposed of|divested|exited|stopped being|rather than|instead of|ruled out|is unrelated to|abandoned|terminated|cancelled|called off|rejected|refused)\s"
)
_NONE: Final = re.compile(r"(?:[a-z]+ |^ ?)no (?!longer )")
"""A verb with "no" after it: "contains no", "has no"; a list of virtues ("long life, no waste") denies nothing."""
_HEDGED: Final = re.compile(
    r"(?:^|\s)(?:may|might|could|reportedly|rumoured|rumored|rumours|possibly|possible|potential|potentially|considering|considers|weighing|mulling|if|whether|allegedly|speculation|in talks|talks|exploring a|would|seeking)\s"
)
_PLANNED: Final = re.compile(
    r"(?:^|\s)(?:will|plans to|plan to|planned|planning to|intends to|intend to|aims to|aim to|is to|are to|be|proposed|proposes to|expected to|expects to|"
    r"set to|scheduled to|due to|about to|agreed to|agrees to|to acquire|to buy|to build|to supply|future|upcoming|conditional|targeting)\s"
)
_ASIDE: Final = re.compile(r"[,‹] (?:which|who|whose|where) [^,‹›«]*[,›] ")
"""What is said on the way of something else: "Foo, which will move, acquired Bar"."""
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FUTURE_MARK: Final = re.compile(
    r"(?:^|\s)(?:will|plans|plan|planned|planning|intends|intend|aims|proposed|proposes|expected|expects|set to|scheduled|is to|are to|about to|agreed to|agrees to)\s"
)


def stance_of(before: str, matched: str, sentence: str, document_year: int | None) -> Stance:
    """Return the stance of a claim.

    `before` are the words right before the match in its clause and `matched` those within it, as
    patterns see them; `sentence` is the running text, in which a year up to `document_year` turns
    "will be renamed" into something past: translated reports tell last year's deeds in the future.
    """
    window = f" {_last_clause(before)} {_ASIDE.sub('', matched)} "
    if _DENIED.search(window) or _NONE.search(window.strip()):
        return Stance.DENIED
    if _HEDGED.search(window):
        return Stance.HEDGED
    if _FUTURE_MARK.search(window) and not _is_past(sentence, document_year):
        return Stance.PLANNED
    return Stance.ASSERTED


def _last_clause(before: str) -> str:
    """Return up to six words before a match, within its clause."""
    return " ".join(re.split(r"[,;:.]", before)[-1].split()[-6:])


def _is_past(sentence: str, document_year: int | None) -> bool:
    years = [int(year) for year in _YEAR.findall(sentence)]
    return bool(years) and document_year is not None and max(years) <= document_year


def document_year(text: str, date: str | None) -> int | None:
    """Return the year a text was written in: that of its date, else the latest year that it names in the past tense of figures.

    Forecast years ("by 2030", "in 2025") are left out: only years that come with "first three
    quarters", "as of", "in ... was" or a full date count; None if there is none.
    """
    if date:
        return int(date[:4])
    found = [int(match[1]) for match in _DATED.finditer(text)]
    return max(found) if found else None


_DATED: Final = re.compile(
    r"(?:as of(?: the)?(?: end of)?(?: the)?(?: (?:first|second|third|fourth) quarter of)?|(?:january|february|march|april|may|june|july|august|september|october|november|december)(?: \d{1,2},?)?|quarters? of|half of)\s+((?:19|20)\d\d)",
    re.IGNORECASE,
)
