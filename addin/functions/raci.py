"""The RACI matrix as worksheet functions: what breaks its rules, and what each role carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addin.functions.spec import COUNT, Argument, Column, Example, Function, Kind, Message, Result, Shape, Table
from workbook_templates.text import Text
from workbook_templates.words import FINDING_LEVEL

if TYPE_CHECKING:
    from addin.models.raci import Finding, Matrix

_RULES = {
    "raci.no_accountable": Text(
        "Aucun approbateur (A)\u00a0: personne ne répond du résultat. Donnez le A à un seul rôle.",
        "No one is accountable (A): nobody answers for the result. Give the A to one role.",
    ),
    "raci.two_accountable": Text(
        "{count} approbateurs (A)\u00a0: {roles}. Gardez-en un\u00a0; les autres deviennent C, ou l'activité est coupée en deux.",
        "{count} roles are accountable (A): {roles}. Keep one; the others become C, or the activity is cut in two.",
    ),
    "raci.no_responsible": Text(
        "Aucun réalisateur (R)\u00a0: personne ne fait le travail. Désignez au moins un rôle.",
        "No one is responsible (R): nobody does the work. Name at least one role.",
    ),
    "raci.bad_letter": Text(
        "«\u00a0{found}\u00a0» pour {roles}\u00a0: une cellule porte une seule lettre, R, A, C ou I, ou reste vide. Gardez la plus forte, ou dédoublez le rôle.",
        "“{found}” for {roles}: a cell holds one letter, R, A, C or I, or stays blank. Keep the strongest, or split the role.",
    ),
    "raci.many_responsible": Text(
        "{count} réalisateurs (R) pour {most} au plus\u00a0: découpez l'activité, une part à chacun.",
        "{count} roles are responsible (R), {most} at most: break the activity down, a part for each.",
    ),
    "raci.many_consulted": Text(
        "{count} rôles consultés (C) sur {among}\u00a0: la décision attendra les avis. Gardez ceux qui changent le résultat, informez les autres.",
        "{count} of {among} roles are consulted (C): the decision will wait for opinions. Keep those that change the result, inform the others.",
    ),
    "raci.many_informed": Text(
        "{count} rôles informés (I), plus de {most}\u00a0: un compte rendu commun suffit.",
        "{count} roles are informed (I), more than {most}: one shared report is enough.",
    ),
    "raci.no_consulted_informed": Text(
        "Personne n'est consulté ni informé\u00a0: vérifiez que l'activité ne concerne vraiment aucune autre équipe.",
        "Nobody is consulted or informed: check that the activity really concerns no other team.",
    ),
    "raci.unknown_action": Text(
        "La ligne {row} porte des lettres sans activité. Nommez l'activité, ou videz la ligne.",
        "Row {row} holds letters without an activity. Name the activity, or empty the row.",
    ),
    "raci.repeated_action": Text(
        "L'activité revient à la ligne {row}\u00a0: une seule ligne par activité. Fusionnez-les.",
        "The activity comes again on row {row}: one row an activity. Merge them.",
    ),
    "raci.unknown_role": Text(
        "La colonne {column} porte des lettres sans rôle. Nommez le rôle en tête de colonne, ou videz-la.",
        "Column {column} holds letters without a role. Name the role at its head, or empty it.",
    ),
    "raci.repeated_role": Text(
        "Le rôle {roles} a une seconde colonne ({column}). Gardez-en une.",
        "Role {roles} has a second column ({column}). Keep one.",
    ),
    "raci.overload": Text(
        "{roles} réalise (R) {count} activités sur {total}, plus de {most}. Confiez-en à d'autres, ou étalez-les.",
        "{roles} is responsible (R) for {count} of {total} activities, more than {most}. Hand some over, or spread them.",
    ),
    "raci.accountability_bottleneck": Text(
        "{roles} approuve (A) {count} activités sur {total}\u00a0: tout attend sa signature. Déléguez les moins engageantes.",
        "{roles} is accountable (A) for {count} of {total} activities: everything waits for one signature. Delegate the lighter ones.",
    ),
    "raci.no_empty_cell": Text(
        "{roles} figure dans les {total} activités\u00a0: retirez sa lettre là où sa présence ne change rien.",
        "{roles} appears in all {total} activities: remove the letter where it changes nothing.",
    ),
    "raci.idle_role": Text(
        "{roles} ne réalise ni n'approuve rien. Confiez-lui une activité, ou retirez la colonne si elle n'apprend rien.",
        "{roles} neither does nor approves anything. Give it an activity, or remove the column if it tells nothing.",
    ),
}
_LOAD_NOTES = {
    "raci.overload": Text("surcharge de réalisation", "does too much"),
    "raci.accountability_bottleneck": Text("goulot d'approbation", "approval bottleneck"),
    "raci.idle_role": Text("ni R ni A", "neither R nor A"),
}


def _matrix(activities: Any, roles: Any, matrix: Any) -> Matrix:
    from addin.models.raci import Matrix

    names = [None if name is None else str(name) for name in activities]
    return Matrix.read(names, [None if role is None else str(role) for role in roles], matrix.tolist())


def _raci_check(activities: Any, roles: Any, matrix: Any, most_activities: int | None = None) -> Table:
    from addin.models.raci import check

    findings = check(_matrix(activities, roles, matrix), most_activities=most_activities)
    rows = [(f.code, f.level, f.activity, ", ".join(f.roles) or None, _sentence(f)) for f in findings]
    return Table.from_rows(rows, width=5)


def _sentence(finding: Finding) -> Text:
    facts = dict(finding.facts)
    if "roles" in facts:
        facts["among"] = facts.pop("roles")
    return _RULES[finding.code].format(roles=", ".join(finding.roles), **facts)


def _raci_load(activities: Any, roles: Any, matrix: Any, most_activities: int | None = None) -> Table:
    from addin.models.raci import load

    loads = load(_matrix(activities, roles, matrix), most_activities=most_activities)
    rows = [(x.role, x.r, x.a, x.c, x.i, _LOAD_NOTES[x.note] if x.note else None) for x in loads if x.role is not None]
    return Table.from_rows(rows, width=6)


_ARGUMENTS = (
    Argument(
        name="activities",
        label=Text("activités", "activities"),
        help=Text("Activités (actions ou initiatives), une par ligne.", "Activities (actions or initiatives), one a row."),
        kind=Kind.KEY,
        shape=Shape.COLUMN,
        aligned=True,
        blanks=True,
    ),
    Argument(
        name="roles",
        label=Text("rôles", "roles"),
        help=Text("Rôles, une colonne de la matrice chacun.", "Roles, one column of the matrix each."),
        kind=Kind.KEY,
        shape=Shape.COLUMN,
        blanks=True,
    ),
    Argument(
        name="matrix",
        label=Text("matrice", "matrix"),
        help=Text(
            "R réalise, A approuve et rend compte (un seul), C est consulté, I est informé ; sinon vide.",
            "R does the work, A approves and answers for it (one only), C is consulted, I is informed; otherwise blank.",
        ),
        kind=Kind.TEXT,
        shape=Shape.BLOCK,
        aligned=True,
        blanks=True,
    ),
    Argument(
        name="most_activities",
        label=Text("activités au plus", "most_activities"),
        help=Text(
            "Activités qu'un rôle peut réaliser ; par défaut la moitié, et jamais moins de 5.",
            "Activities one role may do; by default half of them, and never fewer than 5.",
        ),
        kind=Kind.INTEGER,
        unit=COUNT,
        default=None,
    ),
)
_MESSAGES = {
    "raci.roles_differ": Message(
        "La matrice a {columns} colonnes pour {roles} rôles\u00a0: il en faut une par rôle. Ajustez l'une des deux plages.",
        "The matrix has {columns} columns for {roles} roles: one a role is needed. Adjust one of the two ranges.",
    ),
}
_EMAILING = (
    ["Emailing"],
    [["Marketing digital", "Direction marketing", "Commerciaux", "Direction générale"]],
    [["R", "A", "C", "I"]],
)
_SOURCE = "the article, « Attribution et responsabilités selon la matrice RACI »; the rules are those of RACI practice, the thresholds ours"

RACI_CHECK = Function(
    name="RACI_CHECK",
    family="raci",
    summary=Text(
        "Règles que la matrice RACI ne tient pas : code, niveau, activité, rôle et quoi faire.",
        "Rules the RACI matrix breaks: code, level, activity, role and what to do.",
    ),
    arguments=_ARGUMENTS,
    result=Result.TABLE,
    columns=(
        Column("code", "code"),
        Column("level", "niveau", words=FINDING_LEVEL),
        Column("activity", "activité"),
        Column("role", "rôle"),
        Column("message", "message"),
    ),
    messages=_MESSAGES,
    help=Text(
        "Erreur\u00a0: pas d'approbateur, ou deux, pas de réalisateur, lettre inconnue, ligne ou colonne sans nom. Avertissement\u00a0: plus de 3 R, plus de 3 C "
        "ou de 40\u00a0% des rôles, rôle qui réalise ou approuve plus de la moitié. Information\u00a0: plus de 5 I, ni C ni I, rôle partout, rôle sans R ni A.",
        "Error: no one accountable, or two, no one responsible, unknown letter, row or column without a name. Warning: more than 3 R, more than 3 C "
        "or 40% of the roles, a role that does or approves more than half. Information: more than 5 I, neither C nor I, a role everywhere, a role without R or A.",
    ),
    example=Example(_EMAILING, [["code", "level", "activity", "role", "message"]], "the article's emailing campaign"),
    source=_SOURCE,
    compute=_raci_check,
)
RACI_LOAD = Function(
    name="RACI_LOAD",
    family="raci",
    summary=Text(
        "Combien d'activités chaque rôle réalise, approuve, conseille et suit.",
        "How many activities each role does, approves, advises on and hears of.",
    ),
    arguments=_ARGUMENTS,
    result=Result.TABLE,
    columns=(
        Column("role", "rôle"),
        Column("r", "r", COUNT),
        Column("a", "a", COUNT),
        Column("c", "c", COUNT),
        Column("i", "i", COUNT),
        Column("note", "remarque"),
    ),
    messages=_MESSAGES,
    example=Example(
        _EMAILING,
        [
            ["role", "r", "a", "c", "i", "note"],
            ["Marketing digital", 1, 0, 0, 0, None],
            ["Direction marketing", 0, 1, 0, 0, None],
            ["Commerciaux", 0, 0, 1, 0, None],
            ["Direction générale", 0, 0, 0, 1, None],
        ],
        "the article's emailing campaign",
    ),
    source=_SOURCE,
    compute=_raci_load,
)

FUNCTIONS: tuple[Function, ...] = (RACI_CHECK, RACI_LOAD)
