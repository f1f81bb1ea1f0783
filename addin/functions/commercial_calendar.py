"""The commercial year as a worksheet function."""

from __future__ import annotations

import datetime as dt

from addin.functions.spec import Argument, Column, Example, Function, Kind, Message, Result, Table
from workbook_templates.text import Text
from workbook_templates.words import COMMERCIAL_EVENT

_NAMES = {
    "winter_sales": Text("Soldes d'hiver", "Winter sales"),
    "valentine": Text("Saint-Valentin", "Valentine's Day"),
    "grandmothers": Text("Fête des grands-mères", "Grandmothers' Day"),
    "easter": Text("Pâques", "Easter"),
    "mothers": Text("Fête des mères", "Mothers' Day"),
    "fathers": Text("Fête des pères", "Fathers' Day"),
    "summer_sales": Text("Soldes d'été", "Summer sales"),
    "back_to_school": Text("Rentrée", "Back to school"),
    "halloween": Text("Halloween", "Halloween"),
    "black_friday": Text("Black Friday", "Black Friday"),
    "cyber_monday": Text("Cyber Monday", "Cyber Monday"),
    "christmas": Text("Noël", "Christmas"),
}


def _commercial_calendar(first_year: int, last_year: int) -> Table:
    from addin.models.commercial_calendar import commercial_calendar

    events = commercial_calendar(first_year, last_year)
    return Table(
        (
            [event.start for event in events],
            [event.finish for event in events],
            [_NAMES[event.key] for event in events],
            [event.kind for event in events],
        )
    )


def _year(name: str, label: Text, help_: Text) -> Argument:
    return Argument(name=name, label=label, help=help_, kind=Kind.INTEGER, unit=Text("année", "year"))


COMMERCIAL_CALENDAR = Function(
    name="COMMERCIAL_CALENDAR",
    family="commercial_calendar",
    summary=Text(
        "Soldes, fêtes et temps forts du commerce français, d'une année à une autre.",
        "Sales periods, feasts and peaks of French commerce, from one year to another.",
    ),
    arguments=(
        _year("first_year", Text("première année", "first_year"), Text("Première année.", "First year.")),
        _year("last_year", Text("dernière année", "last_year"), Text("Dernière année, comprise.", "Last year, included.")),
    ),
    result=Result.TABLE,
    columns=(
        Column("start", "début"),
        Column("finish", "fin"),
        Column("name", "nom"),
        Column("kind", "type", words=COMMERCIAL_EVENT),
    ),
    messages={
        "commercial_calendar.years_reversed": Message(
            "La dernière année ({last}) précède la première ({first}). Échangez-les.",
            "The last year ({last}) comes before the first ({first}). Swap them.",
        ),
        "commercial_calendar.year_out_of_range": Message(
            "L'année vaut {year} : les règles actuelles valent de {first} à {last}. Choisissez une année entre les deux.",
            "The year is {year}: today's rules hold from {first} to {last}. Choose a year between them.",
            kind="#NUM!",
        ),
    },
    help=Text(
        "Soldes : quatre semaines, sauf dates propres à un département (frontières, outre-mer) ou arrêté contraire. Une annonce de baisse cite le plus bas "
        "prix des 30 jours d'avant (Code de la consommation, L112-1-1).",
        "Sales: four weeks, unless a department (borders, overseas) or an order says otherwise. A price cut announced must quote the lowest price of the "
        "30 days before (Code de la consommation, L112-1-1).",
    ),
    example=Example(
        (2027, 2027),
        [
            ["start", "finish", "name", "kind"],
            [dt.date(2027, 1, 6), dt.date(2027, 2, 2), "Winter sales", "Sales"],
            [dt.date(2027, 2, 14), dt.date(2027, 2, 14), "Valentine's Day", "Feast"],
            [dt.date(2027, 3, 7), dt.date(2027, 3, 7), "Grandmothers' Day", "Feast"],
            [dt.date(2027, 3, 28), dt.date(2027, 3, 28), "Easter", "Feast"],
            [dt.date(2027, 5, 30), dt.date(2027, 5, 30), "Mothers' Day", "Feast"],
            [dt.date(2027, 6, 20), dt.date(2027, 6, 20), "Fathers' Day", "Feast"],
            [dt.date(2027, 6, 23), dt.date(2027, 7, 20), "Summer sales", "Sales"],
            [dt.date(2027, 9, 1), dt.date(2027, 9, 1), "Back to school", "Peak"],
            [dt.date(2027, 10, 31), dt.date(2027, 10, 31), "Halloween", "Feast"],
            [dt.date(2027, 11, 26), dt.date(2027, 11, 26), "Black Friday", "Peak"],
            [dt.date(2027, 11, 29), dt.date(2027, 11, 29), "Cyber Monday", "Peak"],
            [dt.date(2027, 12, 25), dt.date(2027, 12, 25), "Christmas", "Feast"],
        ],
        "worked by hand",
    ),
    source="Code de commerce, article L310-3, and the order of 27 May 2019; law 50-577 of 24 May 1950 (mothers' day)",
    compute=_commercial_calendar,
)

FUNCTIONS: tuple[Function, ...] = (COMMERCIAL_CALENDAR,)
