"""Texts that no cell shows any more, taken out of the shared strings: replaced customers must not stay readable in the file."""

from __future__ import annotations

from workbook_templates.package.cells import SheetCells
from workbook_templates.package.geometry import Book
from workbook_templates.package.package import Package
from workbook_templates.package.refs import Area
from workbook_templates.package.values import shared_strings_part
from workbook_templates.package.xml import Element, parse, q, serialise

_V = q("v")


def string_indexes(cells: SheetCells, area: Area) -> frozenset[int]:
    """Return the shared strings the cells of an area show."""
    return frozenset(_index(cell) for _, _, cell in cells.filled(area) if cell.get("t") == "s")


def forgotten(package: Package, candidates: frozenset[int], cells: SheetCells, part: str) -> Package:
    """Return the package where those of the candidate strings that no cell shows are blank. Their places stay, so nothing moves."""
    strings = shared_strings_part(package)
    if strings is None or not candidates:
        return package
    orphans = candidates - _shown(cells.root)
    for sheet in Book.of(package).sheets:
        if orphans and sheet.part != part:
            orphans -= _shown(parse(package.parts[sheet.part], part=sheet.part))
    if not orphans:
        return package
    root = parse(package.parts[strings], part=strings)
    for index, item in enumerate(root.iterchildren(q("si"))):
        if index in orphans:
            item[:] = [item.makeelement(q("t"))]
    return package.replaced({strings: serialise(root)})


def _shown(root: Element) -> frozenset[int]:
    return frozenset(_index(cell) for cell in root.iterfind(f"{q('sheetData')}/{q('row')}/{q('c')}[@t='s']"))


def _index(cell: Element) -> int:
    return int(cell.findtext(_V) or -1)
