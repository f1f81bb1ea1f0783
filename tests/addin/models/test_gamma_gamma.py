"""Gamma-gamma: the published estimates of the CDNOW sample, and shrinkage towards the population."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import polygamma

from addin.errors import ModelError
from addin.models.gamma_gamma import GammaGamma
from addin.models.purchases import Purchases
from addin.models.spend import Spend
from addin.models.transactions import Transactions

GOLDEN = Path(__file__).parents[4] / "shared" / "golden" / "cdnow"
golden = pytest.mark.skipif(not GOLDEN.exists(), reason="the CDNOW sample stands beside the project, not in it")


def purchases(spends: list[list[float]]) -> Purchases:
    """Return customers who bought once for 10, then once a week for each amount."""
    rows = [(f"C{i}", 7 * k, amount) for i, amounts in enumerate(spends) for k, amount in enumerate([10.0, *amounts])]
    names, days, amounts = zip(*rows, strict=True)
    return Purchases.read(Transactions.read(list(names), np.datetime64("2026-01-01") + np.array(days), list(amounts)))


class DescribeGammaGamma:
    @golden
    def it_gives_the_published_estimates(self) -> None:
        """Fader & Hardie (2013), note 025: p = 6.25, q = 3.74, v = 15.44 on 946 repeat customers."""
        rows = list(csv.DictReader((GOLDEN / "cdnow_sample_transactions.csv").read_text("utf-8").splitlines()))
        ledger = Transactions.read(
            [row["customer_id"] for row in rows],
            [row["date"] for row in rows],
            [float(row["dollar_value"]) for row in rows],
            as_of=dt.date(1997, 9, 30),
        )
        p = Purchases.read(ledger)
        repeat = p.repeats > 0
        fit = GammaGamma.fit(p.x[repeat], p.spend[repeat])
        assert repeat.sum() == 946
        assert fit.values == pytest.approx([6.25, 3.74, 15.44], abs=0.005)
        assert fit.log_likelihood == pytest.approx(-4055.9177, abs=0.0005)
        expected = GammaGamma(6.25, 3.74, 15.44).expected_spend(p.x[:10], p.spend[:10])
        assert expected == pytest.approx([24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17], rel=0.002)

    @golden
    def it_expects_of_each_customer_what_btyd_expects(self) -> None:
        rows = list(csv.DictReader((GOLDEN / "btyd_r_per_customer_expected_first200.csv").read_text("utf-8").splitlines()))
        x, mean, expected = (np.array([float(row[name]) for row in rows]) for name in ("x", "m_x", "gg_expected_spend"))
        assert GammaGamma(6.25, 3.74, 15.44).expected_spend(x, mean) == pytest.approx(expected, rel=1e-9)

    def its_standard_error_of_q_leaves_the_scale_free_where_each_customer_always_pays_the_same(self) -> None:
        """As p grows without end, spends are θ/ν, ν ~ Gamma(q, 1): the information of (q, θ) gives 1/√(n (ψ′(q) − 1/q))."""
        random = np.random.default_rng(3)
        x = random.integers(1, 8, 500)
        fit = GammaGamma.fit(x, 300 / random.gamma(4.0, 1.0, 500))
        q = fit.values[1]
        assert fit.at_limit.tolist() == [True, False, True]
        assert fit.std_errors[1] == pytest.approx(1 / np.sqrt(500 * (polygamma(1, q) - 1 / q)), rel=1e-4)

    def it_recovers_the_parameters_of_simulated_spends(self) -> None:
        random = np.random.default_rng(2)
        x = random.integers(1, 12, 20_000).astype(float)
        scale = random.gamma(4.0, 1 / 60, x.size)
        fit = GammaGamma.fit(x, random.gamma(5.0 * x, 1 / (scale * x)))
        assert (np.abs(fit.values - [5.0, 4.0, 60.0]) < 4 * fit.std_errors).all()

    @given(st.floats(0.1, 50), st.floats(1.1, 50), st.floats(0.1, 500), st.integers(0, 100), st.floats(0.01, 1000))
    def it_stays_between_the_customer_and_the_population(self, p: float, q: float, v: float, x: int, mean: float) -> None:
        model = GammaGamma(p, q, v)
        population = float(model.expected_spend(0.0, 0.0))
        found = float(model.expected_spend(float(x), mean))
        assert min(mean, population) * (1 - 1e-9) <= found <= max(mean, population) * (1 + 1e-9)

    def it_refuses_a_population_without_a_mean(self) -> None:
        with pytest.raises(ModelError) as error:
            GammaGamma(2.0, 1.0, 10.0).expected_spend(1.0, 20.0)
        assert (error.value.code, error.value.facts["q"]) == ("clv.spend_mean_infinite", 1.0)


class DescribeSpend:
    def it_is_the_one_amount_all_customers_spend(self) -> None:
        spend = Spend.fit(purchases([[25.0, 25.0], [25.0], [25.0] * 3]))
        assert (spend.model, spend.constant) == (None, 25.0)
        assert spend.expected(np.array([0.0, 2.0]), np.array([0.0, 25.0])).tolist() == [25.0, 25.0]

    def it_leaves_free_repeats_out_and_counts_them(self) -> None:
        assert Spend.fit(purchases([[25.0], [0.0], [30.0], [20.0, 40.0]])).without_spend == 1

    def it_refuses_a_base_that_only_got_gifts(self) -> None:
        with pytest.raises(ModelError) as error:
            Spend.fit(purchases([[0.0], [0.0]]))
        assert error.value.code == "clv.no_spend"

    def it_names_what_customers_who_spend_alike_do_not_bound(self) -> None:
        spend = Spend.fit(purchases([[20.0], [40.0], [20.0, 40.0], [40.0, 20.0]] * 20))
        assert set(spend.at_limit) >= {"q", "v"}
        assert spend.expected(np.array([3.0]), np.array([60.0]))[0] == pytest.approx(30.0, rel=0.01)
