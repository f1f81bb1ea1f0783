"""Mix: the seven P by product, segment and phase of life."""

from __future__ import annotations

from workbook_templates import words
from workbook_templates.schema.idioms import name_of
from workbook_templates.schema.spec import Card, Chart, Column, Grid, Importance, Kind, Sheet, Table
from workbook_templates.text import Text

_QUARTERS = tuple(
    Column(f"sales_{i:02d}", f"Ventes {i:02d}", f"Sales {i:02d}", Kind.NUMBER, minimum=0, decimals=1, width=9)
    for i in range(1, 9)
)

PRODUCTS = Table(
    name="Products",
    title=Text("Produits et phase de vie", "Products and life-cycle phase"),
    importance=Importance.USEFUL,
    help=Text("Ventes des huit derniers trimestres, de la plus ancienne à la plus récente, dans l’unité de votre choix.",
              "Sales of the last eight quarters, oldest first, in the unit of your choice."),
    columns=(
        Column("id", "Id", "Id", Kind.ID, required=True),
        Column("name", "Produit", "Product", required=True, width=30),
        Column("launch_date", "Date de lancement", "Launch date", Kind.DATE),
        Column("price", "Prix", "Price", Kind.EUROS, decimals=2, minimum=0),
        Column("unit_cost", "Coût unitaire", "Unit cost", Kind.EUROS, decimals=2, minimum=0),
        Column("margin_rate", "Taux de marge", "Margin rate", Kind.SHARE, formula='IF(OR(N([@price])=0,[@unit_cost]=""),"",1-[@unit_cost]/[@price])'),
        *_QUARTERS,
        Column("phase", "Phase calculée", "Computed phase", width=13,
               formula='IF(OR([@id]="",COUNT([@sales_01:sales_08])<2),"",IF(SUM([@sales_01:sales_08])=0,{phase.launch},'
                       'INDEX(LIFE_CYCLE({1,2,3,4,5,6,7,8},[@sales_01:sales_08]),2,1)))'),
        Column("phase_chosen", "Phase retenue", "Chosen phase", Kind.CHOICE, choices=words.PHASE,
               help=Text("Laissée vide : la phase calculée.", "Left blank: the computed phase.")),
        Column("phase_used", "Phase du plan", "Phase in the plan", width=13, formula='IF([@id]="","",IF([@phase_chosen]<>"",[@phase_chosen],[@phase]))'),
        Column("decline_choice", "Choix en déclin", "Choice in decline", Kind.CHOICE, choices=words.DECLINE_CHOICE,
               help=Text("Relancer par l’innovation, récolter, ou arrêter : à trancher pour tout produit en déclin.",
                         "Revive by innovation, harvest, or stop: to decide for every product in decline.")),
        Column("elasticity", "Élasticité", "Elasticity", Kind.NUMBER, decimals=2,
               formula='IF(OR([@id]="",ISNA(MATCH([@id],INDEX(r_elasticity,0,1),0))),"",INDEX(r_elasticity,MATCH([@id],INDEX(r_elasticity,0,1),0),2))'),
        Column("price_class", "Sensibilité au prix", "Price sensitivity", width=14,
               formula='IF(OR([@id]="",ISNA(MATCH([@id],INDEX(r_elasticity,0,1),0))),"",INDEX(r_elasticity,MATCH([@id],INDEX(r_elasticity,0,1),0),7))'),
        Column("promo_policy", "Politique promotionnelle", "Promotion policy", width=36,
               formula='IF([@price_class]="","",IF([@price_class]={elasticity_class.elastic},IF(N([@margin_rate])*-N([@elasticity])>1,'
                       '{"promouvoir : le volume paie la remise"|"promote: volume pays for the discount"},'
                       '{"promouvoir peu : la marge ne paie pas la remise"|"promote little: the margin does not pay for the discount"}),'
                       'IF([@price_class]={elasticity_class.inelastic},{"tenir le prix"|"hold the price"},'
                       '{"tester avant de promouvoir"|"test before promoting"})))'),
        Column("budget", "Budget du mix", "Mix budget", Kind.EUROS, formula='IF([@id]="","",SUMIFS(Mix[budget],Mix[product],[@id]))'),
    ),
    blank_rows=6,
)  # fmt: skip

MIX = Table(
    name="Mix",
    title=Text("Décisions du mix (7P)", "Mix decisions (7Ps)"),
    importance=Importance.USEFUL,
    help=Text("Une décision par ligne, avec l’action qui la porte.", "One decision per row, with the action that carries it."),
    columns=(
        Column("id", "Id", "Id", Kind.ID, required=True),
        Column("product", "Produit", "Product", Kind.REF, ref="Products", required=True, width=9),
        Column("product_name", "Nom du produit", "Product name", width=26, minor=True,
               formula=name_of("Products", "product")),
        Column("phase", "Phase", "Phase", width=12, minor=True, formula=name_of("Products", "product", of="phase_used")),
        Column("segment", "Segment", "Segment", Kind.REF, ref="Segments", width=9),
        Column("p", "Levier", "Lever", Kind.CHOICE, choices=words.P7, required=True, width=18),
        Column("situation", "Situation", "Situation", width=30),
        Column("decision", "Décision", "Decision", required=True, width=38),
        Column("competitor_gap", "Écart au concurrent", "Gap to competitor", width=26),
        Column("action", "Action", "Action", Kind.REF, ref="Actions"),
        Column("budget", "Budget", "Budget", Kind.EUROS,
               formula='IF([@action]="","",SUMIFS(BudgetLines[total],BudgetLines[action],[@action])/COUNTIFS(Mix[action],[@action]))',
               help=Text("Budget de l’action, partagé entre les décisions qui la citent.", "Budget of the action, shared among the decisions that cite it.")),
    ),
    blank_rows=8,
)  # fmt: skip

SYNERGIES = Table(
    name="Synergies",
    title=Text("Synergies entre leviers", "Synergies between levers"),
    importance=Importance.OPTIONAL,
    help=Text("Quelle action rend l’autre plus forte, et comment on le verra.", "Which action makes the other stronger, and how it will show."),
    columns=(
        Column("action", "Action", "Action", Kind.REF, ref="Actions", required=True),
        Column("strengthens", "Renforce l’action", "Strengthens action", Kind.REF, ref="Actions", required=True, width=10),
        Column("levers", "Leviers croisés", "Levers crossed", width=26, minor=True,
               formula='IF(OR([@action]="",[@strengthens]=""),"",INDEX(Actions[lever],MATCH([@action],Actions[id],0))&" × "&'
                       'INDEX(Actions[lever],MATCH([@strengthens],Actions[id],0)))'),
        Column("mechanism", "Mécanisme", "Mechanism", required=True, width=44),
        Column("evidence", "À quoi on le verra", "How it will show", width=34),
    ),
    blank_rows=4,
)  # fmt: skip

_PHASES = ("launch", "growth", "maturity", "decline")

PHASE_BUDGET = Grid(
    name="phase_budget",
    title=Text("Intensité du budget par phase de vie", "Budget intensity by life-cycle phase"),
    columns=(
        Column("phase", "Phase", "Phase", width=24),
        Column("products", "Produits", "Products", Kind.INTEGER),
        Column("budget", "Budget du mix", "Mix budget", Kind.EUROS),
        Column("share", "Part", "Share", Kind.SHARE),
    ),
    rows=tuple(
        (
            words.PHASE.entries[phase],
            f"=COUNTIFS(Products[phase_used],{{phase.{phase}}})",
            f"=SUMIFS(Products[budget],Products[phase_used],{{phase.{phase}}})",
            f'=IF(SUM(Products[budget])=0,"",SUMIFS(Products[budget],Products[phase_used],{{phase.{phase}}})/SUM(Products[budget]))',
        )
        for phase in _PHASES
    ),
)

SHEET = Sheet(
    key="mix",
    title=Text("Mix", "Mix"),
    heading=Text("Mix : quoi, à quel prix, où, comment ?", "Mix: what, at what price, where, how?"),
    purpose=Text(
        "Où en est chaque produit de sa vie, et ce que le plan décide pour lui sur les sept leviers.",
        "Where each product stands in its life, and what the plan decides for it on the seven levers.",
    ),
    sostac=Text("T · Tactiques", "T · Tactics"),
    cards=(
        Card(label=Text("Décisions", "Decisions"), kind=Kind.INTEGER, formula="COUNTA(Mix[id])"),
        Card(label=Text("dont sans action", "of which without action"), kind=Kind.INTEGER, formula='SUMPRODUCT((Mix[id]<>"")*(Mix[action]=""))'),
        Card(label=Text("Produits en déclin à trancher", "Declining products to decide"), kind=Kind.INTEGER,
             formula='SUMPRODUCT((Products[phase_used]={phase.decline})*(Products[decline_choice]=""))'),
    ),
    blocks=(MIX, PRODUCTS, PHASE_BUDGET, SYNERGIES),
    charts=(
        Chart(kind="column", title=Text("Budget par phase de vie", "Budget by life-cycle phase"), source="phase_budget", categories="phase",
              values=("budget",), rows=4, number_format='#,##0 "€"', width=420),
    ),
    freeze_columns=1,
)  # fmt: skip
