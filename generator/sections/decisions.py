"""The decisions asked of leadership, and the room to sign."""

from __future__ import annotations

import datetime as dt

from generator.blocks import Block, Row, Signatory, SignatureBlock
from generator.figures import Figure
from generator.plan import Plan, by_id
from generator.prose import Prose
from generator.records import Decision
from generator.sections.base import columns, counted, heading, label, missing, number, opening, row, span, table, words
from workbook_templates import words as choices
from workbook_templates.text import Text

TITLE = Text("Décisions demandées", "Decisions requested")
_SIGNATURE = Text(
    "Approuvé : le plan, son enveloppe et les décisions ci-dessus.",
    "Approved: the plan, its envelope and the decisions above.",
)
_REVIEWED = Text(
    "Lu : l'avancement du plan à date. Approuvé : les décisions ci-dessus.",
    "Noted: the plan's progress to date. Approved: the decisions above.",
)


def context(plan: Plan) -> dict[str, object]:
    """Return what the page concludes: how many decisions, for how much, by when, and the one that weighs most."""
    pending = [decision for decision in plan.decisions if decision.outcome in ("", "pending")]
    taken = [decision for decision in plan.decisions if decision not in pending]
    dated = sorted((decision for decision in pending if decision.due_date is not None), key=lambda d: d.due_date or plan.as_of)
    urgent = [decision for decision in dated if decision.due_date == dated[0].due_date] if dated else []
    return {
        "verdict": "mixed" if pending else "good",
        "review": plan.stage != "signature",
        "pending": counted(pending),
        "taken": counted(taken),
        "urgent": counted(urgent),
        "by": dated[0].due_date if dated else None,
        "amount": _largest(pending),
        "first": _heaviest(pending),
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the page."""
    title = heading(prose, "decisions", TITLE, level=1)
    if not plan.decisions:
        return title, missing(prose, TITLE, Text("Contrôle", "Control"), Text("les décisions", "the decisions"))
    return title, opening(prose, "decisions", context(plan)), _table(plan, prose), _signature(plan, prose)


def _table(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose,
        (Text("Décision", "Decision"), "left", 3.0),
        (Text("Montant", "Amount"), "right", 1.1),
        (Text("Au plus tard", "By"), "left", 1.1),
        (Text("Décideur", "Decision-maker"), "left", 1.2),
        (Text("Si elle n'est pas prise", "If not taken"), "left", 3.0),
        (Text("Suite", "Outcome"), "left", 1.1),
    )
    rows = [_row(plan, prose, decision) for decision in sorted(plan.decisions, key=lambda d: (d.due_date or dt.date.max, d.id))]
    return table(
        prose,
        "decisions",
        Text("Décisions demandées à la direction", "Decisions requested from leadership"),
        heads,
        rows,
        source=span(plan.decisions),
    )


def _row(plan: Plan, prose: Prose, decision: Decision) -> Row:
    role = by_id(plan.roles, decision.decider)
    outcome = decision.outcome or "pending"
    return row(
        words(prose, f"{decision.id}. {decision.request}"),
        number(prose, decision.amount if decision.amount is not None and decision.amount.value else None),
        words(prose, prose.writer.day(decision.due_date)),
        words(prose, role.label if role is not None else decision.decider),
        words(prose, decision.if_not),
        words(prose, label(prose, choices.OUTCOME, outcome), tone="muted" if outcome == "pending" else "plain"),
    )


def _signature(plan: Plan, prose: Prose) -> SignatureBlock:
    deciders = list(dict.fromkeys(decision.decider for decision in plan.decisions))
    roles = [role for role in plan.roles if role.id in deciders or role.team == "leadership"]
    owner = next((role for role in plan.roles if role.team == "marketing"), None)
    signing = [*roles, *([owner] if owner is not None and owner not in roles else [])]
    return SignatureBlock(
        text=prose.say(_SIGNATURE if plan.stage == "signature" else _REVIEWED),
        signatories=tuple(Signatory(role=prose.writer.typeset(role.label), name=role.holder) for role in signing),
    )


def _largest(pending: list[Decision]) -> Figure | None:
    """Return the largest amount asked for: decisions overlap, so that their sum would count money twice."""
    amounts = [decision.amount for decision in pending if decision.amount is not None]
    return max(amounts, key=lambda figure: figure.value) if amounts else None


def _heaviest(pending: list[Decision]) -> Decision | None:
    return max(pending, key=lambda decision: decision.amount.value if decision.amount is not None else 0.0, default=None)
