"""Water-filling: the split is optimal, and says why."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from addin.models.allocation import Floats, water_fill


def _value(spend: Floats, gain: Floats, elasticity: Floats) -> float:
    return float((gain / elasticity * spend**elasticity).sum())


def _marginal(spend: Floats, gain: Floats, elasticity: Floats) -> Floats:
    with np.errstate(divide="ignore"):
        return np.asarray(gain * spend ** (elasticity - 1))


@st.composite
def problems(draw: st.DrawFn) -> tuple[Floats, Floats, Floats, Floats, float]:
    """Gains, elasticities (some 1), bounds and a budget they can keep."""
    n = draw(st.integers(1, 6))

    def column(low: int, high: int) -> Floats:
        """Amounts to the cent."""
        return np.array(draw(st.lists(st.integers(low * 100, high * 100), min_size=n, max_size=n))) / 100

    gain, lower = np.maximum(column(0, 100), 0.01), column(0, 1_000)
    elasticity = np.array(draw(st.lists(st.sampled_from([0.2, 0.5, 0.7, 0.95, 0.999, 1.0]), min_size=n, max_size=n)))
    upper = lower + column(0, 5_000)
    budget = float(lower.sum()) + draw(st.integers(0, 1_200_000)) / 1e6 * float((upper - lower).sum())
    return gain, elasticity, lower, upper, budget


class DescribeWaterFill:
    def it_splits_in_the_ratio_of_squared_gains_at_elasticity_one_half(self) -> None:
        split = water_fill(np.log([3.0, 1.0, 2.0]), np.full(3, 0.5), np.zeros(3), np.full(3, np.inf), 1_400.0)
        assert split.spend == pytest.approx([900.0, 100.0, 400.0])
        assert split.price == pytest.approx(0.1)

    def it_fills_the_best_first_where_returns_are_constant(self) -> None:
        split = water_fill(np.log([1.0, 3.0, 2.0]), np.ones(3), np.zeros(3), np.array([50.0, 60.0, 70.0]), 100.0)
        assert split.spend == pytest.approx([0.0, 60.0, 40.0])
        assert split.price == pytest.approx(2.0)

    def it_shares_between_equals_in_proportion_to_their_room(self) -> None:
        split = water_fill(np.log([2.0, 2.0]), np.ones(2), np.zeros(2), np.array([10.0, 30.0]), 20.0)
        assert split.spend == pytest.approx([5.0, 15.0])

    def it_leaves_what_no_channel_can_take(self) -> None:
        split = water_fill(np.log([2.0, 1.0]), np.full(2, 0.5), np.zeros(2), np.array([10.0, 20.0]), 100.0)
        assert split.spend.tolist() == [10.0, 20.0]
        assert split.price == 0.0

    def it_fills_useless_channels_last(self) -> None:
        split = water_fill(np.array([0.0, -np.inf]), np.full(2, 0.7), np.array([5.0, 5.0]), np.array([40.0, 100.0]), 60.0)
        assert split.spend.tolist() == [40.0, 20.0]

    def it_gives_everyone_the_minimum_when_there_is_no_more(self) -> None:
        split = water_fill(np.log([2.0, 1.0]), np.full(2, 0.5), np.array([10.0, 20.0]), np.full(2, np.inf), 30.0)
        assert split.spend.tolist() == [10.0, 20.0]

    @settings(max_examples=300, deadline=None)
    @given(problem=problems())
    def it_meets_the_conditions_of_karush_kuhn_and_tucker(self, problem: tuple[Floats, Floats, Floats, Floats, float]) -> None:
        gain, elasticity, lower, upper, budget = problem
        split = water_fill(np.log(gain), elasticity, lower, upper, budget)
        assert np.all((split.spend >= lower) & (split.spend <= upper))
        if upper.sum() <= budget:
            assert split.spend.tolist() == upper.tolist()
            return
        assert split.spend.sum() == pytest.approx(budget, rel=1e-12, abs=1e-9)
        marginal = _marginal(split.spend, gain, elasticity)
        tolerance = 1e-7 * split.price
        off_lower, off_upper = split.spend > lower + 1e-6, (split.spend < upper - 1e-6) & (split.spend > 0)
        assert np.all(marginal[off_lower] >= split.price - tolerance)
        if budget > lower.sum():
            assert np.all(marginal[off_upper] <= split.price + tolerance)

    @settings(max_examples=50, deadline=None)
    @given(problem=problems(), scale=st.floats(0.001, 1_000))
    def it_does_not_depend_on_the_currency(self, problem: tuple[Floats, Floats, Floats, Floats, float], scale: float) -> None:
        gain, elasticity, lower, upper, budget = problem
        one = water_fill(np.log(gain), elasticity, lower, upper, budget).spend
        other = water_fill(
            np.log(gain) - (elasticity - 1) * np.log(scale), elasticity, lower * scale, upper * scale, budget * scale
        ).spend
        assert _value(other / scale, gain, elasticity) == pytest.approx(_value(one, gain, elasticity), rel=1e-9)

    @settings(max_examples=40, deadline=None)
    @given(problem=problems())
    def it_is_never_beaten_by_a_general_purpose_optimiser(self, problem: tuple[Floats, Floats, Floats, Floats, float]) -> None:
        gain, elasticity, lower, upper, budget = problem
        ours = _value(water_fill(np.log(gain), elasticity, lower, upper, budget).spend, gain, elasticity)
        start = lower + (upper - lower) * min(1.0, (budget - lower.sum()) / max((upper - lower).sum(), 1e-9))
        found = minimize(
            lambda s: -_value(np.maximum(s, 0), gain, elasticity) / max(ours, 1e-9),
            start,
            method="SLSQP",
            bounds=list(zip(lower, upper, strict=True)),
            constraints={"type": "ineq", "fun": lambda s: budget - s.sum()},
        )
        above = np.clip(found.x, lower, upper) - lower
        feasible = lower + above * min(1.0, (budget - lower.sum()) / max(above.sum(), 1e-12))
        assert ours >= _value(feasible, gain, elasticity) * (1 - 1e-9)

    def it_beats_every_point_of_a_fine_grid(self) -> None:
        gain, elasticity = np.array([4.0, 2.0, 1.5]), np.array([0.6, 0.8, 1.0])
        lower, upper = np.array([5.0, 0.0, 0.0]), np.array([60.0, 70.0, 45.0])
        ours = _value(water_fill(np.log(gain), elasticity, lower, upper, 100.0).spend, gain, elasticity)
        first, second = np.meshgrid(np.linspace(5, 60, 221), np.linspace(0, 70, 281), indexing="ij")
        third = np.clip(100.0 - first - second, 0.0, 45.0)
        inside = first + second <= 100.0
        values = gain[0] / 0.6 * first**0.6 + gain[1] / 0.8 * second**0.8 + gain[2] * third
        best = float(values[inside].max())
        assert best <= ours <= best * (1 + 1e-4)
