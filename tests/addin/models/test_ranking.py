"""Ranks of values that are equal but for the rounding of floating point."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.models.ranking import ranks


class DescribeRanks:
    def they_go_from_the_largest_down_and_equals_share_one(self) -> None:
        assert ranks([4.0, 9.0, 4.0, 1.0]).tolist() == [2, 1, 2, 4]

    @pytest.mark.parametrize("size", [1e-3, 1.0, 1e6, 1e300])
    def they_do_not_split_what_rounding_splits(self, size: float) -> None:
        assert ranks(np.array([(0.3 - 0.1) / 0.1, (3.0 - 1.0) / 1.0, 1.5]) * size).tolist() == [1, 1, 3]

    def they_tell_small_values_apart_beside_a_large_one(self) -> None:
        assert ranks([5e9, 0.50001, 0.50002]).tolist() == [1, 3, 2]

    def they_are_whole_numbers_even_of_nothing(self) -> None:
        assert ranks([]).dtype == ranks([2.0]).dtype == np.int64

    @given(st.lists(st.integers(-20, 20), min_size=1))
    def they_count_the_larger_ones(self, values: list[int]) -> None:
        assert ranks(values).tolist() == [1 + sum(other > value for other in values) for value in values]
