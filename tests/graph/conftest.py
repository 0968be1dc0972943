"""Stores for tests."""

import pytest

from reechain.graph.store import Store
from tests.graph.samples import ALL


@pytest.fixture
def store() -> Store:
    """A store in memory with all sample documents."""
    made = Store.memory()
    made.put(ALL)
    return made
