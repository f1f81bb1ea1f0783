"""The settings of the plan, each found by the name of its cell."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from generator.plan import Settings
from generator.reading.cells import CellReader
from generator.reading.tables import Remarks
from generator.reading.values import Read, read_value
from generator.remarks import Code
from workbook_templates.package.geometry import Book
from workbook_templates.package.refs import cell_ref
from workbook_templates.schema import SETTINGS
from workbook_templates.schema.spec import Column, Setting
from workbook_templates.text import Lang, Text, fold

SETTING_GONE = Code("setting.missing", "fix", Text(
    "le paramètre « {label} » n'a plus de cellule nommée {name}. Redonnez ce nom à sa cellule (Formules > Gestionnaire de noms).",
    "the setting “{label}” no longer has a cell named {name}. Give its cell this name back (Formulas > Name Manager).",
))  # fmt: skip
SETTING_BLANK = Code("setting.blank", "fix", Text(
    "« {label} » est vide. Complétez la cellule : tout le plan en dépend.",
    "“{label}” is empty. Fill the cell in: the whole plan depends on it.",
))  # fmt: skip
CODES = (SETTING_GONE, SETTING_BLANK)
_WORDED_APART = ("gross_margin",)  # a check of its own says why it matters


def settings_of(book: Book, cells: CellReader, remarks: Remarks, *, date1904: bool) -> Settings:
    """Return the settings the plan uses; a setting without a cell, or blank where needed, is a remark."""
    wanted = {field.name for field in fields(Settings)}
    values: dict[str, Any] = {}
    addresses: dict[str, str] = {}
    for setting in SETTINGS.values():
        where, value = _value(setting, book, cells, remarks, date1904=date1904)
        addresses[setting.key] = where
        if setting.key in wanted and value not in (None, ""):
            values[setting.key] = value
    return Settings(**values, cells=addresses)


def language_of(book: Book, cells: CellReader) -> Lang:
    """Return the language the workbook says it is in, French where it does not say."""
    place = book.place("Langue")
    sheet = cells.sheet(place.sheet) if place is not None else None
    if place is None or sheet is None:
        return "fr"
    word = fold(str(sheet.at(place.area.first_row, place.area.first_col).value or ""))
    return "en" if word.startswith(("en", "anglais")) else "fr"


def _value(setting: Setting, book: Book, cells: CellReader, remarks: Remarks, *, date1904: bool) -> tuple[str, Read]:
    place = book.place(setting.name)
    sheet = cells.sheet(place.sheet) if place is not None else None
    if place is None or sheet is None:
        remarks.add(SETTING_GONE.at(setting.name, label=setting.label, name=setting.name))
        return setting.name, None
    row, column = place.area.first_row, place.area.first_col
    cell, where = sheet.at(row, column), f"{sheet.name}!{cell_ref(row, column)}"
    if cell.blank and setting.required:
        remarks.unset(setting.key)
    if cell.blank and setting.required and setting.key not in _WORDED_APART:
        remarks.add(SETTING_BLANK.at(where, label=setting.label))
    reading = read_value(cell, _as_column(setting), where, date1904=date1904)
    if reading.problem is not None:
        remarks.add(reading.problem)
    return where, reading.value


def _as_column(setting: Setting) -> Column:
    return Column(
        setting.key, setting.label.fr, setting.label.en, setting.kind,
        choices=setting.choices, minimum=setting.minimum, maximum=setting.maximum,
    )  # fmt: skip
