"""The sample view."""

import pytest
from tests.viz.sample_view import sample_view

from reechain.graph.view import View


@pytest.fixture(scope="session")
def view() -> View:
    """A view of about 110 nodes made by hand."""
    return sample_view()
