"""A sheet's part as a tree, with or without the cells that large results spilled over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbook_templates.package.refs import LAST_COLUMN, Area, cell_ref, column_number
from workbook_templates.package.xml import Element, parse, parse_by_pieces, q

_C, _F, _ROW = q("c"), q("f"), q("row")
_DIGITS = "0123456789"
_LARGE = 2_000  # cells: below, a spill stays in the tree
_PLAIN_ROW = {"r", "spans", "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac}dyDescent"}


def column_of(cell: Element) -> int:
    """Return the column of a cell's element."""
    return column_number(cell.get("r", "A1").rstrip(_DIGITS))


def is_plain_row(row: Element) -> bool:
    """Whether a row says nothing but its number."""
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


def whole_tree(data: bytes, part: str) -> Element:
    """Return the root of a sheet, every row and cell addressed."""
    root = parse(data, part=part)
    _address(root)
    return root


def thin_tree(data: bytes, part: str) -> Element:
    """Return the root of a sheet without the rows that hold nothing but cells a large result spilled over, in the styles they were given.

    Whoever computes the sheet writes them anew: a tree takes about a kilobyte a cell, and such rows come by the ten thousand.
    """
    if b't="array"' not in data:
        return whole_tree(data, part)
    shed: Element | None = None
    root: Element | None = None
    styles = ColumnStyles(())
    reaches: list[Area] = []
    for element in parse_by_pieces(data, (_ROW, q("cols")), part=part):
        if shed is not None:
            _drop(shed)
            shed = None
        root = element.getroottree().getroot()
        if element.tag != _ROW:
            styles = ColumnStyles.of(root)
            continue
        number = int(element.get("r", "0"))
        active = [reach for reach in reaches if reach.first_row < number <= reach.last_row]
        if active and _holds_only(element, active, styles):
            shed = element  # not yet: the parser still stands on it
        else:
            reaches += _large_reaches(element)
    if root is None:
        return whole_tree(data, part)
    if shed is not None:
        _drop(shed)
    _address(root)
    return root


def _drop(row: Element) -> None:
    parent = row.getparent()
    if parent is not None:
        parent.remove(row)


def _large_reaches(row: Element) -> list[Area]:
    found = []
    for formula in row.iter(_F):
        cell = formula.getparent()
        if formula.get("t") == "array" and cell is not None and cell.get("cm"):
            reach = Area.parse(formula.get("ref", "A1"))
            if reach.height * reach.width > _LARGE:
                found.append(reach)
    return found


def _holds_only(row: Element, reaches: Sequence[Area], styles: ColumnStyles) -> bool:
    """Whether a row is exactly the spilled cells of these reaches, side by side in order, none with a style of its own."""
    ordered = sorted(reaches, key=lambda reach: reach.first_col)
    if len(row) != sum(reach.width for reach in ordered) or not is_plain_row(row):
        return False
    at = 0
    expected: list[str | None] = []
    for reach in ordered:
        if column_of(row[at]) != reach.first_col or column_of(row[at + reach.width - 1]) != reach.last_col:
            return False
        expected += [styles.style(None, column) for column in range(reach.first_col, reach.last_col + 1)]
        at += reach.width
    return [cell.get("s") for cell in row] == expected


def _address(root: Element) -> None:
    """Give rows and cells without an address, which the format allows, theirs."""
    number = 0
    sheet_data = root.find(q("sheetData"))
    for row in () if sheet_data is None else sheet_data.iterchildren(_ROW):
        written = row.get("r")
        number = int(written) if written else number + 1
        if not written:
            row.set("r", str(number))
        if len(row) and any(cell.get("r") is None for cell in (row[0], row[-1])):
            _address_cells(row, number)


def _address_cells(row: Element, number: int) -> None:
    column = 0
    for cell in row.iterchildren(_C):
        written = cell.get("r")
        column = column_of(cell) if written else min(column + 1, LAST_COLUMN)
        if not written:
            cell.set("r", cell_ref(number, column))
