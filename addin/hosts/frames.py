"""The functions and a workbook's tables as pandas data frames: for a notebook, a script, a server.

tx = read_table("plan.xlsx", "Transactions")
run("RFM", tx["Client"], tx["Date"], tx["Montant"])
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from addin.functions import FUNCTIONS, call
from addin.functions.cells import EPOCH
from addin.functions.spec import Result
from workbook_templates.package import Book, Package
from workbook_templates.schema import TABLES
from workbook_templates.schema.spec import Kind
from workbook_templates.text import Lang


def run(name: str, *args: object, lang: Lang = "fr") -> Any:
    """Return what the formula gives: a `DataFrame` for a table or a matrix, a `Series` for a column, a scalar otherwise.

    Parameters
    ----------
    name : str
        A function of the catalogue.
    *args : Series, DataFrame or what `call` takes
        Missing values (NaN, NaT, NA) are blank cells. A frame is a block of columns.
    lang : {"fr", "en"}

    Raises
    ------
    FunctionError
        As `addin.functions.call`.

    Examples
    --------
    >>> sales = pd.DataFrame({"who": ["a", "b", "a"], "day": pd.to_datetime(["2026-01-01"] * 3), "paid": [5.0, 8.0, 2.0]})
    >>> run("RFM", sales["who"], sales["day"], sales["paid"], lang="en")[["customer", "frequency", "monetary"]]
      customer  frequency  monetary
    0        a          2       7.0
    1        b          1       8.0
    """
    result = call(name, *map(_cells, args), lang=lang)
    if not isinstance(result, list):
        return result
    kind = next(function.result for function in FUNCTIONS if function.name == name.upper())
    if kind is Result.TABLE:
        return _dated(pd.DataFrame(result[1:], columns=result[0]))
    if kind is Result.MATRIX:
        return pd.DataFrame(result)
    return pd.Series([row[0] for row in result], name=name.upper())


def _cells(value: object) -> object:
    """Return an argument as cells: missing values as blanks, timestamps as days."""
    if isinstance(value, pd.DataFrame):
        return [list(row) for row in zip(*(_cells(value[column]) for column in value.columns), strict=True)]
    if isinstance(value, pd.Series | pd.Index):
        if pd.api.types.is_datetime64_any_dtype(value.dtype):
            return [None if pd.isna(day) else day.date() for day in pd.DatetimeIndex(value)]
        return [None if missing else cell for cell, missing in zip(value.tolist(), np.asarray(value.isna()), strict=True)]
    if isinstance(value, pd.Timestamp):
        return value.date()
    return value


def _dated(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with its columns of days as datetime64."""
    for place, column in enumerate(frame.columns):
        held = [cell for cell in frame.iloc[:, place] if cell is not None]
        if held and all(isinstance(cell, dt.date) for cell in held):
            frame[column] = pd.to_datetime(frame.iloc[:, place])
    return frame


def read_table(path: Path | str, name: str) -> pd.DataFrame:
    """Return an Excel table of a workbook as it stands: headers as columns, cached values, rows without any value left out.

    Raises
    ------
    PackageError, WorkbookError
        The file is not a workbook; it has no such table.

    See Also
    --------
    planmo calc : values are those of the last calculation.
    """
    from generator.reading.rows import rows_of

    headers, rows = rows_of(Book.of(Package.read(path)), name)
    frame = pd.DataFrame(rows, columns=list(headers))
    return _with_dates(frame, name)


def _with_dates(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the frame with the columns the schema declares as dates read from their serial numbers."""
    declared = TABLES.get(name)
    for label in frame.columns if declared is not None else ():
        key = declared.key_of(str(label)) if declared is not None else None
        if declared is not None and key is not None and declared.column(key).kind is Kind.DATE:
            frame[label] = pd.to_datetime(pd.to_numeric(frame[label], errors="coerce"), unit="D", origin=pd.Timestamp(EPOCH))
    return frame
