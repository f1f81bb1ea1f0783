"""Person-days per owner and week as a worksheet function."""

from __future__ import annotations

import datetime as dt
from typing import Any

from addin.functions.calendar import CLOSURES_ARGUMENT, REGION_ARGUMENT, SOLIDARITY_ARGUMENT
from addin.functions.spec import Argument, Column, Example, Function, Key, Kind, Message, Noted, Result, Shape, Table
from workbook_templates.text import Text

_PERSON_DAYS = Text("jours-homme", "person-days")


def _workload(
    owners: Any,
    starts: Any,
    finishes: Any,
    effort_days: Any,
    first_day: dt.date,
    weeks: int,
    closures: Any = None,
    region: Any = "metropole",
    solidarity_day: bool = False,
) -> Noted:
    from addin.errors import ModelError
    from addin.models.workload import Job, workload

    jobs, rows = [], []
    for row, (owner, start, finish, effort) in enumerate(
        zip(owners.tolist(), starts.tolist(), finishes.tolist(), effort_days.tolist(), strict=True), 1
    ):
        if owner is not None and start is not None and finish is not None and effort == effort:
            jobs.append(Job(str(owner), start, finish, effort))
            rows.append(row)
    try:
        load = workload(
            jobs,
            first_day=first_day,
            weeks=weeks,
            region=region,
            closures=() if closures is None else closures.tolist(),
            solidarity_day=solidarity_day,
        )
    except ModelError as error:
        if "row" in error.facts:
            error.facts["row"] = rows[int(str(error.facts["row"])) - 1]
        raise
    table = Table(
        (list(load.owners), *([row[k] for row in load.days] for k in range(len(load.weeks)))),
        header=(Key("owner"), *load.weeks),
    )
    left_out = len(owners) - len(jobs)
    return Noted(table, (("workload.rows_left_out", {"count": left_out}),) if left_out else ())


def _dates(name: str, label: Text, help_: Text) -> Argument:
    return Argument(name=name, label=label, help=help_, kind=Kind.DATE, shape=Shape.COLUMN, aligned=True, blanks=True)


WORKLOAD = Function(
    name="WORKLOAD",
    family="workload",
    summary=Text(
        "Charge de chaque responsable, semaine par semaine, répartie sur les jours ouvrés des actions.",
        "Load of each owner, week by week, spread over the working days of the actions.",
    ),
    arguments=(
        Argument(
            name="owners",
            label=Text("responsables", "owners"),
            help=Text("Responsable de chaque action.", "Owner of each action."),
            kind=Kind.KEY,
            shape=Shape.COLUMN,
            aligned=True,
            blanks=True,
        ),
        _dates("starts", Text("débuts", "starts"), Text("Premier jour de chaque action.", "First day of each action.")),
        _dates(
            "finishes",
            Text("fins", "finishes"),
            Text("Dernier jour de chaque action, compris.", "Last day of each action, included."),
        ),
        Argument(
            name="effort_days",
            label=Text("charge", "effort"),
            help=Text("Charge de chaque action.", "Effort each action takes."),
            shape=Shape.COLUMN,
            unit=_PERSON_DAYS,
            aligned=True,
            blanks=True,
        ),
        Argument(
            name="first_day",
            label=Text("premier jour", "first_day"),
            help=Text("Un jour de la première semaine, qui part du lundi.", "A day of the first week, which starts on Monday."),
            kind=Kind.DATE,
        ),
        Argument(
            name="weeks", label=Text("semaines", "weeks"), help=Text("Nombre de semaines.", "Number of weeks."), kind=Kind.INTEGER
        ),
        CLOSURES_ARGUMENT,
        REGION_ARGUMENT,
        SOLIDARITY_ARGUMENT,
    ),
    result=Result.TABLE,
    columns=(Column("owner", "responsable"),),
    words={"owner": Text("responsable", "owner")},
    messages={
        "workload.weeks_out_of_range": Message(
            "Le nombre de semaines vaut {value} : attendu de 1 à {most}. Corrigez-le.",
            "The number of weeks is {value}: expected from 1 to {most}. Correct it.",
            kind="#NUM!",
            argument="weeks",
        ),
        "workload.effort_negative": Message(
            "La charge vaut {value} à la ligne {row} : elle se compte en jours-homme, jamais sous 0. Corrigez-la.",
            "The effort is {value} on row {row}: it is counted in person-days, never below 0. Correct it.",
            kind="#NUM!",
            argument="effort_days",
        ),
        "workload.finish_before_start": Message(
            "Ligne {row}, la fin ({finish}) précède le début ({start}). Corrigez l'une des deux dates.",
            "On row {row}, the finish ({finish}) comes before the start ({start}). Correct one of the dates.",
            argument="finishes",
        ),
        "workload.rows_left_out": Message(
            "Lignes laissées de côté, faute de responsable, de dates ou de charge : {count}. Complétez-les pour qu'elles pèsent.",
            "Rows left out for want of an owner, dates or effort: {count}. Complete them so that they weigh.",
        ),
    },
    help=Text(
        "La charge d'une action est répartie également sur ses jours ouvrés ; sans jour ouvré (un dimanche de salon), elle pèse sur la semaine de son "
        "début. Les colonnes sont les lundis. Ce qui tombe hors des semaines demandées n'est pas montré.",
        "The effort of an action is spread evenly over its working days; without any (a Sunday at a fair) it weighs on the week it starts "
        "in. The columns are Mondays. What falls outside the weeks asked for is not shown.",
    ),
    example=Example(
        (
            ["CRM", "DIG"],
            [dt.date(2027, 5, 13), dt.date(2027, 5, 10)],
            [dt.date(2027, 5, 18), dt.date(2027, 5, 11)],
            [6, 1],
            dt.date(2027, 5, 10),
            2,
        ),
        [["owner", dt.date(2027, 5, 10), dt.date(2027, 5, 17)], ["CRM", 4.0, 2.0], ["DIG", 1.0, 0.0]],
        "worked by hand: Whit Monday, 17 May 2027, is closed",
    ),
    source="the article, « Planning et rétro-planning des actions commerciales trimestrielles » (resources at the right moment)",
    compute=_workload,
)

FUNCTIONS: tuple[Function, ...] = (WORKLOAD,)
