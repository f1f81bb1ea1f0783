"""Appendix: what the data are worth, and the advice that remains."""

from __future__ import annotations

from collections.abc import Sequence

from generator import blocks as shown
from generator.blocks import Block
from generator.plan import Plan
from generator.prose import Prose
from generator.sections.base import columns, counted, heading, opening, row, some, table
from workbook_templates.errors import Problem
from workbook_templates.text import Text

TITLE = Text("Données et qualité", "Data and quality")


def context(plan: Plan) -> dict[str, object]:
    """Return what the data hold: customers, answers, KPIs read, personal data."""
    measures = {measure.name: measure.value for measure in (*plan.results.clv_fit, *plan.results.price_points)}
    read = [reading for reading in plan.readings if any(month is not None for month in reading.months)]
    return {
        "customers": measures.get("customers"),
        "repeat": measures.get("repeat_customers"),
        "respondents": measures.get("respondents"),
        "excluded": measures.get("excluded"),
        "kpis": counted(plan.kpis),
        "read": counted(read, "kpi"),
        "anonymous": not plan.settings.show_customer_ids,
        "as_of": plan.settings.as_of,
    }


def blocks(plan: Plan, prose: Prose, problems: Sequence[Problem] = ()) -> tuple[Block, ...]:
    """Return the appendix."""
    advice = [problem for problem in problems if problem.level == "advice"]
    return some(
        heading(prose, "quality", TITLE), opening(prose, "quality", context(plan)), _advice(prose, advice) if advice else None
    )


def _advice(prose: Prose, advice: Sequence[Problem]) -> Block:
    heads = columns(prose, (Text("Cellule", "Cell"), "left", 1.6), (Text("Conseil", "Advice"), "left", 6.4))
    rows = [
        row(
            shown.cell(problem.where),
            shown.cell(prose.writer.typeset(problem.text.get(prose.lang)[:1].upper() + problem.text.get(prose.lang)[1:])),
        )
        for problem in advice
    ]
    caption = Text("Conseils de relecture, du plus lourd au plus léger", "Review advice, most serious first")
    return table(prose, "advice", caption, heads, rows, compact=True)
