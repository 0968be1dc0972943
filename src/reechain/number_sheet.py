"""The numbers of a document as lines for people: what is printed, how it is read, what it is of, and what proves it."""

import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Final

from reechain.extractors.quantity_json import READ, kind_word, quantity_word, unit_symbol
from reechain.ontology.records import Check, Extraction, Mention, Name, Place, Quantity, Value, ValueStatus

WIDTH: Final = 100
_PRINTED: Final = 24
_READING: Final = 14
_OFFSET: Final = 6
_STATUS: Final = max(len(status) for status in ValueStatus)
_BELOW: Final = _OFFSET + _STATUS + 4
"""The column of what is told below a number."""
_BESIDE: Final = _BELOW + _PRINTED + _READING + 4
"""The column of what a number is of."""
_MEANT: Final = ("actual", "")
"""The kinds that a reader expects where nothing is said."""
_BILLION: Final = Decimal(10**9)
_BILLIONTHS: Final = 3


@dataclass(frozen=True, slots=True)
class Rival:
    """A number of another document that contradicts one: the key of that document, its line, and the number."""

    document: str
    line: int
    quantity: Quantity


@dataclass(frozen=True)
class Sheet:
    """The numbers of one document; `rivals` are those of others that contradict them, by place."""

    extraction: Extraction
    rivals: Mapping[Place, Sequence[Rival]] = field(default_factory=dict)

    @cached_property
    def of_place(self) -> Mapping[Place, Quantity]:
        """The quantities by where they are printed."""
        return {quantity.place: quantity for quantity in self.extraction.quantities}

    @cached_property
    def _names(self) -> Mapping[Mention, Name]:
        return self.extraction.name_of()

    @property
    def counts(self) -> Mapping[ValueStatus, int]:
        """How many numbers there are of each status."""
        found = Counter(quantity.status for quantity in self.extraction.quantities)
        return {status: found[status] for status in ValueStatus}

    @property
    def is_damaged(self) -> bool:
        """Whether translation has broken its numbers."""
        return self.extraction.is_damaged

    def line_of(self, place: Place) -> int:
        """Return the line in which a number is printed, from one."""
        return line_at(self.extraction, place)

    def head(self) -> Iterator[str]:
        """Yield how many numbers there are, and whether the document is damaged."""
        total = len(self.extraction.quantities)
        told = ", ".join(f"{count} {status}" for status, count in self.counts.items() if count)
        yield f"{self.extraction.document.key}: {_counted(total)}{f': {told}' if told else ''}"
        if self.is_damaged:
            yield "The document is damaged: some of its numbers are not what was meant."
        elif total:
            unread = total - self.counts[ValueStatus.CLEAN]
            others = f", but for {_counted(unread)}" if unread else ""
            yield f"The document is not damaged: its numbers are what is printed{others}."

    def listed(self, statuses: Iterable[ValueStatus] = ()) -> Iterator[str]:
        """Yield the numbers in the order of the text, of some statuses or of all."""
        yield from self.head()
        wanted = set(statuses) or set(ValueStatus)
        line = 0
        for quantity in self.extraction.quantities:
            if quantity.status in wanted:
                if self.line_of(quantity.place) != line:
                    line = self.line_of(quantity.place)
                    yield from ("", f"line {line}")
                yield from self._row(quantity)

    def _row(self, quantity: Quantity) -> Iterator[str]:
        printed = f"“{self._literal(quantity, _PRINTED - 2)}”"
        reading = shown(quantity) if quantity.status in READ else "?"
        head = f"{quantity.place.start:>{_OFFSET}}  {quantity.status:<{_STATUS}}  {printed:<{_PRINTED}}  {reading:<{_READING}}  "
        # What does not fit beside the reading goes on below it.
        yield from _wrapped(self.about(quantity), head, " " * _BESIDE)
        indent = " " * _BELOW
        if quantity.status is ValueStatus.AMBIGUOUS or (
            quantity.status is not ValueStatus.CLEAN and quantity.readings
        ):
            yield from _wrapped(_choices(quantity), indent)
        if quantity.reason:
            yield from _wrapped(f"because {quantity.reason}", indent)
        for check in _told(quantity):
            yield from _wrapped(f"{_verb(check)} {check.name}: {check.words}", indent)
            if others := self._against(quantity, check):
                yield from _wrapped(f"with {'; '.join(map(self.cited, others))}", f"{indent}  ")
        if quantity.status is ValueStatus.REPAIRED and not _told(quantity):
            yield from _wrapped(f"by rule {quantity.rule}", indent)
        yield from self._contradicted(quantity, indent)

    def _contradicted(self, quantity: Quantity, indent: str) -> Iterator[str]:
        for rival in self.rivals.get(quantity.place, ()):
            where = f"line {rival.line}, {rival.quantity.place.start}"
            told = f"contradicted by {rival.document}: “{rival.quantity.literal}”, read as {shown(rival.quantity)} ({where})"
            yield from _wrapped(told, indent)

    def about(self, quantity: Quantity) -> str:
        """Return in a few words what a number is of."""
        metric = quantity_word(quantity.metric) or "not told what of"
        words = [f"{metric} of {quantity.of}" if quantity.of and metric in ("share", "change") else metric]
        words += [
            self._name(mention) for mention in (quantity.subject, quantity.product, quantity.where) if mention
        ]
        if quantity.holder:
            words.append(f"held by {self._name(quantity.holder)}")
        words += [quantity.stage, quantity.period]
        kind = kind_word(quantity.kind)
        words.append("" if kind in _MEANT or kind == quantity_word(quantity.metric) else kind)
        words += [quantity_word(basis) for basis in quantity.bases]
        words.append(f"by {quantity.said_by}" if quantity.said_by else "")
        return ", ".join(dict.fromkeys(filter(None, words)))

    def cited(self, quantity: Quantity) -> str:
        """Return a number that proves another: its printed form, its reading, its place."""
        read = f" = {shown(quantity)}" if quantity.status is ValueStatus.REPAIRED else ""
        return (
            f"“{self._literal(quantity)}”{read} (line {self.line_of(quantity.place)}, {quantity.place.start})"
        )

    def _literal(self, quantity: Quantity, width: int = sys.maxsize) -> str:
        """Return the printed characters, with the place in a series; too long a text is cut."""
        items = [q for q in self.extraction.quantities if q.place.start == quantity.place.start]
        which = f" [{quantity.place.item + 1} of {len(items)}]" if len(items) > 1 else ""
        return _shortened(" ".join(quantity.literal.split()), width - len(which)) + which

    def _against(self, quantity: Quantity, check: Check) -> list[Quantity]:
        places = (place for place in check.against if place != quantity.place)
        return [self.of_place[place] for place in places]

    def _name(self, mention: Mention) -> str:
        """Return the words of a mention, its full name where it is a reference such as "the company"."""
        name = self._names[mention]
        return mention.text if mention.text in name.aliases else name.canonical

    # ---- one number with its proof

    def matching(self, asked: str) -> list[Quantity]:
        """Return the numbers at an offset, or those that are printed or read so."""
        if asked.isdecimal() and asked.isascii():
            at = int(asked)
            found = [q for q in self.extraction.quantities if q.place.start <= at < q.place.end]
            if found:
                return found
        wanted = _folded(asked)
        return [quantity for quantity in self.extraction.quantities if wanted in _ways(quantity)]

    def proof(self, quantity: Quantity) -> Iterator[str]:
        """Yield a number with all that proves it, each once and numbered, down to what needs no proof."""
        proved = self._proving(quantity)
        numbered = {other.place: f"[{k}]" for k, other in enumerate(proved, 1)}
        for other in proved:
            indent = " " * (len(numbered[other.place]) + 1)
            where = f"line {self.line_of(other.place)}, offset {other.place.start}"
            told = f"{numbered[other.place]} “{self._literal(other)}” {_outcome(other)} ({where})"
            yield from _wrapped(told, "", indent)
            yield from _wrapped(self.about(other), indent)
            if other is quantity:
                yield from _wrapped(f"“{' '.join(other.evidence.quote.split())}”", indent)
            if other.reason:
                yield from _wrapped(f"because {other.reason}", indent)
            for check in self._bearing(other, quantity):
                yield from _wrapped(f"{_verb(check)} {check.name}: {check.words}", indent)
                cited = (
                    f"{numbered[each.place]} “{self._literal(each)}”" for each in self._against(other, check)
                )
                if others := "; ".join(cited):
                    yield from _wrapped(f"with {others}", f"{indent}  ")
            yield from self._contradicted(other, indent)

    def _proving(self, quantity: Quantity) -> list[Quantity]:
        """Return a number and all that prove it, the nearest first."""
        found, queue = {quantity.place}, [quantity]
        # The list grows while it is walked.
        for other in queue:
            for check in self._bearing(other, quantity):
                for each in self._against(other, check):
                    if each.place not in found:
                        found.add(each.place)
                        queue.append(each)
        return queue

    def _bearing(self, quantity: Quantity, asked: Quantity) -> Sequence[Check]:
        """Return the checks of a number in the proof of another: one that is clean is taken as it is printed."""
        return () if quantity.status is ValueStatus.CLEAN and quantity is not asked else quantity.checks

    def closure(self, quantities: Iterable[Quantity]) -> list[Quantity]:
        """Return numbers with all that prove them, in the order of the text."""
        found = {each.place: each for quantity in quantities for each in self._proving(quantity)}
        return [found[place] for place in sorted(found)]


def line_at(extraction: Extraction, place: Place) -> int:
    """Return the line in which a number is printed, from one."""
    return extraction.document.text.count("\n", 0, place.start) + 1


def shown(quantity: Quantity) -> str:
    """Return what a number is read as, with its unit; its printed form where it is not read."""
    return _value(quantity.reading, quantity) if quantity.reading is not None else quantity.literal


def _ways(quantity: Quantity) -> set[str]:
    """Return the ways in which a number may be asked for: as printed, as read, and as read without its unit."""
    ways = [quantity.literal]
    if quantity.reading is not None:
        ways += [
            shown(quantity),
            _value(quantity.reading, replace(quantity, per="", bound="")),
            _ends(quantity.reading),
        ]
    return {_folded(way) for way in ways}


def _value(value: Value, quantity: Quantity) -> str:
    told = f"{_ends(value)} {unit_symbol(quantity.unit)}".rstrip()
    told = f"{told} a {quantity.per}" if quantity.per else told
    return f"{quantity.bound} {told}" if quantity.bound else told


def _ends(value: Value) -> str:
    return "-".join(_decimal(end) for end in dict.fromkeys((value.low, value.high)))


def _decimal(value: Decimal) -> str:
    """Return a number with its thousands parted, from a billion on in billions where no digit is lost."""
    in_billions = (value / _BILLION).normalize()
    places = -int(in_billions.as_tuple().exponent)
    if abs(value) >= _BILLION and places <= _BILLIONTHS:
        return f"{in_billions:,f} billion"
    return f"{value.normalize():,f}"


def _choices(quantity: Quantity) -> str:
    told = dict.fromkeys(_value(value, quantity) for value in quantity.readings)
    return f"may be {' or '.join(told)}" if told else "nothing tells what it may be"


def _outcome(quantity: Quantity) -> str:
    if quantity.status is ValueStatus.CLEAN:
        return f"is {shown(quantity)}, as printed"
    if quantity.status is ValueStatus.REPAIRED:
        return f"is {shown(quantity)}: repaired by {quantity.rule}"
    if quantity.status is ValueStatus.LOST:
        return "is lost"
    return f"is {quantity.status}: {_choices(quantity)}"


def _told(quantity: Quantity) -> list[Check]:
    """Return the checks that the list shows: what proves a repaired number, what contradicts any."""
    shows_proof = quantity.status is ValueStatus.REPAIRED
    return [check for check in quantity.checks if shows_proof or not check.is_passed]


def _verb(check: Check) -> str:
    return "by" if check.is_passed else "against"


def _counted(count: int) -> str:
    return "1 number" if count == 1 else f"{count} numbers"


def _shortened(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _wrapped(text: str, first: str, later: str | None = None) -> list[str]:
    below = first if later is None else later
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=below,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]
