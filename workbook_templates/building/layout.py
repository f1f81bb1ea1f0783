"""Where everything stands: blocks from left to right, every header on the same row, so that each table has free room below it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from workbook_templates.schema import SETTINGS, SHEETS, Column, Grid, Importance, Kind, ResultArea, Sheet, Table
from workbook_templates.schema.content import Content, Row
from workbook_templates.text import Lang

# Rows, counted from 0 as XlsxWriter does.
TITLE_ROW, PURPOSE_ROW, LINK_ROW, CARD_LABEL_ROW, CARD_ROW, CAPTION_ROW, ABOVE_ROW, HEADER_ROW = range(8)
FIRST_ROW = HEADER_ROW + 1
_GAP = 1  # columns between two blocks
GAP_WIDTH = 3.0
_FIRST_WIDTH = 24.0  # of the names that lead the rows of a result
_UNKNOWN_ROWS = 40  # room kept on paper for a result of any length


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands on its sheet; `rows` counts its body."""

    sheet: Sheet
    block: Table | ResultArea | Grid
    column: int
    width: int
    rows: int
    lang: Lang = "fr"

    @property
    def last_column(self) -> int:
        """Its last column."""
        return self.column + self.width - 1

    @property
    def last_row(self) -> int:
        """The last row of its body."""
        return HEADER_ROW + self.rows

    @property
    def widths(self) -> tuple[float, ...]:
        """The width of each of its columns, in characters."""
        declared = tuple(self._width(column) for column in self.block.columns)
        undeclared = self.width - len(declared)
        if isinstance(self.block, Table):
            opened = self.block.open_columns
            return declared if opened is None else (*declared, *(opened.width,) * undeclared)
        if isinstance(self.block, ResultArea) and undeclared:
            first = _FIRST_WIDTH if self.block.header else self.block.column_width
            return (first, *(self.block.column_width,) * (undeclared - 1))
        return declared

    def _width(self, column: Column) -> float:
        """Return the width of a column: a heading that a function gives has no space to wrap at in English."""
        if not (isinstance(self.block, ResultArea) and self.block.header and self.lang == "en"):
            return width_of(column)
        return max(width_of(column), max(len(word) for word in column.en.split()) * 1.1 + 1)

    def column_of(self, key: str) -> int:
        """Return the sheet column of a declared column."""
        for offset, column in enumerate(self.block.columns):
            if column.key == key:
                return self.column + offset
        raise KeyError(f"{self.block.name}[{key}]")


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of all blocks, the open columns of tables, the rows they are filled with."""

    lang: Lang
    places: Mapping[str, Place]
    heads: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, tuple[Row, ...]]

    @classmethod
    def of(cls, lang: Lang, content: Content) -> Layout:
        """Return the layout of the workbook that holds `content`."""
        rows = {table.name: rows_of(table, content) for sheet in SHEETS for table in sheet.tables}
        heads = {table.name: heads_of(table, content) for sheet in SHEETS for table in sheet.tables if table.open_columns}
        places = {place.block.name: place for sheet in SHEETS for place in _places(sheet, rows, heads, lang)}
        return cls(lang, MappingProxyType(places), MappingProxyType(heads), MappingProxyType(rows))

    def title(self, sheet: Sheet) -> str:
        """Return the name on the sheet's tab."""
        return sheet.title.get(self.lang)

    def on(self, sheet: Sheet) -> tuple[Place, ...]:
        """Return the places of a sheet, from left to right."""
        return tuple(self.places[block.name] for block in sheet.blocks)


_WIDTHS = {
    Kind.TEXT: 24.0, Kind.ID: 7.0, Kind.REF: 9.0, Kind.REFS: 16.0, Kind.INTEGER: 9.5, Kind.NUMBER: 10.0, Kind.EUROS: 13.0, Kind.SHARE: 10.0,
    Kind.DATE: 12.0, Kind.DATES: 24.0, Kind.YES: 9.0, Kind.CHOICE: 14.0, Kind.CHOICES: 24.0, Kind.QUANTITY: 12.0,
}  # fmt: skip


def width_of(column: Column) -> float:
    """Return the width of a column, in characters."""
    return column.width or _WIDTHS[column.kind]


def rows_of(table: Table, content: Content) -> tuple[Row, ...]:
    """Return the rows a table is written with: the content's, or its starter rows; empty rows up to what stands ready."""
    given = tuple(content.rows.get(table.name, ()))
    if given:
        return given
    if table.fixed:
        return table.starter
    ready = table.blank_rows if not content.rows else min(table.blank_rows, 4)
    return (*table.starter, *({} for _ in range(ready)))


def heads_of(table: Table, content: Content) -> tuple[str, ...]:
    """Return the headers of a table's open columns; never none, for a table must have them to be found by formulas."""
    if table.name in content.heads:
        return content.heads[table.name]
    if table.open_columns is None:
        return ()
    known = content.rows.get(table.open_columns.ref) or _starter(table.open_columns.ref)
    return tuple(str(row["id"]) for row in known) or ("C01", "C02")


def _starter(name: str) -> tuple[Row, ...]:
    return next(table.starter for sheet in SHEETS for table in sheet.tables if table.name == name)


def _places(sheet: Sheet, rows: Mapping[str, tuple[Row, ...]], heads: Mapping[str, tuple[str, ...]], lang: Lang) -> list[Place]:
    places, column = [], 0
    for block in sheet.blocks:
        width, count = len(block.columns), 0
        if isinstance(block, Table):
            width += len(heads.get(block.name, ()))
            count = len(rows[block.name])
        elif isinstance(block, ResultArea):
            width = width or block.width
            count = _UNKNOWN_ROWS if block.rows is None else block.rows
        else:
            count = len(block.rows)
        if block.name == "Settings":
            count = len(SETTINGS)
        places.append(Place(sheet, block, column, width, count, lang))
        column += width + (0 if is_gantt(block) else _GAP)
    return places


def is_gantt(block: Table | ResultArea | Grid) -> bool:
    """Whether a block is a column that leads the rows of the Gantt: it stands against the next one."""
    return block.name.startswith("r_gantt_")


def is_data(block: Table | ResultArea | Grid) -> bool:
    """Whether a block is a table of imported data."""
    return isinstance(block, Table) and block.importance is Importance.DATA
