"""CPA_PLAN's model: bounds, caps, unknown channels, and the words for what cannot be done."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.errors import ModelError
from addin.models.cpa_plan import Floats, Response, plan_budget

NAN = np.nan


def _response(spend: list[float], acquisitions: list[float], clv: list[float], elasticity: list[float] | float = 0.7) -> Response:
    return Response(np.array(spend), np.array(acquisitions), np.array(clv), np.broadcast_to(elasticity, len(clv)).astype(float))


PAST = _response([40_000.0, 25_000.0, 15_000.0], [900.0, 700.0, 150.0], [240.0, 210.0, 330.0])


@st.composite
def pasts(draw: st.DrawFn) -> Response:
    n = draw(st.integers(1, 6))

    def column(values: st.SearchStrategy[float]) -> Floats:
        return np.array(draw(st.lists(values, min_size=n, max_size=n)))

    return Response(
        column(st.floats(100, 1e5)),
        column(st.floats(1, 5_000)),
        column(st.floats(1, 1_000)),
        column(st.sampled_from([0.3, 0.5, 0.7, 0.9, 1.0])),
    )


class DescribeTheOptimum:
    def it_equalises_the_marginal_cost_of_a_euro_of_value(self) -> None:
        plan = plan_budget(PAST, 80_000.0)
        assert plan.status == ("optimal", "optimal", "optimal")
        assert plan.marginal_cpa / PAST.clv == pytest.approx([1 / plan.price] * 3)
        assert plan.spend.sum() == pytest.approx(80_000.0)

    def it_equalises_it_across_different_elasticities_too(self) -> None:
        past = _response([100.0, 100.0, 100.0], [20.0, 20.0, 20.0], [60.0, 60.0, 60.0], [0.3, 0.6, 0.9])
        plan = plan_budget(past, 300.0)
        assert plan.marginal_cpa == pytest.approx([plan.marginal_cpa[0]] * 3)
        assert plan.spend[0] < plan.spend[1] < plan.spend[2]

    def it_goes_greedily_by_cpa_over_clv_at_elasticity_one(self) -> None:
        past = _response([100.0, 100.0, 100.0], [10.0, 20.0, 15.0], [60.0, 60.0, 60.0], 1.0)
        plan = plan_budget(past, 100.0, upper=np.array([80.0, 60.0, 80.0]))
        assert plan.spend == pytest.approx([0.0, 60.0, 40.0])
        assert plan.status == ("at_minimum", "at_maximum", "optimal")

    @settings(max_examples=150, deadline=None)
    @given(past=pasts(), budget=st.floats(1, 1e6))
    def it_is_never_worse_than_the_current_split_where_that_keeps_the_targets(self, past: Response, budget: float) -> None:
        plan = plan_budget(past, budget, clv_to_cpa=1.0)
        scaled = past.spend * budget / past.spend.sum()
        if np.all(scaled <= past.cap(past.clv)):
            assert plan.value.sum() >= (past.acquisitions_at(scaled) * past.clv).sum() * (1 - 1e-9)

    @settings(max_examples=150, deadline=None)
    @given(past=pasts(), budget=st.floats(0, 1e6), ratio=st.floats(0.5, 10))
    def it_allocates_or_reports_every_euro_and_keeps_every_target(self, past: Response, budget: float, ratio: float) -> None:
        plan = plan_budget(past, budget, clv_to_cpa=ratio)
        assert plan.spend.sum() + plan.unallocated == pytest.approx(budget, abs=1e-6)
        spending = plan.spend > 1e-6
        assert np.all(plan.spend[spending] / plan.acquisitions[spending] <= plan.target_cpa[spending] * (1 + 1e-9))

    @settings(max_examples=100, deadline=None)
    @given(past=pasts(), budget=st.floats(1, 1e6))
    def its_unbounded_channels_share_one_price(self, past: Response, budget: float) -> None:
        plan = plan_budget(past, budget)
        free = np.array([status == "optimal" for status in plan.status])
        assert (plan.marginal_cpa / past.clv)[free] * plan.price == pytest.approx(np.ones(free.sum()), rel=1e-7)


class DescribeTheBounds:
    def it_keeps_minima_and_maxima(self) -> None:
        plan = plan_budget(PAST, 80_000.0, lower=np.array([NAN, NAN, 20_000.0]), upper=np.array([30_000.0, NAN, NAN]))
        assert plan.spend == pytest.approx([30_000.0, 30_000.0, 20_000.0])
        assert plan.status == ("at_maximum", "optimal", "at_minimum")

    def it_stops_where_the_average_cpa_reaches_the_target(self) -> None:
        plan = plan_budget(_response([100.0], [10.0], [60.0], 0.5), 1_000.0)
        assert plan.spend == pytest.approx([400.0])
        assert plan.spend / plan.acquisitions == pytest.approx(plan.target_cpa)
        assert plan.status == ("at_target",)
        assert plan.unallocated == pytest.approx(600.0)

    def it_lets_a_minimum_above_the_target_win_and_flags_it(self) -> None:
        plan = plan_budget(_response([100.0], [10.0], [60.0], 0.5), 1_000.0, lower=np.array([500.0]))
        assert plan.spend.tolist() == [500.0]
        assert plan.status == ("above_target",)
        assert plan.unallocated == pytest.approx(500.0)

    def it_gives_nothing_to_a_constant_cost_above_the_target(self) -> None:
        plan = plan_budget(_response([100.0], [2.0], [60.0], 1.0), 1_000.0)
        assert (plan.spend.tolist(), plan.status) == ([0.0], ("above_target",))

    def it_gives_nothing_to_customers_without_value(self) -> None:
        plan = plan_budget(_response([100.0, 100.0], [10.0, 10.0], [0.0, 90.0]), 50.0)
        assert plan.spend == pytest.approx([0.0, 50.0])

    def it_plans_a_budget_of_nothing(self) -> None:
        assert plan_budget(PAST, 0.0).spend.tolist() == [0.0, 0.0, 0.0]


class DescribeChannelsWithoutHistory:
    @pytest.mark.parametrize(("spend", "acquisitions"), [(NAN, NAN), (0.0, 0.0), (0.0, 12.0), (5_000.0, NAN)])
    def they_get_their_minimum_and_are_to_be_tested(self, spend: float, acquisitions: float) -> None:
        past = _response([40_000.0, spend], [900.0, acquisitions], [240.0, 240.0])
        plan = plan_budget(past, 50_000.0, lower=np.array([NAN, 3_000.0]))
        assert plan.spend == pytest.approx([47_000.0, 3_000.0])
        assert plan.status[1] == "to_test"
        assert np.isnan([plan.acquisitions[1], plan.marginal_cpa[1], plan.value[1]]).all()

    def they_differ_from_money_spent_in_vain(self) -> None:
        plan = plan_budget(_response([40_000.0, 5_000.0], [900.0, 0.0], [240.0, 240.0]), 50_000.0)
        assert plan.status[1] == "no_result"
        assert plan.spend[1] == plan.acquisitions[1] == 0.0


class DescribeRefusals:
    def it_says_by_how_much_the_minima_exceed_the_budget(self) -> None:
        with pytest.raises(ModelError) as error:
            plan_budget(PAST, 10_000.0, lower=np.array([6_000.0, 3_000.0, 2_500.0]))
        assert error.value.code == "cpa.minimums_exceed_budget"
        assert (error.value.facts["total"], error.value.facts["excess"]) == (11_500.0, 1_500.0)

    def it_names_the_row_whose_bounds_cross(self) -> None:
        with pytest.raises(ModelError) as error:
            plan_budget(PAST, 90_000.0, lower=np.array([1.0, 9.0, 1.0]), upper=np.array([NAN, 8.0, NAN]))
        assert (error.value.code, error.value.facts["row"]) == ("cpa.min_above_max", 2)

    @pytest.mark.parametrize(
        ("past", "code"),
        [
            (_response([-1.0], [1.0], [1.0]), "cpa.spend_negative"),
            (_response([1.0], [-1.0], [1.0]), "cpa.acquisitions_negative"),
            (_response([1.0], [1.0], [-1.0]), "cpa.clv_negative"),
            (_response([1.0], [1.0], [1.0], 1.2), "cpa.elasticity_out_of_range"),
            (_response([1.0], [1.0], [1.0], 0.0), "cpa.elasticity_out_of_range"),
            (_response([], [], []), "cpa.empty"),
        ],
    )
    def it_refuses_a_past_that_is_none(self, past: Response, code: str) -> None:
        with pytest.raises(ModelError) as error:
            plan_budget(past, 100.0)
        assert error.value.code == code

    @pytest.mark.parametrize(
        ("budget", "bounds", "ratio", "code"),
        [
            (-1.0, {}, 3.0, "cpa.budget_negative"),
            (1.0, {}, 0.0, "cpa.ratio_not_positive"),
            (1.0, {"lower": -1.0}, 3.0, "cpa.min_negative"),
            (1.0, {"upper": -1.0}, 3.0, "cpa.max_negative"),
        ],
    )
    def it_refuses_amounts_below_zero(self, budget: float, bounds: dict[str, float], ratio: float, code: str) -> None:
        columns = {name: np.full(3, value) for name, value in bounds.items()}
        with pytest.raises(ModelError) as error:
            plan_budget(PAST, budget, lower=columns.get("lower"), upper=columns.get("upper"), clv_to_cpa=ratio)
        assert error.value.code == code
