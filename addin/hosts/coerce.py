"""Cell values as hosts pass them, and as Python knows them: the one border every formula crosses.

A host gives numbers, texts, booleans, None for a blank, and its own kind of error; functions take and give Python scalars, lists of
rows, dates and `CellError`. Dates go out as serial numbers, blanks as empty texts: a cell that holds a formula is never truly blank.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, Final, TypeGuard

from addin.errors import CellError, FunctionError
from workbook_templates.package.values import serial

Grid = list[list[Any]]

# What formualizer calls Excel's errors.
_KINDS: Final[Mapping[str, str]] = {
    "Na": "#N/A",
    "Div": "#DIV/0!",
    "Ref": "#REF!",
    "Name": "#NAME?",
    "Num": "#NUM!",
    "Null": "#NULL!",
    "Spill": "#SPILL!",
    "Calc": "#CALC!",
    "Value": "#VALUE!",
    "Circ": "#REF!",
}
_ENGINE_KINDS: Final[Mapping[str, str]] = {text: kind for kind, text in _KINDS.items() if kind != "Circ"}

# What Excel's COM interface calls them (CVErr values as HRESULTs).
COM_ERRORS: Final[Mapping[int, str]] = {
    -2146826288: "#NULL!",
    -2146826281: "#DIV/0!",
    -2146826273: "#VALUE!",
    -2146826265: "#REF!",
    -2146826259: "#NAME?",
    -2146826252: "#NUM!",
    -2146826246: "#N/A",
    -2146826245: "#GETTING_DATA",
    -2146826243: "#SPILL!",
    -2146826238: "#CALC!",
}

_SIMPLE = {str, int, float, bool}


def is_engine_error(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether the engine means an error by this value."""
    return isinstance(value, dict) and value.get("type") == "Error"


def engine_error(value: Mapping[str, Any], faults: Sequence[CellError] = ()) -> CellError:
    """Return the engine's error; one of ours carries its place in `faults` as message and comes back with its code and sentence.

    >>> engine_error({"type": "Error", "kind": "Na"})
    CellError(kind='#N/A', code='', message='')
    """
    mark = str(value.get("message") or "")
    if mark.startswith(_MARK) and mark[len(_MARK) :].isdigit() and int(mark[len(_MARK) :]) < len(faults):
        return faults[int(mark[len(_MARK) :])]
    return CellError(_KINDS.get(str(value.get("kind")), "#VALUE!"))


_MARK: Final = "planmo:"


def to_engine_error(error: CellError, faults: list[CellError]) -> dict[str, str]:
    """Return an error as the engine takes it, remembered in `faults` when it has a sentence."""
    given = {"type": "Error", "kind": _ENGINE_KINDS.get(error.kind, "Value")}
    if error.code:
        given["message"] = f"{_MARK}{len(faults)}"
        faults.append(error)
    return given


def from_engine(value: Any, faults: Sequence[CellError] = ()) -> Any:
    """Return an argument the engine passes: a scalar, or a list of rows, its errors as `CellError`.

    >>> from_engine([[1.0, None], [{"type": "Error", "kind": "Div"}, "a"]])
    [[1.0, None], [CellError(kind='#DIV/0!', code='', message=''), 'a']]
    """
    if not isinstance(value, list):
        return engine_error(value, faults) if isinstance(value, dict) else value
    rows = value if not value or isinstance(value[0], list) else [[cell] for cell in value]
    if dict not in {*map(type, chain.from_iterable(rows))}:
        return rows
    return [[engine_error(cell, faults) if isinstance(cell, dict) else cell for cell in row] for row in rows]


def outgoing(result: Any) -> Any:
    """Return a function's result as plain cells: Python scalars only, dates as serial numbers, blanks as empty texts, a full rectangle.

    >>> outgoing([["a", None], [dt.date(2027, 6, 14)]]), outgoing(float("inf"))
    ([['a', ''], [46552, '']], CellError(kind='#NUM!', code='', message=''))
    """
    if hasattr(result, "tolist"):  # an array or a scalar of numpy
        result = result.tolist()
    if not isinstance(result, list | tuple):
        return outgoing_cell(result)
    rows = [_outgoing_row(row) for row in result]
    width = max(map(len, rows), default=0)
    if not width:
        return [[""]]
    for row in rows:
        if len(row) < width:
            row.extend([""] * (width - len(row)))
    return rows


def _outgoing_row(row: Any) -> list[Any]:
    if hasattr(row, "tolist"):
        row = row.tolist()
    if not isinstance(row, list | tuple):
        return [outgoing_cell(row)]
    types = {*map(type, row)}
    if types <= _SIMPLE and (float not in types or all(cell - cell == 0.0 for cell in row if type(cell) is float)):
        return list(row)
    return [outgoing_cell(cell) for cell in row]


def outgoing_cell(value: Any) -> Any:
    """Return one cell of a result as a Python scalar or a `CellError`."""
    if hasattr(value, "item"):
        value = value.item()
    match value:
        case None:
            return ""
        case bool() | CellError():
            return value
        case str():
            return str(value)
        case int():
            return value if abs(value) < 2**53 else float(value)
        case float():
            return value if math.isfinite(value) else CellError("#NUM!")
        case dt.date():
            return serial(value)
        case dict() if is_engine_error(value):
            return engine_error(value)
        case _:
            try:
                return outgoing_cell(float(value))  # Decimal, Fraction
            except (TypeError, ValueError, OverflowError):
                return str(value)


def to_engine(result: Any, faults: list[CellError]) -> Any:
    """Return outgoing cells with errors the way the engine takes them."""
    if isinstance(result, CellError):
        return to_engine_error(result, faults)
    if not isinstance(result, list):
        return result
    for row in result:
        if CellError in map(type, row):
            row[:] = [to_engine_error(cell, faults) if isinstance(cell, CellError) else cell for cell in row]
    return result


def as_cell_error(error: FunctionError) -> CellError:
    """Return a refusal as the value its cell holds."""
    return CellError(error.kind, error.code, error.message)


def from_com(value: Any) -> Any:
    """Return a value Excel passes through COM: error numbers as `CellError`, moments as `datetime` without a zone.

    >>> from_com(-2146826246), from_com(12.0)
    (CellError(kind='#N/A', code='', message=''), 12.0)
    """
    if isinstance(value, list | tuple):
        return [[from_com(cell) for cell in row] if isinstance(row, list | tuple) else [from_com(row)] for row in value]
    if type(value) is int and value in COM_ERRORS:
        return CellError(COM_ERRORS[value])
    if isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day, value.hour, value.minute, value.second)
    return value
