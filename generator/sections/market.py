"""1.1 Market and competition: size, growth, our place, the price gap."""

from __future__ import annotations

from generator.blocks import Block
from generator.figures import Figure
from generator.plan import Plan
from generator.prose import Prose
from generator.records import Competitor
from generator.sections.base import columns, heading, number, opening, row, some, span, table, words
from workbook_templates.text import Text

TITLE = Text("Marché et concurrence", "Market and competition")


def context(plan: Plan) -> dict[str, object]:
    """Return the market's size and growth, our share where it is known, the leader and the cheapest rival."""
    main = plan.market[0] if plan.market else None
    priced = [rival for rival in plan.competitors if rival.price_index is not None]
    cheapest = min(priced, key=_index, default=None)
    leader = max((rival for rival in plan.competitors if rival.share is not None), key=_share, default=None)
    growth = main.growth if main is not None else None
    return {
        "verdict": _verdict(growth),
        "main": main,
        "growth": growth,
        "leader": leader,
        "cheapest": cheapest if cheapest is not None and _index(cheapest) < _PAR else None,
        "price_gap": _gap(cheapest),
        "shrinking": plan.settings.revenue_target is not None
        and plan.settings.revenue_previous is not None
        and plan.settings.revenue_target.value < plan.settings.revenue_previous.value,
        "revenue_goal": plan.settings.revenue_target,
        "revenue_before": plan.settings.revenue_previous,
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the section; nothing where neither market nor competitors were entered."""
    if not plan.market and not plan.competitors:
        return ()
    return some(
        heading(prose, "market", TITLE),
        opening(prose, "market", context(plan)),
        _market(plan, prose) if plan.market else None,
        _competitors(plan, prose) if plan.competitors else None,
    )


def _market(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Mesure", "Metric"), "left", 3.4), (Text("Valeur", "Value"), "right", 1.4), (Text("Croissance", "Growth"), "right", 1.1),
        (Text("Date", "Date"), "left", 1.1), (Text("Source", "Source"), "left", 2.2),
    )  # fmt: skip
    rows = [
        row(
            words(prose, fact.metric), number(prose, fact.value, alone=True), number(prose, fact.growth, signed=True),
            words(prose, prose.writer.day(fact.date)), words(prose, fact.source),
        )
        for fact in plan.market
    ]  # fmt: skip
    return table(prose, "market", Text("Le marché en chiffres", "The market in figures"), heads, rows, source=span(plan.market))


def _competitors(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Concurrent", "Competitor"), "left", 2.2), (Text("Part", "Share"), "right", 0.8),
        (Text("Prix (nous = 100)", "Price (us = 100)"), "right", 1.1), (Text("Force", "Strength"), "left", 2.4), (Text("Faiblesse", "Weakness"), "left", 2.4),
    )  # fmt: skip
    ranked = sorted(plan.competitors, key=_share, reverse=True)
    rows = [
        row(words(prose, r.name), number(prose, r.share), number(prose, r.price_index), words(prose, r.strength), words(prose, r.weakness))
        for r in ranked
    ]  # fmt: skip
    return table(
        prose,
        "competitors",
        Text("Concurrents, par part de marché", "Competitors, by market share"),
        heads,
        rows,
        source=span(plan.competitors),
    )


_PAR = 100.0
_FAST = 0.05


def _verdict(growth: Figure | None) -> str:
    if growth is None:
        return "unknown"
    if growth.value < 0:
        return "bad"
    return "good" if growth.value >= _FAST else "mixed"


def _gap(rival: Competitor | None) -> Figure | None:
    if rival is None or rival.price_index is None:
        return None
    return Figure((_PAR - rival.price_index.value) / _PAR, "share", rival.price_index.cell)


def _index(rival: Competitor) -> float:
    return rival.price_index.value if rival.price_index is not None else _PAR


def _share(rival: Competitor) -> float:
    return rival.share.value if rival.share is not None else 0.0
