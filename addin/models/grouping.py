"""Grouping: totals of values by integer code."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def totals(code: NDArray[np.intp], values: NDArray[np.float64], groups: int = 0) -> NDArray[np.float64]:
    """Return the sum of the values of each code, 0 to `groups` − 1 at least.

    >>> totals(np.array([0, 2, 0]), np.array([1.5, 2.0, 3.0]), 4)
    array([4.5, 0. , 2. , 0. ])
    """
    summed: NDArray[np.float64] = np.bincount(code, weights=values, minlength=groups).astype(np.float64, copy=False)
    return summed
