"""LibreOffice runs our VBA in a small workbook, Python's side stood in for by a module of the test: nothing more is claimed.

LibreOffice knows no `.Value2`, so its copy says `.Value`; and it shows an error made by CVErr as the text "Error 2042".
"""

from __future__ import annotations

import io
import json
import shutil
import socket
import subprocess
import zipfile
from pathlib import Path

import pytest

from addin.addin_file import modules
from addin.ribbon_tab import controls

HERE = Path(__file__).parent / "vba"
GIVEN = {"A1": "<v>100</v>", "B1": "<v>2</v>", "A2": "<v>300</v>", "B2": "<v>3</v>"}
FORMULAS = {
    "C1": "<f>CPA(A1:A2,B1:B2)</f>",
    "C2": "<f>RFM(A1:A2,B1:B2,A1:B2,4,5)</f>",
    "C3": "<f>ROMI(A1,B1)</f>",
    "C4": "<f>CPA(12.5,B1)</f>",
    "C5": "<f>CPA(A:A,B:B)</f>",
    "D8": '<f t="array" ref="D8:E9">CLV(A1,B1,1)</f>',
}
CLICKS = {
    "C1": '<f>STUB_LABEL("planmoNew")</f>',
    "C2": '<f>STUB_TIP("planmoCheck")</f>',
    "C3": '<f>STUB_CLICK("planmoCheck")</f>',
}
CLASS = "VERSION 1.0 CLASS\nBEGIN\n  MultiUse = -1  'True\nEND\n"
EVENTS = f'{CLASS}Attribute VB_Name = "PlanmoEvents"\nOption Explicit\nPublic ExcelApplication As Object\n'


def _python_with_uno() -> str | None:
    for python in ("/usr/bin/python3", shutil.which("python3"), "/Applications/LibreOffice.app/Contents/Resources/python"):
        if (
            python
            and Path(python).exists()
            and not subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode
        ):
            return python
    return None


@pytest.fixture(scope="module")
def python() -> str:
    found = _python_with_uno()
    if shutil.which("soffice") is None or found is None:
        pytest.skip("LibreOffice and a Python with its uno module are not installed")
    return found


@pytest.fixture(scope="module")
def shown(python: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    file = tmp_path_factory.mktemp("functions") / "book.xlsm"
    texts = {name: modules()[name].replace(".Value2", ".Value") for name in ("PlanmoBridge", "PlanmoFunctions")}
    _write(file, {**texts, "PlanmoServer": _source("PlanmoServer.bas")}, {**GIVEN, **FORMULAS})
    return _cells(python, file, [*FORMULAS, "E8", "D9", "E9"])


@pytest.fixture(scope="module")
def clicked(python: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    file = tmp_path_factory.mktemp("ribbon") / "book.xlsm"
    texts = {name: modules()[name] for name in ("PlanmoLabels", "PlanmoRibbon")}
    stubs = {"PlanmoStub": _source("PlanmoStub.bas"), "PlanmoControl": _source("PlanmoControl.cls"), "PlanmoEvents": EVENTS}
    _write(file, {**texts, **stubs}, CLICKS)
    return _cells(python, file, list(CLICKS))


@pytest.mark.office
@pytest.mark.slow
class DescribeOurFunctionsInLibreOffice:
    def they_receive_ranges_as_their_values(self, shown: dict[str, str]) -> None:
        assert shown["C1"] == "CPA/100,300,/2,3,"

    def they_keep_the_rows_and_columns_of_a_block_and_the_order_of_arguments(self, shown: dict[str, str]) -> None:
        assert shown["C2"].startswith("RFM/100,300,/2,3,/100,2,300,3,/4/5/")

    def they_receive_plain_values(self, shown: dict[str, str]) -> None:
        assert shown["C4"] == "CPA/12.5/2"

    def they_read_whole_columns_only_as_far_as_they_are_filled(self, shown: dict[str, str]) -> None:
        assert shown["C5"].startswith("CPA/100,300,")
        assert len(shown["C5"]) < 100

    def they_give_errors_as_errors(self, shown: dict[str, str]) -> None:
        assert shown["C3"] == "Error 2042"

    def they_give_tables_with_their_errors(self, shown: dict[str, str]) -> None:
        assert [shown[cell] for cell in ("D8", "E8", "D9", "E9")] == ["a", "2.5", "Error 2007", ""]


@pytest.mark.office
@pytest.mark.slow
class DescribeOurRibbonInLibreOffice:
    def it_has_the_labels_and_tips_of_the_declaration(self, clicked: dict[str, str]) -> None:
        said = {control.id: control for control in controls()}
        tip = said["planmoCheck"].tip
        assert tip is not None
        assert (clicked["C1"], clicked["C2"]) == (said["planmoNew"].label.fr, tip.fr)

    def its_buttons_call_python_by_their_id(self, clicked: dict[str, str]) -> None:
        assert clicked["C3"] == "import addin.callbacks; addin.callbacks.run('planmoCheck')"


def _source(name: str) -> str:
    return (HERE / name).read_text("utf-8")


def _write(file: Path, texts: dict[str, str], cells: dict[str, str]) -> None:
    from pyopenvba import ExcelFile, VBAModuleKind

    with ExcelFile.create_new(file) as book:
        project = book.vba_project()
        project.delete_module("Module1")
        for name, text in texts.items():
            kind = VBAModuleKind.other if text.startswith("VERSION") else VBAModuleKind.standard
            project.add_module(name, text.replace("\n", "\r\n"), kind=kind)
        book.save()
    rows = (f'<row r="{row}">{_row(cells, row)}</row>' for row in range(1, 10))
    file.write_bytes(_filled(file.read_bytes(), "".join(rows)))


def _row(cells: dict[str, str], row: int) -> str:
    return "".join(f'<c r="{cell}">{inside}</c>' for cell, inside in cells.items() if cell[1:] == str(row))


def _filled(book: bytes, rows: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(written, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = data.replace(b"<sheetData/>", f"<sheetData>{rows}</sheetData>".encode())
                assert b"<f>" in data
            target.writestr(name, data)
    return written.getvalue()


def _cells(python: str, file: Path, cells: list[str]) -> dict[str, str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation={(file.parent / 'profile').as_uri()}", "--headless", "--norestore",
         f"--accept=socket,host=127.0.0.1,port={port};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        done = subprocess.run(
            [python, str(HERE / "read_cells.py"), port, file.as_uri(), *cells],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    finally:
        office.terminate()
        office.wait(30)
    assert done.returncode == 0, done.stderr
    return dict(zip(cells, json.loads(done.stdout), strict=True))
