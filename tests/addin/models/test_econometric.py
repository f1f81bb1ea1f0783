"""The econometric model: what it finds in sales whose truth is known, and when it must say it cannot."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from statsmodels.stats.outliers_influence import variance_inflation_factor

from addin.errors import ModelError
from addin.models.carry_over import adstock
from addin.models.econometric import Floats, Series, _long_run, econometric_romi

MARGIN = 0.4
NONE = np.empty((104, 0))


def _simulated(seed: int, *, noise: float = 0.05, weeks: int = 104) -> tuple[Series, Floats]:
    """Return two years of weeks with three channels of known carry-over and saturation, and their true ROMI."""
    rng = np.random.default_rng(seed)
    week = np.arange(weeks)
    spend = rng.gamma(2, 1, (weeks, 3)) * np.array([8_000, 5_000, 4_000]) * (rng.random((weeks, 3)) < 0.8)
    sales = 200_000 + 200 * week + 20_000 * np.cos(2 * np.pi * week / 52.18)
    truth = []
    for i, (theta, rho, share) in enumerate(((0.5, 0.6, 0.08), (0.3, 0.8, 0.06), (0.0, 1.0, 0.05))):
        response = adstock(spend[:, i], theta) ** rho
        brought = response * share * 220_000 * weeks / response.sum()
        sales = sales + brought
        truth.append(MARGIN * brought.sum() / spend[:, i].sum() - 1)
    shocks = rng.normal(size=weeks)
    for t in range(1, weeks):
        shocks[t] = 0.3 * shocks[t - 1] + shocks[t] * np.sqrt(0.91)
    return Series(7.0 * week, sales + noise * 220_000 * shocks, spend, np.empty((weeks, 0))), np.array(truth)


class DescribeTheTruth:
    def it_is_found_exactly_where_nothing_disturbs_it(self) -> None:
        series, truth = _simulated(0, noise=0.0)
        found = econometric_romi(series, margin=MARGIN)
        assert found.channels.carry_over.tolist() == [0.5, 0.3, 0.0]
        assert found.channels.exponent.tolist() == [0.6, 0.8, 1.0]
        assert found.channels.romi == pytest.approx(truth, abs=1e-3)
        assert found.r2 == pytest.approx(1.0, abs=1e-5)

    @pytest.mark.slow
    @pytest.mark.parametrize("noise", [0.03, 0.05, 0.1])
    def it_lies_within_the_bounds_about_as_often_as_they_say(self, noise: float) -> None:
        covered, errors = [], []
        for seed in range(150):
            series, truth = _simulated(seed, noise=noise)
            channels = econometric_romi(series, margin=MARGIN).channels
            covered.append((channels.low <= truth) & (truth <= channels.high))
            errors.append(channels.romi - truth)
        assert np.all(np.mean(covered, axis=0) >= 0.88)
        assert np.all(np.abs(np.median(errors, axis=0)) < 0.6 * np.std(errors, axis=0))

    def its_contributions_and_baseline_add_up_to_sales(self) -> None:
        series, _ = _simulated(4)
        found = econometric_romi(series)
        assert found.baseline + found.channels.contribution.sum() == pytest.approx(series.sales.sum())
        assert found.channels.contribution_share.sum() * series.sales.sum() == pytest.approx(found.channels.contribution.sum())

    def it_does_not_take_a_season_for_a_channel(self) -> None:
        rng = np.random.default_rng(5)
        week = np.arange(104)
        season = np.cos(2 * np.pi * week / 52.18)
        spend = (5_000 * (1.5 + season) + rng.uniform(0, 2_000, 104))[:, None]
        sales = 100_000 + 30_000 * season + 0.5 * spend[:, 0] + rng.normal(0, 300, 104)
        found = econometric_romi(Series(7.0 * week, sales, spend, NONE))
        assert found.seasonal
        assert found.channels.low[0] <= -0.5 <= found.channels.high[0]

    def it_takes_a_control_out_of_the_channel_s_effect(self) -> None:
        rng = np.random.default_rng(6)
        promotion = (rng.random(104) < 0.3).astype(float)
        spend = (1_000 * promotion + rng.uniform(0, 500, 104))[:, None]
        sales = 50_000 + 8_000 * promotion + 2.0 * spend[:, 0] + rng.normal(0, 100, 104)
        days = 7.0 * np.arange(104)
        assert econometric_romi(Series(days, sales, spend, NONE)).channels.romi[0] > 4
        controlled = econometric_romi(Series(days, sales, spend, promotion[:, None]))
        assert controlled.channels.romi[0] == pytest.approx(1.0, abs=0.3)

    def its_elasticity_says_what_one_per_cent_more_spend_would_add(self) -> None:
        series, _ = _simulated(0, noise=0.0)
        channels = econometric_romi(series).channels
        assert channels.elasticity == pytest.approx(channels.exponent * channels.contribution_share)

    def it_does_not_depend_on_the_currency(self) -> None:
        series, _ = _simulated(7)
        other = econometric_romi(Series(series.days, series.sales * 100, series.spend * 100, series.controls)).channels
        assert other.romi == pytest.approx(econometric_romi(series).channels.romi, rel=1e-6)
        assert other.high == pytest.approx(econometric_romi(series).channels.high, rel=1e-6)


class DescribeTheLeastSquares:
    def its_newey_west_errors_equal_statsmodels(self) -> None:
        rng = np.random.default_rng(8)
        x = np.column_stack([np.ones(104), rng.normal(size=(104, 3))])
        fit = sm.OLS(x @ [1.0, 2.0, 3.0, 4.0] + rng.normal(size=104), x).fit(cov_type="HAC", cov_kwds={"maxlags": 4})
        bread = np.linalg.inv(x.T @ x)
        ours = bread @ _long_run(x * fit.resid[:, None]) @ bread
        assert np.sqrt(np.diag(ours)) == pytest.approx(fit.bse)

    def its_variance_inflation_equals_statsmodels(self) -> None:
        rng = np.random.default_rng(9)
        spend = rng.uniform(1, 9, (40, 3))
        spend[:, 2] = 0.9 * spend[:, 0] + 0.1 * spend[:, 2]
        days = np.arange(40.0) * 7
        found = econometric_romi(Series(days, 50 + spend @ [1.0, 2.0, 3.0], spend, np.empty((40, 0))))
        assert found.channels.exponent.tolist() == [1.0, 1.0, 1.0]
        regressors = np.column_stack([np.ones(40), np.linspace(0, 1, 40), spend])
        assert found.channels.vif == pytest.approx([variance_inflation_factor(regressors, i) for i in (2, 3, 4)], rel=1e-6)
        assert found.channels.vif[0] > 10


class DescribeTheSeries:
    def it_puts_dates_in_order_and_blanks_at_zero(self) -> None:
        dates = np.array(["2026-01-15", "2026-01-01", "2026-01-08"], "datetime64[D]")
        series = Series.from_dates(dates, np.array([3.0, 1.0, 2.0]), np.array([[3.0], [np.nan], [2.0]]))
        assert series.days.tolist() == [0.0, 7.0, 14.0]
        assert series.sales.tolist() == [1.0, 2.0, 3.0]
        assert series.spend[:, 0].tolist() == [0.0, 2.0, 3.0]

    def it_sees_a_missing_period_but_not_the_unequal_lengths_of_months(self) -> None:
        months = np.arange("2026-01", "2027-01", dtype="datetime64[M]").astype("datetime64[D]")
        ones = np.ones((12, 1))
        assert not Series.from_dates(months, ones[:, 0], ones).uneven
        assert Series.from_dates(np.delete(months, 5), ones[1:, 0], ones[1:]).uneven

    def it_names_the_row_of_a_date_given_twice(self) -> None:
        dates = np.array(["2026-01-08", "2026-01-01", "2026-01-08"], "datetime64[D]")
        with pytest.raises(ModelError) as error:
            Series.from_dates(dates, np.ones(3), np.ones((3, 1)))
        assert (error.value.code, error.value.facts["row"]) == ("romi.date_duplicated", 3)

    def it_names_the_row_of_a_negative_spend(self) -> None:
        dates = np.array(["2026-01-08", "2026-01-01"], "datetime64[D]")
        with pytest.raises(ModelError) as error:
            Series.from_dates(dates, np.ones(2), np.array([[1.0, 2.0], [3.0, -4.0]]))
        assert (error.value.code, error.value.facts["row"]) == ("romi.spend_negative", 2)


class DescribeWhatCannotBeEstimated:
    @pytest.mark.parametrize("second", ["same", "constant"])
    def it_names_channels_that_cannot_be_told_apart(self, second: str) -> None:
        rng = np.random.default_rng(1)
        first = rng.uniform(0, 9, 60)
        spend = np.column_stack([first, first * 2 if second == "same" else np.full(60, 3.0)])
        with pytest.raises(ModelError) as error:
            econometric_romi(Series(7.0 * np.arange(60), 100 + first, spend, np.empty((60, 0))))
        assert error.value.code == "romi.channels_collinear"
        assert 1 in error.value.facts["columns"]  # type: ignore[operator]  # a list of ints among facts

    def it_leaves_a_channel_without_spend_blank(self) -> None:
        rng = np.random.default_rng(2)
        spend = np.column_stack([rng.uniform(0, 9, 60), np.zeros(60)])
        found = econometric_romi(Series(7.0 * np.arange(60), 100 + spend[:, 0], spend, np.empty((60, 0))))
        assert np.isnan(found.channels.romi[1])
        assert found.channels.romi[0] == pytest.approx(0.0, abs=1e-6)

    def it_wants_more_periods_than_parameters(self) -> None:
        with pytest.raises(ModelError) as error:
            econometric_romi(Series(7.0 * np.arange(5), np.arange(5.0) + 1, np.eye(5)[:, :1], np.empty((5, 0))))
        assert (error.value.code, error.value.facts["least"]) == ("romi.too_few_periods", 6)

    def it_wants_sales(self) -> None:
        with pytest.raises(ModelError) as error:
            econometric_romi(Series(np.arange(9.0), np.zeros(9), np.ones((9, 1)), np.empty((9, 0))))
        assert error.value.code == "romi.sales_not_positive"
