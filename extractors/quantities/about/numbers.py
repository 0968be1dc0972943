"""The numbers of a document with what each is about, as checks see them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Final

from reechain.extractors.quantities.about.describe import About
from reechain.extractors.quantities.printed.amounts import Form
from reechain.extractors.quantities.repair.readings import Printed
from reechain.extractors.quantities.scene import Thing
from reechain.ontology.records import EntityType

RATIOS: Final = frozenset({"share", "stake", "change", "margin", "grade"})
"""Metrics that are counted in percent."""
_FIRMS: Final = frozenset({EntityType.COMPANY, EntityType.MINE, EntityType.FACILITY, EntityType.AGENCY})
_COURSE: Final = frozenset({"actual", "forecast"})
_GENERAL: Final = "rare-earths"
_ANY_GOODS: Final = re.compile(
    r"(?:the )?rare[ -]earths?(?: (?:elements?|products?|materials?|raw materials?|resources?))?",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Period:
    """A time that a number is of: its years, and which part of them ("" for whole ones)."""

    first: int
    last: int
    part: str = ""

    @property
    def before(self) -> "Period":
        """The same part of the year before."""
        return Period(self.first - 1, self.last - 1, self.part)

    @property
    def is_year(self) -> bool:
        """Whether it is a year, or the same part of one."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Scope:
    """What a number is narrowed to, each by the key of a name; None where it is not."""

    firm: int | None
    place: int | None
    product: int | None


@dataclass(frozen=True)
class Number:
    """One number of a document: its place among all, how it is printed, what it is about.

    `sentence` and `paragraph` are counted from the start of the text, `before` and `after` are the words beside it, small.
    """

    index: int
    printed: Printed
    about: About
    sentence: int
    paragraph: int
    before: str
    after: str = ""

    @property
    def start(self) -> int:
        """The first character of its amount."""
        return self.printed.amount.start

    @property
    def unit(self) -> str:
        """Its base unit, without "per year"."""
        return self.printed.amount.unit.removesuffix("/a")

    @property
    def is_ratio(self) -> bool:
        """Whether it is counted in percent."""
        return self.unit in {"%", "percentage points"}

    @property
    def is_series(self) -> bool:
        """Whether it is an item of a slash series."""
        return self.printed.amount.form is Form.SERIES

    @cached_property
    def period(self) -> Period | None:
        """Its period, if it has one."""
        years = [int(year) for year in _YEAR.findall(self.about.period)]
        if not years:
            return None
        part = re.sub(r"(?:FY|CY)?(?:19|20)\d\d", "", self.about.period).strip("-. ")
        return Period(min(years), max(years), part)

    @cached_property
    def scope(self) -> Scope:
        """What it is narrowed to."""
        about = self.about
        return Scope(
            _key(about.subject, _FIRMS),
            _key(about.where, {EntityType.PLACE}) or _key(about.subject, {EntityType.PLACE}),
            _key(about.product, None) or _key(about.subject, set(EntityType) - _FIRMS - {EntityType.PLACE}),
        )

    def is_of(self, other: "Number") -> bool:
        """Whether two numbers may be compared at one time: of one metric, stage, unit and kind, and of no unlike bases."""
        return self.is_like(other) and _class(self.about.kind) == _class(other.about.kind)

    def is_like(self, other: "Number") -> bool:
        """Whether two numbers may be compared over time: a forecast follows what was, all else only its own kind."""
        mine, its = self.about, other.about
        return (
            mine.metric == its.metric
            and mine.stage == its.stage
            and self.unit == other.unit
            and is_one_basis(self, other)
            and (_class(mine.kind) == _class(its.kind) or {_class(mine.kind), _class(its.kind)} <= _COURSE)
        )


def is_one_basis(*numbers: Number) -> bool:
    """Whether numbers are told on no unlike bases: those that tell none may be on any."""
    told = [set(number.about.bases) for number in numbers if number.about.bases]
    return all(one & other for one, other in combinations(told, 2))


def is_one_kind(*numbers: Number) -> bool:
    """Whether numbers are of one kind: what was, what is expected, what is allowed, planned, wanted or supposed."""
    return len({_class(number.about.kind) for number in numbers}) == 1


def _class(kind: str) -> str:
    return "actual" if kind == "estimate" else "planned" if kind == "building" else kind


def is_wider(whole: Scope, part: Scope, *, across: bool = True) -> bool:
    """Whether a scope holds another within it, as all products hold one of them; `across`: as a country holds its firms."""
    if whole == part:
        return False
    firms = whole.firm is None or whole.firm == part.firm
    # Whose country a place is, is not known: what is told of a firm may be within it.
    may_be_its = across and part.firm is not None and part.place is None
    places = whole.place is None or whole.place == part.place or may_be_its
    products = whole.product is None or whole.product == part.product
    return firms and places and products


def levels(numbers: Sequence[Number]) -> list[Number]:
    """Return the numbers that are amounts, no percentages, and known to be of a metric."""
    return [n for n in numbers if not n.is_ratio and n.about.metric and n.printed.readings]


def _key(thing: Thing | None, types: "set[EntityType] | frozenset[EntityType] | None") -> int | None:
    """Return the key of a thing of some types; rare earths in general narrow nothing."""
    if thing is None or (types is not None and thing.type not in types):
        return None
    is_general = thing.name.gazetteer_id == _GENERAL or _ANY_GOODS.fullmatch(thing.name.canonical)
    return None if is_general else thing.key
