"""How a passage puts a relation forward: as so, as planned, as possible, as denied."""

import re
from dataclasses import dataclass
from typing import Final

from reechain.ontology.records import Stance

_DENIED: Final = re.compile(
    r"(?:^|\s)(?:not|unlike|never|neither|nor|no longer|denied|denies|without|cannot|n't|has no|have no|had no|ceased to|disposed of|divested|exited|stopped being|rather than|instead of|ruled out|is unrelated to|abandoned|terminated|cancelled|called off|rejected|refused|withdrew|withdrawn|tried to|attempted to|failed to|fails to|has yet to|have yet to|is yet to|yet to|declined to|doubt|doubts|doubted|doubtful|blocked|lapsed|fell through|collapsed)\s"
)
_FAILED_AFTER: Final = re.compile(
    r"^[^.;]{0,80}?\b(?:but|however|yet|which|and) (?:\S+ ){0,5}?(?:failed|abandoned|collapsed|lapsed|withdrew|withdrawn|rejected|blocked|called off|fell through|terminated|cancelled|broke down)\b"
)
"""What follows a deed that came to nothing: "offered to buy Foo, but the talks were abandoned"."""
_ENDED: Final = re.compile(
    r"(?:^|\s)(?:former|formerly|once|used to|previously|stopped|stop|stops|halted|suspended|discontinued|phased out|relinquished|gave up|surrendered|ended|quit|closed)\s"
)
_ENDED_AFTER: Final = re.compile(r"^[^.;]{0,60}?\b(?:until|till|up to) (?:\S+ ){0,3}?#")
"""A state of things that is over: "was a subsidiary of Foo until 2019"."""
_PAST: Final = re.compile(
    r"\s(?:was|were|had|held|owned|operated|ran|made|produced|supplied|remained|served)\s"
)
_LASTING: Final = frozenset(
    {
        "renamedTo",
        "acquired",
        "issuedBy",
        "governs",
        "madeFrom",
        "usedIn",
        "hasMineral",
        "locatedIn",
        "suspends",
        "replaces",
    }
)
"""Relations that an end does not undo: what was acquired then was acquired."""
_NONE: Final = re.compile(r"(?:[a-z]+ |^ ?)no (?!longer )")
"""A verb with "no" after it: "contains no", "has no"; a list of virtues ("long life, no waste") denies nothing."""
_HEDGED: Final = re.compile(
    r"(?:^|\s)(?:may|might|could|reportedly|rumoured|rumored|rumours|possibly|possible|potential|potentially|considering|considered|considers|hopes to|hope to|hoped to|offered to|bid for|bid to|wants to|wanted to|would like to|weighing|mulling|if|whether|allegedly|speculation|in talks|talks|exploring a|would|seeking)\s"
)
_ASIDE: Final = re.compile(r"[,‹] (?:which|who|whose|where) [^,‹›«]*[,›] ")
"""What is said on the way of something else: "Foo, which will move, acquired Bar"."""
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FUTURE_MARK: Final = re.compile(
    r"(?:^|\s)(?:will|plans|plan|planned|planning|intends|intend|aims|proposed|proposes|expect|expected|expects|forecast|forecasts|set to|scheduled|is to|are to|about to|agreed to|agrees to)\s"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a match as patterns see them: those before it, in it and after it, and the running sentence."""

    before: str
    matched: str
    after: str
    sentence: str


def stance_of(wording: Wording, relation: str, document_year: int | None) -> Stance:
    """Return the stance of a claim of a relation.

    A year up to `document_year` in the sentence turns "will be renamed" into something past:
    translated reports tell last year's deeds in the future.
    """
    window = f" {_last_clause(wording.before)} {_ASIDE.sub('', wording.matched)} "
    after = wording.after.strip()
    if _DENIED.search(window) or _NONE.search(window.strip()) or _FAILED_AFTER.search(after):
        return Stance.DENIED
    if relation not in _LASTING and (
        _ENDED.search(window) or (_PAST.search(window) and _ENDED_AFTER.search(after))
    ):
        return Stance.DENIED
    if _HEDGED.search(window):
        return Stance.HEDGED
    if _FUTURE_MARK.search(window) and not _is_past(wording.sentence, document_year):
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
