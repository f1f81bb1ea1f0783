"""Time: every action has a place in the schedule, the schedule can be computed, and can still be kept."""

from __future__ import annotations

import datetime as dt
import graphlib
from collections.abc import Iterator

from generator.plan import Plan, by_id
from generator.reading.ids import Ids
from generator.reading.predecessors import Link, links
from generator.records import Action
from generator.remarks import Code
from workbook_templates.errors import Problem
from workbook_templates.text import Text

CYCLE = Code("plan.cycle", "blocking", Text(
    "{first} attend {chain}. Supprimez l'un de ces prédécesseurs ; le planning ne peut pas être calculé.",
    "{first} waits for {chain}. Remove one of these predecessors; the schedule cannot be calculated.",
))  # fmt: skip
UNKNOWN_PREDECESSOR = Code("plan.unknown_predecessor", "blocking", Text(
    "{id} attend « {found} », qui n'est ni une action ni un jalon. Corrigez l'id, ou supprimez ce prédécesseur.",
    "{id} waits for “{found}”, which is neither an action nor a milestone. Correct the id, or remove this predecessor.",
))  # fmt: skip
LATE = Code("plan.late", "fix", Text(
    "« {name} » aurait dû démarrer le {start} ; nous sommes le {today} : {days} de retard{target}. Raccourcissez, faites chevaucher (DD+n) ou déplacez l'échéance.",
    "“{name}” should have started on {start}; it is now {today}: {days} late{target}. Shorten, overlap (SS+n) or move the deadline.",
))  # fmt: skip
NO_ANCHOR = Code("plan.no_anchor", "fix", Text(
    "« {name} » n'a ni jalon, ni date limite, ni successeur : rien ne dit quand elle doit finir. Donnez-lui l'un des trois.",
    "“{name}” has no milestone, no due date and no successor: nothing says when it must end. Give it one of the three.",
))  # fmt: skip
NO_DURATION = Code("plan.no_duration", "fix", Text(
    "« {name} » n'a pas de durée : le planning ne peut pas la placer. Saisissez sa durée en jours ouvrés.",
    "“{name}” has no duration: the schedule cannot place it. Enter its duration in working days.",
))  # fmt: skip
NO_FIXED_DATES = Code("plan.no_fixed_dates", "fix", Text(
    "« {name} » est un fil rouge sans dates. Saisissez son début et sa fin.",
    "“{name}” is an ongoing action without dates. Enter its start and its end.",
))  # fmt: skip
DATES_REVERSED = Code("plan.dates_reversed", "blocking", Text(
    "« {name} » finit le {end}, avant de commencer le {start}. Corrigez l'une des deux dates.",
    "“{name}” ends on {end}, before it starts on {start}. Correct one of the dates.",
))  # fmt: skip
ACTUAL_IN_FUTURE = Code("plan.actual_in_future", "fix", Text(
    "« {name} » a une date réelle au {found}, après la date d'arrêté du {today}. Corrigez-la, ou avancez la date d'arrêté dans {cell}.",
    "“{name}” has an actual date of {found}, after the as-of date of {today}. Correct it, or move the as-of date forward in {cell}.",
))  # fmt: skip
DONE_WITHOUT_DATE = Code("plan.done_without_date", "advice", Text(
    "« {name} » est terminée sans date de fin réelle. Saisissez-la : l'écart au plan ne se mesure pas sans elle.",
    "“{name}” is done without an actual finish date. Enter it: the variance from plan cannot be measured without it.",
))  # fmt: skip
STARTED_WITHOUT_DATE = Code("plan.started_without_date", "advice", Text(
    "« {name} » est en cours sans date de début réelle. Saisissez-la : le reste à faire ne se calcule pas sans elle.",
    "“{name}” is in progress without an actual start date. Enter it: the work remaining cannot be calculated without it.",
))  # fmt: skip
PROGRESS_AGAINST_STATUS = Code("plan.progress_against_status", "advice", Text(
    "« {name} » est « {status} » avec un avancement de {progress} %. Accordez les deux.",
    "“{name}” is “{status}” with {progress}% progress. Make the two consistent.",
))  # fmt: skip
OVERLOAD = Code("plan.overload", "advice", Text(
    "« {role} » est engagé {days} jours la semaine du {week} pour {capacity} disponibles{others}. Décalez une action qui a de la marge, ou prenez un renfort.",
    "“{role}” is booked for {days} days in the week of {week} against {capacity} available{others}. Move an action that has slack, or bring in support.",
))  # fmt: skip
MILESTONE_OUTSIDE = Code("milestone.outside", "fix", Text(
    "le jalon « {label} » ({date}) est hors du plan ({start} au {end}). Corrigez sa date, ou celles du plan.",
    "the milestone “{label}” ({date}) is outside the plan ({start} to {end}). Correct its date, or the plan's.",
))  # fmt: skip
MILESTONE_UNUSED = Code("milestone.unused", "advice", Text(
    "aucune action ne prépare le jalon « {label} ». Rattachez-lui une action, ou retirez-le.",
    "no action prepares the milestone “{label}”. Link an action to it, or remove it.",
))  # fmt: skip
NO_ACTIONS = Code("plan.no_actions", "blocking", Text(
    "aucune action n'est saisie : le plan ne dit pas ce qui sera fait. Saisissez les actions et leurs jalons.",
    "no action is entered: the plan does not say what will be done. Enter the actions and their milestones.",
))  # fmt: skip
PERIOD_REVERSED = Code("plan.period", "blocking", Text(
    "le plan finit le {end}, avant de commencer le {start}. Corrigez les dates dans les paramètres.",
    "the plan ends on {end}, before it starts on {start}. Correct the dates in the settings.",
))  # fmt: skip
CODES = (
    NO_ACTIONS, PERIOD_REVERSED, CYCLE, UNKNOWN_PREDECESSOR, LATE, NO_ANCHOR, NO_DURATION, NO_FIXED_DATES, DATES_REVERSED, ACTUAL_IN_FUTURE,
    DONE_WITHOUT_DATE, STARTED_WITHOUT_DATE, PROGRESS_AGAINST_STATUS, OVERLOAD, MILESTONE_OUTSIDE, MILESTONE_UNUSED,
)  # fmt: skip

_OVER = ("done", "cancelled", "suspended")
_SLIGHT = 0.05  # days a week that rounding may hide


def network_holds(plan: Plan) -> Iterator[Problem]:
    """Predecessors exist and do not wait for each other in a circle."""
    ids = Ids([*(action.id for action in plan.actions), *(milestone.id for milestone in plan.milestones)])
    graph: dict[str, list[str]] = {}
    for action in plan.actions:
        found = links(action.predecessors, ids)
        yield from _unknown(action, found)
        graph[action.id] = [link.id for link in found if link.known]
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        chain: list[str] = error.args[1][::-1]  # predecessors come first in it; a person says who waits for whom
        first = by_id(plan.actions, chain[0])
        waits = (", qui attend ", ", which waits for ")
        where = first.cell("predecessors") if first is not None else chain[0]
        yield CYCLE.at(where, first=chain[0], chain=Text(waits[0].join(chain[1:]), waits[1].join(chain[1:])))


def each_action_is_placed(plan: Plan) -> Iterator[Problem]:
    """Each action has what the schedule needs: a duration and an end to be ready for, or dates of its own."""
    ids = Ids([action.id for action in plan.actions])
    awaited = {link.id for action in plan.actions for link in links(action.predecessors, ids)}
    for action in plan.actions:
        if action.kind == "ongoing":
            if action.fixed_start is None or action.fixed_end is None:
                yield NO_FIXED_DATES.at(action.cell("fixed_start"), name=action.name)
        elif action.status != "cancelled":
            if action.duration_days is None:
                yield NO_DURATION.at(action.cell("duration_days"), name=action.name)
            if not action.deadline and action.due_date is None and action.fixed_end is None and action.id not in awaited:
                yield NO_ANCHOR.at(action.cell("deadline"), name=action.name)


def dates_are_possible(plan: Plan) -> Iterator[Problem]:
    """Dates follow each other, actual ones are not in the future, status and progress agree."""
    start, end = plan.settings.plan_start, plan.settings.plan_end
    if start is not None and end is not None and end < start:
        yield PERIOD_REVERSED.at(plan.settings.cell("plan_end"), start=start, end=end)
    for action in plan.actions:
        for first, last in ((action.fixed_start, action.fixed_end), (action.actual_start, action.actual_finish)):
            if first is not None and last is not None and last < first:
                yield DATES_REVERSED.at(action.cell("fixed_end"), name=action.name, start=first, end=last)
        yield from _future(plan, action)
        yield from _status(action)


def nothing_is_late(plan: Plan) -> Iterator[Problem]:
    """No action that still has to start is past the day it had to; without an as-of date nobody can tell."""
    if plan.settings.as_of is None:
        return
    for scheduled in plan.results.schedule:
        action = by_id(plan.actions, scheduled.id)
        if (
            action is None
            or action.status in _OVER
            or action.kind == "ongoing"
            or scheduled.late_by is None
            or scheduled.late_by.value <= 0
        ):
            continue
        milestone = by_id(plan.milestones, action.deadline)
        aim = Text(f" sur « {milestone.label} »", f" on “{milestone.label}”") if milestone is not None else Text("", "")
        yield LATE.at(
            action.cell("alert"), name=action.name, start=scheduled.latest_start, today=plan.as_of,
            days=_working_days(round(scheduled.late_by.value)), target=aim, stake=scheduled.late_by.value,
        )  # fmt: skip


def _working_days(count: int) -> Text:
    """Return a number of working days, its noun in agreement."""
    one = abs(count) < 2
    return Text(
        f"{count} jour ouvré" if one else f"{count} jours ouvrés",
        f"{count} working day" if count == 1 else f"{count} working days",
    )


def nobody_is_overloaded(plan: Plan) -> Iterator[Problem]:
    """No role works more days a week than it has: the worst one is told, the others are named."""
    found = []
    for load in plan.results.workload:
        role = by_id(plan.roles, load.owner)
        if role is None or role.capacity_days_week is None:
            continue
        capacity = role.capacity_days_week.value
        monday = plan.as_of - dt.timedelta(days=plan.as_of.weekday())
        weeks = [(week, days) for week, days in zip(load.weeks, load.days, strict=False) if week >= monday]  # past ones are past
        over = [(days.value, week, days.cell) for week, days in weeks if days is not None and days.value > capacity + _SLIGHT]
        if over:
            found.append((sum(days - capacity for days, _, _ in over), role, capacity, max(over, key=lambda item: item[0])))
    if found:
        found.sort(key=lambda item: -item[3][0])
        excess, role, capacity, (most, week, cell) = found[0]
        names = [other.id for _, other, _, _ in found[1:]]
        others = (
            Text(" ; aussi en excès : {names}", "; also over capacity: {names}").format(names=names) if names else Text("", "")
        )
        yield OVERLOAD.at(cell, role=role.label, days=round(most, 1), week=week, capacity=capacity, others=others, stake=excess)


def milestones_hold(plan: Plan) -> Iterator[Problem]:
    """Milestones fall in the plan and are prepared by something."""
    start, end = plan.settings.plan_start, plan.settings.plan_end
    used = {action.deadline for action in plan.actions}
    for milestone in plan.milestones:
        if milestone.date is not None and start is not None and end is not None and not start <= milestone.date <= end:
            yield MILESTONE_OUTSIDE.at(milestone.cell("date"), label=milestone.label, date=milestone.date, start=start, end=end)
        if milestone.id not in used:
            yield MILESTONE_UNUSED.at(milestone.cell("id"), label=milestone.label)


def there_are_actions(plan: Plan) -> Iterator[Problem]:
    """The plan does something."""
    if not plan.actions:
        yield NO_ACTIONS.at("Actions")


RULES = (
    there_are_actions,
    network_holds,
    each_action_is_placed,
    dates_are_possible,
    nothing_is_late,
    nobody_is_overloaded,
    milestones_hold,
)


def _unknown(action: Action, found: tuple[Link, ...]) -> Iterator[Problem]:
    for link in found:
        if not link.known:
            yield UNKNOWN_PREDECESSOR.at(action.cell("predecessors"), id=action.id, found=link.id)


def _future(plan: Plan, action: Action) -> Iterator[Problem]:
    today = plan.settings.as_of
    if today is None:
        return
    for key, day in (("actual_start", action.actual_start), ("actual_finish", action.actual_finish)):
        if day is not None and day > today:
            yield ACTUAL_IN_FUTURE.at(
                action.cell(key), name=action.name, found=day, today=today, cell=plan.settings.cell("as_of")
            )


def _status(action: Action) -> Iterator[Problem]:
    progress = action.progress.value if action.progress is not None else 0.0
    if action.status == "done" and action.actual_finish is None:
        yield DONE_WITHOUT_DATE.at(action.cell("actual_finish"), name=action.name)
    if action.status == "in_progress" and action.actual_start is None and action.kind != "ongoing":
        yield STARTED_WITHOUT_DATE.at(action.cell("actual_start"), name=action.name)
    disagree = (action.status == "planned" and progress > 0) or (
        action.status == "done" and action.progress is not None and progress < 1
    )
    if disagree:
        word = Text("prévue", "planned") if action.status == "planned" else Text("terminée", "done")
        yield PROGRESS_AGAINST_STATUS.at(action.cell("progress"), name=action.name, status=word, progress=round(progress * 100))
