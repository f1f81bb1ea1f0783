"""French public holidays and working days, against two independent libraries over more than a century."""

from __future__ import annotations

import datetime as dt

import pytest

from addin.errors import ModelError
from addin.models.calendar import Region, WorkingCalendar, easter, french_holidays, holidays

YEARS = range(1990, 2101)


def days_of(year: int, *, region: Region = "metropole", solidarity_day: bool = False) -> set[dt.date]:
    return {day for day, _ in holidays(year, region=region, solidarity_day=solidarity_day)}


class DescribeEaster:
    @pytest.mark.parametrize(
        ("year", "month", "day"),
        [(1961, 4, 2), (1818, 3, 22), (1943, 4, 25), (2000, 4, 23), (2008, 3, 23), (2038, 4, 25)],
    )
    def it_falls_where_the_almanac_says(self, year: int, month: int, day: int) -> None:
        assert easter(year) == dt.date(year, month, day)

    def it_is_that_of_dateutil_as_long_as_the_rule_is_trusted(self) -> None:
        library = pytest.importorskip("dateutil.easter", reason="dateutil is not installed: Easter goes unchecked against it")
        assert [year for year in range(1583, 4100) if easter(year) != library.easter(year)] == []


class DescribeFrenchHolidays:
    @pytest.mark.parametrize("year", YEARS)
    def they_are_those_of_workalendar(self, year: int) -> None:
        europe = pytest.importorskip(
            "workalendar.europe", reason="workalendar is not installed: the calendar goes unchecked against it"
        )
        assert days_of(year) == {day for day, _ in europe.France().holidays(year)}
        assert days_of(year, region="alsace-moselle") == {day for day, _ in europe.FranceAlsaceMoselle().holidays(year)}

    @pytest.mark.parametrize("year", YEARS)
    def they_are_those_of_the_holidays_library(self, year: int) -> None:
        library = pytest.importorskip("holidays", reason="holidays is not installed: the calendar goes unchecked against it")
        # In 2005–2007 Whit Monday was the day of solidarity everywhere: that library drops it, though it stayed a public holiday.
        worked = year in (2005, 2006, 2007)
        assert days_of(year, solidarity_day=worked) == set(library.country_holidays("FR", years=year))
        assert days_of(year, region="alsace-moselle", solidarity_day=worked) == set(
            library.country_holidays("FR", subdiv="57", years=year)
        )

    def they_are_eleven_a_year_unless_two_feasts_meet(self) -> None:
        assert len(days_of(2027)) == 11
        assert len(days_of(2059)) == 10
        assert dict(holidays(2008))[dt.date(2008, 5, 1)] == ("labour_day", "ascension")

    def they_leave_out_whit_monday_where_it_is_worked(self) -> None:
        assert days_of(2027) - days_of(2027, solidarity_day=True) == {dt.date(2027, 5, 17)}

    def they_add_good_friday_and_boxing_day_in_alsace_moselle(self) -> None:
        assert days_of(2027, region="alsace-moselle") - days_of(2027) == {dt.date(2027, 3, 26), dt.date(2027, 12, 26)}

    def they_come_in_order_over_several_years(self) -> None:
        days = [day for day, _ in french_holidays(2026, 2028)]
        assert days == sorted(set(days))
        assert len(days) == 33

    @pytest.mark.parametrize(
        ("first", "last", "code", "argument"),
        [
            (2028, 2027, "calendar.years_reversed", "last_year"),
            (1981, 2027, "calendar.year_out_of_range", "first_year"),
            (2027, 4100, "calendar.year_out_of_range", "last_year"),
        ],
    )
    def they_refuse_years_nobody_can_answer_for(self, first: int, last: int, code: str, argument: str) -> None:
        with pytest.raises(ModelError) as error:
            french_holidays(first, last)
        assert (error.value.code, error.value.facts["argument"]) == (code, argument)


class DescribeTheWorkingCalendar:
    def it_skips_weekends_holidays_and_closures(self) -> None:
        calendar = WorkingCalendar.between(
            dt.date(2027, 5, 5), dt.date(2027, 5, 12), closures=[dt.date(2027, 5, 7)]
        )  # Ascension bridge
        assert [dt.date.fromordinal(day).day for day in calendar.days] == [5, 10, 11, 12]

    def it_works_on_whit_monday_when_told_so(self) -> None:
        whit_monday = dt.date(2027, 5, 17)
        assert WorkingCalendar.between(whit_monday, whit_monday).days == ()
        assert WorkingCalendar.between(whit_monday, whit_monday, solidarity_day=True).days == (whit_monday.toordinal(),)

    def it_counts_a_closed_day_inside_one_boundary(self) -> None:
        calendar = WorkingCalendar.between(dt.date(2027, 5, 10), dt.date(2027, 5, 21))
        sunday = dt.date(2027, 5, 16).toordinal()
        assert calendar.boundary_before(sunday) == calendar.boundary_after(sunday) == 5

    def it_counts_the_working_days_of_2027(self) -> None:
        calendar = WorkingCalendar.between(dt.date(2027, 1, 1), dt.date(2027, 12, 31))
        assert len(calendar.days) == 261 - 7  # eleven holidays, four of them on a weekend (1 and 8 May, 15 August, 25 December)
