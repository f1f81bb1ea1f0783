"""The size of an A/B test, against statsmodels and against tests run by chance."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import norm
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import proportion_effectsize, samplesize_proportions_2indep_onetail

from addin.errors import ModelError
from addin.models.ab_sample import ab_sample_size


class DescribeTheSize:
    @pytest.mark.parametrize("base", [0.01, 0.05, 0.2, 0.5, 0.9])
    @pytest.mark.parametrize("effect", [0.005, 0.02, 0.08, -0.004])
    @pytest.mark.parametrize(("power", "confidence"), [(0.8, 0.95), (0.9, 0.99), (0.6, 0.9)])
    def it_is_that_of_statsmodels(self, base: float, effect: float, power: float, confidence: float) -> None:
        theirs = samplesize_proportions_2indep_onetail(effect, base, power, alpha=1 - confidence, alternative="two-sided")
        assert ab_sample_size(base, effect, power=power, confidence=confidence) == math.ceil(theirs)

    @pytest.mark.parametrize(("base", "effect"), [(0.05, 0.01), (0.2, 0.05), (0.5, 0.1)])
    def it_is_near_the_arcsine_approximation(self, base: float, effect: float) -> None:
        distance = proportion_effectsize(base + effect, base)
        theirs = NormalIndPower().solve_power(distance, power=0.8, alpha=0.05, alternative="two-sided")
        assert ab_sample_size(base, effect) == pytest.approx(theirs, rel=0.02)

    def it_gives_the_power_it_promises(self) -> None:
        """20,000 tests drawn with the effect really there: the pooled two-sided z sees it in 80 % of them."""
        size, runs = ab_sample_size(0.1, 0.03), 20_000
        chance = np.random.default_rng(0)
        control, exposed = chance.binomial(size, 0.10, runs) / size, chance.binomial(size, 0.13, runs) / size
        pooled = (control + exposed) / 2
        z = np.abs(exposed - control) / np.sqrt(2 * pooled * (1 - pooled) / size)
        assert np.mean(z > norm.ppf(0.975)) == pytest.approx(0.8, abs=0.01)

    def it_grows_as_the_effect_shrinks(self) -> None:
        sizes = [ab_sample_size(0.05, effect) for effect in (0.02, 0.01, 0.005, 0.0025)]
        assert sizes == sorted(sizes)
        assert sizes[-1] / sizes[-2] == pytest.approx(4, rel=0.05)

    def it_is_the_same_whichever_rate_comes_first(self) -> None:
        assert ab_sample_size(0.05, 0.01) == ab_sample_size(0.06, -0.01)

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            ((0, 0.1, 0.8, 0.95), "ab_sample.share_out_of_range"),
            ((5, 0.1, 0.8, 0.95), "ab_sample.share_out_of_range"),
            ((0.05, 0.01, 80, 0.95), "ab_sample.share_out_of_range"),
            ((0.05, 0.01, 0.8, 95), "ab_sample.share_out_of_range"),
            ((0.05, 0, 0.8, 0.95), "ab_sample.effect_zero"),
            ((0.05, 1, 0.8, 0.95), "ab_sample.target_out_of_range"),
            ((0.05, -0.05, 0.8, 0.95), "ab_sample.target_out_of_range"),
        ],
    )
    def it_refuses_what_makes_no_sense(self, arguments: tuple[float, float, float, float], code: str) -> None:
        base, effect, power, confidence = arguments
        with pytest.raises(ModelError) as error:
            ab_sample_size(base, effect, power=power, confidence=confidence)
        assert error.value.code == code
