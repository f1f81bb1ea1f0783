"""A whole table of the workbook as it stands: its headers and its rows of plain values, whoever declared them."""

from __future__ import annotations

from generator.reading.cells import CellReader, Value
from workbook_templates.package.geometry import Book


def rows_of(book: Book, name: str) -> tuple[tuple[str, ...], list[list[Value]]]:
    """Return the headers of a table and its rows, those without any value left out; errors are blanks, dates serial numbers.

    Raises
    ------
    WorkbookError
        ``workbook.no_table``.
    """
    table = book.needed_table(name)
    sheet = CellReader(book).sheet(book.sheet_of(table).name)
    assert sheet is not None  # a table always lies on a sheet of its book
    body = table.body
    rows = [
        [sheet.at(row, column).value for column in range(body.first_col, body.last_col + 1)]
        for row in range(body.first_row, body.last_row + 1)
    ]
    return table.columns, [row for row in rows if any(cell not in (None, "") for cell in row)]
