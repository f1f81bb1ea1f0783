"""Appendix: how the figures were made, in plain words, and what they do not say."""

from __future__ import annotations

from generator.blocks import Block, Cell
from generator.figures import Figure
from generator.plan import Plan
from generator.prose import Prose
from generator.sections.base import columns, heading, number, opening, row, some, span, table, words
from workbook_templates.text import Text
from workbook_templates.text import number as written

TITLE = Text("Méthodes et limites", "Methods and limits")


def context(plan: Plan) -> dict[str, object]:
    """Return which models this plan used, so that only those are told."""
    results = plan.results
    return {
        "rfm": bool(results.rfm_segments),
        "clv": bool(results.clv_pareto),
        "cpa": bool(plan.acquisition),
        "price": bool(results.price_points),
        "elasticity": bool(results.elasticity),
        "attribution": bool(results.attribution),
        "romi": bool(plan.initiatives),
        "schedule": bool(results.schedule),
        "brand": bool(results.brands),
        "life_cycle": bool(plan.products),
        "bins": plan.settings.rfm_bins,
        "ratio": plan.settings.clv_to_cpa,
        "margin": plan.settings.gross_margin,
        "discount": plan.settings.discount_annual,
        "horizon": plan.settings.clv_horizon_weeks,
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the appendix."""
    return some(heading(prose, "methods", TITLE), opening(prose, "methods", context(plan)), _fit(plan, prose))


def _fit(plan: Plan, prose: Prose) -> Block | None:
    if not plan.results.clv_fit:
        return None
    heads = columns(prose, (Text("Paramètre", "Parameter"), "left", 3.0), (Text("Estimation", "Estimate"), "right", 1.4))
    rows = [
        row(words(prose, _named(prose, m.name)), _precise(prose, m.value)) for m in plan.results.clv_fit if m.value is not None
    ]
    caption = Text("Modèle de valeur vie : paramètres estimés", "Lifetime value model: estimated parameters")
    return table(prose, "clv_fit", caption, heads, rows, source=span(plan.results.clv_fit), compact=True)


_NAMES = {
    "customers": Text("clients observés", "customers observed"),
    "repeat_customers": Text("clients ayant racheté", "customers who bought again"),
    "log_likelihood": Text("log-vraisemblance", "log-likelihood"),
    "log_likelihood_spend": Text("log-vraisemblance (dépense)", "log-likelihood (spend)"),
}


def _named(prose: Prose, name: str) -> str:
    return prose.say(_NAMES[name]) if name in _NAMES else name


def _precise(prose: Prose, figure: Figure) -> Cell:
    if figure.unit == "count":
        return number(prose, figure)
    decimals = 0 if abs(figure.value) >= _LARGE else 3
    return Cell(text=written(figure.value, prose.lang, decimals=decimals).replace("-", "−"), source=figure.cell)


_LARGE = 1000  # from here on decimals tell nothing
