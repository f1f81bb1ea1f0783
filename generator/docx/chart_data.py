"""The data of a chart: the little workbook inside the document, and the copy of it that Word draws from."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree
from openpyxl import Workbook
from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumRef, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.series import Series, SeriesLabel, XYSeries
from openpyxl.packaging.core import DocumentProperties
from openpyxl.utils import get_column_letter
from openpyxl.xml.functions import tostring

from generator.docx.package import unzipped, zipped
from generator.docx.tags import clean

_EPOCH = dt.datetime(2000, 1, 1)
Value = str | float | None


@dataclass(slots=True)
class Sheet:
    """The data sheet while it is being filled, a column at a time; the only value here that changes."""

    name: str
    columns: list[tuple[str, Sequence[Value], str]] = field(default_factory=list)

    def add(self, header: str, values: Sequence[Value], number_format: str = "General") -> str:
        """Add a column; return its letter."""
        self.columns.append((clean(header), [clean(v) if isinstance(v, str) else v for v in values], number_format))
        return str(get_column_letter(len(self.columns)))

    def workbook(self) -> bytes:
        """Return the .xlsx, the same bytes for the same data."""
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = self.name
        for x, (header, values, number_format) in enumerate(self.columns, 1):
            sheet.cell(1, x, header).data_type = "s"
            for y, value in enumerate(values, 2):
                if value is None:
                    continue
                cell = sheet.cell(y, x, value)
                if isinstance(value, str):
                    cell.data_type = "s"  # a label that opens with "=" is no formula
                elif number_format != "General":
                    cell.number_format = number_format
        buffer = io.BytesIO()
        book.save(buffer)
        parts = unzipped(buffer.getvalue())
        parts["docProps/core.xml"] = _properties()
        return zipped(parts)

    def range(self, column: str, count: int) -> str:
        """Return the reference to the values of a column."""
        return f"'{self.name}'!${column}$2:${column}${count + 1}"

    def numbers(self, column: str, values: Sequence[float | None], number_format: str) -> NumRef:
        """Return the reference to a column of numbers, with the copy Word draws from."""
        points = [NumVal(idx=i, v=repr(float(v))) for i, v in enumerate(values) if v is not None]
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


def _properties() -> bytes:
    """Return the properties of a workbook without the hour at which it was saved."""
    properties = DocumentProperties(creator="planmo", created=_EPOCH, modified=_EPOCH)
    return etree.tostring(etree.fromstring(tostring(properties.to_tree())))


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
