"""RACI: who carries out, who answers for it, who is consulted, who is informed."""

from __future__ import annotations

from workbook_templates import words
from workbook_templates.schema.spec import Card, Column, Grid, Importance, Kind, OpenColumns, ResultArea, Sheet, Table
from workbook_templates.text import Text

RACI = Table(
    name="Raci",
    title=Text("Matrice RACI : une colonne par rôle", "RACI matrix: one column a role"),
    importance=Importance.ESSENTIAL,
    help=Text("R = Réalisateur (responsable de l’exécution) · A = Approbateur (rend compte, un seul) · C = Consulté · I = Informé.",
              "R = Responsible (carries it out) · A = Accountable (answers for it, only one) · C = Consulted · I = Informed."),
    columns=(
        Column("action", "Action", "Action", Kind.REF, ref="Actions", required=True),
        Column("name", "Nom de l’action", "Action name", width=40, minor=True,
               formula='IF([@action]="","",INDEX(Actions[name],MATCH([@action],Actions[id],0)))'),
        Column("initiative", "Initiative", "Initiative", width=9, minor=True,
               formula='IF([@action]="","",INDEX(Actions[initiative],MATCH([@action],Actions[id],0))&"")'),
    ),
    open_columns=OpenColumns(ref="Roles", kind=Kind.CHOICE, choices=words.RACI_LETTER),
    blank_rows=25,
)  # fmt: skip

R_CHECK = ResultArea(
    name="r_raci_check",
    title=Text("Ce que la matrice ne respecte pas", "What the matrix breaks"),
    formula="RACI_CHECK(Raci[action],Raci[#],Raci[*])",
    guard=("Raci[action]",),
    columns=(
        Column("code", "code", "code", width=26),
        Column("level", "niveau", "level", width=12),
        Column("activity", "activité", "activity", width=10),
        Column("role", "rôle", "role", width=10),
        Column("message", "message", "message", width=70),
    ),
)

R_LOAD = ResultArea(
    name="r_raci_load",
    title=Text("Lettres par rôle", "Letters by role"),
    formula="RACI_LOAD(Raci[action],Raci[#],Raci[*])",
    guard=("Raci[action]",),
    columns=(
        Column("role", "rôle", "role", width=10),
        Column("r", "r", "r", Kind.INTEGER),
        Column("a", "a", "a", Kind.INTEGER),
        Column("c", "c", "c", Kind.INTEGER),
        Column("i", "i", "i", Kind.INTEGER),
        Column("note", "note", "note", width=44),
    ),
    rows=12,
)


def _holders(row: int, letter: str) -> str:
    initiative = f"INDEX(Initiatives[id],{row})"
    return (
        f'=IF(ROWS(Initiatives[id])<{row},"",IF({initiative}="","",TEXTJOIN(", ",TRUE,'
        f'IF(MMULT(TRANSPOSE((Raci[initiative]={initiative})*1),(Raci[*]="{letter}")*1)>0,Raci[#],""))))'
    )


BY_INITIATIVE = Grid(
    name="raci_by_initiative",
    title=Text("RACI par initiative", "RACI by initiative"),
    help=Text("Les rôles qui tiennent chaque lettre sur une action au moins de l’initiative.",
              "The roles that hold each letter on at least one action of the initiative."),
    columns=(
        Column("initiative", "Initiative", "Initiative", width=9),
        Column("name", "Nom", "Name", width=34),
        Column("r", "R", "R", width=18),
        Column("a", "A", "A", width=14),
        Column("c", "C", "C", width=18),
        Column("i", "I", "I", width=18),
    ),
    rows=tuple(
        (
            f'=IF(ROWS(Initiatives[id])<{row},"",INDEX(Initiatives[id],{row})&"")',
            f'=IF(ROWS(Initiatives[id])<{row},"",INDEX(Initiatives[name],{row})&"")',
            *(_holders(row, letter) for letter in "RACI"),
        )
        for row in range(1, 9)
    ),
    dynamic=True,
)  # fmt: skip

SHEET = Sheet(
    key="raci",
    title=Text("RACI", "RACI"),
    heading=Text("RACI : qui réalise, qui approuve, qui est consulté, qui est informé ?", "RACI: who does, approves, is consulted, is informed?"),
    purpose=Text(
        "Une lettre par case. R : Réalisateur. A : Approbateur, un seul par action. C : Consulté. I : Informé.",
        "One letter a cell. R: Responsible. A: Accountable, only one an action. C: Consulted. I: Informed.",
    ),
    sostac=Text("A · Actions", "A · Actions"),
    cards=(
        Card(label=Text("Actions sans ligne RACI", "Actions without a RACI row"), kind=Kind.INTEGER,
             formula='SUMPRODUCT((Actions[id]<>"")*(COUNTIF(Raci[action],Actions[id])=0))'),
        Card(label=Text("Remarques", "Remarks"), kind=Kind.INTEGER, formula='IF(COUNTA(Raci[action])=0,"",ROWS(r_raci_check)-1)'),
    ),
    blocks=(RACI, R_CHECK, R_LOAD, BY_INITIATIVE),
    freeze_columns=2,
)  # fmt: skip
