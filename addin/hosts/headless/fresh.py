"""Cached results older than their inputs: what computing the workbook again would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from addin.functions import FUNCTIONS
from addin.functions.spec import Function
from addin.hosts.headless.compute import compute
from workbook_templates.package.cells import SheetCells
from workbook_templates.package.geometry import Book
from workbook_templates.package.package import Package
from workbook_templates.package.refs import cell_ref, quoted
from workbook_templates.package.values import Scalar, read_value, same_value, shared_strings

TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell whose cached value is not what its formula gives now."""

    where: str
    cached: Scalar
    fresh: Scalar


def fresh_differences(package: Package, *, functions: Sequence[Function] = FUNCTIONS) -> list[Difference]:
    """Return the cells that computing the workbook would change, sheet by sheet, numbers compared at 1e-9.

    Cells that cannot be computed here are left out: nothing can be said of them.

    Raises
    ------
    PackageError, WorkbookError
        What `compute` raises.
    """
    fresh = compute(package, functions=functions).package
    strings = shared_strings(package)
    found: list[Difference] = []
    for sheet in Book.of(package).sheets:
        before, after = package.parts[sheet.part], fresh.parts[sheet.part]
        if before != after:
            cells, anew = SheetCells(before, part=sheet.part), SheetCells(after, part=sheet.part)
            found += _differences(quoted(sheet.name), cells, anew, strings)
    return found


def _differences(sheet: str, before: SheetCells, after: SheetCells, strings: Sequence[str]) -> list[Difference]:
    found: list[Difference] = []
    for row in sorted({*before.row_numbers(), *after.row_numbers()}):
        cells, anew = before.cells_of(row), after.cells_of(row)
        for column in sorted({*cells, *anew}):
            cached = read_value(cells[column], strings) if column in cells else None
            fresh = read_value(anew[column], strings) if column in anew else None
            if not same_value(cached, fresh, tolerance=TOLERANCE):
                found.append(Difference(f"{sheet}!{cell_ref(row, column)}", cached, fresh))
    return found
