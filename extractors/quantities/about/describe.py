"""What the numbers of a text are about: metric, kind, whose, of which product, when, by whose word."""

from collections.abc import Sequence
from dataclasses import dataclass

from reechain.extractors.quantities.about.around import Around
from reechain.extractors.quantities.about.kind import QUOTA, UNSURE, detail_of, kind_of
from reechain.extractors.quantities.about.metric import NO_METRIC, Metric, metrics_of
from reechain.extractors.quantities.about.parties import Parties, parties_of
from reechain.extractors.quantities.about.period import periods_of
from reechain.extractors.quantities.about.printed_periods import Period
from reechain.extractors.quantities.about.told import bases_of, per_of, said_by, stage_of
from reechain.extractors.quantities.printed.amounts import Amount, Form
from reechain.extractors.quantities.scene import Scene, Thing


@dataclass(frozen=True, slots=True)
class About:
    """What one number is about.

    `metric` is empty where the number is no quantity of the industry. `kind_detail`, `bases` and `stage` are ids of concepts
    (kinds, bases, stages.csv). `of` is of what a share or a change is one: a metric, or words. `period` is as gold writes it
    ("2023", "2023-Q1..Q3", "FY2022", "2024..2028", "per year"), `first_day` and `last_day` its ISO days where they are known.
    `said_by` are the words that name the source; `per` is "year", "month", "day" or empty. `confidence` lies in 0..1.
    """

    metric: str = ""
    metric_detail: str = ""
    of: str = ""
    kind: str = "actual"
    kind_detail: str = ""
    bases: tuple[str, ...] = ()
    stage: str = ""
    subject: Thing | None = None
    product: Thing | None = None
    where: Thing | None = None
    holder: Thing | None = None
    period: str = ""
    first_day: str = ""
    last_day: str = ""
    said_by: str = ""
    per: str = ""
    confidence: float = 0.0


def describe(scene: Scene, amounts: Sequence[Amount]) -> list[list[About]]:
    """Return what each amount is about: one `About` for each item of a series, one for any other amount."""
    arounds = [Around(scene, amounts, k) for k in range(len(amounts))]
    metrics = metrics_of(arounds)
    parties = parties_of(arounds, metrics)
    names = [metric.name or NO_METRIC for metric in metrics]
    kinds: list[str] = []
    found: list[list[About]] = []
    for around, metric, party in zip(arounds, metrics, parties, strict=True):
        k = around.index
        items = len(around.amount.digits) if around.amount.form is Form.SERIES else 1
        periods = periods_of(around, items, names[k])
        told = [_kind(around, metric, period, kinds, names[:k]) for period in periods]
        kinds.append(told[-1][0])
        found.append(
            [_about(around, metric, party, period, kind) for period, kind in zip(periods, told, strict=True)]
            if metric.name
            else [About()] * items
        )
    return found


def _kind(
    around: Around, metric: Metric, period: Period | None, kinds: Sequence[str], names: Sequence[str]
) -> tuple[str, float]:
    """Return the kind of a figure: that of the level with which a share or a change goes, a quota's own, or the likeliest."""
    if metric.level is not None and kinds[metric.level] != QUOTA:
        return kinds[metric.level], metric.confidence
    kind, sure = kind_of(around, metric.name or NO_METRIC, period, kinds, names)
    if metric.name in ("quota", "quota increase") and kind not in UNSURE:
        return QUOTA, sure
    return kind, sure


def _about(
    around: Around, metric: Metric, parties: Parties, period: Period | None, kind: tuple[str, float]
) -> About:
    per = per_of(around)
    return About(
        metric=metric.name,
        metric_detail=metric.detail,
        of=metric.of,
        kind=kind[0],
        kind_detail=detail_of(around, metric.name, kind[0]),
        bases=bases_of(around, metric.name),
        stage=stage_of(around, metric.name),
        subject=parties.subject,
        product=parties.product,
        where=parties.where,
        holder=parties.holder,
        period=period.text if period else "per year" if per == "year" else "",
        first_day=period.first_day if period else "",
        last_day=period.last_day if period else "",
        said_by=said_by(around),
        per=per,
        confidence=round(metric.confidence * (0.5 + 0.25 * (kind[1] + parties.confidence)), 2),
    )
