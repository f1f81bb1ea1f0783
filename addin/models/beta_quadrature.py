"""Gauss–Jacobi quadrature: the expectation of a smooth function of a probability that follows a beta distribution."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def beta_nodes(a: float, b: Floats, count: int) -> tuple[Floats, Floats]:
    """Return the nodes in [0, 1] and the weights, of sum 1, for Beta(a, b), both of shape (b.size, `count`).

    They are exact for polynomials of degree 2 `count` − 1, and come from the eigenvalues of the Jacobi matrix.

    References
    ----------
    Golub & Welsch (1969), Calculation of Gauss quadrature rules, Mathematics of Computation 23(106).

    Examples
    --------
    The mean and second moment of Beta(2, 6):

    >>> nodes, weights = beta_nodes(2.0, np.array([6.0]), 4)
    >>> (weights * nodes).sum().round(6), (weights * nodes**2).sum().round(6)
    (np.float64(0.25), np.float64(0.083333))
    """
    shapes = np.atleast_1d(b)[:, None]
    total = a + shapes - 2
    k = np.arange(count, dtype=np.float64)
    spread = (2 * k[1:] + total) * (2 * k[1:] + total + 2)
    middle = np.empty((shapes.shape[0], count))
    middle[:, :1] = (a - shapes) / (total + 2)
    middle[:, 1:] = (a - shapes) * total / spread
    side = np.empty((shapes.shape[0], count - 1))
    side[:, :1] = 4 * a * shapes / ((total + 2) ** 2 * (total + 3))
    j = k[2:]
    twice = 2 * j + total
    side[:, 1:] = 4 * j * (j + a - 1) * (j + shapes - 1) * (j + total) / (twice**2 * (twice**2 - 1))
    matrix = np.zeros((shapes.shape[0], count, count))
    at = np.arange(count)
    matrix[:, at, at] = (middle + 1) / 2
    matrix[:, at[1:], at[:-1]] = np.sqrt(side) / 2
    nodes, vectors = np.linalg.eigh(matrix)
    return np.clip(nodes, 0.0, 1.0), vectors[:, 0, :] ** 2
