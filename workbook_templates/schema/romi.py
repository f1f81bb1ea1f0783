"""ROMI: what each initiative brought back, and by which method it was isolated."""

from __future__ import annotations

from workbook_templates import words
from workbook_templates.schema.spec import Card, Chart, Column, Importance, Kind, OpenColumns, ResultArea, Sheet, Table
from workbook_templates.text import Text

_MINE = "TestResults[initiative]=[@id]"
_AB = (
    "ROMI_AB(SUMIFS(TestResults[exposed],TestResults[initiative],[@id]),SUMIFS(TestResults[exposed_conversions],TestResults[initiative],[@id]),"
    "SUMIFS(TestResults[control],TestResults[initiative],[@id]),SUMIFS(TestResults[control_conversions],TestResults[initiative],[@id]),"
    "SUMIFS(TestResults[value_per_conversion],TestResults[initiative],[@id])*[@margin_used],[@cost])"
)
_ZONES = (
    "ROMI_ZONES("
    + ",".join(f"FILTER(TestResults[{key}],{_MINE})" for key in ("zone", "period", "treated", "after", "sales"))
    + ",[@cost],[@margin_used])"
)
_CELLS = f"SUMPRODUCT(({_MINE})*(TestResults[treated]={{yes.yes}})*(TestResults[after]={{yes.yes}}))"
_CHANNEL = "MATCH(INDEX(Actions[channel],MATCH([@action],Actions[id],0)),INDEX(r_econometric,0,1),0)"


def _zones_bound(row: int) -> str:
    return f"(INDEX({_ZONES},{row},2)*{_CELLS}*[@margin_used]-[@cost])/[@cost]"


def _by_method(ab: str, zones: str, econometric: str, declared: str) -> str:
    return (
        'IF(OR([@id]="",[@method]="",N([@cost])=0),"",'
        f'IF([@method]={{method.ab_test}},IF(COUNTIFS(TestResults[initiative],[@id])=0,"",{ab}),'
        f'IF([@method]={{method.control_zones}},IF(COUNTIFS(TestResults[initiative],[@id])=0,"",{zones}),'
        f'IF([@method]={{method.econometric}},IF(ROWS(r_econometric)<2,"",{econometric}),{declared}))))'
    )


_DECLARED = 'IF([@revenue]="","",ROMI([@revenue],[@cost],[@margin_used]))'
_AB_ROMI, _AB_LOW, _AB_HIGH = 8, 9, 10

INITIATIVES = Table(
    name="Initiatives",
    title=Text("Initiatives et leur rendement", "Initiatives and their return"),
    importance=Importance.USEFUL,
    help=Text("Une initiative réunit des actions ; la méthode dit d’où vient la preuve.", "An initiative gathers actions; the method says where the evidence comes from."),
    columns=(
        Column("id", "Id", "Id", Kind.ID, required=True),
        Column("name", "Initiative", "Initiative", required=True, width=40),
        Column("action", "Action principale", "Main action", Kind.REF, ref="Actions", width=10),
        Column("method", "Méthode d’isolement", "Isolation method", Kind.CHOICE, choices=words.METHOD, required=True, width=22),
        Column("margin", "Marge propre", "Own margin", Kind.SHARE, minimum=0, maximum=1, help=Text("Vide : le taux de marge du plan.", "Blank: the plan’s gross margin.")),
        Column("margin_used", "Marge retenue", "Margin used", Kind.SHARE, minor=True, formula='IF([@id]="","",IF([@margin]="",gross_margin,[@margin]))'),
        Column("cost", "Coût", "Cost", Kind.EUROS, required=True, minimum=0),
        Column("revenue", "Revenu attribué", "Attributed revenue", Kind.EUROS, help=Text("Attribution et déclaratif seulement.", "Attribution and declared only.")),
        Column("romi", "ROMI", "ROMI", Kind.NUMBER, decimals=2,
               formula=_by_method(f"INDEX({_AB},{_AB_ROMI},2)", _zones_bound(2), f"INDEX(r_econometric,{_CHANNEL},6)", _DECLARED)),
        Column("romi_low", "ROMI bas", "ROMI low", Kind.NUMBER, decimals=2,
               formula=_by_method(f"INDEX({_AB},{_AB_LOW},2)", _zones_bound(3), f"INDEX(r_econometric,{_CHANNEL},7)", '""')),
        Column("romi_high", "ROMI haut", "ROMI high", Kind.NUMBER, decimals=2,
               formula=_by_method(f"INDEX({_AB},{_AB_HIGH},2)", _zones_bound(4), f"INDEX(r_econometric,{_CHANNEL},8)", '""')),
        Column("romi_discounted", "ROMI actualisé", "Discounted ROMI", Kind.NUMBER, decimals=2,
               formula='IF(OR([@id]="",COUNTIF(InitiativeFlows[initiative],[@id])=0),"",INDEX(InitiativeFlows[romi],MATCH([@id],InitiativeFlows[initiative],0)))'),
        Column("confidence", "Niveau de preuve", "Evidence level", Kind.INTEGER, width=9,
               formula='IF([@method]="","",IF([@method]={method.ab_test},5,IF([@method]={method.control_zones},4,IF([@method]={method.econometric},3,'
                       'IF([@method]={method.attribution},2,1)))))',
               help=Text("5 test, 4 zones témoins, 3 modèle, 2 attribution, 1 déclaratif.", "5 test, 4 control zones, 3 model, 2 attribution, 1 declared.")),
        Column("verdict", "Verdict", "Verdict", width=30,
               formula='IF([@romi]="","",IF(AND([@romi_low]<>"",N([@romi_low])>0),{"renforcer"|"reinforce"},'
                       'IF([@romi]>0,{"maintenir"|"maintain"},IF(AND([@romi_discounted]<>"",N([@romi_discounted])>0),'
                       '{"maintenir : effet différé"|"maintain: delayed effect"},IF(AND([@romi_high]<>"",N([@romi_high])>0),{"retester"|"test again"},{"arrêter"|"stop"})))))'),
        Column("actions", "Actions", "Actions", Kind.INTEGER, formula='IF([@id]="","",COUNTIFS(Actions[initiative],[@id]))'),
        Column("budget", "Budget du plan", "Plan budget", Kind.EUROS, formula='IF([@id]="","",SUMIFS(Actions[budget],Actions[initiative],[@id]))'),
    ),
    blank_rows=6,
)  # fmt: skip

INITIATIVE_FLOWS = Table(
    name="InitiativeFlows",
    title=Text("Revenus par trimestre des effets différés", "Quarterly revenues of delayed effects"),
    importance=Importance.OPTIONAL,
    help=Text("Notoriété, partenariats : les revenus arrivent après la dépense.", "Awareness, partnerships: revenues come after the spend."),
    columns=(
        Column("initiative", "Initiative", "Initiative", Kind.REF, ref="Initiatives", required=True, width=9),
        Column("carry_over", "Part reportée", "Carry over", Kind.SHARE, minimum=0, maximum=0.99,
               help=Text("Part du dernier flux qui se prolonge au trimestre suivant.", "Share of the last flow that carries over to the next quarter.")),
        *(Column(f"f{i:02d}", f"F{i:02d}", f"F{i:02d}", Kind.EUROS, width=10) for i in range(1, 13)),
        Column("romi", "ROMI actualisé", "Discounted ROMI", Kind.NUMBER, decimals=2,
               formula='IF(OR([@initiative]="",COUNT([@f01:f12])=0),"",ROMI_DISCOUNTED([@f01:f12],INDEX(Initiatives[cost],MATCH([@initiative],Initiatives[id],0)),'
                       '(1+discount_annual)^0.25-1,N([@carry_over]),INDEX(Initiatives[margin_used],MATCH([@initiative],Initiatives[id],0))))'),
    ),
    blank_rows=3,
)  # fmt: skip

R_ECONOMETRIC = ResultArea(
    name="r_econometric",
    title=Text("Modèle économétrique des ventes hebdomadaires", "Econometric model of weekly sales"),
    formula="ROMI_ECONOMETRIC(MediaWeeks[week],MediaWeeks[sales],MediaWeeks[#],MediaWeeks[*],MediaWeeks[promotion],gross_margin)",
    guard=("MediaWeeks[week]",),
    columns=(
        Column("channel", "canal", "channel", width=22),
        Column("carry_over", "rémanence", "carry_over", Kind.NUMBER, decimals=2),
        Column("elasticity", "élasticité", "elasticity", Kind.NUMBER, decimals=3, width=12),
        Column("contribution", "contribution", "contribution", Kind.EUROS),
        Column("contribution_share", "part des ventes", "contribution_share", Kind.SHARE, decimals=1),
        Column("romi", "romi", "romi", Kind.NUMBER, decimals=2),
        Column("low", "romi, borne basse", "low", Kind.NUMBER, decimals=2),
        Column("high", "romi, borne haute", "high", Kind.NUMBER, decimals=2),
    ),
    rows=14,
)

R_ATTRIBUTED = ResultArea(
    name="r_romi_attributed",
    title=Text("ROMI par canal d’après l’attribution", "ROMI by channel from attribution"),
    formula="ROMI_ATTRIBUTED(Acquisition[label],Acquisition[attributed_value],Acquisition[journey_cost],gross_margin)",
    guard=("Acquisition[journey_cost]", "Paths[path]"),
    columns=(
        Column("channel", "canal", "channel", width=28),
        Column("revenue", "revenus", "revenue", Kind.EUROS),
        Column("cost", "coût", "cost", Kind.EUROS),
        Column("romi", "romi", "romi", Kind.NUMBER, decimals=2),
        Column("rank", "rang", "rank", Kind.INTEGER),
    ),
    rows=14,
)

EXPERIMENTS = Table(
    name="Experiments",
    title=Text("Registre des expériences", "Register of experiments"),
    importance=Importance.OPTIONAL,
    help=Text("L’hypothèse et l’effectif s’écrivent avant le test ; le résultat après.", "Hypothesis and sample size are written before the test; the result after."),
    columns=(
        Column("id", "Id", "Id", Kind.ID, required=True),
        Column("hypothesis", "Hypothèse", "Hypothesis", required=True, width=40),
        Column("action", "Action", "Action", Kind.REF, ref="Actions"),
        Column("kpi", "Indicateur", "KPI", Kind.REF, ref="Kpis", width=10),
        Column("base_rate", "Taux de départ", "Base rate", Kind.SHARE, decimals=1, minimum=0, maximum=1),
        Column("minimum_effect", "Effet minimal en points", "Minimum effect in points", Kind.SHARE, decimals=1, minimum=0, maximum=1, width=11,
               help=Text("Le plus petit écart qui changerait la décision : 1 % pour un point.", "The smallest gap that would change the decision: 1% for a point.")),
        Column("sample", "Effectif par groupe", "Sample per group", Kind.INTEGER, width=11,
               formula='IF(OR([@base_rate]="",[@minimum_effect]=""),"",AB_SAMPLE_SIZE([@base_rate],[@minimum_effect]))'),
        Column("available", "Effectif disponible", "Available sample", Kind.INTEGER, minimum=0, width=11),
        Column("feasible", "Faisable", "Feasible", width=16,
               formula='IF(OR([@sample]="",[@available]=""),"",IF([@available]>=2*[@sample],{"oui"|"yes"},{"effectif trop faible"|"sample too small"}))'),
        Column("start", "Début", "Start", Kind.DATE),
        Column("end", "Fin", "End", Kind.DATE),
        Column("status", "Statut", "Status", Kind.CHOICE, choices=words.STATUS, width=11),
        Column("result", "Résultat", "Result", width=30),
        Column("decision", "Décision prise", "Decision taken", width=30),
    ),
    blank_rows=4,
)  # fmt: skip

MEDIA_CHANNELS = OpenColumns(ref="Channels", kind=Kind.EUROS, width=11)

SHEET = Sheet(
    key="romi",
    title=Text("ROMI", "ROMI"),
    heading=Text("ROMI : que rapporte un euro de marketing ?", "ROMI: what does a marketing euro bring back?"),
    purpose=Text(
        "Le rendement de chaque initiative, en marge, avec sa fourchette et la méthode qui l’isole ; les expériences à venir.",
        "The return of each initiative, in margin, with its range and the method that isolates it; the experiments to come.",
    ),
    sostac=Text("C · Contrôle", "C · Control"),
    cards=(
        Card(label=Text("Initiatives mesurées", "Initiatives measured"), kind=Kind.INTEGER, formula="COUNT(Initiatives[romi])"),
        Card(label=Text("Coût mesuré", "Measured cost"), kind=Kind.EUROS, formula='SUMPRODUCT((Initiatives[romi]<>"")*1,Initiatives[cost])'),
        Card(label=Text("ROMI d’ensemble", "Overall ROMI"), kind=Kind.NUMBER, decimals=2, name="romi_total",
             formula='IF(SUMPRODUCT((Initiatives[romi]<>"")*1,Initiatives[cost])=0,"",SUMPRODUCT(Initiatives[romi],Initiatives[cost])/'
                     'SUMPRODUCT((Initiatives[romi]<>"")*1,Initiatives[cost]))'),
    ),
    blocks=(INITIATIVES, INITIATIVE_FLOWS, R_ATTRIBUTED, R_ECONOMETRIC, EXPERIMENTS),
    charts=(
        Chart(kind="bar", title=Text("ROMI par initiative", "ROMI by initiative"), source="Initiatives", categories="name", values=("romi",), rows=6,
              number_format="0.00", gap=3, width=700),
        Chart(kind="bar", title=Text("ROMI par canal d’après l’attribution", "ROMI by channel from attribution"), source="r_romi_attributed",
              categories="channel", values=("romi",), rows=8, number_format="0.00", width=560),
    ),
    freeze_columns=2,
)  # fmt: skip
