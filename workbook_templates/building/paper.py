"""The workbook on paper: A3, lying, as many blocks side by side as a page takes."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from workbook_templates.building.layout import GAP_WIDTH, HEADER_ROW, TITLE_ROW, Layout, Place, is_gantt
from workbook_templates.schema import Sheet

_PRINTED_ROWS = 100  # of a block: nobody reads twenty thousand sales on paper
_PAPER = 205.0  # characters across an A3 page on its side, at full size
_A3, _SMALLEST, _LARGEST = 8, 36, 64
_PIXELS, _PADDING = 7.0, 0.72  # of a character's width; around a column's, in characters


def set_paper(sheet: Worksheet, declared: Sheet, places: Sequence[Place], layout: Layout) -> None:
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
