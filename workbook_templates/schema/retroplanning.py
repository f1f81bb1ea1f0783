"""Rétro-planning: milestones first, then the latest dates every action may take."""

from __future__ import annotations

from workbook_templates import words
from workbook_templates.schema.spec import Card, Column, Importance, Kind, ResultArea, Sheet, Table
from workbook_templates.text import Text

MILESTONES = Table(
    name="Milestones",
    title=Text("Jalons : les dates qui commandent", "Milestones: the dates that drive the plan"),
    importance=Importance.ESSENTIAL,
    help=Text("Trois à huit : salons, lancements, saisons.", "Three to eight: fairs, launches, seasons."),
    columns=(
        Column("id", "Id", "Id", Kind.ID, required=True),
        Column("date", "Date", "Date", Kind.DATE, required=True),
        Column("label", "Jalon", "Milestone", required=True, width=34),
        Column("type", "Type", "Type", Kind.CHOICE, choices=words.ANCHOR, required=True, width=11),
        Column("firm", "Ferme", "Firm", Kind.YES, required=True),
        Column("ready_days_before", "Prêt combien de jours ouvrés avant", "Ready how many working days before", Kind.INTEGER, minimum=0, width=14,
               help=Text("Un stand se monte la veille : 1 pour un salon ou un lancement, 0 sinon.",
                         "A stand goes up the day before: 1 for a fair or a launch, 0 otherwise.")),
        Column("ready_date", "Prêt le", "Ready on", Kind.DATE,
               formula='IF([@date]="","",IF(N([@ready_days_before])=0,[@date],WORKDAY([@date],-[@ready_days_before],closed_days)))'),
        Column("actions", "Actions", "Actions", Kind.INTEGER, formula='IF([@id]="","",COUNTIFS(Actions[deadline],[@id]))'),
    ),
    blank_rows=5,
)  # fmt: skip

COMMERCIAL_CALENDAR = Table(
    name="CommercialCalendar",
    title=Text("Calendrier commercial français", "French commercial calendar"),
    importance=Importance.OPTIONAL,
    help=Text("Temps forts de l’exercice ; les dates des soldes sont fixées par décret, à vérifier chaque année et par département.",
              "Peaks of the year; sales periods are set by decree, to check each year and by département."),
    columns=(
        Column("event", "Temps fort", "Event", required=True, width=28),
        Column("start", "Début", "Start", Kind.DATE, required=True),
        Column("end", "Fin", "End", Kind.DATE),
        Column("used", "Retenu dans le plan", "Used in the plan", Kind.YES, width=11),
        Column("note", "Règle ou note", "Rule or note", width=50),
        Column("actions", "Actions en préparation", "Actions under way", Kind.INTEGER, width=12,
               formula='IF(OR([@start]="",ROWS(r_plan)<2),"",COUNTIFS(Actions[latest_start],"<="&[@start],Actions[latest_finish],">="&[@start]-28))',
               help=Text("Actions dont la préparation tombe dans les quatre semaines avant.", "Actions prepared in the four weeks before.")),
    ),
    blank_rows=6,
)  # fmt: skip

R_PLAN = ResultArea(
    name="r_plan",
    title=Text("Dates calculées à rebours", "Dates computed backward"),
    formula=(
        "RETROPLANNING(Actions[id],Actions[duration_used],Actions[predecessors],Actions[deadline_used],as_of,region,Closures[date],solidarity_day,"
        "Actions[progress_used],Actions[not_before_used],Actions[actual_start],Actions[actual_finish],Milestones[id:date])"
    ),
    guard=("Actions[id]",),
    when='as_of<>""',
    columns=(
        Column("id", "id", "id", width=8),
        Column("latest_start", "début au plus tard", "latest_start", Kind.DATE),
        Column("latest_finish", "fin au plus tard", "latest_finish", Kind.DATE),
        Column("earliest_start", "début au plus tôt", "earliest_start", Kind.DATE),
        Column("earliest_finish", "fin au plus tôt", "earliest_finish", Kind.DATE),
        Column("total_slack", "marge totale", "total_slack", Kind.INTEGER, width=12),
        Column("free_slack", "marge libre", "free_slack", Kind.INTEGER, width=12),
        Column("critical", "critique", "critical", Kind.YES, width=9),
        Column("late_by", "retard", "late_by", Kind.INTEGER, width=11),
        Column("message", "message", "message", width=60),
    ),
)

_FIRST = "gantt_first"
_SHOWN = "SUM(Actions[shown])>0"
WEEKS = 53


def _side(key: str, fr: str, en: str, formula: str, *, kind: Kind = Kind.TEXT, width: float = 10) -> ResultArea:
    return ResultArea(
        name=f"r_gantt_{key}",
        title=Text(fr, en),
        formula=f"FILTER({formula},Actions[shown]=1)",
        guard=("Actions[id]",),
        when=_SHOWN,
        columns=(Column(key, fr, en, kind, width=width),),
        header=False,
    )


R_GANTT = ResultArea(
    name="r_gantt",
    title=Text(
        "Semaines du plan : préparation en bleu, jalon en rouge, diffusion en vert",
        "Weeks of the plan: preparation in blue, milestone in red, live in green",
    ),
    formula=(
        f"GANTT(FILTER(Actions[bar_start],Actions[shown]=1),FILTER(Actions[latest_finish],Actions[shown]=1),{_FIRST},{WEEKS},gantt_grain,"
        "FILTER(Actions[duration_used],Actions[shown]=1))"
    ),
    guard=("Actions[id]",),
    when=f"AND(ROWS(r_plan)>1,N({_FIRST})>0,{_SHOWN})",
    header=False,
    width=WEEKS,
    headers=tuple(
        f'IF(N({_FIRST})=0,"",IF(gantt_grain={{grain.month}},EDATE({_FIRST},{i}),{_FIRST}+{7 * i}))' for i in range(WEEKS)
    ),
    heads=Kind.DATE,
    column_width=2.7,
)

R_LOAD = ResultArea(
    name="r_load",
    title=Text("Charge par rôle et par semaine, en jours", "Load by role and week, in days"),
    formula=f"WORKLOAD(Actions[owner],Actions[bar_start],Actions[latest_finish],Actions[effort_days],{_FIRST},{WEEKS},Closures[date],region)",
    guard=("Actions[id]", "Actions[effort_days]"),
    when=f"AND(ROWS(r_plan)>1,N({_FIRST})>0)",
    width=WEEKS + 1,
    heads=Kind.DATE,
    column_width=4.3,
    decimals=1,
)

SHEET = Sheet(
    key="retroplanning",
    title=Text("Rétro-planning", "Backward plan"),
    heading=Text("Rétro-planning : quand commencer au plus tard ?", "Backward plan: how late can we start?"),
    purpose=Text(
        "Des jalons, on remonte les actions jour ouvré par jour ouvré : dates au plus tard, marges, retards, charge par semaine.",
        "From the milestones back through the actions, working day by working day: latest dates, slack, delays, weekly load.",
    ),
    sostac=Text("A · Actions", "A · Actions"),
    cards=(
        Card(label=Text("Prochain jalon", "Next milestone"), kind=Kind.DATE, name="next_milestone",
             formula='IF(OR(COUNTA(Milestones[id])=0,as_of=""),"",IF(COUNTIFS(Milestones[date],">="&as_of)=0,"",'
                     'SUMPRODUCT(MIN((Milestones[date]<as_of)*99999+Milestones[date]))))'),
        Card(label=Text("Grain du planning", "Time grain"), kind=Kind.CHOICE, choices=words.GRAIN, name="gantt_grain", default="week"),
        Card(label=Text("Premier jour affiché", "First day shown"), kind=Kind.DATE, name="gantt_first",
             formula='IF(plan_start="","",IF(gantt_grain={grain.month},DATE(YEAR(plan_start),MONTH(plan_start),1),plan_start-WEEKDAY(plan_start,2)+1))'),
        Card(label=Text("Filtre : responsable", "Filter: owner"), kind=Kind.REF, ref="Roles", name="gantt_owner",
             help=Text("Vide : toutes les actions. Le plan Word les montre toujours toutes.", "Blank: all actions. The Word plan always shows them all.")),
        Card(label=Text("Filtre : objectif", "Filter: objective"), kind=Kind.REF, ref="Objectives", name="gantt_objective"),
        Card(label=Text("Filtre : trimestre, 1 à 4", "Filter: quarter, 1 to 4"), kind=Kind.INTEGER, name="gantt_quarter"),
        Card(label=Text("Actions critiques", "Critical actions"), kind=Kind.INTEGER, formula='COUNTIFS(Actions[critical],{yes.yes})'),
        Card(label=Text("Marge la plus faible", "Smallest slack"), kind=Kind.INTEGER, name="smallest_slack",
             formula='IF(COUNT(Actions[slack])=0,"",MIN(Actions[slack]))'),
        Card(label=Text("Rôles en surcharge", "Overloaded roles"), kind=Kind.INTEGER,
             formula='IF(ROWS(r_load)<2,"",SUMPRODUCT((Roles[id]<>"")*(Roles[load_peak]>Roles[capacity_days_week])*(Roles[load_peak]<>"")))'),
    ),
    blocks=(
        MILESTONES,
        _side("ids", "Id", "Id", 'Actions[id]&""', width=7),
        _side("names", "Action", "Action", 'Actions[name]&""', width=50),
        _side("owners", "Responsable", "Owner", 'Actions[owner]&""', width=12),
        _side("finish", "Fin au plus tard", "Latest finish", 'Actions[latest_finish]', kind=Kind.DATE, width=12),
        _side("live", "Diffusion jusqu’au", "Live until", 'IF(Actions[live_until]="","",Actions[live_until])', kind=Kind.DATE, width=12),
        _side("status", "Statut", "Status", 'Actions[status]&""', width=11),
        R_GANTT,
        R_PLAN,
        R_LOAD,
        COMMERCIAL_CALENDAR,
    ),
    freeze_columns=0,
)  # fmt: skip
