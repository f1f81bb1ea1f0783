"""Person-days a week asks of each owner, spread over the working days of their tasks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from addin.errors import ModelError
from addin.models.calendar import Region, WorkingCalendar
from addin.models.gantt import monday

MOST_WEEKS = 520  # ten years: more is a typing error, not a plan


@dataclass(frozen=True, slots=True)
class Job:
    """Effort (person-days) an owner spends from one day to another, both included."""

    owner: str
    start: dt.date
    finish: dt.date
    effort_days: float


@dataclass(frozen=True, slots=True)
class Workload:
    """Person-days, owners × weeks; owners in order of appearance, as first spelled; weeks by their Monday."""

    owners: tuple[str, ...]
    weeks: tuple[dt.date, ...]
    days: tuple[tuple[float, ...], ...]


def workload(
    jobs: Sequence[Job],
    *,
    first_day: dt.date,
    weeks: int,
    region: Region = "metropole",
    closures: Sequence[dt.date] = (),
    solidarity_day: bool = False,
) -> Workload:
    """Return the person-days of each owner and week, from the Monday of `first_day`'s week.

    The effort of a job is spread evenly over its working days; a job without any (a Sunday at a fair) weighs on the week it starts in.
    What falls before the first week or after the last is not shown. Two spellings of an owner that differ by spaces or case are one owner.

    Raises
    ------
    ModelError
        ``workload.weeks_out_of_range``; ``workload.effort_negative`` and ``workload.finish_before_start`` with the row.

    Examples
    --------
    >>> job = Job("CRM", dt.date(2027, 5, 13), dt.date(2027, 5, 18), 6.0)  # Whit Monday, 17 May, is closed
    >>> workload([job], first_day=dt.date(2027, 5, 10), weeks=2).days
    ((4.0, 2.0),)
    """
    if not 1 <= weeks <= MOST_WEEKS:
        raise ModelError("workload.weeks_out_of_range", value=weeks, most=MOST_WEEKS)
    _check(jobs)
    first = monday(first_day)
    mondays = tuple(first + dt.timedelta(7 * k) for k in range(weeks))
    if not jobs:
        return Workload((), mondays, ())
    begin, end = min(job.start for job in jobs), max(job.finish for job in jobs)
    calendar = WorkingCalendar.between(begin, end, region=region, closures=closures, solidarity_day=solidarity_day)
    names: dict[str, str] = {}
    totals: dict[str, list[float]] = {}
    for job in jobs:
        name = " ".join(job.owner.split())
        names.setdefault(name.casefold(), name)
        _add(totals.setdefault(name.casefold(), [0.0] * weeks), job, calendar, first.toordinal())
    return Workload(tuple(names.values()), mondays, tuple(tuple(row) for row in totals.values()))


def _check(jobs: Sequence[Job]) -> None:
    for row, job in enumerate(jobs, 1):
        if job.effort_days < 0:
            raise ModelError("workload.effort_negative", row=row, value=job.effort_days)
        if job.finish < job.start:
            raise ModelError("workload.finish_before_start", row=row, start=job.start, finish=job.finish)


def _add(row: list[float], job: Job, calendar: WorkingCalendar, first: int) -> None:
    start, finish = job.start.toordinal(), job.finish.toordinal()
    days = calendar.days[calendar.boundary_before(start) : calendar.boundary_after(finish)] or (start,)
    each = job.effort_days / len(days)
    for day in days:
        week = (day - first) // 7
        if 0 <= week < len(row):
            row[week] += each
