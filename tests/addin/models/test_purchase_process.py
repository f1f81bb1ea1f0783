"""The purchase processes: published estimates and predictions, their numerical traps, and what must hold for any past."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import betaln, expit

from addin.errors import ModelError
from addin.models.bgnbd import BgNbd
from addin.models.mbgnbd import MbgNbd
from addin.models.pareto_nbd import ParetoNbd
from addin.models.purchase_process import (
    MIN_REPEAT_CUSTOMERS,
    PROCESSES,
    ModelName,
    PurchaseProcess,
    check_past,
    checked_process,
    fit_process,
)
from addin.models.purchases import History, Purchases
from addin.models.transactions import Transactions

GOLDEN = Path(__file__).parents[4] / "shared" / "golden" / "cdnow"
golden = pytest.mark.skipif(not GOLDEN.exists(), reason="the CDNOW data stand beside the project, not in it")

CDNOW_BGNBD = BgNbd(r=0.243, alpha=4.414, a=0.793, b=2.426)
CDNOW_PARETO = ParetoNbd(r=0.553, alpha=10.578, s=0.606, beta=11.669)
MODELS: list[ModelName] = list(PROCESSES)

positive = st.floats(0.05, 30)
pasts = st.tuples(st.integers(0, 40), st.floats(0.02, 1), st.floats(0.1, 200)).map(
    lambda past: (past[0], past[1] * past[2] if past[0] else 0.0, past[2])
)


def rows_of(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((GOLDEN / name).read_text("utf-8").splitlines()))


def cdnow(name: str) -> History:
    rows = rows_of(f"cdnow_{name}_transactions.csv")
    ledger = Transactions.read(
        [int(row["customer_id"]) for row in rows],
        [row["date"] for row in rows],
        [float(row["dollar_value"]) for row in rows],
        as_of=dt.date(1997, 9, 30),
    )
    return Purchases.read(ledger).history()


def alike(customers: int, rows: int, seed: int) -> History:
    """Return customers who all buy at one pace and never leave."""
    random = np.random.default_rng(seed)
    names, days = random.integers(customers, size=rows), random.integers(601, size=rows)
    return Purchases.read(Transactions.read(names.tolist(), np.datetime64("2024-01-01") + days, np.ones(rows))).history()


@pytest.fixture(scope="module")
def sample() -> History:
    return cdnow("sample")


@golden
class DescribeTheCdnowSample:
    """Fader, Hardie & Lee (2005), Marketing Science 24(2), table 2: 2,357 customers, 39 weeks."""

    def it_gives_the_published_bg_nbd(self, sample: History) -> None:
        fit = BgNbd.fit(sample)
        assert fit.values == pytest.approx([0.243, 4.414, 0.793, 2.426], abs=0.0006)
        assert fit.log_likelihood == pytest.approx(-9582.429, abs=0.0005)

    def it_gives_the_published_pareto_nbd_with_the_standard_errors_of_clvtools(self, sample: History) -> None:
        fit = ParetoNbd.fit(sample)
        assert fit.values == pytest.approx([0.553, 10.578, 0.606, 11.669], abs=0.001)
        assert fit.log_likelihood == pytest.approx(-9594.976, abs=0.0005)
        assert fit.std_errors == pytest.approx([0.0476264, 0.8427222, 0.1872594, 6.2105448], rel=2e-3)

    def it_gives_btydplus_mbg_nbd(self, sample: History) -> None:
        assert MbgNbd.fit(sample).values == pytest.approx([0.525, 6.183, 0.891, 1.614], abs=0.0006)

    def it_shows_how_weeks_rounded_to_two_decimals_move_the_likelihood(self) -> None:
        rows = rows_of("cdnow_sample_rfm_summary.csv")
        rounded = History.collapse(*([float(row[name]) for row in rows] for name in ("x", "t_x", "T")))
        assert BgNbd.fit(rounded).log_likelihood == pytest.approx(-9582.4256, abs=0.0001)

    @pytest.mark.parametrize("model", MODELS)
    def it_adds_up_customer_by_customer_to_the_same_likelihood(self, sample: History, model: ModelName) -> None:
        fitted = fit_process(sample, model)
        each = fitted.process.log_likelihood(sample.x, sample.t_x, sample.age)
        assert float(sample.weight @ each) == pytest.approx(fitted.estimate.log_likelihood, abs=1e-6)

    def it_gives_every_customer_what_btyd_gives(self) -> None:
        rows = rows_of("btyd_r_per_customer_expected_first200.csv")
        x, t_x, age = (np.array([float(row[name]) for row in rows]) for name in ("x", "t_x", "T"))
        for model, name in ((CDNOW_BGNBD, "bgnbd"), (CDNOW_PARETO, "pnbd")):
            for ours, column in (
                (model.p_alive(x, t_x, age), f"{name}_palive"),
                (model.expected_purchases(x, t_x, age, 39), f"{name}_cet39"),
                (model.log_likelihood(x, t_x, age), f"{name}_LL"),
            ):
                assert ours == pytest.approx([float(row[column]) for row in rows], rel=1e-9), column


@golden
class DescribeTheWholeCdnowCohort:
    """23,570 customers: lifetimes 0.11.3 and an independent numpy estimation."""

    def it_gives_the_same_estimates(self) -> None:
        whole = cdnow("master")
        bgnbd = BgNbd.fit(whole)
        assert bgnbd.values == pytest.approx([0.251624, 4.788943, 0.723434, 2.161088], rel=2e-5)
        assert bgnbd.log_likelihood == pytest.approx(-95368.44393, abs=1e-4)
        assert MbgNbd.fit(whole).values == pytest.approx([0.63714, 7.31029, 0.807474, 1.228394], rel=2e-4)
        assert ParetoNbd.fit(whole).values == pytest.approx([0.597406, 11.585541, 0.522204, 8.828412], rel=2e-4)


class DescribePublishedPredictions:
    """Hardie's spreadsheets and the BTYD manual, at the published estimates of the CDNOW sample."""

    def they_are_those_of_the_bg_nbd(self) -> None:
        assert CDNOW_BGNBD.expected_purchases(2, 30.43, 38.86, 39)[0] == pytest.approx(1.226, abs=0.0005)
        new = BgNbd(0.2426, 4.4136, 0.7929, 2.4259).expected_purchases(0, 0, 0, [0.1429, 1, 3, 31.8571, 32, 78])
        assert new == pytest.approx([0.0078, 0.0532, 0.1506, 1.0405, 1.0437, 1.8576], abs=5e-4)

    def they_are_those_of_the_pareto_nbd(self) -> None:
        assert CDNOW_PARETO.expected_purchases(26, 30.86, 31, 52)[0] == pytest.approx(25.46, abs=0.005)
        assert CDNOW_PARETO.p_alive(26, 30.86, 31)[0] == pytest.approx(0.9979, abs=5e-5)
        new = CDNOW_PARETO.expected_purchases(
            0, 0, 0, np.arange(1, 10)
        )  # lifetimes' estimates differ from these by half a percent
        published = [0.05077821, 0.09916088, 0.14542507, 0.1897993, 0.23247466, 0.27361274, 0.31335159, 0.35181024, 0.38909211]
        assert new == pytest.approx(published, rel=6e-3)


class DescribeTheNumericalTraps:
    """Cases that overflow or underflow in other packages (CLVTools' and lifetimes' test suites)."""

    def it_keeps_the_pareto_nbd_p_alive_finite_for_hundreds_of_purchases(self) -> None:
        chances = ParetoNbd(0.5143, 2.8845, 0.2856, 14.1087).p_alive(
            [221, 254, 161, 204], [103.42857, 97.14286, 94.71429, 98.57143], [103.57143, 97.28571, 98.0, 99.42857]
        )
        assert ((chances > 0.7) & (chances < 1)).all()

    def it_survives_the_pareto_nbd_likelihood_with_alpha_near_zero(self) -> None:
        assert np.isfinite(
            ParetoNbd(10.465, 0.00798565181, 3.0516, 2.82).log_likelihood([400, 500, 500], [5, 1, 4], [6, 37, 37])
        ).all()

    def it_predicts_for_heavy_buyers_with_the_pareto_nbd(self) -> None:
        ahead = ParetoNbd(0.55, 10.58, 0.61, 11.67).expected_purchases([132, 133], 200, 200, 10)
        assert ahead == pytest.approx([6.206052, 6.252872], abs=1e-6)

    def it_gives_up_on_a_heavy_buyer_long_gone(self) -> None:
        assert CDNOW_BGNBD.p_alive(1000, 10, 100)[0] == pytest.approx(0.0, abs=1e-300)

    @pytest.mark.parametrize("a", [1.0, 1.0 + 1e-9, 1.0 - 1e-7, 1.001])
    def it_passes_smoothly_through_a_equal_to_1(self, a: float) -> None:
        around = [BgNbd(0.243, 4.414, near, 2.426).expected_if_alive(2, 38.86, 39)[0] for near in (a - 0.01, a + 0.01)]
        assert BgNbd(0.243, 4.414, a, 2.426).expected_if_alive(2, 38.86, 39)[0] == pytest.approx(np.mean(around), rel=1e-4)


def by_quadrature(model: BgNbd, x: float, age: float, ahead: float) -> float:
    """The purchases of a customer alive now, integrated over the probability of leaving on the scale of its logit."""
    shape, stake = model.b + x + model.LEAVES_AFTER_TRIAL, ahead / (model.alpha + age)

    def integrand(y: float) -> float:
        p = float(expit(y))
        density = np.exp(model.a * -np.logaddexp(0, -y) + shape * -np.logaddexp(0, y) - betaln(model.a, shape))
        return float(density * -np.expm1(-(model.r + x) * np.log1p(p * stake)) / p)

    centre = np.log(model.a / shape)
    edges = [centre - 60 / min(model.a, 1), centre - 6, centre, centre + 6, centre + 60 / min(shape, 1)]
    return sum(quad(integrand, low, high, limit=400)[0] for low, high in itertools.pairwise(edges))


class DescribeTheExpectation:
    @given(positive, positive, st.floats(0.2, 30), st.floats(0.2, 30), pasts, st.floats(0.5, 100), st.booleans())
    @settings(max_examples=40, deadline=None)
    def it_is_the_integral_over_the_probability_of_leaving(
        self, r: float, alpha: float, a: float, b: float, past: tuple[int, float, float], ahead: float, trial: bool
    ) -> None:
        model = (MbgNbd if trial else BgNbd)(r, alpha, a, b)
        x, _, age = past
        assert model.expected_if_alive(x, age, ahead)[0] == pytest.approx(by_quadrature(model, x, age, ahead), rel=2e-6)

    @pytest.mark.parametrize("model", [BgNbd(2e4, 1e5, 3e4, 1.6e5), BgNbd(0.5, 4.0, 5e4, 1e5), MbgNbd(1.2, 3.0, 900.0, 20.0)])
    def it_holds_where_the_hypergeometric_form_overflows(self, model: BgNbd) -> None:
        assert model.expected_if_alive(3, 20.0, 10.0)[0] == pytest.approx(by_quadrature(model, 3, 20.0, 10.0), rel=1e-6)

    @given(positive, positive, st.floats(0.2, 5), positive, pasts)
    @settings(max_examples=40, deadline=None)
    def it_is_what_remains_of_a_life_with_the_pareto_nbd(
        self, r: float, alpha: float, s: float, beta: float, past: tuple[int, float, float]
    ) -> None:
        x, t_x, age = past
        model = ParetoNbd(r, alpha, s, beta)
        gone = quad(
            lambda u: ((alpha + age) / (alpha + u)) ** (r + x) * ((beta + age) / (beta + u)) ** s * s / (beta + u),
            t_x,
            age,
            limit=200,
        )[0]
        assert model.p_alive(x, t_x, age)[0] == pytest.approx(1 / (1 + gone), rel=1e-7)


class DescribeAnyPurchaseProcess:
    @given(st.sampled_from(MODELS), positive, positive, positive, positive, pasts)
    @settings(deadline=None)
    def its_probabilities_are_probabilities_and_purchases_grow_with_time(
        self, model: ModelName, one: float, two: float, three: float, four: float, past: tuple[int, float, float]
    ) -> None:
        process = PROCESSES[model].of([one, two, three, four])
        assert 0 <= process.p_alive(*past)[0] <= 1
        ahead = process.expected_purchases(*past, [0.0, 1.0, 5.0, 50.0])
        assert ahead[0] == pytest.approx(0, abs=1e-12)
        assert (np.diff(ahead) >= -1e-12).all()

    @given(st.sampled_from(MODELS), positive, positive, positive, positive, pasts, st.floats(0.1, 50))
    @settings(deadline=None)
    def its_doubt_grows_with_silence(
        self, model: ModelName, one: float, two: float, three: float, four: float, past: tuple[int, float, float], longer: float
    ) -> None:
        process = PROCESSES[model].of([one, two, three, four])
        x, t_x, age = past
        assert process.p_alive(x, t_x, age + longer)[0] <= process.p_alive(x, t_x, age)[0] + 1e-12

    def it_never_doubts_one_time_buyers_with_the_bg_nbd_only(self) -> None:
        assert CDNOW_BGNBD.p_alive(0, 0, 300)[0] == 1
        assert MbgNbd(0.525, 6.183, 0.891, 1.614).p_alive(0, 0, 300)[0] < 0.5
        assert CDNOW_PARETO.p_alive(0, 0, 300)[0] < 0.5

    @pytest.mark.parametrize("model", MODELS)
    def it_weighs_repeated_pasts_as_it_counts_them(self, model: ModelName) -> None:
        history = simulated(300)
        doubled = History(history.x, history.t_x, history.age, 2 * history.weight)
        single, double = fit_process(history, model).estimate, fit_process(doubled, model).estimate
        assert double.values == pytest.approx(single.values, rel=1e-4)
        assert double.std_errors == pytest.approx(single.std_errors / np.sqrt(2), rel=1e-3, nan_ok=True)

    @pytest.mark.parametrize("model", MODELS)
    def it_gives_the_same_model_in_days_and_weeks(self, model: ModelName) -> None:
        weeks = simulated(500)
        days = History(weeks.x, 7 * weeks.t_x, 7 * weeks.age, weeks.weight)
        one, other = fit_process(weeks, model).process, fit_process(days, model).process
        assert other.p_alive(3, 70, 210) == pytest.approx(one.p_alive(3, 10, 30), rel=1e-4)
        assert other.expected_purchases(3, 70, 210, 70) == pytest.approx(one.expected_purchases(3, 10, 30, 10), rel=1e-4)


def simulated(customers: int, *, seed: int = 5) -> History:
    """Return customers drawn from the BG/NBD at r = 1, α = 8, a = 1, b = 3."""
    random = np.random.default_rng(seed)
    pace, leaving, age = (
        random.gamma(1.0, 1 / 8, customers),
        random.beta(1.0, 3.0, customers),
        random.integers(60, 365, customers) / 7,
    )
    x, t_x = np.zeros(customers), np.zeros(customers)
    for i in range(customers):
        at = random.exponential(1 / pace[i])
        while at < age[i]:
            x[i], t_x[i] = x[i] + 1, at
            if random.random() < leaving[i]:
                break
            at += random.exponential(1 / pace[i])
    return History.collapse(x, t_x, age)


class DescribeFitting:
    def it_recovers_the_parameters_of_simulated_customers(self) -> None:
        fit = BgNbd.fit(simulated(20_000))
        assert (np.abs(fit.values - [1.0, 8.0, 1.0, 3.0]) < 4 * fit.std_errors).all()

    @pytest.mark.parametrize("repeat", [0, 1, MIN_REPEAT_CUSTOMERS - 1])
    @pytest.mark.parametrize("model", MODELS)
    def it_refuses_too_few_repeat_customers_and_counts_them(self, repeat: int, model: ModelName) -> None:
        x = np.array([1.0] * repeat + [0.0] * 300)
        with pytest.raises(ModelError) as error:
            fit_process(History.collapse(x, x * 10, np.full(x.size, 30.0)), model)
        assert error.value.code == "clv.too_few_repeats"
        assert error.value.facts == {"repeat_customers": repeat, "customers": 300 + repeat, "least": MIN_REPEAT_CUSTOMERS}

    @pytest.mark.parametrize("model", MODELS)
    @pytest.mark.parametrize(
        ("x", "t_x", "age"),
        [
            (np.full(40, 9.0), np.full(40, 40.0), np.full(40, 41.0)),  # one past for all
            (np.arange(40.0) + 1, np.full(40, 52.0), np.full(40, 52.0)),  # all bought on the last day
            (np.r_[np.ones(20), np.zeros(20)], np.r_[np.full(20, 0.1), np.zeros(20)], np.full(40, 80.0)),  # all left at once
            (np.r_[np.full(20, 1.0), np.full(2, 900.0)], np.full(22, 100.0), np.full(22, 101.0)),  # two buy every day
        ],
    )
    def it_settles_on_bases_that_bound_nothing_and_says_so(
        self, model: ModelName, x: np.ndarray, t_x: np.ndarray, age: np.ndarray
    ) -> None:
        fitted = fit_process(History.collapse(x, t_x, age), model)
        assert fitted.at_limit
        ahead = fitted.process.expected_purchases(x, t_x, age, 26.0)
        assert (np.isfinite(ahead) & (ahead >= 0)).all()

    @pytest.mark.slow
    @pytest.mark.parametrize("model", MODELS)
    def it_settles_on_any_base(self, model: ModelName) -> None:
        random = np.random.default_rng(11)
        for _ in range(40):
            size = int(random.choice([20, 60, 300]))
            age = random.integers(1, 800, size) / 7
            x = random.poisson(random.gamma(random.uniform(0.2, 3), random.uniform(0.5, 6), size)).astype(float)
            x[:MIN_REPEAT_CUSTOMERS] += 1
            t_x = np.where(x > 0, random.beta(random.uniform(0.3, 4), 1, size) * age, 0.0)
            process: PurchaseProcess = fit_process(History.collapse(x, t_x, age), model).process
            assert np.isfinite(process.log_likelihood(x, t_x, age)).all()

    @pytest.mark.parametrize(("model", "customers", "rows", "seed"), [("BG/NBD", 5000, 15_000, 2), ("MBG/NBD", 5000, 15_000, 0)])
    def it_settles_on_customers_who_are_all_alike(self, model: ModelName, customers: int, rows: int, seed: int) -> None:
        history = alike(customers, rows, seed)
        fitted = fit_process(history, model)
        assert {"r", "alpha"} <= {*fitted.at_limit}
        r, alpha = fitted.estimate.values[:2]
        pace = (history.weight @ history.x) / (history.weight @ history.age)
        assert r / alpha == pytest.approx(pace, rel=1e-3)


class DescribeGivenParameters:
    def they_are_four_and_positive(self) -> None:
        with pytest.raises(ModelError) as error:
            checked_process("BG/NBD", [1.0, 2.0, 3.0])
        assert (error.value.code, error.value.facts["count"]) == ("clv.parameters_not_four", 3)
        with pytest.raises(ModelError) as error:
            checked_process("PARETO/NBD", [1.0, 2.0, 0.0, 4.0])
        assert (error.value.code, error.value.facts["name"]) == ("clv.parameter_not_positive", "s")

    @pytest.mark.parametrize(
        ("past", "code"),
        [
            ((1.5, 2, 3), "clv.repeats_not_whole"),
            ((-1, 0, 3), "clv.repeats_not_whole"),
            ((1, 2, -3), "clv.age_negative"),
            ((1, 4, 3), "clv.last_purchase_out_of_range"),
            ((1, -1, 3), "clv.last_purchase_out_of_range"),
            ((0, 1, 3), "clv.last_purchase_out_of_range"),
        ],
    )
    def they_need_a_possible_past(self, past: tuple[float, float, float], code: str) -> None:
        with pytest.raises(ModelError) as error:
            check_past(*past)
        assert error.value.code == code
