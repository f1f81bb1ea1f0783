"""The whole path on real data: new, import, calc, check, plan, through the command line."""

from __future__ import annotations

import csv
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from addin.functions import call

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
FULL = SHARED / "golden/cdnow/cdnow_master_transactions.csv"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings(
        "ignore:.* extension is not supported:UserWarning"
    ),  # openpyxl, the second opinion here, drops what it does not know
]


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def text_of(path: Path) -> str:
    """Return everything a Word document says: paragraphs, tables, in any container."""
    document = Document(str(path))
    return "".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))


def changed(before: Path, after: Path) -> set[str]:
    a, b = parts(before), parts(after)
    return {name for name in a.keys() | b.keys() if a.get(name) != b.get(name)}


def transactions(path: Path) -> tuple[list[object], list[object], list[object]]:
    """Return customers, dates and amounts of the workbook's Transactions table, read by an independent library."""
    book = openpyxl.load_workbook(path, read_only=False, data_only=True)
    sheet = next(sheet for sheet in book.worksheets if "Transactions" in sheet.tables)
    rows = list(sheet[sheet.tables["Transactions"].ref])[1:]
    return tuple([row[i].value for row in rows] for i in range(3))  # type: ignore[return-value]


class DescribeTheDemo:
    def it_writes_a_workbook_and_a_plan(self, demo: Path) -> None:
        assert (demo / "plan.xlsx").exists()
        assert (demo / "plan.docx").exists()

    def its_workbook_shows_no_error_value(self, demo: Path) -> None:
        book = openpyxl.load_workbook(demo / "plan.xlsx", data_only=True)
        errors = [
            f"{sheet.title}!{cell.coordinate}={cell.value}"
            for sheet in book.worksheets
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "e" and cell.value is not None
        ]
        assert errors == []

    def its_results_are_the_functions_results_on_the_table(self, demo: Path) -> None:
        customers, dates, amounts = transactions(demo / "plan.xlsx")
        assert (len(set(customers)), len(customers)) == (2357, 6919)

        segments = {
            row[0]: row[1] for row in call("RFM_SEGMENTS", customers, dates, amounts, _setting(demo / "plan.xlsx", "as_of"))[1:]
        }

        said = text_of(demo / "plan.docx")
        assert str(segments["Champions"]) in said

    def its_plan_is_the_same_bytes_twice(self, demo: Path, planmo: Callable[..., object], tmp_path: Path) -> None:
        for name in ("a.docx", "b.docx"):
            planmo("plan", demo / "plan.xlsx", "-o", tmp_path / name)
        assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()

    def its_workbook_computed_again_is_the_same_bytes(self, demo: Path, planmo: Callable[..., object], tmp_path: Path) -> None:
        planmo("calc", demo / "plan.xlsx", "-o", tmp_path / "again.xlsx")
        assert changed(demo / "plan.xlsx", tmp_path / "again.xlsx") == set()

    def it_is_fresh_by_its_own_check(self, demo: Path, planmo: Callable[..., object]) -> None:
        checked = planmo("check", demo / "plan.xlsx", "--fresh", "--json")
        codes = {problem["code"] for problem in json.loads(checked.stdout)}  # type: ignore[attr-defined]
        assert "result.stale" not in codes
        assert not any(code.startswith("formula.") for code in codes)


def _setting(path: Path, name: str) -> object:
    book = openpyxl.load_workbook(path, data_only=True)
    sheet, cell = next(iter(book.defined_names[name].destinations))
    return book[sheet][cell.replace("$", "")].value


class DescribeImport:
    @pytest.fixture
    def workbook(self, demo: Path, tmp_path: Path) -> Path:
        return Path(shutil.copy(demo / "plan.xlsx", tmp_path / "mon plan.xlsx"))

    def it_replaces_the_rows_computes_and_keeps_a_copy(
        self, workbook: Path, planmo: Callable[..., object], tmp_path: Path
    ) -> None:
        source = tmp_path / "ventes.csv"
        source.write_text("Client;Date;Montant\nA;03/02/1998;10,50\nB;15/02/1998;20\nA;28/02/1998;5\n", encoding="cp1252")

        done = planmo("import", workbook, source, "--table", "Transactions")

        assert done.returncode == 0, done.stdout + done.stderr  # type: ignore[attr-defined]
        customers, _, amounts = transactions(workbook)
        assert (customers, amounts) == (["A", "B", "A"], [10.5, 20, 5])
        assert len(list(tmp_path.glob("mon plan*.xlsx"))) == 2

    def it_leaves_every_part_it_does_not_declare_alone(
        self, workbook: Path, planmo: Callable[..., object], tmp_path: Path
    ) -> None:
        before = Path(shutil.copy(workbook, tmp_path / "avant.xlsx"))
        source = tmp_path / "ventes.csv"
        source.write_text("customer,date,amount\nA,1998-02-03,10.50\n", encoding="utf-8")

        planmo("import", workbook, source, "--table", "Transactions")

        untouched = {name for name in parts(before) if re.search(r"theme|styles|docProps|drawings/|metadata", name)}
        assert untouched
        assert changed(before, workbook) & untouched == set()

    @pytest.mark.skipif(not FULL.exists(), reason="the full CDNOW file stands beside the project, in ../shared, not in it")
    def it_carries_the_full_cdnow_file_through_to_the_plan(self, workbook: Path, planmo: Callable[..., object]) -> None:
        with FULL.open(encoding="utf-8") as lines:
            rows = list(csv.DictReader(lines))
        names = ["--map", "customer_id=customer", "--map", "dollar_value=amount"]

        imported = planmo("import", workbook, FULL, "--table", "Transactions", *names)
        planned = planmo("plan", workbook, "--force")

        assert (imported.returncode, planned.returncode) == (0, 0), imported.stderr + planned.stderr  # type: ignore[attr-defined]
        customers, _, _ = transactions(workbook)
        assert len(customers) == len(rows) == 69_659
        segments = call("RFM_SEGMENTS", *transactions(workbook), _setting(workbook, "as_of"))
        assert sum(row[1] for row in segments[1:]) > 20_000
