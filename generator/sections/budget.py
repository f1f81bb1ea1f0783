"""5.2 Budget and CPA: the envelope, its split, what a customer costs against what they are worth."""

from __future__ import annotations

from generator.blocks import Axis, Block, ChartBlock, Series
from generator.figures import Figure, change, difference, quotient, total
from generator.plan import Plan, by_id
from generator.prose import Prose
from generator.records import Acquisition, BudgetLine
from generator.sections.base import (
    bar_label,
    columns,
    counted,
    euro_format,
    heading,
    label,
    missing,
    number,
    opening,
    price,
    row,
    some,
    span,
    table,
    words,
)
from workbook_templates.text import Text
from workbook_templates.words import NATURE

TITLE = Text("Budget et CPA", "Budget and CPA")
_QUARTERS = ("q1", "q2", "q3", "q4")


def context(plan: Plan) -> dict[str, object]:
    """Return the envelope against the lines, the CPA before and after, the channels above target with and without a reason."""
    planned, envelope = _planned(plan), plan.settings.budget_total
    gap = difference(planned, envelope) if planned is not None and envelope is not None else None
    above = [
        a
        for a in plan.acquisition
        if a.cpa_plan is not None and a.cpa_target is not None and a.cpa_plan.value > a.cpa_target.value
    ]
    unexplained = [a for a in above if not a.override_reason]
    return {
        "verdict": _verdict(gap, above),
        "planned": planned,
        "envelope": envelope,
        "gap": gap,
        "before": plan.settings.budget_previous,
        "growth": change(planned, plan.settings.budget_previous)
        if planned is not None and plan.settings.budget_previous is not None
        else None,
        "cpa_before": plan.results.cards.get("cpa_mean_previous"),
        "cpa_after": _mean_cpa(plan),
        "above": counted(above, "channel"),
        "unexplained": counted(unexplained, "channel"),
        "kept": next((a for a in above if a.override_reason), None),
        "reserve": plan.results.cards.get("budget_reserve"),
        "invoiced": plan.results.cards.get("budget_invoiced"),
        "committed": plan.results.cards.get("budget_committed"),
        "review": plan.stage != "signature",
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the section."""
    title = heading(prose, "budget", TITLE)
    if not plan.budget_lines:
        return title, missing(prose, TITLE, Text("Budget", "Budget"), Text("les lignes de budget", "the budget lines"))
    return some(
        title, opening(prose, "budget", context(plan)), _by_channel(plan, prose), _quarters(plan, prose), _waterfall(plan, prose), _cpa(plan, prose),
        _months(plan, prose), _scenarios(plan, prose),
    )  # fmt: skip


def _by_channel(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Canal", "Channel"), "left", 2.4), *((Text(f"T{i}", f"Q{i}"), "right", 1.0) for i in range(1, 5)),
        (Text("Total", "Total"), "right", 1.2), (Text("Engagé", "Committed"), "right", 1.1), (Text("Facturé", "Invoiced"), "right", 1.1),
    )  # fmt: skip
    channels = list(dict.fromkeys(line.channel for line in plan.budget_lines))
    lines = {channel: [line for line in plan.budget_lines if line.channel == channel] for channel in channels}
    rows = []
    for channel in sorted(channels, key=lambda c: _sum(lines[c], "total"), reverse=True):
        found = by_id(plan.channels, channel)
        name = found.name if found is not None else channel or prose.say(Text("Réserve et hors canal", "Reserve and non-channel"))
        cells = [_total_of(lines[channel], key) for key in (*_QUARTERS, "total", "committed", "invoiced")]
        rows.append(row(words(prose, name), *(number(prose, cell) for cell in cells)))
    sums = [_total_of(list(plan.budget_lines), key) for key in (*_QUARTERS, "total", "committed", "invoiced")]
    rows.append(row(words(prose, prose.say(Text("Total", "Total"))), *(number(prose, cell) for cell in sums), kind="total"))
    caption = Text("Budget par canal et par trimestre, hors taxes", "Budget by channel and quarter, excluding tax")
    return table(prose, "budget", caption, heads, rows, source=span(plan.budget_lines), compact=True)


def _quarters(plan: Plan, prose: Prose) -> ChartBlock | None:
    natures = [
        nature for nature in NATURE.entries if _sum([line for line in plan.budget_lines if line.nature == nature], "total") > 0
    ]
    series = tuple(
        Series(
            name=label(prose, NATURE, nature),
            y=tuple(_sum([line for line in plan.budget_lines if line.nature == nature], key) for key in _QUARTERS),
        )
        for nature in natures
    )
    if not series:
        return None
    return ChartBlock(
        kind="stacked",
        caption=prose.say(Text("Budget par trimestre et par nature de dépense", "Budget by quarter and type of spend")),
        bookmark="f_budget_quarters",
        alt=prose.say(
            Text("Barres empilées : dépense de chaque nature par trimestre", "Stacked bars: spend of each type by quarter")
        ),
        categories=tuple(prose.say(Text(f"T{i}", f"Q{i}")) for i in range(1, 5)),
        series=series,
        y_axis=Axis(number_format=euro_format(prose, (max(map(sum, zip(*(s.y for s in series), strict=True))),))),
        source=span(plan.budget_lines, "q1", "q4"),
        height_cm=6.6,
    )


def _waterfall(plan: Plan, prose: Prose) -> ChartBlock | None:
    before, planned = plan.settings.budget_previous, _planned(plan)
    moves = [
        (_channel_name(plan, a), difference(a.budget, a.spend_previous))
        for a in plan.acquisition
        if a.budget is not None and a.spend_previous is not None and a.budget.value != a.spend_previous.value
    ]
    if before is None or planned is None or not moves:
        return None
    rest = planned.value - before.value - sum(move.value for _, move in moves)
    names = [prose.say(Text("Exercice précédent", "Last year")), *(name for name, _ in moves), prose.say(Text("Hors acquisition", "Non-acquisition")),
             prose.say(Text("Ce plan", "This plan"))]  # fmt: skip
    steps = (before.value, *(move.value for _, move in moves), rest, planned.value)
    return ChartBlock(
        kind="waterfall",
        caption=prose.say(Text("Du budget précédent à celui-ci", "From last year's budget to this one")),
        bookmark="f_waterfall",
        alt=prose.say(
            Text(
                "Cascade : ce que chaque canal ajoute ou retire au budget précédent",
                "Waterfall: what each channel adds to or takes from last year's budget",
            )
        ),
        categories=tuple(names),
        series=(
            Series(
                name=prose.say(Text("Budget", "Budget")),
                y=steps,
                labels=tuple(bar_label(prose, step, steps, signed=0 < i < len(steps) - 1) for i, step in enumerate(steps)),
            ),
        ),
        totals=(True, *(False for _ in moves), False, True),
        y_axis=Axis(number_format=euro_format(prose, steps)),
        value_labels=True,
        source=f"{before.cell}; {span(plan.acquisition, 'spend_previous', 'budget')}",
    )


def _cpa(plan: Plan, prose: Prose) -> Block | None:
    rows_ = [a for a in plan.acquisition if a.cpa_previous is not None or a.cpa_plan is not None]
    review = plan.stage != "signature"  # what remains is then split anew in a section of its own
    if not rows_:
        return None
    heads = columns(
        prose, (Text("Canal", "Channel"), "left", 2.2), (Text("CPA avant", "Previous CPA"), "right", 0.9), (Text("CPA prévu", "Planned CPA"), "right", 0.9),
        *(((Text("CPA à date", "CPA to date"), "right", 0.9),) if review else ()),
        (Text("CPA cible", "Target CPA"), "right", 0.9), (Text("CLV", "CLV"), "right", 0.9), (Text("Budget d'acquisition", "Acquisition budget"), "right", 1.1),
        *(() if review else ((Text("Répartition proposée", "Proposed split"), "right", 1.2),)), (Text("Motif écrit", "Written reason"), "left", 2.6),
    )  # fmt: skip
    rows = []
    for item in rows_:
        above = item.cpa_plan is not None and item.cpa_target is not None and item.cpa_plan.value > item.cpa_target.value
        reason = item.override_reason or (
            prose.say(Text("au-dessus de la cible, sans motif écrit", "above target, without a written reason")) if above else ""
        )
        rows.append(
            row(
                words(prose, _channel_name(plan, item), bold=True), price(prose, item.cpa_previous),
                price(prose, item.cpa_plan, tone=("watch" if item.override_reason else "bad") if above else "good"),
                *((price(prose, item.cpa_to_date, tone="bad" if _over(item.cpa_to_date, item.cpa_target) else "plain"),) if review else ()),
                price(prose, item.cpa_target), number(prose, item.clv), number(prose, item.budget), *(() if review else (number(prose, item.proposed),)), words(prose, reason),
            )
        )  # fmt: skip
    chosen, proposed = (
        total([f for f in figures if f is not None]) for figures in ([a.budget for a in rows_], [a.proposed for a in rows_])
    )
    blank = [words(prose, " ")] * (5 if review else 4)
    closing = (
        words(prose, prose.say(Text("Total", "Total"))),
        *blank,
        number(prose, chosen),
        *(() if review else (number(prose, proposed),)),
    )
    rows.append(row(*closing, words(prose, " "), kind="total"))
    note = Text("CPA cible = valeur vie du client ÷ ratio visé. Budget d'acquisition : les lignes qui comptent dans le CPA.",
                "Target CPA = customer lifetime value ÷ target ratio. Acquisition budget: the lines that count towards CPA.")  # fmt: skip
    notes = [note] if review else [note, _SPLIT]
    if not review and chosen is not None and proposed is not None and chosen.value - proposed.value > 0.5:
        idle = prose.writer.table(difference(chosen, proposed))
        notes.append(
            Text(
                f"{idle} ne trouvent pas de place dans les bornes des canaux.",
                f"{idle} finds no room within the channels' bounds.",
            )
        )
    caption = Text("Coût d'un client par canal : avant, prévu, cible", "Cost per customer by channel: previous, planned, target")
    return table(prose, "cpa", caption, heads, rows, source=span(plan.acquisition), notes=notes, compact=True)


_SPLIT = Text(
    "La répartition proposée gagne le plus de valeur client dans les bornes de chaque canal ; elle éclaire le choix, elle ne le remplace pas.",
    "The proposed split wins the most customer value within each channel's limits; it informs the choice, it does not replace it.",
)


def _over(cost: Figure | None, target: Figure | None) -> bool:
    return cost is not None and target is not None and cost.value > target.value


def _months(plan: Plan, prose: Prose) -> Block | None:
    """Return the follow-up by month, once something was committed or invoiced."""
    months = [month for month in plan.budget_months if month.planned is not None and month.month is not None]
    if not any(month.committed is not None or month.invoiced is not None or month.forecast is not None for month in months):
        return None
    heads = columns(
        prose, (Text("Mois", "Month"), "left", 1.6), (Text("Prévu", "Planned"), "right", 1.1), (Text("Engagé", "Committed"), "right", 1.1),
        (Text("Facturé", "Invoiced"), "right", 1.1), (Text("Atterrissage", "Forecast"), "right", 1.1), (Text("Écart", "Variance"), "right", 1.1),
    )  # fmt: skip
    rows = [
        row(
            words(prose, prose.writer.month_year(month.starts) if month.starts is not None else ""), number(prose, month.planned),
            number(prose, month.committed), number(prose, month.invoiced), number(prose, month.landing), number(prose, month.gap, signed=True),
        )
        for month in months
    ]  # fmt: skip
    sums = [
        total([f for m in months if (f := getattr(m, key)) is not None])
        for key in ("planned", "committed", "invoiced", "landing", "gap")
    ]
    closing = [number(prose, figure, signed=i == 4) for i, figure in enumerate(sums)]
    rows.append(row(words(prose, prose.say(Text("Total", "Total"))), *closing, kind="total"))
    caption = Text(
        "Budget mois par mois : prévu, engagé, facturé, atterrissage",
        "Budget month by month: planned, committed, invoiced, forecast",
    )
    return table(prose, "budget_months", caption, heads, rows, source=span(months), compact=True)


def _scenarios(plan: Plan, prose: Prose) -> Block | None:
    found = [scenario for scenario in plan.results.scenarios if scenario.customers is not None]
    if not found:
        return None
    heads = columns(
        prose, (Text("Scénario", "Scenario"), "left", 1.4), (Text("Enveloppe", "Envelope"), "right", 1.2), (Text("dont acquisition", "of which acquisition"), "right", 1.2),
        (Text("Clients attendus", "Expected customers"), "right", 1.2), (Text("CPA attendu", "Expected CPA"), "right", 1.1), (Text("Valeur attendue", "Expected value"), "right", 1.3),
    )  # fmt: skip
    rows = [
        row(
            words(prose, s.scenario, bold=True), number(prose, s.envelope), number(prose, s.acquisition), number(prose, s.customers), price(prose, s.cpa),
            number(prose, s.value),
        )
        for s in found
    ]  # fmt: skip
    note = Text("Chaque scénario applique son facteur aux budgets et à leurs bornes, puis répartit au mieux entre canaux : le central peut donc différer du plan.",
                "Each scenario applies its factor to budgets and their limits, then splits them optimally between channels: the central scenario may therefore differ from the plan.")  # fmt: skip
    caption = Text("Trois enveloppes, ce qu'elles rapportent", "Three envelopes and what they return")
    return table(prose, "scenarios", caption, heads, rows, source=span(found), notes=[note], compact=True)


def _planned(plan: Plan) -> Figure | None:
    card = plan.results.cards.get("budget_planned")
    return card if card is not None else total([line.total for line in plan.budget_lines if line.total is not None])


def _mean_cpa(plan: Plan) -> Figure | None:
    """Return the CPA the plan expects over its acquisition channels: their money over the customers their CPA implies."""
    known = [a for a in plan.acquisition if a.budget is not None and a.cpa_plan is not None and a.cpa_plan.value > 0]
    money = total([a.budget for a in known if a.budget is not None])
    won = [quotient(a.budget, a.cpa_plan, "count") for a in known if a.budget is not None and a.cpa_plan is not None]
    customers = total([figure for figure in won if figure is not None])
    return quotient(money, customers, "EUR") if money is not None and customers is not None else None


def _verdict(gap: Figure | None, above: list[Acquisition]) -> str:
    if gap is None:
        return "unknown"
    if abs(gap.value) > 0.5:
        return "bad" if gap.value > 0 else "short"
    return "mixed" if above else "good"


def _channel_name(plan: Plan, item: Acquisition) -> str:
    found = by_id(plan.channels, item.channel)
    return item.label or (found.name if found is not None else item.channel)


def _total_of(lines: list[BudgetLine], key: str) -> Figure | None:
    return total([figure for line in lines if (figure := getattr(line, key)) is not None])


def _sum(lines: list[BudgetLine], key: str) -> float:
    figure = _total_of(lines, key)
    return figure.value if figure is not None else 0.0
