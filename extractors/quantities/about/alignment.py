"""What numbers are about, made to agree with what stands beside them: a share with its level, a series with its years."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from reechain.extractors.quantities.about.describe import About
from reechain.extractors.quantities.about.numbers import RATIOS, Number
from reechain.extractors.quantities.scene import Scene, Thing
from reechain.ontology.records import EntityType

_YEAR: Final = r"(?:19|20)\d\d"
_YEARS: Final = re.compile(rf"{_YEAR}(?:(?:,\s?|\s?,?\s?and\s|、|/)(?:in\s)?{_YEAR}(?!\d*[%,]?\d))+")
_GLUED: Final = re.compile(rf"(?:{_YEAR}(?:,\s?|\s?,?\s?and\s))+{_YEAR}(?=\d+/)")
"""Years of which the last is run together with the series that follows."""
_FOLLOWS: Final = 60
"""How many characters after a level its share or growth stands, at most."""
_LEVEL_OF_RATIO: Final = re.compile(
    r"\b(?:to|at|was|is|reach\w*)\s(?:about |around |some |nearly |over |more than )?$"
)
_PROPORTION: Final = re.compile(r"\b(?:proportion|share|percentage)s?\b")
_RATE: Final = re.compile(r"\b(?:margin|ratio|rate)s?\b")
_GOODS: Final = frozenset(
    {EntityType.PRODUCT, EntityType.ELEMENT, EntityType.MINERAL, EntityType.APPLICATION}
)
_HOLDERS: Final = frozenset({EntityType.COMPANY, EntityType.PLACE, EntityType.AGENCY})
_INCREASE: Final = re.compile(r"\b(?:increments?|incremental)\b")
_NEAR_WORDS: Final = 34
_PRICES: Final = frozenset({"t", "kg", "lb", "g"})
_BY_DEMAND: Final = frozenset({"demand"})
_DOMESTIC: Final = re.compile(r"\b(?:domestic|national|nationwide|country's|state's|china)\b")


def aligned(numbers: Sequence[Number], scene: Scene) -> list[Number]:
    """Return the numbers with what they are about made to agree."""
    found = [replace(number, about=_by_unit(number)) for number in numbers]
    found = _with_years(found, scene)
    home = _home(scene)
    found = [replace(number, about=_of_its_kind(number, scene, home)) for number in found]
    found = _continued(found, scene)
    return _beside_levels(_moved(found))


def _by_unit(number: Number) -> About:
    """Return what a number is about with a metric that its unit can have: no share is counted in tonnes."""
    about = number.about
    if not number.is_ratio and about.metric in RATIOS and number.unit not in {"ppm", "g/t"}:
        return replace(about, metric=about.of, of="")
    if about.metric == "quota" and _INCREASE.search(
        number.before[-_NEAR_WORDS:] + number.after[:_NEAR_WORDS]
    ):
        return replace(about, metric="quota increase", kind="quota")
    if number.unit == "%" and about.metric == "content":
        return replace(about, metric="grade")
    if number.unit.partition("/")[2] in _PRICES and about.metric in {"", "other", "investment", "revenue"}:
        return replace(about, metric="price")
    if about.metric == "change" and number.is_ratio and _LEVEL_OF_RATIO.search(number.before):
        if _PROPORTION.search(number.before):
            return replace(about, metric="share")
        if _RATE.search(number.before):
            return replace(about, metric="margin")
    return about


def _with_years(numbers: Sequence[Number], scene: Scene) -> list[Number]:
    """Return the numbers with a year for each item of a series that has none of its own.

    They are those of the list of as many years that stands before it in its paragraph, or of the only such list.
    """
    lists = [
        (m.start(), re.findall(_YEAR, m[0]))
        for m in (*_YEARS.finditer(scene.text), *_GLUED.finditer(scene.text))
    ]
    lists.sort()
    items: dict[int, list[Number]] = {}
    for number in numbers:
        if number.is_series:
            items.setdefault(number.start, []).append(number)
    periods: dict[int, str] = {}
    for start, row in items.items():
        own = {number.about.period for number in row}
        if len(own) == len(row):
            continue
        years = _years_for(lists, start, row[-1].printed.amount.end, len(row))
        if years is None:
            continue
        periods |= {number.index: year for number, year in zip(row, years, strict=True)}
    return [
        _in_year(number, periods[number.index]) if number.index in periods else number for number in numbers
    ]


def _years_for(
    lists: Sequence[tuple[int, Sequence[str]]], start: int, end: int, count: int
) -> Sequence[str] | None:
    fitting = [(place, years) for place, years in lists if len(years) == count]
    inside = [years for place, years in fitting if start <= place < end]
    if inside:
        return inside[-1]
    before = [(place, years) for place, years in fitting if place < start]
    if before and start - before[-1][0] < _NEAR_LIST:
        return before[-1][1]
    kinds = Counter(tuple(years) for _, years in fitting)
    return next(iter(kinds)) if len(kinds) == 1 else None


_NEAR_LIST: Final = 400


def _in_year(number: Number, year: str) -> Number:
    about = replace(number.about, period=year, first_day=f"{year}-01-01", last_day=f"{year}-12-31")
    return replace(number, about=about)


def _home(scene: Scene) -> Thing | None:
    """Return the country that a text speaks of most, which it means by "domestic"."""
    places = [
        thing
        for thing in scene.things
        if thing.type is EntityType.PLACE and len(thing.name.gazetteer_id or "") == 2
    ]
    counts = Counter(thing.key for thing in places)
    return max(places, key=lambda thing: (counts[thing.key], -thing.start), default=None)


def _of_its_kind(number: Number, scene: Scene, home: Thing | None) -> About:
    """Return what a number is about with a subject that its metric can have."""
    about = _of_place(number, scene)
    if (
        about.metric in _OF_FIRMS
        and about.where is None
        and about.subject is not None
        and about.subject.type in _GOODS
    ):
        firm = _firm_before(number, scene)
        return (
            replace(about, subject=firm, product=about.product or about.subject)
            if firm is not None
            else about
        )
    if about.metric in _BY_DEMAND and about.product is not None:
        return replace(about, subject=about.product)
    if (
        about.metric == "grade"
        and about.product is not None
        and (about.subject is None or about.subject.type not in _SITES)
    ):
        return replace(about, subject=about.product)
    if about.metric in {"quota", "quota increase"} and (
        about.subject is None or about.subject.type not in _HOLDERS
    ):
        start, end = scene.sentence_at(number.start)
        near = next((t for t in reversed(scene.things_in(start, number.start)) if t.type in _HOLDERS), None)
        is_home = _DOMESTIC.search(scene.text[start:end].lower())
        return replace(about, subject=about.where or near or (home if is_home else None) or home)
    return about


def _of_place(number: Number, scene: Scene) -> About:
    """Return what a number is about with the country as its subject that its metric is said to be of: "the US mine output"."""
    about, text = number.about, scene.text
    if about.metric not in _FLOWS:
        return about
    start = scene.sentence_at(number.start)[0]
    for thing in reversed(scene.things_in(start, number.start)):
        if thing.type is EntityType.COMPANY and about.subject is not None and thing.key == about.subject.key:
            return about
        if thing.type is EntityType.PLACE and _FLOW_OF.match(text, thing.end, number.start):
            return replace(about, subject=thing, where=None)
    return about


def _firm_before(number: Number, scene: Scene) -> Thing | None:
    """Return the company that a sentence speaks of before a number, or else the sentence before it."""
    start = scene.sentence_at(number.start)[0]
    for first, last in ((start, number.start), (scene.sentence_at(max(start - 1, 0))[0], start)):
        firms = [thing for thing in scene.things_in(first, last) if thing.type is EntityType.COMPANY]
        if any(thing.type is EntityType.PLACE for thing in scene.things_in(first, last)):
            return None
        if firms:
            return firms[-1]
    return None


_OF_FIRMS: Final = frozenset({"production", "sales", "capacity", "revenue", "gross profit"})
_FLOWS: Final = frozenset({"production", "sales", "imports", "exports", "capacity"})
_FLOW_OF: Final = re.compile(
    r"(?:['’]s)?(?:\s[a-z*]+){0,3}?\s(?:production|output|mines?|supply|imports?|exports?)\b", re.IGNORECASE
)
_SITES: Final = frozenset({EntityType.MINE, EntityType.FACILITY})


def _continued(numbers: Sequence[Number], scene: Scene) -> list[Number]:
    """Return the numbers with what a sentence takes over from the one before that a semicolon joins it to.

    It takes its time over where it names no year, and its product where it names no goods.
    """
    found: list[Number] = []
    for number in numbers:
        start, end = scene.sentence_at(number.start)
        about = number.about
        last = next(
            (n for n in reversed(found) if not n.is_ratio and n.sentence == number.sentence - 1), None
        )
        is_joined = scene.text[:start].rstrip()[-1:] in {";", "；"}
        if last is not None and is_joined and not number.is_series:
            if (
                not re.search(_YEAR, scene.text[start : number.start])
                and number.printed.amount.clause is None
            ):
                first, end_day = last.about.first_day, last.about.last_day
                about = replace(about, period=last.about.period, first_day=first, last_day=end_day)
            if about.product is None and not any(
                thing.type in _GOODS for thing in scene.things_in(start, end)
            ):
                about = replace(about, product=last.about.product)
        found.append(replace(number, about=about))
    return found


def _moved(numbers: Sequence[Number]) -> list[Number]:
    """Return the numbers with both ends of a move alike: "from 34 in 2018 ... to 55 in 2022" is one metric at two times."""
    found = list(numbers)
    started: Number | None = None
    for number in numbers:
        if number.is_series or not _FROM.search(number.before):
            continue
        begin = found[number.index]
        rest = found[number.index + 1 :]
        end = next((n for n in rest if n.unit == number.unit and n.sentence == number.sentence), None)
        if end is not None:
            found[number.index], found[end.index] = _as_move(begin, end, started)
        started = found[number.index]
    return found


def _as_move(begin: Number, end: Number, earlier: Number | None) -> tuple[Number, Number]:
    """Return both ends of a move; `earlier` is where the move before it began, at whose time this one begins if it tells none."""
    about = begin.about
    if about.period == end.about.period:
        before = earlier.about if earlier is not None and earlier.sentence >= begin.sentence - 1 else About()
        about = replace(about, period=before.period, first_day=before.first_day, last_day=before.last_day)
    ended = replace(end.about, metric=about.metric, subject=about.subject, product=about.product, of=about.of)
    return replace(begin, about=about), replace(end, about=ended)


_FROM: Final = re.compile(r"\bfrom\s(?:about |around |some )?$")


def _beside_levels(numbers: Sequence[Number]) -> list[Number]:
    """Return the numbers with each share and growth that follows right on a level made one of its subject."""
    found: list[Number] = []
    level: Number | None = None
    for number in numbers:
        about = number.about
        if not number.is_ratio:
            level = number
        elif (
            level is not None
            and about.metric in {"share", "change"}
            and not number.is_series
            and not level.is_series
        ):
            gap = number.start - level.printed.amount.end
            if level.sentence == number.sentence and 0 <= gap <= _FOLLOWS and level.about.metric:
                about = _like(about, level.about)
        found.append(replace(number, about=about) if about is not number.about else number)
    return found


def _like(about: About, level: About) -> About:
    return replace(
        about,
        of=level.metric,
        subject=level.subject,
        product=level.product,
        where=level.where,
        stage=level.stage,
    )
