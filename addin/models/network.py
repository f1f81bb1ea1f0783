"""A network of tasks on a working calendar, passed backward for the latest dates and forward for the earliest.

Dates are ordinals (`date.toordinal`), time is counted in boundaries of the working calendar (`WorkingCalendar`): a task fills
[start, finish), so that links, lags and slack are plain subtractions. Days printed for a finish are inclusive.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from addin.models.calendar import WorkingCalendar
from addin.models.dependencies import Link


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
    ongoing: bool = False  # runs through to its deadline whatever its progress

    @property
    def finished(self) -> bool:
        """Whether it is over: its dates are facts, even where nobody wrote its finish down."""
        return self.actual_finish is not None or self.progress >= 1

    @property
    def started(self) -> bool:
        """Whether it is under way: what is left of it is planned from today."""
        return not self.finished and (self.actual_start is not None or self.progress > 0)

    @property
    def remaining(self) -> int:
        """Working days still to be done."""
        partly = self.started and not self.ongoing
        return math.ceil(self.duration * (1 - self.progress) - 1e-9) if partly else self.duration


@dataclass(frozen=True, slots=True)
class Network:
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
class Late:
    """Latest boundaries, the days printed for them (a milestone keeps the true date of its deadline), and the deadlines that drive it."""

    start: int
    finish: int
    start_day: int
    finish_day: int
    anchors: frozenset[int]


def latest_dates(network: Network) -> dict[int, Late]:
    """Return the latest dates of every unfinished task."""
    successors, late = network.successors(), dict[int, Late]()
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


def _late(network: Network, task: Task, finish: int, anchors: frozenset[int]) -> Late:
    start, finish_day = finish - task.remaining, network.calendar.days[finish - 1]
    if task.remaining:
        return Late(start, finish, network.calendar.days[start], finish_day, anchors)
    own = task.deadline.toordinal() if task.deadline else finish_day
    if task.duration == 0 and network.calendar.boundary_after(own) == finish:
        finish_day = own
    return Late(start, finish, finish_day, finish_day, anchors)


def _latest_finish(network: Network, task: Task, successor: Late, link: Link) -> int:
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
class Early:
    """Earliest boundaries, the days printed for them, and the index of the working day printed as the start."""

    start: int
    finish: int
    start_day: int
    finish_day: int
    index: int


def earliest_dates(network: Network, late: dict[int, Late], now: int, *, from_today: bool) -> dict[int, Early]:
    """Return the earliest dates of every task, from the boundary `now`."""
    early: dict[int, Early] = {}
    for i in network.order:
        task = network.tasks[i]
        if task.finished:
            early[i] = _real(network, task, now)
        elif task.started:
            early[i] = _under_way(network, task, late[i], now)
        else:
            floor = now if task.not_before is None else max(now, network.calendar.boundary_before(task.not_before.toordinal()))
            led = max((_earliest_start(network, task, early, link) for link in task.links), default=floor)
            early[i] = _early(network, task, max(floor, led), in_the_evening=led > floor or not (from_today or task.not_before))
    return early


def _early(network: Network, task: Task, start: int, *, in_the_evening: bool) -> Early:
    """Return the earliest dates from a start boundary; a milestone led by others happens on the evening before it, else on the day itself."""
    days = network.calendar.days
    if task.duration:
        return Early(start, start + task.duration, days[start], days[start + task.duration - 1], start)
    index = start - 1 if in_the_evening else start
    return Early(start, start, days[index], days[index], index)


def _under_way(network: Network, task: Task, late: Late, now: int) -> Early:
    """Return what is left of a task, from today; links to its start see the day it really started."""
    days, finish = network.calendar.days, max(now, late.finish) if task.ongoing else now + task.remaining
    began = network.calendar.boundary_before(task.actual_start.toordinal()) if task.actual_start else now
    return Early(began, finish, days[now], days[max(finish - 1, now)], now)


def _real(network: Network, task: Task, now: int) -> Early:
    """Return the real dates of a finished task; what nobody wrote down follows from its duration, and ends before `now`."""
    calendar = network.calendar
    start = calendar.boundary_before(task.actual_start.toordinal()) if task.actual_start else None
    if task.actual_finish is not None:
        finish_day = task.actual_finish.toordinal()
    else:
        finish_day = calendar.days[(now if start is None else max(start + 1, min(start + task.duration, now))) - 1]
    finish = calendar.boundary_after(finish_day)
    start = finish - task.duration if start is None else start
    start_day = task.actual_start.toordinal() if task.actual_start else min(calendar.days[start], finish_day)
    return Early(start, finish, start_day, finish_day, start)


def _earliest_start(network: Network, task: Task, early: dict[int, Early], link: Link) -> int:
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


def _fixed(network: Network, position: int) -> Early:
    """Return a fixed milestone: it starts in the morning of its day and is over in the evening."""
    day = network.milestones[position - len(network.tasks)]
    start = network.calendar.boundary_before(day)
    return Early(start, network.calendar.boundary_after(day), day, day, start)
