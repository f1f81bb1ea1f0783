"""Tables written on a sheet: headers, formulas, rows, validations; the settings among them."""

from __future__ import annotations

import datetime as dt

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workbook_templates.building import lists
from workbook_templates.building.formulas import rendered
from workbook_templates.building.layout import ABOVE_ROW, FIRST_ROW, HEADER_ROW, Layout, Place
from workbook_templates.building.styles import Styles
from workbook_templates.building.values import CellValue, cell_of
from workbook_templates.schema import SETTINGS, Column, Importance, Kind, Setting, Table
from workbook_templates.schema.content import Content
from workbook_templates.text import Lang, Text

_REQUIRED, _COMPUTED = Text("requis", "required"), Text("calculé", "computed")
_LONG = 1_000  # rows from which a table is styled by column, not by cell

Field = tuple[int, Column, Format | None]  # where a column of inputs stands, and the format of its cells


def write_table(sheet: Worksheet, place: Place, table: Table, layout: Layout, styles: Styles) -> None:
    """Write a table with the rows the layout gives it."""
    by_column = table.importance is Importance.DATA or place.rows > _LONG
    columns = [*table.columns, *_opened(table, layout)]
    formats = [_format(column, table, styles) for column in columns]
    for at, (width, style) in enumerate(zip(place.widths, formats, strict=True), start=place.column):
        sheet.set_column(at, at, width, style if by_column else None)
    for at, column in enumerate(columns, start=place.column):
        _write_above(sheet, at, column, layout, styles)
    specs = [_spec(column, style, table, layout, styles) for column, style in zip(columns, formats, strict=True)]
    options = {"name": table.name, "columns": specs, "style": None, "autofilter": not table.fixed}
    sheet.add_table(HEADER_ROW, place.column, place.last_row, place.last_column, options)
    fields = [
        (at, column, None if by_column and column.kind is not Kind.DATE else style)
        for at, (column, style) in enumerate(zip(columns, formats, strict=True), start=place.column)
        if not column.computed
    ]
    for number, row in enumerate(layout.rows[table.name], start=FIRST_ROW):
        for at, column, style in fields:
            write_value(sheet, number, at, cell_of(row.get(column.key), column, layout.lang), style)
    lists.add_validations(sheet, place, table, layout)


def _opened(table: Table, layout: Layout) -> list[Column]:
    """Return a table's open columns as columns, keyed and headed by their head."""
    opened = table.open_columns
    if opened is None:
        return []
    return [
        Column(head, head, head, opened.kind, choices=opened.choices, width=opened.width) for head in layout.heads[table.name]
    ]


def _format(column: Column, table: Table, styles: Styles) -> Format:
    if table.open_columns is not None and column.choices is table.open_columns.choices and column.kind is Kind.CHOICE:
        return styles.letter
    given = bool(table.starter) and table.fixed and all(column.key in row for row in table.starter)
    return styles.cell(column, filled=not given)


def _spec(column: Column, style: Format, table: Table, layout: Layout, styles: Styles) -> dict[str, object]:
    spec: dict[str, object] = {
        "header": column.label.get(layout.lang),
        "header_format": styles.header(computed=column.computed),
        "format": style,
    }
    if column.computed:
        spec["formula"] = "=" + rendered(column.formula, layout, table)
    return spec


def _write_above(sheet: Worksheet, at: int, column: Column, layout: Layout, styles: Styles) -> None:
    if column.above:
        sheet.write_formula(ABOVE_ROW, at, "=" + rendered(column.above, layout), styles.month, "")
    elif column.computed:
        sheet.write_string(ABOVE_ROW, at, _COMPUTED.get(layout.lang), styles.hint)
    elif column.required:
        sheet.write_string(ABOVE_ROW, at, _REQUIRED.get(layout.lang), styles.required)


def write_value(sheet: Worksheet, row: int, column: int, value: CellValue, style: Format | None) -> None:
    """Write a value as what it is: no text is taken for a number, a formula or a link."""
    if value is None:
        if style is not None:
            sheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, style)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, style)
    elif isinstance(value, dt.date):
        sheet.write_datetime(row, column, value, style)
    else:
        sheet.write_number(row, column, value, style)


def write_settings(sheet: Worksheet, place: Place, table: Table, layout: Layout, styles: Styles, content: Content) -> None:
    """Write the table of settings: name, value, unit, help."""
    lang, column = layout.lang, place.column
    for at, width in enumerate(place.widths, start=column):
        sheet.set_column(at, at, width)
    headers = [
        {"header": field.label.get(lang), "header_format": styles.header(computed=field.key != "value")}
        for field in table.columns
    ]
    options = {"name": table.name, "columns": headers, "style": None, "autofilter": False}
    sheet.add_table(HEADER_ROW, column, place.last_row, place.last_column, options)
    for number, setting in enumerate(SETTINGS.values(), start=FIRST_ROW):
        value = cell_of(content.settings.get(setting.key, _default(setting, lang)), setting, lang)
        sheet.write_string(number, column, setting.label.get(lang), styles.setting_label)
        write_value(sheet, number, column + 1, value, styles.setting(setting.kind))
        sheet.write_string(number, column + 2, _unit(setting, lang), styles.setting_help)
        sheet.write_string(number, column + 3, setting.help.get(lang) if setting.help else "", styles.setting_help)
        lists.validate(sheet, (number, column + 1, number, column + 1), setting, lang)


def _default(setting: Setting, lang: Lang) -> object:
    return lang if setting.key == "language" else setting.default


def _unit(setting: Setting, lang: Lang) -> str:
    if setting.required:
        return _REQUIRED.get(lang)
    return setting.unit.get(lang) if setting.unit else ""
