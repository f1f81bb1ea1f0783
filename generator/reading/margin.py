"""What a missing gross margin makes worthless: formulas count a blank margin as zero, so whatever they drew from it is held back."""

from __future__ import annotations

from dataclasses import replace

from generator.plan import Plan
from generator.records import Acquisition, Channel, GrowthOption, Initiative, Segment

_CARDS = ("romi_total", "mean_clv", "top_share", "value_at_risk")


def without_margin(plan: Plan) -> Plan:
    """Return the plan without the figures a blank gross margin makes false; the plan itself where the margin is known."""
    if plan.settings.gross_margin is not None:
        return plan
    cards = {name: figure for name, figure in plan.results.cards.items() if name not in _CARDS}
    results = replace(
        plan.results, clv_pareto=(), clv_pareto_measures=(), clv_segments=(), clv_alerts=(), reallocation=(), cards=cards
    )
    return replace(
        plan,
        channels=tuple(map(_channel, plan.channels)),
        ansoff=tuple(map(_option, plan.ansoff)),
        initiatives=tuple(map(_initiative, plan.initiatives)),
        segments=tuple(map(_segment, plan.segments)),
        acquisition=tuple(map(_acquisition, plan.acquisition)),
        results=results,
    )


def _channel(channel: Channel) -> Channel:
    return replace(channel, contribution=None)


def _option(option: GrowthOption) -> GrowthOption:
    return replace(option, expected_margin=None)


def _initiative(item: Initiative) -> Initiative:
    """Return the initiative without its return, unless it has a margin of its own."""
    if item.margin is not None:
        return item
    return replace(item, romi=None, romi_low=None, romi_high=None, romi_discounted=None, verdict="")


def _segment(segment: Segment) -> Segment:
    """Return the segment without its value where it comes to nothing: a typed one owes nothing to the margin."""
    return segment if segment.clv is not None and segment.clv.value > 0 else replace(segment, clv=None, cpa_target=None)


def _acquisition(row: Acquisition) -> Acquisition:
    """Return the row without the value of a customer and what it justifies, where they come to nothing."""
    return row if row.clv is not None and row.clv.value > 0 else replace(row, clv=None, cpa_target=None)
