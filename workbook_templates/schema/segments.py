"""Segments: for whom the plan works, what is promised to each, and by which messages."""

from __future__ import annotations

from workbook_templates import words
from workbook_templates.schema.idioms import sum_over_ids
from workbook_templates.schema.spec import Card, Chart, Column, Importance, Kind, Sheet, Table
from workbook_templates.text import Text

_CLV = "({})/({})".format(
    *(
        sum_over_ids("[@rfm_segments]", "INDEX(r_clv_by_segment,0,1)", f"INDEX(r_clv_by_segment,0,{column})", blanks=True)
        for column in (4, 2)
    )
)

SEGMENTS = Table(
    name="Segments",
    title=Text("Segments et personas", "Segments and personas"),
    importance=Importance.ESSENTIAL,
    help=Text("Trois à six, décrits par qui ils sont, ce qu’ils font, ce qu’ils pensent.", "Three to six, described by who they are, what they do, what they think."),
    columns=(
        Column("id", "Id", "Id", Kind.ID, required=True),
        Column("name", "Segment", "Segment", required=True, width=24),
        Column("customers", "Clients", "Customers", Kind.INTEGER, required=True, minimum=0, width=11),
        Column("revenue", "Chiffre d’affaires", "Revenue", Kind.EUROS, minimum=0),
        Column("revenue_share", "Part du CA", "Revenue share", Kind.SHARE,
               formula='IF(OR([@revenue]="",SUM(Segments[revenue])=0),"",[@revenue]/SUM(Segments[revenue]))'),
        Column("sociodemographic", "Sociodémographie", "Sociodemographics", width=30),
        Column("behavioural", "Comportement", "Behaviour", width=30),
        Column("attitudinal", "Attitude", "Attitude", width=30),
        Column("need", "Besoin", "Need", required=True, width=28),
        Column("persona", "Prénom et portrait", "Name and portrait", width=30, help=Text("Facultatif : une personne type.", "Optional: a typical person.")),
        Column("targeted", "Ciblé", "Targeted", Kind.YES, required=True),
        Column("priority", "Priorité", "Priority", Kind.INTEGER, minimum=1, maximum=9),
        Column("positioning", "Positionnement", "Positioning", width=34, help=Text("Requis si le segment est ciblé.", "Required if the segment is targeted.")),
        Column("rfm_segments", "Segments RFM", "RFM segments", Kind.CHOICES, choices=words.RFM_SEGMENT, width=26,
               help=Text("Segments RFM où vivent ces clients, séparés par un point-virgule : « Champions; Fidèles ».",
                         "RFM segments where these customers live, separated by a semicolon: “Champions; Loyal”.")),
        Column("clv_own", "CLV saisie en marge", "CLV entered in margin", Kind.EUROS, minimum=0, width=11,
               help=Text("Facultative : sans elle, la CLV vient des ventes, par les segments RFM de la colonne précédente.",
                         "Optional: without it CLV comes from sales, through the RFM segments of the column before.")),
        Column("clv", "CLV retenue en marge", "CLV used in margin", Kind.EUROS, width=11,
               formula=f'IF([@id]="","",IF([@clv_own]<>"",[@clv_own],IF(OR([@rfm_segments]="",ROWS(r_clv_by_segment)<2),"",{_CLV})))'),
        Column("retention", "Rétention annuelle", "Yearly retention", Kind.SHARE, minimum=0, maximum=1),
        Column("cpa_target", "CPA cible", "Target CPA", Kind.EUROS, decimals=2, formula='IF([@clv]="","",CPA_TARGET([@clv],clv_to_cpa))'),
        Column("budget", "Budget du plan", "Plan budget", Kind.EUROS, formula='IF([@id]="","",SUMIFS(BudgetLines[total],BudgetLines[segment],[@id]))'),
        Column("budget_share", "Part du budget", "Budget share", Kind.SHARE,
               formula='IF(OR([@id]="",SUM(BudgetLines[total])=0),"",[@budget]/SUM(BudgetLines[total]))'),
    ),
    blank_rows=6,
)  # fmt: skip

MESSAGES = Table(
    name="Messages",
    title=Text("Messages par segment et par canal", "Messages by segment and channel"),
    importance=Importance.USEFUL,
    help=Text("Chaque message tient la promesse du segment, sur un canal où le segment se trouve.",
              "Each message keeps the segment’s promise, on a channel where the segment is."),
    columns=(
        Column("id", "Id", "Id", Kind.ID, required=True),
        Column("segment", "Segment", "Segment", Kind.REF, ref="Segments", required=True, width=9),
        Column("channel", "Canal", "Channel", Kind.REF, ref="Channels", required=True),
        Column("message", "Message", "Message", required=True, width=38),
        Column("proof", "Preuve donnée", "Proof given", width=30),
        Column("positioning", "Positionnement du segment", "Segment’s positioning", width=34, minor=True,
               formula='IF([@segment]="","",INDEX(Segments[positioning],MATCH([@segment],Segments[id],0))&"")'),
        Column("consistent", "Conforme au positionnement", "True to positioning", Kind.YES, width=14),
        Column("action", "Action", "Action", Kind.REF, ref="Actions"),
        Column("verdict", "Verdict", "Verdict", width=34,
               formula='IF([@id]="","",IF([@consistent]={yes.no},{"à réécrire : trahit le positionnement"|"to rewrite: betrays the positioning"},'
                       'IF([@proof]="",{"à étayer : aucune preuve"|"to support: no proof"},'
                       'IF(SUMIFS(Presence[affinity],Presence[segment],[@segment],Presence[channel],[@channel])=0,'
                       '{"à vérifier : présence du segment sur ce canal non renseignée"|"to check: the segment’s presence on this channel is not known"},'
                       'IF(SUMIFS(Presence[affinity],Presence[segment],[@segment],Presence[channel],[@channel])<3,'
                       '{"à déplacer : le segment n’est pas sur ce canal"|"to move: the segment is not on this channel"},{"cohérent"|"consistent"})))))'),
    ),
    blank_rows=6,
)  # fmt: skip

PRESENCE = Table(
    name="Presence",
    title=Text("Où se trouve chaque segment", "Where each segment is"),
    importance=Importance.USEFUL,
    columns=(
        Column("segment", "Segment", "Segment", Kind.REF, ref="Segments", required=True, width=9),
        Column("channel", "Canal", "Channel", Kind.REF, ref="Channels", required=True),
        Column("affinity", "Présence du segment", "Segment’s presence", Kind.INTEGER, required=True, minimum=1, maximum=5, width=11,
               help=Text("De 1 (presque absent) à 5 (y passe chaque semaine).", "From 1 (hardly there) to 5 (there every week).")),
        Column("budget", "Budget engagé", "Budget spent", Kind.EUROS,
               formula='IF([@segment]="","",SUMIFS(BudgetLines[total],BudgetLines[segment],[@segment],BudgetLines[channel],[@channel]))'),
        Column("verdict", "Verdict", "Verdict", width=26,
               formula='IF(OR([@segment]="",[@affinity]=""),"",IF(AND([@affinity]>=4,[@budget]=0),{"absent du plan"|"absent from the plan"},'
                       'IF(AND([@affinity]<=2,[@budget]>0),{"dépense à justifier"|"spend to justify"},{"cohérent"|"consistent"})))'),
    ),
    blank_rows=8,
)  # fmt: skip

SHEET = Sheet(
    key="segments",
    title=Text("Segments", "Segments"),
    heading=Text("Segments : pour qui ?", "Segments: for whom?"),
    purpose=Text(
        "Qui sont les clients, lesquels le plan choisit, ce qu’il leur promet, ce qu’ils valent et ce qu’il y consacre.",
        "Who the customers are, which ones the plan chooses, what it promises them, what they are worth and what it spends on them.",
    ),
    sostac=Text("S · Stratégie", "S · Strategy"),
    cards=(
        Card(label=Text("Segments ciblés", "Targeted segments"), kind=Kind.TEXT,
             formula='COUNTIFS(Segments[targeted],{yes.yes})&{" sur "|" of "}&COUNTA(Segments[id])'),
        Card(label=Text("Clients décrits", "Customers described"), kind=Kind.INTEGER, formula="SUM(Segments[customers])"),
        Card(label=Text("Messages à reprendre", "Messages to rework"), kind=Kind.INTEGER,
             formula='SUMPRODUCT((Messages[verdict]<>"")*(Messages[verdict]<>{"cohérent"|"consistent"}))'),
    ),
    blocks=(SEGMENTS, MESSAGES, PRESENCE),
    charts=(
        Chart(kind="column", title=Text("Part du chiffre d’affaires et part du budget", "Share of revenue and share of budget"), source="Segments",
              categories="name", values=("revenue_share", "budget_share"), rows=6, number_format="0%", gap=3),
    ),
    freeze_columns=2,
)  # fmt: skip
