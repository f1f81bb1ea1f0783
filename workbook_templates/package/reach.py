"""What covers a table's rows and must cover the new ones: the table itself, its formats, its lists, its charts."""

from __future__ import annotations

from workbook_templates.package.cells import SheetCells
from workbook_templates.package.geometry import TablePart
from workbook_templates.package.package import Package
from workbook_templates.package.refs import Area, split_sheet
from workbook_templates.package.xml import CHART, parse, q, serialise

_EXCEL = "{http://schemas.microsoft.com/office/excel/2006/main}"


def stretched_table(data: bytes, table: TablePart, body: Area, *, refilled: bool) -> bytes:
    """Return the table's part over its new rows; a filter or a sort set on rows that are gone is cleared."""
    root = parse(data, part=table.part)
    ref = Area(table.area.first_row, table.area.first_col, body.last_row + table.totals_rows, table.area.last_col).ref
    root.set("ref", ref)
    for found in root.iterchildren(q("autoFilter"), q("sortState")):
        if found.tag == q("autoFilter"):
            found.set("ref", Area(table.area.first_row, table.area.first_col, body.last_row, table.area.last_col).ref)
            if refilled:
                found[:] = []
        elif refilled:
            root.remove(found)
    return serialise(root)


def is_filtered(data: bytes, part: str) -> bool:
    """Whether a table hides rows by a filter."""
    return parse(data, part=part).find(f"{q('autoFilter')}/{q('filterColumn')}") is not None


def stretched_ranges(cells: SheetCells, old: Area, new: Area, *, header_rows: int) -> None:
    """Make conditional formats and validation lists that end with the old rows end with the new ones."""
    for tag in ("conditionalFormatting", "dataValidation"):
        for element in cells.root.iter(q(tag)):
            ref = element.get("sqref", "")
            after = _stretched(ref, old, new, header_rows)
            if after != ref:
                element.set("sqref", after)
                cells.touch()
    for element in cells.root.iter(f"{_EXCEL}sqref"):
        ref = element.text or ""
        after = _stretched(ref, old, new, header_rows)
        if after != ref:
            element.text = after
            cells.touch()


def _stretched(ranges: str, old: Area, new: Area, header_rows: int) -> str:
    return " ".join(_stretched_one(ref, old, new, header_rows) for ref in ranges.split())


def _stretched_one(ref: str, old: Area, new: Area, header_rows: int) -> str:
    try:
        area = Area.parse(ref)
    except ValueError:
        return ref
    inside = old.first_col <= area.first_col and area.last_col <= old.last_col
    starts = old.first_row - header_rows <= area.first_row <= old.first_row
    if not inside or not starts or area.last_row != old.last_row:
        return ref
    return Area(area.first_row, area.first_col, new.last_row, area.last_col).ref


def stretched_charts(package: Package, sheet: str, old: Area, new: Area) -> dict[str, bytes]:
    """Return the charts drawn straight over the table's rows, drawn over the new ones."""
    changed: dict[str, bytes] = {}
    if old == new:
        return changed
    for part, data in package.parts.items():
        if not (part.startswith("xl/charts/") and part.endswith(".xml") and b"plotArea" in data):
            continue
        root = parse(data, part=part)
        moved = False
        for formula in root.iter(f"{{{CHART}}}f"):
            after = _stretched_source(formula.text or "", sheet, old, new)
            if after != formula.text:
                formula.text, moved = after, True
        if moved:
            changed[part] = serialise(root)
    return changed


def _stretched_source(reference: str, sheet: str, old: Area, new: Area) -> str:
    named, rest = split_sheet(reference)
    if named.casefold() != sheet.casefold():
        return reference
    try:
        area = Area.parse(rest)
    except ValueError:
        return reference
    inside = old.first_col <= area.first_col and area.last_col <= old.last_col
    if not inside or area.first_row != old.first_row or area.last_row != old.last_row:
        return reference
    prefix = reference[: len(reference) - len(rest)]
    return prefix + Area(area.first_row, area.first_col, new.last_row, area.last_col).absolute
