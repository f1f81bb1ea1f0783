"""1.6 Lifetime value and 80/20: who deserves the effort."""

from __future__ import annotations

from generator.blocks import Axis, Block, ChartBlock, Series
from generator.figures import Figure, together, total
from generator.plan import Plan
from generator.prose import Prose
from generator.results import SegmentClv
from generator.sections.base import columns, euro_format, heading, number, opening, price, row, some, span, table, words
from generator.sections.rfm import sampled_from
from workbook_templates.text import Text

TITLE = Text("Valeur vie client et 80/20", "Customer lifetime value and 80/20")
_SHOWN = 5  # RFM segments printed one by one
_ALERTS = 10
_CONCENTRATED = 0.6  # share of value held by the best fifth, from which losing them is the first risk


def context(plan: Plan) -> dict[str, object]:
    """Return how concentrated the value is, the mean CLV, the segment worth most a head and the one worth most in all."""
    summary = {measure.name: measure.value for measure in plan.results.clv_pareto_measures}
    fit = {measure.name: measure.value for measure in plan.results.clv_fit}
    top, decile = summary.get("top_share"), plan.results.clv_pareto[0] if plan.results.clv_pareto else None
    segments = [
        segment for segment in plan.results.clv_segments if segment.mean_clv is not None and segment.total_clv is not None
    ]
    typed_mean = _typed_mean(plan)
    return {
        "verdict": "unknown" if top is None else "mixed" if top.value >= _CONCENTRATED else "good",
        "top_share": top,
        "for_80": summary.get("customers_for_80pct"),
        "decile": decile,
        "mean": plan.results.cards.get("mean_clv"),
        "best": max(segments, key=lambda s: _value(s.mean_clv), default=None),
        "largest": max(segments, key=lambda s: _value(s.total_clv), default=None),
        "repeat": fit.get("repeat_customers"),
        "customers": fit.get("customers"),
        "horizon": plan.settings.clv_horizon_weeks,
        "typed": [segment for segment in plan.segments if segment.clv is not None],
        "sample": sampled_from(plan) is not None,
        "typed_mean": typed_mean if _apart(plan.results.cards.get("mean_clv"), typed_mean) else None,
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the section; nothing where no value is known at all."""
    if not plan.results.clv_pareto and not any(segment.clv is not None for segment in plan.segments):
        return ()
    return some(
        heading(prose, "clv", TITLE),
        opening(prose, "clv", context(plan)),
        _chart(plan, prose) if plan.results.clv_pareto else None,
        _segments(plan, prose) if plan.results.clv_segments else None,
        _alerts(plan, prose) if plan.results.clv_alerts else None,
    )


def _chart(plan: Plan, prose: Prose) -> ChartBlock:
    deciles = plan.results.clv_pareto
    return ChartBlock(
        kind="pareto",
        caption=prose.say(Text("La valeur par dixième de clients, des meilleurs aux moins bons", "Value by customer decile, best first")),
        bookmark="f_pareto",
        alt=prose.say(Text("Barres : valeur de chaque dixième ; ligne : part cumulée de la valeur", "Bars: value of each decile; line: cumulative share of value")),
        categories=tuple(decile.decile for decile in deciles),
        series=(
            Series(name=prose.say(Text("Valeur", "Value")), y=tuple(_value(decile.value) for decile in deciles)),
            Series(name=prose.say(Text("Part cumulée", "Cumulative share")), y=tuple(_value(decile.cumulative_value_share) for decile in deciles)),
        ),
        x_axis=Axis(title=prose.say(Text("Dixième de clients", "Customer decile"))),
        y_axis=Axis(title=prose.say(Text("Marge attendue", "Expected margin")), number_format=euro_format(prose)),
        source=span(deciles),
    )  # fmt: skip


def _segments(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Segment RFM", "RFM segment"), "left", 2.4), (Text("Clients", "Customers"), "right", 1.0), (Text("CLV moyenne", "Average CLV"), "right", 1.2),
        (Text("Valeur totale", "Total value"), "right", 1.4), (Text("Part de la valeur", "Share of value"), "right", 1.2),
    )  # fmt: skip
    ranked = sorted(plan.results.clv_segments, key=lambda s: _value(s.total_clv), reverse=True)
    ranked = [segment for segment in ranked if _value(segment.customers) > 0]
    rows = [
        row(
            words(prose, s.segment),
            number(prose, s.customers),
            number(prose, s.mean_clv),
            number(prose, s.total_clv),
            number(prose, s.share),
        )
        for s in ranked[:_SHOWN]
    ]
    if rest := ranked[_SHOWN:]:
        sums = [total([f for s in rest if (f := figure(s)) is not None]) for figure in (_customers, _total, _share)]
        others = words(prose, prose.say(Text("Les autres", "Others")))
        rows.append(row(others, number(prose, sums[0]), words(prose, ""), number(prose, sums[1]), number(prose, sums[2])))
    caption = Text("Valeur vie par segment RFM", "Lifetime value by RFM segment")
    return table(prose, "clv_segments", caption, heads, rows, source=span(plan.results.clv_segments), compact=True)


def _alerts(plan: Plan, prose: Prose) -> Block:
    """Return the customers in alert, by name where the settings allow it, under a number otherwise."""
    heads = columns(
        prose, (Text("Client", "Customer"), "left", 1.4), (Text("Valeur en jeu", "Value at risk"), "right", 1.1), (Text("Dernier achat", "Last purchase"), "right", 1.1),
        (Text("Écart habituel", "Usual gap"), "right", 1.1), (Text("Pourquoi", "Why"), "left", 4.0),
    )  # fmt: skip
    shown = plan.results.clv_alerts[:_ALERTS]
    rows = [
        row(
            words(prose, a.customer, bold=True),
            price(prose, a.value_at_risk),
            number(prose, a.days_since_last),
            number(prose, a.usual_gap_days),
            words(prose, a.reason),
        )
        for a in shown
    ]
    note = (
        Text("Données personnelles : ce tableau ne sort pas de l'équipe.", "Personal data: this table stays within the team.")
        if plan.settings.show_customer_ids
        else Text(
            "Un client porte ici le numéro de sa ligne parmi les alertes du classeur : le plan n'en nomme aucun.",
            "A customer goes here by the number of its row among the workbook's alerts: the plan names none.",
        )
    )
    caption = Text(
        "Clients de valeur qui s'éloignent, les plus lourds d'abord",
        "Valuable customers drifting away, highest value at risk first",
    )
    return table(prose, "clv_alerts", caption, heads, rows, source=span(shown), notes=[note], compact=True)


def _typed_mean(plan: Plan) -> Figure | None:
    """Return the mean of the lifetime values typed by segment, weighed by their customers."""
    known = [s for s in plan.segments if s.clv is not None and s.customers is not None and s.customers.value > 0]
    weights = sum(_value(s.customers) for s in known)
    if not weights:
        return None
    cells = together([figure for s in known for figure in (s.clv, s.customers) if figure is not None])
    return Figure(sum(_value(s.clv) * _value(s.customers) for s in known) / weights, "EUR", cells)


def _apart(one: Figure | None, other: Figure | None) -> bool:
    """Whether two values of a customer differ too much to stand side by side without a word."""
    if one is None or other is None or min(one.value, other.value) <= 0:
        return False
    return max(one.value, other.value) > _APART * min(one.value, other.value)


_APART = 2.0


def _customers(segment: SegmentClv) -> Figure | None:
    return segment.customers


def _total(segment: SegmentClv) -> Figure | None:
    return segment.total_clv


def _share(segment: SegmentClv) -> Figure | None:
    return segment.share


def _value(figure: Figure | None) -> float:
    return figure.value if figure is not None else 0.0
