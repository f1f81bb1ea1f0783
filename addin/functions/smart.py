"""SMART as a worksheet function: one verdict a letter, and what to do."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from addin.functions.spec import EUROS, SHARE, Argument, Column, Example, Function, Kind, Result, Rows, Shape
from workbook_templates.text import Text, percent
from workbook_templates.words import DIRECTION

if TYPE_CHECKING:
    from addin.models.smart import Reason

_LETTERS = {"s": "S", "m": "M", "a": "A", "r": "R", "t": "T"}
_REASONS = {
    "no_statement": Text("écrivez l'énoncé", "write the statement"),
    "vague_word": Text("« {word} » ne dit pas de combien : ajoutez un nombre", "“{word}” does not say by how much: add a number"),
    "two_goals": Text(
        "deux buts en un, « {first} » et « {second} » : faites-en deux objectifs",
        "two goals in one, “{first}” and “{second}”: make them two objectives",
    ),
    "no_kpi": Text("choisissez l'indicateur qui en jugera", "choose the KPI that will judge it"),
    "no_scope": Text("dites pour quel périmètre", "say for which scope"),
    "no_owner": Text("nommez un responsable", "name an owner"),
    "no_unit": Text("donnez l'unité", "give the unit"),
    "no_direction": Text("dites si l'indicateur doit monter ou baisser", "say whether the KPI must go up or down"),
    "no_baseline": Text("donnez le point de départ", "give the baseline"),
    "no_baseline_date": Text("datez le point de départ", "date the baseline"),
    "no_target": Text("donnez la cible", "give the target"),
    "target_is_baseline": Text(
        "la cible est égale au départ ({target}) : dites ce qui change",
        "the target equals the baseline ({target}): say what changes",
    ),
    "target_not_up": Text(
        "la cible ({target}) est sous le départ ({baseline}) alors que l'indicateur doit monter : corrigez l'un des trois",
        "the target ({target}) is below the baseline ({baseline}) though the KPI must go up: correct one of the three",
    ),
    "target_not_down": Text(
        "la cible ({target}) dépasse le départ ({baseline}) alors que l'indicateur doit baisser : corrigez l'un des trois",
        "the target ({target}) is above the baseline ({baseline}) though the KPI must go down: correct one of the three",
    ),
    "growth_unknown": Text(
        "sans départ ni cible chiffrés, rien ne dit que c'est atteignable : chiffrez-les, ou écrivez pourquoi",
        "without a baseline and a target in figures nothing says it can be reached: give them, or write why",
    ),
    "no_history": Text(
        "donnez la meilleure progression passée, ou écrivez pourquoi c'est atteignable",
        "give the best past growth, or write why it can be reached",
    ),
    "from_nothing": Text(
        "l'objectif part de zéro : écrivez pourquoi il est atteignable",
        "the objective starts from nothing: write why it can be reached",
    ),
    "too_steep": Text(
        "{growth} par an demandés quand le meilleur passé est de {best} : écrivez pourquoi c'est atteignable, ou baissez la cible",
        "{growth} a year asked for when the best past is {best}: write why it can be reached, or lower the target",
    ),
    "no_strategic_objective": Text("rattachez-le à un objectif stratégique", "tie it to a strategic objective"),
    "no_budget": Text("affectez-lui un budget", "give it a budget"),
    "no_deadline": Text("fixez l'échéance", "set the deadline"),
    "deadline_before_baseline": Text(
        "l'échéance ({deadline}) ne suit pas la date de départ ({start}) : corrigez l'une des deux",
        "the deadline ({deadline}) does not come after the baseline's date ({start}): correct one of them",
    ),
    "no_checkpoint": Text(
        "plus d'un trimestre sans point d'étape : ajoutez-en un avant l'échéance",
        "more than a quarter without a checkpoint: add one before the deadline",
    ),
}


def _smart(
    statement: str | None,
    kpi: str | None,
    unit: str | None,
    direction: Any,
    baseline: float | None,
    baseline_date: dt.date | None,
    target: float | None,
    deadline: dt.date | None,
    scope: str | None,
    owner: str | None,
    strategic_objective: str | None,
    budget: float | None,
    justification: str | None,
    milestones: object = None,
    best_past_growth: float | None = None,
) -> tuple[object, ...]:
    from addin.models.smart import LETTERS, Objective, reasons

    checkpoints, undated = _checkpoints(milestones)
    found = reasons(
        Objective(
            statement=statement,
            kpi=kpi,
            unit=unit,
            direction=direction,
            baseline=baseline,
            baseline_date=baseline_date,
            target=target,
            deadline=deadline,
            scope=scope,
            owner=owner,
            strategic_objective=strategic_objective,
            budget=budget,
            justification=justification,
            checkpoints=checkpoints,
            undated_checkpoints=undated,
            best_past_growth=best_past_growth,
        )
    )
    failed = {reason.letter for reason in found}
    verdicts = [letter not in failed for letter in LETTERS]
    return (*verdicts, sum(verdicts), _advice(found))


def _checkpoints(cell: object) -> tuple[list[dt.date], int]:
    """Return the dates of a cell (a date, a serial, or dates apart by ;), and how many checkpoints are written otherwise (ids)."""
    from addin.functions.cells import EPOCH

    if cell is None or isinstance(cell, bool):
        return [], 0
    if isinstance(cell, dt.date):
        return [cell.date() if isinstance(cell, dt.datetime) else cell], 0
    if isinstance(cell, int | float):
        return ([EPOCH + dt.timedelta(int(cell))] if 1 <= cell < 2_958_466 else []), 0
    tokens = [token for token in (part.strip() for part in re.split(r"[;,\n]", str(cell))) if token]
    days = [_day(token) for token in tokens]
    return [day for day in days if day is not None], days.count(None)


def _day(token: str) -> dt.date | None:
    for layout in ("%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%y", "%d %b %Y"):
        try:
            return dt.datetime.strptime(token, layout).date()
        except ValueError:
            continue
    return None


def _advice(found: list[Reason]) -> Text | None:
    """Return the reasons as sentences, one a letter; None when the objective is SMART."""
    if not found:
        return None
    letters = {letter: [_REASONS[r.code].format(**_facts(r)) for r in found if r.letter == letter] for letter in _LETTERS}
    return Text(
        " ".join(f"{_LETTERS[letter]} : {' ; '.join(text.fr for text in texts)}." for letter, texts in letters.items() if texts),
        " ".join(f"{_LETTERS[letter]}: {'; '.join(text.en for text in texts)}." for letter, texts in letters.items() if texts),
    )


def _facts(reason: Reason) -> dict[str, object]:
    """Return the facts of a reason, growth rates as percentages."""
    return {name: _rate(value) if name in ("growth", "best") else value for name, value in reason.facts.items()}


def _rate(value: object) -> object:
    return Text(percent(value, "fr"), percent(value, "en")) if isinstance(value, float) else value


def _argument(name: str, label: Text, help_: Text, kind: Kind = Kind.TEXT, unit: Text | None = None) -> Argument:
    return Argument(name=name, label=label, help=help_, kind=kind, shape=Shape.COLUMN, unit=unit, aligned=True, blanks=True)


def _letter(key: str, meaning: Text) -> Column:
    return Column(key, key, meaning)


SMART = Function(
    name="SMART",
    family="smart",
    summary=Text(
        "Un objectif est-il SMART ? Un verdict par lettre, une note sur 5 et ce qu'il faut corriger.",
        "Is an objective SMART? One verdict a letter, a score out of 5 and what to mend.",
    ),
    arguments=(
        _argument("statement", Text("énoncé", "statement"), Text("Énoncé de l'objectif.", "Statement of the objective.")),
        _argument("kpi", Text("indicateur", "kpi"), Text("Indicateur qui en juge.", "KPI that judges it.")),
        _argument("unit", Text("unité", "unit"), Text("Unité de l'indicateur.", "Unit of the KPI.")),
        Argument(
            name="direction",
            label=Text("sens", "direction"),
            help=Text("Hausse ou baisse.", "Up or down."),
            kind=Kind.TEXT,
            shape=Shape.COLUMN,
            aligned=True,
            blanks=True,
            choices=DIRECTION,
        ),
        _argument("baseline", Text("départ", "baseline"), Text("Valeur de départ.", "Value to start from."), Kind.NUMBER),
        _argument(
            "baseline_date",
            Text("date de départ", "baseline_date"),
            Text("Date de cette valeur.", "Date of that value."),
            Kind.DATE,
        ),
        _argument("target", Text("cible", "target"), Text("Valeur visée.", "Value aimed at."), Kind.NUMBER),
        _argument("deadline", Text("échéance", "deadline"), Text("Date de la cible.", "Date of the target."), Kind.DATE),
        _argument(
            "scope", Text("périmètre", "scope"), Text("Segment, canal ou zone visés.", "Segment, channel or area aimed at.")
        ),
        _argument("owner", Text("responsable", "owner"), Text("Qui en répond.", "Who answers for it.")),
        _argument(
            "strategic_objective",
            Text("objectif stratégique", "strategic_objective"),
            Text("Objectif stratégique servi.", "Strategic objective it serves."),
        ),
        _argument("budget", Text("budget", "budget"), Text("Budget affecté.", "Budget given to it."), Kind.NUMBER, EUROS),
        _argument(
            "justification",
            Text("justification", "justification"),
            Text(
                "Pourquoi c'est atteignable, si la progression dépasse le passé.",
                "Why it can be reached, if growth exceeds the past.",
            ),
        ),
        Argument(
            name="milestones",
            label=Text("points d'étape", "milestones"),
            help=Text("Points d'étape : dates séparées par un point-virgule.", "Checkpoints: dates apart by a semicolon."),
            kind=Kind.ANY,
            shape=Shape.COLUMN,
            aligned=True,
            blanks=True,
            default=None,
        ),
        Argument(
            name="best_past_growth",
            label=Text("meilleure progression", "best_past_growth"),
            help=Text("Meilleure progression passée, en un an.", "Best past growth, in a year."),
            shape=Shape.COLUMN,
            unit=SHARE,
            aligned=True,
            blanks=True,
            default=None,
        ),
    ),
    result=Result.TABLE,
    rows=Rows.ELEMENTWISE,
    columns=(
        _letter("s", Text("spécifique", "specific")),
        _letter("m", Text("mesurable", "measurable")),
        _letter("a", Text("atteignable", "attainable")),
        _letter("r", Text("réaliste", "realistic")),
        _letter("t", Text("temporellement défini", "time-bound")),
        Column("score", "note", Text("sur 5", "out of 5")),
        Column("advice", "conseil"),
    ),
    help=Text(
        "S : un seul but, sans mot vague ou avec un nombre, un indicateur, un périmètre, un responsable. M : unité, sens, départ daté, cible qui s'en écarte "
        "du bon côté. A : au plus 1,5 fois la meilleure progression passée par an, ou une justification. R : un objectif stratégique et un budget. "
        "T : une échéance après le départ, avec un point d'étape au-delà d'un trimestre.",
        "S: one goal, without a vague word or with a number, a KPI, a scope, an owner. M: unit, direction, dated baseline, a target away from it on the "
        "right side. A: at most 1.5 times the best past yearly growth, or a justification. R: a strategic objective and a budget. "
        "T: a deadline after the baseline, with a checkpoint beyond a quarter.",
    ),
    example=Example(
        (
            "Réduire le délai de traitement de 8 à 4 jours d'ici le 30 juin",
            "Délai moyen",
            "jours",
            "down",
            8,
            dt.date(2027, 1, 4),
            4,
            dt.date(2027, 6, 30),
            "Service client",
            "DM",
            "G1",
            12_000,
            "Nouvel outil testé en 2026",
            dt.date(2027, 3, 31),
        ),
        [["s", "m", "a", "r", "t", "score", "advice"], [True, True, True, True, True, 5, None]],
        "worked by hand",
    ),
    source="the article, « Alignement avec les objectifs SMART »; G. T. Doran (1981), Management Review 70(11); the rules are ours",
    compute=_smart,
)

FUNCTIONS: tuple[Function, ...] = (SMART,)
