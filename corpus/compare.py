"""Compares ways to extract, and amounts of documents, with writers left out: `python -m corpus.compare`.

Writes `corpus/results/comparison.json`: names by rules alone and by the tagger; relations by rules alone, by the model
without the relation families, and by both; and the learning curve, by how many writers were learned from. Writers are
left out in four groups. Needs the extra `train`.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import Any, Final

from corpus.texts import writer_folds
from corpus.train import (
    RESULTS,
    calibration,
    extractions_without,
    key_of,
    measured,
    measured_texts,
    merged,
    tags_without,
    texts,
    write,
)
from reechain.evaluation import Report, figures, scored
from reechain.extractors.pipeline import Extractor
from reechain.extractors.scoring import total
from reechain.ontology.gazetteer import load_gazetteer
from reechain.ontology.records import Document
from reechain.pipeline import extraction_json

FOLDS: Final = 4
SHARES: Final = (1 / 8, 1 / 4, 1 / 2, 1)
"""Which part of the writers that are not left out is learned from."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, and write what came out."""
    parser = argparse.ArgumentParser(
        prog="python -m corpus.compare", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    options = parser.parse_args(arguments)
    found: dict[str, Any] = {"documents": len(measured_texts()), "rules alone": told(by_rules())}
    groups = writer_folds(texts(), FOLDS)
    curve = []
    for share in SHARES:
        seen = {group: some_writers(group, share) for group in groups}
        count = sum(text.writer in seen[groups[0]] for text in texts())
        tags = _by_group(options.jobs, tags_without, seen)
        raw = _by_group(options.jobs, partial(extractions_without, tags=tags), seen)
        curve.append({"documents": count, **told(measured(raw, *calibration(raw)))})
        print(curve[-1], flush=True)
    raw = _by_group(options.jobs, partial(extractions_without, tags=tags, families=()), seen)
    found["model without relation families"] = told(measured(raw, *calibration(raw)))
    write(
        RESULTS / "comparison.json",
        {**found, "model with relation families": curve[-1], "learning curve": curve},
    )
    return 0


def _by_group(jobs: int, do: Any, seen: Mapping[frozenset[str], frozenset[str]]) -> dict[str, Any]:
    with ProcessPoolExecutor(jobs) as pool:
        return merged(
            [job.result() for job in [pool.submit(do, group, seen=kept) for group, kept in seen.items()]]
        )


def some_writers(left_out: frozenset[str], share: float) -> frozenset[str]:
    """Return a part of the writers that are not left out, at least one."""
    kept = sorted({text.writer for text in texts()} - left_out)
    return frozenset(kept[: max(1, round(share * len(kept)))])


def by_rules() -> Report:
    """Return the measures of the rules alone."""
    extractor, report = Extractor(), Report()
    for text in measured_texts():
        found = extraction_json(extractor.extract(Document(text.name, text.text)))
        report.documents.append(scored(key_of(text), found, text.gold, load_gazetteer()))
    return report


def told(report: Report) -> dict[str, Any]:
    """Return the figures of things and of relations."""
    return {"entities": figures(total(report.entities)), "relations": figures(total(report.relations))}


if __name__ == "__main__":
    sys.exit(main())
