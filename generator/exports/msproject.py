"""The schedule as a Microsoft Project file (MSPDI XML): tasks as late as possible before their milestones, French calendar.

Children stand in the order of the schema, which Project requires: a task's `Duration` before its `Type`, its `ConstraintType` before its
links. Durations and lags count eight-hour days; a lag is written in tenths of a minute.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from generator.characters import one_line
from generator.plan import Plan, by_id
from generator.reading.ids import Ids
from generator.reading.predecessors import Link, links
from generator.records import Action

_NAMESPACE = "http://schemas.microsoft.com/project"
_LINK_TYPES = {"FF": 0, "FS": 1, "SF": 2, "SS": 3}
_TENTHS_A_DAY = 4800  # tenths of a minute in a day of eight hours
_WORKING_LAG, _ELAPSED_LAG = 7, 8  # days of work, days of the calendar
_ELAPSED_TENTHS = 14400
_ALAP, _MUST_FINISH_ON = 1, 3
_HOURS = (("08:00:00", "12:00:00"), ("13:00:00", "17:00:00"))


@dataclass(frozen=True, slots=True)
class _Task:
    uid: int
    id: str
    name: str
    start: dt.date
    finish: dt.date
    days: int
    milestone: bool
    percent: int
    links: tuple[Link, ...]
    deadline: dt.date | None


def project(plan: Plan, holidays: Sequence[dt.date] = ()) -> bytes:
    """Return the plan's schedule as MSPDI.

    Parameters
    ----------
    plan : Plan
        Its actions and milestones; actions without dates and cancelled ones are left out.
    holidays : sequence of date
        Days nobody works beside week-ends and the plan's own closures.
    """
    tasks = tuple(_tasks(plan))
    days = sorted({*holidays, *(closure.date for closure in plan.closures if closure.date is not None)})
    start = min((task.start for task in tasks), default=plan.as_of)
    finish = max((task.finish for task in tasks), default=plan.as_of)
    uids = {task.id: task.uid for task in tasks}
    parts = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
        f'<Project xmlns="{_NAMESPACE}">',
        _tag("SaveVersion", "14"),
        _tag("Name", plan.settings.plan_title),
        _tag("Title", plan.settings.plan_title),
        _tag("Company", plan.settings.company),
        _tag("CreationDate", _moment(plan.as_of, "08:00:00")),
        _tag("ScheduleFromStart", "0"),
        _tag("StartDate", _moment(start, "08:00:00")),
        _tag("FinishDate", _moment(finish, "17:00:00")),
        _tag("CalendarUID", "1"),
        _tag("MinutesPerDay", "480"),
        _tag("MinutesPerWeek", "2400"),
        _tag("DaysPerMonth", "20"),
        _calendar(days),
        "<Tasks>",
        *(_task(task, uids) for task in tasks),
        "</Tasks>",
        _resources(plan),
        _assignments(plan, tasks),
        "</Project>\n",
    ]
    return "".join(parts).encode()


def _tasks(plan: Plan) -> Iterator[_Task]:
    ids = Ids([*(action.id for action in plan.actions), *(milestone.id for milestone in plan.milestones)])
    uid = 0
    for milestone in plan.milestones:
        if milestone.date is not None:
            uid += 1
            yield _Task(uid, milestone.id, milestone.label, milestone.date, milestone.date, 0, True, 0, (), None)
    for action in plan.actions:
        dates = _dates(plan, action)
        if dates is None or action.status == "cancelled":
            continue
        uid += 1
        days = round(action.duration_days.value) if action.duration_days is not None else _weekdays(*dates)
        percent = 100 if action.status == "done" else round(100 * (action.progress.value if action.progress is not None else 0.0))
        milestone_ = by_id(plan.milestones, action.deadline)
        due = action.due_date or (milestone_.ready_date or milestone_.date if milestone_ is not None else None)
        found = tuple(link for link in links(action.predecessors, ids) if link.known)
        yield _Task(uid, action.id, action.name, *dates, days, False, percent, found, due)


def _task(task: _Task, uids: Mapping[str, int]) -> str:
    duration = f"PT{task.days * 8}H0M0S"
    done = task.days * 8 * task.percent // 100
    constraint, moment = (_MUST_FINISH_ON, _moment(task.finish, "17:00:00")) if task.milestone else (_ALAP, "")
    children = [
        _tag("UID", str(task.uid)),
        _tag("ID", str(task.uid)),
        _tag("Name", task.name),
        _tag("Type", "1"),
        _tag("WBS", task.id),
        _tag("Priority", "500"),
        _tag("Start", _moment(task.start, "17:00:00" if task.milestone else "08:00:00")),
        _tag("Finish", _moment(task.finish, "17:00:00")),
        _tag("Duration", duration),
        _tag("DurationFormat", "7"),
        _tag("Milestone", "1" if task.milestone else "0"),
        _tag("PercentComplete", str(task.percent)),
        _tag("ActualDuration", f"PT{done}H0M0S"),
        _tag("RemainingDuration", f"PT{task.days * 8 - done}H0M0S"),
        _tag("ConstraintType", str(constraint)),
        _tag("CalendarUID", "1"),
        *([_tag("ConstraintDate", moment)] if moment else []),
        *([_tag("Deadline", _moment(task.deadline, "17:00:00"))] if task.deadline is not None else []),
        *(_link(link, uids[link.id]) for link in task.links if link.id in uids),
    ]
    return f"<Task>{''.join(children)}</Task>"


def _link(link: Link, uid: int) -> str:
    tenths = _ELAPSED_TENTHS if link.calendar_days else _TENTHS_A_DAY
    unit = _ELAPSED_LAG if link.calendar_days else _WORKING_LAG
    children = [
        _tag("PredecessorUID", str(uid)),
        _tag("Type", str(_LINK_TYPES[link.kind])),
        _tag("CrossProject", "0"),
        _tag("LinkLag", str(link.lag * tenths)),
        _tag("LagFormat", str(unit)),
    ]
    return f"<PredecessorLink>{''.join(children)}</PredecessorLink>"


def _calendar(days: Sequence[dt.date]) -> str:
    hours = "".join(f"<WorkingTime>{_tag('FromTime', start)}{_tag('ToTime', end)}</WorkingTime>" for start, end in _HOURS)
    weekdays = "".join(
        f"<WeekDay>{_tag('DayType', str(day))}{_tag('DayWorking', '1')}<WorkingTimes>{hours}</WorkingTimes></WeekDay>"
        if 2 <= day <= 6
        else f"<WeekDay>{_tag('DayType', str(day))}{_tag('DayWorking', '0')}</WeekDay>"
        for day in range(1, 8)
    )
    exceptions = "".join(_exception(day) for day in days)
    closed = f"<Exceptions>{exceptions}</Exceptions>" if exceptions else ""
    return (
        f"<Calendars><Calendar>{_tag('UID', '1')}{_tag('Name', 'Standard')}{_tag('IsBaseCalendar', '1')}"
        f"<WeekDays>{weekdays}</WeekDays>{closed}</Calendar></Calendars>"
    )


def _exception(day: dt.date) -> str:
    period = f"<TimePeriod>{_tag('FromDate', _moment(day, '00:00:00'))}{_tag('ToDate', _moment(day, '23:59:00'))}</TimePeriod>"
    return (
        f"<Exception>{_tag('EnteredByOccurrences', '0')}{period}{_tag('Occurrences', '1')}{_tag('Name', day.isoformat())}"
        f"{_tag('Type', '1')}{_tag('DayWorking', '0')}</Exception>"
    )


def _resources(plan: Plan) -> str:
    rows = "".join(
        f"<Resource>{_tag('UID', str(uid))}{_tag('ID', str(uid))}{_tag('Name', role.label)}{_tag('Type', '1')}{_tag('Initials', role.id)}</Resource>"
        for uid, role in enumerate(plan.roles, start=1)
    )
    return f"<Resources>{rows}</Resources>"


def _assignments(plan: Plan, tasks: Sequence[_Task]) -> str:
    roles = {role.id: uid for uid, role in enumerate(plan.roles, start=1)}
    rows: list[str] = []
    for task in tasks:
        action = by_id(plan.actions, task.id)
        if action is not None and action.owner in roles:
            uid = _tag("UID", str(len(rows) + 1))
            rows.append(
                f"<Assignment>{uid}{_tag('TaskUID', str(task.uid))}{_tag('ResourceUID', str(roles[action.owner]))}</Assignment>"
            )
    return f"<Assignments>{''.join(rows)}</Assignments>"


def _dates(plan: Plan, action: Action) -> tuple[dt.date, dt.date] | None:
    scheduled = by_id(plan.results.schedule, action.id)
    start = action.actual_start or (scheduled.latest_start if scheduled is not None else None) or action.fixed_start
    finish = action.actual_finish or (scheduled.latest_finish if scheduled is not None else None) or action.fixed_end
    return (min(start, finish), max(start, finish)) if start is not None and finish is not None else None


def _weekdays(start: dt.date, finish: dt.date) -> int:
    return sum(1 for day in range((finish - start).days + 1) if (start + dt.timedelta(days=day)).weekday() < 5)


def _moment(day: dt.date, time: str) -> str:
    return f"{day.isoformat()}T{time}"


def _tag(name: str, text: str) -> str:
    return f"<{name}>{escape(one_line(text))}</{name}>"
