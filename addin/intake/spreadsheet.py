"""An Excel sheet as rows of values, read without computing anything; dates are told from numbers by their format."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from addin.intake.refusals import refusal
from addin.intake.source import Grid
from workbook_templates.errors import PackageError, WorkbookError
from workbook_templates.package import Book, Package, SheetPart
from workbook_templates.package.geometry import flag
from workbook_templates.package.refs import parse_cell
from workbook_templates.package.relations import relation_of_type
from workbook_templates.package.values import read_number, read_value, shared_strings
from workbook_templates.package.xml import Element, parse, parse_by_pieces, q
from workbook_templates.text import Text, fold

_BUILT_IN_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_NOT_A_FORMAT_LETTER = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_EPOCH, _EPOCH_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)
_LAST_SERIAL = 2_958_466
_CELL, _VALUE = q("c"), q("v")


def spreadsheet_grid(data: bytes, name: str, *, sheet: str | None) -> Grid:
    """Return the rows of the first sheet, or of `sheet`.

    Raises
    ------
    IntakeError
        ``intake.unreadable``, ``intake.sheet_unknown``, ``intake.empty``.
    """
    try:
        package = Package.from_bytes(data, name=name)
        return _grid(package, _sheet(Book.of(package), name, sheet))
    except (PackageError, WorkbookError) as error:
        raise refusal("intake.unreadable", name, reason=_reason(error.text)) from error
    except (ValueError, IndexError) as error:  # a number that is none, a text that the workbook does not hold
        raise refusal("intake.unreadable", name, reason=Text("classeur abîmé", "damaged workbook")) from error


def _sheet(book: Book, name: str, sheet: str | None) -> SheetPart:
    sheets = [part for part in book.sheets if part.part in book.package.parts]
    if not sheets:
        raise refusal("intake.empty", name)
    found = sheets[0] if sheet is None else next((part for part in sheets if fold(part.name) == fold(sheet)), None)
    if found is None:
        raise refusal("intake.sheet_unknown", name, sheet=sheet, sheets=[part.name for part in sheets])
    return found


def _grid(package: Package, sheet: SheetPart) -> Grid:
    strings, dates, epoch = shared_strings(package), _date_styles(package), _epoch(package)
    columns: dict[str, int] = {}
    rows: list[Sequence[object]] = []
    lines: list[int] = []
    for row in parse_by_pieces(package.parts[sheet.part], (q("row"),), part=sheet.part):
        values: list[object] = []
        for cell in row.iterchildren(_CELL):
            place = _place(cell.get("r"), columns, len(values))
            value = _value(cell, strings)
            if cell.get("s") in dates and isinstance(value, int | float) and 0 <= value < _LAST_SERIAL:
                value = epoch + dt.timedelta(seconds=round(value * 86_400))
            values.extend([None] * (place - len(values)))
            values.append(value)
        lines.append(int(row.get("r") or (lines[-1] + 1 if lines else 1)))
        rows.append(tuple(values))
        row.clear()
    return Grid(rows, lines)


def _value(cell: Element, strings: Sequence[str]) -> object:
    """Return what a cell shows; plain numbers and shared texts, nearly all there is, by the short way."""
    kind = cell.get("t", "n")
    if kind in ("n", "s") and len(cell) and cell[-1].tag == _VALUE and (text := cell[-1].text) is not None:
        return strings[int(text)] if kind == "s" else read_number(text)
    return read_value(cell, strings)


def _place(ref: str | None, columns: dict[str, int], following: int) -> int:
    """Return a cell's column, 0-based; a cell without a reference follows the one before."""
    if ref is None:
        return following
    letters = ref.rstrip("0123456789")
    if letters not in columns:
        columns[letters] = parse_cell(f"{letters}1")[1] - 1
    return columns[letters]


def _date_styles(package: Package) -> frozenset[str]:
    """Return the cell styles whose number format shows a date or a time, as the cells name them."""
    relation = relation_of_type(package.parts, package.workbook_part, "styles")
    if relation is None or relation.target not in package.parts:
        return frozenset()
    root = parse(package.parts[relation.target], part=relation.target)
    own = {element.get("numFmtId"): element.get("formatCode", "") for element in root.iterfind(f"{q('numFmts')}/{q('numFmt')}")}
    formats = root.iterfind(f"{q('cellXfs')}/{q('xf')}")
    return frozenset(str(i) for i, xf in enumerate(formats) if _is_date(xf.get("numFmtId", "0"), own))


def _is_date(format_id: str, own: dict[str | None, str]) -> bool:
    if format_id not in own:
        return int(format_id) in _BUILT_IN_DATES
    letters = _NOT_A_FORMAT_LETTER.sub("", own[format_id]).casefold()
    return "general" not in letters and any(letter in letters for letter in "dmyhs")


def _epoch(package: Package) -> dt.datetime:
    properties: Element | None = parse(package.parts[package.workbook_part], part=package.workbook_part).find(q("workbookPr"))
    return _EPOCH_1904 if properties is not None and flag(properties, "date1904") else _EPOCH


def _reason(text: Text) -> Text:
    """Return the first part of a sentence, without its advice."""
    return Text(*(sentence.split(". ")[0].rstrip(".") for sentence in (text.fr, text.en)))
