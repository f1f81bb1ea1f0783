"""Purchases: transactions into x, t_x, T and mean repeat spend."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.errors import ModelError
from addin.models.purchases import UNIT_DAYS, History, Purchases
from addin.models.transactions import Transactions

GOLDEN = Path(__file__).parents[4] / "shared" / "golden" / "cdnow"
golden = pytest.mark.skipif(not GOLDEN.exists(), reason="the CDNOW sample stands beside the project, not in it")

sales = st.lists(
    st.tuples(st.sampled_from("abcd"), st.integers(0, 60), st.integers(-500, 3000).map(lambda cents: cents / 100)),
    min_size=1,
    max_size=40,
).filter(lambda rows: any(amount >= 0 for _, _, amount in rows))


def by_hand(rows: list[tuple[str, int, float]]) -> dict[str, tuple[int, int, int, float]]:
    """x, t_x, T in days and z̄, customer by customer, with dictionaries."""
    as_of = max(day for _, day, _ in rows)
    found = {}
    for name in {name for name, _, amount in rows if amount >= 0}:
        days: dict[int, float] = {}
        for who, day, amount in rows:
            if who == name and amount >= 0:
                days[day] = days.get(day, 0.0) + amount
        first, *later = sorted(days)
        mean = sum(days[day] for day in later) / len(later) if later else 0.0
        found[name] = (len(later), max(days) - first, as_of - first, mean)
    return found


def read(rows: list[tuple[str, int, float]]) -> Purchases:
    names, days, amounts = zip(*rows, strict=True)
    return Purchases.read(Transactions.read(list(names), np.datetime64("2026-01-01") + np.array(days), list(amounts)), unit="day")


class DescribePurchases:
    @given(sales)
    def they_are_what_a_loop_over_customers_finds(self, rows: list[tuple[str, int, float]]) -> None:
        p = read(rows)
        expected = by_hand(rows)
        assert p.customers.tolist() == sorted(expected)
        for i, name in enumerate(p.customers):
            x, last, age, mean = expected[name]
            assert (p.repeats[i], p.last_days[i], p.age_days[i]) == (x, last, age)
            assert p.spend[i] == pytest.approx(mean)
        assert p.left_out == len({name for name, _, _ in rows}) - len(expected)

    @pytest.mark.parametrize(("unit", "days"), [("day", 1.0), ("week", 7.0), ("month", 30.4375)])
    def they_count_time_in_the_unit_asked_for(self, unit: str, days: float) -> None:
        ledger = Transactions.read(["a", "a", "b"], ["2026-01-01", "2026-03-02", "2026-05-01"], [1, 2, 3])
        p = Purchases.read(ledger, unit=unit)  # type: ignore[arg-type]  # a parameter of the test
        assert UNIT_DAYS[unit] == days  # type: ignore[index]  # a parameter of the test
        assert p.t_x.tolist() == [60 / days, 0]
        assert p.age.tolist() == [120 / days, 0]

    def they_refuse_a_base_of_refunds(self) -> None:
        with pytest.raises(ModelError) as error:
            Purchases.read(Transactions.read(["a"], ["2026-01-01"], [-1.0]))
        assert error.value.code == "transactions.no_purchase"

    @golden
    def they_are_hardie_s_summary_of_the_cdnow_sample(self) -> None:
        rows = list(csv.DictReader((GOLDEN / "cdnow_sample_transactions.csv").read_text("utf-8").splitlines()))
        summary = list(csv.DictReader((GOLDEN / "cdnow_sample_rfm_summary.csv").read_text("utf-8").splitlines()))
        ledger = Transactions.read(
            [int(row["customer_id"]) for row in rows],
            [row["date"] for row in rows],
            [float(row["dollar_value"]) for row in rows],
            as_of=dt.date(1997, 9, 30),
        )
        p = Purchases.read(ledger)
        assert p.customers.tolist() == [int(row["ID"]) for row in summary]
        assert p.x.tolist() == [float(row["x"]) for row in summary]
        assert p.t_x == pytest.approx([float(row["t_x"]) for row in summary], abs=0.0051)
        assert p.age == pytest.approx([float(row["T"]) for row in summary], abs=0.0051)
        assert p.spend == pytest.approx([float(row["zbar"]) for row in summary], abs=0.0051)


class DescribeAHistory:
    @given(
        st.lists(
            st.tuples(st.integers(0, 3), st.sampled_from([0.0, 1.5, 2.25]), st.sampled_from([3.0, 4.75])), min_size=1, max_size=30
        )
    )
    def it_counts_each_distinct_past_once(self, rows: list[tuple[int, float, float]]) -> None:
        history = History.collapse(*zip(*rows, strict=True))
        found = dict(zip(zip(history.x, history.t_x, history.age, strict=True), history.weight, strict=True))
        assert found == {row: rows.count(row) for row in rows}
        assert history.customers == len(rows)
        assert history.repeat_customers == sum(x > 0 for x, _, _ in rows)
