"""Price elasticity as a worksheet function."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from addin.errors import ModelError
from addin.functions.spec import (
    COUNT,
    EUROS,
    Argument,
    Column,
    Example,
    Function,
    Key,
    Kind,
    Message,
    Noted,
    Result,
    Shape,
    Table,
)
from workbook_templates.text import Text
from workbook_templates.words import ELASTICITY_CLASS, YES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from addin.models.elasticity import Floats

    Cells = NDArray[Any]

UNITS = Text("unités", "units")
_ADVICE = {
    "elastic": Text(
        "Concentrer les remises ici : le volume gagné dépasse la baisse de prix. Vérifier la marge avec PROMO_EFFECT.",
        "Focus discounts here: the volume gained exceeds the price cut. Check the margin with PROMO_EFFECT.",
    ),
    "inelastic": Text(
        "Préserver le prix : une remise ferait à peine plus de ventes et coûterait de la marge.",
        "Keep the price: a discount would sell hardly more and cost margin.",
    ),
    "straddles": Text(
        "Ne pas conclure : l'intervalle contient -1. Tester un autre prix, ou relever plus de périodes.",
        "No conclusion: the interval holds -1. Test another price, or record more periods.",
    ),
    "rises_with_price": Text(
        "Ne pas conclure : le volume monte avec le prix. Chercher ce qui l'explique (saison, promotion non notée).",
        "No conclusion: volume rises with price. Look for what explains it (season, unrecorded promotion).",
    ),
    "too_few": Text(
        "Trop peu de relevés : il faut au moins 8 périodes et 3 prix différents.",
        "Too few records: at least 8 periods and 3 different prices are needed.",
    ),
    "saturated": Text(
        "Ne pas conclure : il n'y a pas plus de couples prix et promotion que de grandeurs à estimer. Relever un autre prix sans promotion.",
        "No conclusion: there are no more pairs of price and promotion than quantities to estimate. Record another price without promotion.",
    ),
    "not_estimable": Text(
        "Pas d'estimation possible : les ventes sont nulles presque partout, ou le prix ne bouge qu'avec la promotion.",
        "No estimate possible: sales are zero almost everywhere, or the price only moves with the promotion.",
    ),
}


def _depth(cell: object, row: int) -> float:
    """Return a promotion cell as a number: blank or No 0, Yes 1, a depth as it is."""
    if cell is None:
        return 0.0
    if isinstance(cell, bool):
        return float(cell)
    if isinstance(cell, int | float) and math.isfinite(cell) and 0 <= cell <= 1:
        return float(cell)
    word = YES.key(cell)
    if word is None:
        raise ModelError("price.promotion_unknown", row=row, value=cell)
    return 1.0 if word == "yes" else 0.0


def _repeats(products: list[object], periods: list[object]) -> int:
    """Return how many rows give a product and period another row already gave."""
    dated = [pair for pair in zip(products, periods, strict=True) if pair[1] is not None]
    return len(dated) - len(set(dated))


def _price_elasticity(products: Cells, periods: Cells, prices: Floats, volumes: Floats, promotion: Cells | None) -> Table | Noted:
    import numpy as np

    from addin.models.elasticity import elasticities

    if promotion is None:
        depths = None
    else:
        depths = np.broadcast_to([_depth(cell, row) for row, cell in enumerate(promotion.tolist(), 1)], prices.shape)
    found = elasticities(products.tolist(), prices, volumes, promotion=depths)
    rows = [
        (product, one.value, one.low, one.high, one.observations, one.r2, one.verdict, Key(one.reason))
        for product, one in found.items()
    ]
    table = Table.from_rows(rows, width=8)
    repeated = _repeats(products.tolist(), periods.tolist())
    return Noted(table, (("price.periods_repeated", {"rows": repeated}),)) if repeated else table


PRICE_ELASTICITY = Function(
    name="PRICE_ELASTICITY",
    family="price",
    summary=Text(
        "Élasticité-prix de chaque produit, son intervalle à 95 %, sa classe et la politique de remise qui en découle.",
        "Price elasticity of each product, its 95% interval, its class and the discount policy that follows.",
    ),
    arguments=(
        Argument(
            name="products",
            label=Text("produits", "products"),
            help=Text("Produit de chaque relevé.", "Product of each record."),
            kind=Kind.KEY,
            shape=Shape.COLUMN,
            aligned=True,
        ),
        Argument(
            name="periods",
            label=Text("périodes", "periods"),
            help=Text(
                "Semaine ou mois du relevé ; sert à signaler les doublons.",
                "Week or month of the record; used to tell duplicates.",
            ),
            kind=Kind.KEY,
            shape=Shape.COLUMN,
            aligned=True,
            blanks=True,
        ),
        Argument(
            name="prices",
            label=Text("prix", "prices"),
            help=Text("Prix payé pendant la période, remise déduite.", "Price paid over the period, discount taken off."),
            shape=Shape.COLUMN,
            unit=EUROS,
            aligned=True,
        ),
        Argument(
            name="volumes",
            label=Text("volumes", "volumes"),
            help=Text("Unités vendues pendant la période ; 0 compte.", "Units sold over the period; 0 counts."),
            shape=Shape.COLUMN,
            unit=UNITS,
            aligned=True,
        ),
        Argument(
            name="promotion",
            label=Text("promotion", "promotion"),
            help=Text(
                "Oui ou Non, ou sa profondeur de 0 à 1 ; vide : pas de promotion. Sépare l'effet du prix de celui de la mise en avant.",
                "Yes or No, or its depth from 0 to 1; blank: no promotion. Separates the effect of price from that of the display.",
            ),
            kind=Kind.ANY,
            shape=Shape.COLUMN,
            aligned=True,
            blanks=True,
            default=None,
        ),
    ),
    result=Result.TABLE,
    compute=_price_elasticity,
    columns=(
        Column("product", "produit"),
        Column("elasticity", "élasticité"),
        Column("low", "borne basse"),
        Column("high", "borne haute"),
        Column("observations", "relevés", COUNT),
        Column("r2", "r2"),
        Column("class", "classe", words=ELASTICITY_CLASS),
        Column("advice", "conseil"),
    ),
    words=_ADVICE,
    messages={
        "price.no_history": Message(
            "L'historique de prix est vide : il faut au moins une ligne produit, période, prix, volume. Importez-le dans les données de prix.",
            "The price history is empty: at least one row of product, period, price, volume is needed. Import it into the price data.",
            kind="#N/A",
        ),
        "price.prices_not_positive": Message(
            "Le prix vaut {value} à la ligne {row} : un prix payé est supérieur à 0. Corrigez-le, ou retirez la ligne (offert, échantillon).",
            "The price is {value} on row {row}: a price paid is above 0. Correct it, or remove the row (gift, sample).",
            kind="#NUM!",
            argument="prices",
        ),
        "price.volumes_negative": Message(
            "Le volume vaut {value} à la ligne {row} : attendu 0 ou plus. Retirez les retours des ventes de leur période.",
            "The volume is {value} on row {row}: expected 0 or more. Take returns off the sales of their period.",
            kind="#NUM!",
            argument="volumes",
        ),
        "price.promotion_unknown": Message(
            "La promotion vaut « {value} » à la ligne {row} : attendu Oui, Non, ou une profondeur de 0 à 1 (20 % s'écrit 0,2).",
            "The promotion is “{value}” on row {row}: expected Yes, No, or a depth from 0 to 1 (20% is 0.2).",
            argument="promotion",
        ),
        "price.periods_repeated": Message(
            "Relevés en double (même produit, même période) : {rows}. Chacun compte ; regroupez-les si ce ne sont pas des points de vente distincts.",
            "Records given twice (same product, same period): {rows}. Each counts; merge them unless they are different stores.",
        ),
    },
    help=Text(
        "Par produit, log E[volume] = a + élasticité × ln(prix) + b × promotion, par pseudo-maximum de vraisemblance de Poisson : les périodes "
        "sans vente comptent. Variance HC1, intervalle de Student. Élastique : tout l'intervalle sous -1 ; inélastique : tout au-dessus ; "
        "sinon indéterminé. r2 : carré de la corrélation entre volumes observés et ajustés. Une corrélation n'est pas un test : un prix qui "
        "change avec la saison mélange les deux effets.",
        "By product, log E[volume] = a + elasticity × ln(price) + b × promotion, by Poisson pseudo-maximum likelihood: periods without a sale "
        "count. HC1 variance, Student interval. Elastic: the whole interval under -1; inelastic: all above; undetermined otherwise. r2: "
        "squared correlation of observed and fitted volumes. A correlation is not a test: a price that changes with the season mixes both.",
    ),
    example=Example(
        arguments=(["Baskets"] * 9, list(range(1, 10)), [1, 2, 4] * 3, [800, 200, 50] * 3),
        result=[
            ["product", "elasticity", "low", "high", "observations", "r2", "class", "advice"],
            ["Baskets", -2.0, -2.0, -2.0, 9, 1.0, "elastic", _ADVICE["elastic"].en],
        ],
        source="volumes that follow 800 / price² exactly",
    ),
    source="Santos Silva, J. M. C. and Tenreyro, S. (2006). The log of gravity. Review of Economics and Statistics 88(4), 641–658.",
)


FUNCTIONS: tuple[Function, ...] = (PRICE_ELASTICITY,)
