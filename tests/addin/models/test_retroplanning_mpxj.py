"""Latest dates against MPXJ's MicrosoftScheduler, an independent scheduler written in Java, on random networks.

Each network is written as an MSPDI file without any start or finish, so that the other program has everything to find: the French
calendar, tasks as late as possible, links of the four kinds with lags and leads, and a final milestone that must finish on its date.
"""

from __future__ import annotations

import datetime as dt
import random
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from addin.models.calendar import holidays
from addin.models.dependencies import Link, LinkKind
from addin.models.network import Task
from addin.models.retroplanning import schedule

KINDS: list[LinkKind] = ["FS", "SS", "FF", "SF"]
NAMESPACE = "http://schemas.microsoft.com/project"
LINK_TYPE = {"FF": "0", "FS": "1", "SF": "2", "SS": "3"}
MINUTES_A_DAY = 480
YEARS = range(2025, 2030)


@pytest.fixture(scope="module")
def scheduler() -> Any:
    """Return a function that gives MPXJ's late dates of an MSPDI file, by task name."""
    if shutil.which("java") is None:
        pytest.skip("Java is not installed: the schedule goes unchecked against MPXJ (make test, as root, installs a JRE)")
    jpype = pytest.importorskip("jpype", reason="jpype1 is not installed: the schedule goes unchecked against MPXJ")
    pytest.importorskip("mpxj", reason="mpxj is not installed: the schedule goes unchecked against it")
    if not jpype.isJVMStarted():
        jpype.startJVM()
    reader = jpype.JClass("org.mpxj.reader.UniversalProjectReader")
    microsoft = jpype.JClass("org.mpxj.cpm.MicrosoftScheduler")
    moment = jpype.JClass("java.time.LocalDateTime")

    def late_dates(path: Path, start: dt.date) -> dict[str, tuple[str, str]]:
        project = reader().read(str(path))
        microsoft().schedule(project, moment.of(start.year, start.month, start.day, 8, 0))
        tasks = [task for task in project.getTasks() if task.getName() is not None]
        return {str(task.getName()): (str(task.getLateStart())[:10], str(task.getLateFinish())[:10]) for task in tasks}

    return late_dates


def child(parent: ET.Element, name: str, text: object = None) -> ET.Element:
    element = ET.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    if text is not None:
        element.text = str(text)
    return element


def write_mspdi(tasks: Sequence[Task], path: Path, start: dt.date) -> None:
    """Write the network; the last task is the milestone that must finish on its deadline. Elements in the order of the MSPDI schema."""
    project = ET.Element(f"{{{NAMESPACE}}}Project")
    deadline = tasks[-1].deadline
    for name, value in (
        ("SaveVersion", 14),
        ("Name", "network"),
        ("ScheduleFromStart", 0),
        ("StartDate", f"{start}T08:00:00"),
        ("FinishDate", f"{deadline}T17:00:00"),
        ("CalendarUID", 1),
        ("DefaultStartTime", "08:00:00"),
        ("DefaultFinishTime", "17:00:00"),
        ("MinutesPerDay", MINUTES_A_DAY),
        ("MinutesPerWeek", 5 * MINUTES_A_DAY),
        ("DaysPerMonth", 20),
    ):
        child(project, name, value)
    write_calendar(child(child(project, "Calendars"), "Calendar"))
    rows = child(project, "Tasks")
    for position, task in enumerate(tasks):
        write_task(child(rows, "Task"), position + 1, task)
    ET.ElementTree(project).write(path, xml_declaration=True, encoding="UTF-8", default_namespace=NAMESPACE)


def write_calendar(calendar: ET.Element) -> None:
    for name, value in (("UID", 1), ("Name", "France"), ("IsBaseCalendar", 1)):
        child(calendar, name, value)
    days = child(calendar, "WeekDays")
    for weekday in range(1, 8):  # 1 is Sunday
        day = child(days, "WeekDay")
        child(day, "DayType", weekday)
        child(day, "DayWorking", int(2 <= weekday <= 6))
        if 2 <= weekday <= 6:
            times = child(day, "WorkingTimes")
            for begin, end in (("08:00:00", "12:00:00"), ("13:00:00", "17:00:00")):
                time = child(times, "WorkingTime")
                child(time, "FromTime", begin)
                child(time, "ToTime", end)
    exceptions = child(calendar, "Exceptions")
    for feast, _ in (pair for year in YEARS for pair in holidays(year)):
        exception = child(exceptions, "Exception")
        child(exception, "EnteredByOccurrences", 0)
        period = child(exception, "TimePeriod")
        child(period, "FromDate", f"{feast}T00:00:00")
        child(period, "ToDate", f"{feast}T23:59:00")
        for name, value in (("Occurrences", 1), ("Name", feast), ("Type", 1), ("DayWorking", 0)):
            child(exception, name, value)


def write_task(element: ET.Element, number: int, task: Task) -> None:
    length = f"PT{8 * task.duration}H0M0S"
    milestone = task.duration == 0
    for name, value in (
        ("UID", number),
        ("ID", number),
        ("Name", f"T{number - 1}"),
        ("Type", 1),
        ("OutlineNumber", number),
        ("OutlineLevel", 1),
        ("Duration", length),
        ("DurationFormat", 7),
        ("Milestone", int(milestone)),
        ("ActualDuration", "PT0H0M0S"),
        ("RemainingDuration", length),
        ("ConstraintType", 3 if milestone else 1),  # must finish on; as late as possible
    ):
        child(element, name, value)
    if milestone:
        child(element, "ConstraintDate", f"{task.deadline}T17:00:00")
        child(element, "Deadline", f"{task.deadline}T17:00:00")
    for link in task.links:
        row = child(element, "PredecessorLink")
        for name, value in (
            ("PredecessorUID", link.predecessor + 1),
            ("Type", LINK_TYPE[link.kind]),
            ("CrossProject", 0),
            ("LinkLag", link.lag * MINUTES_A_DAY * 10),  # tenths of a minute
            ("LagFormat", 7),
        ):
            child(row, name, value)


def network(seed: int) -> list[Task]:
    """Return a random network that ends on a milestone, on a working day of 2027–2028."""
    chance = random.Random(seed)
    count = chance.randint(4, 14)
    tasks = []
    for i in range(count):
        predecessors = chance.sample(range(i), k=min(i, chance.choice([0, 1, 1, 2])))
        links = tuple(Link(p, chance.choice(KINDS), chance.choice([-2, -1, 0, 0, 0, 1, 2, 3])) for p in predecessors)
        tasks.append(Task(duration=chance.randint(1, 9), links=links))
    named = {link.predecessor for task in tasks for link in task.links}
    ends = tuple(Link(i) for i in range(count) if i not in named)
    feasts = {day for year in YEARS for day, _ in holidays(year)}
    days = (dt.date(2027, 9, 1) + dt.timedelta(chance.randrange(300)) for _ in range(100))
    deadline = next(day for day in days if day.weekday() < 5 and day not in feasts)
    return [*tasks, Task(duration=0, links=ends, deadline=deadline)]


@pytest.mark.slow
class DescribeTheLatestDates:
    def they_are_those_of_microsoft_s_scheduler_on_240_networks(self, scheduler: Any, tmp_path: Path) -> None:
        path, compared, different = tmp_path / "network.xml", 0, []
        for seed in range(240):
            tasks = network(seed)
            slots = schedule(tasks)
            start = min(slot.latest_start for slot in slots) - dt.timedelta(30)
            write_mspdi(tasks, path, start)
            theirs = scheduler(path, start)
            for i, (task, slot) in enumerate(zip(tasks, slots, strict=True)):
                ours = (slot.latest_start.isoformat(), slot.latest_finish.isoformat())
                if task.duration:
                    compared += 1
                    if ours != theirs[f"T{i}"]:
                        different.append((seed, i, ours, theirs[f"T{i}"]))
        assert compared > 1500
        assert different == []

    def they_agree_on_the_work_before_a_fair_on_a_sunday(self, scheduler: Any, tmp_path: Path) -> None:
        tasks = [Task(duration=3), Task(duration=0, links=(Link(0),), deadline=dt.date(2027, 5, 16))]
        write_mspdi(tasks, tmp_path / "fair.xml", dt.date(2027, 3, 1))
        theirs = scheduler(tmp_path / "fair.xml", dt.date(2027, 3, 1))
        stand = schedule(tasks)[0]
        assert (stand.latest_start.isoformat(), stand.latest_finish.isoformat()) == theirs["T0"] == ("2027-05-12", "2027-05-14")

    def they_would_not_agree_on_another_network(self, scheduler: Any, tmp_path: Path) -> None:
        """The comparison can fail: one day more on one task is seen."""
        tasks = network(7)
        start = dt.date(2026, 9, 1)
        write_mspdi([Task(duration=tasks[0].duration + 1, links=tasks[0].links), *tasks[1:]], tmp_path / "other.xml", start)
        theirs = scheduler(tmp_path / "other.xml", start)
        assert schedule(tasks)[0].latest_start.isoformat() != theirs["T0"][0]
