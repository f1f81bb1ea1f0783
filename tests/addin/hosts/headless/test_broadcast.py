"""A function of one value given an array answers for each value, wherever the array comes from."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from addin.hosts.headless import compute
from workbook_templates.package import Package

DATA = [[3, "abc", 46491.5, True], [-1.25, "b c ", 46524, False], [None, None, 46508, None], ["x", "Xy", 2.5, "x"]]
# {A} … {D} stand for a column of the data, or for one cell of it.
FORMULAS = """
ISNUMBER({A}) | ISTEXT({A}) | ISBLANK({A}) | ISERROR(1/{A}) | ISNA({A}) | ISERR(1/{A}) | ISLOGICAL({D}) | ISNONTEXT({A}) | N({A}) | T({B})
SEARCH("b",{B}) | SEARCH({B},"xxabc b") | FIND("b",{B}) | LEN({B}) | LEFT({B},1) | LEFT({B}) | MID({B},2,1) | SUBSTITUTE({B},"b","z")
TRIM({B}) | UPPER({B}) | EXACT({B},"abc") | REPT({B},2) | CONCATENATE({B},"!") | {B}&"!" | ROUND({C}/7,1) | ABS({A}) | INT({C}) | MOD({C},7)
SQRT({C}) | POWER({C},2) | YEAR({C}) | MONTH({C}) | WEEKDAY({C},2) | EDATE({C},1) | DATE(2027,{C}-{C}+2,1) | NETWORKDAYS({C},46600)
WORKDAY({C},2) | YEARFRAC({C},46600) | IF({C}>46500,1,2) | IFERROR(1/{A},"e") | NOT({D}) | CHOOSE(IF({C}>46500,1,2),"a","b")
MATCH({A},$A$1:$A$4,0) | _xlfn.XLOOKUP({B},$B$1:$B$4,$C$1:$C$4) | _xlfn.XLOOKUP({A},$C$1:$C$4,$A$1:$A$4,,1) | VLOOKUP({A},$A$1:$B$4,2,FALSE)
COUNTIF($A$1:$A$4,{A}) | COUNTIFS($A$1:$A$4,{A}) | SUMIF($A$1:$A$4,{A},$C$1:$C$4) | SUMIFS($C$1:$C$4,$A$1:$A$4,{A})
INDEX($C$1:$C$4,MATCH({B},$B$1:$B$4,0)) | LARGE($C$1:$C$4,IF({C}>46500,1,2)) | IFERROR(INDEX($A$1:$A$4,MATCH({C},$C$1:$C$4,0)),"")
ISNUMBER(SEARCH(";"&{B}&";",";abc;xy;")) | LEN(TRIM({B}))*{C} | {A}=3 | -{C} | ROUND(SUM($C$1:$C$4)*{C},0)
"""
LISTED = [formula.strip() for line in FORMULAS.strip().splitlines() for formula in line.split("|")]


@pytest.fixture(scope="module")
def sheet() -> Any:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet("S")
    for row, values in enumerate(DATA):
        page.write_row(row, 0, values)
    columns = {letter: f"${letter}$1:${letter}$4" for letter in "ABCD"}
    for i, formula in enumerate(LISTED):
        page.write_dynamic_array_formula(10 + 5 * i, 10, 10 + 5 * i, 10, "=" + formula.format(**columns))
        for row in range(4):
            page.write_formula(10 + 5 * i + row, 20, "=" + formula.format(**{letter: f"{letter}{row + 1}" for letter in "ABCD"}))
    page.write_formula("Z1", '=SUMPRODUCT(C1:C2*ISNUMBER(SEARCH(";"&B1:B2&";",";abc;xy;"))*(B1:B2<>""))')
    page.write_formula("Z2", "=SUMPRODUCT(LEN(B1:B4))")
    page.write_formula("Z3", "=SUMPRODUCT(ISNUMBER(A1:A4)*1)")
    page.write_dynamic_array_formula("Z4", "=SUM(_xlfn._xlws.FILTER(C1:C4,ISTEXT(A1:A4)))")
    page.write_dynamic_array_formula("Z5", "=SUM(MOD({5,7,9},{2;4}))")
    book.close()
    done = compute(Package.from_bytes(stream.getvalue()))
    assert done.unsupported == ()
    return openpyxl.load_workbook(io.BytesIO(done.package.to_bytes()), data_only=True)["S"]


class DescribeAFunctionGivenAnArray:
    @pytest.mark.parametrize("number", range(len(LISTED)), ids=LISTED)
    def it_answers_for_each_value(self, sheet: Any, number: int) -> None:
        spilled = [sheet.cell(11 + 5 * number + row, 11).value for row in range(4)]
        one_by_one = [sheet.cell(11 + 5 * number + row, 21).value for row in range(4)]
        assert spilled == one_by_one

    def it_does_so_inside_sumproduct_in_a_plain_cell(self, sheet: Any) -> None:
        assert [sheet[f"Z{row}"].value for row in (1, 2, 3)] == [46491.5, 9, 2]

    def it_filters_by_what_cells_hold(self, sheet: Any) -> None:
        assert sheet["Z4"].value == 2.5

    def it_crosses_a_row_with_a_column(self, sheet: Any) -> None:
        assert sheet["Z5"].value == 1 + 1 + 1 + 1 + 3 + 1
