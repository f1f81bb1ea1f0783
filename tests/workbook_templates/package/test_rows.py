"""A table's rows replaced in the file, everything else byte for byte."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import openpyxl
import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from workbook_templates.errors import WorkbookError
from workbook_templates.package import Area, Book, Package, Place, replace_rows, values_only

Extra = Callable[[xlsxwriter.Workbook, Worksheet], None]


def a_package(rows: int = 3, extra: Extra | None = None) -> Package:
    """A Données sheet (table Transactions A4:D…, a computed column), a Segments sheet with a spill and a chart over the table."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.calc_on_load = False
    sheet, other = book.add_worksheet("Données"), book.add_worksheet("Segments")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    last = 4 + rows
    columns = [
        {"header": "Client"},
        {"header": "Date", "format": day},
        {"header": "Montant"},
        {"header": "TTC", "formula": "=[@Montant]*1.2"},
    ]
    columns[3]["formula"] = "=Transactions[[#This Row],[Montant]]*1.2"
    data = [[f"Ancien client {i}", 45000 + i, 10.5 * i] for i in range(rows)]
    sheet.add_table(3, 0, last - 1, 3, {"name": "Transactions", "columns": columns, "data": data})
    sheet.write("F5", "à côté")
    sheet.conditional_format(f"C5:C{last}", {"type": "2_color_scale"})
    sheet.data_validation(f"A5:A{last}", {"validate": "length", "criteria": "<", "value": 50})
    sheet.data_validation("F5", {"validate": "any", "input_title": "à côté"})
    other.write_dynamic_array_formula("A5:B6", "=SORT(Transactions[Client])")
    book.define_name("r_clients", "=_xlfn.ANCHORARRAY(Segments!$A$5)")
    book.define_name("taux", "=Segments!$D$1")
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": f"='Données'!$C$5:$C${last}"})
    chart.add_series({"values": "=Segments!$A$5:$A$9"})
    other.insert_chart("F2", chart)
    if extra is not None:
        extra(book, sheet)
    book.close()
    return Package.from_bytes(stream.getvalue())


def column(package: Package, header: str) -> list[object]:
    """Read a column of the table with openpyxl, as another program would."""
    table = Book.of(package).needed_table("Transactions")
    sheet = openpyxl.load_workbook(io.BytesIO(package.to_bytes()))["Données"]
    at = table.column(header)
    return [sheet.cell(row, at).value for row in range(table.body.first_row, table.body.last_row + 1)]


def refused(package: Package, columns: dict[str, list[object]], *, append: bool = False) -> WorkbookError:
    with pytest.raises(WorkbookError) as caught:
        replace_rows(package, "Transactions", columns, append=append)  # type: ignore[arg-type]  # wrong on purpose
    return caught.value


NEW = {"Client": ["Zoé & Cie", "Noé", None, "Léa"], "Date": [dt.date(2027, 1, 2)] * 4, "montant": [1, 2.5, 3, 4]}


class DescribeTheGeometry:
    def it_finds_a_table_whatever_the_case_of_its_name(self) -> None:
        table = Book.of(a_package()).needed_table("TRANSACTIONS")
        assert (table.sheet, table.area.ref, table.body.ref, table.header_row, table.totals_row) == (
            "Données",
            "A4:D7",
            "A5:D7",
            4,
            None,
        )
        assert table.columns == ("Client", "Date", "Montant", "TTC")

    def it_follows_a_name_to_the_end_of_a_spill(self) -> None:
        book = Book.of(a_package())
        assert book.spill_of("R_Clients") == Place("Segments", Area.parse("A5:B6"))
        assert book.place("taux") == Place("Segments", Area.parse("D1"))
        assert (book.spill_of("taux"), book.spill_of("inconnu")) == (None, None)

    def it_says_which_tables_there_are_when_one_is_missing(self) -> None:
        with pytest.raises(WorkbookError) as caught:
            Book.of(a_package()).needed_table("Actions")
        assert caught.value.code == "workbook.no_table"
        assert "Transactions" in str(caught.value)

    def it_reads_a_header_on_two_lines(self) -> None:
        def two_lines(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
            book.add_worksheet("X").add_table("A1:A2", {"columns": [{"header": "CA\nHT"}]})

        assert Book.of(a_package(extra=two_lines)).tables[-1].columns == ("CA\nHT",)

    def it_knows_hidden_sheets(self) -> None:
        def hide(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
            book.add_worksheet("Listes").hide()

        assert [(sheet.name, sheet.hidden) for sheet in Book.of(a_package(extra=hide)).sheets] == [
            ("Données", False),
            ("Segments", False),
            ("Listes", True),
        ]


class DescribeReplacingRows:
    def its_rows_are_the_new_ones(self) -> None:
        package = replace_rows(a_package(), "transactions", NEW)
        assert column(package, "Client") == ["Zoé & Cie", "Noé", None, "Léa"]
        assert column(package, "Date") == [dt.datetime(2027, 1, 2)] * 4
        assert column(package, "TTC") == ["=Transactions[[#This Row],[Montant]]*1.2"] * 4

    @pytest.mark.parametrize("rows", [1, 3, 60])
    def it_changes_the_declared_parts_only(self, rows: int) -> None:
        before = a_package(rows)
        after = replace_rows(before, "Transactions", NEW)
        assert after.changed_from(before) <= {
            "xl/worksheets/sheet1.xml",
            "xl/tables/table1.xml",
            "xl/charts/chart1.xml",
            "xl/sharedStrings.xml",
        }

    @pytest.mark.parametrize("rows", [1, 3, 60])
    def its_formats_lists_and_charts_cover_the_new_rows(self, rows: int) -> None:
        package = replace_rows(a_package(rows), "Transactions", NEW)
        sheet, chart = package.parts["xl/worksheets/sheet1.xml"].decode(), package.parts["xl/charts/chart1.xml"].decode()
        assert 'conditionalFormatting sqref="C5:C8"' in sheet
        assert 'sqref="A5:A8"' in sheet
        assert 'sqref="F5"' in sheet
        assert "$C$5:$C$8<" in chart
        assert "Segments!$A$5:$A$9" in chart

    def it_leaves_what_stands_beside_the_table(self) -> None:
        package = replace_rows(a_package(), "Transactions", NEW)
        assert openpyxl.load_workbook(io.BytesIO(package.to_bytes()))["Données"]["F5"].value == "à côté"

    def it_keeps_one_blank_row_when_there_is_none_to_write(self) -> None:
        package = replace_rows(a_package(), "Transactions", {})
        assert Book.of(package).needed_table("Transactions").area.ref == "A4:D5"
        assert column(package, "Client") == [None]
        assert column(package, "TTC") == ["=Transactions[[#This Row],[Montant]]*1.2"]

    def it_forgets_the_names_of_the_customers_it_replaces(self) -> None:
        before = a_package()
        assert b"Ancien client 1" in before.parts["xl/sharedStrings.xml"]
        after = replace_rows(before, "Transactions", NEW)
        assert not any(b"Ancien client" in data for data in after.parts.values())
        assert openpyxl.load_workbook(io.BytesIO(after.to_bytes()))["Données"]["A4"].value == "Client"

    def it_keeps_a_text_that_another_sheet_still_shows(self) -> None:
        def quote(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
            book.add_worksheet("Notes").write("A1", "Ancien client 1")

        after = replace_rows(a_package(extra=quote), "Transactions", NEW)
        assert openpyxl.load_workbook(io.BytesIO(after.to_bytes()))["Notes"]["A1"].value == "Ancien client 1"

    def it_gives_the_same_bytes_twice(self) -> None:
        assert (
            replace_rows(a_package(), "Transactions", NEW).to_bytes() == replace_rows(a_package(), "Transactions", NEW).to_bytes()
        )

    def it_moves_a_formula_written_with_addresses_row_by_row(self) -> None:
        def plain(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
            columns = [{"header": "A"}, {"header": "B", "formula": "=A2*2"}]
            book.add_worksheet("X").add_table("A1:B2", {"name": "X", "columns": columns, "data": [[1]]})

        package = replace_rows(a_package(extra=plain), "X", {"A": [1, 2, 3]})
        sheet = openpyxl.load_workbook(io.BytesIO(package.to_bytes()))["X"]
        assert [sheet.cell(row, 2).value for row in (2, 3, 4)] == ["=A2*2", "=A3*2", "=A4*2"]

    def it_shows_rows_a_filter_had_hidden_and_clears_the_filter(self) -> None:
        package = a_package()
        table, sheet = "xl/tables/table1.xml", "xl/worksheets/sheet1.xml"
        filtered = package.parts[table].replace(
            b'<autoFilter ref="A4:D7"/>', b'<autoFilter ref="A4:D7"><filterColumn colId="0"/></autoFilter>'
        )
        hidden = package.parts[sheet].replace(b'<row r="6" ', b'<row r="6" hidden="1" ')
        assert b"filterColumn" in filtered
        assert b"hidden" in hidden
        after = replace_rows(package.replaced({table: filtered, sheet: hidden}), "Transactions", NEW)
        assert b"filterColumn" not in after.parts[table]
        assert b"hidden" not in after.parts[sheet]
        assert b'<autoFilter ref="A4:D8"/>' in after.parts[table]


class DescribeAddingRows:
    def its_old_rows_stay(self) -> None:
        package = replace_rows(a_package(), "Transactions", NEW, append=True)
        assert column(package, "Client") == [*(f"Ancien client {i}" for i in range(3)), "Zoé & Cie", "Noé", None, "Léa"]
        assert column(package, "TTC") == ["=Transactions[[#This Row],[Montant]]*1.2"] * 7

    def it_fills_the_blank_row_of_an_empty_table_first(self) -> None:
        package = replace_rows(replace_rows(a_package(), "Transactions", {}), "Transactions", NEW, append=True)
        assert column(package, "Client") == ["Zoé & Cie", "Noé", None, "Léa"]

    def it_leaves_the_workbook_as_it_is_when_there_is_nothing_to_add(self) -> None:
        before = a_package()
        after = replace_rows(before, "Transactions", {"Client": []}, append=True)
        assert column(after, "Client") == column(before, "Client")


class DescribeWhatStandsInTheWay:
    def it_is_never_overwritten(self) -> None:
        def below(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
            sheet.write("B8", "note")

        error = refused(a_package(extra=below), NEW)  # type: ignore[arg-type]
        assert (error.code, error.where) == ("table.in_the_way", "Données!B8")

    def it_may_be_beside(self) -> None:
        def beside(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
            sheet.write("H8", "note")

        assert column(replace_rows(a_package(extra=beside), "Transactions", NEW), "Client")[0] == "Zoé & Cie"

    def it_may_be_merged_cells(self) -> None:
        def merge(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
            sheet.merge_range("A8:B9", "")

        error = refused(a_package(extra=merge), NEW)  # type: ignore[arg-type]
        assert (error.code, error.where) == ("table.merged", "Données!A8:B9")

    def it_may_be_another_table(self) -> None:
        def another(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
            sheet.add_table("A8:B9", {"name": "Autre", "header_row": False})

        assert refused(a_package(extra=another), NEW).code == "table.in_the_way"  # type: ignore[arg-type]

    def it_may_be_a_totals_row(self) -> None:
        stream = io.BytesIO()
        book = xlsxwriter.Workbook(stream)
        book.add_worksheet("Données").add_table("A1:B3", {"name": "Transactions", "total_row": True})
        book.close()
        assert refused(Package.from_bytes(stream.getvalue()), {}).code == "table.totals_row"

    def it_may_be_a_formula_shared_with_cells_outside(self) -> None:
        package = a_package()
        sheet = package.parts["xl/worksheets/sheet1.xml"].decode()
        shared = sheet.replace("<f>Transactions[[#This Row],[Montant]]*1.2</f>", '<f t="shared" ref="D5:E5" si="0">C5*1.2</f>', 1)
        shared = shared.replace('<c r="F5"', '<c r="E5"><f t="shared" si="0"/><v>0</v></c><c r="F5"')
        error = refused(package.replaced({"xl/worksheets/sheet1.xml": shared.encode()}), NEW)  # type: ignore[arg-type]
        assert (error.code, error.where) == ("table.formula_shared", "Données!D5")


class DescribeColumnsThatDoNotFit:
    @pytest.mark.parametrize(
        ("columns", "code"),
        [
            ({"Cliente": ["a"]}, "table.no_column"),
            ({"TTC": [1]}, "table.formula_column"),
            ({"Client": ["a"], "Date": [1, 2]}, "table.rows_differ"),
        ],
    )
    def it_is_said(self, columns: dict[str, list[object]], code: str) -> None:
        assert refused(a_package(), columns).code == code

    def it_is_said_when_there_are_more_rows_than_a_sheet_has(self) -> None:
        error = refused(a_package(), {"Montant": [1] * 1_048_573})
        assert error.code == "table.too_long"
        assert "1\u00a0048\u00a0572" in str(error)


class DescribeTheCalculationChain:
    LINK = b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain" Target="calcChain.xml"/>'
    TYPE = b'<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/>'
    MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"

    def chained(self, entries: bytes) -> Package:
        package = a_package()
        links, types = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
        return package.replaced(
            {
                links: package.parts[links].replace(b"</Relationships>", self.LINK + b"</Relationships>"),
                types: package.parts[types].replace(b"</Types>", self.TYPE + b"</Types>"),
                "xl/calcChain.xml": b'<calcChain xmlns="' + self.MAIN + b'">' + entries + b"</calcChain>",
            }
        )

    def it_forgets_the_cells_that_lost_their_formula_and_keeps_the_sheet_of_the_others(self) -> None:
        before = self.chained(b'<c r="D7" i="1"/><c r="D6"/><c r="D5"/><c r="A5" i="2"/>')
        after = replace_rows(before, "Transactions", {"Client": ["a"]})
        assert b'<c r="D5" i="1"/><c r="A5" i="2"/>' in after.parts["xl/calcChain.xml"]

    def it_goes_with_its_link_and_its_type_when_nothing_is_left(self) -> None:
        after = replace_rows(self.chained(b'<c r="D7" i="1"/><c r="D6" i="1"/>'), "Transactions", {"Client": ["a"]})
        assert "xl/calcChain.xml" not in after.parts
        assert not any(b"calcChain" in data for data in after.parts.values())

    def it_goes_with_the_formulas_of_a_values_only_copy(self) -> None:
        assert "xl/calcChain.xml" not in values_only(self.chained(b'<c r="D7" i="1"/>')).parts


class DescribeAValuesOnlyCopy:
    def it_keeps_values_tables_and_names_and_drops_formulas(self) -> None:
        before = a_package()
        after = values_only(before)
        assert not any(
            b"<f>" in data or b"<f " in data for name, data in after.parts.items() if name.startswith("xl/worksheets/")
        )
        assert b"calculatedColumnFormula" not in after.parts["xl/tables/table1.xml"]
        assert after.changed_from(before) == {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/tables/table1.xml"}
        assert openpyxl.load_workbook(io.BytesIO(after.to_bytes()))["Données"]["A5"].value == "Ancien client 0"
