"""Price elasticity by Poisson pseudo-maximum likelihood, against statsmodels and simulated truth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from addin.errors import ModelError
from addin.models.elasticity import Elasticity, elasticities, elasticity

PRICES = np.array([8.0, 9.0, 10.0, 12.0])


def history(seed: int, *, rows: int = 60, true: float = -2.0, lift: float = 0.0, mean: float = 20.0) -> tuple[np.ndarray, ...]:
    random = np.random.default_rng(seed)
    price = random.choice(PRICES, rows)
    promotion = (random.random(rows) < 0.3).astype(float)
    volume = random.poisson(mean * (price / 10) ** true * np.exp(lift * promotion)).astype(float)
    return price, volume, promotion


class DescribeTheEstimate:
    @settings(max_examples=40, deadline=None)
    @given(st.integers(0, 10_000), st.floats(-4, 1), st.floats(0, 1), st.sampled_from([0.5, 5.0, 200.0]))
    def it_is_that_of_statsmodels(self, seed: int, true: float, lift: float, mean: float) -> None:
        """Poisson GLM with log link, robust variance, Student's t on n − k. For a GLM statsmodels leaves n/(n − k), which makes HC1, out."""
        import statsmodels.api as sm
        from scipy import stats

        price, volume, promotion = history(seed, true=true, lift=lift, mean=mean)
        assume(np.unique(price[volume > 0]).size >= 3)
        assume(volume[promotion == 1].any() and volume[promotion == 0].any())
        design = np.column_stack([np.ones(price.size), np.log(price), promotion])
        peer = sm.GLM(volume, design, family=sm.families.Poisson()).fit(
            maxiter=200, tol=1e-14, tol_criterion="params", cov_type="HC0", use_t=True
        )
        found = elasticity(price, volume, promotion=promotion)
        estimate, margin = peer.params[1], peer.bse[1] * (60 / 57) ** 0.5 * stats.t.ppf(0.975, 57)
        assert [found.value, found.low, found.high] == pytest.approx(
            [estimate, estimate - margin, estimate + margin], rel=1e-6, abs=1e-6
        )

    def it_recovers_the_truth_and_covers_it_as_often_as_it_says(self) -> None:
        found = [elasticity(*history(seed, true=-1.7)[:2]) for seed in range(400)]
        assert np.mean([one.value for one in found]) == pytest.approx(-1.7, abs=0.03)
        assert np.mean([one.low <= -1.7 <= one.high for one in found]) == pytest.approx(0.95, abs=0.03)

    def it_separates_the_price_from_the_promotion(self) -> None:
        random = np.random.default_rng(5)
        promotion = np.repeat([0.0, 1.0], 60)
        price = np.where(promotion == 1, random.choice([7.0, 8.0, 9.0], 120), random.choice([9.0, 10.0, 11.0], 120))
        volume = random.poisson(200 * (price / 10) ** -1.5 * np.exp(0.8 * promotion)).astype(float)
        assert elasticity(price, volume, promotion=promotion).value == pytest.approx(-1.5, abs=0.3)
        assert elasticity(price, volume).value < -3

    def it_keeps_weeks_without_a_sale(self) -> None:
        price, volume, _ = history(11, mean=0.8)
        assert (volume == 0).sum() > 10
        found = elasticity(price, volume)
        assert (found.observations, np.isfinite(found.value)) == (60, True)

    @settings(max_examples=40, deadline=None)
    @given(st.integers(0, 10_000), st.sampled_from([1e-3, 7.0, 1e6]), st.sampled_from([0.01, 3.0, 100.0]))
    def it_does_not_depend_on_units(self, seed: int, volumes: float, money: float) -> None:
        price, volume, promotion = history(seed)
        one, other = (
            elasticity(price, volume, promotion=promotion),
            elasticity(price * money, volume * volumes, promotion=promotion),
        )
        assert [other.value, other.low, other.high, other.r2] == pytest.approx([one.value, one.low, one.high, one.r2], rel=1e-6)

    @settings(max_examples=40, deadline=None)
    @given(st.integers(0, 10_000))
    def its_interval_holds_it(self, seed: int) -> None:
        found = elasticity(*history(seed)[:2])
        assert found.low <= found.value <= found.high
        assert 0 <= found.r2 <= 1


class DescribeTheClass:
    @pytest.mark.parametrize(
        ("true", "mean", "reason", "verdict"),
        [
            (-3.0, 500.0, "elastic", "elastic"),
            (-0.3, 500.0, "inelastic", "inelastic"),
            (-1.0, 500.0, "straddles", "undetermined"),
            (2.0, 500.0, "rises_with_price", "undetermined"),
        ],
    )
    def it_needs_the_whole_interval_on_one_side(self, true: float, mean: float, reason: str, verdict: str) -> None:
        found = elasticity(*history(1, true=true, mean=mean)[:2])
        assert (found.reason, found.verdict) == (reason, verdict)

    def it_is_inelastic_when_volumes_never_move(self) -> None:
        found = elasticity(np.tile(PRICES, 3), np.full(12, 40.0))
        assert (found.verdict, found.value, np.isnan(found.r2)) == ("inelastic", pytest.approx(0, abs=1e-12), True)

    def it_sits_on_minus_one_without_deciding(self) -> None:
        price = np.tile(PRICES, 3)
        assert elasticity(price, 100 / price).verdict == "undetermined"


class DescribeWhatCannotBeEstimated:
    def blank(self, found: Elasticity, reason: str) -> bool:
        return (found.reason, found.verdict) == (reason, "undetermined") and np.isnan(
            [found.value, found.low, found.high, found.r2]
        ).all()

    def it_needs_eight_rows(self) -> None:
        assert self.blank(elasticity(np.tile(PRICES, 2)[:7], np.arange(7.0)), "too_few")
        assert not self.blank(elasticity(np.tile(PRICES, 2), np.arange(8.0)), "too_few")

    def it_needs_three_prices(self) -> None:
        assert self.blank(elasticity(np.tile([1.0, 2.0], 10), np.arange(20.0)), "too_few")
        assert self.blank(elasticity(np.full(20, 3.0), np.arange(20.0)), "too_few")

    def it_needs_a_sale(self) -> None:
        assert self.blank(elasticity(np.tile(PRICES, 3), np.zeros(12)), "not_estimable")

    def it_needs_sales_at_more_than_one_price(self) -> None:
        price = np.tile(PRICES, 3)
        assert self.blank(elasticity(price, np.where(price == 8.0, 5.0, 0.0)), "not_estimable")

    def it_needs_more_pairs_of_price_and_promotion_than_coefficients(self) -> None:
        price, promotion = np.tile([5.0, 6.0, 8.0], 4), np.tile([0.0, 1.0, 1.0], 4)
        volume = np.tile([9.0, 8.0, 7.0], 4) + np.repeat([0.0, 1.0, 0.5, 1.5], 3)
        assert self.blank(elasticity(price, volume, promotion=promotion), "saturated")
        assert not self.blank(elasticity(price, volume), "saturated")
        promotion[-1] = 0.0
        assert not self.blank(elasticity(price, volume, promotion=promotion), "saturated")

    def it_needs_a_price_that_moves_apart_from_the_promotion(self) -> None:
        price = np.tile(PRICES, 3)
        assert self.blank(elasticity(price, np.arange(12.0), promotion=1 - np.log(price)), "not_estimable")


class DescribeProducts:
    def they_are_estimated_apart_in_alphabetical_order(self) -> None:
        first, second = history(1, true=-3.0), history(2, true=-0.5)
        found = elasticities(
            ["b"] * 60 + ["A"] * 60, np.concatenate([first[0], second[0]]), np.concatenate([first[1], second[1]])
        )
        assert list(found) == ["A", "b"]
        assert found["b"] == elasticity(first[0], first[1])

    @pytest.mark.parametrize(
        ("code", "row", "prices", "volumes"),
        [
            ("price.prices_not_positive", 2, [1.0, 0.0], [1.0, 1.0]),
            ("price.prices_not_positive", 1, [-1.0, 1.0], [1.0, 1.0]),
            ("price.volumes_negative", 2, [1.0, 1.0], [1.0, -3.0]),
        ],
    )
    def they_refuse(self, code: str, row: int, prices: list[float], volumes: list[float]) -> None:
        with pytest.raises(ModelError) as error:
            elasticities(["a", "a"], np.array(prices), np.array(volumes))
        assert (error.value.code, error.value.facts["row"]) == (code, row)

    def they_refuse_an_empty_history(self) -> None:
        with pytest.raises(ModelError) as error:
            elasticities([], np.array([]), np.array([]))
        assert error.value.code == "price.no_history"
