"""The effect of a discount as a worksheet function."""

from __future__ import annotations

from addin.functions.elasticity import UNITS
from addin.functions.spec import EUROS, REQUIRED, SHARE, Argument, Column, Example, Function, Key, Message, Noted, Result, Table
from workbook_templates.text import Text


def _promo_effect(price: float, volume: float, elasticity: float, discount: float, unit_cost: float) -> Table | Noted:
    from addin.models.promotion import promotion

    effect = promotion(price, volume, elasticity, discount, unit_cost=unit_cost)
    rows = [
        (Key("new_price"), effect.new_price),
        (Key("new_volume"), effect.new_volume),
        (Key("revenue_change"), effect.revenue_change),
        (Key("margin_change"), effect.margin_change),
        (Key("break_even_volume"), effect.break_even_volume),
    ]
    table = Table.from_rows(rows, width=2)
    return Noted(table, (("price.elasticity_positive", {"elasticity": elasticity}),)) if elasticity > 0 else table


def _number(name: str, label: Text, help_: Text, unit: Text | None, default: object = REQUIRED) -> Argument:
    return Argument(name=name, label=label, help=help_, unit=unit, default=default)


PROMO_EFFECT = Function(
    name="PROMO_EFFECT",
    family="price",
    summary=Text(
        "Effet d'une remise sur le volume, le chiffre d'affaires et la marge, et volume à atteindre pour ne rien perdre.",
        "Effect of a discount on volume, revenue and margin, and the volume to reach for nothing to be lost.",
    ),
    arguments=(
        _number("price", Text("prix", "price"), Text("Prix de vente avant remise.", "Selling price before the discount."), EUROS),
        _number(
            "volume",
            Text("volume", "volume"),
            Text("Unités vendues sur la période, sans remise.", "Units sold over the period, without the discount."),
            UNITS,
        ),
        _number(
            "elasticity",
            Text("élasticité", "elasticity"),
            Text(
                "Élasticité-prix : -2 veut dire 1 % moins cher, 2 % de volume en plus.",
                "Price elasticity: -2 means 1% cheaper, 2% more volume.",
            ),
            None,
        ),
        _number("discount", Text("remise", "discount"), Text("Remise : 0,1 pour 10 %.", "Discount: 0.1 for 10%."), SHARE),
        _number(
            "unit_cost",
            Text("coût unitaire", "unit cost"),
            Text(
                "Coût d'une unité ; sans lui, la marge est le chiffre d'affaires.",
                "Cost of one unit; without it, margin is revenue.",
            ),
            EUROS,
            0.0,
        ),
    ),
    result=Result.TABLE,
    compute=_promo_effect,
    columns=(Column("measure", "mesure"), Column("value", "valeur")),
    words={
        "new_price": Text("Nouveau prix (€)", "new_price"),
        "new_volume": Text("Nouveau volume (unités)", "new_volume"),
        "revenue_change": Text("Variation du chiffre d'affaires (€)", "revenue_change"),
        "margin_change": Text("Variation de la marge (€)", "margin_change"),
        "break_even_volume": Text("Volume à atteindre pour ne rien perdre (unités)", "break_even_volume"),
    },
    messages={
        "price.price_not_positive": Message(
            "Le prix vaut {value} : attendu plus de 0. Donnez le prix de vente avant remise.",
            "The price is {value}: expected above 0. Give the selling price before the discount.",
            kind="#NUM!",
            argument="price",
        ),
        "price.volume_negative": Message(
            "Le volume vaut {value} : attendu 0 ou plus. Donnez les unités vendues sans remise.",
            "The volume is {value}: expected 0 or more. Give the units sold without the discount.",
            kind="#NUM!",
            argument="volume",
        ),
        "price.discount_out_of_range": Message(
            "La remise vaut {value} : attendu de 0 à moins de 1 (10 % s'écrit 0,1).",
            "The discount is {value}: expected from 0 to under 1 (10% is 0.1).",
            kind="#NUM!",
            argument="discount",
        ),
        "price.unit_cost_negative": Message(
            "Le coût unitaire vaut {value} : attendu 0 ou plus. Corrigez-le, ou laissez l'argument vide.",
            "The unit cost is {value}: expected 0 or more. Correct it, or leave the argument empty.",
            kind="#NUM!",
            argument="unit_cost",
        ),
        "price.below_cost": Message(
            "Après remise, le prix ({price}) ne dépasse pas le coût ({unit_cost}) : aucun volume ne compense. Réduisez la remise.",
            "After the discount, the price ({price}) is not above the cost ({unit_cost}): no volume makes up for it. Reduce the discount.",
            kind="#NUM!",
            argument="discount",
        ),
        "price.volume_unbounded": Message(
            "Avec une élasticité de {elasticity} et une remise de {discount}, le volume serait multiplié par plus d'un milliard. Vérifiez les deux.",
            "With an elasticity of {elasticity} and a discount of {discount}, volume would be multiplied over a billion times. Check both.",
            kind="#NUM!",
            argument="elasticity",
        ),
        "price.elasticity_positive": Message(
            "L'élasticité vaut {elasticity} : positive, elle dit qu'un prix plus bas vend moins. Vérifiez le signe.",
            "The elasticity is {elasticity}: being positive, it says that a lower price sells less. Check the sign.",
        ),
    },
    help=Text(
        "p' = p(1 - remise) ; volume v(1 - remise)^élasticité ; volume à atteindre v(p - c)/(p' - c). L'élasticité est supposée constante sur "
        "l'intervalle de prix, et les ventes reprises aux périodes voisines ne sont pas comptées.",
        "p' = p(1 - discount); volume v(1 - discount)^elasticity; break-even volume v(p - c)/(p' - c). The elasticity is taken as constant over "
        "the range of prices, and sales taken from the periods around are not counted.",
    ),
    example=Example(
        arguments=(10, 90, 0, 0.5, 4),
        result=[
            ["measure", "value"],
            ["new_price", 5.0],
            ["new_volume", 90.0],
            ["revenue_change", -450.0],
            ["margin_change", -450.0],
            ["break_even_volume", 540.0],
        ],
        source="countable by hand: nothing more is sold, and the margin of 6 € falls to 1 €",
    ),
    source="v(p) ∝ p^ε",
)

FUNCTIONS: tuple[Function, ...] = (PROMO_EFFECT,)
