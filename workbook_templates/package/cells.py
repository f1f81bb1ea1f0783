"""The cells of one worksheet part, read and patched in place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from lxml import etree

from workbook_templates.package.block import BlockWriter
from workbook_templates.package.refs import LAST_COLUMN, Area, cell_ref, column_number, parse_cell
from workbook_templates.package.values import Scalar, read_number, typed
from workbook_templates.package.xml import MAIN, Element, parse, q, serialise

_C, _F, _V, _IS, _ROW = q("c"), q("f"), q("v"), q("is"), q("row")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DIGITS = "0123456789"
_EMPTY_ROW = {"r", "spans", "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac}dyDescent"}


class SheetCells:
    """An editor over one sheet part: values are set cell by cell or block by block; everything else of the part stays.

    Written back unchanged, it gives the bytes it was read from.
    """

    __slots__ = ("_cells", "_changed", "_columns", "_numbers", "_original", "_reshaped", "_rows", "_sheet_data", "root")

    def __init__(self, data: bytes, *, part: str = "") -> None:
        self.root = parse(data, part=part)
        self._original = data
        found = self.root.find(q("sheetData"))
        self._sheet_data = found if found is not None else etree.SubElement(self.root, q("sheetData"))
        self._rows = _numbered_rows(self._sheet_data)
        self._numbers = sorted(self._rows)
        self._cells: dict[int, dict[int, Element]] = {}
        self._columns = [
            (int(col.get("min", "1")), int(col.get("max", "1")), style)
            for col in self.root.iterfind(f"{q('cols')}/{q('col')}")
            if (style := col.get("style"))
        ]
        self._changed = self._reshaped = False

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def row_numbers(self) -> Sequence[int]:
        """Return the numbers of the rows the part holds, ascending."""
        return self._numbers

    def row(self, number: int) -> Element | None:
        """Return a row's element."""
        return self._rows.get(number)

    def cells_of(self, number: int) -> dict[int, Element]:
        """Return the cells of a row by column, empty when the row is not there."""
        known = self._cells.get(number)
        if known is None:
            row = self._rows.get(number)
            known = {} if row is None else {column_of(cell): cell for cell in row.iterchildren(_C)}
            self._cells[number] = known
        return known

    def cell(self, row: int, column: int) -> Element | None:
        """Return a cell's element."""
        return self.cells_of(row).get(column)

    def cells(self) -> Iterator[tuple[int, int, Element]]:
        """Go through all cells, row by row."""
        for number in self._numbers:
            for column, cell in self.cells_of(number).items():
                yield number, column, cell

    def formulas(self) -> Iterator[tuple[int, int, Element, Element]]:
        """Go through the cells that hold a formula: row, column, the cell, its formula element."""
        for formula in self._sheet_data.iterfind(f"{_ROW}/{_C}/{_F}"):
            cell = formula.getparent()
            if cell is not None:
                row, column = parse_cell(cell.get("r", ""))
                yield row, column, cell, formula

    def filled(self, area: Area) -> Iterator[tuple[int, int, Element]]:
        """Go through the cells of an area that hold a value or a formula, row by row."""
        for number in self.rows_between(area.first_row, area.last_row):
            for column, cell in sorted(self.cells_of(number).items()):
                if area.first_col <= column <= area.last_col and len(cell):
                    yield number, column, cell

    def rows_between(self, first: int, last: int) -> Sequence[int]:
        """Return the numbers of the rows the part holds from `first` to `last`."""
        return self._numbers[bisect_left(self._numbers, first) : bisect_left(self._numbers, last + 1)]

    # ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def set_value(self, row: int, column: int, value: Scalar) -> None:
        """Make `value` what the cell shows; its formula and its style stay. A blank in a cell that is not there adds none."""
        cell = self.cell(row, column)
        if cell is None:
            if value is None:
                return
            cell = self._new_cell(row, column)
        kind, text = typed(value)
        if not _shows(cell, kind, text):
            _show(cell, kind, text)
            self._changed = True

    def set_formula_reach(self, row: int, column: int, area: Area) -> None:
        """Write how far the array formula of a cell reaches."""
        cell = self.cell(row, column)
        formula = None if cell is None else cell.find(_F)
        if formula is not None and formula.get("ref") != area.ref:
            formula.set("ref", area.ref)
            self._changed = True

    def blank(self, area: Area) -> None:
        """Empty the cells of an area that hold no formula; a style of their own stays, without one the cell goes."""
        for row, column, cell in list(self.filled(area)):
            if cell.find(_F) is not None:
                continue
            self._changed = self._reshaped = True
            if cell.get("s") == self._default_style(self._rows[row], column):
                self._rows[row].remove(self.cells_of(row).pop(column))
            else:
                _show(cell, "", "")

    def remove(self, area: Area) -> None:
        """Take the cells of an area away, styles and all."""
        for number in self.rows_between(area.first_row, area.last_row):
            row = self._rows[number]
            if not len(row):
                continue
            self._changed = self._reshaped = True
            if area.first_col <= column_of(row[0]) and column_of(row[-1]) <= area.last_col:
                self._cells.pop(number, None)
                row[:] = []
                continue
            cells = self.cells_of(number)
            for column in [column for column in cells if area.first_col <= column <= area.last_col]:
                row.remove(cells.pop(column))

    def unhide(self, area: Area) -> None:
        """Show the rows of an area."""
        for number in self.rows_between(area.first_row, area.last_row):
            if self._rows[number].attrib.pop("hidden", ""):
                self._changed = True

    def write_block(
        self,
        row: int,
        column: int,
        rows: Sequence[Sequence[Scalar]],
        *,
        styles: Sequence[str | None] | None = None,
        formulas: Sequence[Sequence[str] | None] | None = None,
        inline: bool = False,
    ) -> None:
        """Fill a rectangle with values, replacing its cells; existing cells keep their styles, new ones take their row's or column's.

        `styles` overrules these, one a column. `formulas`, one list a column or None, are written instead of values. `inline` writes
        texts as typed inputs instead of results of formulas.
        """
        if not rows or not rows[0]:
            return
        writer = BlockWriter(column, len(rows[0]), formulas, inline)
        lines = [
            writer.row(row + i, i, values, self._styles(row + i, column, len(values), styles)) for i, values in enumerate(rows)
        ]
        block = etree.fromstring(
            f'<sheetData xmlns="{MAIN}">{"".join(lines)}</sheetData>'.encode(), etree.XMLParser(huge_tree=True)
        )
        area = Area(row, column, row + len(rows) - 1, column + len(rows[0]) - 1)
        for fresh in list(block):
            self._merge(int(fresh.get("r", "0")), fresh, area)
        self._numbers = sorted(self._rows)
        self._changed = self._reshaped = True

    def to_bytes(self) -> bytes:
        """Return the part: the bytes it was read from when nothing changed."""
        if not self._changed:
            return self._original
        if self._reshaped:
            self._prune()
            self._measure()
        return serialise(self.root)

    # ── inside ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def touch(self) -> None:
        """Say that the tree was changed from outside, so that it is written anew."""
        self._changed = self._reshaped = True

    def _new_cell(self, row: int, column: int) -> Element:
        parent = self._rows.get(row)
        if parent is None:
            parent = etree.Element(_ROW, {"r": str(row)})
            self._insert_row(row, parent)
            self._numbers = sorted(self._rows)
        parent.attrib.pop("spans", "")
        cells = self.cells_of(row)
        cell = etree.Element(_C, {"r": cell_ref(row, column)})
        style = self._default_style(parent, column)
        if style:
            cell.set("s", style)
        following = [cells[other] for other in cells if other > column]
        if following:
            min(following, key=column_of).addprevious(cell)
        else:
            parent.append(cell)
        cells[column] = cell
        self._changed = self._reshaped = True
        return cell

    def _insert_row(self, number: int, row: Element) -> None:
        position = bisect_left(self._numbers, number)
        if position == len(self._numbers):
            self._sheet_data.append(row)
        else:
            self._rows[self._numbers[position]].addprevious(row)
        self._rows[number] = row

    def _default_style(self, row: Element | None, column: int) -> str | None:
        if row is not None and row.get("customFormat") in ("1", "true"):
            return row.get("s")
        return next((style for first, last, style in self._columns if first <= column <= last), None)

    def _styles(self, row: int, column: int, count: int, forced: Sequence[str | None] | None) -> Sequence[str | None]:
        if forced is not None:
            return forced
        parent = self._rows.get(row)
        if (
            parent is not None
            and len(parent) == count
            and column_of(parent[0]) == column
            and column_of(parent[-1]) == column + count - 1
        ):
            return [cell.get("s") for cell in parent]
        existing = self.cells_of(row) if parent is not None else {}
        return [
            existing[other].get("s") if other in existing else self._default_style(parent, other)
            for other in range(column, column + count)
        ]

    def _merge(self, number: int, fresh: Element, area: Area) -> None:
        """Put the cells of a new row where they belong, in place of those of the area."""
        row = self._rows.get(number)
        self._cells.pop(number, None)
        if row is None:
            self._insert_row(number, fresh)
            return
        row.attrib.pop("spans", "")
        before = [cell for cell in row if column_of(cell) < area.first_col]
        after = [cell for cell in row if column_of(cell) > area.last_col]
        row[:] = [*before, *fresh, *after]

    def _prune(self) -> None:
        for number in [number for number, row in self._rows.items() if not len(row) and set(row.attrib) <= _EMPTY_ROW]:
            self._sheet_data.remove(self._rows.pop(number))
            self._cells.pop(number, None)
        self._numbers = sorted(self._rows)

    def _measure(self) -> None:
        dimension = self.root.find(q("dimension"))
        used = [number for number in self._numbers if len(self._rows[number])]
        if dimension is None or not used:
            return
        first = min(column_of(self._rows[number][0]) for number in used)
        last = max(column_of(self._rows[number][-1]) for number in used)
        dimension.set("ref", Area(used[0], first, used[-1], last).ref)


def column_of(cell: Element) -> int:
    """Return the column of a cell's element."""
    return column_number(cell.get("r", "A1").rstrip(_DIGITS))


def _numbered_rows(sheet_data: Element) -> dict[int, Element]:
    """Return the rows by number; rows and cells without an address, which the format allows, are given theirs."""
    rows: dict[int, Element] = {}
    number = 0
    for row in sheet_data.iterchildren(_ROW):
        written = row.get("r")
        number = int(written) if written else number + 1
        if not written:
            row.set("r", str(number))
        if len(row) and any(cell.get("r") is None for cell in (row[0], row[-1])):
            _address(row, number)
        rows[number] = row
    return rows


def _address(row: Element, number: int) -> None:
    column = 0
    for cell in row.iterchildren(_C):
        written = cell.get("r")
        column = column_of(cell) if written else min(column + 1, LAST_COLUMN)
        if not written:
            cell.set("r", cell_ref(number, column))


def _shows(cell: Element, kind: str, text: str) -> bool:
    """Whether the cell already shows this, whatever way its number is written."""
    if cell.get("t", "n") not in ((kind,) if kind else ("n",)) or cell.find(_IS) is not None:
        return False
    shown = cell.find(_V)
    if shown is None:
        return not text and not kind
    if kind or not text or not shown.text:
        return (shown.text or "") == text and bool(kind or text)
    return read_number(shown.text) == read_number(text)


def _show(cell: Element, kind: str, text: str) -> None:
    for child in [*cell.iterchildren(_V), *cell.iterchildren(_IS)]:
        cell.remove(child)
    cell.attrib.pop("t", "")
    if kind:
        cell.set("t", kind)
    elif not text:
        return
    value = etree.SubElement(cell, _V)
    value.text = text
    if text != text.strip():
        value.set(_SPACE, "preserve")
