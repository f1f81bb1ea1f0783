"""RACI: who carries out, who answers for it, who is consulted, who is informed."""

from __future__ import annotations

from workbook_templates import words
from workbook_templates.schema.idioms import name_of
from workbook_templates.schema.spec import Card, Column, Grid, Importance, Kind, OpenColumns, ResultArea, Sheet, Table
from workbook_templates.text import Text

RACI = Table(
    name="Raci",
    title=Text("Matrice RACI : une colonne par rôle", "RACI matrix: one column per role"),
    importance=Importance.ESSENTIAL,
    help=Text("R = Réalisateur (responsable de l’exécution) · A = Approbateur (rend compte, un seul) · C = Consulté · I = Informé.",
              "R = Responsible (carries it out) · A = Accountable (answers for it, only one) · C = Consulted · I = Informed."),
    columns=(
        Column("action", "Action", "Action", Kind.REF, ref="Actions", required=True),
        Column("name", "Nom de l’action", "Action name", width=50, minor=True,
               formula=name_of("Actions", "action")),
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
        Column("message", "message", "message", width=100),
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
        Column("note", "remarque", "note", width=44),
    ),
    rows=12,
)


_ROLES, _INITIATIVES = 10, 8


def _role(number: int) -> str:
    return f'IF(ROWS(Roles[id])<{number},"",INDEX(Roles[id],{number})&"")'


def _letter(initiative: int, role: int) -> str:
    """Return the strongest letter a role holds on the actions of an initiative: A, then R, C, I."""
    held = f"INDEX(Raci[**],0,MATCH(INDEX(Roles[id],{role}),Raci[##],0))"
    counted = f"COUNTIFS(Raci[initiative],INDEX(Initiatives[id],{initiative}),{held}"
    letters = "".join(f'IF({counted},"{letter}")>0,"{letter}",' for letter in "ARCI")
    known = f"COUNTIFS(Raci[##],INDEX(Roles[id],{role}))=0"
    return (
        f'=IF(OR(ROWS(Roles[id])<{role},ROWS(Initiatives[id])<{initiative}),"",'
        f'IF(INDEX(Initiatives[id],{initiative})="","",IF({known},"",{letters}"")))))))'
    )


BY_INITIATIVE = Grid(
    name="raci_by_initiative",
    title=Text("RACI par initiative", "RACI by initiative"),
    help=Text("La lettre la plus forte que tient chaque rôle sur les actions de l’initiative : A, puis R, C, I.",
              "The strongest letter each role holds on the initiative’s actions: A, then R, C, I."),
    columns=(
        Column("initiative", "Initiative", "Initiative", width=9),
        Column("name", "Nom", "Name", width=40),
        *(Column(f"role_{i:02d}", f"Rôle {i}", f"Role {i}", Kind.CHOICE, width=6, formula=_role(i)) for i in range(1, _ROLES + 1)),
    ),
    rows=tuple(
        (
            f'=IF(ROWS(Initiatives[id])<{row},"",INDEX(Initiatives[id],{row})&"")',
            f'=IF(ROWS(Initiatives[id])<{row},"",INDEX(Initiatives[name],{row})&"")',
            *(_letter(row, role) for role in range(1, _ROLES + 1)),
        )
        for row in range(1, _INITIATIVES + 1)
    ),
)  # fmt: skip

SHEET = Sheet(
    key="raci",
    title=Text("RACI", "RACI"),
    heading=Text("RACI : qui réalise, qui approuve, qui est consulté, qui est informé ?", "RACI: who does, approves, is consulted, is informed?"),
    purpose=Text(
        "Une lettre par case. R : Réalisateur. A : Approbateur, un seul par action. C : Consulté. I : Informé.",
        "One letter per cell. R: Responsible. A: Accountable, only one per action. C: Consulted. I: Informed.",
    ),
    sostac=Text("A · Actions", "A · Actions"),
    cards=(
        Card(label=Text("Actions sans ligne RACI", "Actions without a RACI row"), kind=Kind.INTEGER,
             formula='COUNTIFS(Actions[raci_rows],0)'),
        Card(label=Text("Remarques", "Remarks"), kind=Kind.INTEGER, formula='IF(COUNTA(Raci[action])=0,"",ROWS(r_raci_check)-1)'),
    ),
    blocks=(RACI, R_CHECK, R_LOAD, BY_INITIATIVE),
    freeze_columns=2,
)  # fmt: skip
