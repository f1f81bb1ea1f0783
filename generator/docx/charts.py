"""Native charts, editable in Word: each block becomes a chart part, drawn by openpyxl's classes, and the workbook behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml import etree
from openpyxl.chart import BarChart, BubbleChart, LineChart, ScatterChart
from openpyxl.chart._chart import ChartBase
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import XYSeries
from openpyxl.xml.functions import tostring

from generator import blocks as b
from generator.docx import chart_look as look
from generator.docx import tags, words
from generator.docx.chart_data import Sheet, by_category, by_x, sized
from generator.docx.chart_places import Spot, places
from generator.docx.chart_steps import cut, funnel, pareto, waterfall
from generator.docx.frame import Frame
from generator.docx.palette import GREY, WHITE, mix, on
from workbook_templates.text import NBSP

_EMU = 360000  # a centimetre
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_INSIDE: look.Position = "ctr"
_OUTSIDE: look.Position = "outEnd"
_LANG = {"fr": "fr-FR", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart ready to be put in the package: its XML without link to the workbook, and the workbook."""

    xml: bytes
    workbook: bytes


def draw(block: b.ChartBlock, frame: Frame) -> Chart:
    """Return the chart of a block."""
    sheet = Sheet(words.DATA_SHEET.get(frame.lang))
    chart = _KINDS[block.kind](block, sheet, frame)
    chart.title = None
    chart.display_blanks = "gap"
    return Chart(_finished(chart, frame), sheet.workbook())


def write(block: b.ChartBlock, frame: Frame, *, number: int, relationship: str) -> str:
    """Return caption, chart and source; `relationship` leads from the document to the chart part."""
    width, height = frame.width * 635, round(block.height_cm * _EMU)
    said = tags.clean(block.alt).strip() or tags.clean(block.caption).strip() or block.bookmark
    inline = (
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="{tags.escape(block.bookmark)}" descr="{tags.escape(said)}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{tags.C}"><c:chart r:id="{relationship}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    notes = (words.CUT_SCALE.get(frame.lang),) if cut(block) is not None else ()
    picture = frame.paragraph(f"<w:r>{inline}</w:r>", "Plan Chart", keep_next=bool(block.source or notes))
    under = frame.below(notes=notes, source=block.source) if block.source or notes else ""
    return frame.caption(block.bookmark) + picture + under


def attach(word: Any, chart: Chart) -> str:
    """Put a chart and its workbook in the package of an open python-docx document; return the relationship to the chart."""
    package = word.part.package
    part = Part(package.next_partname("/word/charts/chart%d.xml"), CONTENT_TYPE.DML_CHART, b"", package)
    relationship: str = word.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    book = Part(package.next_partname("/word/embeddings/Microsoft_Excel_Sheet%d.xlsx"), _XLSX, chart.workbook, package)
    root = etree.fromstring(chart.xml)
    external = etree.SubElement(root, f"{{{tags.C}}}externalData")
    external.set(f"{{{tags.R}}}id", part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE))
    etree.SubElement(external, f"{{{tags.C}}}autoUpdate").set("val", "0")
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return relationship


def _finished(chart: Any, frame: Frame) -> bytes:
    """Return the chart's XML with what openpyxl leaves out: language, square corners, one font."""
    root = etree.fromstring(tostring(chart._write()))
    space = f"{{{tags.C}}}"
    corners = root.find(f"{space}roundedCorners")
    if corners is None:
        corners = etree.Element(f"{space}roundedCorners")
        root.insert(0, corners)
    corners.set("val", "0")
    language = etree.Element(f"{space}lang")
    language.set("val", _LANG[frame.lang])
    corners.addprevious(language)
    text = (
        f'<c:txPr xmlns:c="{tags.C}" xmlns:a="{tags.A}"><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{look.SIZE}"><a:solidFill>'
        f'<a:srgbClr val="{GREY}"/></a:solidFill><a:latin typeface="{tags.escape(frame.font)}"/></a:defRPr></a:pPr>'
        f'<a:endParaRPr lang="{_LANG[frame.lang]}"/></a:p></c:txPr>'
    )
    edge = f'<c:spPr xmlns:c="{tags.C}" xmlns:a="{tags.A}"><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
    for number_format in root.iter(f"{space}numFmt"):  # openpyxl does not say it for labels
        number_format.set("sourceLinked", "0")
        if frame.lang == "fr":  # French parts the sign from the number
            number_format.set("formatCode", number_format.get("formatCode", "").replace("0%", f"0{NBSP}%"))
    plot = root.find(f"{space}chart")
    assert plot is not None
    given = root.find(f"{space}spPr")
    if given is not None:
        root.remove(given)
    shape = etree.fromstring(edge)
    plot.addnext(shape)
    shape.addnext(etree.fromstring(text))
    return etree.tostring(root)


# ── kinds ──


def _bars(block: b.ChartBlock, sheet: Sheet, frame: Frame) -> ChartBase:
    stacked = block.kind == "stacked"
    chart = BarChart()
    chart.type, chart.grouping = ("bar" if block.horizontal else "col"), ("stacked" if stacked else "clustered")
    chart.overlap, chart.gapWidth = (100 if stacked else -8), 60
    sheet.add("", block.categories)
    for i, series in enumerate(block.series):
        drawn = by_category(sheet, i, series.name, block.categories, series.y, block.y_axis.number_format)
        color = frame.palette.shade(series.tone).mark if series.tone != "plain" else _color(frame, i)
        drawn.spPr = look.fill(color, edge="FFFFFF" if stacked else "")
        drawn.invertIfNegative = False
        if block.value_labels:
            ink, place = (on(color), _INSIDE) if stacked else (GREY, _OUTSIDE)
            said = _without_zero(block.y_axis.number_format)
            drawn.dLbls = look.labels(value=True, position=place, number_format=said, color=ink)
        chart.series.append(drawn)
    look.axis(chart.x_axis, block.x_axis, names=() if block.horizontal else block.categories)
    look.axis(chart.y_axis, block.y_axis, grid=True)
    if block.value_labels and not stacked:  # every bar says its value: a scale would say it twice
        look.bare(chart.y_axis)
    if block.horizontal:
        # A chart that lies down counts from below: the first category is put on top, the values stay at the foot.
        chart.x_axis.scaling.orientation = "maxMin"
        chart.y_axis.crosses, chart.y_axis.tickLblPos = "max", "nextTo"
    look.legend(chart, len(block.series) > 1)
    return chart


def _without_zero(number_format: str) -> str:
    """Return a format that prints nothing for 0: an empty bar needs no label."""
    return number_format if ";" in number_format or number_format == "General" else f"{number_format};\u2212{number_format};"


def _lines(block: b.ChartBlock, sheet: Sheet, frame: Frame) -> ChartBase:
    chart = LineChart()
    sheet.add("", block.categories)
    for i, series in enumerate(block.series):
        drawn = by_category(sheet, i, series.name, block.categories, series.y, block.y_axis.number_format)
        look.stroke(drawn, _series_color(series, i, frame), i, dashed=series.dashed, markers=len(series.y) <= 24)
        if block.value_labels:
            drawn.dLbls = look.labels(value=True, position="t", number_format=block.y_axis.number_format)
        chart.series.append(drawn)
    look.axis(chart.x_axis, block.x_axis)
    look.axis(chart.y_axis, block.y_axis, grid=True)
    look.legend(chart, len(block.series) > 1)
    return chart


def _scatter(block: b.ChartBlock, sheet: Sheet, frame: Frame) -> ChartBase:
    chart = ScatterChart()
    chart.scatterStyle = "lineMarker"
    formats = (block.x_axis.number_format, block.y_axis.number_format)
    for i, series in enumerate(block.series):
        drawn = by_x(sheet, i, series.name, series.x, series.y, formats)
        look.stroke(drawn, _series_color(series, i, frame), i, dashed=series.dashed, markers=False)
        chart.series.append(drawn)
    first = len(block.series)
    sides = _sides(block, frame, [(point.label, point.x, point.y) for point in block.points])
    for i, (point, side) in enumerate(zip(block.points, sides, strict=True), first):
        drawn = by_x(sheet, i, point.label, (point.x,), (point.y,), formats)
        color = frame.palette.shade(point.tone).mark
        drawn.spPr = look.hidden()
        drawn.marker = Marker(symbol="circle", size=9, spPr=look.fill(color, edge="FFFFFF"))
        drawn.dLbls = look.labels(name=True, position=side)
        chart.series.append(drawn)
    look.axis(chart.x_axis, block.x_axis)
    look.axis(chart.y_axis, block.y_axis, grid=True)
    look.legend(chart, True, without=tuple(range(first, first + len(block.points))))
    return chart


def _bubbles(block: b.ChartBlock, sheet: Sheet, frame: Frame) -> ChartBase:
    """Return named bubbles, a series each; where all weigh the same they are plain points, which hide less of each other."""
    sized_ = len({size for series in block.series for size in series.sizes}) > 1
    chart = BubbleChart(bubbleScale=30, sizeRepresents="area") if sized_ else ScatterChart(scatterStyle="lineMarker")
    bubbles = [
        (name, x, y, size if sized_ else None, _series_color(series, i, frame))
        for i, series in enumerate(block.series)
        for name, x, y, size in zip(
            series.labels or (series.name,) * len(series.x),
            series.x,
            series.y,
            series.sizes or (1.0,) * len(series.x),
            strict=True,
        )
    ]
    sides = _sides(block, frame, [(name, x, y) for name, x, y, _, _ in bubbles])
    for (name, x, y, size, color), side in zip(bubbles, sides, strict=True):
        chart.series.append(_bubble(block, sheet, frame, (name, x, y, size), color, side))
    look.axis(chart.x_axis, block.x_axis, grid=True)
    look.axis(chart.y_axis, block.y_axis, grid=True)
    look.legend(chart, False)
    return chart


def _bubble(
    block: b.ChartBlock,
    sheet: Sheet,
    frame: Frame,
    point: tuple[str, float, float | None, float | None],
    color: str,
    side: look.Position,
) -> XYSeries:
    name, x, y, size = point
    index = len(sheet.columns) // (2 if size is None else 3)
    drawn = by_x(sheet, index, name, (x,), (y,), (block.x_axis.number_format, block.y_axis.number_format))
    if size is None:
        drawn.spPr = look.hidden()
        drawn.marker = Marker(symbol="circle", size=13, spPr=look.fill(color, edge="FFFFFF"))
    else:
        sized(sheet, drawn, words.BUBBLE_SIZE.format(name=name).get(frame.lang), (size,))
        drawn.spPr = look.fill(color, edge="FFFFFF")
        drawn.invertIfNegative = False
    drawn.dLbls = look.labels(name=True, backed=False, position=side)
    return drawn


def _sides(block: b.ChartBlock, frame: Frame, points: Sequence[tuple[str, float, float | None]]) -> list[look.Position]:
    """Return the side of each point its name stands on; the plot's size is taken as what axes and titles usually leave."""
    width, height = frame.width / 567 - _BESIDE_PLOT, block.height_cm - _BELOW_PLOT
    xs = [x for series in block.series for x in series.x] + [x for _, x, _ in points]
    ys = [y for series in block.series for y in series.y if y is not None] + [y for _, _, y in points if y is not None]
    across, up = _scale(block.x_axis, xs, width), _scale(block.y_axis, ys, height)
    return places([Spot(name, across(x), up(y or 0.0)) for name, x, y in points], width=width, height=height)


def _scale(axis: b.Axis, values: Sequence[float], room: float) -> Callable[[float], float]:
    """Return what turns a value of an axis into centimetres of the plot."""
    low = axis.minimum if axis.minimum is not None else min(values, default=0.0)
    high = axis.maximum if axis.maximum is not None else max(values, default=1.0)
    return lambda value: (value - low) / ((high - low) or 1.0) * room


_BESIDE_PLOT, _BELOW_PLOT = 2.0, 2.0  # centimetres that axes, titles and legend take


def _series_color(series: b.Series, index: int, frame: Frame) -> str:
    return frame.palette.shade(series.tone).mark if series.tone != "plain" else _color(frame, index)


def _color(frame: Frame, index: int) -> str:
    """Return the colour of a series; past the palette's last it comes back lighter."""
    colors = frame.palette.series
    rounds, place = divmod(index, len(colors))
    return mix(colors[place], WHITE, 0.5**rounds) if rounds else colors[place]


_KINDS: Mapping[b.ChartKind, Callable[[b.ChartBlock, Sheet, Frame], ChartBase]] = {
    "bar": _bars, "stacked": _bars, "line": _lines, "scatter": _scatter, "bubble": _bubbles,
    "waterfall": waterfall, "pareto": pareto, "funnel": funnel,
}  # fmt: skip
