"""What the models belong to: the documents of the corpus, and the code that makes features of them."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
_CODE: Final = ("extractors", "ontology/tables")
_SUFFIXES: Final = frozenset({".py", ".toml", ".csv", ".txt"})
_OTHER: Final = frozenset("assembly.py interchange.py loaders.py schema.py scoring.py document.py".split())
"""Files of the extractors that no feature depends on."""


def of_documents() -> str:
    """Return the SHA-256 of the documents and gold that the models learn from."""
    folders = (ROOT / "corpus" / "writers", ROOT / "corpus" / "developed")
    report = (
        ROOT / "src" / "reechain" / "data" / "demo-report.txt",
        ROOT / "tests" / "data" / "demo-report.json",
    )
    return _digest([*report, *(path for folder in folders for path in folder.rglob("*.*"))])


def of_code() -> str:
    """Return the SHA-256 of the code and tables that features come from."""
    names = (ROOT / "ontology" / "names.py", ROOT / "ontology" / "gazetteer.py", ROOT / "corpus" / "names.py")
    learning = tuple(ROOT / "corpus" / name for name in ("relations.py", "stances.py", "texts.py"))
    files = [
        path
        for folder in _CODE
        for path in (ROOT / folder).rglob("*")
        if path.suffix in _SUFFIXES and path.name not in _OTHER and "qualifiers" not in path.parts
    ]
    return _digest([*files, *names, *learning])


def _digest(paths: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for path in sorted(paths):
        found.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()
