"""The declared workbook as .xlsx, empty or filled with a worked case: the same bytes each time.

Formulas are written without results: whoever computes the workbook fills them in.
"""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from workbook_templates.building.layout import FIRST_ROW, HEADER_ROW, Layout
from workbook_templates.building.lists import write_lists
from workbook_templates.building.sheets import write_sheet
from workbook_templates.building.styles import Styles
from workbook_templates.cases import load
from workbook_templates.schema import RESULTS, SETTINGS, SHEETS
from workbook_templates.schema.content import Content
from workbook_templates.text import LANGS, Lang

_CREATED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
# Excel recalculates a file older than itself as it opens it, which would turn every result into #NAME? on a machine without the add-in.
_CALCULATION_ID = 191029


def build(lang: Lang, *, case: str | None = None) -> bytes:
    """Return the workbook in `lang`: empty, or filled with a worked case.

    Raises
    ------
    WorkbookError
        ``case.unknown``: there is no such case; ``case.untranslated``: a text of the case has no English.
    """
    return write(lang, Content() if case is None else load(case, lang))


def write(lang: Lang, content: Content) -> bytes:
    """Return the workbook in `lang` that holds `content`."""
    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True, "use_future_functions": True})
    book.calc_on_load = False
    book.calc_id = _CALCULATION_ID
    book.set_properties({"title": SHEETS[0].heading.get(lang), "author": "planmo", "created": _CREATED})
    layout = Layout.of(lang, content)
    styles = Styles(book, lang)
    sheets = [book.add_worksheet(layout.title(sheet)) for sheet in SHEETS]
    for sheet, declared in zip(sheets, SHEETS, strict=True):
        write_sheet(book, sheet, declared, layout, styles, content)
    write_lists(book, layout, styles)
    _name(book, layout)
    book.close()
    return stream.getvalue()


def _name(book: Workbook, layout: Layout) -> None:
    """Name the cells of settings and the spills of result areas."""
    place = layout.places["Settings"]
    title = layout.title(place.sheet)
    for row, setting in enumerate(SETTINGS.values(), start=FIRST_ROW):
        cell = xl_rowcol_to_cell(row, place.column_of("value"), row_abs=True, col_abs=True)
        book.define_name(setting.name, f"='{title}'!{cell}")
    for area in RESULTS.values():
        at = layout.places[area.name]
        anchor = xl_rowcol_to_cell(HEADER_ROW if area.header else FIRST_ROW, at.column, row_abs=True, col_abs=True)
        book.define_name(area.name, f"=_xlfn.ANCHORARRAY('{layout.title(at.sheet)}'!{anchor})")


def main() -> None:
    """Write the two empty templates beside this file."""
    for lang in LANGS:
        Path(__file__).with_name(f"plan_{lang}.xlsx").write_bytes(build(lang))


if __name__ == "__main__":
    main()
