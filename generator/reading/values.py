"""One cell into one value, by what its column holds; a sentence for whatever it cannot be read as."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from generator.figures import Figure, Unit
from generator.reading.cells import Cell
from generator.reading.ids import split_ids
from generator.remarks import Code
from workbook_templates.errors import Problem
from workbook_templates.schema.spec import Column, Kind
from workbook_templates.text import Text, Words
from workbook_templates.words import YES

Read = str | Figure | dt.date | bool | tuple[str, ...] | None

_EPOCH = dt.date(1899, 12, 30)
_EPOCH_1904 = dt.date(1904, 1, 1)
_LAST_SERIAL = 2_958_465  # 31/12/9999
_DATE_TEXT = re.compile(r"\s*(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})\s*")
_ISO_TEXT = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?:T.*)?\s*")
_NUMBER_LIKE = re.compile(
    r"[\s\u00a0\u202f]*[-−+]?[\d\s\u00a0\u202f.,']*\d[\d\s\u00a0\u202f.,']*(?:€|%|EUR|k€)?[\s\u00a0\u202f]*", re.IGNORECASE
)
UNITS: dict[Kind, Unit] = {Kind.INTEGER: "count", Kind.NUMBER: "", Kind.EUROS: "EUR", Kind.SHARE: "share", Kind.QUANTITY: ""}
_UNIT_OF_KEY: dict[str, Unit] = {
    "duration_days": "days", "effort_days": "days", "slack": "days", "total_slack": "days", "free_slack": "days", "late_by": "days",
    "notice_days": "days", "ready_days_before": "days", "days_since_last": "days", "usual_gap_days": "days", "mean_recency_days": "days",
    "clv_horizon_weeks": "weeks", "capacity_days_week": "days_per_week", "load_peak": "days_per_week", "workload_limit_days": "days_per_week",
    "price_index": "index", "romi": "ratio", "romi_low": "ratio", "romi_high": "ratio", "romi_discounted": "ratio",
    "elasticity": "ratio", "r2": "ratio", "assist_ratio": "ratio",
    "customers": "count", "conversions": "count", "expected_acquisitions": "count", "acquisitions_to_date": "count",
    "acquisitions_previous": "count",
}  # fmt: skip
_HUGE_SHARE = 5.0  # a share of growth may pass 100 %; 500 % is a percentage typed as a number


NUMBER_TEXT = Code("number.text", "blocking", Text(
    "« {found} » est du texte, il n'entre donc dans aucun calcul. Saisissez le nombre seul dans « {label} » ; le format ajoute l'espace, l'euro ou le pour cent.",
    "“{found}” is text, so no calculation takes it in. Enter the number alone in “{label}”; the format adds separators, euro or percent.",
))  # fmt: skip
NUMBER_EXPECTED = Code("number.expected", "blocking", Text(
    "« {found} » n'est pas un nombre. Saisissez une valeur numérique dans « {label} », ou videz la cellule.",
    "“{found}” is not a number. Enter a numeric value in “{label}”, or empty the cell.",
))  # fmt: skip
NUMBER_RANGE = Code("number.range", "fix", Text(
    "« {label} » vaut {found} : attendu {range}. Corrigez la saisie.",
    "“{label}” is {found}: expected {range}. Correct the entry.",
))  # fmt: skip
SHARE_PERCENT = Code("share.percent", "blocking", Text(
    "« {label} » vaut {found}, soit {percent} %. Saisissez {found} % ou {right}.",
    "“{label}” is {found}, that is {percent}%. Enter {found}% or {right}.",
))  # fmt: skip
DATE_TEXT = Code("date.text", "blocking", Text(
    "la date « {found} » est du texte : le planning ne la voit pas. Ressaisissez-la dans « {label} » ; une vraie date s'aligne à droite.",
    "the date “{found}” is text: the schedule does not see it. Enter it again in “{label}”; a real date aligns right.",
))  # fmt: skip
DATE_EXPECTED = Code("date.expected", "blocking", Text(
    "« {found} » n'est pas une date. Saisissez un jour dans « {label} », par exemple 15/01/2027.",
    "“{found}” is not a date. Enter a day in “{label}”, for example 2027-01-15.",
))  # fmt: skip
CHOICE_UNKNOWN = Code("choice.unknown", "fix", Text(
    "« {found} » n'est pas un choix de « {label} ». Choisissez parmi : {known}.",
    "“{found}” is not a choice of “{label}”. Choose among: {known}.",
))  # fmt: skip
CODES = (NUMBER_TEXT, NUMBER_EXPECTED, NUMBER_RANGE, SHARE_PERCENT, DATE_TEXT, DATE_EXPECTED, CHOICE_UNKNOWN)


@dataclass(frozen=True, slots=True)
class Reading:
    """A value, and the remark it calls for."""

    value: Read
    problem: Problem | None = None


def unit_of(column: Column) -> Unit:
    """Return the unit of a column's figures."""
    return _UNIT_OF_KEY.get(column.key) or UNITS.get(column.kind, "")


def read_value(cell: Cell, column: Column, where: str, *, date1904: bool = False) -> Reading:
    """Return what a cell of `column` holds, and what is wrong with it.

    An error cell reads as nothing: it is told once for the whole column elsewhere.
    """
    if cell.blank or cell.error:
        return Reading(_NOTHING.get(column.kind))
    match column.kind:
        case Kind.TEXT | Kind.ID | Kind.REF:
            return Reading(_text(cell))
        case Kind.REFS:
            return Reading(split_ids(_text(cell)))
        case Kind.DATES:
            return Reading(_text(cell) if isinstance(cell.value, str) else _day_text(cell, date1904))
        case Kind.CHOICES:
            return _choices(cell, column, where)
        case Kind.CHOICE:
            return _choice(cell, column.choices, column, where)
        case Kind.YES:
            return _yes(cell, column, where)
        case Kind.DATE:
            return _date(cell, column, where, date1904)
        case _:
            return _number(cell, column, where)


_NOTHING: dict[Kind, Read] = dict.fromkeys((Kind.TEXT, Kind.ID, Kind.REF, Kind.DATES, Kind.CHOICE), "") | dict.fromkeys(
    (Kind.REFS, Kind.CHOICES), ()
)


def _text(cell: Cell) -> str:
    if isinstance(cell.value, float):
        return f"{cell.value:.15g}"
    return " ".join(str(cell.value).split(" ")).strip()


def _number(cell: Cell, column: Column, where: str) -> Reading:
    if isinstance(cell.value, bool | str):
        return Reading(None, _not_a_number(cell, column, where))
    value = float(cell.value or 0.0)
    return Reading(Figure(value, unit_of(column), where), _out_of_range(value, column, where))


def _not_a_number(cell: Cell, column: Column, where: str) -> Problem:
    found = _text(cell)
    code = NUMBER_TEXT if isinstance(cell.value, str) and _NUMBER_LIKE.fullmatch(cell.value) else NUMBER_EXPECTED
    return code.at(where, found=found, label=column.label)


def _out_of_range(value: float, column: Column, where: str) -> Problem | None:
    if column.kind is Kind.SHARE and abs(value) > (column.maximum if column.maximum is not None else _HUGE_SHARE):
        return SHARE_PERCENT.at(where, found=value, percent=value * 100, right=value / 100, label=column.label)
    low, high = column.minimum, column.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        return NUMBER_RANGE.at(where, found=value, label=column.label, range=_expected(low, high))
    return None


def _date(cell: Cell, column: Column, where: str, date1904: bool) -> Reading:
    if isinstance(cell.value, float) and 0 < cell.value <= _LAST_SERIAL:
        return Reading(_day(cell.value, date1904))
    if isinstance(cell.value, str):
        if (iso := _ISO_TEXT.fullmatch(cell.value)) is not None and (day := _calendar(*map(int, iso.groups()))) is not None:
            return Reading(day)
        if (match := _DATE_TEXT.fullmatch(cell.value)) is not None:
            meant = _calendar(int(match[3]), int(match[2]), int(match[1]))
            return Reading(None, (DATE_TEXT if meant else DATE_EXPECTED).at(where, found=_text(cell), label=column.label))
    return Reading(None, DATE_EXPECTED.at(where, found=_text(cell), label=column.label))


def _calendar(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _day(serial: float, date1904: bool) -> dt.date:
    return (_EPOCH_1904 if date1904 else _EPOCH) + dt.timedelta(days=int(serial))


def _day_text(cell: Cell, date1904: bool) -> str:
    value = cell.value
    return _day(value, date1904).strftime("%d/%m/%Y") if isinstance(value, float) and 0 < value <= _LAST_SERIAL else _text(cell)


def _yes(cell: Cell, column: Column, where: str) -> Reading:
    if isinstance(cell.value, bool):
        return Reading(cell.value)
    if isinstance(cell.value, float) and cell.value in (0.0, 1.0):
        return Reading(cell.value == 1.0)
    reading = _choice(cell, YES, column, where)
    return Reading(reading.value == "yes" if reading.problem is None else None, reading.problem)


def _choice(cell: Cell, words: Words | None, column: Column, where: str) -> Reading:
    found = _text(cell)
    if words is None:
        return Reading(found)
    key = words.key(found)
    if key is None:
        return Reading("", CHOICE_UNKNOWN.at(where, found=found, label=column.label, known=_words(words)))
    return Reading(key)


def _choices(cell: Cell, column: Column, where: str) -> Reading:
    readings = [_choice(Cell(word), column.choices, column, where) for word in split_ids(_text(cell))]
    problem = next((reading.problem for reading in readings if reading.problem is not None), None)
    return Reading(tuple(str(reading.value) for reading in readings if reading.value), problem)


def _words(words: Words) -> Text:
    return Text(", ".join(words.all("fr")), ", ".join(words.all("en")))


def _expected(low: float | None, high: float | None) -> Text:
    if low is None:
        return Text("au plus {high}", "at most {high}").format(high=high)
    if high is None:
        return Text("au moins {low}", "at least {low}").format(low=low)
    return Text("de {low} à {high}", "from {low} to {high}").format(low=low, high=high)
