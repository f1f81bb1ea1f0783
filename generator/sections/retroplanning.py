"""5.4 The backward plan: milestones, critical path, slack, alerts, then the weeks on landscape pages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.blocks import Block, GanttBlock, GanttRow, SectionBreak
from generator.figures import Figure
from generator.plan import Plan, by_id
from generator.prose import Prose
from generator.reading.ids import Ids
from generator.reading.predecessors import links
from generator.records import Action, Milestone
from generator.results import ScheduledAction
from generator.sections.base import Verdict, columns, counted, heading, number, opening, row, some, span, table, words
from workbook_templates.text import Text

TITLE = Text("Rétro-planning", "Backward plan")
_OVER = ("done", "cancelled")


@dataclass(frozen=True, slots=True)
class Tight:
    """An action and the slack it has left."""

    name: str
    slack: Figure


def context(plan: Plan) -> dict[str, object]:
    """Return the worst delay, the milestone it endangers, the smallest slack, the next milestone."""
    late = _late(plan)
    worst = late[0] if late else None
    action = by_id(plan.actions, worst.id) if worst is not None else None
    tight = _tightest(plan)
    tightest = _tightest_chain(plan)
    upcoming = [m for m in plan.milestones if m.date is not None and m.date >= plan.as_of]
    next_ = min(upcoming, key=lambda m: m.date or plan.as_of, default=None)
    return {
        "verdict": _verdict(plan, late, tight),
        "milestones": counted([m for m in plan.milestones if m.date is None or m.date >= plan.as_of]),
        "own": _own_deadline(plan),
        "late": counted(late),
        "worst": worst,
        "worst_name": action.name if action is not None else "",
        "endangered": _milestone_of(plan, action),
        "tight": tight,
        "tight_name": _name(plan, tight),
        "next": next_,
        "critical": counted(tightest),
        "pressing": counted([s for s in plan.results.schedule if _slack(s) <= 0 and _open(plan, s)]),
        "spare": tightest[0].total_slack if tightest else None,
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the section, its schedule last, on landscape pages; nothing where nothing is scheduled."""
    rows = _rows(plan, prose)
    if not rows:
        return ()
    return some(
        heading(prose, "retroplanning", TITLE),
        opening(prose, "retroplanning", context(plan)),
        _milestones(plan, prose) if plan.milestones else None,
        _calendar(plan, prose),
        SectionBreak("landscape"),
        _gantt(plan, prose, rows),
        _events(plan, prose),
        SectionBreak("portrait"),
    )


def _gantt(plan: Plan, prose: Prose, rows: tuple[GanttRow, ...]) -> GanttBlock:
    first, last = _stretch(plan, rows)
    monday = first - dt.timedelta(days=first.weekday())
    return GanttBlock(
        caption=prose.say(Text("Rétro-planning par semaine : dates au plus tard", "Backward plan by week: latest dates")),
        bookmark="t_gantt",
        rows=rows,
        first_day=first,
        weeks=(last - monday).days // 7 + 1,
        today=plan.as_of,
        alt=prose.say(
            Text(
                "Planning : une ligne par action, une colonne par semaine, les jalons en losange",
                "Schedule: one row per action, one column per week, milestones as diamonds",
            )
        ),
        source=span(plan.results.schedule),
    )


def _stretch(plan: Plan, rows: tuple[GanttRow, ...]) -> tuple[dt.date, dt.date]:
    """Return the first and last day drawn: the plan's, or earlier and later where whole rows lie beyond it."""
    first = plan.settings.plan_start or min(row.start for row in rows)
    first = min(first, *(row.finish for row in rows))
    last = max([*(row.finish for row in rows), plan.settings.plan_end or first])
    return first, last


def _rows(plan: Plan, prose: Prose) -> tuple[GanttRow, ...]:
    """Return the actions under the milestone they lead to, in the order of the milestones, then the ongoing ones."""
    schedule = {scheduled.id: scheduled for scheduled in plan.results.schedule}
    groups = _groups(plan)
    ordered = sorted(plan.milestones, key=lambda m: m.date or dt.date.max)
    rank = {milestone.id: index for index, milestone in enumerate(ordered)}
    rows: list[tuple[tuple[int, dt.date, str], GanttRow]] = []
    for action in plan.actions:
        span_ = _dates(action, schedule.get(action.id))
        if span_ is None or action.status == "cancelled":
            continue
        group_ = groups.get(action.id, "")
        title, order = _group_title(plan, prose, action, group_), rank.get(group_, len(rank) + (action.kind == "ongoing"))
        scheduled = schedule.get(action.id)
        rows.append(((order, span_[0], action.id), _row(prose, action, scheduled, span_, title)))
    for milestone in ordered:
        if milestone.date is not None:
            title = prose.writer.typeset(milestone.label)
            rows.append(((rank[milestone.id], dt.date.max, ""), _diamond(milestone, title)))
    return tuple(row_ for _, row_ in sorted(rows, key=lambda item: item[0]))


def _row(prose: Prose, action: Action, scheduled: ScheduledAction | None, dates: tuple[dt.date, dt.date], title: str) -> GanttRow:
    late = scheduled is not None and scheduled.late_by is not None and scheduled.late_by.value > 0 and action.status not in _OVER
    critical = scheduled is not None and scheduled.critical is True and action.kind != "ongoing" and action.status not in _OVER
    return GanttRow(
        id=action.id, name=prose.writer.typeset(action.name), start=dates[0], finish=dates[1], owner=action.owner, group=title, critical=critical, late=late, done=action.status == "done",
        source=action.cell("latest_start"),
    )  # fmt: skip


def _diamond(milestone: Milestone, title: str) -> GanttRow:
    day = milestone.date or dt.date.max
    return GanttRow(
        id=milestone.id, name=title, start=day, finish=day, group=title, milestone=True, source=milestone.cell("date")
    )


def _groups(plan: Plan) -> dict[str, str]:
    """Return the milestone each action leads to: its own, else the one its successors lead to."""
    found = {action.id: action.deadline for action in plan.actions if action.deadline}
    ids = Ids([action.id for action in plan.actions])
    for _ in plan.actions:  # as many passes as the longest chain needs
        changed = False
        for action in plan.actions:
            if action.id not in found:
                continue
            for link in links(action.predecessors, ids):
                if link.known and link.id not in found:
                    found[link.id], changed = found[action.id], True
        if not changed:
            break
    return found


def _group_title(plan: Plan, prose: Prose, action: Action, milestone: str) -> str:
    found = by_id(plan.milestones, milestone)
    if found is not None:
        return prose.writer.typeset(found.label)
    return prose.say(
        Text("Toute l'année", "All year") if action.kind == "ongoing" else Text("Autres échéances", "Other deadlines")
    )


def _dates(action: Action, scheduled: ScheduledAction | None) -> tuple[dt.date, dt.date] | None:
    """Return the dates to draw: real ones where they are known, else the latest ones the schedule allows."""
    start = action.actual_start or (scheduled.latest_start if scheduled is not None else None) or action.fixed_start
    finish = action.actual_finish or (scheduled.latest_finish if scheduled is not None else None) or action.fixed_end
    if start is None or finish is None:
        return None
    return min(start, finish), max(start, finish)


def _milestones(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Jalon", "Milestone"), "left", 3.0), (Text("Date", "Date"), "left", 1.1), (Text("Prêt le", "Ready by"), "left", 1.1),
        (Text("Ferme", "Firm"), "left", 0.8), (Text("Actions", "Actions"), "right", 0.8), (Text("Marge la plus faible", "Smallest slack"), "right", 1.3),
    )  # fmt: skip
    groups = _groups(plan)
    rows = []
    for milestone in sorted(plan.milestones, key=lambda m: m.date or dt.date.max):
        slacks = [
            s.total_slack
            for s in plan.results.schedule
            if groups.get(s.id) == milestone.id and s.total_slack is not None and _open(plan, s)
        ]
        least = min(slacks, key=lambda figure: figure.value, default=None)
        firm = prose.say(Text("oui", "yes") if milestone.firm else Text("non", "no"))
        threatened = least is not None and least.value < 0
        rows.append(
            row(
                words(prose, milestone.label, bold=True), words(prose, prose.writer.day(milestone.date)), words(prose, prose.writer.day(milestone.ready_date)),
                words(prose, firm), number(prose, counted([a for a in plan.actions if groups.get(a.id) == milestone.id and a.status != "cancelled"])), number(prose, least, tone="bad" if threatened else "plain"),
            )
        )  # fmt: skip
    note = Text(
        "Marges en jours ouvrés ; une marge négative dit de combien le jalon est menacé.",
        "Slack is in working days; a negative figure shows by how much the milestone is at risk.",
    )
    return table(
        prose,
        "milestones",
        Text("Jalons et marges", "Milestones and slack"),
        heads,
        rows,
        source=span(plan.milestones),
        notes=[note],
    )


def _calendar(plan: Plan, prose: Prose) -> Block | None:
    """Return the quarter calendar: what must end in each quarter."""
    start = plan.settings.plan_start
    ends = [
        (action, _dates(action, by_id(plan.results.schedule, action.id))) for action in plan.actions if action.kind != "ongoing"
    ]
    placed = [(action, dates[1]) for action, dates in ends if dates is not None]
    if start is None or not placed:
        return None
    heads = columns(
        prose,
        (Text("Trimestre", "Quarter"), "left", 0.9),
        (Text("À finir", "To finish"), "left", 4.2),
        (Text("Jalons", "Milestones"), "left", 2.6),
    )
    rows = []
    for quarter in range(4):
        names = [
            f"{action.id} {action.name}"
            for action, day in sorted(placed, key=lambda item: (item[1], item[0].id))
            if _quarter(start, day) == quarter
        ]
        marks = [
            f"{prose.writer.day(m.date)} {m.label}"
            for m in sorted(plan.milestones, key=lambda m: m.date or start)
            if m.date is not None and _quarter(start, m.date) == quarter
        ]
        rows.append(
            row(
                words(prose, prose.say(Text(f"T{quarter + 1}", f"Q{quarter + 1}")), bold=True),
                words(prose, "\n".join(names)),
                words(prose, "\n".join(marks)),
            )
        )
    return table(
        prose,
        "quarters",
        Text("Calendrier par trimestre", "Calendar by quarter"),
        heads,
        rows,
        source=span(plan.actions, "latest_start", "latest_finish"),
        notes=[
            Text(
                "Les fils rouges, qui courent toute l'année, n'y figurent pas.",
                "Ongoing actions, which run all year, are not listed.",
            )
        ],
        compact=True,
    )


def _events(plan: Plan, prose: Prose) -> Block | None:
    """Return the peaks of the commercial year the plan uses."""
    used = sorted(
        (event for event in plan.events if event.used and event.start is not None), key=lambda event: event.start or plan.as_of
    )
    if not used:
        return None
    heads = columns(
        prose, (Text("Temps fort", "Peak"), "left", 2.4), (Text("Du", "From"), "left", 1.0), (Text("Au", "To"), "left", 1.0), (Text("Règle ou note", "Rule or note"), "left", 4.0),
    )  # fmt: skip
    rows = [
        row(
            words(prose, e.event, bold=True),
            words(prose, prose.writer.day(e.start)),
            words(prose, prose.writer.day(e.end)),
            words(prose, e.note),
        )
        for e in used
    ]
    return table(
        prose,
        "events",
        Text("Temps forts commerciaux retenus", "Commercial peaks taken into account"),
        heads,
        rows,
        source=span(plan.events),
        compact=True,
    )


def _quarter(start: dt.date, day: dt.date) -> int:
    return ((day.year - start.year) * 12 + day.month - start.month) // 3


def _late(plan: Plan) -> list[ScheduledAction]:
    late = [s for s in plan.results.schedule if s.late_by is not None and s.late_by.value > 0 and _open(plan, s)]
    return sorted(late, key=lambda s: s.late_by.value if s.late_by is not None else 0.0, reverse=True)


def _tightest(plan: Plan) -> ScheduledAction | None:
    """Return the open action of the smallest slack among those that lead to a milestone; among all where none does."""
    groups = _groups(plan)
    found = [s for s in plan.results.schedule if s.total_slack is not None and _open(plan, s)]
    projects = [s for s in found if s.id in groups] or found
    return min(projects, key=lambda s: s.total_slack.value if s.total_slack is not None else 0.0, default=None)


def _tightest_chain(plan: Plan) -> list[ScheduledAction]:
    """Return the critical actions of the smallest slack: other chains may keep more."""
    groups = _groups(plan)
    found = [s for s in plan.results.schedule if s.critical and s.total_slack is not None and _open(plan, s)]
    critical = [s for s in found if s.id in groups] or found
    least = min(map(_slack, critical), default=0.0)
    return [s for s in critical if _slack(s) == least]


def _own_deadline(plan: Plan) -> Tight | None:
    """Return the open action with little slack before a deadline of its own, one that leads to no milestone."""
    groups = _groups(plan)
    found = [s for s in plan.results.schedule if s.id not in groups and _open(plan, s) and _slack(s) < _COMFORT]
    tight = min(found, key=_slack, default=None)
    if tight is None or tight.total_slack is None or not groups:
        return None
    return Tight(_name(plan, tight), tight.total_slack)


def _slack(scheduled: ScheduledAction) -> float:
    return scheduled.total_slack.value if scheduled.total_slack is not None else float("inf")


def _open(plan: Plan, scheduled: ScheduledAction) -> bool:
    action = by_id(plan.actions, scheduled.id)
    return action is not None and action.status not in _OVER and action.kind != "ongoing"


def _milestone_of(plan: Plan, action: Action | None) -> Milestone | None:
    return by_id(plan.milestones, _groups(plan).get(action.id, "")) if action is not None else None


def _name(plan: Plan, scheduled: ScheduledAction | None) -> str:
    action = by_id(plan.actions, scheduled.id) if scheduled is not None else None
    return action.name if action is not None else ""


def _verdict(plan: Plan, late: list[ScheduledAction], tight: ScheduledAction | None) -> Verdict:
    if not plan.results.schedule:
        return "unknown"
    if late:
        return "bad"
    return "mixed" if tight is not None and tight.total_slack is not None and tight.total_slack.value < _COMFORT else "good"


_COMFORT = 5.0  # working days of slack under which nothing may slip
