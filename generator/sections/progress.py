"""Where the plan stands, in a review: what is done, what is late, what comes next; halfway, whether each objective can still be met.

A plan to sign has nothing to report. A quarterly review looks one quarter ahead, a mid-year review to the end of the plan.
"""

from __future__ import annotations

import datetime as dt

from generator.blocks import Block, Row
from generator.figures import Figure, share_of, together, total
from generator.plan import Plan, by_id
from generator.prose import Prose
from generator.records import Action
from generator.results import ScheduledAction
from generator.sections.base import (
    Verdict,
    columns,
    counted,
    group,
    heading,
    label,
    number,
    opening,
    role_note,
    row,
    some,
    span,
    table,
    words,
)
from generator.sections.dashboard import expected, status_cell
from workbook_templates.text import Text
from workbook_templates.words import STATUS

TITLE = Text("Avancement à date", "Progress to date")
_REVIEWS = ("quarterly_review", "midyear_review")
_A_QUARTER_DAYS = 92
_SHOWN = 8  # actions a group
_OVERSPENT = 0.10  # share of the envelope by which money may run ahead of time
_OVER = ("done", "cancelled")


def context(plan: Plan) -> dict[str, object]:
    """Return how much was done, how much is late, and whether money runs ahead of time."""
    late = _late(plan)
    started = [action for action in plan.actions if action.status in ("in_progress", "done")]
    spent, elapsed = _spent(plan), _elapsed(plan)
    ahead = spent is not None and elapsed is not None and spent.value - elapsed.value > _OVERSPENT
    landing = total([month.landing for month in plan.budget_months if month.landing is not None])
    return {
        "verdict": _verdict(plan, late=bool(late), started=bool(started), ahead=ahead),
        "actions": counted(plan.actions),
        "done": counted([action for action in plan.actions if action.status == "done"]),
        "running": counted([action for action in plan.actions if action.status == "in_progress"]),
        "late": counted([action for action, _ in late]),
        "worst": late[0][0] if late else None,
        "worst_late": late[0][1].late_by if late else None,
        "spent": spent,
        "elapsed": elapsed,
        "ahead": ahead,
        "landing": landing,
        "envelope": plan.settings.budget_total,
        "over": landing is not None
        and plan.settings.budget_total is not None
        and landing.value > plan.settings.budget_total.value + 0.5,
        "halfway": plan.stage == "midyear_review",
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the page; nothing in a plan to sign, nor in one without actions."""
    if plan.stage not in _REVIEWS or not plan.actions:
        return ()
    return some(
        heading(prose, "progress", TITLE, level=1),
        opening(prose, "progress", context(plan)),
        _halfway(plan, prose) if plan.stage == "midyear_review" and plan.objectives else None,
        _actions(plan, prose),
    )


def _halfway(plan: Plan, prose: Prose) -> Block:
    """Return each objective against what was expected by now, with the correction its KPI carries where it is behind."""
    heads = columns(
        prose, (Text("Objectif", "Objective"), "left", 3.2), (Text("Réel", "Actual"), "right", 1.0), (Text("Attendu à date", "Expected to date"), "right", 1.1),
        (Text("Cible annuelle", "Annual target"), "right", 1.1), (Text("Statut", "Status"), "left", 1.3), (Text("Correction prévue", "Corrective action"), "left", 2.6),
    )  # fmt: skip
    rows = []
    for objective in plan.objectives:
        kpi = by_id(plan.kpis, objective.kpi)
        statement = words(prose, f"{objective.id}. {objective.statement}")
        if kpi is None:
            blank = number(prose, None)
            rows.append(
                row(statement, blank, blank, number(prose, objective.target, alone=True), words(prose, ""), words(prose, ""))
            )
            continue
        status = status_cell(prose, kpi)
        behind = status.tone in ("bad", "watch")
        rows.append(
            row(
                statement, number(prose, kpi.actual_to_date if status.tone != "unknown" else None, alone=True), number(prose, expected(kpi), alone=True),
                number(prose, objective.target, alone=True), status, words(prose, kpi.corrective_action if behind else ""),
            )
        )  # fmt: skip
    caption = Text("Les objectifs à mi-parcours", "Objectives at the halfway point")
    return table(prose, "halfway", caption, heads, rows, source=span(plan.objectives))


def _actions(plan: Plan, prose: Prose) -> Block | None:
    """Return the actions that call for attention: the late ones, the running ones, those to start before the next review."""
    late = [action for action, _ in _late(plan)]
    running = [action for action in plan.actions if action.status == "in_progress" and action not in late]
    until = plan.as_of + dt.timedelta(days=_A_QUARTER_DAYS * (1 if plan.stage == "quarterly_review" else 2))
    coming = sorted(
        (
            a
            for a in plan.actions
            if a.status == "planned" and a not in late and _start(a) is not None and (_start(a) or until) <= until
        ),
        key=lambda a: _start(a) or until,
    )
    heads = columns(
        prose, (Text("Id", "Id"), "left", 0.6), (Text("Action", "Action"), "left", 3.6), (Text("Responsable", "Owner"), "left", 0.9),
        (Text("Début", "Start"), "left", 1.1), (Text("Fin", "Finish"), "left", 1.1),
        (Text("Statut", "Status"), "left", 1.0), (Text("Avancement", "Progress"), "right", 0.9), (Text("Marge", "Slack"), "right", 0.9),
    )  # fmt: skip
    soon = Text("À lancer avant la prochaine revue", "To start before the next review")
    if plan.stage == "midyear_review":
        soon = Text("À lancer d'ici la fin du plan", "To start before the plan ends")
    rows: list[Row] = []
    for title, actions in (
        (Text("En retard sur la date au plus tard", "Past the latest start"), late),
        (Text("En cours", "In progress"), running),
        (soon, coming),
    ):
        if actions:
            rows.append(group(_counted(prose, title, len(actions))))
            rows.extend(_row(plan, prose, action) for action in actions[:_SHOWN])
    if not rows:
        return None
    caption = Text("Les actions à suivre", "Actions to track")
    shown = [*late, *running, *coming]
    note = Text(
        "Dates réelles de ce qui a commencé, dates au plus tard du reste.",
        "Actual dates for what has started, latest dates for the rest.",
    )
    notes = [note, role_note(plan, [action.owner for action in shown])]
    return table(prose, "progress", caption, heads, rows, source=span(plan.actions), notes=notes, compact=True)


def _counted(prose: Prose, title: Text, count: int) -> str:
    """Return a group's title, with the count of its actions where some are left out."""
    if count <= _SHOWN:
        return prose.say(title)
    return prose.say(
        Text("{title} ({shown} premières sur {count})", "{title} (first {shown} of {count})"),
        title=prose.say(title),
        shown=str(_SHOWN),
        count=str(count),
    )


def _row(plan: Plan, prose: Prose, action: Action) -> Row:
    day = prose.writer.day
    return row(
        words(prose, action.id, bold=True), words(prose, action.name), words(prose, action.owner), words(prose, day(_start(action))),
        words(prose, day(action.latest_finish or action.fixed_end)), words(prose, label(prose, STATUS, action.status)), number(prose, action.progress),
        number(prose, action.slack if action.kind != "ongoing" else None, tone="bad" if action.slack is not None and action.slack.value < 0 else "plain"),
    )  # fmt: skip


def _start(action: Action) -> dt.date | None:
    return action.actual_start or action.fixed_start or action.latest_start


def _late(plan: Plan) -> list[tuple[Action, ScheduledAction]]:
    """Return the actions not finished that should have begun earlier, the latest first."""
    found = [
        (action, scheduled)
        for scheduled in plan.results.schedule
        if (action := by_id(plan.actions, scheduled.id)) is not None and action.status not in _OVER and _days_late(scheduled) > 0
    ]
    return sorted(found, key=lambda item: _days_late(item[1]), reverse=True)


def _days_late(scheduled: ScheduledAction) -> float:
    return scheduled.late_by.value if scheduled.late_by is not None else 0.0


def _spent(plan: Plan) -> Figure | None:
    """Return what was invoiced as a share of what is planned."""
    invoiced, planned = plan.results.cards.get("budget_invoiced"), plan.results.cards.get("budget_planned")
    if invoiced is None or planned is None or not invoiced.value:
        return None
    return share_of(invoiced, planned)


def _elapsed(plan: Plan) -> Figure | None:
    """Return the share of the plan's days that are behind."""
    settings = plan.settings
    start, end, now = settings.plan_start, settings.plan_end, settings.as_of
    if start is None or end is None or now is None or end <= start:
        return None
    share = min(max((now - start).days / (end - start).days, 0.0), 1.0)
    cells = [Figure(0, "days", settings.cell(key)) for key in ("as_of", "plan_start", "plan_end")]
    return Figure(share, "share", together(cells))


def _verdict(plan: Plan, *, late: bool, started: bool, ahead: bool) -> Verdict:
    if not plan.actions or not (started or late):
        return "unknown"
    if late:
        return "bad"
    return "mixed" if ahead else "good"
