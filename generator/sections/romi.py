"""6.2 ROMI: which initiatives pay, and how sure we are."""

from __future__ import annotations

from generator.blocks import Axis, Block, Cell, ChartBlock, Series
from generator.plan import Plan
from generator.prose import Prose
from generator.records import Experiment, Initiative
from generator.sections.base import Verdict, columns, counted, heading, label, number, opening, row, some, span, table, words
from workbook_templates.text import Text
from workbook_templates.words import METHOD

TITLE = Text("Rendement des actions (ROMI)", "Return on marketing (ROMI)")


def context(plan: Plan) -> dict[str, object]:
    """Return the best initiative, those whose whole interval is a loss, those that only pay with time, and what proves them."""
    ranked = sorted((i for i in plan.initiatives if i.romi is not None), key=_romi, reverse=True)
    losing = [i for i in ranked if i.romi_high is not None and i.romi_high.value < 0]
    delayed = next((i for i in ranked if _romi(i) < 0 and i.romi_discounted is not None and i.romi_discounted.value > 0), None)
    proven = [i for i in ranked if i.method in ("ab_test", "control_zones", "econometric")]
    best = max(ranked, key=_surest, default=None)
    return {
        "verdict": _verdict(ranked, losing),
        "best": best,
        "settled": best is not None and best.romi_low is not None and best.romi_low.value > 0,
        "worst": ranked[-1] if ranked and _romi(ranked[-1]) < 0 else None,
        "losing": counted(losing),
        "loser": losing[-1] if losing else None,
        "delayed": delayed,
        "measured": counted(ranked),
        "proven": counted(proven),
        "attributed": counted([i for i in ranked if i.method == "attribution"]),
        "stated": counted([i for i in ranked if i not in proven and i.method != "attribution"]),
        "best_proof": METHOD.entries.get(best.method) if best is not None else None,
        "too_small": counted([e for e in plan.experiments if _too_small(e)]),
        "all": plan.results.cards.get("romi_total"),
        "experiments": counted(plan.experiments),
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the section; nothing where no initiative was entered."""
    if not plan.initiatives:
        return ()
    return some(
        heading(prose, "romi", TITLE),
        opening(prose, "romi", context(plan)),
        _table(plan, prose),
        _chart(plan, prose),
        _experiments(plan, prose) if plan.experiments else None,
    )


def _table(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Initiative", "Initiative"), "left", 2.8), (Text("Coût", "Cost"), "right", 1.1), (Text("Marge pour 1 €", "Margin per €1"), "right", 1.0),
        (Text("ROMI", "ROMI"), "right", 0.8), (Text("Intervalle", "Interval"), "right", 1.3), (Text("Effet différé compris", "With delayed effect"), "right", 0.9),
        (Text("Preuve", "Evidence"), "left", 1.5), (Text("Verdict", "Verdict"), "left", 1.3),
    )  # fmt: skip
    rows = []
    for item in sorted(plan.initiatives, key=_romi, reverse=True):
        between = "–"
        if item.romi_low is not None and item.romi_high is not None:
            between = prose.writer.between(prose.writer.table(item.romi_low), prose.writer.table(item.romi_high))
        rows.append(
            row(
                words(prose, item.name, bold=True), number(prose, item.cost), _per_euro(prose, item), number(prose, item.romi), words(prose, between),
                number(prose, item.romi_discounted if item.method != "econometric" else None), words(prose, label(prose, METHOD, item.method)), words(prose, item.verdict),
            )
        )  # fmt: skip
    note = Text(
        "ROMI = (marge attribuable − coût) ÷ coût. Un intervalle qui contient 0 ne tranche pas ; l'attribution mesure un lien, non une cause.",
        "ROMI = (attributable margin − cost) ÷ cost. An interval that contains 0 is inconclusive; attribution measures a link, not a cause.",
    )
    return table(
        prose,
        "romi",
        Text("Rendement de chaque initiative", "Return by initiative"),
        heads,
        rows,
        source=span(plan.initiatives),
        notes=[note],
        compact=True,
    )


def _per_euro(prose: Prose, item: Initiative) -> Cell:
    if item.romi is None:
        return Cell(text="–", tone="muted")
    return Cell(
        text=prose.writer.price(round(item.romi.value + 1, 2)),
        source=item.romi.cell,
        tone="plain" if _open(item) else "good" if item.romi.value > 0 else "bad",
    )


def _open(item: Initiative) -> bool:
    """Whether the interval holds both a loss and a gain: nothing is settled."""
    return item.romi_low is not None and item.romi_high is not None and item.romi_low.value < 0 < item.romi_high.value


def _chart(plan: Plan, prose: Prose) -> ChartBlock | None:
    ranked = sorted((i for i in plan.initiatives if i.romi is not None), key=_romi, reverse=True)
    if len(ranked) < 2:
        return None
    return ChartBlock(
        kind="bar",
        caption=prose.say(Text("ROMI par initiative", "ROMI by initiative")),
        bookmark="f_romi",
        alt=prose.say(
            Text(
                "Barres : ROMI de chaque initiative, du plus fort au plus faible", "Bars: ROMI of each initiative, highest first"
            )
        ),
        categories=tuple(prose.writer.typeset(item.name) for item in ranked),
        series=(Series(name="ROMI", y=tuple(_romi(item) for item in ranked)),),
        y_axis=Axis(number_format="0.00"),
        horizontal=True,
        value_labels=True,
        source=span(plan.initiatives, "romi", "romi"),
        height_cm=6.5,
    )


def _experiments(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Hypothèse", "Hypothesis"), "left", 3.0), (Text("Effectif par groupe", "Sample per group"), "right", 1.1), (Text("Disponible, deux groupes", "Available, both groups"), "right", 1.0),
        (Text("Faisable", "Feasible"), "left", 1.1),
        (Text("Du", "From"), "left", 0.9), (Text("Au", "To"), "left", 0.9), (Text("Résultat", "Result"), "left", 1.8), (Text("Décision", "Decision"), "left", 1.8),
    )  # fmt: skip
    rows = [
        row(
            words(prose, e.hypothesis, bold=True), number(prose, e.sample), number(prose, e.available),
            words(prose, e.feasible, tone="bad" if _too_small(e) else "plain"), words(prose, prose.writer.day(e.start)),
            words(prose, prose.writer.day(e.end)), words(prose, e.result), words(prose, e.decision),
        )
        for e in plan.experiments
    ]  # fmt: skip
    return table(
        prose,
        "experiments",
        Text("Expériences du plan", "The plan's experiments"),
        heads,
        rows,
        source=span(plan.experiments),
        compact=True,
    )


def _too_small(test: Experiment) -> bool:
    """Whether a test has too few people to tell anything: two groups are needed."""
    return test.sample is not None and test.available is not None and test.available.value < 2 * test.sample.value


def _romi(item: Initiative) -> float:
    return item.romi.value if item.romi is not None else -99.0


def _surest(item: Initiative) -> tuple[bool, float]:
    """Return what ranks initiatives: first those whose whole interval gains, by its lower end; then the others by their return."""
    low = item.romi_low.value if item.romi_low is not None else None
    return (low is not None and low > 0, low if low is not None and low > 0 else _romi(item))


def _verdict(ranked: list[Initiative], losing: list[Initiative]) -> Verdict:
    if not ranked:
        return "unknown"
    if losing:
        return "bad"
    return "mixed" if _romi(ranked[-1]) < 0 else "good"
