"""What a fresh reader made of sixty numbers of the development report, against what is read now.

`python -m corpus.quantities.judged REPORT` compares with corpus/results/numbers-judged.csv (drawn by draw.py: offsets, printed
characters, value, how sure the reader was; no sentences). Exit 1 where more than two clean or repaired numbers are wrong.
"""

import csv
import sys
from decimal import Decimal
from pathlib import Path
from typing import Final

from reechain.extractors.pipeline import Extractor, bundled_models
from reechain.ontology.records import Document, Quantity

FILE: Final = Path(__file__).parent.parent / "results" / "numbers-judged.csv"
MOST_WRONG: Final = 2
_NEAR: Final = Decimal("0.005")


def verdict(row: dict[str, str], quantity: Quantity | None) -> str:
    """Return "right", "wrong", "flagged" or "unread" for what is read of a judged number."""
    if quantity is None:
        return "unread"
    if quantity.reading is None:
        return "flagged"
    if not row["value"]:
        return "wrong"
    said = Decimal(row["value"])
    return (
        "right"
        if any(abs(end - said) <= _NEAR * abs(said) for end in (quantity.reading.low, quantity.reading.high))
        else "wrong"
    )


def main(arguments: list[str]) -> int:
    """Print the verdict of each number and how many there are of each."""
    text = Path(arguments[0]).read_text(encoding="utf-8")
    extraction = Extractor(models=bundled_models()).extract(Document("report", text))
    found = {(q.place.start, q.place.end, q.place.item): q for q in extraction.quantities}
    # The ends of a range are one quantity, and so its second end has no place of its own.
    found |= {
        (q.place.start, q.place.end, 1): q
        for q in extraction.quantities
        if (q.place.start, q.place.end, 1) not in found
    }
    counts: dict[str, int] = {}
    for row in csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()):
        place = (int(row["start"]), int(row["end"]), int(row["item"]))
        quantity = found.get(place) or next(
            (q for key, q in found.items() if key[0] < place[1] and place[0] < key[1]), None
        )
        result = verdict(row, quantity)
        counts[result] = counts.get(result, 0) + 1
        told = f"{quantity.reading.low:f}" if quantity and quantity.reading else "-"
        print(
            f"{result:8} {row['start']:>6} {row['literal']!r:48} judged {row['value']:>14} ({row['sure']}), read {told}"
        )
    print(", ".join(f"{n} {name}" for name, n in sorted(counts.items())))
    return int(counts.get("wrong", 0) > MOST_WRONG)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
