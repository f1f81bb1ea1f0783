"""1.3 SWOT: what the plan uses and what it corrects."""

from __future__ import annotations

from generator import markup
from generator.blocks import Block, Quadrant, Tile, Tone
from generator.checks.strategy import SERIOUS
from generator.plan import Plan
from generator.prose import Prose
from generator.records import SwotItem
from generator.sections.base import Verdict, counted, heading, missing, opening, span
from workbook_templates.text import Text

TITLE = Text("Forces, faiblesses, opportunités, menaces", "Strengths, weaknesses, opportunities, threats")
_TONES: dict[str, Tone] = {"strength": "good", "weakness": "watch", "opportunity": "accent", "threat": "bad"}
_SHOWN = 4  # statements a tile shows, the heaviest first


def context(plan: Plan) -> dict[str, object]:
    """Return the serious threats and weaknesses, those without an answer, the main strength and opportunity."""
    serious = [item for item in plan.swot if item.type in ("threat", "weakness") and _score(item) >= SERIOUS]
    unanswered = [item for item in serious if not item.response]
    return {
        "verdict": _verdict(serious, unanswered),
        "serious": counted(serious),
        "unanswered": counted(unanswered),
        "unanswered_statements": [item.statement for item in unanswered[:3]],
        "strength": _top(plan, "strength"),
        "opportunity": _top(plan, "opportunity"),
        "threat": _top(plan, "threat"),
        "weakness": _top(plan, "weakness"),
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the section."""
    title = heading(prose, "swot", TITLE)
    if not plan.swot:
        return title, missing(prose, TITLE, Text("Situation", "Situation"), Text("la SWOT", "the SWOT"))
    return title, opening(prose, "swot", context(plan)), _quadrant(plan, prose)


def _quadrant(plan: Plan, prose: Prose) -> Quadrant:
    strength, weakness, opportunity, threat = (
        _tile(plan, prose, key) for key in ("strength", "weakness", "opportunity", "threat")
    )
    return Quadrant(
        caption=prose.say(Text("Matrice SWOT, par poids décroissant", "SWOT matrix, most important first")),
        bookmark="t_swot",
        tiles=(strength, weakness, opportunity, threat),
        alt=prose.say(
            Text(
                "Matrice deux par deux : forces, faiblesses, opportunités, menaces",
                "Two-by-two matrix: strengths, weaknesses, opportunities, threats",
            )
        ),
        source=span(plan.swot),
    )


def _tile(plan: Plan, prose: Prose, kind: str) -> Tile:
    items = sorted((item for item in plan.swot if item.type == kind), key=_score, reverse=True)
    lines = tuple(markup.plain(prose.writer.typeset(_line(item))) for item in items[:_SHOWN])
    return Tile(title=prose.say(_TITLES[kind]), lines=lines, tone=_TONES[kind])


_TITLES = {
    "strength": Text("Forces", "Strengths"),
    "weakness": Text("Faiblesses", "Weaknesses"),
    "opportunity": Text("Opportunités", "Opportunities"),
    "threat": Text("Menaces", "Threats"),
}


def _line(item: SwotItem) -> str:
    score = f" ({_score(item):.0f}/25)" if item.score is not None else ""
    answer = f" → {', '.join(item.response)}" if item.response else ""
    return f"{item.statement}{score}{answer}"


def _top(plan: Plan, kind: str) -> SwotItem | None:
    return max((item for item in plan.swot if item.type == kind), key=_score, default=None)


def _score(item: SwotItem) -> float:
    return item.score.value if item.score is not None else 0.0


def _verdict(serious: list[SwotItem], unanswered: list[SwotItem]) -> Verdict:
    if not serious:
        return "unknown"
    if not unanswered:
        return "good"
    return "mixed" if len(unanswered) < len(serious) else "bad"
