"""GANTT as a formula."""

from __future__ import annotations

import datetime as dt

import pytest

from addin.errors import FunctionError
from addin.functions import call

MONDAY = dt.date(2027, 1, 4)


class DescribeGantt:
    def it_is_a_bare_matrix(self) -> None:
        assert call("GANTT", [MONDAY], [dt.date(2027, 1, 11)], MONDAY, 3) == [[1, 1, 0]]

    @pytest.mark.parametrize("grain", ["month", "Mois", "mois"])
    def it_reads_the_grain_in_either_language(self, grain: str) -> None:
        assert call("GANTT", [MONDAY], [dt.date(2027, 2, 11)], MONDAY, 3, grain) == [[1, 1, 0]]

    def it_gives_two_for_a_milestone(self) -> None:
        assert call("GANTT", [MONDAY, MONDAY], [MONDAY, MONDAY], MONDAY, 2, None, [0, 1]) == [[2, 0], [1, 0]]

    def it_leaves_blank_rows_blank_and_dateless_rows_empty(self) -> None:
        assert call("GANTT", [MONDAY, None, None], [MONDAY, None, None], MONDAY, 2, "week", [1, None, 3]) == [
            [1, 0],
            [None, None],
            [0, 0],
        ]

    def it_takes_the_dates_of_a_schedule(self) -> None:
        plan = call("RETROPLANNING", ["A", "J"], [7, 0], [None, "A"], [None, dt.date(2027, 1, 17)])
        starts, finishes = [row[1] for row in plan[1:]], [row[2] for row in plan[1:]]
        assert call("GANTT", starts, finishes, MONDAY, 3, "week", [7, 0]) == [[1, 1, 0], [0, 2, 0]]

    def it_names_the_row_of_reversed_dates(self) -> None:
        with pytest.raises(FunctionError) as error:
            call("GANTT", [None, MONDAY], [None, dt.date(2027, 1, 1)], MONDAY, 3)
        assert (error.value.code, error.value.row) == ("gantt.finish_before_start", 2)
