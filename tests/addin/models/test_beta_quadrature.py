"""Gauss–Jacobi: moments of the beta distribution."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import betaln

from addin.models.beta_quadrature import beta_nodes


class DescribeBetaNodes:
    @given(st.floats(0.05, 1000), st.floats(0.05, 1000), st.integers(0, 12))
    def they_give_the_moments_of_the_beta_distribution(self, a: float, b: float, power: int) -> None:
        nodes, weights = beta_nodes(a, np.array([b]), 8)
        assert weights.sum() == pytest.approx(1)
        assert ((nodes >= 0) & (nodes <= 1)).all()
        assert (weights * nodes**power).sum() == pytest.approx(np.exp(betaln(a + power, b) - betaln(a, b)), rel=1e-8)

    def they_come_for_several_shapes_at_once(self) -> None:
        nodes, weights = beta_nodes(2.0, np.array([1.0, 6.0]), 5)
        assert (weights * nodes).sum(axis=1) == pytest.approx([2 / 3, 0.25])
