"""1.5 Customers: segments, the RFM grid, who falls asleep, which programme answers."""

from __future__ import annotations

from generator.blocks import Block, HeatCell, HeatGrid, Row
from generator.figures import Figure, total
from generator.plan import Plan, by_id
from generator.prose import Prose
from generator.records import Action, Segment
from generator.results import RfmSegment
from generator.sections.base import columns, first_cell, grid_span, heading, number, opening, row, some, span, table, words
from workbook_templates.text import Text
from workbook_templates.words import RFM_SEGMENT, STATUS

TITLE = Text("Clients : segments et RFM", "Customers: segments and RFM")
_SHOWN = 5  # RFM segments printed one by one; the others are grouped


def context(plan: Plan) -> dict[str, object]:
    """Return the segment that weighs most in revenue, the promising dormants, the declared segment whose budget lags its value."""
    found = [segment for segment in plan.results.rfm_segments if _value(segment.customers) > 0]
    top = max(found, key=lambda segment: _value(segment.revenue_share), default=None)
    dormant = next((segment for segment in found if RFM_SEGMENT.key(segment.segment) == "promising_dormants"), None)
    lagging, answer = _lagging(plan), _answer(plan)
    return {
        "verdict": "unknown" if not found else "mixed" if lagging is not None else "good",
        "top": top,
        "dormant": dormant if _value(dormant.customers_share if dormant is not None else None) >= _FEW else None,
        "lagging": lagging,
        "customers": plan.results.cards.get("customers_count"),
        "alerts": total([i.alerts for i in plan.retention if _value(i.alerts) > 0 and i.alerts is not None])
        or plan.results.cards.get("alert_count"),
        "at_risk": plan.results.cards.get("value_at_risk"),
        "retention": answer[0] if answer is not None else None,
        "answered": answer[1] if answer is not None else None,
        "closed": _closed(plan),
        "declared": sampled_from(plan),
    }


_FEW = 0.01  # share of customers under which a group is too small to speak of


def sampled_from(plan: Plan) -> Figure | None:
    """Return how many customers the segments declare, where sales are known for a sample of them only."""
    known, declared = (
        plan.results.cards.get("customers_count"),
        total([s.customers for s in plan.segments if s.customers is not None]),
    )
    if known is None or declared is None or declared.value < _SAMPLE * known.value:
        return None
    return declared


_SAMPLE = 2.0  # declared customers over known ones from which the known ones are called a sample


def _closed(plan: Plan) -> Figure | None:
    """Return how many alerts have a finished action as their only answer."""
    return total(
        [
            item.alerts
            for item in plan.retention
            if item.alerts is not None
            and item.alerts.value > 0
            and (action := by_id(plan.actions, item.action)) is not None
            and action.status == "done"
        ]
    )


def _answer(plan: Plan) -> tuple[Action, Figure] | None:
    """Return the action still to be carried out that answers most alerts, and how many."""
    found = []
    for name in dict.fromkeys(item.action for item in plan.retention):
        action = by_id(plan.actions, name)
        alerts = total([item.alerts for item in plan.retention if item.action == name and item.alerts is not None])
        if action is not None and alerts is not None and alerts.value > 0 and action.status not in ("done", "cancelled"):
            found.append((action, alerts))
    return max(found, key=lambda item: item[1].value, default=None)


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the section: declared segments, then what the sales say of them."""
    if not plan.segments and not plan.results.rfm_segments:
        return ()
    return some(
        heading(prose, "segments", TITLE),
        opening(prose, "rfm", context(plan)),
        _declared(plan, prose) if plan.segments else None,
        _grid(plan, prose),
        _rfm(plan, prose) if plan.results.rfm_segments else None,
        _retention(plan, prose) if any(_value(item.alerts) > 0 for item in plan.retention) else None,
    )


def _declared(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Segment", "Segment"), "left", 2.0), (Text("Clients", "Customers"), "right", 1.1), (Text("Part du CA", "Revenue share"), "right", 1.0),
        (Text("Part du budget", "Budget share"), "right", 1.0), (Text("CLV (marge)", "CLV (margin)"), "right", 1.0), (Text("CPA cible", "Target CPA"), "right", 1.0),
        (Text("Besoin", "Need"), "left", 2.8),
    )  # fmt: skip
    rows = [
        row(
            words(prose, f"{segment.id}. {segment.name}", bold=bool(segment.targeted)), number(prose, segment.customers), number(prose, segment.revenue_share),
            number(prose, segment.budget_share), number(prose, segment.clv), number(prose, segment.cpa_target), words(prose, segment.need),
        )
        for segment in plan.segments
    ]  # fmt: skip
    note = Text("En gras, les segments ciblés par le plan.", "Segments targeted by the plan are in bold.")
    return table(
        prose,
        "segments",
        Text("Segments : valeur et effort", "Segments: value and effort"),
        heads,
        rows,
        source=span(plan.segments),
        notes=[note],
    )


def _grid(plan: Plan, prose: Prose) -> Block | None:
    grid = plan.results.rfm_grid
    if grid is None or not grid.cells:
        return None
    largest = max((_value(cell) for line in grid.cells for cell in line), default=0.0) or 1.0
    cells = tuple(
        tuple(
            HeatCell(
                text=prose.writer.table(cell),
                intensity=_value(cell) / largest,
                source=first_cell(cell.cell) if cell is not None else "",
            )
            for cell in line
        )
        for line in grid.cells
    )
    return HeatGrid(
        caption=prose.say(
            Text(
                "Grille RFM : nombre de clients par récence et fréquence",
                "RFM grid: number of customers by recency and frequency",
            )
        ),
        bookmark="t_rfm_grid",
        row_title=prose.say(Text("Récence", "Recency")),
        column_title=prose.say(Text("Fréquence", "Frequency")),
        row_labels=tuple(map(_score, grid.rows)),
        column_labels=tuple(map(_score, grid.columns)),
        cells=cells,
        alt=prose.say(
            Text(
                "Tableau croisé : les cases les plus foncées comptent le plus de clients",
                "Cross-tabulation: the darkest cells hold the most customers",
            )
        ),
        source=grid_span(grid),
    )


def _rfm(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Segment RFM", "RFM segment"), "left", 1.8), (Text("Clients", "Customers"), "right", 0.9), (Text("Part", "Share"), "right", 0.8),
        (Text("Part du CA", "Revenue share"), "right", 0.9), (Text("Dernier achat", "Last purchase"), "right", 1.1),
        (Text("Montant moyen", "Average amount"), "right", 1.1), (Text("Programme", "Programme"), "left", 3.4),
    )  # fmt: skip
    ranked = sorted(
        (s for s in plan.results.rfm_segments if _value(s.customers) > 0), key=lambda s: _value(s.revenue_share), reverse=True
    )
    told = context(plan)["dormant"]
    shown = [segment for i, segment in enumerate(ranked) if i < _SHOWN or segment is told]
    rows = [_line(prose, segment) for segment in shown]
    if rest := [segment for segment in ranked if segment not in shown]:
        rows.append(_others(prose, rest))
    caption = Text("Segments RFM, par poids dans les ventes", "RFM segments, by share of sales")
    return table(prose, "rfm", caption, heads, rows, source=span(plan.results.rfm_segments), compact=True)


def _line(prose: Prose, segment: RfmSegment) -> Row:
    return row(
        words(prose, segment.segment, bold=True), number(prose, segment.customers), number(prose, segment.customers_share),
        number(prose, segment.revenue_share), number(prose, segment.mean_recency_days), number(prose, segment.mean_monetary),
        words(prose, segment.programme),
    )  # fmt: skip


def _others(prose: Prose, segments: list[RfmSegment]) -> Row:
    names = prose.writer.listed([segment.segment for segment in segments])
    sums = [total([f for f in column if f is not None]) for column in (
        [s.customers for s in segments], [s.customers_share for s in segments], [s.revenue_share for s in segments],
    )]  # fmt: skip
    return row(
        words(prose, prose.say(Text("Les autres", "Others"))),
        *(number(prose, figure) for figure in sums),
        words(prose, ""),
        words(prose, ""),
        words(prose, names),
    )


def _retention(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Segment RFM", "RFM segment"), "left", 1.6), (Text("Alertes", "Alerts"), "right", 0.8), (Text("CLV restante", "Remaining CLV"), "right", 1.1),
        (Text("Action", "Action"), "left", 2.4), (Text("Geste prévu", "Offer"), "left", 2.2), (Text("Délai", "Response time"), "right", 0.9),
    )  # fmt: skip
    rows = []
    alerted = [item for item in plan.retention if _value(item.alerts) > 0]
    for item in alerted:
        action = by_id(plan.actions, item.action)
        name = f"{item.action} {action.name}" if action is not None else item.action
        if action is not None and action.status == "done":
            name = f"{name} ({prose.say(STATUS.entries['done']).lower()})"
        segment = RFM_SEGMENT.say(item.segment, prose.lang) if item.segment in RFM_SEGMENT.entries else item.segment
        delay = item.delay_days.to("days") if item.delay_days is not None else None
        rows.append(
            row(
                words(prose, segment),
                number(prose, item.alerts),
                number(prose, item.clv_left),
                words(prose, name),
                words(prose, item.offer),
                number(prose, delay),
            )
        )
    sums = [
        total([f for f in figures if f is not None]) for figures in ([i.alerts for i in alerted], [i.clv_left for i in alerted])
    ]
    closing = (
        words(prose, prose.say(Text("Total", "Total"))),
        *(number(prose, figure) for figure in sums),
        *[words(prose, " ")] * 3,
    )
    rows.append(row(*closing, kind="total"))
    note = Text(
        "CLV restante : la marge que le modèle attend encore de ces clients. La marge en jeu est ce qu'ils vaudraient de plus en restant actifs.",
        "Remaining CLV: the margin the model still expects from these customers. The margin at stake is the extra they would be worth if they stayed active.",
    )
    caption = Text("Clients qui s'éloignent : la réponse prévue", "Customers drifting away: the planned response")
    return table(prose, "retention", caption, heads, rows, source=span(plan.retention), notes=[note])


def _lagging(plan: Plan) -> Segment | None:
    """Return the targeted segment whose share of budget is furthest under its share of revenue, beyond ten points."""
    gaps = [
        (segment.revenue_share.value - segment.budget_share.value, segment)
        for segment in plan.segments
        if segment.targeted and segment.revenue_share is not None and segment.budget_share is not None
    ]
    widest = max(gaps, key=lambda gap: gap[0], default=None)
    return widest[1] if widest is not None and widest[0] > _LAG else None


_LAG = 0.10


def _score(label: str) -> str:
    return label.removeprefix("R").removeprefix("F")


def _value(figure: Figure | None) -> float:
    return figure.value if figure is not None else 0.0
