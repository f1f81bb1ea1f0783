"""A whole table's rows replaced or extended, everything else of the workbook left as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbook_templates.package import calc_chain
from workbook_templates.package.cells import SheetCells
from workbook_templates.package.forget import forgotten
from workbook_templates.package.formulas import formula_text, moved, shared_masters
from workbook_templates.package.geometry import Book, TablePart
from workbook_templates.package.obstacles import refusal, refuse_obstacles
from workbook_templates.package.package import Package
from workbook_templates.package.reach import is_filtered, stretched_charts, stretched_ranges, stretched_table
from workbook_templates.package.refs import LAST_ROW, Area, cell_ref, parse_cell
from workbook_templates.package.values import Scalar
from workbook_templates.package.xml import q

Columns = Mapping[str, Sequence[Scalar]]


def replace_rows(package: Package, table: str, columns: Columns, *, append: bool = False) -> Package:
    """Return the package whose table holds these rows instead of its own, or after its own with `append`.

    `columns` gives equally long lists by header; a column that is not given is left blank. Computed columns keep their formula on
    every row. Conditional formats, validation lists and charts that covered the table's rows cover the new ones. Texts that no cell
    shows any more leave the shared strings. A table always keeps one row, blank when there is none to write: Excel refuses less.
    Results computed from the table are older than it until the workbook is computed again.

    Raises
    ------
    WorkbookError
        ``workbook.no_table``, ``table.no_column``, ``table.formula_column``, ``table.rows_differ``, ``table.too_long``,
        ``table.totals_row``, ``table.in_the_way``, ``table.merged``, ``table.formula_shared``.
    """
    book = Book.of(package)
    target = book.needed_table(table)
    sheet = book.sheet_of(target)
    cells = SheetCells(package.parts[sheet.part], part=sheet.part)
    edit = _plan(target, cells, columns, append=append)
    refuse_obstacles(book, target, cells, edit.new)
    left_alone = edit.first - 1
    written = Area(edit.first, edit.new.first_col, max(edit.old.last_row, edit.new.last_row), edit.new.last_col)
    before = cells.shared_indexes(written)
    if not append and is_filtered(package.parts[target.part], target.part):
        cells.unhide(edit.old)
    _write(cells, edit, columns)
    stretched_ranges(cells, edit.old, edit.new, header_rows=target.header_rows)
    parts = {
        sheet.part: cells.to_bytes(),
        target.part: stretched_table(package.parts[target.part], target, edit.new, refilled=not append),
    }
    parts |= stretched_charts(package, sheet.name, edit.old, edit.new)
    changed = package.replaced(parts)
    if edit.old.last_row > left_alone:
        changed = calc_chain.pruned(changed, sheet.sheet_id, lambda ref: _has_formula(cells, ref))
    return forgotten(changed, before)


@dataclass(frozen=True, slots=True)
class _Edit:
    """What a replacement does: the rows before and after, the first row written, the formulas and styles of the columns."""

    old: Area
    new: Area
    first: int
    count: int
    formulas: tuple[tuple[str, str] | None, ...]  # by column: the formula and the cell it stands in
    styles: tuple[str | None, ...]
    given: tuple[str | None, ...]  # by column: the header it is given under


def _plan(table: TablePart, cells: SheetCells, columns: Columns, *, append: bool) -> _Edit:
    formulas = _formulas(table, cells)
    given = _given(table, columns, formulas)
    count = len(next(iter(columns.values()), ()))
    for header, values in columns.items():
        if len(values) != count:
            raise refusal(table, "table.rows_differ", header=header, count=len(values), expected=count)
    body = table.body
    kept = _used_rows(table, cells, formulas) if append else 0
    last = body.first_row + max(kept + count, 1) - 1
    if last > LAST_ROW:
        raise refusal(table, "table.too_long", count=kept + count, most=LAST_ROW - body.first_row + 1)
    new = Area(body.first_row, body.first_col, last, body.last_col)
    row = cells.cells_of(body.first_row)
    styles = tuple(row[column].get("s") if column in row else None for column in range(body.first_col, body.last_col + 1))
    return _Edit(body, new, body.first_row + kept, count, formulas, styles, given)


def _formulas(table: TablePart, cells: SheetCells) -> tuple[tuple[str, str] | None, ...]:
    """Return, by column, the formula its first row computes."""
    masters = shared_masters(cells)
    found: list[tuple[str, str] | None] = []
    row = table.body.first_row
    for column in range(table.body.first_col, table.body.last_col + 1):
        cell = cells.cell(row, column)
        formula = None if cell is None else cell.find(q("f"))
        text = "" if formula is None else formula_text(formula, row, column, masters)
        found.append((text, cell_ref(row, column)) if text else None)
    return tuple(found)


def _given(table: TablePart, columns: Columns, formulas: Sequence[object]) -> tuple[str | None, ...]:
    given: list[str | None] = [None] * len(table.columns)
    for header in columns:
        column = table.column(header)
        if column is None:
            raise refusal(table, "table.no_column", header=header, known=list(table.columns))
        offset = column - table.area.first_col
        if formulas[offset] is not None:
            raise refusal(table, "table.formula_column", header=header)
        given[offset] = header
    return tuple(given)


def _used_rows(table: TablePart, cells: SheetCells, formulas: Sequence[object]) -> int:
    """Return how many rows stand before the blank ones that end the table, computed columns not counted."""
    body = table.body
    typed = [body.first_col + offset for offset, formula in enumerate(formulas) if formula is None]
    for row in reversed(cells.rows_between(body.first_row, body.last_row)):
        found = cells.cells_of(row)
        if any(column in found and len(found[column]) for column in typed):
            return row - body.first_row + 1
    return 0


def _write(cells: SheetCells, edit: _Edit, columns: Columns) -> None:
    rows = max(edit.count, 1 if edit.first == edit.new.first_row else 0)
    if edit.first <= edit.old.last_row:
        cells.remove(Area(edit.first, edit.old.first_col, edit.old.last_row, edit.old.last_col))
    if not rows:
        return
    blank: Sequence[Scalar] = [None] * rows
    by_column = [columns[header] if header is not None and edit.count else blank for header in edit.given]
    formulas = [
        None if formula is None else _copies(formula, edit.first, offset, edit, rows)
        for offset, formula in enumerate(edit.formulas)
    ]
    cells.write_block(edit.first, edit.new.first_col, by_column, styles=edit.styles, formulas=formulas, inline=True)


def _copies(formula: tuple[str, str], first: int, offset: int, edit: _Edit, rows: int) -> list[str]:
    text, origin = formula
    column = edit.new.first_col + offset
    if moved(text, origin, cell_ref(edit.new.first_row + 1, column)) == text:  # structured references read the same on every row
        return [text] * rows
    return [moved(text, origin, cell_ref(first + i, column)) for i in range(rows)]


def _has_formula(cells: SheetCells, ref: str) -> bool:
    cell = cells.cell(*parse_cell(ref))
    return cell is not None and cell.find(q("f")) is not None
