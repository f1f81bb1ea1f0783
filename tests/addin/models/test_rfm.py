"""RFM: scores against R's rfm package, and what must hold for any base."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.errors import ModelError
from addin.models import rfm
from addin.models.rfm import SEGMENTS
from addin.models.transactions import Transactions

GOLDEN = Path(__file__).parents[4] / "shared" / "golden" / "rfm"
golden = pytest.mark.skipif(not GOLDEN.exists(), reason="the orders and R's results stand beside the project, not in it")

bases = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 6), st.integers(-500, 5000).map(lambda cents: cents / 100)),
    min_size=1,
    max_size=40,
)
methods = st.sampled_from(rfm.METHODS)


def columns(base: list[tuple[int, int, float]]) -> tuple[list[int], list[int], list[float]]:
    recency, often, spent = (list(column) for column in zip(*base, strict=True))
    return recency, often, spent


def rows_of(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((GOLDEN / name).read_text("utf-8").splitlines()))


def level(score: int, bins: int) -> str:
    u = (score - 0.5) / bins
    return "low" if u < 0.4 - 1e-12 else "high" if u > 0.6 + 1e-12 else "mid"


def by_the_book(r: int, f: int, m: int, bins: int) -> str:
    """The eleven rules, read one by one."""
    lr, lf, lm = level(r, bins), level(f, bins), level(m, bins)
    if (lr, lf, lm) == ("high", "high", "high"):
        return "champions"
    if (lr, lf, lm) == ("low", "high", "high"):
        return "promising_dormants"
    if lr != "low" and lf == "high":
        return "loyal"
    if lr != "low" and lm == "high":
        return "big_spenders"
    if lr == "high":
        return "new" if f == 1 else "potential_loyalists"
    if lr == "mid":
        return "need_attention" if "mid" in (lf, lm) else "about_to_sleep"
    if "high" in (lf, lm):
        return "at_risk"
    return "hibernating" if "mid" in (lf, lm) else "lost"


class DescribeTheScores:
    def they_cut_at_linear_quantiles(self) -> None:
        scores = rfm.score([1, 2, 3, 4], [1, 2, 3, 4], [10, 20, 30, 40], bins=2)
        assert (scores.r.tolist(), scores.f.tolist(), scores.m.tolist()) == ([2, 2, 1, 1], [1, 1, 2, 2], [1, 1, 2, 2])

    def they_stay_whole_when_85_percent_bought_once(self) -> None:
        often = np.array([1] * 85 + [2] * 10 + [5] * 5)
        scores = rfm.score(np.arange(100), often, np.arange(100) + 1.0)
        assert sorted(set(scores.f.tolist())) == [1, 5]
        assert set(scores.f[often == 1].tolist()) == {1}

    def they_come_in_equal_groups_with_ntile_larger_ones_first(self) -> None:
        scores = rfm.score([5] * 7, [1] * 7, [3] * 7, bins=3, method="ntile")
        assert scores.f.tolist() == [1, 1, 1, 2, 2, 3, 3]

    def they_are_nested_f_in_r_and_m_in_both(self) -> None:
        recency, often, spent = [1, 1, 9, 9], [1, 2, 10, 20], [5, 5, 5, 5]
        nested = rfm.score(recency, often, spent, bins=2, method="nested")
        assert (nested.r.tolist(), nested.f.tolist(), nested.m.tolist()) == ([2, 2, 1, 1], [1, 2, 1, 2], [1, 1, 1, 1])

    def they_are_joined_by_hyphens_with_ten_classes(self) -> None:
        assert rfm.score([0, 1], [9, 1], [9, 1], bins=10).score == ["10-10-10", "1-1-1"]

    @given(bases, st.integers(2, 10), methods)
    def they_lie_between_1_and_bins(self, base: list[tuple[int, int, float]], bins: int, method: rfm.Method) -> None:
        scores = rfm.score(*columns(base), bins=bins, method=method)
        for values in (scores.r, scores.f, scores.m):
            assert values.min() >= 1
            assert values.max() <= bins

    @given(bases, st.integers(2, 10), st.sampled_from(["quantile", "ntile"]))
    def they_never_rank_the_better_customer_lower(
        self, base: list[tuple[int, int, float]], bins: int, method: rfm.Method
    ) -> None:
        scores = rfm.score(*columns(base), bins=bins, method=method)
        for i, j in itertools.combinations(range(len(base)), 2):
            if base[i][0] < base[j][0]:
                assert scores.r[i] >= scores.r[j]
            if base[i][1] > base[j][1]:
                assert scores.f[i] >= scores.f[j]
            if base[i][2] > base[j][2]:
                assert scores.m[i] >= scores.m[j]

    @given(bases, st.integers(2, 10), st.sampled_from(["quantile", "nested"]))
    def they_keep_equal_customers_together(self, base: list[tuple[int, int, float]], bins: int, method: rfm.Method) -> None:
        twice = base + base
        scores = rfm.score(*columns(twice), bins=bins, method=method).score
        assert scores[: len(base)] == scores[len(base) :]

    @given(bases, st.randoms(use_true_random=False))
    def they_do_not_depend_on_the_order_of_customers(self, base: list[tuple[int, int, float]], random: object) -> None:
        order = list(range(len(base)))
        random.shuffle(order)  # type: ignore[attr-defined]  # hypothesis types its randoms as object
        straight = rfm.score(*columns(base)).score
        assert rfm.score(*columns([base[i] for i in order])).score == [straight[i] for i in order]

    @given(bases, st.integers(2, 10))
    def they_differ_by_one_customer_at_most_between_ntile_groups(self, base: list[tuple[int, int, float]], bins: int) -> None:
        counts = np.bincount(rfm.score(*columns(base), bins=bins, method="ntile").m, minlength=bins + 1)[1:]
        assert counts.max() - counts.min() <= 1
        assert sorted(counts, reverse=True) == counts.tolist()

    @pytest.mark.parametrize("bins", [0, 1, 11, -5])
    def they_need_2_to_10_classes(self, bins: int) -> None:
        with pytest.raises(ModelError) as error:
            rfm.score([1], [1], [1], bins=bins)
        assert error.value.code == "rfm.bins_out_of_range"

    @pytest.mark.parametrize(("recency", "often", "code"), [(-1, 1, "rfm.recency_negative"), (1, -1, "rfm.frequency_negative")])
    def they_refuse_counts_below_zero(self, recency: int, often: int, code: str) -> None:
        with pytest.raises(ModelError) as error:
            rfm.score([1, recency], [1, often], [1, 1])
        assert (error.value.code, error.value.facts["row"]) == (code, 2)

    @golden
    def they_agree_with_the_r_package_but_for_its_quantile_plus_one(self) -> None:
        orders = rows_of("rfm_data_orders.csv")
        expected = {row["customer_id"]: row for row in rows_of("expected_rfm_table_order_default.csv")}
        last = dt.date.fromisoformat(max(row["order_date"] for row in orders))
        first = expected[orders[0]["customer_id"]]
        bought = max(dt.date.fromisoformat(row["order_date"]) for row in orders if row["customer_id"] == first["customer_id"])
        as_of = bought + dt.timedelta(days=int(first["recency_days"]))
        assert as_of >= last
        ledger = Transactions.read(
            [row["customer_id"] for row in orders],
            [row["order_date"] for row in orders],
            [float(row["revenue"]) for row in orders],
            as_of=as_of,
        )
        done = rfm.behaviour(ledger)
        scores = rfm.score(done.recency_days, done.frequency, done.monetary)
        rows = [expected[name] for name in done.customers]
        assert done.recency_days.tolist() == [int(row["recency_days"]) for row in rows]
        assert done.monetary.tolist() == [float(row["amount"]) for row in rows]
        for ours, column in ((scores.r, "recency_score"), (scores.f, "frequency_score"), (scores.m, "monetary_score")):
            assert np.mean(ours == [int(row[column]) for row in rows]) >= 0.997


class DescribeTheSegments:
    @pytest.mark.parametrize("bins", range(2, 11))
    def they_are_the_eleven_rules_for_every_score(self, bins: int) -> None:
        scores = np.array(list(itertools.product(range(1, bins + 1), repeat=3)))
        found = [SEGMENTS[i] for i in rfm.segment(*scores.T, bins=bins)]
        assert found == [by_the_book(*row, bins) for row in scores.tolist()]

    def they_are_all_reached_with_five_classes(self) -> None:
        scores = np.array(list(itertools.product(range(1, 6), repeat=3)))
        assert set(rfm.segment(*scores.T).tolist()) == set(range(11))

    def they_get_no_worse_when_a_customer_buys_more_recently(self) -> None:
        active = {"champions", "loyal", "big_spenders", "new", "potential_loyalists"}
        for f, m in itertools.product(range(1, 6), repeat=2):
            found = [SEGMENTS[rfm.segment(r, f, m)[0]] in active for r in range(1, 6)]
            assert found == sorted(found)

    @pytest.mark.parametrize(("scores", "name"), [((0, 1, 1), "r"), ((1, 6, 1), "f"), ((1, 1, -2), "m")])
    def they_refuse_a_score_outside_the_classes(self, scores: tuple[int, int, int], name: str) -> None:
        with pytest.raises(ModelError) as error:
            rfm.segment(*scores)
        assert (error.value.code, error.value.facts["argument"]) == ("rfm.score_out_of_range", name)


LEDGER = (
    ["a", "a", "b", "c", "c", "d"],
    ["2026-01-01", "2026-03-01", "2026-02-01", "2026-01-15", "2026-03-05", "2026-02-20"],
    [50.0, 30.0, 20.0, 100.0, -40.0, -5.0],
)


class DescribeBehaviour:
    def it_counts_a_refund_as_money_back_and_no_purchase(self) -> None:
        done = rfm.behaviour(Transactions.read(*LEDGER))
        assert done.customers.tolist() == ["a", "b", "c"]
        assert done.monetary.tolist() == [80.0, 20.0, 60.0]
        assert done.frequency.tolist() == [2, 1, 1]
        assert done.recency_days.tolist() == [4, 32, 49]

    def it_counts_who_only_got_money_back(self) -> None:
        assert rfm.behaviour(Transactions.read(*LEDGER)).left_out == 1

    def it_counts_a_gift_as_a_purchase(self) -> None:
        assert rfm.behaviour(Transactions.read(["a"], ["2026-01-01"], [0.0])).frequency.tolist() == [1]

    def it_adds_cents_without_binary_dust(self) -> None:
        done = rfm.behaviour(Transactions.read(["a", "a", "b"], ["2026-01-01"] * 3, [0.1, 0.2, 0.3]))
        assert done.monetary[0] == done.monetary[1]

    @given(st.randoms(use_true_random=False))
    @settings(max_examples=20)
    def it_does_not_depend_on_the_order_of_rows(self, random: object) -> None:
        order = list(range(6))
        random.shuffle(order)  # type: ignore[attr-defined]  # hypothesis types its randoms as object
        shuffled = rfm.behaviour(Transactions.read(*([column[i] for i in order] for column in LEDGER), as_of=dt.date(2026, 3, 5)))
        straight = rfm.behaviour(Transactions.read(*LEDGER))
        assert shuffled.monetary.tolist() == straight.monetary.tolist()
        assert shuffled.recency_days.tolist() == straight.recency_days.tolist()

    def it_refuses_a_base_of_refunds(self) -> None:
        with pytest.raises(ModelError) as error:
            rfm.behaviour(Transactions.read(["a", "b"], ["2026-01-01"] * 2, [-1.0, -2.0]))
        assert (error.value.code, error.value.facts["customers"]) == ("transactions.no_purchase", 2)


def scored(seed: int = 3, customers: int = 60) -> tuple[rfm.Behaviour, rfm.Rfm]:
    random = np.random.default_rng(seed)
    rows = customers * 4
    dates = np.datetime64("2026-01-01") + random.integers(0, 180, rows)
    ledger = Transactions.read(random.integers(0, customers, rows), dates, random.gamma(2, 20, rows).round(2))
    done = rfm.behaviour(ledger)
    return done, rfm.score(done.recency_days, done.frequency, done.monetary)


class DescribeTheSummary:
    def it_shares_out_every_customer_and_every_euro(self) -> None:
        done, scores = scored()
        summary = rfm.summarise(done, scores)
        assert summary.customers.sum() == done.customers.size
        assert summary.customers_share.sum() == pytest.approx(1)
        assert summary.revenue.sum() == pytest.approx(done.monetary.sum())
        assert summary.revenue_share.sum() == pytest.approx(1)
        assert np.isnan(summary.mean_monetary[summary.customers == 0]).all()

    def it_says_nothing_of_shares_of_nothing(self) -> None:
        done = rfm.behaviour(Transactions.read(["a"], ["2026-01-01"], [0.0]))
        assert np.isnan(rfm.summarise(done, rfm.score(done.recency_days, done.frequency, done.monetary)).revenue_share).all()


class DescribeTheGrid:
    def it_has_the_best_recency_on_top_and_the_best_frequency_on_the_right(self) -> None:
        done, scores = scored()
        cells = rfm.grid(done, scores)
        assert cells[0, 4] == np.sum((scores.r == 5) & (scores.f == 5))
        assert cells[4, 0] == np.sum((scores.r == 1) & (scores.f == 1))
        assert cells.sum() == done.customers.size

    def its_means_are_revenue_over_customers_and_blank_where_nobody_is(self) -> None:
        done, scores = scored()
        count, revenue, mean = (rfm.grid(done, scores, measure=m) for m in ("customers", "revenue", "mean_monetary"))
        assert np.isnan(mean[count == 0]).all()
        assert (mean * count)[count > 0] == pytest.approx(revenue[count > 0])


class DescribeTheMigration:
    def it_moves_every_early_customer_once(self) -> None:
        random = np.random.default_rng(1)
        dates = np.datetime64("2026-01-01") + random.integers(0, 180, 300)
        ledger = Transactions.read(random.integers(0, 80, 300), dates, random.gamma(2, 20, 300))
        moves = rfm.migration(ledger, dt.date(2026, 3, 31))
        early = len(set(ledger.code[ledger.day <= ledger.as_of - (ledger.as_of_date - dt.date(2026, 3, 31)).days].tolist()))
        assert moves.counts.sum() == early
        assert moves.newcomers == ledger.customers.size - early

    @pytest.mark.parametrize(
        ("from_date", "code"), [(dt.date(2026, 3, 1), "rfm.dates_reversed"), (dt.date(2025, 1, 1), "rfm.no_purchase_before")]
    )
    def it_refuses_dates_without_a_base(self, from_date: dt.date, code: str) -> None:
        with pytest.raises(ModelError) as error:
            rfm.migration(Transactions.read(["a"], ["2026-02-01"], [5.0], as_of=dt.date(2026, 3, 1)), from_date)
        assert error.value.code == code
