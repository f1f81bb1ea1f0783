"""Dates in files: every form people write, and no day swapped with a month in silence."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.intake.dates import read_dates

JUNE = dt.date(2027, 6, 14)


class DescribePlainDates:
    @pytest.mark.parametrize(
        "text",
        [
            "2027-06-14", "2027/06/14", "2027.6.14", "20270614", "2027-06-14T10:30:00Z", "2027-06-14 10:30", "20270614T1030", "14/06/2027",
            "14-06-27", "14.6.2027", "14/06/2027 9h05", "14 juin 2027", "14 Jun 2027", "14-Jun-27", "June 14, 2027", "Jun 14 2027",
        ],
    )  # fmt: skip
    def they_are_read_in_every_usual_form(self, text: str) -> None:
        assert read_dates([text]).days == {text: JUNE}

    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("1er août 2027", (2027, 8, 1)),
            ("3 févr. 2027", (2027, 2, 3)),
            ("9 déc 2026", (2026, 12, 9)),
            ("1/2/85", (1985, 2, 1)),
        ],
    )
    def they_know_french_months_and_short_years(self, text: str, day: tuple[int, int, int]) -> None:
        assert read_dates([text]).days[text] == dt.date(*day)

    @pytest.mark.parametrize(
        "text", ["31/02/2027", "2027-13-01", "32/01/2027", "25/25/2027", "14 jui 2027", "demain", "12", "2027", "0001-01-01"]
    )
    def they_are_none_where_no_day_exists(self, text: str) -> None:
        assert read_dates([text]).days[text] is None


class DescribeDayAndMonth:
    def they_are_day_first_when_another_line_proves_it(self) -> None:
        reading = read_dates(["03/04/2027", "25/12/2027"])
        assert reading.days["03/04/2027"] == dt.date(2027, 4, 3)
        assert reading.evidence
        assert reading.ambiguous == {"03/04/2027"}

    def they_are_month_first_when_another_line_proves_it(self) -> None:
        reading = read_dates(["03/04/2027", "12/25/2027"])
        assert reading.days["03/04/2027"] == dt.date(2027, 3, 4)
        assert (reading.order, reading.evidence) == ("month_first", True)

    def they_are_day_first_by_choice_when_nothing_proves_it(self) -> None:
        reading = read_dates(["03/04/2027"])
        assert reading.days["03/04/2027"] == dt.date(2027, 4, 3)
        assert not reading.evidence

    def they_are_not_read_at_all_in_a_file_that_mixes_both(self) -> None:
        reading = read_dates(["03/04/2027", "25/12/2027", "12/25/2027"])
        assert reading.contradictory
        assert reading.days == {"03/04/2027": None, "25/12/2027": dt.date(2027, 12, 25), "12/25/2027": None}
        assert reading.misfits == {"12/25/2027"}

    def they_keep_the_more_frequent_order_of_a_file_that_mixes_both(self) -> None:
        reading = read_dates(["12/25/2027", "12/26/2027", "25/12/2027", "2027-12-24"])
        assert (reading.order, reading.misfits) == ("month_first", {"25/12/2027"})
        assert reading.days["12/26/2027"] == dt.date(2027, 12, 26)
        assert reading.days["2027-12-24"] == dt.date(2027, 12, 24)

    def they_raise_no_doubt_when_equal(self) -> None:
        assert not read_dates(["05/05/2027"]).ambiguous

    @given(
        days=st.lists(st.dates(dt.date(1970, 1, 1), dt.date(2069, 12, 31)), min_size=1, max_size=20),
        form=st.sampled_from(["%d/%m/%Y", "%m/%d/%Y"]),
    )
    def they_are_never_swapped_once_one_day_exceeds_twelve(self, days: list[dt.date], form: str) -> None:
        days = [*days, dt.date(2027, 6, 25)]
        reading = read_dates(day.strftime(form) for day in days)
        assert [reading.days[day.strftime(form)] for day in days] == days
