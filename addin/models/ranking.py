"""Ranks: 1 the largest, equals sharing one."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

_DECIMALS = 9  # of a value below ten, and of the first digits of a larger one: what differs less differs by the order of the sums


def ranks(values: ArrayLike) -> NDArray[np.int64]:
    """Return the rank of each value, the largest first, equals sharing a rank (1, 2, 2, 4).

    Parameters
    ----------
    values : array_like, shape (n,), finite
        Two are equal when they differ by the rounding of floating point only.

    Examples
    --------
    >>> ranks([0.1 + 0.2, 5.0, 0.3, -1.0]).tolist()
    [2, 1, 2, 4]
    """
    given = np.asarray(values, np.float64)
    unit = 10.0 ** np.floor(np.log10(np.maximum(np.abs(given), 1.0)))
    compared = np.round(given / unit, _DECIMALS) * unit
    return 1 + given.size - np.searchsorted(np.sort(compared), compared, side="right")
