"""Damages sound texts: `python -m corpus.damage SOURCE... --seed N --strength heavy --output DIR`."""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from corpus.damage.document import damage
from corpus.damage.files import Sample, quotas_of, sources_of, write
from corpus.damage.style import STRENGTHS
from reechain.extractors.quantities.printed.amounts import amounts_in


def main(arguments: Sequence[str] | None = None) -> int:
    """Write a damaged text and its items for each source with enough amounts, and tell how many of each kind."""
    parser = argparse.ArgumentParser(prog="python -m corpus.damage", description=__doc__)
    parser.add_argument("sources", nargs="+", type=Path, help="sound texts, or folders of them")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--strength", choices=sorted(STRENGTHS), default="heavy")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--least", type=int, default=6, help="leave out texts with fewer amounts")
    parser.add_argument("--most", type=int, help="stop after as many documents")
    parser.add_argument("--quotas", type=Path, help="table of official quotas that a repairer may know")
    options = parser.parse_args(arguments)
    quotas = quotas_of(options.quotas)
    operators: Counter[str] = Counter()
    found: Counter[str] = Counter()
    documents = 0
    for path in sources_of(options.sources):
        text = path.read_text(encoding="utf-8")
        amounts = amounts_in(text)
        if len(amounts) < options.least or documents == options.most:
            continue
        # Texts of two writers may have one name; the folder keeps them apart, and is the same wherever the tree lies.
        name = f"{path.parent.name}-{path.stem}"
        damaged = damage(text, amounts, f"{options.seed} {name}", options.strength, quotas)
        write(options.output, Sample(name, text, damaged))
        documents += 1
        operators.update(item.operator.value for item in damaged.items)
        found.update(f"{item.operator} determined" for item in damaged.items if item.determined)
        found.update(f"by {rule}" for item in damaged.items for rule in item.determined)
    print(f"{documents} documents, {operators.total()} numbers")
    for label, count in [*sorted(operators.items()), *sorted(found.items())]:
        print(f"{count:6} {label}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
