"""The life cycle of a product as a worksheet function."""

from __future__ import annotations

from typing import Any

from addin.functions.spec import SHARE, Argument, Column, Example, Function, Kind, Message, Result, Shape, Table
from workbook_templates.text import Text
from workbook_templates.words import PHASE

_ADVICE = {
    "launch": Text(
        "Faites connaître et essayer : budget élevé au regard des ventes, essai facilité, peu de points de vente bien choisis, prix d'entrée assumé.",
        "Make it known and tried: a high budget for its sales, an easy trial, few well chosen outlets, a deliberate entry price.",
    ),
    "growth": Text(
        "Prenez des parts de marché : élargissez la distribution, complétez la gamme, tenez le prix, montrez la préférence.",
        "Take market share: widen distribution, complete the range, hold the price, show preference.",
    ),
    "maturity": Text(
        "Distinguez-vous et fidélisez : preuves d'écart avec les concurrents, programme de fidélité, promotions ciblées sur les produits élastiques.",
        "Stand apart and keep customers: proof of difference, a loyalty programme, promotions aimed at elastic products.",
    ),
    "decline": Text(
        "Choisissez : relancer par une innovation datée et chiffrée, ou récolter (budget réduit, gamme courte, prix tenu, canaux rentables).",
        "Choose: revive with a dated, costed innovation, or harvest (smaller budget, short range, price held, profitable channels).",
    ),
}


def _life_cycle(periods: Any, sales: Any, thresholds: Any = None) -> Table:
    from addin.errors import ModelError
    from addin.models.life_cycle import DECLINE, GROWTH, LAUNCH_PERIODS, life_cycle

    given: list[float] = [] if thresholds is None else thresholds.tolist()
    if len(given) > 3:
        raise ModelError("life_cycle.thresholds_too_many", count=len(given))
    usual: list[float] = [GROWTH, DECLINE, LAUNCH_PERIODS]
    growth, decline, launch = given + usual[len(given) :]
    order = _oldest_first(periods.tolist())
    volumes = [None if sales[i] != sales[i] else float(sales[i]) for i in order]
    try:
        found = life_cycle(volumes, growth=growth, decline=decline, launch_periods=int(launch))
    except ModelError as error:
        if "row" in error.facts:
            error.facts["row"] = order[int(str(error.facts["row"])) - 1] + 1
        raise
    return Table(([found.phase], [found.growth], [_ADVICE[found.phase]]))


def _oldest_first(periods: list[Any]) -> list[int]:
    """Return the positions by period where periods can be compared (dates, numbers), as given where they are names."""
    positions = range(len(periods))
    comparable = len({type(period) for period in periods}) == 1 and not isinstance(periods[0], str)
    return sorted(positions, key=periods.__getitem__) if comparable else list(positions)


LIFE_CYCLE = Function(
    name="LIFE_CYCLE",
    family="life_cycle",
    summary=Text(
        "Phase de vie d'un produit d'après ses ventes : lancement, croissance, maturité ou déclin.",
        "Phase of a product's life from its sales: launch, growth, maturity or decline.",
    ),
    arguments=(
        Argument(
            name="periods",
            label=Text("périodes", "periods"),
            help=Text("Périodes (trimestres), de la plus ancienne à la dernière.", "Periods (quarters), oldest to latest."),
            kind=Kind.ANY,
            shape=Shape.COLUMN,
            aligned=True,
        ),
        Argument(
            name="sales",
            label=Text("ventes", "sales"),
            help=Text("Ventes ; vide ou 0 avant la première.", "Sales; blank or 0 before the first one."),
            shape=Shape.COLUMN,
            aligned=True,
            blanks=True,
        ),
        Argument(
            name="thresholds",
            label=Text("seuils", "thresholds"),
            help=Text(
                "Croissance au-delà de (0,10), déclin en deçà de (−0,10), périodes de lancement (4).",
                "Growth above (0.10), decline below (−0.10), periods of launch (4).",
            ),
            shape=Shape.COLUMN,
            default=None,
        ),
    ),
    result=Result.TABLE,
    columns=(Column("phase", "phase", words=PHASE), Column("growth", "croissance", SHARE), Column("advice", "conseil")),
    messages={
        "life_cycle.no_sales": Message(
            "La plage des ventes est vide : aucune période n'est connue. Saisissez les ventes, 0 pour un produit pas encore vendu.",
            "The range of sales is empty: no period is known. Enter the sales, 0 for a product not yet sold.",
            kind="#N/A",
            argument="sales",
        ),
        "life_cycle.sales_negative": Message(
            "Les ventes valent {value} à la ligne {row} : elles ne sont jamais sous 0. Corrigez-les.",
            "Sales are {value} on row {row}: they are never below 0. Correct them.",
            kind="#NUM!",
            argument="sales",
        ),
        "life_cycle.sales_gap": Message(
            "Les ventes manquent à la ligne {row}, entre deux périodes connues. Saisissez-les, 0 s'il n'y en a pas eu.",
            "Sales are missing on row {row}, between two known periods. Enter them, 0 where there were none.",
            kind="#N/A",
            argument="sales",
        ),
        "life_cycle.thresholds_crossed": Message(
            "Le seuil de déclin ({decline}) doit être sous celui de croissance ({growth}). Corrigez-les.",
            "The threshold of decline ({decline}) must be below that of growth ({growth}). Correct them.",
            kind="#NUM!",
            argument="thresholds",
        ),
        "life_cycle.thresholds_too_many": Message(
            "{count} seuils sont donnés : trois au plus, croissance, déclin, périodes de lancement. Réduisez la plage.",
            "{count} thresholds are given: three at most, growth, decline, periods of launch. Narrow the range.",
            argument="thresholds",
        ),
    },
    help=Text(
        "Croissance = ventes des dernières périodes sur celles d'avant (4 contre 4, moins s'il y en a peu). Quatre périodes de vente ou moins, ou aucune : lancement. "
        "Ces quatre phases sont celles de Levitt (1965) ; l'article les attribue à Vernon (1966), qui décrit le commerce international.",
        "Growth = sales of the last periods over those before (4 against 4, fewer where there are few). Four periods of sales or fewer, or none: launch. "
        "These four phases are Levitt's (1965); the article gives them to Vernon (1966), who describes international trade.",
    ),
    example=Example(
        ([1, 2, 3, 4, 5, 6, 7, 8], [10, 10, 10, 10, 12, 12, 12, 12]),
        [["phase", "growth", "advice"], ["Growth", 0.2, _ADVICE["growth"].en]],
        "worked by hand",
    ),
    source="the article, « Mix marketing adapté au cycle de vie produit »; T. Levitt (1965), Harvard Business Review 43(6)",
    compute=_life_cycle,
)

FUNCTIONS: tuple[Function, ...] = (LIFE_CYCLE,)
