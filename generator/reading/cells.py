"""The cells of a sheet as they stand in the file: value, formula or not, error or not, how far arrays reach.

Read straight from the sheet's XML: one pass gives both the cached values and the presence of formulas, which a workbook library gives in
two, and leaves the sheets of data alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from workbook_templates.package.geometry import Book, SheetPart, unescaped
from workbook_templates.package.refs import Area, column_number, letters
from workbook_templates.package.relations import relation_of_type
from workbook_templates.package.xml import Element, parse, parse_by_pieces, q

Value = str | float | bool | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell holds: a text, a number, a yes/no, nothing; `error` is the Excel error it shows."""

    value: Value = None
    formula: bool = False
    error: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing can be read in it."""
        return not self.error and (self.value is None or (isinstance(self.value, str) and not self.value.strip()))


BLANK = Cell()


@dataclass(frozen=True, slots=True)
class SheetCells:
    """The cells of one sheet by row and column, 1-based, and the reach of each array formula by its first cell."""

    name: str
    cells: Mapping[tuple[int, int], Cell]
    arrays: Mapping[tuple[int, int], Area]

    def at(self, row: int, column: int) -> Cell:
        """Return a cell, a blank one where nothing is stored."""
        return self.cells.get((row, column), BLANK)

    def address(self, row: int, column: int) -> str:
        """Return the address of a cell with its sheet, as the plan writes it."""
        return f"{self.name}!{letters(column)}{row}"

    def area(self, row: int, column: int) -> Area | None:
        """Return what spills from a cell: the array's own reach, or, in a file that lost it, the filled cells right and below."""
        if (known := self.arrays.get((row, column))) is not None:
            return known
        if self.at(row, column).blank:
            return None
        width, height = 1, 1
        while not self.at(row, column + width).blank:
            width += 1
        while any(not self.at(row + height, column + offset).blank for offset in range(width)):
            height += 1
        return Area(row, column, row + height - 1, column + width - 1)


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reads sheets of a book when asked, each once."""

    book: Book
    _strings: list[Element] = field(
        default_factory=list, init=False
    )  # texts are read when a cell needs them: data sheets hold most
    _sheets: dict[str, SheetCells] = field(default_factory=dict, init=False)

    def sheet(self, name: str) -> SheetCells | None:
        """Return the cells of a sheet, None where the book has no such sheet."""
        found = self.book.sheet(name)
        if found is None:
            return None
        if found.name not in self._sheets:
            self._sheets[found.name] = self._read(found)
        return self._sheets[found.name]

    def head(self, name: str, last_row: int) -> SheetCells | None:
        """Return the cells of a sheet down to a row, the rest left unread: sheets of data are long."""
        found = self.book.sheet(name)
        if found is None or found.name in self._sheets:
            return self.sheet(name)
        self._know_strings()
        cells: dict[tuple[int, int], Cell] = {}
        arrays: dict[tuple[int, int], Area] = {}
        for row_number, row in enumerate(
            parse_by_pieces(self.book.package.parts[found.part], (q("row"),), part=found.part), start=1
        ):
            number = int(row.get("r", row_number))
            if number > last_row:
                break
            self._read_row(number, row, cells, arrays)
        return SheetCells(found.name, cells, arrays)

    @property
    def read_sheets(self) -> Sequence[SheetCells]:
        """The sheets read so far."""
        return tuple(self._sheets.values())

    def _read(self, sheet: SheetPart) -> SheetCells:
        self._know_strings()
        cells: dict[tuple[int, int], Cell] = {}
        arrays: dict[tuple[int, int], Area] = {}
        root = parse(self.book.package.parts[sheet.part], part=sheet.part)
        for row_number, row in enumerate(root.iterfind(f"{q('sheetData')}/{q('row')}"), start=1):
            self._read_row(int(row.get("r", row_number)), row, cells, arrays)
        return SheetCells(sheet.name, cells, arrays)

    def _know_strings(self) -> None:
        if not self._strings:
            self._strings.extend(_shared_strings(self.book))

    def _read_row(
        self, number: int, row: Element, cells: dict[tuple[int, int], Cell], arrays: dict[tuple[int, int], Area]
    ) -> None:
        column = 0
        for element in row:
            ref = element.get("r")
            column = column_number(ref.rstrip(_DIGITS)) if ref else column + 1
            value, formula = None, None
            for child in element:
                match child.tag:
                    case _Tag.V | _Tag.IS:
                        value = child
                    case _Tag.F:
                        formula = child
            if value is None and formula is None:
                continue
            if formula is not None and formula.get("t") == "array":
                arrays[number, column] = Area.parse(formula.get("ref", ref or "A1"))
            found, error = self._value(element.get("t", "n"), value)
            cells[number, column] = Cell(found, formula is not None, error)

    def _value(self, kind: str, element: Element | None) -> tuple[Value, str]:
        """Return what a cell's value element holds, and the error it shows."""
        if element is None:
            return None, ""
        if kind == "inlineStr":
            return _text_of(element), ""
        text = element.text
        if text is None:
            return None, ""
        match kind:
            case "n":
                return float(text), ""
            case "s":
                return _text_of(self._strings[int(text)]), ""
            case "b":
                return text == "1", ""
            case "e":
                return None, text
            case _:
                return unescaped(text), ""


class _Tag:
    """The tags of a cell's children."""

    F, V, IS = q("f"), q("v"), q("is")


_DIGITS = "0123456789"


def _shared_strings(book: Book) -> list[Element]:
    relation = relation_of_type(book.package.parts, book.package.workbook_part, "sharedStrings")
    if relation is None or relation.target not in book.package.parts:
        return []
    root = parse(book.package.parts[relation.target], part=relation.target)
    return list(root.iterchildren(q("si")))


def _text_of(item: Element) -> str:
    """Return the text of a shared or inline string, its phonetic helps left out."""
    first = item.find(q("t"))
    if first is not None and len(item) == 1:
        return unescaped(first.text or "")
    runs = (element.text or "" for element in item.iter(q("t")) if _parent_tag(element) != q("rPh"))
    return unescaped("".join(runs))


def _parent_tag(element: etree._Element) -> str:
    parent = element.getparent()
    return "" if parent is None else str(parent.tag)
