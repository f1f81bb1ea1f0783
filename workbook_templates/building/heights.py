"""How tall rows stand: the bands of the top, then as many lines as their longest text takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

from workbook_templates.building.layout import (
    ABOVE_ROW,
    CAPTION_ROW,
    CARD_LABEL_ROW,
    CARD_ROW,
    FIRST_ROW,
    HEADER_ROW,
    LINK_ROW,
    PURPOSE_ROW,
    TITLE_ROW,
    Layout,
    Place,
    width_of,
)
from workbook_templates.building.styles import Styles
from workbook_templates.building.values import cell_of
from workbook_templates.schema import SETTINGS, Column, Grid, ResultArea, Setting
from workbook_templates.text import Lang, Text

_ROW, _LINE, _TALLEST = 17.0, 14.0, 120.0
_HEIGHTS = {
    TITLE_ROW: 30,
    PURPOSE_ROW: 18,
    LINK_ROW: 18,
    CARD_LABEL_ROW: 26,
    CARD_ROW: 24,
    CAPTION_ROW: 22,
    ABOVE_ROW: _ROW,
    HEADER_ROW: 46,
}
_MOST_ROWS = 500  # beyond, rows keep the usual height


def set_heights(
    sheet: Worksheet, places: Sequence[Place], layout: Layout, styles: Styles, settings: Mapping[str, object]
) -> None:  # fmt: skip
    """Set the heights of a sheet's rows; `settings` are the values of the settings by key."""
    sheet.set_default_row(_ROW)
    for row, height in _HEIGHTS.items():
        sheet.set_row(row, height, styles.plain)  # the columns of data have a format of their own, which begins below
    for row, lines in _lines(places, layout, settings).items():
        if lines > 1:
            sheet.set_row(row, min(_LINE * lines, _TALLEST))


def _lines(places: Sequence[Place], layout: Layout, settings: Mapping[str, object]) -> dict[int, int]:
    """Return how many lines of text each row must show."""
    lines: dict[int, int] = {}
    for place in places:
        for row, needed in _needed(place, layout, settings).items():
            lines[row] = max(lines.get(row, 1), needed)
    return lines


def _needed(place: Place, layout: Layout, settings: Mapping[str, object]) -> dict[int, int]:
    block = place.block
    if isinstance(block, ResultArea):
        return {FIRST_ROW + i: block.lines for i in range(place.rows)} if block.lines > 1 else {}
    if block.name == "Settings":
        return {
            FIRST_ROW + i: _setting_lines(setting, settings.get(setting.key), place, layout.lang)
            for i, setting in enumerate(SETTINGS.values())
        }
    if isinstance(block, Grid):
        rows: list[Mapping[str, object]] = [dict(zip((c.key for c in block.columns), row, strict=True)) for row in block.rows]
    elif place.rows > _MOST_ROWS:
        return {}
    else:
        rows = list(layout.rows[block.name])
    return {FIRST_ROW + i: _row_lines(row, block.columns, layout.lang) for i, row in enumerate(rows)}


def _setting_lines(setting: Setting, value: object, place: Place, lang: Lang) -> int:
    told = setting.help.get(lang) if setting.help else ""
    typed = value if isinstance(value, str) and setting.choices is None else ""
    return max(_wrapped(told, place.widths[-1]), _wrapped(typed, place.widths[1]))


def _row_lines(row: Mapping[str, object], columns: Sequence[Column], lang: Lang) -> int:
    """Return the lines a row needs: of what is typed, and of what its formulas may say once the row is filled."""
    lines = [column.lines for column in columns if row and column.lines > 1]
    for column in columns:
        value = row.get(column.key)
        if isinstance(value, tuple) or (isinstance(value, str | Text) and not str(value).startswith(("=", "@"))):
            lines.append(_wrapped(str(cell_of(value, column, lang)), width_of(column)))
    return max(lines, default=1)


def _wrapped(text: str, width: float) -> int:
    return -int(-len(text) * 1.15 // (width - 1))
