"""The cells of one worksheet part, read and patched in place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from workbook_templates.package import raw_rows
from workbook_templates.package.block import block_texts
from workbook_templates.package.refs import Area, cell_ref, parse_cell
from workbook_templates.package.sheet_rows import SheetRows
from workbook_templates.package.sheet_tree import ColumnStyles, column_of
from workbook_templates.package.values import Scalar, read_number, typed
from workbook_templates.package.xml import MAIN, Element, q

_C, _F, _V, _IS = q("c"), q("f"), q("v"), q("is")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class SheetCells:
    """An editor over one sheet part: values are set cell by cell or block by block; everything else of the part stays.

    Written back unchanged, it gives the bytes it was read from. Rows nobody looks into are never parsed.
    """

    __slots__ = ("_blocks", "_cells", "_changed", "_original", "_reshaped", "_rows", "_styles")

    def __init__(self, data: bytes, *, part: str = "") -> None:
        self._take(SheetRows(data, part), data)

    def _take(self, rows: SheetRows, original: bytes) -> None:
        self._rows, self._original = rows, original
        self._cells: dict[int, dict[int, Element]] = {}
        self._blocks: dict[int, list[tuple[Area, str]]] = {}  # by row: cells written as text, not in the tree
        self._styles = ColumnStyles.of(rows.root)
        self._changed = self._reshaped = False

    def copy(self) -> SheetCells:
        """Return an editor of its own over the same cells."""
        twin = SheetCells.__new__(SheetCells)
        twin._take(self._rows.copy(), self._original)
        return twin

    @property
    def root(self) -> Element:
        """The part's root: everything but the cells may be read and changed there (then `touch`)."""
        return self._rows.root

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def row_numbers(self) -> Sequence[int]:
        """Return the numbers of the rows the part holds, ascending."""
        return self._rows.numbers

    def cells_of(self, number: int) -> dict[int, Element]:
        """Return the cells of a row by column, empty when the row is not there."""
        known = self._cells.get(number)
        if known is None:
            row = self._rows.row(number)
            known = {} if row is None else {column_of(cell): cell for cell in row.iterchildren(_C)}
            self._cells[number] = known
        return known

    def cell(self, row: int, column: int) -> Element | None:
        """Return a cell's element."""
        return self.cells_of(row).get(column)

    def formulas(self) -> Iterator[tuple[int, int, Element, Element]]:
        """Go through the cells that hold a formula: row, column, the cell, its formula element."""
        for formula in self.root.iterfind(f"{q('sheetData')}/{q('row')}/{_C}/{_F}"):
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
        return self._rows.between(first, last)

    def shared_indexes(self, area: Area) -> frozenset[int]:
        """Return the shared strings that cells of an area's rows show."""
        found: set[int] = set()
        for number in self._rows.between(area.first_row, area.last_row):
            raw = self._rows.raw(number)
            if raw is not None:
                found.update(raw_rows.shared_indexes(raw))
            else:
                found.update(int(cell.findtext(_V) or -1) for cell in self.cells_of(number).values() if cell.get("t") == "s")
        return frozenset(found)

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
        if not any(b' s="' in (self._rows.raw(number) or b"") for number in self.rows_between(area.first_row, area.last_row)):
            self._rows.drop_inside([area])
            self.touch()
        for row, column, cell in list(self.filled(area)):
            if cell.find(_F) is not None:
                continue
            self.touch()
            element = self._rows.row(row)
            if element is not None and cell.get("s") == self._styles.style(element, column):
                element.remove(self.cells_of(row).pop(column))
            else:
                _show(cell, "", "")

    def remove_cell(self, row: int, column: int) -> None:
        """Take one cell away."""
        cell, parent = self.cells_of(row).pop(column, None), self._rows.row(row)
        if cell is not None and parent is not None:
            parent.remove(cell)
            self.touch()

    def remove(self, *areas: Area) -> None:
        """Take the cells of some areas away, styles and all."""
        for number in self._rows.drop_inside(areas):
            cells, row = self.cells_of(number), self._rows.row(number)
            for column in [column for column in cells if any(area.holds(number, column) for area in areas)]:
                cell = cells.pop(column)
                if row is not None:
                    row.remove(cell)
        self.touch()

    def unhide(self, area: Area) -> None:
        """Show the rows of an area."""
        for number in self.rows_between(area.first_row, area.last_row):
            raw = self._rows.raw(number)
            row = self._rows.row(number) if raw is None or b" hidden=" in raw else None
            if row is not None and row.attrib.pop("hidden", ""):
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
        self._merge_blocks()
        if self._reshaped:
            self._rows.prune()
            self._measure()
        return self._rows.to_bytes({number: _row_text(number, blocks) for number, blocks in self._blocks.items()})

    # ── inside ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _new_cell(self, row: int, column: int) -> Element:
        parent = self._rows.row(row)
        if parent is None:
            parent = etree.Element(q("row"), {"r": str(row)})
            self._rows.place([(row, parent)])
            self._cells.pop(row, None)
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

    def _styles_of(self, area: Area) -> list[list[str | None]]:
        """Return, by column, the style of every row of an area: one when they are all the column's."""
        default = [self._styles.style(None, column) for column in range(area.first_col, area.last_col + 1)]
        there = self.rows_between(area.first_row, area.last_row)
        if not there:
            return [[style] for style in default]
        columns = [[style] * area.height for style in default]
        for number in there:
            for offset, style in self._row_styles(number, area):
                columns[offset][number - area.first_row] = style
        return columns

    def _row_styles(self, number: int, area: Area) -> Iterator[tuple[int, str | None]]:
        """Go through the cells of an area on one row: their offsets and styles, and those a new cell there would take."""
        shape = self._rows.shape(number)
        if shape is not None:
            yield from (
                (column - area.first_col, style) for column, style in shape.cells if area.first_col <= column <= area.last_col
            )
            return
        cells, row = self.cells_of(number), self._rows.row(number)
        for column in range(area.first_col, area.last_col + 1):
            yield column - area.first_col, cells[column].get("s") if column in cells else self._styles.style(row, column)

    def _merge_blocks(self) -> None:
        """Put the blocks' cells into the tree on the rows that hold more than them; the other rows are theirs alone."""
        shared = [number for number in self._blocks if self._rows.raw(number) is None and number in self._rows.opened]
        alone: list[int] = []
        for number, blocks in self._blocks.items():
            if self._rows.raw(number) is not None:
                covered = self._rows.lies_in(number, [area for area, _ in blocks])
                (alone if covered else shared).append(number)
        self._rows.drop(alone)
        if not self._rows.unprefixed:
            shared = list(self._blocks)
        if not shared:
            return
        lines = [_row_text(number, self._blocks[number]) for number in sorted(shared)]
        fresh = etree.fromstring(
            f'<sheetData xmlns="{MAIN}">{"".join(lines)}</sheetData>'.encode(), etree.XMLParser(huge_tree=True)
        )
        self._rows.open([number for number in shared if self._rows.raw(number) is not None])
        for new in list(fresh):
            self._merge(int(new.get("r", "0")), new)

    def _merge(self, number: int, new: Element) -> None:
        areas = [area for area, _ in self._blocks.pop(number)]
        self._cells.pop(number, None)
        row = self._rows.row(number)
        if row is None:
            self._rows.place([(number, new)])
            return
        row.attrib.pop("spans", "")
        kept = [cell for cell in row if not any(area.holds(number, column_of(cell)) for area in areas)]
        row[:] = sorted([*kept, *new], key=column_of)

    def _measure(self) -> None:
        dimension = self.root.find(q("dimension"))
        if dimension is None:
            return
        ends = list(self._rows.ends())
        for area in {area for blocks in self._blocks.values() for area, _ in blocks}:
            ends += [(area.first_row, area.first_col, area.last_col), (area.last_row, area.first_col, area.last_col)]
        if ends:
            rows, firsts, lasts = zip(*ends, strict=True)
            dimension.set("ref", Area(min(rows), min(firsts), max(rows), max(lasts)).ref)


def _row_text(number: int, blocks: Sequence[tuple[Area, str]]) -> str:
    cells = "".join(text for _, text in sorted(blocks, key=lambda block: block[0].first_col))
    return f'<row r="{number}">{cells}</row>'


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
