"""Prix: what people accept to pay, how volumes answer to prices, what a promotion must sell."""

from __future__ import annotations

from workbook_templates.schema.idioms import name_of
from workbook_templates.schema.spec import Card, Chart, Column, Importance, Kind, ResultArea, Sheet, Table
from workbook_templates.text import Text

_QUESTIONS = ("too_cheap", "cheap", "expensive", "too_expensive")


def _answers(test: str, *more: str) -> str:
    return ",".join(f"FILTER(Survey[{question}],Survey[test]={test})" for question in (*_QUESTIONS, *more))


def _point(row: int) -> str:
    return f'IF(OR([@id]="",COUNTIFS(Survey[test],[@id])=0),"",INDEX(VAN_WESTENDORP({_answers("[@id]")},FILTER(Survey[weight],Survey[test]=[@id]),0),{row},2))'


_SHOWN = "COUNTIFS(Survey[test],price_test_shown)>0"

PRICE_TESTS = Table(
    name="PriceTests",
    title=Text("Tests de prix", "Price tests"),
    importance=Importance.OPTIONAL,
    help=Text("Un test par ligne ; les réponses sont dans D_Enquête. Le test mesure l’acceptation d’un prix, pas l’élasticité.",
              "One test per row; answers are in D_Survey. The test measures acceptance of a price, not elasticity."),
    columns=(
        Column("id", "Id", "Id", Kind.ID, required=True),
        Column("product", "Produit", "Product", Kind.REF, ref="Products", width=9),
        Column("question", "Question posée", "Question asked", required=True, width=36),
        Column("decision_price", "Prix retenu", "Chosen price", Kind.EUROS, decimals=2, minimum=0),
        Column("respondents", "Réponses", "Answers", Kind.INTEGER, formula='IF([@id]="","",COUNTIFS(Survey[test],[@id]))'),
        Column("pmc", "Prix plancher PMC", "Lower bound PMC", Kind.EUROS, decimals=2, formula=_point(2)),
        Column("opp", "Prix optimal OPP", "Optimal price OPP", Kind.EUROS, decimals=2, formula=_point(3)),
        Column("idp", "Prix d’indifférence IDP", "Indifference price IDP", Kind.EUROS, decimals=2, formula=_point(4)),
        Column("pme", "Prix plafond PME", "Upper bound PME", Kind.EUROS, decimals=2, formula=_point(5)),
        Column("verdict", "Verdict", "Verdict", width=24,
               formula='IF(OR([@pmc]="",[@decision_price]=""),"",IF([@decision_price]<[@pmc],{"au-dessous de la plage"|"below the range"},'
                       'IF([@decision_price]>[@pme],{"au-dessus de la plage"|"above the range"},{"dans la plage"|"within the range"})))'),
    ),
    blank_rows=3,
)  # fmt: skip

R_VAN_WESTENDORP = ResultArea(
    name="r_van_westendorp",
    title=Text("Points de prix du test affiché", "Price points of the test shown"),
    formula=f"VAN_WESTENDORP({_answers('price_test_shown')},FILTER(Survey[weight],Survey[test]=price_test_shown))",
    guard=("Survey[too_cheap]",),
    when=_SHOWN,
    columns=(
        Column("measure", "mesure", "measure", width=28),
        Column("value", "valeur", "value", Kind.NUMBER, decimals=2, width=11),
        Column("low", "borne basse", "low", Kind.NUMBER, decimals=2, width=11),
        Column("high", "borne haute", "high", Kind.NUMBER, decimals=2, width=11),
    ),
    rows=8,
)

R_CURVES = ResultArea(
    name="r_vw_curves",
    title=Text("Courbes du test affiché", "Curves of the test shown"),
    formula=f"VAN_WESTENDORP_CURVES({_answers('price_test_shown')},FILTER(Survey[weight],Survey[test]=price_test_shown),60)",
    guard=("Survey[too_cheap]",),
    when=_SHOWN,
    columns=(
        Column("price", "prix", "price", Kind.EUROS, decimals=2),
        Column("too_cheap", "trop bon marché", "too_cheap", Kind.SHARE, width=10),
        Column("cheap", "bon marché", "cheap", Kind.SHARE, width=10),
        Column("expensive", "cher", "expensive", Kind.SHARE, width=10),
        Column("too_expensive", "trop cher", "too_expensive", Kind.SHARE, width=10),
        Column("not_cheap", "pas bon marché", "not_cheap", Kind.SHARE, width=10),
        Column("not_expensive", "pas cher", "not_expensive", Kind.SHARE, width=10),
    ),
    rows=60,
)

R_NMS = ResultArea(
    name="r_nms",
    title=Text("Intention d’achat selon le prix", "Purchase intention by price"),
    formula=f"VAN_WESTENDORP_NMS({_answers('price_test_shown', 'buy_cheap', 'buy_expensive')})",
    guard=("Survey[buy_cheap]", "Survey[buy_expensive]"),
    when=_SHOWN,
    columns=(
        Column("price", "prix", "price", width=20),
        Column("trial", "essai", "trial", Kind.SHARE, decimals=1),
        Column("revenue_index", "indice de revenu", "revenue index", Kind.NUMBER, decimals=1, width=12),
    ),
)

R_ELASTICITY = ResultArea(
    name="r_elasticity",
    title=Text("Élasticité-prix par produit", "Price elasticity by product"),
    formula="PRICE_ELASTICITY(PriceHistory[product],PriceHistory[period],PriceHistory[price],PriceHistory[volume],PriceHistory[promotion])",
    guard=("PriceHistory[product]",),
    columns=(
        Column("product", "produit", "product", width=12),
        Column("elasticity", "élasticité", "elasticity", Kind.NUMBER, decimals=2),
        Column("low", "borne basse", "low", Kind.NUMBER, decimals=2),
        Column("high", "borne haute", "high", Kind.NUMBER, decimals=2),
        Column("observations", "relevés", "observations", Kind.INTEGER, width=12),
        Column("r2", "r2", "r2", Kind.NUMBER, decimals=2),
        Column("class", "classe", "class", width=13),
        Column("advice", "conseil", "advice", width=56),
    ),
    rows=10,
    lines=2,
)


def _promo(row: int) -> str:
    return (
        'IF(OR([@product]="",[@discount]="",[@volume]="",[@elasticity]=""),"",'
        f"INDEX(PROMO_EFFECT([@price],[@volume],[@elasticity],[@discount],[@unit_cost]),{row},2))"
    )


PROMO_TESTS = Table(
    name="PromoTests",
    title=Text("Essai de promotion", "Promotion trial"),
    importance=Importance.OPTIONAL,
    help=Text("En France, une réduction s’annonce par rapport au prix le plus bas des 30 jours qui la précèdent (code de la consommation, L112-1-1).",
              "In France a discount is announced against the lowest price of the 30 days before it (Consumer Code, L112-1-1)."),
    columns=(
        Column("product", "Produit", "Product", Kind.REF, ref="Products", required=True, width=9),
        Column("price", "Prix actuel", "Current price", Kind.EUROS, decimals=2,
               formula=name_of("Products", "product", of="price")),
        Column("unit_cost", "Coût unitaire", "Unit cost", Kind.EUROS, decimals=2,
               formula=name_of("Products", "product", of="unit_cost")),
        Column("volume", "Volume habituel", "Usual volume", Kind.INTEGER, required=True, minimum=0, width=11),
        Column("discount", "Remise", "Discount", Kind.SHARE, required=True, minimum=0, maximum=0.95),
        Column("prior_price", "Prix le plus bas des 30 jours", "Lowest price in 30 days", Kind.EUROS, decimals=2, minimum=0, width=13),
        Column("elasticity_own", "Élasticité saisie", "Elasticity entered", Kind.NUMBER, decimals=2, maximum=5, width=11,
               help=Text("Facultative : sans elle, celle que mesure l’historique de prix.", "Optional: without it, the one the price history measures.")),
        Column("elasticity", "Élasticité", "Elasticity", Kind.NUMBER, decimals=2,
               formula='IF([@product]="","",IF([@elasticity_own]<>"",[@elasticity_own],INDEX(Products[elasticity],MATCH([@product],Products[id],0))))'),
        Column("new_price", "Prix remisé", "Discounted price", Kind.EUROS, decimals=2, formula=_promo(2)),
        Column("new_volume", "Volume attendu", "Expected volume", Kind.INTEGER, width=11, formula=_promo(3)),
        Column("revenue_change", "Effet sur le CA", "Effect on revenue", Kind.EUROS, formula=_promo(4)),
        Column("margin_change", "Effet sur la marge", "Effect on margin", Kind.EUROS, formula=_promo(5)),
        Column("break_even_volume", "Volume d’équilibre", "Break even volume", Kind.INTEGER, width=11, formula=_promo(6)),
        Column("verdict", "Verdict", "Verdict", width=44,
               formula='IF([@break_even_volume]="","",IF([@new_volume]>=[@break_even_volume],{"la remise paie : marge en hausse"|"the discount pays: margin up"},'
                       '{"la remise coûte : il faut "|"the discount costs: it takes "}&ROUND(100*([@break_even_volume]/[@volume]-1),0)&'
                       '{" % de volume en plus pour ne rien perdre"|"% more volume to lose nothing"}))'),
        Column("legal", "Règle des 30 jours", "Rule of 30 days", width=30,
               formula='IF(OR([@product]="",[@discount]=""),"",IF([@prior_price]="",{"prix des 30 jours à relever"|"30-day price to look up"},'
                       'IF([@new_price]<[@prior_price],{"annonce possible"|"may be announced"},{"ne peut pas s’annoncer comme une réduction"|"may not be announced as a discount"})))'),
    ),
    blank_rows=3,
)  # fmt: skip

SHEET = Sheet(
    key="price",
    title=Text("Prix", "Pricing"),
    heading=Text("Prix : quel prix, quelles promotions ?", "Pricing: which price, which promotions?"),
    purpose=Text(
        "La plage de prix acceptée (enquête), la sensibilité des volumes (historique) et le compte d’une promotion avant de la lancer.",
        "The accepted price range (survey), how volumes respond (history) and what a promotion would cost before it is launched.",
    ),
    sostac=Text("T · Tactiques", "T · Tactics"),
    cards=(
        Card(label=Text("Test affiché", "Test shown"), kind=Kind.REF, ref="PriceTests", name="price_test_shown",
             help=Text("Id du test dont on veut voir points et courbes.", "Id of the test whose points and curves to show.")),
        Card(label=Text("Prix retenu", "Chosen price"), kind=Kind.EUROS, decimals=2,
             formula='IF(price_test_shown="","",INDEX(PriceTests[decision_price],MATCH(price_test_shown,PriceTests[id],0)))'),
        Card(label=Text("Verdict", "Verdict"), kind=Kind.TEXT,
             formula='IF(price_test_shown="","",INDEX(PriceTests[verdict],MATCH(price_test_shown,PriceTests[id],0)))'),
    ),
    blocks=(PRICE_TESTS, R_VAN_WESTENDORP, R_CURVES, R_NMS, R_ELASTICITY, PROMO_TESTS),
    charts=(
        Chart(kind="curves", title=Text("Van Westendorp : les quatre courbes", "Van Westendorp: the four curves"), source="r_vw_curves", categories="price",
              values=("too_cheap", "not_cheap", "not_expensive", "too_expensive"), rows=60, number_format="0%", under="PriceTests", gap=4, width=820,
              height=400, x_title=Text("Prix", "Price"), y_title=Text("Part des répondants", "Share of respondents")),
        Chart(kind="bar", title=Text("Élasticité par produit", "Elasticity by product"), source="r_elasticity", categories="product",
              values=("elasticity",), rows=6, number_format="0.0", width=520, height=280, gap=3),
    ),
)  # fmt: skip
