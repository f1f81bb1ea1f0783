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

HERE = Path(__file__).parent / "vba"
FORMULAS = {
    "C1": "CPA(A1:A2,B1:B2)",
    "C2": "RFM(A1:A2,B1:B2,A1:B2,4,5)",
    "C3": "ROMI(A1,B1)",
    "C4": "CPA(12.5,B1)",
    "C5": "CPA(A:A,B:B)",
    "C6": 'PlanmoText("planmoNew","label","fr")&"/"&PlanmoText("planmoNew","label","en")',
}


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
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    python = _python_with_uno()
    if shutil.which("soffice") is None or python is None:
        pytest.skip("LibreOffice and a Python with its uno module are not installed")
    folder = tmp_path_factory.mktemp("vba")
    file = folder / "book.xlsm"
    file.write_bytes(_book(file))
    return _cells(python, file, [*FORMULAS, "D8", "E8", "D9", "E9"])


@pytest.mark.office
@pytest.mark.slow
class DescribeOurVbaInLibreOffice:
    def it_receives_ranges_as_their_values(self, shown: dict[str, str]) -> None:
        assert shown["C1"] == "CPA/100,300,/2,3,"

    def it_keeps_the_rows_and_columns_of_a_block_and_the_order_of_arguments(self, shown: dict[str, str]) -> None:
        assert shown["C2"].startswith("RFM/100,300,/2,3,/100,2,300,3,/4/5/")

    def it_receives_plain_values(self, shown: dict[str, str]) -> None:
        assert shown["C4"] == "CPA/12.5/2"

    def it_reads_whole_columns_only_as_far_as_they_are_filled(self, shown: dict[str, str]) -> None:
        assert shown["C5"].startswith("CPA/100,300,")
        assert len(shown["C5"]) < 100

    def it_gives_errors_as_errors(self, shown: dict[str, str]) -> None:
        assert shown["C3"] == "Error 2042"

    def it_gives_tables_with_their_errors(self, shown: dict[str, str]) -> None:
        assert [shown[cell] for cell in ("D8", "E8", "D9", "E9")] == ["a", "2.5", "Error 2007", ""]

    def it_knows_the_labels_of_the_tab(self, shown: dict[str, str]) -> None:
        assert shown["C6"] == "Nouveau plan/New plan"


def _book(file: Path) -> bytes:
    from pyopenvba import ExcelFile

    texts = {name: modules()[name].replace(".Value2", ".Value") for name in ("PlanmoBridge", "PlanmoFunctions", "PlanmoLabels")}
    with ExcelFile.create_new(file) as book:
        project = book.vba_project()
        project.delete_module("Module1")
        for name, text in {**texts, "PlanmoServer": (HERE / "PlanmoServer.bas").read_text("utf-8")}.items():
            project.add_module(name, text.replace("\n", "\r\n"))
        book.save()
    given = {"A1": 100, "B1": 2, "A2": 300, "B2": 3}
    rows = []
    for row in range(1, 10):
        cells = [f'<c r="{cell}"><v>{value}</v></c>' for cell, value in given.items() if cell[1:] == str(row)]
        cells += [
            f'<c r="{cell}"><f>{formula.replace("&", "&amp;")}</f></c>'
            for cell, formula in FORMULAS.items()
            if cell[1:] == str(row)
        ]
        cells += ['<c r="D8"><f t="array" ref="D8:E9">CLV(A1,B1,1)</f></c>'] if row == 8 else []
        rows.append(f'<row r="{row}">{"".join(cells)}</row>')
    return _filled(file.read_bytes(), "".join(rows))


def _filled(book: bytes, rows: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(written, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = data.replace(b"<sheetData/>", f"<sheetData>{rows}</sheetData>".encode())
                assert b"PlanmoText" in data
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
