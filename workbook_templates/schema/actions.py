"""Actions: who does what, for which objective, by when; dates come from the backward plan."""

from __future__ import annotations

from workbook_templates import words
from workbook_templates.schema.spec import Card, Chart, Column, Grid, Importance, Kind, Sheet, Table
from workbook_templates.text import Text


def _name(table: str, key: str, of: str = "name") -> str:
    return f'IF([@{key}]="","",INDEX({table}[{of}],MATCH([@{key}],{table}[id],0)))'


def _planned(column: int) -> str:
    """Return the action's cell of the backward plan: blank for a row without id, and as long as the plan is empty."""
    return f'IF(OR([@id]="",ROWS(r_plan)<2),"",INDEX(r_plan,MATCH([@id],INDEX(r_plan,0,1),0),{column}))'


_LAST_DAY = 2958465
_DEADLINE = (
    f'MIN(IF([@deadline]="",{_LAST_DAY},INDEX(Milestones[ready_date],MATCH([@deadline],Milestones[id],0))),'
    f'IF([@due_date]="",{_LAST_DAY},[@due_date]),IF(OR([@kind]<>{{action_kind.ongoing}},[@fixed_end]=""),{_LAST_DAY},[@fixed_end]))'
)

ACTIONS = Table(
    name="Actions",
    title=Text("Les actions du plan", "The plan’s actions"),
    importance=Importance.ESSENTIAL,
    help=Text("Vingt à soixante. Les dates au plus tard, la marge et l’alerte viennent du rétro-planning.",
              "Twenty to sixty. Latest dates, slack and alert come from the backward plan."),
    columns=(
        Column("id", "Id", "Id", Kind.ID, required=True),
        Column("name", "Action", "Action", required=True, width=40),
        Column("objective", "Objectif", "Objective", Kind.REF, ref="Objectives", required=True, width=10),
        Column("kpi", "Indicateur", "KPI", Kind.REF, ref="Kpis", required=True, width=10),
        Column("kpi_name", "Nom de l’indicateur", "KPI name", width=20, minor=True, formula=_name("Kpis", "kpi")),
        Column("channel", "Canal", "Channel", Kind.REF, ref="Channels", required=True),
        Column("channel_name", "Nom du canal", "Channel name", width=17, minor=True, formula=_name("Channels", "channel")),
        Column("segment", "Segment", "Segment", Kind.REF, ref="Segments", required=True, width=9),
        Column("segment_name", "Nom du segment", "Segment name", width=17, minor=True, formula=_name("Segments", "segment")),
        Column("lever", "Levier 7P", "7P lever", Kind.CHOICE, choices=words.P7, required=True, width=17),
        Column("race", "Étape RACE", "RACE stage", Kind.CHOICE, choices=words.RACE, required=True, width=11),
        Column("initiative", "Initiative", "Initiative", Kind.REF, ref="Initiatives", width=9,
               help=Text("Facultative : l’initiative dont l’action fait partie.", "Optional: the initiative the action belongs to.")),
        Column("bav_pillar", "Pilier de marque", "Brand pillar", Kind.CHOICE, choices=words.BAV_PILLAR, width=15),
        Column("owner", "Responsable", "Owner", Kind.REF, ref="Roles", required=True, width=12,
               help=Text("Un rôle, qui tient R ou A sur la ligne RACI de l’action.", "A role, which holds R or A on the action’s RACI row.")),
        Column("kind", "Type", "Kind", Kind.CHOICE, choices=words.ACTION_KIND, required=True, width=11,
               help=Text("Projet : planifié à rebours. Fil rouge : dates fixes, toute l’année.", "Project: scheduled backward. Ongoing: fixed dates.")),
        Column("duration_days", "Durée en jours ouvrés", "Working days", Kind.INTEGER, minimum=0, width=9,
               help=Text("Requise pour un projet ; 0 pour un jalon.", "Required for a project; 0 for a milestone.")),
        Column("effort_days", "Charge en jours homme", "Person days", Kind.NUMBER, decimals=0, minimum=0, width=10),
        Column("predecessors", "Prédécesseurs", "Predecessors", width=16,
               help=Text("A03 ; A05DD+2 ; J1 : après la fin d’A03, deux jours après le début d’A05, après le jalon J1. Liens FD, DD, FF, DF.",
                         "A03; A05SS+2; J1: after A03 ends, two days after A05 starts, after milestone J1. Links FS, SS, FF, SF.")),
        Column("deadline", "Jalon", "Milestone", Kind.REF, ref="Milestones", width=8),
        Column("due_date", "Date limite propre", "Own due date", Kind.DATE),
        Column("fixed_start", "Début fixe", "Fixed start", Kind.DATE, help=Text("Pour un fil rouge.", "For an ongoing action.")),
        Column("fixed_end", "Fin fixe", "Fixed end", Kind.DATE, help=Text("Pour un fil rouge.", "For an ongoing action.")),
        Column("not_before", "Pas avant", "Not before", Kind.DATE),
        Column("live_until", "Diffusion jusqu’au", "Live until", Kind.DATE,
               help=Text("Campagnes : la préparation est planifiée, la diffusion montrée.", "Campaigns: preparation is scheduled, the live window is shown.")),
        Column("status", "Statut", "Status", Kind.CHOICE, choices=words.STATUS, required=True, width=11),
        Column("progress", "Avancement", "Progress", Kind.SHARE, required=True, minimum=0, maximum=1, width=11),
        Column("actual_start", "Début réel", "Actual start", Kind.DATE),
        Column("actual_finish", "Fin réelle", "Actual finish", Kind.DATE),
        Column("budget", "Budget", "Budget", Kind.EUROS, formula='IF([@id]="","",SUMIFS(BudgetLines[total],BudgetLines[action],[@id]))'),
        Column("raci_rows", "Lignes RACI", "RACI rows", Kind.INTEGER, minor=True, formula='IF([@id]="","",COUNTIF(Raci[action],[@id]))'),
        Column("duration_used", "Durée planifiée", "Planned duration", Kind.INTEGER, width=10, minor=True,
               formula='IF([@id]="","",IF([@status]={status.cancelled},0,IF([@kind]={action_kind.ongoing},IF(OR([@fixed_start]="",[@fixed_end]=""),"",'
                       'NETWORKDAYS([@fixed_start],[@fixed_end],closed_days)),IF([@duration_days]="","",[@duration_days]))))'),
        Column("deadline_used", "Échéance planifiée", "Planned deadline", Kind.DATE, minor=True,
               formula=f'IF([@id]="","",IF({_DEADLINE}={_LAST_DAY},"",{_DEADLINE}))'),
        Column("not_before_used", "Plancher planifié", "Planned floor", Kind.DATE, minor=True,
               formula='IF([@id]="","",IF([@kind]={action_kind.ongoing},IF([@fixed_start]="","",[@fixed_start]),IF([@not_before]="","",[@not_before])))'),
        Column("progress_used", "Avancement planifié", "Planned progress", Kind.SHARE, minor=True, width=11,
               formula='IF([@id]="","",IF(OR([@kind]<>{action_kind.ongoing},[@status]<>{status.in_progress},N([@duration_used])=0),N([@progress]),'
                       'MAX(0,1-MAX(0,NETWORKDAYS(as_of,[@fixed_end],closed_days))/[@duration_used])))',
               help=Text("Pour un fil rouge en cours : la part du temps écoulé.", "For an ongoing action under way: the share of time elapsed.")),
        Column("latest_start", "Début au plus tard", "Latest start", Kind.DATE, formula=_planned(2)),
        Column("latest_finish", "Fin au plus tard", "Latest finish", Kind.DATE, formula=_planned(3)),
        Column("bar_start", "Début montré", "Shown start", Kind.DATE, minor=True,
               formula='IF(N([@latest_finish])=0,"",IF([@actual_start]<>"",MIN([@actual_start],[@latest_finish]),'
                       'IF(AND([@kind]={action_kind.ongoing},[@fixed_start]<>""),[@fixed_start],[@latest_start])))'),
        Column("shown", "Montrée au planning", "Shown in the plan", Kind.INTEGER, minor=True, width=10,
               formula='IF([@id]="",0,IF(AND(OR(gantt_owner="",[@owner]=gantt_owner),OR(gantt_objective="",[@objective]=gantt_objective),'
                       'OR(gantt_quarter="",plan_start="",AND(N([@bar_start])<EDATE(N(plan_start),3*N(gantt_quarter)),'
                       'N([@latest_finish])>=EDATE(N(plan_start),3*N(gantt_quarter)-3)))),1,0))',
               help=Text("Selon les filtres de la feuille Rétro-planning.", "From the filters of the Backward plan sheet.")),
        Column("slack", "Marge en jours", "Slack in days", Kind.INTEGER, width=9,
               formula=f'IF(OR([@id]="",ROWS(r_plan)<2),"",IF([@kind]={{action_kind.ongoing}},"",{_planned(6)}))'),
        Column("critical", "Critique", "Critical", width=10,
               formula='IF(OR([@id]="",ROWS(r_plan)<2),"",IF([@kind]={action_kind.ongoing},{"permanent"|"ongoing"},'
                       'IF(INDEX(r_plan,MATCH([@id],INDEX(r_plan,0,1),0),8),{yes.yes},{yes.no})))'),
        Column("alert", "Alerte", "Alert", width=46, lines=2,
               formula='IF(OR([@id]="",ROWS(r_plan)<2),"",IF(OR([@status]={status.done},[@status]={status.cancelled}),"",'
                       'INDEX(r_plan,MATCH([@id],INDEX(r_plan,0,1),0),10)&""))'),
    ),
    blank_rows=25,
)  # fmt: skip

_PILLARS = ("differentiation", "relevance", "esteem", "knowledge")

BY_PILLAR = Grid(
    name="actions_by_pillar",
    title=Text("Actions et budget par pilier de marque", "Actions and budget by brand pillar"),
    columns=(
        Column("pillar", "Pilier de marque", "Brand pillar", width=28),
        Column("actions", "Actions", "Actions", Kind.INTEGER),
        Column("budget", "Budget", "Budget", Kind.EUROS),
    ),
    rows=tuple(
        (
            words.BAV_PILLAR.entries[pillar],
            f"=COUNTIFS(Actions[bav_pillar],{{bav_pillar.{pillar}}})",
            f"=SUMIFS(Actions[budget],Actions[bav_pillar],{{bav_pillar.{pillar}}})",
        )
        for pillar in _PILLARS
    ),
)

BY_STAGE = Grid(
    name="actions_by_stage",
    title=Text("Actions et budget par étape RACE", "Actions and budget by RACE stage"),
    columns=(
        Column("stage", "Étape RACE", "RACE stage", width=28),
        Column("actions", "Actions", "Actions", Kind.INTEGER),
        Column("budget", "Budget", "Budget", Kind.EUROS),
    ),
    rows=tuple(
        (text, f"=COUNTIFS(Actions[race],{{race.{stage}}})", f"=SUMIFS(Actions[budget],Actions[race],{{race.{stage}}})")
        for stage, text in words.RACE.entries.items()
    ),
)

SHEET = Sheet(
    key="actions",
    title=Text("Actions", "Actions"),
    heading=Text("Actions : qui fait quoi, pour quand ?", "Actions: who does what, by when?"),
    purpose=Text(
        "Le portefeuille d’actions, chacune rattachée à un objectif, un segment, un canal, un responsable et une échéance.",
        "The portfolio of actions, each tied to an objective, a segment, a channel, an owner and a deadline.",
    ),
    sostac=Text("A · Actions", "A · Actions"),
    cards=(
        Card(label=Text("Actions", "Actions"), kind=Kind.INTEGER, formula="COUNTA(Actions[id])"),
        Card(label=Text("En cours", "In progress"), kind=Kind.INTEGER, formula="COUNTIFS(Actions[status],{status.in_progress})"),
        Card(label=Text("Terminées", "Done"), kind=Kind.INTEGER, formula="COUNTIFS(Actions[status],{status.done})"),
        Card(label=Text("En retard", "Late"), kind=Kind.INTEGER, name="late_actions",
             formula='IF(ROWS(r_plan)<2,0,SUMPRODUCT((Actions[alert]<>"")*1))'),
        Card(label=Text("Charge totale en jours homme", "Total person-days"), kind=Kind.INTEGER, formula="SUM(Actions[effort_days])"),
    ),
    blocks=(ACTIONS, BY_STAGE, BY_PILLAR),
    charts=(
        Chart(kind="column", title=Text("Budget par étape RACE", "Budget by RACE stage"), source="actions_by_stage", categories="stage",
              values=("budget",), rows=4, number_format='#,##0 "€"', width=370, height=280),
        Chart(kind="column", title=Text("Budget par pilier de marque", "Budget by brand pillar"), source="actions_by_pillar", categories="pillar",
              values=("budget",), rows=4, number_format='#,##0 "€"', width=370, height=280),
    ),
    freeze_columns=2,
)  # fmt: skip
