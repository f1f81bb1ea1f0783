"""Steering: decisions asked for in time, risks with a trigger and an answer, somebody who meets."""

from __future__ import annotations

from collections.abc import Iterator

from generator.plan import Plan
from generator.remarks import Code
from workbook_templates.errors import Problem
from workbook_templates.text import Text

NO_DECISION = Code("decision.none", "fix", Text(
    "aucune décision n'est demandée : la direction ne saura pas ce qu'elle signe. Saisissez au moins l'approbation de l'enveloppe.",
    "no decision is requested: leadership will not know what it signs. Enter at least the approval of the envelope.",
))  # fmt: skip
DECISION_LATE = Code("decision.late", "fix", Text(
    "la décision {id} était attendue le {due} et reste sans réponse. Obtenez-la, ou repoussez sa date et dites ce que cela coûte.",
    "decision {id} was due on {due} and is still unanswered. Obtain it, or postpone it and say what the delay costs.",
))  # fmt: skip
DECISION_UNDATED = Code("decision.outcome_undated", "advice", Text(
    "la décision {id} est rendue sans date. Saisissez-la : le journal du plan en a besoin.",
    "decision {id} has been taken but has no date. Enter it: the version log needs it.",
))  # fmt: skip
DECISION_OVER_ENVELOPE = Code("decision.over_envelope", "advice", Text(
    "la décision {id} porte sur {amount} €, plus que l'enveloppe de {envelope} €. Vérifiez le montant.",
    "decision {id} commits €{amount}, more than the envelope of €{envelope}. Check the amount.",
))  # fmt: skip
RISK_NO_ANSWER = Code("risk.no_answer", "advice", Text(
    "« {label} » pèse {score} sur 25 sans réponse ni action. Écrivez ce qui sera fait s'il se déclenche.",
    "“{label}” weighs {score} out of 25 with no response and no action. Write what will be done if it happens.",
))  # fmt: skip
RISK_NO_OWNER = Code("risk.no_owner", "advice", Text(
    "personne ne surveille « {label} ». Donnez-lui un responsable.",
    "no one is watching “{label}”. Give it an owner.",
))  # fmt: skip
NO_RISK = Code("risk.none", "advice", Text(
    "aucun risque n'est saisi : un plan sans risque n'a pas été relu. Saisissez-en de quatre à huit.",
    "no risk is entered: a plan without risks has not been reviewed. Enter four to eight.",
))  # fmt: skip
NO_MEETING = Code("control.no_meeting", "advice", Text(
    "aucune instance ne suit le plan. Saisissez qui se réunit, à quel rythme, et pour décider quoi.",
    "no meeting tracks the plan. Enter who meets, how often, and what they decide.",
))  # fmt: skip
AS_OF_OUTSIDE = Code("settings.as_of_outside", "advice", Text(
    "la date d'arrêté ({today}) est après la fin du plan ({end}). Ouvrez le plan suivant, ou corrigez la date.",
    "the as-of date ({today}) is after the end of the plan ({end}). Start the next plan, or correct the date.",
))  # fmt: skip
REVIEW_BEFORE_START = Code("settings.review_before_start", "fix", Text(
    "le plan est en revue au {today}, avant son premier jour ({start}). Corrigez le moment du plan, ou la date d'arrêté.",
    "the plan is in review as of {today}, before its first day ({start}). Correct the plan's stage, or the as-of date.",
))  # fmt: skip
CUSTOMERS_NAMED = Code("settings.customer_ids", "advice", Text(
    "les identifiants des clients seront imprimés dans le plan. Gardez « Non » si le document circule au-delà de l'équipe.",
    "customer IDs will be printed in the plan. Keep “No” if the document goes beyond the team.",
))  # fmt: skip
CODES = (
    NO_DECISION, DECISION_LATE, DECISION_UNDATED, DECISION_OVER_ENVELOPE, RISK_NO_ANSWER, RISK_NO_OWNER, NO_RISK, NO_MEETING, AS_OF_OUTSIDE,
    REVIEW_BEFORE_START, CUSTOMERS_NAMED,
)  # fmt: skip

_ACCEPTABLE = 9  # probability × impact under which a risk may stay without a written answer


def decisions_are_asked(plan: Plan) -> Iterator[Problem]:
    """Decisions are asked for, in time, and their outcome is dated."""
    if not plan.decisions:
        yield NO_DECISION.at(plan.sheet("Decisions"))
    envelope, today = plan.settings.budget_total, plan.settings.as_of
    for decision in plan.decisions:
        pending = decision.outcome in ("", "pending")
        if pending and decision.due_date is not None and today is not None and decision.due_date < today:
            yield DECISION_LATE.at(decision.cell("due_date"), id=decision.id, due=decision.due_date)
        if not pending and decision.outcome_date is None:
            yield DECISION_UNDATED.at(decision.cell("outcome_date"), id=decision.id)
        if decision.amount is not None and envelope is not None and decision.amount.value > envelope.value:
            amount = decision.amount.value
            yield DECISION_OVER_ENVELOPE.at(
                decision.cell("amount"), id=decision.id, amount=amount, envelope=envelope.value, stake=amount
            )


def risks_are_watched(plan: Plan) -> Iterator[Problem]:
    """Risks are written down, watched, and the heavy ones have an answer."""
    if not plan.risks:
        yield NO_RISK.at(plan.sheet("Risks"))
    for risk in plan.risks:
        score = risk.score.value if risk.score is not None else 0.0
        if score > _ACCEPTABLE and not risk.response and not risk.actions:
            yield RISK_NO_ANSWER.at(risk.cell("response"), label=risk.label, score=round(score), stake=score)
        if not risk.owner:
            yield RISK_NO_OWNER.at(risk.cell("owner"), label=risk.label)


def somebody_meets(plan: Plan) -> Iterator[Problem]:
    """A meeting follows the plan."""
    if not plan.control:
        yield NO_MEETING.at(plan.sheet("Control"))


def moment_makes_sense(plan: Plan) -> Iterator[Problem]:
    """The as-of date, the stage and the period agree; customers stay unnamed."""
    settings = plan.settings
    today, start, end = settings.as_of, settings.plan_start, settings.plan_end
    if today is not None and end is not None and today > end:
        yield AS_OF_OUTSIDE.at(settings.cell("as_of"), today=today, end=end)
    if today is not None and start is not None and today < start and settings.plan_stage != "signature":
        yield REVIEW_BEFORE_START.at(settings.cell("plan_stage"), today=today, start=start)
    if settings.show_customer_ids:
        yield CUSTOMERS_NAMED.at(settings.cell("show_customer_ids"))


RULES = (decisions_are_asked, risks_are_watched, somebody_meets, moment_makes_sense)
