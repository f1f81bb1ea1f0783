"""Discounting: the interpolated horizon against the sum period by period."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.models.discounting import Discounting


def period_by_period(bend: float, horizon: int, rate: float) -> float:
    expected = np.log1p(np.arange(horizon + 1) / bend)
    return float(np.sum(np.diff(expected) / (1 + rate) ** np.arange(1, horizon + 1)))


class DescribeDiscounting:
    @given(st.floats(0.3, 500), st.integers(1, 600), st.floats(0, 0.2))
    def it_is_the_sum_over_periods_however_long(self, bend: float, horizon: int, rate: float) -> None:
        plan = Discounting.over(horizon, rate, scale=bend)
        found = float(plan.weights @ np.log1p(plan.moments / bend))
        assert found == pytest.approx(period_by_period(bend, horizon, rate), rel=1e-7)

    @given(st.floats(0.3, 500), st.integers(1, 600))
    def it_gives_back_the_horizon_without_discount(self, bend: float, horizon: int) -> None:
        plan = Discounting.over(horizon, 0.0, scale=bend)
        assert float(plan.weights @ np.sqrt(1 + plan.moments)) == pytest.approx(np.sqrt(1 + horizon) - 1, rel=1e-7)

    def its_moments_do_not_multiply_with_the_horizon(self) -> None:
        assert Discounting.over(3650, 0.001, scale=5.0).moments.size == Discounting.over(365, 0.001, scale=5.0).moments.size
