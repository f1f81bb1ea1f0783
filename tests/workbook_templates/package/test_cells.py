"""Cells patched in a sheet's part, the rest of it left alone."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook_templates.package.cells import SheetCells
from workbook_templates.package.refs import Area, cell_ref, column_number, letters, quoted, split_sheet
from workbook_templates.package.values import Fault, Scalar, markup, plain_text, read_value, same_value, sheet_text

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
TAIL = '<pageMargins left="0.7"/></worksheet>'


def part(rows: str, *, columns: str = "", dimension: str = "A1") -> bytes:
    return f'{HEAD}<dimension ref="{dimension}"/>{columns}<sheetData>{rows}</sheetData>{TAIL}'.encode()


def text(cells: SheetCells) -> str:
    return cells.to_bytes().decode()


class DescribeAReference:
    @given(st.integers(1, 16384))
    def its_letters_read_back(self, column: int) -> None:
        assert column_number(letters(column)) == column

    @given(st.text(min_size=1, max_size=20).filter(lambda name: "'" not in (name[0], name[-1])))
    def its_sheet_reads_back_whatever_its_name(self, sheet: str) -> None:
        assert split_sheet(f"{quoted(sheet)}!A1") == (sheet, "A1")


class DescribeAPart:
    def it_is_written_back_byte_for_byte_when_nothing_changed(self) -> None:
        data = part('<row r="1" spans="1:2"><c r="A1"><v>1.50</v></c></row>')
        cells = SheetCells(data)
        cells.set_value(1, 1, 1.5)
        assert cells.to_bytes() == data

    def its_values_are_typed(self) -> None:
        cells = SheetCells(part('<row r="1"><c r="A1"><f>X()</f><v>1</v></c></row>'))
        for value, expected in [
            (Fault("#N/A"), '<c r="A1" t="e"><f>X()</f><v>#N/A</v></c>'),
            (True, '<c r="A1" t="b"><f>X()</f><v>1</v></c>'),
            ("R&D <1>", '<c r="A1" t="str"><f>X()</f><v>R&amp;D &lt;1&gt;</v></c>'),
            ("", '<c r="A1" t="str"><f>X()</f><v/></c>'),
            (dt.date(2027, 6, 14), '<c r="A1"><f>X()</f><v>46552</v></c>'),
            (float("nan"), '<c r="A1" t="e"><f>X()</f><v>#NUM!</v></c>'),
            (0.1, '<c r="A1"><f>X()</f><v>0.1</v></c>'),
        ]:
            cells.set_value(1, 1, value)
            assert expected in text(cells)

    def its_new_cells_take_the_style_of_their_column_and_their_place(self) -> None:
        columns = '<cols><col min="2" max="3" width="9" style="7"/></cols>'
        cells = SheetCells(part('<row r="2" spans="1:4"><c r="A2"/><c r="D2"/></row>', columns=columns))
        cells.set_value(2, 2, 5)
        cells.set_value(1, 1, 4)
        assert (
            '<row r="1"><c r="A1"><v>4</v></c></row><row r="2"><c r="A2"/><c r="B2" s="7"><v>5</v></c><c r="D2"/></row>'
            in text(cells)
        )
        assert '<dimension ref="A1:D2"/>' in text(cells)

    def its_rows_nobody_looks_into_keep_their_bytes(self) -> None:
        odd = '<row r="3"   ht="20" ><c r="A3"   s="2"><v>1.0</v></c></row>'
        cells = SheetCells(part(f'<row r="1"><c r="A1"><f>B1</f><v>1</v></c></row>{odd}<row r="4"><c r="A4"/></row>'))
        cells.set_value(1, 1, 2)
        assert odd in text(cells)

    @pytest.mark.parametrize("rows", ['<row><c><v>1</v></c><c><v>2</v></c></row><row><c r="C2"><v>3</v></c></row>'])
    def its_cells_without_address_are_counted(self, rows: str) -> None:
        cells = SheetCells(part(rows))
        assert [read_value(cell, ()) for _, _, cell in cells.filled(Area(1, 1, 9, 9))] == [1, 2, 3]

    def its_tags_may_have_a_prefix(self) -> None:
        data = (
            part('<row r="1"><c r="A1"><v>1</v></c></row>')
            .decode()
            .replace("<", "<x:")
            .replace("<x:/", "</x:")
            .replace("<x:?", "<?")
        )
        cells = SheetCells(data.replace("xmlns=", "xmlns:x=").encode())
        cells.write_block(2, 1, [["a", "b"]])
        assert [read_value(cell, ()) for _, _, cell in SheetCells(cells.to_bytes()).filled(Area(1, 1, 9, 9))] == [1, "a", "b"]


class DescribeABlock:
    def it_keeps_what_stands_beside_it_and_the_styles_under_it(self) -> None:
        cells = SheetCells(part('<row r="2" ht="30"><c r="A2" s="1"/><c r="B2" s="2"><v>9</v></c><c r="E2"><v>7</v></c></row>'))
        cells.write_block(2, 2, [["é", "b"], [1.5, None], [True, Fault("#N/A")]])
        assert (
            '<row r="2" ht="30"><c r="A2" s="1"/><c r="B2" s="2" t="str"><v>é</v></c><c r="C2"><v>1.5</v></c><c r="D2" t="b"><v>1</v></c>'
            '<c r="E2"><v>7</v></c></row><row r="3"><c r="B3" t="str"><v>b</v></c><c r="D3" t="e"><v>#N/A</v></c></row>'
        ) in text(cells)

    def it_may_stand_beside_another_on_the_same_rows(self) -> None:
        cells = SheetCells(part(""))
        cells.write_block(5, 4, [["x"] * 3])
        cells.write_block(4, 1, [[1, 2, 3]])
        rows = [[cell.get("r") for _, _, cell in cells_of(cells, row)] for row in (4, 5, 6, 7)]
        assert rows == [["A4"], ["A5", "D5"], ["A6", "D6"], ["D7"]]
        assert '<dimension ref="A4:D7"/>' in text(cells)

    @given(
        st.lists(
            st.lists(
                st.one_of(st.none(), st.booleans(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=5)),
                min_size=2,
                max_size=2,
            ),
            min_size=1,
            max_size=6,
        ),
        st.integers(1, 8),
        st.integers(1, 4),
        st.randoms(use_true_random=False),
    )
    def it_reads_back_wherever_it_is_written(
        self, grid: list[list[Scalar]], row: int, column: int, chance: random.Random
    ) -> None:
        others = sorted({(chance.randint(1, 12), chance.randint(1, 6)) for _ in range(8)})
        rows = "".join(
            f'<row r="{r}">'
            + "".join(f'<c r="{cell_ref(r, c)}"><v>{r * 100 + c}</v></c>' for rr, c in others if rr == r)
            + "</row>"
            for r in sorted({r for r, _ in others})
        )
        cells = SheetCells(part(rows))
        cells.write_block(row, column, list(zip(*grid, strict=True)))
        anew = SheetCells(cells.to_bytes())
        area = Area(row, column, row + len(grid) - 1, column + 1)
        for y, line in enumerate(grid):
            for x, value in enumerate(line):
                cell = anew.cell(row + y, column + x)
                assert same_value(None if cell is None else read_value(cell, ()), value)
        for r, c in others:
            if not area.holds(r, c):
                cell = anew.cell(r, c)
                assert cell is not None
                assert read_value(cell, ()) == r * 100 + c
        for number in anew.row_numbers():
            assert list(anew.cells_of(number)) == sorted(anew.cells_of(number))


class DescribeEmptyingAnArea:
    def it_takes_unstyled_cells_away_and_keeps_styled_ones_blank(self) -> None:
        cells = SheetCells(
            part('<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="4"><v>2</v></c><c r="C1"><f>A1</f><v>3</v></c></row>')
        )
        cells.blank(Area(1, 1, 1, 3))
        assert '<row r="1"><c r="B1" s="4"/><c r="C1"><f>A1</f><v>3</v></c></row>' in text(cells)

    def it_leaves_no_empty_row_behind(self) -> None:
        cells = SheetCells(part('<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'))
        cells.blank(Area(2, 1, 2, 9))
        assert '<row r="2"' not in text(cells)


class DescribeAText:
    @given(st.text())
    def it_reads_back_from_a_part(self, value: str) -> None:
        kept = "".join(letter for letter in value if not 0xD800 <= ord(letter) <= 0xDFFF)
        assert plain_text(sheet_text(kept)) == kept

    def it_keeps_its_carriage_returns(self) -> None:
        cells = SheetCells(part(""))
        cells.write_block(1, 1, [["a\r\nb"]])
        cell = SheetCells(cells.to_bytes()).cell(1, 1)
        assert cell is not None
        assert read_value(cell, ()) == "a\r\nb"

    def it_is_escaped(self) -> None:
        assert markup("<é & \x01>") == ("str", "&lt;é &amp; _x0001_&gt;")


def cells_of(cells: SheetCells, row: int) -> list[tuple[int, int, object]]:
    return list(SheetCells(cells.to_bytes()).filled(Area(row, 1, row, 99)))  # type: ignore[arg-type]  # elements
