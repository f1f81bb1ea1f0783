"""The backward schedule as a worksheet function."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from addin.errors import ModelError
from addin.functions.calendar import CLOSURES_ARGUMENT, REGION_ARGUMENT, SOLIDARITY_ARGUMENT
from addin.functions.plan_cells import read_milestones, read_tasks
from addin.functions.retroplanning_sentences import MESSAGES, message
from addin.functions.spec import (
    REQUIRED,
    WORKING_DAYS,
    Argument,
    Column,
    Example,
    Function,
    Kind,
    Result,
    Rows,
    Shape,
    Table,
)
from workbook_templates.text import Text
from workbook_templates.words import ACTION_KIND

if TYPE_CHECKING:
    from addin.models.network import Task
    from addin.models.retroplanning import Slot


def _dates(name: str, label: Text, help_: Text, *, default: object = None) -> Argument:
    return Argument(
        name=name, label=label, help=help_, kind=Kind.DATE, shape=Shape.COLUMN, aligned=True, blanks=True, default=default
    )


def _retroplanning(
    ids: Any,
    durations: Any,
    predecessors: Any,
    deadlines: Any,
    today: dt.date | None = None,
    region: Any = "metropole",
    closures: Any = None,
    solidarity_day: bool = False,
    progress: Any = None,
    not_before: Any = None,
    actual_start: Any = None,
    actual_finish: Any = None,
    milestones: Any = None,
    kinds: Any = None,
) -> Table:
    from addin.models.retroplanning import schedule

    fixed = read_milestones(milestones)
    tasks = read_tasks(
        ids,
        durations,
        predecessors,
        fixed,
        deadlines=deadlines,
        not_before=not_before,
        actual_start=actual_start,
        actual_finish=actual_finish,
        progress=progress,
        kinds=kinds,
    )
    try:
        slots = schedule(
            tasks,
            today=today,
            milestones=[day for _, day in fixed],
            region=region,
            closures=() if closures is None else closures.tolist(),
            solidarity_day=solidarity_day,
        )
    except ModelError as error:
        cycle = error.facts.get("cycle")
        if isinstance(cycle, list):
            error.facts["cycle"] = _chain([str(ids[position]) for position in cycle])
        raise
    return _table(ids, tasks, slots)


def _chain(ids: Sequence[str]) -> Text:
    """Return a cycle in words: « A05 attend A07, qui attend A06, qui attend A05 »."""
    return Text(
        f"{ids[0]} attend {', qui attend '.join(ids[1:])}",
        f"{ids[0]} waits for {', which waits for '.join(ids[1:])}",
    )


def _table(ids: Any, tasks: Sequence[Task], slots: Sequence[Slot]) -> Table:
    return Table(
        (
            ids,
            [slot.latest_start for slot in slots],
            [slot.latest_finish for slot in slots],
            [slot.earliest_start for slot in slots],
            [slot.earliest_finish for slot in slots],
            [slot.total_slack for slot in slots],
            [slot.free_slack for slot in slots],
            [slot.critical for slot in slots],
            [slot.late_by for slot in slots],
            [message(str(name), task, slot) for name, task, slot in zip(ids, tasks, slots, strict=True)],
        )
    )


RETROPLANNING = Function(
    name="RETROPLANNING",
    family="retroplanning",
    summary=Text(
        "Dates au plus tard de chaque action, en remontant des échéances, marges et retards, sur le calendrier français.",
        "Latest dates of each action, worked back from the deadlines, with slack and lateness, on the French calendar.",
    ),
    arguments=(
        Argument(
            name="ids",
            label=Text("ids", "ids"),
            help=Text("Identifiants des actions, uniques.", "Ids of the actions, each used once."),
            kind=Kind.KEY,
            shape=Shape.COLUMN,
            aligned=True,
        ),
        Argument(
            name="durations",
            label=Text("durées", "durations"),
            help=Text("Durée de chaque action, 0 pour un jalon.", "Duration of each action, 0 for a milestone."),
            kind=Kind.INTEGER,
            shape=Shape.COLUMN,
            unit=WORKING_DAYS,
            aligned=True,
        ),
        Argument(
            name="predecessors",
            label=Text("prédécesseurs", "predecessors"),
            help=Text(
                "Prédécesseurs : A3; A5FD+2; A7DD-1; J1+10jc (FD fin-début, DD, FF, DF ; jc = jours calendaires).",
                "Predecessors: A3; A5FS+2; A7SS-1; J1+10cd (FS finish-start, SS, FF, SF; cd = calendar days).",
            ),
            kind=Kind.TEXT,
            shape=Shape.COLUMN,
            aligned=True,
            blanks=True,
        ),
        _dates(
            "deadlines",
            Text("échéances", "deadlines"),
            Text(
                "Date limite propre ; vide : l'action suit ses successeurs.",
                "Own deadline; blank: the action follows its successors.",
            ),
            default=REQUIRED,
        ),
        Argument(
            name="today",
            label=Text("aujourd'hui", "today"),
            help=Text(
                "Date d'arrêté : rien ne peut démarrer avant ; sans elle, pas de retard calculé.",
                "As-of date: nothing may start before it; without it no lateness is told.",
            ),
            kind=Kind.DATE,
            default=None,
        ),
        REGION_ARGUMENT,
        CLOSURES_ARGUMENT,
        SOLIDARITY_ARGUMENT,
        Argument(
            name="progress",
            label=Text("avancement", "progress"),
            help=Text(
                "Avancement d'une action en cours : il reste durée × (1 − avancement), à partir d'aujourd'hui.",
                "Progress of an action under way: duration × (1 − progress) is left, from today.",
            ),
            shape=Shape.COLUMN,
            unit=Text("part, 0 à 1", "share, 0 to 1"),
            aligned=True,
            blanks=True,
            default=None,
        ),
        _dates(
            "not_before",
            Text("pas avant", "not_before"),
            Text("L'action ne peut démarrer avant cette date.", "The action cannot start before this date."),
        ),
        _dates(
            "actual_start",
            Text("début réel", "actual_start"),
            Text("Début réel d'une action commencée.", "Real start of an action that has begun."),
        ),
        _dates(
            "actual_finish",
            Text("fin réelle", "actual_finish"),
            Text(
                "Fin réelle : l'action est terminée, ses dates sont des faits.",
                "Real finish: the action is over, its dates are facts.",
            ),
        ),
        Argument(
            name="milestones",
            label=Text("jalons", "milestones"),
            help=Text(
                "Deux colonnes, identifiant et date, que les prédécesseurs peuvent nommer (« après le salon » : J1).",
                "Two columns, id and date, that predecessors may name (“after the fair”: J1).",
            ),
            kind=Kind.ANY,
            shape=Shape.BLOCK,
            blanks=True,
            default=None,
        ),
        Argument(
            name="kinds",
            label=Text("types", "kinds"),
            help=Text(
                "Projet ou fil rouge : un fil rouge commencé court jusqu'à son échéance, n'est jamais en retard ni critique.",
                "Project or ongoing: an ongoing action, once begun, runs to its deadline, is never late and never critical.",
            ),
            kind=Kind.TEXT,
            shape=Shape.COLUMN,
            aligned=True,
            blanks=True,
            choices=ACTION_KIND,
            default=None,
        ),
    ),
    result=Result.TABLE,
    rows=Rows.PER_INPUT,
    columns=(
        Column("id", "id"),
        Column("latest_start", "début au plus tard"),
        Column("latest_finish", "fin au plus tard"),
        Column("earliest_start", "début au plus tôt"),
        Column("earliest_finish", "fin au plus tôt"),
        Column("total_slack", "marge totale", WORKING_DAYS),
        Column("free_slack", "marge libre", WORKING_DAYS),
        Column("critical", "critique"),
        Column("late_by", "retard", WORKING_DAYS),
        Column("message", "message"),
    ),
    messages=MESSAGES,
    help=Text(
        "Fin au plus tard = la plus proche de l'échéance propre et de ce qu'exigent les successeurs, jamais après la dernière échéance. Samedis, dimanches, jours fériés et fermetures "
        "sont sautés. Échéance un jour fermé\u00a0: le travail finit le jour ouvré d'avant, le jalon garde sa date. Marge totale négative\u00a0: l'échéance "
        "ne tient plus. Critique\u00a0: la plus petite marge parmi les actions que mène la même échéance. Une action en cours est ce qu'il en reste, "
        "à partir d'aujourd'hui\u00a0; une action terminée garde ses dates réelles, sans marge.",
        "Latest finish = the earlier of the own deadline and of what successors require, never after the last deadline. Saturdays, Sundays, public holidays and closures are "
        "skipped. A deadline on a closed day: work ends on the working day before, the milestone keeps its date. Negative total slack: the deadline "
        "no longer holds. Critical: the least slack among the actions driven by the same deadline. An action under way is what is left of it, "
        "from today; a finished one keeps its real dates and has no slack.",
    ),
    example=Example(
        (["A1", "A2"], [5, 0], [None, "A1"], [None, dt.date(2027, 5, 16)]),
        [
            [
                "id",
                "latest_start",
                "latest_finish",
                "earliest_start",
                "earliest_finish",
                "total_slack",
                "free_slack",
                "critical",
                "late_by",
                "message",
            ],
            [
                "A1",
                dt.date(2027, 5, 10),
                dt.date(2027, 5, 14),
                dt.date(2027, 5, 10),
                dt.date(2027, 5, 14),
                0,
                0,
                True,
                None,
                None,
            ],
            [
                "A2",
                dt.date(2027, 5, 16),
                dt.date(2027, 5, 16),
                dt.date(2027, 5, 16),
                dt.date(2027, 5, 16),
                0,
                0,
                True,
                None,
                None,
            ],
        ],
        "worked by hand: a fair on Sunday 16 May 2027",
    ),
    source="the article, « Planning et rétro-planning des actions commerciales trimestrielles »; the critical path method",
    compute=_retroplanning,
)

FUNCTIONS: tuple[Function, ...] = (RETROPLANNING,)
