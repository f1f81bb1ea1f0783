"""Objectifs: from strategic goals to SMART objectives, then to customers and leads per quarter and channel."""

from __future__ import annotations

from workbook_templates import words
from workbook_templates.schema.idioms import name_of
from workbook_templates.schema.spec import Card, Chart, Column, Importance, Kind, ResultArea, Sheet, Table
from workbook_templates.text import Text

STRATEGIC_GOALS = Table(
    name="StrategicGoals",
    title=Text("Objectifs stratégiques", "Strategic goals"),
    importance=Importance.USEFUL,
    columns=(
        Column("id", "Id", "Id", Kind.ID, required=True),
        Column("label", "Objectif stratégique", "Strategic goal", required=True, width=40),
        Column("indicator", "Indicateur", "Indicator", width=26),
        Column("unit", "Unité", "Unit", Kind.CHOICE, choices=words.UNIT, width=9),
        Column("baseline", "Départ", "Baseline", Kind.QUANTITY),
        Column("target", "Cible", "Target", Kind.QUANTITY),
        Column("horizon", "Horizon", "Horizon", Kind.DATE),
    ),
    blank_rows=3,
)

OBJECTIVES = Table(
    name="Objectives",
    title=Text("Objectifs SMART du plan", "SMART objectives of the plan"),
    importance=Importance.ESSENTIAL,
    help=Text("Trois à sept ; au-delà, plus rien n’est prioritaire.", "Three to seven; beyond that, nothing is a priority."),
    columns=(
        Column("id", "Id", "Id", Kind.ID, required=True),
        Column("statement", "Énoncé", "Statement", required=True, width=44,
               help=Text("Un verbe, un chiffre, une échéance : « Recruter 55 000 nouveaux clients en 2027 ».",
                         "A verb, a figure, a deadline: “Recruit 55,000 new customers in 2027”.")),
        Column("strategic_goal", "Objectif stratégique", "Strategic goal", Kind.REF, ref="StrategicGoals", width=11),
        Column("kpi", "Indicateur", "KPI", Kind.REF, ref="Kpis", required=True, width=10),
        Column("unit", "Unité", "Unit", formula=name_of("Kpis", "kpi", of="unit"), width=8, minor=True),
        Column("direction", "Sens", "Direction", formula=name_of("Kpis", "kpi", of="direction"), width=9, minor=True),
        Column("baseline", "Départ", "Baseline", Kind.QUANTITY, required=True),
        Column("baseline_date", "Date du départ", "Baseline date", Kind.DATE, required=True),
        Column("target", "Cible", "Target", Kind.QUANTITY, required=True),
        Column("deadline", "Échéance", "Deadline", Kind.DATE, required=True),
        Column("perimeter", "Périmètre", "Scope", required=True, width=24),
        Column("owner", "Responsable", "Owner", Kind.REF, ref="Roles", required=True, width=12),
        Column("lever", "Levier", "Lever", width=26),
        Column("best_historical_growth", "Meilleure progression passée", "Best past growth", Kind.SHARE, decimals=1, width=13),
        Column("justification", "Pourquoi c’est atteignable", "Why attainable", width=36,
               help=Text("Requis quand la progression demandée dépasse une fois et demie la meilleure progression passée.",
                         "Required when the growth asked for exceeds one and a half times the best past growth.")),
        Column("checkpoints", "Points d’étape", "Checkpoints", Kind.DATES,
               help=Text("Dates séparées par un point-virgule ; requises au-delà d’un trimestre.", "Dates separated by a semicolon; required beyond a quarter.")),
        Column("budget", "Budget", "Budget", Kind.EUROS, formula='IF([@id]="","",SUMIFS(BudgetLines[total],BudgetLines[objective],[@id]))'),
        Column("actions", "Nombre d’actions", "Actions", Kind.INTEGER, formula='IF([@id]="","",COUNTIFS(Actions[objective],[@id]))'),
        Column("smart", "SMART sur 5", "SMART out of 5", Kind.INTEGER, width=9,
               formula='IF([@id]="","",INDEX(r_smart,MATCH([@id],Objectives[id],0)+1,6))'),
        Column("smart_advice", "Conseil SMART", "SMART advice", width=60, lines=4,
               formula='IF([@id]="","",INDEX(r_smart,MATCH([@id],Objectives[id],0)+1,7)&"")'),
    ),
    blank_rows=6,
)  # fmt: skip

R_SMART = ResultArea(
    name="r_smart",
    title=Text("Objectifs relus lettre par lettre", "Objectives read letter by letter"),
    formula=(
        "SMART(Objectives[statement],Objectives[kpi],Objectives[unit],Objectives[direction],Objectives[baseline],Objectives[baseline_date],"
        "Objectives[target],Objectives[deadline],Objectives[perimeter],Objectives[owner],Objectives[strategic_goal],Objectives[budget],"
        "Objectives[justification],Objectives[checkpoints],Objectives[best_historical_growth])"
    ),
    guard=("Objectives[id]",),
    columns=(
        Column("s", "s", "s", Kind.YES, width=8),
        Column("m", "m", "m", Kind.YES, width=8),
        Column("a", "a", "a", Kind.YES, width=8),
        Column("r", "r", "r", Kind.YES, width=8),
        Column("t", "t", "t", Kind.YES, width=8),
        Column("score", "note", "score", Kind.INTEGER),
        Column("advice", "conseil", "advice", width=60),
    ),
    rows=10,
    lines=4,
)

CASCADE = Table(
    name="Cascade",
    title=Text("Déclinaison par canal", "Cascade by channel"),
    importance=Importance.USEFUL,
    help=Text("Un objectif de clients réparti entre canaux ; les parts font 100 %.", "An objective in customers shared among channels; shares add up to 100%."),
    columns=(
        Column("channel", "Canal", "Channel", Kind.REF, ref="Channels", required=True),
        Column("name", "Nom du canal", "Channel name", formula=name_of("Channels", "channel"),
               width=24, minor=True),
        Column("share", "Part", "Share", Kind.SHARE, required=True, minimum=0, maximum=1),
        Column("conversion_rate", "Taux de conversion", "Conversion rate", Kind.SHARE, required=True, decimals=1, minimum=0, maximum=1, width=11,
               help=Text("Clients gagnés pour cent contacts.", "Customers won per hundred leads.")),
        Column("customers", "Clients sur l’année", "Customers over the year", Kind.INTEGER, width=11,
               formula='IF(OR([@channel]="",N(cascade_gain)=0),"",[@share]*cascade_gain)'),
    ),
    blank_rows=6,
)  # fmt: skip

R_CASCADE = ResultArea(
    name="r_cascade",
    title=Text("Clients et contacts à obtenir", "Customers and leads to obtain"),
    formula="OBJECTIVE_CASCADE(cascade_gain,4,Cascade[channel],Cascade[share],Cascade[conversion_rate],cascade_ramp)",
    guard=("Cascade[channel]",),
    when="N(cascade_gain)>0",
    columns=(
        Column("quarter", "trimestre", "quarter", width=10),
        Column("channel", "canal", "channel", width=10),
        Column("customers", "clients", "customers", Kind.INTEGER, width=11),
        Column("leads_needed", "prospects nécessaires", "leads needed", Kind.INTEGER, width=12),
    ),
)

R_SHARE_CUSTOMERS = ResultArea(
    name="r_share_customers",
    title=Text("De la part de marché aux nouveaux clients", "From market share to new customers"),
    formula="MARKET_SHARE_TO_CUSTOMERS(market_customers,share_now,share_target,churn_rate,share_years)",
    when='AND(market_customers<>"",share_now<>"",share_target<>"",churn_rate<>"")',
    columns=(
        Column("quarter", "trimestre", "quarter", Kind.INTEGER, width=10),
        Column("new_customers", "nouveaux clients", "new_customers", Kind.INTEGER, width=11),
        Column("replacements", "remplacements", "replacements", Kind.INTEGER, width=13),
        Column("total", "total", "total", Kind.INTEGER),
    ),
    rows=12,
)

SHEET = Sheet(
    key="objectives",
    title=Text("Objectifs", "Objectives"),
    heading=Text("Objectifs : où allons-nous ?", "Objectives: where are we going?"),
    purpose=Text(
        "Chaque objectif a un départ, une cible, une échéance et un responsable ; SMART le relit lettre par lettre, la cascade le répartit.",
        "Each objective has a baseline, a target, a deadline and an owner; SMART reads it letter by letter, the cascade shares it out.",
    ),
    sostac=Text("O · Objectifs", "O · Objectives"),
    cards=(
        Card(label=Text("Objectifs", "Objectives"), kind=Kind.INTEGER, formula="COUNTA(Objectives[id])"),
        Card(label=Text("Objectif décliné par canal", "Objective cascaded"), kind=Kind.REF, ref="Objectives", name="cascade_objective",
             help=Text("Id de l’objectif, compté en clients, que la cascade répartit.", "Id of the objective, counted in customers, that the cascade shares out.")),
        Card(label=Text("Clients à gagner", "Customers to win"), kind=Kind.INTEGER, name="cascade_gain",
             formula='IF(cascade_objective="","",INDEX(Objectives[target],MATCH(cascade_objective,Objectives[id],0)))'),
        Card(label=Text("Poids des trimestres T1 à T4", "Weights of quarters Q1 to Q4"), kind=Kind.SHARE, name="cascade_ramp", cells=4, default=0.25,
             help=Text("Quatre poids qui font 100 %.", "Four weights adding up to 100%.")),
        Card(label=Text("Total des parts", "Sum of shares"), kind=Kind.SHARE, formula='IF(COUNTA(Cascade[channel])=0,"",SUM(Cascade[share]))'),
    ),
    blocks=(OBJECTIVES, R_SMART, STRATEGIC_GOALS, CASCADE, R_CASCADE, R_SHARE_CUSTOMERS),
    charts=(
        Chart(kind="column", title=Text("Nouveaux clients exigés par trimestre", "New customers required per quarter"), source="r_share_customers",
              categories="quarter", values=("new_customers", "replacements"), rows=12),
    ),
    freeze_columns=2,
)  # fmt: skip
