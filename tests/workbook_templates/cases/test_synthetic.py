"""Synthetic data: drawn from the models they claim, the same for the same seed."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook_templates.cases import synthetic
from workbook_templates.cases.synthetic import Market, MediaMarket, PriceSurvey, Source


def market(customers: int = 4000) -> Market:
    return Market(
        customers=customers, first=dt.date(2024, 1, 1), last=dt.date(2026, 12, 31), r=0.9, alpha=8.0, a=0.8, b=2.4, p=6.0, q=4.0, v=15.0,
        segments={"S1": 0.7, "S2": 0.3}, channels={"C1": 1.0}, products={"P1": 0.5, "P2": 0.5},
    )  # fmt: skip


class DescribeTransactions:
    def they_start_with_every_customer(self) -> None:
        rows = synthetic.transactions(market(500), Source.of(1))
        assert len({row["customer"] for row in rows}) == 500

    def they_stay_inside_the_period_in_order(self) -> None:
        dates = [row["date"] for row in synthetic.transactions(market(500), Source.of(1))]
        assert dates == sorted(dates)
        assert dates[0] >= dt.date(2024, 1, 1)
        assert dates[-1] <= dt.date(2026, 12, 31)

    def they_leave_after_a_purchase_as_often_as_the_beta_says(self) -> None:
        """A customer leaves at once with probability a/(a + b); the others buy again unless the period ends first."""
        rows = synthetic.transactions(market(), Source.of(7))
        once = sum(count == 1 for count in Counter(row["customer"] for row in rows).values()) / 4000
        assert once > 0.8 / 3.2

    def they_spend_the_mean_of_the_gamma_gamma_model(self) -> None:
        rows = synthetic.transactions(market(), Source.of(3))
        first = {}
        for row in rows:
            first.setdefault(row["customer"], row["amount"])
        assert np.mean(list(first.values())) == pytest.approx(6.0 * 15.0 / (4.0 - 1), rel=0.06)  # E[Z] = pv/(q − 1)

    def they_keep_a_customer_in_one_segment(self) -> None:
        rows = synthetic.transactions(market(300), Source.of(5))
        segments = {(row["customer"], row["segment"]) for row in rows}
        assert len(segments) == 300


class DescribeSource:
    @settings(max_examples=25, deadline=None)
    @given(st.integers(0, 2**32 - 1))
    def it_gives_the_same_numbers_for_the_same_seed(self, seed: int) -> None:
        assert Source.of(seed).normal(5).tolist() == Source.of(seed).normal(5).tolist()

    def it_follows_its_distributions(self) -> None:
        source = Source.of(11)
        assert source.gamma(2.5, 40_000).mean() == pytest.approx(2.5, rel=0.03)
        assert source.beta(2.0, 6.0, 40_000).mean() == pytest.approx(0.25, rel=0.03)
        assert source.normal(40_000).std() == pytest.approx(1.0, rel=0.03)

    def it_draws_names_with_their_weights(self) -> None:
        drawn = Counter(Source.of(2).choice({"a": 3.0, "b": 1.0}, 20_000))
        assert drawn["a"] / 20_000 == pytest.approx(0.75, abs=0.02)


class DescribeSurvey:
    def it_is_mostly_in_order_and_leaves_some_contradictions(self) -> None:
        design = PriceSurvey(
            test="T1", respondents=400, median=48, sigma=0.2, multipliers=[0.55, 0.8, 1.2, 1.5], noise=0.12, rounding=1.0, buy_cheap=0.6,
            buy_expensive=0.2, spread=0.2,
        )  # fmt: skip
        rows = synthetic.survey(design, Source.of(4))
        ordered = sum(row["too_cheap"] < row["cheap"] < row["expensive"] < row["too_expensive"] for row in rows)  # type: ignore[operator]
        assert 0.85 <= ordered / 400 < 1
        assert {row["buy_cheap"] for row in rows} <= {1, 2, 3, 4, 5}
        assert np.mean([row["buy_cheap"] for row in rows]) > np.mean([row["buy_expensive"] for row in rows])


class DescribeZones:
    def they_gain_the_effect_where_and_when_they_are_treated(self) -> None:
        rows = synthetic.zones(
            "I1", zones=40, treated=20, periods=12, after=4, base=1e5, effect=9e3, noise=800, source=Source.of(6)
        )
        mean = {
            (treated, after): np.mean([row["sales"] for row in rows if (row["treated"], row["after"]) == (treated, after)])
            for treated in (True, False)
            for after in (True, False)
        }
        assert (mean[True, True] - mean[True, False]) - (mean[False, True] - mean[False, False]) == pytest.approx(9e3, rel=0.1)


class DescribeMediaWeeks:
    def they_are_mondays_with_one_spend_a_channel(self) -> None:
        told = MediaMarket(
            last=dt.date(2026, 12, 31), weeks=60, base=1000, spend={"C1": 52_000}, carry_over={"C1": 0.5}, elasticity={"C1": 0.1},
            season={12: 1.5}, noise=0.02,
        )  # fmt: skip
        rows = synthetic.media_weeks(told, Source.of(8))
        assert len(rows) == 60
        assert all(row["week"].weekday() == 0 for row in rows)  # type: ignore[union-attr]
        assert sum(row["C1"] for row in rows) / 60 == pytest.approx(1000, rel=0.02)  # type: ignore[misc]


class DescribePriceHistory:
    def it_answers_to_price_with_the_elasticity_asked_for(self) -> None:
        rows = synthetic.price_history(
            "P1",
            elasticity=-2.0,
            price=50,
            volume=10_000,
            steps=[0.8, 0.9, 1.0, 1.1],
            last=dt.date(2026, 12, 31),
            source=Source.of(9),
            months=240,
        )
        price = np.log([row["price"] for row in rows])
        design = np.column_stack([np.ones_like(price), price, [row["promotion"] for row in rows]])
        fitted = np.linalg.lstsq(design, np.log([row["volume"] for row in rows]), rcond=None)[0]
        assert fitted[1] == pytest.approx(-2.0, abs=0.1)
        assert fitted[2] == pytest.approx(0.08, abs=0.02)
