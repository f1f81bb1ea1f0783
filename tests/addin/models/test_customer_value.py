"""Customer value: the discounted sum written out, alerts, the holdout."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
import math
from pathlib import Path

import numpy as np
import pytest

from addin.errors import ModelError
from addin.models.customer_value import CustomerValues, Terms, ceil_share, value_customers
from addin.models.holdout import calibration, holdout
from addin.models.purchase_process import PROCESSES, ModelName, fit_process
from addin.models.purchases import Purchases, TimeUnit
from addin.models.transactions import Transactions

GOLDEN = Path(__file__).parents[4] / "shared" / "golden" / "cdnow"
golden = pytest.mark.skipif(not GOLDEN.exists(), reason="the CDNOW sample stands beside the project, not in it")


def ledger(customers: int = 150, *, seed: int = 4) -> Transactions:
    """Return simulated sales of 2025: paces, lives and spends differ from customer to customer."""
    random = np.random.default_rng(seed)
    rows: list[tuple[int, int, float]] = []
    for i in range(customers):
        at, pace, typical, life = random.integers(0, 200), random.gamma(1.2, 25) + 4, random.gamma(4, 10), random.exponential(250)
        end = at + life
        while at < min(end, 365):
            rows.append((i, int(at), float(np.round(random.gamma(6, typical / 6), 2))))
            at += random.exponential(pace)
    names, days, amounts = zip(*rows, strict=True)
    return Transactions.read(names, np.datetime64("2025-01-01") + np.array(days), amounts, as_of=dt.date(2025, 12, 31))


@pytest.fixture(scope="module")
def values() -> CustomerValues:
    return value_customers(Purchases.read(ledger()))


class DescribeValueCustomers:
    @pytest.mark.parametrize("model", list(PROCESSES))
    @pytest.mark.parametrize(
        ("unit", "horizon", "days"), [("week", 52, 7.0), ("month", 12, 30.4375), ("day", 365, 1.0), ("week", 5, 7.0)]
    )
    def it_is_margin_times_spend_times_discounted_purchases(
        self, model: ModelName, unit: TimeUnit, horizon: int, days: float
    ) -> None:
        p = Purchases.read(ledger(60), unit=unit)
        found = value_customers(p, model=model, terms=Terms(horizon=horizon, annual_discount=0.08, margin=0.4))
        process, rate = found.fitted.process, 1.08 ** (days / 365.25) - 1
        reached = [process.expected_purchases(p.x, p.t_x, p.age, float(k)) for k in range(horizon + 1)]
        discounted = sum((b - a) / (1 + rate) ** k for k, (a, b) in enumerate(itertools.pairwise(reached), 1))
        assert found.clv == pytest.approx(0.4 * found.expected_spend * discounted, rel=1e-8)
        assert found.expected_purchases == pytest.approx(reached[-1], rel=1e-8)

    @pytest.mark.parametrize(("unit", "horizon"), [("day", 365), ("week", 52), ("month", 12)])
    def it_looks_a_year_ahead_when_nothing_is_said(self, unit: TimeUnit, horizon: int) -> None:
        p = Purchases.read(ledger(60), unit=unit)
        assert value_customers(p).clv == pytest.approx(value_customers(p, terms=Terms(horizon=horizon)).clv)

    def it_expects_the_population_s_spend_of_who_never_came_back(self, values: CustomerValues) -> None:
        once = values.purchases.repeats == 0
        model = values.spend.model
        assert model is not None
        assert values.expected_spend[once] == pytest.approx(model.p * model.v / (model.q - 1))

    @pytest.mark.parametrize(
        ("terms", "code"),
        [
            ({"horizon": 0}, "clv.horizon_not_positive"),
            ({"annual_discount": -0.1}, "clv.discount_out_of_range"),
            ({"annual_discount": 8.0}, "clv.discount_out_of_range"),
            ({"margin": 0.0}, "clv.margin_out_of_range"),
            ({"margin": 38.0}, "clv.margin_out_of_range"),
        ],
    )
    def it_refuses_terms_outside_their_range(self, terms: dict[str, float], code: str) -> None:
        with pytest.raises(ModelError) as error:
            Terms(**terms)  # type: ignore[arg-type]  # the horizon of a parametrised test
        assert error.value.code == code


class DescribeAlerts:
    def they_are_the_definition_customer_by_customer(self, values: CustomerValues) -> None:
        p, process = values.purchases, values.fitted.process
        best = sorted(range(p.repeats.size), key=lambda i: (-values.if_alive[i], i))[: math.ceil(p.repeats.size * 0.2)]
        expected = {
            i for i in best if p.repeats[i] >= 1 and values.p_alive[i] <= 0.5 * process.p_alive(p.x[i], p.t_x[i], p.t_x[i])[0]
        }
        assert set(np.flatnonzero(values.alerts()).tolist()) == expected
        assert expected

    def they_grow_with_the_share_looked_at_and_shrink_with_the_drop(self, values: CustomerValues) -> None:
        few, many = values.alerts(drop=0.5, top_share=0.2), values.alerts(drop=0.5, top_share=0.6)
        assert (few <= many).all()
        assert (values.alerts(drop=0.9, top_share=0.6) <= many).all()

    @pytest.mark.parametrize(
        ("drop", "top_share", "code"),
        [(0.0, 0.2, "clv.drop_out_of_range"), (1.0, 0.2, "clv.drop_out_of_range"), (0.5, 0.0, "clv.top_share_out_of_range")],
    )
    def they_refuse_shares_outside_their_range(self, values: CustomerValues, drop: float, top_share: float, code: str) -> None:
        with pytest.raises(ModelError) as error:
            values.alerts(drop=drop, top_share=top_share)
        assert error.value.code == code

    def they_count_the_top_share_exactly(self) -> None:
        assert [ceil_share(100, 0.07), ceil_share(15, 0.2), ceil_share(1, 0.2), ceil_share(10, 1.0)] == [7, 3, 1, 10]


class DescribeTheHoldout:
    @golden
    def it_compares_the_second_half_of_cdnow(self) -> None:
        rows = list(csv.DictReader((GOLDEN / "cdnow_sample_transactions.csv").read_text("utf-8").splitlines()))
        sales = Transactions.read(
            [row["customer_id"] for row in rows],
            [row["date"] for row in rows],
            [float(row["dollar_value"]) for row in rows],
            as_of=dt.date(1998, 6, 30),
        )
        known = Purchases.read(calibration(sales, periods=39, unit="week"))
        assert known.as_of_date == dt.date(1997, 9, 30)
        fitted = fit_process(known.history(), "BG/NBD")
        assert fitted.estimate.log_likelihood == pytest.approx(-9582.429, abs=0.0005)
        found = holdout(fitted.process, known, sales)
        days = {(row["customer_id"], row["date"]) for row in rows if row["date"] > "1997-09-30"}
        assert found.actual == len(days)
        assert found.predicted == pytest.approx(found.actual, rel=0.15)
        assert 0 < found.mean_absolute_error < 1.5

    def it_leaves_out_who_came_later(self) -> None:
        sales = ledger(80)
        known = Purchases.read(calibration(sales, periods=20, unit="week"))
        found = holdout(fit_process(known.history(), "BG/NBD").process, known, sales)
        later = Purchases.read(sales)
        among = np.isin(later.customers, known.customers)
        assert found.actual == (later.repeats[among] - known.repeats).sum()

    @pytest.mark.parametrize(
        ("periods", "code"), [(0, "clv.holdout_not_positive"), (-3, "clv.holdout_not_positive"), (500, "clv.holdout_too_long")]
    )
    def it_refuses_periods_that_leave_nothing_to_learn(self, periods: int, code: str) -> None:
        with pytest.raises(ModelError) as error:
            calibration(ledger(20), periods=periods, unit="week")
        assert error.value.code == code
