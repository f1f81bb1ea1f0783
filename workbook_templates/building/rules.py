"""Conditional formats: what colour says, always beside a word or a figure."""

from __future__ import annotations

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from workbook_templates import words
from workbook_templates.building.layout import FIRST_ROW, HEADER_ROW, Layout, Place
from workbook_templates.building.styles import AMBER, DARK_RED, GREEN, GREY, RED, Styles, local_format
from workbook_templates.schema import TABLES, Kind, Sheet, Table
from workbook_templates.text import Words

_ROOM = 200  # rows below a table or a result its colours already cover
_LETTERS = {"R": "#BBDDF0", "A": "#F6C3BE", "C": "#FFE3A8", "I": "#E3E6EA"}
_STATUS = {"reached": GREEN, "watch": AMBER, "alert": RED, "to_measure": GREY}
_ACTION_STATUS = {"in_progress": "#BBDDF0", "done": GREEN, "suspended": AMBER, "cancelled": GREY}
_SWOT = {"strength": GREEN, "weakness": AMBER, "opportunity": "#BBDDF0", "threat": RED}
_WORD_COLOURS: tuple[tuple[str, str, Words, dict[str, str]], ...] = (
    ("Kpis", "status", words.KPI_STATUS, _STATUS),
    ("Actions", "status", words.STATUS, _ACTION_STATUS),
    ("Swot", "type", words.SWOT, _SWOT),
    ("Decisions", "outcome", words.OUTCOME, {"approved": GREEN, "refused": RED, "amended": AMBER}),
)
_ALERTS = (("Actions", "alert"), ("Contracts", "alert"), ("Kpis", "missing"), ("Objectives", "smart_advice"))
_HEATS = ("r_rfm_grid", "r_rfm_grid_revenue", "r_migration")
_BARS = (
    ("r_rfm_segments", "customers_share"), ("r_rfm_segments", "revenue_share"), ("r_attribution", "conversions_share"), ("r_audit", "score"),
    ("Segments", "budget_share"), ("Segments", "revenue_share"), ("Actions", "progress"), ("r_pareto", "value_share"),
)  # fmt: skip
_SCORES = (("Swot", "score", 15), ("Risks", "score", 12))
_EURO_FORMATS = ('#,##0 "€"', '#,##0.00 "€"')  # from a thousand up; below
_COUNTED = (
    ("r_clv_fit", "estimate"),
    ("r_clv_validation", "estimate"),
    ("r_pareto", "customers"),
)  # parameters and counts in one column


def add_rules(sheet: Worksheet, declared: Sheet, layout: Layout, styles: Styles) -> None:
    """Add the conditional formats of a sheet's blocks."""
    for place in layout.on(declared):
        name = place.block.name
        for block, key, vocabulary, colours in _WORD_COLOURS:
            if block == name:
                _words(sheet, place, key, vocabulary, colours, layout, styles)
        for block, key in _ALERTS:
            if block == name:
                _not_blank(sheet, place, key, styles)
        for block, key in _BARS:
            if block == name:
                _bar(sheet, place, key)
        for block, key in _COUNTED:
            if block == name:
                _whole(sheet, place, key, styles)
        for block, key, least in _SCORES:
            if block == name:
                red = styles.book.add_format({"bold": True, "font_color": DARK_RED})
                sheet.conditional_format(*_cells(place, key), {"type": "cell", "criteria": ">=", "value": least, "format": red})
        if name in _HEATS:
            _heat(sheet, place)
        if isinstance(place.block, Table):
            _quantities(sheet, place, place.block, styles)
        special = _SPECIAL.get(name)
        if special is not None:
            special(sheet, place, layout, styles)


def _cells(place: Place, key: str) -> tuple[int, int, int, int]:
    at = place.column_of(key)
    return FIRST_ROW, at, place.last_row + (_ROOM if place.rows > 1 else 0), at


def _words(
    sheet: Worksheet, place: Place, key: str, vocabulary: Words, colours: dict[str, str], layout: Layout, styles: Styles
) -> None:
    for word, colour in colours.items():
        style = styles.book.add_format({"bg_color": colour, "font_color": "#1F2933"})
        said = vocabulary.say(word, layout.lang)
        sheet.conditional_format(*_cells(place, key), {"type": "cell", "criteria": "==", "value": f'"{said}"', "format": style})


def _not_blank(sheet: Worksheet, place: Place, key: str, styles: Styles) -> None:
    first = xl_rowcol_to_cell(FIRST_ROW, place.column_of(key))
    style = styles.book.add_format({"font_color": DARK_RED})
    sheet.conditional_format(*_cells(place, key), {"type": "formula", "criteria": f"=LEN({first})>0", "format": style})


def _bar(sheet: Worksheet, place: Place, key: str) -> None:
    options = {
        "type": "data_bar",
        "bar_color": "#9CC9C4",
        "bar_solid": True,
        "min_type": "num",
        "min_value": 0,
        "max_type": "num",
        "max_value": 1,
    }
    sheet.conditional_format(*_cells(place, key), options)


def _heat(sheet: Worksheet, place: Place) -> None:
    options = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#E9A03B"}
    sheet.conditional_format(FIRST_ROW, place.column + 1, place.last_row, place.last_column, options)


def _quantities(sheet: Worksheet, place: Place, table: Table, styles: Styles) -> None:
    """Show a quantity in the unit its row names, without decimals from a thousand up."""
    if all(column.key != "unit" for column in table.columns):
        return
    unit = xl_rowcol_to_cell(FIRST_ROW, place.column_of("unit"), col_abs=True)
    euros = f'OR({unit}="€",{unit}="EUR")'
    for column in table.columns:
        if column.kind is not Kind.QUANTITY:
            continue
        first = xl_rowcol_to_cell(FIRST_ROW, place.column_of(column.key))
        large = f"ISNUMBER({first}),ABS(N({first}))>=1000"
        for test, shown in (
            (f"AND({euros},{large})", _EURO_FORMATS[0]),
            (euros, _EURO_FORMATS[1]),
            (f'{unit}="%"', "0.0%"),
            (f"AND({large})", "#,##0"),
            (f"AND(ISNUMBER({first}),ABS(N({first}))>=10,N({first})<>INT(N({first})))", "#,##0.0"),
            (f"AND(ISNUMBER({first}),N({first})<>INT(N({first})))", "0.00"),
        ):
            style = styles.book.add_format({"num_format": local_format(shown, styles.lang)})
            rule = {"type": "formula", "criteria": f"={test}", "format": style, "stop_if_true": True}
            sheet.conditional_format(*_cells(place, column.key), rule)


def _whole(sheet: Worksheet, place: Place, key: str, styles: Styles) -> None:
    """Show counts and large figures of a column without decimals."""
    first = xl_rowcol_to_cell(FIRST_ROW, place.column_of(key))
    criteria = f"=AND(ISNUMBER({first}),OR(ABS(N({first}))>=100,N({first})=INT(N({first}))))"
    style = styles.book.add_format({"num_format": "#,##0"})
    sheet.conditional_format(*_cells(place, key), {"type": "formula", "criteria": criteria, "format": style})


def _raci(sheet: Worksheet, place: Place, layout: Layout, styles: Styles) -> None:
    first = place.column + len(TABLES["Raci"].columns)
    for letter, colour in _LETTERS.items():
        style = styles.book.add_format({"bg_color": colour, "font_color": "#1F2933", "bold": True})
        rule = {"type": "cell", "criteria": "==", "value": f'"{letter}"', "format": style}
        sheet.conditional_format(FIRST_ROW, first, place.last_row + _ROOM, place.last_column, rule)


def _gantt(sheet: Worksheet, place: Place, layout: Layout, styles: Styles) -> None:
    """Colour the weeks: preparation, milestone, live window, and a line at the as-of date."""
    cells = (FIRST_ROW, place.column, FIRST_ROW + _ROOM, place.last_column)
    first = xl_rowcol_to_cell(FIRST_ROW, place.column)
    week = xl_rowcol_to_cell(HEADER_ROW, place.column, row_abs=True)
    live = xl_rowcol_to_cell(FIRST_ROW, layout.places["r_gantt_live"].column, col_abs=True)
    finish = xl_rowcol_to_cell(FIRST_ROW, layout.places["r_gantt_finish"].column, col_abs=True)
    span = f'{week}+IF(gantt_grain="{words.GRAIN.say("month", layout.lang)}",30,6)'
    rules = (
        (f"={first}=2", {"bg_color": "#C8553D"}),
        (f"={first}=1", {"bg_color": "#1F3A5F"}),
        (f"=AND(N({live})>0,{week}>N({finish})-6,{week}<=N({live}))", {"bg_color": "#BFE0DC"}),
        (f"=AND(ISNUMBER({week}),as_of>={week},as_of<={span})", {"left": 1, "left_color": DARK_RED, "bg_color": "#FBEDEB"}),
    )
    for criteria, properties in rules:
        style = styles.book.add_format(properties)
        sheet.conditional_format(*cells, {"type": "formula", "criteria": criteria, "format": style, "stop_if_true": False})


def _load(sheet: Worksheet, place: Place, layout: Layout, styles: Styles) -> None:
    first = xl_rowcol_to_cell(FIRST_ROW, place.column + 1)
    cells = (FIRST_ROW, place.column + 1, FIRST_ROW + _ROOM, place.last_column)
    over = styles.book.add_format({"bg_color": RED, "font_color": DARK_RED, "bold": True})
    some = styles.book.add_format({"bg_color": "#DCEBF5"})
    none = styles.book.add_format({"font_color": "#FFFFFF"})
    for test, style in ((f"N({first})>N(workload_limit_days)", over), (f"N({first})>0", some), (f"N({first})=0", none)):
        sheet.conditional_format(*cells, {"type": "formula", "criteria": f"=AND(ISNUMBER({first}),{test})", "format": style})


def _risks(sheet: Worksheet, place: Place, layout: Layout, styles: Styles) -> None:
    """Shade the map by probability × impact; the figures are the number of risks."""
    for row in range(5):
        for impact in range(1, 6):
            score = (5 - row) * impact
            colour = RED if score >= 12 else AMBER if score >= 6 else GREEN
            cell = xl_rowcol_to_cell(FIRST_ROW + row, place.column + impact)
            style = styles.book.add_format({"bg_color": colour})
            sheet.conditional_format(cell, {"type": "formula", "criteria": "=TRUE", "format": style})


def _states(sheet: Worksheet, place: Place, layout: Layout, styles: Styles) -> None:
    first = xl_rowcol_to_cell(FIRST_ROW, place.column_of("state"))
    for mark, colour in (("●", "#2A6F6B"), ("○", DARK_RED)):
        style = styles.book.add_format({"font_color": colour, "bold": True})
        sheet.conditional_format(
            *_cells(place, "state"), {"type": "formula", "criteria": f'=LEFT({first},1)="{mark}"', "format": style}
        )


_SPECIAL = {"Raci": _raci, "r_gantt": _gantt, "r_load": _load, "risk_map": _risks, "home_progress": _states}
