"""The executive summary: where we are, where we go, how, for how much, what threatens; six cards."""

from __future__ import annotations

from collections.abc import Sequence

from generator.blocks import Axis, Block, Card, ChartBlock, KpiCards, Series, Tone, cell
from generator.figures import Figure, change, total
from generator.plan import Plan, by_id
from generator.prose import Prose
from generator.records import Kpi, Objective
from generator.sections import ansoff, budget, clv, market, past, positioning, raci, retroplanning, risks, romi, swot
from generator.sections.base import (
    Verdict,
    columns,
    counted,
    euro_format,
    first_cell,
    heading,
    number,
    opening,
    row,
    some,
    span,
    table,
    words,
)
from generator.sections.dashboard import expected, gap_of, status_cell, status_of, status_word
from workbook_templates.text import Text

TITLE = Text("Synthèse", "Executive summary")
_CARDS = 6
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
        "review": plan.stage != "signature",
        "as_of": plan.settings.as_of,
        "start": plan.settings.plan_start,
        "revenue_goal": plan.settings.revenue_target,
        "goal_growth": _growth(plan),
        "first_objective": plan.objectives[0] if plan.objectives else None,
        "actions": counted(plan.actions),
        "past": past.context(plan),
        "market": market.context(plan),
        "clv": clv.context(plan),
        "swot": swot.context(plan),
        "road": ansoff.context(plan),
        "positioning": positioning.context(plan),
        "budget": budget.context(plan),
        "schedule": retroplanning.context(plan),
        "load": raci.context(plan),
        "risk": risks.context(plan),
        "romi": romi.context(plan),
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the summary."""
    return some(
        heading(prose, "summary", TITLE, level=1),
        opening(prose, "summary", context(plan)),
        _cards(plan, prose),
        _objectives(plan, prose) if plan.objectives else None,
        _chart(plan, prose),
        _dates(plan, prose),
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
    aimed = expected(kpi) if measured else kpi.target
    aim = Text("{value} à date", "{value} to date") if measured else Text("{value}", "{value}")
    return Card(
        label=prose.writer.typeset(kpi.name),
        value=prose.writer.table(value),
        target=prose.say(aim, value=prose.writer.table(aimed)) if aimed is not None else "",
        trend=prose.writer.typeset(kpi.trend) if measured else prose.say(Text("valeur de départ", "baseline")),
        owner=prose.writer.typeset(owner.label if owner is not None else kpi.owner),
        status=status_word(kpi, prose),
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


def _objectives(plan: Plan, prose: Prose) -> Block:
    """Return what is promised, by when, with what means; where it stands once something was measured."""
    measured = any(status_of(kpi) != "to_measure" for kpi in plan.kpis)
    status = ((Text("Statut", "Status"), "left", 1.2),) if measured else ()
    heads = columns(
        prose, (Text("Objectif", "Objective"), "left", 3.6), (Text("Départ", "Baseline"), "right", 1.0), (Text("Cible", "Target"), "right", 1.0),
        (Text("Échéance", "Deadline"), "left", 1.1), (Text("Actions", "Actions"), "right", 0.8), *status,
    )  # fmt: skip
    rows = []
    for objective in plan.objectives:
        kpi = by_id(plan.kpis, objective.kpi)
        standing = (status_cell(prose, kpi) if kpi is not None else words(prose, ""),) if measured else ()
        rows.append(
            row(
                words(prose, f"{objective.id}. {objective.statement}"), number(prose, objective.baseline, alone=True),
                number(prose, objective.target, alone=True), words(prose, prose.writer.day(objective.deadline)),
                number(prose, objective.actions), *standing,
            )
        )  # fmt: skip
    caption = Text("Ce que le plan promet, et avec quels moyens", "What the plan promises, and by what means")
    return table(prose, "summary_objectives", caption, heads, rows, source=span(plan.objectives))


def _dates(plan: Plan, prose: Prose) -> Block | None:
    """Return the next dates of the plan: decisions, milestones, notices to give."""
    roles = {role.id: role.label for role in plan.roles}
    found = [
        *((d.due_date, _DECISION, d.request, roles.get(d.decider, d.decider), d.cell("due_date")) for d in plan.decisions if d.outcome in ("", "pending")),
        *((m.date, _MILESTONE, m.label, "", m.cell("date")) for m in plan.milestones),
        *((c.notice_date, _NOTICE, c.partner, roles.get(c.owner, c.owner), c.cell("notice_date")) for c in plan.contracts),
    ]  # fmt: skip
    ahead = sorted(
        (item for item in found if item[0] is not None and item[0] >= plan.as_of), key=lambda item: item[0] or plan.as_of
    )
    if len(ahead) < _ENOUGH_DATES:
        return None
    heads = columns(
        prose, (Text("Date", "Date"), "left", 1.1), (Text("Nature", "Type"), "left", 1.2), (Text("Rendez-vous", "Event"), "left", 4.4), (Text("Qui", "Owner"), "left", 2.0),
    )  # fmt: skip
    rows = [
        row(
            cell(prose.writer.day(day), source=source),
            words(prose, prose.say(kind), bold=True),
            words(prose, what),
            words(prose, who),
        )
        for day, kind, what, who, source in ahead[:_DATES]
    ]
    return table(prose, "summary_dates", Text("Les prochaines dates", "Next key dates"), heads, rows)


_DECISION, _MILESTONE, _NOTICE = Text("Décision", "Decision"), Text("Jalon", "Milestone"), Text("Préavis", "Notice")
_DATES, _ENOUGH_DATES = 8, 2


def _growth(plan: Plan) -> Figure | None:
    """Return how much more the plan sells than last year."""
    goal, before = plan.settings.revenue_target, plan.settings.revenue_previous
    return change(goal, before) if goal is not None and before is not None else None


def _short(statement: str) -> str:
    return statement if len(statement) <= 60 else statement[:59].rsplit(" ", 1)[0] + "…"


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
