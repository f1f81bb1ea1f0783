"""Charts Word has no simple name for, made of bars it has: waterfall, Pareto, funnel."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as data_field

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart._chart import ChartBase
from openpyxl.chart.series import Series

from generator import blocks as b
from generator.docx import chart_look as look
from generator.docx import words
from generator.docx.chart_data import Sheet, by_category
from generator.docx.frame import Frame
from generator.docx.palette import GREY, WHITE, mix, on
from workbook_templates.text import Text


@dataclass(slots=True)
class _Steps:
    """The bars of a waterfall by category: what holds up, then levels, rises and falls, above and below zero."""

    base: list[float] = data_field(default_factory=list)
    level: list[float | None] = data_field(default_factory=list)
    up: list[float | None] = data_field(default_factory=list)
    down: list[float | None] = data_field(default_factory=list)
    up_below: list[float | None] = data_field(default_factory=list)
    down_below: list[float | None] = data_field(default_factory=list)


def steps(values: Sequence[float], totals: Sequence[bool]) -> _Steps:
    """Return the bars that show `values` as steps between levels; a step across zero has a part on each side.

    >>> s = steps([100, -30, 70], [True, False, True])
    >>> s.base, s.level, s.down
    ([0.0, 70.0, 0.0], [100.0, None, 70.0], [None, 30.0, None])
    """
    out = _Steps()
    at = 0.0
    for value, total in zip(values, totals, strict=True):
        before, at = (0.0, float(value)) if total else (at, at + value)
        low, high = sorted((before, at))
        crossing = low < 0 < high
        out.base.append(0.0 if total or crossing else low if low >= 0 else high)
        above, below = (high, low) if crossing else (high - low, 0.0) if low >= 0 else (0.0, low - high)
        rises = at >= before
        out.level.append(float(value) if total else None)
        out.up.append(above or None if rises and not total else None)
        out.up_below.append(below or None if rises and not total else None)
        out.down.append(above or None if not rises and not total else None)
        out.down_below.append(below or None if not rises and not total else None)
    return out


def waterfall(block: b.ChartBlock, sheet: Sheet, frame: Frame) -> ChartBase:
    """Return a waterfall: one series, `totals` tells levels from steps."""
    values = [y or 0.0 for y in block.series[0].y]
    totals = block.totals or tuple(i in (0, len(values) - 1) for i in range(len(values)))
    bars = steps(values, totals)
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "col", "stacked", 100, 30
    sheet.add("", block.categories)
    rise, fall = (mix(frame.palette.shade(tone).mark, WHITE, 0.55) for tone in ("good", "bad"))  # light: their labels are dark
    said = block.y_axis.number_format
    shown: tuple[tuple[Text, Sequence[float | None], str, str], ...] = (
        (words.WATERFALL_BASE, bars.base, "", ""),
        (words.WATERFALL_TOTAL, bars.level, frame.palette.primary, said),
        (words.WATERFALL_UP, bars.up, rise, f"+{said}"),
        (words.WATERFALL_DOWN, bars.down, fall, f"\u2212{said}"),
        (words.WATERFALL_UP, bars.up_below, rise, ""),
        (words.WATERFALL_DOWN, bars.down_below, fall, ""),
    )
    beside = block.series[0].labels
    index = 0
    for name, heights, color, label in shown:
        if index > 3 and not any(heights):
            continue
        series = by_category(sheet, index, name.get(frame.lang), block.categories, heights, said)
        series.spPr = look.fill(color) if color else look.hidden()
        series.invertIfNegative = False
        if label and not beside:
            series.dLbls = look.labels(
                value=True, position="inEnd", number_format="" if said == "General" else label, color=on(color)
            )
        chart.series.append(series)
        index += 1
    if beside:
        carrier = _carrier(sheet, index, block, [_ROOM * max(map(abs, values), default=1.0)] * len(values), frame)
        carrier.dLbls = look.written(beside, position="inBase", color=GREY)
        chart.series.append(carrier)
    look.axis(chart.x_axis, block.x_axis, names=block.categories)
    floor = cut(block)
    if floor is None or block.y_axis.minimum is not None:
        look.axis(chart.y_axis, block.y_axis, grid=True)
    else:  # a scale that does not start at zero is not shown: the labels say the values
        look.bare(chart.y_axis)
        chart.y_axis.scaling.min = floor
    look.legend(chart, False)
    return chart


_ROOM = 0.08  # of the longest bar: what a label written beyond a bar takes


def _carrier(
    sheet: Sheet, index: int, block: b.ChartBlock, sizes: Sequence[float], frame: Frame, categories: Sequence[str] = ()
) -> Series:
    """Return a series nobody sees, beyond the bars: it carries their labels, which would not fit in them."""
    series = by_category(sheet, index, words.CHART_LABELS.get(frame.lang), categories or block.categories, sizes, "General")
    series.spPr = look.hidden()
    return series


def cut(block: b.ChartBlock) -> float | None:
    """Return where the scale of a waterfall begins when it is not at zero, None elsewhere."""
    if block.kind != "waterfall":
        return None
    values = [y or 0.0 for y in block.series[0].y]
    return _floor(values, block.totals or tuple(i in (0, len(values) - 1) for i in range(len(values))))


def _floor(values: Sequence[float], totals: Sequence[bool]) -> float | None:
    """Return where the bars are cut so that small steps between high levels can be seen, None where zero does.

    >>> _floor([2100, 150, -40, 2210], [True, False, False, True]), _floor([100, -70, 30], [True, False, True])
    (1500.0, None)
    """
    levels = []
    at = 0.0
    for value, total in zip(values, totals, strict=True):
        at = value if total else at + value
        levels.append(at)
    low, high = min(levels), max(levels)
    if low <= 0 or low < 0.6 * high:
        return None
    floor = max(low - 3 * (high - low), 0.7 * low)
    step = 10.0 ** math.floor(math.log10(high) - 1) * 5
    return math.floor(floor / step) * step


def pareto(block: b.ChartBlock, sheet: Sheet, frame: Frame) -> ChartBase:
    """Return bars with the cumulated share as a line on the right."""
    bars, share = block.series
    chart, line = BarChart(), LineChart()
    chart.type, chart.grouping, chart.gapWidth = "col", "clustered", 40
    sheet.add("", block.categories)
    drawn = by_category(sheet, 0, bars.name, block.categories, bars.y, block.y_axis.number_format)
    drawn.spPr = look.fill(frame.palette.primary)
    drawn.invertIfNegative = False
    if block.value_labels:
        drawn.dLbls = look.labels(value=True, position="outEnd", number_format=block.y_axis.number_format, color=GREY)
    chart.series.append(drawn)
    cumulated = by_category(sheet, 1, share.name, block.categories, share.y, "0%")
    look.stroke(cumulated, frame.palette.accent, 0, dashed=False, markers=len(block.categories) <= 24)
    line.series.append(cumulated)
    look.axis(chart.x_axis, block.x_axis)
    look.axis(chart.y_axis, block.y_axis, grid=True)
    line.x_axis.axId, line.y_axis.axId = 20, 200  # axes of its own, the first hidden: a shared one would print its title twice
    line.x_axis.crossAx, line.y_axis.crossAx = 200, 20
    look.bare(line.x_axis)
    look.axis(line.y_axis, b.Axis(number_format="0%", minimum=0, maximum=1))
    line.y_axis.crosses = "max"
    line.y_axis.tickLblPos = "nextTo"
    chart += line
    look.legend(chart, True)
    return chart


def funnel(block: b.ChartBlock, sheet: Sheet, frame: Frame) -> ChartBase:
    """Return centred bars, the widest on top."""
    series = block.series[0]
    values = [y or 0.0 for y in series.y][::-1]
    categories = block.categories[::-1]
    widest = max(values, default=0.0)
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 25
    sheet.add("", categories)
    base = by_category(sheet, 0, words.WATERFALL_BASE.get(frame.lang), categories, [(widest - v) / 2 for v in values], "General")
    base.spPr = look.hidden()
    drawn = by_category(sheet, 1, series.name, categories, values, block.y_axis.number_format)
    drawn.spPr = look.fill(mix(frame.palette.secondary, WHITE, 0.5))  # light: a label may be wider than its bar
    chart.series.extend([base, drawn])
    if series.labels:
        carrier = _carrier(sheet, 2, block, [widest * 0.2] * len(values), frame, categories)
        carrier.dLbls = look.written(series.labels[::-1], position="inBase", color=GREY)
        chart.series.append(carrier)
        widest *= 1.2
    else:
        drawn.dLbls = look.labels(value=True, position="ctr", number_format=block.y_axis.number_format)
    look.axis(chart.x_axis, block.x_axis)
    look.bare(chart.y_axis)
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, widest or None
    look.legend(chart, False)
    return chart
