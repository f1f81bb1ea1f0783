"""A file into a table: columns found, values typed, what is left out said line by line."""

from __future__ import annotations

import datetime as dt
import random
import zipfile
from pathlib import Path

import openpyxl
import polars as pl
import pytest
import xlsxwriter

from addin.errors import IntakeError
from addin.intake import Intake, read_file
from addin.intake.source import read_grid
from workbook_templates.schema import TABLES

CDNOW = Path(__file__).parents[4] / "shared/golden/cdnow/cdnow_master_transactions.csv"


def _file(folder: Path, text: str, *, encoding: str = "utf-8", name: str = "ventes.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def _sales(folder: Path, text: str, encoding: str = "utf-8") -> Intake:
    return read_file(_file(folder, text, encoding=encoding), table="Transactions", lang="fr")


def _refused(path: Path, table: str = "Transactions", **options: object) -> IntakeError:
    with pytest.raises(IntakeError) as error:
        read_file(path, table=table, lang="fr", **options)  # type: ignore[arg-type]  # options of every kind
    return error.value


class DescribeText:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    def its_encoding_is_found(self, tmp_path: Path, encoding: str) -> None:
        read = _sales(tmp_path, "Client;Date;Montant;Canal\nÉléa;2026-01-05;12,5;Café\n", encoding)
        assert read.columns["Client"] == ["Éléa"]
        assert read.columns["Canal"] == ["Café"]

    @pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
    def its_separator_is_found(self, tmp_path: Path, separator: str) -> None:
        rows = [["Client", "Date", "Montant"], ["A", "2026-01-05", "12.5"], ["B", "2026-01-06", "7"]]
        read = _sales(tmp_path, "\n".join(separator.join(row) for row in rows))
        assert read.columns == {"Client": ["A", "B"], "Date": [dt.date(2026, 1, 5), dt.date(2026, 1, 6)], "Montant": [12.5, 7.0]}

    def its_quoted_fields_may_hold_separators_quotes_and_line_breaks(self, tmp_path: Path) -> None:
        read = _sales(
            tmp_path, 'Client,Date,Montant,Produit\n"Dupont, ""Jo""",2026-01-05,"1,5","a\nb"\nB,2026-01-06,2,c\nC,oups,1,d\n'
        )
        assert read.columns["Client"] == ['Dupont, "Jo"', "B"]
        assert read.columns["Montant"] == [1.5, 2.0]
        assert read.lines == (2, 4)
        assert read.rejects[0].line == 5

    def its_sep_line_and_titles_above_the_headers_are_passed_over(self, tmp_path: Path) -> None:
        read = _sales(tmp_path, "sep=;\nExport du 12/01;;\n\nClient;Date;Montant\nA;2026-01-05;1\n")
        assert (read.columns["Client"], read.lines) == (["A"], (5,))

    def its_blank_lines_are_skipped(self, tmp_path: Path) -> None:
        read = _sales(tmp_path, "Client;Date;Montant\n\nA;2026-01-05;1\n;;\nB;2026-01-06;2\n\n")
        assert (read.columns["Client"], read.lines) == (["A", "B"], (3, 5))

    def its_leading_zeros_stay(self, tmp_path: Path) -> None:
        assert _sales(tmp_path, "Client;Date;Montant\n00042;2026-01-05;1\n").columns["Client"] == ["00042"]


class DescribeColumns:
    def they_are_found_by_key_and_by_label_in_either_language(self, tmp_path: Path) -> None:
        read = _sales(tmp_path, "customer;Date;AMOUNT;Canal\nA;2026-01-05;1;SEA\n")
        assert list(read.columns) == ["Client", "Date", "Montant", "Canal"]

    def they_are_named_in_the_language_of_the_workbook(self, tmp_path: Path) -> None:
        path = _file(tmp_path, "Client;Date;Montant\nA;2026-01-05;1\n")
        assert list(read_file(path, table="transactions", lang="en").columns) == ["Customer", "Date", "Amount"]

    def they_are_found_by_nearly_their_name(self, tmp_path: Path) -> None:
        read = _sales(tmp_path, "id_client;date;montant;order no\nA;2026-01-05;1;77\n")
        assert read.columns["Client"] == ["A"]
        assert read.columns["Commande"] == ["77"]

    def they_are_found_where_the_user_says(self, tmp_path: Path) -> None:
        path = _file(tmp_path, "acheteur;Date;Date de vente;total\nA;2020-01-01;2026-01-05;1\n")
        read = read_file(
            path, table="Transactions", lang="fr", mapping={"Acheteur": "Client", "Date de vente": "date", "total": "amount"}
        )
        assert read.columns["Date"] == [dt.date(2026, 1, 5)]
        assert [(remark.code, "Date" in remark.say("fr")) for remark in read.remarks] == [("column.ignored", True)]

    def they_may_be_open_where_the_table_takes_one_a_channel(self, tmp_path: Path) -> None:
        path = _file(tmp_path, "Semaine du;Ventes;C01;C02\n2026-01-05;1000;10;\n2026-01-12;900;20,5;7\n")
        read = read_file(path, table="MediaWeeks", lang="fr")
        assert read.columns["C01"] == [10.0, 20.5]
        assert read.columns["C02"] == [None, 7.0]

    def they_are_not_taken_when_the_workbook_computes_them(self, tmp_path: Path) -> None:
        table = next(t for t in TABLES.values() if any(c.computed for c in t.columns) and any(c.required for c in t.inputs))
        computed = next(column for column in table.columns if column.computed)
        path = _file(tmp_path, f"{computed.fr};x\n1;2\n")
        error = _refused(path, table.name, mapping={computed.fr: computed.key})
        assert error.code == "intake.field_computed"

    def they_are_said_to_be_missing_with_what_was_read(self, tmp_path: Path) -> None:
        error = _refused(_file(tmp_path, "qui;quand;combien\nA;2026-01-05;1\n"))
        assert error.code == "intake.column_missing"
        assert "«\xa0Client\xa0», «\xa0Date\xa0», «\xa0Montant\xa0»" in str(error)
        assert "qui, quand, combien" in str(error)

    def they_are_listed_when_none_of_them_is_the_table_s(self, tmp_path: Path) -> None:
        table = next(
            table for table in TABLES.values() if table.open_columns is None and not any(c.required for c in table.inputs)
        )
        error = _refused(_file(tmp_path, "qui;quand\nA;2026-01-05\n"), table.name)
        assert (error.code, "qui, quand" in str(error)) == ("intake.no_column", True)

    @pytest.mark.parametrize(
        ("text", "mapping", "code"),
        [
            ("Client;Customer;Date;Montant\nA;B;2026-01-05;1\n", {}, "intake.column_twice"),
            ("Client;date;Date;Montant\nA;2026-01-05;2026-01-06;1\n", {}, "intake.same_name"),
            ("Client;date;Date;Montant\nA;2026-01-05;2026-01-06;1\n", {"date": "date"}, "intake.same_name"),
            ("Client;Date;Montant\nA;2026-01-05;1\n", {"Acheteur": "Client"}, "intake.source_unknown"),
            ("Client;Date;Montant\nA;2026-01-05;1\n", {"Client": "Acheteur"}, "intake.field_unknown"),
            ("Client;Qui;Date;Montant\nA;B;2026-01-05;1\n", {"Client": "customer", "Qui": "Customer"}, "intake.column_twice"),
        ],
    )
    def they_are_refused_when_it_is_not_clear_which_goes_where(
        self, tmp_path: Path, text: str, mapping: dict[str, str], code: str
    ) -> None:
        assert _refused(_file(tmp_path, text), mapping=mapping).code == code

    def they_are_told_apart_by_their_places_when_two_bear_one_name(self, tmp_path: Path) -> None:
        error = _refused(_file(tmp_path, "Client;date;Montant;date\nA;2026-01-05;1;2026-01-06\n"))
        assert "2 colonnes du fichier s'appellent «\xa0date\xa0» (colonnes 2, 4)" in error.say("fr")
        assert "rename the others" in error.say("en")

    def they_are_not_taken_one_for_the_other_where_the_table_is_open(self, tmp_path: Path) -> None:
        path = _file(tmp_path, "Semaine du;Ventes;C01;C01\n2026-01-05;1000;10;20\n")
        assert _refused(path, "MediaWeeks").code == "intake.same_name"

    def they_may_bear_one_name_where_nothing_takes_them(self, tmp_path: Path) -> None:
        assert _sales(tmp_path, "Client;Date;Montant;note;note\nA;2026-01-05;1;x;y\n").columns["Client"] == ["A"]


class DescribeValues:
    def they_are_never_formulas(self, tmp_path: Path) -> None:
        read = _sales(tmp_path, "Client;Date;Montant\n=1+1;2026-01-05;-3\n+A;2026-01-05;1\n-B;2026-01-05;1\n@C;2026-01-05;1\n")
        assert read.columns["Client"] == ["=1+1", "+A", "-B", "@C"]
        assert read.columns["Montant"] == [-3.0, 1.0, 1.0, 1.0]
        (remark,) = read.remarks
        assert (remark.code, "ligne 2" in remark.say("fr")) == ("text.formula", True)

    def they_take_the_decimal_mark_the_whole_file_proves(self, tmp_path: Path) -> None:
        read = read_file(
            _file(tmp_path, 'Test,Trop bon marché,Bon marché,Cher,Trop cher\nP1,"1,250","2,5",3,4\n'), table="Survey", lang="fr"
        )
        assert read.columns["Trop bon marché"] == [1.25]

    def they_say_how_a_number_with_two_readings_was_read(self, tmp_path: Path) -> None:
        read = _sales(tmp_path, "Client;Date;Montant\nA;2026-01-05;7\nB;2026-01-05;1,234\n")
        assert read.columns["Montant"] == [7.0, 1.234]
        assert [(r.code, r.say("fr").startswith("ligne 3, «\xa0Montant\xa0»\xa0: «\xa01,234\xa0»")) for r in read.remarks] == [
            ("number.ambiguous", True)
        ]

    def they_say_which_of_day_and_month_was_taken_first_and_why(self, tmp_path: Path) -> None:
        read = _sales(tmp_path, "Client;Date;Montant\nA;03/04/2027;1\nB;25/12/2027;1\n")
        assert read.columns["Date"] == [dt.date(2027, 4, 3), dt.date(2027, 12, 25)]
        (remark,) = read.remarks
        assert remark.code == "date.ambiguous"
        assert "ligne 2" in remark.say("fr")
        assert "dépassent 12 en première position" in remark.say("fr")

    def they_say_that_nothing_settles_day_and_month(self, tmp_path: Path) -> None:
        (remark,) = _sales(tmp_path, "Client;Date;Montant\nA;03/04/2027;1\n").remarks
        assert "Aucune ligne du fichier ne tranche" in remark.say("fr")

    def they_are_words_of_the_workbook_s_language(self, tmp_path: Path) -> None:
        path = _file(
            tmp_path, "Initiative;Zone;Période;Zone exposée;Après le début;Ventes\nI1;Lille;1;yes;FAUX;10\nI1;Metz;2;0;Oui;12\n"
        )
        read = read_file(path, table="TestResults", lang="en")
        assert read.columns["Treated zone"] == ["Yes", "No"]
        assert read.columns["After start"] == ["No", "Yes"]

    def they_are_shares_with_or_without_their_sign(self, tmp_path: Path) -> None:
        table = TABLES["Market"]
        assert table.column("growth").kind.value == "share"
        header = ";".join(column.fr for column in table.inputs)
        place = [column.key for column in table.inputs].index("growth")

        def growth(*values: str) -> Intake:
            lines = []
            for value in values:
                cells = ["nombre" if c.choices else "2026-01-01" if c.kind.value == "date" else "1" for c in table.inputs]
                cells[place] = value
                lines.append(";".join(cells))
            return read_file(_file(tmp_path, "\n".join([header, *lines])), table="Market", lang="fr")

        label = table.column("growth").fr
        assert growth("55 %", "0,55").columns[label] == [0.55, 0.55]
        bare = growth("55", "12,5")
        assert bare.columns[label] == [0.55, 0.125]
        assert "share.percent" in {remark.code for remark in bare.remarks}


class DescribeRejects:
    def they_say_line_column_and_reason(self, tmp_path: Path) -> None:
        read = _sales(
            tmp_path,
            "Client;Date;Montant\nA;2026-01-05;1\nB;hier;1\nC;2026-01-05;beaucoup\nD;2026-01-05;\n;2026-01-05;3\nE;2026-01-05;#N/A\nF;2026-01-05;1;x\n",
        )
        assert read.count == 1
        assert [(reject.line, reject.code) for reject in read.rejects] == [
            (3, "value.not_date"), (4, "value.not_numeric"), (5, "value.blank"), (6, "value.blank"), (7, "value.error"), (8, "row.fields"),
        ]  # fmt: skip
        assert read.rejects[0].say("fr") == "ligne 3, Date\xa0: «\xa0hier\xa0»\xa0: il faut une date."
        assert read.rejects[1].say("en") == "line 4, Amount: “beaucoup”: a number is needed."

    def they_hold_one_reason_a_line(self, tmp_path: Path) -> None:
        read = _sales(tmp_path, "Client;Date;Montant\nA;2026-01-05;1\nB;hier;rien\n")
        assert len(read.rejects) == 1

    def they_keep_the_bounds_of_the_column(self, tmp_path: Path) -> None:
        path = _file(tmp_path, "Parcours;Conversions\nSEA > E-mail;3\nSEA;-1\nSEO;2,5\n")
        read = read_file(path, table="Paths", lang="fr")
        assert [(reject.line, reject.code) for reject in read.rejects] == [(3, "value.below"), (4, "value.not_integer")]

    def they_hold_the_dates_of_the_other_order_when_a_file_mixes_both(self, tmp_path: Path) -> None:
        read = _sales(tmp_path, "Client;Date;Montant\nA;03/04/2027;1\nB;13/02/2026;1\nC;02/13/2026;1\n")
        assert [(reject.line, reject.code) for reject in read.rejects] == [(2, "date.ambiguous"), (4, "date.other_order")]
        assert read.columns["Date"] == [dt.date(2026, 2, 13)]
        assert read.rejects[1].say("fr").startswith("ligne 4, Date\xa0: «\xa002/13/2026\xa0» ne se lit qu'en mois/jour")
        assert "other lines of the file are day/month" in read.rejects[1].say("en")

    def they_hold_the_second_row_of_an_identifier(self, tmp_path: Path) -> None:
        table = TABLES["Decisions"]
        given = [column for column in table.inputs if column.required]

        def row(identifier: str) -> str:
            return ";".join("2026-01-01" if c.kind.value == "date" else "1" if c.key != "id" else identifier for c in given)

        text = "\n".join([";".join(column.fr for column in given), row("D1"), row("D2"), row("d1")])
        read = read_file(_file(tmp_path, text), table="Decisions", lang="fr")
        assert read.count == 2
        assert [(reject.line, reject.code) for reject in read.rejects] == [(4, "value.id_twice")]
        assert "déjà pris ligne 2" in read.rejects[0].say("fr")

    def they_make_an_error_when_nothing_is_left(self, tmp_path: Path) -> None:
        error = _refused(_file(tmp_path, "Client;Date;Montant\nA;hier;1\nB;demain;2\n"))
        assert error.code == "intake.all_rejected"
        assert "ligne 2, Date" in str(error)

    def they_do_not_hold_repeated_rows_which_are_only_told(self, tmp_path: Path) -> None:
        read = _sales(tmp_path, "Client;Date;Montant\nA;2026-01-05;1\nB;2026-01-05;1\nA;2026-01-05;1\n")
        assert read.count == 3
        assert [(r.code, "4" in r.say("en")) for r in read.remarks] == [("row.repeated", True)]


class DescribeWorkbooks:
    @pytest.mark.parametrize("epoch", ["1900", "1904"])
    def they_are_read_as_openpyxl_reads_them(self, tmp_path: Path, epoch: str) -> None:
        rng = random.Random(7)
        book = xlsxwriter.Workbook(tmp_path / "t.xlsx", {"date_1904": epoch == "1904"})
        sheet = book.add_worksheet()
        formats = [
            book.add_format({"num_format": code})
            for code in ("dd/mm/yyyy", "yyyy-mm-dd hh:mm", '0.0" jours"', "#,##0.00 €", "[Red]0%")
        ]
        for row in range(0, 60, 2):
            for column in rng.sample(range(6), 4):
                match rng.randrange(5):
                    case 0:
                        moment = dt.datetime(2026, rng.randint(1, 12), rng.randint(1, 28), rng.randint(0, 23))
                        sheet.write_datetime(row, column, moment, formats[rng.randrange(2)])
                    case 1:
                        sheet.write_number(row, column, rng.choice([5, 0.25, -12.5, 46_000]), formats[rng.randrange(2, 5)])
                    case 2:
                        sheet.write_string(row, column, rng.choice(["Élé", "=1+1", " x ", "00042"]))
                    case 3:
                        sheet.write_boolean(row, column, True)
                    case _:
                        sheet.write_formula(row, column, "=1/3", None, 1 / 3)
        book.close()
        oracle = openpyxl.load_workbook(tmp_path / "t.xlsx", data_only=True).active
        assert oracle is not None
        grid = read_grid(tmp_path / "t.xlsx", sheet=None)
        for row, line in zip(grid.rows, grid.lines, strict=True):
            theirs = [cell.value for cell in oracle[line]]
            assert [*row, *[None] * (len(theirs) - len(row))] == theirs

    @pytest.fixture
    def book(self, tmp_path: Path) -> Path:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "Ventes"
        sheet.append(["Client", "Date", "Montant", "Canal"])
        sheet.append([42, dt.datetime(2026, 1, 5, 9, 30), 12.5, "SEA"])
        sheet.append(["B", "14/06/2026", "1 234,50", None])
        sheet.append([None, None, None, None])
        sheet.append(["C", 46027, True, "SEO"])
        book.create_sheet("Autre").append(["rien"])
        book.save(tmp_path / "ventes.xlsx")
        return tmp_path / "ventes.xlsx"

    def they_give_typed_cells_and_texts_alike(self, book: Path) -> None:
        read = read_file(book, table="Transactions", lang="fr")
        assert read.columns["Client"] == ["42", "B"]
        assert read.columns["Date"] == [dt.date(2026, 1, 5), dt.date(2026, 6, 14)]
        assert read.columns["Montant"] == [12.5, 1234.5]
        assert [(reject.line, reject.code) for reject in read.rejects] == [(5, "value.not_numeric")]

    def they_are_read_on_the_sheet_asked_for(self, book: Path) -> None:
        assert read_file(book, table="Transactions", lang="fr", sheet="ventes").count == 2
        error = _refused(book, sheet="Clients")
        assert (error.code, "Ventes, Autre" in str(error)) == ("intake.sheet_unknown", True)

    def they_may_be_planmo_s_own(self) -> None:
        template = Path(__file__).parents[3] / "workbook_templates/plan_fr.xlsx"
        error = _refused(template, sheet="Budget")
        assert error.code in {"intake.column_missing", "intake.column_twice", "intake.same_name"}

    def they_are_refused_when_a_cell_names_a_text_they_do_not_hold(self, tmp_path: Path) -> None:
        path = tmp_path / "t.xlsx"
        book = xlsxwriter.Workbook(path)
        book.add_worksheet().write_row(0, 0, ["Client", "Date", "Montant"])
        book.close()
        with zipfile.ZipFile(path) as parts:
            content = {name: parts.read(name) for name in parts.namelist()}
        content["xl/worksheets/sheet1.xml"] = content["xl/worksheets/sheet1.xml"].replace(b"<v>2</v>", b"<v>99</v>")
        with zipfile.ZipFile(path, "w") as parts:
            for name, data in content.items():
                parts.writestr(name, data)
        assert _refused(path).code == "intake.unreadable"

    def they_are_refused_when_cut_short(self, book: Path) -> None:
        book.write_bytes(book.read_bytes()[:2_000])
        assert _refused(book).code == "intake.unreadable"


class DescribeParquet:
    def its_columns_keep_their_types(self, tmp_path: Path) -> None:
        path = tmp_path / "ventes.parquet"
        pl.DataFrame(
            {"customer": ["A", "B"], "date": [dt.date(2026, 1, 5), dt.date(2026, 1, 6)], "amount": [1.5, None]}
        ).write_parquet(path)
        read = read_file(path, table="Transactions", lang="fr")
        assert read.columns == {"Client": ["A"], "Date": [dt.date(2026, 1, 5)], "Montant": [1.5]}
        assert [(reject.line, reject.code) for reject in read.rejects] == [(2, "value.blank")]

    def it_is_refused_when_damaged(self, tmp_path: Path) -> None:
        path = tmp_path / "ventes.parquet"
        path.write_bytes(b"PAR1 not much")
        assert _refused(path).code == "intake.unreadable"


class DescribeRefusals:
    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", "intake.empty"),
            (b"\n\n", "intake.empty"),
            (b"Client;Date;Montant\n", "intake.empty"),
            (b"Client;Date;Montant\n;;\n", "intake.empty"),
            (b"\x89PNG\r\n\x1a\n\x00\x00", "intake.unreadable"),
            (b"PK\x03\x04 not a zip", "intake.unreadable"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "intake.unreadable"),
            (b'Client;Date;Montant\n"A;2026-01-05;1\nB;2026-01-06;2\n', "intake.unreadable"),
        ],
    )
    def they_say_what_is_wrong_with_the_file(self, tmp_path: Path, data: bytes, code: str) -> None:
        path = tmp_path / "ventes.csv"
        path.write_bytes(data)
        error = _refused(path)
        assert (error.code, error.where) == (code, "ventes.csv")

    def they_name_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        assert _refused(tmp_path / "rien.csv").code == "intake.not_found"

    def they_list_the_tables_there_are(self, tmp_path: Path) -> None:
        error = _refused(_file(tmp_path, "a;b\n1;2\n"), "Ventes")
        assert (error.code, "Transactions" in str(error)) == ("intake.table_unknown", True)

    def they_say_what_to_do_with_a_file_longer_than_a_sheet(self, tmp_path: Path) -> None:
        text = "Client;Date;Montant\n" + "A;2026-01-05;1\n" * 12
        error = _refused(_file(tmp_path, text), room=10)
        assert error.code == "intake.too_long"
        assert "Regroupez les lignes" in str(error)


class DescribeRealSales:
    @pytest.fixture
    def cdnow(self) -> Path:
        if not CDNOW.exists():
            pytest.skip("the CDNOW file is kept beside the project, not in it")
        return CDNOW

    def they_come_in_whole(self, cdnow: Path) -> None:
        mapping = {"customer_id": "customer", "dollar_value": "amount"}
        read = read_file(cdnow, table="Transactions", lang="en", mapping=mapping)
        assert (read.count, read.rejects) == (69_659, ())
        assert sum(amount for amount in read.columns["Amount"] if isinstance(amount, float)) == pytest.approx(2_500_315.63)
        assert read.columns["Customer"][0] == "00001"
