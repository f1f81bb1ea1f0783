"""What RETROPLANNING says: why it cannot compute, and what is wrong with a task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from addin.functions.spec import Message
from workbook_templates.text import Text

if TYPE_CHECKING:
    from addin.models.network import Task
    from addin.models.retroplanning import Slot

MESSAGES = {
    "retroplanning.cycle": Message(
        "{cycle}. Supprimez l'un de ces prédécesseurs\u00a0: le planning ne peut pas être calculé.",
        "{cycle}. Remove one of these predecessors: the schedule cannot be computed.",
        argument="predecessors",
    ),
    "retroplanning.unknown_predecessor": Message(
        "«\u00a0{token}\u00a0», prédécesseur de {task} ligne {row}\u00a0: aucune action ni aucun jalon ne s'appelle «\u00a0{id}\u00a0», ou deux portent presque ce nom. "
        "Écrivez un identifiant de la liste, puis au besoin FD, DD, FF ou DF et un décalage (A5FD+2).",
        "“{token}”, predecessor of {task} on row {row}: no action or milestone is called “{id}”, or two nearly are. "
        "Write an id of the list, then if needed FS, SS, FF or SF and a lag (A5FS+2).",
        argument="predecessors",
    ),
    "retroplanning.id_repeated": Message(
        "L'identifiant «\u00a0{id}\u00a0» est porté deux fois, parmi les actions et les jalons. Donnez-en un différent à chacun.",
        "The id “{id}” is used twice among actions and milestones. Give each its own.",
    ),
    "retroplanning.no_deadline": Message(
        "Aucune échéance n'est donnée\u00a0: un rétro-planning part d'une date. Saisissez au moins une date limite.",
        "No deadline is given: a backward schedule starts from a date. Enter at least one deadline.",
        kind="#N/A",
        argument="deadlines",
    ),
    "retroplanning.duration_negative": Message(
        "La durée vaut {value} à la ligne {row}\u00a0: elle se compte en jours ouvrés, 0 pour un jalon. Corrigez-la.",
        "The duration is {value} on row {row}: it is a number of working days, 0 for a milestone. Correct it.",
        kind="#NUM!",
        argument="durations",
    ),
    "retroplanning.progress_out_of_range": Message(
        "L'avancement vaut {value} à la ligne {row}\u00a0: attendu entre 0 et 1. Pour 55\u00a0%, saisissez 55\u00a0% ou 0,55.",
        "The progress is {value} on row {row}: expected between 0 and 1. For 55%, enter 55% or 0.55.",
        kind="#NUM!",
        argument="progress",
    ),
    "retroplanning.actual_dates_reversed": Message(
        "Ligne {row}, la fin réelle ({finish}) précède le début réel ({start}). Corrigez l'une des deux dates.",
        "On row {row}, the actual finish ({finish}) comes before the actual start ({start}). Correct one of the dates.",
        argument="actual_finish",
    ),
    "retroplanning.horizon_too_long": Message(
        "La plus longue chaîne dure {days} jours ouvrés\u00a0: avec des dates du {first} au {last}, elle sort du calendrier. Vérifiez durées et décalages.",
        "The longest chain takes {days} working days: with dates from {first} to {last} it leaves the calendar. Check durations and lags.",
        kind="#NUM!",
        argument="durations",
    ),
    "retroplanning.milestones_two_columns": Message(
        "La plage des jalons a {columns} colonne\u00a0: il en faut deux, l'identifiant puis la date. Élargissez la plage.",
        "The range of milestones has {columns} column: two are needed, the id then the date. Widen the range.",
        argument="milestones",
    ),
    "retroplanning.milestone_not_dated": Message(
        "Le jalon {id} (ligne {row_in_milestones} de la plage des jalons) n'a pas de date. Saisissez-la, ou retirez le jalon.",
        "Milestone {id} (row {row_in_milestones} of the range of milestones) has no date. Enter it, or remove the milestone.",
        argument="milestones",
    ),
}

_LATE = Text(
    "{id} aurait dû démarrer le {start}\u00a0: {days} de retard. Raccourcissez, faites chevaucher (DD) ou décalez l'échéance.",
    "{id} should have started on {start}: {days} late. Shorten it, overlap it (SS) or move the deadline.",
)
_LATE_UNDER_WAY = Text(
    "{id} est en cours et finirait le {early}, {days} après sa date limite du {finish}. Renforcez l'équipe, réduisez ce qui reste ou décalez l'échéance.",
    "{id} is under way and would end on {early}, {days} after its latest finish, {finish}. Add hands, cut what is left or move the deadline.",
)
_LATE_MILESTONE = Text(
    "{id} aurait dû être atteint le {start}\u00a0: {days} de retard. Constatez-le (fin réelle) ou décalez l'échéance.",
    "{id} should have been reached on {start}: {days} late. Record it (actual finish) or move the deadline.",
)
_UNDATED = Text(
    "{id} est à 100 % sans fin réelle : ses dates sont déduites de sa durée. Saisissez la fin réelle.",
    "{id} is at 100% without an actual finish: its dates follow from its duration. Enter the actual finish.",
)
_TOO_SHORT = Text(
    "{id} ne peut démarrer avant le {early}, {days} après sa date au plus tard du {start}\u00a0: ce qui précède est trop long. "
    "Raccourcissez, faites chevaucher (DD) ou décalez l'échéance.",
    "{id} cannot start before {early}, {days} after its latest start, {start}: what comes before takes too long. "
    "Shorten it, overlap it (SS) or move the deadline.",
)


def message(name: str, task: Task, slot: Slot) -> Text | None:
    """Return what is wrong with a task, None where nothing is."""
    if slot.total_slack is None:
        return _UNDATED.format(id=name) if task.actual_finish is None else None
    if slot.late_by and task.started:
        return _LATE_UNDER_WAY.format(
            id=name, early=slot.earliest_finish, finish=slot.latest_finish, days=working_days(slot.late_by)
        )
    if slot.late_by:
        template = _LATE if task.duration else _LATE_MILESTONE
        return template.format(id=name, start=slot.latest_start, days=working_days(slot.late_by))
    if slot.total_slack < 0:
        return _TOO_SHORT.format(
            id=name, early=slot.earliest_start, start=slot.latest_start, days=working_days(-slot.total_slack)
        )
    return None


def working_days(count: int) -> Text:
    """Return a number of working days in words."""
    return (
        Text("{n} jour ouvré", "{n} working day").format(n=count)
        if count == 1
        else Text("{n} jours ouvrés", "{n} working days").format(n=count)
    )
