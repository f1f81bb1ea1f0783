"""Result areas of the workbook into rows of values: found by their `r_…` names, read in the order of the function's columns."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.figures import Figure, Unit
from generator.reading.causes import AreaError, areas_read, settings_read
from generator.reading.cells import Cell, CellReader, SheetCells
from generator.reading.tables import FORMULA_NAME, Line, Remarks
from generator.reading.values import Read, read_value
from generator.records import Number, Place
from generator.remarks import Code
from generator.results import Grid
from workbook_templates.package.geometry import Book
from workbook_templates.package.refs import Area, letters, split_sheet
from workbook_templates.schema.spec import Column, ResultArea
from workbook_templates.schema.spec import Grid as FixedGrid
from workbook_templates.text import Text, fold

RESULT_MISSING = Code("result.missing", "fix", Text(
    "le résultat « {title} » n'est plus dans le classeur (nom {name}). Recopiez la feuille d'un classeur neuf.",
    "the result “{title}” is no longer in the workbook (name {name}). Copy the sheet from a new workbook.",
))  # fmt: skip
RESULT_ERROR = Code("result.error", "blocking", Text(
    "« {title} » montre {error} : la fonction refuse ses données. « Expliquer la cellule » dit lesquelles ; corrigez-les, puis recalculez.",
    "“{title}” shows {error}: the function refuses its data. “Explain this cell” says which; mend them, then recalculate.",
))  # fmt: skip
NOT_COMPUTED = Code("results.not_computed", "blocking", Text(
    "le classeur n'a pas été calculé : ses résultats sont vides. Recalculez-le dans Excel avec le complément, ou lancez « planmo calc ».",
    "the workbook was not computed: its results are empty. Recalculate it in Excel with the add-in, or run “planmo calc”.",
))  # fmt: skip
CLV_NOT_ESTIMATED = Code("clv.not_estimated", "fix", Text(
    "la valeur vie montre {error} : trop peu de clients ayant racheté, ou des achats trop semblables, pour l'estimer. Importez au moins deux ans de ventes, ou saisissez la CLV dans Segments.",
    "lifetime value shows {error}: too few customers who bought again, or purchases too alike, to estimate it. Import two years of sales at least, or enter CLV in Segments.",
))  # fmt: skip
CODES = (RESULT_MISSING, RESULT_ERROR, CLV_NOT_ESTIMATED, NOT_COMPUTED)
_ESTIMATES = ("CLV_FIT(", "CLV_CUSTOMERS(", "CLV_ALERTS(")  # functions that fit the same model to the same sales
_NO_ESTIMATE = ("#NUM!", "#N/A")


# How files write `A8#`: Excel in capitals, LibreOffice without.
_ANCHOR = re.compile(r"(?:_xlfn\.)?anchorarray\((.*)\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spill:
    """What a formula spilled: the sheet's cells and the rectangle, header row included where the area has one."""

    sheet: SheetCells
    area: Area
    header: bool

    @property
    def rows(self) -> range:
        """The rows of the result itself."""
        return range(self.area.first_row + self.header, self.area.last_row + 1)

    @property
    def columns(self) -> range:
        """The columns of the result."""
        return range(self.area.first_col, self.area.last_col + 1)

    def words(self, row: int) -> tuple[str, ...]:
        """Return a row of cells as texts."""
        return tuple(_text(self.sheet.at(row, column)) for column in self.columns)


@dataclass(frozen=True, slots=True)
class AreaReader:
    """Reads result areas of a book; what is wrong goes to `remarks`."""

    book: Book
    cells: CellReader
    remarks: Remarks
    date1904: bool = False

    def spill(self, area: ResultArea, *, first: int | None = None) -> Spill | None:
        """Return what an area holds; None where it is missing, waits for its inputs, or was never computed.

        With `first`, only that many of its rows are read.
        """
        anchor = self._anchor(area, first)
        if anchor is None:
            return None
        sheet, row, column = anchor
        corner = sheet.at(row, column)
        if corner.error:
            where = sheet.address(row, column)
            if corner.error == "#NAME?":
                self.remarks.repeat(FORMULA_NAME.at(where))
            else:
                self.remarks.fail(_failure(area, where, corner.error))
            return None
        if corner.blank:
            return None
        if area.header and not isinstance(corner.value, str):
            self.remarks.repeat(NOT_COMPUTED.at(sheet.address(row, column)))
            return None
        reach = sheet.area(row, column)
        return None if reach is None else Spill(sheet, reach, area.header)

    def lines(self, area: ResultArea, *, first: int | None = None) -> tuple[Line, ...]:
        """Return the rows of an area, or the `first` ones, its columns in the declared order."""
        spill = self.spill(area, first=first)
        if spill is None:
            return ()
        columns = dict(zip(spill.columns, area.columns, strict=False))
        letters_ = {column.key: letters(number) for number, column in columns.items()}
        return tuple(
            Line(
                Place(spill.sheet.name, row, letters_),
                {column.key: self._value(spill, row, number, column) for number, column in columns.items()},
            )
            for row in spill.rows[:first]
            if any(not spill.sheet.at(row, number).blank for number in columns)
        )

    def block(self, block: FixedGrid, sheet_name: str) -> tuple[Line, ...]:
        """Return the rows of a block of fixed size, found on its sheet by its headers in either language."""
        sheet = self.cells.sheet(sheet_name)
        start = _headers(sheet, block) if sheet is not None else None
        if sheet is None or start is None:
            return ()
        top, left = start
        columns = {left + offset: column for offset, column in enumerate(block.columns)}
        letters_ = {column.key: letters(number) for number, column in columns.items()}
        found = []
        for row in range(top + 1, top + 1 + len(block.rows)):
            cells = {column.key: sheet.at(row, number) for number, column in columns.items()}
            values = {
                column.key: read_value(cells[column.key], column, sheet.address(row, number), date1904=self.date1904).value
                for number, column in columns.items()
            }
            found.append(Line(Place(sheet.name, row, letters_), values))
        return tuple(found)

    def grid(self, area: ResultArea, unit: Unit = "count") -> Grid | None:
        """Return a cross table: its first column names the rows, its first row the columns."""
        spill = self.spill(area)
        if spill is None:
            return None
        first, *others = spill.columns
        rows = tuple(_text(spill.sheet.at(row, first)) for row in spill.rows)
        cells = tuple(tuple(self._number(spill, row, column, unit) for column in others) for row in spill.rows)
        return Grid(
            at=Place(spill.sheet.name, spill.area.first_row),
            rows=rows,
            columns=spill.words(spill.area.first_row)[1:],
            cells=cells,
        )

    def _number(self, spill: Spill, row: int, column: int, unit: Unit) -> Number:
        value = spill.sheet.at(row, column).value
        if isinstance(value, float):
            return Figure(value, unit, spill.sheet.address(row, column))
        return None

    def _value(self, spill: Spill, row: int, number: int, column: Column) -> Read:
        cell, where = spill.sheet.at(row, number), spill.sheet.address(row, number)
        # A result is ours: what does not fit its column (a summary row's word in a column of numbers) is nothing, not a person's slip.
        return read_value(cell, column, where, date1904=self.date1904).value

    def _anchor(self, area: ResultArea, first: int | None = None) -> tuple[SheetCells, int, int] | None:
        name = self.book.name(area.name)
        if name is None:
            self.remarks.add(RESULT_MISSING.at(area.name, title=area.title, name=area.name))
            return None
        reference = name.formula.strip().removeprefix("=")
        spilled = _ANCHOR.fullmatch(reference)
        sheet_name, cell = split_sheet(spilled[1] if spilled is not None else reference.rstrip("#"))
        place = Area.parse(cell) if "#REF" not in reference else None
        sheet = None
        if place is not None:
            sheet = (
                self.cells.sheet(sheet_name)
                if first is None
                else self.cells.head(sheet_name, place.first_row + area.header + first - 1)
            )
        if place is None or sheet is None:
            self.remarks.add(RESULT_MISSING.at(area.name, title=area.title, name=area.name))
            return None
        return sheet, place.first_row, place.first_col


def _failure(area: ResultArea, where: str, error: str) -> AreaError:
    """Return what the error of an area means; without an estimate, all that rests on the lifetime value model fails with it."""
    if area.formula.startswith(_ESTIMATES) and error in _NO_ESTIMATE:
        return AreaError(
            CLV_NOT_ESTIMATED.at(where, error=error),
            frozenset({area.name, "r_clv"}),
            areas_read(area.formula),
            settings_read(area.formula),
        )
    return AreaError(
        RESULT_ERROR.at(where, title=area.title, error=error),
        frozenset({area.name}),
        areas_read(area.formula),
        settings_read(area.formula),
    )


def _headers(sheet: SheetCells, block: FixedGrid) -> tuple[int, int] | None:
    """Return where the headers of a block begin on a sheet."""
    wanted = [{fold(column.fr), fold(column.en)} for column in block.columns]
    for (row, column), cell in sheet.cells.items():
        if isinstance(cell.value, str) and fold(cell.value) in wanted[0]:
            run = [fold(_text(sheet.at(row, column + offset))) for offset in range(len(wanted))]
            if all(word in words for word, words in zip(run, wanted, strict=True)):
                return row, column
    return None


def _text(cell: Cell) -> str:
    if isinstance(cell.value, float):
        return f"{cell.value:.15g}"
    return "" if cell.value is None else str(cell.value).strip()
