"""The backward schedule: by hand on the traps of the French calendar, and by its laws on random networks."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.errors import ModelError
from addin.models.calendar import WorkingCalendar
from addin.models.dependencies import Link, LinkKind
from addin.models.network import Task
from addin.models.retroplanning import Slot, schedule

WHIT_FRIDAY, WHIT_SUNDAY, WHIT_MONDAY, WHIT_TUESDAY = (dt.date(2027, 5, day) for day in (14, 16, 17, 18))
MONDAY, FRIDAY = dt.date(2027, 6, 7), dt.date(2027, 6, 11)


def after(position: int, kind: LinkKind = "FS", lag: int = 0, *, calendar_days: bool = False) -> Link:
    return Link(position, kind, lag, calendar_days)


def latest(slot: Slot) -> tuple[str, str]:
    return slot.latest_start.isoformat(), slot.latest_finish.isoformat()


def earliest(slot: Slot) -> tuple[str, str]:
    return slot.earliest_start.isoformat(), slot.earliest_finish.isoformat()


class DescribeTheFrenchTraps:
    def it_keeps_the_date_of_a_milestone_before_a_bridge(self) -> None:
        # Friday 14 May 2027 is followed by the weekend and by Whit Monday: the milestone is not moved to Tuesday.
        stand, fair = schedule([Task(duration=3), Task(duration=0, links=(after(0),), deadline=WHIT_FRIDAY)])
        assert latest(fair) == ("2027-05-14", "2027-05-14")
        assert latest(stand) == ("2027-05-12", "2027-05-14")

    def it_lets_a_fair_open_on_a_sunday(self) -> None:
        stand, fair = schedule([Task(duration=3), Task(duration=0, links=(after(0),), deadline=WHIT_SUNDAY)])
        assert latest(fair) == earliest(fair) == ("2027-05-16", "2027-05-16")
        assert latest(stand) == ("2027-05-12", "2027-05-14")

    def it_ends_work_due_on_a_closed_day_on_the_working_day_before(self) -> None:
        (task,) = schedule([Task(duration=2, deadline=WHIT_MONDAY)])
        assert latest(task) == ("2027-05-13", "2027-05-14")

    def it_works_on_whit_monday_where_that_is_the_day_of_solidarity(self) -> None:
        (task,) = schedule([Task(duration=2, deadline=WHIT_MONDAY)], solidarity_day=True)
        assert latest(task) == ("2027-05-14", "2027-05-17")

    def it_knows_alsace_moselle(self) -> None:
        good_friday = dt.date(2027, 3, 26)
        assert latest(schedule([Task(duration=1, deadline=good_friday)], region="alsace-moselle")[0]) == (
            "2027-03-25",
            "2027-03-25",
        )
        assert latest(schedule([Task(duration=1, deadline=good_friday)])[0]) == ("2027-03-26", "2027-03-26")

    def it_skips_the_company_s_closures(self) -> None:
        august = [dt.date(2027, 8, day) for day in range(2, 21)]
        (task,) = schedule([Task(duration=3, deadline=dt.date(2027, 8, 23))], closures=august)
        assert latest(task) == ("2027-07-29", "2027-08-23")

    def it_survives_a_closure_of_several_months(self) -> None:
        closed = [dt.date(2027, 1, 1) + dt.timedelta(k) for k in range(200)]
        (task,) = schedule([Task(duration=10, deadline=dt.date(2027, 7, 20))], closures=closed)
        assert task.latest_start < dt.date(2027, 1, 1)


class DescribeLinks:
    """Two tasks, the second due on Friday 11 June 2027 and lasting two days (10 and 11 June)."""

    @pytest.mark.parametrize(
        ("link", "start", "finish"),
        [
            (after(0), "2027-06-07", "2027-06-09"),
            (after(0, lag=2), "2027-06-03", "2027-06-07"),
            (after(0, lag=-1), "2027-06-08", "2027-06-10"),
            (after(0, "SS"), "2027-06-09", "2027-06-11"),  # may run past the start of the second, not past the end of the plan
            (after(0, "SS", 2), "2027-06-08", "2027-06-10"),
            (after(0, "FF"), "2027-06-09", "2027-06-11"),
            (after(0, "FF", 1), "2027-06-08", "2027-06-10"),
            (after(0, "SF", 4), "2027-06-08", "2027-06-10"),
            (after(0, lag=1, calendar_days=True), "2027-06-04", "2027-06-08"),
            (after(0, lag=3, calendar_days=True), "2027-06-02", "2027-06-04"),  # 6 June is a Sunday: rolled back to Friday
            (after(0, "SS", 3, calendar_days=True), "2027-06-07", "2027-06-09"),
            (after(0, "FF", 5, calendar_days=True), "2027-06-02", "2027-06-04"),
            (after(0, "SF", 5, calendar_days=True), "2027-06-07", "2027-06-09"),
        ],
    )
    def they_bound_the_predecessor(self, link: Link, start: str, finish: str) -> None:
        first, second = schedule([Task(duration=3), Task(duration=2, links=(link,), deadline=FRIDAY)])
        assert latest(second) == ("2027-06-10", "2027-06-11")
        assert latest(first) == (start, finish)

    def they_push_the_successor(self) -> None:
        slots = schedule(
            [Task(duration=3), Task(duration=2, links=(after(0, lag=3, calendar_days=True),), deadline=dt.date(2027, 12, 31))],
            today=MONDAY,
        )
        assert earliest(slots[0]) == ("2027-06-07", "2027-06-09")
        assert earliest(slots[1]) == ("2027-06-14", "2027-06-15")  # 9 June + 3 days + 1 = Sunday 13: rolled to Monday

    def they_may_name_a_fixed_milestone(self) -> None:
        # « relance après le salon »: the fair is on Saturday 12 June, the follow-up cannot be done in February.
        tasks = [Task(duration=2, links=(after(1),), deadline=dt.date(2027, 6, 30))]
        (slot,) = schedule(tasks, today=dt.date(2027, 2, 1), milestones=[dt.date(2027, 6, 12)])
        assert earliest(slot) == ("2027-06-14", "2027-06-15")

    def they_let_work_start_on_the_day_of_a_milestone_when_asked(self) -> None:
        tasks = [Task(duration=2, links=(after(1, "SS"),), deadline=dt.date(2027, 6, 30))]
        (slot,) = schedule(tasks, today=dt.date(2027, 2, 1), milestones=[FRIDAY])
        assert earliest(slot) == ("2027-06-11", "2027-06-14")

    @pytest.mark.parametrize(
        ("link", "duration", "start"),
        [
            (after(0, "FS", 3, calendar_days=True), 0, "2027-06-14"),  # 9 June + 3 + 1 = Sunday 13
            (after(0, "SS", 5, calendar_days=True), 2, "2027-06-14"),  # 7 June + 5 = Saturday 12
            (after(0, "FF", 6, calendar_days=True), 2, "2027-06-14"),  # ends on 15 June
            (after(0, "SF", 10, calendar_days=True), 2, "2027-06-15"),  # ends on 7 June + 10 − 1 = 16 June
            (after(0, "SF", 8), 2, "2027-06-15"),
        ],
    )
    def they_push_the_end_or_the_start_of_the_successor(self, link: Link, duration: int, start: str) -> None:
        tasks = [Task(duration=3), Task(duration=duration, links=(link,), deadline=dt.date(2027, 12, 31))]
        assert earliest(schedule(tasks, today=MONDAY)[1])[0] == start


class DescribeMilestones:
    def they_happen_on_the_evening_their_last_predecessor_ends(self) -> None:
        slots = schedule([Task(duration=5), Task(duration=0, links=(after(0),), deadline=dt.date(2027, 6, 30))], today=MONDAY)
        assert earliest(slots[1]) == ("2027-06-11", "2027-06-11")

    def they_happen_today_when_nothing_leads_to_them(self) -> None:
        (slot,) = schedule([Task(duration=0, deadline=dt.date(2027, 6, 30))], today=MONDAY)
        assert earliest(slot) == ("2027-06-07", "2027-06-07")
        assert slot.total_slack == 17  # working days from Monday 7 to Wednesday 30 June

    def they_happen_today_when_their_predecessors_are_over(self) -> None:
        done = Task(duration=5, actual_start=dt.date(2027, 5, 31), actual_finish=dt.date(2027, 6, 4))
        slots = schedule([done, Task(duration=0, links=(after(0),), deadline=dt.date(2027, 6, 30))], today=MONDAY)
        assert earliest(slots[1]) == ("2027-06-07", "2027-06-07")

    def they_happen_on_the_day_they_may_not_precede(self) -> None:
        milestone = Task(duration=0, not_before=dt.date(2027, 6, 12), deadline=dt.date(2027, 6, 30))
        assert earliest(schedule([milestone, Task(duration=40, deadline=dt.date(2027, 6, 30))])[0]) == (
            "2027-06-14",
            "2027-06-14",
        )

    def they_come_before_the_work_they_open_and_not_on_their_own_later_deadline(self) -> None:
        gate = Task(duration=0, deadline=dt.date(2027, 6, 30))
        first, second = schedule([gate, Task(duration=3, links=(after(0),), deadline=FRIDAY)])
        assert latest(second) == ("2027-06-09", "2027-06-11")
        assert latest(first) == earliest(first) == ("2027-06-08", "2027-06-08")


class DescribeDeadlines:
    def they_may_be_several(self) -> None:
        slots = schedule(
            [
                Task(duration=1),
                Task(duration=1, links=(after(0),), deadline=FRIDAY),
                Task(duration=1, links=(after(0),), deadline=dt.date(2027, 6, 30)),
                Task(duration=1),
            ]
        )
        assert [slot.latest_finish.day for slot in slots] == [10, 11, 30, 30]  # the last one has only the end of the plan

    def they_never_move_because_a_successor_has_time(self) -> None:
        first, _ = schedule(
            [Task(duration=1, deadline=FRIDAY), Task(duration=1, links=(after(0),), deadline=dt.date(2027, 6, 30))]
        )
        assert latest(first) == ("2027-06-11", "2027-06-11")

    def they_must_be_somewhere(self) -> None:
        with pytest.raises(ModelError) as error:
            schedule([Task(duration=1), Task(duration=2)])
        assert error.value.code == "retroplanning.no_deadline"

    def they_name_the_critical_tasks_one_deadline_at_a_time(self) -> None:
        slots = schedule(
            [
                Task(duration=5, deadline=FRIDAY),
                Task(duration=1, deadline=FRIDAY),
                Task(duration=2, deadline=dt.date(2027, 6, 30)),
                Task(duration=1, deadline=dt.date(2027, 6, 30)),
            ],
            today=MONDAY,
        )
        assert [slot.total_slack for slot in slots] == [0, 4, 16, 17]
        assert [slot.critical for slot in slots] == [True, False, True, False]


class DescribeLongPlans:
    @pytest.mark.parametrize("lag", [0, 30, -20])
    def they_reach_as_far_back_and_forward_as_they_need(self, lag: int) -> None:
        chain = [Task(duration=50, links=(after(i - 1, lag=lag),) if i else ()) for i in range(39)]
        tasks = [*chain, Task(duration=50, links=(after(38, lag=lag),), deadline=dt.date(2040, 12, 28))]
        slots = schedule(tasks, today=dt.date(2020, 1, 2))
        calendar = WorkingCalendar.between(dt.date(2005, 1, 1), dt.date(2045, 12, 31))
        for first, last in (
            (slots[0].latest_start, slots[-1].latest_finish),
            (slots[0].earliest_start, slots[-1].earliest_finish),
        ):
            length = calendar.boundary_after(last.toordinal()) - calendar.boundary_before(first.toordinal())
            assert length == 40 * 50 + 39 * lag
        assert (slots[-1].latest_finish, slots[0].earliest_start) == (dt.date(2040, 12, 28), dt.date(2020, 1, 2))

    def they_follow_a_long_lag_to_their_end(self) -> None:
        tasks = [Task(duration=1, deadline=FRIDAY), Task(duration=1, links=(after(0, lag=2000, calendar_days=True),))]
        second = schedule(tasks, today=MONDAY)[1]
        assert second.earliest_start == dt.date(2032, 11, 29)  # 7 June 2027 + 2001 days is a Sunday


class DescribeFreeSlack:
    def it_is_set_by_the_nearest_successor(self) -> None:
        slots = schedule(
            [
                Task(duration=1),
                Task(duration=1, links=(after(0),), not_before=dt.date(2027, 6, 10), deadline=dt.date(2027, 6, 30)),
                Task(duration=1, links=(after(0),), not_before=dt.date(2027, 6, 15), deadline=dt.date(2027, 6, 30)),
            ],
            today=MONDAY,
        )
        assert [slot.free_slack for slot in slots] == [2, 14, 11]


class DescribeToday:
    def it_tells_how_many_working_days_are_lost(self) -> None:
        (slot,) = schedule([Task(duration=5, deadline=dt.date(2027, 6, 18))], today=dt.date(2027, 6, 21))
        assert latest(slot) == ("2027-06-14", "2027-06-18")
        assert slot.late_by == 5
        assert slot.total_slack == -5

    def it_is_not_late_on_the_very_day(self) -> None:
        (slot,) = schedule([Task(duration=5, deadline=dt.date(2027, 6, 18))], today=dt.date(2027, 6, 14))
        assert (slot.late_by, slot.total_slack) == (0, 0)

    def it_may_be_a_sunday(self) -> None:
        (slot,) = schedule([Task(duration=5, deadline=dt.date(2027, 6, 18))], today=dt.date(2027, 6, 13))
        assert earliest(slot) == ("2027-06-14", "2027-06-18")
        assert slot.late_by == 0

    def it_tells_nothing_when_it_is_not_given(self) -> None:
        slots = schedule([Task(duration=2), Task(duration=5, links=(after(0),), deadline=FRIDAY)])
        assert [slot.late_by for slot in slots] == [None, None]
        assert [slot.total_slack for slot in slots] == [0, 0]  # forward from the earliest of the latest starts

    def it_sees_a_milestone_missed_the_day_after(self) -> None:
        milestone = [Task(duration=0, deadline=WHIT_SUNDAY)]
        assert schedule(milestone, today=WHIT_SUNDAY)[0].late_by == 0
        assert schedule(milestone, today=WHIT_TUESDAY)[0].late_by == 1


class DescribeProgress:
    def it_leaves_a_finished_task_its_real_dates_and_no_alert(self) -> None:
        done = Task(
            duration=5, actual_start=dt.date(2027, 3, 1), actual_finish=dt.date(2027, 3, 13)
        )  # a Saturday: facts are facts
        first, second = schedule([done, Task(duration=2, links=(after(0),), deadline=FRIDAY)], today=MONDAY)
        assert latest(first) == earliest(first) == ("2027-03-01", "2027-03-13")
        assert (first.late_by, first.total_slack, first.free_slack, first.critical) == (None, None, None, False)
        assert earliest(second) == ("2027-06-07", "2027-06-08")

    def it_allows_a_task_done_in_a_day(self) -> None:
        assert latest(schedule([Task(duration=1, actual_start=FRIDAY, actual_finish=FRIDAY)])[0]) == ("2027-06-11", "2027-06-11")

    def it_assumes_the_start_of_a_finished_task_nobody_dated(self) -> None:
        (slot,) = schedule([Task(duration=3, actual_finish=FRIDAY)])
        assert latest(slot) == ("2027-06-09", "2027-06-11")

    def it_takes_a_task_at_a_hundred_per_cent_as_finished_before_today(self) -> None:
        undated = Task(duration=3, progress=1, deadline=dt.date(2027, 3, 5))
        (slot,) = schedule([undated], today=MONDAY)
        assert latest(slot) == earliest(slot) == ("2027-06-02", "2027-06-04")
        assert (slot.late_by, slot.critical) == (None, False)
        started = dataclasses.replace(undated, actual_start=dt.date(2027, 3, 1))
        assert latest(schedule([started], today=MONDAY)[0]) == ("2027-03-01", "2027-03-03")
        assert latest(schedule([started], today=dt.date(2027, 3, 2))[0]) == ("2027-03-01", "2027-03-01")

    def it_takes_the_deadline_for_the_finish_when_there_is_no_today_either(self) -> None:
        (slot,) = schedule([Task(duration=3, progress=1, deadline=dt.date(2027, 3, 5))])
        assert latest(slot) == ("2027-03-03", "2027-03-05")
        with pytest.raises(ModelError) as error:
            schedule([Task(duration=3, progress=1)])
        assert error.value.code == "retroplanning.no_deadline"

    def it_plans_what_is_left_of_a_task_under_way_from_today(self) -> None:
        task = Task(duration=10, actual_start=dt.date(2027, 5, 24), progress=0.55, deadline=FRIDAY)
        (slot,) = schedule([task], today=MONDAY)
        assert earliest(slot) == ("2027-06-07", "2027-06-11")  # 4.5 days are left: five working days
        assert (slot.total_slack, slot.late_by) == (0, 0)
        assert schedule([task], today=dt.date(2027, 6, 9))[0].late_by == 2

    def it_rounds_what_is_left_up_but_not_the_dust_of_floats(self) -> None:
        assert Task(duration=10, progress=0.7).remaining == 3
        assert Task(duration=10, progress=0.71).remaining == 3

    def it_ties_successors_to_the_real_start(self) -> None:
        slots = schedule(
            [
                Task(duration=10, actual_start=dt.date(2027, 5, 24), progress=0.5),
                Task(duration=1, links=(after(0, "SS", 2),), deadline=dt.date(2027, 6, 30)),
            ],
            today=MONDAY,
        )
        assert earliest(slots[1])[0] == "2027-06-07"  # two days after 24 May is past: it may start today

    def it_frees_predecessors_of_what_is_finished(self) -> None:
        done = Task(duration=1, links=(after(0),), actual_finish=dt.date(2027, 3, 5))
        first, _ = schedule([Task(duration=1, deadline=FRIDAY), done], today=MONDAY)
        assert latest(first) == ("2027-06-11", "2027-06-11")

    def it_lets_an_ongoing_action_run_to_its_deadline(self) -> None:
        ongoing = Task(duration=100, actual_start=dt.date(2027, 1, 25), progress=0.1, ongoing=True, deadline=FRIDAY)
        project = Task(duration=2, deadline=FRIDAY)
        first, second = schedule([ongoing, project], today=MONDAY)
        assert first.earliest_finish == FRIDAY
        assert latest(first) == ("2027-01-20", "2027-06-11")  # its whole window, not what progress leaves of it
        assert (first.total_slack, first.late_by, first.critical) == (0, 0, False)
        assert (second.total_slack, second.critical) == (3, True)

    def it_tells_an_ongoing_action_that_never_began(self) -> None:
        (slot,) = schedule([Task(duration=5, ongoing=True, deadline=FRIDAY)], today=dt.date(2027, 6, 9))
        assert (slot.total_slack, slot.late_by, slot.critical) == (-2, 2, False)

    def it_waits_for_not_before(self) -> None:
        (slot,) = schedule([Task(duration=2, not_before=dt.date(2027, 6, 12), deadline=FRIDAY)], today=MONDAY)
        assert earliest(slot) == ("2027-06-14", "2027-06-15")
        assert (slot.total_slack, slot.late_by) == (-2, 0)


class DescribeRefusals:
    @pytest.mark.parametrize(
        ("task", "code"),
        [
            (Task(duration=-1, deadline=FRIDAY), "retroplanning.duration_negative"),
            (Task(duration=1, deadline=FRIDAY, progress=55), "retroplanning.progress_out_of_range"),
            (Task(duration=1, actual_start=FRIDAY, actual_finish=MONDAY), "retroplanning.actual_dates_reversed"),
        ],
    )
    def they_name_the_row(self, task: Task, code: str) -> None:
        with pytest.raises(ModelError) as error:
            schedule([Task(duration=1, deadline=FRIDAY), task])
        assert (error.value.code, error.value.facts["row"]) == (code, 2)

    def they_stop_at_the_end_of_the_calendar(self) -> None:
        with pytest.raises(ModelError) as error:
            schedule([Task(duration=1_000_000, deadline=FRIDAY)])
        assert error.value.code == "retroplanning.horizon_too_long"

    def they_leave_an_empty_plan_alone(self) -> None:
        assert schedule([]) == []


# ── the laws of a schedule, on networks nobody chose ────────────────────────────────────────────────────────────────────────────────

FIRST, LAST = dt.date(2024, 1, 1), dt.date(2031, 12, 31)
WORKING = [dt.date.fromordinal(day) for day in WorkingCalendar.between(FIRST, LAST).days]
INDEX = {day: position for position, day in enumerate(WORKING)}
DEADLINES = st.sampled_from([day for day in WORKING if 2027 <= day.year <= 2027])
TODAY = dt.date(2026, 11, 2)


@st.composite
def networks(draw: st.DrawFn, *, calendar_days: bool = True) -> list[Task]:
    """Tasks of one day or more, linked at random, some with a deadline, the last one always."""
    count = draw(st.integers(1, 9))
    tasks = []
    for i in range(count):
        predecessors = draw(st.lists(st.integers(0, i - 1), max_size=3, unique=True)) if i else []
        links = tuple(
            Link(
                p,
                draw(st.sampled_from(["FS", "FS", "SS", "FF", "SF"])),
                draw(st.integers(-4, 6)),
                draw(st.booleans()) if calendar_days else False,
            )
            for p in predecessors
        )
        deadline = draw(DEADLINES) if i == count - 1 or draw(st.integers(0, 3)) == 0 else None
        tasks.append(Task(duration=draw(st.integers(1, 9)), links=links, deadline=deadline))
    return tasks


def kept(link: Link, before: tuple[dt.date, dt.date], then: tuple[dt.date, dt.date]) -> bool:
    """Whether a link is kept by the (start, finish) of its predecessor and of its successor: the definition, in dates."""
    (begin, end), (start, finish) = before, then
    if link.calendar_days:
        days = dt.timedelta(link.lag)
        one = dt.timedelta(1)
        return {
            "FS": end <= start - one - days,
            "SS": begin <= start - days,
            "FF": end <= finish - days,
            "SF": begin <= finish + one - days,
        }[link.kind]
    return {
        "FS": INDEX[start] - INDEX[end] - 1 >= link.lag,
        "SS": INDEX[start] - INDEX[begin] >= link.lag,
        "FF": INDEX[finish] - INDEX[end] >= link.lag,
        "SF": INDEX[finish] + 1 - INDEX[begin] >= link.lag,
    }[link.kind]


def moved(dates: tuple[dt.date, dt.date], days: int) -> tuple[dt.date, dt.date]:
    return WORKING[INDEX[dates[0]] + days], WORKING[INDEX[dates[1]] + days]


def successors(tasks: list[Task], i: int) -> Iterator[tuple[int, Link]]:
    return ((j, link) for j, task in enumerate(tasks) for link in task.links if link.predecessor == i)


class DescribeTheLaws:
    @given(networks())
    def they_break_no_bound_of_a_successor_and_let_nothing_start_later(self, tasks: list[Task]) -> None:
        slots = schedule(tasks)
        dates = [(slot.latest_start, slot.latest_finish) for slot in slots]
        final = max(task.deadline for task in tasks if task.deadline)

        def allowed(i: int, own: tuple[dt.date, dt.date]) -> bool:
            return own[1] <= (tasks[i].deadline or final) and all(kept(link, own, dates[j]) for j, link in successors(tasks, i))

        for i, task in enumerate(tasks):
            assert INDEX[dates[i][1]] - INDEX[dates[i][0]] + 1 == task.duration
            assert allowed(i, dates[i])
            assert not allowed(i, moved(dates[i], 1))

    @given(networks())
    def they_break_no_bound_of_a_predecessor_and_let_nothing_start_earlier(self, tasks: list[Task]) -> None:
        slots = schedule(tasks, today=TODAY)
        dates = [(slot.earliest_start, slot.earliest_finish) for slot in slots]

        def allowed(i: int, own: tuple[dt.date, dt.date]) -> bool:
            return own[0] >= TODAY and all(kept(link, dates[link.predecessor], own) for link in tasks[i].links)

        for i, task in enumerate(tasks):
            assert INDEX[dates[i][1]] - INDEX[dates[i][0]] + 1 == task.duration
            assert allowed(i, dates[i])
            assert not allowed(i, moved(dates[i], -1))

    @given(networks(), st.dates(dt.date(2026, 6, 1), dt.date(2028, 1, 31)))
    def they_make_slack_lateness_and_criticality_agree(self, tasks: list[Task], today: dt.date) -> None:
        slots = schedule(tasks, today=today)
        now = next(INDEX[day] for day in WORKING if day >= today)
        for slot in slots:
            assert slot.total_slack == INDEX[slot.latest_start] - INDEX[slot.earliest_start]
            assert slot.late_by == max(0, now - INDEX[slot.latest_start])
            assert slot.late_by == 0 or slot.total_slack <= -slot.late_by
        least = min(slot.total_slack for slot in slots if slot.total_slack is not None)
        assert all(slot.critical for slot in slots if slot.total_slack == least)

    @given(networks())
    def they_make_one_deadline_s_critical_tasks_those_of_least_slack(self, tasks: list[Task]) -> None:
        tasks = [dataclasses.replace(task, deadline=None) for task in tasks[:-1]] + [tasks[-1]]
        slots = schedule(tasks, today=TODAY)
        least = min(slot.total_slack for slot in slots if slot.total_slack is not None)
        assert [slot.critical for slot in slots] == [slot.total_slack == least for slot in slots]

    @settings(max_examples=50)
    @given(networks(), st.data())
    def they_make_free_slack_the_delay_that_moves_no_successor(self, tasks: list[Task], data: st.DataObject) -> None:
        slots = schedule(tasks, today=TODAY)
        i = data.draw(st.integers(0, len(tasks) - 1))
        following = {j for j, _ in successors(tasks, i)}
        free = slots[i].free_slack
        assert free is not None
        if not following:
            assert free == slots[i].total_slack
            return

        def starts(delay: int) -> list[dt.date]:
            floor = WORKING[INDEX[slots[i].earliest_start] + delay]
            delayed = [dataclasses.replace(task, not_before=floor) if k == i else task for k, task in enumerate(tasks)]
            return [schedule(delayed, today=TODAY)[j].earliest_start for j in sorted(following)]

        assert starts(free) == starts(0)
        assert starts(free + 1) != starts(0)

    @given(networks())
    def they_leave_the_earliest_of_the_latest_starts_no_slack_without_a_today(self, tasks: list[Task]) -> None:
        slots = schedule(tasks)
        assert min(slot.earliest_start for slot in slots) == min(slot.latest_start for slot in slots)
        assert all(slot.late_by is None for slot in slots)
