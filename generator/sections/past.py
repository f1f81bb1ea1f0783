"""1.2 Last year's results: targets kept and missed."""

from __future__ import annotations

from generator.blocks import Block
from generator.figures import Figure, difference
from generator.plan import Plan, by_id
from generator.prose import Prose
from generator.records import PastResult
from generator.sections.base import Verdict, columns, counted, heading, number, opening, row, span, table, words
from workbook_templates.text import Text

TITLE = Text("Bilan de l'exercice précédent", "Last year's results")


def context(plan: Plan) -> dict[str, object]:
    """Return how many targets were kept, and the one missed most."""
    judged = [result for result in plan.past_performance if result.value is not None and result.target is not None]
    kept = [result for result in judged if _kept(plan, result)]
    missed = sorted((result for result in judged if result not in kept), key=_relative_gap, reverse=True)
    worst = missed[0] if missed else None
    return {
        "verdict": _verdict(judged, kept),
        "kept": counted(kept, "kpi"),
        "judged": counted(judged, "kpi"),
        "worst": worst,
        "kpi": by_id(plan.kpis, worst.kpi) if worst is not None else None,
        "answer": next((action for action in plan.actions if worst is not None and action.kpi == worst.kpi), None),
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the section; nothing where last year was not entered."""
    if not plan.past_performance:
        return ()
    return heading(prose, "past", TITLE), opening(prose, "past", context(plan)), _table(plan, prose)


def _table(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Indicateur", "KPI"), "left", 3.2), (Text("Période", "Period"), "left", 0.9), (Text("Résultat", "Result"), "right", 1.2),
        (Text("Cible", "Target"), "right", 1.2), (Text("Écart", "Gap"), "right", 1.2), (Text("Verdict", "Verdict"), "left", 1.2),
    )  # fmt: skip
    rows = []
    for result in plan.past_performance:
        kpi = by_id(plan.kpis, result.kpi)
        kept = _kept(plan, result)
        judged = result.value is not None and result.target is not None
        verdict = prose.say(Text("tenue", "met") if kept else Text("manquée", "missed")) if judged else "–"
        rows.append(
            row(
                words(prose, kpi.name if kpi is not None else result.kpi), words(prose, result.period), number(prose, result.value, alone=True),
                number(prose, result.target, alone=True), number(prose, _gap(result), signed=True, alone=True),
                words(prose, verdict, tone=("good" if kept else "bad") if judged else "unknown"),
            )
        )  # fmt: skip
    return table(
        prose, "past", Text("Cibles de l'an dernier", "Last year's targets"), heads, rows, source=span(plan.past_performance)
    )


def _gap(result: PastResult) -> Figure | None:
    """Return the gap to target: in points between shares, in per cent between volumes."""
    if result.value is None or result.target is None:
        return None
    return difference(result.value, result.target) if result.value.unit == "share" else result.gap


def _kept(plan: Plan, result: PastResult) -> bool:
    if result.value is None or result.target is None:
        return False
    kpi = by_id(plan.kpis, result.kpi)
    if kpi is not None and kpi.direction == "down":
        return result.value.value <= result.target.value
    return result.value.value >= result.target.value


def _relative_gap(result: PastResult) -> float:
    return abs(result.gap.value) if result.gap is not None else 0.0


def _verdict(judged: list[PastResult], kept: list[PastResult]) -> Verdict:
    if not judged:
        return "unknown"
    if len(kept) == len(judged):
        return "good"
    return "mixed" if kept else "bad"
