"""The workbook on paper: A3, lying, as many blocks side by side as a page takes, at a scale that can be read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from workbook_templates.building.layout import GAP_WIDTH, HEADER_ROW, TITLE_ROW, Layout, Place, is_data, is_gantt
from workbook_templates.schema import Sheet

_PRINTED_ROWS, _PRINTED_DATA = 100, 40  # of a block; of imported data, which nobody reads on paper
_PAPER = 192.0  # characters across an A3 page on its side, at full size, in the spreadsheet that draws them widest
_A3 = 8
_SMALLEST, _USUALLY, _LARGEST = 47, 64, 68  # scales, in %
_PIXELS, _PADDING = 7.0, 0.72  # of a character's width; around a column's, in characters
_USUAL = 9.15  # characters a column beyond the blocks takes


@dataclass(frozen=True, slots=True)
class Group:
    """What stays on one page as far as it can: a block, or the Gantt with the columns that lead its rows."""

    column: int
    widths: tuple[float, ...]
    chart: float  # width of the widest chart below

    @property
    def width(self) -> float:
        """Its width, in characters."""
        return max(sum(self.widths), self.chart)


@dataclass(frozen=True, slots=True)
class Paper:
    """How a sheet lies on A3: its scale in %, the columns its pages begin at, the columns each of them repeats, those charts need beyond the last."""

    scale: int
    breaks: tuple[int, ...]
    repeated: int
    beyond: int

    @classmethod
    def of(cls, declared: Sheet, places: Sequence[Place]) -> Paper:
        """Return the paper of a sheet: as few pages as can be read, as large as they allow; what is wider than a page runs over two."""
        groups = _groups(places, declared)
        lead = sum(groups[0].widths[: declared.freeze_columns])
        whole = int(100 * _PAPER / max(group.width for group in groups))  # the scale that cuts no block
        least = min(_USUALLY, whole) if whole >= _SMALLEST else _USUALLY
        fewest = len(page_breaks(groups, _page(least), lead))
        kept = max((group.width for group in groups if group.width <= _page(least)), default=_PAPER)
        most = max(least, min(_LARGEST, int(100 * _PAPER / kept)))  # what fits on a page is not to be cut
        scale = max(s for s in range(least, most + 1) if len(page_breaks(groups, _page(s), lead)) == fewest)
        breaks = page_breaks(groups, _page(scale), lead)
        runs_over = any(0 < column < len(groups[0].widths) for column in breaks)
        beyond = math.ceil(max(groups[-1].chart - sum(groups[-1].widths), 0.0) / _USUAL)
        return cls(scale, tuple(breaks), declared.freeze_columns if runs_over else 0, beyond)


def set_paper(sheet: Worksheet, paper: Paper, declared: Sheet, places: Sequence[Place], layout: Layout) -> None:
    """Set the paper of a sheet."""
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.set_margins(0.4, 0.4, 0.6, 0.6)
    sheet.repeat_rows(TITLE_ROW, HEADER_ROW)
    if paper.repeated:
        sheet.repeat_columns(0, paper.repeated - 1)
    sheet.set_print_scale(paper.scale)
    sheet.set_v_pagebreaks(list(paper.breaks))
    sheet.set_footer(f"&L&8planmo — {layout.title(declared)}&R&8&P / &N")
    most = HEADER_ROW + (_PRINTED_DATA if any(is_data(place.block) for place in places) else _PRINTED_ROWS)
    last_row = max([*(min(place.last_row, most) for place in places), *_chart_rows(declared, layout)])
    sheet.print_area(TITLE_ROW, 0, last_row, places[-1].last_column + paper.beyond)


def page_breaks(groups: Sequence[Group], page: float, lead: float) -> list[int]:
    """Return the columns a new page begins at, on pages `page` characters wide that repeat the first columns, `lead` wide."""
    breaks: list[int] = []
    used = 0.0
    repeated = lead if groups[0].width > page else 0.0
    for group in groups:
        if used > repeated and used + group.width > page:
            breaks.append(group.column - (1 if repeated else 0))  # with the gap, where it follows repeated columns
            used = repeated
        if used + group.width <= page:
            used += group.width + GAP_WIDTH
            continue
        for column, width in enumerate(group.widths, start=group.column):
            if used + width > page:
                breaks.append(column)
                used = repeated
            used += width
        used += GAP_WIDTH
    return breaks


def _page(scale: int) -> float:
    return 100 * _PAPER / scale


def _groups(places: Sequence[Place], declared: Sheet) -> list[Group]:
    groups: list[Group] = []
    leads = False
    for place in places:
        widths = tuple(width + _PADDING for width in place.widths)
        chart = max((c.width / _PIXELS for c in declared.charts if (c.under or c.source) == place.block.name), default=0.0)
        if leads:
            first = groups.pop()
            groups.append(Group(first.column, (*first.widths, *widths), chart))
        else:
            groups.append(Group(place.column, widths, chart))
        leads = is_gantt(place.block)
    return groups


def _chart_rows(declared: Sheet, layout: Layout) -> list[int]:
    below = [(layout.places[chart.under or chart.source].last_row, chart) for chart in declared.charts]
    return [row + chart.gap + chart.height // 20 + 2 for row, chart in below]
