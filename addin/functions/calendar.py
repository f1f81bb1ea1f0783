"""The French public holidays as a worksheet function, and the arguments of every function that counts working days."""

from __future__ import annotations

import datetime as dt
from typing import Any

from addin.functions.spec import Argument, Column, Example, Function, Kind, Message, Result, Shape, Table
from workbook_templates.text import Text
from workbook_templates.words import REGION

REGION_ARGUMENT = Argument(
    name="region",
    label=Text("région", "region"),
    help=Text(
        "Jours fériés : Métropole, ou Alsace-Moselle (vendredi saint et 26 décembre en plus).",
        "Public holidays: mainland France, or Alsace-Moselle (Good Friday and 26 December as well).",
    ),
    kind=Kind.TEXT,
    choices=REGION,
    default="metropole",
)
CLOSURES_ARGUMENT = Argument(
    name="closures",
    label=Text("fermetures", "closures"),
    help=Text("Dates de fermeture de l'entreprise, non travaillées.", "Dates on which the company is closed: nobody works."),
    kind=Kind.DATE,
    shape=Shape.COLUMN,
    default=None,
)
SOLIDARITY_ARGUMENT = Argument(
    name="solidarity_day",
    label=Text("lundi de Pentecôte travaillé", "solidarity_day"),
    help=Text("VRAI si l'équipe travaille le lundi de Pentecôte.", "TRUE where the team works on Whit Monday."),
    kind=Kind.BOOLEAN,
    default=False,
)

FEASTS = {
    "new_year": Text("Jour de l'An", "New Year's Day"),
    "good_friday": Text("Vendredi saint", "Good Friday"),
    "easter_monday": Text("Lundi de Pâques", "Easter Monday"),
    "labour_day": Text("Fête du Travail", "Labour Day"),
    "victory_day": Text("Victoire de 1945", "Victory in Europe Day"),
    "ascension": Text("Ascension", "Ascension Day"),
    "whit_monday": Text("Lundi de Pentecôte", "Whit Monday"),
    "bastille_day": Text("Fête nationale", "Bastille Day"),
    "assumption": Text("Assomption", "Assumption Day"),
    "all_saints": Text("Toussaint", "All Saints' Day"),
    "armistice": Text("Armistice de 1918", "Armistice Day"),
    "christmas": Text("Noël", "Christmas Day"),
    "st_stephen": Text("Saint-Étienne", "St Stephen's Day"),
}


def _french_holidays(first_year: int, last_year: int, region: Any = "metropole", solidarity_day: bool = False) -> Table:
    from addin.models.calendar import french_holidays

    days = french_holidays(first_year, last_year, region=region, solidarity_day=solidarity_day)
    return Table(([day for day, _ in days], [_together(feasts) for _, feasts in days]))


def _together(feasts: tuple[str, ...]) -> Text:
    """Return the name of a day, both names where two feasts fall on it."""
    names = [FEASTS[feast] for feast in feasts]
    return Text(" et ".join(name.fr for name in names), " and ".join(name.en for name in names))


def _year(name: str, label: Text, help_: Text) -> Argument:
    return Argument(name=name, label=label, help=help_, kind=Kind.INTEGER, unit=Text("année", "year"))


FRENCH_HOLIDAYS = Function(
    name="FRENCH_HOLIDAYS",
    family="calendar",
    summary=Text(
        "Jours fériés français d'une année à une autre, dans l'ordre.",
        "French public holidays from one year to another, in order.",
    ),
    arguments=(
        _year("first_year", Text("première année", "first_year"), Text("Première année.", "First year.")),
        _year("last_year", Text("dernière année", "last_year"), Text("Dernière année, comprise.", "Last year, included.")),
        REGION_ARGUMENT,
        SOLIDARITY_ARGUMENT,
    ),
    result=Result.TABLE,
    columns=(Column("date", "date"), Column("name", "nom")),
    messages={
        "calendar.years_reversed": Message(
            "La dernière année ({last}) précède la première ({first}). Échangez-les.",
            "The last year ({last}) comes before the first ({first}). Swap them.",
        ),
        "calendar.year_out_of_range": Message(
            "L'année vaut {year}\u00a0: les jours fériés de la loi actuelle sont connus de {first} à {last}. Choisissez une année entre les deux.",
            "The year is {year}: the public holidays of today's law are known from {first} to {last}. Choose a year between them.",
            kind="#NUM!",
        ),
    },
    help=Text(
        "Onze jours en métropole, treize en Alsace-Moselle, un de moins si le lundi de Pentecôte est travaillé. Deux fêtes le même jour font une "
        "seule ligne. Ce sont les jours de la loi actuelle, reportés sur toutes les années.",
        "Eleven days in mainland France, thirteen in Alsace-Moselle, one less where Whit Monday is worked. Two feasts on one day make one "
        "row. These are the days of today's law, carried over to every year.",
    ),
    example=Example(
        (2027, 2027),
        [
            ["date", "name"],
            [dt.date(2027, 1, 1), "New Year's Day"],
            [dt.date(2027, 3, 29), "Easter Monday"],
            [dt.date(2027, 5, 1), "Labour Day"],
            [dt.date(2027, 5, 6), "Ascension Day"],
            [dt.date(2027, 5, 8), "Victory in Europe Day"],
            [dt.date(2027, 5, 17), "Whit Monday"],
            [dt.date(2027, 7, 14), "Bastille Day"],
            [dt.date(2027, 8, 15), "Assumption Day"],
            [dt.date(2027, 11, 1), "All Saints' Day"],
            [dt.date(2027, 11, 11), "Armistice Day"],
            [dt.date(2027, 12, 25), "Christmas Day"],
        ],
        "Code du travail, article L3133-1",
    ),
    source="Code du travail, articles L3133-1 (jours fériés) et L3134-13 (Alsace-Moselle); Easter by the Gregorian computus",
    compute=_french_holidays,
)

FUNCTIONS: tuple[Function, ...] = (FRENCH_HOLIDAYS,)
