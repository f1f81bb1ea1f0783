"""The real desktop over a made-up xlwings: the calls it makes are those of xlwings' and Excel's documentation; no Excel answers here."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from addin import excel_desktop
from addin.excel_desktop import ExcelBook, ExcelDesktop

UNKNOWN = -2146826259


@pytest.fixture(autouse=True)
def _windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel_desktop, "_on_windows", lambda: True)


class FakeCell:
    """A cell: its formula, its value, where it stands, and the spill it may belong to."""

    def __init__(
        self, row: int, column: int, formula: str = "", value: object = None, *, parent: tuple[int, int] | None = None
    ) -> None:
        self.row, self.column, self.formula, self.raw_value = row, column, formula, value
        self.sheet: Any = None
        spill = SimpleNamespace(Row=parent[0], Column=parent[1]) if parent else None
        self.api = SimpleNamespace(
            Formula2=formula, Text=str(value), HasSpill=parent is not None, HasArray=False, SpillParent=spill
        )

    def get_address(self, row: bool = True, column: bool = True, *, external: bool = False) -> str:
        letter = chr(64 + self.column)
        return f"[Plan.xlsx]RFM!${letter}${self.row}" if external else f"{letter}{self.row}"


class FakeSheet:
    """A sheet of cells in a block from A1."""

    def __init__(self, name: str, rows: list[list[FakeCell]], tables: tuple[Any, ...] = ()) -> None:
        self.name, self.rows, self.tables, self.shown = name, rows, tables, False
        for row in rows:
            for cell in row:
                cell.sheet = self

    @property
    def used_range(self) -> Any:
        rows = self.rows

        class Used:
            formula = (
                tuple(tuple(cell.formula for cell in row) for row in rows)
                if len(rows) > 1 or len(rows[0]) > 1
                else rows[0][0].formula
            )

            def __getitem__(self, place: tuple[int, int]) -> FakeCell:
                return rows[place[0]][place[1]]

        return Used()

    def range(self, place: tuple[int, int]) -> FakeCell:
        return self.rows[place[0] - 1][place[1] - 1]

    def activate(self) -> None:
        self.shown = True


def _book(*sheets: FakeSheet, **api: object) -> ExcelBook:
    return ExcelBook(SimpleNamespace(name="Plan.xlsx", sheets=sheets, names=(), api=SimpleNamespace(**api)))


class DescribeAnOpenWorkbook:
    def it_gives_its_name_as_excel_has_it(self) -> None:
        address = "https://contoso.sharepoint.com/sites/m/Documents/Plan.xlsx"
        book = _book(FullName=address, Path="https://contoso.sharepoint.com/sites/m/Documents", ReadOnly=False, Saved=False)
        assert (book.fullname, book.stored, book.read_only, book.dirty) == (address, True, False, True)

    def it_was_never_stored_when_it_has_no_folder(self) -> None:
        assert not _book(FullName="Classeur1", Path="").stored

    def it_shows_a_sheet_by_either_name(self) -> None:
        sheet = FakeSheet("Budget", [[FakeCell(1, 1)]])
        assert _book(sheet).show_sheet(("Budget", "Budget (en)"))
        assert sheet.shown
        assert not _book(sheet).show_sheet(("Prix",))

    def it_gives_dates_as_dates(self) -> None:
        cell = SimpleNamespace(value=dt.datetime(2027, 1, 31))
        book = _book()
        book.book.names = (SimpleNamespace(name="as_of", refers_to_range=cell),)
        assert book.named_value("as_of") == dt.date(2027, 1, 31)
        assert book.named_value("absent") is None

    def it_repairs_foreign_formulas_and_enters_unknown_ones_anew(self) -> None:
        cells = [
            [FakeCell(1, 1, "=[1]!RFM(A1,B1,C1)", 3.0), FakeCell(1, 2, "=CPA(A1,B1)", UNKNOWN)],
            [FakeCell(2, 1, "=CPA(A1,B1)", 50.0), FakeCell(2, 2, "=SUM(A1)", UNKNOWN)],
        ]
        entered: list[str] = []
        for cell in (cell for row in cells for cell in row):
            cell.api = _Written(cell.formula, entered)
        assert _book(FakeSheet("RFM", cells)).repair() == 2
        assert entered == ["=RFM(A1,B1,C1)", "=CPA(A1,B1)"]

    def it_repairs_a_sheet_of_one_cell(self) -> None:
        entered: list[str] = []
        cell = FakeCell(1, 1, "=_xll.CPA(1,2)")
        cell.api = _Written(cell.formula, entered)
        assert _book(FakeSheet("RFM", [[cell]])).repair() == 1
        assert entered == ["=CPA(1,2)"]


class _Written:
    """The COM side of a cell: writes down the formulas entered."""

    def __init__(self, formula: str, entered: list[str]) -> None:
        self.__dict__.update(_formula=formula, _entered=entered)

    def __getattr__(self, name: str) -> str:
        assert name == "Formula2"
        return str(self.__dict__["_formula"])

    def __setattr__(self, name: str, value: str) -> None:
        assert name == "Formula2"
        self.__dict__["_entered"].append(value)


class DescribeTheDesktop:
    @pytest.mark.parametrize(("menus", "lang"), [(1036, "fr"), (3084, "fr"), (1033, "en"), (1031, "en")])
    def it_speaks_the_language_of_the_menus(self, menus: int, lang: str) -> None:
        api = SimpleNamespace(LanguageSettings=SimpleNamespace(LanguageID=lambda kind: menus if kind == 2 else 0))
        assert ExcelDesktop(SimpleNamespace(api=api)).lang == lang

    @pytest.mark.parametrize(("said", "answer"), [("yes", "yes"), ("no", "no"), ("cancel", "cancel")])
    def it_asks_with_excel_s_own_box(self, said: str, answer: str) -> None:
        asked: list[dict[str, object]] = []
        app = SimpleNamespace(alert=lambda prompt, **options: asked.append(options) or said)
        assert ExcelDesktop(app).ask("Continuer ?", cancel=True) == answer
        assert asked[0]["buttons"] == "yes_no_cancel"

    def it_has_no_book_when_none_is_open(self) -> None:
        assert ExcelDesktop(SimpleNamespace(books=[])).book is None

    @pytest.mark.parametrize(("given", "path"), [(r"C:\Plans\Plan.xlsx", Path(r"C:\Plans\Plan.xlsx")), (False, None)])
    def it_knows_a_cancelled_dialog(self, given: object, path: Path | None) -> None:
        filters: list[str] = []
        api = SimpleNamespace(GetOpenFilename=lambda pattern, *_: filters.append(pattern) or given)
        assert ExcelDesktop(SimpleNamespace(api=api)).choose_file("Fichier", (".csv", ".xlsx")) == path
        assert filters == ["Fichier (*.csv;*.xlsx),*.csv;*.xlsx"]

    def it_adds_the_extension_a_person_left_out(self) -> None:
        api = SimpleNamespace(GetSaveAsFilename=lambda *_: "Plan 2028")
        assert ExcelDesktop(SimpleNamespace(api=api)).choose_place("Où", "Plan.xlsx") == Path("Plan 2028.xlsx")

    def it_gives_the_status_bar_back(self) -> None:
        app = SimpleNamespace(status_bar="")
        desktop = ExcelDesktop(app)
        desktop.progress("planmo – calcul 1/2")
        assert app.status_bar == "planmo – calcul 1/2"
        desktop.progress("")
        assert app.status_bar is False

    def it_sees_the_formula_behind_a_spilled_cell(self) -> None:
        rows = [
            [FakeCell(1, 1, "=RFM(D1:D9,E1:E9,F1:F9)", "client")],
            [FakeCell(2, 1, "=RFM(D1:D9,E1:E9,F1:F9)", "#N/A", parent=(1, 1))],
        ]
        FakeSheet("RFM", rows)
        cell = ExcelDesktop(SimpleNamespace(selection=_Selection(rows[1][0]))).seen_cell()
        assert cell is not None
        assert (cell.place, cell.address, cell.row, cell.column) == ("RFM!A2", "[Plan.xlsx]RFM!$A$1", 1, 0)
        assert cell.formula == "=RFM(D1:D9,E1:E9,F1:F9)"

    def it_sees_that_a_value_was_typed(self) -> None:
        cell = FakeCell(1, 1, "1200", 1200.0)
        FakeSheet("Budget", [[cell]])
        seen = ExcelDesktop(SimpleNamespace(selection=_Selection(cell))).seen_cell()
        assert seen is not None
        assert (seen.formula, seen.address) == ("", "")


class _Selection:
    def __init__(self, cell: FakeCell) -> None:
        self.cell = cell

    def __getitem__(self, place: tuple[int, int]) -> FakeCell:
        return self.cell
