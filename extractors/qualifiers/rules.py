"""Since when and until when rules hold: the day of issue, the day they take effect, the days of single clauses.

A text tells the days of a rule once and names the rule many times: they are gathered from all sentences
that are about it, and put on every claim of its issue and of what it bears on. The last day printed is
the last on which a rule holds, so that it ceases to hold the day after.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from spacy.tokens import Doc, Span

from reechain.extractors.candidates import mentions_between, type_of
from reechain.extractors.dates.reading import PrintedDate, dates_in, day_after
from reechain.extractors.dates.relative import relative_dates
from reechain.extractors.qualifiers.passage import DATE
from reechain.extractors.references.discourse import Discourse
from reechain.extractors.relations.letterhead import ITEM, ITEM_CITED, ITEM_LABEL
from reechain.extractors.relations.matcher import Found, FoundQualifier
from reechain.extractors.tokens import span_text, text_of, tokens_of
from reechain.ontology.names import name_key
from reechain.ontology.records import EntityType

_Said = tuple[int, Span]
"""The character at which a text speaks of a rule, and the rule."""
_BETWEEN: Final = frozenset({"suspends", "replaces"})
_KINDS: Final = (
    ("validOn", re.compile(r"\b(?:issued|published|released|promulgated|adopted|enacted|announced|passed|signed|gazetted|unveiled|dated|approved|cleared|made public)\b(?! by the date)", re.IGNORECASE)),
    ("validFrom", re.compile(r"\b(?:from|since|effective|takes? effect|took effect|taking effect|enter(?:s|ed|ing)? into force|comes? into (?:force|effect)|came into (?:force|effect)|implemented|in force|in effect|starts?|starting|beginning|begins?|commenc\w+|as of|with effect)\b", re.IGNORECASE)),
    ("validUntil", re.compile(r"\b(?:until|till|through|up to(?: and including)?|expires?|expiring|ends?|ending|lapses?|lapsing|(?<=\d )to|from [^,;.]{4,30} (?:to|until|through)|no later than the end of)\b", re.IGNORECASE)),
)  # fmt: skip
"""Words before a date that say what it is; the last of them counts."""
_AT_ONCE: Final = re.compile(
    r"\b(?:(?:since|from|on) (?:that|the same) (?:day|date)|with immediate effect|effective immediately|takes? effect (?:at once|immediately)"
    r"|(?:from|on|upon) (?:the (?:date|day) of )?(?:its |their )?(?:issue|issuance|publication|promulgation)\b(?! of))",
    re.IGNORECASE,
)
_CLAUSES: Final = re.compile(
    r"\b(?:class(?:es)?|items?|categor(?:y|ies)|articles?|paragraphs?|points?|sections?|parts?)\s+(?P<labels>[IVX\d]+(?:(?:,\s*|\s+and\s+|,\s*and\s+)[IVX\d]+)*)\b(?!\s*[.:]\s+[A-Z])",
    re.IGNORECASE,
)
_TO: Final = frozenset({"to", "until", "till", "through", "up to", "up to and including"})
"""What stands between the first and the last day of a stretch of time."""
_AMENDS: Final = re.compile(
    r"\b(?:amends?|amended|amending|modif(?:y|ies|ied)|var(?:y|ies|ied)|revises?)\b", re.IGNORECASE
)
"""What a rule does to another whose days the sentence does not tell then."""
_SIGNATURE: Final = 40
_HEAD_LINES: Final = 6
_TAIL_LINES: Final = 3


@dataclass(slots=True)
class _Days:
    """The days of one rule: its own, and those of its numbered clauses."""

    own: dict[str, str] = field(default_factory=dict)
    clauses: dict[str, str] = field(default_factory=dict)
    at_once: bool = False
    clauses_at_once: set[str] = field(default_factory=set)
    unnamed: dict[str, str] = field(default_factory=dict)

    def all(self) -> Mapping[str, str]:
        """Return the days by property; a rule that holds at once does so from the day of its issue."""
        own = {**self.unnamed, **self.own}
        if self.at_once and "validOn" in own:
            return {"validFrom": own["validOn"], **own}
        if self.clauses and "validFrom" not in own:
            return {"validFrom": min(self.clauses.values()), **own}
        return own

    def clause(self, label: str) -> Mapping[str, str]:
        """Return since when a clause holds, where the text tells that of the clause itself."""
        if label in self.clauses:
            return {"validFrom": self.clauses[label]}
        is_known = label in self.clauses_at_once and "validOn" in self.own
        return {"validFrom": self.own["validOn"]} if is_known else {}


def with_days(found: Sequence[Found], doc: Doc, discourse: Discourse) -> list[Found]:
    """Return the relations, those of rules with the days that the text gives."""
    between = {item.start: item for item in found if item.relation.name in _BETWEEN}
    days: dict[str, _Days] = {}
    said = _policies(doc, discourse)
    for sent in doc.sents:
        item = between.get(sent.start)
        _read(sent, _within(said, sent), discourse, item.subject_means if item else None, days)
    if discourse.rule is not None and (signed := _signature(doc)):
        _of(discourse.rule, days).own.setdefault("validOn", signed)
    return [_dated(item, days) for item in found]


def _read(
    sent: Span, policies: Sequence[_Said], discourse: Discourse, ruling: Span | None, days: dict[str, _Days]
) -> None:
    """Gather the days of one sentence; those of a sentence in which one rule stays another are of the former."""
    text = span_text(sent)
    if discourse.rule is not None and _AMENDS.search(text):
        ruling = ruling or discourse.rule
    is_clause = ITEM_CITED.search(text) is not None
    for name, printed in _told(sent):
        start = sent.start_char + printed.start
        rule = ruling or _nearest(policies, start) or discourse.rule
        if rule is None or (is_clause and not policies):
            continue
        own = _of(rule, days)
        labels = None if ruling or name != "validFrom" else _CLAUSES.search(text, 0, printed.start)
        if labels:
            own.clauses.update(dict.fromkeys(re.findall(r"[IVX\d]+", labels["labels"]), printed.value))
        else:
            # What a sentence says of the rule by name counts more than what one of its articles says.
            kept = own.own if policies or ruling else own.unnamed
            kept.setdefault(name, day_after(printed.value) if name == "validUntil" else printed.value)
    issue = _KINDS[0][1].search(text)
    told = relative_dates(text, sent.doc.user_data.get(DATE)) if issue and policies else []
    if issue and told and (rule := ruling or _nearest(policies, sent.start_char + issue.start())):
        _of(rule, days).own.setdefault("validOn", told[0].value)
    if match := _AT_ONCE.search(text):
        rule = _nearest(policies, sent.start_char + match.start()) or discourse.rule
        if rule is not None:
            labels = _CLAUSES.search(text, 0, match.start())
            _of(rule, days).at_once = True
            _of(rule, days).clauses_at_once.update(
                re.findall(r"[IVX\d]+", labels["labels"]) if labels else ()
            )


def _told(sent: Span) -> Iterator[tuple[str, PrintedDate]]:
    """Yield the dates of a sentence that issue, begin or end something; the year in a rule's name is none."""
    text, end, last = span_text(sent), 0, 0
    kind: str | None = None
    told = dates_in(text)
    if not (told or sent.doc.user_data.get(DATE)):
        return
    taken = {i for printed in told for i in range(printed.start, printed.end)}
    told += [
        day
        for day in relative_dates(text, sent.doc.user_data.get(DATE))
        if not taken & set(range(day.start, day.end))
    ]
    named = [(span.start_char - sent.start_char, span.end_char - sent.start_char) for span in _named(sent)]
    for printed in sorted(told, key=lambda day: day.start):
        if any(first <= printed.start < last for first, last in named):
            continue
        lead = text[max(end, printed.start - 90) : printed.start]
        ends = [(match.end(), name) for name, words in _KINDS for match in words.finditer(lead)]
        if kind == "validFrom" and text[last : printed.start].strip() in _TO:
            ends.append((len(lead), "validUntil"))
        kind = max(ends)[1] if ends else None
        if kind is not None:
            yield kind, printed
        end, last = printed.start, printed.end


def _policies(doc: Doc, discourse: Discourse) -> list[_Said]:
    """Return where a text speaks of a rule, by name or as "the notice", and which it is."""
    said = [(span.start_char, span) for span in _named(doc[:])]
    for (start, _), meanings in discourse.meanings.items():
        if type_of(meanings[0]) is EntityType.POLICY:
            said.append((doc[start].idx, meanings[0]))
    return sorted(said, key=_position)


def _within(said: Sequence[_Said], sent: Span) -> Sequence[_Said]:
    first, last = (
        bisect_left(said, sent.start_char, key=_position),
        bisect_left(said, sent.end_char, key=_position),
    )
    return said[first:last]


def _position(said: _Said) -> int:
    return said[0]


def _named(sent: Span) -> Iterator[Span]:
    """Yield the names of rules in a sentence."""
    for span in mentions_between(sent.doc, sent.start, sent.end):
        if type_of(span) is EntityType.POLICY:
            yield span


def _nearest(policies: Sequence[tuple[int, Span]], position: int) -> Span | None:
    """Return the last rule before a position, else the first after it."""
    before = [(start, span) for start, span in policies if start < position]
    chosen = (
        max(before, key=lambda item: item[0])
        if before
        else min(policies, key=lambda item: item[0], default=None)
    )
    return chosen[1] if chosen else None


def _signature(doc: Doc) -> str | None:
    """Return the date that stands alone in a line at the head or the foot of a text."""
    lines = [line.strip() for line in text_of(doc).split("\n") if line.strip()]
    for line in [*lines[-_TAIL_LINES:], *lines[:_HEAD_LINES]]:
        found = dates_in(line)
        if len(line) <= _SIGNATURE and len(found) == 1 and len(found[0].value) == len("YYYY-MM-DD"):
            return found[0].value
    return None


def _of(rule: Span, days: dict[str, _Days]) -> _Days:
    """Return the days of a rule, which goes by its name or by a part of it."""
    key = name_key(span_text(rule))
    known = next(
        (other for other in days if other == key or (len(key) > 3 and (key in other or other in key))), key
    )
    return days.setdefault(known, _Days())


def _dated(item: Found, days: dict[str, _Days]) -> Found:
    if item.relation.name not in _BETWEEN | {"issuedBy", "governs"}:
        return item
    known = _of(item.subject_means, days)
    values = dict(known.all())
    if item.relation.name != "issuedBy":
        values.pop("validOn", None)
    if item.relation.name == "replaces":
        values.pop("validUntil", None)
    if item.family == ITEM and (
        label := ITEM_LABEL.match(tokens_of(item.subject.doc).said(item.start, item.end))
    ):
        values |= known.clause(label["label"] or label["article"])
    if item.relation.name == "governs":
        values |= {name: printed.value for name, printed in _clause_days(item)}
    added = tuple(FoundQualifier(name, value) for name, value in sorted(values.items()))
    return replace(item, qualifiers=(*item.qualifiers, *added))


def _clause_days(item: Found) -> Iterator[tuple[str, PrintedDate]]:
    """Yield the days that the sentence of a clause itself gives."""
    for name, printed in _told(item.subject.doc[item.start : item.end]):
        if name != "validOn":
            value = day_after(printed.value) if name == "validUntil" else printed.value
            yield name, replace(printed, value=value)
