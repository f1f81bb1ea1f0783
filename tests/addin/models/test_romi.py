"""ROMI: one euro, what it brings back, and when."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.errors import ModelError
from addin.models.romi import discounted_romi, ranked_romi, romi

money = st.floats(-1e7, 1e7)
costs = st.floats(1.0, 1e7)


def _refusal(call: object, *args: object, **options: object) -> ModelError:
    with pytest.raises(ModelError) as error:
        call(*args, **options)  # type: ignore[operator]  # any model function
    return error.value


class DescribeRomi:
    def it_is_the_article_s_formula(self) -> None:
        assert romi(150.0, 100.0) == 0.5

    def it_counts_margin_not_revenue(self) -> None:
        assert romi(150.0, 100.0, margin=0.4) == pytest.approx(-0.4)

    @given(revenue=money, cost=costs, scale=st.floats(0.01, 100))
    def it_does_not_depend_on_the_currency(self, revenue: float, cost: float, scale: float) -> None:
        assert romi(revenue * scale, cost * scale) == pytest.approx(romi(revenue, cost), rel=1e-9, abs=1e-9)

    @pytest.mark.parametrize("cost", [0.0, -5.0])
    def it_refuses_an_initiative_that_cost_nothing(self, cost: float) -> None:
        error = _refusal(romi, 1.0, cost)
        assert (error.code, error.facts["value"]) == ("romi.cost_not_positive", cost)

    @pytest.mark.parametrize("margin", [0.0, -0.1, 38.0])
    def it_refuses_a_margin_that_is_no_share(self, margin: float) -> None:
        assert _refusal(romi, 1.0, 1.0, margin=margin).code == "romi.margin_out_of_range"


class DescribeDiscountedRomi:
    def it_is_plain_romi_for_one_period(self) -> None:
        assert discounted_romi(np.array([150.0]), 100.0, 0.08) == romi(150.0, 100.0)

    def it_weighs_each_flow_by_its_age(self) -> None:
        assert discounted_romi(np.array([50.0, 55.0, 60.5]), 100.0, 0.1) == pytest.approx(0.5)

    @given(
        flows=st.lists(st.floats(0, 1e5), min_size=1, max_size=8),
        rate=st.floats(0, 0.5),
        carry_over=st.floats(0, 0.9),
        margin=st.floats(0.05, 1),
    )
    def it_equals_the_tail_written_out_period_by_period(
        self, flows: list[float], rate: float, carry_over: float, margin: float
    ) -> None:
        tail = [flows[-1] * carry_over**k for k in range(1, 1_000)]
        brought = sum(flow / (1 + rate) ** t for t, flow in enumerate(flows + tail))
        got = discounted_romi(np.array(flows), 100.0, rate, carry_over=carry_over, margin=margin)
        assert got == pytest.approx((margin * brought - 100) / 100, rel=1e-9, abs=1e-9)

    def it_ignores_the_blank_periods_after_the_last_flow(self) -> None:
        assert discounted_romi(np.array([150.0, np.nan, np.nan]), 100.0, 0.1, carry_over=0.5) == discounted_romi(
            np.array([150.0]), 100.0, 0.1, carry_over=0.5
        )

    @pytest.mark.parametrize(
        ("flows", "rate", "carry_over", "code"),
        [
            ([1.0, np.nan, 1.0], 0.1, 0.0, "romi.revenue_blank"),
            ([np.nan], 0.1, 0.0, "romi.revenues_empty"),
            ([], 0.1, 0.0, "romi.revenues_empty"),
            ([1.0], 8.0, 0.0, "romi.rate_out_of_range"),
            ([1.0], -0.1, 0.0, "romi.rate_out_of_range"),
            ([1.0], 0.1, 1.1, "romi.carry_over_out_of_range"),
            ([1.0], 0.1, -0.1, "romi.carry_over_out_of_range"),
        ],
    )
    def it_refuses_flows_and_rates_that_make_no_value(
        self, flows: list[float], rate: float, carry_over: float, code: str
    ) -> None:
        assert _refusal(discounted_romi, np.array(flows), 100.0, rate, carry_over=carry_over).code == code


class DescribeRankedRomi:
    def it_gives_equals_one_rank_and_skips_the_next(self) -> None:
        ranking = ranked_romi(np.array([20.0, 30.0, 20.0, 5.0]), np.full(4, 10.0))
        assert ranking.rank == (2, 1, 2, 4)

    def it_ranks_no_channel_that_was_free(self) -> None:
        ranking = ranked_romi(np.array([20.0, 30.0]), np.array([0.0, 10.0]))
        assert np.isnan(ranking.romi[0])
        assert ranking.rank == (None, 1)

    def it_names_the_row_of_a_negative_cost(self) -> None:
        error = _refusal(ranked_romi, np.array([1.0, 1.0]), np.array([1.0, -1.0]))
        assert (error.code, error.facts["row"]) == ("romi.cost_negative", 2)
