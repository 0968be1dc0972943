"""Tries what some documents teach, in a minute: `python -m corpus.trial WRITER... --text TEXT [--output FILE]`.

A decider is trained on the documents of a few writers alone, and what it decides of a text is printed. It is for seeing
whether gold teaches a relation at all before `corpus.train` takes its quarter of an hour; it measures nothing, and its
confidences are those of the calibration that the bundled decider has. Needs the extra `train`.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from corpus import relations
from corpus.texts import Text
from corpus.train import labelled, tags_of_gold, texts
from reechain.extractors.models.linear import LinearModel, load_model, read_model
from reechain.extractors.names.tagger import bundled_tagger
from reechain.extractors.pipeline import Extractor, Models
from reechain.extractors.relations.decider import Decider
from reechain.ontology.records import Document


def main(arguments: Sequence[str] | None = None) -> int:
    """Train on the documents of some writers, tell what was learned of each relation and what is decided of a text."""
    parser = argparse.ArgumentParser(
        prog="python -m corpus.trial", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("writers", nargs="+", help="folders of corpus/writers")
    parser.add_argument("--text", required=True, help="what to decide on")
    parser.add_argument("--output", type=Path, help="where to write the model")
    options = parser.parse_args(arguments)
    chosen = [text for text in texts() if text.writer in options.writers]
    if unknown := sorted(set(options.writers) - {text.writer for text in chosen}):
        parser.error(f"no documents by {unknown[0]}")
    stored = trained(chosen)
    if options.output:
        options.output.write_text(stored, encoding="utf-8")
    model = read_model(json.loads(stored))
    print(f"{len(chosen)} documents")
    for column in model.columns:
        print(f"{column}: {weights_of(model, column)} weights")
    extraction = Extractor(models=Models(bundled_tagger(), Decider(model))).extract(
        Document(key="text", text=options.text)
    )
    of = extraction.name_of()
    for claim in extraction.claims:
        ends = f"{of[claim.subject].canonical} {claim.predicate} {of[claim.object].canonical}"
        print(f"{ends} | {claim.stance} | {claim.confidence:.2f} | {claim.extractor}")
    return 0


def trained(chosen: Sequence[Text]) -> str:
    """Return the stored model of a decider that saw some documents alone, their names as gold has them."""
    rows = [found for _, found in labelled(tags_of_gold(chosen), among=chosen)]
    bundled = load_model("relations").extra
    return relations.train(rows, calibration=bundled["calibration"], least=bundled["least"])


def weights_of(model: LinearModel, column: str) -> int:
    """Return how many features weigh in a column."""
    return int((model.weights[:, model.columns.index(column)] != 0).sum())


if __name__ == "__main__":
    sys.exit(main())
