"""How a passage puts a relation forward: as so, as planned, as possible, as denied, as over."""

import re
from dataclasses import dataclass
from typing import Final

from reechain.ontology.records import Stance
from reechain.ontology.schema import Holds, relations

_DENIED: Final = re.compile(
    r"(?:^|\s)(?:not|unlike|never|neither|nor|denied|denies|without|cannot|n't|has no|have no|had no|rather than|instead of|ruled out|is unrelated to|abandoned|cancelled|called off|rejected|refused|withdrew|withdrawn|tried to|attempted to|failed to|fails to|has yet to|have yet to|is yet to|yet to|declined to|doubt|doubts|doubted|doubtful|blocked|lapsed|fell through|collapsed|(?:annulled|voided|overturned|rescinded) (?:the|its|this|that) (?:purchase|acquisition|takeover|sale|merger|transfer|deal))\s"
)
_FAILED_AFTER: Final = re.compile(
    r"^[^.;]{0,80}?\b(?:but|however|yet|which|and) (?:\S+ ){0,5}?(?:failed|abandoned|collapsed|lapsed|withdrew|withdrawn|rejected|blocked|called off|fell through|terminated|cancelled|broke down)\b"
)
"""What follows a deed that came to nothing: "offered to buy Foo, but the talks were abandoned"."""
_DEED: Final = re.compile(
    r"\b(?:acquisition|takeover|purchase|buyout|sale|disposal|divestment|divestiture|merger|absorption|spin off|spinoff|demerger|commissioning|start up|startup|restart|closure|shutdown|transfer|venture|jv)\s"
)
"""A noun for a deed: what comes of it is told after it."""
_BASELESS: Final = r"without (?:any )?foundation|no truth|untrue|baseless|unfounded|groundless|not true|false|incorrect|invented|made up"
_BASELESS_BEFORE: Final = re.compile(rf"\b(?:{_BASELESS}) [^.;]{{0,100}}?\bthat (?:\S+ )?$")
_BASELESS_AFTER: Final = re.compile(rf"^[^.;]{{0,60}}?\b(?:is|are|was|were) (?:\S+ )?(?:{_BASELESS})\b")
_HEARSAY: Final = re.compile(
    r"\b(?:reports?|rumou?rs?|claims?|assertions?|suggestions?|speculation|stor(?:y|ies)|allegations?|talk) (?:\S+ ){0,3}?that "
)
"""What is told only to be denied: "there is no truth in reports that Foo will buy Bar"."""
_CAME_TO_NOTHING: Final = re.compile(
    r"^(?:, [^,]{0,90}, )?(?:(?:will|would|could|did|does|do|has|have|is|was|were|are) (?:not|never|no longer) |(?:is|was|were|has been|have been) (?:\S+ )?(?:cancelled|called off|abandoned|terminated|rejected|blocked|scrapped|dropped|shelved|withdrawn|annulled|voided|overturned)\b|(?:fell|falls|has fallen) through|(?:collapsed|lapsed|failed|broke down|were broken off|was broken off)\b)"
)
_TO_COME: Final = re.compile(
    r"^(?:, [^,]{0,90}, )?(?:(?:is|are|was) (?:\S+ )?(?:expected|due|set|scheduled|planned|to be|to take|likely|to close)\b|will (?:be|close|take|go|happen)\b|should (?:be|close|take)\b)"
)
"""What follows the name of a deed that is still to come: "the sale of Foo is expected to close in May"."""
_OVER: Final = re.compile(
    r"(?:^|\s)(?:no longer|former|formerly|once|used to|previously|ceased|ceases|stopped|stop|stops|halted|suspended|discontinued|phased out|relinquished|gave up|surrendered|ended|quit|closed(?! (?:\S+ ){0,9}?(?:rounds?|funding|financing)\b)|terminated|disposed of|divested|exited|parted with|stopped being)\s"
)
_SOLD_WHOLE: Final = re.compile(
    r"\s(?:sold|sell|sells|selling|transferred|disposed of|divested|gave up|exited|offloaded) (?:off )?(?:its|their|all|the (?:whole|entire|entirety|remaining|last)|\S+ 's) (?!\S+ (?:of|%|per ?cent) (?:its|their) )"
)
"""The sale of all that the subject held. "Sold a tenth of its stake" leaves the rest."""
_SOLD_PART: Final = re.compile(
    r"\b(?:sold|sells?|selling|sale of|transferred|transfer of|disposed of|divested|placed|parted with) (?:off )?"
    r"(?:(?:some|about|around|up to|another|a further) )?"
    r"(?:# ?(?:%|per ?cent\b)|(?:part|half|a third|a quarter|a tenth|some) of\b|(?:an? )?(?:\S+ )?(?:stake|interest|shareholding)\b)"
)
"""The sale of less than all that the subject held, or of what the words do not tell the rest of."""
_REDUCED: Final = re.compile(
    r"\b(?:cut|cuts|cutting|reduced|reduces|reducing|lowered|trimmed|pared(?: back)?|diluted) (?:its|their|the|his|her|\S+ 's) (?:\S+ )?"
    r"(?:(?:stake|holding|shareholding|ownership)\b|(?:interest|shares?) (?:in|to|from) )"
)
_REST: Final = re.compile(r"\b(?:remaining|the rest|entire|whole|last|all) ")
_TO_NOTHING: Final = re.compile(r"\b(?:to|at) (?:zero|nil|nothing)\b")
"""A holding that was cut is still one, but for that which was cut to nothing."""
_CUT_TO_NOTHING: Final = re.compile(
    r"\b(?:cut|cuts|cutting|reduced|reduces|reducing|lowered|trimmed) +(?:its|their|the|his|her|\S+ 's) (?:\S+ )?"
    r"(?:stake|holding|shareholding|interest) (?:in|of) «[^»]*» +(?:from # (?:% )?)?to (?:zero|nil|nothing)\b(?! cost)"
)
_NOTHING: Final = re.compile(r"(?:nothing|none|no)\b")
"""What denies work after its verb: "smelts nothing"."""
_OF_RULES: Final = frozenset({"replaces", "suspends"})
_RULE_ENDS: Final = re.compile(
    r"(?<= )(?:lapsed|withdrawn|withdrew|abandoned|cancelled|blocked|refused)(?= )"
)
"""What befalls a rule that another replaces: the end of the one denies nothing of the other."""
_OF_GOODS: Final = frozenset({"suppliesTo", "hasOfftakeWith"})
"""Relations that live of selling: who "sells all its oxide" to somebody goes on."""
_TO_BUYER: Final = re.compile(r"» to (?:the )?«[A-Za-z]+:\d+» (?:$|[,‹])")
"""The words of a match that ends in the buyer, for whom nothing is over."""
_SINCE: Final = re.compile(
    r"\bsince\b|\bany ?more\b|\bany longer\b|\bafter (?:the|this|that|its) (?:sale|disposal|transfer|transaction)\b"
)
"""What turns a denial into an end: "has held no interest since May"."""
_ENDED_AFTER: Final = re.compile(
    r"^[^.;‹]{0,60}?\b(?:until|till|up to) (?:(?:\S+ ){0,3}?#|now\b|then\b|recently\b|yesterday\b|today\b|last )"
    r"|^[^.;‹]{0,30}?\b(?:before|prior to|ahead of) (?:the|its|that|this) (?:sale|disposal|divestment|takeover|acquisition|transaction|merger|deal|buyout|spin off)\b"
)
"""A state of things that is over: "was a subsidiary of Foo until 2019"."""
_DISSOLVED_AFTER: Final = re.compile(
    r"^(?:, )?(?:[^.;,]{0,30}, )?(?:was|were|is|are|has been|have been|had been|being) (?:\S+ ){0,2}?(?:dissolved|terminated|wound up|liquidated|deregistered|ended|discontinued|unwound|struck off)\b"
    r"|^(?:(?:has|have|had) )?(?:ended|expired|lapsed|come to an end|came to an end|ran out)\b"
)
"""A tie that went with what it tied: "the joint venture of Foo and Bar was dissolved", "the offtake expired"."""
_PAST: Final = re.compile(
    r"\s(?:was|were|had|held|owned|operated|ran|made|produced|supplied|remained|served)\s"
)
_UNTIL_NOW: Final = re.compile(r"[,‹] (?:until|till|up to) (?:now|then|recently|today) ")
_UNTIL_FIRST: Final = re.compile(r"^(?:until|till|before) [^;]{0,120}, $")
_LASTING: Final = frozenset(name for name, each in relations().items() if each.holds is not Holds.STATE)
"""Relations that an end does not undo: what was acquired then was acquired."""
_NONE: Final = re.compile(r"(?:[a-z]+ |^ ?)no (?!longer )")
"""A verb with "no" after it: "contains no", "has no"; a list of virtues ("long life, no waste") denies nothing."""
_HEDGED: Final = re.compile(
    r"(?:^|\s)(?:(?<!in )(?<!# )(?<!since )(?<!until )(?<!of )(?<!by )may(?! #)|might|could|reportedly|rumoured|rumored|rumours|possibly|possible|potential|potentially|considering|considered|considers|hopes to|hope to|hoped to|offered to|bid for|bid to|wants to|wanted to|would like to|weighing|mulling|if|whether|allegedly|alleged|accused of being|speculation|in talks|option over|option on|options over|options on|talks|exploring a|would|seeking)\s"
)
_ASIDE: Final = re.compile(r"[,‹] (?:which|who|whose|where) [^,‹›«]*[,›] ")
"""What is said on the way of something else: "Foo, which will move, acquired Bar"."""
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BROKEN: Final = re.compile(r"\s(?:terminated|no longer)\s")
_DATELINE: Final = re.compile(r"^[^–—]{0,80}?\b(?:19|20)\d\d\b[^–—]{0,30}?(?:[–—]|\s--?)\s")
"""Place and day before a report: they tell when it was written, not when something was done."""
_FUTURE_MARK: Final = re.compile(
    r"(?:^|\s)(?:will|plans|plan|planned|planning|intends|intend|aims|proposed|proposes|expect|expected|expects|forecast|forecasts|set to|scheduled|is to|are to|about to|agreed to|agrees to|agreements? to|agreements? under which|deal to|option to|right to (?:acquire|buy|purchase|increase|raise|take)|letter of intent to|wants to|preparing|prepares)\s"
)
_INTENDED: Final = re.compile(
    r"\s(?:agreements? to|agreements? under which|deal to|plans|plan|intends|intend|aims|is to|are to|about to|set to|expects|preparing|prepares)\s"
)
"""Marks of the future that no translator writes for a deed of the same year, as "will" is."""


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
    if relation in _OF_RULES:
        window = _RULE_ENDS.sub(" ", window)
    after = wording.after.strip()
    is_deed = bool(_DEED.search(wording.matched))
    if relation not in _LASTING and _is_over(wording, relation, window, after):
        return Stance.ENDED
    if (
        _DENIED.search(window)
        or _NONE.search(window.strip())
        or (relation == "operatesInStage" and _NOTHING.match(after))
        or _BASELESS_BEFORE.search(wording.before)
        or (_HEARSAY.search(wording.before) and _BASELESS_AFTER.search(after))
        or (relation not in _OF_RULES and _FAILED_AFTER.search(after))
        or (is_deed and _CAME_TO_NOTHING.search(after))
        or (relation in _LASTING and _BROKEN.search(window))
    ):
        return Stance.DENIED
    if _HEDGED.search(window.replace(" may ", " ") if relation == "holdsQuotaUnder" else window):
        return Stance.HEDGED
    is_past = _is_past(wording.sentence, document_year)
    if is_deed and _TO_COME.search(after) and not is_past:
        return Stance.PLANNED
    if _INTENDED.search(window) and not _is_past(wording.sentence, document_year and document_year - 1):
        return Stance.PLANNED
    if _FUTURE_MARK.search(window) and not is_past:
        return Stance.PLANNED
    return Stance.ASSERTED


def parts_with_some(words: str, after: str) -> bool:
    """Whether words, and those after them, tell of the sale of a part: "sold # % of", "cut its stake to".

    Of the holder's stake they do not tell that it is over.
    """
    if _REST.search(words):
        return False
    is_reduced = _REDUCED.search(f"{words} {after}") and not _TO_NOTHING.search(f"{words} {after}")
    return bool(_SOLD_PART.search(words) or is_reduced)


def _is_over(wording: Wording, relation: str, window: str, after: str) -> bool:
    """Whether a state is said to have been, and to be no more."""
    is_sold = (
        relation not in _OF_GOODS and _SOLD_WHOLE.search(window) and not _TO_BUYER.search(wording.matched)
    )
    if _OVER.search(window) or is_sold or _DISSOLVED_AFTER.search(after):
        return True
    if relation == "shareholderOf" and _CUT_TO_NOTHING.search(f"{wording.before} {wording.matched} {after}"):
        return True
    if (_DENIED.search(window) or _NONE.search(window.strip())) and _SINCE.search(f"{window}{after}"):
        return True
    if _UNTIL_FIRST.search(wording.before) and _PAST.search(window):
        return True
    if _UNTIL_NOW.search(f"{wording.matched}{wording.after}"):
        return True
    return bool(_PAST.search(window) and _ENDED_AFTER.search(after))


def _last_clause(before: str) -> str:
    """Return up to six words before a match, within its clause."""
    return " ".join(re.split(r"[,;:.]", before)[-1].split()[-6:])


def _is_past(sentence: str, document_year: int | None) -> bool:
    years = [int(year) for year in _YEAR.findall(_DATELINE.sub("", sentence))]
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
