"""The backward schedule: from the deadlines to the latest date each task may start, and what that leaves as slack.

Dates are ordinals, time is counted in boundaries of the working calendar (`WorkingCalendar`): a task fills [start, finish), and
lateness, slack and links are plain subtractions. Printed finishes are inclusive.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from addin.errors import ModelError
from addin.models.calendar import Region, WorkingCalendar
from addin.models.dependencies import Link, ordered

_CALENDAR_PER_WORKING = 2  # calendar days that surely hold one working day, on average over a month, before closures
_MARGIN_DAYS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One task: whole working days, 0 for a milestone. Links name tasks 0 … n − 1, then fixed milestones n …"""

    duration: int
    links: tuple[Link, ...] = ()
    deadline: dt.date | None = None
    not_before: dt.date | None = None
    actual_start: dt.date | None = None
    actual_finish: dt.date | None = None
    progress: float = 0.0

    @property
    def finished(self) -> bool:
        """Whether it is over: its dates are facts."""
        return self.actual_finish is not None

    @property
    def started(self) -> bool:
        """Whether it is under way: what is left of it is planned from today."""
        return not self.finished and (self.actual_start is not None or self.progress > 0)

    @property
    def remaining(self) -> int:
        """Working days still to be done."""
        return math.ceil(self.duration * (1 - self.progress) - 1e-9) if self.started else self.duration


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
    is left of it, from today; a finished one keeps its real dates and binds nobody. A milestone keeps the true date of its deadline,
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
    if not any(task.deadline for task in tasks) and not all(task.finished for task in tasks):
        raise ModelError("retroplanning.no_deadline")
    first, last = _horizon(tasks, order, [*milestones, *([today] if today else [])], len(closures))
    calendar = WorkingCalendar.between(first, last, region=region, closures=closures, solidarity_day=solidarity_day)
    network = _Network(tasks, order, tuple(day.toordinal() for day in milestones), calendar)
    late = _backward(network)
    earliest = min((slot.start for slot in late.values()), default=0)
    now = earliest if today is None else calendar.boundary_before(today.toordinal())
    early = _forward(network, now, from_today=today is not None)
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


@dataclass(frozen=True, slots=True)
class _Network:
    tasks: Sequence[Task]
    order: Sequence[int]
    milestones: tuple[int, ...]
    calendar: WorkingCalendar

    def successors(self) -> list[list[tuple[int, Link]]]:
        out: list[list[tuple[int, Link]]] = [[] for _ in self.tasks]
        for i, task in enumerate(self.tasks):
            for link in task.links:
                if link.predecessor < len(self.tasks):
                    out[link.predecessor].append((i, link))
        return out


# ── backward ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Late:
    """Latest boundaries, the days printed for them (a milestone keeps the true date of its deadline), and the deadlines that drive it."""

    start: int
    finish: int
    start_day: int
    finish_day: int
    anchors: frozenset[int]


def _backward(network: _Network) -> dict[int, _Late]:
    """Return the latest dates of every unfinished task."""
    successors, late = network.successors(), dict[int, _Late]()
    final = max((task.deadline.toordinal() for task in network.tasks if task.deadline), default=0)
    for i in reversed(network.order):
        task = network.tasks[i]
        if task.finished:
            continue
        bounds = [(_latest_finish(network, task, late[j], link), late[j].anchors) for j, link in successors[i] if j in late]
        own = task.deadline.toordinal() if task.deadline else final
        bounds.append((network.calendar.boundary_after(own), frozenset({own})))
        finish = min(bound for bound, _ in bounds)
        anchors = frozenset[int]().union(*(names for bound, names in bounds if bound == finish))
        late[i] = _late(network, task, finish, anchors)
    return late


def _late(network: _Network, task: Task, finish: int, anchors: frozenset[int]) -> _Late:
    start, finish_day = finish - task.remaining, network.calendar.days[finish - 1]
    if task.remaining:
        return _Late(start, finish, network.calendar.days[start], finish_day, anchors)
    own = task.deadline.toordinal() if task.deadline else finish_day
    if task.duration == 0 and network.calendar.boundary_after(own) == finish:
        finish_day = own
    return _Late(start, finish, finish_day, finish_day, anchors)


def _latest_finish(network: _Network, task: Task, successor: _Late, link: Link) -> int:
    """Return the latest finish boundary a link allows to a predecessor."""
    length, lag = task.remaining, link.lag
    if not link.calendar_days:
        bound = successor.start if link.kind in ("FS", "SS") else successor.finish
        return bound - lag + (length if link.kind in ("SS", "SF") else 0)
    start, finish = successor.start_day, successor.finish_day
    day = {"FS": start - 1, "SS": start, "FF": finish, "SF": finish + 1}[link.kind] - lag
    bound = network.calendar.boundary_after(day)
    return bound if link.kind in ("FS", "FF") or not length else bound - 1 + length


# ── forward ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Early:
    """Earliest boundaries, the days printed for them, and the index of the working day printed as the start."""

    start: int
    finish: int
    start_day: int
    finish_day: int
    index: int


def _forward(network: _Network, now: int, *, from_today: bool) -> dict[int, _Early]:
    """Return the earliest dates of every task, from the boundary `now`."""
    early: dict[int, _Early] = {}
    for i in network.order:
        task = network.tasks[i]
        if task.finished:
            early[i] = _real(network, task)
        elif task.started:
            early[i] = _under_way(network, task, now)
        else:
            floor = now if task.not_before is None else max(now, network.calendar.boundary_before(task.not_before.toordinal()))
            led = max((_earliest_start(network, task, early, link) for link in task.links), default=floor)
            early[i] = _early(network, task, max(floor, led), in_the_evening=led > floor or not (from_today or task.not_before))
    return early


def _early(network: _Network, task: Task, start: int, *, in_the_evening: bool) -> _Early:
    """Return the earliest dates from a start boundary; a milestone led by others happens on the evening before it, else on the day itself."""
    days = network.calendar.days
    if task.duration:
        return _Early(start, start + task.duration, days[start], days[start + task.duration - 1], start)
    index = start - 1 if in_the_evening else start
    return _Early(start, start, days[index], days[index], index)


def _under_way(network: _Network, task: Task, now: int) -> _Early:
    """Return what is left of a task, from today; links to its start see the day it really started."""
    days, finish = network.calendar.days, now + task.remaining
    began = network.calendar.boundary_before(task.actual_start.toordinal()) if task.actual_start else now
    return _Early(began, finish, days[now], days[max(finish - 1, now)], now)


def _real(network: _Network, task: Task) -> _Early:
    """Return the real dates of a finished task; a start nobody wrote down is the finish less the duration."""
    calendar, finish_day = network.calendar, (task.actual_finish or dt.date.max).toordinal()
    finish = calendar.boundary_after(finish_day)
    assumed = calendar.days[finish - task.duration] if task.duration else finish_day
    start_day = task.actual_start.toordinal() if task.actual_start else min(assumed, finish_day)
    start = calendar.boundary_before(start_day)
    return _Early(start, finish, start_day, finish_day, start)


def _earliest_start(network: _Network, task: Task, early: dict[int, _Early], link: Link) -> int:
    """Return the earliest start boundary a link allows to its successor."""
    calendar, lag = network.calendar, link.lag
    before = early[link.predecessor] if link.predecessor < len(network.tasks) else _fixed(network, link.predecessor)
    if not link.calendar_days:
        bound = before.finish if link.kind in ("FS", "FF") else before.start
        return bound + lag - (task.duration if link.kind in ("FF", "SF") else 0)
    if link.kind in ("FS", "SS"):
        day = before.finish_day + 1 + lag if link.kind == "FS" else before.start_day + lag
        return calendar.boundary_before(day) + (0 if task.duration else 1)
    day = before.finish_day + lag if link.kind == "FF" else before.start_day + lag - 1
    return calendar.boundary_before(day) + 1 - task.duration


def _fixed(network: _Network, position: int) -> _Early:
    """Return a fixed milestone: it starts in the morning of its day and is over in the evening."""
    day = network.milestones[position - len(network.tasks)]
    start = network.calendar.boundary_before(day)
    return _Early(start, network.calendar.boundary_after(day), day, day, start)


# ── what the two passes leave ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _slots(network: _Network, late: dict[int, _Late], early: dict[int, _Early], now: int, today: dt.date | None) -> list[Slot]:
    successors = network.successors()
    slack = {i: slot.finish - network.tasks[i].remaining - early[i].index for i, slot in late.items()}
    slack |= {i: slot.finish - 1 - early[i].index for i, slot in late.items() if not network.tasks[i].duration}
    tightest: dict[int, int] = {}
    for i, slot in late.items():
        for anchor in slot.anchors:
            tightest[anchor] = min(slack[i], tightest.get(anchor, slack[i]))
    return [
        _finished(early[i])
        if i not in late
        else Slot(
            latest_start=dt.date.fromordinal(late[i].start_day),
            latest_finish=dt.date.fromordinal(late[i].finish_day),
            earliest_start=dt.date.fromordinal(_shown(network.tasks[i], slack[i], early[i].start_day, late[i])),
            earliest_finish=dt.date.fromordinal(_shown(network.tasks[i], slack[i], early[i].finish_day, late[i])),
            total_slack=slack[i],
            free_slack=_free_slack(network, successors[i], early, i, slack[i]),
            critical=any(slack[i] == tightest[anchor] for anchor in late[i].anchors),
            late_by=None if today is None else _late_by(network, late[i], now, today),
        )
        for i in range(len(network.tasks))
    ]


def _shown(task: Task, slack: int, day: int, late: _Late) -> int:
    """Return an earliest day as printed: a milestone without slack happens on its true date, be it a Sunday."""
    return late.finish_day if task.duration == 0 and slack == 0 else day


def _finished(early: _Early) -> Slot:
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


def _late_by(network: _Network, late: _Late, now: int, today: dt.date) -> int:
    """Return how many working days have passed since the latest start."""
    return 0 if today.toordinal() <= late.start_day else max(0, now - network.calendar.boundary_after(late.start_day) + 1)


def _free_slack(network: _Network, successors: Sequence[tuple[int, Link]], early: dict[int, _Early], i: int, total: int) -> int:
    """Return the delay that moves no successor's earliest start; without successors still to come, the total slack."""
    waiting = [(early[j], link) for j, link in successors if not (network.tasks[j].finished or network.tasks[j].started)]
    return min((_room(network, network.tasks[i], early[i], after, link) for after, link in waiting), default=total)


def _room(network: _Network, task: Task, before: _Early, after: _Early, link: Link) -> int:
    if not link.calendar_days:
        bound = after.start if link.kind in ("FS", "SS") else after.finish
        return bound - link.lag - (before.finish if link.kind in ("FS", "FF") else before.start)
    starts, finishes = after.start_day, after.finish_day
    day = {"FS": starts - 1, "SS": starts, "FF": finishes, "SF": finishes + 1}[link.kind] - link.lag
    last = network.calendar.boundary_after(day)
    if link.kind in ("FS", "FF"):
        return last - network.calendar.boundary_after(before.finish_day)
    return last - 1 - network.calendar.boundary_before(before.start_day)
