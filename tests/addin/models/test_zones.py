"""Control zones: equal to least squares with dummies, whatever is missing, and honest about few zones."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.errors import ModelError
from addin.models.zones import Panel, zones_romi


def _simulated(
    seed: int, *, zones: int = 12, periods: int = 9, effect: float = 300.0, drift: float = 0.0, missing: float = 0.0
) -> Panel:
    rng = np.random.default_rng(seed)
    zone, period = np.repeat(np.arange(zones), periods), np.tile(np.arange(periods), zones)
    treated, after = zone < zones // 3, period >= periods // 2
    level, season = rng.normal(10_000, 2_000, zones), rng.normal(0, 500, periods)
    sales = level[zone] + season[period] + effect * (treated & after) + drift * treated * period + rng.normal(0, 120, zone.size)
    keep = rng.random(zone.size) >= missing
    return Panel(zone[keep], period[keep], treated[keep], after[keep], sales[keep])


def _oracle(panel: Panel, formula: str) -> tuple[float, float, float, tuple[float, float]]:
    frame = pd.DataFrame({"y": panel.sales, "z": panel.zone, "t": panel.period, "d": (panel.treated & panel.after).astype(float),
                          "slope": panel.treated * panel.period.astype(float)})  # fmt: skip
    fit = smf.ols(formula, frame).fit(cov_type="cluster", cov_kwds={"groups": frame["z"]}, use_t=True)
    name = formula.split()[2]
    low, high = fit.conf_int().loc[name]
    return fit.params[name], fit.bse[name], fit.pvalues[name], (low, high)


class DescribeTheEffect:
    @pytest.mark.parametrize("missing", [0.0, 0.15])
    @pytest.mark.parametrize("seed", range(5))
    def it_equals_statsmodels_with_dummies_and_clustered_errors(self, seed: int, missing: float) -> None:
        panel = _simulated(seed, missing=missing)
        found = zones_romi(panel, 1_000.0).effect
        estimate, error, p_value, (low, high) = _oracle(panel, "y ~ d + C(z) + C(t)")
        assert (found.estimate, found.std_error) == pytest.approx((estimate, error), rel=1e-8)
        assert (found.low, found.high) == pytest.approx((low, high), rel=1e-8)
        assert found.p_value == pytest.approx(p_value, rel=1e-6, abs=1e-12)

    def it_is_the_double_difference_of_means_in_a_two_by_two_table(self) -> None:
        zone, period = np.repeat(np.arange(4), 2), np.tile(np.arange(2), 4)
        panel = Panel(zone, period, zone < 2, period == 1, np.array([10.0, 18, 20, 26, 30, 33, 40, 41]))
        found = zones_romi(panel, 4.0, margin=0.8)
        assert found.effect.estimate == pytest.approx(5.0)
        assert found.revenue_gained == pytest.approx(10.0)
        assert found.romi == pytest.approx(1.0)

    def it_covers_the_true_effect_about_as_often_as_it_says(self) -> None:
        bounds = [zones_romi(_simulated(seed, zones=24), 1.0).effect for seed in range(200)]
        covered = np.mean([slope.low <= 300.0 <= slope.high for slope in bounds])
        assert 0.90 <= covered <= 0.99

    @settings(max_examples=30, deadline=None)
    @given(seed=st.integers(0, 10_000), level=st.floats(-1e5, 1e5), scale=st.floats(0.01, 100))
    def it_ignores_levels_and_follows_the_currency(self, seed: int, level: float, scale: float) -> None:
        panel = _simulated(seed)
        moved = Panel(panel.zone, panel.period, panel.treated, panel.after, (panel.sales + level * (panel.zone + 1)) * scale)
        assert zones_romi(moved, 1.0).effect.estimate == pytest.approx(zones_romi(panel, 1.0).effect.estimate * scale, rel=1e-6)


class DescribeTheParallelTrendCheck:
    @pytest.mark.parametrize("drift", [0.0, 40.0])
    def it_equals_statsmodels_on_the_periods_before(self, drift: float) -> None:
        panel = _simulated(3, drift=drift)
        p_value = _oracle(panel.before_start(), "y ~ slope + C(z) + C(t)")[2]
        assert zones_romi(panel, 1.0).parallel_trend_p == pytest.approx(p_value, rel=1e-6)

    def it_sees_zones_that_were_already_drifting_apart(self) -> None:
        assert zones_romi(_simulated(3, drift=400.0), 1.0).parallel_trend_p < 0.01

    def it_cannot_be_made_with_one_period_before(self) -> None:
        assert math.isnan(zones_romi(_simulated(1, periods=3), 1.0).parallel_trend_p)


class DescribeFewZones:
    @pytest.mark.parametrize("zones", [3, 5])
    def they_give_an_effect_without_bounds_when_one_stands_alone(self, zones: int) -> None:
        found = zones_romi(_simulated(2, zones=zones), 1.0)
        assert found.treated_zones == 1
        assert math.isfinite(found.effect.estimate)
        assert math.isnan(found.effect.low)
        assert math.isnan(found.romi_high)


class DescribeRefusals:
    @pytest.mark.parametrize(
        ("treated", "after", "code", "row"),
        [
            ([1, 1, 0, 1], [0, 1, 0, 1], "romi.treated_varies", 4),
            ([1, 1, 0, 0], [0, 1, 1, 1], "romi.after_varies", 3),
            ([1, 1, 1, 1], [0, 1, 0, 1], "romi.groups_missing", None),
            ([0, 0, 0, 0], [0, 1, 0, 1], "romi.groups_missing", None),
            ([1, 1, 0, 0], [1, 1, 1, 1], "romi.groups_missing", None),
        ],
    )
    def it_wants_two_kinds_of_zones_and_of_periods(
        self, treated: list[int], after: list[int], code: str, row: int | None
    ) -> None:
        panel = Panel(
            np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]), np.array(treated, bool), np.array(after, bool), np.arange(4.0)
        )
        with pytest.raises(ModelError) as error:
            zones_romi(panel, 1.0)
        assert (error.value.code, error.value.facts.get("row")) == (code, row)

    def it_wants_the_effect_to_stand_apart_from_zones_and_periods(self) -> None:
        panel = Panel(np.array([0, 1]), np.array([1, 0]), np.array([True, False]), np.array([True, False]), np.array([1.0, 2.0]))
        with pytest.raises(ModelError) as error:
            zones_romi(panel, 1.0)
        assert error.value.code == "romi.not_identified"

    def it_wants_rows(self) -> None:
        none = np.empty(0)
        with pytest.raises(ModelError) as error:
            zones_romi(Panel(none.astype(int), none.astype(int), none.astype(bool), none.astype(bool), none), 1.0)
        assert error.value.code == "romi.empty"
