"""4.1 The mix by product and phase of life: a decision for each lever."""

from __future__ import annotations

from collections.abc import Sequence

from generator.blocks import Axis, Block, ChartBlock, Row, Series
from generator.figures import Figure, change, total
from generator.plan import Plan, by_id
from generator.prose import Prose
from generator.records import Product
from generator.sections.base import (
    columns,
    counted,
    group,
    heading,
    label,
    number,
    opening,
    price,
    row,
    some,
    span,
    table,
    words,
)
from workbook_templates.text import Text
from workbook_templates.words import P7, PHASE

TITLE = Text("Mix par produit et phase de vie", "Mix by product and life-cycle phase")
_DOING = {
    "launch": Text("faire connaître et faire essayer", "awareness and trial"),
    "growth": Text("prendre des parts et élargir la distribution", "market share and wider distribution"),
    "maturity": Text("se différencier et fidéliser", "differentiation and loyalty"),
    "decline": Text("relancer ou récolter", "reviving or harvesting"),
}


def context(plan: Plan) -> dict[str, object]:
    """Return the product that grows, the one that declines, and decisions without an action."""
    growing = next((product for product in plan.products if _phase(product) in ("launch", "growth")), None)
    falling = sorted(
        (product for product in plan.products if _phase(product) == "decline"), key=lambda p: (bool(p.decline_choice), _fall(p))
    )
    declining = falling[0] if falling else None
    loose = [row_ for row_ in plan.mix if not row_.action]
    undecided = declining is not None and not declining.decline_choice
    return {
        "verdict": "unknown" if not plan.products else "bad" if undecided else "mixed" if loose else "good",
        "growing": growing,
        "phase": PHASE.entries[_phase(growing)] if growing is not None else None,
        "doing": _DOING[_phase(growing)] if growing is not None else None,
        "declining": declining,
        "decline": _yearly_change(declining) if declining is not None else None,
        "backed": counted([d for d in plan.mix if declining is not None and d.product == declining.id]),
        "choice": declining.decline_choice if declining is not None else "",
        "decisions": counted(plan.mix),
        "loose": counted(loose),
        "products": counted(plan.products),
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the section; nothing where neither products nor mix were entered."""
    if not plan.products and not plan.mix:
        return ()
    return some(
        heading(prose, "mix", TITLE),
        opening(prose, "mix", context(plan)),
        _products(plan, prose) if plan.products else None,
        _chart(plan, prose),
        _decisions(plan, prose) if plan.mix else None,
        _synergies(plan, prose) if plan.synergies else None,
    )


def _products(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Produit", "Product"), "left", 2.4), (Text("Phase", "Phase"), "left", 1.0), (Text("Prix", "Price"), "right", 0.9),
        (Text("Marge", "Margin"), "right", 0.8), (Text("Évolution sur un an", "Sales year on year"), "right", 1.2), (Text("Politique promotionnelle", "Promotion policy"), "left", 2.4),
    )  # fmt: skip
    rows = [
        row(
            words(prose, product.name, bold=True), words(prose, label(prose, PHASE, _phase(product))), price(prose, product.price),
            number(prose, product.margin_rate), number(prose, _yearly_change(product), signed=True), words(prose, product.promo_policy),
        )
        for product in plan.products
    ]  # fmt: skip
    caption = Text("Cycle de vie (Vernon) : où en est chaque produit", "Life cycle (Vernon): where each product stands")
    note = Text(
        "Lancement, croissance, maturité, déclin : ces quatre phases sont de T. Levitt (1965) ; R. Vernon (1966), dont elles gardent le nom, décrivait le commerce international.",
        "Launch, growth, maturity, decline: these four phases are T. Levitt's (1965); R. Vernon (1966), whose name they keep, described international trade.",
    )
    return table(prose, "products", caption, heads, rows, source=span(plan.products), notes=[note])


def _chart(plan: Plan, prose: Prose) -> ChartBlock | None:
    sold = [
        product for product in plan.products if sum(1 for figure in product.sales if figure is not None and figure.value) >= 2
    ]
    if not sold:
        return None
    length = max(len(product.sales) for product in sold)
    return ChartBlock(
        kind="line",
        caption=prose.say(Text("Ventes des derniers trimestres, par produit", "Sales in recent quarters, by product")),
        bookmark="f_life_cycle",
        alt=prose.say(Text("Courbes : ventes trimestrielles de chaque produit", "Lines: quarterly sales of each product")),
        categories=tuple(prose.say(Text(f"T−{length - i}", f"Q−{length - i}")) for i in range(length)),
        series=tuple(Series(name=product.name, y=_sales(product, length)) for product in sold),
        y_axis=Axis(title=prose.say(Text("Ventes trimestrielles", "Quarterly sales")), number_format="General"),
        source=span(plan.products, "sales_01", "sales_08"),
        height_cm=6.5,
    )


def _sales(product: Product, length: int) -> tuple[float | None, ...]:
    """Return the sales of a product, gaps first where its series is shorter than the others."""
    values = [figure.value if figure is not None else None for figure in product.sales]
    return (*[None] * (length - len(values)), *values)


def _decisions(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Levier", "Lever"), "left", 1.3), (Text("Situation", "Situation"), "left", 2.2), (Text("Décision", "Decision"), "left", 3.2),
        (Text("Face au concurrent", "Versus competitors"), "left", 1.8), (Text("Action", "Action"), "left", 0.8), (Text("Budget", "Budget"), "right", 1.0),
    )  # fmt: skip
    rows: list[Row] = []
    for name in dict.fromkeys(decision.product for decision in plan.mix):
        product = by_id(plan.products, name)
        phase = f" ({label(prose, PHASE, _phase(product)).lower()})" if product is not None and _phase(product) else ""
        rows.append(group(prose.writer.typeset(f"{product.name if product is not None else name}{phase}")))
        rows.extend(
            row(
                words(prose, label(prose, P7, d.p)), words(prose, d.situation), words(prose, d.decision), words(prose, d.competitor_gap),
                words(prose, d.action), number(prose, d.budget),
            )
            for d in plan.mix
            if d.product == name
        )  # fmt: skip
    caption = Text("Décisions sur les sept leviers", "Decisions on the seven levers")
    return table(prose, "mix", caption, heads, rows, source=span(plan.mix), compact=True)


def _synergies(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Action", "Action"), "left", 0.8), (Text("Renforce", "Reinforces"), "left", 0.8), (Text("Comment", "How"), "left", 3.6),
        (Text("À quoi on le verra", "How we will know"), "left", 2.6),
    )  # fmt: skip
    rows = [
        row(words(prose, s.action), words(prose, s.strengthens), words(prose, s.mechanism), words(prose, s.evidence))
        for s in plan.synergies
    ]
    return table(
        prose,
        "synergies",
        Text("Leviers qui se renforcent", "Levers that reinforce each other"),
        heads,
        rows,
        source=span(plan.synergies),
    )


def _phase(product: Product) -> str:
    return product.phase_chosen or PHASE.key(product.phase_used) or PHASE.key(product.phase) or ""


def _fall(product: Product) -> float:
    found = _yearly_change(product)
    return found.value if found is not None else 0.0


def _yearly_change(product: Product) -> Figure | None:
    """Return the change of sales between the last four quarters and the four before."""
    sales: Sequence[Figure | None] = product.sales
    last, before = [f for f in sales[-4:] if f is not None], [f for f in sales[-8:-4] if f is not None]
    if len(last) < 4 or len(before) < 4:
        return None
    now, then = total(last), total(before)
    return change(now, then) if now is not None and then is not None else None
