"""The plan's tables and results as CSV files: semicolons and decimal commas in French, so that Excel opens them right."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import fields

from generator.characters import clean
from generator.figures import Figure
from generator.plan import Plan
from generator.records import Record
from workbook_templates.schema import TABLES
from workbook_templates.text import YES_NO, Lang, Words

_FILES = (
    "objectives", "segments", "channels", "budget_lines", "acquisition", "actions", "milestones", "kpis", "initiatives", "decisions", "risks",
)  # fmt: skip
_TABLE = {
    "objectives": "Objectives", "segments": "Segments", "channels": "Channels", "budget_lines": "BudgetLines", "acquisition": "Acquisition",
    "actions": "Actions", "milestones": "Milestones", "kpis": "Kpis", "initiatives": "Initiatives", "decisions": "Decisions", "risks": "Risks",
}  # fmt: skip
_BOM = "\ufeff"  # tells Excel the file is UTF-8
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def files(plan: Plan, lang: Lang) -> Mapping[str, bytes]:
    """Return the CSV files of a plan, by name."""
    return {f"{name}.csv": _file(getattr(plan, name), _TABLE[name], lang) for name in _FILES if getattr(plan, name)}


def _file(records: tuple[Record, ...], table: str, lang: Lang) -> bytes:
    declared = TABLES[table]
    keys = [
        item.name
        for item in fields(records[0])
        if item.name != "at" and any(column.key == item.name for column in declared.columns)
    ]
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";" if lang == "fr" else ",", lineterminator="\r\n")
    writer.writerow([declared.column(key).label.get(lang) for key in keys])
    for record in records:
        writer.writerow([_written(declared.column(key).choices, getattr(record, key), lang) for key in keys])
    return (_BOM + stream.getvalue()).encode()


def _written(words: Words | None, value: object, lang: Lang) -> str:
    if isinstance(value, Figure):
        text = f"{value.value:.15g}"
        return text.replace(".", ",") if lang == "fr" else text
    if isinstance(value, bool):
        return YES_NO[value].get(lang)
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}" if lang == "fr" else value.isoformat()
    if isinstance(value, tuple):
        return clean("; ".join(map(str, value)))
    if words is not None and isinstance(value, str) and value in words.entries:
        return words.say(value, lang)
    text = "" if value is None else clean(str(value))
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text  # a text must not wake up as a formula
