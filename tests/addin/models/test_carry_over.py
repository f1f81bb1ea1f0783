"""Carry-over: what stays of a spend, and which one explains sales best."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.models.carry_over import GRID, adstock, fitted_choices, responses


class DescribeAdstock:
    @given(spend=st.lists(st.floats(0, 1e6), min_size=1, max_size=30), theta=st.floats(0, 0.95))
    def it_is_the_recurrence_written_out(self, spend: list[float], theta: float) -> None:
        carried, expected = 0.0, []
        for x in spend:
            carried = x + theta * carried
            expected.append(carried)
        assert adstock(np.array(spend), theta) == pytest.approx(np.array(expected))

    def it_is_the_spend_itself_without_carry_over(self) -> None:
        assert adstock(np.array([1.0, 0.0, 2.0]), 0.0).tolist() == [1.0, 0.0, 2.0]


class DescribeTheGrid:
    def it_prefers_no_carry_over_and_a_straight_response(self) -> None:
        assert GRID[0] == (0.0, 1.0)
        assert len(GRID) == responses(np.ones(5)).shape[1] == 40

    def its_ties_go_to_the_simplest(self) -> None:
        spike = np.zeros(40)
        spike[39] = 5.0  # in the last period: no carry-over can show, nor can saturation
        found = fitted_choices(np.ones((40, 1)), spike[:, None], 10 + 3 * spike)
        assert GRID[found.chosen[0]] == (0.0, 1.0)

    @pytest.mark.parametrize(("theta", "rho"), [(0.0, 0.4), (0.7, 1.0), (0.9, 0.6)])
    def it_finds_every_channel_s_pair(self, theta: float, rho: float) -> None:
        rng = np.random.default_rng(0)
        spend = rng.uniform(0, 9, (120, 2))
        sales = 50 + 4 * adstock(spend[:, 0], theta) ** rho + 2 * adstock(spend[:, 1], 0.2) ** 0.8
        found = fitted_choices(np.ones((120, 1)), spend, sales)
        assert [GRID[k] for k in found.chosen] == [(theta, rho), (0.2, 0.8)]
