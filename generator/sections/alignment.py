"""2.1 From strategy to objectives: strategic goal → objective → actions → money."""

from __future__ import annotations

from generator.blocks import Block
from generator.figures import Figure, difference, share_of, total
from generator.plan import Plan, by_id
from generator.prose import Prose
from generator.sections.base import columns, counted, heading, number, opening, row, span, table, words
from workbook_templates.text import Text

TITLE = Text("De la stratégie aux objectifs", "From strategy to objectives")


def context(plan: Plan) -> dict[str, object]:
    """Return how much money serves an objective, how much serves none, and the company plan all this serves."""
    planned = total([line.total for line in plan.budget_lines if line.total is not None])
    served = total([line.total for line in plan.budget_lines if line.total is not None and line.objective])
    reserve = total([line.total for line in plan.budget_lines if line.total is not None and line.nature == "reserve"])
    loose = _loose(planned, served, reserve)
    return {
        "verdict": "unknown" if planned is None else "good" if loose is None else "bad",
        "loose": loose,
        "loose_share": share_of(loose, planned) if loose is not None and planned is not None else None,
        "reserve": reserve,
        "link": plan.settings.strategic_link,
        "objectives": counted(plan.objectives),
        "goals": counted(plan.strategic_goals),
        "untied": [objective.id for objective in plan.objectives if plan.strategic_goals and not objective.strategic_goal],
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the section; nothing where there is no objective."""
    if not plan.objectives:
        return ()
    return heading(prose, "alignment", TITLE), opening(prose, "alignment", context(plan)), _table(plan, prose)


def _table(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Objectif stratégique", "Strategic goal"), "left", 2.8), (Text("Objectif du plan", "Plan objective"), "left", 3.0),
        (Text("Actions", "Actions"), "right", 0.8), (Text("Budget", "Budget"), "right", 1.2),
    )  # fmt: skip
    rows = []
    for objective in plan.objectives:
        goal = by_id(plan.strategic_goals, objective.strategic_goal)
        rows.append(
            row(
                words(prose, f"{goal.id}. {goal.label}" if goal is not None else objective.strategic_goal),
                words(prose, f"{objective.id}. {objective.statement}"), number(prose, objective.actions), number(prose, objective.budget),
            )
        )  # fmt: skip
    caption = Text("Ce que sert chaque objectif, et avec quoi", "What each objective serves, and by what means")
    return table(prose, "alignment", caption, heads, rows, source=span(plan.objectives))


def _loose(planned: Figure | None, served: Figure | None, reserve: Figure | None) -> Figure | None:
    """Return the money that serves no objective, the reserve aside; None where all of it does."""
    if planned is None:
        return None
    left = difference(planned, served) if served is not None else planned
    left = difference(left, reserve) if reserve is not None else left
    return left if left.value > 1 else None
