"""The phase of a product, read in its sales."""

from __future__ import annotations

import pytest

from addin.errors import ModelError
from addin.models.life_cycle import Phase, life_cycle


class DescribeLifeCycle:
    @pytest.mark.parametrize(
        ("sales", "phase", "growth"),
        [
            ([10] * 4 + [12] * 4, "growth", 0.2),
            ([10] * 4 + [11] * 4, "maturity", 0.1),  # ten per cent is not yet more than ten per cent
            ([10] * 4 + [9] * 4, "maturity", -0.1),
            ([10] * 4 + [8] * 4, "decline", -0.2),
            ([1] * 20 + [10] * 4 + [10] * 4, "maturity", 0.0),  # only the last eight periods count
            ([10, 20, 10, 30, 10, 20, 10, 30], "maturity", 0.0),  # a season is no trend
            ([5, 5, 5, 6, 6], "growth", 0.2),  # five periods: the last two against the two before
            ([0, 0, 0, 0, 5, 5, 5, 6, 6], "growth", 0.2),  # counted from the first sale
            ([None, None, 5, 5, 5, 6, 6, None], "growth", 0.2),
            ([5, 0, 0, 0, 0, 0, 0, 0, 0, 7], "growth", None),  # back from nothing
        ],
    )
    def it_reads_growth_over_like_periods(self, sales: list[float | None], phase: Phase, growth: float | None) -> None:
        found = life_cycle(sales)
        assert found.phase == phase
        assert found.growth == (None if growth is None else pytest.approx(growth))

    @pytest.mark.parametrize("sales", [[0], [0, 0, 0], [None, 0], [5], [5, 50, 500, 5000], [0, 0, 0, 0, 0, 9, 9, 9, 9]])
    def it_launches_for_four_periods(self, sales: list[float | None]) -> None:
        assert life_cycle(sales).phase == "launch"

    def it_takes_other_thresholds(self) -> None:
        sales = [10] * 4 + [10.6] * 4
        assert life_cycle(sales).phase == "maturity"
        assert life_cycle(sales, growth=0.05, decline=-0.05).phase == "growth"
        assert life_cycle(sales, launch_periods=8).phase == "launch"

    @pytest.mark.parametrize(
        ("sales", "thresholds", "code", "row"),
        [
            ([], (0.1, -0.1), "life_cycle.no_sales", None),
            ([None, None], (0.1, -0.1), "life_cycle.no_sales", None),
            ([1, -2, 3], (0.1, -0.1), "life_cycle.sales_negative", 2),
            ([1, None, 3], (0.1, -0.1), "life_cycle.sales_gap", 2),
            ([1, 2, 3], (-0.1, 0.1), "life_cycle.thresholds_crossed", None),
        ],
    )
    def it_refuses_what_makes_no_sense(
        self, sales: list[float | None], thresholds: tuple[float, float], code: str, row: int | None
    ) -> None:
        with pytest.raises(ModelError) as error:
            life_cycle(sales, growth=thresholds[0], decline=thresholds[1])
        assert (error.value.code, error.value.facts.get("row")) == (code, row)
