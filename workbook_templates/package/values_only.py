"""A copy of a workbook with values only, for programs that do not know our functions: what was computed stays, formulas go."""

from __future__ import annotations

from workbook_templates.package.calc_chain import without_chain
from workbook_templates.package.geometry import Book
from workbook_templates.package.package import Package
from workbook_templates.package.xml import parse, q, serialise


def values_only(package: Package) -> Package:
    """Return the package with every cell's formula dropped and its cached value kept.

    Names, charts, tables, formats and validation lists stay; a table's computed columns become typed ones.
    """
    book = Book.of(package)
    parts: dict[str, bytes] = {}
    for sheet in book.sheets:
        data = package.parts[sheet.part]
        if b"<f>" in data or b"<f " in data or b":f>" in data:
            parts[sheet.part] = _frozen(data, sheet.part)
    for table in book.tables:
        data = package.parts[table.part]
        if b"Formula" in data:
            parts[table.part] = _typed(data, table.part)
    return without_chain(package.replaced(parts))


def _frozen(data: bytes, part: str) -> bytes:
    root = parse(data, part=part)
    for formula in list(root.iterfind(f"{q('sheetData')}/{q('row')}/{q('c')}/{q('f')}")):
        cell = formula.getparent()
        if cell is not None:
            cell.remove(formula)
            cell.attrib.pop("cm", "")
            cell.attrib.pop("vm", "")
    return serialise(root)


def _typed(data: bytes, part: str) -> bytes:
    root = parse(data, part=part)
    for tag in ("calculatedColumnFormula", "totalsRowFormula"):
        for formula in list(root.iter(q(tag))):
            parent = formula.getparent()
            if parent is not None:
                parent.remove(formula)
                parent.attrib.pop("totalsRowFunction", "")
    return serialise(root)
