"""What models and measures belong to: the documents of the corpus, the features made of them, what is extracted.

Features and extractions are those of every tenth document: code may be rewritten as long as they stay the same.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from corpus.texts import Text, learned
from reechain.extractors.names.features import token_features
from reechain.extractors.normalise import normalise
from reechain.extractors.pipeline import Extractor, Models
from reechain.extractors.reading import linked, pairs_of, read
from reechain.extractors.relations.pairs import Pair
from reechain.extractors.relations.stances import stance_features
from reechain.ontology.records import Document, Stance
from reechain.pipeline import extraction_json

ROOT: Final = Path(__file__).parent.parent
_LEARNING: Final = ("fitting.py", "names.py", "relations.py", "stances.py", "texts.py")
"""The code that learns from features."""
_EVERY: Final = 10
_RELATION: Final = ("s", "p", "o", "status", "confidence")
_MEASURED: Final = (
    ("entities", ("id", "type", "name", "aliases")), ("relations", _RELATION), ("denied", _RELATION)
)  # fmt: skip
"""The parts of an extraction that are measured, and what of each."""


def of_documents() -> str:
    """Return the SHA-256 of the documents and gold that the models learn from."""
    folders = (ROOT / "corpus" / "writers", ROOT / "corpus" / "developed")
    report = (
        ROOT / "src" / "reechain" / "data" / "demo-report.txt",
        ROOT / "tests" / "data" / "demo-report.json",
    )
    return _of_files([*report, *(path for folder in folders for path in folder.rglob("*.*"))])


def of_features() -> str:
    """Return the SHA-256 of the features of tokens, pairs and stances, and of the code that learns from them."""
    found = hashlib.sha256(_of_files(ROOT / "corpus" / name for name in _LEARNING).encode())
    extractor = Extractor()
    for text in _some():
        normal = normalise(text.text)
        doc = extractor.annotated(normal)
        for features in token_features(doc):
            found.update("\n".join(sorted(features)).encode())
        reading = read(doc, normal, text.text, None, extractor.find_relations)
        _, names = linked(reading, reading.ruled, extractor.linker)
        for pair in pairs_of(reading, names):
            found.update("\n".join(sorted(_of_pair(pair))).encode())
    return found.hexdigest()


def of_extractions(models: Models) -> str:
    """Return the SHA-256 of what is extracted with some models, as far as it is measured."""
    found = hashlib.sha256()
    extractor = Extractor(models=models)
    for text in _some():
        told = extraction_json(extractor.extract(Document(key=text.name, text=text.text)))
        found.update(json.dumps([_told(told, *each) for each in _MEASURED]).encode())
    return found.hexdigest()


def _some() -> list[Text]:
    return learned()[::_EVERY]


def _told(extraction: Mapping[str, Any], part: str, keys: Sequence[str]) -> list[list[Any]]:
    return [[item[key] for key in keys] for item in extraction[part]]


def _of_pair(pair: Pair) -> Iterator[str]:
    for part in pair.parts:
        yield from part
    for column in pair.columns:
        yield from pair.of_column(column)
    yield from stance_features(pair, "any", Stance.ASSERTED)


def _of_files(paths: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for path in sorted(paths):
        found.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()
