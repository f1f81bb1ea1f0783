"""Tableau de bord: what is measured, against the target to date, stage by stage of RACE."""

from __future__ import annotations

from workbook_templates import words
from workbook_templates.schema.idioms import name_of
from workbook_templates.schema.spec import Card, Chart, Column, Grid, Importance, Kind, ResultArea, Sheet, Table
from workbook_templates.text import Text

_READINGS = "INDEX(KpiReadings[m01:m12],MATCH([@id],KpiReadings[kpi],0),0)"
_KNOWN = 'OR([@id]="",COUNTIF(KpiReadings[kpi],[@id])=0)'
_WEIGHTS = "INDEX(KpiSeasonality[m01:m12],MATCH([@id],KpiSeasonality[kpi],0),0)"
_PERIOD = "IF([@frequency]={frequency.quarterly},3,IF([@frequency]={frequency.semiannual},6,1))"


def _objective(key: str) -> str:
    return f'IF([@id]="","",IF(COUNTIF(Objectives[kpi],[@id])>0,INDEX(Objectives[{key}],MATCH([@id],Objectives[kpi],0)),IF([@{key}_own]="","",[@{key}_own])))'


_QUALITIES = (
    ('[@objective]<>""', '"lié"|"linked"'),
    ('AND([@unit]<>"",[@source]<>"")', '"mesurable"|"measurable"'),
    (
        'AND(OR([@frequency]={frequency.weekly},[@frequency]={frequency.monthly}),[@fresh]<>{"en retard"|"late"})',
        '"disponible"|"available"',
    ),
    ('[@baseline]<>""', '"comparable"|"comparable"'),
    ('AND([@alert_threshold]<>"",[@corrective_action]<>"",[@owner]<>"")', '"actionnable"|"actionable"'),
)
_COUNT = "+".join(f"({test})*1" for test, _ in _QUALITIES)
_MISSING = "&".join(f'IF({test},"",{{{word}}}&"  ")' for test, word in _QUALITIES)

KPIS = Table(
    name="Kpis",
    title=Text("Indicateurs", "KPIs"),
    importance=Importance.ESSENTIAL,
    help=Text("Huit à quatorze ; au moins un par étape RACE et par famille. Une cible annuelle n’est jamais comparée à une partie d’année.",
              "Eight to fourteen; at least one per RACE stage and family. A year’s target is never compared with part of a year."),
    columns=(
        Column("id", "Id", "Id", Kind.ID, required=True),
        Column("name", "Indicateur", "KPI", required=True, width=34),
        Column("status", "Statut", "Status", width=13,
               formula='IF([@id]="","",IF(N([@last_month])=0,{kpi_status.to_measure},IF(OR([@target_to_date]="",[@direction]=""),{kpi_status.to_measure},'
                       'KPI_STATUS([@actual_to_date],[@target_to_date],[@direction],[@alert_threshold]))))'),
        Column("actual_to_date", "Réel à date", "Actual to date", Kind.QUANTITY,
               formula=f'IF(OR([@id]="",N([@last_month])=0),"",IF([@profile]={{profile.cumulative}},SUM({_READINGS}),INDEX({_READINGS},1,[@last_month])))'),
        Column("target_to_date", "Attendu à date", "Expected to date", Kind.QUANTITY,
               formula='IF(OR([@id]="",N([@last_month])=0,[@target]=""),"",IF([@profile]={profile.cumulative},[@target]*IF(COUNTIF(KpiSeasonality[kpi],[@id])>0,'
                       f'SUMPRODUCT(({{1,2,3,4,5,6,7,8,9,10,11,12}}<=[@last_month])*{_WEIGHTS})/100,[@last_month]/12),'
                       'IF([@profile]={profile.trajectory},IF([@baseline]="",[@target],[@baseline]+([@target]-[@baseline])*[@last_month]/12),[@target])))'),
        Column("gap", "Écart", "Gap", Kind.QUANTITY, formula='IF(OR([@actual_to_date]="",[@target_to_date]=""),"",[@actual_to_date]-[@target_to_date])',
               help=Text("En points pour un taux, dans l’unité de l’indicateur sinon.", "In points for a rate, in the KPI’s unit otherwise.")),
        Column("trend", "Tendance", "Trend", width=10,
               formula=f'IF(OR([@id]="",N([@last_month])<3),"",IF(INDEX({_READINGS},1,[@last_month]-2)="","",'
                       f'IF(INDEX({_READINGS},1,[@last_month])>INDEX({_READINGS},1,[@last_month]-2),{{"▲ hausse"|"▲ up"}},'
                       f'IF(INDEX({_READINGS},1,[@last_month])<INDEX({_READINGS},1,[@last_month]-2),{{"▼ baisse"|"▼ down"}},{{"► stable"|"► flat"}}))))',
               help=Text("Dernier relevé contre celui de deux mois avant, s’il existe.", "Last reading against the one two months before, where there is one.")),
        Column("unit", "Unité", "Unit", Kind.CHOICE, choices=words.UNIT, required=True, width=9),
        Column("direction", "Sens", "Direction", Kind.CHOICE, choices=words.DIRECTION, required=True, width=9),
        Column("objective", "Objectif", "Objective", Kind.REF, ref="Objectives", width=9),
        Column("race", "Étape RACE", "RACE stage", Kind.CHOICE, choices=words.RACE, required=True, width=11),
        Column("family", "Famille", "Family", Kind.CHOICE, choices=words.FAMILY, required=True, width=13),
        Column("horizon", "Horizon", "Horizon", Kind.CHOICE, choices=words.HORIZON, width=9),
        Column("kind", "Nature", "Kind", Kind.CHOICE, choices=words.KPI_KIND, width=10),
        Column("baseline_own", "Départ propre", "Own baseline", Kind.QUANTITY,
               help=Text("Pour un indicateur qu’aucun objectif ne vise.", "For a KPI no objective points at.")),
        Column("target_own", "Cible propre", "Own target", Kind.QUANTITY,
               help=Text("Pour un indicateur qu’aucun objectif ne vise.", "For a KPI no objective points at.")),
        Column("baseline", "Départ", "Baseline", Kind.QUANTITY, formula=_objective("baseline")),
        Column("target", "Cible", "Target", Kind.QUANTITY, formula=_objective("target")),
        Column("profile", "Profil", "Profile", Kind.CHOICE, choices=words.PROFILE, required=True, width=12,
               help=Text("Cumul : la somme des mois. Trajectoire : du départ à la cible. Niveau : la cible chaque mois.",
                         "Cumulative: the sum of months. Trajectory: from baseline to target. Level: the target every month.")),
        Column("source", "Source", "Source", required=True, width=24),
        Column("frequency", "Fréquence", "Frequency", Kind.CHOICE, choices=words.FREQUENCY, required=True, width=14),
        Column("owner", "Responsable", "Owner", Kind.REF, ref="Roles", required=True, width=12),
        Column("alert_threshold", "Seuil d’alerte", "Alert threshold", Kind.SHARE, required=True, minimum=0, maximum=1,
               help=Text("Écart toléré avant l’alerte, propre à chaque indicateur.", "Gap tolerated before the alert, each KPI its own.")),
        Column("corrective_action", "Action corrective", "Corrective action", required=True, width=36),
        Column("last_month", "Dernier mois relevé", "Last month read", Kind.INTEGER, width=10, minor=True,
               formula=f'IF({_KNOWN},IF([@id]="","",0),SUMPRODUCT(MAX(({_READINGS}<>"")*{{1,2,3,4,5,6,7,8,9,10,11,12}})))'),
        Column("fresh", "Fraîcheur", "Freshness", width=10,
               formula=f'IF(OR([@id]="",N(months_elapsed)=0),"",IF(N(months_elapsed)-N([@last_month])>{_PERIOD},{{"en retard"|"late"}},{{"à jour"|"current"}}))'),
        Column("qualities", "Qualités sur 5", "Qualities out of 5", Kind.INTEGER, width=10, formula=f'IF([@id]="","",{_COUNT})',
               help=Text("Lié, mesurable, disponible, comparable, actionnable.", "Linked, measurable, available, comparable, actionable.")),
        Column("missing", "Qualités manquantes", "Missing qualities", width=28, formula=f'IF([@id]="","",TRIM({_MISSING}))'),
    ),
    blank_rows=14,
)  # fmt: skip


def _months(kind: Kind, width: float) -> tuple[Column, ...]:
    return tuple(
        Column(f"m{i:02d}", f"M{i:02d}", f"M{i:02d}", kind, width=width, above=f'IF(plan_start="","",EDATE(plan_start,{i - 1}))')
        for i in range(1, 13)
    )


KPI_READINGS = Table(
    name="KpiReadings",
    title=Text("Relevés mensuels", "Monthly readings"),
    importance=Importance.ESSENTIAL,
    help=Text("Une valeur par mois du plan ; pour un cumul, la valeur du mois seul.", "One value per plan month; for a cumulative KPI, the month alone."),
    columns=(
        Column("kpi", "Indicateur", "KPI", Kind.REF, ref="Kpis", required=True, width=10),
        Column("name", "Nom", "Name", width=30, minor=True, formula=name_of("Kpis", "kpi")),
        Column("unit", "Unité", "Unit", width=8, minor=True, formula=name_of("Kpis", "kpi", of="unit")),
        *_months(Kind.QUANTITY, 10),
        Column("comment", "Commentaire", "Comment", width=34),
    ),
    blank_rows=14,
)  # fmt: skip

KPI_SEASONALITY = Table(
    name="KpiSeasonality",
    title=Text("Saisonnalité des cumuls, en poids qui font 100", "Seasonality of cumulative KPIs, weights adding up to 100"),
    importance=Importance.OPTIONAL,
    columns=(
        Column("kpi", "Indicateur", "KPI", Kind.REF, ref="Kpis", required=True, width=10),
        *_months(Kind.NUMBER, 7),
        Column("total", "Total", "Total", Kind.NUMBER, decimals=0, formula='IF([@kpi]="","",SUM([@m01:m12]))'),
    ),
    blank_rows=4,
)

FUNNEL = Table(
    name="Funnel",
    title=Text("Entonnoir RACE : les volumes à date", "RACE funnel: volumes to date"),
    importance=Importance.USEFUL,
    fixed=True,
    columns=(
        Column("stage", "Étape", "Stage", Kind.CHOICE, choices=words.RACE, width=12),
        Column("label", "Ce qui est compté", "What is counted", width=34),
        Column("volume", "Volume", "Volume", Kind.INTEGER, minimum=0, width=12),
    ),
    starter=tuple({"stage": stage} for stage in words.RACE.entries),
)

R_FUNNEL = ResultArea(
    name="r_funnel",
    title=Text("Passage d’une étape à l’autre", "From one stage to the next"),
    formula="RACE_FUNNEL(Funnel[stage],Funnel[volume])",
    when="COUNT(Funnel[volume])=4",
    columns=(
        Column("stage", "étape", "stage", width=12),
        Column("volume", "volume", "volume", Kind.INTEGER, width=12),
        Column("rate_from_previous", "taux depuis la précédente", "rate_from_previous", Kind.SHARE, decimals=1, width=13),
        Column("rate_from_first", "taux depuis la première", "rate_from_first", Kind.SHARE, decimals=1, width=13),
    ),
    rows=4,
)

_STATUSES = tuple(words.KPI_STATUS.entries)


def _status_grid(name: str, title: Text, first: Column, entries: dict[str, Text], column: str, words_name: str) -> Grid:
    return Grid(
        name=name,
        title=title,
        columns=(
            first,
            *(Column(key, text.fr, text.en, Kind.INTEGER, width=12) for key, text in words.KPI_STATUS.entries.items()),
        ),
        rows=tuple(
            (
                text,
                *(
                    f"=COUNTIFS(Kpis[{column}],{{{words_name}.{key}}},Kpis[status],{{kpi_status.{status}}})"
                    for status in _STATUSES
                ),
            )
            for key, text in entries.items()
        ),
    )


BY_STAGE = _status_grid(
    "status_by_stage", Text("Statuts par étape RACE", "Status by RACE stage"), Column("stage", "Étape RACE", "RACE stage", width=14),
    dict(words.RACE.entries), "race", "race",
)  # fmt: skip
BY_FAMILY = _status_grid(
    "status_by_family", Text("Statuts par famille", "Status by family"), Column("family", "Famille", "Family", width=14),
    dict(words.FAMILY.entries), "family", "family",
)  # fmt: skip
BALANCE = Grid(
    name="horizon_balance",
    title=Text("Équilibre court et long terme", "Balance of short and long term"),
    columns=(
        Column("horizon", "Horizon", "Horizon", width=14),
        Column("kpis", "Indicateurs", "KPIs", Kind.INTEGER, width=11),
        Column("share", "Part", "Share", Kind.SHARE),
    ),
    rows=tuple(
        (
            text,
            f"=COUNTIFS(Kpis[horizon],{{horizon.{key}}})",
            f'=IF(COUNTA(Kpis[id])=0,"",COUNTIFS(Kpis[horizon],{{horizon.{key}}})/COUNTA(Kpis[id]))',
        )
        for key, text in words.HORIZON.entries.items()
    ),
)

SHEET = Sheet(
    key="dashboard",
    title=Text("Tableau de bord", "Dashboard"),
    heading=Text("Tableau de bord : tient-on la trajectoire ?", "Dashboard: are we on track?"),
    purpose=Text(
        "Chaque indicateur face à ce qu’on attend de lui à date, en mot et en couleur ; relevés du mois à droite.",
        "Each KPI against what is expected of it to date, in words and colour; monthly readings to the right.",
    ),
    sostac=Text("C · Contrôle", "C · Control"),
    cards=(
        Card(label=Text("Mois écoulés", "Months elapsed"), kind=Kind.INTEGER, name="months_elapsed",
             formula='IF(OR(plan_start="",as_of=""),"",MAX(0,MIN(12,(YEAR(as_of+1)-YEAR(plan_start))*12+MONTH(as_of+1)-MONTH(plan_start))))'),
        *(
            Card(label=text, kind=Kind.INTEGER, name=f"kpis_{key}", formula=f"COUNTIFS(Kpis[status],{{kpi_status.{key}}})")
            for key, text in (
                ("reached", Text("Atteints", "Reached")), ("watch", Text("À surveiller", "To watch")),
                ("alert", Text("En alerte", "In alert")), ("to_measure", Text("À mesurer", "To measure")),
            )
        ),
    ),
    blocks=(KPIS, BY_STAGE, BY_FAMILY, BALANCE, FUNNEL, R_FUNNEL, KPI_READINGS, KPI_SEASONALITY),
    charts=(
        Chart(kind="stacked", title=Text("Statuts par étape RACE", "Status by RACE stage"), source="status_by_stage", categories="stage",
              values=_STATUSES, rows=4, colours=("#5FAE77", "#E9A03B", "#C8553D", "#B8C0C8"), width=470, height=300),
        Chart(kind="bar", title=Text("Entonnoir RACE", "RACE funnel"), source="r_funnel", categories="stage", values=("volume",), rows=4, width=480,
              height=300, under="Funnel"),
    ),
    freeze_columns=2,
)  # fmt: skip
