"""CHANNEL_SCORE as a formula."""

from __future__ import annotations

import pytest

from addin.errors import FunctionError
from addin.functions import call


class DescribeChannelScore:
    def it_scores_and_ranks_one_row_a_channel(self) -> None:
        table = call("CHANNEL_SCORE", [5, None, 4, 4, 1], [5, None, 3, 4, 1], [5, None, 4, 3, 1], [5, None, 3, 3, 1], lang="en")
        assert table == [["score", "rank"], [5.0, 1], [None, None], [3.5, 2], [3.5, 2], [1.0, 4]]

    def it_weighs_the_criteria(self) -> None:
        assert call("CHANNEL_SCORE", [5], [4], [3], [2], [[4, 3, 2, 1]])[1] == [4.0, 1]

    @pytest.mark.parametrize(("rating", "weight"), [(1e308, 1), (5, 1e308)])
    def it_refuses_what_is_beyond_numbers(self, rating: float, weight: float) -> None:
        with pytest.raises(FunctionError) as error:
            call("CHANNEL_SCORE", *[[rating, 1]] * 4, [weight] * 4)
        assert (error.value.code, error.value.kind) == ("channels.beyond_numbers", "#NUM!")

    def it_needs_four_weights(self) -> None:
        with pytest.raises(FunctionError) as error:
            call("CHANNEL_SCORE", [5], [4], [3], [2], [1, 2])
        assert (error.value.code, error.value.argument) == ("channels.weights_not_four", "weights")

    def it_wants_every_criterion_of_a_channel(self) -> None:
        with pytest.raises(FunctionError) as error:
            call("CHANNEL_SCORE", [5, 4], [4, None], [3, 3], [2, 2])
        assert (error.value.code, error.value.row) == ("channels.coverage_blank", 2)
