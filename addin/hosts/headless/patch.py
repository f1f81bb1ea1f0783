"""Results written back as cached values, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from addin.errors import CellError
from addin.hosts.headless.formula_cells import FormulaCell, Mode, Sheets
from addin.hosts.headless.session import reach_of
from workbook_templates.package.cells import SheetCells
from workbook_templates.package.package import Package
from workbook_templates.package.refs import Area
from workbook_templates.package.values import Fault

_SMALL = 400  # cells: below, each is compared and left alone when it shows the same


def patched(sheets: Sheets, results: Mapping[FormulaCell, Any]) -> tuple[Package, int]:
    """Return the package with these results in its cells, and how many cells that makes."""
    package = sheets.book.package
    by_part: dict[str, list[FormulaCell]] = {}
    for cell in results:
        by_part.setdefault(cell.part, []).append(cell)
    parts: dict[str, bytes] = {}
    written = 0
    for part, cells in by_part.items():
        sheet = sheets.cells[part]
        _clear_left_over(sheet, cells, results)
        for cell in cells:
            written += _write(sheet, cell, results[cell])
        data = sheet.to_bytes()
        if data != package.parts[part]:
            parts[part] = data
    return (package.replaced(parts) if parts else package), written


def _clear_left_over(sheet: SheetCells, cells: Iterable[FormulaCell], results: Mapping[FormulaCell, Any]) -> None:
    """Empty what a larger earlier result left, before any new one is written over it."""
    for cell in cells:
        if cell.mode is not Mode.SPILL or cell.reach.ref == Area(cell.row, cell.column, cell.row, cell.column).ref:
            continue
        new, old = reach_of(cell, grid_of(results[cell])), cell.reach
        if old.last_row > new.last_row:
            sheet.blank(Area(new.last_row + 1, old.first_col, old.last_row, old.last_col))
        if old.last_col > new.last_col:
            sheet.blank(Area(old.first_row, new.last_col + 1, min(old.last_row, new.last_row), old.last_col))


def _write(sheet: SheetCells, cell: FormulaCell, result: Any) -> int:
    grid = grid_of(result)
    sheet.set_value(cell.row, cell.column, plain(grid[0][0]))
    if cell.mode is Mode.PLAIN:
        return 1
    if cell.mode is Mode.SPILL:
        sheet.set_formula_reach(cell.row, cell.column, reach_of(cell, grid))
    else:
        grid = grid if isinstance(result, list) else [[result] * cell.reach.width] * cell.reach.height
    for offset, value in enumerate(grid[0][1:], 1):
        sheet.set_value(cell.row, cell.column + offset, plain(value))
    if len(grid) * len(grid[0]) <= _SMALL:
        for down, row in enumerate(grid[1:], 1):
            for across, value in enumerate(row):
                sheet.set_value(cell.row + down, cell.column + across, plain(value))
    elif len(grid) > 1:
        sheet.write_block(cell.row + 1, cell.column, [_plain_column(column) for column in zip(*grid[1:], strict=True)])
    return len(grid) * len(grid[0])


def grid_of(result: Any) -> list[list[Any]]:
    """Return a result as a block of cells."""
    return result if isinstance(result, list) else [[result]]


def plain(value: Any) -> Any:
    """Return a value as a part holds it."""
    return Fault(value.kind) if isinstance(value, CellError) else value


def _plain_column(column: Sequence[Any]) -> Sequence[Any]:
    return [plain(value) for value in column] if CellError in map(type, column) else column
