"""Excel functions a plan leans on, with results worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter

from addin.hosts.headless import compute
from workbook_templates.package import Package

# A1:A5 = 3, 1, (blank), "x", 2 · B1:B5 = a, b, a, c, "A01; A2" · C1 = Wed 14/04/2027 · C2 = Mon 17/05/2027 · C3 = Sat 01/05/2027
RESULTS: dict[str, Any] = {
    "MATCH(9.99E+307,A1:A5)": 5,
    'IFERROR(MATCH("z",B1:B5,0),"absent")': "absent",
    "INDEX(A1:A5,MATCH(1,A1:A5,0))": 1,
    'SUMPRODUCT(A1:A2*ISNUMBER(SEARCH(";"&B1:B2&";",";a;c;")))': 3,
    'ISNUMBER(SEARCH(";A2;",";"&SUBSTITUTE(B5," ","")&";"))': True,
    'SUMIFS(A1:A5,B1:B5,"a")': 3,
    'COUNTIFS(B1:B5,"a*")': 3,
    'COUNTIF(A1:A5,">1")': 2,
    'AVERAGEIFS(A1:A5,A1:A5,">1")': 2.5,
    "COUNTA(A1:A5)": 4,
    "COUNTBLANK(A1:A5)": 1,
    "SUM(A1:A5)": 6,
    "NETWORKDAYS(C1,C2)": 24,
    "NETWORKDAYS(C1,C2,C3)": 24,
    "NETWORKDAYS(C1,C2,C2)": 23,
    "WORKDAY(C1,3)": 46496,
    "WORKDAY(C3,-1)": 46507,
    "YEARFRAC(DATE(2027,1,1),DATE(2027,7,1))": 0.5,
    "YEARFRAC(DATE(2027,1,1),DATE(2028,1,1),1)": 1,
    "EDATE(DATE(2027,1,31),1)": 46446,
    "EOMONTH(DATE(2028,2,1),0)": 46812,
    "WEEKDAY(C1,2)": 3,
    "ISOWEEKNUM(C1)": 15,
    "_xlfn.XLOOKUP(1,A1:A5,B1:B5)": "b",
    '_xlfn.XLOOKUP(9,A1:A5,B1:B5,"absent")': "absent",
    '_xlfn.TEXTJOIN(";",TRUE,B1:B3)': "a;b;a",
    "_xlfn.LET(_xlpm.x,2,_xlpm.x*3)": 6,
    "_xlfn.IFS(A1=1,1,TRUE,2)": 2,
    "ROUND(2.5,0)": 3,
    "ROUND(-2.5,0)": -3,
    "MEDIAN(A1:A5)": 2,
    "LARGE(A1:A5,2)": 2,
    "RANK(2,A1:A5)": 2,
    "PERCENTILE(A1:A5,0.5)": 2,
    "NPV(0.1,110,121)": 200.0,
    "CHOOSE(2,10,20)": 20,
    'REPT("■",3)': "■■■",
    'TEXT(0.5,"0%")': "50%",
    "MOD(-1,12)": 11,
    'IF("",1,2)': "#VALUE!",
    'A3=""': True,
    "1/0": "#DIV/0!",
    "NA()": "#N/A",
    "SQRT(-1)": "#NUM!",
    "INDEX(A1:A5,9)": "#REF!",
    "NOSUCHNAME": "#NAME?",
}


@pytest.fixture(scope="module")
def results() -> dict[str, Any]:
    import io

    import openpyxl

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("S")
    for row, value in enumerate([3, 1, None, "x", 2]):
        sheet.write(row, 0, value)
    sheet.write_column("B1", ["a", "b", "a", "c", "A01; A2"])
    sheet.write_column("C1", [46491, 46524, 46508])
    for row, formula in enumerate(RESULTS):
        sheet.write_formula(row, 5, f"={formula}")
    book.close()
    done = compute(Package.from_bytes(stream.getvalue()))
    assert done.unsupported == ()
    shown = openpyxl.load_workbook(io.BytesIO(done.package.to_bytes()), data_only=True)["S"]
    return {formula: shown.cell(row, 6).value for row, formula in enumerate(RESULTS, 1)}


class DescribeAnExcelFunction:
    @pytest.mark.parametrize("formula", RESULTS)
    def it_gives_what_excel_gives(self, results: Callable[..., dict[str, Any]], formula: str) -> None:
        expected, found = RESULTS[formula], results[formula]  # type: ignore[index]  # a fixture
        if isinstance(expected, float):
            assert found == pytest.approx(expected, rel=1e-12)
        else:
            assert found == expected
