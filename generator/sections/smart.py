"""2.2 SMART objectives: baseline, target, deadline, owner, verdict letter by letter."""

from __future__ import annotations

from generator.blocks import Block, Cell
from generator.figures import Figure, change, difference
from generator.plan import Plan, by_id
from generator.prose import Prose
from generator.records import Objective
from generator.results import SmartVerdict
from generator.sections.base import Verdict, columns, counted, heading, missing, number, opening, row, some, span, table, words
from workbook_templates.text import Text

TITLE = Text("Objectifs SMART", "SMART objectives")
_LETTERS = ("S", "M", "A", "R", "T")


def context(plan: Plan) -> dict[str, object]:
    """Return how many objectives pass the five letters, the one that asks most, and why it is thought possible."""
    verdicts = {verdict.id: verdict for verdict in plan.results.smart}
    passed = [objective for objective in plan.objectives if _failed(verdicts.get(objective.id)) == []]
    judged = [objective for objective in plan.objectives if objective.id in verdicts]
    boldest = max(
        (objective for objective in plan.objectives if asked(objective.baseline, objective.target) is not None),
        key=_size,
        default=None,
    )
    beyond = next((o for o in plan.objectives if _is_beyond(o)), None)
    return {
        "verdict": _verdict(judged, passed),
        "objectives": counted(plan.objectives),
        "passed": counted(passed),
        "failing": counted([objective for objective in judged if objective not in passed]),
        "boldest": boldest,
        "asked": asked(boldest.baseline, boldest.target) if boldest is not None else None,
        "beyond": beyond,
        "beyond_asked": asked(beyond.baseline, beyond.target) if beyond is not None else None,
        "advice": next((v.advice for v in plan.results.smart if v.advice and _failed(v)), ""),
        "deadline": max((o.deadline for o in plan.objectives if o.deadline is not None), default=None),
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the section."""
    title = heading(prose, "smart", TITLE)
    if not plan.objectives:
        return title, missing(
            prose, TITLE, Text("Objectifs", "Objectives"), Text("de trois à sept objectifs", "three to seven objectives")
        )
    return some(title, opening(prose, "smart", context(plan)), _table(plan, prose), _advice(plan, prose))


def _table(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Objectif", "Objective"), "left", 3.4), (Text("Départ", "Baseline"), "right", 1.0), (Text("Cible", "Target"), "right", 1.0),
        (Text("Progression", "Change"), "right", 1.1), (Text("Échéance", "Deadline"), "left", 1.1), (Text("Responsable", "Owner"), "left", 1.5),
        (Text("SMART", "SMART"), "left", 1.0),
    )  # fmt: skip
    verdicts = {verdict.id: verdict for verdict in plan.results.smart}
    rows = []
    for objective in plan.objectives:
        role = by_id(plan.roles, objective.owner)
        rows.append(
            row(
                words(prose, f"{objective.id}. {objective.statement}"), number(prose, objective.baseline, alone=True), number(prose, objective.target, alone=True),
                number(prose, asked(objective.baseline, objective.target), signed=True, alone=True), words(prose, prose.writer.day(objective.deadline)),
                words(prose, role.label if role is not None else objective.owner), _letters(verdicts.get(objective.id)),
            )
        )  # fmt: skip
    note = Text(
        "S spécifique, M mesurable, A atteignable, R réaliste et rattaché, T daté ; une lettre entre parenthèses n'est pas tenue.",
        "S specific, M measurable, A attainable, R realistic and linked to strategy, T time-bound; a letter in brackets is not met.",
    )
    return table(
        prose,
        "smart",
        Text("Objectifs, du départ à la cible", "Objectives, from baseline to target"),
        heads,
        rows,
        source=span(plan.objectives),
        notes=[note],
    )


def _letters(verdict: SmartVerdict | None) -> Cell:
    if verdict is None:
        return Cell(text="–", tone="unknown")
    failed = _failed(verdict) or []
    text = " ".join(f"({letter})" if letter in failed else letter for letter in _LETTERS)
    return Cell(text=text, tone="good" if not failed else "watch", source=verdict.cell("score") if verdict.at.sheet else "")


def _advice(plan: Plan, prose: Prose) -> Block | None:
    weak = [
        (by_id(plan.objectives, verdict.id), verdict) for verdict in plan.results.smart if verdict.advice and _failed(verdict)
    ]
    shown = [(objective, verdict) for objective, verdict in weak if objective is not None]
    if not shown:
        return None
    heads = columns(prose, (Text("Objectif", "Objective"), "left", 1.0), (Text("Ce qui manque", "What is missing"), "left", 5.0))
    rows = [row(words(prose, objective.id, bold=True), words(prose, verdict.advice)) for objective, verdict in shown]
    return table(
        prose,
        "smart_advice",
        Text("Ce qu'il reste à préciser", "What is still to be clarified"),
        heads,
        rows,
        source=span([v for _, v in shown], "advice", "advice"),
    )


def _failed(verdict: SmartVerdict | None) -> list[str] | None:
    if verdict is None:
        return None
    return [
        letter
        for letter, held in zip(_LETTERS, (verdict.s, verdict.m, verdict.a, verdict.r, verdict.t), strict=True)
        if held is False
    ]


def asked(baseline: Figure | None, target: Figure | None) -> Figure | None:
    """Return the change asked for: points between shares, per cent between volumes."""
    if baseline is None or target is None:
        return None
    return difference(target, baseline) if baseline.unit in ("share", "score") else change(target, baseline)


def _is_beyond(objective: Objective) -> bool:
    """Whether an objective asks for more than the best year ever brought, in relative terms."""
    best = objective.best_historical_growth
    return best is not None and best.value > 0 and _size(objective) > best.value


def _size(objective: Objective) -> float:
    if objective.baseline is None or objective.target is None or objective.baseline.value == 0:
        return 0.0
    return abs(objective.target.value / objective.baseline.value - 1)


def _verdict(judged: list[Objective], passed: list[Objective]) -> Verdict:
    if not judged:
        return "unknown"
    if len(passed) == len(judged):
        return "good"
    return "mixed" if passed else "bad"
