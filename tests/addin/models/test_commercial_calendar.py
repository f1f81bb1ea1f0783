"""Sales periods and feasts, against the dates that were."""

from __future__ import annotations

import datetime as dt

import pytest

from addin.errors import ModelError
from addin.models.commercial_calendar import Event, commercial_calendar, nth_weekday


def event(key: str, year: int) -> Event:
    return next(event for event in commercial_calendar(year, year) if event.key == key)


class DescribeSales:
    @pytest.mark.parametrize(
        ("year", "winter", "summer"),
        [
            (2022, dt.date(2022, 1, 12), dt.date(2022, 6, 22)),
            (2023, dt.date(2023, 1, 11), dt.date(2023, 6, 28)),
            (2024, dt.date(2024, 1, 10), dt.date(2024, 6, 26)),
            (2025, dt.date(2025, 1, 8), dt.date(2025, 6, 25)),
            (2026, dt.date(2026, 1, 7), dt.date(2026, 6, 24)),
        ],
    )
    def they_start_when_the_order_says(self, year: int, winter: dt.date, summer: dt.date) -> None:
        assert (event("winter_sales", year).start, event("summer_sales", year).start) == (winter, summer)

    @pytest.mark.parametrize("year", range(2022, 2100))
    def they_start_on_a_wednesday_and_last_four_weeks(self, year: int) -> None:
        for key, last_day in (("winter_sales", 12), ("summer_sales", 28)):
            sales = event(key, year)
            assert sales.start.weekday() == 2
            assert last_day - 7 < sales.start.day <= last_day
            assert (sales.finish - sales.start).days == 27


class DescribeFeasts:
    @pytest.mark.parametrize(
        ("year", "day"),
        [(2022, dt.date(2022, 5, 29)), (2023, dt.date(2023, 6, 4)), (2024, dt.date(2024, 5, 26)), (2027, dt.date(2027, 5, 30))],
    )
    def they_move_mothers_day_off_whit_sunday(self, year: int, day: dt.date) -> None:
        assert event("mothers", year).start == day

    def they_know_the_other_moving_days(self) -> None:
        assert event("fathers", 2025).start == dt.date(2025, 6, 15)
        assert event("grandmothers", 2026).start == dt.date(2026, 3, 1)
        assert event("black_friday", 2024).start == dt.date(2024, 11, 29)
        assert event("cyber_monday", 2024).start == dt.date(2024, 12, 2)


class DescribeTheCalendar:
    def it_is_in_order(self) -> None:
        starts = [event.start for event in commercial_calendar(2026, 2028)]
        assert starts == sorted(starts)
        assert len(starts) == 36

    @pytest.mark.parametrize(
        ("first", "last", "code"),
        [
            (2028, 2027, "commercial_calendar.years_reversed"),
            (2021, 2027, "commercial_calendar.year_out_of_range"),
            (2027, 5000, "commercial_calendar.year_out_of_range"),
        ],
    )
    def it_refuses_years_other_rules_held_in(self, first: int, last: int, code: str) -> None:
        with pytest.raises(ModelError) as error:
            commercial_calendar(first, last)
        assert error.value.code == code


class DescribeNthWeekday:
    def it_counts_from_either_end(self) -> None:
        assert [nth_weekday(2026, 12, 3, n).day for n in (1, 2, 5, -1, -5)] == [3, 10, 31, 31, 3]
