"""Rows, cells and styles of a sheet's tree."""

from __future__ import annotations

from dataclasses import dataclass

from workbook_templates.package.refs import LAST_COLUMN, cell_ref, column_number
from workbook_templates.package.xml import Element, q

_C, _ROW = q("c"), q("row")
_DIGITS = "0123456789"
_PLAIN_ROW = {"r", "spans", "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac}dyDescent"}


def column_of(cell: Element) -> int:
    """Return the column of a cell's element."""
    return column_number(cell.get("r", "A1").rstrip(_DIGITS))


def is_plain_row(row: Element) -> bool:
    """Whether a row says nothing of itself but its number."""
    return set(row.attrib) <= _PLAIN_ROW


@dataclass(frozen=True, slots=True)
class ColumnStyles:
    """The styles new cells of a sheet take: their row's, else their column's."""

    spans: tuple[tuple[int, int, str], ...]

    @classmethod
    def of(cls, root: Element) -> ColumnStyles:
        """Return the column styles of a sheet."""
        columns = root.iterfind(f"{q('cols')}/{q('col')}")
        spans = ((int(col.get("min", "1")), int(col.get("max", "1")), col.get("style")) for col in columns)
        return cls(tuple((first, last, style) for first, last, style in spans if style))

    def style(self, row: Element | None, column: int) -> str | None:
        """Return the style of a new cell; `row` is the element of its row, None for a new one."""
        if row is not None and row.get("customFormat") in ("1", "true"):
            return row.get("s")
        return next((style for first, last, style in self.spans if first <= column <= last), None)


def addressed(sheet_data: Element) -> dict[int, Element]:
    """Return the rows by number; rows and cells without an address, which the format allows, are given theirs."""
    rows: dict[int, Element] = {}
    number = 0
    for row in sheet_data.iterchildren(_ROW):
        written = row.get("r")
        number = int(written) if written else number + 1
        if not written:
            row.set("r", str(number))
        if len(row) and any(cell.get("r") is None for cell in (row[0], row[-1])):
            _address_cells(row, number)
        rows[number] = row
    return rows


def _address_cells(row: Element, number: int) -> None:
    column = 0
    for cell in row.iterchildren(_C):
        written = cell.get("r")
        column = column_of(cell) if written else min(column + 1, LAST_COLUMN)
        if not written:
            cell.set("r", cell_ref(number, column))
