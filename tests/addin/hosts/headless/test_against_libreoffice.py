"""Excel's own functions, as the template uses them, computed by an independent program.

LibreOffice knows neither our functions nor spilled names: their results are left as values, names become ranges, and every other formula
of a worked case is computed anew by it.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from addin.functions import FUNCTIONS
from addin.hosts.headless import compute
from addin.hosts.headless.formula_cells import FormulaCell, Mode, Sheets
from addin.hosts.headless.lexer import Kind, tokens
from workbook_templates.build import build
from workbook_templates.package import Book, Package, SheetCells
from workbook_templates.package.values import read_value, same_value, shared_strings
from workbook_templates.package.xml import parse, q, serialise

OURS = {function.name for function in FUNCTIONS}


def is_native(cell: FormulaCell) -> bool:
    words = {token.word for token in tokens(cell.text) if token.kind is Kind.FUNCTION}
    return cell.mode is Mode.PLAIN and not words & {*OURS, "ANCHORARRAY"}


def for_libreoffice(package: Package) -> tuple[Package, list[FormulaCell]]:
    """Return the package with native formulas only, without their results, and where they are."""
    book = Book.of(package)
    sheets = Sheets(book)
    native = []
    for cell in sheets.formula_cells():
        element = sheets.cells[cell.part].cell(cell.row, cell.column)
        assert element is not None
        formula, shown = element.find(q("f")), element.find(q("v"))
        assert formula is not None
        if is_native(cell):
            native.append(cell)
            if shown is not None:
                element.remove(shown)
        else:
            element.remove(formula)
        element.attrib.pop("cm", "")
        sheets.cells[cell.part].touch()
    for cells in sheets.cells.values():
        keep_empty_texts(cells)
    parts = {part: cells.to_bytes() for part, cells in sheets.cells.items()}
    root = parse(package.parts[package.workbook_part])
    for name in root.iter(q("definedName")):
        spill = book.spill_of(name.get("name", ""))
        if spill is not None:
            name.text = f"'{spill.sheet}'!{spill.area.absolute}"
    return package.replaced({**parts, package.workbook_part: serialise(root)}), native


def keep_empty_texts(cells: SheetCells) -> None:
    """Write an empty text as a formula: typed in a cell, it would be read as a blank."""
    for number in cells.row_numbers():
        for cell in cells.cells_of(number).values():
            shown = cell.find(q("v"))
            if cell.get("t") == "str" and shown is not None and not shown.text and cell.find(q("f")) is None:
                formula = cell.makeelement(q("f"))
                formula.text = '""'
                cell.insert(0, formula)


@pytest.mark.office
@pytest.mark.slow
class DescribeExcelsOwnFunctions:
    @pytest.mark.parametrize("case", ["sport", "telecom"])
    def they_give_what_libreoffice_gives(self, case: str, tmp_path: Path) -> None:
        computed = compute(Package.from_bytes(build("fr", case=case))).package
        asked, native = for_libreoffice(computed)
        (tmp_path / "plan.xlsx").write_bytes(asked.to_bytes())
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(tmp_path / "out"),
            str(tmp_path / "plan.xlsx"),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        theirs = Package.read(tmp_path / "out" / "plan.xlsx")
        parts = {sheet.name: SheetCells(theirs.parts[sheet.part]) for sheet in Book.of(theirs).sheets}
        ours = {sheet.name: SheetCells(computed.parts[sheet.part]) for sheet in Book.of(computed).sheets}
        strings = shared_strings(theirs), shared_strings(computed)
        wrong = []
        for cell in native:
            found, expected = parts[cell.sheet].cell(cell.row, cell.column), ours[cell.sheet].cell(cell.row, cell.column)
            a = None if found is None else read_value(found, strings[0])
            b = None if expected is None else read_value(expected, strings[1])
            if not same_value(a, b, tolerance=1e-9):
                wrong.append((cell.where, cell.text, a, b))
        assert len(native) > 1_000
        assert wrong == []
