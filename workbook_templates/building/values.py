"""Values by key into cells of a language."""

from __future__ import annotations

import datetime as dt

from workbook_templates.schema import Card, Column, Kind, Setting
from workbook_templates.schema.content import Value
from workbook_templates.text import YES_NO, Lang, Text, date, french

CellValue = str | float | int | bool | dt.date | None


def cell_of(value: object, field: Column | Setting | Card, lang: Lang) -> CellValue:
    """Return what the cell of a column, a setting or a card holds for `value`."""
    if value is None or value == "":
        return None
    if isinstance(value, Text):
        return value.get(lang)
    if field.kind is Kind.YES:
        return YES_NO[bool(value)].get(lang)
    if isinstance(value, tuple | list):
        return "; ".join(str(_one(item, field, lang)) for item in value)
    return _one(value, field, lang)


def _one(value: Value | object, field: Column | Setting | Card, lang: Lang) -> CellValue:
    if field.choices is not None and isinstance(value, str):
        return field.choices.say(value, lang)
    if isinstance(value, dt.date):
        return date(value, lang) if field.kind is Kind.DATES else value
    if isinstance(value, str):
        return french(value) if lang == "fr" else value
    if isinstance(value, bool | int | float):
        return value
    raise TypeError(f"{field!r}: {value!r}")
