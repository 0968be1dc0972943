"""Checks of size: what is printed twice, what goes on over the years, what cannot be larger than something else."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Final

from reechain.extractors.quantities.about.numbers import (
    Number,
    Period,
    is_one_basis,
    is_one_kind,
    is_wider,
    levels,
)
from reechain.extractors.quantities.repair.checks.words import by_sentence, show
from reechain.extractors.quantities.repair.checks.worths import is_raw
from reechain.extractors.quantities.repair.quotas import known_quotas
from reechain.extractors.quantities.repair.readings import Reading
from reechain.extractors.quantities.repair.ties import Tie, at_most, near, same

_MOST_PROFIT: Final = {"profit": Decimal("0.5"), "gross profit": Decimal("0.7")}
"""How much of the revenue is left at most, but for firms that live on royalties."""
_FLOWS: Final = frozenset({"production", "sales", "imports", "exports", "demand"})
_STOCKS: Final = frozenset({"price", "capacity"})
_FAR: Final = 8
"""How many years apart numbers of one thing may be of about one size."""
_MOST_ALIKE: Final = 6
_FROM_QUOTA: Final = Decimal("1.3")
"""How much more of a product than its quota of separation a firm can make, with what it buys."""
_ROUNDED: Final = Decimal("0.004")


def size_ties(numbers: Sequence[Number]) -> Iterator[Tie]:
    """Yield the checks of size."""
    for maker in (
        _same,
        _courses,
        _beside,
        _sold,
        _made,
        _bounds,
        _from_quotas,
        _quotas,
    ):
        yield from maker(numbers)


def _same(numbers: Sequence[Number]) -> Iterator[Tie]:
    """One quantity that is printed twice has one value."""
    groups: dict[object, list[Number]] = defaultdict(list)
    for number in numbers:
        about = number.about
        if (
            about.metric
            and about.metric != "change"
            and number.printed.readings
            and number.period is not None
        ):
            holder = about.holder.key if about.holder is not None else None
            groups[
                about.metric, about.of, about.stage, holder, number.unit, number.scope, number.period
            ].append(number)
    for group in groups.values():
        for one, other in combinations(group[:_MOST_ALIKE], 2):
            if one.printed.amount is not other.printed.amount:
                yield same(
                    "sibling", one, other, lambda r: f"printed twice: {show(r[0])} and {show(r[1])}", 0.5
                )


def _courses(numbers: Sequence[Number]) -> Iterator[Tie]:
    """What one thing amounts to in one year and another is of about one size."""
    groups: dict[object, list[Number]] = defaultdict(list)
    for number in levels(numbers):
        if number.period is not None and number.period.is_year:
            groups[
                number.about.metric, number.about.stage, number.about.bases, number.unit, number.scope
            ].append(number)
    for group in groups.values():
        ordered = sorted(group, key=lambda n: (n.period.last if n.period else 0, n.index))
        for one, other in pairwise(ordered):
            assert one.period is not None and other.period is not None
            gap = other.period.last - one.period.last
            if gap <= _FAR and one.is_like(other) and _is_long(one.period) and _is_long(other.period):
                spread = 0.35 + 0.08 * gap + (0.25 if one.period.part != other.period.part else 0.0)
                yield near("series", one, other, spread, _show_alike)


def _is_long(period: Period) -> bool:
    """Whether a period is most of a year: a month is of another size."""
    return not period.part or ".." in period.part or period.part.startswith("H")


def _show_alike(readings: Sequence[Reading]) -> str:
    return f"of about one size: {show(readings[0])} and {show(readings[1])}"


def _beside(numbers: Sequence[Number]) -> Iterator[Tie]:
    """What one sentence tells of one country's flows, or of a country's and its firm's, is of about one size."""
    flows = [n for n in levels(numbers) if n.about.metric in _FLOWS and n.period is not None]
    for group in by_sentence(flows).values():
        for one, other in pairwise(group):
            apart = {one.scope, other.scope}
            assert one.period is not None and other.period is not None
            if (
                one.unit != other.unit
                or abs(one.period.last - other.period.first) > 2
                or one.printed.amount is other.printed.amount
            ):
                continue
            differ = one.about.metric != other.about.metric or len(apart) == 2
            if differ and one.scope.product == other.scope.product and _is_one_land(one, other):
                yield near("series", one, other, 0.6, _show_alike)


def _is_one_land(one: Number, other: Number) -> bool:
    """Whether two numbers are of one place, or one of a place and the other of a firm."""
    if one.scope.place is not None and other.scope.place is not None:
        return one.scope.place == other.scope.place
    return (one.scope.firm is None) != (other.scope.firm is None) or one.scope.firm == other.scope.firm


def _sold(numbers: Sequence[Number]) -> Iterator[Tie]:
    """What is made of a product and what is sold of it is of about one size."""
    yield from _pairs(numbers, "production", "sales", 0.4, lambda r: f"made {show(r[0])}, sold {show(r[1])}")


def _made(numbers: Sequence[Number]) -> Iterator[Tie]:
    """What is made of a product is of about the size of what the works can make."""
    amounts = levels(numbers)
    for made in (n for n in amounts if n.about.metric == "production" and n.scope.product is not None):
        for able in (
            n
            for n in amounts
            if n.about.metric == "capacity" and n.scope == made.scope and n.unit == made.unit
        ):
            yield near("capacity", made, able, 0.7, lambda r: f"makes {show(r[0])}, can make {show(r[1])}")
            yield at_most(
                "capacity",
                [made],
                able,
                Decimal("1.3"),
                lambda r: f"makes {show(r[0])}, can make {show(r[1])}",
            )


def _pairs(numbers: Sequence[Number], first: str, second: str, spread: float, words: object) -> Iterator[Tie]:
    amounts = [n for n in levels(numbers) if n.period is not None]
    for one in (n for n in amounts if n.about.metric == first):
        for other in (n for n in amounts if n.about.metric == second):
            alike = is_one_basis(one, other) and is_one_kind(one, other)
            if alike and (other.scope, other.period, other.unit) == (one.scope, one.period, one.unit):
                yield near("sales", one, other, spread, words)  # type: ignore[arg-type]


def _bounds(numbers: Sequence[Number]) -> Iterator[Tie]:
    """A part is no more than its whole, a profit no more than most of the revenue."""
    amounts = [n for n in levels(numbers) if n.period is not None]
    groups: dict[object, list[Number]] = defaultdict(list)
    for number in amounts:
        groups[number.unit, number.period.first if number.period else 0].append(number)
    for part in amounts:
        for whole in groups[part.unit, part.period.first if part.period else 0]:
            if part is whole or part.unit != whole.unit or not _is_within(part.period, whole.period):
                continue
            if not (is_one_basis(part, whole) and is_one_kind(part, whole)):
                continue
            mine, its = part.about.metric, whole.about.metric
            same_stage = part.about.stage == whole.about.stage or not whole.about.stage
            inside = is_wider(whole.scope, part.scope, across=False)
            if mine in _MOST_PROFIT and its == "revenue" and (part.scope == whole.scope or inside):
                yield at_most("bound", [part], whole, _MOST_PROFIT[mine], _show_profit, 0.02)
            elif mine == its and same_stage and mine not in _STOCKS and inside:
                # A tonne of magnets holds a third of a tonne of rare earths.
                wide = (
                    part.scope.product is not None
                    and whole.scope.product is None
                    and mine != "quota"
                    and part.unit == "t"
                )
                yield at_most("bound", [part], whole, Decimal(3 if wide else 1), _show_within, proves=False)


def _is_within(part: Period | None, whole: Period | None) -> bool:
    """Whether a period is the other, or a part of that year."""
    if part is None or whole is None:
        return False
    return part == whole or (part.is_year and whole.is_year and part.first == whole.first and not whole.part)


def _show_profit(readings: Sequence[Reading]) -> str:
    return f"profit {show(readings[0])} within revenue {show(readings[1])}"


def _show_within(readings: Sequence[Reading]) -> str:
    return f"{show(readings[0])} is a part of {show(readings[1])}"


def _from_quotas(numbers: Sequence[Number]) -> Iterator[Tie]:
    """What a firm makes of oxides and metals comes from what it may separate."""
    amounts = [
        n for n in levels(numbers) if n.scope.firm is not None and n.period is not None and n.unit == "t"
    ]
    quotas = [n for n in amounts if n.about.metric == "quota" and n.about.kind == "quota"]
    for made in (n for n in amounts if n.about.metric == "production" and _is_raw(n)):
        for quota in quotas:
            assert made.period is not None and quota.period is not None
            if quota.scope.firm == made.scope.firm and abs(quota.period.last - made.period.last) <= 1:
                yield at_most(
                    "bound",
                    [made],
                    quota,
                    _FROM_QUOTA,
                    lambda r: f"makes {show(r[0])} within its quota of {show(r[1])}",
                )


def _is_raw(number: Number) -> bool:
    """Whether a number is of oxides, salts or metals."""
    product = number.about.product
    return product is not None and is_raw(product.name.canonical.casefold())


def _quotas(numbers: Sequence[Number]) -> Iterator[Tie]:
    """A quota that was published is what was published."""
    for number in levels(numbers):
        if number.about.metric == "quota" and number.about.kind in {"quota", "actual"}:
            known = known_quotas(number)
            if known:
                yield _published(number, known)


def _published(number: Number, known: Sequence[Decimal]) -> Tie:
    def match(readings: Sequence[Reading]) -> Decimal | None:
        value = readings[0].value
        return next((quota for quota in known if abs(value - quota) <= quota * _ROUNDED), None)

    def words(r: Sequence[Reading]) -> str:
        return f"a published quota is {match(r) or known[-1]:,f} t; read {show(r[0])}"

    return Tie(
        "known-quota",
        (number.index,),
        lambda r: 40.0 if match(r) else 0.15,
        lambda r: match(r) is not None,
        words,
        applies=0.85,
    )
