"""3.1 Roads to growth (Ansoff): where the money goes, at what risk."""

from __future__ import annotations

from generator import markup
from generator.blocks import Block, Quadrant, Tile
from generator.figures import Figure, share_of, total
from generator.plan import Plan
from generator.prose import Prose
from generator.records import GrowthOption
from generator.sections.base import columns, heading, label, number, opening, row, span, table, words
from workbook_templates.text import Text
from workbook_templates.words import ANSOFF, RISK

TITLE = Text("Voies de croissance (Ansoff)", "Growth options (Ansoff)")


def context(plan: Plan) -> dict[str, object]:
    """Return the road that takes most money, its share, its hope of margin, and what becomes of diversification."""
    funded = [option for option in plan.ansoff if _value(option.investment) > 0]
    main = max(funded, key=lambda option: _value(option.investment), default=None)
    invested = total([option.investment for option in funded if option.investment is not None])
    losing = [option for option in funded if option.expected_margin is not None and option.expected_margin.value < 0]
    diversification = next((option for option in plan.ansoff if option.product_new and option.market_new), None)
    return {
        "verdict": "unknown" if main is None else "mixed" if losing else "good",
        "main": main,
        "road": _road(main),
        "share": share_of(main.investment, invested)
        if main is not None and main.investment is not None and invested is not None
        else None,
        "losing": losing[0] if losing else None,
        "best": max(
            (o for o in plan.ansoff if o.expected_margin is not None), key=lambda o: _value(o.expected_margin), default=None
        ),
        "diversification": diversification,
        "diversification_funded": diversification is not None and _value(diversification.investment) > 0,
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the section; nothing where no option was entered."""
    if not plan.ansoff:
        return ()
    return (
        heading(prose, "ansoff", TITLE),
        opening(prose, "ansoff", context(plan)),
        _quadrant(plan, prose),
        _table(plan, prose),
    )


def _quadrant(plan: Plan, prose: Prose) -> Quadrant:
    cells = ((False, False), (True, False), (False, True), (True, True))
    names = ("penetration", "product_development", "market_development", "diversification")
    tiles = tuple(_tile(plan, prose, name, product, market) for name, (product, market) in zip(names, cells, strict=True))
    return Quadrant(
        caption=prose.say(Text("Matrice d'Ansoff du plan", "The plan's Ansoff matrix")),
        bookmark="t_ansoff",
        tiles=(tiles[0], tiles[1], tiles[2], tiles[3]),
        column_labels=(
            prose.say(Text("Produits actuels", "Current products")),
            prose.say(Text("Produits nouveaux", "New products")),
        ),
        row_labels=(prose.say(Text("Marchés actuels", "Current markets")), prose.say(Text("Marchés nouveaux", "New markets"))),
        alt=prose.say(
            Text(
                "Deux par deux : produits et marchés, actuels et nouveaux",
                "Two-by-two matrix: products and markets, current and new",
            )
        ),
        source=span(plan.ansoff),
    )


def _tile(plan: Plan, prose: Prose, name: str, product: bool, market: bool) -> Tile:
    lines = []
    for option in plan.ansoff:
        if bool(option.product_new) is product and bool(option.market_new) is market:
            amount = (
                f" ({prose.writer.sentence(option.investment)})"
                if option.investment is not None and option.investment.value
                else ""
            )
            lines.append(markup.plain(prose.writer.typeset(f"{option.option}{amount}")))
    empty = markup.plain(prose.say(Text("aucune option", "no option")))
    return Tile(title=ANSOFF.say(name, prose.lang), lines=tuple(lines) or (empty,), tone="accent" if lines else "muted")


def _table(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Option", "Option"), "left", 3.0), (Text("Potentiel", "Potential"), "right", 1.2), (Text("Probabilité", "Probability"), "right", 1.0),
        (Text("Investissement", "Investment"), "right", 1.3), (Text("Espérance de marge", "Expected margin"), "right", 1.3), (Text("Risque", "Risk"), "left", 0.9),
        (Text("Horizon", "Horizon"), "left", 1.0),
    )  # fmt: skip
    rows = [
        row(
            words(prose, f"{o.id}. {o.option}"), number(prose, o.potential_revenue), number(prose, o.probability), number(prose, o.investment),
            number(prose, o.expected_margin, tone="bad" if _value(o.expected_margin) < 0 else "plain"), words(prose, label(prose, RISK, o.risk)),
            words(prose, prose.writer.day(o.horizon)),
        )
        for o in sorted(plan.ansoff, key=lambda o: o.priority.value if o.priority is not None else 99)
    ]  # fmt: skip
    note = Text(
        "Espérance de marge = potentiel × probabilité × taux de marge − investissement.",
        "Expected margin = potential × probability × gross margin − investment.",
    )
    return table(
        prose,
        "ansoff_options",
        Text("Ce que promet chaque voie", "What each option promises"),
        heads,
        rows,
        source=span(plan.ansoff),
        notes=[note],
    )


_ROADS = {
    (False, False): Text("la pénétration du marché", "market penetration"),
    (True, False): Text("le développement de produit", "product development"),
    (False, True): Text("le développement de marché", "market development"),
    (True, True): Text("la diversification", "diversification"),
}


def _road(option: GrowthOption | None) -> Text | None:
    return None if option is None else _ROADS[bool(option.product_new), bool(option.market_new)]


def _value(figure: Figure | None) -> float:
    return figure.value if figure is not None else 0.0
