"""Whole workbooks computed without Excel."""

from __future__ import annotations

import gc
import io
import itertools
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from addin.errors import CellError
from addin.hosts.headless import compute, fresh_differences
from workbook_templates.errors import WorkbookError
from workbook_templates.package import Book, Package, replace_rows

ABook = Callable[[Callable[[xlsxwriter.Workbook], None]], Package]
Shown = Callable[[Package, str, str], Any]


def numbers(book: xlsxwriter.Workbook, count: int, *, sheet: str = "Données") -> Any:
    """A sheet with a table `T` of one column `n`: 1, 2, … count, from A4."""
    data = book.get_worksheet_by_name(sheet) or book.add_worksheet(sheet)
    data.add_table(3, 0, 3 + count, 0, {"name": "T", "columns": [{"header": "n"}], "data": [[i + 1] for i in range(count)]})
    return data


class DescribeComputing:
    def it_nests_our_functions_in_excel_s_and_the_reverse(self, a_book: ABook, recorder: Any, shown: Shown) -> None:
        def fill(book: xlsxwriter.Workbook) -> None:
            sheet = numbers(book, 3)
            sheet.write_formula("C1", "=ROUND(ADD(T[n])/4,1)")
            sheet.write_formula("C2", "=ADD(IF(T[n]>1,T[n],0))")
            sheet.write_formula("C3", '=IFERROR(REFUSE(1),"sauvé")')

        done = compute(a_book(fill), functions=recorder.functions())
        assert [row[0] for row in shown(done.package, "Données", "C1:C3")] == [1.5, 5, "sauvé"]
        assert (done.errors, done.unsupported, done.stale, done.written) == ((), (), (), 3)

    def it_spills_and_follows_what_depends_on_it(self, a_book: ABook, recorder: Any, shown: Shown) -> None:
        def fill(book: xlsxwriter.Workbook) -> None:
            sheet = numbers(book, 4)
            sheet.write_dynamic_array_formula("C4", "=TRIPLE(T[n])")
            book.define_name("r_t", "=_xlfn.ANCHORARRAY('Données'!$C$4)")
            sheet.write_formula("G1", "=ROWS(ANCHORARRAY(C4))")
            sheet.write_formula("G2", "=INDEX(r_t,3,2)")
            sheet.write_formula("G3", "=SUM(D4:D50)")
            sheet.write_dynamic_array_formula("I4", "=ADD(INDEX(r_t,0,3))")

        done = compute(a_book(fill), functions=recorder.functions())
        assert shown(done.package, "Données", "C4:E7") == [[i, 2 * i, 3 * i] for i in (1, 2, 3, 4)]
        assert [shown(done.package, "Données", ref) for ref in ("G1", "G2", "G3", "I4")] == [4, 6, 20, 30]
        place = Book.of(done.package).spill_of("r_t")
        assert place is not None
        assert place.area.ref == "C4:E7"

    def it_leaves_every_other_part_byte_for_byte(self, a_book: ABook, recorder: Any) -> None:
        def fill(book: xlsxwriter.Workbook) -> None:
            sheet = numbers(book, 3)
            other = book.add_worksheet("Résultats")
            other.write_dynamic_array_formula("A4", "=TRIPLE(T[n])")
            chart = book.add_chart({"type": "line"})
            chart.add_series({"values": "='Données'!$A$5:$A$7"})
            sheet.insert_chart("F2", chart)
            sheet.conditional_format("A5:A7", {"type": "data_bar"})
            sheet.write_comment("A1", "une note")

        before = a_book(fill)
        done = compute(before, functions=recorder.functions())
        assert done.package.changed_from(before) == {"xl/worksheets/sheet2.xml"}

    def it_gives_the_same_bytes_when_run_again(self, a_book: ABook, recorder: Any) -> None:
        def fill(book: xlsxwriter.Workbook) -> None:
            sheet = numbers(book, 200)
            sheet.write_dynamic_array_formula("C4", "=TRIPLE(T[n])")
            sheet.write_formula("G1", '="é & "&ROWS(ANCHORARRAY(C4))')
            sheet.write_formula("G2", '=""')

        once = compute(a_book(fill), functions=recorder.functions()).package
        assert compute(once, functions=recorder.functions()).package.to_bytes() == once.to_bytes()

    def it_keeps_what_a_user_added(self, a_book: ABook, recorder: Any, shown: Shown) -> None:
        def fill(book: xlsxwriter.Workbook) -> None:
            sheet = numbers(book, 3)
            sheet.write_dynamic_array_formula("C4", "=TRIPLE(T[n])")
            sheet.write("H5", "à moi", book.add_format({"bold": True}))
            book.add_worksheet("À moi").write("A1", 12)

        done = compute(a_book(fill), functions=recorder.functions())
        assert (shown(done.package, "Données", "H5"), shown(done.package, "À moi", "A1")) == ("à moi", 12)

    def it_reads_the_language_of_the_workbook(self, a_book: ABook, shown: Shown) -> None:
        def fill(book: xlsxwriter.Workbook, word: str) -> None:
            sheet = numbers(book, 3)
            sheet.write("C1", word)
            book.define_name("Langue", "='Données'!$C$1")
            sheet.write_formula("C2", "=KPI_STATUS(1,2)")

        for word, status in [("Français", "en alerte"), ("English", "off track"), ("en", "off track"), ("", "en alerte")]:
            done = compute(a_book(lambda book, word=word: fill(book, word)))  # type: ignore[misc]
            assert (shown(done.package, "Données", "C2") == "en alerte") == (status == "en alerte")

    def it_tells_how_far_it_is(self, a_book: ABook, recorder: Any) -> None:
        steps: list[tuple[str, int, int]] = []

        def fill(book: xlsxwriter.Workbook) -> None:
            numbers(book, 3).write_formula("C1", "=ADD(T[n])")

        compute(a_book(fill), functions=recorder.functions(), progress=lambda *step: steps.append(step))
        assert steps == [("load", 0, 1), ("load", 1, 1), ("functions", 1, 1), ("write", 0, 1), ("write", 1, 1)]

    def it_leaves_the_garbage_collector_as_it_found_it(self, a_book: ABook) -> None:
        compute(a_book(lambda book: numbers(book, 3)))
        assert gc.isenabled()

    def it_leaves_a_workbook_without_formulas_alone(self, a_book: ABook) -> None:
        package = a_book(lambda book: numbers(book, 3))
        assert compute(package).package is package

    def it_marks_the_file_as_computed(self, a_book: ABook, recorder: Any) -> None:
        def fill(book: xlsxwriter.Workbook) -> None:
            book.calc_on_load, book.calc_id = True, 124519
            numbers(book, 3).write_formula("C1", "=ADD(T[n])")

        calculation = Book.of(compute(a_book(fill), functions=recorder.functions()).package).calculation
        assert (calculation.full_on_load, calculation.engine_id) == (False, 191029)


class DescribeALargeResult:
    ROWS = 4_000  # × 3 columns: over the engine's 10,000 cells

    @pytest.mark.slow
    @pytest.mark.parametrize("order", list(itertools.permutations(["Données", "Un", "Deux"])))
    def it_feeds_others_through_plain_ranges_and_anchors_in_any_order_of_sheets(
        self, a_book: ABook, recorder: Any, shown: Shown, order: tuple[str, ...]
    ) -> None:
        def fill(book: xlsxwriter.Workbook) -> None:
            for name in order:
                book.add_worksheet(name)
            numbers(book, self.ROWS)
            one, two = book.get_worksheet_by_name("Un"), book.get_worksheet_by_name("Deux")
            one.write_dynamic_array_formula("B3", "=TRIPLE(T[n])")
            two.write_dynamic_array_formula("B3", f"=TRIPLE(Un!D3:D{2 + self.ROWS})")  # through a plain range
            book.define_name("r_two", "=_xlfn.ANCHORARRAY(Deux!$B$3)")
            one.write_dynamic_array_formula("H3", "=TRIPLE(INDEX(r_two,0,3))")  # through a name, back on the first sheet
            two.write_formula("A1", "=ROWS(r_two)")
            two.write_formula("A2", "=SUM(INDEX(r_two,0,2))")
            one.write_formula("A1", "=SUM(J3:J9000)")
            one.write_formula("A2", "=ADD(H3:H9000)")

        done = compute(a_book(fill), functions=recorder.functions())
        total = self.ROWS * (self.ROWS + 1) // 2
        assert shown(done.package, "Deux", "A1:A2") == [[self.ROWS], [6 * total]]
        assert shown(done.package, "Un", "A1:A2") == [[27 * total], [9 * total]]
        assert shown(done.package, "Un", f"H{2 + self.ROWS}:J{2 + self.ROWS}") == [
            [9 * self.ROWS, 18 * self.ROWS, 27 * self.ROWS]
        ]
        assert done.errors == ()

    def it_is_computed_once(self, a_book: ABook, recorder: Any) -> None:
        def fill(book: xlsxwriter.Workbook) -> None:
            numbers(book, self.ROWS)
            book.add_worksheet("Un").write_dynamic_array_formula("B3", "=TRIPLE(T[n])")

        compute(a_book(fill), functions=recorder.functions())
        assert recorder.calls == [("TRIPLE", self.ROWS)]

    @pytest.mark.parametrize(("before", "after"), [(4_000, 12), (12, 4_000), (4_000, 5_000), (5_000, 3_500), (300, 20)])
    def it_grows_and_shrinks_with_its_inputs(self, a_book: ABook, recorder: Any, shown: Shown, before: int, after: int) -> None:
        def fill(book: xlsxwriter.Workbook) -> None:
            numbers(book, before)
            one = book.add_worksheet("Un")
            one.set_column("C:C", 12, book.add_format({"num_format": "0.00"}))
            one.write_dynamic_array_formula("B3", "=TRIPLE(T[n])")
            one.write_formula("A1", "=ROWS(ANCHORARRAY(B3))")
            one.write("F40", "à moi")

        first = compute(a_book(fill), functions=recorder.functions()).package
        changed = replace_rows(first, "T", {"n": [10 * i for i in range(after)]})
        done = compute(changed, functions=recorder.functions()).package
        sheet = openpyxl.load_workbook(io.BytesIO(done.to_bytes()), data_only=True)["Un"]
        block = [
            row
            for row in sheet.iter_rows(min_row=3, min_col=2, max_col=4, values_only=True)
            if any(cell is not None for cell in row)
        ]
        assert block == [(10 * i, 20 * i, 30 * i) for i in range(after)]
        assert (sheet["A1"].value, sheet["F40"].value, sheet["C4"].number_format) == (after, "à moi", "0.00")
        assert sheet.max_row <= max(after + 2, 40)
        assert compute(done, functions=recorder.functions()).package.to_bytes() == done.to_bytes()

    @pytest.mark.parametrize("rows", [12, 4_000])
    def it_says_so_when_something_stands_in_its_way(self, a_book: ABook, recorder: Any, shown: Shown, rows: int) -> None:
        def fill(book: xlsxwriter.Workbook) -> None:
            numbers(book, rows)
            one = book.add_worksheet("Un")
            one.write_dynamic_array_formula("B3", "=TRIPLE(T[n])")
            one.write("C9", "en travers")
            one.write_formula("A1", "=IFERROR(ROWS(ANCHORARRAY(B3))+B3,-1)")

        done = compute(a_book(fill), functions=recorder.functions())
        assert shown(done.package, "Un", "B3:C4") == [["#SPILL!", None], [None, None]]
        assert (shown(done.package, "Un", "C9"), shown(done.package, "Un", "A1")) == ("en travers", -1)
        assert [(error.where, error.error.kind) for error in done.errors] == [("Un!B3", "#SPILL!")]

    def it_comes_back_when_the_way_is_free(self, a_book: ABook, recorder: Any, shown: Shown) -> None:
        def fill(book: xlsxwriter.Workbook) -> None:
            numbers(book, 4_000)
            one = book.add_worksheet("Un")
            one.write_dynamic_array_formula("B3", "=TRIPLE(T[n])")
            one.write_formula("A1", '=IF(T[[#Headers],[n]]="n","","x")')
            one.write_formula("B5000", "=1+1")

        done = compute(a_book(fill), functions=recorder.functions())
        assert shown(done.package, "Un", "B4002") == 4_000
        assert shown(done.package, "Un", "B5000") == 2


class DescribeArguments:
    @pytest.mark.parametrize(
        ("formula", "said"),
        [
            ("=ECHO(1)", "1|absent|absent"),
            ("=ECHO(1,,3)", "1|absent|3"),
            ("=ECHO(,2)", "None|2|absent"),
            ("=ECHO( , ,3)", "None|absent|3"),
            ("=ECHO(1,2,)", "1|2|absent"),
            ("=_xll.ECHO(1,)", "1|absent|absent"),
            ("=_xldudf_ECHO(B9,TRUE)", "None|True|absent"),
            ("=[1]!ECHO(1)", "1|absent|absent"),
            ('=echo("a","")', "a|absent|absent"),
            ("=ECHO(B1)", "0.5|absent|absent"),
            ("=ECHO(B2)", "texte|absent|absent"),
            ("=ECHO(IF(1=1,ECHO(7)))", "7|absent|absent|absent|absent"),
        ],
    )
    def it_passes_blanks_omissions_and_scalars_as_they_are(
        self, a_book: ABook, recorder: Any, shown: Shown, formula: str, said: str
    ) -> None:
        def fill(book: xlsxwriter.Workbook) -> None:
            sheet = book.add_worksheet("S")
            sheet.write("B1", 0.5)
            sheet.write("B2", "texte")
            sheet.write_formula("A1", formula)

        value = shown(compute(a_book(fill), functions=recorder.functions()).package, "S", "A1")
        assert value.replace("1.0|", "1|").replace(".0", "") == said

    def it_passes_an_error_as_an_error(self, a_book: ABook, recorder: Any, shown: Shown) -> None:
        def fill(book: xlsxwriter.Workbook) -> None:
            sheet = book.add_worksheet("S")
            sheet.write_formula("A1", "=ECHO(1/0)")
            sheet.write_formula("A2", "=ECHO(A1)")

        done = compute(a_book(fill), functions=recorder.functions())
        assert shown(done.package, "S", "A1:A2") == [["#DIV/0!"], ["#DIV/0!"]]


class DescribeErrorsAndNotes:
    def they_name_the_cell_the_code_and_the_sentence(self, a_book: ABook, recorder: Any, shown: Shown) -> None:
        def fill(book: xlsxwriter.Workbook) -> None:
            sheet = numbers(book, 3)
            sheet.write_formula("C1", "=REFUSE(7)")
            sheet.write_dynamic_array_formula("C3", "=NOTE(T[n])")
            sheet.write_formula("C6", "=1/0")

        done = compute(a_book(fill), functions=recorder.functions())
        refused, divided = done.errors
        assert (refused.where, refused.error) == ("Données!C1", CellError("#N/A", "test.refused"))
        assert refused.error.message == "Refusé\u00a0: 7."
        assert (divided.where, divided.error) == ("Données!C6", CellError("#DIV/0!"))
        assert [(note.where, note.note.code, note.note.text) for note in done.notes] == [
            ("Données!C3", "test.noted", "Remarque\u00a0: 3.")
        ]
        assert shown(done.package, "Données", "C1") == "#N/A"


class DescribeAnExcelFunctionTheEngineLacks:
    def it_keeps_the_cached_values_of_the_cell_and_of_those_that_read_it(
        self, a_book: ABook, recorder: Any, shown: Shown
    ) -> None:
        def fill(book: xlsxwriter.Workbook) -> None:
            sheet = numbers(book, 3)
            sheet.write_formula("C1", "=BYROW(A5:A7,_xlfn.LAMBDA(_xlpm.r,SUM(_xlpm.r)))", None, 41)
            sheet.write_formula("C2", "=C1+1", None, 42)
            sheet.write_formula("C3", "=ADD(C1:C2)", None, 83)
            sheet.write_formula("E1", "=ADD(T[n])")
            book.define_name("lu", "='Données'!$C$2")
            sheet.write_formula("E2", "=lu*2", None, 84)

        done = compute(a_book(fill), functions=recorder.functions())
        assert [(cell.where, cell.function) for cell in done.unsupported] == [("Données!C1", "BYROW")]
        assert done.stale == ("Données!C2", "Données!C3", "Données!E2")
        assert shown(done.package, "Données", "C1:C3") == [[41], [42], [83]]
        assert shown(done.package, "Données", "E1:E2") == [[6], [84]]

    def it_keeps_what_had_spilled(self, a_book: ABook, recorder: Any, shown: Shown) -> None:
        def fill(book: xlsxwriter.Workbook) -> None:
            sheet = numbers(book, 3)
            sheet.write_dynamic_array_formula("C4:C6", "=GROUPBY(T[n],T[n],_xleta.SUM)", None, 1)
            sheet.write("C5", 2)
            sheet.write("C6", 3)
            sheet.write_formula("E1", "=SUM(ANCHORARRAY(C4))", None, 6)
            sheet.write_formula("E2", "=C6", None, 3)

        done = compute(a_book(fill), functions=recorder.functions())
        assert [cell.function for cell in done.unsupported] == ["GROUPBY"]
        assert done.stale == ("Données!E1", "Données!E2")
        assert shown(done.package, "Données", "C4:C6") == [[1], [2], [3]]

    def it_leaves_the_file_s_recalculation_to_excel(self, a_book: ABook) -> None:
        def fill(book: xlsxwriter.Workbook) -> None:
            book.calc_on_load = True
            book.add_worksheet("S").write_formula("A1", "=BYROW(B1:B2,X)", None, 1)

        assert Book.of(compute(a_book(fill)).package).calculation.full_on_load


class DescribeAFormulaInALoop:
    def it_is_refused_with_the_cells_of_the_loop(self, a_book: ABook) -> None:
        def fill(book: xlsxwriter.Workbook) -> None:
            sheet = book.add_worksheet("Budget")
            sheet.write_formula("A1", "=B1+1")
            sheet.write_formula("B1", "=SUM(C1:C2)")
            sheet.write_formula("C1", "=A1*2")
            sheet.write_formula("D1", "=A1")

        with pytest.raises(WorkbookError) as caught:
            compute(a_book(fill))
        assert caught.value.code == "workbook.cycle"
        assert "Budget!A1 → Budget!B1 → Budget!C1 → Budget!A1" in str(caught.value)

    def it_is_no_loop_when_the_branch_is_not_taken(self, a_book: ABook, shown: Shown) -> None:
        def fill(book: xlsxwriter.Workbook) -> None:
            book.add_worksheet("S").write_formula("A1", "=IF(TRUE,1,A1)")

        assert shown(compute(a_book(fill)).package, "S", "A1") == 1


class DescribeFormulasOfOtherKinds:
    def it_fits_an_array_formula_to_its_range(self, a_book: ABook, recorder: Any, shown: Shown) -> None:
        def fill(book: xlsxwriter.Workbook) -> None:
            sheet = numbers(book, 3)
            book.add_worksheet("Dynamique").write_dynamic_array_formula("A1", "=SEQUENCE(2)")
            sheet.write_array_formula("C1:D2", "{=TRIPLE(T[n])}")
            sheet.write_array_formula("F1:F5", "{=T[n]*2}")
            sheet.write_array_formula("H1:I2", "{=ADD(T[n])}")

        done = compute(a_book(fill), functions=recorder.functions())
        assert shown(done.package, "Données", "C1:D2") == [[1, 2], [2, 4]]
        assert [row[0] for row in shown(done.package, "Données", "F1:F5")] == [2, 4, 6, "#N/A", "#N/A"]
        assert shown(done.package, "Données", "H1:I2") == [[6, 6], [6, 6]]

    def it_crosses_a_range_used_as_one_value(self, a_book: ABook, recorder: Any, shown: Shown) -> None:
        def fill(book: xlsxwriter.Workbook) -> None:
            sheet = numbers(book, 3)
            sheet.write_formula("C6", "=A5:A7*10")
            sheet.write_formula("C20", "=A5:A7")
            sheet.write_formula("C7", "=TRIPLE(T[n])")
            sheet.write_dynamic_array_formula("E6", "=_xlfn.SINGLE(A5:A7)+_xlfn.SINGLE(T[n])")
            sheet.write("C8", "libre")

        done = compute(a_book(fill), functions=recorder.functions())
        assert [shown(done.package, "Données", ref) for ref in ("C6", "C20", "C7", "C8", "E6")] == [20, "#VALUE!", 1, "libre", 4]

    def it_writes_out_a_shared_formula(self, a_book: ABook, recorder: Any, shown: Shown) -> None:
        def fill(book: xlsxwriter.Workbook) -> None:
            sheet = numbers(book, 3)
            for row in (5, 6, 7):
                sheet.write_formula(f"C{row}", "=A5*$A$7" if row == 5 else "=0")

        package = a_book(fill)
        part = "xl/worksheets/sheet1.xml"
        shared = package.parts[part].replace(b"<f>A5*$A$7</f>", b'<f t="shared" ref="C5:C7" si="0">A5*$A$7</f>')
        shared = shared.replace(b"<f>0</f>", b'<f t="shared" si="0"/>')
        done = compute(package.replaced({part: shared}))
        assert shown(done.package, "Données", "C5:C7") == [[3], [6], [9]]

    def it_follows_names_of_every_kind(self, a_book: ABook, recorder: Any, shown: Shown) -> None:
        def fill(book: xlsxwriter.Workbook) -> None:
            sheet = numbers(book, 3)
            book.add_worksheet("L'an 1").write("A1", 5)
            book.define_name("cellule", "='L''an 1'!$A$1")
            book.define_name("constante", "=0.5")
            book.define_name("texte", '="fr"')
            book.define_name("colonne", "=T[n]")
            book.define_name("formule", "=SUM(T[n])*constante")
            book.add_worksheet("Ailleurs")
            book.define_name("Ailleurs!local", "='L''an 1'!$A$1*100")
            for row, formula in enumerate(
                ["=cellule+1", "=constante*2", '=texte&"!"', "=SUM(colonne)", "=formule+1", "=Ailleurs!local"]
            ):
                sheet.write_formula(row, 3, formula)

        assert [row[0] for row in shown(compute(a_book(fill)).package, "Données", "D1:D6")] == [6, 1, "fr!", 6, 4, 500]

    def it_refuses_a_calendar_from_1904(self, a_book: ABook) -> None:
        stream = io.BytesIO()
        book = xlsxwriter.Workbook(stream, {"date_1904": True})
        book.add_worksheet().write_formula("A1", "=1+1")
        book.close()
        with pytest.raises(WorkbookError) as caught:
            compute(Package.from_bytes(stream.getvalue()))
        assert caught.value.code == "workbook.dates_1904"


class DescribeResultsOlderThanTheirInputs:
    def they_are_found_with_both_values(self, a_book: ABook, recorder: Any) -> None:
        def fill(book: xlsxwriter.Workbook) -> None:
            sheet = numbers(book, 3)
            sheet.write_dynamic_array_formula("C4", "=TRIPLE(T[n])")
            sheet.write_formula("G1", "=ADD(T[n])")

        done = compute(a_book(fill), functions=recorder.functions()).package
        assert fresh_differences(done, functions=recorder.functions()) == []
        part = "xl/worksheets/sheet1.xml"
        touched = done.replaced({part: done.parts[part].replace(b'<c r="A6"><v>2</v>', b'<c r="A6"><v>5</v>')})
        found = fresh_differences(touched, functions=recorder.functions())
        assert [(item.where, item.cached, item.fresh) for item in found] == [
            ("Données!G1", 6, 9),
            ("Données!C5", 2, 5),
            ("Données!D5", 4, 10),
            ("Données!E5", 6, 15),
        ]


class DescribeAFileSavedByAnotherProgram:
    def fill(self, book: xlsxwriter.Workbook) -> None:
        sheet = numbers(book, 3)
        sheet.write_formula("G1", "=SUM(T[n])")
        sheet.write_formula("G2", "=ADD(T[n])*2")
        sheet.write_formula("G3", '=COUNTIF(T[n],">1")')
        book.define_name("total", "='Données'!$G$1")
        sheet.write_formula("G4", "=total+1")

    def it_is_computed_after_openpyxl(self, a_book: ABook, recorder: Any, shown: Shown) -> None:
        book = openpyxl.load_workbook(io.BytesIO(a_book(self.fill).to_bytes()))
        book["Données"]["G5"] = "=SUM(A5:A7)*1"
        stream = io.BytesIO()
        book.save(stream)
        done = compute(Package.from_bytes(stream.getvalue()), functions=recorder.functions())
        assert [row[0] for row in shown(done.package, "Données", "G1:G5")] == [6, 12, 2, 7, 6]

    def its_dynamic_arrays_still_grow(self, a_book: ABook, recorder: Any, shown: Shown) -> None:
        def fill(book: xlsxwriter.Workbook) -> None:
            numbers(book, 3)
            book.add_worksheet("Un").write_dynamic_array_formula("B3", "=TRIPLE(T[n])")

        computed = compute(a_book(fill), functions=recorder.functions()).package
        stream = io.BytesIO()
        openpyxl.load_workbook(io.BytesIO(computed.to_bytes())).save(stream)
        saved = Package.from_bytes(stream.getvalue())
        assert "xl/metadata.xml" not in saved.parts
        done = compute(replace_rows(saved, "T", {"n": [7, 8, 9, 10, 11]}), functions=recorder.functions())
        assert shown(done.package, "Un", "B3:D7") == [[n, 2 * n, 3 * n] for n in (7, 8, 9, 10, 11)]

    @pytest.mark.office
    @pytest.mark.slow
    def it_is_computed_after_libreoffice(self, a_book: ABook, recorder: Any, shown: Shown, tmp_path: Path) -> None:
        (tmp_path / "plan.xlsx").write_bytes(a_book(self.fill).to_bytes())
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        out = tmp_path / "out"
        command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(tmp_path / "plan.xlsx")]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        done = compute(Package.read(out / "plan.xlsx"), functions=recorder.functions())
        assert [row[0] for row in shown(done.package, "Données", "G1:G4")] == [6, 12, 2, 7]
