"""Rates of a funnel."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.errors import ModelError
from addin.models.funnel import funnel


class DescribeFunnel:
    def it_gives_each_stage_its_share_of_the_one_before_and_of_the_first(self) -> None:
        rates = [(stage.rate_from_previous, stage.rate_from_first) for stage in funnel([120_000, 30_000, 1_500, 900])]
        assert rates == [(None, 1.0), (0.25, 0.25), (0.05, 0.0125), (0.6, 0.0075)]

    def it_may_widen(self) -> None:
        assert funnel([100, 150])[1].rate_from_previous == 1.5

    def it_divides_by_nothing_nowhere(self) -> None:
        assert [stage.rate_from_previous for stage in funnel([100, 0, 0])] == [None, 0.0, None]
        assert [stage.rate_from_first for stage in funnel([0, 5])] == [None, None]

    def it_leaves_a_stage_nobody_measured_blank(self) -> None:
        stages = funnel([100, None, 20])
        assert (stages[1].volume, stages[1].rate_from_first) == (None, None)
        assert (stages[2].rate_from_previous, stages[2].rate_from_first) == (None, 0.2)

    def it_may_be_empty(self) -> None:
        assert funnel([]) == []

    def it_counts_people(self) -> None:
        with pytest.raises(ModelError) as error:
            funnel([100, -1])
        assert (error.value.code, error.value.facts["row"]) == ("funnel.volume_negative", 2)

    @given(st.lists(st.integers(1, 10**9), min_size=1, max_size=8))
    def its_rates_from_the_first_are_the_products_of_the_others(self, volumes: list[int]) -> None:
        product = 1.0
        for stage in funnel(volumes):
            product *= stage.rate_from_previous or 1.0
            assert stage.rate_from_first == pytest.approx(product)
