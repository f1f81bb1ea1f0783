"""The data of a chart: the little workbook inside the document, and the copy of it that Word draws from."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumRef, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.series import Series, SeriesLabel, XYSeries
from openpyxl.utils import get_column_letter

from generator.docx import chart_book
from generator.docx.chart_book import Column, Value
from generator.docx.tags import clean


@dataclass(slots=True)
class Sheet:
    """The data sheet while it is being filled, a column at a time; the only value here that changes."""

    name: str
    columns: list[Column] = field(default_factory=list)

    def add(self, header: str, values: Sequence[Value], number_format: str = "General") -> str:
        """Add a column; return its letter."""
        self.columns.append((clean(header), [clean(v) if isinstance(v, str) else _finite(v) for v in values], number_format))
        return str(get_column_letter(len(self.columns)))

    def workbook(self) -> bytes:
        """Return the .xlsx, the same bytes for the same data."""
        return chart_book.workbook(self.name, self.columns)

    def range(self, column: str, count: int) -> str:
        """Return the reference to the values of a column."""
        return f"'{self.name}'!${column}$2:${column}${count + 1}"

    def numbers(self, column: str, values: Sequence[float | None], number_format: str) -> NumRef:
        """Return the reference to a column of numbers, with the copy Word draws from."""
        known = ((i, _finite(value)) for i, value in enumerate(values))
        points = [NumVal(idx=i, v=repr(float(value))) for i, value in known if value is not None]
        return NumRef(
            f=self.range(column, len(values)), numCache=NumData(formatCode=number_format, ptCount=len(values), pt=points)
        )

    def words(self, column: str, values: Sequence[str]) -> StrRef:
        """Return the reference to a column of words, with its copy."""
        points = [StrVal(idx=i, v=clean(v)) for i, v in enumerate(values)]
        return StrRef(f=self.range(column, len(values)), strCache=StrData(ptCount=len(values), pt=points))

    def label(self, column: str, text: str) -> SeriesLabel:
        """Return the name of a series: the header of its column."""
        cache = StrData(ptCount=1, pt=[StrVal(idx=0, v=clean(text))])
        return SeriesLabel(strRef=StrRef(f=f"'{self.name}'!${column}$1", strCache=cache))


def _finite(value: float | None) -> float | None:
    """Return a number a chart can draw, None for what is missing or without end."""
    return value if value is not None and math.isfinite(value) else None


def by_category(
    sheet: Sheet, index: int, name: str, categories: Sequence[str], values: Sequence[float | None], number_format: str
) -> Series:
    """Return a series over categories, which stand in column A."""
    column = sheet.add(name, values, number_format)
    series = Series(idx=index, order=index, tx=sheet.label(column, name))
    series.cat = AxDataSource(strRef=sheet.words("A", categories))
    series.val = NumDataSource(numRef=sheet.numbers(column, values, number_format))
    return series


def by_x(
    sheet: Sheet, index: int, name: str, x: Sequence[float], y: Sequence[float | None], formats: tuple[str, str]
) -> XYSeries:
    """Return a series of points; each series has its own columns."""
    across = sheet.add(f"{name} (x)", x, formats[0])
    up = sheet.add(name, y, formats[1])
    series = XYSeries(idx=index, order=index, tx=sheet.label(up, name))
    series.xVal = AxDataSource(numRef=sheet.numbers(across, x, formats[0]))
    series.yVal = NumDataSource(numRef=sheet.numbers(up, y, formats[1]))
    return series


def sized(sheet: Sheet, series: XYSeries, header: str, sizes: Sequence[float]) -> XYSeries:
    """Return `series` with the sizes of its bubbles."""
    column = sheet.add(header, sizes)
    series.bubbleSize = NumDataSource(numRef=sheet.numbers(column, sizes, "General"))
    return series
