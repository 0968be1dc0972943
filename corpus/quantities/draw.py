"""Sixty numbers of the development report, drawn at random among those that its gold does not annotate, to be judged.

`python -m corpus.quantities.draw REPORT GOLD SHEET` writes the sheet for a reader who has not seen what was read: offsets,
the printed characters, the words around them. The reader adds what each number says. `judged.py` compares.
"""

import csv
import json
import random
import sys
from pathlib import Path
from typing import Any, Final

from reechain.extractors.quantities.printed.amounts import amounts_in
from reechain.extractors.quantities.repair.broken import broken_in
from reechain.extractors.quantities.repair.readings import Printed, printed_in

COUNT: Final = 60
SEED: Final = 20261124
_AROUND: Final = 160


def candidates(text: str, gold: list[dict[str, Any]]) -> list[Printed]:
    """Return the numbers of a text that stand in no annotated literal."""
    taken = []
    for quantity in gold:
        start = text.index(quantity["evidence"])
        place = text.index(quantity["literal"], start)
        taken.append((place, place + len(quantity["literal"])))
    found = printed_in(amounts_in(text), broken_in(text), text)
    return [
        one
        for one in found
        if all(one.amount.end <= start or end <= one.amount.start for start, end in taken)
    ]


def main(arguments: list[str]) -> int:
    """Write the sheet."""
    report, gold, sheet = (Path(each) for each in arguments)
    text = report.read_text(encoding="utf-8")
    found = candidates(text, json.loads(gold.read_text(encoding="utf-8"))["quantities"])
    drawn = sorted(random.Random(SEED).sample(range(len(found)), COUNT))  # noqa: S311
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["start", "end", "item", "literal", "around"])
        for k in drawn:
            amount = found[k].amount
            around = text[max(0, amount.start - _AROUND) : amount.end + _AROUND].replace("\n", " / ")
            writer.writerow(
                [amount.start, amount.end, found[k].item, text[amount.start : amount.end], around]
            )
    print(f"{len(found)} numbers beside the gold, {COUNT} drawn")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
