"""Columns a user adds to the right of a table: a role in RACI, a channel in the media weeks."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.table import TableColumn

from addin.hosts.headless import compute
from workbook_templates.build import build
from workbook_templates.package import Package

pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported:UserWarning")


def _with_a_role(data: bytes, role: str) -> tuple[bytes, Any]:
    """Return the workbook with one column more at the right end of RACI, R on every action, saved as openpyxl saves."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = next(sheet for sheet in book.worksheets if "Raci" in sheet.tables)
    table = sheet.tables["Raci"]
    first, last = table.ref.split(":")
    corner = sheet[last].offset(0, 1)
    head = sheet[first].row
    sheet.cell(head, corner.column, role)
    for row in range(head + 1, corner.row + 1):
        sheet.cell(row, corner.column, "R")
    table.ref = table.autoFilter.ref = f"{first}:{corner.coordinate}"
    table.tableColumns.append(TableColumn(id=len(table.tableColumns) + 1, name=role))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), sheet.title


@pytest.mark.slow
class DescribeARoleAddedToTheRight:
    def it_counts_in_the_load_of_roles(self) -> None:
        data, title = _with_a_role(build("fr", case="sport"), "STG")

        computed = compute(Package.from_bytes(data))

        sheet = openpyxl.load_workbook(io.BytesIO(computed.package.to_bytes()), data_only=True)[title]
        loads = {cell.value: cell.offset(0, 1).value for row in sheet.iter_rows() for cell in row if cell.value == "STG"}
        assert computed.errors == ()
        assert max(value for value in loads.values() if isinstance(value, int | float)) >= 25
