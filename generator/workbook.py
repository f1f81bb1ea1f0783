"""A finished workbook into a plan and everything that is wrong with it. Reads; never computes, never writes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from generator.plan import Plan
from generator.reading.areas import AreaReader
from generator.reading.cells import CellReader
from generator.reading.links import ids_of, linked
from generator.reading.margin import without_margin
from generator.reading.records import plan_of
from generator.reading.results import results_of
from generator.reading.settings import language_of, settings_of
from generator.reading.spellings import tell_spellings
from generator.reading.tables import Line, Remarks, TableReader
from workbook_templates.errors import Problem, WorkbookError
from workbook_templates.package.geometry import Book
from workbook_templates.package.package import Package
from workbook_templates.package.xml import parse, q
from workbook_templates.schema import TABLES
from workbook_templates.schema.spec import Importance, Table
from workbook_templates.text import Lang, Text


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the plan, the remarks on the cells it came from, the workbook's language."""

    plan: Plan
    problems: tuple[Problem, ...]
    lang: Lang


def read(source: Package | Path | str) -> Reading:
    """Return the plan held in a workbook. Sheets of data are not opened.

    Raises
    ------
    PackageError
        The file is not a workbook, is damaged, protected or too big.
    WorkbookError
        ``workbook.not_ours``: a workbook without any of our essential tables.
    """
    package = source if isinstance(source, Package) else Package.read(source)
    book = Book.of(package)
    tables = {name: table for name, table in TABLES.items() if table.importance is not Importance.DATA}
    _refuse_foreign(book, tables)
    cells, remarks, date1904 = CellReader(book), Remarks(), _date1904(package)
    settings = settings_of(book, cells, remarks, date1904=date1904)
    lines = _lines(book, cells, remarks, tables, date1904=date1904)
    areas = AreaReader(book, cells, remarks, date1904)
    results = results_of(areas, lines, customers=bool(settings.show_customer_ids))
    plan = without_margin(replace(plan_of(settings, lines, results), sheets=_sheets(book, tables)))
    return Reading(plan, remarks.problems(), language_of(book, cells))


def _lines(
    book: Book, cells: CellReader, remarks: Remarks, tables: dict[str, Table], *, date1904: bool
) -> dict[str, tuple[Line, ...]]:
    reader = TableReader(book, cells, remarks, date1904)
    raw = {name: reader.lines(table) for name, table in tables.items() if name != "Settings"}
    ids = ids_of(tables, raw, remarks)
    tell_spellings(raw, tables, ids, remarks)
    return {name: linked(rows, tables[name], ids, tables, remarks) for name, rows in raw.items()}


def _sheets(book: Book, tables: dict[str, Table]) -> dict[str, str]:
    return {name: part.sheet for name in tables if (part := book.table(name)) is not None}


def _refuse_foreign(book: Book, tables: dict[str, Table]) -> None:
    essential = [name for name, table in tables.items() if table.importance is Importance.ESSENTIAL]
    if not any(book.table(name) for name in essential):
        raise WorkbookError("workbook.not_ours", _NOT_OURS, where=book.package.name)


def _date1904(package: Package) -> bool:
    properties = parse(package.parts[package.workbook_part], part=package.workbook_part).find(q("workbookPr"))
    return properties is not None and properties.get("date1904", "0") in ("1", "true")


_NOT_OURS = Text(
    "ce classeur n'est pas un plan planmo : aucune de ses tables n'est connue. Créez un plan avec « planmo new », puis recopiez-y vos données.",
    "this workbook is not a planmo plan: none of its tables is known. Make a plan with “planmo new”, then copy your data there.",
)
