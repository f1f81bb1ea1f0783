"""How charts look: lines, fills, axes, labels, legend; the same in every chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from openpyxl.chart._chart import ChartBase
from openpyxl.chart.axis import ChartLines, NumericAxis, _BaseAxis
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.legend import Legend, LegendEntry
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series, XYSeries
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun, RichTextProperties

from generator import blocks as b
from generator.docx.palette import GREY, INK, LINE
from generator.docx.tags import clean

SIZE = 900  # hundredths of a point
_GRID = "E6EAEF"
# Lines differ by their strokes too: print and colour-blind readers tell them apart.
Dash = Literal["solid", "dash", "sysDot", "lgDashDot", "sysDash", "lgDash"]
_Symbol = Literal["circle", "square", "triangle", "diamond", "x", "star"]
Position = Literal["ctr", "inBase", "inEnd", "outEnd", "t", "r", "b", "l"]
DASHES: tuple[Dash, ...] = ("solid", "dash", "sysDot", "lgDashDot", "sysDash", "lgDash")
_MARKERS: tuple[_Symbol, ...] = ("circle", "square", "triangle", "diamond", "x", "star")


def line(color: str, width_points: float = 2.25, dash: Dash = "solid") -> GraphicalProperties:
    """Return a stroke and no fill."""
    return GraphicalProperties(ln=LineProperties(solidFill=color, w=round(width_points * 12700), prstDash=dash))


def fill(color: str, *, edge: str = "") -> GraphicalProperties:
    """Return a plain fill, with an edge of another colour where asked."""
    shape = GraphicalProperties(solidFill=color)
    shape.ln = LineProperties(solidFill=edge, w=9525) if edge else LineProperties(noFill=True)
    return shape


def hidden() -> GraphicalProperties:
    """Return the look of what only holds up the rest: no fill, no line."""
    return GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))


def stroke(series: Series | XYSeries, color: str, index: int, *, dashed: bool, markers: bool) -> None:
    """Draw a series as a line."""
    dash: Dash = "dash" if dashed else "solid" if markers else DASHES[index % len(DASHES)]
    series.spPr = line(color, dash=dash)
    series.smooth = False
    series.marker = Marker(symbol=_MARKERS[index % len(_MARKERS)], size=6, spPr=fill(color)) if markers else Marker(symbol="none")


def axis(target: _BaseAxis, said: b.Axis, *, grid: bool = False, line_color: str = LINE, names: Sequence[str] = ()) -> None:
    """Set an axis: title, format, bounds, light lines; `names` are those of its categories."""
    target.delete = False
    target.majorGridlines = ChartLines(spPr=line(_GRID, 0.75)) if grid else None
    target.majorTickMark, target.minorTickMark, target.tickLblPos = "none", "none", "low"
    target.spPr = line(line_color, 0.75)
    if said.title:
        target.title = _title(said.title)
    if names:  # names stand level: slanted ones take the room of the bars
        target.txPr = _level(min(SIZE, SIZE - 50 * max(0, len(names) - 6)))
    if isinstance(target, NumericAxis):
        target.number_format = said.number_format
        target.scaling.min, target.scaling.max = said.minimum, said.maximum


def _level(size: int) -> RichText:
    look = CharacterProperties(sz=max(size, 700), solidFill=GREY)
    return RichText(
        bodyPr=RichTextProperties(rot=0, vert="horz"),
        p=[Paragraph(pPr=ParagraphProperties(defRPr=look), endParaRPr=CharacterProperties())],
    )


def bare(target: _BaseAxis) -> None:
    """Keep an axis for its scale and show nothing of it."""
    target.delete = True
    target.majorGridlines = None


def _title(text: str) -> Title:
    look = CharacterProperties(sz=SIZE, b=False, solidFill=GREY)
    said = Paragraph(pPr=ParagraphProperties(defRPr=look), r=[RegularTextRun(rPr=look, t=clean(text))])
    return Title(tx=Text(rich=RichText(p=[said])), overlay=False)


def labels(
    *, value: bool = False, name: bool = False, backed: bool = True, position: Position, number_format: str = "", color: str = INK
) -> DataLabelList:
    """Return data labels: the value or the series' name, nothing else; a `backed` name stands on white, since it may cross a line."""
    shown = DataLabelList(
        showVal=value, showSerName=name, showCatName=False, showLegendKey=False, showPercent=False, showBubbleSize=False
    )
    shown.dLblPos = position
    if name and backed:
        shown.spPr = GraphicalProperties(solidFill="FFFFFF", ln=LineProperties(noFill=True))
    if number_format:
        shown.numFmt = number_format
    look = CharacterProperties(sz=SIZE, solidFill=color, b=name)
    shown.txPr = RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=look), endParaRPr=CharacterProperties())])
    return shown


def written(texts: Sequence[str], *, position: Position, color: str = INK) -> DataLabelList:
    """Return labels with words of their own, one a point, none where the words are empty: a number format that prints only them."""
    look = CharacterProperties(sz=SIZE, solidFill=color)
    shape = RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=look), endParaRPr=CharacterProperties())])
    said = [
        DataLabel(
            idx=i, dLblPos=position, numFmt='"' + clean(text).replace('"', "") + '"', txPr=shape, showVal=True, showSerName=False, showCatName=False,
            showLegendKey=False, showPercent=False, showBubbleSize=False,
        )
        for i, text in enumerate(texts)
        if text
    ]  # fmt: skip
    return DataLabelList(
        dLbl=said,
        showVal=False,
        showSerName=False,
        showCatName=False,
        showLegendKey=False,
        showPercent=False,
        showBubbleSize=False,
    )


def legend(chart: ChartBase, shown: bool, *, without: tuple[int, ...] = ()) -> None:
    """Put the legend below, or leave it out; `without` are the entries of series that need none."""
    chart.legend = (
        Legend(legendPos="b", overlay=False, legendEntry=[LegendEntry(idx=i, delete=True) for i in without]) if shown else None
    )
