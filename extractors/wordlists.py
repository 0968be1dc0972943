"""Word lists of an extractor, read from its TOML file."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_toml(package: str, name: str) -> Mapping[str, Any]:
    """Return the content of a TOML file of a package."""
    return tomllib.loads((files(package) / name).read_text(encoding="utf-8"))


def wordset(text: str) -> frozenset[str]:
    """Return the words of a list that is written as running text."""
    return frozenset(text.split())
