"""Concentration: tenths, the top share, Gini."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.errors import ModelError
from addin.models.concentration import by_segment, concentration

bases = st.lists(st.integers(0, 10_000).map(float), min_size=1, max_size=60).filter(any)


class DescribeConcentration:
    def it_finds_80_20_where_it_was_put(self) -> None:
        found = concentration([40, 40] + [2.5] * 8)
        assert (found.top_share, found.customers_for_80pct) == (0.8, 0.2)

    @given(bases)
    def it_shares_out_every_customer_and_every_euro_best_first(self, values: list[float]) -> None:
        found = concentration(values)
        assert found.customers.sum() == len(values)
        assert found.value.sum() == pytest.approx(sum(values))
        assert found.cumulative_customers_share[-1] == found.cumulative_value_share[-1] == 1
        means = (found.value / np.maximum(found.customers, 1))[found.customers > 0]
        assert (np.diff(means) <= 1e-9).all()

    @given(bases)
    def its_deciles_end_at_the_rounded_up_tenths(self, values: list[float]) -> None:
        ends = np.cumsum(concentration(values).customers)
        assert ends.tolist() == [-(-len(values) * j // 10) for j in range(1, 11)]

    @given(bases)
    def its_gini_is_the_mean_absolute_difference(self, values: list[float]) -> None:
        differences = sum(abs(a - b) for a, b in itertools.product(values, repeat=2))
        assert concentration(values).gini == pytest.approx(differences / (2 * len(values) * sum(values)), abs=1e-9)

    @given(bases, st.floats(0.01, 1))
    def its_top_share_grows_with_the_share(self, values: list[float], share: float) -> None:
        assert concentration(values, share=share).top_share <= concentration(values, share=1.0).top_share + 1e-12

    @given(bases)
    def its_80_percent_need_no_more_customers_than_it_says(self, values: list[float]) -> None:
        found = concentration(values)
        best = sorted(values, reverse=True)
        count = round(found.customers_for_80pct * len(values))
        assert sum(best[:count]) >= 0.8 * sum(values) * (1 - 1e-9)
        assert sum(best[: count - 1]) < 0.8 * sum(values)

    @pytest.mark.parametrize(
        ("values", "share", "code"),
        [
            ([], 0.2, "clv.values_none"),
            ([1, -2], 0.2, "clv.value_negative"),
            ([0, 0], 0.2, "clv.values_all_zero"),
            ([1, 2], 0.0, "clv.share_out_of_range"),
            ([1, 2], 20.0, "clv.share_out_of_range"),
        ],
    )
    def it_refuses_what_has_no_concentration(self, values: list[float], share: float, code: str) -> None:
        with pytest.raises(ModelError) as error:
            concentration(values, share=share)
        assert error.value.code == code


class DescribeBySegment:
    @given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(-100, 1000)), min_size=1, max_size=30))
    def it_adds_up_to_the_whole_largest_first(self, rows: list[tuple[str, int]]) -> None:
        names, values = zip(*rows, strict=True)
        found = by_segment(np.array(names, object), np.array(values, float))
        assert dict(zip(found.segments, found.total, strict=True)) == {
            name: sum(v for n, v in rows if n == name) for name in set(names)
        }
        assert (np.diff(found.total) <= 0).all()
        assert found.customers.sum() == len(rows)

    def it_has_no_share_of_nothing(self) -> None:
        assert np.isnan(by_segment(np.array(["a", "b"], object), [1.0, -1.0]).share).all()

    def it_refuses_an_empty_range(self) -> None:
        with pytest.raises(ModelError) as error:
            by_segment(np.array([], object), [])
        assert error.value.code == "clv.values_none"
