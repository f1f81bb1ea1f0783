"""A case in English: the texts a person reads, French in the case's file, replaced one by one from `english/`.

A text is what a text column without a list of words holds. Words of lists need no English here: their keys have both languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeGuard

import yaml

from workbook_templates.errors import WorkbookError
from workbook_templates.schema import SETTINGS, TABLES, Column, Kind, Setting
from workbook_templates.schema.content import Content, Row, Value
from workbook_templates.text import Text

HERE = Path(__file__).parent / "english"

# Codes that stand in text columns: who buys, where a test runs, which role signed a version.
_CODES = frozenset({("Transactions", "customer"), ("TestResults", "zone"), ("Changes", "author")})
# Journeys are written with the names of channels: each is a text of its own, so that it stays the name the channel has.
_JOURNEY, _NEXT_TOUCH = ("Paths", "path"), " > "
# Links between actions are a notation, valid in both languages: « fin » is finish, « début » start. Lags stay: no case counts calendar days.
_LINKS = ("Actions", "predecessors")
_LINK_KINDS = {"FD": "FS", "DD": "SS", "DF": "SF"}
_LINK_KIND = re.compile(r"(?<=\d)(FD|DD|DF)(?![^\W\d])")

Say = Callable[[str], str]


def in_english(name: str, content: Content) -> Content:
    """Return the content of the case `name` with its French texts in English.

    Raises
    ------
    WorkbookError
        ``case.untranslated``: texts of the case have no English.
    """
    english = translations(name)
    missing = [text for text in french_texts(content) if text not in english]
    if missing:
        told = Text("Ces textes du cas n’ont pas d’anglais : {texts}.", "These texts of the case have no English: {texts}.")
        raise WorkbookError("case.untranslated", told.format(texts=missing), where=f"english/{name}.yaml")
    return _reworded(content, english.__getitem__)


def translations(name: str) -> dict[str, str]:
    """Return the English of a case's texts, by their French."""
    with (HERE / f"{name}.yaml").open(encoding="utf-8") as stream:
        english: dict[str, str] = yaml.load(stream, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return english


def french_texts(content: Content) -> tuple[str, ...]:
    """Return the texts of a case as its file has them, each once."""
    found: dict[str, None] = {}

    def note(text: str) -> str:
        found[text] = None
        return text

    _reworded(content, note)
    return tuple(found)


def _reworded(content: Content, say: Say) -> Content:
    """Return `content` with each of its texts said by `say`: one walk finds the texts and replaces them, so that none is missed."""
    return replace(
        content,
        settings={
            key: say(value) if _is_free(SETTINGS[key]) and _has_words(value) else value for key, value in content.settings.items()
        },
        rows={table: _rows(table, rows, say) for table, rows in content.rows.items()},
    )


def _rows(table: str, rows: Sequence[Row], say: Say) -> Sequence[Row]:
    keys = [column.key for column in TABLES[table].inputs if _is_free(column) and (table, column.key) not in _CODES]
    if not keys:  # thousands of sales
        return rows
    return [{**row, **{key: _cell((table, key), row[key], say) for key in keys if key in row}} for row in rows]


def _cell(place: tuple[str, str], value: Value, say: Say) -> Value:
    if not _has_words(value):
        return value
    if place == _JOURNEY:
        return _NEXT_TOUCH.join(map(say, value.split(_NEXT_TOUCH)))
    if place == _LINKS:
        return _LINK_KIND.sub(lambda match: _LINK_KINDS[match[0]], value)
    return say(value)


def _is_free(field: Column | Setting) -> bool:
    return field.kind is Kind.TEXT and field.choices is None


def _has_words(value: object) -> TypeGuard[str]:
    """Return whether `value` is a text with something to translate: « 2026 » and « 1.0 » read alike."""
    return isinstance(value, str) and any(map(str.isalpha, value))
