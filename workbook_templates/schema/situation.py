"""Situation: the market, competitors, SWOT, last year's results, roads to growth, the brand's health."""

from __future__ import annotations

from workbook_templates import words
from workbook_templates.schema.idioms import name_of, sum_over_ids
from workbook_templates.schema.spec import Card, Chart, Column, Importance, Kind, ResultArea, Sheet, Table
from workbook_templates.text import Text

_ONE_TO_FIVE = Text("De 1 (faible) à 5 (fort).", "From 1 (low) to 5 (high).")

SWOT = Table(
    name="Swot",
    title=Text("SWOT : forces, faiblesses, opportunités, menaces", "SWOT: strengths, weaknesses, opportunities, threats"),
    importance=Importance.ESSENTIAL,
    help=Text(
        "Six à douze lignes ; chacune finit par une réponse du plan.", "Six to twelve rows; each ends with the plan’s response."
    ),
    columns=(
        Column("id", "Id", "Id", Kind.ID, required=True),
        Column("type", "Type", "Type", Kind.CHOICE, choices=words.SWOT, required=True),
        Column("statement", "Énoncé", "Statement", required=True, width=46),
        Column("impact", "Impact", "Impact", Kind.INTEGER, minimum=1, maximum=5, help=_ONE_TO_FIVE),
        Column("probability", "Probabilité", "Probability", Kind.INTEGER, minimum=1, maximum=5, help=_ONE_TO_FIVE, width=11),
        Column("score", "Score", "Score", Kind.INTEGER, formula='IF([@id]="","",[@impact]*[@probability])'),
        Column("evidence", "Preuve", "Evidence", width=30),
        Column(
            "response",
            "Réponse du plan",
            "Plan response",
            Kind.REFS,
            ref="Actions",
            help=Text(
                "Ids des actions qui y répondent, par exemple A03; A07. Attendue pour toute menace ou faiblesse de score 15 ou plus.",
                "Ids of the actions that answer, e.g. A03; A07. Expected for every threat or weakness scoring 15 or more.",
            ),
        ),
    ),
)

MARKET = Table(
    name="Market",
    title=Text("Marché", "Market"),
    importance=Importance.USEFUL,
    help=Text("Pas de chiffre sans source.", "No figure without a source."),
    columns=(
        Column("metric", "Mesure", "Metric", required=True, width=40),
        Column("value", "Valeur", "Value", Kind.QUANTITY, required=True, width=16),
        Column("unit", "Unité", "Unit", Kind.CHOICE, choices=words.UNIT, required=True, width=9),
        Column("growth", "Croissance annuelle", "Yearly growth", Kind.SHARE, decimals=1, width=11),
        Column("date", "Date", "Date", Kind.DATE),
        Column("source", "Source", "Source", required=True, width=32),
    ),
    blank_rows=4,
)

COMPETITORS = Table(
    name="Competitors",
    title=Text("Concurrents", "Competitors"),
    importance=Importance.USEFUL,
    columns=(
        Column("name", "Concurrent", "Competitor", required=True, width=30),
        Column("share", "Part de marché", "Market share", Kind.SHARE, decimals=1, minimum=0, maximum=1),
        Column("price_index", "Indice de prix", "Price index", Kind.NUMBER, decimals=0,
               help=Text("Base 100 : nos prix.", "Base 100: our prices.")),
        Column("strength", "Force", "Strength", width=30),
        Column("weakness", "Faiblesse", "Weakness", width=30),
    ),
    blank_rows=4,
)  # fmt: skip

PAST_PERFORMANCE = Table(
    name="PastPerformance",
    title=Text("Bilan de l’exercice précédent", "Last year’s results"),
    importance=Importance.USEFUL,
    columns=(
        Column("kpi", "Indicateur", "KPI", Kind.REF, ref="Kpis", required=True),
        Column("name", "Nom", "Name", formula=name_of("Kpis", "kpi"), width=30, minor=True),
        Column("period", "Période", "Period", width=10),
        Column("value", "Résultat", "Result", Kind.QUANTITY),
        Column("target", "Cible", "Target", Kind.QUANTITY),
        Column("unit", "Unité", "Unit", formula=name_of("Kpis", "kpi", of="unit"), width=9, minor=True),
        Column("gap", "Écart relatif", "Relative gap", Kind.SHARE, decimals=1,
               formula='IF(OR([@value]="",[@target]="",[@target]=0),"",[@value]/[@target]-1)'),
    ),
    blank_rows=4,
)  # fmt: skip

ANSOFF = Table(
    name="Ansoff",
    title=Text("Voies de croissance (Ansoff)", "Roads to growth (Ansoff)"),
    importance=Importance.USEFUL,
    help=Text("Deux à cinq options ; la case d’Ansoff et l’espérance de marge se calculent.",
              "Two to five options; the Ansoff cell and the expected margin are computed."),
    columns=(
        Column("id", "Id", "Id", Kind.ID, required=True),
        Column("option", "Option", "Option", required=True, width=38),
        Column("product_new", "Produit nouveau", "New product", Kind.YES, required=True),
        Column("market_new", "Marché nouveau", "New market", Kind.YES, required=True),
        Column("strategy", "Stratégie", "Strategy", width=24,
               formula='IF(OR([@product_new]="",[@market_new]=""),"",ANSOFF([@product_new],[@market_new]))'),
        Column("potential_revenue", "CA potentiel", "Potential revenue", Kind.EUROS, minimum=0),
        Column("actions", "Actions", "Actions", Kind.REFS, ref="Actions"),
        Column("investment", "Investissement", "Investment", Kind.EUROS,
               formula=f'IF(OR([@id]="",[@actions]=""),"",{sum_over_ids("[@actions]", "BudgetLines[action]", "BudgetLines[total]")})'),
        Column("risk", "Risque", "Risk", Kind.CHOICE, choices=words.RISK),
        Column("probability", "Probabilité de succès", "Chance of success", Kind.SHARE, minimum=0, maximum=1, width=11),
        Column("horizon", "Horizon", "Horizon", Kind.DATE),
        Column("priority", "Priorité", "Priority", Kind.INTEGER, minimum=1, maximum=9),
        Column("expected_margin", "Espérance de marge", "Expected margin", Kind.EUROS,
               formula='IF([@potential_revenue]="","",[@potential_revenue]*[@probability]*gross_margin-N([@investment]))'),
    ),
    blank_rows=4,
)  # fmt: skip

BRANDS = Table(
    name="Brands",
    title=Text("Santé de la marque, notes de 0 à 100", "Brand health, scores from 0 to 100"),
    importance=Importance.OPTIONAL,
    help=Text("Mesure de type BAV : au moins cinq marques, sinon la section est laissée de côté.",
              "A BAV-style measure: five brands at least, or the section is left out."),
    columns=(
        Column("brand", "Marque", "Brand", required=True, width=26),
        Column("own", "Nôtre", "Ours", Kind.YES, required=True),
        Column("wave", "Date de la vague", "Wave date", Kind.DATE),
        Column("base", "Répondants", "Base", Kind.INTEGER, minimum=0),
        Column("differentiation", "Différenciation", "Differentiation", Kind.NUMBER, decimals=0, minimum=0, maximum=100, width=14),
        Column("relevance", "Pertinence", "Relevance", Kind.NUMBER, decimals=0, minimum=0, maximum=100, width=11),
        Column("esteem", "Estime", "Esteem", Kind.NUMBER, decimals=0, minimum=0, maximum=100),
        Column("knowledge", "Connaissance", "Knowledge", Kind.NUMBER, decimals=0, minimum=0, maximum=100, width=13),
    ),
    blank_rows=6,
)  # fmt: skip

R_BAV = ResultArea(
    name="r_bav",
    title=Text("Force et stature", "Strength and stature"),
    help=Text(
        "Racines des produits deux à deux, sur 100 ; le seuil des quadrants est 50.",
        "Roots of the products two by two, out of 100; the quadrants meet at 50.",
    ),
    formula="BAV(Brands[differentiation],Brands[relevance],Brands[esteem],Brands[knowledge])",
    guard=("Brands[brand]",),
    columns=(
        Column("strength", "force", "strength", Kind.NUMBER, decimals=1),
        Column("stature", "stature", "stature", Kind.NUMBER, decimals=1),
        Column("quadrant", "quadrant", "quadrant", width=20),
    ),
    rows=8,
)

SHEET = Sheet(
    key="situation",
    title=Text("Situation", "Situation"),
    heading=Text("Situation : où en sommes-nous ?", "Situation: where are we?"),
    purpose=Text(
        "Le constat dont part le plan : SWOT avec réponses, marché, concurrents, bilan, voies de croissance, santé de la marque.",
        "The facts the plan starts from: SWOT with answers, market, competitors, last year, roads to growth, brand health.",
    ),
    sostac=Text("S · Situation", "S · Situation"),
    cards=(
        Card(label=Text("Menaces et faiblesses fortes", "Serious threats and weaknesses"), kind=Kind.INTEGER,
             formula='SUMPRODUCT(((Swot[type]={swot.threat})+(Swot[type]={swot.weakness}))*(Swot[impact]*Swot[probability]>=15))'),
        Card(label=Text("dont sans réponse", "of which unanswered"), kind=Kind.INTEGER, name="swot_unanswered",
             formula='SUMPRODUCT(((Swot[type]={swot.threat})+(Swot[type]={swot.weakness}))*(Swot[impact]*Swot[probability]>=15)*(Swot[response]=""))'),
        Card(label=Text("Notre part de marché", "Our market share"), kind=Kind.SHARE, decimals=1, formula='IF(share_now="","",share_now)'),
    ),
    blocks=(SWOT, MARKET, COMPETITORS, PAST_PERFORMANCE, ANSOFF, BRANDS, R_BAV),
    charts=(
        Chart(kind="scatter", title=Text("Force et stature des marques", "Strength and stature of brands"), source="r_bav", categories="stature", under="Brands",
              values=("strength",), rows=8, x_title=Text("Stature (estime × connaissance)", "Stature (esteem × knowledge)"),
              y_title=Text("Force (différenciation × pertinence)", "Strength (differentiation × relevance)"), number_format="0", width=760, height=400, gap=2, names=("Brands", "brand")),
        Chart(kind="bar", title=Text("Espérance de marge par voie de croissance", "Expected margin by road to growth"), source="Ansoff",
              categories="option", values=("expected_margin",), rows=5, number_format='#,##0 "€"', gap=3),
    ),
    freeze_columns=0,
)  # fmt: skip
