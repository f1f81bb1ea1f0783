"""LIFE_CYCLE as a formula."""

from __future__ import annotations

import datetime as dt

import pytest

from addin.errors import FunctionError
from addin.functions import call

QUARTERS = [f"T{k}" for k in range(1, 9)]


class DescribeLifeCycle:
    def it_gives_phase_growth_and_advice(self) -> None:
        header, row = call("LIFE_CYCLE", QUARTERS, [10, 10, 10, 10, 12, 12, 12, 12])
        assert header == ["phase", "croissance", "conseil"]
        assert row[:2] == ["Croissance", pytest.approx(0.2)]
        assert "distribution" in row[2]
        assert call("LIFE_CYCLE", QUARTERS, [10] * 8, lang="en")[1][0] == "Maturity"

    def it_reads_a_row_of_a_table(self) -> None:
        assert call("LIFE_CYCLE", [QUARTERS], [[10, 10, 10, 10, 8, 8, 8, 8]])[1][0] == "Déclin"

    def it_advises_to_revive_or_harvest_in_decline(self) -> None:
        advice = call("LIFE_CYCLE", QUARTERS, [10] * 4 + [5] * 4)[1][2]
        assert "relancer" in advice
        assert "récolter" in advice

    def it_launches_what_was_never_sold(self) -> None:
        assert call("LIFE_CYCLE", QUARTERS, [0] * 8)[1][:2] == ["Lancement", None]
        assert call("LIFE_CYCLE", QUARTERS, [None] * 7 + [3])[1][:2] == ["Lancement", None]

    @pytest.mark.parametrize(("periods", "sales"), [([], []), (QUARTERS, [None] * 8), ([None] * 8, [None] * 8)])
    def it_says_nothing_of_a_product_whose_sales_are_blank(self, periods: list[object], sales: list[object]) -> None:
        with pytest.raises(FunctionError) as error:
            call("LIFE_CYCLE", periods, sales)
        assert (error.value.code, error.value.kind, error.value.argument) == ("life_cycle.no_sales", "#N/A", "sales")

    def it_puts_dated_periods_in_order(self) -> None:
        dates = [dt.date(2026, month, 1) for month in (10, 7, 4, 1)] + [dt.date(2025, month, 1) for month in (10, 7, 4, 1)]
        assert call("LIFE_CYCLE", dates, [12] * 4 + [10] * 4)[1][0] == "Croissance"

    def it_takes_thresholds(self) -> None:
        sales = [10, 10, 10, 10, 10.6, 10.6, 10.6, 10.6]
        assert call("LIFE_CYCLE", QUARTERS, sales, [0.05])[1][0] == "Croissance"
        assert call("LIFE_CYCLE", QUARTERS, sales, [0.05, -0.05, 8])[1][0] == "Lancement"

    def it_names_the_row_as_given_even_when_it_reorders(self) -> None:
        with pytest.raises(FunctionError) as error:
            call("LIFE_CYCLE", [3, 2, 1], [5, -1, 5])
        assert (error.value.code, error.value.row) == ("life_cycle.sales_negative", 2)
        with pytest.raises(FunctionError) as error:
            call("LIFE_CYCLE", [4, 3, 2, 1], [5, None, 5, 5])
        assert (error.value.code, error.value.row) == ("life_cycle.sales_gap", 2)

    def it_takes_three_thresholds_at_most(self) -> None:
        with pytest.raises(FunctionError) as error:
            call("LIFE_CYCLE", QUARTERS, [1] * 8, [1, 2, 3, 4])
        assert error.value.code == "life_cycle.thresholds_too_many"
