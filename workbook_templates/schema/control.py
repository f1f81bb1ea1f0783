"""Contrôle: decisions asked for, risks with their trigger, the steering loop, the journal of versions."""

from __future__ import annotations

from workbook_templates import words
from workbook_templates.schema.idioms import sum_over_ids
from workbook_templates.schema.spec import Card, Column, Grid, Importance, Kind, Sheet, Table
from workbook_templates.text import Text

DECISIONS = Table(
    name="Decisions",
    title=Text("Décisions demandées à la direction", "Decisions asked of leadership"),
    importance=Importance.ESSENTIAL,
    help=Text("Une à cinq ; elles ouvrent le plan Word.", "One to five; they open the Word plan."),
    columns=(
        Column("id", "Id", "Id", Kind.ID, required=True),
        Column("request", "Demande", "Request", required=True, width=46,
               help=Text("Commencez par un verbe : « Approuver l’enveloppe… ».", "Begin with a verb: “Approve the envelope…”.")),
        Column("amount", "Montant", "Amount", Kind.EUROS, minimum=0),
        Column("due_date", "À trancher avant le", "Decide by", Kind.DATE, required=True),
        Column("decider", "Décideur", "Decider", Kind.REF, ref="Roles", required=True, width=10),
        Column("if_not", "Si la décision n’est pas prise", "If it is not taken", required=True, width=46),
        Column("linked", "Objectifs liés", "Linked objectives", Kind.REFS, ref="Objectives"),
        Column("outcome", "Suite donnée", "Outcome", Kind.CHOICE, choices=words.OUTCOME, width=12),
        Column("outcome_date", "Date de la suite", "Outcome date", Kind.DATE),
    ),
    blank_rows=5,
)  # fmt: skip

RISKS = Table(
    name="Risks",
    title=Text("Risques", "Risks"),
    importance=Importance.USEFUL,
    help=Text("Quatre à huit, chacun avec le seuil qui déclenche la réponse.", "Four to eight, each with the threshold that triggers the answer."),
    columns=(
        Column("id", "Id", "Id", Kind.ID, required=True),
        Column("label", "Risque", "Risk", required=True, width=40),
        Column("probability", "Probabilité", "Probability", Kind.INTEGER, required=True, minimum=1, maximum=5, width=11),
        Column("impact", "Impact", "Impact", Kind.INTEGER, required=True, minimum=1, maximum=5),
        Column("score", "Score", "Score", Kind.INTEGER, formula='IF(OR([@probability]="",[@impact]=""),"",[@probability]*[@impact])'),
        Column("trigger", "Seuil de déclenchement", "Trigger", required=True, width=38),
        Column("response", "Réponse", "Response", required=True, width=38),
        Column("owner", "Responsable", "Owner", Kind.REF, ref="Roles", required=True, width=12),
        Column("actions", "Actions exposées", "Actions exposed", Kind.REFS, ref="Actions"),
        Column("budget", "Budget exposé", "Budget exposed", Kind.EUROS,
               formula=f'IF(OR([@id]="",[@actions]=""),"",{sum_over_ids("[@actions]", "BudgetLines[action]", "BudgetLines[total]")})'),
    ),
    blank_rows=6,
)  # fmt: skip

CONTROL = Table(
    name="Control",
    title=Text("Boucle de pilotage", "Steering loop"),
    importance=Importance.USEFUL,
    columns=(
        Column("id", "Id", "Id", Kind.ID, required=True),
        Column("meeting", "Réunion", "Meeting", required=True, width=36),
        Column("frequency", "Fréquence", "Frequency", Kind.CHOICE, choices=words.FREQUENCY, required=True, width=14),
        Column("chair", "Animateur", "Chair", Kind.REF, ref="Roles", required=True, width=10),
        Column("content", "Contenu", "Content", required=True, width=48),
    ),
    blank_rows=4,
)

CHANGES = Table(
    name="Changes",
    title=Text("Journal des versions", "Journal of versions"),
    importance=Importance.OPTIONAL,
    columns=(
        Column("date", "Date", "Date", Kind.DATE, required=True),
        Column("version", "Version", "Version", required=True, width=12),
        Column("author", "Auteur", "Author", width=20),
        Column("what", "Ce qui change", "What changes", required=True, width=46),
        Column("why", "Pourquoi", "Why", width=46),
    ),
    blank_rows=4,
)


def _risk_row(probability: int) -> tuple[str | int, ...]:
    return (
        probability,
        *(f"=COUNTIFS(Risks[probability],{probability},Risks[impact],{impact})" for impact in range(1, 6)),
    )


RISK_MAP = Grid(
    name="risk_map",
    title=Text("Carte des risques : probabilité (lignes) × impact (colonnes)", "Risk map: probability (rows) × impact (columns)"),
    columns=(
        Column("probability", "Probabilité", "Probability", Kind.INTEGER, width=11),
        *(Column(f"impact_{i}", f"Impact {i}", f"Impact {i}", Kind.INTEGER, width=9) for i in range(1, 6)),
    ),
    rows=tuple(_risk_row(probability) for probability in range(5, 0, -1)),
)

SHEET = Sheet(
    key="control",
    title=Text("Contrôle", "Control"),
    heading=Text("Contrôle : qui décide, qui corrige, à partir de quand ?", "Control: who decides, who corrects, and when?"),
    purpose=Text(
        "Les décisions à prendre, les risques avec leur seuil, les réunions qui pilotent le plan, ce qui a changé d’une version à l’autre.",
        "The decisions to take, the risks with their trigger, the meetings that steer the plan, what changed between versions.",
    ),
    sostac=Text("C · Contrôle", "C · Control"),
    cards=(
        Card(label=Text("Décisions en attente", "Decisions pending"), kind=Kind.INTEGER,
             formula='SUMPRODUCT((Decisions[id]<>"")*((Decisions[outcome]="")+(Decisions[outcome]={outcome.pending})))'),
        Card(label=Text("Montant en jeu", "Amount at stake"), kind=Kind.EUROS,
             formula='SUMIFS(Decisions[amount],Decisions[outcome],"")+SUMIFS(Decisions[amount],Decisions[outcome],{outcome.pending})'),
        Card(label=Text("Risques de score 12 et plus", "Risks scoring 12 or more"), kind=Kind.INTEGER, formula='COUNTIFS(Risks[score],">=12")'),
    ),
    blocks=(DECISIONS, RISKS, RISK_MAP, CONTROL, CHANGES),
    freeze_columns=2,
)  # fmt: skip
