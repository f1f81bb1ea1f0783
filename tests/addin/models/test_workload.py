"""Person-days by owner and week."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.errors import ModelError
from addin.models.workload import Job, workload

MONDAY = dt.date(2027, 5, 10)


def one(start: dt.date, finish: dt.date, effort: float, **options: object) -> tuple[float, ...]:
    return workload([Job("CRM", start, finish, effort)], first_day=MONDAY, weeks=3, **options).days[0]  # type: ignore[arg-type]


class DescribeWorkload:
    def it_spreads_effort_over_working_days_only(self) -> None:
        # 13, 14 and 18 May 2027: the weekend and Whit Monday are between.
        assert one(dt.date(2027, 5, 13), dt.date(2027, 5, 18), 6) == pytest.approx((4, 2, 0))

    def it_knows_closures_the_region_and_the_day_of_solidarity(self) -> None:
        whole_week = (dt.date(2027, 5, 17), dt.date(2027, 5, 28))
        assert one(*whole_week, 9) == pytest.approx((0, 4, 5))
        assert one(*whole_week, 10, solidarity_day=True) == pytest.approx((0, 5, 5))
        assert one(*whole_week, 8, closures=[dt.date(2027, 5, 18)]) == pytest.approx((0, 3, 5))
        good_friday = workload(
            [Job("CRM", dt.date(2027, 3, 22), dt.date(2027, 4, 2), 8)],
            first_day=dt.date(2027, 3, 22),
            weeks=2,
            region="alsace-moselle",
        )
        assert good_friday.days == ((4.0, 4.0),)

    def it_adds_up_the_jobs_of_an_owner(self) -> None:
        jobs = [Job("CRM", MONDAY, MONDAY, 1), Job("DIG", MONDAY, MONDAY, 2), Job("CRM", MONDAY, dt.date(2027, 5, 14), 5)]
        load = workload(jobs, first_day=MONDAY, weeks=1)
        assert load.owners == ("CRM", "DIG")
        assert load.days == ((6.0,), (2.0,))

    def it_takes_spellings_that_differ_by_spaces_or_case_for_one_owner(self) -> None:
        jobs = [Job("CRM", MONDAY, MONDAY, 1), Job(" crm", MONDAY, MONDAY, 2), Job("Crm ", MONDAY, MONDAY, 3)]
        load = workload(jobs, first_day=MONDAY, weeks=1)
        assert load.owners == ("CRM",)
        assert load.days == ((6.0,),)

    def it_spreads_each_job_over_its_own_days(self) -> None:
        jobs = [
            Job("CRM", MONDAY, MONDAY, 1),
            Job("DIG", MONDAY, dt.date(2027, 5, 21), 9),
            Job("COM", dt.date(2027, 5, 24), dt.date(2027, 5, 28), 5),
        ]
        days = workload(jobs, first_day=MONDAY, weeks=3).days
        assert [list(row) for row in days] == [[1, 0, 0], [pytest.approx(5), pytest.approx(4), 0], [0, 0, pytest.approx(5)]]

    def it_counts_weeks_from_monday(self) -> None:
        assert workload([], first_day=dt.date(2027, 5, 16), weeks=2).weeks == (MONDAY, dt.date(2027, 5, 17))

    def it_puts_work_without_a_working_day_in_the_week_it_starts(self) -> None:
        assert one(dt.date(2027, 5, 16), dt.date(2027, 5, 17), 2) == (2.0, 0.0, 0.0)

    def it_leaves_out_what_falls_outside_the_weeks(self) -> None:
        assert one(dt.date(2027, 5, 3), dt.date(2027, 5, 14), 9) == pytest.approx((5, 0, 0))  # Ascension is on 6 May

    @given(
        st.lists(
            st.tuples(st.sampled_from("AB"), st.dates(MONDAY, dt.date(2027, 12, 31)), st.integers(0, 60), st.floats(0, 50)),
            max_size=6,
        )
    )
    def its_total_is_the_effort_when_all_of_it_is_shown(self, rows: list[tuple[str, dt.date, int, float]]) -> None:
        jobs = [Job(owner, start, start + dt.timedelta(length), effort) for owner, start, length, effort in rows]
        load = workload(jobs, first_day=MONDAY, weeks=60)
        assert sum(map(sum, load.days)) == pytest.approx(sum(job.effort_days for job in jobs))

    @pytest.mark.parametrize(
        ("job", "weeks", "code", "row"),
        [
            (Job("A", MONDAY, MONDAY, -1), 1, "workload.effort_negative", 1),
            (Job("A", MONDAY, MONDAY - dt.timedelta(1), 1), 1, "workload.finish_before_start", 1),
            (Job("A", MONDAY, MONDAY, 1), 0, "workload.weeks_out_of_range", None),
            (Job("A", MONDAY, MONDAY, 1), 521, "workload.weeks_out_of_range", None),
        ],
    )
    def it_refuses_what_makes_no_sense(self, job: Job, weeks: int, code: str, row: int | None) -> None:
        with pytest.raises(ModelError) as error:
            workload([job], first_day=MONDAY, weeks=weeks)
        assert (error.value.code, error.value.facts.get("row")) == (code, row)
