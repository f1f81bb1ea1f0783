"""The schedule for Microsoft Project: read back by MPXJ, its element order held to the schema MPXJ carries."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from generator.exports.msproject import project
from generator.figures import Figure
from generator.plan import Plan, Results, Settings
from generator.records import Action, Closure, Milestone, Role
from generator.results import ScheduledAction

SPACE = "{http://schemas.microsoft.com/project}"


def days(value: float) -> Figure:
    return Figure(value, "days", "Actions!L9")


PLAN = Plan(
    settings=Settings(plan_title="Plan R&D <test>", company="Dupont & Filles", as_of=dt.date(2027, 1, 4)),
    closures=(Closure(date=dt.date(2027, 5, 7), label="Pont"),),
    roles=(Role(id="COM", label="Communication"),),
    milestones=(Milestone(id="J1", label="Salon", date=dt.date(2027, 4, 10), ready_date=dt.date(2027, 4, 9)),),
    actions=(
        Action(id="A03", name="Cahier des charges", kind="project", duration_days=days(12), owner="COM"),
        Action(
            id="A04",
            name="Stand",
            kind="project",
            duration_days=days(25),
            predecessors="a3; A03DD+2",
            deadline="J1",
            progress=Figure(0.4, "share", "x"),
            owner="COM",
        ),
        Action(id="A09", name="Abandonnée", status="cancelled", duration_days=days(3)),
    ),
    results=Results(
        schedule=(
            ScheduledAction(id="A03", latest_start=dt.date(2027, 2, 17), latest_finish=dt.date(2027, 3, 4)),
            ScheduledAction(id="A04", latest_start=dt.date(2027, 3, 5), latest_finish=dt.date(2027, 4, 9)),
        )
    ),
)
HOLIDAYS = (dt.date(2027, 3, 29),)


@pytest.fixture(scope="module")
def root() -> Any:
    return etree.fromstring(project(PLAN, HOLIDAYS))


def tasks(root: Any) -> dict[str, Any]:
    return {task.findtext(f"{SPACE}WBS"): task for task in root.iter(f"{SPACE}Task")}


class DescribeTheProject:
    def it_holds_any_text_a_cell_holds(self) -> None:
        strange = replace(PLAN.actions[0], name="Cahier\x0b\x07des\r\ncharges\ud800")
        found = etree.fromstring(project(replace(PLAN, actions=(strange,))))
        assert "Cahier des charges" in [name.text for name in found.iter(f"{SPACE}Name")]

    def it_holds_milestones_and_dated_actions(self, root: Any) -> None:
        assert list(tasks(root)) == ["J1", "A03", "A04"]

    def it_writes_lags_in_tenths_of_a_minute(self, root: Any) -> None:
        found = [
            (link.findtext(f"{SPACE}Type"), link.findtext(f"{SPACE}LinkLag"))
            for link in tasks(root)["A04"].iter(f"{SPACE}PredecessorLink")
        ]
        assert found == [("1", "0"), ("3", "9600")]

    def it_closes_holidays_and_closures(self, root: Any) -> None:
        closed = [name.text for name in root.iter(f"{SPACE}Name") if name.getparent().tag == f"{SPACE}Exception"]
        assert closed == ["2027-03-29", "2027-05-07"]

    def it_counts_eight_hours_a_day(self, root: Any) -> None:
        assert tasks(root)["A04"].findtext(f"{SPACE}Duration") == "PT200H0M0S"
        assert tasks(root)["A04"].findtext(f"{SPACE}RemainingDuration") == "PT120H0M0S"

    def it_keeps_a_person_s_words(self, root: Any) -> None:
        assert root.findtext(f"{SPACE}Title") == "Plan R&D <test>"

    def it_is_the_same_twice(self) -> None:
        assert project(PLAN, HOLIDAYS) == project(PLAN, HOLIDAYS)


@pytest.fixture(scope="module")
def mpxj() -> Iterator[Any]:
    """Start Java with MPXJ; say why where one of them is absent."""
    if shutil.which("java") is None:
        pytest.skip("no Java on this machine: MPXJ cannot read the file back")
    jpype = pytest.importorskip("jpype", reason="jpype1 is not installed: MPXJ cannot be started")
    pytest.importorskip("mpxj", reason="mpxj is not installed")
    if not jpype.isJVMStarted():
        jpype.startJVM()
    return jpype


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # the JVM warns of its own options, which are not ours
class DescribeWhatMpxjReads:
    def it_reads_equal_dates_and_links(self, mpxj: Any, tmp_path: Path) -> None:
        path = tmp_path / "plan.xml"
        path.write_bytes(project(PLAN, HOLIDAYS))
        reader = mpxj.JClass("org.mpxj.reader.UniversalProjectReader")()
        found = {str(task.getWBS()): task for task in reader.read(str(path)).getTasks() if task.getWBS() is not None}
        assert str(found["A04"].getStart())[:10] == "2027-03-05"
        assert str(found["A04"].getFinish())[:10] == "2027-04-09"
        assert [str(link.getType()) for link in found["A04"].getPredecessors()] == ["FS", "SS"]
        assert bool(found["J1"].getMilestone())

    def it_writes_children_in_the_schema_s_order(self, mpxj: Any, root: Any) -> None:
        outer = "org.mpxj.mspdi.schema.Project"
        for tag, inner in (("Project", ""), ("Task", "$Tasks$Task"), ("PredecessorLink", "$Tasks$Task$PredecessorLink")):
            order = _order(mpxj, outer + inner)
            for element in root.iter(f"{SPACE}{tag}"):
                places = [order.index(etree.QName(child).localname.casefold()) for child in element]
                assert places == sorted(places), tag


def _order(jpype: Any, name: str) -> list[str]:
    annotation = jpype.JClass("jakarta.xml.bind.annotation.XmlType")
    declared = jpype.JClass(name).class_.getAnnotation(annotation.class_)
    return [str(item).casefold() for item in declared.propOrder()]
