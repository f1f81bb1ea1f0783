"""6.5 The plan audited on five criteria: score, evidence, what is missing."""

from __future__ import annotations

from generator.blocks import Block
from generator.figures import Figure
from generator.plan import Plan
from generator.prose import Prose
from generator.results import AuditCheck, AuditScore
from generator.sections.base import columns, heading, number, opening, row, span, table, words
from workbook_templates.text import Text, fold

TITLE = Text("Audit du plan", "Plan audit")
_SOUND = 0.8


def context(plan: Plan) -> dict[str, object]:
    """Return the share of evidence kept, the weakest criterion and its advice."""
    scored = [criterion for criterion in plan.results.audit if criterion.score is not None] if _to_judge(plan) else []
    weakest = min(scored, key=_score, default=None)
    verdict = (
        "unknown" if weakest is None else "good" if _score(weakest) >= _SOUND else "mixed" if _score(weakest) >= 0.5 else "bad"
    )
    return {
        "verdict": verdict,
        "overall": plan.results.cards.get("audit_share"),
        "weakest": weakest,
        "strongest": max(scored, key=_score, default=None),
        "failing": _failing(plan, weakest) if weakest is not None else [],
        "blank": not _to_judge(plan),
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the section; nothing where the audit was not computed."""
    if not plan.results.audit:
        return ()
    title, said = heading(prose, "audit", TITLE), opening(prose, "audit", context(plan))
    return (title, said, _table(plan, prose)) if _to_judge(plan) else (title, said)


def _to_judge(plan: Plan) -> bool:
    """Whether the plan holds anything to audit: criteria without evidence to look for would all be kept."""
    return bool(plan.objectives or plan.actions or plan.budget_lines)


def _table(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Critère", "Criterion"), "left", 1.6), (Text("Règles tenues", "Checks passed"), "right", 1.1), (Text("Détail", "Detail"), "left", 1.6),
        (Text("Ce qu'il reste à faire", "What is still to be done"), "left", 4.0),
    )  # fmt: skip
    rows = [
        row(
            words(prose, c.criterion, bold=True), number(prose, c.score, tone="good" if _score(c) >= _SOUND else "watch"), words(prose, c.evidence),
            words(prose, _left(plan, prose, c)),
        )
        for c in plan.results.audit
    ]  # fmt: skip
    return table(
        prose,
        "audit",
        Text("Les cinq critères d'un bon plan", "The five criteria of a good plan"),
        heads,
        rows,
        source=span(plan.results.audit),
    )


def _left(plan: Plan, prose: Prose, criterion: AuditScore) -> str:
    """Return the rules of a criterion that are not met everywhere, each with its count."""
    failing = [
        prose.say(_COUNTED, rule=check.check, passed=f"{_count(check.passed):.0f}", total=f"{_count(check.total):.0f}")
        for check in _failing(plan, criterion)
    ]
    if failing:
        return "\n".join(failing)
    return criterion.advice or prose.say(_ALL_MET if _score(criterion) >= 1 else _SOME_LEFT)


def _failing(plan: Plan, criterion: AuditScore) -> list[AuditCheck]:
    return [
        check
        for check in plan.results.audit_checks
        if fold(check.criterion) == fold(criterion.criterion) and _count(check.passed) < _count(check.total)
    ]


def _count(figure: Figure | None) -> float:
    return figure.value if figure is not None else 0.0


_COUNTED = Text("{rule} ({passed} sur {total})", "{rule} ({passed} of {total})")
_ALL_MET = Text("Rien à signaler.", "Nothing to report.")
_SOME_LEFT = Text(
    "Des règles restent à tenir : la feuille Audit les nomme une à une.",
    "Some checks have not passed: the Audit sheet lists each one.",
)


def _score(criterion: AuditScore) -> float:
    return criterion.score.value if criterion.score is not None else 0.0
