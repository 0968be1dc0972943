"""The ways in which a translation damages an amount: each takes Chinese figures and gives the words that come out.

They are named as in the items: `point` 46.10% -> "4610%"; `scale` 17.87万吨 -> "17870,000 tons"; `split` 13.8亿元 ->
"13800 million yuan"; `clause` 372.60亿元 in 2022 -> "372 in 20226 billion yuan"; `sign` 3.43亿元 -> "3$4.3 billion";
`series` 29.0/33.1/52.1万吨 -> "290/33.1/52.10,000 tons"; `lost` "12% and 8%" -> "% and 8%".
"""

from collections.abc import Sequence
from enum import StrEnum

from corpus.damage.chinese import HUNDRED_MILLION, Figure
from corpus.damage.engine import Words, raw, sound, translated


class Operator(StrEnum):
    """What has become of a number; `none` for one that came out as it was."""

    NONE = "none"
    POINT = "point"
    SCALE = "scale"
    SPLIT = "split"
    CLAUSE = "clause"
    SIGN = "sign"
    SERIES = "series"
    LOST = "lost"


def without_point(figure: Figure, words: Words) -> str:
    """Return an amount whose point is lost, its digits then rescaled by the engine."""
    digits = f"{figure.whole}{figure.fraction}" if figure.step == 1 else figure.digits
    return f"{words.before}{translated(digits, figure.step)}{words.after}"


def split(figure: Figure, words: Words) -> str:
    """Return an amount whose decimals are an amount of their own, printed right after its whole part."""
    return f"{words.before}{figure.whole}{translated(figure.fraction, figure.step)}{words.after}"


def with_clause(figure: Figure, words: Words, clause: str, rest: str = "") -> str:
    """Return an amount with a clause in the place of its point.

    `rest` is what may stand between: "." where the point is left as the end of a sentence, " percent" where the whole part
    has become a percentage of its own.
    """
    return (
        f"{words.before}{figure.whole}{rest} {clause}{translated(figure.fraction, figure.step)}{words.after}"
    )


def with_sign(figure: Figure, words: Words, clause: str = "") -> str:
    """Return an amount of money whose decimals are an amount with a dollar sign; the currency after it is gone."""
    moved = f" {clause}" if clause else ""
    return f"{words.before}{figure.whole}{moved}${translated(figure.fraction, figure.step)}"


def series(figures: Sequence[Figure], words: Words, joins: Sequence[str]) -> str:
    """Return a series whose first point is lost and whose scale the last item has taken; `joins` stand between items."""
    first, *others = figures
    parts = [first.digits, *(raw(figure) for figure in others[:-1]), sound(others[-1])]
    text = parts[0] + "".join(join + part for join, part in zip(joins, parts[1:], strict=True))
    return f"{words.before}{text}{words.after}"


def of_figure(figure: Figure) -> Operator:
    """Return what losing the point is called: where the engine has rescaled the digits, it is `scale`."""
    return Operator.POINT if figure.step == 1 else Operator.SCALE


def can_split(figure: Figure) -> bool:
    """Whether the decimals on their own differ from the digits in a row: 8亿 is 800 million, 138亿 13.8 billion."""
    return figure.step == HUNDRED_MILLION and len(figure.fraction) == 1 and figure.value >= HUNDRED_MILLION
