"""Native charts, over ranges of a fixed size."""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from workbook_templates.building.layout import FIRST_ROW, HEADER_ROW, Layout, Place
from workbook_templates.building.styles import SERIES, local_format
from workbook_templates.schema import Chart, ResultArea, Sheet
from workbook_templates.text import Lang

_TYPES: dict[str, dict[str, str]] = {
    "column": {"type": "column"},
    "stacked": {"type": "column", "subtype": "stacked"},
    "waterfall": {"type": "column", "subtype": "stacked"},
    "bar": {"type": "bar"},
    "line": {"type": "line"},
    "pareto": {"type": "column"},
    "scatter": {"type": "scatter"},
    "curves": {"type": "scatter", "subtype": "straight"},
}
_FONT = {"name": "Calibri", "size": 9, "color": "#3B4752"}
_GRID = {"visible": True, "line": {"color": "#E6E9ED", "width": 0.75}}
_WATERFALL = {"level": "#1F3A5F", "up": "#2A9D8F", "down": "#C8553D"}


def add_charts(book: Workbook, sheet: Worksheet, declared: Sheet, layout: Layout) -> None:
    """Draw the charts of a sheet, each below its block."""
    used: dict[str, int] = {}
    for chart in declared.charts:
        below = layout.places[chart.under or chart.source]
        row = below.last_row + 1 + chart.gap + used.get(below.block.name, 0)
        used[below.block.name] = used.get(below.block.name, 0) + chart.height // 20 + 2
        drawn = _drawn(book, chart, layout)
        options = {"object_position": 2, "description": chart.title.get(layout.lang)}
        sheet.insert_chart(row, below.column, drawn, options)


def _drawn(book: Workbook, chart: Chart, layout: Layout) -> Any:
    place = layout.places[chart.source]
    rows = min(chart.rows, place.rows)
    drawn: Any = book.add_chart(dict(_TYPES[chart.kind]))
    title = layout.title(place.sheet)
    first = FIRST_ROW + chart.first_row
    last = FIRST_ROW + rows - 1
    for point in _named_points(chart, chart.names, layout, range(first, last + 1)) if chart.names else ():
        drawn.add_series(point)
    for number, key in enumerate(() if chart.names else chart.values):
        drawn.add_series(_series(chart, place, key, number, title, first, last, layout.lang))
    if chart.secondary:
        line: Any = book.add_chart({"type": "line"})
        for key in chart.secondary:
            series = _series(chart, place, key, 2, title, first, last, layout.lang) | {
                "y2_axis": True,
                "marker": {"type": "circle", "size": 5},
            }
            line.add_series(series | {"line": {"color": SERIES[2], "width": 2.25}})
        drawn.combine(line)
        line.set_y2_axis(
            {"num_format": local_format("0%", layout.lang), "num_font": _FONT, "min": 0, "max": 1, "line": {"none": True}}
        )
    _dress(drawn, chart, layout)
    return drawn


def _series(chart: Chart, place: Place, key: str, number: int, title: str, first: int, last: int, lang: Lang) -> dict[str, Any]:
    column, categories = place.column_of(key), place.column_of(chart.categories)
    series: dict[str, Any] = {
        "name": _name(place, key, title, lang),
        "categories": [title, first, categories, last, categories],
        "values": [title, first, column, last, column],
    }
    colours = chart.colours or SERIES
    colour = colours[number % len(colours)]
    if chart.kind == "curves":
        return series | {"line": {"color": colour, "width": 2.25}, "marker": {"type": "none"}}
    if chart.kind == "scatter":
        return series | {"marker": {"type": "circle", "size": 9, "fill": {"color": colour}, "border": {"color": "#FFFFFF"}}}
    if chart.kind == "waterfall":
        hidden = key == "base"
        fill = {"none": True} if hidden else {"color": _WATERFALL[key]}
        return series | {"fill": fill, "border": {"none": True}, "gap": 40}
    return series | {"fill": {"color": colour}, "border": {"none": True}, "gap": 60}


def _name(place: Place, key: str, title: str, lang: Lang) -> str | list[str | int]:
    """Return the name of a series: its header, or a reader's words where a function writes the header."""
    if not isinstance(place.block, ResultArea):
        return [title, HEADER_ROW, place.column_of(key)]
    said = place.block.column(key).label.get(lang).replace("_", " ")
    return said[:1].upper() + said[1:]


def _named_points(chart: Chart, names_of: tuple[str, str], layout: Layout, rows: range) -> list[dict[str, Any]]:
    """Return a series for each point of a scatter, labelled with the name a column gives it."""
    points, names = layout.places[chart.source], layout.places[names_of[0]]
    title, named = layout.title(points.sheet), layout.title(names.sheet)
    x, y, name = points.column_of(chart.categories), points.column_of(chart.values[0]), names.column_of(names_of[1])
    return [
        {
            "name": [named, row, name],
            "categories": [title, row, x, row, x],
            "values": [title, row, y, row, y],
            "marker": {"type": "circle", "size": 9, "fill": {"color": SERIES[0]}, "border": {"color": "#FFFFFF"}},
            "data_labels": {"series_name": True, "value": False, "position": "right", "font": _FONT},
        }
        for row in rows
    ]


def _dress(drawn: Any, chart: Chart, layout: Layout) -> None:
    drawn.set_title(
        {
            "name": chart.title.get(layout.lang),
            "name_font": {"name": "Calibri", "size": 12, "bold": True, "color": "#1F3A5F"},
            "overlay": False,
        }
    )
    drawn.set_size({"width": chart.width, "height": chart.height})
    several = len(chart.values) + len(chart.secondary) > 1
    if several:
        hidden = {"delete_series": [0]} if chart.kind == "waterfall" else {}
        drawn.set_legend({"position": "bottom", "font": _FONT, **hidden})
    else:
        drawn.set_legend({"none": True})
    scatter = chart.kind in ("scatter", "curves")
    x: dict[str, Any] = {"num_font": _FONT, "line": {"color": "#B8C0C8"}, "major_tick_mark": "none", "label_position": "low"}
    y: dict[str, Any] = {
        "num_font": _FONT,
        "num_format": local_format(chart.number_format, layout.lang),
        "major_gridlines": _GRID,
        "line": {"none": True},
    }
    if scatter:
        x["num_format"] = "#,##0"
    if chart.x_title:
        x |= {"name": chart.x_title.get(layout.lang), "name_font": _FONT}
    if chart.y_title:
        y |= {"name": chart.y_title.get(layout.lang), "name_font": _FONT}
    if chart.kind == "curves":
        y |= {"min": 0, "max": 1}
    if chart.kind == "scatter":
        x |= {"min": 0, "max": 100}
        y |= {"min": 0, "max": 100}
    if chart.maximum is not None:
        y["max"] = chart.maximum
    if chart.kind == "bar":  # XlsxWriter calls x the horizontal axis, which holds the values of a bar chart
        x, y = y, {**x, "reverse": True, "crossing": "max", "interval_unit": 1, "major_gridlines": {"visible": False}}
    drawn.set_x_axis(x)
    drawn.set_y_axis(y)
    drawn.set_chartarea({"border": {"color": "#D9D9D9"}})
