"""The plan on one page: the six boxes of SOSTAC®, five lines each at the most."""

from __future__ import annotations

from generator import markup
from generator.blocks import Block, SostacPage, Tile
from generator.plan import Plan
from generator.prose import Prose
from generator.sections import (
    ansoff,
    attribution,
    budget,
    channels,
    clv,
    dashboard,
    loop,
    market,
    portfolio,
    positioning,
    price,
    retroplanning,
    risks,
    swot,
)
from generator.sections.base import counted, heading
from workbook_templates.text import Text

TITLE = Text("Le plan en une page (SOSTAC®)", "The plan on one page (SOSTAC®)")
_BOXES = (
    ("situation", Text("Situation", "Situation")),
    ("objectives", Text("Objectifs", "Objectives")),
    ("strategy", Text("Stratégie", "Strategy")),
    ("tactics", Text("Tactiques", "Tactics")),
    ("actions", Text("Actions", "Actions")),
    ("control", Text("Contrôle", "Control")),
)
_HEAVY = 2  # actions named among the others


def context(plan: Plan) -> dict[str, object]:
    """Return what each box concludes, from its own sections."""
    return {
        "market": market.context(plan),
        "swot": swot.context(plan),
        "clv": clv.context(plan),
        "objectives": plan.objectives[:5],
        "positioning": positioning.context(plan),
        "road": ansoff.context(plan),
        "budget": budget.context(plan),
        "price": price.context(plan),
        "channels": channels.context(plan),
        "attribution": attribution.context(plan),
        "mix": counted(plan.mix),
        "actions": counted(plan.actions),
        "spend": portfolio.planned(plan),
        "heavy": portfolio.heaviest(plan)[:_HEAVY],
        "milestones": counted(plan.milestones),
        "schedule": retroplanning.context(plan),
        "dashboard": dashboard.context(plan),
        "loop": loop.context(plan),
        "kpis": counted(plan.kpis),
        "risk": risks.context(plan),
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the page; nothing where there is nothing to say yet."""
    facts = context(plan)
    tiles = []
    for key, title in _BOXES:
        lines = markup.paragraphs(prose.render("sostac", {**facts, "box": key}))
        tiles.append(Tile(title=prose.say(title), lines=tuple(paragraph.runs for paragraph in lines), tone="accent"))
    if not any(tile.lines for tile in tiles):
        return ()
    return heading(prose, "sostac", TITLE, level=1), SostacPage(tuple(tiles))
