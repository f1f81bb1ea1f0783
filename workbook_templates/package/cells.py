"""The cells of one worksheet part, read and patched in place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from copy import deepcopy

from lxml import etree

from workbook_templates.package.block import block_texts
from workbook_templates.package.refs import Area, cell_ref, parse_cell
from workbook_templates.package.sheet_tree import ColumnStyles, column_of, is_plain_row, thin_tree, whole_tree
from workbook_templates.package.values import Scalar, read_number, typed
from workbook_templates.package.xml import MAIN, Element, q, serialise

_C, _F, _V, _IS, _ROW = q("c"), q("f"), q("v"), q("is"), q("row")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MARK = "planmo-rows"


class SheetCells:
    """An editor over one sheet part: values are set cell by cell or block by block; everything else of the part stays.

    Written back unchanged, it gives the bytes it was read from. With `thin`, the rows that large spilled results fill by themselves are
    left out of the tree (and of the part written back): for whoever is about to compute them anew.
    """

    __slots__ = ("_blocks", "_cells", "_changed", "_numbers", "_original", "_reshaped", "_rows", "_sheet_data", "_styles", "root")

    def __init__(self, data: bytes, *, part: str = "", thin: bool = False) -> None:
        self._take(thin_tree(data, part) if thin else whole_tree(data, part), data)

    def _take(self, root: Element, original: bytes) -> None:
        self.root, self._original = root, original
        found = root.find(q("sheetData"))
        self._sheet_data = found if found is not None else etree.SubElement(root, q("sheetData"))
        self._rows = {int(row.get("r", "0")): row for row in self._sheet_data.iterchildren(_ROW)}
        self._numbers = sorted(self._rows)
        self._cells: dict[int, dict[int, Element]] = {}
        self._blocks: dict[int, list[tuple[Area, str]]] = {}  # by row: cells written as text, not yet in the tree
        self._styles = ColumnStyles.of(root)
        self._changed = self._reshaped = False

    def copy(self) -> SheetCells:
        """Return an editor over a copy of the tree."""
        twin = SheetCells.__new__(SheetCells)
        twin._take(deepcopy(self.root), self._original)
        return twin

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def row_numbers(self) -> Sequence[int]:
        """Return the numbers of the rows the part holds, ascending."""
        return self._numbers

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

    def formulas(self) -> Iterator[tuple[int, int, Element, Element]]:
        """Go through the cells that hold a formula: row, column, the cell, its formula element."""
        for formula in self._sheet_data.iter(_F):
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

    def touch(self) -> None:
        """Say that the tree was changed from outside, so that it is written anew."""
        self._changed = self._reshaped = True

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
            self.touch()
            if cell.get("s") == self._styles.style(self._rows[row], column):
                self._rows[row].remove(self.cells_of(row).pop(column))
            else:
                _show(cell, "", "")

    def remove(self, area: Area) -> None:
        """Take the cells of an area away, styles and all."""
        for number in self.rows_between(area.first_row, area.last_row):
            row = self._rows[number]
            if not len(row):
                continue
            self.touch()
            if area.first_col <= column_of(row[0]) and column_of(row[-1]) <= area.last_col:
                self._cells.pop(number, None)
                row[:] = []
                if is_plain_row(row):
                    self._sheet_data.remove(self._rows.pop(number))
                continue
            cells = self.cells_of(number)
            for column in [column for column in cells if area.first_col <= column <= area.last_col]:
                row.remove(cells.pop(column))
        self._numbers = sorted(self._rows)

    def unhide(self, area: Area) -> None:
        """Show the rows of an area."""
        for number in self.rows_between(area.first_row, area.last_row):
            if self._rows[number].attrib.pop("hidden", ""):
                self._changed = True

    def write_block(
        self,
        row: int,
        column: int,
        columns: Sequence[Sequence[Scalar]],
        *,
        styles: Sequence[str | None] | None = None,
        formulas: Sequence[Sequence[str] | None] | None = None,
        inline: bool = False,
    ) -> None:
        """Fill a rectangle with values given by column, replacing its cells; those there keep their styles, new ones take their column's.

        `styles`, one a column, overrules these. `formulas`, one list a column or None, are written instead of values. `inline` writes
        texts as typed inputs instead of results of formulas.
        """
        if not columns or not columns[0]:
            return
        area = Area(row, column, row + len(columns[0]) - 1, column + len(columns) - 1)
        by_column = [[style] for style in styles] if styles is not None else self._styles_of(area)
        texts = block_texts(row, column, columns, styles=by_column, formulas=formulas, inline=inline)
        for number, text in enumerate(texts, row):
            self._blocks.setdefault(number, []).append((area, text))
        self.touch()

    def to_bytes(self) -> bytes:
        """Return the part: the bytes it was read from when nothing changed."""
        if not self._changed:
            return self._original
        unprefixed = self.root.nsmap.get(None) == MAIN
        self._merge_blocks([number for number in self._blocks if number in self._rows or not unprefixed])
        if self._reshaped:
            self._prune()
            self._measure()
        return self._spliced() if self._blocks else serialise(self.root)

    # ── inside ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _new_cell(self, row: int, column: int) -> Element:
        parent = self._rows.get(row)
        if parent is None:
            parent = etree.Element(_ROW, {"r": str(row)})
            self._insert_row(row, parent)
        parent.attrib.pop("spans", "")
        cells = self.cells_of(row)
        cell = etree.Element(_C, {"r": cell_ref(row, column)})
        style = self._styles.style(parent, column)
        if style:
            cell.set("s", style)
        following = [cells[other] for other in cells if other > column]
        if following:
            min(following, key=column_of).addprevious(cell)
        else:
            parent.append(cell)
        cells[column] = cell
        self.touch()
        return cell

    def _insert_row(self, number: int, row: Element) -> None:
        position = bisect_left(self._numbers, number)
        if position == len(self._numbers):
            self._sheet_data.append(row)
        else:
            self._rows[self._numbers[position]].addprevious(row)
        self._rows[number] = row
        self._numbers.insert(position, number)

    def _styles_of(self, area: Area) -> list[list[str | None]]:
        """Return, by column, the style of every row of an area: one when they are all the column's."""
        default = [self._styles.style(None, column) for column in range(area.first_col, area.last_col + 1)]
        there = self.rows_between(area.first_row, area.last_row)
        if not there:
            return [[style] for style in default]
        columns = [[style] * area.height for style in default]
        for number in there:
            cells, row = self.cells_of(number), self._rows[number]
            for offset, styles in enumerate(columns):
                cell = cells.get(area.first_col + offset)
                styles[number - area.first_row] = (
                    self._styles.style(row, area.first_col + offset) if cell is None else cell.get("s")
                )
        return columns

    def _merge_blocks(self, numbers: Collection[int]) -> None:
        """Put the blocks' cells of these rows into the tree, in place of those that stood there."""
        if not numbers:
            return
        lines = [f'<row r="{number}">{"".join(text for _, text in self._blocks[number])}</row>' for number in sorted(numbers)]
        fresh = etree.fromstring(
            f'<sheetData xmlns="{MAIN}">{"".join(lines)}</sheetData>'.encode(), etree.XMLParser(huge_tree=True)
        )
        for new in list(fresh):
            number = int(new.get("r", "0"))
            areas = [area for area, _ in self._blocks.pop(number)]
            self._cells.pop(number, None)
            row = self._rows.get(number)
            if row is None:
                self._insert_row(number, new)
                continue
            row.attrib.pop("spans", "")
            kept = [cell for cell in row if not any(area.holds(number, column_of(cell)) for area in areas)]
            row[:] = sorted([*kept, *new], key=column_of)

    def _spliced(self) -> bytes:
        """Return the part with the blocks' rows, kept as text, set in their places among the tree's."""
        runs: dict[int, list[str]] = {}
        for number in sorted(self._blocks):
            texts = sorted(self._blocks[number], key=lambda item: item[0].first_col)
            run = runs.setdefault(bisect_left(self._numbers, number), [])
            run.append(f'<row r="{number}">{"".join(text for _, text in texts)}</row>')
        marks = []
        for position in runs:
            mark = etree.ProcessingInstruction(_MARK, str(position))
            if position < len(self._numbers):
                self._rows[self._numbers[position]].addprevious(mark)
            else:
                self._sheet_data.append(mark)
            marks.append(mark)
        data = serialise(self.root)
        for mark in marks:
            self._sheet_data.remove(mark)
        pieces, at = [], 0
        for position, run in runs.items():
            label = f"<?{_MARK} {position}?>".encode()
            found = data.index(label, at)
            pieces += [data[at:found], "".join(run).encode()]
            at = found + len(label)
        return b"".join([*pieces, data[at:]])

    def _prune(self) -> None:
        for number in [number for number, row in self._rows.items() if not len(row) and is_plain_row(row)]:
            self._sheet_data.remove(self._rows.pop(number))
            self._cells.pop(number, None)
        self._numbers = sorted(self._rows)

    def _measure(self) -> None:
        dimension = self.root.find(q("dimension"))
        if dimension is None:
            return
        used = [number for number in self._numbers if len(self._rows[number])]
        ends = [(number, column_of(self._rows[number][0]), column_of(self._rows[number][-1])) for number in used]
        for area in {area for blocks in self._blocks.values() for area, _ in blocks}:
            ends += [(area.first_row, area.first_col, area.last_col), (area.last_row, area.first_col, area.last_col)]
        if ends:
            rows, firsts, lasts = zip(*ends, strict=True)
            dimension.set("ref", Area(min(rows), min(firsts), max(rows), max(lasts)).ref)


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
    value.text = text or None
    if text != text.strip():
        value.set(_SPACE, "preserve")
