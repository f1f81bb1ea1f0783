"""GANTT as a worksheet function: a matrix for conditional formats."""

from __future__ import annotations

import datetime as dt
from typing import Any

from addin.functions.spec import WORKING_DAYS, Argument, Example, Function, Kind, Message, Result, Rows, Shape
from workbook_templates.text import Text
from workbook_templates.words import GRAIN


def _gantt(
    starts: Any, finishes: Any, first_day: dt.date, periods: int, grain: Any = "week", durations: Any = None
) -> list[list[int]]:
    from addin.models.gantt import gantt

    bars: list[list[int]] = gantt(
        starts, finishes, first_day=first_day, periods=periods, grain=grain, durations=durations
    ).tolist()
    return bars


def _dates(name: str, label: Text, help_: Text) -> Argument:
    return Argument(name=name, label=label, help=help_, kind=Kind.DATE, shape=Shape.COLUMN, aligned=True, blanks=True)


GANTT = Function(
    name="GANTT",
    family="gantt",
    summary=Text(
        "Barres du planning, une ligne par action et une colonne par période : 0 rien, 1 travail, 2 jalon.",
        "Bars of a schedule, one row per action and one column per period: 0 nothing, 1 work, 2 a milestone.",
    ),
    arguments=(
        _dates("starts", Text("débuts", "starts"), Text("Premier jour de chaque action.", "First day of each action.")),
        _dates(
            "finishes",
            Text("fins", "finishes"),
            Text("Dernier jour de chaque action, compris.", "Last day of each action, included."),
        ),
        Argument(
            name="first_day",
            label=Text("premier jour", "first_day"),
            help=Text(
                "Un jour de la première période : sa semaine part du lundi, son mois du 1er.",
                "A day of the first period: its week starts on Monday, its month on the 1st.",
            ),
            kind=Kind.DATE,
        ),
        Argument(
            name="periods",
            label=Text("périodes", "periods"),
            help=Text("Nombre de périodes.", "Number of periods."),
            kind=Kind.INTEGER,
        ),
        Argument(
            name="grain",
            label=Text("grain", "grain"),
            help=Text("Semaine ou mois.", "Week or month."),
            kind=Kind.TEXT,
            choices=GRAIN,
            default="week",
        ),
        Argument(
            name="durations",
            label=Text("durées", "durations"),
            help=Text("Durées : 0 fait un jalon.", "Durations: 0 makes a milestone."),
            shape=Shape.COLUMN,
            unit=WORKING_DAYS,
            aligned=True,
            blanks=True,
            default=None,
        ),
    ),
    result=Result.MATRIX,
    rows=Rows.PER_INPUT,
    messages={
        "gantt.finish_before_start": Message(
            "Ligne {row}, la fin ({finish}) précède le début ({start}). Corrigez l'une des deux dates.",
            "On row {row}, the finish ({finish}) comes before the start ({start}). Correct one of the dates.",
            argument="finishes",
        ),
        "gantt.periods_out_of_range": Message(
            "Le nombre de périodes vaut {value}\u00a0: attendu de 1 à {most}. Corrigez-le.",
            "The number of periods is {value}: expected from 1 to {most}. Correct it.",
            kind="#NUM!",
            argument="periods",
        ),
    },
    example=Example(
        (
            [dt.date(2027, 1, 6), dt.date(2027, 1, 15)],
            [dt.date(2027, 1, 12), dt.date(2027, 1, 15)],
            dt.date(2027, 1, 4),
            3,
            "week",
            [5, 0],
        ),
        [[1, 1, 0], [0, 2, 0]],
        "worked by hand",
    ),
    source="the article, « Planning et rétro-planning des actions commerciales trimestrielles » (weekly or monthly grain)",
    compute=_gantt,
)

FUNCTIONS: tuple[Function, ...] = (GANTT,)
