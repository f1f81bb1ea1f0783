"""Cells into arrays and back: what a worksheet passes, read as an argument's description says."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from addin.errors import CellError, FunctionError
from addin.functions.spec import Argument, Kind
from workbook_templates.text import Lang, Text
from workbook_templates.words import YES

EPOCH = dt.date(1899, 12, 30)  # day 0 of Excel's calendar, right from March 1900 on
_EPOCH64 = np.datetime64("1899-12-30", "D")
_NUMBERS = {int, float}
_LARGEST_BITS = 1023  # a whole number beyond has no float beside it
_LAST_SERIAL = 2_958_465  # 31/12/9999, the last day Excel knows

_SCALARS = (str, int, float, dt.date)  # what a cell may hold; bool is an int, datetime a date

_EXPECTED = {
    Kind.NUMBER: Text("un nombre", "a number"),
    Kind.INTEGER: Text("un nombre entier", "a whole number"),
    Kind.BOOLEAN: Text("Oui ou Non", "Yes or No"),
    Kind.DATE: Text("une date", "a date"),
    Kind.TEXT: Text("un texte", "a text"),
    Kind.KEY: Text("un identifiant", "an identifier"),
    Kind.ANY: Text("une valeur", "a value"),
}
_RULE_CODE = {
    Kind.NUMBER: "not_numeric",
    Kind.INTEGER: "not_integer",
    Kind.BOOLEAN: "not_boolean",
    Kind.DATE: "not_date",
    Kind.TEXT: "not_text",
    Kind.KEY: "not_text",
    Kind.ANY: "not_valid",
}


def plain(value: object) -> object:
    """Return a cell's value as a Python scalar: numpy scalars opened, blank texts as None, what is not a time or a number as nan or inf."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, dt.datetime):
        return value if value == value else math.nan  # pandas' NaT is a datetime unlike itself
    if type(value) is int and value.bit_length() > _LARGEST_BITS:
        return math.inf if value > 0 else -math.inf
    return value


def listed(value: object) -> object:
    """Return an array or a column of a data frame as lists, anything else as it is."""
    return value.tolist() if hasattr(value, "tolist") and not isinstance(value, np.generic) else value


def is_range(value: object) -> bool:
    """Whether a formula passed a range of cells rather than one value."""
    return isinstance(value, list | tuple)


def grid(value: object) -> list[list[object]]:
    """Return a range as a list of rows; a flat list is one column; one value is one cell."""
    if not isinstance(value, list | tuple):
        return [[value]]
    return [list(_row(row)) for row in value]


def _row(row: object) -> Sequence[object]:
    return row if isinstance(row, list | tuple) else (row,)


def column(value: object) -> list[object]:
    """Return a range that is one column or one row as a flat list of plain cells."""
    if not isinstance(value, list | tuple):
        return [plain(value)]
    types = {*map(type, value)}
    if not types & {list, tuple}:
        flat = list(value)
    elif len(value) == 1 and len(value[0]) != 1:
        flat = list(value[0])
    else:
        rows: Any = value if types <= {list, tuple} else map(_row, value)
        flat = [row[0] if row else None for row in rows]
    return flat if {*map(type, flat)} <= {float} else [plain(item) for item in flat]


def width(value: object) -> int:
    """Return how many columns a range has, a single row counting as a column turned on its side."""
    if not isinstance(value, list | tuple) or len(value) == 1:
        return 1
    types = {*map(type, value)}
    if not types & {list, tuple}:
        return 1
    rows: Any = value if types <= {list, tuple} else map(_row, value)
    return max(map(len, rows))


def blank_rows(columns: Sequence[list[object]]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Return, row by row, whether every column is blank."""
    count = len(columns[0])
    blank = np.ones(count, bool)
    for cells in columns:
        if not blank.any():
            break
        if {*map(type, cells)} <= _NUMBERS | {str, dt.date, dt.datetime, bool}:
            return np.zeros(count, bool)
        blank &= np.fromiter((cell is None for cell in cells), bool, count)
    return blank


def read_column(argument: Argument, cells: list[object], rows: Sequence[int], family: str, lang: Lang) -> np.ndarray[Any, Any]:
    """Return the cells of a column as the array its kind asks for; `rows` are their 1-based rows in the sheet's range."""
    if argument.choices is not None or argument.kind in (Kind.TEXT, Kind.KEY, Kind.BOOLEAN, Kind.ANY):
        if argument.kind is Kind.KEY and {*map(type, cells)} <= {str}:
            out = np.empty(len(cells), object)
            out[:] = [str(cell).strip() for cell in cells]
            return out
        out = np.empty(len(cells), object)
        out[:] = [read_cell(argument, cell, row, family, lang) for cell, row in zip(cells, rows, strict=True)]
        return out
    types = {*map(type, cells)}
    if argument.kind is Kind.DATE:
        fast = _fast_dates(cells, types)
        if fast is not None:
            return fast
        slow = [read_cell(argument, cell, row, family, lang) for cell, row in zip(cells, rows, strict=True)]
        return np.array(slow, dtype="datetime64[D]")
    if types <= _NUMBERS:
        numbers = np.array(cells, dtype=np.float64)
        if np.isfinite(numbers).all() and (argument.kind is Kind.NUMBER or (numbers == np.floor(numbers)).all()):
            return numbers
    values = [read_cell(argument, cell, row, family, lang) for cell, row in zip(cells, rows, strict=True)]
    return np.array([math.nan if value is None else value for value in values], dtype=np.float64)


def _fast_dates(cells: list[object], types: set[type]) -> np.ndarray[Any, Any] | None:
    if types <= _NUMBERS and cells:
        serials = np.array(cells, dtype=np.float64)
        if np.isfinite(serials).all() and serials.min() >= 1 and serials.max() < _LAST_SERIAL + 1:
            return _EPOCH64 + np.floor(serials).astype("timedelta64[D]")
    if types == {dt.date}:
        return np.array(cells, dtype="datetime64[D]")
    if types == {dt.datetime}:
        return np.array([cell.date() for cell in cells if isinstance(cell, dt.datetime)], dtype="datetime64[D]")
    return None


def read_cell(argument: Argument, cell: object, row: int | None, family: str, lang: Lang) -> Any:
    """Return one cell as its argument's kind asks for; None where it is blank and may be.

    Raises
    ------
    FunctionError
        ``<family>.<argument>_blank``, ``_is_error``, ``_not_numeric``, ``_not_integer``, ``_not_date``, ``_not_boolean``, ``_unknown``.
    """
    cell = plain(cell)
    if cell is None:
        if argument.blanks:
            return None
        raise refusal(argument, "blank", None, row, family, lang)
    if isinstance(cell, CellError):
        raise refusal(argument, "is_error", cell, row, family, lang)
    if (isinstance(cell, float) and not math.isfinite(cell)) or not isinstance(cell, _SCALARS):
        raise refusal(argument, _RULE_CODE[argument.kind], str(cell), row, family, lang)
    if argument.choices is not None:
        key = argument.choices.key(cell)
        if key is None:
            raise refusal(argument, "unknown", cell, row, family, lang)
        return key
    value = _CONVERT[argument.kind](cell)
    if value is None:
        raise refusal(argument, _RULE_CODE[argument.kind], cell, row, family, lang)
    return value


def _number(cell: object) -> float | None:
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not math.isfinite(cell):
        return None
    return float(cell)


def _integer(cell: object) -> int | None:
    value = _number(cell)
    return int(value) if value is not None and value == math.floor(value) else None


_LOGICAL = {"true": "yes", "vrai": "yes", "false": "no", "faux": "no"}


def _boolean(cell: object) -> bool | None:
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, int | float):
        return bool(cell) if cell in (0, 1) else None
    key = _LOGICAL.get(str(cell).strip().casefold()) or YES.key(cell)
    return None if key is None else key == "yes"


def _date(cell: object) -> dt.date | None:
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    value = _number(cell)
    if value is None or not 1 <= value < _LAST_SERIAL + 1:
        return None
    return EPOCH + dt.timedelta(days=math.floor(value))


def _text(cell: object) -> str | None:
    if isinstance(cell, bool):
        return YES.entries["yes" if cell else "no"].fr
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()


def _key(cell: object) -> object:
    if isinstance(cell, bool):
        return str(cell).upper()  # else TRUE and 1 would be one customer
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell.strip() if isinstance(cell, str) else cell


_CONVERT: dict[Kind, Any] = {
    Kind.NUMBER: _number,
    Kind.INTEGER: _integer,
    Kind.BOOLEAN: _boolean,
    Kind.DATE: _date,
    Kind.TEXT: _text,
    Kind.KEY: _key,
    Kind.ANY: lambda cell: cell,
}

_REFUSALS = {
    "blank": Text(
        "{label} est vide{row} : il faut {expected}. Remplissez la cellule, ou videz toute la ligne.",
        "{label} is blank{row}: {expected} is expected. Fill the cell, or empty the whole row.",
    ),
    "is_error": Text(
        "{label} contient l'erreur {found}{row} : corrigez d'abord cette cellule.",
        "{label} holds the error {found}{row}: mend that cell first.",
    ),
    "unknown": Text(
        "{label} vaut « {found} »{row} : mots acceptés : {choices}.",
        "{label} is “{found}”{row}: accepted words: {choices}.",
    ),
    "wrong_kind": Text(
        "{label} vaut « {found} »{row}, or il faut {expected}. Corrigez la cellule : un nombre ou une date se saisit sans texte.",
        "{label} is “{found}”{row}, where {expected} is expected. Correct the cell: a number or a date is typed without text.",
    ),
}


def refusal(argument: Argument, rule: str, found: object, row: int | None, family: str, lang: Lang) -> FunctionError:
    """Return the error that says what was found in an argument, where, and the rule it breaks."""
    where = Text(f", ligne {row}", f", row {row}") if row is not None else Text("", "")
    choices = Text("", "")
    if argument.choices is not None:
        choices = Text(", ".join(argument.choices.all("fr")), ", ".join(argument.choices.all("en")))
    text = _REFUSALS.get(rule, _REFUSALS["wrong_kind"]).format(
        label=Text(f"« {argument.label.fr} »", f"“{argument.label.en}”"),
        row=where,
        found=found if not isinstance(found, CellError) else found.kind,
        expected=_EXPECTED[argument.kind],
        choices=choices,
    )
    kind: Any = found.kind if isinstance(found, CellError) else "#VALUE!"
    return FunctionError(f"{family}.{argument.name}_{rule}", text, kind=kind, argument=argument.name, row=row, lang=lang)


def cells_of(values: Sequence[object] | np.ndarray[Any, Any]) -> list[object]:
    """Return a result column as Python scalars: NaN and NaT as blanks, days as `date`, numpy scalars opened."""
    if isinstance(values, np.ndarray):
        if values.dtype.kind == "f":
            listed: list[object] = values.tolist()
            return [None if item != item else item for item in listed] if np.isnan(values).any() else listed
        if values.dtype.kind == "M":
            return [None if item is None else item for item in values.astype("datetime64[D]").tolist()]
        if values.dtype.kind in "iubU":
            return list(values.tolist())
    return [cell_of(value) for value in values]


def cell_of(value: object) -> object:
    """Return one value of a result as a Python scalar."""
    if isinstance(value, np.datetime64):
        value = value.astype("datetime64[D]")
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    return value
