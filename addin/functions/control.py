"""Following the plan: status of an indicator, funnel, audit, size of a test, as worksheet functions."""

from __future__ import annotations

from typing import Any

from addin.functions.spec import COUNT, SHARE, Argument, Column, Example, Function, Key, Kind, Message, Result, Rows, Shape, Table
from workbook_templates.text import Text
from workbook_templates.words import CRITERION, DIRECTION
from workbook_templates.words import KPI_STATUS as KPI_STATUS_WORDS


def _kpi_status(actual: float | None, target: float | None, direction: Any = "up", tolerance: float = 0.05) -> Key:
    from addin.models.kpi import status

    return Key(status(actual, target, direction=direction, tolerance=tolerance))


KPI_STATUS = Function(
    name="KPI_STATUS",
    family="kpi",
    summary=Text(
        "Statut d'un indicateur : atteint, à surveiller, en alerte ou à mesurer.",
        "Status of a KPI: reached, to watch, in alert or to measure.",
    ),
    arguments=(
        Argument(
            name="actual",
            label=Text("réel", "actual"),
            help=Text("Valeur mesurée ; vide : à mesurer.", "Value measured; blank: to measure."),
            shape=Shape.COLUMN,
            aligned=True,
            blanks=True,
        ),
        Argument(
            name="target",
            label=Text("cible", "target"),
            help=Text("Cible à date, pour la même durée que le réel.", "Target to date, over the same time as the actual."),
            shape=Shape.COLUMN,
            aligned=True,
            blanks=True,
        ),
        Argument(
            name="direction",
            label=Text("sens", "direction"),
            help=Text("Hausse si plus est mieux, baisse si moins est mieux.", "Up where more is better, down where less is."),
            kind=Kind.TEXT,
            shape=Shape.COLUMN,
            aligned=True,
            choices=DIRECTION,
            default="up",
        ),
        Argument(
            name="tolerance",
            label=Text("tolérance", "tolerance"),
            help=Text(
                "Écart, en part de la cible, qui reste à surveiller.", "Gap, as a share of the target, that is still to watch."
            ),
            shape=Shape.COLUMN,
            unit=SHARE,
            aligned=True,
            default=0.05,
        ),
    ),
    result=Result.SCALAR,
    rows=Rows.ELEMENTWISE,
    words=KPI_STATUS_WORDS.entries,
    messages={
        "kpi.target_missing": Message(
            "La cible est vide alors que le réel vaut {actual} : rien ne dit s'il est bon. Saisissez la cible à date.",
            "The target is blank though the actual is {actual}: nothing says whether it is good. Enter the target to date.",
            kind="#N/A",
            argument="target",
        ),
        "kpi.tolerance_negative": Message(
            "La tolérance vaut {value} : attendu 0 ou plus. Pour 5 %, saisissez 5 % ou 0,05.",
            "The tolerance is {value}: expected 0 or more. For 5%, enter 5% or 0.05.",
            kind="#NUM!",
            argument="tolerance",
        ),
    },
    help=Text(
        "Hausse : atteint dès la cible, à surveiller jusqu'à la tolérance, en alerte en dessous ; baisse : l'inverse. Comparez toujours à la cible à date, jamais à celle de l'année.",
        "Up: reached from the target on, to watch down to the tolerance, in alert below; down: the mirror. Always compare with the target to date, never with the year's.",
    ),
    example=Example((96, 100), "to watch", "worked by hand"),
    source="the article, « Tableau de bord marketing »; the thresholds are the plan's own",
    compute=_kpi_status,
)


def _race_funnel(stages: Any, volumes: Any) -> Table:
    from addin.models.funnel import funnel

    rates = funnel([None if volume != volume else volume for volume in volumes.tolist()])
    return Table((stages, [r.volume for r in rates], [r.rate_from_previous for r in rates], [r.rate_from_first for r in rates]))


RACE_FUNNEL = Function(
    name="RACE_FUNNEL",
    family="funnel",
    summary=Text(
        "Taux de passage d'une étape à la suivante, et depuis la première.",
        "Rate of passage from each stage to the next, and from the first.",
    ),
    arguments=(
        Argument(
            name="stages",
            label=Text("étapes", "stages"),
            help=Text(
                "Étapes, de la première à la dernière (Atteindre, Agir, Convertir, Engager).",
                "Stages, first to last (Reach, Act, Convert, Engage).",
            ),
            kind=Kind.KEY,
            shape=Shape.COLUMN,
            aligned=True,
        ),
        Argument(
            name="volumes",
            label=Text("volumes", "volumes"),
            help=Text("Personnes à chaque étape ; vide : non mesuré.", "People at each stage; blank: not measured."),
            shape=Shape.COLUMN,
            unit=COUNT,
            aligned=True,
            blanks=True,
        ),
    ),
    result=Result.TABLE,
    rows=Rows.PER_INPUT,
    columns=(
        Column("stage", "étape"),
        Column("volume", "volume", COUNT),
        Column("rate_from_previous", "taux depuis la précédente", SHARE),
        Column("rate_from_first", "taux depuis la première", SHARE),
    ),
    messages={
        "funnel.volume_negative": Message(
            "Le volume vaut {value} à la ligne {row} : on compte des personnes, jamais sous 0. Corrigez-le.",
            "The volume is {value} on row {row}: people are counted, never below 0. Correct it.",
            kind="#NUM!",
            argument="volumes",
        ),
    },
    example=Example(
        (["Reach", "Act", "Convert"], [1000, 200, 50]),
        [
            ["stage", "volume", "rate_from_previous", "rate_from_first"],
            ["Reach", 1000, None, 1.0],
            ["Act", 200, 0.2, 0.2],
            ["Convert", 50, 0.25, 0.05],
        ],
        "worked by hand",
    ),
    source="the article, « Intégration des KPIs de performance selon le modèle RACE »",
    compute=_race_funnel,
)

_AUDIT_ADVICE = {
    "alignment": Text(
        "À vérifier : chaque action et chaque euro servent un objectif, chaque objectif un but stratégique, chaque message le positionnement.",
        "To check: each action and each euro serve an objective, each objective a strategic goal, each message the positioning.",
    ),
    "sequence": Text(
        "À vérifier : chaque action a un jalon ou un successeur, aucune n'est en retard, aucun rôle ne dépasse sa capacité.",
        "To check: each action has a milestone or a successor, none is late, no role is over its capacity.",
    ),
    "indicators": Text(
        "À vérifier : les cinq qualités de chaque indicateur, les étapes RACE et les familles couvertes, le court et le long terme.",
        "To check: the five qualities of each KPI, the RACE stages and families covered, the short and the long term.",
    ),
    "adjustment": Text(
        "À vérifier : seuil, correction et responsable de chaque indicateur, réserve, revue mensuelle, seuil de chaque risque.",
        "To check: threshold, correction and owner of each KPI, a reserve, a monthly review, the trigger of each risk.",
    ),
    "allocation": Text(
        "À vérifier : lignes égales à l'enveloppe, CPA sous leur cible ou motivés, initiatives prouvées par un test, des zones ou un modèle.",
        "To check: lines equal to the envelope, CPAs under target or with a reason, initiatives proven by a test, zones or a model.",
    ),
}


def _plan_audit(passed: Any, total: Any) -> Table:
    from addin.models.audit import audit

    scores = audit([int(value) for value in passed], [int(value) for value in total])
    return Table(
        (
            [score.criterion for score in scores],
            [score.score for score in scores],
            [_evidence(score.passed, score.total) for score in scores],
            [_AUDIT_ADVICE[score.criterion] if score.weak else None for score in scores],
        )
    )


def _evidence(passed: int, total: int) -> Text:
    if not total:
        return Text("aucune vérification possible", "nothing to check")
    if total == 1:
        return Text("{passed} vérification tenue sur 1", "{passed} of 1 check passed").format(passed=passed)
    if passed < 2:
        return Text("{passed} vérification tenue sur {total}", "{passed} of {total} checks passed").format(
            passed=passed, total=total
        )
    return Text("{passed} vérifications tenues sur {total}", "{passed} of {total} checks passed").format(
        passed=passed, total=total
    )


def _count(name: str, label: Text, help_: Text) -> Argument:
    return Argument(name=name, label=label, help=help_, kind=Kind.INTEGER, shape=Shape.COLUMN, unit=COUNT, aligned=True)


PLAN_AUDIT = Function(
    name="PLAN_AUDIT",
    family="audit",
    summary=Text(
        "Note du plan sur les cinq critères : alignement, séquence, indicateurs, ajustement, allocation.",
        "Score of the plan on the five criteria: alignment, sequence, indicators, adjustment, allocation.",
    ),
    arguments=(
        _count(
            "passed",
            Text("tenues", "passed"),
            Text(
                "Vérifications tenues, un critère par ligne, dans cet ordre.",
                "Checks passed, one criterion a row, in that order.",
            ),
        ),
        _count(
            "total",
            Text("total", "total"),
            Text("Vérifications faites ; 0 quand il n'y a rien à vérifier.", "Checks made; 0 where there is nothing to check."),
        ),
    ),
    result=Result.TABLE,
    columns=(
        Column("criterion", "critère", words=CRITERION),
        Column("score", "note", SHARE),
        Column("evidence", "preuve"),
        Column("advice", "conseil"),
    ),
    messages={
        "audit.not_five": Message(
            "{count} lignes remplies : il en faut cinq, une par critère (0 quand il n'y a rien à vérifier). Ajustez les plages.",
            "{count} rows are filled: five are needed, one a criterion (0 where there is nothing to check). Adjust the ranges.",
            argument="passed",
        ),
        "audit.count_negative": Message(
            "« {argument} », ligne {row}, vaut {value} : un nombre de vérifications n'est jamais sous 0. Corrigez-le.",
            "“{argument}”, row {row}, is {value}: a number of checks is never below 0. Correct it.",
            kind="#NUM!",
        ),
        "audit.passed_above_total": Message(
            "Ligne {row}, {passed} vérifications tenues pour {total} faites : il ne peut y en avoir plus. Corrigez l'un des deux nombres.",
            "On row {row}, {passed} checks passed of {total} made: there cannot be more. Correct one of the numbers.",
            kind="#NUM!",
            argument="passed",
        ),
    },
    example=Example(
        ([9, 8, 6, 0, 1], [10, 8, 6, 0, 2]),
        [
            ["criterion", "score", "evidence", "advice"],
            ["Alignment", 0.9, "9 of 10 checks passed", None],
            ["Sequence", 1.0, "8 of 8 checks passed", None],
            ["Indicators", 1.0, "6 of 6 checks passed", None],
            ["Adjustment", None, "nothing to check", None],
            ["Allocation", 0.5, "1 of 2 checks passed", _AUDIT_ADVICE["allocation"].en],
        ],
        "worked by hand",
    ),
    source="the article, « Définition et critères du marketing opérationnel performant » (five criteria)",
    compute=_plan_audit,
)

FUNCTIONS: tuple[Function, ...] = (KPI_STATUS, RACE_FUNNEL, PLAN_AUDIT)
