"""Responsibilities: one who answers for each action, those who do it, nobody drowned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.plan import Plan, by_id
from generator.reading.ids import Ids
from generator.records import RaciRow
from generator.remarks import Code
from workbook_templates.errors import Problem
from workbook_templates.text import Text

NO_ROW = Code("raci.no_row", "fix", Text(
    "« {name} » n'a pas de ligne dans la matrice RACI : personne n'en répond. Ajoutez sa ligne avec un A et au moins un R.",
    "“{name}” has no row in the RACI matrix: no one answers for it. Add its row with one A and at least one R.",
))  # fmt: skip
NO_ACCOUNTABLE = Code("raci.no_accountable", "fix", Text(
    "{id} n'a pas d'approbateur (A). Donnez-en un : c'est lui qui en rend compte.",
    "{id} has no accountable role (A). Name one: that role answers for it.",
))  # fmt: skip
TWO_ACCOUNTABLE = Code("raci.two_accountable", "fix", Text(
    "{id} a {n} approbateurs (A) : {roles}. Gardez-en un ; l'autre devient C, ou l'action est coupée en deux.",
    "{id} has {n} accountable roles (A): {roles}. Keep one; the other becomes C, or the action is split in two.",
))  # fmt: skip
NO_RESPONSIBLE = Code("raci.no_responsible", "fix", Text(
    "personne ne réalise {id} : la ligne n'a pas de R. Désignez au moins un réalisateur.",
    "no one carries out {id}: the row has no R. Name at least one responsible role.",
))  # fmt: skip
BAD_LETTER = Code("raci.bad_letter", "fix", Text(
    "« {found} » pour {id} et {role} : une seule lettre par case, R, A, C ou I. Choisissez la plus forte.",
    "“{found}” for {id} and {role}: one letter per cell, R, A, C or I. Choose the strongest.",
))  # fmt: skip
UNKNOWN_ROLE = Code("raci.unknown_role", "fix", Text(
    "la colonne « {found} » n'est le rôle de personne. Donnez-lui l'id d'un rôle des paramètres, ou créez ce rôle.",
    "the column “{found}” matches no role. Give it the ID of a role in the settings, or create this role.",
))  # fmt: skip
OWNER_ABSENT = Code("raci.owner_absent", "fix", Text(
    "{owner} est responsable de {id} dans Actions, mais n'y est ni R ni A dans la matrice. Accordez les deux.",
    "{owner} owns {id} in Actions, but is neither R nor A for it in the matrix. Make the two consistent.",
))  # fmt: skip
MANY_RESPONSIBLE = Code("raci.many_responsible", "advice", Text(
    "{id} a {n} réalisateurs (R) : au-delà de trois, chacun attend les autres. Découpez l'action.",
    "{id} has {n} responsible roles (R): beyond three, each one waits for the others. Split the action.",
))  # fmt: skip
MANY_CONSULTED = Code("raci.many_consulted", "advice", Text(
    "{id} consulte {n} rôles : l'avis de trois suffit, les autres peuvent être informés (I).",
    "{id} consults {n} roles: three opinions are enough, the others can be informed (I).",
))  # fmt: skip
BOTTLENECK = Code("raci.accountability_bottleneck", "advice", Text(
    "{role} approuve {n} actions sur {total} : tout passera par ce rôle. Déléguez des A à ceux qui réalisent.",
    "{role} is accountable for {n} of {total} actions: everything will go through this role. Delegate some As to those who do the work.",
))  # fmt: skip
BUSY = Code("raci.overload", "advice", Text(
    "{role} réalise {n} actions sur {total}. Vérifiez sa charge dans le rétro-planning, ou partagez des R.",
    "{role} is responsible for {n} of {total} actions. Check its load in the backward plan, or share some Rs.",
))  # fmt: skip
IDLE = Code("raci.idle_role", "advice", Text(
    "{role} ne réalise ni n'approuve aucune action. Donnez-lui une part, ou retirez sa colonne.",
    "{role} is neither responsible nor accountable for any action. Give it a part, or remove its column.",
))  # fmt: skip
CODES = (
    NO_ROW, NO_ACCOUNTABLE, TWO_ACCOUNTABLE, NO_RESPONSIBLE, BAD_LETTER, UNKNOWN_ROLE, OWNER_ABSENT, MANY_RESPONSIBLE, MANY_CONSULTED,
    BOTTLENECK, BUSY, IDLE,
)  # fmt: skip

_LETTERS = frozenset("RACI")
_SEVERAL = 3
_HALF = 0.5


def every_action_has_a_row(plan: Plan) -> Iterator[Problem]:
    """Every action still to do stands in the matrix."""
    rows = {row.action for row in plan.raci}
    for action in plan.actions:
        if action.id not in rows and action.status != "cancelled":
            yield NO_ROW.at(action.cell("id"), name=action.name)


def letters_hold(plan: Plan) -> Iterator[Problem]:
    """One A, some R, one letter a cell, columns headed by roles."""
    known = Ids(role.id for role in plan.roles)
    headers = dict.fromkeys(name for row in plan.raci for name in row.letters)
    for header in headers:
        if plan.roles and known.find(header) is None:
            row = next(row for row in plan.raci if header in row.letters)
            yield UNKNOWN_ROLE.at(row.cell(header), found=header)
    for row in plan.raci:
        yield from _row(row)


def owners_take_part(plan: Plan) -> Iterator[Problem]:
    """The owner of an action does it or answers for it."""
    known = Ids(role.id for role in plan.roles)
    for row in plan.raci:
        action = by_id(plan.actions, row.action)
        if action is None or not action.owner:
            continue
        strong = {known.find(name) or name for name, letter in row.letters.items() if letter.strip().upper() in ("R", "A")}
        if action.owner not in strong:
            yield OWNER_ABSENT.at(action.cell("owner"), owner=action.owner, id=action.id)


def work_is_shared(plan: Plan) -> Iterator[Problem]:
    """No role approves or does most of the plan, none is there for nothing."""
    total = len(plan.raci)
    if total < 4:
        return
    approves, does = Counter(_who(plan, "A")), Counter(_who(plan, "R"))
    for role in plan.roles:
        column = next((row.cell(name) for row in plan.raci for name in row.letters if name == role.id), role.cell("id"))
        if approves[role.id] > _HALF * total:
            yield BOTTLENECK.at(column, role=role.label, n=approves[role.id], total=total, stake=approves[role.id])
        if does[role.id] > _HALF * total:
            yield BUSY.at(column, role=role.label, n=does[role.id], total=total, stake=does[role.id])
        if (
            role.team != "leadership"
            and not approves[role.id]
            and not does[role.id]
            and any(role.id in row.letters for row in plan.raci)
        ):
            yield IDLE.at(column, role=role.label)


RULES = (every_action_has_a_row, letters_hold, owners_take_part, work_is_shared)


def _row(row: RaciRow) -> Iterator[Problem]:
    letters = {role: letter.strip().upper() for role, letter in row.letters.items()}
    for role, letter in letters.items():
        if letter not in _LETTERS:
            yield BAD_LETTER.at(row.cell(role), found=row.letters[role], id=row.action, role=role)
    by_letter = {letter: [role for role, found in letters.items() if found == letter] for letter in "RACI"}
    accountable = by_letter["A"]
    if not accountable:
        yield NO_ACCOUNTABLE.at(row.cell("action"), id=row.action)
    elif len(accountable) > 1:
        cells = ", ".join(row.cell(role) if i == 0 else row.cell(role).rpartition("!")[2] for i, role in enumerate(accountable))
        yield TWO_ACCOUNTABLE.at(cells, id=row.action, n=len(accountable), roles=accountable)
    if not by_letter["R"]:
        yield NO_RESPONSIBLE.at(row.cell("action"), id=row.action)
    elif len(by_letter["R"]) > _SEVERAL:
        yield MANY_RESPONSIBLE.at(row.cell("action"), id=row.action, n=len(by_letter["R"]))
    if len(by_letter["C"]) > _SEVERAL:
        yield MANY_CONSULTED.at(row.cell("action"), id=row.action, n=len(by_letter["C"]))


def _who(plan: Plan, letter: str) -> Iterator[str]:
    known = Ids(role.id for role in plan.roles)
    return (
        known.find(name) or name for row in plan.raci for name, found in row.letters.items() if found.strip().upper() == letter
    )
