"""Native charts: editable data, the copy Word draws from, the look."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest
from lxml import etree

from generator.blocks import Axis, ChartBlock, Series
from generator.docx import chart_book
from generator.docx.chart_steps import steps
from generator.docx.tags import C, R
from tests.generator.docx import demo
from tests.office import needs_validator, sdk_errors

KINDS = ("bar", "stacked", "line", "scatter", "bubble", "waterfall", "pareto", "funnel")


def c(name: str) -> str:
    return f"{{{C}}}{name}"


@pytest.fixture(scope="module")
def charts(demo_word):
    """Each chart of the demo plan: its XML and its workbook, by bookmark."""
    found = {}
    relationships = etree.fromstring(demo_word.parts["word/_rels/document.xml.rels"])
    targets = {r.get("Id"): r.get("Target") for r in relationships}
    for inline in demo_word.body.iter(f"{{{demo_word.body.nsmap['wp']}}}inline"):
        name = inline.find("{*}docPr").get("name")
        part = "word/" + targets[next(inline.iter(c("chart"))).get(f"{{{R}}}id")].removeprefix("/word/")
        rels = etree.fromstring(demo_word.parts[part.replace("charts/", "charts/_rels/") + ".rels"])
        book = "word/" + rels[0].get("Target").removeprefix("../").removeprefix("/word/")
        found[name] = (etree.fromstring(demo_word.parts[part]), demo_word.parts[book])
    return found


class DescribeEveryKind:
    def they_are_all_in_the_demo(self) -> None:
        assert {b.kind for b in demo.every_block() if isinstance(b, ChartBlock)} == set(KINDS)

    def their_data_can_be_edited(self, charts) -> None:
        for name, (xml, book) in charts.items():
            sheet = openpyxl.load_workbook(io.BytesIO(book)).active
            for reference in xml.iter(c("numRef")):
                area = reference.find(c("f")).text
                assert area.startswith("'Données'!"), name
                cells = (
                    [cell.value for row in sheet[area.partition("!")[2].replace("$", "")] for cell in row] if ":" in area else []
                )
                cached = {int(p.get("idx")): float(p[0].text) for p in reference.iter(c("pt"))}
                assert {i: float(v) for i, v in enumerate(cells) if v is not None} == cached, (name, area)

    def they_have_a_text_for_those_who_cannot_see(self, demo_word) -> None:
        described = [
            inline.find("{*}docPr").get("descr") for inline in demo_word.body.iter(f"{{{demo_word.body.nsmap['wp']}}}inline")
        ]
        assert len(described) == 8
        assert all(len(text) > 10 for text in described)

    def their_axes_are_drawn(self, charts) -> None:
        for name, (xml, _) in charts.items():
            shown = [axis.find(c("delete")).get("val") for axis in xml.iter(c("valAx"), c("catAx"))]
            assert shown.count("0") >= (1 if name == "g_funnel" else 2), name

    def they_have_square_corners_and_a_language(self, charts) -> None:
        for xml, _ in charts.values():
            assert xml.find(c("roundedCorners")).get("val") == "0"
            assert xml.find(c("lang")).get("val") == "fr-FR"


class DescribeALabelThatLooksLikeAFormula:
    def it_stays_a_label(self, written) -> None:
        block = ChartBlock(
            kind="bar", caption="x", bookmark="g", alt="a", categories=("=1+1", "b"), series=(Series(name="=SUM(A1)", y=(1, 2)),)
        )
        word = written(block)
        book = next(data for name, data in word.parts.items() if name.endswith(".xlsx"))
        sheet = openpyxl.load_workbook(io.BytesIO(book)).active
        assert [sheet["A2"].value, sheet["A2"].data_type, sheet["B1"].value] == ["=1+1", "s", "=SUM(A1)"]


class DescribeTheWorkbook:
    BOOK = chart_book.workbook(
        "Données", [("", ["a & <b>", "c"], "General"), ("s", [0.25, None], "0%"), ("t", [1e-9], '#,##0.0 "k€"')]
    )

    def it_opens_with_its_words_numbers_and_formats(self) -> None:
        sheet = openpyxl.load_workbook(io.BytesIO(self.BOOK))["Données"]
        assert [[cell.value for cell in row] for row in sheet] == [[None, "s", "t"], ["a & <b>", 0.25, 1e-9], ["c", None, None]]
        assert [sheet["B2"].number_format, sheet["C2"].number_format] == ["0%", '#,##0.0 "k€"']

    @pytest.mark.office
    @needs_validator
    def it_passes_the_open_xml_sdk(self) -> None:
        assert sdk_errors(self.BOOK, "xlsx") == []


class DescribeScatter:
    def it_labels_points_and_keeps_them_out_of_the_legend(self, charts) -> None:
        xml, _ = charts["g_vw"]
        names = [v.text for ser in xml.iter(c("ser")) for v in ser.find(c("tx")).iter(c("v"))]
        assert names[4:] == ["PMC 38 €", "Optimum 46 €", "PME 57 €"]
        assert [e.find(c("idx")).get("val") for e in xml.iter(c("legendEntry"))] == ["4", "5", "6"]

    def it_tells_curves_apart_by_their_strokes(self, charts) -> None:
        curves = list(charts["g_vw"][0].iter(c("ser")))[:4]
        assert len({curve.find(f"{c('spPr')}//{{*}}prstDash").get("val") for curve in curves}) == 4


class DescribeGaps:
    def it_draws_nothing_where_nothing_was_measured(self, charts) -> None:
        xml, _ = charts["g_life"]
        cargo = list(xml.iter(c("ser")))[2]
        assert [int(p.get("idx")) for p in cargo.find(c("val")).iter(c("pt"))] == [2, 3, 4, 5, 6, 7]
        assert xml.find(f"{c('chart')}/{c('dispBlanksAs')}").get("val") == "gap"

    def and_where_a_number_has_no_end(self, written) -> None:
        series = Series(name="s", y=(1, float("nan"), float("inf")))
        block = ChartBlock(kind="line", caption="x", bookmark="g", alt="a", categories=("a", "b", "c"), series=(series,))
        xml = written(block).parts["word/charts/chart1.xml"]
        assert b"nan" not in xml
        assert b">inf<" not in xml


class DescribeWaterfall:
    def it_stands_each_step_on_the_last(self) -> None:
        bars = steps([100, 20, -50, 70], [True, False, False, True])
        assert bars.base == [0, 100, 70, 0]
        assert (bars.up, bars.down) == ([None, 20, None, None], [None, None, 50, None])

    def it_crosses_zero_in_two_parts(self) -> None:
        bars = steps([30, -50, 60], [True, False, False])
        assert (bars.down[1], bars.down_below[1], bars.base[1]) == (30, -20, 0)
        assert (bars.up[2], bars.up_below[2], bars.base[2]) == (40, -20, 0)

    def it_stays_below_zero(self) -> None:
        bars = steps([-30, -10, 5], [True, False, False])
        assert (bars.base[1], bars.down_below[1], bars.down[1]) == (-30, -10, None)
        assert (bars.base[2], bars.up_below[2]) == (-35, -5)


class DescribePareto:
    def it_reads_the_share_on_the_right(self, charts) -> None:
        xml, _ = charts["g_pareto"]
        axes = {axis.find(c("axId")).get("val"): axis for axis in xml.iter(c("valAx"))}
        assert len(axes) == 2
        assert axes["200"].find(c("crosses")).get("val") == "max"


class DescribeLyingBars:
    def they_put_the_first_category_on_top(self, charts) -> None:
        xml, _ = charts["g_attrib"]
        orientation = xml.find(f".//{c('catAx')}/{c('scaling')}/{c('orientation')}").get("val")
        assert orientation == "maxMin"
        assert next(v.text for v in next(xml.iter(c("cat"))).iter(c("v"))) == "Référencement naturel"


class DescribeBounds:
    def it_keeps_those_it_is_given(self, written) -> None:
        block = ChartBlock(
            kind="line", caption="x", bookmark="g", alt="a", categories=("a", "b"), series=(Series(name="s", y=(1, 2)),),
            y_axis=Axis(minimum=-1, maximum=5, number_format="0.0"),
        )  # fmt: skip
        parts = written(block).parts
        axis = next(etree.fromstring(parts["word/charts/chart1.xml"]).iter(c("valAx")))
        assert [axis.find(f"{c('scaling')}/{c(k)}").get("val") for k in ("min", "max")] == ["-1", "5"]
        assert axis.find(c("numFmt")).get("formatCode") == "0.0"

    def and_one_value_is_enough(self, written) -> None:
        for kind in ("bar", "line", "stacked", "waterfall", "funnel"):
            block = ChartBlock(
                kind=kind, caption="x", bookmark="g", alt="a", categories=("a",), series=(Series(name="s", y=(0,)),)
            )
            assert written(block).parts["word/charts/chart1.xml"]


class DescribeASeriesTone:
    def it_colours_the_series(self, written) -> None:
        block = ChartBlock(
            kind="bar", caption="x", bookmark="g", alt="a", categories=("a",), series=(Series(name="s", y=(1,), tone="bad"),)
        )
        assert b"B23A48" in written(block).parts["word/charts/chart1.xml"]
        plain = replace(block, series=(Series(name="s", y=(1,)),))
        assert b"B23A48" not in written(plain).parts["word/charts/chart1.xml"]


class DescribeBubblesOfOneWeight:
    def they_are_points_that_hide_less_of_each_other(self, written) -> None:
        block = ChartBlock(
            kind="bubble", caption="x", bookmark="g", alt="a",
            series=(Series(name="Marques", x=(1.0, 2.0), y=(3.0, 4.0), labels=("A", "B")),),
        )  # fmt: skip
        xml = etree.fromstring(written(block).parts["word/charts/chart1.xml"])
        assert next(xml.iter(c("bubbleChart")), None) is None
        assert [v.text for ser in xml.iter(c("ser")) for v in ser.find(c("tx")).iter(c("v"))] == ["A", "B"]
