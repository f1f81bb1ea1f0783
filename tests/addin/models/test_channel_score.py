"""Scores and ranks of channels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata

from addin.errors import ModelError
from addin.models.channel_score import channel_scores


class DescribeChannelScores:
    def they_are_weighted_means(self) -> None:
        scores, _ = channel_scores([[5, 4, 3, 2]], weights=[4, 3, 2, 1])
        assert scores.tolist() == [4.0]

    def they_share_ranks_when_equal(self) -> None:
        _, ranks = channel_scores([[5, 5, 5, 5], [4, 3, 4, 3], [3, 4, 3, 4], [1, 1, 1, 1]])
        assert ranks.tolist() == [1, 2, 2, 4]

    def they_see_through_the_dust_of_floats(self) -> None:
        _, ranks = channel_scores([[1, 2, 3, 4], [4, 3, 2, 1]], weights=[0.1, 0.1, 0.1, 0.1])
        assert ranks.tolist() == [1, 1]

    @given(st.lists(st.lists(st.integers(1, 5), min_size=4, max_size=4), min_size=1, max_size=12))
    def they_rank_as_scipy_does(self, ratings: list[list[int]]) -> None:
        _, ranks = channel_scores(ratings)
        assert ranks.tolist() == rankdata(-np.sum(ratings, axis=1), method="min").tolist()

    @pytest.mark.parametrize(
        ("weights", "code"),
        [
            ([1, 1, 1], "channels.weights_not_four"),
            ([0, 0, 0, 0], "channels.weights_not_positive"),
            ([1, 1, 1, -1], "channels.weights_not_positive"),
        ],
    )
    def they_need_four_weights(self, weights: list[float], code: str) -> None:
        with pytest.raises(ModelError) as error:
            channel_scores([[1, 2, 3, 4]], weights=weights)
        assert error.value.code == code
