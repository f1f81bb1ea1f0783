"""The buttons, in a made-up Excel: what each does to files, and that each ends in a sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from addin import callbacks, commands
from addin.desktop import SeenCell
from addin.hosts import excel as host
from addin.ribbon_tab import controls
from workbook_templates.build import build
from workbook_templates.package import Package

NBSP = "\u00a0"
Make = Callable[..., Any]


@pytest.fixture(scope="module")
def empty() -> bytes:
    return build("fr")


@pytest.fixture
def plan(tmp_path: Path, empty: bytes) -> Path:
    """An empty plan in a folder and under a name with blanks and accents."""
    folder = tmp_path / "Équipe marketing"
    folder.mkdir()
    path = folder / "Plan d'été 2027.xlsx"
    path.write_bytes(empty)
    return path


@pytest.fixture
def excel(plan: Path, make_excel: Make, make_book: Make) -> Any:
    return make_excel(book=make_book(str(plan)))


def click(excel: Any, control: str) -> str:
    """Click a button and return the last message."""
    callbacks.run(control, desktop=excel)
    assert excel.steps[-1] == "", "the status bar is given back"
    return excel.said[-1] if excel.said else ""


NEED_A_BOOK = [control.id for control in controls() if control.action not in
               ("", "new_plan", "open_case", "list_functions", "open_guide", "run_doctor", "about")]  # fmt: skip


class DescribeAnyButton:
    @pytest.mark.parametrize("control", NEED_A_BOOK)
    def it_asks_for_a_workbook_when_none_is_open(self, control: str, make_excel: Make) -> None:
        assert "Aucun classeur n'est ouvert" in click(make_excel(), control)

    @pytest.mark.parametrize(
        "control", ["planmoCheck", "planmoPlan", "planmoPlanButton", "planmoExportCalendar", "planmoCompare", "planmoImportTests"]
    )
    def it_says_what_to_do_with_a_workbook_never_saved(self, control: str, make_excel: Make, make_book: Make) -> None:
        said = click(make_excel(book=make_book("Classeur1", stored=False)), control)
        assert said.startswith(f"Classeur1{NBSP}: ce classeur n'a jamais été enregistré")
        assert "Ctrl+S" in said

    def it_refuses_to_leave_out_changes_of_a_read_only_workbook(self, excel: Any) -> None:
        excel.book.read_only = True
        assert "lecture seule" in click(excel, "planmoCheck")
        assert excel.book.done == []

    def it_reads_a_read_only_workbook_without_saving_it(self, excel: Any) -> None:
        excel.book.read_only, excel.book.dirty = True, False
        click(excel, "planmoCheck")
        assert excel.book.done == []
        assert excel.tables

    def it_never_rewrites_a_read_only_workbook(self, excel: Any) -> None:
        excel.book.read_only, excel.book.dirty = True, False
        assert "lecture seule" in click(excel, "planmoImportTransactions")

    def it_says_what_to_do_with_a_workbook_kept_online_only(self, make_excel: Make, make_book: Make) -> None:
        excel = make_excel(book=make_book("https://contoso.sharepoint.com/sites/marketing/Documents/Plan.xlsx"))
        assert "OneDrive" in click(excel, "planmoCheck")
        assert excel.warned == [True]

    def it_finds_on_the_disk_a_workbook_that_onedrive_keeps(
        self, excel: Any, plan: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("OneDriveCommercial", str(plan.parent))
        excel.book.fullname = "https://contoso-my.sharepoint.com/personal/lea/Documents/Plan%20d'%C3%A9t%C3%A9%202027.xlsx"
        click(excel, "planmoCheck")
        assert excel.tables

    def it_says_what_to_do_with_another_format(self, make_excel: Make, make_book: Make, tmp_path: Path) -> None:
        assert "F12" in click(make_excel(book=make_book(str(tmp_path / "vieux plan.xls"))), "planmoCheck")

    def it_says_that_a_workbook_is_not_a_plan(self, make_excel: Make, make_book: Make, tmp_path: Path) -> None:
        import openpyxl

        openpyxl.Workbook().save(tmp_path / "autre.xlsx")
        excel = make_excel(book=make_book(str(tmp_path / "autre.xlsx")))
        click(excel, "planmoCheck")
        assert excel.warned == [True]

    def a_defect_of_ours_becomes_a_sentence(self, excel: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_: object, **__: object) -> None:
            raise ZeroDivisionError("ours")

        monkeypatch.setattr(commands, "check", broken)
        assert "ZeroDivisionError" in click(excel, "planmoCheck")

    def it_speaks_the_language_of_excel(self, make_excel: Make) -> None:
        assert click(make_excel(lang="en"), "planmoCheck").startswith("No workbook is open")


class DescribeStarting:
    @pytest.mark.slow
    def it_writes_a_new_plan_and_opens_it(self, make_excel: Make, tmp_path: Path) -> None:
        path = tmp_path / "Plan 2028.xlsx"
        excel = make_excel(files=[path])
        assert "Plan 2028.xlsx" in click(excel, "planmoNew")
        assert excel.opened == [path]
        assert [word for word in ("construction", "lecture", "écriture") if not any(word in step for step in excel.steps)] == []

    def it_does_nothing_when_the_person_cancels(self, make_excel: Make) -> None:
        excel = make_excel(files=[None])
        click(excel, "planmoNew")
        assert (excel.said, excel.opened) == ([], [])

    def it_asks_before_it_replaces(self, make_excel: Make, plan: Path) -> None:
        before = plan.read_bytes()
        excel = make_excel(files=[plan], answers=["no"])
        click(excel, "planmoCaseSport")
        assert "existe déjà" in excel.asked[0]
        assert plan.read_bytes() == before

    def it_goes_to_a_sheet_in_either_language(self, excel: Any) -> None:
        click(excel, "planmoGoToSettings")
        assert excel.book.done == ["show Paramètres"]

    def it_says_when_there_is_no_such_sheet(self, excel: Any) -> None:
        assert "Budget" in click(excel, "planmoGoToBudget")


class DescribeImporting:
    @pytest.fixture
    def sales(self, tmp_path: Path) -> Path:
        path = tmp_path / "ventes.csv"
        path.write_text("Client;Date;Montant\nA;14/06/2027;12,50\nB;15/06/2027;8\nC;;9\n", "utf-8")
        return path

    def it_shows_what_it_found_before_it_writes(self, excel: Any, plan: Path, sales: Path) -> None:
        before = plan.read_bytes()
        excel.files, excel.answers = [sales], ["cancel"]
        click(excel, "planmoImportTransactions")
        assert f"ventes.csv{NBSP}: 2 lignes à écrire, 1 rejetées" in excel.asked[0]
        assert "ligne 4" in excel.asked[0]
        assert plan.read_bytes() == before

    @pytest.mark.slow
    def it_closes_writes_computes_and_opens_again(self, excel: Any, plan: Path, sales: Path) -> None:
        excel.files, excel.answers = [sales], ["yes"]
        assert "2 lignes écrites" in click(excel, "planmoImportTransactions")
        assert excel.book.done == ["save", "close"]
        assert excel.opened == [plan]
        assert len(list(plan.parent.glob("*.bak*.xlsx"))) == 1

    def it_opens_the_workbook_again_even_when_it_fails(
        self, excel: Any, plan: Path, sales: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: object, **__: object) -> None:
            raise OSError("disk")

        monkeypatch.setattr(commands, "import_data", broken)
        excel.files, excel.answers = [sales], ["yes"]
        click(excel, "planmoImportTransactions")
        assert excel.opened == [plan]

    def it_brings_readings_up_to_date(self, excel: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        readings = tmp_path / "relevés.csv"
        readings.write_text("Indicateur;M01;M02\nK1;12;13\n", "utf-8")
        placed: list[object] = []
        monkeypatch.setattr(commands, "import_data", lambda *_, **options: placed.append(options["how"]))
        excel.files, excel.answers = [readings, readings], ["no", "yes"]
        click(excel, "planmoImportReadings")
        assert placed == []
        click(excel, "planmoImportReadings")
        assert placed == ["update"]
        assert "Mettre à jour" in excel.asked[0]


class DescribeTheMonth:
    def its_reminders_are_codes_the_check_gives(self) -> None:
        from addin.buttons.starting import _DUE

        listed = (Path(__file__).parents[2] / "docs/checks.md").read_text("utf-8")
        assert {code for code in _DUE if f"`{code}`" not in listed} == set()

    def it_moves_to_the_end_of_the_next_one(self, excel: Any) -> None:
        excel.book.values["as_of"], excel.answers = dt.date(2027, 1, 31), ["yes"]
        assert "28/02/2027" in click(excel, "planmoMonth")
        assert excel.book.values["as_of"] == dt.date(2027, 2, 28)
        assert excel.computed == 1

    def it_waits_for_a_yes(self, excel: Any) -> None:
        excel.book.values["as_of"], excel.answers = dt.date(2027, 1, 31), ["no"]
        click(excel, "planmoMonth")
        assert excel.book.values["as_of"] == dt.date(2027, 1, 31)

    def it_needs_a_date_to_start_from(self, excel: Any) -> None:
        assert "date d'arrêté manque" in click(excel, "planmoMonth")


class DescribeVersions:
    def it_keeps_a_dated_copy_and_a_line(self, excel: Any, plan: Path) -> None:
        excel.book.values["plan_version"] = "1.1"
        click(excel, "planmoVersion")
        said = click(excel, "planmoVersion")
        copies = sorted(path.name for path in plan.parent.glob("*.xlsx") if path != plan)
        today = dt.date.today()
        assert copies == [f"{plan.stem} {today} (2).xlsx", f"{plan.stem} {today}.xlsx"]
        assert excel.book.rows[0][:2] == (today, "1.1")
        assert "journal des versions" in said


class DescribeChecking:
    def it_lists_every_problem_with_its_cell(self, excel: Any, plan: Path) -> None:
        said = click(excel, "planmoCheck")
        found = commands.check(plan).problems
        assert len(excel.tables[0]) == len(found) + 1
        assert excel.tables[0][0] == ("Niveau", "Cellule", "Ce qui a été trouvé, et quoi faire")
        assert "bloquants" in said

    def it_lets_excel_compute_where_it_can(self, excel: Any) -> None:
        assert "sans erreur" in click(excel, "planmoCalc")
        excel.errors = 3
        assert "3 cellules sont en erreur" in click(excel, "planmoCalc")
        assert (excel.computed, excel.opened) == (2, [])

    @pytest.mark.slow
    def it_computes_the_file_on_a_mac(self, excel: Any, plan: Path) -> None:
        excel.computes = False
        click(excel, "planmoCalc")
        assert excel.book.done == ["save", "close"]
        assert (excel.computed, excel.opened) == (0, [plan])

    def it_repairs_formulas(self, excel: Any) -> None:
        assert "déjà liées" in click(excel, "planmoRepair")
        excel.book.foreign = 7
        assert "7 formules" in click(excel, "planmoRepair")

    def it_repairs_them_in_the_file_on_a_mac(self, excel: Any, plan: Path) -> None:
        package = Package.read(plan)
        sheet = next(part for part, data in package.parts.items() if part.startswith("xl/worksheets/") and b"RFM(" in data)
        plan.write_bytes(
            package.replaced(
                {sheet: package.parts[sheet].replace(b">RFM(", b">[1]!RFM(").replace(b",RFM(", b",[1]!RFM(")}
            ).to_bytes()
        )
        excel.computes = False
        assert "sont réparées" in click(excel, "planmoRepair")
        assert Package.read(plan).parts[sheet].count(b"[1]!") == 0
        assert (excel.book.done, excel.opened) == (["save", "close"], [plan])
        assert "déjà liées" in click(excel, "planmoRepair")


class DescribeExplaining:
    def it_says_the_sentence_of_the_error(self, excel: Any) -> None:
        address = "[Plan.xlsx]Budget!$F$6"
        host._HOST.value("CPA", address, "fr", (100.0, 0.0))
        excel.cell = SeenCell(place="Budget!F6", text="#N/A", formula="=CPA(C6,D6)", address=address)
        said = click(excel, "planmoExplain")
        assert said.startswith("Budget!F6 = #N/A")
        assert "Aucune acquisition pour 100" in said

    def it_says_which_row_of_a_spill(self, excel: Any) -> None:
        address = "[Plan.xlsx]Budget!$G$6"
        host._HOST.value("CPA", address, "fr", (((100.0,), (80.0,)), ((2.0,), (0.0,))))
        excel.cell = SeenCell(place="Budget!G7", text="#N/A", formula="=CPA(C6:C7,D6:D7)", address=address, row=1)
        assert "Aucune acquisition pour 80" in click(excel, "planmoExplain")

    def it_says_what_a_sound_formula_gives(self, excel: Any) -> None:
        excel.cell = SeenCell(place="RFM!B4", text="client", formula="=RFM(A1:A9,B1:B9,C1:C9)", address="[Plan.xlsx]RFM!$B$4")
        assert f"RFM{NBSP}: " in click(excel, "planmoExplain")

    @pytest.mark.parametrize(
        ("text", "word"),
        [("#NAME?", "Réparer"), ("#NOM?", "Réparer"), ("#SPILL!", "s'étaler"), ("#DIV/0!", "zéro"), ("#REF!", "supprimée")],
    )
    def it_knows_excel_s_own_errors(self, text: str, word: str, excel: Any) -> None:
        excel.cell = SeenCell(place="RFM!B4", text=text, formula="=A1", address="[Plan.xlsx]RFM!$Z$9")
        assert word in click(excel, "planmoExplain")

    def it_asks_to_compute_again_when_the_reason_is_forgotten(self, excel: Any) -> None:
        excel.cell = SeenCell(place="RFM!B4", text="#VALEUR!", formula="=CPA(A1,B1)", address="[Plan.xlsx]RFM!$Y$9")
        assert "Recalculer" in click(excel, "planmoExplain")

    def it_says_that_a_value_was_typed(self, excel: Any) -> None:
        excel.cell = SeenCell(place="Budget!B2", text="1200")
        assert "saisie" in click(excel, "planmoExplain")

    def it_asks_for_a_cell(self, excel: Any) -> None:
        assert "Cliquez sur une cellule" in click(excel, "planmoExplain")


class DescribeProducing:
    def it_asks_before_it_writes_a_draft(self, excel: Any, plan: Path) -> None:
        excel.answers = ["no"]
        click(excel, "planmoPlanButton")
        assert "marqué PROJET" in excel.asked[0]
        assert not plan.with_suffix(".docx").exists()

    @pytest.mark.slow
    def it_writes_the_plan_beside_the_workbook_and_opens_it(self, excel: Any, plan: Path) -> None:
        excel.answers = ["yes"]
        assert "marqué PROJET" in click(excel, "planmoPlanButton")
        assert excel.opened == [plan.with_suffix(".docx")]
        click(excel, "planmoOpen")
        assert excel.opened == [plan.with_suffix(".docx")] * 2

    @pytest.mark.slow
    def it_writes_an_extract_under_another_name(self, excel: Any, plan: Path) -> None:
        excel.answers = ["yes"]
        click(excel, "planmoPlanSummary")
        assert excel.opened == [plan.with_name(f"{plan.stem} - extrait.docx")]

    def it_asks_before_it_drops_a_person_s_edits(self, excel: Any) -> None:
        excel.answers = ["no"]
        click(excel, "planmoPlanFresh")
        assert "retouches" in excel.asked[0]

    def it_stops_when_no_template_is_chosen(self, excel: Any) -> None:
        excel.files = [None]
        click(excel, "planmoPlanTemplate")
        assert excel.said == []

    @pytest.mark.parametrize("control", ["planmoOpen", "planmoPdf"])
    def it_says_that_there_is_no_plan_yet(self, control: str, excel: Any) -> None:
        assert "Plan Word" in click(excel, control)

    def it_says_that_two_versions_are_the_same(self, excel: Any, plan: Path) -> None:
        excel.files = [plan]
        assert "la même chose" in click(excel, "planmoCompare")

    def it_says_that_there_is_nothing_to_export(self, excel: Any) -> None:
        assert "rien à exporter" in click(excel, "planmoExportCsv")

    @pytest.mark.parametrize(("control", "name"), [("planmoExportCalendar", ".ics"), ("planmoExportProject", ".xml")])
    def it_exports_beside_the_workbook(self, control: str, name: str, excel: Any, plan: Path) -> None:
        assert str(plan.parent) in click(excel, control)
        assert [path for path in plan.parent.iterdir() if path.name.endswith(name)]


class DescribeHelp:
    def it_lists_every_function(self, make_excel: Make) -> None:
        from addin.functions import FUNCTIONS

        excel = make_excel()
        click(excel, "planmoFunctions")
        assert [row[0] for row in excel.tables[0][1:]] == [function.name for function in FUNCTIONS]

    @pytest.mark.parametrize("lang", ["fr", "en"])
    def it_opens_the_guide(self, lang: str, make_excel: Make) -> None:
        excel = make_excel(lang=lang)
        click(excel, "planmoGuide")
        assert "planmo" in excel.opened[0].read_text("utf-8")

    def it_says_whose_work_it_is(self, make_excel: Make) -> None:
        said = click(make_excel(), "planmoAbout")
        assert "BSD" in said
        assert "MIT" in said

    def it_examines_the_installation(self, make_excel: Make, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("addin.doctor.doctor", lambda: ())
        assert "Tout est en ordre" in click(make_excel(), "planmoDoctor")
