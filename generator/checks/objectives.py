"""Objectives: each tied to a goal, measured from somewhere to somewhere, carried by actions, possible."""

from __future__ import annotations

from collections.abc import Iterator

from generator.plan import Plan
from generator.records import Objective
from generator.remarks import Code
from workbook_templates.errors import Problem
from workbook_templates.text import Text

NO_ACTION = Code("objective.no_action", "fix", Text(
    "aucune action ne sert {id} (« {statement} »). Rattachez-lui une action, ou retirez l'objectif.",
    "no action serves {id} (“{statement}”). Link an action to it, or remove the objective.",
))  # fmt: skip
NO_GOAL = Code("objective.no_goal", "advice", Text(
    "{id} ne se rattache à aucun objectif stratégique : la direction ne verra pas ce qu'il sert. Choisissez-en un.",
    "{id} is linked to no strategic goal: leadership will not see what it serves. Choose one.",
))  # fmt: skip
NO_BUDGET = Code("objective.no_budget", "advice", Text(
    "aucun euro ne va à {id} : ses actions n'ont pas de ligne de budget. Ajoutez-les, ou dites en note qu'il se fait à moyens constants.",
    "no euro goes to {id}: its actions have no budget line. Add them, or say in a note that it needs no extra budget.",
))  # fmt: skip
TARGET_EQUALS_BASELINE = Code("kpi.target_equals_baseline", "fix", Text(
    "la cible de {id} est égale au départ ({value}). Un objectif dit ce qui change : saisissez la cible, ou retirez l'objectif.",
    "the target of {id} equals its baseline ({value}). An objective says what changes: enter the target, or remove the objective.",
))  # fmt: skip
AGAINST_DIRECTION = Code("objective.against_direction", "fix", Text(
    "{id} va de {baseline} à {target}, alors que son indicateur doit être en {direction}. Corrigez la cible, ou le sens de l'indicateur.",
    "{id} goes from {baseline} to {target}, but its KPI should go {direction}. Correct the target, or the KPI's direction.",
))  # fmt: skip
DEADLINE_OUTSIDE = Code("objective.deadline_outside", "fix", Text(
    "l'échéance de {id} ({deadline}) est hors du plan ({start} au {end}). Ramenez-la dans la période, ou changez les dates du plan.",
    "the deadline of {id} ({deadline}) is outside the plan ({start} to {end}). Bring it within the period, or change the plan's dates.",
))  # fmt: skip
DEADLINE_BEFORE_BASELINE = Code("objective.deadline_before_baseline", "fix", Text(
    "l'échéance de {id} ({deadline}) précède la date de son départ ({start}). Corrigez l'une des deux.",
    "the deadline of {id} ({deadline}) comes before its baseline date ({start}). Correct one of them.",
))  # fmt: skip
UNPROVEN_GROWTH = Code("objective.unproven_growth", "fix", Text(
    "{id} demande {asked} % de progression quand le meilleur passé est de {best} %. Écrivez pourquoi c'est atteignable, ou baissez la cible.",
    "{id} asks for {asked}% growth when the best past growth is {best}%. Write why this is attainable, or lower the target.",
))  # fmt: skip
TOO_MANY = Code("objective.too_many", "advice", Text(
    "{n} objectifs : au-delà de sept, plus rien n'est prioritaire. Regroupez-en, ou gardez les autres pour l'an prochain.",
    "{n} objectives: beyond seven, nothing is a priority any more. Merge some, or keep the others for next year.",
))  # fmt: skip
NONE = Code("objective.none", "blocking", Text(
    "aucun objectif n'est saisi : le plan n'a rien à atteindre. Saisissez de trois à sept objectifs.",
    "no objective is entered: the plan has nothing to achieve. Enter three to seven objectives.",
))  # fmt: skip
CASCADE_SHARES = Code("cascade.shares", "fix", Text(
    "les parts par canal totalisent {total} % au lieu de 100 %. Corrigez-les : la déclinaison ne se calcule pas sans cela.",
    "the shares by channel add up to {total}% instead of 100%. Correct them: the cascade cannot be computed otherwise.",
))  # fmt: skip
GOAL_UNSERVED = Code("goal.unserved", "advice", Text(
    "aucun objectif ne sert « {label} ». Rattachez-en un, ou retirez cet objectif stratégique du plan.",
    "no objective serves “{label}”. Link one to it, or remove this strategic goal from the plan.",
))  # fmt: skip
CODES = (
    NONE, NO_ACTION, NO_GOAL, NO_BUDGET, TARGET_EQUALS_BASELINE, AGAINST_DIRECTION, DEADLINE_OUTSIDE, DEADLINE_BEFORE_BASELINE,
    UNPROVEN_GROWTH, TOO_MANY, CASCADE_SHARES, GOAL_UNSERVED,
)  # fmt: skip

_MOST = 7
_FACTOR = 1.5  # how far beyond the best past growth needs a written reason
_ROUNDING = 1e-9


def each_is_served(plan: Plan) -> Iterator[Problem]:
    """Each objective has actions, money and a strategic goal."""
    served = {action.objective for action in plan.actions if action.status != "cancelled"}
    paid = {action.objective for action in plan.actions for line in plan.budget_lines if line.action == action.id}
    for objective in plan.objectives:
        if objective.id not in served:
            yield NO_ACTION.at(objective.cell("id"), id=objective.id, statement=objective.statement)
        elif objective.id not in paid and plan.budget_lines:
            yield NO_BUDGET.at(objective.cell("budget"), id=objective.id)
        if plan.strategic_goals and not objective.strategic_goal:
            yield NO_GOAL.at(objective.cell("strategic_goal"), id=objective.id)
    used = {objective.strategic_goal for objective in plan.objectives}
    for goal in plan.strategic_goals:
        if goal.id not in used:
            yield GOAL_UNSERVED.at(goal.cell("id"), label=goal.label)


def each_changes_something(plan: Plan) -> Iterator[Problem]:
    """Each target differs from its baseline, in the direction of its KPI, as far as the past or a reason allows."""
    for objective in plan.objectives:
        if objective.baseline is None or objective.target is None:
            continue
        baseline, target = objective.baseline.value, objective.target.value
        if abs(target - baseline) <= _ROUNDING * max(1.0, abs(baseline)):
            yield TARGET_EQUALS_BASELINE.at(objective.cell("target"), id=objective.id, value=_shown(objective, baseline))
        elif (target > baseline) != (objective.direction != "down") and objective.direction:
            yield AGAINST_DIRECTION.at(
                objective.cell("target"), id=objective.id, baseline=_shown(objective, baseline), target=_shown(objective, target),
                direction=Text("hausse", "up") if objective.direction == "up" else Text("baisse", "down"),
            )  # fmt: skip
        yield from _unproven(objective, baseline, target)


def dates_hold(plan: Plan) -> Iterator[Problem]:
    """Each deadline falls in the plan and after its baseline."""
    start, end = plan.settings.plan_start, plan.settings.plan_end
    for objective in plan.objectives:
        deadline = objective.deadline
        if deadline is None:
            continue
        if start is not None and end is not None and not start <= deadline <= end:
            yield DEADLINE_OUTSIDE.at(objective.cell("deadline"), id=objective.id, deadline=deadline, start=start, end=end)
        if objective.baseline_date is not None and deadline <= objective.baseline_date:
            yield DEADLINE_BEFORE_BASELINE.at(
                objective.cell("deadline"), id=objective.id, deadline=deadline, start=objective.baseline_date
            )


def few_enough(plan: Plan) -> Iterator[Problem]:
    """One to seven objectives."""
    if not plan.objectives:
        yield NONE.at(plan.sheet("Objectives"))
    elif len(plan.objectives) > _MOST:
        yield TOO_MANY.at(plan.objectives[_MOST].cell("id"), n=len(plan.objectives))


def cascade_is_whole(plan: Plan) -> Iterator[Problem]:
    """The channels share the whole of the cascaded objective."""
    shares = [row.share.value for row in plan.cascade if row.share is not None]
    if shares and abs(sum(shares) - 1) > 1e-6:
        yield CASCADE_SHARES.at(plan.cascade[0].cell("share"), total=round(sum(shares) * 100, 2))


RULES = (each_is_served, each_changes_something, dates_hold, few_enough, cascade_is_whole)


def _unproven(objective: Objective, baseline: float, target: float) -> Iterator[Problem]:
    best = objective.best_historical_growth
    if best is None or objective.justification or baseline == 0:
        return
    asked = abs(target / baseline - 1)
    if asked > _FACTOR * best.value + _ROUNDING:
        where = objective.cell("justification")
        yield UNPROVEN_GROWTH.at(where, id=objective.id, asked=round(asked * 100, 1), best=round(best.value * 100, 1))


def _shown(objective: Objective, value: float) -> Text | float:
    """Return a value of the objective for a sentence: shares as percentages."""
    unit = objective.baseline.unit if objective.baseline is not None else ""
    if unit != "share":
        return value
    percent = f"{value * 100:.6g}"
    return Text(f"{percent.replace('.', ',')} %", f"{percent}%")
