"""The executive summary: where we are, where we go, how, for how much, what threatens; six cards."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.blocks import Axis, Block, Card, ChartBlock, KpiCards, Series, Tone
from generator.figures import Figure, total
from generator.plan import Plan, by_id
from generator.prose import Prose
from generator.records import Kpi, Objective
from generator.sections import budget, retroplanning, risks, romi
from generator.sections.base import Verdict, counted, euro_format, first_cell, heading, opening, some, span
from generator.sections.dashboard import gap_of, status_of
from workbook_templates.text import Text
from workbook_templates.words import KPI_STATUS

TITLE = Text("Synthèse", "Executive summary")
_CARDS = 6
_MANAGER = re.compile(r"^Responsable (?:de la |de l['’]|du |des |de )?")
_TONES: dict[str, Tone] = {"reached": "good", "watch": "watch", "alert": "bad", "to_measure": "unknown"}
_URGENCY = ("alert", "watch", "to_measure", "reached")


def context(plan: Plan) -> dict[str, object]:
    """Return the few facts leadership must know: objectives on track, envelope, ambition, first threat, next date."""
    aimed = [(objective, by_id(plan.kpis, objective.kpi)) for objective in plan.objectives]
    judged = [(objective, kpi) for objective, kpi in aimed if kpi is not None and status_of(kpi) != "to_measure"]
    held = [objective for objective, kpi in judged if kpi is not None and status_of(kpi) == "reached"]
    failing = [(objective, kpi) for objective, kpi in judged if kpi is not None and status_of(kpi) == "alert"]
    worst = max(failing, key=lambda item: _size(item[1]), default=None)
    return {
        "verdict": _verdict(judged, held, failing),
        "objectives": counted(plan.objectives),
        "judged": counted([objective for objective, _ in judged]),
        "held": counted(held),
        "failing": counted([objective for objective, _ in failing]),
        "worst": worst[0] if worst is not None else None,
        "worst_kpi": worst[1] if worst is not None else None,
        "gap": gap_of(worst[1]) if worst is not None and worst[1] is not None else None,
        "answer": next(
            (
                a
                for a in plan.actions
                if worst is not None and a.objective == worst[0].id and a.status in ("in_progress", "planned")
            ),
            None,
        ),
        "company": plan.settings.company,
        "as_of": plan.settings.as_of,
        "start": plan.settings.plan_start,
        "revenue_goal": plan.settings.revenue_target,
        "first_objective": plan.objectives[0] if plan.objectives else None,
        "actions": counted(plan.actions),
        "budget": budget.context(plan),
        "schedule": retroplanning.context(plan),
        "risk": risks.context(plan),
        "romi": romi.context(plan),
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the summary."""
    return some(
        heading(prose, "summary", TITLE, level=1),
        opening(prose, "summary", context(plan)),
        _cards(plan, prose),
        _chart(plan, prose),
    )


def _cards(plan: Plan, prose: Prose) -> KpiCards | None:
    """Return the KPIs objectives aim at, the most urgent first; those of other KPIs fill the six places."""
    aimed = [kpi for objective in plan.objectives if (kpi := by_id(plan.kpis, objective.kpi)) is not None]
    rest = [kpi for kpi in plan.kpis if kpi not in aimed]
    chosen = sorted(dict.fromkeys(aimed), key=lambda kpi: _URGENCY.index(status_of(kpi)))
    shown = [*chosen, *sorted(rest, key=lambda kpi: _URGENCY.index(status_of(kpi)))][:_CARDS]
    return KpiCards(tuple(_card(plan, prose, kpi) for kpi in shown)) if shown else None


def _card(plan: Plan, prose: Prose, kpi: Kpi) -> Card:
    status = status_of(kpi)
    measured = status != "to_measure"
    value = kpi.actual_to_date if measured else kpi.baseline
    owner = by_id(plan.roles, kpi.owner)
    expected = kpi.target_to_date if measured else kpi.target
    aim = Text("{value} à date", "{value} to date") if measured else Text("{value}", "{value}")
    return Card(
        label=prose.writer.typeset(kpi.name),
        value=prose.writer.table(value),
        target=prose.say(aim, value=prose.writer.table(expected)) if expected is not None else "",
        trend=prose.writer.typeset(kpi.trend) if measured else prose.say(Text("valeur de départ", "baseline")),
        owner=prose.writer.typeset(_post(owner.label) if owner is not None else kpi.owner),
        status=KPI_STATUS.say(status, prose.lang),
        tone=_TONES[status],
        source=first_cell(value.cell) if value is not None else "",
    )


def _chart(plan: Plan, prose: Prose) -> ChartBlock | None:
    """Return the money by objective."""
    funded = [objective for objective in plan.objectives if objective.budget is not None and objective.budget.value > 0]
    if len(funded) < 2:
        return None
    funded.sort(key=_money, reverse=True)
    return ChartBlock(
        kind="bar",
        caption=prose.say(Text("Budget par objectif", "Budget by objective")),
        bookmark="f_summary_budget",
        alt=prose.say(
            Text(
                "Barres : budget de chaque objectif, du plus fort au plus faible", "Bars: budget of each objective, largest first"
            )
        ),
        categories=tuple(prose.writer.typeset(f"{o.id} {_short(o.statement)}") for o in funded),
        series=(Series(name=prose.say(Text("Budget", "Budget")), y=tuple(_money(objective) for objective in funded)),),
        y_axis=Axis(number_format=euro_format(prose, map(_money, funded))),
        horizontal=True,
        value_labels=True,
        source=span(plan.objectives, "budget", "budget"),
        height_cm=6.0,
    )


def _post(label: str) -> str:
    """Return a role without the word the card already prints.

    >>> _post("Responsable digital"), _post("Responsable de la relation client")
    ('Digital', 'Relation client')
    """
    bare = _MANAGER.sub("", label)
    return bare[:1].upper() + bare[1:]


def _short(statement: str) -> str:
    return statement if len(statement) <= 46 else statement[:45].rsplit(" ", 1)[0] + "…"


def _money(objective: Objective) -> float:
    found: Figure | None = total([objective.budget]) if objective.budget is not None else None
    return found.value if found is not None else 0.0


def _size(kpi: Kpi | None) -> float:
    gap = gap_of(kpi) if kpi is not None else None
    return abs(gap.value) if gap is not None else 0.0


def _verdict(judged: Sequence[tuple[Objective, Kpi | None]], held: Sequence[Objective], failing: Sequence[object]) -> Verdict:
    if not judged:
        return "unknown"
    if failing:
        return "bad"
    return "good" if len(held) == len(judged) else "mixed"
