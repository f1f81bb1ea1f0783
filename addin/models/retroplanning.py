"""The backward schedule: from the deadlines to the latest date each task may start, and what that leaves as slack."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from addin.errors import ModelError
from addin.models.calendar import Region, WorkingCalendar
from addin.models.dependencies import Link, ordered
from addin.models.network import Early, Late, Network, Task, earliest_dates, latest_dates

_CALENDAR_PER_WORKING = 2  # calendar days that surely hold one working day, on average over a month, before closures
_MARGIN_DAYS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """When a task may happen. Slacks and lateness in working days; None where they mean nothing (a finished task; no today)."""

    latest_start: dt.date
    latest_finish: dt.date
    earliest_start: dt.date
    earliest_finish: dt.date
    total_slack: int | None
    free_slack: int | None
    critical: bool
    late_by: int | None


def schedule(
    tasks: Sequence[Task],
    *,
    today: dt.date | None = None,
    milestones: Sequence[dt.date] = (),
    region: Region = "metropole",
    closures: Sequence[dt.date] = (),
    solidarity_day: bool = False,
) -> list[Slot]:
    """Return the latest and earliest dates of each task, in the order given.

    Latest: the minimum of the task's own deadline and of the bounds its successors set, and never after the latest deadline of all,
    which is the only bound of a task that has neither.
    Earliest: forward from `today`, never before it (without `today`, from the earliest of the latest starts). A task under way is what
    is left of it, from today; a finished one keeps its real dates and binds nobody; an ongoing one, once begun, runs to its latest
    finish, is never late, and never critical. A milestone keeps the true date of its deadline,
    even a Sunday; work towards it ends on the working day before.

    Raises
    ------
    ModelError
        ``retroplanning.cycle``; ``retroplanning.no_deadline``; ``retroplanning.duration_negative``, ``.progress_out_of_range`` and
        ``.actual_dates_reversed`` with the row; ``retroplanning.horizon_too_long``.

    References
    ----------
    The critical path method with generalised precedence relations (FS, SS, FF, SF and time lags): Elmaghraby and Kamburowski (1992),
    Management Science 38(9), “The analysis of activity networks under generalized precedence relations”.

    Examples
    --------
    >>> brief, fair = Task(duration=5), Task(duration=0, links=(Link(0),), deadline=dt.date(2027, 5, 16))
    >>> [slot.latest_finish.isoformat() for slot in schedule([brief, fair])]
    ['2027-05-14', '2027-05-16']
    """
    _check(tasks)
    if not tasks:
        return []
    order = ordered([[link.predecessor for link in task.links if link.predecessor < len(tasks)] for task in tasks])
    if not any(task.deadline for task in tasks) and not all(task.actual_finish for task in tasks):
        raise ModelError("retroplanning.no_deadline")
    first, last = _horizon(tasks, order, [*milestones, *([today] if today else [])], len(closures))
    calendar = WorkingCalendar.between(first, last, region=region, closures=closures, solidarity_day=solidarity_day)
    network = Network(tasks, order, tuple(day.toordinal() for day in milestones), calendar)
    late = latest_dates(network)
    over = max((day.toordinal() for task in tasks for day in (task.deadline, task.actual_finish) if day), default=0)
    earliest = min((slot.start for slot in late.values()), default=calendar.boundary_after(over))
    now = earliest if today is None else calendar.boundary_before(today.toordinal())
    early = earliest_dates(network, late, now, from_today=today is not None)
    return _slots(network, late, early, now, today)


def _check(tasks: Sequence[Task]) -> None:
    for row, task in enumerate(tasks, 1):
        if task.duration < 0:
            raise ModelError("retroplanning.duration_negative", row=row, value=task.duration)
        if not 0 <= task.progress <= 1:
            raise ModelError("retroplanning.progress_out_of_range", row=row, value=task.progress)
        if task.actual_start and task.actual_finish and task.actual_finish < task.actual_start:
            raise ModelError("retroplanning.actual_dates_reversed", row=row, start=task.actual_start, finish=task.actual_finish)


def _horizon(tasks: Sequence[Task], order: Sequence[int], others: Sequence[dt.date], closures: int) -> tuple[dt.date, dt.date]:
    """Return a span of days that holds every date the schedule can reach: the longest chain on either side of the dates given."""
    chain = [0] * len(tasks)
    for i in order:
        behind = (abs(k.lag) + (chain[k.predecessor] if k.predecessor < len(tasks) else 0) for k in tasks[i].links)
        chain[i] = tasks[i].duration + max(behind, default=0)
    dates = [*others]
    for task in tasks:
        dates += [day for day in (task.deadline, task.not_before, task.actual_start, task.actual_finish) if day is not None]
    reach = _CALENDAR_PER_WORKING * max(chain) + closures + _MARGIN_DAYS
    first, last = min(dates).toordinal() - reach, max(dates).toordinal() + 2 * reach
    if first < dt.date(1583, 1, 1).toordinal() or last > dt.date(9999, 1, 1).toordinal():
        raise ModelError("retroplanning.horizon_too_long", days=max(chain), first=min(dates), last=max(dates))
    return dt.date.fromordinal(first), dt.date.fromordinal(last)


# ── what the two passes leave ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _slots(network: Network, late: dict[int, Late], early: dict[int, Early], now: int, today: dt.date | None) -> list[Slot]:
    successors = network.successors()
    slack = {i: _slack(network.tasks[i], slot, early[i]) for i, slot in late.items()}
    tightest: dict[int, int] = {}
    for i, slot in late.items():
        for anchor in () if network.tasks[i].ongoing else slot.anchors:
            tightest[anchor] = min(slack[i], tightest.get(anchor, slack[i]))
    critical = {i for i, slot in late.items() if not network.tasks[i].ongoing and slack[i] in {tightest[a] for a in slot.anchors}}
    return [
        Slot(
            latest_start=dt.date.fromordinal(late[i].start_day),
            latest_finish=dt.date.fromordinal(late[i].finish_day),
            earliest_start=dt.date.fromordinal(_shown(task, slack[i], early[i].start_day, late[i])),
            earliest_finish=dt.date.fromordinal(_shown(task, slack[i], early[i].finish_day, late[i])),
            total_slack=slack[i],
            free_slack=_free_slack(network, successors[i], early, i, slack[i]),
            critical=i in critical,
            late_by=None if today is None else _late_by(network, task, late[i], now, today),
        )
        if i in late
        else _finished(early[i])
        for i, task in enumerate(network.tasks)
    ]


def _slack(task: Task, late: Late, early: Early) -> int:
    """Return latest start − earliest start in working days, as printed: a milestone counts on the evening of its day."""
    if task.ongoing and task.started:
        return 0
    return late.finish - (task.remaining if task.duration else 1) - early.index


def _shown(task: Task, slack: int, day: int, late: Late) -> int:
    """Return an earliest day as printed: a milestone without slack happens on its true date, be it a Sunday."""
    return late.finish_day if task.duration == 0 and slack == 0 else day


def _finished(early: Early) -> Slot:
    start, finish = dt.date.fromordinal(early.start_day), dt.date.fromordinal(early.finish_day)
    return Slot(
        latest_start=start,
        latest_finish=finish,
        earliest_start=start,
        earliest_finish=finish,
        total_slack=None,
        free_slack=None,
        critical=False,
        late_by=None,
    )


def _late_by(network: Network, task: Task, late: Late, now: int, today: dt.date) -> int:
    """Return how many working days have passed since the latest start."""
    if (task.ongoing and task.started) or today.toordinal() <= late.start_day:
        return 0
    return max(0, now - network.calendar.boundary_after(late.start_day) + 1)


def _free_slack(network: Network, successors: Sequence[tuple[int, Link]], early: dict[int, Early], i: int, total: int) -> int:
    """Return the delay that moves no successor's earliest start; without successors still to come, the total slack."""
    waiting = [(early[j], link) for j, link in successors if not (network.tasks[j].finished or network.tasks[j].started)]
    return min((_room(network, early[i], after, link) for after, link in waiting), default=total)


def _room(network: Network, before: Early, after: Early, link: Link) -> int:
    if not link.calendar_days:
        bound = after.start if link.kind in ("FS", "SS") else after.finish
        return bound - link.lag - (before.finish if link.kind in ("FS", "FF") else before.start)
    starts, finishes = after.start_day, after.finish_day
    day = {"FS": starts - 1, "SS": starts, "FF": finishes, "SF": finishes + 1}[link.kind] - link.lag
    last = network.calendar.boundary_after(day)
    if link.kind in ("FS", "FF"):
        return last - network.calendar.boundary_after(before.finish_day)
    return last - 1 - network.calendar.boundary_before(before.start_day)
