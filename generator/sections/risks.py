"""6.4 Risks: what may derail the plan, when it triggers, what is done."""

from __future__ import annotations

from generator.blocks import Block, HeatCell, HeatGrid
from generator.figures import Figure
from generator.plan import Plan, by_id
from generator.prose import Prose
from generator.records import Risk
from generator.sections.base import columns, counted, heading, number, opening, row, span, table, words
from workbook_templates.text import Text

TITLE = Text("Risques", "Risks")
ACCEPTABLE = 9  # probability × impact beyond which a risk is told first


def context(plan: Plan) -> dict[str, object]:
    """Return how many risks pass the acceptable level, and the heaviest with its trigger."""
    heavy = [risk for risk in plan.risks if _score(risk) > ACCEPTABLE]
    first = max(plan.risks, key=_score, default=None)
    owner = by_id(plan.roles, first.owner) if first is not None else None
    unanswered = [risk for risk in heavy if not risk.response]
    return {
        "verdict": "unknown" if not plan.risks else "bad" if unanswered else "mixed" if heavy else "good",
        "risks": counted(plan.risks),
        "heavy": counted(heavy),
        "unanswered": counted(unanswered),
        "first": first,
        "owner": owner.label if owner is not None else "",
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the section; nothing where no risk was entered."""
    if not plan.risks:
        return ()
    return heading(prose, "risks", TITLE), opening(prose, "risks", context(plan)), _grid(plan, prose), _table(plan, prose)


def _grid(plan: Plan, prose: Prose) -> HeatGrid:
    cells = []
    for probability in range(5, 0, -1):
        line = []
        for impact in range(1, 6):
            found = [risk for risk in plan.risks if _is(risk.probability, probability) and _is(risk.impact, impact)]
            names = ", ".join(risk.id for risk in found)
            line.append(HeatCell(text=names, intensity=probability * impact / 25, source=found[0].cell("score") if found else ""))
        cells.append(tuple(line))
    return HeatGrid(
        caption=prose.say(Text("Risques par probabilité et par impact", "Risks by probability and impact")),
        bookmark="t_risk_grid",
        row_title=prose.say(Text("Probabilité", "Probability")),
        column_title=prose.say(Text("Impact", "Impact")),
        row_labels=tuple(str(n) for n in range(5, 0, -1)),
        column_labels=tuple(str(n) for n in range(1, 6)),
        cells=tuple(cells),
        alt=prose.say(
            Text(
                "Grille cinq par cinq : les risques en haut à droite pèsent le plus",
                "Five-by-five grid: risks at top right weigh most",
            )
        ),
        source=span(plan.risks, "probability", "impact"),
        warm=True,
    )


def _table(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Risque", "Risk"), "left", 2.6), (Text("Poids", "Weight"), "right", 0.7), (Text("Se déclenche si", "Trigger"), "left", 2.6),
        (Text("Réponse", "Response"), "left", 2.4), (Text("Qui", "Owner"), "left", 0.6), (Text("Budget exposé", "Budget at risk"), "right", 1.1),
    )  # fmt: skip
    rows = [
        row(
            words(prose, f"{risk.id}. {risk.label}", bold=True), number(prose, risk.score, tone="bad" if _score(risk) > ACCEPTABLE else "plain"),
            words(prose, risk.trigger), words(prose, risk.response), words(prose, risk.owner), number(prose, risk.budget if risk.budget is not None and risk.budget.value else None),
        )
        for risk in sorted(plan.risks, key=_score, reverse=True)
    ]  # fmt: skip
    note = Text(f"Poids = probabilité × impact, sur 25 ; au-delà de {ACCEPTABLE}, le risque demande une réponse.",
                f"Weight = probability × impact, out of 25; above {ACCEPTABLE}, a risk needs a response.")  # fmt: skip
    caption = Text("Registre des risques, du plus lourd au plus léger", "Risk register, most serious first")
    return table(prose, "risks", caption, heads, rows, source=span(plan.risks), notes=[note], compact=True)


def _score(risk: Risk) -> float:
    return risk.score.value if risk.score is not None else 0.0


def _is(figure: Figure | None, value: int) -> bool:
    return figure is not None and round(figure.value) == value
