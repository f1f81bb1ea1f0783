"""Who opens, assists and closes, counted path by path."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.models.channel_roles import channel_roles
from addin.models.journeys import journeys

rows_of_paths = st.lists(
    st.tuples(st.lists(st.sampled_from("abcd"), min_size=1, max_size=6), st.integers(1, 9)), min_size=1, max_size=12
)


class DescribeRoles:
    @given(rows_of_paths)
    def they_count_each_path_once(self, rows: list[tuple[list[str], int]]) -> None:
        met = journeys([" > ".join(path) for path, _ in rows], np.array([count for _, count in rows], float))
        found = channel_roles(met)
        for i, channel in enumerate(met.channels):
            several = [(path, count) for path, count in rows if len(path) > 1]
            assert found.opens[i] == sum(count for path, count in several if path[0] == channel)
            assert found.closes[i] == sum(count for path, count in several if path[-1] == channel)
            assert found.assists[i] == sum(count for path, count in rows if channel in path[1:-1])
            assert found.direct[i] == sum(count for path, count in rows if path[-1] == channel)
            assert found.assisted[i] == sum(count for path, count in rows if channel in path and path[-1] != channel)
        assert found.direct.sum() == met.total

    def they_have_no_ratio_for_a_channel_that_never_closes(self) -> None:
        found = channel_roles(journeys(["a > b", "b > b"], np.array([1.0, 3.0])))
        assert np.isnan(found.assist_ratio[0])
        assert found.assist_ratio[1] == pytest.approx(0.0)
