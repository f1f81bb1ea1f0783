"""Bars of a schedule."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.errors import ModelError
from addin.models.gantt import gantt, periods_from

MONDAY = dt.date(2027, 1, 4)


def days(*texts: str) -> np.ndarray:
    return np.array(texts, "datetime64[D]")


class DescribeGantt:
    def it_marks_every_week_a_task_touches(self) -> None:
        bars = gantt(days("2027-01-08", "2027-01-11"), days("2027-01-11", "2027-01-17"), first_day=MONDAY, periods=3)
        assert bars.tolist() == [[1, 1, 0], [0, 1, 0]]

    def it_marks_a_milestone_with_two(self) -> None:
        bars = gantt(days("2027-01-17"), days("2027-01-17"), first_day=MONDAY, periods=3, durations=np.array([0.0]))
        assert bars.tolist() == [[0, 2, 0]]  # a Sunday belongs to the week of its Monday

    def it_draws_a_one_day_task_as_work(self) -> None:
        assert gantt(days("2027-01-05"), days("2027-01-05"), first_day=MONDAY, periods=1, durations=np.array([1.0])).tolist() == [
            [1]
        ]

    def it_draws_calendar_months(self) -> None:
        bars = gantt(days("2027-01-31"), days("2027-03-01"), first_day=dt.date(2027, 1, 15), periods=4, grain="month")
        assert bars.tolist() == [[1, 1, 1, 0]]

    def it_starts_weeks_on_monday_whatever_the_first_day(self) -> None:
        opens, closes = periods_from(dt.date(2027, 1, 1), 2)
        assert opens.astype(str).tolist() == ["2026-12-28", "2027-01-04"]
        assert closes.astype(str).tolist() == ["2027-01-03", "2027-01-10"]

    def it_leaves_a_task_without_dates_empty(self) -> None:
        assert gantt(days("NaT"), days("NaT"), first_day=MONDAY, periods=2).tolist() == [[0, 0]]

    def it_takes_a_lone_date_as_one_day(self) -> None:
        assert gantt(days("NaT", "2027-01-12"), days("2027-01-05", "NaT"), first_day=MONDAY, periods=2).tolist() == [
            [1, 0],
            [0, 1],
        ]

    def it_names_the_row_that_ends_before_it_starts(self) -> None:
        with pytest.raises(ModelError) as error:
            gantt(days("2027-01-05", "2027-01-12"), days("2027-01-05", "2027-01-05"), first_day=MONDAY, periods=2)
        assert (error.value.code, error.value.facts["row"]) == ("gantt.finish_before_start", 2)
        assert error.value.facts["start"] == dt.date(2027, 1, 12)

    @pytest.mark.parametrize("periods", [0, -1, 16_385])
    def it_refuses_a_chart_no_sheet_can_hold(self, periods: int) -> None:
        with pytest.raises(ModelError) as error:
            gantt(days("2027-01-05"), days("2027-01-05"), first_day=MONDAY, periods=periods)
        assert error.value.code == "gantt.periods_out_of_range"

    @given(st.dates(dt.date(2026, 1, 1), dt.date(2028, 12, 31)), st.integers(0, 400), st.sampled_from(["week", "month"]))
    def its_bars_are_whole(self, start: dt.date, length: int, grain: str) -> None:
        bars = gantt(
            days(str(start)),
            days(str(start + dt.timedelta(length))),
            first_day=dt.date(2025, 6, 1),
            periods=300,
            grain=grain,  # type: ignore[arg-type]
        )[0]
        marked = np.flatnonzero(bars)
        assert marked.size == marked[-1] - marked[0] + 1
