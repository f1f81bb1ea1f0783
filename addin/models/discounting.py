"""Discounting: the present value of what a customer is expected to buy, period by period."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_NODES = 32  # of the interpolation that stands for a long horizon; its error is then under 1e-8 of the value


@dataclass(frozen=True, slots=True)
class Discounting:
    """The moments an expectation must be known at, and the weight of each in its discounted sum.

    With E(t) the purchases expected within t, Σ_k (E(k) − E(k−1))/(1+δ)^k over k = 1 … horizon is linear in E. A short horizon takes E
    at every period; a long one at Chebyshev points on a logarithmic scale of time, so that its cost does not grow with the horizon.

    Attributes
    ----------
    moments : shape (n,), time units, from 0 to the horizon
    weights : shape (n,)
    """

    moments: Floats
    weights: Floats

    @classmethod
    def over(cls, horizon: int, rate: float, *, scale: float) -> Discounting:
        """Return the discounting of `horizon` periods at `rate` a period, E bending over about `scale` periods.

        Examples
        --------
        One purchase a period for two periods, at 10 % a period:

        >>> plan = Discounting.over(2, 0.1, scale=1.0)
        >>> plan.moments, round(float(plan.weights @ plan.moments), 6) == round(1 / 1.1 + 1 / 1.21, 6)
        (array([0., 1., 2.]), True)
        """
        periods = np.arange(horizon + 1, dtype=np.float64)
        factors = (1 + rate) ** -periods[1:]
        if horizon < _NODES:
            steps = np.zeros(horizon + 1)
            steps[1:] = factors
            steps[:-1] -= factors
            return cls(periods, steps)
        place = (1 - np.cos(np.pi * np.arange(_NODES) / (_NODES - 1))) / 2
        length = np.log1p(horizon / scale)
        moments = scale * np.expm1(length * place)
        moments[0], moments[-1] = 0.0, horizon
        basis = _lagrange(place, np.log1p(periods / scale) / length)
        return cls(moments, factors @ np.diff(basis, axis=0))


def _lagrange(nodes: Floats, points: Floats) -> Floats:
    """Return the Lagrange polynomials of Chebyshev–Lobatto nodes at the points, shape (points, nodes), by barycentric weights.

    Berrut & Trefethen (2004), Barycentric Lagrange interpolation, SIAM Review 46(3).
    """
    signs = (-1.0) ** np.arange(nodes.size)
    signs[[0, -1]] /= 2
    gaps = points[:, None] - nodes
    exact = np.abs(gaps) < 1e-14
    terms = signs / np.where(exact, 1.0, gaps)
    basis: Floats = terms / terms.sum(axis=1, keepdims=True)
    hit = exact.any(axis=1)
    basis[hit] = exact[hit].astype(np.float64)
    return basis
