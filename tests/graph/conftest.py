"""Stores for tests."""

import pytest
from tests.graph.samples import ALL

from reechain.graph.store import Store


@pytest.fixture
def store() -> Store:
    """A store in memory with all sample documents."""
    made = Store.memory()
    made.put(ALL)
    return made
