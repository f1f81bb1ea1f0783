"""CPA_REALLOCATE's model: what is left moves, and adds up."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.errors import ModelError
from addin.models.cpa_plan import Response, plan_budget
from addin.models.cpa_reallocation import Floats, Reallocation, reallocate

NAN = np.nan


def _moved(
    budget: list[float], spent: list[float], acquisitions: list[float], clv: list[float], t: float = 0.5, max_shift: float = 0.25
) -> Reallocation:
    return reallocate(
        np.array(budget), np.array(spent), np.array(acquisitions), np.array(clv), share_of_year_elapsed=t, max_shift=max_shift
    )


@st.composite
def years(draw: st.DrawFn) -> tuple[Floats, Floats, Floats, Floats]:
    n = draw(st.integers(1, 6))

    def column(low: float, high: float) -> Floats:
        return np.array(draw(st.lists(st.floats(low, high), min_size=n, max_size=n)))

    return column(0, 1e5), column(1, 1e5), column(0, 3_000), column(1, 500)


class DescribeReallocation:
    def it_moves_money_to_where_the_last_euro_brings_most(self) -> None:
        moved = _moved([100.0, 100.0], [50.0, 50.0], [20.0, 10.0], [60.0, 60.0])
        assert moved.change.tolist() == [12.5, -12.5]
        assert moved.reason == ("raised_to_limit", "cut_to_limit")

    def it_leaves_equal_channels_alone(self) -> None:
        moved = _moved([100.0, 100.0], [50.0, 50.0], [20.0, 20.0], [60.0, 60.0])
        assert moved.new_remaining == pytest.approx([50.0, 50.0])
        assert moved.reason == ("balanced", "balanced")

    def it_equalises_marginals_inside_the_limits(self) -> None:
        moved = _moved([100.0, 100.0], [50.0, 50.0], [20.0, 19.0], [60.0, 60.0], max_shift=0.9)
        past = Response(np.array([100.0, 100.0]), np.array([40.0, 38.0]), np.full(2, 60.0), np.full(2, 0.7))
        assert past.marginal_cpa_at(moved.new_remaining / 0.5) == pytest.approx(
            [past.marginal_cpa_at(moved.new_remaining / 0.5)[0]] * 2
        )
        assert moved.reason == ("raised", "cut")

    def it_agrees_with_the_plan_on_annualised_results(self) -> None:
        moved = _moved(
            [900.0, 700.0, 500.0], [200.0, 150.0, 120.0], [30.0, 20.0, 9.0], [90.0, 80.0, 110.0], t=0.25, max_shift=1.0
        )
        remaining = np.array([700.0, 550.0, 380.0])
        past = Response(
            np.array([800.0, 600.0, 480.0]), np.array([120.0, 80.0, 36.0]), np.array([90.0, 80.0, 110.0]), np.full(3, 0.7)
        )
        plan = plan_budget(past, float(remaining.sum()) / 0.75, upper=2 * remaining / 0.75, clv_to_cpa=1e-9)
        assert moved.new_remaining == pytest.approx(plan.spend * 0.75)

    @settings(max_examples=200, deadline=None)
    @given(year=years(), t=st.floats(0.05, 0.95), max_shift=st.floats(0, 1))
    def it_conserves_what_is_left_within_the_limits(
        self, year: tuple[Floats, Floats, Floats, Floats], t: float, max_shift: float
    ) -> None:
        budget, spent, acquisitions, clv = year
        moved = reallocate(budget, spent, acquisitions, clv, share_of_year_elapsed=t, max_shift=max_shift)
        left = float((budget - spent).sum())
        assert moved.new_remaining.sum() == pytest.approx(max(left, 0.0), abs=1e-6)
        assert moved.overspent == pytest.approx(max(-left, 0.0))
        base = np.maximum(budget - spent, 0.0)
        assert np.all(moved.new_remaining <= base * (1 + max_shift) + 1e-9)
        if np.all(spent <= budget):
            assert np.all(moved.new_remaining >= base * (1 - max_shift) - 1e-6)

    def it_shrinks_the_minima_when_a_channel_has_overspent(self) -> None:
        moved = _moved([100.0, 200.0, 200.0], [200.0, 50.0, 100.0], [20.0, 10.0, 10.0], [60.0, 60.0, 60.0])
        assert moved.remaining.tolist() == [-100.0, 150.0, 100.0]
        assert moved.new_remaining == pytest.approx([0.0, 90.0, 60.0])
        assert moved.reason == ("exhausted", "absorbs", "absorbs")

    def it_keeps_the_remainder_of_a_channel_without_history(self) -> None:
        moved = _moved([100.0, 100.0, 80.0], [50.0, 50.0, NAN], [20.0, 10.0, NAN], [60.0, 60.0, 60.0])
        assert moved.new_remaining[2] == 80.0
        assert moved.reason[2] == "no_history"

    def it_judges_nothing_while_no_channel_has_won_anybody(self) -> None:
        moved = _moved([100.0, 200.0, 80.0], [50.0, 50.0, NAN], [0.0, 0.0, NAN], [60.0, 60.0, 60.0])
        assert moved.change.tolist() == [0.0, 0.0, 0.0]
        assert moved.reason == ("no_acquisition", "no_acquisition", "no_history")

    def it_moves_money_away_from_a_channel_that_won_nobody(self) -> None:
        moved = _moved([100.0, 100.0], [50.0, 50.0], [20.0, 0.0], [60.0, 60.0])
        assert moved.reason == ("raised_to_limit", "cut_to_limit")

    def it_has_nothing_to_split_when_the_year_is_overspent(self) -> None:
        moved = _moved([100.0, 100.0], [180.0, 90.0], [20.0, 10.0], [60.0, 60.0])
        assert moved.new_remaining.tolist() == [0.0, 0.0]
        assert moved.overspent == 70.0


class DescribeRefusals:
    @pytest.mark.parametrize("t", [0.0, 1.0, -0.2, 50.0])
    def it_wants_a_year_that_has_begun_and_is_not_over(self, t: float) -> None:
        with pytest.raises(ModelError) as error:
            _moved([1.0], [1.0], [1.0], [1.0], t=t)
        assert error.value.code == "cpa.share_of_year_elapsed_out_of_range"

    @pytest.mark.parametrize(
        ("budget", "spent", "acquisitions", "clv", "code"),
        [
            ([1.0, -1.0], [1.0, 1.0], [1.0, 1.0], [1.0, 1.0], "cpa.channel_budget_negative"),
            ([1.0, 1.0], [1.0, -1.0], [1.0, 1.0], [1.0, 1.0], "cpa.spent_negative"),
            ([1.0, 1.0], [1.0, 1.0], [1.0, -1.0], [1.0, 1.0], "cpa.acquisitions_negative"),
            ([1.0, 1.0], [1.0, 1.0], [1.0, 1.0], [1.0, -1.0], "cpa.clv_negative"),
        ],
    )
    def it_names_the_row_of_a_negative_amount(
        self, budget: list[float], spent: list[float], acquisitions: list[float], clv: list[float], code: str
    ) -> None:
        with pytest.raises(ModelError) as error:
            _moved(budget, spent, acquisitions, clv)
        assert (error.value.code, error.value.facts["row"]) == (code, 2)

    def it_wants_a_shift_between_nothing_and_all(self) -> None:
        with pytest.raises(ModelError) as error:
            _moved([1.0], [1.0], [1.0], [1.0], max_shift=25.0)
        assert error.value.code == "cpa.max_shift_out_of_range"

    def it_wants_a_channel(self) -> None:
        with pytest.raises(ModelError) as error:
            _moved([], [], [], [])
        assert error.value.code == "cpa.empty"
