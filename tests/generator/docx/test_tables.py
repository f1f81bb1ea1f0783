"""Tables, matrices, the Gantt: made of cells."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from hypothesis import given
from hypothesis import strategies as st

from generator.blocks import Column, GanttBlock, GanttRow, HeatCell, HeatGrid, RaciBlock, RaciRow, Row, TableBlock, cell
from generator.docx import palette, styles
from generator.docx.measure import ZERO_WIDTH, Need, breakable, face, longest_word, share_out, width
from generator.docx.tags import W
from tests.generator.docx import demo, templates
from tests.office import needs_validator, sdk_errors

D = dt.date


def w(path: str) -> str:
    return "/".join(f"{{{W}}}{name}" for name in path.split("/"))


def texts(row) -> list[str]:
    return ["".join(t.text or "" for t in tc.iter(w("t"))) for tc in row.findall(w("tc"))]


def fills(row) -> list[str]:
    shades = [tc.find(w("tcPr/shd")) for tc in row.findall(w("tc"))]
    return ["" if shade is None else shade.get(w("fill")) for shade in shades]


class DescribeATable:
    def its_header_comes_back_and_no_row_breaks(self, written) -> None:
        rows = written(demo.budget_table()).all("tr")
        assert rows[0].find(w("trPr/tblHeader")) is not None
        assert all(row.find(w("trPr/cantSplit")) is not None for row in rows)

    def its_figures_stand_to_the_right(self, written) -> None:
        row = written(demo.budget_table()).all("tr")[2]
        sides = [tc.find(w("p/pPr/jc")) for tc in row.findall(w("tc"))]
        assert ["" if jc is None else jc.get(w("val")) for jc in sides] == ["", "right", "right", "right", "center"]

    def it_fills_the_page_and_no_more(self, written) -> None:
        table = written(demo.budget_table()).all("tbl")[0]
        assert sum(int(c.get(w("w"))) for c in table.iter(w("gridCol"))) == 11906 - 2 * 1247

    def it_says_a_tone_in_words_too(self, written) -> None:
        row = written(demo.budget_table()).all("tr")[2]
        assert texts(row)[-1] == "Tenu"
        assert fills(row)[-1] == palette.Palette().shade("good").fill

    def it_tells_a_screen_reader_what_it_holds(self, written) -> None:
        look = written(demo.budget_table()).all("tblPr")[0]
        assert look.find(w("tblCaption")).get(w("val")) == "Budget et CPA par canal"
        assert "CPA prévu" in look.find(w("tblDescription")).get(w("val"))

    def it_keeps_its_caption_its_notes_and_its_source(self, written) -> None:
        said = written(demo.budget_table()).texts()
        assert said[0] == "Tableau\u00a01\u00a0– Budget et CPA par canal"
        assert said[-2].startswith("Note\u00a0: CPA")
        assert said[-1] == "Source\u00a0: Budget!A4:I20"

    def it_may_be_empty(self, written) -> None:
        assert len(written(replace(demo.budget_table(), rows=())).all("tr")) == 1

    def it_stands_wide_tables_of_long_words(self, written) -> None:
        columns = tuple(Column(header="Intitulé de colonne interminable", align="right") for _ in range(20))
        table = TableBlock(
            caption="x",
            bookmark="t",
            columns=columns,
            rows=(Row(cells=tuple(cell("anticonstitutionnellement") for _ in columns)),),
        )
        grid = written(table).all("gridCol")
        assert sum(int(c.get(w("w"))) for c in grid) == 9412
        assert all(int(c.get(w("w"))) > 0 for c in grid)

    @pytest.mark.slow
    def it_writes_300_rows_of_8_columns_in_no_time(self, written) -> None:
        columns = tuple(Column(header=f"c{i}") for i in range(8))
        rows = tuple(Row(cells=tuple(cell(f"{r} {c}") for c in range(8))) for r in range(300))
        assert len(written(TableBlock(caption="x", bookmark="t", columns=columns, rows=rows)).all("tr")) == 301


class DescribeWidths:
    @given(
        st.lists(st.tuples(st.integers(1, 4000), st.integers(0, 9000), st.floats(0.2, 5)), min_size=1, max_size=15),
        st.integers(2000, 15000),
    )
    def they_fill_the_room_exactly(self, needs, room) -> None:
        given_ = [Need(least, least + more, weight) for least, more, weight in needs]
        widths = share_out(given_, room)
        assert sum(widths) == room
        assert all(width_ > 0 for width_ in widths)

    @given(st.lists(st.tuples(st.integers(100, 900), st.integers(0, 9000)), min_size=1, max_size=9))
    def they_give_each_column_its_longest_word_where_all_fit(self, needs) -> None:
        given_ = [Need(least, least + more) for least, more in needs]
        for need, given_width in zip(given_, share_out(given_, 9412), strict=True):
            assert given_width >= need.least

    def they_count_a_figure_as_one_word(self) -> None:
        assert longest_word("2\u00a0430\u00a0000\u00a0€ HT", 9) == width("2\u00a0430\u00a0000\u00a0€", 9)

    @given(st.lists(st.tuples(st.integers(100, 9000), st.integers(0, 700)), min_size=1, max_size=12))
    def they_take_nothing_from_amounts_and_dates_while_others_can_give(self, needs) -> None:
        given_ = [Need(least, least, firm=min(firm, least)) for least, firm in needs]
        for need, given_width in zip(given_, share_out(given_, 9412), strict=True):
            assert given_width >= need.firm

    def they_shorten_only_the_longest(self) -> None:
        assert share_out([Need(20000, 20000), Need(900, 900), Need(1200, 1200)], 9000) == [6900, 900, 1200]


URL = (
    "https://www.acme.example/catalogue/2027/printemps-ete/chaussures?utm_source=partenaires&utm_campaign=plan_marketing&id="
    + "x" * 40
)


class DescribeALongWord:
    def table(self, amounts: int = 4) -> TableBlock:
        heads = ("Canal", "Échéance", *(f"T{i}" for i in range(amounts)))
        columns = tuple(Column(header=head, align="right" if head.startswith("T") else "left") for head in heads)
        rows = (Row(cells=(cell(URL), cell("31/12/2027"), *[cell("2\u00a0430\u00a0000\u00a0€")] * amounts)),)
        return TableBlock(caption="x", bookmark="t", columns=columns, rows=rows)

    def it_leaves_dates_and_amounts_their_room(self, written) -> None:
        grid = [int(column.get(w("w"))) for column in written(self.table()).all("gridCol")]
        assert grid[1] >= width("31/12/2027", 9, bold=True)
        assert min(grid[2:]) >= width("2\u00a0430\u00a0000\u00a0€", 9, bold=True)

    def it_may_break_where_an_address_does_and_every_so_often(self, written) -> None:
        said = texts(written(self.table()).all("tr")[1])[0]
        assert said.replace(ZERO_WIDTH, "") == URL
        assert "?\u200butm_\u200bsource=\u200bpartenaires&\u200b" in said
        assert max(map(len, said.split(ZERO_WIDTH))) <= 25

    def it_leaves_other_words_as_they_are(self) -> None:
        assert (
            breakable("anticonstitutionnellement, 2\u00a0430\u00a0000\u00a0€ et a/b")
            == "anticonstitutionnellement, 2\u00a0430\u00a0000\u00a0€ et a/b"
        )


class DescribeFonts:
    """Tables in a company's font, wide or narrow."""

    @pytest.mark.parametrize("font", ["Verdana", "DejaVu Sans", "Courier New"])
    def they_get_the_room_their_figures_take(self, written, font) -> None:
        word = written(DescribeALongWord().table(), template=templates.in_font(font))
        grid = [int(column.get(w("w"))) for column in word.all("gridCol")]
        digit, slash = {"Verdana": (711, 689), "DejaVu Sans": (696, 365), "Courier New": (600, 600)}[font]  # thousandths, bold
        assert grid[1] - 140 >= (8 * digit + 2 * slash) * 8 * 20 / 1000
        assert min(grid[2:]) - 140 >= 7 * digit * 8 * 20 / 1000

    def they_are_set_smaller_where_nothing_else_fits(self, written) -> None:
        calibri, courier = (
            written(DescribeALongWord().table(5), template=templates.in_font(f)) for f in ("Calibri", "Courier New")
        )
        assert (len(calibri.styled("PlanCell")) > 0, len(courier.styled("PlanCellSmall")) > 0) == (True, True)
        assert (calibri.styled("PlanCellSmall"), courier.styled("PlanCell")) == ([], [])

    def they_are_those_of_the_cells_own_style_first(self) -> None:
        word = docx.Document(io.BytesIO(templates.in_font("Arial")))
        assert styles.cell_face(word) == face("Arial")
        style = word.styles.add_style("Plan Cell", WD_STYLE_TYPE.PARAGRAPH)
        style.font.name = "Courier New"
        assert styles.cell_face(word) == face("Courier New")

    def they_are_the_theme_s_where_no_style_names_one(self) -> None:
        assert styles.cell_face(docx.Document(io.BytesIO(templates.bare()))) == face("Cambria")

    @given(st.text(max_size=40))
    def they_are_known_or_taken_for_something_between(self, name) -> None:
        assert width("2027", 9, face=face(name)) > 0


class DescribeColours:
    @pytest.mark.parametrize("tone", ["good", "watch", "bad", "unknown", "accent", "muted"])
    def they_keep_text_readable(self, tone) -> None:
        shade = palette.Palette().shade(tone)
        assert palette.contrast(shade.ink, shade.fill) >= 4.5

    @given(st.floats(0, 1), st.booleans())
    def they_keep_heat_cells_readable(self, intensity, warm) -> None:
        shade = palette.Palette().heat(intensity, warm=warm)
        assert palette.contrast(shade.ink, shade.fill) >= 4

    @given(st.from_regex(r"[0-9A-F]{6}", fullmatch=True))
    def they_darken_a_company_s_colour_until_it_reads(self, color) -> None:
        assert palette.contrast(palette.readable(color), "FFFFFF") >= 4.5


class DescribeRaci:
    def it_writes_each_letter_on_its_colour(self, written) -> None:
        block = RaciBlock(
            caption="x", bookmark="r", roles=("CRM", "DG"), rows=(RaciRow(id="A1", activity="Brief", letters=("A/R", "")),)
        )
        word = written(block)
        row = word.all("tr")[1]
        assert texts(row) == ["A1", "Brief", "A/R", ""]
        assert fills(row)[2:] == [palette.Palette().primary, ""]

    def it_explains_its_letters(self, demo_word) -> None:
        legend = next(text for text in demo_word.styled("PlanNote") if "réalise" in text)
        assert all(word in legend for word in ("approuve", "consulté", "informé"))

    def it_stands_twenty_roles(self, written) -> None:
        roles = tuple(f"Responsable {i}" for i in range(20))
        block = RaciBlock(caption="x", bookmark="r", roles=roles, rows=(RaciRow(id="A1", activity="Brief", letters=("C",) * 20),))
        assert sum(int(c.get(w("w"))) for c in written(block).all("gridCol")) == 9412

    @pytest.mark.parametrize("count", [0, 1, 21, 34, 60])
    def it_shares_out_many_roles_over_tables_that_each_fill_the_page(self, written, count) -> None:
        word = written(raci(count))
        tables = word.all("tbl")
        grids = [[int(column.get(w("w"))) for column in table.iter(w("gridCol"))] for table in tables]
        assert [sum(grid) for grid in grids] == [9412] * max(-(-count // 20), 1)
        assert all(grid[1] >= 9412 // 5 and min(grid[2:], default=300) >= 300 for grid in grids)
        said = [texts(table.findall(w("tr"))[1])[2:] for table in tables]
        assert [letter for part in said for letter in part] == list(raci(count).rows[0].letters)

    def it_numbers_the_matrix_once_however_many_tables_it_takes(self, written) -> None:
        assert written(raci(34)).styled("Caption") == [
            "Tableau\u00a01\u00a0– Qui fait quoi (1 sur 2)",
            "Qui fait quoi (suite, 2 sur 2)",
        ]

    @pytest.mark.office
    @needs_validator
    @pytest.mark.parametrize("count", [34, 60])
    def it_passes_the_open_xml_sdk_with_many_roles(self, written, count) -> None:
        assert sdk_errors(written(raci(count), template=templates.letterhead()).package, "docx") == []


def raci(count: int) -> RaciBlock:
    letters = tuple("RACI"[i % 4] for i in range(count))
    rows = tuple(RaciRow(id=f"Action-{i:03d}", activity="Préparer le brief", letters=letters) for i in range(3))
    roles = tuple(f"Responsable {i}" for i in range(count))
    return RaciBlock(caption="Qui fait quoi", bookmark="r", roles=roles, rows=rows)


class DescribeHeatGrids:
    def they_print_every_figure(self, written) -> None:
        block = HeatGrid(
            caption="x", bookmark="h", row_title="R", column_title="F", row_labels=("2", "1"), column_labels=("1", "2"),
            cells=((HeatCell(text="5", intensity=0), HeatCell(text="9", intensity=1)), (HeatCell(text="", intensity=0), HeatCell(text="0", intensity=0))),
        )  # fmt: skip
        rows = written(block).all("tr")
        assert texts(rows[0])[1:] == ["2", "5", "9"]
        assert texts(rows[1])[1:] == ["1", "", "0"]
        assert fills(rows[0])[3] == palette.Palette().primary


JANUARY = D(2027, 1, 4)


def gantt(*rows: GanttRow, weeks: int = 8, first: dt.date = JANUARY, today: dt.date | None = None) -> GanttBlock:
    return GanttBlock(caption="Rétro", bookmark="g", rows=rows, first_day=first, weeks=weeks, today=today)


class DescribeTheGantt:
    def it_colours_the_weeks_an_action_touches(self, written) -> None:
        row = GanttRow(id="A1", name="Brief", start=D(2027, 1, 17), finish=D(2027, 1, 25))  # a Sunday to a Monday
        filled = [bool(fill) for fill in fills(written(gantt(row)).all("tr")[2])[3:]]
        assert filled == [False, True, True, True, False, False, False, False]

    def it_says_critical_and_late_by_a_letter_too(self, written) -> None:
        day = D(2027, 1, 4)
        rows = (
            GanttRow(id="A1", name="a", start=day, finish=day, critical=True),
            GanttRow(id="A2", name="b", start=day, finish=day, late=True),
            GanttRow(id="A3", name="c", start=day, finish=day, milestone=True),
        )
        word = written(gantt(*rows))
        assert [texts(row)[3] for row in word.all("tr")[2:]] == ["C", "R", "◆"]
        legend = word.styled("PlanNote")[0]
        assert all(said in legend for said in ("chemin critique", "en retard", "jalon"))

    def it_numbers_weeks_as_iso_does(self, written) -> None:
        weeks = texts(written(gantt(first=D(2026, 12, 30), weeks=3)).all("tr")[1])[3:]
        assert weeks == ["S53", "S1", "S2"]

    def it_gives_a_week_to_the_month_of_its_thursday(self, written) -> None:
        months = texts(written(gantt(first=D(2027, 3, 29), weeks=6)).all("tr")[0])[3:]
        assert months == ["avril 2027", "mai"]

    def it_splits_a_year_in_two_and_shows_each_half_its_actions(self, written) -> None:
        rows = (
            GanttRow(id="A1", name="hiver", start=D(2027, 1, 4), finish=D(2027, 2, 1)),
            GanttRow(id="A2", name="toute l'année", start=D(2027, 1, 4), finish=D(2027, 12, 20)),
            GanttRow(id="A3", name="automne", start=D(2027, 10, 4), finish=D(2027, 11, 1)),
        )
        word = written(gantt(*rows, weeks=52))
        first, second = word.all("tbl")
        assert [texts(row)[1] for row in first.findall(w("tr"))[2:]] == ["hiver", "toute l'année"]
        assert [texts(row)[1] for row in second.findall(w("tr"))[2:]] == ["toute l'année", "automne"]
        assert word.styled("Caption") == ["Figure\u00a01\u00a0– Rétro (1 sur 2)", "Rétro (suite, 2 sur 2)"]

    def it_opens_a_group_with_its_name(self, written) -> None:
        day = D(2027, 1, 4)
        rows = (
            GanttRow(id="A1", name="a", start=day, finish=day, group="Préparer"),
            GanttRow(id="A2", name="b", start=day, finish=day, group="Diffuser"),
        )
        assert [texts(row)[0] for row in written(gantt(*rows)).all("tr")[2:]] == ["Préparer", "A1", "Diffuser", "A2"]

    def it_marks_the_current_week(self, written) -> None:
        week = written(gantt(today=D(2027, 1, 13))).all("tr")[1]
        assert fills(week)[4] == palette.Palette().shade("watch").fill
