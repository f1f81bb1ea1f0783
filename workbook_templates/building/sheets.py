"""A sheet around its blocks: title, purpose, links, legend, figures at the top, panes, paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from workbook_templates.building import lists
from workbook_templates.building.charts import add_charts
from workbook_templates.building.formulas import rendered
from workbook_templates.building.layout import (
    CAPTION_ROW,
    CARD_LABEL_ROW,
    CARD_ROW,
    FIRST_ROW,
    GAP_WIDTH,
    HEADER_ROW,
    LINK_ROW,
    PURPOSE_ROW,
    TITLE_ROW,
    Layout,
    Place,
    is_gantt,
    width_of,
)
from workbook_templates.building.results import write_grid, write_result
from workbook_templates.building.rules import add_rules
from workbook_templates.building.styles import Styles
from workbook_templates.building.tables import write_settings, write_table, write_value
from workbook_templates.building.values import cell_of
from workbook_templates.schema import SETTINGS, SHEETS, Card, Column, Grid, Importance, Kind, ResultArea, Sheet, Table
from workbook_templates.schema.content import Content
from workbook_templates.text import Lang, Text

_HOME, _INPUT, _RESULT = Text("← Accueil", "← Home"), Text("Saisie", "Input"), Text("Calculé", "Computed")
_TABS = {"input": "#1F3A5F", "data": "#9AA5B1"}
_CARD_WIDTH, _LINK_WIDTH = 15.0, 12.0
_PRINTED_ROWS = 100  # of a block: nobody reads twenty thousand sales on paper
_PAPER = 205.0  # characters across an A3 page on its side, at full size
_A3, _SMALLEST, _LARGEST = 8, 36, 75
_PIXELS, _PADDING = 7.0, 0.72  # of a character's width; around a column's, in characters
_ROW, _LINE, _TALLEST = 17.0, 14.0, 120.0
_HEIGHTS = {TITLE_ROW: 30, PURPOSE_ROW: 18, LINK_ROW: 18, CARD_LABEL_ROW: 26, CARD_ROW: 24, CAPTION_ROW: 22, HEADER_ROW: 46}


def write_sheet(book: Workbook, sheet: Worksheet, declared: Sheet, layout: Layout, styles: Styles, content: Content) -> None:
    """Write a whole sheet."""
    lang, places = layout.lang, layout.on(declared)
    for place in places:
        _write_block(sheet, place, layout, styles, content)
        if not is_gantt(place.block):
            sheet.set_column(place.last_column + 1, place.last_column + 1, GAP_WIDTH)
    widths = _widths(places)
    sheet.write_string(TITLE_ROW, 0, declared.heading.get(lang), styles.title)
    sheet.write_string(PURPOSE_ROW, 0, declared.purpose.get(lang), styles.purpose)
    _write_links(sheet, declared, places, widths, layout, styles)
    _write_cards(book, sheet, declared, widths, layout, styles, content)
    _set_heights(sheet, places, layout)
    sheet.freeze_panes(FIRST_ROW, declared.freeze_columns)
    sheet.hide_gridlines(2)
    sheet.set_zoom(90)
    sheet.set_tab_color(_TABS[declared.colour])
    add_rules(sheet, declared, layout, styles)
    add_charts(book, sheet, declared, layout)
    _set_paper(sheet, declared, places, layout)


def _write_block(sheet: Worksheet, place: Place, layout: Layout, styles: Styles, content: Content) -> None:
    """Write a block where it stands, under its caption."""
    block = place.block
    _write_caption(sheet, place, layout.lang, styles)
    if isinstance(block, ResultArea):
        write_result(sheet, place, block, layout, styles)
    elif isinstance(block, Grid):
        write_grid(sheet, place, block, layout, styles)
    elif block.name == "Settings":
        write_settings(sheet, place, block, layout, styles, content)
    else:
        write_table(sheet, place, block, layout, styles)


def _write_caption(sheet: Worksheet, place: Place, lang: Lang, styles: Styles) -> None:
    """Write the title of a block, its importance, and its line of help: beside the title, or as a tip where it would not fit."""
    block = place.block
    mark = f"{block.importance.value} " if isinstance(block, Table) and block.importance is not Importance.DATA else ""
    title = f"{mark}{block.title.get(lang)}"
    if block.help is not None:
        told = f"{title}  —  {block.help.get(lang)}"
        if len(told) * 1.2 <= sum(place.widths):
            title = told
        else:
            tip = {"validate": "any", "input_title": block.title.get(lang)[:32], "input_message": block.help.get(lang)[:255]}
            sheet.data_validation(CAPTION_ROW, place.column, CAPTION_ROW, place.column, tip)
    for column in range(place.column + 1, place.last_column + 1):
        sheet.write_blank(CAPTION_ROW, column, None, styles.caption)
    sheet.write_string(CAPTION_ROW, place.column, title, styles.caption)


def _widths(places: Sequence[Place]) -> list[float]:
    """Return the width of every column, the gaps included."""
    widths: list[float] = []
    for place in places:
        widths += [GAP_WIDTH] * (place.column - len(widths)) + [*place.widths]
    return widths


def _slots(widths: Sequence[float], count: int, least: float) -> list[tuple[int, int]]:
    """Return `count` runs of columns at least `least` characters wide, from the left; columns beyond the blocks have the usual width."""
    slots, column = [], 0
    for _ in range(count):
        first, width = column, 0.0
        while width < least:
            width += widths[column] if column < len(widths) else 8.43
            column += 1
        slots.append((first, column - 1))
    return slots


def _write_links(
    sheet: Worksheet, declared: Sheet, places: Sequence[Place], widths: Sequence[float], layout: Layout, styles: Styles
) -> None:  # fmt: skip
    lang = layout.lang
    home = layout.title(SHEETS[0])
    slots = _slots(widths, 3, _LINK_WIDTH)
    if declared.key != SHEETS[0].key:
        sheet.write_url(LINK_ROW, slots[0][0], f"internal:'{home}'!A1", styles.link, _HOME.get(lang))
    for (first, last), text, typed in zip(slots[1:], (_INPUT, _RESULT), (True, False), strict=True):
        style = styles.value(Kind.ID, None, typed=typed)
        if first == last:
            sheet.write_string(LINK_ROW, first, text.get(lang), style)
        else:
            sheet.merge_range(LINK_ROW, first, LINK_ROW, last, text.get(lang), style)
    column = slots[-1][1] + 1
    if len(places) > 2:
        for place in places[1:]:
            if is_gantt(place.block):
                continue
            title = f"→ {place.block.title.get(lang).split(' (')[0].split(' :')[0]}"
            first, last = _slots(widths[column:], 1, min(len(title) * 0.95 + 2, 46))[0]
            target = xl_rowcol_to_cell(HEADER_ROW, place.column)
            sheet.write_url(LINK_ROW, column + first, f"internal:'{layout.title(declared)}'!{target}", styles.link, title)
            column += last + 1


def _write_cards(
    book: Workbook, sheet: Worksheet, declared: Sheet, widths: Sequence[float], layout: Layout, styles: Styles, content: Content
) -> None:  # fmt: skip
    slots = _slots(widths, sum(card.cells for card in declared.cards), _CARD_WIDTH)
    at = 0
    for card in declared.cards:
        own = slots[at : at + card.cells]
        at += card.cells
        _merge(sheet, CARD_LABEL_ROW, own[0][0], own[-1][1], card.label.get(layout.lang), styles.card_label)
        given = content.cards.get(card.name, card.default)
        values = given if isinstance(given, tuple) else (given,) * card.cells
        for (first, last), value in zip(own, values, strict=True):
            _write_card(sheet, card, first, last, value, layout, styles)
        if card.name:
            title = layout.title(declared)
            left, right = (xl_rowcol_to_cell(CARD_ROW, own[i][0], row_abs=True, col_abs=True) for i in (0, -1))
            span = left if card.cells == 1 else f"{left}:{right}"
            book.define_name(card.name, f"='{title}'!{span}")


def _merge(sheet: Worksheet, row: int, first: int, last: int, text: str, style: object) -> None:
    if first == last:
        sheet.write_string(row, first, text, style)
    else:
        sheet.merge_range(row, first, row, last, text, style)


def _write_card(sheet: Worksheet, card: Card, first: int, last: int, value: object, layout: Layout, styles: Styles) -> None:
    decimals = card.decimals if card.kind is not Kind.SHARE or card.decimals is not None else 0
    style = styles.value(card.kind, decimals, typed=not card.formula, large=True)
    if last > first:
        sheet.merge_range(CARD_ROW, first, CARD_ROW, last, "", style)
    if card.formula:
        sheet.write_formula(CARD_ROW, first, "=" + rendered(card.formula, layout), style, "")
        return
    write_value(sheet, CARD_ROW, first, cell_of(value, card, layout.lang), style)
    lists.validate(sheet, (CARD_ROW, first, CARD_ROW, first), card, layout.lang)


def _set_heights(sheet: Worksheet, places: Sequence[Place], layout: Layout) -> None:
    sheet.set_default_row(_ROW)
    for row, height in _HEIGHTS.items():
        sheet.set_row(row, height)
    for row, lines in _lines(places, layout).items():
        if lines > 1:
            sheet.set_row(row, min(_LINE * lines, _TALLEST))


def _lines(places: Sequence[Place], layout: Layout) -> dict[int, int]:
    """Return how many lines of text each row must show."""
    lines: dict[int, int] = {}
    for place in places:
        for row, needed in _needed(place, layout).items():
            lines[row] = max(lines.get(row, 1), needed)
    return lines


def _needed(place: Place, layout: Layout) -> dict[int, int]:
    block = place.block
    if isinstance(block, ResultArea):
        return {FIRST_ROW + i: block.lines for i in range(place.rows)} if block.lines > 1 else {}
    if block.name == "Settings":
        helps = [setting.help.get(layout.lang) if setting.help else "" for setting in SETTINGS.values()]
        return {FIRST_ROW + i: _wrapped(text, place.widths[-1]) for i, text in enumerate(helps)}
    if isinstance(block, Grid):
        rows: list[Mapping[str, object]] = [dict(zip((c.key for c in block.columns), row, strict=True)) for row in block.rows]
    elif place.rows > _PRINTED_ROWS * 5:
        return {}
    else:
        rows = list(layout.rows[block.name])
    return {FIRST_ROW + i: _row_lines(row, block.columns, layout.lang) for i, row in enumerate(rows)}


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


def _set_paper(sheet: Worksheet, declared: Sheet, places: Sequence[Place], layout: Layout) -> None:
    """Print on A3, lying, as many blocks side by side as a page takes."""
    groups = _groups(places, declared)
    scale = max(_SMALLEST, min(_LARGEST, int(100 * _PAPER / max(width for _, width in groups))))
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.set_margins(0.4, 0.4, 0.6, 0.6)
    sheet.repeat_rows(TITLE_ROW, HEADER_ROW)
    sheet.set_print_scale(scale)
    sheet.set_v_pagebreaks(_page_breaks(groups, 100 * _PAPER / scale))
    sheet.set_footer(f"&L&8planmo — {layout.title(declared)}&R&8&P / &N")
    last_row = max([*(min(place.last_row, _PRINTED_ROWS) for place in places), *_chart_rows(declared, layout)])
    sheet.print_area(TITLE_ROW, 0, last_row, places[-1].last_column + 1)


def _groups(places: Sequence[Place], declared: Sheet) -> list[tuple[int, float]]:
    """Return what must stay on one page: the first column and the width of each block, the Gantt with the columns that lead its rows."""
    groups: list[tuple[int, float]] = []
    leads = False
    for place in places:
        width = _printed_width(place, declared)
        if leads:
            first, before = groups.pop()
            groups.append((first, before + width))
        else:
            groups.append((place.column, width))
        leads = is_gantt(place.block)
    return groups


def _printed_width(place: Place, declared: Sheet) -> float:
    """Return the width of a block or of the widest chart below it, in characters."""
    charts = [chart.width / _PIXELS for chart in declared.charts if (chart.under or chart.source) == place.block.name]
    return max([sum(width + _PADDING for width in place.widths), *charts])


def _page_breaks(groups: Sequence[tuple[int, float]], page: float) -> list[int]:
    breaks, used = [], 0.0
    for column, width in groups:
        if used and used + width > page:
            breaks.append(column)
            used = 0.0
        used += width + GAP_WIDTH
    return breaks


def _chart_rows(declared: Sheet, layout: Layout) -> list[int]:
    below = [(layout.places[chart.under or chart.source].last_row, chart) for chart in declared.charts]
    return [row + chart.gap + chart.height // 20 + 2 for row, chart in below]
