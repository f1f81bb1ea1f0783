"""Result areas and grids written on a sheet."""

from __future__ import annotations

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from workbook_templates.building.formulas import guarded, ready, rendered
from workbook_templates.building.layout import ABOVE_ROW, FIRST_ROW, HEADER_ROW, Layout, Place, is_gantt
from workbook_templates.building.styles import Styles
from workbook_templates.building.tables import write_value
from workbook_templates.schema import SHEETS, Card, Grid, Kind, ResultArea, sheet_of
from workbook_templates.schema.spec import Cell
from workbook_templates.text import Text

_SETTINGS = sheet_of("Settings")
_WAITING = Text(
    "en attente : à remplir dans {sheet}, ou sans objet à ce stade", "waiting: to fill in {sheet}, or not relevant at this stage"
)
_WIDE = 20  # characters from which a text is wrapped
_NARROW = 6  # characters under which a header stands upright


def write_result(sheet: Worksheet, place: Place, area: ResultArea, layout: Layout, styles: Styles) -> None:
    """Write the formula of an area, and dress the columns it spills into."""
    formats = [_format(area, offset, styles) for offset in range(place.width)]
    for offset, (width, style) in enumerate(zip(place.widths, formats, strict=True)):
        sheet.set_column(place.column + offset, place.column + offset, width, style)
        _write_heading(sheet, place.column + offset, area, offset, layout, styles)
    _write_hint(sheet, place, area, layout, styles)
    row, style = (HEADER_ROW, _heading_format(area, 0, styles)) if area.header else (FIRST_ROW, formats[0])
    anchor = xl_rowcol_to_cell(row, place.column)
    sheet.write_dynamic_array_formula(f"{anchor}:{anchor}", "=" + rendered(guarded(area), layout), style, "")


def _write_hint(sheet: Worksheet, place: Place, area: ResultArea, layout: Layout, styles: Styles) -> None:
    """Say above an area what it waits for, as long as it is empty."""
    test = ready(area)
    if not test or is_gantt(area):
        return
    awaited = sheet_of(area.guard[0].split("[")[0]) if area.guard else _SETTINGS
    hint = _WAITING.format(sheet=awaited.title).get(layout.lang)
    sheet.write_formula(ABOVE_ROW, place.column, f'=IF({rendered(test, layout)},"","{hint}")', styles.waiting, "")


def _format(area: ResultArea, offset: int, styles: Styles) -> Format:
    if area.columns:
        column = area.columns[offset]
        return styles.result(column.kind, column.decimals, wide=(column.width or 0) >= _WIDE)
    if area.headers:  # a matrix that colours show
        return styles.hidden
    return styles.result(Kind.TEXT if offset == 0 else Kind.NUMBER, area.decimals)


def _heading_format(area: ResultArea, offset: int, styles: Styles) -> Format:
    names = offset == 0 and area.header
    return styles.header(
        result=True,
        upright=0 < area.column_width < _NARROW and not names,
        num_format="dd/mm" if area.heads is Kind.DATE else "General",
    )


def _write_heading(sheet: Worksheet, at: int, area: ResultArea, offset: int, layout: Layout, styles: Styles) -> None:
    style = _heading_format(area, offset, styles)
    if area.headers:
        sheet.write_formula(HEADER_ROW, at, "=" + rendered(area.headers[offset], layout), style, "")
    elif not area.header and area.columns:
        sheet.write_string(HEADER_ROW, at, area.columns[offset].label.get(layout.lang), style)
    else:
        sheet.write_blank(HEADER_ROW, at, None, style)


def write_grid(sheet: Worksheet, place: Place, grid: Grid, layout: Layout, styles: Styles) -> None:
    """Write a grid, cell by cell."""
    heading = styles.header(result=True)
    for at, (column, width) in enumerate(zip(grid.columns, place.widths, strict=True), start=place.column):
        sheet.set_column(at, at, width)
        if column.computed:
            sheet.write_formula(HEADER_ROW, at, "=" + rendered(column.formula, layout), heading, "")
        else:
            sheet.write_string(HEADER_ROW, at, column.label.get(layout.lang), heading)
    for number, row in enumerate(grid.rows, start=FIRST_ROW):
        last = grid.total and number == place.last_row
        for offset, (column, value) in enumerate(zip(grid.columns, row, strict=True)):
            bold = last or offset == 0
            style = styles.card(value) if isinstance(value, Card) else styles.grid(column, bold=bold)
            _write_cell(sheet, number, place.column + offset, value, style, grid, layout)


def _write_cell(
    sheet: Worksheet, row: int, column: int, value: Cell | Card, style: Format, grid: Grid, layout: Layout
) -> None:  # fmt: skip
    if isinstance(value, Card):
        sheet.write_formula(row, column, "=" + rendered(value.formula, layout), style, "")
    elif isinstance(value, Text):
        sheet.write_string(row, column, value.get(layout.lang), style)
    elif isinstance(value, str) and value.startswith("="):
        formula = "=" + rendered(value[1:], layout)
        if grid.dynamic:
            cell = xl_rowcol_to_cell(row, column)
            sheet.write_dynamic_array_formula(f"{cell}:{cell}", formula, style, "")
        else:
            sheet.write_formula(row, column, formula, style, "")
    elif isinstance(value, str) and value.startswith("@"):
        title = next(layout.title(target) for target in SHEETS if target.key == value[1:])
        sheet.write_url(row, column, f"internal:'{title}'!A1", style, title)
    else:
        write_value(sheet, row, column, value, style)
