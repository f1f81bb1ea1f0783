"""An Excel sheet as rows of values, read without computing anything."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING

from addin.intake.refusals import refusal
from addin.intake.source import Grid
from workbook_templates.errors import PackageError
from workbook_templates.package import Package
from workbook_templates.text import Text, fold

if TYPE_CHECKING:
    from openpyxl import Workbook


def spreadsheet_grid(data: bytes, name: str, *, sheet: str | None) -> Grid:
    """Return the rows of the first sheet, or of `sheet`.

    Raises
    ------
    IntakeError
        ``intake.unreadable``, ``intake.sheet_unknown``, ``intake.empty``.
    """
    import openpyxl

    try:
        Package.from_bytes(data, name=name)  # size, damage, passwords: refused before anything is unpacked in full
    except PackageError as error:
        raise refusal("intake.unreadable", name, reason=_reason(error.text)) from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of styles and extensions it will not keep: we keep none
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            rows = _rows(book, name, sheet)
    except (KeyError, ValueError, TypeError, AttributeError, SyntaxError) as error:
        raise refusal("intake.unreadable", name, reason=Text("classeur abîmé", "damaged workbook")) from error
    return Grid(rows, range(1, len(rows) + 1))


def _rows(book: Workbook, name: str, sheet: str | None) -> list[Sequence[object]]:
    try:
        names = [worksheet.title for worksheet in book.worksheets]
        if not names:
            raise refusal("intake.empty", name)
        wanted = names[0] if sheet is None else next((title for title in names if fold(title) == fold(sheet)), None)
        if wanted is None:
            raise refusal("intake.sheet_unknown", name, sheet=sheet, sheets=names)
        worksheet = book[wanted]
        worksheet.reset_dimensions()  # some programs declare A1:A1 whatever the sheet holds
        return list(worksheet.iter_rows(values_only=True))
    finally:
        book.close()


def _reason(text: Text) -> Text:
    """Return the first part of a sentence, without its advice."""
    return Text(*(sentence.split(". ")[0].rstrip(".") for sentence in (text.fr, text.en)))
