"""Audit: the five criteria of a good plan, scored with evidence the workbook holds."""

from __future__ import annotations

from workbook_templates import words
from workbook_templates.schema.spec import Card, Cell, Chart, Column, Grid, Importance, Kind, ResultArea, Sheet, Table
from workbook_templates.text import Text

AUDIT_EVIDENCE = Table(
    name="AuditEvidence",
    title=Text("Ce que l’équipe déclare", "What the team declares"),
    importance=Importance.OPTIONAL,
    help=Text("Réponses de 0 (non) à 4 (entièrement), en complément des preuves calculées.", "Answers from 0 (no) to 4 (fully), beside the computed evidence."),
    columns=(
        Column("criterion", "Critère", "Criterion", Kind.CHOICE, choices=words.CRITERION, required=True, width=14),
        Column("question", "Question", "Question", required=True, width=60),
        Column("answer", "Réponse de 0 à 4", "Answer from 0 to 4", Kind.INTEGER, minimum=0, maximum=4, width=10),
        Column("comment", "Commentaire", "Comment", width=40),
    ),
    starter=(
        {"criterion": "alignment", "question": Text("Le plan a-t-il été relu avec la direction générale avant signature ?",
                                                   "Was the plan reviewed with general management before signature?")},
        {"criterion": "sequence", "question": Text("Les équipes concernées ont-elles validé les enchaînements ?", "Did the teams concerned validate the sequences?")},
        {"criterion": "indicators", "question": Text("Les sources des indicateurs sont-elles accessibles sans extraction manuelle ?",
                                                    "Are the KPIs’ sources reachable without manual extraction?")},
        {"criterion": "adjustment", "question": Text("Des règles d’arrêt ou de réallocation sont-elles écrites ?", "Are stop or reallocation rules written?")},
        {"criterion": "allocation", "question": Text("Le budget a-t-il été comparé à un autre scénario au moins ?", "Was the budget compared with at least one other scenario?")},
    ),
    blank_rows=1,
)  # fmt: skip


def _check(criterion: str, question: Text, passed: str, total: str) -> tuple[Cell, ...]:
    return (words.CRITERION.entries[criterion], question, f"={passed}", f"={total}")


_ACTIONS = "COUNTA(Actions[id])"
_ROWS = 'SUMPRODUCT((Actions[id]<>"")*({0}))'
_KPIS = "COUNTA(Kpis[id])"

CHECKS = Grid(
    name="audit_checks",
    title=Text("Preuves calculées : combien de fois la règle est tenue", "Computed evidence: how often the rule is met"),
    columns=(
        Column("criterion", "Critère", "Criterion", width=14),
        Column("check", "Règle", "Rule", width=58),
        Column("passed", "Tenue", "Met", Kind.INTEGER),
        Column("total", "Sur", "Out of", Kind.INTEGER),
    ),
    rows=(
        _check("alignment", Text("Objectifs rattachés à un objectif stratégique", "Objectives tied to a strategic goal"),
               'SUMPRODUCT((Objectives[id]<>"")*(Objectives[strategic_goal]<>""))', "COUNTA(Objectives[id])"),
        _check("alignment", Text("Actions rattachées à un objectif", "Actions tied to an objective"), _ROWS.format('Actions[objective]<>""'), _ACTIONS),
        _check("alignment", Text("Lignes de budget rattachées à un objectif, hors réserve", "Budget lines tied to an objective, reserve aside"),
               'SUMPRODUCT((BudgetLines[id]<>"")*(BudgetLines[nature]<>{nature.reserve})*(BudgetLines[objective]<>""))',
               'SUMPRODUCT((BudgetLines[id]<>"")*(BudgetLines[nature]<>{nature.reserve}))'),
        _check("alignment", Text("Messages conformes au positionnement", "Messages true to the positioning"),
               'SUMPRODUCT((Messages[id]<>"")*(Messages[consistent]={yes.yes}))', "COUNTA(Messages[id])"),
        _check("sequence", Text("Actions ancrées à un jalon, une date ou un fil rouge, ou menées par un successeur", "Actions anchored to a milestone, a date, or driven by a successor"),
               _ROWS.format('(Actions[deadline_used]<>"")+(Actions[latest_finish]<>"")>0'), _ACTIONS),
        _check("sequence", Text("Actions sans retard", "Actions on time"), _ROWS.format('Actions[alert]=""'), _ACTIONS),
        _check("sequence", Text("Rôles sous leur capacité chaque semaine", "Roles under capacity every week"),
               'SUMPRODUCT((Roles[id]<>"")*(Roles[load_peak]<>"")*(Roles[load_peak]<=Roles[capacity_days_week]))', "COUNTA(Roles[id])"),
        _check("indicators", Text("Indicateurs aux cinq qualités, en points", "KPIs with the five qualities, in points"), "SUM(Kpis[qualities])", f"5*{_KPIS}"),
        _check("indicators", Text("Étapes RACE couvertes", "RACE stages covered"),
               "+".join(f"(COUNTIFS(Kpis[race],{{race.{stage}}})>0)" for stage in words.RACE.entries), f"IF({_KPIS}=0,0,4)"),
        _check("indicators", Text("Familles couvertes", "Families covered"),
               "+".join(f"(COUNTIFS(Kpis[family],{{family.{family}}})>0)" for family in words.FAMILY.entries), f"IF({_KPIS}=0,0,4)"),
        _check("indicators", Text("Court et long terme présents", "Short and long term present"),
               "(COUNTIFS(Kpis[horizon],{horizon.short})>0)+(COUNTIFS(Kpis[horizon],{horizon.long})>0)", f"IF({_KPIS}=0,0,2)"),
        _check("adjustment", Text("Indicateurs avec seuil, action corrective et responsable", "KPIs with threshold, corrective action and owner"),
               'SUMPRODUCT((Kpis[id]<>"")*(Kpis[alert_threshold]<>"")*(Kpis[corrective_action]<>"")*(Kpis[owner]<>""))', _KPIS),
        _check("adjustment", Text("Réserve d’au moins 1 % de l’enveloppe", "Reserve of at least 1% of the envelope"),
               "(budget_reserve>=0.01*N(budget_total))*(N(budget_total)>0)", "IF(N(budget_total)=0,0,1)"),
        _check("adjustment", Text("Une revue mensuelle ou plus fréquente", "A monthly or more frequent review"),
               "((COUNTIFS(Control[frequency],{frequency.monthly})+COUNTIFS(Control[frequency],{frequency.weekly}))>0)*1", "IF(COUNTA(Control[id])=0,0,1)"),
        _check("adjustment", Text("Risques avec un seuil de déclenchement", "Risks with a trigger"),
               'SUMPRODUCT((Risks[id]<>"")*(Risks[trigger]<>""))', "COUNTA(Risks[id])"),
        _check("allocation", Text("Lignes égales à l’enveloppe", "Lines equal to the envelope"),
               "(ABS(budget_gap)<0.5)*(N(budget_total)>0)", "IF(N(budget_total)=0,0,1)"),
        _check("allocation", Text("Canaux sous leur CPA cible, ou avec dérogation écrite", "Channels under target CPA, or with a written exception"),
               'SUMPRODUCT((Acquisition[channel]<>"")*((Acquisition[override_reason]<>"")+(Acquisition[verdict]={"sous le CPA cible"|"under the target CPA"})>0))',
               "COUNTA(Acquisition[channel])"),
        _check("allocation", Text("Initiatives prouvées par un test, des zones ou un modèle", "Initiatives proven by a test, zones or a model"),
               'SUMPRODUCT((Initiatives[id]<>"")*(Initiatives[confidence]<>"")*(Initiatives[confidence]>=3))', "COUNTA(Initiatives[id])"),
    ),
)  # fmt: skip

CRITERIA = Grid(
    name="audit_criteria",
    title=Text("Les cinq critères", "The five criteria"),
    columns=(
        Column("criterion", "Critère", "Criterion", width=14),
        Column("passed", "Preuves tenues", "Evidence kept", Kind.INTEGER, width=11),
        Column("total", "Preuves attendues", "Evidence expected", Kind.INTEGER, width=11),
        Column("declared", "Réponse déclarée sur 4", "Declared answer out of 4", Kind.NUMBER, decimals=1, width=12),
    ),
    rows=tuple(
        (
            text,
            f"=SUMIFS(audit_checks[passed],audit_checks[criterion],{{criterion.{key}}})",
            f"=SUMIFS(audit_checks[total],audit_checks[criterion],{{criterion.{key}}})",
            f'=IF(COUNTIFS(AuditEvidence[criterion],{{criterion.{key}}},AuditEvidence[answer],">=0")=0,"",'
            f"AVERAGEIFS(AuditEvidence[answer],AuditEvidence[criterion],{{criterion.{key}}}))",
        )
        for key, text in words.CRITERION.entries.items()
    ),
)

R_AUDIT = ResultArea(
    name="r_audit",
    title=Text("Note par critère", "Score by criterion"),
    formula="PLAN_AUDIT(audit_criteria[passed],audit_criteria[total])",
    guard=("Objectives[id]",),  # an empty plan breaks no rule, and deserves no score
    columns=(
        Column("criterion", "critère", "criterion", width=14),
        Column("score", "note", "score", Kind.SHARE, width=9),
        Column("evidence", "preuve", "evidence", width=32),
        Column("advice", "conseil", "advice", width=60),
    ),
    rows=5,
    lines=2,
)

SHEET = Sheet(
    key="audit",
    title=Text("Audit", "Audit"),
    heading=Text("Audit : ce plan est-il bon ?", "Audit: is this plan a good one?"),
    purpose=Text(
        "Cinq critères notés sur les preuves que le classeur contient : alignement, séquence, indicateurs, ajustement, allocation.",
        "Five criteria scored on the evidence the workbook holds: alignment, sequence, indicators, adjustment, allocation.",
    ),
    sostac=Text("C · Contrôle", "C · Control"),
    cards=(
        Card(label=Text("Preuves tenues", "Evidence kept"), kind=Kind.SHARE, name="audit_share",
             formula='IF(OR(COUNTA(Objectives[id])=0,SUM(audit_criteria[total])=0),"",SUM(audit_criteria[passed])/SUM(audit_criteria[total]))'),
    ),
    blocks=(R_AUDIT, CRITERIA, CHECKS, AUDIT_EVIDENCE),
    charts=(
        Chart(kind="bar", title=Text("Note par critère", "Score by criterion"), source="r_audit", categories="criterion", values=("score",), rows=5,
              number_format="0%", maximum=1, width=560, height=300),
    ),
)  # fmt: skip
