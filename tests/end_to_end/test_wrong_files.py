"""What cannot be read: one clear sentence, exit code 1, nothing written, nothing lost."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import openpyxl
import pytest
import xlsxwriter

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings(
        "ignore:.* extension is not supported:UserWarning"
    ),  # openpyxl, the second opinion here, drops what it does not know
]

Run = Callable[..., CompletedProcess[str]]
COMMANDS = (("calc",), ("check",), ("plan",))


def _foreign(path: Path) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Feuille").write("A1", 1)
    return path


def _bytes(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


class DescribeAFileThatIsNoPlan:
    @pytest.fixture(params=["not_a_zip", "truncated", "empty", "missing", "without_tables"])
    def wrong(self, request: pytest.FixtureRequest, demo: Path, tmp_path: Path) -> Path:
        path = tmp_path / "faux é.xlsx"
        match request.param:
            case "not_a_zip":
                return _bytes(path, b"bonjour")
            case "truncated":
                return _bytes(path, (demo / "plan.xlsx").read_bytes()[:20_000])
            case "empty":
                return _bytes(path, b"")
            case "without_tables":
                return _foreign(path)
        return path

    @pytest.mark.parametrize("command", [("check",), ("plan",)], ids=lambda command: command[0])
    def it_is_refused_in_one_sentence(self, wrong: Path, command: tuple[str, ...], planmo: Run, tmp_path: Path) -> None:
        before = {path: path.read_bytes() for path in tmp_path.iterdir()}

        done = planmo(*command, wrong)

        assert done.returncode == 1
        assert done.stderr.startswith("planmo: ")
        assert len(done.stderr.strip().splitlines()) == 1
        assert "Traceback" not in done.stderr
        assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before

    def it_is_not_imported_into(self, wrong: Path, planmo: Run, tmp_path: Path) -> None:
        source = tmp_path / "ventes.csv"
        source.write_text("Client;Date;Montant\nA;03/02/1998;10,50\n", encoding="utf-8")
        before = {path: path.read_bytes() for path in tmp_path.iterdir()}

        done = planmo("import", wrong, source, "--table", "Transactions")

        assert done.returncode == 1
        assert len(done.stderr.strip().splitlines()) == 1
        assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def _edited(demo: Path, path: Path, table: str, column: str, value: object, *, row: int = 1) -> tuple[Path, str]:
    """Return a copy of the demo's workbook with one cell of one table changed by openpyxl, and that cell's address."""
    shutil.copy(demo / "plan.xlsx", path)
    book = openpyxl.load_workbook(path)
    sheet = next(sheet for sheet in book.worksheets if table in sheet.tables)
    cells = list(sheet[sheet.tables[table].ref])
    place = [cell.value for cell in cells[0]].index(column)
    cell = cells[row][place]
    cell.value = value
    book.save(path)
    return path, f"{sheet.title}!{cell.coordinate}"


class DescribeAMistakeInThePlan:
    def it_names_the_cell_of_a_text_where_a_number_must_be(self, demo: Path, tmp_path: Path, planmo: Run) -> None:
        path, cell = _edited(demo, tmp_path / "p.xlsx", "BudgetLines", "T1", "12.500 €")
        done = planmo("check", path)
        assert done.returncode == 1
        assert "number.text" in done.stdout
        assert cell in done.stdout

    def it_names_the_cell_of_an_unknown_action_in_raci(self, demo: Path, tmp_path: Path, planmo: Run) -> None:
        path, cell = _edited(demo, tmp_path / "p.xlsx", "Raci", "Action", "A99")
        done = planmo("check", path)
        assert done.returncode == 1
        assert "A99" in done.stdout
        assert cell in done.stdout

    def it_prints_the_cycle(self, demo: Path, tmp_path: Path, planmo: Run) -> None:
        path, _ = _edited(demo, tmp_path / "p.xlsx", "Actions", "Prédécesseurs", "A01")
        planmo("calc", path)
        done = planmo("check", path)
        assert done.returncode == 1
        assert re.search(r"plan\.cycle  Actions!\w+", done.stdout), done.stdout

    def it_computes_what_it_can_and_says_which_cells_are_in_error(self, demo: Path, tmp_path: Path, planmo: Run) -> None:
        path, _ = _edited(demo, tmp_path / "p.xlsx", "Transactions", "Montant", "dix")
        before = path.read_bytes()
        done = planmo("calc", path, "-o", tmp_path / "q.xlsx")
        assert "amounts_not_numeric" in done.stdout
        assert path.read_bytes() == before

    def it_still_writes_a_plan_marked_as_a_draft(self, demo: Path, tmp_path: Path, planmo: Run) -> None:
        path, _ = _edited(demo, tmp_path / "p.xlsx", "Raci", "Action", "A99")
        done = planmo("plan", path)
        assert done.returncode == 0, done.stderr
        assert "PROJET" in done.stdout
        assert path.with_suffix(".docx").exists()


class DescribeTheCommandLine:
    def it_refuses_to_replace_a_workbook(self, demo: Path, planmo: Run) -> None:
        before = (demo / "plan.xlsx").read_bytes()
        done = planmo("new", demo / "plan.xlsx")
        assert done.returncode == 1
        assert "--force" in done.stderr
        assert (demo / "plan.xlsx").read_bytes() == before

    def it_refuses_to_replace_a_document_it_did_not_write(self, demo: Path, tmp_path: Path, planmo: Run) -> None:
        path = tmp_path / "mon texte.docx"
        path.write_bytes(b"mine")
        done = planmo("plan", demo / "plan.xlsx", "-o", path)
        assert done.returncode == 1
        assert path.read_bytes() == b"mine"

    @pytest.mark.parametrize("command", [("new", "p.xls"), ("plan", "{book}", "-o", "p.pdf"), ("calc", "{book}", "-o", "p.csv")])
    def it_refuses_a_name_that_says_another_kind_of_file(
        self, command: tuple[str, ...], demo: Path, tmp_path: Path, planmo: Run
    ) -> None:
        words = [word.replace("{book}", str(demo / "plan.xlsx")) for word in command]
        words[-1] = str(tmp_path / words[-1])
        done = planmo(*words)
        assert done.returncode == 1
        assert "doit finir par" in done.stderr
        assert list(tmp_path.iterdir()) == []

    def it_speaks_the_language_of_the_machine(self, planmo: Run) -> None:
        assert "Ordre du travail" in planmo("--help").stdout
        assert "The order of work" in planmo("--help", lang="en").stdout

    @pytest.mark.parametrize("command", ["new", "import", "calc", "check", "plan", "export", "compare", "functions", "demo"])
    def it_helps_with_every_command(self, command: str, planmo: Run) -> None:
        done = planmo(command, "--help")
        assert done.returncode == 0
        assert len(done.stdout.splitlines()) > 5

    def it_lists_the_functions(self, planmo: Run) -> None:
        assert "RETROPLANNING" in planmo("functions").stdout
        assert "Source" in planmo("functions", "ROMI").stdout

    def it_names_the_cases_it_has(self, tmp_path: Path, planmo: Run) -> None:
        done = planmo("new", tmp_path / "x.xlsx", "--case", "banane")
        assert done.returncode == 1
        assert "cdnow" in done.stderr
        assert not (tmp_path / "x.xlsx").exists()
