"""5.3 Reallocation, in reviews only: what to move, from where to where."""

from __future__ import annotations

from generator.blocks import Block
from generator.figures import Figure
from generator.plan import Plan
from generator.prose import Prose
from generator.results import Reallocation
from generator.sections.base import columns, heading, number, opening, row, span, table, words
from workbook_templates.text import Text
from workbook_templates.words import CPA_SHIFT

TITLE = Text("Réallocation en cours d'exercice", "In-year reallocation")


def context(plan: Plan) -> dict[str, object]:
    """Return the largest move the workbook proposes: the channel to cut and the channel to raise."""
    moves = _moves(plan)
    up = max(moves, key=lambda move: _value(move.change), default=None)
    down = min(moves, key=lambda move: _value(move.change), default=None)
    judged = [move for move in moves if CPA_SHIFT.key(move.reason) not in ("no_history", "no_acquisition")]
    worth = up is not None and down is not None and _value(up.change) > 0 > _value(down.change)
    return {"verdict": "unknown" if not judged else "mixed" if worth else "good", "up": up, "down": down}


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the section; nothing at signature, nor where nothing is proposed."""
    if plan.stage == "signature" or not plan.results.reallocation:
        return ()
    return heading(prose, "reallocation", TITLE), opening(prose, "reallocation", context(plan)), _table(plan, prose)


def _table(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Canal", "Channel"), "left", 2.2), (Text("Reste prévu", "Planned remaining"), "right", 1.1), (Text("Reste proposé", "Proposed remaining"), "right", 1.1),
        (Text("Écart", "Change"), "right", 1.1), (Text("Raison", "Reason"), "left", 3.4),
    )  # fmt: skip
    rows = [
        row(
            words(prose, move.channel, bold=True), number(prose, move.remaining), number(prose, move.new_remaining), number(prose, move.change, signed=True),
            words(prose, move.reason),
        )
        for move in plan.results.reallocation
    ]  # fmt: skip
    note = Text(
        "Proposition à dépense égale, limitée à un quart du reste de chaque canal ; la décision reste humaine.",
        "Proposal for the same spend, limited to a quarter of each channel's remaining budget; people still decide.",
    )
    caption = Text("Ce qui reste à dépenser, prévu et proposé", "What is left to spend, planned and proposed")
    return table(prose, "reallocation", caption, heads, rows, source=span(plan.results.reallocation), notes=[note])


def _moves(plan: Plan) -> list[Reallocation]:
    return [move for move in plan.results.reallocation if move.change is not None]


def _value(figure: Figure | None) -> float:
    return figure.value if figure is not None else 0.0
