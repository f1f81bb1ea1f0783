"""A sheet around its blocks: title, purpose, links, legend, figures at the top, panes, paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from workbook_templates.building import lists
from workbook_templates.building.charts import add_charts
from workbook_templates.building.formulas import rendered
from workbook_templates.building.heights import set_heights
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
)
from workbook_templates.building.paper import Paper, set_paper
from workbook_templates.building.results import write_grid, write_result
from workbook_templates.building.rules import add_rules
from workbook_templates.building.styles import Styles
from workbook_templates.building.tables import write_settings, write_table, write_value
from workbook_templates.building.values import cell_of
from workbook_templates.schema import SHEETS, Card, Grid, Importance, Kind, ResultArea, Sheet, Table
from workbook_templates.schema.content import Content
from workbook_templates.text import Lang, Text

_HOME, _INPUT, _RESULT = Text("← Accueil", "← Home"), Text("Saisie", "Input"), Text("Calculé", "Computed")
_TABS = {"input": "#1F3A5F", "data": "#9AA5B1"}
_CARD_WIDTH, _LINK_WIDTH = 15.0, 12.0
_SHORT = re.compile(r"\s[(:]|:\s")  # where the title of a block begins to explain itself


def write_sheet(book: Workbook, sheet: Worksheet, declared: Sheet, layout: Layout, styles: Styles, content: Content) -> None:
    """Write a whole sheet."""
    lang, places = layout.lang, layout.on(declared)
    for place in places:
        _write_block(sheet, place, layout, styles, content)
        if not is_gantt(place.block):
            sheet.set_column(place.last_column + 1, place.last_column + 1, GAP_WIDTH)
    alike = [replace(place, lang="fr") for place in places]  # links and cards stand in the same cells in both languages
    widths, pages = _widths(alike), Paper.of(declared, alike).breaks
    sheet.write_string(TITLE_ROW, 0, declared.heading.get(lang), styles.title)
    sheet.write_string(PURPOSE_ROW, 0, declared.purpose.get(lang), styles.purpose)
    _write_links(sheet, declared, places, widths, pages, layout, styles)
    _write_cards(book, sheet, declared, widths, pages, layout, styles, content)
    set_heights(sheet, places, layout, styles, content.settings)
    sheet.freeze_panes(FIRST_ROW, declared.freeze_columns)
    sheet.hide_gridlines(2)
    sheet.set_zoom(90)
    sheet.set_tab_color(_TABS[declared.colour])
    add_rules(sheet, declared, layout, styles)
    add_charts(book, sheet, declared, layout)
    set_paper(sheet, Paper.of(declared, places), declared, places, layout)


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
    if is_gantt(block):  # its header says it all
        sheet.write_blank(CAPTION_ROW, place.column, None, styles.caption)
        return
    sheet.write_string(CAPTION_ROW, place.column, title, styles.caption)


def _widths(places: Sequence[Place]) -> list[float]:
    """Return the width of every column, the gaps included."""
    widths: list[float] = []
    for place in places:
        widths += [GAP_WIDTH] * (place.column - len(widths)) + [*place.widths]
    return widths


def _slots(
    widths: Sequence[float], count: int, least: float, *, start: int = 0, pages: Sequence[int] = ()
) -> list[tuple[int, int]]:
    """Return `count` runs of columns at least `least` characters wide, from `start` on, none across the columns `pages` begin at.

    Columns beyond the blocks have the usual width.
    """
    slots, column = [], start
    for _ in range(count):
        first, width = column, 0.0
        while width < least:
            if column in pages:
                first, width = column, 0.0
            width += widths[column] if column < len(widths) else 8.43
            column += 1
        slots.append((first, column - 1))
    return slots


def _write_links(
    sheet: Worksheet, declared: Sheet, places: Sequence[Place], widths: Sequence[float], pages: Sequence[int], layout: Layout, styles: Styles
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
            title = f"→ {_SHORT.split(place.block.title.get(lang))[0]}"
            first, last = _slots(widths, 1, min(len(title) * 0.95 + 2, 46), start=column, pages=pages)[0]
            target = xl_rowcol_to_cell(HEADER_ROW, place.column)
            sheet.write_url(LINK_ROW, first, f"internal:'{layout.title(declared)}'!{target}", styles.link, title)
            column = last + 1


def _write_cards(
    book: Workbook, sheet: Worksheet, declared: Sheet, widths: Sequence[float], pages: Sequence[int], layout: Layout, styles: Styles, content: Content
) -> None:  # fmt: skip
    slots = _slots(widths, sum(card.cells for card in declared.cards), _CARD_WIDTH, pages=pages)
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
