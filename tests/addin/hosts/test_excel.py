"""Excel's side of a formula, through xlwings' own server code: cells in, results, errors and their reasons out."""

from __future__ import annotations

import datetime as dt
import importlib
import time
from collections.abc import Callable
from typing import Any

import pytest

from addin.errors import CellError, FunctionError
from addin.functions import FUNCTIONS, call
from addin.functions.spec import Function
from addin.hosts.coerce import outgoing
from workbook_templates.package.values import serial

ComCall = Callable[..., Any]
MARK = "\ue000"
NOT_AVAILABLE, DIVIDED, VALUE = -2146826246, -2146826281, -2146826273  # as COM passes #N/A, #DIV/0! and #VALUE!
OMITTED = -2147352572
NUMBERS = {"#N/A": 2042, "#VALUE!": 2015, "#NUM!": 2036, "#DIV/0!": 2007}


def from_excel(value: Any) -> Any:
    """Return what `.Value2` holds for an argument of an example: rows of floats, texts, booleans and blanks."""
    if isinstance(value, list | tuple):
        return tuple(tuple(map(from_excel, row)) if isinstance(row, list | tuple) else (from_excel(row),) for row in value)
    if isinstance(value, dt.date):
        return float(serial(value))
    return float(value) if type(value) is int else value


def in_excel(value: Any) -> Any:
    """Return a result as COM hands it to Excel: one cell alone, one row flat."""
    rows = outgoing(value)
    rows = rows if isinstance(rows, list) else [[rows]]
    rows = [[f"{MARK}{NUMBERS[cell.kind]}" if isinstance(cell, CellError) else cell for cell in row] for row in rows]
    if len(rows) > 1:
        return rows
    return rows[0] if len(rows[0]) > 1 else rows[0][0]


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
class DescribeAFunctionInExcel:
    @pytest.mark.parametrize("language", ["fr", "en"])
    def it_gives_what_it_gives_everywhere(self, function: Function, language: Any, com_call: ComCall) -> None:
        given = function.example.arguments
        cells = [from_excel(value) for value in given]
        assert com_call(function.name, *cells, language=language) == in_excel(call(function.name, *given, lang=language))

    def it_takes_arguments_left_out(self, function: Function, com_call: ComCall) -> None:
        cells = [from_excel(value) for value in function.example.arguments]
        left_out = len(function.arguments) - len(cells)
        assert com_call(function.name, *cells, *[OMITTED] * left_out) == com_call(function.name, *cells)


class DescribeCellsOnTheirWayIn:
    def they_may_be_one_cell(self, com_call: ComCall) -> None:
        assert com_call("CPA", ((1200.0,),), ((24.0,),)) == com_call("CPA", 1200.0, 24.0) == 50.0

    def they_may_be_a_row_typed_in_the_formula(self, com_call: ComCall) -> None:
        assert com_call("CPA", (100.0, 300.0), (2.0, 3.0)) == com_call("CPA", ((100.0,), (300.0,)), ((2.0,), (3.0,)))

    def they_bring_their_errors(self, com_call: ComCall) -> None:
        for number, own in ((NOT_AVAILABLE, 2042), (DIVIDED, 2007), (VALUE, 2015)):
            assert com_call("CPA", ((100.0,), (number,)), ((2.0,), (3.0,))) == [[50.0], [f"{MARK}{own}"]]

    def they_bring_errors_newer_than_us(self, com_call: ComCall) -> None:
        assert com_call("CPA", -2146826200, 2.0) == f"{MARK}2015"

    def they_are_refused_in_several_pieces(self, com_call: ComCall) -> None:
        assert com_call("CPA", f"{MARK}areas", 2.0) == f"{MARK}2015"
        assert "several pieces" in _said("[Plan.xlsx]RFM!$B$4")[0]

    def they_are_read_though_pywin32_gave_a_moment(self, com_call: ComCall) -> None:
        day = dt.datetime(2027, 6, 14, tzinfo=dt.UTC)
        once, serials = (("A", "B"), (day, day), (10.0, 20.0)), (("A", "B"), (46552.0, 46552.0), (10.0, 20.0))
        columns = [[tuple((cell,) for cell in column) for column in cells] for cells in (once, serials)]
        assert com_call("RFM", *columns[0]) == com_call("RFM", *columns[1])


class DescribeARefusal:
    def it_is_an_excel_error_never_a_sentence(self, com_call: ComCall) -> None:
        assert com_call("CPA", "beaucoup", 3.0) == f"{MARK}2015"
        assert com_call("CPA", 100.0, 0.0) == f"{MARK}2042"

    def its_reason_is_kept_for_the_cell_in_the_language_asked(self, com_call: ComCall) -> None:
        com_call("CPA", 100.0, 0.0, address="[Plan.xlsx]Budget!$F$6", language="fr")
        (sentence,) = _said("[Plan.xlsx]Budget!$F$6")
        assert "acquisition" in sentence
        assert sentence == _refusal("CPA", 100.0, 0.0)

    def its_reason_goes_when_the_formula_is_mended(self, com_call: ComCall) -> None:
        com_call("CPA", 100.0, 0.0)
        com_call("CPA", 100.0, 2.0)
        assert _diagnosis("[Plan.xlsx]RFM!$B$4") is None

    def it_is_kept_row_by_row(self, com_call: ComCall) -> None:
        com_call("CPA", ((100.0,), (50.0,)), ((2.0,), (0.0,)))
        assert _said("[Plan.xlsx]RFM!$B$4", row=0) == ()
        assert len(_said("[Plan.xlsx]RFM!$B$4", row=1)) == 1

    def it_stays_with_an_answer_given_again_elsewhere(self, com_call: ComCall) -> None:
        for address in ("[Plan.xlsx]Budget!$F$6", "[Plan.xlsx]Budget!$F$7"):
            com_call("CPA", 100.0, 0.0, address=address)
            assert _said(address)

    def a_defect_of_ours_is_one_too(self, com_call: ComCall, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_: object, **__: object) -> None:
            raise ZeroDivisionError("ours")

        monkeypatch.setattr("addin.functions.call", broken)
        assert com_call("CPA", 1.0, 2.0) == f"{MARK}2015"
        assert "ZeroDivisionError" in _said("[Plan.xlsx]RFM!$B$4")[0]

    def it_is_forgotten_when_there_are_too_many(self) -> None:
        host = importlib.import_module("addin.hosts.excel").Host(most_diagnoses=2)
        for row in range(3):
            host.value("CPA", f"[Plan.xlsx]Budget!$F${row}", "fr", (100.0, 0.0))
        assert [host.diagnosis(f"[Plan.xlsx]Budget!$F${row}") is None for row in range(3)] == [True, False, False]


class DescribeTheMemory:
    def it_computes_the_same_cells_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[str] = []
        monkeypatch.setattr("addin.functions.call", lambda name, *_, **__: asked.append(name) or 1.0)
        host = importlib.import_module("addin.hosts.excel").Host()
        for cells in ((1.0, 2.0), (1.0, 2.0), (1.0, 3.0)):
            host.value("CPA", "", "fr", cells)
        host.value("CPA", "", "en", (1.0, 2.0))
        host.value("ROMI", "", "fr", (1.0, 2.0))
        assert asked == ["CPA", "CPA", "CPA", "ROMI"]

    def it_tells_a_number_from_its_text_and_a_blank_from_a_zero(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[object] = []
        monkeypatch.setattr("addin.functions.call", lambda _, *cells, **__: asked.append(cells) or 1.0)
        host = importlib.import_module("addin.hosts.excel").Host()
        for cell in (1.0, "1.0", True, None, 0.0):
            host.value("CPA", "", "fr", (cell, 1.0))
        assert len(asked) == 5

    def it_holds_only_so_much(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[object] = []
        monkeypatch.setattr("addin.functions.call", lambda _, *cells, **__: asked.append(cells) or [[1.0]] * 9)
        host = importlib.import_module("addin.hosts.excel").Host(most_cells=25)
        for number in (1.0, 2.0, 3.0, 1.0):
            host.value("CPA", "", "fr", (number,))
        assert len(asked) == 4


class DescribeTheModule:
    def it_knows_the_catalogue_and_nothing_else(self) -> None:
        excel = importlib.import_module("addin.hosts.excel")
        with pytest.raises(AttributeError):
            excel.NO_SUCH_FUNCTION  # noqa: B018  # the access is what is tested
        with pytest.raises(AttributeError):
            excel.no_such_thing  # noqa: B018


@pytest.mark.slow
class DescribeItsSpeed:
    def a_hundred_thousand_sales_go_through_within_a_second_and_a_half(self, com_call: ComCall) -> None:
        count = 100_000
        customers = tuple((f"C{i * 7919 % 20_000:05}",) for i in range(count))
        amounts = tuple((float(i % 97 + 1),) for i in range(count))
        seconds: list[float] = []
        for first in (45_292.0, 45_293.0):  # other dates, so that nothing is remembered
            dates = tuple((first + i * 31 % 730,) for i in range(count))
            started = time.perf_counter()
            assert len(com_call("RFM", customers, dates, amounts)) == 20_001
            seconds.append(time.perf_counter() - started)
        assert min(seconds) <= 1.5

    def a_single_figure_takes_a_fifth_of_a_millisecond(self, com_call: ComCall) -> None:
        com_call("CPA", 1.0, 2.0)
        seconds: list[float] = []
        for clients in (3.0, 4.0, 5.0):
            started = time.perf_counter()
            for number in range(500):
                com_call("CPA", float(number), clients)
            seconds.append((time.perf_counter() - started) / 500)
        assert min(seconds) <= 0.0002


def _diagnosis(address: str) -> Any:
    return importlib.import_module("addin.hosts.excel").diagnosis(address)


def _said(address: str, row: int = 0) -> tuple[str, ...]:
    found: tuple[str, ...] = _diagnosis(address).sentences(row)
    return found


def _refusal(name: str, *cells: object) -> str:
    with pytest.raises(FunctionError) as refused:
        call(name, *cells)
    return refused.value.message
