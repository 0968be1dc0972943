"""What the deciders are fitted with: how strongly weights are held down, which are stored, rows of features as a matrix."""

from typing import Any, Final

import numpy as np
import scipy.sparse

STRENGTH: Final = 0.3
"""The inverse of the strength of regularisation."""
LEAST: Final = 0.03
"""Weights nearer to zero than this are left out."""


def of_numbers(features: np.ndarray, starts: np.ndarray, width: int) -> Any:
    """Return the matrix of rows of which each has ones at some of `width` features: row k those of `features[starts[k]:starts[k + 1]]`."""
    ones = np.ones(len(features), np.float32)
    return scipy.sparse.csr_matrix((ones, features, starts), shape=(len(starts) - 1, width))
