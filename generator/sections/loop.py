"""6.3 The steering loop: threshold, trigger, correction, owner, meetings."""

from __future__ import annotations

from generator.blocks import Block
from generator.figures import change
from generator.plan import Plan, by_id
from generator.prose import Prose
from generator.sections.base import columns, counted, heading, label, number, opening, row, some, span, table, words
from generator.sections.dashboard import status_of
from workbook_templates.text import Text
from workbook_templates.words import FREQUENCY

TITLE = Text("Boucle de pilotage", "Control loop")
_URGENCY = ("alert", "watch", "to_measure", "reached")


def context(plan: Plan) -> dict[str, object]:
    """Return the KPI whose correction matters first, who applies it, and the meetings that follow the plan."""
    ready = [kpi for kpi in plan.kpis if kpi.alert_threshold is not None and kpi.corrective_action]
    first = min(ready, key=lambda kpi: _URGENCY.index(status_of(kpi)), default=None)
    owner = by_id(plan.roles, first.owner) if first is not None else None
    return {
        "verdict": "unknown" if not plan.kpis else "good" if len(ready) == len(plan.kpis) else "mixed",
        "kpi": first,
        "owner": owner.label if owner is not None else "",
        "crossed": first is not None and status_of(first) == "alert",
        "gap": change(first.actual_to_date, first.target_to_date)
        if first is not None and first.actual_to_date and first.target_to_date
        else None,
        "ready": counted(ready),
        "kpis": counted(plan.kpis),
        "meetings": counted(plan.control),
        "main": plan.control[0] if plan.control else None,
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the section; nothing where there is no KPI."""
    if not plan.kpis:
        return ()
    return some(
        heading(prose, "loop", TITLE),
        opening(prose, "loop", context(plan)),
        _table(plan, prose),
        _meetings(plan, prose) if plan.control else None,
    )


def _table(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Indicateur", "KPI"), "left", 2.6), (Text("Écart toléré", "Tolerance"), "right", 0.9), (Text("Fréquence", "Frequency"), "left", 1.2),
        (Text("Correction prévue", "Corrective action"), "left", 3.4), (Text("Par", "Owner"), "left", 0.8),
    )  # fmt: skip
    rows = [
        row(
            words(prose, kpi.name, bold=True), number(prose, kpi.alert_threshold), words(prose, label(prose, FREQUENCY, kpi.frequency)),
            words(prose, kpi.corrective_action), words(prose, kpi.owner),
        )
        for kpi in plan.kpis
    ]  # fmt: skip
    caption = Text("Ce qui se déclenche, et par qui", "What is triggered, and who acts")
    return table(
        prose, "loop", caption, heads, rows, source=span(plan.kpis, "alert_threshold", "corrective_action"), compact=True
    )


def _meetings(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Instance", "Meeting"), "left", 2.4), (Text("Fréquence", "Frequency"), "left", 1.2), (Text("Animée par", "Chaired by"), "left", 1.6),
        (Text("Pour décider", "Decides on"), "left", 3.4),
    )  # fmt: skip
    rows = []
    for meeting in plan.control:
        chair = by_id(plan.roles, meeting.chair)
        rows.append(
            row(
                words(prose, meeting.meeting, bold=True), words(prose, label(prose, FREQUENCY, meeting.frequency)),
                words(prose, chair.label if chair is not None else meeting.chair), words(prose, meeting.content),
            )
        )  # fmt: skip
    return table(
        prose,
        "meetings",
        Text("Qui suit le plan, et quand", "Who tracks the plan, and when"),
        heads,
        rows,
        source=span(plan.control),
    )
