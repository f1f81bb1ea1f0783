"""Small workbooks made from the schema, so that what reads them is tested without computing anything."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
import xlsxwriter

from workbook_templates.package.package import Package
from workbook_templates.package.refs import letters
from workbook_templates.schema import SETTINGS, SHEETS, TABLES
from workbook_templates.schema.spec import Column, Kind, ResultArea, Table
from workbook_templates.text import Lang, Text
from workbook_templates.words import YES

Rows = Sequence[Mapping[str, object]]
Make = Callable[..., Package]
_TOP = 7  # tables and results start at row 8
_SETTINGS = {
    "language": "fr", "company": "Bondélan Sport", "plan_title": "Plan marketing 2027", "plan_version": "1.0", "plan_stage": "signature",
    "plan_start": dt.date(2027, 1, 1), "plan_end": dt.date(2027, 12, 31), "as_of": dt.date(2027, 1, 4), "currency": "EUR",
    "tax_basis": "excl_tax", "budget_total": 100000, "gross_margin": 0.38, "region": "metropole", "solidarity_day": False,
}  # fmt: skip


@pytest.fixture
def make() -> Make:
    """Return a function that makes a workbook of the plan from rows by column key, as if a person had filled it in."""
    return _make


def _make(
    tables: Mapping[str, Rows] | None = None,
    *,
    settings: Mapping[str, object] | None = None,
    results: Mapping[str, Sequence[Sequence[object]]] | None = None,
    lang: Lang = "fr",
    without: Sequence[str] = (),
    uncomputed: Sequence[str] = (),
    failing: Mapping[str, str] | None = None,
    under: Mapping[tuple[str, str], object] | None = None,
    raw: Mapping[tuple[str, int, str], object] | None = None,
) -> Package:
    """`failing` gives result areas the error they show; `under` types below a table, by table and key; `raw` overrides one cell, by table, row (from 0) and key, with a value no column would hold."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    writer = _Writer(book, lang, dict(raw or {}))
    for sheet in SHEETS:
        title = sheet.title.get(lang)
        page, column = book.add_worksheet(title), 0
        for table in sheet.tables:
            if table.name == "Settings":
                writer.settings(page, title, {**_SETTINGS, **(settings or {})})
            elif table.name not in without and table.importance.name != "DATA":
                rows = (tables or {}).get(table.name, ())
                writer.table(page, column, table, rows)
                for (name, key), value in (under or {}).items():
                    if name == table.name:
                        page.write(_TOP + 1 + max(1, len(rows)), column + [c.key for c in table.columns].index(key), value)
            column += len(table.columns) + 12
        for area in sheet.results:
            if area.name in uncomputed:
                book.define_name(area.name, f"='{title}'!${letters(column + 1)}$8")
                page.write_formula(7, column, "=RETROPLANNING()", None, 0)
            elif area.name in (failing or {}):
                book.define_name(area.name, f"='{title}'!${letters(column + 1)}$8")
                page.write_formula(7, column, "=RETROPLANNING()", None, (failing or {})[area.name])
            else:
                writer.area(page, title, column, area, (results or {}).get(area.name, ()))
            column += len(area.columns) + 60
    book.close()
    return Package.from_bytes(buffer.getvalue(), name="plan.xlsx")


class _Writer:
    def __init__(self, book: Any, lang: Lang, raw: dict[tuple[str, int, str], object]) -> None:
        self.book, self.lang, self.raw = book, lang, raw
        self.date = book.add_format({"num_format": "dd/mm/yyyy"})

    def settings(self, page: Any, title: str, values: Mapping[str, object]) -> None:
        for row, setting in enumerate(SETTINGS.values(), start=_TOP + 1):
            value = values.get(setting.key)
            column = Column(setting.key, "", "", setting.kind, choices=setting.choices)
            page.write(row, 0, setting.label.get(self.lang))
            self.cell(page, row, 1, column, value)
            self.book.define_name(setting.name, f"='{title}'!$B${row + 1}")
        end = _TOP + len(SETTINGS)
        page.add_table(
            _TOP,
            0,
            end,
            3,
            {"name": "Settings", "columns": [{"header": c.label.get(self.lang)} for c in TABLES["Settings"].columns]},
        )
        for row, setting in enumerate(SETTINGS.values(), start=_TOP + 1):
            self.cell(page, row, 1, Column(setting.key, "", "", setting.kind, choices=setting.choices), values.get(setting.key))

    def table(self, page: Any, left: int, table: Table, rows: Rows) -> None:
        extra = list(dict.fromkeys(key for row in rows for key in row if key not in {c.key for c in table.columns}))
        headers = [c.label.get(self.lang) for c in table.columns] + extra
        bottom = _TOP + max(1, len(rows))
        page.add_table(
            _TOP, left, bottom, left + len(headers) - 1, {"name": table.name, "columns": [{"header": h} for h in headers]}
        )
        for index, row in enumerate(rows):
            for offset, column in enumerate(table.columns):
                value = self.raw.get((table.name, index, column.key), row.get(column.key))
                plain = (table.name, index, column.key) in self.raw
                self.cell(page, _TOP + 1 + index, left + offset, column, value, raw=plain)
            for offset, key in enumerate(extra, start=len(table.columns)):
                page.write(_TOP + 1 + index, left + offset, row.get(key))

    def area(self, page: Any, title: str, left: int, area: ResultArea, rows: Sequence[Sequence[object]]) -> None:
        self.book.define_name(area.name, f"='{title}'!${letters(left + 1)}${_TOP + 1}")
        width = max([len(area.columns), *(len(row) for row in rows)])
        header = [c.label.get(self.lang) for c in area.columns] + [""] * (width - len(area.columns))
        grid = [header, *rows] if rows and area.columns and area.header else list(rows)
        if not grid:
            page.write_formula(_TOP, left, '=""', None, "")
            return
        for index, line in enumerate(grid):
            for offset, value in enumerate(line):
                if isinstance(value, dt.date):
                    page.write_datetime(_TOP + index, left + offset, dt.datetime.combine(value, dt.time()), self.date)
                elif value is not None:
                    page.write(_TOP + index, left + offset, value)
        first = grid[0][0]
        value = first if isinstance(first, int | float | str) else ""
        end = f"{letters(left + width)}{_TOP + len(grid)}"
        if width > 1 or len(grid) > 1:
            page.write_dynamic_array_formula(f"{letters(left + 1)}{_TOP + 1}:{end}", "=SEQUENCE(1)", None, value)
            for index, line in enumerate(grid):
                for offset, cell in enumerate(line):
                    if (index or offset) and cell is not None:
                        if isinstance(cell, dt.date):
                            page.write_datetime(_TOP + index, left + offset, dt.datetime.combine(cell, dt.time()), self.date)
                        else:
                            page.write(_TOP + index, left + offset, cell)

    def cell(self, page: Any, row: int, column: int, spec: Column, value: object, *, raw: bool = False) -> None:
        value = value if raw else self.worded(spec, value)
        if spec.computed and not raw:
            shown = (value - dt.date(1899, 12, 30)).days if isinstance(value, dt.date) else value
            page.write_formula(row, column, "=1", None, "" if shown is None else shown)
        elif isinstance(value, dt.date):
            page.write_datetime(row, column, dt.datetime.combine(value, dt.time()), self.date)
        elif value is not None:
            page.write(row, column, value)

    def worded(self, spec: Column, value: object) -> object:
        if isinstance(value, Text):
            return value.get(self.lang)
        if isinstance(value, bool):
            return YES.say("yes" if value else "no", self.lang)
        if spec.kind is Kind.CHOICE and isinstance(value, str) and spec.choices is not None and value in spec.choices.entries:
            return spec.choices.say(value, self.lang)
        if isinstance(value, list | tuple):
            return "; ".join(map(str, value))
        return value
