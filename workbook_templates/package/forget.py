"""Texts that no cell shows any more, taken out of the shared strings: replaced customers must not stay readable in the file."""

from __future__ import annotations

from workbook_templates.package.cells import SheetCells
from workbook_templates.package.geometry import WHOLE_SHEET, Book
from workbook_templates.package.package import Package
from workbook_templates.package.values import shared_strings_part
from workbook_templates.package.xml import parse, q, serialise


def forgotten(package: Package, candidates: frozenset[int]) -> Package:
    """Return the package where those of the candidate strings that no cell shows are blank. Their places stay, so nothing moves."""
    strings = shared_strings_part(package)
    if strings is None or not candidates:
        return package
    orphans = candidates
    for sheet in Book.of(package).sheets:
        if orphans:
            orphans -= SheetCells(package.parts[sheet.part], part=sheet.part).shared_indexes(WHOLE_SHEET)
    if not orphans:
        return package
    root = parse(package.parts[strings], part=strings)
    for index, item in enumerate(root.iterchildren(q("si"))):
        if index in orphans:
            item[:] = [item.makeelement(q("t"))]
    return package.replaced({strings: serialise(root)})
