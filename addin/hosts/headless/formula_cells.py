"""The formula cells of a workbook, as the file holds them, and the copy of the workbook that the engine reads: values only."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from addin.hosts.headless.lexer import Kind, tokens
from workbook_templates.package.cells import SheetCells
from workbook_templates.package.formulas import formula_text, shared_masters
from workbook_templates.package.geometry import Book, SheetPart
from workbook_templates.package.package import Package
from workbook_templates.package.refs import Area, cell_ref, quoted
from workbook_templates.package.relations import relation_of_type
from workbook_templates.package.xml import Element, parse, q, serialise


class Mode(Enum):
    """How far the result of a formula reaches."""

    PLAIN = "plain"  # one cell
    SPILL = "spill"  # as far as the result needs: a dynamic array
    FIXED = "fixed"  # exactly its declared range: {=…}, typed with Ctrl+Shift+Enter


@dataclass(frozen=True, slots=True)
class FormulaCell:
    """A cell that holds a formula: where, its text without ``=``, how far its result reached when last computed."""

    sheet: str
    part: str
    row: int
    column: int
    text: str
    mode: Mode
    reach: Area

    @property
    def where(self) -> str:
        """Its address, ``Budget!C5``."""
        return f"{quoted(self.sheet)}!{cell_ref(self.row, self.column)}"

    @property
    def key(self) -> tuple[str, int, int]:
        """Its sheet, row and column."""
        return self.sheet, self.row, self.column


def has_formulas(data: bytes) -> bool:
    """Whether a sheet's part may hold a formula, from its bytes alone."""
    return b"<f>" in data or b"<f " in data or b":f>" in data or b":f " in data


class Sheets:
    """The worksheets that hold formulas, read once: listed, copied for the engine, and patched."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.cells: dict[str, SheetCells] = {}
        for sheet in book.sheets:
            data = book.package.parts[sheet.part]
            if has_formulas(data):
                self.cells[sheet.part] = SheetCells(data, part=sheet.part)

    def formula_cells(self, ours: Collection[str] = ()) -> tuple[FormulaCell, ...]:
        """Return every formula cell of the workbook, sheet by sheet, shared formulas written out.

        openpyxl and LibreOffice save a dynamic array as one fixed to its range, and drop the part that tells them apart. In such a
        workbook an array formula that calls one of `ours` is taken for what it was: it may grow and shrink.
        """
        package = self.book.package
        untold = relation_of_type(package.parts, package.workbook_part, "sheetMetadata") is None
        listed = [(sheet, self.cells[sheet.part]) for sheet in self.book.sheets if sheet.part in self.cells]
        found = (cell for sheet, cells in listed for cell in _of_sheet(sheet, cells))
        return tuple(replace(cell, mode=Mode.SPILL) if untold and _was_dynamic(cell, ours) else cell for cell in found)


def _of_sheet(sheet: SheetPart, cells: SheetCells) -> list[FormulaCell]:
    masters = shared_masters(cells)
    found: list[FormulaCell] = []
    for row, column, cell, formula in cells.formulas():
        text = _data_table(formula) or formula_text(formula, row, column, masters)
        if text:
            mode = _mode(cell, formula)
            reach = Area.parse(formula.get("ref", "A1")) if mode is not Mode.PLAIN else Area(row, column, row, column)
            found.append(FormulaCell(sheet.name, sheet.part, row, column, text.removeprefix("="), mode, reach))
    return found


def _mode(cell: Element, formula: Element) -> Mode:
    if formula.get("t") != "array" or not formula.get("ref"):
        return Mode.PLAIN
    return Mode.SPILL if cell.get("cm") else Mode.FIXED


def _was_dynamic(cell: FormulaCell, ours: Collection[str]) -> bool:
    return cell.mode is Mode.FIXED and any(token.word in ours for token in tokens(cell.text) if token.kind is Kind.FUNCTION)


def _data_table(formula: Element) -> str:
    """A what-if table has no formula text: it is read as a function no engine has."""
    return "TABLE()" if formula.get("t") == "dataTable" else ""


@dataclass(frozen=True, slots=True)
class EngineCopy:
    """The workbook as the engine reads it, and the cells that formulas of a sheet may not spill over."""

    data: bytes
    left: Mapping[str, SheetCells]  # by sheet: what is there once the computed cells are gone
    computed: frozenset[tuple[str, int, int]]

    def is_occupied(self, sheet: str, area: Area, cell: FormulaCell) -> bool:
        """Whether something stands in an area beside `cell`, whose result would spill over it: a value, or another formula."""
        others = (key for key in self.computed if key[0] == sheet and key != cell.key)
        if any(area.holds(row, column) for _, row, column in others):
            return True
        cells = self.left.get(sheet)
        return cells is not None and any(True for _ in cells.filled(area))


def engine_copy(sheets: Sheets, computed: Collection[FormulaCell], names: Collection[str]) -> EngineCopy:
    """Return the workbook without the cells to compute: formulas are given to the engine one by one, spilled cells would block them.

    Formula cells that are not in `computed` keep their cached value, as typed. Only the defined names in `names` are left.
    """
    by_part: dict[str, list[FormulaCell]] = {}
    for cell in computed:
        by_part.setdefault(cell.part, []).append(cell)
    book = sheets.book
    left = {part: _without(cells.copy(), by_part.get(part, [])) for part, cells in sheets.cells.items()}
    parts = {part: cells.to_bytes() for part, cells in left.items()}
    parts[book.package.workbook_part] = _workbook_with(book.package, names)
    by_name = {sheet.name: left[sheet.part] for sheet in book.sheets if sheet.part in left}
    return EngineCopy(book.package.replaced(parts).to_bytes(level=0), by_name, frozenset(cell.key for cell in computed))


def _without(cells: SheetCells, computed: list[FormulaCell]) -> SheetCells:
    cells.remove(*(cell.reach for cell in computed if cell.reach.height > 1 or cell.reach.width > 1))
    for cell in computed:
        cells.remove_cell(cell.row, cell.column)
    for _, _, element, formula in list(cells.formulas()):
        element.remove(formula)
    cells.touch()
    return cells


def _workbook_with(package: Package, names: Collection[str]) -> bytes:
    root = parse(package.parts[package.workbook_part], part=package.workbook_part)
    defined = root.find(q("definedNames"))
    if defined is not None:
        for element in list(defined):
            if element.get("name") not in names:
                defined.remove(element)
        if not len(defined):
            root.remove(defined)
    return serialise(root)
