"""5.1 The portfolio of actions, by objective, and the sheets of the heaviest."""

from __future__ import annotations

from generator.blocks import Block, Row, Run, Sheets, Tile
from generator.figures import Figure, share_of, total
from generator.plan import Plan, by_id
from generator.prose import Prose
from generator.records import Action
from generator.sections.base import (
    columns,
    counted,
    first_cell,
    group,
    heading,
    label,
    missing,
    number,
    opening,
    role_note,
    row,
    some,
    span,
    table,
    words,
)
from workbook_templates.text import Text
from workbook_templates.words import STATUS

TITLE = Text("Portefeuille d'actions", "Action portfolio")
_SHEETS = 4


def context(plan: Plan) -> dict[str, object]:
    """Return how many actions, how far they are, and how much the heaviest take."""
    heavy = heaviest(plan)
    whole = planned(plan)
    heavy_budget = total([action.budget for action in heavy if action.budget is not None])
    orphans = [objective for objective in plan.objectives if not any(action.objective == objective.id for action in plan.actions)]
    return {
        "verdict": "unknown" if not plan.actions else "bad" if orphans else "good",
        "actions": counted(plan.actions),
        "running": counted([action for action in plan.actions if action.status == "in_progress"]),
        "done": counted([action for action in plan.actions if action.status == "done"]),
        "objectives": counted(plan.objectives),
        "orphans": [objective.id for objective in orphans],
        "heavy": counted(heavy),
        "share": share_of(heavy_budget, whole) if heavy_budget is not None and whole is not None else None,
        "first": heavy[0] if heavy else None,
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the section."""
    title = heading(prose, "portfolio", TITLE)
    if not plan.actions:
        return title, missing(prose, TITLE, Text("Actions", "Actions"), Text("les actions", "the actions"))
    return some(title, opening(prose, "portfolio", context(plan)), _table(plan, prose), _sheets(plan, prose))


def _table(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Id", "Id"), "left", 0.6), (Text("Action", "Action"), "left", 3.0), (Text("Segment", "Segment"), "left", 1.4), (Text("Canal", "Channel"), "left", 1.4),
        (Text("Responsable", "Owner"), "left", 0.9), (Text("Fin au plus tard", "Latest finish"), "left", 1.0), (Text("Statut", "Status"), "left", 0.9),
        (Text("Budget", "Budget"), "right", 1.0),
    )  # fmt: skip
    rows: list[Row] = []
    for objective in plan.objectives:
        own = [action for action in plan.actions if action.objective == objective.id]
        if own:
            rows.append(group(prose.writer.typeset(f"{objective.id}. {objective.statement}")))
            rows.extend(_row(plan, prose, action) for action in own)
    loose = [action for action in plan.actions if by_id(plan.objectives, action.objective) is None]
    if loose:
        rows.append(group(prose.say(Text("Sans objectif", "No objective"))))
        rows.extend(_row(plan, prose, action) for action in loose)
    whole = planned(plan)
    blank = [words(prose, " ")] * 6
    rows.append(row(words(prose, prose.say(Text("Total", "Total"))), *blank, number(prose, whole), kind="total"))
    return table(
        prose,
        "actions",
        Text("Actions par objectif", "Actions by objective"),
        heads,
        rows,
        source=span(plan.actions),
        notes=[role_note(plan, [action.owner for action in plan.actions])],
        compact=True,
    )


def _row(plan: Plan, prose: Prose, action: Action) -> Row:
    segment, channel = by_id(plan.segments, action.segment), by_id(plan.channels, action.channel)
    finish = action.actual_finish or action.latest_finish or action.fixed_end
    return row(
        words(prose, action.id, bold=True), words(prose, action.name), words(prose, segment.name if segment is not None else action.segment),
        words(prose, channel.name if channel is not None else action.channel), words(prose, action.owner), words(prose, prose.writer.day(finish)),
        words(prose, label(prose, STATUS, action.status)), number(prose, action.budget),
    )  # fmt: skip


def _sheets(plan: Plan, prose: Prose) -> Sheets | None:
    heavy = heaviest(plan)
    if not heavy:
        return None
    return Sheets(
        caption=prose.say(Text("Fiches des actions qui pèsent le plus", "Profiles of the largest actions")),
        bookmark="t_action_sheets",
        tiles=tuple(_sheet(plan, prose, action) for action in heavy),
        source=span(heavy, "id", "budget"),
    )


def _sheet(plan: Plan, prose: Prose, action: Action) -> Tile:
    """Return an action in a few lines: what it serves, who leads it, when, what it waits for, what it costs."""
    objective, kpi, role = by_id(plan.objectives, action.objective), by_id(plan.kpis, action.kpi), by_id(plan.roles, action.owner)
    milestone, channel = by_id(plan.milestones, action.deadline), by_id(plan.channels, action.channel)
    writer = prose.writer
    start, finish = action.actual_start or action.fixed_start or action.latest_start, action.latest_finish or action.fixed_end
    days = [writer.day(start), writer.day(finish)] if start is not None and finish is not None else []
    facts = [
        (Text("Sert : ", "Serves: "), f"{objective.id}. {objective.statement}" if objective is not None else ""),
        (Text("Mesurée par : ", "Measured by: "), kpi.name if kpi is not None else ""),
        (Text("Menée par : ", "Led by: "), role.label if role is not None else action.owner),
        (Text("Canal : ", "Channel: "), channel.name if channel is not None else ""),
        (_dated(action), writer.between(*days) if days else ""),
        (
            Text("Prépare : ", "Prepares for: "),
            f"{milestone.label}, {writer.day(milestone.date)}" if milestone is not None else "",
        ),
        (Text("Attend : ", "Depends on: "), action.predecessors),
    ]
    lines = [(Run(prose.say(name), bold=True), Run(writer.typeset(text))) for name, text in facts if text]
    if action.budget is not None:
        amount = Run(writer.table(action.budget), source=first_cell(action.budget.cell))
        lines.append((Run(prose.say(Text("Budget : ", "Budget: ")), bold=True), amount))
    return Tile(title=writer.typeset(f"{action.id} · {action.name}"), lines=tuple(lines))


def _dated(action: Action) -> Text:
    """Return how the dates of an action are announced: what has begun has dates of its own, the rest has limits."""
    begun = action.actual_start is not None or action.fixed_start is not None
    return Text("Dates : ", "Dates: ") if begun else Text("Au plus tard : ", "Latest dates: ")


def planned(plan: Plan) -> Figure | None:
    """Return what the actions cost in all: the budget without its reserve."""
    return total([action.budget for action in plan.actions if action.budget is not None])


def heaviest(plan: Plan) -> list[Action]:
    """Return the actions that cost most, the first the most."""
    funded = [action for action in plan.actions if action.budget is not None and action.budget.value > 0]
    return sorted(funded, key=_budget, reverse=True)[:_SHEETS]


def _budget(action: Action) -> float:
    figure: Figure | None = action.budget
    return figure.value if figure is not None else 0.0
