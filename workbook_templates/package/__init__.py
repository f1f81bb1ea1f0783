"""The .xlsx file as parts: safe reading, where things are, patched cells, whole tables replaced, files replaced atomically."""

from __future__ import annotations

from workbook_templates.package.cells import SheetCells
from workbook_templates.package.geometry import Book, DefinedName, Place, SheetPart, TablePart
from workbook_templates.package.package import Package
from workbook_templates.package.refs import Area
from workbook_templates.package.replace import write_atomically
from workbook_templates.package.rows import replace_rows
from workbook_templates.package.values import Fault
from workbook_templates.package.values_only import values_only

__all__ = [
    "Area",
    "Book",
    "DefinedName",
    "Fault",
    "Package",
    "Place",
    "SheetCells",
    "SheetPart",
    "TablePart",
    "replace_rows",
    "values_only",
    "write_atomically",
]
